// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenario/attacker.h"

#include "messages/messages.h"

namespace hd {

static constexpr std::size_t recordHeaderLength = 5; // RFC 5246 6.2.1

std::vector<std::string> tamperable()
{
    return {messageName<ClientHello>(), messageName<ServerHello>(), messageName<HelloRetryRequest>()};
}

static void change(Extensions &extensions, const Tampering &deed)
{
    if (deed.what == Tampering::Do::RemoveExtension)
        extensions.remove(deed.extension);
    else
        extensions.add(OpaqueExtension{deed.extension, deed.data});
}

/// The message that @p fragment begins with as the attacker wants it; nothing when he leaves it as it is.
static std::optional<Bytes> changed(ByteView message, Side from, const std::vector<Tampering> &deeds)
{
    WireContext wire;
    wire.sender = from;
    DecodedHandshake decoded = decodeHandshake(message, wire);
    if (!decoded.message)
        return std::nullopt;
    bool touched = false;
    return std::visit(
        [&]<class T>(T &known) -> std::optional<Bytes> {
            if constexpr (requires { known.random; })
                for (const Tampering &deed : deeds)
                    if (deed.message == decoded.name) {
                        change(known.extensions, deed);
                        touched = true;
                    }
            return touched ? std::optional(encode(known, wire).bytes) : std::nullopt;
        },
        *decoded.message);
}

/// One record as it goes on.
static Bytes passedOn(ByteView record, Side from, const std::vector<Tampering> &deeds)
{
    Bytes whole(record.begin(), record.end());
    const ByteView fragment = record.subspan(recordHeaderLength);
    if (record[0] != static_cast<std::uint8_t>(Protocol::Handshake) || fragment.size() < handshakeHeaderLength)
        return whole;
    const std::size_t length =
        handshakeHeaderLength + static_cast<std::size_t>(fragment[1] << 16 | fragment[2] << 8 | fragment[3]);
    if (length > fragment.size())
        return whole;
    const std::optional<Bytes> message = changed(fragment.first(length), from, deeds);
    if (!message)
        return whole;
    const ByteView rest = fragment.subspan(length);
    whole.resize(recordHeaderLength - 2);
    appendNumber(whole, message->size() + rest.size(), 2);
    append(whole, *message);
    append(whole, rest);
    return whole;
}

Bytes tampered(Bytes records, Side from, const std::vector<Tampering> &deeds)
{
    if (deeds.empty())
        return records;
    Bytes arriving;
    ByteView left = records;
    while (left.size() >= recordHeaderLength) {
        const std::size_t length = recordHeaderLength + static_cast<std::size_t>(left[3] << 8 | left[4]);
        if (length > left.size())
            break;
        append(arriving, passedOn(left.first(length), from, deeds));
        left = left.subspan(length);
    }
    append(arriving, left);
    return arriving;
}

} // namespace hd
