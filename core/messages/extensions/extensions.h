// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// The extensions of a hello (RFC 5246 7.4.1.4). To add one: its file here, a row in the registry, its place in the
// variant.

#include "messages/extensions/alpn.h"
#include "messages/extensions/applicationsettings.h"
#include "messages/extensions/certificateauthorities.h"
#include "messages/extensions/compresscertificate.h"
#include "messages/extensions/cookie.h"
#include "messages/extensions/earlydata.h"
#include "messages/extensions/ecpointformats.h"
#include "messages/extensions/encryptedclienthello.h"
#include "messages/extensions/encryptthenmac.h"
#include "messages/extensions/extendedmastersecret.h"
#include "messages/extensions/keyshare.h"
#include "messages/extensions/maxfragmentlength.h"
#include "messages/extensions/padding.h"
#include "messages/extensions/posthandshakeauth.h"
#include "messages/extensions/presharedkey.h"
#include "messages/extensions/pskkeyexchangemodes.h"
#include "messages/extensions/recordsizelimit.h"
#include "messages/extensions/renegotiationinfo.h"
#include "messages/extensions/servername.h"
#include "messages/extensions/sessionticket.h"
#include "messages/extensions/signaturealgorithms.h"
#include "messages/extensions/signaturealgorithmscert.h"
#include "messages/extensions/signedcertificatetimestamp.h"
#include "messages/extensions/statusrequest.h"
#include "messages/extensions/supportedgroups.h"
#include "messages/extensions/supportedversions.h"

#include <utility>
#include <variant>

namespace hd {

/// One that this program does not interpret: kept byte for byte.
struct OpaqueExtension
{
    std::uint16_t code = 0;
    Bytes data;
    void describe(FieldCodec &c, const WireContext &w);
};

using Extension =
    std::variant<OpaqueExtension, ServerName, SupportedGroups, EcPointFormats, SignatureAlgorithms,
                 ExtendedMasterSecret, EncryptThenMac, RenegotiationInfo, Alpn, SessionTicket, MaxFragmentLength,
                 StatusRequest, RecordSizeLimit, SupportedVersions, KeyShare, Cookie, PskKeyExchangeModes,
                 PreSharedKeyExtension, EarlyData, CertificateAuthorities, PostHandshakeAuth, SignatureAlgorithmsCert,
                 SignedCertificateTimestamp, Padding, CompressCertificate, ApplicationSettings, EncryptedClientHello>;

std::uint16_t typeOf(const Extension &extension);

class Extensions
{
public:
    Extensions() = default;
    /// Of a message that has the block also when it is empty (TLS 1.3, but for the hellos).
    static Extensions required()
    {
        Extensions extensions;
        extensions.m_required = true;
        return extensions;
    }

    template<class T>
    const T *get() const
    {
        for (const Extension &extension : m_list)
            if (const T *found = std::get_if<T>(&extension))
                return found;
        return nullptr;
    }
    template<class T>
    bool has() const
    {
        return get<T>() != nullptr;
    }
    bool has(std::uint16_t type) const;
    void add(Extension extension) { m_list.push_back(std::move(extension)); }
    template<class T>
    void remove()
    {
        std::erase_if(m_list, [](const Extension &extension) { return std::holds_alternative<T>(extension); });
    }
    void remove(std::uint16_t type);
    template<class T>
    T *get()
    {
        return const_cast<T *>(std::as_const(*this).get<T>());
    }
    const std::vector<Extension> &list() const { return m_list; }
    /// Whether supported_versions has TLS 1.3: a client offers it, a server has chosen it.
    bool nameTls13() const;
    /// RFC 5246 7.4.1.4: "There MUST NOT be more than one extension of the same type."
    std::optional<std::uint16_t> duplicate() const;

    /// Absent altogether when there is none; then not even the length is there. A block that was read stays, also an
    /// empty one.
    void describe(FieldCodec &c, const WireContext &w);

private:
    std::vector<Extension> m_list;
    bool m_read = false; ///< from a message that has the block
    bool m_required = false;
};

} // namespace hd
