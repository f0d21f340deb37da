// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "messages/context.h"

namespace hd {

/// RFC 6066 8: a client's says what kind of status it would like; a server's is empty. RFC 8446 4.4.2.1: with a
/// certificate it is the status itself, and in certificate_request it asks, empty as well.
struct StatusRequest
{
    static constexpr std::uint16_t type = 5;
    std::uint8_t statusType = 1; ///< ocsp
    std::vector<Bytes> responderIds;
    Bytes requestExtensions;
    Bytes response; ///< with a certificate: DER of an OCSPResponse
    void describe(FieldCodec &c, const WireContext &w);
};

} // namespace hd
