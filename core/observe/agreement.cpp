// SPDX-License-Identifier: GPL-3.0-or-later
#include "observe/agreement.h"

#include "crypto/keys.h"

namespace hd {

Agreement::Agreement()
{
    m_wire.nameOfPrime = crypto::nameOfPrime;
}

WireContext Agreement::wireFrom(Side sender) const
{
    WireContext w = m_wire;
    w.sender = sender;
    return w;
}

void Agreement::see(Side from, const HandshakeMessage &message)
{
    if (const auto *clientHello = std::get_if<ClientHello>(&message))
        see(*clientHello);
    else if (const auto *serverHello = std::get_if<ServerHello>(&message))
        seeServerHello(*serverHello);
    else if (const auto *keyExchange = std::get_if<ServerKeyExchange>(&message))
        seeServerKeyExchange(*keyExchange);
    else if (std::holds_alternative<ClientKeyExchange>(message))
        m_keyExchanged = true;
    else if (std::holds_alternative<Finished>(message))
        seeFinished(from);
}

/// What @p hello says that holds for the whole connection.
static Negotiated negotiatedBy(const ServerHello &hello)
{
    Negotiated n;
    n.version = names::version(hello.version);
    n.suite = names::suite(hello.suite);
    if (const CipherSuite *suite = cipherSuite(hello.suite)) {
        n.keyExchange = suite->keyExchangeName();
        n.cipher = suite->cipherName();
        n.hash = suite->hashPartName();
        // RFC 7366 3: block ciphers only
        n.encryptThenMac = suite->mode == CipherMode::Cbc && hello.extensions.has<EncryptThenMac>();
    }
    if (const Alpn *alpn = hello.extensions.get<Alpn>(); alpn && alpn->protocols.size() == 1)
        n.alpn.assign(alpn->protocols[0].begin(), alpn->protocols[0].end());
    if (hello.compressionMethod != 0)
        n.compression = names::compression(hello.compressionMethod);
    n.extendedMasterSecret = hello.extensions.has<ExtendedMasterSecret>();
    n.secureRenegotiation = hello.extensions.has<RenegotiationInfo>();
    return n;
}

void Agreement::seeServerHello(const ServerHello &hello)
{
    ++m_count;
    m_clientRandom = m_offeredRandom;
    m_serverRandom = hello.random;
    m_compressionMethod = hello.compressionMethod;
    m_wire.version = hello.version;
    m_wire.suite = cipherSuite(hello.suite);
    if (m_established)
        m_before = m_now;
    m_now = negotiatedBy(hello);
    m_keyExchanged = false;
    m_finished = {};
}

void Agreement::seeServerKeyExchange(const ServerKeyExchange &message)
{
    if (!m_wire.suite)
        return;
    if (m_wire.suite->usesEcdh())
        m_now.group = names::group(message.namedCurve);
    else if (m_wire.suite->usesDh())
        m_now.group = crypto::nameOf({message.dhP, message.dhG});
    else if (m_wire.suite->usesRsa())
        m_now.group = "RSA, " + std::to_string(crypto::bitsOf(message.rsaModulus)) + " bits";
}

void Agreement::seeChangeCipherSpec(Side from)
{
    // RFC 5246 7.3: in an abbreviated handshake the server goes first, and there is no key exchange
    if (from == Side::Server && !m_keyExchanged)
        m_now.resumed = true;
}

void Agreement::seeFinished(Side from)
{
    m_finished[static_cast<std::size_t>(from)] = true;
    if (!m_finished[0] || !m_finished[1])
        return;
    m_established = true;
    m_before.reset();
}

} // namespace hd
