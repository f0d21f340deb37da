// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/recordindex.h"

#include "trace/operations.h"
#include "wire/registry.h"

#include <array>
#include <map>

namespace hd {

RecordIndex::RecordIndex(const Trace &trace) : m_facts(trace.records.size())
{
    addEvents(trace);
    addMessages(trace);
    addKeys(trace);
    addSuites(trace);
}

void RecordIndex::addEvents(const Trace &trace)
{
    std::array<std::optional<std::uint32_t>, 2> open; // by party: the record that it opened last
    for (std::size_t i = 0; i < trace.events.size(); ++i) {
        const Event &event = trace.events[i];
        auto &current = open[static_cast<std::size_t>(event.at)];
        if (event.what == What::RecordSealed || event.what == What::RecordOpened) {
            RecordFacts &facts = m_facts[event.index];
            if (!facts.sealed && !facts.opened)
                facts.from = static_cast<Playhead>(i + 1);
            (event.what == What::RecordSealed ? facts.sealed : facts.opened) = true;
        }
        if (event.what == What::RecordOpened)
            current = event.index;
        if (event.what != What::Check || !current)
            continue;
        const Check &check = trace.checks[event.index];
        std::optional<std::uint32_t> &verdict = m_facts[*current].verdict;
        // Of several the one that failed: a record that opened may still be too long, or of no type.
        if (check.operation == operation::openRecord || (check.name.starts_with("record.") && !check.passed))
            if (!verdict || trace.checks[*verdict].passed)
                verdict = event.index;
    }
}

void RecordIndex::addMessages(const Trace &trace)
{
    for (std::uint32_t i = 0; i < trace.messages.size(); ++i) {
        for (const MessageSpan &span : trace.messages[i].spans) {
            std::vector<MessageId> &messages = m_facts[span.record.index].messages;
            if (messages.empty() || messages.back() != MessageId{i})
                messages.push_back({i});
        }
    }
}

void RecordIndex::addKeys(const Trace &trace)
{
    using Epoch = std::pair<Side, std::uint32_t>; // of the sender
    std::map<Epoch, std::uint32_t> installed;
    for (const bool writers : {true, false})
        for (std::uint32_t i = 0; i < trace.keys.size(); ++i)
            if (const KeyInstallation &keys = trace.keys[i]; keys.write == writers)
                installed.try_emplace({keys.write ? keys.by : peerOf(keys.by), keys.epoch}, i);
    std::map<Epoch, RecordId> last;
    for (std::uint32_t i = 0; i < trace.records.size(); ++i) {
        const Record &record = trace.records[i];
        const Epoch epoch{record.from, record.epoch};
        if (const auto keys = installed.find(epoch); keys != installed.end())
            m_facts[i].keys = keys->second;
        if (!m_facts[i].sealed && m_facts[i].opened && record.epoch > 0 && last.contains(epoch) &&
            trace[last[epoch]].sequence == record.sequence) {
            m_facts[i].before = m_facts[last[epoch].index].before; // the same record, changed on its way
            continue;
        }
        if (const auto before = last.find(epoch); before != last.end())
            m_facts[i].before = before->second;
        last[epoch] = RecordId{i};
    }
}

/// Somebody who only looks on sees no keys installed, and what was chosen for them: the suite of an epoch is that of
/// the last server_hello before its first record. There is none before early data, whose suite came with its key.
void RecordIndex::addSuites(const Trace &trace)
{
    std::map<std::pair<Side, std::uint32_t>, const CipherSuite *> chosen;
    const CipherSuite *agreed = nullptr;
    for (const Event &event : trace.events) {
        if (event.what == What::MessageSent && trace.messages[event.index].name == "server_hello") {
            const Field *suite = trace.messages[event.index].field("server_hello.cipher_suite");
            if (suite && suite->number)
                agreed = cipherSuite(static_cast<std::uint16_t>(*suite->number));
        }
        if (event.what != What::RecordSealed && event.what != What::RecordOpened)
            continue;
        const Record &record = trace.records[event.index];
        RecordFacts &facts = m_facts[event.index];
        const CipherSuite *known = chosen.try_emplace({record.from, record.epoch}, agreed).first->second;
        if (facts.keys)
            facts.suite = cipherSuite(std::string_view(trace.keys[*facts.keys].suite));
        else if (record.epoch > 0)
            facts.suite = known;
    }
}

SealingKeys sealingKeys(const Trace &trace, const RecordFacts &facts)
{
    SealingKeys found;
    found.suite = facts.suite;
    if (!facts.keys)
        return found;
    for (const DerivationId id : trace.keys[*facts.keys].keys) {
        const std::string &name = trace[id].name;
        const bool isIv = name.ends_with("_IV") || name.find("_write_iv") != std::string::npos;
        (name.ends_with("_MAC_key") ? found.mac : isIv ? found.iv : found.key) = id;
    }
    return found;
}

KeyPhase keyPhase(const Trace &trace, const RecordFacts &facts, RecordId record)
{
    if (trace[record].protection == ProtectionKind::Null)
        return KeyPhase::Clear;
    if (const std::optional<DerivationId> key = sealingKeys(trace, facts).key) {
        const std::string &name = trace[*key].name; // RFC 8446 7.1: of client_handshake_traffic_secret, ...
        return name.find("_handshake_") != std::string::npos ? KeyPhase::Handshake
               : name.find("_early_") != std::string::npos   ? KeyPhase::EarlyData
                                                             : KeyPhase::Application;
    }
    return facts.messages.empty() ? KeyPhase::Application : keyPhase(trace, facts.messages.front());
}

bool isRefused(const Trace &trace, const RecordFacts &facts)
{
    return facts.verdict && !trace.checks[*facts.verdict].passed;
}

} // namespace hd
