// SPDX-License-Identifier: GPL-3.0-or-later
#include "crypto/certificates.h"
#include "crypto/mlkem.h"
#include "formats/recording.h"
#include "formats/verifier.h"
#include "messages/messages.h"
#include "trace/operations.h"
#include "wire/hybrids.h"

#include <set>

namespace hd {

namespace {

std::string joined(const std::vector<std::string> &words)
{
    std::string all;
    for (const std::string &word : words)
        all += (all.empty() ? "" : ", ") + word;
    return all;
}

bool allAmong(const std::vector<std::string> &words, const std::vector<std::string> &allowed)
{
    return std::all_of(words.begin(), words.end(), [&allowed](const std::string &word) {
        return std::find(allowed.begin(), allowed.end(), word) != allowed.end();
    });
}

std::string yesOrNo(bool passed)
{
    return passed ? "passed" : "failed";
}

/// What a certificate message holds, leaf first. @throws BadInput
std::vector<Bytes> encodedCertificates(const Message &message, Version version)
{
    const DecodedHandshake decoded = decodeHandshake(message.bytes, {version, message.from});
    if (!decoded.message)
        throw BadInput{"chain is no certificate message"};
    if (const auto *list = std::get_if<CertificateMessage>(&*decoded.message))
        return list->chain;
    const auto *list = std::get_if<v13::CertificateMessage>(&*decoded.message);
    if (!list)
        throw BadInput{"chain is no certificate message"};
    std::vector<Bytes> chain;
    for (const v13::CertificateMessage::Entry &entry : list->chain)
        chain.push_back(entry.der);
    return chain;
}

} // namespace

void Verifier::checks()
{
    for (std::size_t i = 0; i < m_trace.checks.size(); ++i) {
        const Check &check = m_trace.checks[i];
        const std::string where =
            "checks[" + std::to_string(i) + "], the " + std::string(words::word(check.by)) + "'s " + check.name;
        inputs(check.inputs, check.by, where);
        this->check(check, where);
    }
}

void Verifier::check(const Check &check, const std::string &where)
{
    const bool computed = attempt(where, [&] {
        const Verdict again = verdict(check, Inputs(m_trace, check.inputs), where);
        expectEqual(where + ": passed", yesOrNo(again.passed), yesOrNo(check.passed));
        if (again.expected)
            expectEqual(where + ": expected", *again.expected, check.expected);
        if (again.actual)
            expectEqual(where + ": actual", *again.actual, check.actual);
    });
    m_result.checks += computed;
}

Verifier::Verdict Verifier::verdict(const Check &check, const Inputs &inputs, const std::string &where)
{
    const std::string &operation = check.operation;
    if (operation == operation::equal) {
        const Bytes expected = inputs.bytes("expected"), actual = inputs.bytes("actual");
        return {expected == actual, toHex(expected), toHex(actual)};
    }
    if (operation == operation::member) {
        const std::vector<std::string> allowed = inputs.texts("allowed"), actual = inputs.texts("actual");
        return {allAmong(actual, allowed), joined(allowed), joined(actual)};
    }
    if (operation == operation::state) {
        const std::vector<std::string> allowed = inputs.texts("allowed"), actual = inputs.texts("actual");
        return {allAmong(actual, allowed), joined(allowed), joined(actual)};
    }
    if (operation == operation::contains) {
        const std::vector<std::string> items = inputs.texts("item");
        const std::string required = inputs.text("required");
        const bool found = std::find(items.begin(), items.end(), required) != items.end();
        return {found, required, items.empty() ? "none" : joined(items)};
    }
    if (operation == operation::distinct) {
        const std::vector<std::string> items = inputs.texts("item");
        return {std::set(items.begin(), items.end()).size() == items.size(), {}, joined(items)};
    }
    if (operation == operation::atLeast || operation == operation::atMost)
        return bound(check, inputs);
    if (operation == operation::verifySignature || operation == operation::verifyHash)
        return signature(check, inputs);
    if (operation == operation::ocsp)
        return stapled(check, inputs, where);
    if (operation == operation::publicValue)
        return publicValue(check, inputs);
    if (operation == operation::chain)
        return chainStep(check, inputs, where);
    if (operation == operation::syntax)
        return syntax(check);
    if (operation == operation::openRecord)
        return {check.passed, {}, {}}; // opened again with its record
    throw BadInput{"there is no operation \"" + operation + "\""};
}

Verifier::Verdict Verifier::signature(const Check &check, const Inputs &inputs)
{
    const Version version = check.message ? versionBefore(check.message->index) : tls12;
    const bool valid =
        signatureFits(inputs, crypto::derOfSignature(version, inputs.publicKey(m_context), inputs.bytes("signature")));
    return {valid, "a valid " + inputs.text("scheme") + " signature", valid ? "valid" : "not valid"};
}

/// The texts name the unit too: "at least 1024 bits", "2048 bits".
Verifier::Verdict Verifier::bound(const Check &check, const Inputs &inputs)
{
    const bool least = check.operation == operation::atLeast;
    const std::string limit = least ? "at least " + inputs.text("minimum") : "at most " + inputs.text("maximum");
    if (!check.expected.starts_with(limit + " "))
        throw BadInput{"expected says \"" + check.expected + "\", the inputs " + limit};
    const std::string unit = check.expected.substr(limit.size());
    const std::uint64_t actual = inputs.number("actual");
    return {least ? actual >= inputs.number("minimum") : actual <= inputs.number("maximum"),
            {},
            inputs.text("actual") + unit};
}

/// That a certificate was sent, or is one that is trusted.
void Verifier::expectPresented(const Bytes &der, const std::string &where)
{
    const auto holds = [&der](const Bytes &bytes) {
        return std::search(bytes.begin(), bytes.end(), der.begin(), der.end()) != bytes.end();
    };
    for (const Message &message : m_trace.messages)
        if (message.name == "certificate" && holds(message.bytes))
            return;
    for (const Check &check : m_trace.checks)
        for (const Input &input : check.inputs)
            if (input.role == "anchor" && input.value == der)
                return;
    m_result.findings.push_back({where, "a certificate that was sent or is trusted", toHex(der)});
}

/// A party has one clock: the time is that of its checks of the chain.
void Verifier::expectSameTime(const Check &check, const Inputs &inputs, const std::string &where)
{
    const auto chain = std::find_if(m_trace.checks.begin(), m_trace.checks.end(), [&check](const Check &other) {
        return other.operation == operation::chain && other.by == check.by;
    });
    if (chain != m_trace.checks.end())
        expectEqual(where + ": input at, as in the checks of the chain", Inputs(m_trace, chain->inputs).text("at"),
                    inputs.text("at"));
}

/// RFC 6066 8: what the stapled response says.
Verifier::Verdict Verifier::stapled(const Check &check, const Inputs &inputs, const std::string &where)
{
    expectSameTime(check, inputs, where);
    expectPresented(inputs.bytes("certificate"), where + ": input certificate");
    expectPresented(inputs.bytes("issuer"), where + ": input issuer");
    const auto certificate = [&](const char *role) {
        std::optional<crypto::Certificate> parsed = crypto::Certificate::fromDer(m_context, inputs.bytes(role));
        if (!parsed)
            throw BadInput{std::string(role) + " is no certificate"};
        return std::move(*parsed);
    };
    const crypto::OcspVerdict verdict =
        crypto::checkOcspResponse(m_context, inputs.bytes("response"), certificate("certificate"),
                                  certificate("issuer"), static_cast<std::int64_t>(inputs.number("at")));
    return {verdict.good, "good", verdict.actual};
}

static bool isValidDh(crypto::Context &context, Bytes p, ByteView peer)
{
    const crypto::DhParameters parameters{std::move(p), {2}};
    const crypto::EphemeralKey own = crypto::importDh(context, parameters, Bytes{3});
    return !crypto::agreeDh(context, parameters, own, peer).error;
}

static bool isValidEc(crypto::Context &context, std::uint16_t group, ByteView peer)
{
    return !crypto::agreeEc(context, group, crypto::generateEc(context, group), peer).error;
}

/// One after the other; of ML-KEM a ciphertext of the right length is never refused. @throws OutOfReach
static bool isValidHybrid(crypto::Context &context, const std::vector<HybridPart> &parts, ByteView peer)
{
    for (const HybridPart &part : parts) {
        const ByteView value = peer.first(std::min(part.length, peer.size()));
        peer = peer.subspan(value.size());
        const bool encapsulationKey = part.name.ends_with("_encapsulation_key");
        if (value.size() != part.length || (part.curve && !isValidEc(context, part.curve, value)))
            return false;
        if (encapsulationKey && !crypto::canMlKem(context, part.parameters))
            throw OutOfReach{"this libcrypto has no " + std::string(part.parameters)};
        const Bytes randomness(crypto::mlkemRandomnessLength);
        if (encapsulationKey && crypto::encapsulate(context, part.parameters, value, randomness).error)
            return false;
    }
    return peer.empty();
}

/// Whether a value is refused does not depend on the key that meets it, so that any will do.
Verifier::Verdict Verifier::publicValue(const Check &check, const Inputs &inputs)
{
    const Bytes peer = inputs.bytes("peer_public");
    bool valid = false;
    if (!inputs.has("group")) {
        valid = isValidDh(m_context, inputs.bytes("dh_p"), peer);
    } else {
        const std::uint16_t group = inputs.group();
        const std::vector<HybridPart> parts = hybridParts(group, check.by == Side::Client);
        const std::optional<crypto::DhParameters> field = crypto::ffdhe(group);
        // RFC 8446 4.2.8.1: as long as the prime
        valid = field            ? peer.size() == field->p.size() && isValidDh(m_context, field->p, peer)
                : !parts.empty() ? isValidHybrid(m_context, parts, peer)
                                 : isValidEc(m_context, group, peer);
    }
    return {valid, {}, valid ? std::optional<std::string>("valid") : std::nullopt};
}

/// The trust anchors stand with the step `trust` alone, and are those of every step of the same chain.
std::vector<crypto::Certificate> Verifier::anchorsOf(const Check &check)
{
    std::vector<crypto::Certificate> anchors;
    for (std::size_t i = 0; i < m_trace.checks.size(); ++i) {
        const Check &other = m_trace.checks[i];
        if (other.operation != operation::chain || other.by != check.by || other.message != check.message)
            continue;
        for (const Input &input : other.inputs) {
            if (input.role != "anchor")
                continue;
            std::optional<crypto::Certificate> anchor = crypto::Certificate::fromDer(m_context, input.value);
            if (!anchor) {
                m_result.findings.push_back(
                    {"checks[" + std::to_string(i) + "]: input anchor", "a certificate", toHex(input.value)});
                throw OutOfReach{"an anchor is no certificate"};
            }
            anchors.push_back(std::move(*anchor));
        }
    }
    return anchors;
}

/// Most steps depend on a part of the policy only, so that a wrong word would not show in each: all steps of a chain
/// must say what the first one says.
void Verifier::expectSamePolicy(const Check &check, const Inputs &inputs, const std::string &where)
{
    for (std::size_t i = 0; i < m_trace.checks.size(); ++i) {
        const Check &first = m_trace.checks[i];
        if (first.operation != operation::chain || first.by != check.by || first.message != check.message)
            continue;
        const Inputs firsts(m_trace, first.inputs);
        for (const char *role : {"at", "name", "purpose", "key_usage"})
            expectEqual(where + ": input " + role + ", as in checks[" + std::to_string(i) + "]", firsts.text(role),
                        inputs.text(role));
        return;
    }
}

/// @throws BadInput
std::vector<crypto::Certificate> Verifier::certificatesOf(MessageId message)
{
    std::vector<crypto::Certificate> chain;
    for (const Bytes &der : encodedCertificates(m_trace[message], m_versions[message.index])) {
        std::optional<crypto::Certificate> certificate = crypto::Certificate::fromDer(m_context, der);
        if (!certificate)
            throw BadInput{"certificate " + std::to_string(chain.size()) + " of the chain is no certificate"};
        chain.push_back(std::move(*certificate));
    }
    return chain;
}

Verifier::Verdict Verifier::chainStep(const Check &check, const Inputs &inputs, const std::string &where)
{
    crypto::ChainPolicy policy;
    policy.anchors = anchorsOf(check);
    policy.at = static_cast<std::int64_t>(inputs.number("at"));
    policy.name = inputs.text("name");
    policy.purpose = inputs.text("purpose") == "client" ? crypto::Purpose::ClientAuth : crypto::Purpose::ServerAuth;
    policy.keyUsage = inputs.text("key_usage");
    const Input &chain = inputs.input("chain");
    if (chain.messages.size() != 1 || chain.messages[0] != check.message)
        throw BadInput{"chain is not the message that was checked"};
    expectSamePolicy(check, inputs, where);
    for (const crypto::ChainStep &step : crypto::verifyChain(m_context, certificatesOf(chain.messages[0]), policy))
        if (step.name == inputs.text("step") && step.certificate == inputs.number("certificate"))
            return {step.result == crypto::StepResult::Passed, step.expected, step.actual};
    throw BadInput{"verifying the chain has no step " + inputs.text("step") + " for certificate " +
                   inputs.text("certificate")};
}

Verifier::Verdict Verifier::syntax(const Check &check)
{
    if (!check.message || check.name.starts_with("record."))
        throw OutOfReach{"the bytes that were refused are no message"};
    const Message &message = m_trace[*check.message];
    bool wellFormed = !message.error;
    if (wellFormed && message.name == "certificate") {
        try {
            certificatesOf(*check.message);
        } catch (const BadInput &) {
            wellFormed = false;
        }
    }
    return {wellFormed, {}, {}};
}

} // namespace hd
