// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "live/liveconnection.h"

namespace hd::ui {

/// What a peer speaks that does not speak TLS, by its first bytes.
enum class Foreign : std::uint8_t { Nothing, HttpRequest, HttpAnswer, Ssh, Mail, Xml, Text, Bytes };

/// Nothing when @p opening is the beginning of a record of TLS, or of SSL 2.0's client_hello.
Foreign foreignIn(ByteView opening);

/// What became of a connection, so that it can be explained.
struct LiveOutcome
{
    enum class Kind : std::uint8_t {
        UnderWay,
        Done,
        AlertFromPeer,
        AlertFromUs,
        NotTls,
        PeerLeft,    ///< without a word of TLS that says why
        TookTooLong, ///< the handshake
        Silent,      ///< an open connection
        GivenUp,     ///< by us, on demand
        Truncated    ///< open, and the peer went without close_notify
    };

    Kind kind = Kind::UnderWay;
    Foreign foreign = Foreign::Nothing;
    std::optional<std::uint8_t> alert;
    std::string check;             ///< that failed, of ours: `certificate.trust`
    std::string expected, actual;  ///< of that check
    bool afterCertificate = false; ///< the peer had seen our certificate and nothing of ours after the handshake

    /// Whether the peer left, or said that it did, over our certificate, as a browser does that does not know who
    /// signed it.
    bool rejectsCertificate() const;

    bool operator==(const LiveOutcome &) const = default;
};

LiveOutcome outcomeOf(const LiveConnection &connection, const Trace &trace, Side ours);

/// The name that the client asked for (server_name); empty when it named none.
std::string serverNameIn(const Trace &trace);

} // namespace hd::ui
