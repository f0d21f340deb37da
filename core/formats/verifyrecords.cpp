// SPDX-License-Identifier: GPL-3.0-or-later
#include "formats/opener.h"
#include "formats/recording.h"
#include "formats/recordingwords.h"
#include "formats/verifier.h"
#include "trace/operations.h"

#include <array>
#include <map>

namespace hd {

namespace {

std::string text(Range range)
{
    return "offset " + std::to_string(range.offset) + ", length " + std::to_string(range.length);
}

std::string text(bool flag)
{
    return flag ? "true" : "false";
}

std::string text(ProtectionKind kind)
{
    return std::string(words::word(words::protections, kind));
}

std::string whereOf(std::uint32_t index)
{
    return "records[" + std::to_string(index) + "]";
}

/// The keys of an installation, with what @p agreed says beside them. @throws Withheld, BadInput
InstalledKeys installedKeys(const Trace &trace, const KeyInstallation &installation, const Agreement &agreed)
{
    InstalledKeys keys;
    keys.suite = cipherSuite(installation.suite);
    if (!keys.suite)
        throw BadInput{"there is no suite \"" + installation.suite + "\""};
    if (agreed.suite && agreed.suite != keys.suite)
        throw BadInput{"keys were installed for " + installation.suite + ", which is not the agreed suite"};
    keys.version = agreed.version;
    keys.encryptThenMac = agreed.encryptThenMac && keys.suite->mode == CipherMode::Cbc;
    keys.deflate = agreed.compression == 1;
    const Side writer = installation.write ? installation.by : peerOf(installation.by);
    const std::string sender = std::string(words::word(writer)) + "_";
    for (const DerivationId id : installation.keys) {
        const Derivation &derivation = trace[id];
        if (isWithheld(derivation))
            throw Withheld{};
        const std::string &name = derivation.name;
        const bool tls13Key = name.starts_with(sender) && name.find("_write_") != std::string::npos;
        const bool sends = keys.suite->first >= tls13 ? tls13Key : name.find(sender + "write_") != std::string::npos;
        if (derivation.by != installation.by || !sends)
            throw BadInput{name + " is no key with which the " + std::string(words::word(writer)) + " sends"};
        const bool isIv = name.ends_with("_IV") || name.find("_write_iv") != std::string::npos;
        (name.ends_with("_MAC_key") ? keys.mac : isIv ? keys.iv : keys.key) = derivation.output;
    }
    return keys;
}

} // namespace

/// What the records of each direction are opened with, from the events so far.
struct Verifier::Openers
{
    /// Who opens them, and whether they are that party's own.
    using Key = std::pair<Side, bool>;
    struct Direction
    {
        std::uint32_t keys = 0; ///< index of the installation
        Agreement agreed;
        std::optional<RecordOpener> opener; ///< made at the first record
    };
    std::map<Key, Direction> directions; ///< the keys in use
    std::array<Agreement, 2> agreed;     ///< by party: what the last server_hello that it sent or got says

    Direction *of(Side by, const Record &record)
    {
        const auto found = directions.find({by, by == record.from});
        return found == directions.end() ? nullptr : &found->second;
    }
};

/// Whether @p by has keys of early data in this direction.
static bool hasEarlyKeys(const Trace &trace, Side by)
{
    return std::any_of(trace.keys.begin(), trace.keys.end(), [&](const KeyInstallation &keys) {
        return keys.by == by && keys.write == (by == Side::Client) && !keys.keys.empty() &&
               trace[keys.keys.front()].name.starts_with("client_early_");
    });
}

/// What the next record of a direction must say, as its sender or its receiver counts.
struct Verifier::Count
{
    /// @p epoch of the keys that are used from here on.
    void install(std::uint32_t next, const CipherSuite *suite)
    {
        clear = epoch == 0 ? sequence : clear;
        epoch = next;
        sequence = 0;
        tls13Keys = suite && suite->first >= tls13;
    }

