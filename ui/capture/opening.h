// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "capture/flowtable.h"

#include "observe/observer.h"

namespace hd::ui {

struct OpenedConnection
{
    std::vector<Chunk> chunks; ///< times from its first packet on
    std::vector<Error> notices;
};

/// Reads the packets of one connection once more.
/// @param fragments whether IP fragments are among the packets, so that its first segment may begin before its place.
Result<OpenedConnection> readConnection(const std::string &path, const FoundConnection &found, bool fragments,
                                        const CaptureProgress &progress);

} // namespace hd::ui
