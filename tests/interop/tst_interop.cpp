// SPDX-License-Identifier: GPL-3.0-or-later

// Our client against libssl's server and our server against libssl's client: every suite, group, kind of certificate
// and extension of TLS 1.2 that both can speak, from client_hello to close_notify.

#include "combinations.h"

#include <QtTest>

using namespace hd;
using namespace hd::test;

Q_DECLARE_METATYPE(hd::Side)

class TestInterop : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyCombination_data();
    void everyCombination();
    void everySignatureScheme_data();
    void everySignatureScheme();
    void everyChunking_data();
    void everyChunking();
    void fragmentsAreJoined_data();
    void fragmentsAreJoined();
    void applicationProtocol_data();
    void applicationProtocol();
    void renegotiationSignals_data();
    void renegotiationSignals();
    void cleanupTestCase();

private:
    Setting typical(Side ours, std::string_view suite, const char *group);
    QString meet(const Combination &combination, const Setting &setting);

    crypto::Context m_context;
    Identities m_identities{m_context};
    std::size_t m_handshakes = 0;
};

/// What is wrong, collected, so that one failure does not hide the next.
class Findings
{
public:
    explicit Findings(QString about) : m_about(std::move(about)) {}

    void require(bool passed, const char *what, const QString &detail = {})
    {
        if (passed)
            return;
        m_text += QStringLiteral("\n  %1: %2").arg(m_about, QLatin1StringView(what));
        if (!detail.isEmpty())
            m_text += QStringLiteral(" (%1)").arg(detail);
    }
    const QString &text() const { return m_text; }

private:
    QString m_about, m_text;
};

static QString hex(ByteView bytes)
{
    return QString::fromStdString(toHex(bytes));
}

static void compareAgreement(Findings &findings, Meeting &meeting, const Combination &combination)
{
    const Negotiated &negotiated = meeting.us().negotiated();
    findings.require(negotiated.version == "TLS 1.2", "version", QString::fromStdString(negotiated.version));
    findings.require(negotiated.suite == combination.suite->name, "our suite");
    findings.require(meeting.them().suite() == combination.suite->openssl, "their suite",
                     QString::fromStdString(meeting.them().suite()));
    const bool ems = combination.extendedMasterSecret == Wanted::ByBoth;
    findings.require(negotiated.extendedMasterSecret == ems, "our extended_master_secret");
    findings.require(meeting.them().extendedMasterSecret() == ems, "their extended_master_secret");
    const bool etm = combination.encryptThenMac == Wanted::ByBoth && combination.suite->mode == CipherMode::Cbc;
    findings.require(negotiated.encryptThenMac == etm, "encrypt_then_mac");
    if (!combination.group)
        return;
    findings.require(negotiated.group == combination.group->name, "our group",
                     QString::fromStdString(negotiated.group));
    if (combination.ours == Side::Server) // as a server libssl forgets it
        findings.require(meeting.them().sharedGroup() == combination.group->code, "their group",
                         QString::number(meeting.them().sharedGroup()));
}

/// The certificate that the other one has accepted, if there should be one.
static void compareCertificates(Findings &findings, Meeting &meeting, const Combination &combination,
                                Identities &identities)
{
    const bool weAreClient = combination.ours == Side::Client;
    const std::string ours = weAreClient ? combination.clientCredential() : combination.certificate;
    const std::string theirs = weAreClient ? combination.certificate : combination.clientCredential();
    const Bytes expected = ours.empty() ? Bytes() : identities.find(ours).chain.front().der();
    findings.require(meeting.them().peerCertificate() == expected, "the certificate that they saw");
    findings.require(meeting.them().peerVerified(), "their verification");
    bool trusted = false;
    for (const Check &check : meeting.recorder().account().checks) {
        findings.require(check.passed, "a check of ours", QString::fromStdString(check.name));
        trusted |= check.name == "certificate.trust";
    }
    findings.require(trusted == !theirs.empty(), "our verification");
}

/// RFC 5705: with no context, an empty one and one with content, which are three different things.
static void compareExports(Findings &findings, Meeting &meeting)
{
    static constexpr std::uint8_t content[] = {1, 2, 3, 0, 255};
    const std::array<std::optional<ByteView>, 3> contexts{std::nullopt, ByteView(), ByteView(content)};
    std::vector<Bytes> seen;
    for (const std::optional<ByteView> &context : contexts) {
        const Bytes ours = meeting.us().exportKeyingMaterial("EXPORTER-HelloDone", context, 77);
        const Bytes theirs = meeting.them().exportKeyingMaterial("EXPORTER-HelloDone", context, 77);
        findings.require(ours == theirs, "exported keying material", hex(ours) + QStringLiteral(" / ") + hex(theirs));
        findings.require(std::find(seen.begin(), seen.end(), ours) == seen.end(), "contexts that are told apart");
        seen.push_back(ours);
    }
}

