// SPDX-License-Identifier: GPL-3.0-or-later
#include "formats/verifier.h"

#include <array>

// What holds a trace together: choices are among their candidates, each thing happened once and to its owner, and the
// connection ended as the last that happened says.

namespace hd {

void Verifier::decisions()
{
    for (std::size_t i = 0; i < m_trace.decisions.size(); ++i) {
        const Decision &decision = m_trace.decisions[i];
        const std::string where = "decisions[" + std::to_string(i) + "], the " + std::string(words::word(decision.by)) +
                                  "'s " + decision.what;
        std::string chosen;
        for (const Candidate &candidate : decision.candidates)
            if (candidate.chosen)
                chosen += (chosen.empty() ? "" : ", ") + candidate.name;
        expectEqual(where + ": chosen", chosen, decision.chosen);
    }
}

static std::string text(std::optional<MessageId> message)
{
    return message ? "#" + std::to_string(message->index + 1) : "none";
}

void Verifier::events()
{
    std::vector<unsigned> derived(m_trace.derivations.size()), checked(m_trace.checks.size());
    std::array<std::optional<MessageId>, 2> last; // by party: the last message that it sent or received
    for (std::size_t i = 0; i < m_trace.events.size(); ++i) {
        const Event &event = m_trace.events[i];
        const auto happenedTo = [&](Side by) {
            expectEqual("events[" + std::to_string(i) + "]: at", std::string(words::word(by)),
                        std::string(words::word(event.at)));
        };
        const std::optional<MessageId> before = last[static_cast<std::size_t>(event.at)];
        switch (event.what) {
        case What::MessageSent:
            happenedTo(m_trace.messages[event.index].from);
            last[static_cast<std::size_t>(event.at)] = MessageId{event.index};
            break;
        case What::MessageReceived:
            happenedTo(peerOf(m_trace.messages[event.index].from));
            last[static_cast<std::size_t>(event.at)] = MessageId{event.index};
            break;
        case What::RecordSealed:
            happenedTo(m_trace.records[event.index].from);
            break;
        case What::RecordOpened:
            happenedTo(peerOf(m_trace.records[event.index].from));
            break;
        case What::Derivation: {
            const Derivation &derivation = m_trace.derivations[event.index];
            ++derived[event.index];
            happenedTo(derivation.by);
            expectEqual(nameOf(derivation, event.index) + ": after_message", text(before),
                        text(derivation.afterMessage));
            break;
        }
        case What::Check:
            ++checked[event.index];
            happenedTo(m_trace.checks[event.index].by);
            break;
        case What::Decision:
            happenedTo(m_trace.decisions[event.index].by);
            break;
        case What::Omission:
            happenedTo(m_trace.omissions[event.index].by);
            break;
        case What::State:
            happenedTo(m_trace.states[event.index].by);
            break;
        case What::Keys:
            happenedTo(m_trace.keys[event.index].by);
            break;
        }
    }
    for (std::size_t i = 0; i < derived.size(); ++i)
        expectEqual(nameOf(m_trace.derivations[i], i) + ": events", "1", std::to_string(derived[i]));
    for (std::size_t i = 0; i < checked.size(); ++i)
        expectEqual("checks[" + std::to_string(i) + "]: events", "1", std::to_string(checked[i]));
}

/// A failed check ends the connection for the party that made it.
void Verifier::outcome()
{
    for (const Side side : {Side::Client, Side::Server}) {
        const Status status = side == Side::Client ? m_trace.outcome.client : m_trace.outcome.server;
        const bool failed = std::any_of(m_trace.checks.begin(), m_trace.checks.end(),
                                        [side](const Check &check) { return check.by == side && !check.passed; });
        if (failed)
            expectEqual("outcome: " + std::string(words::word(side)), "failed",
                        std::string(words::word(words::statuses, status)));
    }
}

} // namespace hd
