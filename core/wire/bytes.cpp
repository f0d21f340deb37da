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

/// How many bytes the well-formed UTF-8 sequence at the start of @p bytes has (RFC 3629 4); 0 when there is none.
static std::size_t utf8Length(ByteView bytes)
{
    const std::uint8_t first = bytes[0];
    const std::size_t length = first < 0x80                    ? 1
                               : first >= 0xc2 && first < 0xe0 ? 2
                               : first >= 0xe0 && first < 0xf0 ? 3
                               : first >= 0xf0 && first < 0xf5 ? 4
                                                               : 0;
    if (length == 0 || length > bytes.size())
        return 0;
    for (std::size_t i = 1; i < length; ++i)
        if (bytes[i] >> 6 != 2)
            return 0;
    // Longer than needed, surrogates, and beyond U+10FFFF
    const bool outside = (first == 0xe0 && bytes[1] < 0xa0) || (first == 0xed && bytes[1] > 0x9f) ||
                         (first == 0xf0 && bytes[1] < 0x90) || (first == 0xf4 && bytes[1] > 0x8f);
    return outside ? 0 : length;
}

std::string printable(ByteView bytes)
{
    std::string text;
    while (!bytes.empty()) {
        const std::size_t length = utf8Length(bytes);
        const bool control =
            bytes[0] < 0x20 || bytes[0] == 0x7f || (bytes[0] == 0xc2 && length == 2 && bytes[1] < 0xa0);
        if (length == 0 || control)
            text += "\\x" + toHex(bytes.first(std::max<std::size_t>(length, 1)));
        else
            text.append(bytes.begin(), bytes.begin() + static_cast<std::ptrdiff_t>(length));
        bytes = bytes.subspan(std::max<std::size_t>(length, 1));
    }
    return text;
}

std::string printable(std::string_view text)
{
    return printable(ByteView(reinterpret_cast<const std::uint8_t *>(text.data()), text.size()));
}

bool isUtf8(std::string_view text)
{
    ByteView rest(reinterpret_cast<const std::uint8_t *>(text.data()), text.size());
    while (!rest.empty()) {
        const std::size_t length = utf8Length(rest);
        if (length == 0)
            return false;
        rest = rest.subspan(length);
    }
    return true;
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
