// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "messages/context.h"

namespace hd {

/// RFC 6962 3.3: a client's is empty; with a certificate there is a list of timestamps, which are opaque here.
struct SignedCertificateTimestamp
{
    static constexpr std::uint16_t type = 18;
    std::vector<Bytes> timestamps;
    void describe(FieldCodec &c, const WireContext &w);
};

} // namespace hd
