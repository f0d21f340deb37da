// SPDX-License-Identifier: GPL-3.0-or-later
#include "trace/formula.h"

#include "trace/operations.h"
#include "trace/provenance.h"
#include "wire/hkdflabel.h"

namespace hd {

std::string leafName(std::string_view path)
{
    const auto dot = path.rfind('.');
    return std::string(dot == std::string_view::npos ? path : path.substr(dot + 1));
}

/// `messages #1..#8`, or each one where they do not follow each other: `messages #1, #3..#5`.
static std::string messageList(const std::vector<MessageId> &messages)
{
    std::string list = messages.size() == 1 ? "message " : "messages ";
    for (std::size_t i = 0; i < messages.size();) {
        std::size_t last = i;
        while (last + 1 < messages.size() && messages[last + 1].index == messages[last].index + 1)
            ++last;
        list += (i > 0 ? ", #" : "#") + std::to_string(messages[i].index + 1);
        if (last > i)
            list += "..#" + std::to_string(messages[last].index + 1);
        i = last + 1;
    }
    return list;
}

static std::string fieldName(const Trace &trace, const FieldRef &field)
{
    const std::optional<DerivationId> origin = originOf(trace, field);
    return origin ? trace[*origin].name : leafName(field.path);
}

/// RFC 8446 4.4.3: what stands before the transcript hash under a signature; empty for anything else.
static std::string signaturePrefix(ByteView content)
{
    constexpr std::size_t spaces = 64;
    if (content.size() <= spaces || content.back() != 0 ||
        !std::all_of(content.begin(), content.begin() + spaces, [](std::uint8_t byte) { return byte == ' '; }))
        return {};
    const ByteView words = content.subspan(spaces, content.size() - spaces - 1);
    return "spaces(64) + \"" + printable(std::string(words.begin(), words.end())) + "\" + 0x00";
}

std::string inputName(const Trace &trace, const Input &input)
{
    constexpr std::size_t longestHex = 16, shortestZeros = 2;
    if (input.derivation)
        return trace[*input.derivation].name;
    if (!input.messages.empty())
        return messageList(input.messages);
    if (!input.fields.empty()) {
        std::string names;
        for (const FieldRef &field : input.fields)
            names += (names.empty() ? "" : " + ") + fieldName(trace, field);
        return names;
    }
    if (!input.text.empty())
        return input.text;
    if (const std::string prefix = signaturePrefix(input.value); !prefix.empty())
        return prefix;
    static constexpr std::string_view shown[] = {"part", "seed", "salt", "ikm"};
    if (std::find(std::begin(shown), std::end(shown), input.role) == std::end(shown))
        return input.role;
    const bool zeros = std::all_of(input.value.begin(), input.value.end(), [](std::uint8_t byte) { return byte == 0; });
    if (zeros && input.value.size() > shortestZeros)
        return "zeros(" + std::to_string(input.value.size()) + ")"; // RFC 4279 2: "N zero octets"
    return input.value.size() <= longestHex ? "0x" + toHex(input.value) : input.role;
}

namespace {

/// The inputs of one derivation by role.
class Inputs
{
public:
    Inputs(const Trace &trace, const Derivation &derivation) : m_trace(trace), m_derivation(derivation) {}

    /// Every input of @p role, joined as the RFCs join byte strings.
    std::string operator()(std::string_view role) const
    {
        std::string joined;
        for (const Input &input : m_derivation.inputs)
            if (input.role == role)
                joined += (joined.empty() ? "" : " + ") + inputName(m_trace, input);
        return joined.empty() ? std::string(role) : joined;
    }

    bool has(std::string_view role) const
    {
        return std::any_of(m_derivation.inputs.begin(), m_derivation.inputs.end(),
                           [role](const Input &input) { return input.role == role; });
    }

    /// Whether there are no bytes of @p role.
    bool empty(std::string_view role) const
    {
        return std::all_of(m_derivation.inputs.begin(), m_derivation.inputs.end(),
                           [role](const Input &input) { return input.role != role || input.value.empty(); });
    }

