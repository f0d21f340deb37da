// SPDX-License-Identifier: GPL-3.0-or-later

// What a connection of libssl's does in TLS 1.3 alone.

#include "libsslpeer.h"
#include "libsslprivate.h"

#include <openssl/ct.h>

namespace hd::test {

/// Each step begins where the one before has ended, and any may have to wait for more bytes.
bool LibsslPeer::shakeHands()
{
    SSL *ssl = m_ssl.get();
    if (!m_cookieCame && SSL_is_server(ssl)) {
        int result = 0;
        do // it takes a record at a time: change_cipher_spec, or a whole client_hello
            result = SSL_stateless(ssl);
        while (result != 1 && BIO_ctrl_pending(SSL_get_rbio(ssl)) > 0);
        m_cookieCame = result == 1;
        if (result < 0)
            noteResult(result);
        if (result != 1)
            return false;
    }
    if (m_readsEarlyData && !takeEarlyData())
        return false;
    const int result = SSL_do_handshake(ssl);
    if (result != 1)
        noteResult(result);
    return result == 1;
}

void LibsslPeer::askForNoCookie()
{
    m_cookieCame = true;
    if (SSL_is_server(m_ssl.get()))
        takeEarlyDataIfAllowed();
}

/// After a cookie libssl cannot: "called a function you should not call".
void LibsslPeer::takeEarlyDataIfAllowed()
{
    const LibsslTls13 &options = optionsOf(m_ssl.get()).tls13;
    m_readsEarlyData = m_cookieCame && options.maxEarlyData > 0 && options.takesEarlyData;
}

bool LibsslPeer::takeEarlyData()
{
    std::array<std::uint8_t, 1 << 14> buffer;
    std::size_t count = 0;
    int result = 0;
    while ((result = SSL_read_early_data(m_ssl.get(), buffer.data(), buffer.size(), &count)) ==
           SSL_READ_EARLY_DATA_SUCCESS)
        append(m_earlyReceived, ByteView(buffer).first(count));
    m_readsEarlyData = result != SSL_READ_EARLY_DATA_FINISH;
    if (m_readsEarlyData)
        noteResult(0);
    return !m_readsEarlyData;
}

void LibsslPeer::updateKeys(bool request)
{
    ERR_clear_error();
    ensure(SSL_key_update(m_ssl.get(), request ? SSL_KEY_UPDATE_REQUESTED : SSL_KEY_UPDATE_NOT_REQUESTED),
           "an update of keys");
    noteResult(SSL_do_handshake(m_ssl.get()));
}

void LibsslPeer::requestCertificate()
{
    ERR_clear_error();
    SSL_set_verify(m_ssl.get(), SSL_VERIFY_PEER, nullptr); // it did not ask before
    ensure(SSL_verify_client_post_handshake(m_ssl.get()), "a request after the handshake");
    noteResult(SSL_do_handshake(m_ssl.get()));
}

bool LibsslPeer::earlyDataAccepted() const
{
    return SSL_get_early_data_status(m_ssl.get()) == SSL_EARLY_DATA_ACCEPTED;
}

Bytes LibsslPeer::exportEarlyKeyingMaterial(std::string_view label, ByteView context, std::size_t length)
{
    Bytes out(length);
    ensure(SSL_export_keying_material_early(m_ssl.get(), out.data(), out.size(), label.data(), label.size(),
                                            context.data(), context.size()),
           "the early export");
    return out;
}

std::size_t LibsslPeer::timestamps() const
{
    const STACK_OF(SCT) *found = SSL_get0_peer_scts(m_ssl.get());
    return found ? static_cast<std::size_t>(sk_SCT_num(found)) : 0;
}

} // namespace hd::test
