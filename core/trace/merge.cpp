// SPDX-License-Identifier: GPL-3.0-or-later
#include "trace/recorder.h"
#include "trace/timeline.h"

#include <array>

namespace hd {

namespace {

constexpr std::size_t indexOf(Side side)
{
    return static_cast<std::size_t>(side);
}

/// One account on its way into the Trace, and where its parts went.
struct Account
{
    Trace log;
    std::size_t next = 0;                                      ///< event
    std::vector<std::uint32_t> messages, records, derivations; ///< local index -> index in the Trace
    std::size_t inferred = 0;        ///< event up to which messages of a silent peer have been inferred
    std::size_t inferredRecords = 0; ///< and its records
    std::uint64_t now = 0;

    bool done() const { return next == log.events.size(); }
    const Event &event() const { return log.events[next]; }
};

/// Messages or records of one sender that the other party has not taken yet.
struct OnTheWay
{
    std::vector<std::uint32_t> messages, records; ///< indices in the Trace
    std::size_t messagesTaken = 0, recordsTaken = 0;
};

class Merger
{
public:
    /// @param atOnce whether a silent peer had said all before its first record arrived
    Merger(Trace client, Trace server, std::uint64_t roundTripUs, bool atOnce)
        : m_halfTripUs(roundTripUs / 2), m_atOnce(atOnce)
    {
        m_accounts[indexOf(Side::Client)].log = std::move(client);
        m_accounts[indexOf(Side::Server)].log = std::move(server);
        for (Account &account : m_accounts) {
            account.messages.resize(account.log.messages.size());
            account.records.resize(account.log.records.size());
            account.derivations.resize(account.log.derivations.size());
        }
    }

    Trace merge()
    {
        Side side = Side::Server; // it waits before the client speaks
        bool sent = false;
        while (!account(Side::Client).done() || !account(Side::Server).done()) {
            // When neither has what it waits for, somebody on the wire has made it up; who is not done takes it.
            const bool stuck = !canGoOn(side) || wouldOvertake(side);
            if (account(side).done() || (stuck && canGoOn(peerOf(side)))) {
                side = peerOf(side);
                sent = false;
            }
            const bool concluding = concludesSending(side);
            sent = step(side) == What::RecordSealed || (sent && concluding);
            if (sent && canGoOn(peerOf(side)) && !concludesSending(side)) {
                side = peerOf(side);
                sent = false;
            }
        }
        remap();
        numberFlights(m_trace);
        return std::move(m_trace);
    }

private:
    Account &account(Side side) { return m_accounts[indexOf(side)]; }
    OnTheWay &from(Side side) { return m_onTheWay[indexOf(side)]; }

    /// Whether what comes next still belongs to the message that was just sent: more of its records, and what the
    /// sender is now in.
    bool concludesSending(Side side)
    {
        if (account(side).done())
            return false;
        const What what = account(side).event().what;
        return what == What::RecordSealed || what == What::State || what == What::Keys || what == What::Omission;
    }

    /// Whether @p side is about to send something that its peer, whose clock is behind, cannot have seen when it sent
    /// what it still has to send: the rest of a flight goes before the alert that its first message caused.
    bool wouldOvertake(Side side)
    {
        return !account(side).done() && account(side).event().what == What::MessageSent &&
               account(peerOf(side)).now < account(side).now;
    }

    /// Whether the next event of @p side needs nothing of its peer that has not been sent yet.
    bool canGoOn(Side side)
    {
        if (account(side).done())
            return false;
        const What what = account(side).event().what;
        const OnTheWay &incoming = from(peerOf(side));
        if (what == What::RecordOpened)
            return incoming.recordsTaken < incoming.records.size();
        if (what == What::MessageReceived)
            return incoming.messagesTaken < incoming.messages.size();
        return true;
    }

    What step(Side side)
    {
        Account &own = account(side);
        const Event local = own.event();
        ++own.next;
        own.now = std::max(own.now, local.timeUs);
        Event event = local;
        switch (local.what) {
        case What::MessageSent:
            event.index = sendMessage(side, local.index);
            break;
        case What::MessageReceived:
            event.index = receiveMessage(side, local.index);
            break;
        case What::RecordSealed:
            event.index = sendRecord(side, local.index);
            break;
        case What::RecordOpened:
            event.index = receiveRecord(side, local.index);
            break;
        case What::Derivation:
            event.index = own.derivations[local.index] = take(m_trace.derivations, own.log.derivations, local);
            break;
        case What::Check:
            event.index = take(m_trace.checks, own.log.checks, local);
            break;
        case What::Decision:
            event.index = take(m_trace.decisions, own.log.decisions, local);
            break;
        case What::Omission:
            event.index = take(m_trace.omissions, own.log.omissions, local);
            break;
        case What::State:
            event.index = take(m_trace.states, own.log.states, local);
            break;
        case What::Keys:
            event.index = take(m_trace.keys, own.log.keys, local);
            break;
        }
        event.timeUs = own.now;
        m_trace.events.push_back(event);
        return local.what;
    }

