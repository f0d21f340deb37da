// SPDX-License-Identifier: GPL-3.0-or-later
#include "observe/observer.h"

#include "crypto/keyschedule.h"
#include "messages/reassembler.h"
#include "observe/account.h"
#include "observe/agreement.h"
#include "observe/rsakeyexchange.h"
#include "observe/tls13keys.h"
#include "trace/operations.h"
#include "trace/secretlabels.h"

namespace hd {

namespace {

/// What one side sends, read as its receiver reads it.
struct Direction
{
    Direction(Side sender, Entropy &entropy) : from(sender), recorder(peerOf(sender)), records(recorder, entropy) {}

    const Record &record(RecordId id) const { return recorder.account()[id]; }
    std::size_t recordCount() const { return recorder.account().records.size(); }

    /// What records of an epoch count as whose suite nobody saw: the kind that was in use before.
    ProtectionKind kindOfUnknown() const
    {
        return records.readEncrypted() ? recorder.account().records.back().protection : ProtectionKind::Stream;
    }

    Side from;
    Recorder recorder;
    RecordLayer records;
    HandshakeReassembler handshake;
    bool stopped = false;
    std::uint32_t handshakeInUse = 0; ///< Agreement::count() when its keys were changed last
};

/// The name of what cannot be read, by the protocol that its record names.
std::string opaqueName(Protocol protocol)
{
    switch (protocol) {
    case Protocol::Handshake:
        return "encrypted_handshake";
    case Protocol::Alert:
        return "encrypted_alert";
    case Protocol::ChangeCipherSpec:
    case Protocol::ApplicationData:
        break;
    }
    return protocolName(protocol);
}

} // namespace

struct Observer::Private
{
    Private(Secrets known, crypto::Context &borrowed)
        : context(borrowed),
          secrets(std::move(known)),
          rsa(agreement, context, entropy, secrets.serverKeys),
          tls13Keys(agreement, context, entropy, secrets)
    {
        direction(Side::Client).records.acceptSslV2Hello(true);
    }

    Direction &direction(Side from) { return directions[static_cast<std::size_t>(from)]; }

    void read(Direction &way, std::uint64_t timeUs);
    void stop(Direction &way, Check check);
    void onRecord(Direction &way, const RecordLayer::Opened &opened);
    void onOpaque(Direction &way, const RecordLayer::Opened &opened);
    void onSslV2Hello(Direction &way, const RecordLayer::Opened &opened);
    void onHandshakeBytes(Direction &way, const RecordLayer::Opened &opened);
    void onHandshakeMessage(Direction &way, HandshakeReassembler::Whole whole);
    void onAlert(Side from, const AlertMessage &message);
    template<class T>
    std::optional<T> readOther(Direction &way, const RecordLayer::Opened &opened);
    void addWhole(const Direction &way, const RecordLayer::Opened &opened, std::string name, FieldTree fields,
                  std::optional<DecodeError> error);
    void changeKeys(Direction &way);
    std::unique_ptr<Protection> nextProtection(const Direction &way);
    const ConnectionKeys *keys();
    Message blankMessage(const Record &record) const;

