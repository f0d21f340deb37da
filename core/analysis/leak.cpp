// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/leak.h"

#include "analysis/keythief.h"
#include "observe/observer.h"
#include "scenario/laboratory.h"
#include "scenario/scenario.h"
#include "trace/operations.h"
#include "trace/secretlabels.h"

#include <algorithm>
#include <array>

namespace hd {

std::size_t Leak::opened() const
{
    return static_cast<std::size_t>(std::count_if(
        after.begin(), after.end(), [](const OverheardMessage &message) { return message.access == Access::Opened; }));
}

namespace {

// What somebody hears -----------------------------------------------------------------------------------------------

/// Finds the messages of a Trace that records of its wire carried.
class Carriers
{
public:
    explicit Carriers(const Trace &trace) : m_trace(trace)
    {
        for (const RecordId record : recordsOnTheWire(trace))
            m_records[static_cast<std::size_t>(trace[record].from)].push_back(record);
    }

    /// @p count which record of @p from it is, from 0. @p offset of the message in its plaintext.
    std::optional<MessageId> messageIn(Side from, std::size_t count, std::uint32_t offset) const
    {
        const std::vector<RecordId> &records = m_records[static_cast<std::size_t>(from)];
        if (count >= records.size())
            return std::nullopt;
        for (std::uint32_t i = 0; i < m_trace.messages.size(); ++i)
            for (const MessageSpan &span : m_trace.messages[i].spans)
                if (span.record == records[count] && span.plaintext.offset == offset)
                    return MessageId{i};
        return std::nullopt;
    }

private:
    const Trace &m_trace;
    std::array<std::vector<RecordId>, 2> m_records; ///< by sender, as they passed
};

std::vector<OverheardMessage> messagesOf(const Trace &seen, const Carriers &carriers)
{
    std::vector<std::size_t> place(seen.records.size()); // among those of its sender
    std::array<std::size_t, 2> counts{};
    for (std::size_t i = 0; i < seen.records.size(); ++i)
        place[i] = counts[static_cast<std::size_t>(seen.records[i].from)]++;
    std::vector<OverheardMessage> messages;
    for (const Message &message : seen.messages) {
        OverheardMessage heard;
        heard.from = message.from;
        heard.name = message.name;
        heard.access = isOpaque(message) ? Access::Closed : message.encrypted ? Access::Opened : Access::Clear;
        heard.bytes = message.bytes;
        for (const MessageSpan &span : message.spans)
            heard.wireLength += seen[span.record].wire.size();
        if (!message.spans.empty())
            heard.message = carriers.messageIn(message.from, place[message.spans.front().record.index],
                                               message.spans.front().plaintext.offset);
        messages.push_back(std::move(heard));
    }
    return messages;
}

// The keys ----------------------------------------------------------------------------------------------------------

/// What both had from elsewhere, for this reason: the ticket keys, a pre-shared key.
std::optional<Bytes> givenFor(const Trace &trace, std::string_view name,
                              std::initializer_list<std::string_view> reasons)
{
    for (const Derivation &derivation : trace.derivations) {
        if (derivation.name != name || derivation.operation != operation::given || derivation.output.empty())
            continue;
        for (const Input &input : derivation.inputs)
            if (input.role == "why" && std::find(reasons.begin(), reasons.end(), input.text) != reasons.end())
                return derivation.output;
    }
    return std::nullopt;
}

std::optional<Bytes> ticketKeysOf(const Trace &trace)
{
    return givenFor(trace, "ticket_keys", {"ticket key"});
}

std::optional<Bytes> pskOf(const Trace &trace)
{
    return givenFor(trace, "psk", {"psk", "ticket"});
}

bool holds(ByteView whole, ByteView part)
{
    return !part.empty() && std::search(whole.begin(), whole.end(), part.begin(), part.end()) != whole.end();
}

/// That of the server's certificate: of the one that it showed, where that can be seen.
std::optional<crypto::PrivateKey> privateKeyOf(const Trace &trace, const std::vector<OverheardHandshake> &handshakes,
                                               Laboratory &laboratory, std::string &reason)
{
    reason = "leak.no-scenario";
    if (trace.scenario.empty())
        return std::nullopt;
    const auto scenario = parseScenario(trace.scenario, trace.scenarioName);
    if (std::holds_alternative<Error>(scenario))
        return std::nullopt;
    const Scenario &plan = *std::get<std::shared_ptr<const Scenario>>(scenario);
    reason = "leak.no-certificate";
    std::optional<crypto::PrivateKey> found;
    for (const std::string &name : plan.server.certificates) {
        const Result<Pki::Credential> credential = laboratory.pki(plan.clock).credential(name);
        const Pki::Credential *own = std::get_if<Pki::Credential>(&credential);
        if (!own)
            continue;
        const bool shown =
            std::any_of(handshakes.begin(), handshakes.end(), [own](const OverheardHandshake &handshake) {
                return holds(handshake.certificate, own->chain.front().der());
            });
        if (!found || shown)
            found = own->key;
    }
    return found;
}

// Why ---------------------------------------------------------------------------------------------------------------

std::string_view outcomeOf(const OverheardHandshake &handshake, LeakedKey key, const KeyThief &thief)
{
    const bool ephemeral = handshake.keyShare || (handshake.suite && handshake.suite->ephemeral());
    const bool early = thief.secrets()(secretlabel::clientEarlyTraffic, handshake.clientRandom).has_value();
    if (!handshake.suite && !early)
        return "leak.nothing-agreed";
    if (handshake.suite && handshake.suite->mode == CipherMode::Null)
        return "leak.null-cipher";
    if (!handshake.protectedRecords)
        return "leak.nothing-protected";
    switch (key) {
    case LeakedKey::PrivateKey:
        break;
    case LeakedKey::TicketKeys:
        return thief.knows(handshake) ? "leak.ticket-opened"
               : early                ? "leak.ticket-early-data"
               : ephemeral            ? "leak.ticket-ephemeral"
                                      : "leak.ticket-not-used";
    case LeakedKey::PreSharedKey:
        return thief.knows(handshake) ? "leak.psk-opened"
               : early                ? "leak.psk-early-data"
               : ephemeral            ? "leak.psk-ephemeral"
                                      : "leak.psk-not-used";
    }
    if (thief.knows(handshake))
        return handshake.keyExchange ? "leak.rsa" : "leak.rsa-session";
    if (handshake.suite->authentication == Authentication::Anonymous)
        return "leak.anonymous";
    if (handshake.family == Family::UpToTls12 && !handshake.keyExchange)
        return "leak.resumed";
    if (handshake.temporaryKey)
        return "leak.temporary-key";
    return ephemeral ? "leak.ephemeral" : "leak.psk";
}

} // namespace

std::vector<LeakedKey> leakableKeys(const Trace &trace)
{
    std::vector<LeakedKey> keys{LeakedKey::PrivateKey};
    if (ticketKeysOf(trace))
        keys.push_back(LeakedKey::TicketKeys);
    if (pskOf(trace))
        keys.push_back(LeakedKey::PreSharedKey);
    return keys;
}

Leak leak(const Trace &trace, LeakedKey key)
{
    Laboratory &laboratory = Laboratory::ofThisThread();
    const std::vector<Chunk> wire = wireOf(trace);
    const Carriers carriers(trace);
    Trace seen = observe(wire);
    Leak leak;
    leak.before = messagesOf(seen, carriers);

    KeyThief thief(laboratory.context());
    std::string missing = "leak.withheld";
    if (key == LeakedKey::PrivateKey) {
        if (std::optional<crypto::PrivateKey> found = privateKeyOf(trace, handshakesIn(seen), laboratory, missing))
            thief.takePrivateKey(std::move(*found));
        else
            leak.available = false;
    } else if (std::optional<Bytes> found = key == LeakedKey::TicketKeys ? ticketKeysOf(trace) : pskOf(trace)) {
        key == LeakedKey::TicketKeys ? thief.takeTicketKeys(std::move(*found))
                                     : thief.takePreSharedKey(std::move(*found));
    } else {
        leak.available = false;
    }
    // What has been opened may hold another handshake, which the key opens too.
    while (leak.available && thief.learn(handshakesIn(seen)))
        seen = observe(wire, thief.secrets());
    leak.after = messagesOf(seen, carriers);
    if (!leak.available)
        leak.reasons.push_back(missing);
    else
        for (const OverheardHandshake &handshake : handshakesIn(seen))
            if (const std::string reason(outcomeOf(handshake, key, thief));
                std::find(leak.reasons.begin(), leak.reasons.end(), reason) == leak.reasons.end())
                leak.reasons.push_back(reason);
    return leak;
}

} // namespace hd
