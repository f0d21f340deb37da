// SPDX-License-Identifier: GPL-3.0-or-later
#include "handshake/endpoint.h"

#include "handshake/edgefacts.h"
#include "handshake/legacy/client.h"
#include "handshake/legacy/server.h"
#include "handshake/tls13/client.h"
#include "handshake/tls13/server.h"
#include "messages/reassembler.h"

#include <utility>

namespace hd {

struct Endpoint::Private
{
    Private(Side side, const PartyConfig &config, crypto::Context &cryptoContext, Recorder &recorder, Entropy &random,
            const Clock &clock)
        : context(cryptoContext), entropy(random), party(side, config, cryptoContext, recorder, random, clock)
    {
        handshake = begin(highestOf(config.versions));
        party.records().acceptSslV2Hello(side == Side::Server);
    }

    /// The family that offers, or takes, @p highest; it hands over to the other where it must.
    std::unique_ptr<Handshake> begin(Version highest);
    void handle(const Incoming &incoming);
    template<class Body>
    void guarded(Body body);
    void fail(Alert reason);
    void enter(Status next, const EndingFacts &why);
    std::string stateName() const;

    void dispatch(const RecordLayer::Opened &record);
    void onHandshakeBytes(const RecordLayer::Opened &record);
    void onHandshakeMessage(ByteView bytes, std::vector<MessageSpan> spans);
    void onChangeCipherSpec(const RecordLayer::Opened &opened);
    void onSslV2Hello(const RecordLayer::Opened &opened);
    void onAlert(const RecordLayer::Opened &opened);
    void sendCloseNotify();
    void onApplicationData(const RecordLayer::Opened &opened);
    template<class T>
    std::pair<MessageId, T> receiveOther(const RecordLayer::Opened &opened);
    MessageId record(std::string name, Protocol protocol, ByteView bytes, FieldTree fields,
                     std::optional<DecodeError> error, std::vector<MessageSpan> spans);

