// SPDX-License-Identifier: GPL-3.0-or-later
#include "libsslpeer.h"

#include "libsslprivate.h"

#include <openssl/x509v3.h>

#include <utility>

namespace hd::test {

LibsslPeer::LibsslPeer(const LibsslContext &context, const LibsslSession &session)
    : m_ssl(SSL_new(context.handle()), SSL_free)
{
    SSL *ssl = m_ssl.get();
    if (!ssl)
        throw std::runtime_error("libssl has no connection: " + libsslErrors());
    SSL_set_bio(ssl, BIO_new(BIO_s_mem()), BIO_new(BIO_s_mem()));
    const LibsslOptions &options = context.options();
    if (options.side == Side::Client) {
        SSL_set_connect_state(ssl);
        if (!options.serverName.empty()) {
            ensure(SSL_set_tlsext_host_name(ssl, options.serverName.c_str()), "the server's name");
            if (options.verifyName)
                ensure(SSL_set1_host(ssl, options.serverName.c_str()), "the server's name");
        }
        if (session)
            ensure(SSL_set_session(ssl, session.get()), "the session");
    } else {
        SSL_set_accept_state(ssl);
        m_cookieCame = !options.tls13.cookie;
        takeEarlyDataIfAllowed();
    }
    watch();
}

void LibsslPeer::watch()
{
    SSL *ssl = m_ssl.get();
    SSL_set_msg_callback(ssl, [](int sent, int, int type, const void *bytes, std::size_t length, SSL *, void *self) {
        if (type == SSL3_RT_ALERT)
            static_cast<LibsslPeer *>(self)->noteAlert(sent, {static_cast<const std::uint8_t *>(bytes), length});
    });
    SSL_set_msg_callback_arg(ssl, this);
    SSL_set_app_data(ssl, this);
    SSL_set_info_callback(ssl, [](const SSL *of, int where, int) {
        if (where & SSL_CB_HANDSHAKE_DONE)
            ++static_cast<LibsslPeer *>(SSL_get_app_data(of))->m_handshakesDone;
    });
}

LibsslPeer::~LibsslPeer() = default;

void LibsslPeer::noteAlert(bool sent, ByteView alert)
{
    if (alert.size() != 2)
        return;
    const auto description = static_cast<Alert>(alert[1]);
    if (alert[0] == static_cast<std::uint8_t>(AlertLevel::Fatal))
        (sent ? m_alertSent : m_alertReceived) = description;
    else if (!sent && description != Alert::CloseNotify)
        m_warningsReceived.push_back(description);
}

void LibsslPeer::noteResult(int result)
{
    const int reason = SSL_get_error(m_ssl.get(), result);
    if (reason == SSL_ERROR_SSL || reason == SSL_ERROR_SYSCALL)
        m_error = libsslErrors();
}

void LibsslPeer::start()
{
    if (!m_earlyToSend.empty()) {
        std::size_t written = 0;
        ensure(SSL_write_early_data(m_ssl.get(), m_earlyToSend.data(), m_earlyToSend.size(), &written), "early data");
    }
    advance();
}

void LibsslPeer::receive(ByteView bytes)
{
    if (bytes.empty())
        return;
    BIO_write(SSL_get_rbio(m_ssl.get()), bytes.data(), static_cast<int>(bytes.size()));
    advance();
}

void LibsslPeer::advance()
{
    if (!m_error.empty())
        return;
    SSL *ssl = m_ssl.get();
    ERR_clear_error();
    if (!SSL_is_init_finished(ssl) && !shakeHands())
        return;
    std::array<std::uint8_t, 1 << 14> buffer;
    int count = 0;
    while ((count = SSL_read(ssl, buffer.data(), static_cast<int>(buffer.size()))) > 0)
        append(m_received, ByteView(buffer).first(static_cast<std::size_t>(count)));
    noteResult(count);
    if (SSL_get_shutdown(ssl) == SSL_RECEIVED_SHUTDOWN)
        SSL_shutdown(ssl);
}

Bytes LibsslPeer::takeOutput()
{
    BIO *bio = SSL_get_wbio(m_ssl.get());
    Bytes output(BIO_ctrl_pending(bio));
    if (!output.empty())
        BIO_read(bio, output.data(), static_cast<int>(output.size()));
    return output;
}

void LibsslPeer::send(ByteView data)
{
    ERR_clear_error();
    const int result = SSL_write(m_ssl.get(), data.data(), static_cast<int>(data.size()));
    if (result <= 0)
        noteResult(result);
}

void LibsslPeer::close()
{
    SSL_shutdown(m_ssl.get());
}

void LibsslPeer::renegotiate()
{
    ensure(SSL_renegotiate(m_ssl.get()), "renegotiation");
    noteResult(SSL_do_handshake(m_ssl.get()));
}

Bytes LibsslPeer::takeReceived()
{
    return std::exchange(m_received, {});
}

bool LibsslPeer::open() const
{
    return m_error.empty() && SSL_is_init_finished(m_ssl.get());
}

bool LibsslPeer::closed() const
{
    return SSL_get_shutdown(m_ssl.get()) == (SSL_SENT_SHUTDOWN | SSL_RECEIVED_SHUTDOWN);
}

Version LibsslPeer::version() const
{
    return static_cast<Version>(SSL_version(m_ssl.get()));
}

std::string LibsslPeer::suite() const
{
    const SSL_CIPHER *cipher = SSL_get_current_cipher(m_ssl.get());
    return cipher ? SSL_CIPHER_get_name(cipher) : "";
}

/// libssl has no one word for it: curves have libcrypto's names, the two of RFC 7748 are key types of their own.
static bool isOf(const EVP_PKEY *key, const NamedGroup &group)
{
    const std::string called(group.openssl);
    if (group.kind == GroupKind::Montgomery)
        return EVP_PKEY_is_a(key, called.c_str()) == 1;
    std::array<char, 32> name{};
    if (EVP_PKEY_get_group_name(key, name.data(), name.size(), nullptr) != 1)
        return false;
    return group.kind == GroupKind::Ec ? EC_curve_nist2nid(called.c_str()) == OBJ_txt2nid(name.data())
                                       : called == name.data();
}

std::uint16_t LibsslPeer::sharedGroup() const
{
    EVP_PKEY *raw = nullptr;
    if (SSL_get_peer_tmp_key(m_ssl.get(), &raw) != 1)
        return 0;
    const Owned<EVP_PKEY, EVP_PKEY_free> key(raw);
    for (const NamedGroup &group : namedGroups())
        if (group.kind != GroupKind::Hybrid && isOf(raw, group))
            return group.code;
    return 0;
}

bool LibsslPeer::extendedMasterSecret() const
{
    return SSL_get_extms_support(m_ssl.get()) == 1;
}

bool LibsslPeer::secureRenegotiation() const
{
    return SSL_get_secure_renegotiation_support(m_ssl.get()) == 1;
}

bool LibsslPeer::resumed() const
{
    return SSL_session_reused(m_ssl.get()) == 1;
}

LibsslSession LibsslPeer::session() const
{
    return LibsslSession(SSL_get1_session(m_ssl.get()), SSL_SESSION_free);
}

Bytes LibsslPeer::stapledResponse() const
{
    const unsigned char *response = nullptr;
    const long length = SSL_get_tlsext_status_ocsp_resp(m_ssl.get(), &response);
    return length <= 0 ? Bytes() : Bytes(response, response + length);
}

std::size_t LibsslPeer::maxFragmentLength() const
{
    const std::uint8_t code = SSL_SESSION_get_max_fragment_length(SSL_get_session(m_ssl.get()));
    return code == 0 ? 0 : std::size_t{256} << code;
}

std::string LibsslPeer::alpn() const
{
    const unsigned char *name = nullptr;
    unsigned length = 0;
    SSL_get0_alpn_selected(m_ssl.get(), &name, &length);
    return length == 0 ? std::string() : std::string(name, name + length);
}

bool LibsslPeer::peerVerified() const
{
    return SSL_get_verify_result(m_ssl.get()) == X509_V_OK;
}

Bytes LibsslPeer::peerCertificate() const
{
    const X509 *x509 = SSL_get0_peer_certificate(m_ssl.get());
    if (!x509)
        return {};
    Bytes der(static_cast<std::size_t>(i2d_X509(x509, nullptr)));
    std::uint8_t *at = der.data();
    i2d_X509(x509, &at);
    return der;
}

Bytes LibsslPeer::exportKeyingMaterial(std::string_view label, std::optional<ByteView> context, std::size_t length)
{
    Bytes out(length);
    const ByteView data = context.value_or(ByteView());
    ensure(SSL_export_keying_material(m_ssl.get(), out.data(), out.size(), label.data(), label.size(), data.data(),
                                      data.size(), context.has_value()),
           "the export");
    return out;
}

} // namespace hd::test
