// SPDX-License-Identifier: GPL-3.0-or-later
#include "libsslprivate.h"
#include "tls13combinations.h"

#include <openssl/pem.h>
#include <openssl/rsa.h>

namespace hd::test {

namespace {

/// A new key of the process' libcrypto, as text that any library context reads.
std::string newKey(const char *algorithm, const char *group)
{
    EVP_PKEY *raw = nullptr;
    const Owned<EVP_PKEY_CTX, EVP_PKEY_CTX_free> ctx(EVP_PKEY_CTX_new_from_name(nullptr, algorithm, nullptr));
    ensure(EVP_PKEY_keygen_init(ctx.get()), algorithm);
    if (*group)
        ensure(EVP_PKEY_CTX_set_group_name(ctx.get(), group), group);
    ensure(EVP_PKEY_generate(ctx.get(), &raw), algorithm);
    const Owned<EVP_PKEY, EVP_PKEY_free> key(raw);
    const Owned<BIO, BIO_free_all> bio(BIO_new(BIO_s_mem()));
    ensure(PEM_write_bio_PrivateKey(bio.get(), key.get(), nullptr, nullptr, 0, nullptr, nullptr), "a key as PEM");
    char *text = nullptr;
    const long length = BIO_get_mem_data(bio.get(), &text);
    return std::string(text, static_cast<std::size_t>(length));
}

} // namespace

Tls13Identities::Tls13Identities(crypto::Context &context, std::int64_t clock)
    : m_context(context), m_clock(clock), m_demonstration(context, clock)
{
    issue("server-pss", "RSA-PSS", "");
    issue("server-p384", "EC", "P-384");
    issue("server-p521", "EC", "P-521");
    issue("server-ed448", "ED448", "");
    issue("client-ed25519", "ED25519", "");
}

void Tls13Identities::issue(const std::string &name, const char *algorithm, const char *group)
{
    const Pki::Credential issuer = m_demonstration.find("intermediate");
    const bool server = name.starts_with("server");
    constexpr std::int64_t day = 24 * 60 * 60;
    crypto::CertificateSpec spec;
    spec.commonName = name;
    spec.serial = 1000 + m_more.size();
    spec.notBefore = m_clock - day;
    spec.notAfter = m_clock + 90 * day;
    spec.keyUsage = {"digitalSignature"};
    spec.extendedKeyUsage = {server ? crypto::Purpose::ServerAuth : crypto::Purpose::ClientAuth};
    if (server)
        spec.dnsNames = {serverHost};
    crypto::PrivateKey key = crypto::PrivateKey::fromPem(m_context, newKey(algorithm, group)).value();
    crypto::Certificate leaf = crypto::issueCertificate(m_context, spec, key, &issuer.chain.front(), issuer.key);
    std::vector<crypto::Certificate> chain{std::move(leaf)};
    chain.insert(chain.end(), issuer.chain.begin(), issuer.chain.end());
    m_more.emplace(name, Pki::Credential{name, std::move(chain), std::move(key)});
}

Pki::Credential Tls13Identities::find(const std::string &name)
{
    const auto found = m_more.find(name);
    return found == m_more.end() ? m_demonstration.find(name) : found->second;
}

Credential Tls13Identities::ours(const std::string &name)
{
    Pki::Credential found = find(name);
    crypto::PublicKey publicKey = found.chain.front().publicKey(m_context);
    return {name, std::move(found.chain), std::move(found.key), std::move(publicKey)};
}

LibsslCredential Tls13Identities::theirs(const std::string &name)
{
    Pki::Credential found = find(name);
    found.chain.pop_back();
    return {std::move(found.chain), std::move(found.key)};
}

} // namespace hd::test