    std::string text(std::string_view role) const
    {
        for (const Input &input : m_derivation.inputs)
            if (input.role == role)
                return input.text;
        return {};
    }

private:
    const Trace &m_trace;
    const Derivation &m_derivation;
};

} // namespace

/// `[0..47]`, both ends included.
static std::string span(std::size_t offset, std::size_t length)
{
    return length == 0 ? "[]" : "[" + std::to_string(offset) + ".." + std::to_string(offset + length - 1) + "]";
}

static std::size_t toNumber(const std::string &text)
{
    std::size_t number = 0;
    for (const char c : text)
        if (c >= '0' && c <= '9')
            number = number * 10 + static_cast<std::size_t>(c - '0');
    return number;
}

/// Of the output; where a recording withholds it, what the inputs say; 0 where nothing does.
static std::size_t lengthOf(const Derivation &derivation)
{
    for (const Input &input : derivation.inputs)
        if (derivation.output.empty() && input.role == "length")
            return toNumber(input.text);
    return derivation.output.size();
}

using Operation = std::string (*)(const Inputs &in, std::size_t length);

/// What both parties know beforehand, and by which name: `psk[psk_identity]`, `session[session_id]`.
static std::string given(const Inputs &in, std::size_t)
{
    return in("why") + (in.has("identity") ? "[" + in("identity") + "]" : "");
}

/// The form before TLS 1.2 is both hashes, one after the other.
static std::string hashOf(const std::string &hash, const std::string &content)
{
    if (hash != "MD5+SHA-1")
        return hash + "(" + content + ")";
    return "MD5(" + content + ") + SHA-1(" + content + ")";
}

/// RFC 2246 6.3.1: PRF("", "IV block", ...)
static std::string prf(const Inputs &in, std::size_t length)
{
    const std::string secret = in("secret") == "secret" ? "\"\"" : in("secret");
    return "PRF(" + secret + ", \"" + in("label") + "\", " + in("seed") + ")" + span(0, length);
}

/// RFC 6101 6.1, the first rungs.
static std::string sslLadder(const Inputs &in, std::size_t length)
{
    const auto rung = [&](const char *letters) {
        return "MD5(" + in("secret") + " + SHA-1('" + letters + "' + " + in("secret") + " + " + in("seed") + "))";
    };
    return "(" + rung("A") + " + " + rung("BB") + " + …)" + span(0, length);
}

/// RFC 6101 5.6.8 and 5.6.9.
static std::string sslHash(const Inputs &in, std::size_t)
{
    const std::string sender = in.text("sender").empty() ? "" : " + \"" + in.text("sender") + "\"";
    const auto padded = [&](const std::string &hash) {
        return hash + "(" + in("secret") + " + pad_2 + " + hash + "(" + in("messages") + sender + " + " + in("secret") +
               " + pad_1))";
    };
    return padded("MD5") + " + " + padded("SHA-1");
}

static std::string signature(const Inputs &in, std::size_t)
{
    const char *content = in.has("hash_value") ? "hash_value" : in.has("messages") ? "messages" : "content";
    return in("scheme") + "(private_key, " + in(content) + ")";
}

/// RFC 8446 4.4.1 and 4.2.11.2: after another client_hello was asked for, and for a binder.
static std::string transcriptHash(const Inputs &in, std::size_t)
{
    std::string content;
    for (const char *role : {"message_hash", "messages", "truncated"}) {
        const std::string part = in(role);
        if (in.has(role) && part != "messages") // of none, there is no name
            content += (content.empty() ? "" : " + ") + (part == "truncated" ? "client_hello without binders" : part);
    }
    return hashOf(in("hash"), content.empty() ? "\"\"" : content);
}

/// RFC 8446 7.1.
static std::string hkdfExtract(const Inputs &in, std::size_t)
{
    return "HKDF-Extract(" + in("salt") + ", " + in("ikm") + ")";
}

static std::string hkdfExpandLabel(const Inputs &in, std::size_t length)
{
    const std::string context = in("context") == "context" && in.empty("context") ? "\"\"" : in("context");
    return "HKDF-Expand-Label(" + in("secret") + ", \"" + in.text("label") + "\", " + context + ", " +
           std::to_string(length) + ")";
}

static std::string hmac(const Inputs &in, std::size_t)
{
    return "HMAC(" + in("key") + ", " + in("content") + ")";
}

/// RFC 8446 7.4.1: with leading zeros up to the length of the prime.
static std::string dhSharedPadded(const Inputs &in, std::size_t length)
{
    return in("peer_public") + "^" + in("private_key") + " mod " + in("dh_p") +
           (length > 0 ? ", in " + std::to_string(length) + " bytes" : "");
}

// FIPS 203 7: KeyGen gives the encapsulation key (and a decapsulation key), Encaps the secret K and the ciphertext c
static std::string mlkemPublic(const Inputs &in, std::size_t)
{
    return in("parameter_set") + ".KeyGen(" + in("private_key") + ").ek";
}

static std::string mlkemEncapsulated(const Inputs &in, std::string_view which)
{
    return in("parameter_set") + ".Encaps(" + in("peer_public") + ", " + in("randomness") + ")." + std::string(which);
}

static std::string mlkemEncapsulate(const Inputs &in, std::size_t)
{
    return mlkemEncapsulated(in, "c");
}

static std::string mlkemShared(const Inputs &in, std::size_t)
{
    return mlkemEncapsulated(in, "K");
}

static std::string mlkemDecapsulate(const Inputs &in, std::size_t)
{
    return in("parameter_set") + ".Decaps(" + in("private_key") + ", " + in("ciphertext") + ")";
}

/// RFC 5077 4.
static std::string sealTicket(const Inputs &in, std::size_t)
{
    const std::string keys = in("secret");
    return "key_name + iv + AES-128-CBC(" + keys + "[0..15], iv, " + in("plaintext") + ") + HMAC-SHA-256(" + keys +
           "[16..47], …)";
}

static std::string openTicket(const Inputs &in, std::size_t)
{
    return "AES-128-CBC-DECRYPT(" + in("secret") + "[0..15], " + in("ticket") + ")";
}

/// Those that take more than a line.
static constexpr std::pair<std::string_view, Operation> longOperations[] = {
    {operation::given, given},
    {operation::prf, prf},
    {operation::sslLadder, sslLadder},
    {operation::sslHash, sslHash},
    {operation::sign, signature},
    {operation::signHash, signature},
    {operation::sealTicket, sealTicket},
    {operation::openTicket, openTicket},
    {operation::hash, transcriptHash},
    {operation::hkdfExtract, hkdfExtract},
    {operation::hmac, hmac},
    {operation::hkdfExpandLabel, hkdfExpandLabel},
    {operation::dhSharedPadded, dhSharedPadded},
    {operation::mlkemPublic, mlkemPublic},
    {operation::mlkemEncapsulate, mlkemEncapsulate},
    {operation::mlkemShared, mlkemShared},
    {operation::mlkemDecapsulate, mlkemDecapsulate},
};

std::string formula(const Trace &trace, DerivationId id)
{
    const Derivation &derivation = trace[id];
    const std::string &op = derivation.operation;
    const Inputs in(trace, derivation);
    const std::size_t length = lengthOf(derivation);

    if (op == operation::entropy)
        return length > 0 ? "random(" + std::to_string(length) + ")" : "random";
    if (op == operation::concatenation)
        return in("part");
    if (op == operation::dhPublic)
        return in("dh_g") + "^" + in("private_key") + " mod " + in("dh_p");
    if (op == operation::dhShared)
        return in("peer_public") + "^" + in("private_key") + " mod " + in("dh_p");
    if (op == operation::ecdhPublic)
        return in("group") + "(" + in("private_key") + ", base point)";
    if (op == operation::ecdhShared)
        return in("group") + "(" + in("private_key") + ", " + in("peer_public") + ")";
    if (op == operation::rsaEncrypt)
        return "RSAES-PKCS1-v1_5-ENCRYPT(public_key, " + in("plaintext") + ")";
    if (op == operation::rsaDecrypt)
        return "RSAES-PKCS1-v1_5-DECRYPT(private_key, " + in("ciphertext") + ")";
    if (op == operation::digest)
        return hashOf(in("hash"), in("part"));
    if (op == operation::slice)
        return in("source") + span(toNumber(in.text("offset")), length);
    for (const auto &[name, write] : longOperations)
        if (op == name)
            return write(in, length);
    return {};
}

Bytes hkdfLabel(const Trace &trace, DerivationId id)
{
    const Derivation &derivation = trace[id];
    if (derivation.operation != operation::hkdfExpandLabel)
        return {};
    std::string label;
    ByteView context;
    for (const Input &input : derivation.inputs) {
        if (input.role == "label")
            label = input.text;
        else if (input.role == "context")
            context = input.value;
    }
    return hkdfLabel(label, context, derivation.output.size());
}

} // namespace hd
