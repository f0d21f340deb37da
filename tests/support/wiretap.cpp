// SPDX-License-Identifier: GPL-3.0-or-later
#include "wiretap.h"

#include "messages/messages.h"
#include "scenario/settings.h"

#include <stdexcept>
#include <utility>

namespace hd::test {

void Unit::setBody(ByteView body)
{
    Bytes whole{bytes.front()};
    appendNumber(whole, body.size(), 3);
    append(whole, body);
    bytes = std::move(whole);
}

static constexpr std::size_t maxPlaintextOfARecord = 1 << 14;

Tap::Tap(Side from, const Endpoint &sender, const Recorder &recorder)
    : m_from(from), m_sender(sender), m_recorder(recorder)
{
    m_sealing.push_back({makeNullProtection()});
}

std::unique_ptr<Protection> Tap::protection(Version version, bool sealing) const
{
    const Trace &account = m_recorder.account();
    Bytes mac, key, iv;
    std::string suite;
    for (const KeyInstallation &installation : account.keys) {
        if (!installation.write)
            continue;
        suite = installation.suite;
        mac.clear(), key.clear(), iv.clear();
        for (const DerivationId id : installation.keys) {
            const Derivation &derivation = account[id];
            (derivation.name.ends_with("_MAC_key") ? mac
             : derivation.name.ends_with("_IV")    ? iv
                                                   : key) = derivation.output;
        }
    }
    return makeProtection(
        Stage::instance().context,
        {*cipherSuite(std::string_view(suite)), traitsOf(version), m_sender.negotiated().encryptThenMac},
        {mac, key, iv}, sealing);
}

void Tap::changeKeys(Version version)
{
    m_opening = protection(version, false);
    m_read = 0;
    m_sealing.push_back({protection(version, true)});
    m_decompressor.reset();
    if (!m_sender.negotiated().compression.empty()) {
        m_sealing.back().compressor = std::make_unique<Compressor>();
        m_decompressor = std::make_unique<Decompressor>();
    }
}

void Tap::take(Unit unit)
{
    if (unit.version == ssl20) {
        unit.name = sslV2ClientHelloName;
        m_units.push_back(std::move(unit));
        return;
    }
    if (unit.type != Protocol::Handshake) {
        unit.name = protocolName(unit.type);
        m_units.push_back(std::move(unit));
        return;
    }
    append(m_partial, unit.bytes);
    const std::size_t fragment = unit.bytes.size();
    while (m_partial.size() >= handshakeHeaderLength) {
        const auto length = static_cast<std::size_t>(4 + (m_partial[1] << 16 | m_partial[2] << 8 | m_partial[3]));
        if (m_partial.size() < length) {
            m_fragment = std::min(m_fragment, fragment);
            return;
        }
        const auto end = m_partial.begin() + static_cast<std::ptrdiff_t>(length);
        Unit message = unit;
        message.bytes.assign(m_partial.begin(), end);
        message.name = HelloRetryRequest::is(message.bytes) ? std::string(HelloRetryRequest::name)
                                                            : names::handshakeType(message.bytes[0]);
        m_partial.erase(m_partial.begin(), end);
        m_units.push_back(std::move(message));
    }
}

/// Whether the sender is past the point where change_cipher_spec could change keys.
bool Tap::speaksTls13() const
{
    const std::vector<KeyInstallation> &keys = m_recorder.account().keys;
    return m_sender.negotiated().version == names::version(tls13) ||
           (!keys.empty() && cipherSuite(std::string_view(keys.back().suite))->last >= tls13);
}

/// In TLS 1.3 the sender may have moved on to other keys by the time that its records come by; what it has recorded
/// says what is in them.
bool Tap::takeTls13Record()
{
    const Record *record = nullptr;
    std::size_t count = 0;
    for (const Record &one : m_recorder.account().records)
        if (one.from == m_from && count++ == m_recorded) {
            record = &one;
            break;
        }
    if (!record || m_input.size() < record->wire.size())
        return false;
    ++m_recorded;
    m_input.erase(m_input.begin(), m_input.begin() + static_cast<std::ptrdiff_t>(record->wire.size()));
    prepareTls13(record->epoch);
    take({m_from, record->type, record->epoch, record->version, record->plaintext, {}});
    return true;
}

/// What the sender seals with in this epoch, where it has such keys.
void Tap::prepareTls13(std::uint32_t epoch)
{
    const Trace &account = m_recorder.account();
    for (const KeyInstallation &installation : account.keys) {
        if (!installation.write || installation.epoch != epoch)
            continue;
        if (m_sealing.size() <= epoch)
            m_sealing.resize(epoch + 1);
        if (!m_sealing[epoch].protection)
            m_sealing[epoch].protection = makeTls13Protection(
                Stage::instance().context, *cipherSuite(std::string_view(installation.suite)),
                {{}, account[installation.keys[0]].output, account[installation.keys[1]].output}, true);
    }
}

bool Tap::takeRecord()
{
    if (speaksTls13())
        return takeTls13Record();
    // RFC 5246 E.2: the first record may have a header of two bytes, of which the first bit is set
    const bool ssl2 = m_sealing.size() == 1 && m_read == 0 && !m_input.empty() && (m_input[0] & 0x80);
    const std::size_t header = ssl2 ? 2 : recordHeaderLength;
    if (m_input.size() < header)
        return false;
    const std::size_t length =
        header + static_cast<std::size_t>(ssl2 ? (m_input[0] & 0x7f) << 8 | m_input[1] : m_input[3] << 8 | m_input[4]);
    if (m_input.size() < length)
        return false;
    const auto end = m_input.begin() + static_cast<std::ptrdiff_t>(length);
    Record record;
    record.type = ssl2 ? Protocol::Handshake : static_cast<Protocol>(m_input[0]);
    record.version = ssl2 ? ssl20 : static_cast<Version>(m_input[1] << 8 | m_input[2]);
    record.sequence = m_read++;
    ++m_recorded;
    record.wire.assign(m_input.begin(), end);
    m_input.erase(m_input.begin(), end);
    if (ssl2)
        record.plaintext.assign(record.wire.begin() + 2, record.wire.end());
    else if (m_opening->open(record))
        throw std::logic_error("the tap cannot open what an endpoint has sealed");
    if (m_decompressor)
        record.plaintext = m_decompressor->decompress(record.plaintext, maxPlaintextOfARecord).value();
    const auto epoch = static_cast<std::uint32_t>(m_sealing.size() - 1);
    take({m_from, record.type, epoch, record.version, record.plaintext, {}});
    if (record.type == Protocol::ChangeCipherSpec)
        changeKeys(record.version);
    return true;
}

std::vector<Unit> Tap::open(ByteView bytes)
{
    append(m_input, bytes);
    while (takeRecord()) {
    }
    return std::exchange(m_units, {});
}

Bytes Tap::seal(const Unit &unit)
{
    if (unit.raw)
        return unit.bytes;
    if (unit.version == ssl20) {
        Bytes wire;
        appendNumber(wire, 0x8000 | unit.bytes.size(), 2);
        append(wire, unit.bytes);
        return wire;
    }
    Bytes wire;
    ByteView left = unit.bytes;
    do {
        const std::size_t most = unit.type == Protocol::Handshake ? m_fragment : left.size();
        const ByteView fragment = left.first(std::min(left.size(), most));
        append(wire, sealRecord(unit, fragment));
        left = left.subspan(fragment.size());
    } while (!left.empty());
    return wire;
}

Bytes Tap::sealRecord(const Unit &unit, ByteView fragment)
{
    if (speaksTls13())
        prepareTls13(unit.epoch);
    // Nobody has keys of an epoch that is not there yet: such a unit goes on in clear.
    const bool ready = unit.epoch < m_sealing.size() && m_sealing[unit.epoch].protection;
    Sealing &sealing = m_sealing[ready ? unit.epoch : 0];
    Record record;
    record.type = unit.type;
    record.version = unit.version;
    record.sequence = sealing.written++;
    record.plaintext.assign(fragment.begin(), fragment.end());
    record.padding.assign(unit.padding, 0);
    if (sealing.compressor)
        record.compressed = sealing.compressor->compress(fragment);
    sealing.protection->seal(record, m_ivs);
    if (unit.spoil != 0) {
        const std::size_t at = unit.spoil > 0 ? recordHeaderLength + static_cast<std::size_t>(unit.spoil) - 1
                                              : record.wire.size() - static_cast<std::size_t>(-unit.spoil);
        record.wire.at(at) ^= 0x20;
    }
    return record.wire;
}

Stage &Stage::instance()
{
    static Stage stage;
    return stage;
}

static void equip(PartyPlan &plan)
{
    Stage &stage = Stage::instance();
    for (const std::string &name : plan.certificates) {
        Pki::Credential found = std::get<Pki::Credential>(stage.pki.credential(name));
        crypto::PublicKey publicKey = found.chain.front().publicKey(stage.context);
        plan.config.credentials.push_back({name, std::move(found.chain), std::move(found.key), std::move(publicKey)});
    }
    for (const std::string &name : plan.trust)
        plan.config.anchors.push_back(std::get<Pki::Credential>(stage.pki.credential(name)).chain.front());
}

static std::shared_ptr<const Scenario> configured(std::string_view name, const std::vector<std::string> &settings)
{
    const auto plain = std::get<std::shared_ptr<const Scenario>>(builtinScenario(name));
    const auto text = withSettings(plain->text, settings);
    const auto parsed = parseScenario(std::get<std::string>(text), plain->fileName);
    if (const Error *error = std::get_if<Error>(&parsed))
        throw std::runtime_error(error->text());
    return std::get<std::shared_ptr<const Scenario>>(parsed);
}

Connection::Connection(std::string_view scenario, const std::vector<std::string> &settings) : m_clock(0)
{
    const std::shared_ptr<const Scenario> read = configured(scenario, settings);
    m_plan = {read->client, read->server, read->seed, read->clock};
    m_clock = FixedClock(read->clock);
    equip(m_plan.client);
    equip(m_plan.server);
}

void Connection::start()
{
    crypto::Context &context = Stage::instance().context;
    m_clientEntropy.emplace(m_plan.seed, "client");
    m_serverEntropy.emplace(m_plan.seed, "server");
    m_client.emplace(Side::Client, m_plan.client.config, context, m_clientRecorder, *m_clientEntropy, m_clock);
    if (m_plan.sessions)
        m_plan.server.config.sessions = m_plan.sessions.get();
    m_server.emplace(Side::Server, m_plan.server.config, context, m_serverRecorder, *m_serverEntropy, m_clock);
    m_fromClient.emplace(Side::Client, *m_client, m_clientRecorder);
    m_fromServer.emplace(Side::Server, *m_server, m_serverRecorder);
    m_server->start();
    m_client->start();
}

Bytes Connection::pass(Side from, Bytes bytes)
{
    if (editBytes)
        return editBytes(from, std::move(bytes));
    if (!edit)
        return bytes;
    Tap &tap = from == Side::Client ? *m_fromClient : *m_fromServer;
    Bytes out;
    for (const Unit &unit : tap.open(bytes))
        for (const Unit &instead : edit(unit))
            append(out, tap.seal(instead));
    return out;
}

void Connection::deliver(Side to, ByteView bytes)
{
    const std::size_t size = chunk == 0 ? std::max<std::size_t>(bytes.size(), 1) : chunk;
    for (; !bytes.empty(); bytes = bytes.subspan(std::min(size, bytes.size())))
        party(to).receive(bytes.first(std::min(size, bytes.size())));
}

void Connection::carry()
{
    constexpr int patience = 50; // a handshake takes four turns
    m_quiet = false;
    for (int turn = 0; turn < patience && !m_quiet; ++turn) {
        m_quiet = true;
        for (const Side from : {Side::Client, Side::Server}) {
            const Bytes bytes = party(from).takeOutput();
            m_quiet = m_quiet && bytes.empty();
            deliver(peerOf(from), pass(from, bytes));
        }
    }
}

void Connection::inject(const Unit &unit)
{
    Tap &tap = unit.from == Side::Client ? *m_fromClient : *m_fromServer;
    deliver(peerOf(unit.from), tap.seal(unit));
    carry();
}

std::vector<std::string> Connection::failedChecks(Side side) const
{
    std::vector<std::string> failed;
    for (const Check &check : account(side).checks)
        if (!check.passed)
            failed.push_back(check.name);
    return failed;
}

bool Connection::bothOpen() const
{
    return m_client->status() == Status::Open && m_server->status() == Status::Open;
}

Edit replacing(Side from, std::string name, std::function<std::vector<Unit>(const Unit &)> by)
{
    return [from, name = std::move(name), by = std::move(by)](const Unit &unit) {
        return unit.from == from && unit.name == name ? by(unit) : std::vector{unit};
    };
}

Edit changing(Side from, std::string name, std::function<void(Unit &)> change)
{
    return replacing(from, std::move(name), [change = std::move(change)](Unit unit) {
        change(unit);
        return std::vector{unit};
    });
}

Edit dropping(Side from, std::string name)
{
    return replacing(from, std::move(name), [](const Unit &) { return std::vector<Unit>{}; });
}

Edit doubling(Side from, std::string name)
{
    return replacing(from, std::move(name), [](const Unit &unit) { return std::vector{unit, unit}; });
}

Edit delaying(Side from, std::string name)
{
    return [from, name = std::move(name), held = std::optional<Unit>()](const Unit &unit) mutable {
        if (unit.from == from && unit.name == name && !held) {
            held = unit;
            return std::vector<Unit>{};
        }
        if (!held || unit.from != from)
            return std::vector{unit};
        std::vector<Unit> both{unit, *held};
        held.reset();
        return both;
    };
}

} // namespace hd::test
