// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// What the diagram, its exports and the lists of messages need to know about one message of a trace.

#include "trace/timeline.h"

#include <QString>

namespace hd::ui {

/// How a message is drawn; each has its own colour, line and mark.
enum class LineStyle : std::uint8_t {
    Clear,            ///< solid
    HandshakeKeys,    ///< double, lock: encrypted before the application's data
    ApplicationKeys,  ///< double, filled lock
    EarlyData,        ///< double with one line dashed, filled lock: under the keys of TLS 1.3's early data
    ChangeCipherSpec, ///< dashed, diamond: a protocol of its own
    Alert,            ///< zigzag, warning sign, label reversed
    Absent            ///< dotted: an optional message that was not sent
};

LineStyle lineStyle(const Trace &trace, MessageId message);

/// The bytes that it took on the wire, record headers and protection included. Where a record holds several messages,
/// each takes its own bytes of it and the first also all that the record adds, so that sizes sum up to what was sent.
std::uint64_t wireSize(const Trace &trace, MessageId message);

/// A name from a trace, which may come from outside: control characters replaced, of bounded length.
QString displayName(const std::string &name);

/// The name; for an alert followed by what it says: "alert · handshake_failure".
QString messageLabel(const Message &message);

/// When each message was sent and which states the parties were in right before; one pass over the events.
struct Moment
{
    Playhead sent = 0; ///< position right after the event; one more than the end when it never was
    std::optional<std::uint32_t> clientState; ///< index into Trace::states
    std::optional<std::uint32_t> serverState;
};
std::vector<Moment> moments(const Trace &trace);

} // namespace hd::ui
