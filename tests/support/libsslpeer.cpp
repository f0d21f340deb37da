// SPDX-License-Identifier: GPL-3.0-or-later
#include "libsslpeer.h"

#include <openssl/err.h>
#include <openssl/ssl.h>
#include <openssl/x509v3.h>

#include <array>
#include <stdexcept>
#include <utility>

namespace hd::test {

namespace {

template<auto free>
struct Freeing
{
    template<class T>
    void operator()(T *object) const
    {
        free(object);
    }
};
template<class T, auto free>
using Owned = std::unique_ptr<T, Freeing<free>>;

std::string errorText()
{
    std::string text;
    while (const unsigned long code = ERR_get_error()) {
        std::array<char, 256> line{};
        ERR_error_string_n(code, line.data(), line.size());
        text += (text.empty() ? "" : "; ") + std::string(line.data());
    }
    return text;
}

void ensure(long result, const char *what)
{
    if (result != 1)
        throw std::runtime_error("libssl refused " + std::string(what) + ": " + errorText());
}

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

} // namespace

LibsslContext::LibsslContext(const LibsslOptions &options)
    : m_options(options),
      m_ctx(SSL_CTX_new(options.side == Side::Client ? TLS_client_method() : TLS_server_method()), SSL_CTX_free)
{
    if (!m_ctx)
        throw std::runtime_error("libssl has no context: " + errorText());
    configure();
    identify();
    trust();
}

void LibsslContext::configure()
{
    SSL_CTX *ctx = m_ctx.get();
    ensure(SSL_CTX_set_min_proto_version(ctx, TLS1_2_VERSION), "TLS 1.2");
    ensure(SSL_CTX_set_max_proto_version(ctx, TLS1_2_VERSION), "TLS 1.2");
    ensure(SSL_CTX_set_cipher_list(ctx, (m_options.suites + ":@SECLEVEL=0").c_str()), "the suites");
    if (!m_options.groups.empty())
        ensure(SSL_CTX_set1_groups_list(ctx, m_options.groups.c_str()), "the groups");
    if (!m_options.signatures.empty())
        ensure(SSL_CTX_set1_sigalgs_list(ctx, m_options.signatures.c_str()), "the signatures");
    SSL_CTX_set_session_cache_mode(ctx, SSL_SESS_CACHE_OFF);
    std::uint64_t flags = SSL_OP_CIPHER_SERVER_PREFERENCE;
    if (m_options.side == Side::Server) // a client still offers one, as libssl does by itself
        flags |= SSL_OP_NO_TICKET;
    if (!m_options.extendedMasterSecret)
        flags |= SSL_OP_NO_EXTENDED_MASTER_SECRET;
    if (!m_options.encryptThenMac)
        flags |= SSL_OP_NO_ENCRYPT_THEN_MAC;
    SSL_CTX_set_options(ctx, flags);
    ensure(SSL_CTX_set_max_send_fragment(ctx, static_cast<long>(m_options.fragmentLimit)), "the fragment limit");
    if (m_options.side == Side::Server)
        ensure(SSL_CTX_set0_tmp_dh_pkey(ctx, dhParameters(m_options.dhGroup).release()), "the DH group");
    if (m_options.alpn.empty())
        return;
    m_protocols = protocolNameList(m_options.alpn);
    if (m_options.side == Side::Client)
        ensure(SSL_CTX_set_alpn_protos(ctx, m_protocols.data(), static_cast<unsigned>(m_protocols.size())) == 0,
               "ALPN");
    else
        SSL_CTX_set_alpn_select_cb(ctx, &LibsslContext::chooseAlpn, this);
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

LibsslPeer::LibsslPeer(const LibsslContext &context) : m_ssl(SSL_new(context.handle()), SSL_free)
{
    SSL *ssl = m_ssl.get();
    if (!ssl)
        throw std::runtime_error("libssl has no connection: " + errorText());
    SSL_set_bio(ssl, BIO_new(BIO_s_mem()), BIO_new(BIO_s_mem()));
    const LibsslOptions &options = context.options();
    if (options.side == Side::Client) {
        SSL_set_connect_state(ssl);
        if (!options.serverName.empty()) {
            ensure(SSL_set_tlsext_host_name(ssl, options.serverName.c_str()), "the server's name");
            ensure(SSL_set1_host(ssl, options.serverName.c_str()), "the server's name");
        }
    } else {
        SSL_set_accept_state(ssl);
    }
    SSL_set_msg_callback(ssl, [](int sent, int, int type, const void *bytes, std::size_t length, SSL *, void *self) {
        if (type == SSL3_RT_ALERT)
            static_cast<LibsslPeer *>(self)->noteAlert(sent, {static_cast<const std::uint8_t *>(bytes), length});
    });
    SSL_set_msg_callback_arg(ssl, this);
}

LibsslPeer::~LibsslPeer() = default;

void LibsslPeer::noteAlert(bool sent, ByteView alert)
{
    if (alert.size() == 2 && alert[0] == static_cast<std::uint8_t>(AlertLevel::Fatal))
        (sent ? m_alertSent : m_alertReceived) = static_cast<Alert>(alert[1]);
}

void LibsslPeer::noteResult(int result)
{
    const int reason = SSL_get_error(m_ssl.get(), result);
    if (reason == SSL_ERROR_SSL || reason == SSL_ERROR_SYSCALL)
        m_error = errorText();
}

void LibsslPeer::start()
{
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
    if (!SSL_is_init_finished(ssl))
        if (const int result = SSL_do_handshake(ssl); result != 1)
            return noteResult(result);
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
        if (isOf(raw, group))
            return group.code;
    return 0;
}

bool LibsslPeer::extendedMasterSecret() const
{
    return SSL_get_extms_support(m_ssl.get()) == 1;
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
