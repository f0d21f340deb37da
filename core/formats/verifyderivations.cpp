// SPDX-License-Identifier: GPL-3.0-or-later
#include "crypto/certificates.h"
#include "formats/recording.h"
#include "formats/verifier.h"
#include "trace/operations.h"

namespace hd {

namespace {

using Operation = Bytes (*)(crypto::Context &, const Inputs &);

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

Bytes concatenation(crypto::Context &, const Inputs &inputs)
{
    return inputs.all("part");
}

Bytes dhPublic(crypto::Context &context, const Inputs &inputs)
{
    return crypto::publicFromPrivateDh(context, dhParameters(inputs), inputs.bytes("private_key"));
}

Bytes dhShared(crypto::Context &context, const Inputs &inputs)
{
    const crypto::DhParameters parameters = dhParameters(inputs);
    const crypto::EphemeralKey own = crypto::importDh(context, parameters, inputs.bytes("private_key"));
    return withoutLeadingZeros(agreed(crypto::agreeDh(context, parameters, own, inputs.bytes("peer_public"))));
}

Bytes ecdhPublic(crypto::Context &context, const Inputs &inputs)
{
    return crypto::publicFromPrivateEc(context, inputs.group(), inputs.bytes("private_key"));
}

Bytes ecdhShared(crypto::Context &context, const Inputs &inputs)
{
    const crypto::EphemeralKey own = crypto::importEc(context, inputs.group(), inputs.bytes("private_key"));
    return agreed(crypto::agreeEc(context, inputs.group(), own, inputs.bytes("peer_public")));
}

Bytes hash(crypto::Context &context, const Inputs &inputs)
{
    return crypto::digest(context, inputs.hash(), {inputs.all("messages")});
}

std::size_t length(const Inputs &inputs)
{
    constexpr std::uint64_t longest = 1 << 16;
    const std::uint64_t length = inputs.number("length");
    if (length > longest)
        throw BadInput{"length is " + std::to_string(length)};
    return length;
}

Bytes prf(crypto::Context &context, const Inputs &inputs)
{
    return crypto::prf(context, inputs.hash(), inputs.bytes("secret"), inputs.text("label"), inputs.all("seed"),
                       length(inputs));
}

Bytes sliced(crypto::Context &, const Inputs &inputs)
{
    const Bytes source = inputs.bytes("source");
    const std::uint64_t offset = inputs.number("offset");
    if (offset > source.size() || length(inputs) > source.size() - offset)
        throw BadInput{"the slice is not inside its source"};
    const auto begin = source.begin() + static_cast<std::ptrdiff_t>(offset);
    return {begin, begin + static_cast<std::ptrdiff_t>(length(inputs))};
}

/// Those that give the same bytes whenever they are computed.
constexpr std::pair<std::string_view, Operation> repeatable[] = {
    {operation::concatenation, concatenation},
    {operation::dhPublic, dhPublic},
    {operation::dhShared, dhShared},
    {operation::ecdhPublic, ecdhPublic},
    {operation::ecdhShared, ecdhShared},
    {operation::hash, hash},
    {operation::prf, prf},
    {operation::slice, sliced},
};

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
        sentByParty(derivation, where);
        return;
    }
    const bool computed = attempt(where, [&] {
        if (derivation.operation == operation::sign)
            signatureMade(derivation, inputs, where);
        else if (derivation.operation == operation::rsaEncrypt)
            rsaCiphertext(derivation, inputs, where);
        else if (derivation.operation == operation::rsaDecrypt)
            rsaPlaintext(derivation, inputs, where);
        else
            expectEqual(where, repeat(derivation, inputs), derivation.output);
    });
    m_result.derivations += computed;
}

Bytes Verifier::repeat(const Derivation &derivation, const Inputs &inputs)
{
    for (const auto &[name, compute] : repeatable)
        if (name == derivation.operation)
            return compute(m_context, inputs);
    throw BadInput{"there is no operation \"" + derivation.operation + "\""};
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

/// ECDSA and RSA-PSS give other bytes each time; that the signature fits is what can be known.
void Verifier::signatureMade(const Derivation &derivation, const Inputs &inputs, const std::string &where)
{
    const Bytes content = concat({inputs.all("content"), inputs.all("messages")});
    if (!inputs.publicKey(m_context).verify(m_context, inputs.scheme(), content, derivation.output))
        m_result.findings.push_back({where, "a signature that fits the content and the key", toHex(derivation.output)});
    sentByParty(derivation, where);
}

/// The key belongs to a certificate that this handshake presented.
void Verifier::expectCertified(const Inputs &inputs, const std::string &where)
{
    const Bytes spki = inputs.bytes("public_key");
    for (const Message &message : m_trace.messages)
        if (message.name == "certificate" && contains(message.bytes, spki))
            return;
    m_result.findings.push_back({where + ", from public_key", "the key of a certificate that was sent", toHex(spki)});
}

/// RSAES-PKCS1-v1_5 pads with random bytes, and only the server's private key opens it: the client's account of what
/// it encrypted and the server's of what it decrypted prove each other.
void Verifier::rsaCiphertext(const Derivation &derivation, const Inputs &inputs, const std::string &where)
{
    expectCertified(inputs, where);
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
    expectCertified(inputs, where);
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
    const bool begins = !input.value.empty() && ByteView(source.output).size() >= input.value.size() &&
                        equal(ByteView(source.output).first(input.value.size()), input.value);
    if (!begins)
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
