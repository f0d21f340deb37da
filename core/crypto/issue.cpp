// SPDX-License-Identifier: GPL-3.0-or-later
#include "crypto/certificates.h"
#include "crypto/contextprivate.h"
#include "crypto/names.h"
#include "crypto/primitives.h"

#include <openssl/err.h>

namespace hd::crypto {

namespace {

void addName(X509_NAME *name, const char *attribute, const std::string &value)
{
    if (!value.empty())
        ensure(X509_NAME_add_entry_by_txt(name, attribute, MBSTRING_UTF8,
                                          reinterpret_cast<const unsigned char *>(value.data()),
                                          static_cast<int>(value.size()), -1, 0),
               "writing a name");
}

void addExtension(X509 *x509, int nid, void *value, bool critical)
{
    ensure(X509_add1_ext_i2d(x509, nid, value, critical ? 1 : 0, X509V3_ADD_DEFAULT), "writing an extension");
}

void addBasicConstraints(X509 *x509, const CertificateSpec &spec)
{
    const Handle<BASIC_CONSTRAINTS, BASIC_CONSTRAINTS_free> constraints(
        ensured(BASIC_CONSTRAINTS_new(), "basic constraints"));
    constraints->ca = spec.ca ? 0xff : 0;
    if (spec.pathLength) {
        constraints->pathlen = ensured(ASN1_INTEGER_new(), "a path length");
        ensure(ASN1_INTEGER_set(constraints->pathlen, *spec.pathLength), "a path length");
    }
    addExtension(x509, NID_basic_constraints, constraints.get(), true);
}

void addKeyUsage(X509 *x509, const std::vector<std::string> &uses)
{
    // RFC 5280 4.2.1.3, in the order of their bits
    static constexpr std::string_view bits[] = {"digitalSignature", "nonRepudiation", "keyEncipherment",
                                                "dataEncipherment", "keyAgreement",   "keyCertSign",
                                                "cRLSign",          "encipherOnly",   "decipherOnly"};
    if (uses.empty())
        return;
    const Handle<ASN1_BIT_STRING, ASN1_BIT_STRING_free> usage(ensured(ASN1_BIT_STRING_new(), "a key usage"));
    for (const std::string &use : uses) {
        const auto bit = std::find(std::begin(bits), std::end(bits), use);
        if (bit == std::end(bits))
            throw CryptoFailure("the key usage " + use);
        ensure(ASN1_BIT_STRING_set_bit(usage.get(), static_cast<int>(bit - std::begin(bits)), 1), "a key usage");
    }
    addExtension(x509, NID_key_usage, usage.get(), true);
}

void addExtendedKeyUsage(X509 *x509, const std::vector<Purpose> &purposes)
{
    if (purposes.empty())
        return;
    const Handle<EXTENDED_KEY_USAGE, EXTENDED_KEY_USAGE_free> usage(
        ensured(EXTENDED_KEY_USAGE_new(), "an extended key usage"));
    for (const Purpose purpose : purposes)
        sk_ASN1_OBJECT_push(usage.get(),
                            OBJ_nid2obj(purpose == Purpose::ServerAuth ? NID_server_auth : NID_client_auth));
    addExtension(x509, NID_ext_key_usage, usage.get(), false);
}

void addAlternativeNames(X509 *x509, const CertificateSpec &spec)
{
    if (spec.dnsNames.empty() && spec.ipAddresses.empty())
        return;
    const Handle<GENERAL_NAMES, GENERAL_NAMES_free> names(ensured(GENERAL_NAMES_new(), "alternative names"));
    const auto add = [&names](int type, ASN1_STRING *value, ByteView content) {
        ensure(ASN1_STRING_set(value, dataOf(content), static_cast<int>(content.size())), "an alternative name");
        GENERAL_NAME *name = ensured(GENERAL_NAME_new(), "an alternative name");
        GENERAL_NAME_set0_value(name, type, value);
        sk_GENERAL_NAME_push(names.get(), name);
    };
    for (const std::string &dns : spec.dnsNames)
        add(GEN_DNS, ASN1_IA5STRING_new(), toBytes(dns));
    for (const std::string &text : spec.ipAddresses) {
        const std::optional<Bytes> address = ipAddress(text);
        if (!address)
            throw CryptoFailure("the IP address " + text);
        add(GEN_IPADD, ASN1_OCTET_STRING_new(), *address);
    }
    addExtension(x509, NID_subject_alt_name, names.get(), false);
}

/// RFC 5280 4.2.1.2 (1): SHA-1 of the public key's bits.
Bytes keyIdentifier(Context &context, const X509 *x509)
{
    const ASN1_BIT_STRING *bits = X509_get0_pubkey_bitstr(x509);
    return digest(context, Hash::Sha1,
                  {ByteView(ASN1_STRING_get0_data(bits), static_cast<std::size_t>(ASN1_STRING_length(bits)))});
}

void addKeyIdentifiers(Context &context, X509 *x509, const X509 *issuer)
{
    const Bytes own = keyIdentifier(context, x509);
    const Handle<ASN1_OCTET_STRING, ASN1_OCTET_STRING_free> subjectId(ensured(ASN1_OCTET_STRING_new(), "a key id"));
    ensure(ASN1_OCTET_STRING_set(subjectId.get(), own.data(), static_cast<int>(own.size())), "a key id");
    addExtension(x509, NID_subject_key_identifier, subjectId.get(), false);

    const Bytes theirs = issuer ? keyIdentifier(context, issuer) : own;
    const Handle<AUTHORITY_KEYID, AUTHORITY_KEYID_free> authority(ensured(AUTHORITY_KEYID_new(), "a key id"));
    authority->keyid = ensured(ASN1_OCTET_STRING_new(), "a key id");
    ensure(ASN1_OCTET_STRING_set(authority->keyid, theirs.data(), static_cast<int>(theirs.size())), "a key id");
    addExtension(x509, NID_authority_key_identifier, authority.get(), false);
}

void addExtensions(Context &context, X509 *x509, const CertificateSpec &spec, const X509 *issuer)
{
    addBasicConstraints(x509, spec);
    addKeyUsage(x509, spec.keyUsage);
    addExtendedKeyUsage(x509, spec.extendedKeyUsage);
    addAlternativeNames(x509, spec);
    addKeyIdentifiers(context, x509, issuer);
}

void setTime(ASN1_TIME *time, std::int64_t unixTime)
{
    ensured(ASN1_TIME_set(time, static_cast<time_t>(unixTime)), "writing a time");
}

} // namespace

const EVP_MD *signatureHash(const Context &context, const PrivateKey &key)
{
    switch (key.type()) {
    case KeyType::Ed25519:
    case KeyType::Ed448:
        return nullptr;
    case KeyType::Ecdsa:
        return context.md(key.bits() > 384 ? Hash::Sha512 : key.bits() > 256 ? Hash::Sha384 : Hash::Sha256);
    default:
        return context.md(Hash::Sha256);
    }
}

Certificate issueCertificate(Context &context, const CertificateSpec &spec, const PrivateKey &subjectKey,
                             const Certificate *issuer, const PrivateKey &issuerKey)
{
    const X509Handle x509(ensured(X509_new_ex(context.lib(), nullptr), "a certificate"));
    const NameHandle subject(ensured(X509_NAME_new(), "a name"));
    addName(subject.get(), "O", spec.organization);
    addName(subject.get(), "CN", spec.commonName);
    ensure(X509_set_version(x509.get(), X509_VERSION_3), "writing a version");
    ensure(ASN1_INTEGER_set_uint64(X509_get_serialNumber(x509.get()), spec.serial), "writing a serial number");
    ensure(X509_set_subject_name(x509.get(), subject.get()), "writing a name");
    const X509_NAME *issuerName = issuer ? X509_get_subject_name(issuer->handle()) : subject.get();
    ensure(X509_set_issuer_name(x509.get(), issuerName), "writing a name");
    setTime(X509_getm_notBefore(x509.get()), spec.notBefore);
    setTime(X509_getm_notAfter(x509.get()), spec.notAfter);
    ensure(X509_set_pubkey(x509.get(), subjectKey.handle()), "writing a public key");
    addExtensions(context, x509.get(), spec, issuer ? issuer->handle() : nullptr);

    SeededEntropy drawn = oneDraw(context);
    const Context::EntropyScope scope(context, drawn);
    if (X509_sign(x509.get(), issuerKey.handle(), signatureHash(context, issuerKey)) <= 0)
        throw CryptoFailure("signing a certificate");
    const Bytes der = Certificate(std::shared_ptr<X509>(x509.get(), [](X509 *) {})).der();
    return Certificate::fromDer(context, der).value();
}

} // namespace hd::crypto
