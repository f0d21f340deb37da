// SPDX-License-Identifier: GPL-3.0-or-later

// Names of object identifiers, as the standards that define them write them.

#include "wire/der.h"

namespace hd {

namespace {

struct NamedOid
{
    std::string_view oid;
    std::string_view name;
};

constexpr NamedOid named[] = {
    // RFC 3279, RFC 4055, RFC 5480, RFC 5758, RFC 8410: algorithms and curves
    {"1.2.840.113549.1.1.1", "rsaEncryption"},
    {"1.2.840.113549.1.1.4", "md5WithRSAEncryption"},
    {"1.2.840.113549.1.1.5", "sha1WithRSAEncryption"},
    {"1.2.840.113549.1.1.7", "id-RSAES-OAEP"},
    {"1.2.840.113549.1.1.8", "id-mgf1"},
    {"1.2.840.113549.1.1.10", "id-RSASSA-PSS"},
    {"1.2.840.113549.1.1.11", "sha256WithRSAEncryption"},
    {"1.2.840.113549.1.1.12", "sha384WithRSAEncryption"},
    {"1.2.840.113549.1.1.13", "sha512WithRSAEncryption"},
    {"1.2.840.113549.1.1.14", "sha224WithRSAEncryption"},
    {"1.2.840.10040.4.1", "id-dsa"},
    {"1.2.840.10040.4.3", "id-dsa-with-sha1"},
    {"2.16.840.1.101.3.4.3.1", "id-dsa-with-sha224"},
    {"2.16.840.1.101.3.4.3.2", "id-dsa-with-sha256"},
    {"1.2.840.10045.2.1", "id-ecPublicKey"},
    {"1.2.840.10045.4.1", "ecdsa-with-SHA1"},
    {"1.2.840.10045.4.3.1", "ecdsa-with-SHA224"},
    {"1.2.840.10045.4.3.2", "ecdsa-with-SHA256"},
    {"1.2.840.10045.4.3.3", "ecdsa-with-SHA384"},
    {"1.2.840.10045.4.3.4", "ecdsa-with-SHA512"},
    {"1.2.840.10045.3.1.7", "secp256r1"},
    {"1.3.132.0.34", "secp384r1"},
    {"1.3.132.0.35", "secp521r1"},
    {"1.3.101.110", "id-X25519"},
    {"1.3.101.111", "id-X448"},
    {"1.3.101.112", "id-Ed25519"},
    {"1.3.101.113", "id-Ed448"},
    {"1.3.14.3.2.26", "id-sha1"},
    {"2.16.840.1.101.3.4.2.1", "id-sha256"},
    {"2.16.840.1.101.3.4.2.2", "id-sha384"},
    {"2.16.840.1.101.3.4.2.3", "id-sha512"},
    // RFC 5280 4.2: extensions
    {"2.5.29.9", "subjectDirectoryAttributes"},
    {"2.5.29.14", "subjectKeyIdentifier"},
    {"2.5.29.15", "keyUsage"},
    {"2.5.29.17", "subjectAltName"},
    {"2.5.29.18", "issuerAltName"},
    {"2.5.29.19", "basicConstraints"},
    {"2.5.29.30", "nameConstraints"},
    {"2.5.29.31", "cRLDistributionPoints"},
    {"2.5.29.32", "certificatePolicies"},
    {"2.5.29.32.0", "anyPolicy"},
    {"2.5.29.33", "policyMappings"},
    {"2.5.29.35", "authorityKeyIdentifier"},
    {"2.5.29.36", "policyConstraints"},
    {"2.5.29.37", "extKeyUsage"},
    {"2.5.29.37.0", "anyExtendedKeyUsage"},
    {"2.5.29.46", "freshestCRL"},
    {"2.5.29.54", "inhibitAnyPolicy"},
    {"1.3.6.1.5.5.7.1.1", "authorityInfoAccess"},
    {"1.3.6.1.5.5.7.1.11", "subjectInfoAccess"},
    {"1.3.6.1.5.5.7.1.24", "tlsFeature"},                       // RFC 7633
    {"1.3.6.1.4.1.11129.2.4.2", "signedCertificateTimestamps"}, // RFC 6962 3.3
    {"1.3.6.1.4.1.11129.2.4.3", "precertificatePoison"},
    {"1.3.6.1.5.5.7.2.1", "id-qt-cps"},
    {"1.3.6.1.5.5.7.2.2", "id-qt-unotice"},
    {"2.23.140.1.2.1", "domain-validated"}, // CA/Browser Forum
    {"2.23.140.1.2.2", "organization-validated"},
    {"2.23.140.1.1", "extended-validation"},
    {"1.3.6.1.5.5.7.3.1", "id-kp-serverAuth"},
    {"1.3.6.1.5.5.7.3.2", "id-kp-clientAuth"},
    {"1.3.6.1.5.5.7.3.3", "id-kp-codeSigning"},
    {"1.3.6.1.5.5.7.3.4", "id-kp-emailProtection"},
    {"1.3.6.1.5.5.7.3.8", "id-kp-timeStamping"},
    {"1.3.6.1.5.5.7.3.9", "id-kp-OCSPSigning"},
    {"1.3.6.1.5.5.7.48.1", "id-ad-ocsp"},
    {"1.3.6.1.5.5.7.48.2", "id-ad-caIssuers"},
    {"1.3.6.1.5.5.7.48.1.1", "id-pkix-ocsp-basic"}, // RFC 6960
    // RFC 5280 and X.520: attributes of names
    {"2.5.4.3", "commonName"},
    {"2.5.4.4", "surname"},
    {"2.5.4.5", "serialNumber"},
    {"2.5.4.6", "countryName"},
    {"2.5.4.7", "localityName"},
    {"2.5.4.8", "stateOrProvinceName"},
    {"2.5.4.9", "streetAddress"},
    {"2.5.4.10", "organizationName"},
    {"2.5.4.11", "organizationalUnitName"},
    {"2.5.4.12", "title"},
    {"2.5.4.42", "givenName"},
    {"2.5.4.46", "dnQualifier"},
    {"2.5.4.97", "organizationIdentifier"},
    {"0.9.2342.19200300.100.1.1", "userId"},
    {"0.9.2342.19200300.100.1.25", "domainComponent"},
    {"1.2.840.113549.1.9.1", "emailAddress"},
};

/// RFC 4514 3.
constexpr NamedOid keys[] = {
    {"2.5.4.3", "CN"},
    {"2.5.4.6", "C"},
    {"2.5.4.7", "L"},
    {"2.5.4.8", "ST"},
    {"2.5.4.9", "STREET"},
    {"2.5.4.10", "O"},
    {"2.5.4.11", "OU"},
    {"0.9.2342.19200300.100.1.1", "UID"},
    {"0.9.2342.19200300.100.1.25", "DC"},
};

std::string_view nameIn(std::span<const NamedOid> rows, std::string_view oid)
{
    const auto found = std::ranges::find(rows, oid, &NamedOid::oid);
    return found == rows.end() ? std::string_view() : found->name;
}

} // namespace

std::string oidName(ByteView content)
{
    const std::string oid = oidText(content);
    const std::string_view name = nameIn(named, oid);
    return name.empty() ? oid : std::string(name);
}

std::string_view attributeKey(std::string_view oid)
{
    return nameIn(keys, oid);
}

} // namespace hd
