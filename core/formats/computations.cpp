// SPDX-License-Identifier: GPL-3.0-or-later
#include "formats/computations.h"

#include "crypto/mlkem.h"
#include "trace/operations.h"

namespace hd {

namespace {

using crypto::Context;
using crypto::Hash;
using Operation = Bytes (*)(Context &, const Inputs &);

/// What a file may ask to be computed: 16384 bits, as libcrypto's own limit.
crypto::DhParameters dhParameters(const Inputs &inputs)
{
    constexpr std::size_t largest = 2048;
    crypto::DhParameters parameters{inputs.bytes("dh_p"), inputs.has("dh_g") ? inputs.bytes("dh_g") : Bytes{2}};
    if (parameters.p.empty() || parameters.p.size() > largest)
        throw BadInput{"dh_p is " + std::to_string(parameters.p.size()) + " bytes long"};
    return parameters;
}

Bytes withoutLeadingZeros(const Bytes &bytes)
{
    return {std::find_if(bytes.begin(), bytes.end(), [](std::uint8_t byte) { return byte != 0; }), bytes.end()};
}

Bytes agreed(crypto::SharedSecret shared)
{
    if (shared.error)
        throw BadInput{"peer_public is no valid public value"};
    return std::move(shared.z);
}

Bytes concatenation(Context &, const Inputs &inputs)
{
    return inputs.all("part");
}

Bytes dhPublic(Context &context, const Inputs &inputs)
{
    return crypto::publicFromPrivateDh(context, dhParameters(inputs), inputs.bytes("private_key"));
}

Bytes dhShared(Context &context, const Inputs &inputs)
{
    const crypto::DhParameters parameters = dhParameters(inputs);
    const crypto::EphemeralKey own = crypto::importDh(context, parameters, inputs.bytes("private_key"));
    return withoutLeadingZeros(agreed(crypto::agreeDh(context, parameters, own, inputs.bytes("peer_public"))));
}

/// RFC 8446 7.4.1: "left-padded with zeros up to the size of the prime".
Bytes dhSharedPadded(Context &context, const Inputs &inputs)
{
    const Bytes stripped = dhShared(context, inputs);
    const std::size_t length = withoutLeadingZeros(inputs.bytes("dh_p")).size();
    return concat({Bytes(length - std::min(length, stripped.size())), stripped});
}

Bytes ecdhPublic(Context &context, const Inputs &inputs)
{
    return crypto::publicFromPrivateEc(context, inputs.group(), inputs.bytes("private_key"));
}

Bytes ecdhShared(Context &context, const Inputs &inputs)
{
    const crypto::EphemeralKey own = crypto::importEc(context, inputs.group(), inputs.bytes("private_key"));
    return agreed(crypto::agreeEc(context, inputs.group(), own, inputs.bytes("peer_public")));
}

/// The parameter set, of a libcrypto that has it. @throws BadInput, OutOfReach
std::string mlkemParameters(Context &context, const Inputs &inputs)
{
    const std::string name = inputs.text("parameter_set");
    if (name != "ML-KEM-768" && name != "ML-KEM-1024")
        throw BadInput{"there is no parameter set \"" + name + "\""};
    if (!crypto::canMlKem(context, name))
        throw OutOfReach{"this libcrypto has no " + name};
    return name;
}

crypto::EphemeralKey mlkemKey(Context &context, const Inputs &inputs)
{
    const Bytes seeds = inputs.bytes("private_key");
    if (seeds.size() != crypto::mlkemSeedLength)
        throw BadInput{"the seeds of ML-KEM are 64 bytes"};
    return crypto::importMlKem(context, mlkemParameters(context, inputs), seeds);
}

Bytes mlkemPublic(Context &context, const Inputs &inputs)
{
    return mlkemKey(context, inputs).publicValue;
}

crypto::Encapsulation encapsulated(Context &context, const Inputs &inputs)
{
    const Bytes randomness = inputs.bytes("randomness");
    if (randomness.size() != crypto::mlkemRandomnessLength)
        throw BadInput{"the randomness of ML-KEM is 32 bytes"};
    crypto::Encapsulation made =
        crypto::encapsulate(context, mlkemParameters(context, inputs), inputs.bytes("peer_public"), randomness);
    if (made.error)
        throw BadInput{"peer_public is no encapsulation key"};
    return made;
}

Bytes mlkemCiphertext(Context &context, const Inputs &inputs)
{
    return encapsulated(context, inputs).ciphertext;
}

Bytes mlkemShared(Context &context, const Inputs &inputs)
{
    return encapsulated(context, inputs).shared;
}

Bytes mlkemOpened(Context &context, const Inputs &inputs)
{
    const crypto::EphemeralKey own = mlkemKey(context, inputs);
    return agreed(crypto::decapsulate(context, inputs.text("parameter_set"), own, inputs.bytes("ciphertext")));
}

/// The form before TLS 1.2 is one hash after the other.
Bytes hashed(Context &context, Hash hash, ByteView content)
{
    if (hash != Hash::Md5Sha1)
        return crypto::digest(context, hash, {content});
    return concat({crypto::digest(context, Hash::Md5, {content}), crypto::digest(context, Hash::Sha1, {content})});
}

Bytes hash(Context &context, const Inputs &inputs)
{
    // RFC 8446 4.4.1 and 4.2.11.2
    const Bytes content = concat({inputs.all("message_hash"), inputs.all("messages"), inputs.all("truncated")});
    return hashed(context, inputs.hash(), content);
}

Bytes digest(Context &context, const Inputs &inputs)
{
    return hashed(context, inputs.hash(), inputs.all("part"));
}

std::size_t length(const Inputs &inputs)
{
    constexpr std::uint64_t longest = 1 << 16;
    const std::uint64_t length = inputs.number("length");
    if (length > longest)
        throw BadInput{"length is " + std::to_string(length)};
    return length;
}

/// RFC 5246 5: P_hash(secret, seed) = HMAC_hash(secret, A(1) + seed) + HMAC_hash(secret, A(2) + seed) + ..., where A(0)
/// = seed and A(i) = HMAC_hash(secret, A(i-1)).
Bytes expanded(Context &context, Hash hash, ByteView secret, const Bytes &seed, std::size_t length)
{
    Bytes all;
    for (Bytes a = seed; all.size() < length;) {
        a = crypto::hmac(context, hash, secret, {a});
        append(all, crypto::hmac(context, hash, secret, {a, seed}));
    }
    all.resize(length);
    return all;
}

Bytes prf(Context &context, const Inputs &inputs)
{
    const Hash hash = inputs.hash();
    const Bytes secret = inputs.bytes("secret");
    const Bytes seed = concat({toBytes(inputs.text("label")), inputs.all("seed")});
    if (hash != Hash::Md5Sha1)
        return expanded(context, hash, secret, seed, length(inputs));
    // RFC 2246 5: S1 is the first half of the secret and S2 the second, "with the possibility of a shared byte"
    const std::size_t half = secret.size() / 2 + secret.size() % 2;
    Bytes all = expanded(context, Hash::Md5, ByteView(secret).first(half), seed, length(inputs));
    const Bytes other = expanded(context, Hash::Sha1, ByteView(secret).last(half), seed, length(inputs));
    std::transform(all.begin(), all.end(), other.begin(), all.begin(),
                   [](std::uint8_t a, std::uint8_t b) { return static_cast<std::uint8_t>(a ^ b); });
    return all;
}

/// RFC 5869 2.2: "PRK = HMAC-Hash(salt, IKM)".
Bytes extracted(Context &context, const Inputs &inputs)
{
    return crypto::hmac(context, inputs.hash(), inputs.bytes("salt"), {inputs.bytes("ikm")});
}

/// RFC 8446 7.1: a length, "tls13 " + label and the context, each of them with its length before it; RFC 5869 2.3:
/// T(1) = HMAC-Hash(PRK, info | 0x01), T(2) = HMAC-Hash(PRK, T(1) | info | 0x02), ...
Bytes expandedLabel(Context &context, const Inputs &inputs)
{
    constexpr std::size_t mostBlocks = 255, longest = 255;
    const Hash hash = inputs.hash();
    const Bytes secret = inputs.bytes("secret"), about = inputs.bytes("context");
    const Bytes label = toBytes("tls13 " + inputs.text("label"));
    const std::size_t wanted = length(inputs), block = crypto::size(hash);
    if (label.size() > longest || about.size() > longest || wanted > mostBlocks * block)
        throw BadInput{"label, context or length is too long"};
    Bytes info{static_cast<std::uint8_t>(wanted >> 8), static_cast<std::uint8_t>(wanted)};
    for (const Bytes &part : {label, about}) {
        info.push_back(static_cast<std::uint8_t>(part.size()));
        append(info, part);
    }
    Bytes all, last;
    for (unsigned i = 1; all.size() < wanted; ++i) {
        last = crypto::hmac(context, hash, secret, {last, info, Bytes{static_cast<std::uint8_t>(i)}});
        append(all, last);
    }
    all.resize(wanted);
    return all;
}

Bytes keyedHash(Context &context, const Inputs &inputs)
{
    return crypto::hmac(context, inputs.hash(), inputs.bytes("key"), {inputs.bytes("content")});
}

Bytes sliced(Context &, const Inputs &inputs)
{
    const Bytes source = inputs.bytes("source");
    const std::uint64_t offset = inputs.number("offset");
    if (offset > source.size() || length(inputs) > source.size() - offset)
        throw BadInput{"the slice is not inside its source"};
    const auto begin = source.begin() + static_cast<std::ptrdiff_t>(offset);
    return {begin, begin + static_cast<std::ptrdiff_t>(length(inputs))};
}

/// RFC 6101 6.1: MD5(secret + SHA('A' + secret + seed)) + MD5(secret + SHA('BB' + secret + seed)) + ...
Bytes sslLadder(Context &context, const Inputs &inputs)
{
    constexpr std::size_t rungs = 26; // there are no more letters
    const Bytes secret = inputs.bytes("secret");
    const Bytes seed = inputs.all("seed");
    if (length(inputs) > rungs * crypto::size(Hash::Md5))
        throw BadInput{"length is " + std::to_string(length(inputs))};
    Bytes all;
    for (std::size_t i = 0; all.size() < length(inputs); ++i) {
        const Bytes letters(i + 1, static_cast<std::uint8_t>('A' + i));
        const Bytes inner = crypto::digest(context, Hash::Sha1, {letters, secret, seed});
        append(all, crypto::digest(context, Hash::Md5, {secret, inner}));
    }
    all.resize(length(inputs));
    return all;
}

/// RFC 6101 5.6.8 and 5.6.9: hash(master_secret + pad_2 + hash(handshake_messages + Sender + master_secret + pad_1)),
/// with MD5 and with SHA-1.
Bytes sslHash(Context &context, const Inputs &inputs)
{
    const Bytes messages = inputs.all("messages");
    const Bytes sender = toBytes(inputs.text("sender"));
    const Bytes secret = inputs.bytes("secret");
    if (!sender.empty() && inputs.text("sender") != "CLNT" && inputs.text("sender") != "SRVR")
        throw BadInput{"there is no sender \"" + inputs.text("sender") + "\""};
    const auto padded = [&](Hash hash, std::size_t pads) {
        const Bytes inner = crypto::digest(context, hash, {messages, sender, secret, Bytes(pads, std::uint8_t{0x36})});
        return crypto::digest(context, hash, {secret, Bytes(pads, std::uint8_t{0x5c}), inner});
    };
    return concat({padded(Hash::Md5, 48), padded(Hash::Sha1, 40)});
}

/// The keys of RFC 5077 4, and what they are cut into.
struct TicketKeys
{
    Bytes cipher, mac;
};
constexpr std::size_t cipherKeyLength = 16, macKeyLength = 32, block = 16, macLength = 32;

TicketKeys ticketKeys(const Inputs &inputs)
{
    const Bytes secret = inputs.bytes("secret");
    if (secret.size() != cipherKeyLength + macKeyLength)
        throw BadInput{"the keys of a ticket are 48 bytes, not " + std::to_string(secret.size())};
    return {{secret.begin(), secret.begin() + cipherKeyLength}, {secret.begin() + cipherKeyLength, secret.end()}};
}

/// RFC 5077 4: key_name, iv, encrypted_state with its length, and HMAC-SHA-256 over all of them.
Bytes sealTicket(Context &context, const Inputs &inputs)
{
    const TicketKeys keys = ticketKeys(inputs);
    const Bytes iv = inputs.bytes("iv");
    Bytes state = inputs.bytes("plaintext");
    const std::size_t padding = block - state.size() % block;
    state.insert(state.end(), padding, static_cast<std::uint8_t>(padding)); // PKCS #7
    const Bytes encrypted = crypto::Cbc(context, "AES-128-CBC", keys.cipher, true).run(iv, state);
    Bytes ticket = concat({inputs.bytes("key_name"), iv});
    appendNumber(ticket, encrypted.size(), 2);
    append(ticket, encrypted);
    append(ticket, crypto::hmac(context, Hash::Sha256, keys.mac, {ticket}));
    return ticket;
}

Bytes openTicket(Context &context, const Inputs &inputs)
{
    constexpr std::size_t nameLength = 16, head = nameLength + block + 2;
    const TicketKeys keys = ticketKeys(inputs);
    const Bytes all = inputs.bytes("ticket");
    if (all.size() < head + block + macLength || (all.size() - head - macLength) % block != 0)
        throw BadInput{"the ticket is not laid out as RFC 5077 4 recommends"};
    const ByteView ticket(all);
    const ByteView covered = ticket.first(ticket.size() - macLength);
    if (!equal(crypto::hmac(context, Hash::Sha256, keys.mac, {covered}), ticket.last(macLength)))
        throw BadInput{"the MAC of the ticket does not fit"};
    Bytes state = crypto::Cbc(context, "AES-128-CBC", keys.cipher, false)
                      .run(ticket.subspan(nameLength, block), covered.subspan(head));
    if (state.back() == 0 || state.back() > block)
        throw BadInput{"the ticket is padded wrong"};
    state.resize(state.size() - state.back());
    return state;
}

constexpr std::pair<std::string_view, Operation> operations[] = {
    {operation::concatenation, concatenation},
    {operation::dhPublic, dhPublic},
    {operation::dhShared, dhShared},
    {operation::ecdhPublic, ecdhPublic},
    {operation::ecdhShared, ecdhShared},
    {operation::hash, hash},
    {operation::prf, prf},
    {operation::slice, sliced},
    {operation::digest, digest},
    {operation::sslLadder, sslLadder},
    {operation::sslHash, sslHash},
    {operation::sealTicket, sealTicket},
    {operation::openTicket, openTicket},
    {operation::dhSharedPadded, dhSharedPadded},
    {operation::hkdfExtract, extracted},
    {operation::hkdfExpandLabel, expandedLabel},
    {operation::hmac, keyedHash},
    {operation::mlkemPublic, mlkemPublic},
    {operation::mlkemEncapsulate, mlkemCiphertext},
    {operation::mlkemShared, mlkemShared},
    {operation::mlkemDecapsulate, mlkemOpened},
};

} // namespace

std::optional<Bytes> computed(Context &context, std::string_view operation, const Inputs &inputs)
{
    for (const auto &[name, compute] : operations)
        if (name == operation)
            return compute(context, inputs);
    return std::nullopt;
}

} // namespace hd