    std::unique_ptr<crypto::Context> own; ///< when nobody lends one; before all that is made with it
    crypto::Context &context;
    SystemEntropy entropy;
    Secrets secrets;
    Agreement agreement;
    RsaKeyExchange rsa;
    Tls13Keys tls13Keys;
    std::array<Direction, 2> directions{Direction(Side::Client, entropy), Direction(Side::Server, entropy)};
    Account account;
    Outcome outcome;
    std::optional<ConnectionKeys> derived; ///< of handshake number derivedFor
    std::uint32_t derivedFor = 0;
    bool derivedByRsa = false; ///< and not from a key log
};

Observer::Observer(Secrets secrets)
{
    auto own = std::make_unique<crypto::Context>();
    m_p = std::make_unique<Private>(std::move(secrets), *own);
    m_p->own = std::move(own);
}

Observer::Observer(Secrets secrets, crypto::Context &context)
    : m_p(std::make_unique<Private>(std::move(secrets), context))
{}

Observer::~Observer() = default;

void Observer::see(const Chunk &chunk)
{
    Direction &way = m_p->direction(chunk.from);
    if (way.stopped)
        return;
    way.records.feed(chunk.bytes);
    m_p->read(way, chunk.timeUs);
}

void Observer::Private::read(Direction &way, std::uint64_t timeUs)
{
    while (!way.stopped) {
        const std::size_t before = way.recordCount();
        std::optional<RecordLayer::Opened> opened;
        std::optional<Check> failed;
        try {
            tls13Keys.beforeRecord(way.from, way.records, way.records.nextWire());
            opened = way.records.next();
        } catch (const RecordFailure &failure) {
            failed = failure.check;
        } catch (const crypto::CryptoFailure &) {
            way.stopped = true; // libcrypto itself is in trouble: nothing more can be opened
        }
        if (way.recordCount() > before)
            account.addRecord(way.from, timeUs);
        if (failed)
            stop(way, std::move(*failed));
        if (!opened)
            return;
        onRecord(way, *opened);
    }
}

/// As its receiver would: no more is read of what comes from there.
void Observer::Private::stop(Direction &way, Check check)
{
    const Record *last = way.recordCount() ? &way.recorder.account().records.back() : nullptr;
    if (derivedByRsa && derived && last && last->protection != ProtectionKind::Null && last->sequence == 0)
        rsa.onRefuted();
    check.by = peerOf(way.from);
    check.passed = false;
    account.addCheck(std::move(check));
    (check.by == Side::Client ? outcome.client : outcome.server) = Status::Failed;
    way.stopped = true;
}

static Check boundaryCheck(std::string name, std::string actual)
{
    Check check;
    check.name = std::move(name);
    check.operation = operation::syntax;
    check.expected = "a well-formed message";
    check.actual = std::move(actual);
    check.clause = "RFC 5246 6.2.1";
    return check;
}

void Observer::Private::onRecord(Direction &way, const RecordLayer::Opened &opened)
{
    if (!way.records.readReadable() && way.record(opened.id).protection != ProtectionKind::Null)
        return onOpaque(way, opened);
    if (opened.sslV2)
        return onSslV2Hello(way, opened);
    if (way.handshake.partial() && opened.type != Protocol::Handshake)
        return stop(way, boundaryCheck("message.boundary",
                                       protocolName(opened.type) + " came before the handshake message was whole"));
    switch (opened.type) {
    case Protocol::Handshake:
        return onHandshakeBytes(way, opened);
    case Protocol::ChangeCipherSpec:
        if (const auto message = readOther<ChangeCipherSpec>(way, opened); message && message->value == 1)
            changeKeys(way);
        break;
    case Protocol::Alert:
        if (const auto message = readOther<AlertMessage>(way, opened))
            onAlert(way.from, *message);
        break;
    case Protocol::ApplicationData:
        readOther<ApplicationData>(way, opened);
        break;
    }
}

/// A message that is in @p record.
Message Observer::Private::blankMessage(const Record &record) const
{
    Message message;
    message.from = record.from;
    message.protocol = record.type;
    message.epoch = record.epoch;
    message.encrypted = record.protection != ProtectionKind::Null;
    return message;
}

void Observer::Private::onOpaque(Direction &way, const RecordLayer::Opened &opened)
{
    Message message = blankMessage(way.record(opened.id));
    message.name = opaqueName(opened.type);
    Field root;
    root.name = message.name;
    message.fields.add(std::move(root));
    message.spans.push_back({opened.id, {}});
    account.addMessage(std::move(message));
    if (opened.type == Protocol::ChangeCipherSpec)
        changeKeys(way);
    else if (opened.type == Protocol::Handshake && way.record(opened.id).sequence == 0)
        agreement.seeFinished(way.from);
}

void Observer::Private::onSslV2Hello(Direction &way, const RecordLayer::Opened &opened)
{
    DecodedSslV2ClientHello decoded = decodeSslV2(opened.plaintext);
    if (!decoded.error)
        agreement.see(decoded.message.asClientHello());
    rsa.beginHandshake();
    addWhole(way, opened, std::string(sslV2ClientHelloName), std::move(decoded.fields), std::move(decoded.error));
}

void Observer::Private::onHandshakeBytes(Direction &way, const RecordLayer::Opened &opened)
{
    way.handshake.add(opened.id, opened.plaintext);
    while (std::optional<HandshakeReassembler::Whole> whole = way.handshake.next())
        onHandshakeMessage(way, std::move(*whole));
    if (const std::optional<DecodeError> &error = way.handshake.error())
        stop(way, boundaryCheck("message.length", error->path + ": " + error->what));
}

void Observer::Private::onHandshakeMessage(Direction &way, HandshakeReassembler::Whole whole)
{
    DecodedHandshake decoded = decodeHandshake(whole.bytes, agreement.wireFrom(way.from));
    Message message = blankMessage(way.record(whole.spans.back().record));
    if (decoded.message) {
        agreement.see(way.from, *decoded.message);
        rsa.see(way.from, *decoded.message, whole.bytes);
    }
    message.name = decoded.name;
    message.bytes = std::move(whole.bytes);
    message.spans = std::move(whole.spans);
    message.fields = std::move(decoded.fields);
    message.error = std::move(decoded.error);
    account.addMessage(std::move(message));
    if (!decoded.message)
        return;
    if (std::holds_alternative<ServerHello>(*decoded.message) ||
        std::holds_alternative<HelloRetryRequest>(*decoded.message))
        for (Direction &each : directions)
            each.records.expectVersion(agreement.version());
    if (agreement.version() < tls13)
        return;
    if (std::holds_alternative<ServerHello>(*decoded.message)) {
        tls13Keys.onServerHello(direction(Side::Client).records, direction(Side::Server).records);
        if (!secrets(secretlabel::serverHandshakeTraffic, agreement.clientRandom()))
            rsa.onTls13();
    }
    tls13Keys.onMessage(way.from, way.records, *decoded.message);
}

template<class T>
std::optional<T> Observer::Private::readOther(Direction &way, const RecordLayer::Opened &opened)
{
    Decoded<T> decoded = decodeOther<T>(opened.plaintext, agreement.wireFrom(way.from));
    const bool good = !decoded.error;
    addWhole(way, opened, protocolName(T::protocol), std::move(decoded.fields), std::move(decoded.error));
    return good ? std::optional(std::move(decoded.message)) : std::nullopt;
}

/// A message that is all of a record.
void Observer::Private::addWhole(const Direction &way, const RecordLayer::Opened &opened, std::string name,
                                 FieldTree fields, std::optional<DecodeError> error)
{
    Message message = blankMessage(way.record(opened.id));
    message.name = std::move(name);
    message.bytes = opened.plaintext;
    message.spans.push_back({opened.id, {0, static_cast<std::uint32_t>(opened.plaintext.size())}});
    message.fields = std::move(fields);
    message.error = std::move(error);
    account.addMessage(std::move(message));
}

void Observer::Private::onAlert(Side from, const AlertMessage &message)
{
    // RFC 8446 6: "The severity is implicit in the type of alert being sent, and the 'level' field can safely be
    // ignored"
    const bool closing = message.description == Alert::CloseNotify || message.description == Alert::UserCanceled;
    if (agreement.version() >= tls13 ? !closing : message.level == AlertLevel::Fatal)
        outcome.client = outcome.server = Status::Failed;
    else if (message.description == Alert::CloseNotify) // RFC 5246 7.2.1: whoever gets it closes
        (from == Side::Client ? outcome.server : outcome.client) = Status::Closed;
}

void Observer::Private::changeKeys(Direction &way)
{
    // RFC 8446 D.4: in TLS 1.3 it means nothing, and may come before the version is agreed
    if (agreement.version() >= tls13 || (agreement.count() == 0 && agreement.offersTls13()))
        return;
    way.records.installRead(nextProtection(way), agreement.compressionMethod());
    way.handshakeInUse = agreement.count();
    agreement.seeChangeCipherSpec(way.from);
}

std::unique_ptr<Protection> Observer::Private::nextProtection(const Direction &way)
{
    // Without a server_hello since the last change of keys, the handshake was hidden or there was none.
    if (!agreement.suite() || agreement.count() == way.handshakeInUse)
        return makeOpaqueProtection(way.kindOfUnknown());
    const ProtectionPlan plan{*agreement.suite(), traitsOf(agreement.version()), agreement.encryptThenMac()};
    try {
        if (const ConnectionKeys *known = keys()) {
            const bool client = way.from == Side::Client;
            return makeProtection(context, plan,
                                  {(client ? known->clientMac : known->serverMac).bytes(),
                                   (client ? known->clientKey : known->serverKey).bytes(),
                                   (client ? known->clientIv : known->serverIv).bytes()},
                                  false);
        }
    } catch (const crypto::CryptoFailure &) {
        // This libcrypto has not got the cipher: whoever cannot decrypt sees what everybody sees.
    }
    return makeOpaqueProtection(plan);
}

/// Those of the agreement; null when its master secret is not known.
const ConnectionKeys *Observer::Private::keys()
{
    if (derivedFor == agreement.count())
        return derived ? &*derived : nullptr;
    derivedFor = agreement.count();
    derived.reset();
    std::optional<Bytes> master = secrets(secretlabel::master, agreement.clientRandom());
    derivedByRsa = !master;
    if (!master)
        master = rsa.masterSecret();
    if (!master)
        return nullptr;
    Recorder aside(Side::Client); // what is computed here is nobody's account
    Deriver deriver(context, aside, entropy);
    KeySchedule schedule(deriver, traitsOf(agreement.version()), *agreement.suite());
    const Randoms randoms{bytesInput("seed", agreement.clientRandom()), bytesInput("seed", agreement.serverRandom())};
    derived = schedule.connectionKeys(deriver.given("master_secret", "key log", std::nullopt, *master), randoms);
    return &*derived;
}

Trace Observer::trace() const
{
    Trace trace = m_p->account.trace(m_p->directions[0].recorder.account().records,
                                     m_p->directions[1].recorder.account().records);
    trace.source = "import";
    trace.negotiated = m_p->agreement.negotiated();
    trace.outcome = m_p->outcome;
    trace.notices = m_p->rsa.notices();
    for (Status *status : {&trace.outcome.client, &trace.outcome.server})
        if (*status == Status::Handshaking && m_p->agreement.established())
            *status = Status::Open;
    return trace;
}

/// Making one takes longer than to read most connections. It remembers every certificate that it parsed, and is
/// therefore made anew now and then.
static crypto::Context &keptContext()
{
    constexpr unsigned mostUses = 256;
    thread_local std::optional<crypto::Context> context;
    thread_local unsigned uses = 0;
    if (!context || ++uses > mostUses) {
        context.emplace();
        uses = 0;
    }
    return *context;
}

Trace observe(const std::vector<Chunk> &chunks, Secrets secrets)
{
    Observer observer(std::move(secrets), keptContext());
    for (const Chunk &chunk : chunks)
        observer.see(chunk);
    return observer.trace();
}

} // namespace hd
