// SPDX-License-Identifier: GPL-3.0-or-later
#include "messages/extensions/keyshare.h"

namespace hd {

std::vector<HybridPart> hybridParts(std::uint16_t group, Side sender)
{
    constexpr std::uint16_t secp256r1Mlkem768 = 0x11eb, x25519Mlkem768 = 0x11ec, secp384r1Mlkem1024 = 0x11ed;
    const bool client = sender == Side::Client;
    // FIPS 203 table 3: the lengths of an encapsulation key and of a ciphertext
    const HybridPart kem768 =
        client ? HybridPart{"mlkem768_encapsulation_key", 1184} : HybridPart{"mlkem768_ciphertext", 1088};
    const HybridPart kem1024 =
        client ? HybridPart{"mlkem1024_encapsulation_key", 1568} : HybridPart{"mlkem1024_ciphertext", 1568};
    switch (group) {
    case secp256r1Mlkem768:
        return {{"secp256r1", 65}, kem768};
    case x25519Mlkem768:
        return {kem768, {"x25519", 32}};
    case secp384r1Mlkem1024:
        return {{"secp384r1", 97}, kem1024};
    default:
        return {};
    }
}

static void describeKeyExchange(FieldCodec &c, const WireContext &w, KeyShareEntry &entry)
{
    constexpr unsigned lengthWidth = 2;
    const std::vector<HybridPart> parts = hybridParts(entry.group, w.sender);
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
