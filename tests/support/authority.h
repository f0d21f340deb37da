// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "crypto/certificates.h"
#include "fixtures.h"

namespace hd::test {

inline constexpr std::int64_t now = 1767225600; // 2026-01-01 00:00:00 UTC
inline constexpr std::int64_t day = 86400;

struct Party
{
    crypto::Certificate certificate;
    crypto::PrivateKey key;
};

/// A certificate over the fixture @p keyName; @p issuer null: self-signed.
inline Party issue(crypto::Context &context, const char *keyName, const crypto::CertificateSpec &spec,
                   const Party *issuer)
{
    const crypto::PrivateKey own = fixtureKey(context, QString::fromUtf8(keyName));
    return {crypto::issueCertificate(context, spec, own, issuer ? &issuer->certificate : nullptr,
                                     issuer ? issuer->key : own),
            own};
}

/// A server's, good for server.hellodone.test from yesterday to tomorrow.
inline crypto::CertificateSpec leafSpec()
{
    crypto::CertificateSpec spec;
    spec.commonName = "server.hellodone.test";
    spec.dnsNames = {"server.hellodone.test"};
    spec.notBefore = now - day;
    spec.notAfter = now + day;
    spec.keyUsage = {"digitalSignature"};
    spec.extendedKeyUsage = {crypto::Purpose::ServerAuth};
    return spec;
}

inline crypto::CertificateSpec caSpec(const char *name, std::optional<int> pathLength)
{
    crypto::CertificateSpec spec;
    spec.commonName = name;
    spec.notBefore = now - 10 * day;
    spec.notAfter = now + 10 * day;
    spec.ca = true;
    spec.pathLength = pathLength;
    spec.keyUsage = {"keyCertSign", "cRLSign"};
    return spec;
}

} // namespace hd::test
