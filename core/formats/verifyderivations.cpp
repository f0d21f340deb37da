// SPDX-License-Identifier: GPL-3.0-or-later
#include "formats/computations.h"
#include "formats/recording.h"
#include "formats/verifier.h"
#include "messages/messages.h"
#include "trace/operations.h"

namespace hd {

namespace {

bool contains(ByteView bytes, ByteView part)
{
    return std::search(bytes.begin(), bytes.end(), part.begin(), part.end()) != bytes.end();
}

} // namespace

void Verifier::derivations()
{
    for (std::size_t i = 0; i < m_trace.derivations.size(); ++i) {
        const Derivation &derivation = m_trace.derivations[i];
        const std::string where = nameOf(derivation, i);
        inputs(derivation.inputs, derivation.by, where);
        if (isWithheld(derivation)) {
            ++m_result.withheld;
            continue;
        }
        this->derivation(derivation, where + ": output");
    }
}

void Verifier::derivation(const Derivation &derivation, const std::string &where)
{
    const Inputs inputs(m_trace, derivation.inputs);
    if (derivation.operation == operation::entropy) {
        ++m_result.drawn;
        if (derivation.name == "grease")
            drawnGrease(derivation, where);
        else
            sentByParty(derivation, where);
        return;
    }
    const bool done = attempt(where, [&] {
        if (derivation.operation == operation::given)
            broughtAlong(derivation, inputs, where);
        else if (derivation.operation == operation::sign || derivation.operation == operation::signHash)
            signatureMade(derivation, inputs, where);
        else if (derivation.operation == operation::rsaEncrypt)
            rsaCiphertext(derivation, inputs, where);
        else if (derivation.operation == operation::rsaDecrypt)
            rsaPlaintext(derivation, inputs, where);
        else if (const std::optional<Bytes> again = computed(m_context, derivation.operation, inputs))
            expectEqual(where, *again, derivation.output);
        else
            throw BadInput{"there is no operation \"" + derivation.operation + "\""};
        if (derivation.operation == operation::sealTicket)
            sentByParty(derivation, where);
    });
    m_result.derivations += done;
}

/// Nothing computes what a party knew before: but the peer knows it by the same identity, which one of them said.
void Verifier::broughtAlong(const Derivation &derivation, const Inputs &inputs, const std::string &where)
{
    const std::string why = inputs.text("why");
    static constexpr std::string_view known[] = {"psk", "session", "ticket", "ticket key"};
    if (std::find(std::begin(known), std::end(known), why) == std::end(known))
        m_result.findings.push_back({where + ": input why", "psk, session, ticket or ticket key", why});
    if (!inputs.has("identity"))
        return;
    const Bytes identity = inputs.bytes("identity");
    const bool said = std::any_of(m_trace.messages.begin(), m_trace.messages.end(),
                                  [&](const Message &message) { return contains(message.bytes, identity); });
    if (!said && sentAnythingAfter(derivation))
        m_result.findings.push_back({where + ": input identity", "bytes that a message carries", toHex(identity)});
}

/// Whether the party had something to say after it made the value; otherwise the connection ended first.
bool Verifier::sentAnythingAfter(const Derivation &derivation) const
{
    bool made = false;
    for (const Event &event : m_trace.events) {
        made = made || (event.what == What::Derivation && &m_trace.derivations[event.index] == &derivation);
        if (made && event.what == What::MessageSent && event.at == derivation.by &&
            m_trace.messages[event.index].protocol == Protocol::Handshake)
            return true;
    }
    return false;
}

/// A public value exists to be sent: whatever a party drew or made and does not hide is in a message of its own.
void Verifier::sentByParty(const Derivation &derivation, const std::string &where)
{
    if (derivation.secret)
        return;
    const bool sent = std::any_of(m_trace.messages.begin(), m_trace.messages.end(), [&](const Message &message) {
        return message.from == derivation.by && contains(message.bytes, derivation.output);
    });
    if (!sent && sentAnythingAfter(derivation))
        m_result.findings.push_back({where, "bytes that a message of this party carries", toHex(derivation.output)});
    else if (!sent)
        m_result.notVerified.push_back(where + ": the connection ended before it was sent");
}

/// RFC 8701 2: of each byte the high half is used, in a value such as 0x3a3a. The last two stand for extensions, which
/// must differ, so that the last may be another one.
void Verifier::drawnGrease(const Derivation &derivation, const std::string &where)
{
    const auto hello = std::find_if(m_trace.messages.begin(), m_trace.messages.end(), [&](const Message &message) {
        return message.name == "client_hello" && message.from == derivation.by;
    });
    for (std::size_t i = 0; i + 1 < derivation.output.size() && hello != m_trace.messages.end(); ++i) {
        const auto half = static_cast<std::uint8_t>((derivation.output[i] & 0xf0) | 0x0a);
        if (!contains(hello->bytes, Bytes{half, half}))
            m_result.findings.push_back({where, "values that client_hello carries", toHex(derivation.output)});
    }
}

/// Over the content, or over a hash that is a value itself (RFC 6101 5.6.8).
bool Verifier::signatureFits(const Inputs &inputs, ByteView signature)
{
    const crypto::PublicKey key = inputs.publicKey(m_context);
    if (inputs.has("hash_value"))
        return key.verifyHash(m_context, inputs.scheme(), inputs.bytes("hash_value"), signature);
    const Bytes content = concat({inputs.all("content"), inputs.all("messages")});
    return key.verify(m_context, inputs.scheme(), content, signature);
}

/// ECDSA, DSA and RSA-PSS give other bytes each time; that the signature fits is what can be known.
void Verifier::signatureMade(const Derivation &derivation, const Inputs &inputs, const std::string &where)
{
    if (!signatureFits(inputs, derivation.output))
        m_result.findings.push_back({where, "a signature that fits the content and the key", toHex(derivation.output)});
    sentByParty(derivation, where);
}

/// The key of RFC 2246 D.1, for the time of one handshake.
static std::optional<Bytes> temporaryKey(crypto::Context &context, const Message &message)
{
    const auto bytes = [&message](const Field &field) {
        const ByteView value = within(message.bytes, field.range);
        return Bytes(value.begin(), value.end());
    };
    const Field *modulus = message.field("server_key_exchange.params.rsa_modulus");
    const Field *exponent = message.field("server_key_exchange.params.rsa_exponent");
    if (!modulus || !exponent)
        return std::nullopt;
    const auto key = crypto::PublicKey::fromRsa(context, {bytes(*modulus), bytes(*exponent)});
    return key ? std::optional(key->spki()) : std::nullopt;
}

/// The key belongs to a certificate that the server presented, or is a temporary one that it sent.
void Verifier::expectServersKey(const Inputs &inputs, const std::string &where)
{
    const Bytes spki = inputs.bytes("public_key");
    for (const Message &message : m_trace.messages)
        if ((message.name == "certificate" && contains(message.bytes, spki)) ||
            (message.name == "server_key_exchange" && temporaryKey(m_context, message) == spki))
            return;
    m_result.findings.push_back({where + ", from public_key", "a key that the server sent", toHex(spki)});
}

/// RSAES-PKCS1-v1_5 pads with random bytes, and only the server's private key opens it: the client's account of what
/// it encrypted and the server's of what it decrypted prove each other.
void Verifier::rsaCiphertext(const Derivation &derivation, const Inputs &inputs, const std::string &where)
{
    expectServersKey(inputs, where);
    sentByParty(derivation, where);
    for (std::size_t i = 0; i < m_trace.derivations.size(); ++i) {
        const Derivation &other = m_trace.derivations[i];
        if (other.operation != operation::rsaDecrypt || other.by == derivation.by || isWithheld(other))
            continue;
        const Inputs others(m_trace, other.inputs);
        if (others.has("ciphertext") && others.bytes("ciphertext") == derivation.output) {
            expectEqual(where + ", as opened by " + nameOf(other, i), inputs.bytes("plaintext"), other.output);
            return;
        }
    }
    inputs.bytes("plaintext");
    throw OutOfReach{"only the private key opens it"};
}

void Verifier::rsaPlaintext(const Derivation &derivation, const Inputs &inputs, const std::string &where)
{
    expectServersKey(inputs, where);
    const Bytes ciphertext = inputs.bytes("ciphertext");
    for (const Derivation &other : m_trace.derivations) {
        if (other.operation != operation::rsaEncrypt || other.by == derivation.by || other.output != ciphertext)
            continue;
        expectEqual(where, Inputs(m_trace, other.inputs).bytes("plaintext"), derivation.output);
        return;
    }
    throw OutOfReach{"only the private key opens the ciphertext"};
}

/// That every input is what it says that it is.
void Verifier::inputs(const std::vector<Input> &inputs, Side by, const std::string &where)
{
    for (const Input &input : inputs) {
        const std::string here = where + ": input " + input.role;
        if (input.derivation)
            derivedInput(input, by, here);
        if (!input.fields.empty())
            fieldInput(input, here);
        if (!input.messages.empty() && !input.value.empty())
            m_result.findings.push_back({here, "no value beside the messages", toHex(input.value)});
        m_result.inputs += input.derivation || !input.fields.empty() || !input.messages.empty();
    }
}

void Verifier::derivedInput(const Input &input, Side by, const std::string &where)
{
    const Derivation &source = m_trace[*input.derivation];
    const std::string from = where + ", from " + nameOf(source, input.derivation->index);
    if (source.by != by)
        m_result.findings.push_back({from, "a value of the " + std::string(words::word(by)), "one of the other party"});
    if (isWithheld(source))
        return; // counted where it was derived
    // DSA signs the second of both hashes alone (RFC 6101 5.6.8)
    const ByteView output = source.output;
    const std::size_t length = std::min(input.value.size(), output.size());
    const ByteView taken = input.role == "hash_value" ? output.last(length) : output.first(length);
    if (input.value.empty() || !equal(taken, input.value))
        expectEqual(from, ByteView(source.output), input.value);
}

void Verifier::fieldInput(const Input &input, const std::string &where)
{
    Bytes all;
    std::string paths;
    for (const FieldRef &ref : input.fields) {
        const Message &message = m_trace[ref.message];
        const std::string name = "#" + std::to_string(ref.message.index + 1) + " " + ref.path;
        const std::optional<FieldIndex> field = message.fields.find(ref.path);
        if (!field) {
            m_result.findings.push_back({where, "a field of that message", name});
            return;
        }
        append(all, within(message.bytes, message.fields[*field].range));
        paths += (paths.empty() ? "" : " + ") + name;
    }
    expectEqual(where + ", from " + paths, all, input.value);
}

} // namespace hd
