// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/expansionblocks.h"

#include "trace/formula.h"
#include "wire/hkdflabel.h"

namespace hd::blocks {

using Kind = ExpansionStep::Kind;
using crypto::Hash;

std::string Source::name(std::string_view role) const
{
    std::string joined;
    for (const Input &input : derivation.inputs)
        if (input.role == role)
            joined += (joined.empty() ? "" : " + ") + inputName(trace, input);
    return joined.empty() ? std::string(role) : joined;
}

bool Source::secret() const
{
    return std::any_of(derivation.inputs.begin(), derivation.inputs.end(),
                       [this](const Input &input) { return input.derivation && trace[*input.derivation].secret; });
}

std::vector<ExpansionInput> Source::parts(std::string_view role) const
{
    std::vector<ExpansionInput> found;
    for (const Input &input : derivation.inputs) {
        if (input.role != role)
            continue;
        for (const MessageId message : input.messages)
            found.push_back(
                {"#" + std::to_string(message.index + 1) + ' ' + trace[message].name, trace[message].bytes});
        if (!input.messages.empty())
            continue;
        const std::vector<Input> alone{input};
        found.push_back({inputName(trace, input), Inputs(trace, alone).all(role)}); // notices what is withheld
    }
    return found;
}

static Bytes joined(const std::vector<ExpansionInput> &inputs, std::size_t from)
{
    Bytes all;
    for (std::size_t i = from; i < inputs.size(); ++i)
        append(all, inputs[i].value);
    return all;
}

ExpansionStep step(const Source &source, Kind kind, Hash hash, std::string name, std::string formula,
                   std::vector<ExpansionInput> inputs)
{
    ExpansionStep made;
    made.kind = kind;
    made.name = std::move(name);
    made.formula = std::move(formula);
    if (kind == Kind::Value) {
        made.value = joined(inputs, 0);
    } else {
        made.hash = crypto::name(hash);
        made.value = kind == Kind::Hash ? crypto::digest(source.context, hash, {joined(inputs, 0)})
                                        : crypto::hmac(source.context, hash, inputs.front().value, {joined(inputs, 1)});
    }
    made.inputs = std::move(inputs);
    return made;
}

static ExpansionStep value(const Source &source, std::string name, std::string formula,
                           std::vector<ExpansionInput> inputs)
{
    return step(source, Kind::Value, Hash::Md5, std::move(name), std::move(formula), std::move(inputs));
}

/// `key_block[16..31]`
static std::string span(const std::string &name, std::size_t offset, std::size_t length)
{
    return name + '[' + std::to_string(offset) + ".." + std::to_string(offset + length - 1) + ']';
}

static std::string hmacName(Hash hash)
{
    return "HMAC-" + std::string(crypto::name(hash));
}

/// What a recording may ask for: 65536 bytes, as verify() allows.
static std::size_t wantedLength(const Source &source)
{
    constexpr std::uint64_t longest = 1 << 16;
    const std::uint64_t length = source.inputs.number("length");
    if (length > longest)
        throw BadInput{"length is " + std::to_string(length)};
    return length;
}

static std::string quoted(std::string_view text)
{
    return '"' + std::string(text) + '"';
}

// The PRF -----------------------------------------------------------------------------------------------------------

/// RFC 5246 5 calls it P_SHA256, RFC 2246 5 P_MD5 and P_SHA-1.
static std::string laneName(Hash hash)
{
    std::string name(crypto::name(hash));
    if (hash != Hash::Sha1)
        name.erase(std::remove(name.begin(), name.end(), '-'), name.end());
    return "P_" + name;
}

/// RFC 5246 5: P_hash(secret, seed) = HMAC_hash(secret, A(1) + seed) + HMAC_hash(secret, A(2) + seed) + ..., where A(0)
/// = seed and A(i) = HMAC_hash(secret, A(i-1)).
static ExpansionLane pHash(const Source &source, Hash hash, const ExpansionInput &secret)
{
    ExpansionLane lane{laneName(hash), {}, true, {}, {}};
    const std::string label = quoted(source.inputs.text("label"));
    std::vector<ExpansionInput> parts{{label, toBytes(source.inputs.text("label"))}};
    for (ExpansionInput &seed : source.parts("seed"))
        parts.push_back(std::move(seed));
    lane.given.push_back(value(source, "A(0) = seed", label + " + " + source.name("seed"), std::move(parts)));
    const ExpansionInput seed{"seed", lane.given.back().value};
    const std::size_t length = wantedLength(source), size = crypto::size(hash);
    ExpansionInput last{"A(0)", seed.value};
    for (std::size_t i = 1; (i - 1) * size < length; ++i) {
        const std::string a = "A(" + std::to_string(i) + ')';
        ExpansionRound round;
        round.before = step(source, Kind::Hmac, hash, a, hmacName(hash) + '(' + secret.name + ", " + last.name + ')',
                            {secret, last});
        last = {a, round.before->value};
        round.block = step(source, Kind::Hmac, hash, span(lane.name, (i - 1) * size, size),
                           hmacName(hash) + '(' + secret.name + ", " + a + " + seed)", {secret, last, seed});
        lane.rounds.push_back(std::move(round));
    }
    return lane;
}

Expansion prf(const Source &source)
{
    const Hash hash = source.inputs.hash();
    const Bytes secret = source.inputs.bytes("secret");
    const std::string name =
        secret.empty() ? "\"\"" : source.name("secret"); // RFC 2246 6.3.1: PRF("", "IV block", ...)
    Expansion made;
    if (hash != Hash::Md5Sha1) {
        made.lanes.push_back(pHash(source, hash, {name, secret}));
        return made;
    }
    // RFC 2246 5: S1 is the first half of the secret and S2 the second, "with the possibility of a shared byte"
    made.join = Expansion::Join::Xor;
    const std::size_t half = secret.size() / 2 + secret.size() % 2;
    for (const bool first : {true, false}) {
        const ByteView part = first ? ByteView(secret).first(half) : ByteView(secret).last(half);
        const ExpansionInput s{first ? "S1" : "S2", {part.begin(), part.end()}};
        const std::string cut = secret.empty() ? name : span(name, first ? 0 : secret.size() - half, half);
        ExpansionStep given = value(source, s.name, cut, {{cut, s.value}});
        given.secret = true;
        ExpansionLane lane = pHash(source, first ? Hash::Md5 : Hash::Sha1, s);
        lane.given.insert(lane.given.begin(), std::move(given));
        made.lanes.push_back(std::move(lane));
    }
    return made;
}

// SSL 3.0 -----------------------------------------------------------------------------------------------------------

/// RFC 6101 6.1: MD5(secret + SHA('A' + secret + seed)) + MD5(secret + SHA('BB' + secret + seed)) + ...
Expansion sslLadder(const Source &source)
{
    constexpr std::size_t mostRungs = 26; // there are no more letters
    const ExpansionInput secret{source.name("secret"), source.inputs.bytes("secret")};
    const std::size_t length = wantedLength(source), size = crypto::size(Hash::Md5);
    if (length > mostRungs * size)
        throw BadInput{"length is " + std::to_string(length)};
    ExpansionLane lane;
    for (std::size_t i = 0; i * size < length; ++i) {
        const std::string letters = '\'' + std::string(i + 1, static_cast<char>('A' + i)) + '\'';
        std::vector<ExpansionInput> hashed{{letters, Bytes(i + 1, static_cast<std::uint8_t>('A' + i))}, secret};
        for (ExpansionInput &seed : source.parts("seed"))
            hashed.push_back(std::move(seed));
        const std::string inner = "SHA-1(" + letters + " + " + secret.name + " + " + source.name("seed") + ')';
        ExpansionRound round;
        round.before = step(source, Kind::Hash, Hash::Sha1, letters, inner, std::move(hashed));
        round.block = step(source, Kind::Hash, Hash::Md5, span(source.derivation.name, i * size, size),
                           "MD5(" + secret.name + " + SHA-1(" + letters + " …))",
                           {secret, {"SHA-1(" + letters + " …)", round.before->value}});
        lane.rounds.push_back(std::move(round));
    }
    Expansion made;
    made.lanes.push_back(std::move(lane));
    return made;
}

/// RFC 6101 5.6.8 and 5.6.9: hash(master_secret + pad_2 + hash(handshake_messages + Sender + master_secret + pad_1)),
/// where "pad_1 [is] the character 0x36 repeated 48 times for MD5 or 40 times for SHA", and pad_2 0x5c.
Expansion sslHash(const Source &source)
{
    const ExpansionInput secret{source.name("secret"), source.inputs.bytes("secret")};
    const std::string sender = source.inputs.text("sender");
    if (!sender.empty() && sender != "CLNT" && sender != "SRVR")
        throw BadInput{"there is no sender \"" + sender + "\""};
    Expansion made;
    made.join = Expansion::Join::Concatenation;
    for (const Hash hash : {Hash::Md5, Hash::Sha1}) {
        const std::size_t pads = hash == Hash::Md5 ? 48 : 40;
        const std::string name(crypto::name(hash));
        std::vector<ExpansionInput> hashed = source.parts("messages");
        if (!sender.empty())
            hashed.push_back({quoted(sender), toBytes(sender)});
        hashed.push_back(secret);
        hashed.push_back({"pad_1", Bytes(pads, std::uint8_t{0x36})});
        const std::string inner =
            source.name("messages") + (sender.empty() ? "" : " + " + quoted(sender)) + " + " + secret.name + " + pad_1";
        ExpansionRound round;
        round.before = step(source, Kind::Hash, hash, "inner " + name, name + '(' + inner + ')', std::move(hashed));
        round.block =
            step(source, Kind::Hash, hash, hash == Hash::Md5 ? "md5_hash" : "sha_hash",
                 name + '(' + secret.name + " + pad_2 + inner " + name + ')',
                 {secret, {"pad_2", Bytes(pads, std::uint8_t{0x5c})}, {"inner " + name, round.before->value}});
        ExpansionLane lane{name, {}, false, {}, {}};
        lane.rounds.push_back(std::move(round));
        made.lanes.push_back(std::move(lane));
    }
    return made;
}

// HMAC and HKDF -----------------------------------------------------------------------------------------------------

static Bytes padded(const Bytes &key, std::uint8_t pad)
{
    Bytes all = key;
    for (std::uint8_t &byte : all)
        byte = static_cast<std::uint8_t>(byte ^ pad);
    return all;
}

/// RFC 2104 2: "H(K XOR opad, H(K XOR ipad, text))", where K is filled up with zeros to a block of the hash.
Expansion hmac(const Source &source, std::string_view keyRole, std::string_view contentRole)
{
    const Hash hash = source.inputs.hash();
    const std::size_t block = hash == Hash::Sha384 || hash == Hash::Sha512 ? 128 : 64;
    const Bytes key = source.inputs.bytes(keyRole);
    if (hash == Hash::Md5Sha1)
        throw BadInput{"there is no HMAC of two hashes"};
    if (key.size() > block) // its hash would be the key; no key of TLS is that long
        throw BadInput{"the key is longer than a block"};
    const std::string name(crypto::name(hash)), keyName = source.name(keyRole), zeros = "zeros";
    ExpansionLane lane;
    const std::string fill = key.size() < block ? " + zeros(" + std::to_string(block - key.size()) + ')' : "";
    lane.given.push_back(value(source, "K", keyName + fill, {{keyName, key}, {zeros, Bytes(block - key.size())}}));
    lane.given.back().secret = true;
    const Bytes k = lane.given.back().value;
    std::vector<ExpansionInput> content{{"K ⊕ ipad", padded(k, 0x36)}};
    for (ExpansionInput &part : source.parts(contentRole))
        content.push_back(std::move(part));
    ExpansionRound round;
    round.before = step(source, Kind::Hash, hash, "inner " + name,
                        name + "((K ⊕ ipad) + " + source.name(contentRole) + ')', std::move(content));
    round.block = step(source, Kind::Hash, hash, source.derivation.name, name + "((K ⊕ opad) + inner " + name + ')',
                       {{"K ⊕ opad", padded(k, 0x5c)}, {"inner " + name, round.before->value}});
    lane.rounds.push_back(std::move(round));
    Expansion made;
    made.lanes.push_back(std::move(lane));
    return made;
}

/// RFC 5869 2.3: T(1) = HMAC-Hash(PRK, info | 0x01), T(2) = HMAC-Hash(PRK, T(1) | info | 0x02), ...; info is the
/// HkdfLabel of RFC 8446 7.1.
Expansion hkdfExpandLabel(const Source &source)
{
    constexpr std::size_t mostBlocks = 255, longest = 255;
    const Hash hash = source.inputs.hash();
    const ExpansionInput secret{source.name("secret"), source.inputs.bytes("secret")};
    const Bytes context = source.inputs.bytes("context");
    const std::string label = "tls13 " + source.inputs.text("label");
    const std::size_t length = wantedLength(source), size = crypto::size(hash);
    if (hash == Hash::Md5Sha1 || label.size() > longest || context.size() > longest || length > mostBlocks * size)
        throw BadInput{"label, context or length is too long"};
    const auto counted = [](const Bytes &bytes) {
        return concat({Bytes{static_cast<std::uint8_t>(bytes.size())}, bytes});
    };
    ExpansionLane lane{{}, {}, true, {}, {}};
    const std::string contextName = context.empty() ? "\"\"" : source.name("context");
    lane.given.push_back(value(source, "HkdfLabel",
                               std::to_string(length) + " + " + quoted(label) + " + " + contextName,
                               {{"length", {static_cast<std::uint8_t>(length >> 8), static_cast<std::uint8_t>(length)}},
                                {"label", counted(toBytes(label))},
                                {"context", counted(context)}}));
    const ExpansionInput info{"HkdfLabel", lane.given.back().value};
    ExpansionInput last;
    for (std::size_t i = 1; (i - 1) * size < length; ++i) {
        const std::string name = "T(" + std::to_string(i) + ')';
        const Bytes counter{static_cast<std::uint8_t>(i)};
        const std::string counterName = "0x" + toHex(counter);
        std::vector<ExpansionInput> inputs{secret};
        if (i > 1)
            inputs.push_back(last);
        inputs.push_back(info);
        inputs.push_back({counterName, counter});
        ExpansionRound round;
        round.block = step(source, Kind::Hmac, hash, name,
                           hmacName(hash) + '(' + secret.name + ", " + (i > 1 ? last.name + " + " : "") +
                               "HkdfLabel + " + counterName + ')',
                           std::move(inputs));
        last = {name, round.block.value};
        lane.rounds.push_back(std::move(round));
    }
    Expansion made;
    made.lanes.push_back(std::move(lane));
    return made;
}

// Hashes ------------------------------------------------------------------------------------------------------------

/// The form before TLS 1.2 is one hash after the other.
Expansion hash(const Source &source, std::initializer_list<std::string_view> roles)
{
    const Hash hash = source.inputs.hash();
    std::vector<ExpansionInput> parts;
    for (const std::string_view role : roles)
        for (ExpansionInput &part : source.parts(role))
            parts.push_back(std::move(part));
    Expansion made;
    const auto add = [&](Hash one) {
        const std::string name(crypto::name(one));
        std::string content;
        for (const std::string_view role : roles)
            if (source.inputs.has(role) && source.name(role) != "messages") // of none, there is no name
                content += (content.empty() ? "" : " + ") + source.name(role);
        ExpansionLane lane{name, {}, false, {}, {}};
        lane.rounds.push_back({{},
                               step(source, Kind::Hash, one, hash == Hash::Md5Sha1 ? name : source.derivation.name,
                                    name + '(' + (content.empty() ? "\"\"" : content) + ')', parts)});
        made.lanes.push_back(std::move(lane));
    };
    if (hash != Hash::Md5Sha1) {
        add(hash);
        return made;
    }
    made.join = Expansion::Join::Concatenation;
    add(Hash::Md5);
    add(Hash::Sha1);
    return made;
}

} // namespace hd::blocks
