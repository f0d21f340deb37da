// SPDX-License-Identifier: GPL-3.0-or-later
#include "trace/adversary.h"

#include "trace/propertyreasons.h"
#include "trace/viewpoint.h"
#include "wire/registry.h"

#include <algorithm>

namespace hd {

namespace {

constexpr std::string_view reasonsBeyondThoseOfTheParties[] = {
    "confidentiality.eavesdropper-one-way",
    "confidentiality.eavesdropper-shut-out",
    "confidentiality.eavesdropper-active-only",
    "confidentiality.attacker-unproven",
    "confidentiality.attacker-unseen",
    "integrity.eavesdropper",
    "integrity.attacker-changed",
    "integrity.attacker-pending",
    "integrity.attacker-noticed",
    "integrity.attacker-unnoticed",
    "integrity.attacker-export",
    "server_authentication.eavesdropper",
    "server_authentication.eavesdropper-saw",
    "server_authentication.attacker-export",
    "client_authentication.eavesdropper",
    "client_authentication.eavesdropper-saw",
    "client_authentication.attacker-resumed",
};

/// What breaks encryption without anybody interfering.
bool breaksByListening(std::string_view weakness)
{
    return weakness == "export" || weakness == "des" || weakness == "3des" || weakness == "rc4";
}

/// What can be seen of the connection from outside, up to a moment.
struct Outside
{
    bool encrypted[2] = {}; ///< by sender: whether what it sends is under keys
    std::optional<Playhead> bothSince;
    std::optional<MessageId> bothProof;
    std::optional<Playhead> oneSince;
    std::optional<MessageId> oneProof;
    std::optional<std::pair<MessageId, Playhead>> certificates[2]; ///< in clear, by sender
};

Outside outsideAt(const Trace &trace, Playhead at)
{
    Outside seen;
    const bool silent[2] = {!keepsAccount(trace, Side::Client), !keepsAccount(trace, Side::Server)};
    std::optional<MessageId> last;
    for (Playhead i = 0; i < at && i < trace.events.size(); ++i) {
        const Event &event = trace.events[i];
        if (event.what == What::MessageSent || event.what == What::MessageReceived) {
            last = MessageId{event.index};
            const Message &message = trace[*last];
            auto &certificate = seen.certificates[static_cast<std::size_t>(message.from)];
            if (message.name == "certificate" && !message.encrypted && !certificate)
                certificate.emplace(*last, i + 1);
        }
        if (event.what != What::Keys)
            continue;
        const KeyInstallation &keys = trace.keys[event.index];
        const CipherSuite *suite = cipherSuite(keys.suite);
        const auto sender = static_cast<std::size_t>(keys.write ? keys.by : peerOf(keys.by));
        // Of a peer that tells nothing the keys show at the party that reads with them.
        if ((!keys.write && !silent[sender]) || (suite && suite->mode == CipherMode::Null) || seen.encrypted[sender])
            continue;
        seen.encrypted[sender] = true;
        const bool both = seen.encrypted[0] && seen.encrypted[1];
        (both ? seen.bothSince : seen.oneSince) = i + 1;
        (both ? seen.bothProof : seen.oneProof) = last;
    }
    return seen;
}

class Judge
{
public:
    Judge(const Trace &trace, Playhead at)
        : m_trace(trace), m_at(at), m_states(propertiesAt(trace, at)), m_outside(outsideAt(trace, at))
    {
        for (const Side side : {Side::Client, Side::Server}) {
            const std::unique_ptr<Viewpoint> view = makeViewpoint(trace, side);
            view->follow(at);
            if (m_weakness.empty())
                m_weakness = view->weakness();
        }
        const std::string prefix = reasonOf(Property::Confidentiality, Achievement::Weak, "") + "-";
        if (const std::string &reason = state(Property::Confidentiality).reason; reason.starts_with(prefix))
            m_weakness = reason.substr(prefix.size()); // of the keys in use, while new ones are agreed on
    }

    std::vector<PropertyState> eavesdropper()
    {
        listen();
        become(Property::Integrity, Achievement::Never, "integrity.eavesdropper", {}, {});
        onlyListens(Property::ServerAuthentication, Side::Server, "server_authentication.eavesdropper");
        onlyListens(Property::ClientAuthentication, Side::Client, "client_authentication.eavesdropper");
        return std::move(m_states);
    }

    std::vector<PropertyState> attacker()
    {
        // in this order: what he can read depends on whether the client knows to whom it speaks
        const PropertyState server = state(Property::ServerAuthentication);
        const bool concluded = is(Property::Integrity, Achievement::Established);
        if (is(Property::Confidentiality, Achievement::Established))
            readAsThePeer(server);
        tamper(concluded);
        if (m_weakness == "export" && is(Property::ServerAuthentication, Achievement::Established))
            become(Property::ServerAuthentication, Achievement::Weak, "server_authentication.attacker-export",
                   server.since, server.proof);
        PropertyState &client = state(Property::ClientAuthentication);
        if (client.reason == reasonOf(Property::ClientAuthentication, Achievement::Never, "resumed"))
            client.reason = "client_authentication.attacker-resumed";
        return std::move(m_states);
    }

private:
    PropertyState &state(Property property) { return m_states[static_cast<std::size_t>(property)]; }
    bool is(Property property, Achievement achievement) { return state(property).achievement == achievement; }
    void become(Property property, Achievement achievement, std::string reason, std::optional<Playhead> since,
                std::optional<MessageId> proof)
    {
        state(property) = {property, achievement, std::move(reason), since, proof};
    }

