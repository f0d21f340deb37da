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

/// RFC 8446 4.1.3 and 4.2.1: what supported_versions says counts.
template<class Hello>
static Version versionOf(const Hello &hello)
{
    const SupportedVersions *selected = hello.extensions.template get<SupportedVersions>();
    return selected && selected->versions.size() == 1 ? selected->versions.front() : hello.version;
}

void Agreement::see(const ClientHello &hello)
{
    m_offeredRandom = hello.random;
    m_offeredSuites = hello.suites;
    const SupportedVersions *offered = hello.extensions.get<SupportedVersions>();
    m_offersTls13 =
        offered && std::find(offered->versions.begin(), offered->versions.end(), tls13) != offered->versions.end();
    m_offersEarlyData = m_offersEarlyData || hello.extensions.has<EarlyData>();
    m_ticketAges.clear();
    if (const PreSharedKeyExtension *psk = hello.extensions.get<PreSharedKeyExtension>())
        for (const PreSharedKeyExtension::Identity &identity : psk->identities)
            m_ticketAges.push_back(identity.obfuscatedTicketAge);
    if (m_count == 0) // RFC 8446 4.1.2: the second has the random of the first
        m_clientRandom = hello.random;
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
    else if (const auto *request = std::get_if<HelloRetryRequest>(&message))
        seeHelloRetryRequest(*request);
    else if (const auto *extensions = std::get_if<EncryptedExtensions>(&message))
        seeEncryptedExtensions(*extensions);
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
    m_wire.version = versionOf(hello);
    m_wire.suite = cipherSuite(hello.suite);
    if (m_established)
        m_before = m_now;
    if (version() >= tls13)
        seeTls13ServerHello(hello);
    else
        m_now = negotiatedBy(hello);
    m_keyExchanged = false;
    m_finished = {};
}

void Agreement::seeHelloRetryRequest(const HelloRetryRequest &request)
{
    m_wire.version = versionOf(request);
    m_wire.suite = cipherSuite(request.suite);
    m_retried = true;
    rejectEarlyData(); // RFC 8446 4.2.10
}

void Agreement::rejectEarlyData()
{
    if (m_offersEarlyData)
        m_now.earlyData = "rejected";
}

/// What everybody can see; the rest is in encrypted_extensions.
void Agreement::seeTls13ServerHello(const ServerHello &hello)
{
    m_now.version = names::version(version());
    m_now.suite = names::suite(hello.suite);
    if (m_wire.suite) {
        m_now.cipher = m_wire.suite->cipherName();
        m_now.hash = m_wire.suite->hashPartName();
    }
    const KeyShare *share = hello.extensions.get<KeyShare>();
    const PreSharedKeyExtension *psk = hello.extensions.get<PreSharedKeyExtension>();
    if (share && share->shares.size() == 1) {
        const NamedGroup *group = namedGroup(share->shares.front().group);
        m_now.group = names::group(share->shares.front().group);
        m_now.keyExchange = group && group->kind == GroupKind::Ffdhe ? "DHE" : "ECDHE";
    }
    if (psk)
        m_now.keyExchange += m_now.keyExchange.empty() ? "PSK" : "_PSK";
    // RFC 8446 4.2.11: what is no ticket has no age
    m_now.resumed = psk && psk->selectedIdentity < m_ticketAges.size() && m_ticketAges[psk->selectedIdentity] != 0;
    if (!psk) // RFC 8446 4.2.10: early data is under the first PSK
        rejectEarlyData();
}

void Agreement::seeEncryptedExtensions(const EncryptedExtensions &message)
{
    if (const Alpn *alpn = message.extensions.get<Alpn>(); alpn && alpn->protocols.size() == 1)
        m_now.alpn.assign(alpn->protocols[0].begin(), alpn->protocols[0].end());
    if (message.extensions.has<EarlyData>())
        m_now.earlyData = "accepted";
    else
        rejectEarlyData();
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
