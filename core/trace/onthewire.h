// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// What a trace's connection looks like from outside: bytes in both directions, and when they passed.

#include "trace/trace.h"

namespace hd {

/// Bytes of one side that passed at once.
struct Chunk
{
    Side from = Side::Client;
    Bytes bytes;
    std::uint64_t timeUs = 0; ///< on the connection's clock
    bool operator==(const Chunk &) const = default;
};

/// The records that passed, one for each that was sent, in the order of the events and as it arrived: where it was
/// changed on its way, the one that the receiver got.
std::vector<RecordId> recordsOnTheWire(const Trace &trace);

/// Their bytes.
std::vector<Chunk> wireOf(const Trace &trace);

/// Whether all that is known of @p message is that there is one: it was sealed, and whoever made the trace had no key.
inline bool isOpaque(const Message &message)
{
    return message.encrypted && message.bytes.empty() && message.fields.size() <= 1;
}

} // namespace hd
