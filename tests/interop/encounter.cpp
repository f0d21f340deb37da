// SPDX-License-Identifier: GPL-3.0-or-later
#include "encounter.h"

#include <algorithm>
#include <array>

namespace hd::test {

void Findings::require(bool passed, const char *what, const QString &detail)
{
    if (passed)
        return;
    m_text += QStringLiteral("\n  %1: %2").arg(m_about, QLatin1StringView(what));
    if (!detail.isEmpty())
        m_text += QStringLiteral(" (%1)").arg(detail);
}

void exchangeData(Meeting &meeting, bool large, Findings &findings)
{
    std::vector<std::size_t> lengths{1, 100};
    if (large)
        lengths.push_back(40000);
    for (const std::size_t length : lengths) {
        const Bytes data = testData(length);
        meeting.us().send(data);
        meeting.them().send(data);
        meeting.carry();
        findings.require(meeting.them().takeReceived() == data, "data to them", std::to_string(length));
        findings.require(meeting.us().takeReceived() == data, "data to us", std::to_string(length));
    }
}

void compareCertificates(Meeting &meeting, const Bytes &ours, bool theirs, Findings &findings)
{
    findings.require(meeting.them().peerCertificate() == ours, "the certificate that they saw");
    findings.require(meeting.them().peerVerified(), "their verification");
    bool trusted = false;
    for (const Check &check : meeting.recorder().account().checks) {
        findings.require(check.passed, "a check of ours", check.name);
        trusted |= check.name == "certificate.trust";
    }
    findings.require(trusted == theirs, "our verification");
}

void closeOrderly(Meeting &meeting, bool byUs, Findings &findings)
{
    if (byUs)
        meeting.us().close();
    else
        meeting.them().close();
    meeting.carry();
    findings.require(meeting.us().status() == Status::Closed, "our end is closed");
    findings.require(meeting.them().closed(), "their end is closed");
}

Encounter::Encounter(const Combination &combination, Identities &identities, crypto::Context &context)
    : m_combination(combination),
      m_identities(identities),
      m_context(context),
      m_findings(QString::fromStdString(combination.text())),
      m_sessions(combination.resumption == Resumption::SessionId ? 8 : 0),
      m_setting(settingOf(combination, identities))
{
    if (combination.resumption != Resumption::None && combination.ours == Side::Server)
        m_setting.us.sessions = &m_sessions;
}

void Encounter::run()
{
    Meeting first(m_setting, m_context);
    if (!connect(first))
        return;
    compareCertificates(first);
    if (m_combination.resumption == Resumption::None)
        return finish(first);
    first.us().close();
    first.carry();
    resume(first);
}

bool Encounter::connect(Meeting &meeting)
{
    meeting.shakeHands();
    if (meeting.us().status() != Status::Open || !meeting.them().open()) {
        m_findings.require(false, "the handshake", meeting.report());
        return false;
    }
    ++m_handshakes;
    compareAgreement(meeting);
    compareExports(meeting);
    exchangeData(meeting, m_largeData, m_findings);
    return true;
}

void Encounter::resume(Meeting &first)
{
    m_setting.theirContext = first.theirContext();
    ++m_setting.seed;
    if (m_combination.ours == Side::Client) {
        m_setting.us.session = first.us().session();
        m_findings.require(m_setting.us.session.has_value(), "a session to resume");
        const bool ticket = m_setting.us.session && !m_setting.us.session->ticket.empty();
        m_findings.require(ticket == (m_combination.resumption == Resumption::Ticket), "a session of the right kind");
    } else {
        m_setting.theirSession = first.them().session();
    }
    Meeting second(m_setting, m_context);
    if (!connect(second))
        return;
    m_findings.require(second.us().negotiated().resumed, "our session is resumed", second.report());
    m_findings.require(second.them().resumed(), "their session is resumed");
    finish(second);
}

static std::size_t finishedMessages(Meeting &meeting)
{
    const std::vector<Message> &messages = meeting.recorder().account().messages;
    return static_cast<std::size_t>(std::count_if(messages.begin(), messages.end(),
                                                  [](const Message &message) { return message.name == "finished"; }));
}

void Encounter::renegotiate(Meeting &meeting)
{
    m_findings.require(meeting.us().negotiated().secureRenegotiation, "we know that renegotiation is secure");
    m_findings.require(meeting.them().secureRenegotiation(), "they know that renegotiation is secure");
    const std::size_t before = finishedMessages(meeting);
    if (m_combination.again == Again::Us)
        meeting.us().renegotiate();
    else
        meeting.them().renegotiate();
    meeting.carry();
    if (meeting.us().status() != Status::Open || !meeting.them().open())
        return m_findings.require(false, "the renegotiation", meeting.report());
    m_findings.require(finishedMessages(meeting) == before + 2, "a second handshake", meeting.report());
    ++m_handshakes;
    compareAgreement(meeting);
    compareExports(meeting);
    exchangeData(meeting, m_largeData, m_findings);
}

void Encounter::finish(Meeting &meeting)
{
    if (m_combination.again != Again::Nobody)
        renegotiate(meeting);
    closeOrderly(meeting, m_combination.closedByUs, m_findings);
    if (!m_findings.text().isEmpty())
        m_findings.require(false, "in the end", meeting.report());
}

void Encounter::compareAgreement(Meeting &meeting)
{
    const Negotiated &negotiated = meeting.us().negotiated();
    m_findings.require(negotiated.version == names::version(m_combination.version), "our version", negotiated.version);
    m_findings.require(meeting.them().version() == m_combination.version, "their version",
                       names::version(meeting.them().version()));
    m_findings.require(negotiated.suite == m_combination.suite->name, "our suite", negotiated.suite);
    m_findings.require(meeting.them().suite() == m_combination.suite->openssl, "their suite", meeting.them().suite());
    const bool ems = m_combination.extendedMasterSecret == Wanted::ByBoth;
    m_findings.require(negotiated.extendedMasterSecret == ems, "our extended_master_secret");
    m_findings.require(meeting.them().extendedMasterSecret() == ems, "their extended_master_secret");
    const bool etm = m_combination.encryptThenMac == Wanted::ByBoth && m_combination.suite->mode == CipherMode::Cbc;
    m_findings.require(negotiated.encryptThenMac == etm, "encrypt_then_mac");
    if (!m_combination.group || negotiated.resumed)
        return;
    m_findings.require(negotiated.group == m_combination.group->name, "our group", negotiated.group);
    if (m_combination.ours == Side::Server) // as a server libssl forgets it
        m_findings.require(meeting.them().sharedGroup() == m_combination.group->code, "their group",
                           names::group(meeting.them().sharedGroup()));
}

/// The certificate that the other one has accepted, if there should be one.
void Encounter::compareCertificates(Meeting &meeting)
{
    const bool weAreClient = m_combination.ours == Side::Client;
    const std::string ours = weAreClient ? m_combination.clientCredential() : m_combination.certificate;
    const std::string theirs = weAreClient ? m_combination.certificate : m_combination.clientCredential();
    const Bytes expected = ours.empty() ? Bytes() : m_identities.find(ours).chain.front().der();
    hd::test::compareCertificates(meeting, expected, !theirs.empty(), m_findings);
}

/// RFC 5705: with no context, an empty one and one with content, which are three different things.
void Encounter::compareExports(Meeting &meeting)
{
    static constexpr std::uint8_t content[] = {1, 2, 3, 0, 255};
    const std::array<std::optional<ByteView>, 3> contexts{std::nullopt, ByteView(), ByteView(content)};
    std::vector<Bytes> seen;
    for (const std::optional<ByteView> &context : contexts) {
        const Bytes ours = meeting.us().exportKeyingMaterial("EXPORTER-HelloDone", context, 77);
        const Bytes theirs = meeting.them().exportKeyingMaterial("EXPORTER-HelloDone", context, 77);
        m_findings.require(ours == theirs, "exported keying material", toHex(ours) + " / " + toHex(theirs));
        m_findings.require(std::find(seen.begin(), seen.end(), ours) == seen.end(), "contexts that are told apart");
        seen.push_back(ours);
    }
}

Bytes testData(std::size_t length)
{
    Bytes data(length);
    for (std::size_t i = 0; i < length; ++i)
        data[i] = static_cast<std::uint8_t>(i * 131 + (i >> 8));
    return data;
}

} // namespace hd::test
