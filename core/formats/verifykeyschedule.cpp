// SPDX-License-Identifier: GPL-3.0-or-later
#include "formats/keyladder.h"
#include "formats/recording.h"
#include "formats/verifier.h"
#include "messages/messages.h"
#include "trace/operations.h"

#include <map>

// What ties a TLS 1.3 handshake together (RFC 8446 7.1): from which value each is made, with which label, and over
// which messages. That each value is what its inputs give is verified elsewhere; a trace whose values all fit and that
// hashes a message too few, or swaps two secrets, is found here.

namespace hd {

namespace {

const Input *inputOf(const std::vector<Input> &inputs, std::string_view role)
{
    const auto found =
        std::find_if(inputs.begin(), inputs.end(), [role](const Input &input) { return input.role == role; });
    return found == inputs.end() ? nullptr : &*found;
}

bool isHkdf(const Derivation &derivation)
{
    return derivation.operation == operation::hkdfExtract || derivation.operation == operation::hkdfExpandLabel;
}

bool isZeros(const Input &input)
{
    return !input.derivation && !input.value.empty() &&
           std::all_of(input.value.begin(), input.value.end(), [](std::uint8_t byte) { return byte == 0; });
}

std::string numbersOf(const std::vector<MessageId> &messages)
{
    std::string text;
    for (const MessageId message : messages)
        text += (text.empty() ? "#" : ", #") + std::to_string(message.index + 1);
    return text.empty() ? "none" : text;
}

} // namespace

/// That @p context is the transcript hash of exactly these messages. After a hello_retry_request message_hash stands
/// for the first client_hello (RFC 8446 4.4.1).
void Verifier::transcriptHash(const Input *context, std::vector<MessageId> covered, const std::string &where)
{
    if (!context || !context->derivation) {
        m_result.findings.push_back({where, "a transcript hash", "a value of no derivation"});
        return;
    }
    const Derivation &hash = m_trace[*context->derivation];
    const std::string in = where + ", from " + nameOf(hash, context->derivation->index);
    expectEqual(in + ": operation", std::string(operation::hash), hash.operation);
    const bool retried = std::any_of(covered.begin(), covered.end(),
                                     [this](MessageId id) { return m_trace[id].name == HelloRetryRequest::name; });
    const Input *replaced = inputOf(hash.inputs, "message_hash");
    expectEqual(in + ": message_hash", retried ? "in the place of the first client_hello" : "none",
                replaced ? "in the place of the first client_hello" : "none");
    if (retried && replaced)
        messageHash(*replaced, covered.front(), in + ": input message_hash");
    if (retried)
        covered.erase(covered.begin());
    const Input *messages = inputOf(hash.inputs, "messages");
    expectEqual(in + ": messages", numbersOf(covered), messages ? numbersOf(messages->messages) : "none");
}

/// RFC 8446 4.4.1: "Hash(message_hash || 00 00 Hash.length || Hash(ClientHello1))".
void Verifier::messageHash(const Input &input, MessageId hello, const std::string &where)
{
    if (!input.derivation || m_trace[*input.derivation].operation != operation::concatenation) {
        m_result.findings.push_back({where, "a message_hash that was put together", "another value"});
        return;
    }
    const Input *ofHello = nullptr;
    for (const Input &part : m_trace[*input.derivation].inputs) {
        if (part.derivation)
            ofHello = &part;
    }
    transcriptHash(ofHello, {hello}, where);
    if (!ofHello)
        return;
    const std::size_t length = ofHello->value.size();
    const Bytes header{254, 0, 0, static_cast<std::uint8_t>(length)};
    expectEqual(where, concat({header, ofHello->value}), input.value);
}

/// RFC 8446 4.2.11.2: the client_hello that the binder is in ends, but for the list of binders, where the hash ended.
void Verifier::binder(const Derivation &made, const Heard &heard, const std::string &where)
{
    const Input *content = inputOf(made.inputs, "content");
    if (!content || !content->derivation)
        return;
    const Input *truncated = inputOf(m_trace[*content->derivation].inputs, "truncated");
    const auto isHello = [&](MessageId id) { return m_trace[id].name == "client_hello"; };
    std::optional<MessageId> hello;
    for (std::uint32_t i = 0; i < m_trace.messages.size() && made.by == Side::Client && !hello; ++i)
        if (isHello({i}) && m_trace.messages[i].from == Side::Client &&
            std::find(heard.messages.begin(), heard.messages.end(), MessageId{i}) == heard.messages.end())
            hello = MessageId{i};
    for (const MessageId id : heard.messages)
        if (made.by == Side::Server && isHello(id))
            hello = id;
    if (!hello || (made.by == Side::Client && isSilent(Side::Client)))
        return;
    const Message &message = m_trace[*hello];
    const Field *binders = message.field("client_hello.extensions.pre_shared_key.binders_length");
    const std::size_t end = binders ? binders->range.offset : message.bytes.size();
    expectEqual(where + ": the client_hello without binders",
                ByteView(message.bytes).first(std::min(end, message.bytes.size())),
                truncated ? truncated->value : Bytes());
    const bool sent = std::search(message.bytes.begin(), message.bytes.end(), made.output.begin(), made.output.end()) !=
                      message.bytes.end();
    if (made.by == Side::Client && !sent)
        m_result.findings.push_back({where, "bytes of the client_hello", toHex(made.output)});
}

void Verifier::rung(std::uint32_t index, const Heard &heard)
{
    const Derivation &made = m_trace.derivations[index];
    const SplitName name(made.name);
    const auto [rung, number] = rungOf(name.stem);
    if (!rung)
        return;
    const std::string where = nameOf(made, index);
    expectEqual(where + ": operation", std::string(rung->operation), made.operation);
    const Input *label = inputOf(made.inputs, "label");
    if (!rung->labels.empty() && (!label || !isOneOf(label->text, rung->labels, 0)))
        m_result.findings.push_back({where + ": label", std::string(rung->labels), label ? label->text : "none"});
    const char *role = made.operation == operation::hkdfExtract ? "salt"
                       : made.operation == operation::hmac      ? "key"
                                                                : "secret";
    const Input *source = inputOf(made.inputs, role);
    if (!rung->from.empty()) {
        const SplitName from(source && source->derivation ? m_trace[*source->derivation].name
                                                          : "a value of no derivation");
        const bool sameKey = from.which == name.which || name.which.empty();
        if (!isOneOf(from.stem, rung->from, number) || !sameKey)
            m_result.findings.push_back({where + ": input " + role, std::string(rung->from), from.stem + from.which});
    }
    if (made.operation == operation::hkdfExtract)
        extracted(made, where);
    const Input *context = inputOf(made.inputs, made.operation == operation::hmac ? "content" : "context");
    if (rung->covers == Covers::Nothing)
        expectEqual(where + ": context", Bytes(), context ? context->value : Bytes());
    else if (rung->covers == Covers::NoMessages)
        transcriptHash(context, {}, where + ": context");
    else if (rung->covers != Covers::Whatever)
        transcriptHash(context, coverage(m_trace, heard, rung->covers, made.by), where + ": context");
    if (rung->covers == Covers::Truncated)
        binder(made, heard, where);
}

/// RFC 8446 7.1: what goes in from the side, or zeros where there is none.
void Verifier::extracted(const Derivation &made, const std::string &where)
{
    const Input *salt = inputOf(made.inputs, "salt"), *ikm = inputOf(made.inputs, "ikm");
    const std::string stem = SplitName(made.name).stem;
    if (stem == "early_secret" && salt && !isZeros(*salt))
        m_result.findings.push_back({where + ": input salt", "zeros", toHex(salt->value)});
    const std::string from = ikm && ikm->derivation ? SplitName(m_trace[*ikm->derivation].name).stem
                             : ikm && isZeros(*ikm) ? "zeros"
                                                    : "another value";
    const std::string expected = stem == "early_secret"       ? "psk|zeros"
                                 : stem == "handshake_secret" ? "shared_secret|zeros"
                                                              : "zeros";
    if (!isOneOf(from, expected, 0))
        m_result.findings.push_back({where + ": input ikm", expected, from});
}

/// RFC 8446 4.4.3: 64 spaces, the words, a zero and the transcript up to the signer's certificate.
void Verifier::signedTranscript(const std::vector<Input> &inputs, Side signer, const Heard &heard,
                                const std::string &where)
{
    const std::string words = "TLS 1.3, " + std::string(words::word(signer)) + " CertificateVerify";
    Bytes expected(64, 0x20);
    append(expected, toBytes(words));
    expected.push_back(0);
    const Input *hash = nullptr;
    Bytes before;
    for (const Input &input : inputs) {
        if (input.role == "content" && input.derivation)
            hash = &input;
        else if (input.role == "content")
            append(before, input.value);
    }
    expectEqual(where + ": content before the transcript hash", expected, before);
    transcriptHash(hash, heard.upTo(m_trace, "certificate_verify", signer, false), where + ": content");
}

/// RFC 8446 7.2 and 7.3: the keys of a direction come one after the other, and none is left out.
void Verifier::nextKeys(const KeyInstallation &keys, std::string &last, const std::string &where)
{
    const std::string sender(words::word(keys.write ? keys.by : peerOf(keys.by)));
    const std::string name = keys.keys.empty() ? std::string() : m_trace[keys.keys.front()].name;
    const std::string stage = name.substr(0, name.find("_write_"));
    const std::string application = sender + "_application";
    std::vector<std::string> next{sender + "_early", sender + "_handshake"};
    if (last == sender + "_early")
        next = {sender + "_handshake"};
    else if (last == sender + "_handshake")
        next = {application};
    else if (last == application)
        next = {application + "_1"};
    else if (const std::optional<std::uint32_t> number = numberIn(last, application + "_#"); number && !last.empty())
        next = {application + "_" + std::to_string(*number + 1)};
    if (std::find(next.begin(), next.end(), stage) == next.end())
        m_result.findings.push_back({where, next.back() + "_write_key", name});
    last = stage;
}

void Verifier::keySchedule()
{
    std::array<Heard, 2> heard; // by party
    std::map<std::pair<Side, bool>, std::string> last;
    for (const Event &event : m_trace.events) {
        Heard &own = heard[static_cast<std::size_t>(event.at)];
        if (event.what == What::MessageSent || event.what == What::MessageReceived) {
            own.take(m_trace, {event.index});
        } else if (event.what == What::Derivation) {
            const Derivation &made = m_trace.derivations[event.index];
            if (own.isTls13 && made.operation == operation::sign)
                signedTranscript(made.inputs, made.by, own, nameOf(made, event.index));
            else if (own.isTls13 || isHkdf(made) || made.operation == operation::hmac)
                rung(event.index, own);
        } else if (event.what == What::Check && own.isTls13) {
            const Check &check = m_trace.checks[event.index];
            if (check.operation == operation::verifySignature && check.name == "certificate_verify.signature")
                signedTranscript(check.inputs, peerOf(check.by), own, "checks[" + std::to_string(event.index) + "]");
        } else if (event.what == What::Keys) {
            const KeyInstallation &keys = m_trace.keys[event.index];
            const CipherSuite *suite = cipherSuite(keys.suite);
            if (suite && suite->first >= tls13)
                nextKeys(keys, last[{keys.by, keys.write}], "keys[" + std::to_string(event.index) + "]");
        }
    }
    agreedSecrets();
}

/// Both parties come to the same secrets when the handshake was completed.
void Verifier::agreedSecrets()
{
    static constexpr std::string_view both[] = {"shared_secret",
                                                "handshake_secret",
                                                "client_handshake_traffic_secret",
                                                "server_handshake_traffic_secret",
                                                "client_application_traffic_secret_0",
                                                "server_application_traffic_secret_0",
                                                "exporter_master_secret",
                                                "resumption_master_secret"};
    const auto finished = [this](Side by) {
        return std::any_of(m_trace.checks.begin(), m_trace.checks.end(), [by](const Check &check) {
            return check.by == by && check.name == "finished.verify_data" && check.passed;
        });
    };
    if (!finished(Side::Client) || !finished(Side::Server))
        return;
    for (std::size_t i = 0; i < m_trace.derivations.size(); ++i) {
        const Derivation &own = m_trace.derivations[i];
        const bool known = isHkdf(own) || own.name == both[0];
        if (!known || own.by == Side::Client || isWithheld(own) ||
            std::find(std::begin(both), std::end(both), own.name) == std::end(both))
            continue;
        for (std::size_t k = 0; k < m_trace.derivations.size(); ++k) {
            const Derivation &other = m_trace.derivations[k];
            if (other.by != own.by && other.name == own.name && !isWithheld(other))
                expectEqual(nameOf(other, k) + ": output, as in " + nameOf(own, i), own.output, other.output);
        }
    }
}

} // namespace hd
