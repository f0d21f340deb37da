// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "trace/trace.h"

#include <functional>

namespace hd {

/// Microseconds since the start of the connection.
using Stopwatch = std::function<std::uint64_t()>;

/// Writes one party's own account, in the order in which that party lived it. Ids are local to the account until
/// mergeAccounts() makes a Trace of it. Called from the four choke points only: field codec (through the endpoint),
/// deriver, record layer, endpoint.
class Recorder
{
public:
    /// @param stopwatch when each event happens. Without one all of them happen at 0, and mergeAccounts() puts them on
    /// the scenario's clock.
    explicit Recorder(Side side, Stopwatch stopwatch = {}) : m_side(side), m_stopwatch(std::move(stopwatch)) {}

    Side side() const { return m_side; }

    MessageId messageSent(Message message);
    MessageId messageReceived(Message message);
    RecordId recordSealed(Record record);
    RecordId recordOpened(Record record);
    void addSpan(MessageId message, MessageSpan span);
    DerivationId derived(Derivation derivation);
    void checked(Check check);
    void decided(Decision decision);
    void omitted(Omission omission);
    void stateChanged(StateChange change);
    void keysInstalled(KeyInstallation keys);

    /// The last message sent or received.
    std::optional<MessageId> lastMessage() const;
    /// An input whose bytes are the fields at @p paths, each of the latest message of that name.
    Input fieldInput(std::string role, ByteView value, std::initializer_list<std::string_view> paths) const;

    const Trace &account() const { return m_account; }
    Trace takeAccount() { return std::move(m_account); }

private:
    template<class T>
    std::uint32_t add(What what, std::vector<T> &to, T value);

    Side m_side;
    Stopwatch m_stopwatch;
    Trace m_account;
};

Input wordInput(std::string role, std::string text);
Input bytesInput(std::string role, ByteView value);

/// Sets Message::flight of all messages, which are in the order of sending.
void numberFlights(Trace &trace);

/// How many events of an account that is still being written can be merged so that everything that comes later goes
/// behind them: no message is cut off that has arrived in part. (Of a peer that keeps no account it is told that it
/// sent a message before the record that brings its beginning.)
std::size_t settledEvents(const Trace &account);

/// Both accounts as one Trace: events interleaved so that each party keeps its own order and nothing is received before
/// it was sent; a message is dealt with as soon as it arrives. What was sent and arrived unchanged is one message (or
/// record); what arrived changed is one of its own. One of the accounts may be empty, that of a live peer: then the
/// events of sending what arrived are inferred, so that a live Trace reads like any other, and happen when it arrived.
/// No event happens before the time that its account gives it.
/// @param roundTripUs the simulated time from sending to the answer's arrival.
Trace mergeAccounts(Trace client, Trace server, std::uint64_t roundTripUs);
/// The same where there is no client: what it once said was played back, all of it before the first answer.
Trace mergeReplay(Trace server, std::uint64_t roundTripUs);

} // namespace hd
