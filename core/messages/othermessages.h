// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// The messages of the three protocols beside the handshake protocol. They have no header of their own.

#include "messages/context.h"

namespace hd {

/// RFC 5246 7.1: one byte of value 1.
struct ChangeCipherSpec
{
    static constexpr Protocol protocol = Protocol::ChangeCipherSpec;
    std::uint8_t value = 1;
    void describe(FieldCodec &c, const WireContext &) { c.number("type", 1, value); }
};

/// RFC 5246 7.2.
struct AlertMessage
{
    static constexpr Protocol protocol = Protocol::Alert;
    AlertLevel level = AlertLevel::Fatal;
    Alert description = Alert::CloseNotify;
    void describe(FieldCodec &c, const WireContext &)
    {
        c.number("level", 1, level, names::alertLevel);
        c.number("description", 1, description, names::alert);
    }
};

/// RFC 5246 10: opaque to TLS.
struct ApplicationData
{
    static constexpr Protocol protocol = Protocol::ApplicationData;
    Bytes data;
    void describe(FieldCodec &c, const WireContext &) { c.rest("data", data); }
};

} // namespace hd
