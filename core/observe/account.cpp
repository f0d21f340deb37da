// SPDX-License-Identifier: GPL-3.0-or-later
#include "observe/account.h"

#include "trace/recorder.h"

namespace hd {

namespace {

constexpr std::size_t indexOf(Side side)
{
    return static_cast<std::size_t>(side);
}

} // namespace

void Account::addRecord(Side from, std::uint64_t timeUs)
{
    std::vector<std::uint32_t> &places = m_places[indexOf(from)];
    const auto index = static_cast<std::uint32_t>(places.size());
    places.push_back(static_cast<std::uint32_t>(m_records.size()));
    m_records.push_back({from, index, timeUs});
}

void Account::addMessage(Message message)
{
    for (MessageSpan &span : message.spans)
        span.record.index = m_places[indexOf(message.from)][span.record.index];
    m_messages.push_back({std::move(message), m_records.size()});
}

void Account::addCheck(Check check)
{
    m_checks.push_back({std::move(check), m_records.size()});
}

std::vector<Account::Found<Message>> Account::messagesAsBegun() const
{
    std::vector<Found<Message>> messages = m_messages;
    std::stable_sort(messages.begin(), messages.end(), [](const Found<Message> &a, const Found<Message> &b) {
        return a.what.spans.front().record < b.what.spans.front().record;
    });
    return messages;
}

void Account::addEvents(Trace &trace, const std::vector<Found<Message>> &messages) const
{
    const auto add = [&trace](Side at, What what, std::size_t index, std::uint64_t timeUs) {
        trace.events.push_back({at, what, static_cast<std::uint32_t>(index), timeUs});
    };
    std::vector<std::vector<std::size_t>> ending(m_records.size()); // messages, by the record in which they end
    for (std::size_t i = 0; i < messages.size(); ++i)
        ending[messages[i].passed - 1].push_back(i);
    std::size_t begun = 0, checked = 0;
    const auto addChecks = [&](std::size_t passed, std::uint64_t timeUs) {
        for (; checked < m_checks.size() && m_checks[checked].passed == passed; ++checked)
            add(m_checks[checked].what.by, What::Check, checked, timeUs);
    };
    addChecks(0, 0);
    for (std::size_t i = 0; i < m_records.size(); ++i) {
        const auto &[from, index, timeUs] = m_records[i];
        for (; begun < messages.size() && messages[begun].what.spans.front().record.index == i; ++begun)
            add(from, What::MessageSent, begun, timeUs);
        add(from, What::RecordSealed, i, timeUs);
        add(peerOf(from), What::RecordOpened, i, timeUs);
        for (const std::size_t message : ending[i])
            add(peerOf(from), What::MessageReceived, message, timeUs);
        addChecks(i + 1, timeUs);
    }
}

Trace Account::trace(const std::vector<Record> &ofClient, const std::vector<Record> &ofServer) const
{
    Trace trace;
    for (const Passed &passed : m_records)
        trace.records.push_back((passed.from == Side::Client ? ofClient : ofServer)[passed.index]);
    std::vector<Found<Message>> messages = messagesAsBegun();
    addEvents(trace, messages);
    for (Found<Message> &message : messages)
        trace.messages.push_back(std::move(message.what));
    for (const Found<Check> &check : m_checks)
        trace.checks.push_back(check.what);
    numberFlights(trace);
    return trace;
}

} // namespace hd
