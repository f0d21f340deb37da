// SPDX-License-Identifier: GPL-3.0-or-later
#include "libsslcontext.h"

#include "libsslprivate.h"

#include <openssl/core_names.h>
#include <openssl/param_build.h>

#include <algorithm>
#include <cstring>
#include <set>

namespace hd::test {

namespace {

/// The same certificate in the library context of the process, which is libssl's.
Owned<X509, X509_free> toLibssl(const crypto::Certificate &certificate)
{
    const Bytes der = certificate.der();
    const std::uint8_t *at = der.data();
    return Owned<X509, X509_free>(d2i_X509(nullptr, &at, static_cast<long>(der.size())));
}

Owned<EVP_PKEY, EVP_PKEY_free> toLibssl(const crypto::PrivateKey &key)
{
    std::uint8_t *der = nullptr;
    const int length = i2d_PrivateKey(key.handle(), &der);
    const std::uint8_t *at = der;
    Owned<EVP_PKEY, EVP_PKEY_free> copy(d2i_AutoPrivateKey(nullptr, &at, length));
    OPENSSL_free(der);
    return copy;
}

Owned<EVP_PKEY, EVP_PKEY_free> dhParameters(std::uint16_t group)
{
    const Owned<EVP_PKEY_CTX, EVP_PKEY_CTX_free> ctx(EVP_PKEY_CTX_new_from_name(nullptr, "DH", nullptr));
    EVP_PKEY *parameters = nullptr;
    const std::string name = names::group(group);
    ensure(EVP_PKEY_paramgen_init(ctx.get()), "a DH group");
    ensure(EVP_PKEY_CTX_set_group_name(ctx.get(), name.c_str()), "a DH group");
    ensure(EVP_PKEY_generate(ctx.get(), &parameters), "a DH group");
    return Owned<EVP_PKEY, EVP_PKEY_free>(parameters);
}

Owned<EVP_PKEY, EVP_PKEY_free> dhParameters(const crypto::DhParameters &numbers)
{
    const auto number = [](const Bytes &bytes) {
        return Owned<BIGNUM, BN_free>(BN_bin2bn(bytes.data(), static_cast<int>(bytes.size()), nullptr));
    };
    const Owned<BIGNUM, BN_free> p = number(numbers.p), g = number(numbers.g);
    const Owned<OSSL_PARAM_BLD, OSSL_PARAM_BLD_free> builder(OSSL_PARAM_BLD_new());
    ensure(OSSL_PARAM_BLD_push_BN(builder.get(), OSSL_PKEY_PARAM_FFC_P, p.get()), "p");
    ensure(OSSL_PARAM_BLD_push_BN(builder.get(), OSSL_PKEY_PARAM_FFC_G, g.get()), "g");
    const Owned<OSSL_PARAM, OSSL_PARAM_free> parameters(OSSL_PARAM_BLD_to_param(builder.get()));
    const Owned<EVP_PKEY_CTX, EVP_PKEY_CTX_free> ctx(EVP_PKEY_CTX_new_from_name(nullptr, "DH", nullptr));
    EVP_PKEY *key = nullptr;
    ensure(EVP_PKEY_fromdata_init(ctx.get()), "DH parameters");
    ensure(EVP_PKEY_fromdata(ctx.get(), &key, EVP_PKEY_KEY_PARAMETERS, parameters.get()), "DH parameters");
    return Owned<EVP_PKEY, EVP_PKEY_free>(key);
}

/// RFC 7301 3.1: each name after its length.
Bytes protocolNameList(const std::vector<std::string> &protocols)
{
    Bytes list;
    for (const std::string &protocol : protocols) {
        appendNumber(list, protocol.size(), 1);
        append(list, toBytes(protocol));
    }
    return list;
}

/// RFC 6066 4: 512 is 1, and each that follows twice as much.
std::uint8_t maxFragmentLengthCode(std::uint16_t length)
{
    std::uint8_t code = 0;
    for (; length >= 512; length = static_cast<std::uint16_t>(length / 2))
        ++code;
    return code;
}

} // namespace

const LibsslOptions &optionsOf(const SSL *ssl)
{
    return static_cast<const LibsslContext *>(SSL_CTX_get_app_data(SSL_get_SSL_CTX(ssl)))->options();
}

bool libsslHas(const CipherSuite &suite)
{
    static const std::set<std::uint32_t> all = [] {
        const Owned<SSL_CTX, SSL_CTX_free> ctx(SSL_CTX_new(TLS_method()));
        ensure(SSL_CTX_set_cipher_list(ctx.get(), "ALL:COMPLEMENTOFALL:@SECLEVEL=0"), "all suites");
        ensure(SSL_CTX_set_ciphersuites(ctx.get(), everyTls13Suite().c_str()), "all suites of TLS 1.3");
        const STACK_OF(SSL_CIPHER) *ciphers = SSL_CTX_get_ciphers(ctx.get());
        std::set<std::uint32_t> codes;
        for (int i = 0; i < sk_SSL_CIPHER_num(ciphers); ++i)
            codes.insert(SSL_CIPHER_get_protocol_id(sk_SSL_CIPHER_value(ciphers, i)));
        return codes;
    }();
    return all.contains(suite.code);
}

bool libsslSpeaks(Version version)
{
    const Owned<SSL_CTX, SSL_CTX_free> ctx(SSL_CTX_new(TLS_client_method()));
    ensure(SSL_CTX_set_cipher_list(ctx.get(), "ALL:@SECLEVEL=0"), "all suites");
    if (SSL_CTX_set_min_proto_version(ctx.get(), version) != 1 ||
        SSL_CTX_set_max_proto_version(ctx.get(), version) != 1)
        return false;
    const Owned<SSL, SSL_free> ssl(SSL_new(ctx.get())); // it takes a version that it lacks, and then has nothing to say
    SSL_set_bio(ssl.get(), BIO_new(BIO_s_mem()), BIO_new(BIO_s_mem()));
    const bool speaks = SSL_get_error(ssl.get(), SSL_connect(ssl.get())) == SSL_ERROR_WANT_READ;
    ERR_clear_error();
    return speaks;
}

LibsslContext::LibsslContext(const LibsslOptions &options)
    : m_options(options),
      m_ctx(SSL_CTX_new(options.side == Side::Client ? TLS_client_method() : TLS_server_method()), SSL_CTX_free)
{
    if (!m_ctx)
        throw std::runtime_error("libssl has no context: " + libsslErrors());
    SSL_CTX_set_app_data(m_ctx.get(), this);
    configure();
    if (m_options.side == Side::Client)
        beClient();
    else
        beServer();
    share();
    identify();
    trust();
    if (m_options.highest >= tls13)
        configureTls13();
}

void LibsslContext::configure()
{
    SSL_CTX *ctx = m_ctx.get();
    ensure(SSL_CTX_set_min_proto_version(ctx, m_options.lowest), "the lowest version");
    ensure(SSL_CTX_set_max_proto_version(ctx, m_options.highest), "the highest version");
    ensure(
        SSL_CTX_set_cipher_list(ctx, ((m_options.suites.empty() ? "ALL" : m_options.suites) + ":@SECLEVEL=0").c_str()),
        "the suites");
    if (!m_options.groups.empty())
        ensure(SSL_CTX_set1_groups_list(ctx, m_options.groups.c_str()), "the groups");
    if (!m_options.signatures.empty())
        ensure(SSL_CTX_set1_sigalgs_list(ctx, m_options.signatures.c_str()), "the signatures");
    SSL_CTX_set_options(ctx, flags());
    ensure(SSL_CTX_set_max_send_fragment(ctx, static_cast<long>(m_options.fragmentLimit)), "the fragment limit");
}

std::uint64_t LibsslContext::flags() const
{
    std::uint64_t flags = SSL_OP_CIPHER_SERVER_PREFERENCE | SSL_OP_LEGACY_SERVER_CONNECT;
    if (!m_options.tickets)
        flags |= SSL_OP_NO_TICKET;
    if (!m_options.extendedMasterSecret)
        flags |= SSL_OP_NO_EXTENDED_MASTER_SECRET;
    if (!m_options.encryptThenMac)
        flags |= SSL_OP_NO_ENCRYPT_THEN_MAC;
    switch (m_options.renegotiation) {
    case Renegotiation::Off:
        flags |= SSL_OP_NO_RENEGOTIATION;
        break;
    case Renegotiation::Insecure:
        flags |= SSL_OP_ALLOW_UNSAFE_LEGACY_RENEGOTIATION | SSL_OP_ALLOW_CLIENT_RENEGOTIATION;
        break;
    case Renegotiation::Secure:
        flags |= SSL_OP_ALLOW_CLIENT_RENEGOTIATION;
        break;
    }
    return flags;
}

void LibsslContext::beServer()
{
    SSL_CTX *ctx = m_ctx.get();
    static constexpr std::uint8_t use[] = {'h', 'd'};
    ensure(SSL_CTX_set_session_id_context(ctx, use, sizeof use), "the sessions' use");
    SSL_CTX_set_session_cache_mode(ctx, m_options.sessionCache ? SSL_SESS_CACHE_SERVER : SSL_SESS_CACHE_OFF);
    ensure(SSL_CTX_set0_tmp_dh_pkey(ctx, m_options.dhParameters ? dhParameters(*m_options.dhParameters).release()
                                                                : dhParameters(m_options.dhGroup).release()),
           "the DH group");
    if (!m_options.alpn.empty()) {
        m_protocols = protocolNameList(m_options.alpn);
        SSL_CTX_set_alpn_select_cb(ctx, &LibsslContext::chooseAlpn, this);
    }
    if (!m_options.serverNames.empty()) {
        SSL_CTX_set_tlsext_servername_callback(ctx, &LibsslContext::answerName);
        SSL_CTX_set_tlsext_servername_arg(ctx, this);
    }
    if (!m_options.ocspResponse.empty()) {
        SSL_CTX_set_tlsext_status_cb(ctx, &LibsslContext::staple);
        SSL_CTX_set_tlsext_status_arg(ctx, this);
    }
}

void LibsslContext::beClient()
{
    SSL_CTX *ctx = m_ctx.get();
    SSL_CTX_set_session_cache_mode(ctx, SSL_SESS_CACHE_OFF); // what to offer is said for each connection
    if (!m_options.alpn.empty()) {
        m_protocols = protocolNameList(m_options.alpn);
        ensure(SSL_CTX_set_alpn_protos(ctx, m_protocols.data(), static_cast<unsigned>(m_protocols.size())) == 0,
               "ALPN");
    }
    if (m_options.statusRequest)
        ensure(SSL_CTX_set_tlsext_status_type(ctx, TLSEXT_STATUSTYPE_ocsp), "status_request");
    if (m_options.maxFragmentLength != 0)
        ensure(SSL_CTX_set_tlsext_max_fragment_length(ctx, maxFragmentLengthCode(m_options.maxFragmentLength)),
               "max_fragment_length");
    if (m_options.fallbackScsv)
        SSL_CTX_set_mode(ctx, SSL_MODE_SEND_FALLBACK_SCSV);
}

void LibsslContext::share()
{
    if (m_options.psks.empty())
        return;
    if (m_options.side == Side::Client) {
        SSL_CTX_set_psk_client_callback(m_ctx.get(), &LibsslContext::tellPsk);
        return;
    }
    SSL_CTX_set_psk_server_callback(m_ctx.get(), &LibsslContext::findPsk);
    if (!m_options.pskIdentityHint.empty())
        ensure(SSL_CTX_use_psk_identity_hint(m_ctx.get(), m_options.pskIdentityHint.c_str()), "the hint");
}

int LibsslContext::chooseAlpn(ssl_st *, const unsigned char **out, unsigned char *outLength, const unsigned char *in,
                              unsigned inLength, void *self)
{
    const Bytes &own = static_cast<const LibsslContext *>(self)->m_protocols;
    unsigned char *chosen = nullptr;
    if (SSL_select_next_proto(&chosen, outLength, own.data(), static_cast<unsigned>(own.size()), in, inLength) !=
        OPENSSL_NPN_NEGOTIATED)
        return SSL_TLSEXT_ERR_ALERT_FATAL;
    *out = chosen;
    return SSL_TLSEXT_ERR_OK;
}

int LibsslContext::answerName(ssl_st *ssl, int *alert, void *self)
{
    const LibsslOptions &options = static_cast<const LibsslContext *>(self)->m_options;
    const char *asked = SSL_get_servername(ssl, TLSEXT_NAMETYPE_host_name);
    if (!asked || std::find(options.serverNames.begin(), options.serverNames.end(), asked) != options.serverNames.end())
        return SSL_TLSEXT_ERR_OK;
    *alert = SSL_AD_UNRECOGNIZED_NAME;
    if (options.unknownName == UnknownName::Ignore)
        return SSL_TLSEXT_ERR_NOACK;
    return options.unknownName == UnknownName::Warn ? SSL_TLSEXT_ERR_ALERT_WARNING : SSL_TLSEXT_ERR_ALERT_FATAL;
}

int LibsslContext::staple(ssl_st *ssl, void *self)
{
    const Bytes &response = static_cast<const LibsslContext *>(self)->m_options.ocspResponse;
    auto *copy = static_cast<unsigned char *>(OPENSSL_memdup(response.data(), response.size()));
    SSL_set_tlsext_status_ocsp_resp(ssl, copy, static_cast<long>(response.size())); // which frees it
    return SSL_TLSEXT_ERR_OK;
}

unsigned LibsslContext::tellPsk(ssl_st *ssl, const char *, char *identity, unsigned maxIdentity, unsigned char *key,
                                unsigned maxKey)
{
    const PreSharedKey &psk = optionsOf(ssl).psks.front();
    if (psk.identity.size() >= maxIdentity || psk.key.size() > maxKey)
        return 0;
    std::memcpy(identity, psk.identity.c_str(), psk.identity.size() + 1);
    std::memcpy(key, psk.key.data(), psk.key.size());
    return static_cast<unsigned>(psk.key.size());
}

unsigned LibsslContext::findPsk(ssl_st *ssl, const char *identity, unsigned char *key, unsigned maxKey)
{
    for (const PreSharedKey &psk : optionsOf(ssl).psks)
        if (psk.identity == identity && psk.key.size() <= maxKey) {
            std::memcpy(key, psk.key.data(), psk.key.size());
            return static_cast<unsigned>(psk.key.size());
        }
    return 0;
}

void LibsslContext::identify()
{
    for (const LibsslCredential &credential : m_options.credentials) {
        ensure(SSL_CTX_use_certificate(m_ctx.get(), toLibssl(credential.chain.front()).get()), "the certificate");
        ensure(SSL_CTX_use_PrivateKey(m_ctx.get(), toLibssl(credential.key).get()), "the private key");
        for (std::size_t i = 1; i < credential.chain.size(); ++i)
            ensure(SSL_CTX_add1_chain_cert(m_ctx.get(), toLibssl(credential.chain[i]).get()), "the chain");
    }
}

void LibsslContext::trust()
{
    SSL_CTX *ctx = m_ctx.get();
    for (const crypto::Certificate &anchor : m_options.anchors) {
        const auto x509 = toLibssl(anchor);
        ensure(X509_STORE_add_cert(SSL_CTX_get_cert_store(ctx), x509.get()), "the anchor");
        if (m_options.side == Side::Server)
            ensure(SSL_CTX_add_client_CA(ctx, x509.get()), "the authority");
    }
    int mode = SSL_VERIFY_NONE;
    if (m_options.side == Side::Client || m_options.clientAuth != ClientAuth::None)
        mode = SSL_VERIFY_PEER;
    if (m_options.clientAuth == ClientAuth::Require)
        mode |= SSL_VERIFY_FAIL_IF_NO_PEER_CERT;
    SSL_CTX_set_verify(ctx, mode, nullptr);
    X509_VERIFY_PARAM_set_time(SSL_CTX_get0_param(ctx), m_options.at);
}

} // namespace hd::test
