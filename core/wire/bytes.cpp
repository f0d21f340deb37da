// SPDX-License-Identifier: GPL-3.0-or-later
#include "wire/bytes.h"

namespace hd {

Bytes toBytes(std::string_view text)
{
    return {text.begin(), text.end()};
}

std::string toHex(ByteView bytes)
{
    static constexpr char digits[] = "0123456789abcdef";
    std::string hex;
    hex.reserve(bytes.size() * 2);
    for (const std::uint8_t byte : bytes) {
        hex.push_back(digits[byte >> 4]);
        hex.push_back(digits[byte & 15]);
    }
    return hex;
}

static int digitValue(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    if (c >= 'a' && c <= 'f')
        return c - 'a' + 10;
    if (c >= 'A' && c <= 'F')
        return c - 'A' + 10;
    return -1;
}

std::optional<Bytes> fromHex(std::string_view hex)
{
    if (hex.size() % 2 != 0)
        return std::nullopt;
    Bytes bytes;
    bytes.reserve(hex.size() / 2);
    for (std::size_t i = 0; i < hex.size(); i += 2) {
        const int high = digitValue(hex[i]);
        const int low = digitValue(hex[i + 1]);
        if (high < 0 || low < 0)
            return std::nullopt;
        bytes.push_back(static_cast<std::uint8_t>(high * 16 + low));
    }
    return bytes;
}

Bytes concat(std::initializer_list<ByteView> parts)
{
    std::size_t size = 0;
    for (const ByteView part : parts)
        size += part.size();
    Bytes all;
    all.reserve(size);
    for (const ByteView part : parts)
        append(all, part);
    return all;
}

void appendNumber(Bytes &to, std::uint64_t value, unsigned width)
{
    for (unsigned i = width; i-- > 0;)
        to.push_back(static_cast<std::uint8_t>(value >> (8 * i)));
}

} // namespace hd
