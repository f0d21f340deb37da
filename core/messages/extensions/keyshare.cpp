// SPDX-License-Identifier: GPL-3.0-or-later
#include "messages/extensions/keyshare.h"

#include "wire/hybrids.h"

namespace hd {

static void describeKeyExchange(FieldCodec &c, const WireContext &w, KeyShareEntry &entry)
{
    constexpr unsigned lengthWidth = 2;
    const std::vector<HybridPart> parts = hybridParts(entry.group, w.sender == Side::Server);
    std::size_t total = 0;
    for (const HybridPart &part : parts)
        total += part.length;
    const std::size_t length = c.reading() ? c.peek(lengthWidth) : entry.keyExchange.size();
    if (parts.empty() || length != total)
        return c.opaque("key_exchange", lengthWidth, entry.keyExchange, {1, 65535});
    c.vector("key_exchange", "key_exchange_length", lengthWidth, {1, 65535}, [&] {
        Bytes all;
        std::size_t at = 0;
        for (const HybridPart &part : parts) {
            Bytes value;
            if (!c.reading())
                value.assign(entry.keyExchange.begin() + static_cast<std::ptrdiff_t>(at),
                             entry.keyExchange.begin() + static_cast<std::ptrdiff_t>(at + part.length));
            c.fixed(part.name, part.length, value);
            append(all, value);
            at += part.length;
        }
        entry.keyExchange = std::move(all);
    });
}

static void describeEntry(FieldCodec &c, const WireContext &w, KeyShareEntry &entry)
{
    c.number("group", 2, entry.group, names::group);
    describeKeyExchange(c, w, entry);
}

void KeyShare::describe(FieldCodec &c, const WireContext &w)
{
    if (w.sender == Side::Client)
        return c.list("client_shares", 2, {}, shares, [&](const std::string &name, KeyShareEntry &entry) {
            c.group(name, [&] { describeEntry(c, w, entry); });
        });
    if (c.reading())
        shares.assign(1, {});
    if (w.place == Place::HelloRetryRequest)
        return c.number("selected_group", 2, shares.front().group, names::group);
    c.group("server_share", [&] { describeEntry(c, w, shares.front()); });
}

} // namespace hd
