// SPDX-License-Identifier: GPL-3.0-or-later
#include "trace/recorder.h"

namespace hd {

template<class T>
std::uint32_t Recorder::add(What what, std::vector<T> &to, T value)
{
    to.push_back(std::move(value));
    const auto index = static_cast<std::uint32_t>(to.size() - 1);
    m_account.events.push_back({m_side, what, index, m_stopwatch ? m_stopwatch() : 0});
    return index;
}

MessageId Recorder::messageSent(Message message)
{
    return {add(What::MessageSent, m_account.messages, std::move(message))};
}

MessageId Recorder::messageReceived(Message message)
{
    return {add(What::MessageReceived, m_account.messages, std::move(message))};
}

RecordId Recorder::recordSealed(Record record)
{
    return {add(What::RecordSealed, m_account.records, std::move(record))};
}

RecordId Recorder::recordOpened(Record record)
{
    return {add(What::RecordOpened, m_account.records, std::move(record))};
}

void Recorder::addSpan(MessageId message, MessageSpan span)
{
    m_account.messages[message.index].spans.push_back(span);
}

DerivationId Recorder::derived(Derivation derivation)
{
    derivation.by = m_side;
    derivation.afterMessage = lastMessage();
    return {add(What::Derivation, m_account.derivations, std::move(derivation))};
}

void Recorder::checked(Check check)
{
    check.by = m_side;
    add(What::Check, m_account.checks, std::move(check));
}

void Recorder::decided(Decision decision)
{
    decision.by = m_side;
    add(What::Decision, m_account.decisions, std::move(decision));
}

void Recorder::omitted(Omission omission)
{
    omission.by = m_side;
    omission.after = lastMessage();
    add(What::Omission, m_account.omissions, std::move(omission));
}

void Recorder::stateChanged(StateChange change)
{
    change.by = m_side;
    add(What::State, m_account.states, std::move(change));
}

void Recorder::keysInstalled(KeyInstallation keys)
{
    keys.by = m_side;
    add(What::Keys, m_account.keys, std::move(keys));
}

std::optional<MessageId> Recorder::lastMessage() const
{
    if (m_account.messages.empty())
        return std::nullopt;
    return MessageId{static_cast<std::uint32_t>(m_account.messages.size() - 1)};
}

Input Recorder::fieldInput(std::string role, ByteView value, std::initializer_list<std::string_view> paths) const
{
    Input input = bytesInput(std::move(role), value);
    for (const std::string_view path : paths) {
        const std::string_view name = path.substr(0, path.find('.'));
        for (std::size_t i = m_account.messages.size(); i-- > 0;) {
            if (m_account.messages[i].name == name) {
                input.fields.push_back({{static_cast<std::uint32_t>(i)}, std::string(path)});
                break;
            }
        }
    }
    return input;
}

Input wordInput(std::string role, std::string text)
{
    Input input;
    input.role = std::move(role);
    input.text = std::move(text);
    return input;
}

Input bytesInput(std::string role, ByteView value)
{
    Input input;
    input.role = std::move(role);
    input.value.assign(value.begin(), value.end());
    return input;
}

} // namespace hd
