// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "crypto/keys.h"

struct x509_st;

namespace hd::crypto {

/// A parsed X.509 certificate. Copies share it.
class Certificate
{
public:
    /// Nothing when @p der is not exactly one certificate.
    /// The Context remembers what it has parsed.
    static std::optional<Certificate> fromDer(Context &context, ByteView der);
    /// Every certificate in @p pem, in order.
    static std::vector<Certificate> fromPem(Context &context, std::string_view pem);

    Bytes der() const;
    std::string subject() const;    ///< "CN=server.hellodone.test, O=HelloDone"
    std::string commonName() const; ///< of the subject; empty: none
    std::string issuer() const;
    Bytes subjectDer() const; ///< DER of the Name, as certificate_request lists it
    Bytes issuerDer() const;
    std::int64_t notBefore() const; ///< unix time
    std::int64_t notAfter() const;
    std::vector<std::string> dnsNames() const;
    std::vector<Bytes> ipAddresses() const; ///< of four or sixteen bytes
    PublicKey publicKey(Context &context) const;
    x509_st *handle() const { return m_x509.get(); }
    explicit Certificate(std::shared_ptr<x509_st> x509) : m_x509(std::move(x509)) {}

private:
    std::shared_ptr<x509_st> m_x509;
};

enum class Purpose : std::uint8_t { ServerAuth, ClientAuth };
enum class StepResult : std::uint8_t { Passed, Failed, NotChecked };

/// One step of verifying a chain, in the order in which it is done: leaf first, per certificate `signature`,
/// `validity`, `extensions` (only when one cannot be read or a critical one is unknown); for the leaf then `name`,
/// `usage`, `key_usage`, for the others `ca_flag`, `path_length`, `key_cert_sign`, `usage` (only where it restricts it)
/// and `name_constraints` (only where it has some); and last `trust`. An anchor that was not sent has no `signature`:
/// nobody vouches for it.
struct ChainStep
{
    std::string name;
    std::uint32_t certificate = 0; ///< 0 is the leaf; one past the last sent is the trust anchor
    StepResult result = StepResult::NotChecked;
    std::string expected; ///< for people: "signed by CN=HelloDone Intermediate CA", "a name that matches server.test"
    std::string actual;
    std::string clause;     ///< "RFC 5280 6.1.3 (a)(1)"
    std::uint8_t alert = 0; ///< AlertDescription when it fails: 42 bad_certificate, 43, 45, 46, 48 unknown_ca, 51
};

struct ChainPolicy
{
    std::vector<Certificate> anchors;
    std::int64_t at = 0; ///< unix time
    Purpose purpose = Purpose::ServerAuth;
    std::string
        name; ///< DNS name (RFC 6125, one leftmost `*` label) or IP address that the leaf must carry; empty: any
    std::string keyUsage; ///< what the key exchange needs of the leaf, "digitalSignature"; empty: any that TLS uses
};

/// Whether no step failed and the last, `trust`, passed.
bool trusted(const std::vector<ChainStep> &steps);

/// Computes every step that can be computed, those after a failure too; steps that lack their input are NotChecked.
/// The chain is as sent: leaf first, each signed by the next; a root that is sent is allowed and not trusted for that.
/// The path ends at the first certificate that is an anchor or that an anchor has signed; later ones are not looked at.
std::vector<ChainStep> verifyChain(Context &context, const std::vector<Certificate> &chain, const ChainPolicy &policy);

/// What a demonstration certificate shall say.
struct CertificateSpec
{
    std::string commonName;
    std::string organization = "HelloDone";
    std::vector<std::string> dnsNames;
    std::vector<std::string> ipAddresses;
    std::uint64_t serial = 1;
    std::int64_t notBefore = 0;
    std::int64_t notAfter = 0;
    bool ca = false;
    std::optional<int> pathLength;
    std::vector<std::string> keyUsage; ///< "digitalSignature", "keyEncipherment", "keyCertSign", ...
    std::vector<Purpose> extendedKeyUsage;
};

/// What a demonstration OCSP response says.
struct OcspSpec
{
    bool revoked = false;
    std::int64_t thisUpdate = 0; ///< unix time
    std::int64_t nextUpdate = 0;
};

/// An OCSPResponse (RFC 6960), DER, about @p leaf, signed by its issuer.
Bytes issueOcspResponse(Context &context, const Certificate &leaf, const Certificate &issuer,
                        const PrivateKey &issuerKey, const OcspSpec &spec);

/// What a stapled response says of a certificate at a time.
struct OcspVerdict
{
    bool good = false;
    std::string actual;     ///< for people: "good", "revoked", "out of date", "signed by another", "no OCSPResponse"
    std::uint8_t alert = 0; ///< when not good: 44 certificate_revoked or 113 bad_certificate_status_response
};
OcspVerdict checkOcspResponse(Context &context, ByteView response, const Certificate &leaf, const Certificate &issuer,
                              std::int64_t at);

/// Signed with SHA-256 (ECDSA: the hash that fits the issuer's curve; Ed25519/Ed448: none). @p issuer null:
/// self-signed.
Certificate issueCertificate(Context &context, const CertificateSpec &spec, const PrivateKey &subjectKey,
                             const Certificate *issuer, const PrivateKey &issuerKey);

} // namespace hd::crypto
