// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// Keys as files that openssl reads. Nothing is checked: whoever uses the key does.

#include "wire/bytes.h"

#include <string>

namespace hd::der {

/// PKCS #8 (RFC 5208) of a private value; public values follow from it.
Bytes privateDh(ByteView p, ByteView g, ByteView x);
/// SubjectPublicKeyInfo (RFC 5280 4.1).
Bytes publicDh(ByteView p, ByteView g, ByteView y);
/// The same on a curve, by its IANA number: 23, 24, 25 (RFC 5915, RFC 5480), 29, 30 (RFC 8410); empty for any other.
Bytes privateEc(std::uint16_t group, ByteView scalar);
Bytes publicEc(std::uint16_t group, ByteView point);

/// RFC 7468: between "-----BEGIN PRIVATE KEY-----" and its end, in lines of 64 characters.
std::string pem(const std::string &label, ByteView der);
/// RFC 4648 4, in lines of 64 characters, each ended.
std::string base64Lines(ByteView bytes);

} // namespace hd::der
