// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// What an observer of a connection gets: its bytes, and the secrets of its key log.

#include "formats/keylog.h"
#include "observe/observer.h"

namespace hd::test {

inline Secrets secretsOf(const Trace &trace)
{
    const Result<KeyLog> parsed = parseKeyLog(keyLog(trace), "keys");
    return [log = std::get<KeyLog>(parsed)](std::string_view label, ByteView clientRandom) {
        return log.secret(label, clientRandom);
    };
}

inline std::size_t sizeOf(const std::vector<Chunk> &chunks)
{
    std::size_t size = 0;
    for (const Chunk &chunk : chunks)
        size += chunk.bytes.size();
    return size;
}

} // namespace hd::test
