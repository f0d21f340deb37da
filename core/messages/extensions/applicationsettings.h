// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "messages/context.h"

namespace hd {

/// draft-vvv-tls-alps 4: the protocols, by their ALPN names, for which the client would give settings. Shown; never
/// sent.
struct ApplicationSettings
{
    static constexpr std::uint16_t type = 17613;
    std::vector<Bytes> protocols; ///< a client's
    Bytes settings;               ///< a server's
    void describe(FieldCodec &c, const WireContext &w);
};

} // namespace hd