    std::uint32_t epoch = 0;
    std::uint64_t sequence = 0;
    std::uint64_t clear = 0; ///< of records in clear after the first keys
    bool tls13Keys = false;
};

void Verifier::recordsInClear()
{
    m_earlyDataSealed = hasEarlyKeys(m_trace, Side::Client);
    m_earlyDataRead = hasEarlyKeys(m_trace, Side::Server);
    std::map<std::pair<Side, bool>, Count> counts; // by party, and whether the records are its own
    std::vector<bool> seen(m_trace.records.size());
    std::uint64_t closed = 0; // of early data that was passed over
    for (const Event &event : m_trace.events) {
        if (event.what == What::Keys) {
            const KeyInstallation &keys = m_trace.keys[event.index];
            Count &count = counts[{event.at, keys.write}];
            const bool leftOut = !keys.write && event.at == Side::Server && count.epoch == 0 && skipsEarlyKeys(keys);
            expectEqual("keys[" + std::to_string(event.index) + "]: epoch",
                        std::to_string(count.epoch + (leftOut ? 2 : 1)), std::to_string(keys.epoch));
            count.install(keys.epoch, cipherSuite(keys.suite));
        }
        const bool sealed = event.what == What::RecordSealed;
        if ((!sealed && event.what != What::RecordOpened) ||
            isSilent(event.at)) // its records are as they were received
            continue;
        const Record &record = m_trace.records[event.index];
        const std::string where = whereOf(event.index);
        if (!isPassedOver(record) && (sealed || !isRejected(record)) && !(m_overheard && record.epoch > 0))
            expectCounted(record, counts[{event.at, sealed}], where);
        if (!seen[event.index] && isPassedOver(record))
            passedOver(record, closed++, where);
        if (!seen[event.index])
            recordInClear(record, where);
        seen[event.index] = true;
    }
    for (std::uint32_t i = 0; i < seen.size(); ++i)
        if (!seen[i])
            m_result.findings.push_back({whereOf(i) + ": events", "sealed or opened", "neither"});
}

void Verifier::expectCounted(const Record &record, Count &count, const std::string &where)
{
    // RFC 8446 5: what is protected is application_data from outside; anything else is in clear
    const bool clear = count.tls13Keys && record.wire[0] != static_cast<std::uint8_t>(Protocol::ApplicationData);
    std::uint64_t &sequence = clear ? count.clear : count.sequence;
    expectEqual(where + ": epoch", std::to_string(clear ? 0 : count.epoch), std::to_string(record.epoch));
    expectEqual(where + ": sequence", std::to_string(sequence++), std::to_string(record.sequence));
}

void Verifier::recordInClear(const Record &record, const std::string &where)
{
    ++m_result.records;
    recordHeader(record, where);
    if (record.epoch > 0)
        return;
    expectEqual(where + ": protection", text(ProtectionKind::Null), text(record.protection));
    expectEqual(where + ": plaintext", ByteView(record.wire).subspan(record.headerLength()), record.plaintext);
    expectEqual(where + ": compressed", text(false), text(record.compressed.has_value()));
}

/// Whether the client had keys of early data before @p keys, which the server did without.
bool Verifier::skipsEarlyKeys(const KeyInstallation &keys) const
{
    const CipherSuite *suite = cipherSuite(keys.suite);
    const bool offered = std::any_of(m_trace.messages.begin(), m_trace.messages.end(), [](const Message &message) {
        return message.field("client_hello.extensions.early_data");
    });
    return suite && suite->first >= tls13 && offered && !m_earlyDataRead;
}

/// All that its receiver can say of it: it is of the first keys that the client has (RFC 8446 4.2.10).
void Verifier::passedOver(const Record &record, std::uint64_t sequence, const std::string &where)
{
    expectEqual(where + ": epoch", "1", std::to_string(record.epoch));
    expectEqual(where + ": sequence", std::to_string(sequence), std::to_string(record.sequence));
    expectEqual(where + ": encrypt_then_mac", text(false), text(record.encryptThenMac));
    expectEqual(where + ": compressed", text(false), text(record.compressed.has_value()));
    const auto header = static_cast<std::uint32_t>(record.headerLength());
    const auto end = static_cast<std::uint32_t>(record.wire.size());
    expectEqual(where + ": ciphertext", text(Range{header, end - header}), text(record.ciphertext));
    m_result.notVerified.push_back(where + ": early data that was passed over");
}

/// Early data that its receiver took off the wire and left closed.
bool Verifier::isPassedOver(const Record &record) const
{
    return record.from == Side::Client && record.type == Protocol::ApplicationData && record.plaintext.empty() &&
           record.protection == ProtectionKind::Tls13 && record.mac.empty() && isSilent(Side::Client) &&
           !m_earlyDataRead;
}

/// Whether the record was sealed with the keys of early data, which the server did without, as one may (RFC 8446
/// 4.2.10). That it said so is verified with what was agreed.
bool Verifier::isRejected(const Record &record) const
{
    return record.from == Side::Client && record.epoch == 1 && m_earlyDataSealed && !m_earlyDataRead;
}

/// With the keys of the party that sealed it, and with those of the one that opened it.
void Verifier::sealedRecords()
{
    if (m_overheard)
        return;
    Openers openers;
    for (std::size_t i = 0; i < m_trace.events.size(); ++i) {
        const Event &event = m_trace.events[i];
        Agreement &agreed = openers.agreed[static_cast<std::size_t>(event.at)];
        if (event.what == What::MessageSent || event.what == What::MessageReceived)
            takeAgreement(m_trace.messages[event.index], agreed);
        if (event.what == What::Keys) {
            const KeyInstallation &keys = m_trace.keys[event.index];
            openers.directions.erase({keys.by, keys.write});
            openers.directions.emplace(Openers::Key{keys.by, keys.write},
                                       Openers::Direction{event.index, agreed, std::nullopt});
        }
        if ((event.what != What::RecordSealed && event.what != What::RecordOpened) || isSilent(event.at))
            continue;
        const Record &record = m_trace.records[event.index];
        if (record.epoch == 0)
            continue;
        const bool sealed = event.what == What::RecordSealed;
        if (isPassedOver(record) || (!sealed && isRejected(record)))
            continue; // the client's keys open it, and nobody's
        const Check *check = sealed ? nullptr : openingCheck(i);
        opening(event.index, event.at, openers, !check || check->passed);
        if (check && check->passed)
            expectEqual("checks[" + std::to_string(check - m_trace.checks.data()) + "], of " + whereOf(event.index) +
                            ": actual",
                        toHex(record.mac), check->actual);
    }
}

/// The check that the receiver made of the record which it opened at event @p at; null when it made none.
const Check *Verifier::openingCheck(std::size_t at) const
{
    const Side by = m_trace.events[at].at;
    for (std::size_t i = at + 1; i < m_trace.events.size(); ++i) {
        const Event &event = m_trace.events[i];
        if (event.at == by && event.what == What::RecordOpened)
            break;
        if (event.at == by && event.what == What::Check &&
            m_trace.checks[event.index].operation == operation::openRecord)
            return &m_trace.checks[event.index];
    }
    return nullptr;
}

/// RFC 5246 6.2.1: type, version and length of the fragment. E.2: the length alone, marked as two bytes long.
void Verifier::recordHeader(const Record &record, const std::string &where)
{
    const ByteView wire = record.wire;
    const std::size_t length = wire.size() - record.headerLength();
    Bytes header;
    if (record.version == sslV2RecordVersion) {
        expectEqual(where + ": type", std::string(words::word(words::protocols, Protocol::Handshake)),
                    std::string(words::word(words::protocols, record.type)));
        appendNumber(header, 0x8000 | length, 2);
    } else {
        const bool hidden = record.protection == ProtectionKind::Tls13; // RFC 8446 5.2
        header.push_back(static_cast<std::uint8_t>(hidden ? Protocol::ApplicationData : record.type));
        appendNumber(header, record.version, 2);
        appendNumber(header, length, 2);
    }
    expectEqual(where + ": header", header, wire.first(record.headerLength()));
}

/// That opening the wire bytes with the keys of @p by, who sealed or opened it, gives what the record says.
void Verifier::opening(std::uint32_t index, Side by, Openers &openers, bool succeeds)
{
    const Record &record = m_trace.records[index];
    const std::string where = whereOf(index) + ", with the keys of the " + std::string(words::word(by));
    attempt(where, [&] {
        Openers::Direction *direction = openers.of(by, record);
        if (!direction)
            throw BadInput{"the " + std::string(words::word(by)) + " has installed no keys"};
        const KeyInstallation &keys = m_trace.keys[direction->keys];
        expectEqual(where + ": epoch", std::to_string(keys.epoch), std::to_string(record.epoch));
        if (!direction->opener)
            direction->opener.emplace(m_context, installedKeys(m_trace, keys, direction->agreed));
        RecordOpener &opener = *direction->opener;
        expectEqual(where + ": protection", text(opener.protection()), text(record.protection));
        expectEqual(where + ": encrypt_then_mac", text(opener.keys().encryptThenMac), text(record.encryptThenMac));
        const std::optional<Inside> inside = opener.open(record);
        expectEqual(where + ": MAC or tag", succeeds ? "fits" : "does not fit", inside ? "fits" : "does not fit");
        if (inside && succeeds)
            contents(record, *inside, where);
    });
}

void Verifier::contents(const Record &record, const Inside &inside, const std::string &where)
{
    expectEqual(where + ": compressed", text(inside.compressed.has_value()), text(record.compressed.has_value()));
    if (inside.compressed && record.compressed)
        expectEqual(where + ": compressed", *inside.compressed, *record.compressed);
    if (inside.type)
        expectEqual(where + ": type", words::typeText(*inside.type), words::typeText(record.type));
    expectEqual(where + ": plaintext", inside.plaintext.value_or(Bytes{}), record.plaintext);
    expectEqual(where + ": nonce", inside.nonce, record.nonce);
    expectEqual(where + ": iv", inside.iv, record.iv);
    expectEqual(where + ": additional_data", inside.additionalData, record.additionalData);
    expectEqual(where + ": mac", inside.mac, record.mac);
    expectEqual(where + ": padding", inside.padding, record.padding);
    expectEqual(where + ": explicit_nonce", text(inside.explicitNonce), text(record.explicitNonce));
    expectEqual(where + ": ciphertext", text(inside.ciphertext), text(record.ciphertext));
    expectEqual(where + ": tag", text(inside.tag), text(record.tag));
}

} // namespace hd