    /// Who only listens is shut out as soon as there are keys that he cannot compute, whoever shares them.
    void listen()
    {
        const Achievement now = state(Property::Confidentiality).achievement;
        if (now == Achievement::Failed || now == Achievement::Never)
            return;
        if (!m_outside.bothSince) {
            if (m_outside.oneSince && now != Achievement::NotYet)
                become(Property::Confidentiality, Achievement::Pending, "confidentiality.eavesdropper-one-way",
                       m_outside.oneSince, m_outside.oneProof);
            return;
        }
        if (breaksByListening(m_weakness))
            become(Property::Confidentiality, Achievement::Weak,
                   reasonOf(Property::Confidentiality, Achievement::Weak, m_weakness), m_outside.bothSince,
                   m_outside.bothProof);
        else
            become(Property::Confidentiality, Achievement::Established,
                   m_weakness.empty() ? "confidentiality.eavesdropper-shut-out"
                                      : "confidentiality.eavesdropper-active-only",
                   m_outside.bothSince, m_outside.bothProof);
    }

    /// He takes nobody's place; but he may have seen who is there.
    void onlyListens(Property property, Side whose, const std::string &reason)
    {
        const auto &seen = m_outside.certificates[static_cast<std::size_t>(whose)];
        if (seen)
            become(property, Achievement::Never, reason + "-saw", seen->second, seen->first);
        else
            become(property, Achievement::Never, reason, {}, {});
    }

    /// Whoever the client does not know may be he, with keys of his own towards either party.
    void readAsThePeer(const PropertyState &server)
    {
        if (server.achievement == Achievement::Established)
            return;
        const PropertyState before = state(Property::Confidentiality);
        const bool unseen = !keepsAccount(m_trace, Side::Client);
        become(Property::Confidentiality, unseen ? Achievement::Pending : Achievement::Weak,
               unseen ? "confidentiality.attacker-unseen" : "confidentiality.attacker-unproven", before.since,
               before.proof);
    }

    void tamper(bool concluded)
    {
        const std::vector<std::pair<MessageId, Playhead>> changes = changesOnTheWay(m_trace);
        const bool changed = !changes.empty() && changes.front().second <= m_at;
        const PropertyState before = state(Property::Integrity);
        if (changed) {
            const auto &[message, since] = changes.front();
            if (before.achievement == Achievement::Failed)
                state(Property::Integrity).reason = "integrity.attacker-noticed";
            else if (before.achievement == Achievement::NotYet)
                become(Property::Integrity, Achievement::NotYet, "integrity.attacker-changed", since, message);
            else if (before.achievement == Achievement::Pending)
                become(Property::Integrity, Achievement::Pending, "integrity.attacker-pending", since, message);
            else if (concluded || before.achievement == Achievement::Weak)
                become(Property::Integrity, Achievement::Failed, "integrity.attacker-unnoticed", since, message);
        } else if (concluded && m_weakness == "export") {
            become(Property::Integrity, Achievement::Weak, "integrity.attacker-export", before.since, before.proof);
        }
    }

    const Trace &m_trace;
    const Playhead m_at;
    std::vector<PropertyState> m_states; ///< at first as the parties see them
    const Outside m_outside;
    std::string m_weakness;
};

} // namespace

std::vector<PropertyState> propertiesAgainst(const Trace &trace, Adversary adversary, Playhead at)
{
    Judge judge(trace, at);
    return adversary == Adversary::Eavesdropper ? judge.eavesdropper() : judge.attacker();
}

std::vector<std::string> adversaryReasons()
{
    return {std::begin(reasonsBeyondThoseOfTheParties), std::end(reasonsBeyondThoseOfTheParties)};
}

std::vector<std::pair<MessageId, Playhead>> changesOnTheWay(const Trace &trace)
{
    std::vector<bool> sent(trace.messages.size(), false), arrived(trace.messages.size(), false);
    for (const Event &event : trace.events)
        if (event.what == What::MessageSent)
            sent[event.index] = true;
    std::vector<std::pair<MessageId, Playhead>> changes;
    for (Playhead i = 0; i < trace.events.size(); ++i) {
        const Event &event = trace.events[i];
        if (event.what != What::MessageReceived || sent[event.index] || arrived[event.index])
            continue;
        arrived[event.index] = true;
        changes.emplace_back(MessageId{event.index}, i + 1);
    }
    return changes;
}

} // namespace hd