static Bytes testData(std::size_t length)
{
    Bytes data(length);
    for (std::size_t i = 0; i < length; ++i)
        data[i] = static_cast<std::uint8_t>(i * 131 + (i >> 8));
    return data;
}

/// A byte, a line, and more than two records hold, both ways, interleaved.
static void exchangeData(Findings &findings, Meeting &meeting)
{
    for (const std::size_t length : {std::size_t{1}, std::size_t{100}, std::size_t{40000}}) {
        const Bytes data = testData(length);
        meeting.us().send(data);
        meeting.them().send(data);
        meeting.carry();
        findings.require(meeting.them().takeReceived() == data, "data to them", QString::number(length));
        findings.require(meeting.us().takeReceived() == data, "data to us", QString::number(length));
    }
}

static void closeConnection(Findings &findings, Meeting &meeting, bool byUs)
{
    if (byUs)
        meeting.us().close();
    else
        meeting.them().close();
    meeting.carry();
    findings.require(meeting.us().status() == Status::Closed, "our end is closed");
    findings.require(meeting.them().closed(), "their end is closed");
}

/// One connection from client_hello to close_notify; @returns what was wrong with it.
QString TestInterop::meet(const Combination &combination, const Setting &setting)
{
    Findings findings(QString::fromStdString(combination.text()));
    Meeting meeting(setting, m_context);
    meeting.shakeHands();
    ++m_handshakes;
    if (meeting.us().status() != Status::Open || !meeting.them().open()) {
        findings.require(false, "the handshake", QString::fromStdString(meeting.report()));
        return findings.text();
    }
    compareAgreement(findings, meeting, combination);
    compareCertificates(findings, meeting, combination, m_identities);
    compareExports(findings, meeting);
    exchangeData(findings, meeting);
    closeConnection(findings, meeting, m_handshakes % 2 == 0);
    if (!findings.text().isEmpty())
        findings.require(false, "in the end", QString::fromStdString(meeting.report()));
    return findings.text();
}

static QString shortText(Side ours, const CipherSuite &suite, const NamedGroup *group)
{
    return QStringLiteral("%1 %2 %3")
        .arg(ours == Side::Client ? QStringLiteral("client") : QStringLiteral("server"),
             QString::fromUtf8(suite.name.data(), static_cast<qsizetype>(suite.name.size())),
             group ? QString::fromUtf8(group->name.data(), static_cast<qsizetype>(group->name.size())) : QString());
}

void TestInterop::everyCombination_data()
{
    QTest::addColumn<Side>("ours");
    QTest::addColumn<quint16>("suite");
    QTest::addColumn<quint16>("group");
    for (const Side ours : {Side::Client, Side::Server})
        for (const CipherSuite &suite : cipherSuites())
            for (const NamedGroup *group : groupsOf(suite))
                QTest::newRow(qPrintable(shortText(ours, suite, group)))
                    << ours << suite.code << (group ? group->code : std::uint16_t{0});
}

void TestInterop::everyCombination()
{
    QFETCH(Side, ours);
    QFETCH(quint16, suite);
    QFETCH(quint16, group);
    QString failures;
    for (const Combination &combination :
         combinationsOf(ours, *cipherSuite(suite), group ? namedGroup(group) : nullptr)) {
        Setting setting = settingOf(combination, m_identities);
        setting.seed = m_handshakes;
        setting.chunking = m_handshakes % 2 == 0 ? Chunking::Whole : Chunking::OddSizes;
        failures += meet(combination, setting);
    }
    QVERIFY2(failures.isEmpty(), qPrintable(failures));
}

void TestInterop::everySignatureScheme_data()
{
    QTest::addColumn<Side>("ours");
    QTest::addColumn<quint16>("scheme");
    for (const Side ours : {Side::Client, Side::Server})
        for (const std::uint16_t scheme : everySignature())
            QTest::addRow("%s %s", ours == Side::Client ? "client" : "server", names::signature(scheme).c_str())
                << ours << scheme;
}

/// For server_key_exchange and certificate_verify alike.
void TestInterop::everySignatureScheme()
{
    QFETCH(Side, ours);
    QFETCH(quint16, scheme);
    const bool rsa = crypto::fits(scheme, crypto::KeyType::Rsa);
    Combination combination{
        ours, cipherSuite(rsa ? "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256" : "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256"),
        namedGroup("secp256r1"), rsa ? "server-rsa" : "server-ecdsa-pure",
        rsa ? ClientCertificate::RequiredRsa : ClientCertificate::RequiredEcdsa};
    Setting setting = settingOf(combination, m_identities);
    setting.us.signatures = {scheme};
    constexpr std::uint16_t ecdsaSha1 = 0x0203; // the one that libssl knows by no single name
    setting.them.signatures = scheme == ecdsaSha1 ? "ECDSA+SHA1" : names::signature(scheme);
    const QString failures = meet(combination, setting);
    QVERIFY2(failures.isEmpty(), qPrintable(failures));
}

