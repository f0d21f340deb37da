// SPDX-License-Identifier: GPL-3.0-or-later
#include "formats/recording.h"
#include "formats/verifier.h"
#include "messages/messages.h"
#include "trace/operations.h"

// What the handshakes of a connection say of each other and of what was agreed: there may be several (RFC 5746), and
// one may take up what an earlier connection left (RFC 5246 7.3, RFC 5077).

namespace hd {

static std::string text(bool flag)
{
    return flag ? "true" : "false";
}

static std::string whereOf(const Trace &trace, std::size_t index)
{
    return "messages[" + std::to_string(index) + "], #" + std::to_string(index + 1) + " " + trace.messages[index].name;
}

template<class T>
static std::optional<T> decoded(const Message &message, Version version = tls12)
{
    DecodedHandshake decoded = decodeHandshake(message.bytes, {version, message.from});
    T *found = decoded.message ? std::get_if<T>(&*decoded.message) : nullptr;
    return found ? std::optional<T>(std::move(*found)) : std::nullopt;
}

/// Whether its receiver found it right, or keeps no account of that.
bool Verifier::accepted(std::uint32_t finished) const
{
    const MessageId id{finished};
    if (isSilent(peerOf(m_trace[id].from)))
        return true;
    return std::any_of(m_trace.checks.begin(), m_trace.checks.end(), [&](const Check &check) {
        if (check.name != "finished.verify_data" || check.message != id)
            return false;
        const Inputs inputs(m_trace, check.inputs); // whether it says right what came of it is verified later
        return check.passed || inputs.all("expected") == inputs.all("actual");
    });
}

std::vector<HandshakeSpan> Verifier::handshakeSpans() const
{
    std::vector<HandshakeSpan> spans;
    std::optional<std::uint32_t> clientHello;
    for (std::uint32_t i = 0; i < m_trace.messages.size(); ++i) {
        const Message &message = m_trace.messages[i];
        if (message.name == "client_hello" || message.name == sslV2ClientHelloName)
            clientHello = i;
        if (message.name == "server_hello" && message.from == Side::Server)
            spans.push_back({i, i, std::exchange(clientHello, std::nullopt), {}, {}, {}});
        if (spans.empty())
            continue;
        HandshakeSpan &span = spans.back();
        span.end = i + 1;
        std::optional<std::uint32_t> &finished =
            message.from == Side::Client ? span.clientFinished : span.serverFinished;
        if (message.name == "finished" && !finished && accepted(i)) // RFC 8446 4.6.2: the client may send another one
            finished = i;
        const bool tells = message.from == Side::Server && i > span.serverHello &&
                           message.name != "new_session_ticket" && message.protocol != Protocol::Alert;
        if (tells && !span.resumed && !isTls13(span))
            span.resumed = message.protocol == Protocol::ChangeCipherSpec;
    }
    return spans;
}

bool Verifier::isTls13(const HandshakeSpan &span) const
{
    Agreement agreed;
    takeAgreement(m_trace.messages[span.serverHello], agreed);
    return agreed.version >= tls13;
}

/// What the connection agreed on is what its last complete handshake did, or, when none is, the last that began.
void Verifier::handshakes()
{
    const std::vector<HandshakeSpan> spans = handshakeSpans();
    for (std::size_t i = 0; i < spans.size(); ++i)
        renegotiationInfo(spans, i);
    const auto complete = [](const HandshakeSpan &span) { return span.complete(); };
    const auto last = std::find_if(spans.rbegin(), spans.rend(), complete);
    if (!spans.empty())
        negotiated(last != spans.rend() ? *last : spans.back());
    tickets();
    knownBeforehand(spans);
}

namespace {

/// "DHE_RSA", "AES_128_CBC" and "SHA256" of TLS_DHE_RSA_WITH_AES_128_CBC_SHA256; the suites of TLS 1.3 have no first
/// part.
struct SuiteParts
{
    std::string keyExchange, cipher, hash;
};

SuiteParts suiteParts(const std::string &suite)
{
    const std::size_t with = suite.find("_WITH_");
    if (!suite.starts_with("TLS_"))
        return {};
    const std::string keyExchange = with == std::string::npos ? std::string() : suite.substr(4, with - 4);
    const std::string rest = suite.substr(with == std::string::npos ? 4 : with + 6);
    const std::size_t last = rest.rfind('_');
    const std::string end = rest.substr(last + 1);
    for (const std::string_view hash : {"MD5", "SHA", "SHA256", "SHA384"})
        if (end == hash)
            return {keyExchange, rest.substr(0, last), end};
    return {keyExchange, rest, "SHA256"}; // RFC 6655 3: the PRF's, which the names of CCM suites leave out
}

} // namespace

void Verifier::negotiated(const HandshakeSpan &handshake)
{
    const Negotiated &n = m_trace.negotiated;
    const std::optional<ServerHello> hello = decoded<ServerHello>(m_trace.messages[handshake.serverHello]);
    if (!hello || n.version.empty() || n.suite.empty())
        return; // the client did not agree
    if (isTls13(handshake))
        return negotiatedTls13(handshake, *hello);
    expectEqual("negotiated: version", names::version(hello->version), n.version);
    expectEqual("negotiated: suite", names::suite(hello->suite), n.suite);
    const SuiteParts parts = suiteParts(names::suite(hello->suite));
    expectEqual("negotiated: key_exchange", parts.keyExchange, n.keyExchange);
    expectEqual("negotiated: cipher", parts.cipher, n.cipher);
    expectEqual("negotiated: hash", parts.hash, n.hash);
    const std::uint8_t method = hello->compressionMethod;
    expectEqual("negotiated: compression", method == 0 ? std::string() : names::compression(method), n.compression);
    const Extensions &extensions = hello->extensions;
    expectEqual("negotiated: extended_master_secret", text(extensions.has<ExtendedMasterSecret>()),
                text(n.extendedMasterSecret));
    expectEqual("negotiated: encrypt_then_mac", text(extensions.has<EncryptThenMac>()), text(n.encryptThenMac));
    expectEqual("negotiated: secure_renegotiation", text(extensions.has<RenegotiationInfo>()),
                text(n.secureRenegotiation));
    if (handshake.resumed)
        expectEqual("negotiated: resumed", text(*handshake.resumed), text(n.resumed));
    const Alpn *alpn = extensions.get<Alpn>();
    expectEqual("negotiated: alpn", alpn && alpn->protocols.size() == 1 ? alpn->protocols[0] : Bytes{},
                toBytes(n.alpn));
    negotiatedGroup(handshake);
}

/// "ECDHE", "DHE_PSK", "PSK": what the answers of server_hello come to. @p group 0: there is none.
static std::string keyExchangeOf(std::uint16_t group, bool psk)
{
    constexpr std::uint16_t firstFfdhe = 256, lastFfdhe = 511; // RFC 7919 5
    if (group == 0)
        return "PSK";
    const std::string agreement = group >= firstFfdhe && group <= lastFfdhe ? "DHE" : "ECDHE";
    return psk ? agreement + "_PSK" : agreement;
}

/// What is in encrypted_extensions counts as well.
void Verifier::negotiatedTls13(const HandshakeSpan &handshake, const ServerHello &hello)
{
    const Negotiated &n = m_trace.negotiated;
    const SuiteParts parts = suiteParts(names::suite(hello.suite));
    const KeyShare *share = hello.extensions.get<KeyShare>();
    const std::uint16_t group = share && share->shares.size() == 1 ? share->shares[0].group : std::uint16_t{0};
    const PreSharedKeyExtension *psk = hello.extensions.get<PreSharedKeyExtension>();
    expectEqual("negotiated: version", names::version(tls13), n.version);
    expectEqual("negotiated: suite", names::suite(hello.suite), n.suite);
    expectEqual("negotiated: cipher", parts.cipher, n.cipher);
    expectEqual("negotiated: hash", parts.hash, n.hash);
    expectEqual("negotiated: compression", std::string(), n.compression);
    for (const auto &[what, flag] :
         {std::pair("extended_master_secret", n.extendedMasterSecret), std::pair("encrypt_then_mac", n.encryptThenMac),
          std::pair("secure_renegotiation", n.secureRenegotiation)})
        expectEqual(std::string("negotiated: ") + what, text(false), text(flag));
    if (!n.group.empty() || !n.keyExchange.empty() || m_trace.outcome.client != Status::Failed) {
        expectEqual("negotiated: group", group == 0 ? std::string() : names::group(group), n.group);
        expectEqual("negotiated: key_exchange", keyExchangeOf(group, psk), n.keyExchange);
        expectEqual("negotiated: resumed", text(psk && isTicket(handshake, psk->selectedIdentity)), text(n.resumed));
    }
    std::optional<EncryptedExtensions> more;
    for (std::uint32_t i = handshake.serverHello; i < handshake.end && !more; ++i)
        if (m_trace.messages[i].name == "encrypted_extensions")
            more = decoded<EncryptedExtensions>(m_trace.messages[i]);
    if (!more || m_trace.outcome.client == Status::Failed)
        return; // hidden, or the client did not agree
    const Alpn *alpn = more->extensions.get<Alpn>();
    expectEqual("negotiated: alpn", alpn && alpn->protocols.size() == 1 ? alpn->protocols[0] : Bytes{},
                toBytes(n.alpn));
    const bool asked = std::any_of(m_trace.messages.begin(), m_trace.messages.end(), [](const Message &message) {
        return message.name == "client_hello" && message.field("client_hello.extensions.early_data");
    });
    const char *answered = more->extensions.has<EarlyData>() ? "accepted" : "rejected";
    if (more->extensions.has<EarlyData>() && !m_earlyDataRead && !isSilent(Side::Server) && !m_overheard)
        m_result.findings.push_back({"keys: of the early data that was accepted", "client_early_write_key", "none"});
    expectEqual("negotiated: early_data", std::string(asked ? answered : ""), n.earlyData);
}

/// Whether the key that the server took is out of a ticket: as a party knows it, or else by the age that only a ticket
/// has (RFC 8446 4.2.11).
bool Verifier::isTicket(const HandshakeSpan &handshake, std::uint16_t selected) const
{
    const std::optional<ClientHello> hello =
        handshake.clientHello ? decoded<ClientHello>(m_trace.messages[*handshake.clientHello]) : std::nullopt;
    const PreSharedKeyExtension *offer = hello ? hello->extensions.get<PreSharedKeyExtension>() : nullptr;
    if (!offer || selected >= offer->identities.size())
        return false;
    for (const Derivation &derivation : m_trace.derivations) {
        const Inputs inputs(m_trace, derivation.inputs);
        if (derivation.operation == operation::given && derivation.name == "psk" && inputs.has("identity") &&
            inputs.bytes("identity") == offer->identities[selected].identity)
            return inputs.text("why") == "ticket";
    }
    return offer->identities[selected].obfuscatedTicketAge != 0;
}

/// The name of a prime; "DH, 1024 bits" for one without, and "RSA, 512 bits" for a modulus.
static std::string nameOfNumber(const Message &message, const Field &number, const char *kind)
{
    if (!number.meaning.empty())
        return number.meaning;
    const ByteView bytes = within(message.bytes, number.range);
    const auto first = std::find_if(bytes.begin(), bytes.end(), [](std::uint8_t byte) { return byte != 0; });
    std::size_t bits = static_cast<std::size_t>(bytes.end() - first) * 8;
    for (unsigned mask = 0x80; first != bytes.end() && (*first & mask) == 0; mask >>= 1)
        --bits;
    return std::string(kind) + ", " + std::to_string(bits) + " bits";
}

void Verifier::negotiatedGroup(const HandshakeSpan &handshake)
{
    if (m_trace.negotiated.group.empty() && m_trace.outcome.client == Status::Failed)
        return; // the client ended it before it agreed
    std::string group;
    for (std::uint32_t i = handshake.serverHello; i < handshake.end; ++i) {
        const Message &message = m_trace.messages[i];
        if (message.name != "server_key_exchange")
            continue;
        if (const Field *curve = message.field("server_key_exchange.params.curve_params.named_curve"))
            group = curve->meaning;
        if (const Field *prime = message.field("server_key_exchange.params.dh_p"))
            group = nameOfNumber(message, *prime, "DH");
        if (const Field *modulus = message.field("server_key_exchange.params.rsa_modulus"))
            group = nameOfNumber(message, *modulus, "RSA");
    }
    expectEqual("negotiated: group", group, m_trace.negotiated.group);
}

/// RFC 5746 3.4 to 3.7: empty in a first handshake; later the client's hello holds the client's verify_data of the
/// handshake before, and the server's both.
void Verifier::renegotiationInfo(const std::vector<HandshakeSpan> &spans, std::size_t index)
{
    const auto failed = [this](std::uint32_t message) {
        return std::any_of(m_trace.checks.begin(), m_trace.checks.end(), [message](const Check &check) {
            return check.message == MessageId{message} && !check.passed;
        });
    };
    const auto verifyData = [this](std::uint32_t finished) {
        return decoded<Finished>(m_trace.messages[finished], versionBefore(finished)).value_or(Finished{}).verifyData;
    };
    Bytes client, server;
    for (std::size_t i = 0; i < index; ++i) {
        if (!spans[i].complete())
            continue;
        client = verifyData(*spans[i].clientFinished);
        server = verifyData(*spans[i].serverFinished);
    }
    const auto compare = [&](std::uint32_t message, const Extensions &extensions, const Bytes &expected) {
        const RenegotiationInfo *info = extensions.get<RenegotiationInfo>();
        if (info && !failed(message) && !m_overheard) // which handshake was completed, only the parties know
            expectEqual(whereOf(m_trace, message) + ": renegotiated_connection", expected,
                        info->renegotiatedConnection);
    };
    const HandshakeSpan &span = spans[index];
    if (const auto hello = decoded<ServerHello>(m_trace.messages[span.serverHello]))
        compare(span.serverHello, hello->extensions, concat({client, server}));
    if (!span.clientHello)
        return;
    if (const auto hello = decoded<ClientHello>(m_trace.messages[*span.clientHello]))
        compare(*span.clientHello, hello->extensions, client);
}

/// A ticket that a client shows after it got one in this very connection is one that it got, or had brought along.
void Verifier::tickets()
{
    std::vector<Bytes> known;
    bool issued = false;
    for (std::uint32_t i = 0; i < m_trace.messages.size(); ++i) {
        const Message &message = m_trace.messages[i];
        if (message.name == "new_session_ticket") {
            known.push_back(decoded<NewSessionTicket>(message).value_or(NewSessionTicket{}).ticket);
            issued = true;
        }
        if (message.name != "client_hello")
            continue;
        const std::optional<ClientHello> hello = decoded<ClientHello>(message);
        const SessionTicket *shown = hello ? hello->extensions.get<SessionTicket>() : nullptr;
        if (!shown || shown->ticket.empty())
            continue;
        const bool isKnown = std::find(known.begin(), known.end(), shown->ticket) != known.end();
        if (issued && !isKnown)
            m_result.findings.push_back(
                {whereOf(m_trace, i) + ": session_ticket", toHex(known.back()), toHex(shown->ticket)});
        known.push_back(shown->ticket);
    }
}

/// The handshake that a derivation belongs to; nothing for those before the first and for those that did not complete.
static const HandshakeSpan *completeHandshakeOf(const std::vector<HandshakeSpan> &spans, const Derivation &derivation)
{
    const HandshakeSpan *found = nullptr;
    for (const HandshakeSpan &span : spans)
        if (derivation.afterMessage && span.clientHello.value_or(span.serverHello) <= derivation.afterMessage->index)
            found = &span;
    return found && found->complete() ? found : nullptr;
}

/// What both parties know from before the connection they know alike, or the handshake would not have completed.
void Verifier::knownBeforehand(const std::vector<HandshakeSpan> &spans)
{
    for (std::size_t i = 0; i < m_trace.derivations.size(); ++i) {
        const Derivation &own = m_trace.derivations[i];
        const HandshakeSpan *handshake = completeHandshakeOf(spans, own);
        if (own.operation != operation::given || isWithheld(own) || !handshake)
            continue;
        for (std::size_t k = 0; k < m_trace.derivations.size(); ++k) {
            const Derivation &other = m_trace.derivations[k];
            const bool comparedAlready = other.operation == operation::given && k < i;
            if (other.by == own.by || other.name != own.name || isWithheld(other) || comparedAlready ||
                completeHandshakeOf(spans, other) != handshake)
                continue;
            if (isTls13(*handshake)) // a client may offer several; what was taken is in both parties' schedules
                continue;
            expectEqual(nameOf(own, i) + ": output, as in " + nameOf(other, k), other.output, own.output);
        }
    }
}

} // namespace hd