    template<class T>
    static std::uint32_t take(std::vector<T> &to, std::vector<T> &source, const Event &local)
    {
        to.push_back(std::move(source[local.index]));
        return static_cast<std::uint32_t>(to.size() - 1);
    }

    std::uint32_t addMessage(Side owner, std::uint32_t local)
    {
        m_trace.messages.push_back(std::move(account(owner).log.messages[local]));
        m_owners.push_back(owner);
        return static_cast<std::uint32_t>(m_trace.messages.size() - 1);
    }

    std::uint32_t sendMessage(Side side, std::uint32_t local)
    {
        const std::uint32_t index = account(side).messages[local] = addMessage(side, local);
        from(side).messages.push_back(index);
        return index;
    }

    /// Whether @p side kept no account, as a live peer does not: what came from it tells that it was sent.
    bool isSilent(Side side) { return account(side).log.events.empty(); }

    void inferSent(Side side, What what, std::uint32_t index)
    {
        m_trace.events.push_back({side, what, index, account(peerOf(side)).now});
    }

    /// The messages of a silent peer that begin in its record @p local.
    void inferMessagesOf(Side receiver, std::uint32_t local)
    {
        Account &own = account(receiver);
        for (; own.inferred < own.log.events.size(); ++own.inferred) {
            const Event &event = own.log.events[own.inferred];
            if (event.what != What::MessageReceived)
                continue;
            if (own.log.messages[event.index].spans.front().record.index != local)
                return;
            own.messages[event.index] = addMessage(receiver, event.index);
            inferSent(peerOf(receiver), What::MessageSent, own.messages[event.index]);
        }
    }

    /// That a silent peer sent the record @p local, with the messages that begin in it; where it said all at once, all
    /// that it sent.
    void inferRecords(Side receiver, std::uint32_t local)
    {
        Account &own = account(receiver);
        for (; own.inferredRecords < own.log.events.size(); ++own.inferredRecords) {
            const Event &event = own.log.events[own.inferredRecords];
            if (event.what != What::RecordOpened)
                continue;
            if (event.index > local && !m_atOnce)
                return;
            inferMessagesOf(receiver, event.index);
            const std::uint32_t index = own.records[event.index] = take(m_trace.records, own.log.records, event);
            m_sentAt.resize(m_trace.records.size());
            inferSent(peerOf(receiver), What::RecordSealed, index);
        }
        if (m_atOnce)
            own.now = std::max(own.now, m_halfTripUs);
    }

    std::uint32_t receiveMessage(Side side, std::uint32_t local)
    {
        if (isSilent(peerOf(side)))
            return account(side).messages[local];
        OnTheWay &incoming = from(peerOf(side));
        const Message &seen = account(side).log.messages[local];
        const auto arrived = [&](std::uint32_t index) {
            const Message &sent = m_trace.messages[index];
            return sent.protocol == seen.protocol && sent.bytes == seen.bytes;
        };
        // What lies before it was passed over, as early data that is not wanted is.
        for (std::size_t at = incoming.messagesTaken; at < incoming.messages.size(); ++at) {
            if (!arrived(incoming.messages[at]))
                continue;
            incoming.messagesTaken = at + 1;
            return account(side).messages[local] = incoming.messages[at];
        }
        if (incoming.messagesTaken < incoming.messages.size())
            ++incoming.messagesTaken;
        return account(side).messages[local] = addMessage(side, local);
    }

    std::uint32_t sendRecord(Side side, std::uint32_t local)
    {
        const std::uint32_t index =
            take(m_trace.records, account(side).log.records, {side, What::RecordSealed, local, 0});
        account(side).records[local] = index;
        from(side).records.push_back(index);
        m_sentAt.resize(m_trace.records.size());
        m_sentAt[index] = account(side).now;
        return index;
    }

    /// Whether a record arrived as it was sent. Early data is none that arrived where its receiver takes it for data in
    /// clear, as a server does that has chosen TLS 1.2.
    static bool isSame(const Record &sent, const Record &received)
    {
        const bool misread = sent.protection == ProtectionKind::Tls13 && received.protection == ProtectionKind::Null &&
                             !received.plaintext.empty();
        return sent.wire == received.wire && !misread;
    }