static Combination classic(Side ours)
{
    return {ours, cipherSuite("TLS_DHE_RSA_WITH_AES_128_CBC_SHA256"), namedGroup("ffdhe2048"), "server-rsa",
            ClientCertificate::RequiredRsa};
}

void TestInterop::everyChunking_data()
{
    QTest::addColumn<Side>("ours");
    QTest::addColumn<int>("chunking");
    QTest::addColumn<quint16>("suite");
    for (const Side ours : {Side::Client, Side::Server})
        for (const auto &[chunking, name] :
             {std::pair(Chunking::Whole, "whole"), std::pair(Chunking::SingleBytes, "byte by byte"),
              std::pair(Chunking::OddSizes, "odd sizes")})
            for (const char *suite : {"TLS_DHE_RSA_WITH_AES_128_CBC_SHA256", "TLS_DHE_RSA_WITH_AES_256_GCM_SHA384"})
                QTest::addRow("%s %s %s", ours == Side::Client ? "client" : "server", name, suite)
                    << ours << static_cast<int>(chunking) << cipherSuite(suite)->code;
}

void TestInterop::everyChunking()
{
    QFETCH(Side, ours);
    QFETCH(int, chunking);
    QFETCH(quint16, suite);
    Combination combination = classic(ours);
    combination.suite = cipherSuite(suite);
    Setting setting = settingOf(combination, m_identities);
    setting.chunking = static_cast<Chunking>(chunking);
    const QString failures = meet(combination, setting);
    QVERIFY2(failures.isEmpty(), qPrintable(failures));
}

void TestInterop::fragmentsAreJoined_data()
{
    QTest::addColumn<Side>("ours");
    QTest::addColumn<int>("limit");
    for (const Side ours : {Side::Client, Side::Server})
        for (const int limit : {1, 5, 64, 512, 16383})
            QTest::addRow("%s %d", ours == Side::Client ? "client" : "server", limit) << ours << limit;
}

/// RFC 5246 6.2.1: a message may take several records.
void TestInterop::fragmentsAreJoined()
{
    QFETCH(Side, ours);
    QFETCH(int, limit);
    const Combination combination = classic(ours);
    Setting setting = settingOf(combination, m_identities);
    setting.us.fragmentLimit = static_cast<std::size_t>(limit);
    setting.them.fragmentLimit = static_cast<std::size_t>(std::max(limit, 512));
    const QString failures = meet(combination, setting);
    QVERIFY2(failures.isEmpty(), qPrintable(failures));
}

void TestInterop::applicationProtocol_data()
{
    QTest::addColumn<Side>("ours");
    QTest::newRow("client") << Side::Client;
    QTest::newRow("server") << Side::Server;
}

/// RFC 7301 3.2: the server's first that the client knows.
void TestInterop::applicationProtocol()
{
    QFETCH(Side, ours);
    Setting setting = settingOf(classic(ours), m_identities);
    const std::vector<std::string> clients{"h2", "http/1.1", "spare"}, servers{"other", "http/1.1", "h2"};
    setting.us.alpn = ours == Side::Client ? clients : servers;
    setting.them.alpn = ours == Side::Client ? servers : clients;
    Meeting meeting(setting, m_context);
    meeting.shakeHands();
    QVERIFY2(meeting.us().status() == Status::Open, meeting.report().c_str());
    QCOMPARE(meeting.us().negotiated().alpn, std::string("http/1.1"));
    QCOMPARE(meeting.them().alpn(), std::string("http/1.1"));
}

void TestInterop::renegotiationSignals_data()
{
    QTest::addColumn<int>("signal");
    QTest::newRow("extension") << static_cast<int>(RenegotiationSignal::Extension);
    QTest::newRow("SCSV") << static_cast<int>(RenegotiationSignal::Scsv);
    QTest::newRow("off") << static_cast<int>(RenegotiationSignal::Off);
}

/// RFC 5746 3.4: either signal is answered, and none is none.
void TestInterop::renegotiationSignals()
{
    QFETCH(int, signal);
    Setting setting = settingOf(classic(Side::Client), m_identities);
    setting.us.renegotiationSignal = static_cast<RenegotiationSignal>(signal);
    Meeting meeting(setting, m_context);
    meeting.shakeHands();
    QVERIFY2(meeting.us().status() == Status::Open, meeting.report().c_str());
    bool answered = false;
    for (const Message &message : meeting.recorder().account().messages)
        if (message.name == "server_hello")
            answered = message.fields.find("server_hello.extensions.renegotiation_info").has_value();
    QCOMPARE(answered, setting.us.renegotiationSignal != RenegotiationSignal::Off);
}

void TestInterop::cleanupTestCase()
{
    qInfo("%zu handshakes with libssl, each with data both ways, exporters and close_notify", m_handshakes);
}

QTEST_GUILESS_MAIN(TestInterop)
#include "tst_interop.moc"
