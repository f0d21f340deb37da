// SPDX-License-Identifier: GPL-3.0-or-later
#include "handshake/party.h"

#include "trace/operations.h"

#include <set>

namespace hd {

std::string joined(const std::vector<std::string> &words)
{
    std::string text;
    for (const std::string &word : words)
        text += (text.empty() ? "" : ", ") + printable(word);
    return text;
}

void Party::conclude(std::string_view name, bool passed, const char *operation, std::string expected,
                     std::string actual, std::vector<Input> inputs, std::optional<Alert> alert)
{
    const CheckRule &rule = checkRule(name);
    const Alert reason = alert.value_or(rule.alert);
    Check check;
    check.name = name;
    check.passed = passed;
    check.operation = operation;
    check.expected = std::move(expected);
    check.actual = std::move(actual);
    check.inputs = std::move(inputs);
    check.clause = clauseIn(m_wire.version, rule.clause);
    check.message = m_recorder.lastMessage();
    check.alert = static_cast<std::uint8_t>(spoken(reason).value_or(Alert::HandshakeFailure));
    m_recorder.checked(std::move(check));
    if (!passed)
        throw HandshakeFailure{reason};
}

void Party::requireEqual(std::string_view check, Input expected, Input actual)
{
    const bool passed = crypto::equalInConstantTime(expected.value, actual.value);
    std::string expectedText = toHex(expected.value);
    std::string actualText = toHex(actual.value);
    conclude(check, passed, operation::equal, std::move(expectedText), std::move(actualText),
             {std::move(expected), std::move(actual)});
}

static void appendWords(std::vector<Input> &inputs, const std::string &role, const std::vector<std::string> &words)
{
    for (const std::string &word : words)
        inputs.push_back(wordInput(role, printable(word)));
}

void Party::requireMember(std::string_view check, const std::vector<std::string> &allowed,
                          const std::vector<std::string> &actual)
{
    const bool passed = std::all_of(actual.begin(), actual.end(), [&allowed](const std::string &word) {
        return std::find(allowed.begin(), allowed.end(), word) != allowed.end();
    });
    std::vector<Input> inputs;
    appendWords(inputs, "allowed", allowed);
    appendWords(inputs, "actual", actual);
    conclude(check, passed, operation::member, joined(allowed), joined(actual), std::move(inputs));
}

void Party::requireContains(std::string_view check, const std::string &required, const std::vector<std::string> &items)
{
    const bool passed = std::find(items.begin(), items.end(), required) != items.end();
    std::vector<Input> inputs{wordInput("required", required)};
    appendWords(inputs, "item", items);
    conclude(check, passed, operation::contains, required, items.empty() ? "none" : joined(items), std::move(inputs));
}

void Party::requireDistinct(std::string_view check, const std::vector<std::string> &items)
{
    const bool passed = std::set(items.begin(), items.end()).size() == items.size();
    std::vector<Input> inputs;
    appendWords(inputs, "item", items);
    conclude(check, passed, operation::distinct, "each at most once", joined(items), std::move(inputs));
}

void Party::requireAtLeast(std::string_view check, std::uint64_t minimum, std::uint64_t actual, std::string_view unit)
{
    conclude(check, actual >= minimum, operation::atLeast,
             "at least " + std::to_string(minimum) + " " + std::string(unit),
             std::to_string(actual) + " " + std::string(unit),
             {wordInput("minimum", std::to_string(minimum)), wordInput("actual", std::to_string(actual))});
}

void Party::requireAtMost(std::string_view check, std::uint64_t maximum, std::uint64_t actual, std::string_view unit)
{
    conclude(check, actual <= maximum, operation::atMost,
             "at most " + std::to_string(maximum) + " " + std::string(unit),
             std::to_string(actual) + " " + std::string(unit),
             {wordInput("maximum", std::to_string(maximum)), wordInput("actual", std::to_string(actual))});
}

void Party::requireSignature(std::string_view check, const crypto::PublicKey &key, std::uint16_t scheme,
                             ByteView content, std::vector<Input> contentParts, Input signature)
{
    const bool passed =
        key.verify(m_context, scheme, content, crypto::derOfSignature(m_wire.version, key, signature.value));
    std::vector<Input> inputs = std::move(contentParts);
    inputs.push_back(wordInput("scheme", names::signatureForm(scheme)));
    inputs.push_back(bytesInput("public_key", key.spki()));
    inputs.push_back(std::move(signature));
    conclude(check, passed, operation::verifySignature, "a valid " + names::signatureForm(scheme) + " signature",
             passed ? "valid" : "not valid", std::move(inputs));
}

void Party::requireHashSignature(std::string_view check, const crypto::PublicKey &key, std::uint16_t scheme,
                                 const Secret &hash, Input signature)
{
    const bool passed =
        key.verifyHash(m_context, scheme, hash.bytes(), crypto::derOfSignature(m_wire.version, key, signature.value));
    conclude(check, passed, operation::verifyHash, "a valid " + names::signatureForm(scheme) + " signature",
             passed ? "valid" : "not valid",
             {hash.input("hash_value"), wordInput("scheme", names::signatureForm(scheme)),
              bytesInput("public_key", key.spki()), std::move(signature)});
}

void Party::requireGoodStatus(std::string_view check, Input response, const crypto::Certificate &leaf,
                              const crypto::Certificate &issuer)
{
    const crypto::OcspVerdict verdict =
        crypto::checkOcspResponse(m_context, response.value, leaf, issuer, m_clock.unixTime());
    std::vector<Input> inputs{std::move(response), bytesInput("certificate", leaf.der()),
                              bytesInput("issuer", issuer.der()), wordInput("at", std::to_string(m_clock.unixTime()))};
    const Alert alert = verdict.good ? checkRule(check).alert : static_cast<Alert>(verdict.alert);
    conclude(check, verdict.good, operation::ocsp, "good", verdict.actual, std::move(inputs), alert);
}

static std::string_view reasonOf(crypto::KeyShareError error)
{
    switch (error) {
    case crypto::KeyShareError::WrongLength:
        return "of the wrong length";
    case crypto::KeyShareError::NotOnCurve:
        return "not a point on the curve";
    case crypto::KeyShareError::OutOfRange:
        return "outside 2..p-2";
    case crypto::KeyShareError::AllZero:
        return "of small order: the result is all zero";
    case crypto::KeyShareError::NotReduced:
        return "not reduced: a coefficient is not below q";
    }
    return {};
}

void Party::requirePublicValue(std::string_view check, const std::optional<crypto::KeyShareError> &error,
                               std::vector<Input> inputs)
{
    conclude(check, !error, operation::publicValue, "a valid public value",
             error ? std::string(reasonOf(*error)) : std::string("valid"), std::move(inputs));
}

static std::vector<Input> chainInputs(const crypto::ChainStep &step, const crypto::ChainPolicy &policy,
                                      MessageId message)
{
    Input chain = wordInput("chain", {});
    chain.messages = {message};
    std::vector<Input> inputs{wordInput("step", step.name),
                              wordInput("certificate", std::to_string(step.certificate)),
                              std::move(chain),
                              wordInput("at", std::to_string(policy.at)),
                              wordInput("name", policy.name),
                              wordInput("purpose", policy.purpose == crypto::Purpose::ServerAuth ? "server" : "client"),
                              wordInput("key_usage", policy.keyUsage)};
    if (step.name == "trust")
        for (const crypto::Certificate &anchor : policy.anchors)
            inputs.push_back(bytesInput("anchor", anchor.der()));
    return inputs;
}

std::vector<crypto::Certificate> Party::requireChain(const std::vector<Bytes> &chain, MessageId message,
                                                     crypto::Purpose purpose, const std::string &name,
                                                     std::string keyUsage)
{
    std::vector<crypto::Certificate> certificates;
    for (std::size_t i = 0; i < chain.size(); ++i) {
        std::optional<crypto::Certificate> certificate = crypto::Certificate::fromDer(m_context, chain[i]);
        if (!certificate)
            failSyntax("certificate.syntax", {"is not a DER certificate",
                                              "certificate.certificate_list[" + std::to_string(i) + "].certificate",
                                              {}});
        certificates.push_back(std::move(*certificate));
    }
    if (m_config.verifyPeer) {
        const crypto::ChainPolicy policy{m_config.anchors, m_clock.unixTime(), purpose, name, std::move(keyUsage)};
        requireSteps(crypto::verifyChain(m_context, certificates, policy), policy, message);
    }
    return certificates;
}

void Party::requireSteps(const std::vector<crypto::ChainStep> &steps, const crypto::ChainPolicy &policy,
                         MessageId message)
{
    std::optional<Alert> failure;
    for (const crypto::ChainStep &step : steps) {
        if (step.result == crypto::StepResult::NotChecked)
            continue;
        Check check;
        check.name = "certificate." + step.name;
        check.passed = step.result == crypto::StepResult::Passed;
        check.operation = operation::chain;
        check.expected = step.expected;
        check.actual = step.actual;
        check.inputs = chainInputs(step, policy, message);
        check.clause = step.clause;
        check.message = message;
        check.alert =
            static_cast<std::uint8_t>(spoken(static_cast<Alert>(step.alert)).value_or(Alert::HandshakeFailure));
        if (!check.passed && !failure)
            failure = static_cast<Alert>(step.alert);
        m_recorder.checked(std::move(check));
    }
    if (failure)
        throw HandshakeFailure{*failure};
}

void Party::failExpected(const std::vector<std::string> &allowed, std::string_view actual)
{
    std::vector<Input> inputs;
    appendWords(inputs, "allowed", allowed);
    inputs.push_back(wordInput("actual", std::string(actual)));
    conclude("message.expected", false, operation::state, joined(allowed), std::string(actual), std::move(inputs));
    throw HandshakeFailure{Alert::UnexpectedMessage};
}

void Party::failSyntax(std::string_view check, const DecodeError &error)
{
    conclude(check, false, operation::syntax, "a well-formed message", error.path + ": " + error.what, {});
    throw HandshakeFailure{checkRule(check).alert};
}

static std::vector<std::string> supportedIn(const Decision &decision)
{
    std::vector<std::string> words;
    for (const Candidate &row : decision.candidates)
        if (row.supported)
            words.push_back(row.name);
    return words;
}

void Party::requireChosen(std::string_view check, Decision decision)
{
    const std::vector<std::string> supported = supportedIn(decision);
    const std::string chosen = decision.chosen.empty() ? "none in common" : decision.chosen;
    record(std::move(decision));
    requireMember(check, supported, {chosen});
}

} // namespace hd
