// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// The client and the server of a scenario file.

#include "scenario/partyplan.h"
#include "scenario/reader.h"

namespace hd {

/// @throws ReadFailure
PartyPlan readClient(ObjectReader reader);
PartyPlan readServer(ObjectReader reader);

/// @throws ReadFailure when it is not hexadecimal, or empty and must not be.
Bytes hexBytes(ObjectReader &reader, const char *key, bool mayBeEmpty = false);

template<class Rows>
std::vector<std::string> namesIn(Rows rows)
{
    std::vector<std::string> names;
    for (const auto &row : rows)
        names.emplace_back(row.name);
    return names;
}

} // namespace hd