    std::uint32_t receiveRecord(Side side, std::uint32_t local)
    {
        OnTheWay &incoming = from(peerOf(side));
        Account &own = account(side);
        if (incoming.recordsTaken < incoming.records.size()) {
            const std::uint32_t index = incoming.records[incoming.recordsTaken++];
            own.now = std::max(own.now, m_sentAt[index] + m_halfTripUs);
            if (isSame(m_trace.records[index], own.log.records[local]))
                return own.records[local] = index;
        }
        if (isSilent(peerOf(side))) {
            inferRecords(side, local);
            return own.records[local];
        }
        const std::uint32_t index = take(m_trace.records, own.log.records, {side, What::RecordOpened, local, 0});
        m_sentAt.resize(m_trace.records.size());
        return own.records[local] = index;
    }

    void remapInputs(const Account &own, std::vector<Input> &inputs)
    {
        for (Input &input : inputs) {
            if (input.derivation)
                input.derivation->index = own.derivations[input.derivation->index];
            for (FieldRef &field : input.fields)
                field.message.index = own.messages[field.message.index];
            for (MessageId &message : input.messages)
                message.index = own.messages[message.index];
        }
    }

    static void remapMessage(const Account &own, std::optional<MessageId> &message)
    {
        if (message)
            message->index = own.messages[message->index];
    }

    void remap()
    {
        for (std::size_t i = 0; i < m_trace.messages.size(); ++i)
            for (MessageSpan &span : m_trace.messages[i].spans)
                span.record.index = account(m_owners[i]).records[span.record.index];
        for (Derivation &derivation : m_trace.derivations) {
            remapInputs(account(derivation.by), derivation.inputs);
            remapMessage(account(derivation.by), derivation.afterMessage);
        }
        for (Check &check : m_trace.checks) {
            remapInputs(account(check.by), check.inputs);
            remapMessage(account(check.by), check.message);
        }
        for (Decision &decision : m_trace.decisions)
            remapMessage(account(decision.by), decision.message);
        for (Omission &omission : m_trace.omissions)
            remapMessage(account(omission.by), omission.after);
        for (KeyInstallation &keys : m_trace.keys)
            for (DerivationId &key : keys.keys)
                key.index = account(keys.by).derivations[key.index];
    }

    std::uint64_t m_halfTripUs;
    bool m_atOnce;
    std::array<Account, 2> m_accounts;
    std::array<OnTheWay, 2> m_onTheWay;
    std::vector<std::uint64_t> m_sentAt; ///< by record
    std::vector<Side> m_owners;          ///< by message: whose account it is from
    Trace m_trace;
};

} // namespace

void numberFlights(Trace &trace)
{
    const std::vector<MessageId> starts = handshakeStarts(trace);
    std::uint32_t flight = 0;
    for (std::uint32_t i = 0; i < trace.messages.size(); ++i) {
        const bool begins = std::find(starts.begin(), starts.end(), MessageId{i}) != starts.end();
        if (i == 0 || begins || trace.messages[i].from != trace.messages[i - 1].from)
            ++flight;
        trace.messages[i].flight = flight;
    }
}

namespace {

/// By record, how many bytes of its plaintext belong to messages that have been received.
std::vector<std::size_t> receivedBytes(const Trace &account)
{
    std::vector<std::size_t> bytes(account.records.size());
    for (const Event &event : account.events)
        if (event.what == What::MessageReceived)
            for (const MessageSpan &span : account.messages[event.index].spans)
                bytes[span.record.index] += span.plaintext.length;
    return bytes;
}

/// Messages of these protocols may go on in the next record of theirs.
bool mayGoOn(const Record &record)
{
    return record.type == Protocol::Handshake || record.type == Protocol::Alert;
}

} // namespace

std::size_t settledEvents(const Trace &account)
{
    const std::vector<std::size_t> received = receivedBytes(account);
    std::size_t settled = account.events.size();
    for (std::size_t i = account.events.size(); i-- > 0;) {
        const Event &event = account.events[i];
        if (event.what != What::RecordOpened || !mayGoOn(account.records[event.index]))
            continue;
        const std::size_t whole = account.records[event.index].plaintext.size();
        if (received[event.index] < whole)
            settled = i;
        if (received[event.index] > 0)
            break; // whatever lies before has been dealt with
    }
    return settled;
}

Trace mergeAccounts(Trace client, Trace server, std::uint64_t roundTripUs)
{
    return Merger(std::move(client), std::move(server), roundTripUs, false).merge();
}

Trace mergeReplay(Trace server, std::uint64_t roundTripUs)
{
    return Merger({}, std::move(server), roundTripUs, true).merge();
}

} // namespace hd
