// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/overheard.h"

#include "trace/onthewire.h"

namespace hd {

namespace {

Bytes bytesOf(const Message &message, std::string_view path)
{
    const Field *field = message.field(path);
    if (!field)
        return {};
    const ByteView value = slice(message.bytes, field->range);
    return {value.begin(), value.end()};
}

std::optional<std::uint64_t> numberOf(const Message &message, std::string_view path)
{
    const Field *field = message.field(path);
    return field ? field->number : std::nullopt;
}

class Listener
{
public:
    void take(const Message &message)
    {
        if (isOpaque(message) || message.encrypted)
            markProtected();
        if (isOpaque(message) || message.protocol != Protocol::Handshake || message.name == "hello_request")
            return;
        if (message.name == "client_hello" || message.name == "v2_client_hello")
            return takeClientHello(message);
        if (m_handshakes.empty())
            return;
        append(now().transcript, message.bytes);
        if (message.name == "server_hello")
            takeServerHello(message);
        else if (message.name == "hello_retry_request")
            now().firstHello = m_lastHello;
        else if (message.from == Side::Server)
            takeServers(message);
        else if (message.name == "client_key_exchange")
            takeKeyExchange(message);
    }

    std::vector<OverheardHandshake> result() { return std::move(m_handshakes); }

private:
    OverheardHandshake &now() { return m_handshakes.back(); }

    /// Whose keys they are is known by now: change_cipher_spec and TLS 1.3's records come behind the hellos.
    void markProtected()
    {
        if (!m_handshakes.empty())
            now().protectedRecords = true;
    }

    void takeClientHello(const Message &hello)
    {
        m_lastHello = hello.bytes;
        // RFC 8446 4.1.4: the second hello goes on with the handshake
        const bool again = !m_handshakes.empty() && now().firstHello && !now().serverHelloEnd;
        if (again) {
            const std::size_t firstLength = now().firstHello->size();
            now().transcript.erase(now().transcript.begin(),
                                   now().transcript.begin() + static_cast<std::ptrdiff_t>(firstLength));
        } else {
            m_handshakes.emplace_back();
        }
        append(now().transcript, hello.bytes);
        now().helloEnd = now().transcript.size();
        now().clientRandom = bytesOf(hello, "client_hello.random");
        if (hello.name == "v2_client_hello") { // RFC 5246 E.2: the challenge, right-justified
            const Bytes challenge = bytesOf(hello, "v2_client_hello.challenge");
            now().clientRandom.assign(32 - std::min<std::size_t>(32, challenge.size()), 0);
            append(now().clientRandom, challenge);
        }
        now().offeredTicket = bytesOf(hello, "client_hello.extensions.session_ticket.ticket");
        now().earlyData |= hello.field("client_hello.extensions.early_data") != nullptr;
        now().identities.clear();
        const std::string identities = "client_hello.extensions.pre_shared_key.identities[";
        for (std::size_t i = 0;; ++i) {
            const std::string path = identities + std::to_string(i) + "].identity";
            if (!hello.field(path))
                break;
            now().identities.push_back(bytesOf(hello, path));
        }
    }

    void takeServerHello(const Message &hello)
    {
        OverheardHandshake &handshake = now();
        handshake.serverHelloEnd = handshake.transcript.size();
        handshake.version = static_cast<Version>(numberOf(hello, "server_hello.server_version").value_or(tls12));
        if (hello.field("server_hello.extensions.supported_versions")) {
            handshake.family = Family::Tls13;
            handshake.version = tls13;
        }
        handshake.suite =
            cipherSuite(static_cast<std::uint16_t>(numberOf(hello, "server_hello.cipher_suite").value_or(0)));
        handshake.serverRandom = bytesOf(hello, "server_hello.random");
        handshake.sessionId = bytesOf(hello, "server_hello.session_id");
        handshake.extendedMasterSecret = hello.field("server_hello.extensions.extended_master_secret");
        handshake.keyShare = hello.field("server_hello.extensions.key_share");
        if (const auto selected = numberOf(hello, "server_hello.extensions.pre_shared_key.selected_identity"))
            handshake.selectedIdentity = static_cast<std::size_t>(*selected);
    }

    void takeServers(const Message &message)
    {
        if (message.name == "certificate" && now().certificate.empty())
            now().certificate = bytesOf(message, "certificate.certificate_list[0]");
        else if (message.name == "server_key_exchange")
            now().temporaryKey = message.field("server_key_exchange.params.rsa_modulus");
        else if (message.name == "new_session_ticket" && now().family == Family::UpToTls12)
            now().issuedTicket = bytesOf(message, "new_session_ticket.ticket");
        else if (message.name == "finished")
            now().serverFinishedEnd = now().transcript.size();
    }

    void takeKeyExchange(const Message &message)
    {
        now().keyExchange = true;
        now().keyExchangeEnd = now().transcript.size();
        now().encryptedPreMaster = bytesOf(message, "client_key_exchange.exchange_keys.encrypted_pre_master_secret");
    }

    std::vector<OverheardHandshake> m_handshakes;
    Bytes m_lastHello;
};

} // namespace

std::vector<OverheardHandshake> handshakesIn(const Trace &seen)
{
    Listener listener;
    for (const Message &message : seen.messages)
        listener.take(message);
    return listener.result();
}

} // namespace hd
