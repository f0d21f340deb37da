// SPDX-License-Identifier: GPL-3.0-or-later
// A value as a few lines of Python 3, with nothing but its standard library.

#include "analysis/reproductionparts.h"
#include "trace/operations.h"

namespace hd::reproducing {

namespace {

/// `bytes.fromhex('...')`, in several lines where it is long.
std::string literal(ByteView bytes)
{
    constexpr std::size_t perLine = 48;
    if (bytes.size() <= perLine)
        return "bytes.fromhex('" + toHex(bytes) + "')";
    std::string text = "bytes.fromhex(";
    for (std::size_t at = 0; at < bytes.size(); at += perLine)
        text += "\n    '" + toHex(bytes.subspan(at, std::min(perLine, bytes.size() - at))) + '\'';
    return text + ')';
}

std::string value(const std::string &name, ByteView bytes)
{
    return name + " = " + literal(bytes) + '\n';
}

/// A label as the text that it is.
std::string textLiteral(const std::string &text)
{
    return isPlain(text) ? "b'" + text + '\'' : literal(toBytes(text));
}

std::string number(const std::string &name, ByteView bytes)
{
    return name + " = int.from_bytes(" + literal(bytes) + ", 'big')\n";
}

std::string lengthOf(const Inputs &inputs)
{
    return "length = " + std::to_string(inputs.number("length")) + '\n';
}

/// RFC 5246 5.
constexpr const char *pHash = "def p_hash(name, secret, length):\n"
                              "    a, out = seed, b''\n"
                              "    while len(out) < length:\n"
                              "        a = hmac.new(secret, a, name).digest()            # A(1), A(2), ...\n"
                              "        out += hmac.new(secret, a + seed, name).digest()\n"
                              "    return out[:length]\n";

std::string prf(const Inputs &inputs)
{
    const std::string text = "import hmac\n" + value("secret", inputs.bytes("secret")) +
                             "seed = " + textLiteral(inputs.text("label")) + " + " + literal(inputs.all("seed")) +
                             '\n' + lengthOf(inputs) + pHash;
    if (inputs.hash() != crypto::Hash::Md5Sha1)
        return text + "print(p_hash('" + toolName(inputs.hash()) + "', secret, length).hex())\n";
    return text + "half = (len(secret) + 1) // 2\n"
                  "s1, s2 = secret[:half], secret[len(secret) - half:]\n"
                  "pairs = zip(p_hash('md5', s1, length), p_hash('sha1', s2, length))\n"
                  "print(bytes(a ^ b for a, b in pairs).hex())\n";
}

std::string hkdfExtract(const Inputs &inputs)
{
    return "import hmac\n" + value("salt", inputs.bytes("salt")) + value("ikm", inputs.bytes("ikm")) +
           "print(hmac.new(salt, ikm, '" + toolName(inputs.hash()) + "').hexdigest())\n";
}

/// RFC 8446 7.1 and RFC 5869 2.3.
std::string hkdfExpandLabel(const Inputs &inputs)
{
    return "import hmac\n" + value("secret", inputs.bytes("secret")) +
           "label = " + textLiteral("tls13 " + inputs.text("label")) + '\n' +
           value("context", inputs.bytes("context")) + lengthOf(inputs) +
           "info = length.to_bytes(2, 'big') + bytes([len(label)]) + label + bytes([len(context)]) + context\n"
           "out, t, i = b'', b'', 1\n"
           "while len(out) < length:\n"
           "    t = hmac.new(secret, t + info + bytes([i]), '" +
           toolName(inputs.hash()) +
           "').digest()      # T(1), T(2), ...\n"
           "    out, i = out + t, i + 1\n"
           "print(out[:length].hex())\n";
}

std::string hmac(const Inputs &inputs)
{
    return "import hmac\n" + value("key", inputs.bytes("key")) + value("content", inputs.bytes("content")) +
           "print(hmac.new(key, content, '" + toolName(inputs.hash()) + "').hexdigest())\n";
}

std::string digestOf(crypto::Hash hash, const std::string &content)
{
    if (hash == crypto::Hash::Md5Sha1)
        return "(hashlib.md5(" + content + ").digest() + hashlib.sha1(" + content + ").digest()).hex()";
    return "hashlib." + toolName(hash) + '(' + content + ").hexdigest()";
}

std::string hash(const Inputs &inputs)
{
    return "import hashlib\n" + value("content", hashed(inputs)) + "print(" + digestOf(inputs.hash(), "content") +
           ")\n";
}

/// RFC 6101 6.1.
std::string sslLadder(const Inputs &inputs)
{
    return "from hashlib import md5, sha1\n" + value("secret", inputs.bytes("secret")) +
           value("seed", inputs.all("seed")) + lengthOf(inputs) +
           "out = b''\n"
           "for i in range((length + 15) // 16):\n"
           "    letters = bytes([ord('A') + i]) * (i + 1)            # A, BB, CCC, ...\n"
           "    out += md5(secret + sha1(letters + secret + seed).digest()).digest()\n"
           "print(out[:length].hex())\n";
}

/// RFC 6101 5.6.8 and 5.6.9.
std::string sslHash(const Inputs &inputs)
{
    return "from hashlib import md5, sha1\n" + value("secret", inputs.bytes("secret")) +
           "sender = " + textLiteral(inputs.text("sender")) + '\n' + value("messages", inputs.all("messages")) +
           "def padded(h, pads):\n"
           "    inner = h(messages + sender + secret + b'\\x36' * pads).digest()\n"
           "    return h(secret + b'\\x5c' * pads + inner).digest()\n"
           "print((padded(md5, 48) + padded(sha1, 40)).hex())\n";
}

std::string dhPublic(const Inputs &inputs)
{
    return number("g", inputs.bytes("dh_g")) + number("x", inputs.bytes("private_key")) +
           number("p", inputs.bytes("dh_p")) + "print(pow(g, x, p).to_bytes((p.bit_length() + 7) // 8, 'big').hex())\n";
}

std::string dhShared(const Inputs &inputs, bool padded)
{
    const std::string like = padded ? "p" : "z"; // RFC 5246 8.1.2: leading zeros are stripped
    return number("y", inputs.bytes("peer_public")) + number("x", inputs.bytes("private_key")) +
           number("p", inputs.bytes("dh_p")) + "z = pow(y, x, p)\nprint(z.to_bytes((" + like +
           ".bit_length() + 7) // 8, 'big').hex())\n";
}

bool isMontgomery(std::uint16_t group)
{
    return group == 29 || group == 30;
}

std::string ecdhPublic(const Inputs &inputs)
{
    const std::uint16_t group = inputs.group();
    const std::string text = pythonCurve(group) + value("k", inputs.bytes("private_key"));
    if (isMontgomery(group))
        return text + "print(multiply(k, base).hex())\n";
    return text + "x, y = multiply(int.from_bytes(k, 'big'), G)\n"
                  "print('04' + x.to_bytes(size, 'big').hex() + y.to_bytes(size, 'big').hex())\n";
}

std::string ecdhShared(const Inputs &inputs)
{
    const std::uint16_t group = inputs.group();
    const std::string text =
        pythonCurve(group) + value("k", inputs.bytes("private_key")) + value("peer", inputs.bytes("peer_public"));
    if (isMontgomery(group))
        return text + "print(multiply(k, peer).hex())\n";
    return text + "point = int.from_bytes(peer[1:1 + size], 'big'), int.from_bytes(peer[1 + size:], 'big')\n"
                  "print(multiply(int.from_bytes(k, 'big'), point)[0].to_bytes(size, 'big').hex())\n";
}

std::string slice(const Inputs &inputs)
{
    const std::uint64_t offset = inputs.number("offset");
    return value("source", inputs.bytes("source")) + "print(source[" + std::to_string(offset) + ':' +
           std::to_string(offset + inputs.number("length")) + "].hex())\n";
}

std::string concatenation(const Task &task)
{
    std::string text, sum;
    std::size_t count = 0;
    for (const Input &input : task.derivation.inputs) {
        if (input.role != "part")
            continue;
        const std::string name = "part" + std::to_string(++count);
        text += value(name, input.value);
        sum += (sum.empty() ? "" : " + ") + name;
    }
    return text + "print((" + (sum.empty() ? "b''" : sum) + ").hex())\n";
}

using Write = std::string (*)(const Inputs &inputs);
constexpr std::pair<std::string_view, Write> fromInputs[] = {
    {operation::prf, prf},
    {operation::hkdfExtract, hkdfExtract},
    {operation::hkdfExpandLabel, hkdfExpandLabel},
    {operation::hmac, hmac},
    {operation::hash, hash},
    {operation::digest, hash},
    {operation::sslLadder, sslLadder},
    {operation::sslHash, sslHash},
    {operation::dhPublic, dhPublic},
    {operation::ecdhPublic, ecdhPublic},
    {operation::ecdhShared, ecdhShared},
    {operation::slice, slice},
};

} // namespace

Reproduction python(const Task &task)
{
    const std::string &operation = task.derivation.operation;
    const std::string head = comment(task.formula);
    for (const auto &[name, write] : fromInputs)
        if (operation == name)
            return {head + write(task.inputs), false};
    if (operation == operation::concatenation)
        return {head + concatenation(task), false};
    if (operation == operation::dhShared || operation == operation::dhSharedPadded)
        return {head + dhShared(task.inputs, operation == operation::dhSharedPadded), false};
    if (operation == operation::sealTicket || operation == operation::openTicket)
        throw NotReproducible::NoAes;
    if (operation == operation::sign || operation == operation::signHash)
        throw NotReproducible::NoSignatures;
    throw BadInput{"there is no operation \"" + operation + "\""};
}

std::string pythonBlock(const ExpansionStep &step)
{
    const bool keyed = step.kind == ExpansionStep::Kind::Hmac;
    Bytes content;
    for (std::size_t i = keyed ? 1 : 0; i < step.inputs.size(); ++i)
        append(content, step.inputs[i].value);
    const std::string head = comment(step.name + " = " + step.formula);
    if (step.kind == ExpansionStep::Kind::Value)
        return head + "print(" + literal(content) + ".hex())\n";
    const crypto::Hash hash = hashNamed(step.hash);
    if (keyed)
        return head + "import hmac\n" + value("key", step.inputs.front().value) + value("content", content) +
               "print(hmac.new(key, content, '" + toolName(hash) + "').hexdigest())\n";
    return head + "import hashlib\n" + value("content", content) + "print(" + digestOf(hash, "content") + ")\n";
}

} // namespace hd::reproducing
