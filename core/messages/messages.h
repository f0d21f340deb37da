// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// Every message, and how it becomes bytes and comes back. Nothing else encodes or decodes one.

#include "messages/certificate.h"
#include "messages/certificaterequest.h"
#include "messages/certificatestatus.h"
#include "messages/certificateverify.h"
#include "messages/clienthello.h"
#include "messages/clientkeyexchange.h"
#include "messages/encryptedextensions.h"
#include "messages/endofearlydata.h"
#include "messages/finished.h"
#include "messages/helloretryrequest.h"
#include "messages/keyupdate.h"
#include "messages/newsessionticket.h"
#include "messages/othermessages.h"
#include "messages/serverhello.h"
#include "messages/serverhellodone.h"
#include "messages/serverkeyexchange.h"
#include "messages/sslv2clienthello.h"
#include "messages/tls13certificate.h"
#include "messages/tls13certificaterequest.h"
#include "messages/tls13newsessionticket.h"

#include <variant>

namespace hd {

using HandshakeMessage =
    std::variant<HelloRequest, ClientHello, ServerHello, CertificateMessage, ServerKeyExchange, CertificateRequest,
                 ServerHelloDone, CertificateVerify, ClientKeyExchange, Finished, NewSessionTicket, CertificateStatus,
                 HelloRetryRequest, EncryptedExtensions, EndOfEarlyData, KeyUpdate, v13::CertificateMessage,
                 v13::CertificateRequest, v13::NewSessionTicket>;

/// The name of a message in the Trace and the root of its fields: that of its type, but for hello_retry_request, which
/// has the type of server_hello.
template<class T>
std::string messageName()
{
    if constexpr (requires { T::name; })
        return std::string(T::name);
    else
        return names::handshakeType(static_cast<std::uint64_t>(T::type));
}

/// msg_type and length (RFC 5246 7.4).
inline constexpr std::size_t handshakeHeaderLength = 4;

struct Encoded
{
    Bytes bytes;
    FieldTree fields;
};

/// @p T is an alternative of HandshakeMessage or one of othermessages.h. Numbers that do not fit their width are a
/// programming error.
template<class T>
Encoded encode(T &message, const WireContext &w);

/// What bytes of one whole handshake message (header included) say.
struct DecodedHandshake
{
    std::optional<HandshakeMessage> message; ///< nothing when it is malformed or of a type that is not known
    std::string name;                        ///< "unknown" for a type that is not known
    FieldTree fields;                        ///< as far as it could be read
    std::optional<DecodeError> error;
};
DecodedHandshake decodeHandshake(ByteView bytes, const WireContext &w);

template<class T>
struct Decoded
{
    T message;
    FieldTree fields;
    std::optional<DecodeError> error;
};
/// @p T is one of othermessages.h.
template<class T>
Decoded<T> decodeOther(ByteView bytes, const WireContext &w);

/// The name under which a message of a protocol beside the handshake protocol stands in the Trace.
std::string protocolName(Protocol protocol);

} // namespace hd