    crypto::Context &context;
    Entropy &entropy;
    Party party;
    std::unique_ptr<Handshake> handshake;
    Status status = Status::Handshaking;
    std::optional<Alert> alert;
    Bytes received;
    Bytes waiting; ///< application data that a handshake within the connection holds up
    HandshakeReassembler reassembler;
    unsigned warnings = 0, emptyData = 0; ///< that came in a row
};

Endpoint::Endpoint(Side side, const PartyConfig &config, crypto::Context &context, Recorder &recorder, Entropy &entropy,
                   const Clock &clock)
    : m_p(std::make_unique<Private>(side, config, context, recorder, entropy, clock))
{}

Endpoint::~Endpoint() = default;

std::unique_ptr<Handshake> Endpoint::Private::begin(Version highest)
{
    const bool client = party.side() == Side::Client;
    if (highest >= tls13)
        return client ? std::unique_ptr<Handshake>(std::make_unique<v13::Client>(party))
                      : std::make_unique<v13::Server>(party);
    return client ? std::unique_ptr<Handshake>(std::make_unique<legacy::Client>(party))
                  : std::make_unique<legacy::Server>(party);
}

void Endpoint::Private::handle(const Incoming &incoming)
{
    if (std::unique_ptr<Handshake> other = handshake->handOver(incoming))
        handshake = std::move(other);
    handshake->handle(incoming);
}

std::string Endpoint::Private::stateName() const
{
    switch (status) {
    case Status::Closed:
        return "closed";
    case Status::Failed:
        return "failed";
    case Status::Handshaking:
    case Status::Open:
        break;
    }
    return std::string(handshake->stateName());
}

void Endpoint::Private::enter(Status next, const EndingFacts &why)
{
    const std::string from = stateName();
    status = next;
    party.changeState(from, stateName(), why.on, why.clause);
}

/// The one place where failures become alerts.
template<class Body>
void Endpoint::Private::guarded(Body body)
{
    const crypto::Context::EntropyScope scope(context, entropy);
    try {
        body();
        if (status == Status::Handshaking && handshake->connected()) {
            status = Status::Open;
            append(waiting, handshake->takeUnsent());
        }
        if (status == Status::Open && handshake->connected() && !waiting.empty())
            party.sendData(std::exchange(waiting, {}));
    } catch (const HandshakeFailure &failure) {
        fail(failure.alert);
    } catch (const RecordFailure &failure) {
        party.recorder().checked(failure.check);
        fail(failure.alert);
    } catch (const crypto::CryptoFailure &) {
        fail(Alert::InternalError);
    }
}

void Endpoint::Private::fail(Alert reason)
{
    alert = party.spoken(reason).value_or(Alert::HandshakeFailure);
    party.sendOther(AlertMessage{AlertLevel::Fatal, *alert});
    handshake->forgetSession();
    enter(Status::Failed, ending::failure);
}

void Endpoint::start()
{
    m_p->guarded([this] { m_p->handshake->start(); });
}

Bytes Endpoint::takeOutput()
{
    return m_p->party.records().takeOutput();
}

void Endpoint::receive(ByteView bytes)
{
    if (m_p->status == Status::Failed || m_p->status == Status::Closed)
        return;
    m_p->guarded([&] {
        m_p->party.records().feed(bytes);
        while (m_p->status != Status::Failed && m_p->status != Status::Closed) {
            const std::optional<RecordLayer::Opened> record = m_p->party.records().next();
            if (!record)
                break;
            m_p->dispatch(*record);
        }
    });
}

void Endpoint::Private::dispatch(const RecordLayer::Opened &record)
{
    if (record.sslV2)
        return onSslV2Hello(record);
    if (record.type != Protocol::Alert)
        warnings = 0;
    // RFC 5246 6.2.1: a message may be fragmented, but nothing else may come in between
    if (reassembler.partial() && record.type != Protocol::Handshake)
        party.failSyntax("message.boundary",
                         {protocolName(record.type) + " came before the handshake message was whole", "", {}});
    switch (record.type) {
    case Protocol::Handshake:
        return onHandshakeBytes(record);
    case Protocol::ChangeCipherSpec:
        return onChangeCipherSpec(record);
    case Protocol::Alert:
        return onAlert(record);
    case Protocol::ApplicationData:
        return onApplicationData(record);
    }
}

void Endpoint::Private::onHandshakeBytes(const RecordLayer::Opened &record)
{
    reassembler.add(record.id, record.plaintext);
    const std::uint32_t epoch = party.records().readEpoch();
    while (std::optional<HandshakeReassembler::Whole> whole = reassembler.next()) {
        onHandshakeMessage(whole->bytes, std::move(whole->spans));
        // RFC 8446 5.1: "Handshake messages MUST NOT span key changes."
        if (party.records().readEpoch() != epoch && reassembler.partial())
            party.failSyntax("message.boundary", {"more came under the keys that this message ends", "", {}});
    }
    if (reassembler.error())
        party.failSyntax("message.length", *reassembler.error());
}

MessageId Endpoint::Private::record(std::string name, Protocol protocol, ByteView bytes, FieldTree fields,
                                    std::optional<DecodeError> error, std::vector<MessageSpan> spans)
{
    Message message;
    message.from = peerOf(party.side());
    message.protocol = protocol;
    message.name = std::move(name);
    const Record &carrier = party.recorder().account()[spans.back().record];
    message.epoch = carrier.epoch; // that of a record in clear is not the one that is read
    message.encrypted = carrier.protection != ProtectionKind::Null;
    message.bytes.assign(bytes.begin(), bytes.end());
    message.fields = std::move(fields);
    message.error = std::move(error);
    message.spans = std::move(spans);
    return party.recorder().messageReceived(std::move(message));
}

void Endpoint::Private::onHandshakeMessage(ByteView bytes, std::vector<MessageSpan> spans)
{
    DecodedHandshake decoded = decodeHandshake(bytes, party.wireFrom(peerOf(party.side())));
    const std::optional<DecodeError> error = decoded.error;
    Incoming incoming{{}, decoded.name, bytes, {}, {}};
    incoming.id = record(decoded.name, Protocol::Handshake, bytes, std::move(decoded.fields), error, std::move(spans));
    if (!decoded.message) {
        // Whether it may come at all is asked first: one that is not legal here may not even be laid out as it says.
        const std::vector<std::string> expected = handshake->expected();
        if (std::find(expected.begin(), expected.end(), decoded.name) == expected.end())
            party.failExpected(expected, decoded.name == "unknown" ? "a message of unknown type" : decoded.name);
        party.failSyntax("message.syntax", *error);
    }
    incoming.message = std::move(*decoded.message);
    // RFC 5246 7.4.1.1: hello_request "MUST NOT be included in the message hashes"
    if (!std::holds_alternative<HelloRequest>(incoming.message))
        party.transcript().add(incoming.id, bytes);
    handle(incoming);
}

void Endpoint::Private::onSslV2Hello(const RecordLayer::Opened &opened)
{
    DecodedSslV2ClientHello decoded = decodeSslV2(opened.plaintext);
    const std::string name(sslV2ClientHelloName);
    const MessageId id = record(name, Protocol::Handshake, opened.plaintext, std::move(decoded.fields), decoded.error,
                                {{opened.id, {0, static_cast<std::uint32_t>(opened.plaintext.size())}}});
    if (decoded.error)
        party.failSyntax("message.syntax", *decoded.error);
    party.transcript().add(id, opened.plaintext);
    handle({id, name, opened.plaintext, {}, std::move(decoded.message)});
}

template<class T>
std::pair<MessageId, T> Endpoint::Private::receiveOther(const RecordLayer::Opened &opened)
{
    Decoded<T> decoded = decodeOther<T>(opened.plaintext, party.wireFrom(peerOf(party.side())));
    const std::optional<DecodeError> error = decoded.error;
    const MessageId id = record(protocolName(T::protocol), T::protocol, opened.plaintext, std::move(decoded.fields),
                                error, {{opened.id, {0, static_cast<std::uint32_t>(opened.plaintext.size())}}});
    if (error)
        party.failSyntax("message.syntax", *error);
    return {id, std::move(decoded.message)};
}

void Endpoint::Private::onChangeCipherSpec(const RecordLayer::Opened &opened)
{
    // RFC 8446 5: "An implementation which receives any other change_cipher_spec value [...] MUST abort the handshake
    // with an "unexpected_message" alert."
    if (party.wire().version >= tls13 && opened.plaintext != Bytes{1})
        party.failExpected(handshake->expected(), "change_cipher_spec that is not one byte of value 1");
    const auto [id, message] = receiveOther<ChangeCipherSpec>(opened);
    if (message.value != 1)
        party.requireMember("change_cipher_spec.type", {"1"}, {std::to_string(message.value)});
    handle({id, protocolName(Protocol::ChangeCipherSpec), opened.plaintext, {}, {}});
}

void Endpoint::Private::onAlert(const RecordLayer::Opened &opened)
{
    const auto [id, message] = receiveOther<AlertMessage>(opened);
    // RFC 5246 7.2: enum { warning(1), fatal(2), (255) } AlertLevel; RFC 8446 6: in TLS 1.3 the level says nothing
    const bool leveled = party.wire().version < tls13;
    if (leveled && message.level != AlertLevel::Warning && message.level != AlertLevel::Fatal)
        party.requireMember("alert.level", {names::alertLevel(1), names::alertLevel(2)},
                            {std::to_string(static_cast<unsigned>(message.level))});
    if (message.description == Alert::CloseNotify) {
        // RFC 5246 7.2.1: "The other party MUST respond with a close_notify alert of its own"
        if (!party.sendingEnded())
            sendCloseNotify();
        enter(Status::Closed, ending::closeNotify);
    } else if (leveled ? message.level == AlertLevel::Fatal : message.description != Alert::UserCanceled) {
        alert = message.description;
        handshake->forgetSession();
        enter(Status::Failed, ending::fatalAlert);
    } else {
        if (++warnings > mostInARow)
            party.requireAtMost("alert.warnings", mostInARow, warnings, "in a row");
        const std::string name = names::alert(static_cast<std::uint64_t>(message.description));
        if (handshake->concerns(name))
            handle({id, name, opened.plaintext, {}, {}});
    }
}

void Endpoint::Private::sendCloseNotify()
{
    party.endSending();
    party.sendOther(AlertMessage{AlertLevel::Warning, Alert::CloseNotify});
}

void Endpoint::Private::onApplicationData(const RecordLayer::Opened &opened)
{
    auto [id, message] = receiveOther<ApplicationData>(opened);
    if (!handshake->carriesData())
        party.failExpected(handshake->expected(), protocolName(Protocol::ApplicationData));
    emptyData = message.data.empty() ? emptyData + 1 : 0;
    if (emptyData > mostInARow)
        party.requireAtMost("application_data.empty", mostInARow, emptyData, "in a row");
    handshake->onData(message.data.size());
    append(received, message.data);
}

void Endpoint::send(ByteView data)
{
    if (m_p->status != Status::Open || m_p->party.sendingEnded())
        return;
    // Between the messages of a handshake it would come under keys that nobody has proven yet.
    if (!m_p->handshake->connected())
        append(m_p->waiting, data);
    else
        m_p->guarded([&] { m_p->party.sendData(data); });
}

void Endpoint::renegotiate()
{
    if (m_p->status == Status::Open && !m_p->party.sendingEnded())
        m_p->guarded([this] { m_p->handshake->renegotiate(); });
}

void Endpoint::updateKeys(bool request)
{
    if (m_p->status == Status::Open && !m_p->party.sendingEnded())
        m_p->guarded([&] { m_p->handshake->updateKeys(request); });
}

void Endpoint::requestCertificate()
{
    if (m_p->status == Status::Open && !m_p->party.sendingEnded())
        m_p->guarded([this] { m_p->handshake->requestCertificate(); });
}

void Endpoint::sendAlert(AlertLevel level, Alert alert)
{
    if (m_p->status == Status::Failed || m_p->status == Status::Closed)
        return;
    m_p->guarded([&] {
        m_p->party.sendOther(AlertMessage{level, alert});
        if (level == AlertLevel::Warning)
            return;
        m_p->alert = alert;
        m_p->handshake->forgetSession();
        m_p->enter(Status::Failed, ending::failure);
    });
}

void Endpoint::close()
{
    if (m_p->party.sendingEnded() || m_p->status == Status::Failed)
        return;
    m_p->guarded([this] { m_p->sendCloseNotify(); });
}

Bytes Endpoint::takeReceived()
{
    return std::exchange(m_p->received, {});
}

Status Endpoint::status() const
{
    return m_p->status;
}

std::optional<Alert> Endpoint::alert() const
{
    return m_p->alert;
}

std::optional<SessionState> Endpoint::session() const
{
    return m_p->handshake->session();
}

const Negotiated &Endpoint::negotiated() const
{
    return m_p->handshake->negotiated();
}

Bytes Endpoint::exportKeyingMaterial(std::string_view label, std::optional<ByteView> context, std::size_t length)
{
    // A handshake within the connection that failed has left no agreement behind, wherever the machine stands.
    if (m_p->status != Status::Open || !m_p->handshake->connected())
        return {};
    return m_p->handshake->exportKeyingMaterial(label, context, length);
}

} // namespace hd
