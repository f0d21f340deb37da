// SPDX-License-Identifier: GPL-3.0-or-later

// TLS 1.2 with libssl, beside its suites: signature schemes, the ways in which bytes arrive, what else a hello says.

#include "encounter.h"

#include <QtTest>

using namespace hd;
using namespace hd::test;

Q_DECLARE_METATYPE(hd::Side)

class TestInterop : public QObject
{
    Q_OBJECT

private Q_SLOTS:
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

private:
    crypto::Context m_context;
    Identities m_identities{m_context};
};

void TestInterop::everySignatureScheme_data()
{
    QTest::addColumn<Side>("ours");
    QTest::addColumn<quint16>("scheme");
    for (const Side ours : {Side::Client, Side::Server})
        for (const std::uint16_t scheme : everySignature())
            QTest::addRow("%s %s", ours == Side::Client ? "client" : "server", names::signature(scheme).c_str())
                << ours << scheme;
}

/// What to sign with @p scheme: the server's parameters and the client's proof.
static Combination signing(Side ours, std::uint16_t scheme)
{
    if (crypto::fits(scheme, crypto::KeyType::Rsa))
        return {ours, cipherSuite("TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256"), namedGroup("secp256r1"), "server-rsa",
                ClientCertificate::RequiredRsa};
    if (crypto::fits(scheme, crypto::KeyType::Dsa))
        return {ours, cipherSuite("TLS_DHE_DSS_WITH_AES_128_GCM_SHA256"), namedGroup("ffdhe2048"), "server-dsa",
                ClientCertificate::RequiredDsa};
    return {ours, cipherSuite("TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256"), namedGroup("secp256r1"), "server-ecdsa-pure",
            ClientCertificate::RequiredEcdsa};
}

/// libssl knows those of later registries by their own names.
static std::string libsslName(std::uint16_t scheme)
{
    switch (scheme) {
    case 0x0203:
        return "ECDSA+SHA1";
    case 0x0202:
        return "DSA+SHA1";
    case 0x0402:
        return "DSA+SHA256";
    default:
        return names::signature(scheme);
    }
}

/// For server_key_exchange and certificate_verify alike.
void TestInterop::everySignatureScheme()
{
    QFETCH(Side, ours);
    QFETCH(quint16, scheme);
    Encounter encounter(signing(ours, scheme), m_identities, m_context);
    Setting &setting = encounter.setting();
    setting.us.signatures = {scheme};
    setting.them.signatures = libsslName(scheme);
    encounter.run();
    QVERIFY2(encounter.findings().isEmpty(), qPrintable(encounter.findings()));
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
    combination.chunking = static_cast<Chunking>(chunking);
    Encounter encounter(combination, m_identities, m_context);
    encounter.sendLargeData();
    encounter.run();
    QVERIFY2(encounter.findings().isEmpty(), qPrintable(encounter.findings()));
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
    Encounter encounter(combination, m_identities, m_context);
    encounter.sendLargeData();
    Setting &setting = encounter.setting();
    setting.us.fragmentLimit = static_cast<std::size_t>(limit);
    setting.them.fragmentLimit = static_cast<std::size_t>(std::max(limit, 512));
    encounter.run();
    QVERIFY2(encounter.findings().isEmpty(), qPrintable(encounter.findings()));
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
    QTest::newRow("extension") << static_cast<int>(RenegotiationSignal::Info);
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

QTEST_GUILESS_MAIN(TestInterop)
#include "tst_interop.moc"
