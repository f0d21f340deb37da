// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "trace/trace.h"
#include "wire/codec.h"
#include "wire/versions.h"

namespace hd {

/// Where extensions stand, on which the form of some depends (RFC 8446 4.2).
enum class Place : std::uint8_t {
    ClientHello,
    ServerHello,
    HelloRetryRequest,
    EncryptedExtensions,
    CertificateRequest,
    Certificate,
    NewSessionTicket
};

/// What earlier messages settled and the meaning of later ones depends on.
struct WireContext
{
    Version version = tls12;
    Side sender = Side::Client;
    const CipherSuite *suite = nullptr;                   ///< null before server_hello
    std::string (*nameOfPrime)(ByteView prime) = nullptr; ///< "ffdhe2048"; crypto/keys.h has it
    Place place = Place::ClientHello;                     ///< set by the message whose extensions they are

    WireContext at(Place where) const
    {
        WireContext there = *this;
        there.place = where;
        return there;
    }
};

/// RFC 5246 7.4.1.2: 32 bytes, the first four a time in seconds since 1970 by the letter of the standard.
void describeRandom(FieldCodec &c, Bytes &random);

/// What "digitally-signed" begins with, from TLS 1.2 on (RFC 5246 4.7), and the signature.
void describeSigned(FieldCodec &c, const WireContext &w, std::uint16_t &scheme, Bytes &signature);

/// SignatureAndHashAlgorithm (RFC 5246 7.4.1.4.1), which RFC 8446 4.2.3 reads as one SignatureScheme.
void describeSignatureAlgorithm(FieldCodec &c, std::string_view name, std::uint16_t &scheme);

} // namespace hd
