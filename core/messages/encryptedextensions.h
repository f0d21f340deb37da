// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "messages/extensions/extensions.h"

namespace hd {

/// RFC 8446 4.3.1: the answers of the server that nobody else needs to see.
struct EncryptedExtensions
{
    static constexpr HandshakeType type = HandshakeType::EncryptedExtensions;

    Extensions extensions = Extensions::required();

    void describe(FieldCodec &c, const WireContext &w) { extensions.describe(c, w.at(Place::EncryptedExtensions)); }
};

} // namespace hd
