// SPDX-License-Identifier: GPL-3.0-or-later
#include "crypto/tickets.h"

#include "crypto/primitives.h"

namespace hd::crypto {

namespace {

constexpr std::size_t block = 16;
constexpr std::size_t encryptionKeyLength = 16;
constexpr std::size_t macLength = 32;
constexpr std::size_t lengthBytes = 2;
constexpr std::size_t headLength = ticketNameLength + ticketIvLength + lengthBytes;
constexpr std::size_t longestState = 0xffff;

Cbc cipher(Context &context, ByteView keys, bool encrypt)
{
    return Cbc(context, "AES-128-CBC", keys.first(encryptionKeyLength), encrypt);
}

/// RFC 5077 4: "over key_name (16 octets) and IV (16 octets), followed by the length of the encrypted_state field (2
/// octets) and its contents"
Bytes macOf(Context &context, ByteView keys, ByteView covered)
{
    return hmac(context, Hash::Sha256, keys.subspan(encryptionKeyLength), {covered});
}

/// RFC 5652 6.3: each byte says how many there are.
std::optional<Bytes> withoutPadding(Bytes padded)
{
    const std::size_t count = padded.back();
    if (count == 0 || count > block ||
        !std::all_of(padded.end() - static_cast<std::ptrdiff_t>(count), padded.end(),
                     [count](std::uint8_t byte) { return byte == count; }))
        return std::nullopt;
    padded.resize(padded.size() - count);
    return padded;
}

} // namespace

Bytes sealTicket(Context &context, ByteView keys, ByteView keyName, ByteView iv, ByteView plaintext)
{
    const std::size_t count = block - plaintext.size() % block;
    if (keys.size() != ticketKeyLength || keyName.size() != ticketNameLength || iv.size() != ticketIvLength ||
        plaintext.size() + count > longestState)
        throw CryptoFailure("sealing a ticket: a length is wrong");
    const Bytes padded = concat({plaintext, Bytes(count, static_cast<std::uint8_t>(count))});
    Bytes ticket = concat({keyName, iv});
    appendNumber(ticket, padded.size(), lengthBytes);
    append(ticket, cipher(context, keys, true).run(iv, padded));
    append(ticket, macOf(context, keys, ticket));
    return ticket;
}

std::optional<Bytes> openTicket(Context &context, ByteView keys, ByteView ticket)
{
    if (keys.size() != ticketKeyLength || ticket.size() < headLength + block + macLength)
        return std::nullopt;
    const ByteView covered = ticket.first(ticket.size() - macLength);
    const ByteView iv = ticket.subspan(ticketNameLength, ticketIvLength);
    const auto length = static_cast<std::size_t>(ticket[headLength - 2] << 8 | ticket[headLength - 1]);
    const ByteView state = covered.subspan(headLength);
    if (state.size() != length || length % block != 0 ||
        !equalInConstantTime(macOf(context, keys, covered), ticket.last(macLength)))
        return std::nullopt;
    return withoutPadding(cipher(context, keys, false).run(iv, state));
}

} // namespace hd::crypto
