// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/certificatechains.h"

#include "trace/operations.h"
#include "trace/timeline.h"

#include <set>

namespace hd {

namespace {

const Input *inputOf(const Check &check, std::string_view role)
{
    const auto found = std::ranges::find(check.inputs, role, &Input::role);
    return found == check.inputs.end() ? nullptr : &*found;
}

std::string textOf(const Check &check, std::string_view role)
{
    const Input *input = inputOf(check, role);
    return input ? input->text : std::string();
}

std::optional<std::int64_t> numberIn(const std::string &text)
{
    constexpr std::size_t longest = 18; // fits, whatever the digits are
    const bool negative = text.starts_with('-');
    const std::string digits = text.substr(negative ? 1 : 0);
    if (digits.empty() || digits.size() > longest ||
        !std::all_of(digits.begin(), digits.end(), [](char c) { return c >= '0' && c <= '9'; }))
        return std::nullopt;
    return std::stoll(text);
}

std::uint32_t handshakeOf(const std::vector<MessageId> &starts, MessageId message)
{
    const auto after = std::upper_bound(starts.begin(), starts.end(), message);
    return static_cast<std::uint32_t>(std::max<std::ptrdiff_t>(after - starts.begin(), 1) - 1);
}

ChainCertificate read(Bytes der)
{
    ChainCertificate certificate;
    certificate.der = std::move(der);
    certificate.summary = certificateSummary(certificateFields(certificate.der).fields, certificate.der);
    return certificate;
}

/// Puts together what a trace says of one certificate message.
class ChainReader
{
public:
    ChainReader(const Trace &trace, MessageId message) : m_trace(trace), m_message(trace[message])
    {
        m_chain.message = message;
        m_chain.from = m_message.from;
    }

    CertificateChain read(const std::vector<MessageId> &starts);

private:
    void readCertificates();
    void readStatuses();
    void readChecks();
    void readAnchors();
    void joinLinks();
    void addSteps();
    void addStep(std::string step, std::optional<std::uint32_t> certificate);
    void addStatus();
    void addTimestamps();
    void addPossession();
    ChainStepRow rowOf(std::string step, std::optional<std::uint32_t> certificate, std::uint32_t check) const;
    NotChecked reasonFor(std::string_view step, std::size_t certificate) const;
    bool tells(Side side) const;
    NotChecked whyNobodyVerified() const;
    bool isLast(std::size_t certificate) const { return certificate + 1 == m_chain.path.size(); }
    bool isNext(const Message &message, std::string_view name) const
    {
        return message.from == m_chain.from && message.name == name;
    }

