// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// An X.509 certificate (RFC 5280 4.1) as a tree of fields, from bytes that anybody may have sent.

#include "wire/field.h"

namespace hd {

struct CertificateFields
{
    /// The root is `certificate`. A value is a group that begins with the leaves `tag` and `length`; extensions and
    /// the attributes of names are called what their object identifiers mean. Meanings are for people.
    FieldTree fields;
    std::optional<DecodeError> error; ///< the first thing that is not DER; what is not X.509 is described by its tags
};
CertificateFields certificateFields(ByteView der);

/// What is said of a certificate on one line.
struct CertificateSummary
{
    std::string subject;    ///< "CN=server.hellodone.test, O=HelloDone" (RFC 4514 with a space after the comma)
    std::string commonName; ///< of the subject; empty: none
    std::string issuer;
    Bytes subjectDer, issuerDer;
    std::string notBefore, notAfter; ///< "2025-12-16 12:00:00 UTC"
    std::string key;                 ///< "RSA, 2048 bits", "EC, secp256r1", "Ed25519"
    std::string signature;           ///< "sha256WithRSAEncryption"
    bool ca = false;                 ///< whether basicConstraints says so
    bool selfIssued() const { return !subjectDer.empty() && subjectDer == issuerDer; }
    bool operator==(const CertificateSummary &) const = default;
};
/// What cannot be read is empty.
CertificateSummary certificateSummary(const FieldTree &fields, ByteView der);

} // namespace hd
