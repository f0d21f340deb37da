// SPDX-License-Identifier: GPL-3.0-or-later
// A value as a command line of openssl 3. What is longer than a few bytes comes in base64, which openssl itself reads.

#include "analysis/der.h"
#include "analysis/reproductionparts.h"
#include "trace/operations.h"
#include "wire/hkdflabel.h"

namespace hd::reproducing {

namespace {

constexpr const char *inHex = " | od -An -v -tx1 | tr -d ' \\n'; echo\n";

/// `name() {...}`: a shell function that puts out @p bytes.
std::string function(const std::string &name, ByteView bytes)
{
    if (bytes.empty())
        return name + "() { :; }\n";
    return name + "() { openssl base64 -d <<'END'\n" + der::base64Lines(bytes) + "END\n}\n";
}

std::string file(const std::string &name, const std::string &content)
{
    return "cat > \"$d/" + name + "\" <<'END'\n" + content + "END\n";
}

std::string binaryFile(const std::string &name, ByteView bytes)
{
    return "openssl base64 -d > \"$d/" + name + "\" <<'END'\n" + der::base64Lines(bytes) + "END\n";
}

/// An option as `-kdfopt hexsecret:00ff`.
std::string option(const std::string &kind, const std::string &name, ByteView value)
{
    return " -" + kind + "opt hex" + name + ':' + toHex(value) + " \\\n ";
}

std::string prf(const Inputs &inputs)
{
    const Bytes secret = inputs.bytes("secret"), label = toBytes(inputs.text("label"));
    // HMAC fills its key up with zeros, so that a zero is as good as nothing (RFC 2246 6.3.1: PRF("", "IV block", ...))
    const Bytes zero(1);
    std::string text = "openssl kdf -keylen " + std::to_string(inputs.number("length")) +
                       " -kdfopt digest:" + toolName(inputs.hash()) + " \\\n " +
                       option("kdf", "secret", secret.empty() ? zero : secret);
    text += isPlain(inputs.text("label")) && !label.empty() ? " -kdfopt seed:\"" + inputs.text("label") + "\" \\\n "
                                                            : option("kdf", "seed", label);
    return text + option("kdf", "seed", inputs.all("seed")) + " -binary TLS1-PRF" + inHex;
}

std::string hkdfExtract(const Inputs &inputs)
{
    return "openssl kdf -keylen " + std::to_string(crypto::size(inputs.hash())) +
           " -kdfopt digest:" + toolName(inputs.hash()) + " -kdfopt mode:EXTRACT_ONLY \\\n " +
           option("kdf", "salt", inputs.bytes("salt")) + option("kdf", "key", inputs.bytes("ikm")) + " -binary HKDF" +
           inHex;
}

std::string hkdfExpandLabel(const Inputs &inputs)
{
    const std::size_t length = inputs.number("length");
    const Bytes info = hkdfLabel(inputs.text("label"), inputs.bytes("context"), length);
    return comment("info is the HkdfLabel: length, \"tls13 \" and label, context") + "openssl kdf -keylen " +
           std::to_string(length) + " -kdfopt digest:" + toolName(inputs.hash()) + " -kdfopt mode:EXPAND_ONLY \\\n " +
           option("kdf", "key", inputs.bytes("secret")) + option("kdf", "info", info) + " -binary HKDF" + inHex;
}

std::string mac(crypto::Hash hash, ByteView key, const std::string &content)
{
    return content + " | openssl mac -digest " + toolName(hash) + " -macopt hexkey:" + toHex(key) + " -binary HMAC";
}

std::string hmac(const Inputs &inputs)
{
    return function("content", inputs.bytes("content")) + mac(inputs.hash(), inputs.bytes("key"), "content") + inHex;
}

std::string hash(const Inputs &inputs)
{
    return function("content", hashed(inputs)) + "content | openssl dgst -" + toolName(inputs.hash()) + " -binary" +
           inHex;
}

/// RFC 6101 6.1.
std::string sslLadder(const Inputs &inputs)
{
    std::string rungs;
    const std::size_t length = inputs.number("length");
    for (std::size_t i = 0; i < 26 && 16 * i < length; ++i)
        rungs += ' ' + std::string(i + 1, static_cast<char>('A' + i));
    return function("secret", inputs.bytes("secret")) + function("seed", inputs.all("seed")) + "for letters in" +
           rungs +
           "; do\n  { secret; { printf $letters; secret; seed; } | openssl dgst -sha1 -binary; } |\n"
           "    openssl dgst -md5 -binary\ndone | head -c " +
           std::to_string(length) + inHex;
}

/// RFC 6101 5.6.8 and 5.6.9.
std::string sslHash(const Inputs &inputs)
{
    const std::string sender = inputs.text("sender");
    if (!sender.empty() && sender != "CLNT" && sender != "SRVR")
        throw BadInput{"there is no sender \"" + sender + "\""};
    const std::string said = sender.empty() ? "" : "printf " + sender + "; ";
    return function("secret", inputs.bytes("secret")) + function("messages", inputs.all("messages")) +
           "pad() { head -c $1 /dev/zero | tr '\\0' \"$2\"; }\n"
           "padded() { # hash, how many of each pad\n"
           "  { secret; pad $2 '\\134'; { messages; " +
           said +
           "secret; pad $2 6; } | openssl dgst -$1 -binary; } |\n"
           "    openssl dgst -$1 -binary\n}\n"
           "{ padded md5 48; padded sha1 40; }" +
           std::string(inHex);
}

/// Runs what follows in a directory of its own.
std::string inDirectory(const std::string &text)
{
    return "d=$(mktemp -d)\n" + text + "rm -r \"$d\"\n";
}

/// The last bytes of a SubjectPublicKeyInfo are the public value; zeros in front of a number are not in it.
std::string publicValue(const std::string &privateKey, ByteView value)
{
    const auto first = std::find_if(value.begin(), value.end(), [](std::uint8_t byte) { return byte != 0; });
    const auto zeros = static_cast<std::size_t>(first - value.begin());
    const std::string key = "openssl pkey -pubout -outform DER <<'END' | tail -c ";
    if (zeros == 0)
        return key + std::to_string(value.size()) + inHex + privateKey + "END\n";
    return "head -c " + std::to_string(zeros) + " /dev/zero | od -An -v -tx1 | tr -d ' \\n'\n" + key +
           std::to_string(value.size() - zeros) + inHex + privateKey + "END\n";
}

std::string agreed(const Bytes &own, const Bytes &peer, const std::string &options)
{
    if (own.empty())
        throw BadInput{"openssl has no such group"};
    return inDirectory(file("own.pem", der::pem("PRIVATE KEY", own)) + file("peer.pem", der::pem("PUBLIC KEY", peer)) +
                       "openssl pkeyutl -derive" + options + " -inkey \"$d/own.pem\" -peerkey \"$d/peer.pem\"" + inHex);
}

std::string dhPublic(const Task &task)
{
    const Bytes key =
        der::privateDh(task.inputs.bytes("dh_p"), task.inputs.bytes("dh_g"), task.inputs.bytes("private_key"));
    return publicValue(der::pem("PRIVATE KEY", key), task.derivation.output);
}

std::string dhShared(const Inputs &inputs, bool padded)
{
    const Bytes p = inputs.bytes("dh_p"), g{2}; // the generator has no part in it
    return agreed(der::privateDh(p, g, inputs.bytes("private_key")), der::publicDh(p, g, inputs.bytes("peer_public")),
                  padded ? " -pkeyopt dh_pad:1" : "");
}

std::string ecdhPublic(const Task &task)
{
    const Bytes key = der::privateEc(task.inputs.group(), task.inputs.bytes("private_key"));
    if (key.empty())
        throw BadInput{"openssl has no such group"};
    const std::string length = std::to_string(task.derivation.output.size());
    return "openssl pkey -pubout -outform DER <<'END' | tail -c " + length + inHex + der::pem("PRIVATE KEY", key) +
           "END\n";
}

std::string ecdhShared(const Inputs &inputs)
{
    return agreed(der::privateEc(inputs.group(), inputs.bytes("private_key")),
                  der::publicEc(inputs.group(), inputs.bytes("peer_public")), "");
}

std::string slice(const Inputs &inputs)
{
    return function("all_of_it", inputs.bytes("source")) + "all_of_it | tail -c +" +
           std::to_string(inputs.number("offset") + 1) + " | head -c " + std::to_string(inputs.number("length")) +
           inHex;
}

std::string concatenation(const Task &task)
{
    std::string text, calls;
    std::size_t count = 0;
    for (const Input &input : task.derivation.inputs) {
        if (input.role != "part")
            continue;
        const std::string name = "part" + std::to_string(++count);
        text += function(name, input.value);
        calls += ' ' + name + ';';
    }
    return text + '{' + calls + " }" + inHex;
}

/// RFC 5077 4: key_name, iv, encrypted_state with its length, and HMAC-SHA-256 over all of them.
std::string sealTicket(const Inputs &inputs)
{
    const TicketParts keys = ticketKeys(inputs);
    const Bytes state = inputs.bytes("plaintext"), iv = inputs.bytes("iv");
    Bytes head = concat({inputs.bytes("key_name"), iv});
    appendNumber(head, (state.size() / 16 + 1) * 16, 2);
    return function("ticket_head", head) + function("state", state) +
           "sealed() { ticket_head; state | openssl enc -aes-128-cbc -K " + toHex(keys.cipherKey) + " -iv " +
           toHex(iv) + "; }\n{ sealed; " + mac(crypto::Hash::Sha256, keys.macKey, "sealed") + "; }" + inHex;
}

std::string openTicket(const Inputs &inputs)
{
    const Bytes ticket = inputs.bytes("ticket");
    const Bytes key = ticketKeys(inputs).cipherKey;
    if (ticket.size() < ticketHead + ticketMacLength)
        throw BadInput{"the ticket is not laid out as RFC 5077 4 recommends"};
    const ByteView view(ticket);
    const ByteView state = view.subspan(ticketHead, ticket.size() - ticketHead - ticketMacLength);
    return function("encrypted_state", state) + "encrypted_state | openssl enc -d -aes-128-cbc -K " + toHex(key) +
           " -iv " + toHex(view.subspan(ticketNameLength, ticketIvLength)) + inHex;
}

/// What openssl must be told of a signature's scheme; nothing for those that hash by themselves.
struct SchemeOptions
{
    std::optional<crypto::Hash> hash;
    bool pss = false;
};

SchemeOptions schemeOptions(const std::string &scheme)
{
    using crypto::Hash;
    static constexpr std::pair<std::string_view, Hash> endings[] = {
        {"_md5_sha1", Hash::Md5Sha1}, {"_sha1", Hash::Sha1},     {"_sha224", Hash::Sha224},
        {"_sha256", Hash::Sha256},    {"_sha384", Hash::Sha384}, {"_sha512", Hash::Sha512}};
    for (const auto &[ending, hash] : endings)
        if (scheme.ends_with(ending))
            return {hash, scheme.starts_with("rsa_pss")};
    return {};
}

std::string verifySignature(const Task &task)
{
    const Inputs &inputs = task.inputs;
    inputs.scheme();
    const SchemeOptions scheme = schemeOptions(inputs.text("scheme"));
    const Bytes content = concat({inputs.all("content"), inputs.all("messages")});
    std::string text = file("public.pem", der::pem("PUBLIC KEY", inputs.bytes("public_key"))) +
                       binaryFile("signature", task.derivation.output) + binaryFile("content", content);
    const std::string files = " -sigfile \"$d/signature\" -in \"$d/content\"\n";
    if (!scheme.hash)
        return inDirectory(text + "openssl pkeyutl -verify -rawin -pubin -inkey \"$d/public.pem\"" + files);
    const std::string pss = " -sigopt rsa_padding_mode:pss -sigopt rsa_pss_saltlen:digest";
    return inDirectory(text + "openssl dgst -" + toolName(*scheme.hash) + (scheme.pss ? pss : "") +
                       " -verify \"$d/public.pem\" -signature \"$d/signature\" \"$d/content\"\n");
}

/// RFC 6101 5.6.8: over hashes that are values themselves.
std::string verifyHash(const Task &task)
{
    return inDirectory(file("public.pem", der::pem("PUBLIC KEY", task.inputs.bytes("public_key"))) +
                       binaryFile("signature", task.derivation.output) +
                       binaryFile("hash", task.inputs.bytes("hash_value")) +
                       "openssl pkeyutl -verify -pubin -inkey \"$d/public.pem\" -sigfile \"$d/signature\" -in "
                       "\"$d/hash\"\n");
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
    {operation::ecdhShared, ecdhShared},
    {operation::slice, slice},
    {operation::sealTicket, sealTicket},
    {operation::openTicket, openTicket},
};

} // namespace

Reproduction openSsl(const Task &task)
{
    const std::string &operation = task.derivation.operation;
    const std::string head = comment(task.formula);
    for (const auto &[name, write] : fromInputs)
        if (operation == name)
            return {head + write(task.inputs), false};
    if (operation == operation::concatenation)
        return {head + concatenation(task), false};
    if (operation == operation::dhPublic)
        return {head + dhPublic(task), false};
    if (operation == operation::ecdhPublic)
        return {head + ecdhPublic(task), false};
    if (operation == operation::dhShared || operation == operation::dhSharedPadded)
        return {head + dhShared(task.inputs, operation == operation::dhSharedPadded), false};
    if (operation == operation::sign)
        return {head + verifySignature(task), true};
    if (operation == operation::signHash)
        return {head + verifyHash(task), true};
    throw BadInput{"there is no operation \"" + operation + "\""};
}

std::string openSslBlock(const ExpansionStep &step)
{
    const bool keyed = step.kind == ExpansionStep::Kind::Hmac;
    Bytes content;
    for (std::size_t i = keyed ? 1 : 0; i < step.inputs.size(); ++i)
        append(content, step.inputs[i].value);
    std::string text = comment(step.name + " = " + step.formula) + function("content", content);
    if (step.kind == ExpansionStep::Kind::Value)
        return text + "content" + inHex;
    const crypto::Hash hash = hashNamed(step.hash);
    if (keyed)
        return text + mac(hash, step.inputs.front().value, "content") + inHex;
    return text + "content | openssl dgst -" + toolName(hash) + " -binary" + inHex;
}

} // namespace hd::reproducing