    const Trace &m_trace;
    const Message &m_message;
    CertificateChain m_chain;
    std::vector<std::uint32_t> m_checks; ///< operation `chain`, of this message
};

void ChainReader::readCertificates()
{
    const std::string list = "certificate.certificate_list";
    for (std::size_t i = 0;; ++i) {
        const std::string path = list + '[' + std::to_string(i) + "].certificate";
        const Field *field = m_message.field(path);
        if (!field)
            return;
        const ByteView der = slice(m_message.bytes, field->range);
        m_chain.path.push_back(hd::read({der.begin(), der.end()}));
        m_chain.path.back().field = FieldRef{m_chain.message, path};
    }
}

/// RFC 6066 8: a message of its own; RFC 8446 4.4.2: extensions of each certificate.
void ChainReader::readStatuses()
{
    for (FieldIndex i = 0; i < m_message.fields.size(); ++i) {
        const std::string &name = m_message.fields[i].name;
        if (name != "response" && name != "serialized_sct")
            continue;
        FieldRef field{m_chain.message, m_message.fields.path(i)};
        (name == "response" ? m_chain.statuses : m_chain.timestamps).push_back(std::move(field));
    }
    for (std::uint32_t m = m_chain.message.index + 1; m < m_trace.messages.size(); ++m) {
        const Message &message = m_trace.messages[m];
        if (message.flight != m_message.flight || message.from != m_chain.from)
            return;
        if (message.name == "certificate_status" && message.field("certificate_status.response"))
            m_chain.statuses.push_back({MessageId{m}, "certificate_status.response"});
    }
}

void ChainReader::readChecks()
{
    for (std::uint32_t i = 0; i < m_trace.checks.size(); ++i) {
        const Check &check = m_trace.checks[i];
        const Input *chain = inputOf(check, "chain");
        if (check.operation != operation::chain || check.by != m_chain.relying() || !chain ||
            chain->messages != std::vector{m_chain.message})
            continue;
        m_checks.push_back(i);
        m_chain.name = textOf(check, "name");
        m_chain.at = numberIn(textOf(check, "at"));
    }
}

/// The step `trust` names them, and the last certificate that was looked at: one past the last sent is an anchor.
void ChainReader::readAnchors()
{
    const std::size_t sent = m_chain.path.size();
    std::set<std::int64_t> looked;
    for (const std::uint32_t index : m_checks) {
        const Check &check = m_trace.checks[index];
        const std::optional<std::int64_t> certificate = numberIn(textOf(check, "certificate"));
        if (certificate)
            looked.insert(*certificate);
        if (textOf(check, "step") != "trust")
            continue;
        for (const Input &input : check.inputs)
            if (input.role == "anchor") {
                m_chain.anchors.push_back(hd::read(input.value));
                m_chain.anchors.back().anchor = true;
            }
    }
    for (std::size_t i = 0; i < sent; ++i) {
        ChainCertificate &one = m_chain.path[i];
        one.onPath = m_checks.empty() || looked.contains(static_cast<std::int64_t>(i));
        one.anchor = std::ranges::find(m_chain.anchors, one.der, &ChainCertificate::der) != m_chain.anchors.end();
    }
    if (sent == 0 || !looked.contains(static_cast<std::int64_t>(sent)))
        return;
    // The verifier took the anchor that has signed the last on the path; among those of one name, any stands for it.
    std::size_t last = sent - 1;
    while (last > 0 && !m_chain.path[last].onPath)
        --last;
    const Bytes &issuer = m_chain.path[last].summary.issuerDer;
    for (const ChainCertificate &anchor : m_chain.anchors)
        if (anchor.summary.subjectDer == issuer) {
            m_chain.path.push_back(anchor);
            return;
        }
}

void ChainReader::joinLinks()
{
    for (std::size_t i = 0; i < m_chain.path.size(); ++i) {
        ChainCertificate &one = m_chain.path[i];
        const CertificateSummary &issuer = m_chain.path[isLast(i) ? i : i + 1].summary;
        one.issuedByNext = !one.summary.issuerDer.empty() && one.summary.issuerDer == issuer.subjectDer;
    }
}

/// Whether the recording says what this party did.
bool ChainReader::tells(Side side) const
{
    const auto made = [side](const auto &one) { return one.by == side; };
    return std::any_of(m_trace.checks.begin(), m_trace.checks.end(), made) ||
           std::any_of(m_trace.derivations.begin(), m_trace.derivations.end(), made);
}

NotChecked ChainReader::whyNobodyVerified() const
{
    const Side by = m_chain.relying();
    if (!tells(by))
        return NotChecked::NoAccount;
    const bool later = std::any_of(m_trace.checks.begin(), m_trace.checks.end(), [&](const Check &check) {
        return check.by == by && check.message && *check.message > m_chain.message;
    });
    return later ? NotChecked::NotVerifying : NotChecked::EndedBefore;
}

NotChecked ChainReader::reasonFor(std::string_view step, std::size_t certificate) const
{
    const ChainCertificate &one = m_chain.path[certificate];
    if (m_checks.empty())
        return whyNobodyVerified();
    if (!one.onPath)
        return NotChecked::OffPath;
    if (step == "signature")
        return one.field ? NotChecked::NoIssuer : NotChecked::Anchor;
    if (step == "name")
        return NotChecked::AnyName;
    return NotChecked::EndedBefore;
}

ChainStepRow ChainReader::rowOf(std::string step, std::optional<std::uint32_t> certificate, std::uint32_t index) const
{
    const Check &check = m_trace.checks[index];
    return {std::move(step), certificate,      check.passed ? StepState::Passed : StepState::Failed,
            index,           NotChecked::None, check.expected,
            check.actual,    check.clause};
}

/// What was found of one step; where there is no check, why.
void ChainReader::addStep(std::string step, std::optional<std::uint32_t> certificate)
{
    bool found = false;
    for (const std::uint32_t index : m_checks) {
        const Check &check = m_trace.checks[index];
        if (textOf(check, "step") == step &&
            (!certificate || textOf(check, "certificate") == std::to_string(*certificate))) {
            m_chain.steps.push_back(rowOf(step, certificate, index));
            found = true;
        }
    }
    // These are there only where a certificate calls for them; see crypto::ChainStep.
    const bool rare = step == "extensions" || step == "name_constraints" || (step == "usage" && certificate != 0U);
    if (!found && !rare)
        m_chain.steps.push_back({step,
                                 certificate,
                                 StepState::NotChecked,
                                 {},
                                 certificate ? reasonFor(step, *certificate)
                                             : (m_checks.empty() ? whyNobodyVerified() : NotChecked::EndedBefore),
                                 {},
                                 {},
                                 {}});
}

void ChainReader::addSteps()
{
    static constexpr const char *ofLeaf[] = {"signature", "validity", "extensions", "name", "usage", "key_usage"};
    static constexpr const char *ofOthers[] = {"signature",   "validity",      "extensions", "ca_flag",
                                               "path_length", "key_cert_sign", "usage",      "name_constraints"};
    for (std::uint32_t i = 0; i < m_chain.path.size(); ++i) {
        if (!m_chain.path[i].onPath) {
            m_chain.steps.push_back({"signature", i, StepState::NotChecked, {}, NotChecked::OffPath, {}, {}, {}});
            continue;
        }
        for (const char *step : i == 0 ? std::span<const char *const>(ofLeaf) : std::span<const char *const>(ofOthers))
            addStep(step, i);
    }
    addStep("trust", {});
    addStatus();
    addTimestamps();
    addPossession();
}

void ChainReader::addStatus()
{
    for (std::uint32_t i = 0; i < m_trace.checks.size(); ++i) {
        const Check &check = m_trace.checks[i];
        const Input *response = inputOf(check, "response");
        if (check.operation == operation::ocsp && response && !response->fields.empty() &&
            std::ranges::find(m_chain.statuses, response->fields.front()) != m_chain.statuses.end()) {
            m_chain.steps.push_back(rowOf("status", {}, i));
            return;
        }
    }
    m_chain.steps.push_back({"status",
                             {},
                             StepState::NotChecked,
                             {},
                             m_chain.statuses.empty() ? NotChecked::NoRevocation : NotChecked::StatusNotLooked,
                             {},
                             {},
                             {}});
}

void ChainReader::addTimestamps()
{
    if (!m_chain.timestamps.empty())
        m_chain.steps.push_back({"timestamps", {}, StepState::NotChecked, {}, NotChecked::NoLogs, {}, {}, {}});
}

/// Whether who sent the certificate has its private key: the signature of the next message of theirs that has one.
void ChainReader::addPossession()
{
    for (std::uint32_t i = 0; i < m_trace.checks.size(); ++i) {
        const Check &check = m_trace.checks[i];
        const bool signature =
            check.name == "server_key_exchange.signature" || check.name == "certificate_verify.signature";
        if (!signature || check.by != m_chain.relying() || !check.message || *check.message < m_chain.message)
            continue;
        if (m_trace[*check.message].from != m_chain.from)
            continue;
        m_chain.steps.push_back(rowOf("possession", {}, i));
        return;
    }
    const bool signs = std::any_of(
        m_trace.messages.begin() + m_chain.message.index, m_trace.messages.end(), [&](const Message &message) {
            return isNext(message, "server_key_exchange") || isNext(message, "certificate_verify");
        });
    const std::string &exchange = m_trace.negotiated.keyExchange;
    const bool transport = m_chain.from == Side::Server && (exchange == "RSA" || exchange == "RSA_PSK");
    NotChecked why = NotChecked::NoUse;
    if (!tells(m_chain.relying()))
        why = NotChecked::NoAccount;
    else if (transport)
        why = NotChecked::KeyByFinished;
    else if (signs || m_chain.trusted() == false)
        why = NotChecked::EndedBefore;
    m_chain.steps.push_back({"possession", {}, StepState::NotChecked, {}, why, {}, {}, {}});
}

CertificateChain ChainReader::read(const std::vector<MessageId> &starts)
{
    m_chain.handshake = handshakeOf(starts, m_chain.message);
    m_chain.arrived = positionOf(m_trace, What::MessageReceived, m_chain.message.index).has_value();
    const auto before = m_trace.messages.begin() + m_chain.message.index;
    const std::uint32_t start = starts.empty() ? 0 : starts[m_chain.handshake].index;
    // RFC 8446 4.6.2: it comes after this party's own finished
    m_chain.afterHandshake = std::any_of(m_trace.messages.begin() + std::min(start, m_chain.message.index), before,
                                         [&](const Message &message) { return isNext(message, "finished"); });
    readCertificates();
    readStatuses();
    readChecks();
    readAnchors();
    joinLinks();
    addSteps();
    return std::move(m_chain);
}

} // namespace

std::optional<bool> CertificateChain::trusted() const
{
    bool trust = false;
    for (const ChainStepRow &row : steps) {
        if (row.step == "possession" || row.step == "status")
            continue;
        if (row.state == StepState::Failed)
            return false;
        trust = trust || (row.step == "trust" && row.state == StepState::Passed);
    }
    return trust ? std::optional(true) : std::nullopt;
}

std::vector<CertificateChain> certificateChains(const Trace &trace)
{
    const std::vector<MessageId> starts = handshakeStarts(trace);
    std::vector<CertificateChain> chains;
    for (std::uint32_t i = 0; i < trace.messages.size(); ++i)
        if (trace.messages[i].name == "certificate" &&
            trace.messages[i].field("certificate.certificate_list[0].certificate"))
            chains.push_back(ChainReader(trace, MessageId{i}).read(starts));
    return chains;
}

std::vector<MissingChain> missingChains(const Trace &trace)
{
    const std::vector<MessageId> starts = handshakeStarts(trace);
    std::vector<MissingChain> missing;
    for (std::uint32_t h = 0; h < starts.size(); ++h)
        for (const Side side : {Side::Server, Side::Client}) {
            MissingChain none{side, h, {}, {}, false};
            bool sent = false, answered = false, agreed = false;
            for (std::uint32_t i = 0; i < trace.messages.size(); ++i) {
                const Message &message = trace.messages[i];
                if (handshakeOf(starts, {i}) != h)
                    continue;
                answered = answered || message.name == "server_hello";
                agreed = agreed || message.name == "server_hello_done" || message.name == "certificate";
                if (message.name != "certificate" || message.from != side)
                    continue;
                sent = sent || message.field("certificate.certificate_list[0].certificate");
                none.empty = MessageId{i};
            }
            for (std::uint32_t i = 0; i < trace.omissions.size(); ++i) {
                const Omission &omission = trace.omissions[i];
                if (omission.by == side && omission.message == "certificate" && omission.after &&
                    handshakeOf(starts, *omission.after) == h)
                    none.omission = i;
            }
            none.resumed = answered && !agreed && !none.omission && trace.negotiated.resumed;
            if (!sent)
                missing.push_back(none);
        }
    return missing;
}

} // namespace hd
