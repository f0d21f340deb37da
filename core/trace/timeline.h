// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// Where a playhead can stand. A playhead is the number of events of Trace::events that have happened: 0 is before
// everything, events.size() is the end.

#include "trace/trace.h"

namespace hd {

enum class Granularity : std::uint8_t { Flight, Message, Operation };

using Playhead = std::uint32_t;

/// Every position at which stepping stops, ascending, from 0 to events.size(). For Message (Flight) a stop is right
/// before the next message (flight) is sent, so that all that its receiver did with it has happened. For Operation it
/// is after every derivation, check, decision, state change, key installation and message.
std::vector<Playhead> stops(const Trace &trace, Granularity granularity);

/// The first stop after @p at; the last one when there is none.
Playhead nextStop(const std::vector<Playhead> &stops, Playhead at);
/// The last stop before @p at; 0 when there is none.
Playhead previousStop(const std::vector<Playhead> &stops, Playhead at);

/// By event, whether a message appears with it: it is sent, or, changed on its way, arrives as nobody sent it.
std::vector<bool> appearances(const Trace &trace);
/// The position right after @p message appears; nothing when it never does.
std::optional<Playhead> appearsAt(const Trace &trace, MessageId message);
/// Whether somebody on the way made it what it is.
bool changedOnTheWay(const Trace &trace, MessageId message);

/// Whether nobody is the client: its first flight is played back to the server (a scenario's `replay`).
bool isReplay(const Trace &trace);

/// How many messages have appeared at @p at (messages are in the order in which they do).
std::uint32_t messagesSent(const Trace &trace, Playhead at);

/// The Message stop at which @p message has been sent and dealt with.
Playhead stopAfter(const Trace &trace, MessageId message);

/// The position right after event number @p what/@p index of that kind; nothing when it is not in the trace.
std::optional<Playhead> positionOf(const Trace &trace, What what, std::uint32_t index);

/// The messages with which the handshakes of the connection begin, ascending: a hello_request that was heeded, or a
/// client_hello. There are several when the parties renegotiate.
std::vector<MessageId> handshakeStarts(const Trace &trace);

/// By derivation, the number of its handshake, from 0. What a party makes to begin one belongs to it.
std::vector<std::uint32_t> handshakesOfDerivations(const Trace &trace);

/// The number of the handshake that is under way, or was the last, at @p at.
std::uint32_t handshakeAt(const Trace &trace, Playhead at);

/// The state of @p side at @p at: its name, or empty before its first.
std::string stateAt(const Trace &trace, Side side, Playhead at);

} // namespace hd
