// SPDX-License-Identifier: GPL-3.0-or-later

// What libssl is told of TLS 1.3 alone.

#include "libsslprivate.h"

#include <algorithm>
#include <cstring>

namespace hd::test {

std::string everyTls13Suite()
{
    std::string all;
    for (const CipherSuite &suite : cipherSuites())
        if (suite.usableIn(tls13))
            all += (all.empty() ? "" : ":") + std::string(suite.name);
    return all;
}

namespace {

/// A cookie that says nothing and is known again: a test has one client at a time.
constexpr std::array<std::uint8_t, 20> cookie{'a', ' ', 'c', 'o', 'o', 'k', 'i', 'e', ' ', 'o',
                                              'f', ' ', 'l', 'i', 'b', 's', 's', 'l', 0,   255};

void askForCookies(SSL_CTX *ctx)
{
    SSL_CTX_set_stateless_cookie_generate_cb(ctx, [](SSL *, unsigned char *out, std::size_t *length) {
        std::copy(cookie.begin(), cookie.end(), out);
        *length = cookie.size();
        return 1;
    });
    SSL_CTX_set_stateless_cookie_verify_cb(ctx, [](SSL *, const unsigned char *came, std::size_t length) {
        return std::equal(cookie.begin(), cookie.end(), came, came + length) ? 1 : 0;
    });
}

/// libssl takes a key from elsewhere for a session that somebody remembers.
Owned<SSL_SESSION, SSL_SESSION_free> sessionOf(SSL *ssl, const PreSharedKey &psk)
{
    static constexpr unsigned char aes128GcmSha256[] = {0x13, 0x01}, aes256GcmSha384[] = {0x13, 0x02};
    const unsigned char *code = psk.hash == HashName::Sha384 ? aes256GcmSha384 : aes128GcmSha256;
    Owned<SSL_SESSION, SSL_SESSION_free> session(SSL_SESSION_new());
    ensure(SSL_SESSION_set1_master_key(session.get(), psk.key.data(), psk.key.size()), "the key");
    ensure(SSL_SESSION_set_cipher(session.get(), SSL_CIPHER_find(ssl, code)), "the suite of the key");
    ensure(SSL_SESSION_set_protocol_version(session.get(), TLS1_3_VERSION), "the version of the key");
    return session;
}

} // namespace

void LibsslContext::configureTls13()
{
    SSL_CTX *ctx = m_ctx.get();
    const LibsslTls13 &options = m_options.tls13;
    const std::string suites = options.suites.empty() ? everyTls13Suite() : options.suites;
    ensure(SSL_CTX_set_ciphersuites(ctx, suites.c_str()), "the suites of TLS 1.3");
    SSL_CTX_set_options(ctx, SSL_OP_NO_ANTI_REPLAY);
    if (options.pskAlone)
        SSL_CTX_set_options(ctx, SSL_OP_ALLOW_NO_DHE_KEX);
    if (!options.middleboxCompatibility)
        SSL_CTX_clear_options(ctx, SSL_OP_ENABLE_MIDDLEBOX_COMPAT);
    if (options.paddingBlock > 0)
        ensure(SSL_CTX_set_block_padding(ctx, options.paddingBlock), "the padding");
    SSL_CTX_set_post_handshake_auth(ctx, options.postHandshakeAuth);
    if (m_options.side == Side::Server) {
        ensure(SSL_CTX_set_max_early_data(ctx, options.maxEarlyData), "early data");
        ensure(SSL_CTX_set_recv_max_early_data(ctx, std::max<std::uint32_t>(options.maxEarlyData, 1 << 14)),
               "early data");
        if (options.statefulTickets) {
            SSL_CTX_set_options(ctx, SSL_OP_NO_TICKET);
            SSL_CTX_set_session_cache_mode(ctx, SSL_SESS_CACHE_SERVER);
        }
        ensure(SSL_CTX_set_num_tickets(ctx, m_options.tickets || options.statefulTickets ? 2 : 0), "tickets");
        if (options.cookie)
            askForCookies(ctx);
        if (!options.timestamps.empty())
            stamp();
    } else if (!options.timestamps.empty()) {
        ensure(SSL_CTX_set_ct_validation_callback(
                   ctx, [](const CT_POLICY_EVAL_CTX *, const STACK_OF(SCT) *, void *) { return 1; }, nullptr),
               "timestamps");
    }
    shareTls13();
}

/// "serverinfo" of the second form: a context, and the extension as it is sent.
void LibsslContext::stamp()
{
    constexpr std::uint32_t where = SSL_EXT_CLIENT_HELLO | SSL_EXT_TLS1_2_SERVER_HELLO | SSL_EXT_TLS1_3_CERTIFICATE;
    constexpr std::uint16_t signedCertificateTimestamp = 18;
    const Bytes &list = m_options.tls13.timestamps;
    Bytes info;
    appendNumber(info, where, 4);
    appendNumber(info, signedCertificateTimestamp, 2);
    appendNumber(info, list.size(), 2);
    append(info, list);
    ensure(SSL_CTX_use_serverinfo_ex(m_ctx.get(), SSL_SERVERINFOV2, info.data(), info.size()), "timestamps");
}

void LibsslContext::shareTls13()
{
    if (m_options.tls13.psks.empty())
        return;
    if (m_options.side == Side::Client)
        SSL_CTX_set_psk_use_session_callback(m_ctx.get(), &LibsslContext::tellTls13Psk);
    else
        SSL_CTX_set_psk_find_session_callback(m_ctx.get(), &LibsslContext::findTls13Psk);
}

int LibsslContext::tellTls13Psk(SSL *ssl, const EVP_MD *hash, const unsigned char **identity, std::size_t *length,
                                SSL_SESSION **session)
{
    const PreSharedKey &psk = optionsOf(ssl).tls13.psks.front();
    *session = nullptr;
    // After hello_retry_request the hash is settled.
    if (hash && EVP_MD_is_a(hash, psk.hash == HashName::Sha384 ? "SHA384" : "SHA256") == 0)
        return 1;
    *identity = reinterpret_cast<const unsigned char *>(psk.identity.data());
    *length = psk.identity.size();
    *session = sessionOf(ssl, psk).release();
    return 1;
}

int LibsslContext::findTls13Psk(SSL *ssl, const unsigned char *identity, std::size_t length, SSL_SESSION **session)
{
    const std::string_view asked(reinterpret_cast<const char *>(identity), length);
    *session = nullptr;
    for (const PreSharedKey &psk : optionsOf(ssl).tls13.psks)
        if (psk.identity == asked)
            *session = sessionOf(ssl, psk).release();
    return 1;
}

} // namespace hd::test
