// SPDX-License-Identifier: GPL-3.0-or-later
#include "wire/hkdflabel.h"

#include <string>

namespace hd {

Bytes hkdfLabel(std::string_view label, ByteView context, std::size_t length)
{
    const std::string whole = "tls13 " + std::string(label);
    Bytes bytes;
    appendNumber(bytes, length, 2);
    appendNumber(bytes, whole.size(), 1);
    append(bytes, toBytes(whole));
    appendNumber(bytes, context.size(), 1);
    append(bytes, context);
    return bytes;
}

} // namespace hd
