// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace hd {

using Bytes = std::vector<std::uint8_t>;
using ByteView = std::span<const std::uint8_t>;

/// A run of bytes inside a message, record or field, in bytes from its start.
struct Range
{
    std::uint32_t offset = 0;
    std::uint32_t length = 0;

    std::uint32_t end() const { return offset + length; }
    bool contains(std::uint32_t at) const { return at >= offset && at < end(); }
    bool operator==(const Range &) const = default;
};

/// The bytes of @p text, without a terminator.
Bytes toBytes(std::string_view text);

/// Lower case, without separators, as the recording and the key log write it.
std::string toHex(ByteView bytes);

/// The inverse of toHex(); upper case is accepted. Nothing when a character is no hex digit or one is left over.
std::optional<Bytes> fromHex(std::string_view hex);

/// @p bytes as text that can be shown and stored: UTF-8 stays as it is, anything else and control characters become
/// `\xNN`. For what a peer calls a name.
std::string printable(ByteView bytes);
std::string printable(std::string_view text);
/// RFC 3629 4.
bool isUtf8(std::string_view text);

/// All @p parts, one after the other.
Bytes concat(std::initializer_list<ByteView> parts);

/// @p length bytes of @p bytes from @p range.offset on; the range must lie inside.
inline ByteView slice(ByteView bytes, Range range)
{
    return bytes.subspan(range.offset, range.length);
}

inline void append(Bytes &to, ByteView more)
{
    to.insert(to.end(), more.begin(), more.end());
}

/// @p value as @p width bytes, most significant first (network order).
void appendNumber(Bytes &to, std::uint64_t value, unsigned width);

inline bool equal(ByteView a, ByteView b)
{
    return a.size() == b.size() && std::equal(a.begin(), a.end(), b.begin());
}

} // namespace hd
