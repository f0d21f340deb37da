// SPDX-License-Identifier: GPL-3.0-or-later
#include "tls13encounter.h"

#include "crypto/primitives.h"
#include "formats/verify.h"

#include <algorithm>

namespace hd::test {

static constexpr std::string_view earlyText = "what cannot wait\n";

std::string notVerified(Meeting &meeting)
{
    const bool client = meeting.recorder().side() == Side::Client;
    Trace account = meeting.recorder().takeAccount();
    Trace trace = client ? mergeAccounts(std::move(account), {}, 0) : mergeAccounts({}, std::move(account), 0);
    (client ? trace.outcome.client : trace.outcome.server) = meeting.us().status();
    std::string text;
    for (const Finding &finding : verify(trace).findings)
        text += "\n    " + finding.where + ": " + finding.expected + " / " + finding.actual;
    return text;
}

std::string troubleOfConversation(Meeting &meeting)
{
    const Bytes data = testData(300);
    meeting.us().send(data);
    meeting.them().send(data);
    meeting.carry();
    if (meeting.us().takeReceived() != data || meeting.them().takeReceived() != data)
        return "data did not arrive: " + meeting.report();
    meeting.us().close();
    meeting.carry();
    if (meeting.us().status() != Status::Closed || !meeting.them().closed())
        return "no orderly end: " + meeting.report();
    return notVerified(meeting);
}

Bytes derived(const Trace &account, std::string_view name)
{
    for (auto derivation = account.derivations.rbegin(); derivation != account.derivations.rend(); ++derivation)
        if (derivation->name == name)
            return derivation->output;
    return {};
}

std::size_t messagesOf(const Trace &account, Side from, std::string_view name)
{
    return static_cast<std::size_t>(
        std::count_if(account.messages.begin(), account.messages.end(),
                      [&](const Message &message) { return message.from == from && message.name == name; }));
}

Tls13Encounter::Tls13Encounter(const Tls13Combination &combination, Tls13Identities &identities,
                               crypto::Context &context)
    : m_combination(combination),
      m_identities(identities),
      m_context(context),
      m_findings(QString::fromStdString(combination.text())),
      m_setting(settingOf(combination, identities))
{
    if (combination.ours == Side::Server)
        m_setting.us.sessions = &m_sessions;
}

void Tls13Encounter::run()
{
    Meeting first(m_setting, m_context);
    if (!connect(first, false))
        return;
    compareCertificates(first);
    if (m_combination.again == Tls13Again::Nothing) {
        updateKeys(first);
        return close(first);
    }
    goOn(first);
}

bool Tls13Encounter::connect(Meeting &meeting, bool again)
{
    if (again && m_combination.ours == Side::Server && m_combination.earlyOutcome() != EarlyData::None)
        meeting.them().offerEarlyData(toBytes(earlyText));
    if (again)
        meeting.them().askForNoCookie();
    meeting.shakeHands();
    if (meeting.us().status() != Status::Open || !meeting.them().open()) {
        m_findings.require(false, again ? "the second handshake" : "the handshake", meeting.report());
        return false;
    }
    ++m_handshakes;
    compareAgreement(meeting, again);
    compareMessages(meeting, again);
    compareExports(meeting);
    if (again)
        compareEarlyData(meeting);
    exchangeData(meeting, m_largeData, m_findings);
    return true;
}

void Tls13Encounter::prepareSecond(Meeting &first)
{
    ++m_setting.seed;
    const bool client = m_combination.ours == Side::Client;
    if (m_combination.pskAlone())
        m_setting.us.tls13.pskModes = {PskMode::Ke};
    if (m_combination.byExternalKey()) {
        m_setting.us.psks = {externalKey(*m_combination.suite)};
        m_setting.them.tls13.psks = m_setting.us.psks;
        return;
    }
    if (client) {
        m_setting.theirContext = first.theirContext();
        m_setting.us.session = first.us().session();
        m_findings.require(m_setting.us.session.has_value(), "a ticket of theirs");
        if (m_combination.early != EarlyData::None)
            m_setting.us.tls13.earlyData = toBytes(earlyText);
    } else {
        m_setting.theirSession = first.them().session();
        if (m_combination.early == EarlyData::Rejected)
            m_setting.us.tls13.maxEarlyData = 0;
    }
}

void Tls13Encounter::goOn(Meeting &first)
{
    prepareSecond(first);
    close(first);
    Meeting second(m_setting, m_context);
    if (!connect(second, true))
        return m_findings.require(false, "in the end", second.report());
    updateKeys(second);
    close(second);
}

void Tls13Encounter::compareAgreement(Meeting &meeting, bool again)
{
    const Negotiated &negotiated = meeting.us().negotiated();
    m_findings.require(negotiated.version == names::version(tls13), "our version", negotiated.version);
    m_findings.require(meeting.them().version() == tls13, "their version");
    m_findings.require(negotiated.suite == m_combination.suite->name, "our suite", negotiated.suite);
    m_findings.require(meeting.them().suite() == m_combination.suite->name, "their suite", meeting.them().suite());
    m_findings.require(meeting.them().resumed() == again, "what they say of resumption");
    m_findings.require(negotiated.resumed == (again && m_combination.byTicket()), "what we say of resumption");
    if (again && m_combination.pskAlone()) {
        m_findings.require(negotiated.keyExchange == "PSK" && negotiated.group.empty(), "no group of ours",
                           negotiated.keyExchange + " " + negotiated.group);
        return;
    }
    m_findings.require(negotiated.group == m_combination.group->name, "our group", negotiated.group);
    m_findings.require(meeting.them().sharedGroup() == m_combination.group->code, "their group",
                       names::group(meeting.them().sharedGroup()));
}

/// The certificate that the other one has accepted, if there should be one, and what it was signed with.
void Tls13Encounter::compareCertificates(Meeting &meeting)
{
    const bool weAreClient = m_combination.ours == Side::Client;
    const std::string server = m_combination.signer.credential, client = m_combination.clientCredential();
    const std::string ours = weAreClient ? client : server, theirs = weAreClient ? server : client;
    const Bytes expected = ours.empty() ? Bytes() : m_identities.find(ours).chain.front().der();
    hd::test::compareCertificates(meeting, expected, !theirs.empty(), m_findings);
    for (const Message &message : meeting.recorder().account().messages)
        if (message.from == Side::Server && message.name == "certificate_verify") {
            const int scheme = message.bytes[4] << 8 | message.bytes[5];
            m_findings.require(scheme == m_combination.signer.scheme, "the signature",
                               names::signature(static_cast<std::uint64_t>(scheme)));
        }
}

/// That the combination is what it says.
void Tls13Encounter::compareMessages(Meeting &meeting, bool again)
{
    const Trace &account = meeting.recorder().account();
    const bool retried = again ? m_combination.retriesAgain() : m_combination.retry != Retry::None;
    const auto count = [&](Side from, std::string_view name) { return messagesOf(account, from, name); };
    m_findings.require(count(Side::Server, "hello_retry_request") == retried, "hello_retry_request",
                       std::to_string(count(Side::Server, "hello_retry_request")));
    const bool early = again && m_combination.earlyOutcome() == EarlyData::Accepted;
    m_findings.require(count(Side::Client, "end_of_early_data") == early, "end_of_early_data");
    const bool certificates = !again;
    m_findings.require(count(Side::Server, "certificate") == certificates, "the server's certificate");
    const bool asked = certificates && m_combination.client != Tls13Client::NotAsked;
    m_findings.require(count(Side::Server, "certificate_request") == asked, "certificate_request");
    m_findings.require(count(Side::Client, "certificate") == asked, "the client's certificate");
    for (const Side side : {Side::Client, Side::Server})
        m_findings.require((count(side, "change_cipher_spec") > 0) == m_combination.compatible, "change_cipher_spec");
}

/// RFC 8446 7.5: an empty context is none; one with content is another.
void Tls13Encounter::compareExports(Meeting &meeting)
{
    static constexpr std::uint8_t content[] = {1, 2, 3, 0, 255};
    for (const std::optional<ByteView> &context :
         {std::optional<ByteView>(), std::optional(ByteView()), std::optional(ByteView(content))}) {
        const Bytes ours = meeting.us().exportKeyingMaterial("EXPORTER-HelloDone", context, 77);
        const Bytes theirs = meeting.them().exportKeyingMaterial("EXPORTER-HelloDone", context, 77);
        m_findings.require(!ours.empty() && ours == theirs, "exported keying material",
                           toHex(ours) + " / " + toHex(theirs));
    }
}

/// What arrived, what both say of it, and what the early exporter gives both.
void Tls13Encounter::compareEarlyData(Meeting &meeting)
{
    const EarlyData outcome = m_combination.earlyOutcome();
    const bool client = m_combination.ours == Side::Client, accepted = outcome == EarlyData::Accepted;
    const std::string said = meeting.us().negotiated().earlyData;
    const char *expected = outcome == EarlyData::None ? "" : accepted ? "accepted" : "rejected";
    m_findings.require(said == expected, "what became of the early data", said);
    if (outcome == EarlyData::None)
        return;
    m_findings.require(meeting.them().earlyDataAccepted() == accepted, "what they say of the early data");
    // A client of ours says it again, after the handshake; one of libssl's leaves that to its user.
    const Bytes arrived =
        client ? accepted ? meeting.them().earlyData() : meeting.them().takeReceived() : meeting.us().takeReceived();
    m_findings.require(arrived == (client || accepted ? toBytes(earlyText) : Bytes()), "the early data",
                       toHex(arrived));
    if (!accepted)
        return;
    // RFC 8446 7.5, from the early_exporter_master_secret
    const CipherSuite &suite = *m_combination.suite;
    const crypto::Hash hash = suite.prf == HashName::Sha384 ? crypto::Hash::Sha384 : crypto::Hash::Sha256;
    const Bytes content = testData(20);
    const std::size_t length = crypto::size(hash);
    const Bytes secret =
        crypto::hkdfExpandLabel(m_context, hash, derived(meeting.recorder().account(), "early_exporter_master_secret"),
                                "EXPORTER-early", crypto::digest(m_context, hash, {}), length);
    const Bytes ours =
        crypto::hkdfExpandLabel(m_context, hash, secret, "exporter", crypto::digest(m_context, hash, {content}), 40);
    m_findings.require(ours == meeting.them().exportEarlyKeyingMaterial("EXPORTER-early", content, 40),
                       "early exported keying material");
}

void Tls13Encounter::updateKeys(Meeting &meeting)
{
    const Update update = m_combination.update;
    if (update == Update::None)
        return;
    const bool both = update == Update::BothRequesting;
    const bool ours = both || update == Update::Ours || update == Update::OursRequesting;
    const bool theirs = both || update == Update::Theirs || update == Update::TheirsRequesting;
    const bool request = both || update == Update::OursRequesting || update == Update::TheirsRequesting;
    // What one says before it has heard of the other's new keys goes under its old ones.
    if (ours)
        meeting.us().updateKeys(request);
    meeting.us().send(toBytes("with it"));
    if (theirs)
        meeting.them().updateKeys(request);
    meeting.them().send(toBytes("with it"));
    meeting.carry();
    const Trace &account = meeting.recorder().account();
    const Side us = m_combination.ours;
    const std::size_t mine = ours + (theirs && request), others = theirs + (ours && request);
    const std::string counted = std::to_string(messagesOf(account, us, "key_update")) + " and " +
                                std::to_string(messagesOf(account, peerOf(us), "key_update"));
    m_findings.require(meeting.us().takeReceived() == toBytes("with it"), "data to us with the update",
                       meeting.report());
    m_findings.require(meeting.them().takeReceived() == toBytes("with it"), "data to them with the update",
                       meeting.report());
    exchangeData(meeting, m_largeData, m_findings); // a libssl that was asked answers with what it says next
    m_findings.require(messagesOf(account, us, "key_update") == mine &&
                           messagesOf(account, peerOf(us), "key_update") == others,
                       "key_update of both", counted);
    compareExports(meeting);
}

void Tls13Encounter::close(Meeting &meeting)
{
    closeOrderly(meeting, m_combination.closedByUs, m_findings);
    if (!m_findings.text().isEmpty())
        m_findings.require(false, "in the end", meeting.report());
    const std::string wrong = notVerified(meeting);
    m_findings.require(wrong.empty(), "what was recorded computes again", wrong);
}

} // namespace hd::test
