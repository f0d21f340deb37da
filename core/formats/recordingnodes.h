// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// Small parts of a recording, as the reader finds them in its JSON. They throw what JsonNode throws.

#include "formats/jsonnode.h"
#include "formats/recordingwords.h"

namespace hd {

inline constexpr std::uint64_t most32 = UINT32_MAX;

inline LocalText localText(const JsonNode &node, const char *key)
{
    if (!node.has(key))
        return {};
    return {node.member(key).textOr("en"), node.member(key).textOr("zh")};
}

inline Side side(const JsonNode &node, const char *key)
{
    return node.member(key).word(words::sides);
}

/// An index into a list of @p size.
inline std::uint32_t index(const JsonNode &node, std::size_t size)
{
    const std::uint64_t found = node.number(most32);
    if (found >= size)
        node.refuse("there is no number " + std::to_string(found) + " among " + std::to_string(size));
    return static_cast<std::uint32_t>(found);
}

/// `offset` and `length` of something that is @p size bytes long.
inline Range range(const JsonNode &node, std::size_t size)
{
    const std::uint64_t offset = node.member("offset").number(most32);
    const std::uint64_t length = node.member("length").number(most32);
    if (offset + length > size)
        node.refuse("bytes " + std::to_string(offset) + " to " + std::to_string(offset + length) +
                    " are not inside the " + std::to_string(size) + " that there are");
    return {static_cast<std::uint32_t>(offset), static_cast<std::uint32_t>(length)};
}

inline Range rangeOr(const JsonNode &node, const char *key, std::size_t size)
{
    return node.has(key) ? range(node.member(key), size) : Range{};
}

/// When and between whom it was, and what was wrong with the bytes on the way here.
inline void readCircumstances(const JsonNode &root, Trace &trace)
{
    constexpr std::size_t longestEndpoint = 300, mostNotices = 1000; // a DNS name has 253 characters
    if (root.has("connection")) {
        const JsonNode connection = root.member("connection");
        trace.beganUs = connection.numberOr("began_us", UINT64_MAX, 0);
        for (auto &[key, endpoint] : {std::pair("client", &trace.client), std::pair("server", &trace.server)}) {
            *endpoint = connection.textOr(key);
            if (endpoint->size() > longestEndpoint)
                connection.member(key).refuse("this is too long for a host and a port");
        }
    }
    if (!root.has("notices"))
        return;
    const JsonNode notices = root.member("notices");
    if (notices.size() > mostNotices)
        notices.refuse("there are more than " + std::to_string(mostNotices) + " notices");
    notices.forEach([&trace](const JsonNode &node, std::size_t) {
        trace.notices.push_back({node.member("what").text(), node.textOr("where"), node.textOr("fix")});
    });
}

} // namespace hd
