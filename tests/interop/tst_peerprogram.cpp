// SPDX-License-Identifier: GPL-3.0-or-later

// Our client against the server of the program that this is built for, and our server against its client, over TCP:
// every suite that both can speak in every version, and for each key exchange client authentication, both resumptions
// and renegotiation from either side.

#include "loopback.h"
#include "results.h"
#include "tcpencounter.h"

#include <QtTest>

#include <set>

using namespace hd;
using namespace hd::test;

Q_DECLARE_METATYPE(hd::Side)

class TestPeerProgram : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void everySuite_data();
    void everySuite();
    void everyFlow_data();
    void everyFlow();
    void everyFlowOfTls13_data();
    void everyFlowOfTls13();
    void cleanupTestCase();

private:
    void meet(const Combination &combination);

    crypto::Context m_context;
    Identities m_identities{m_context, SystemClock().unixTime()}; // the programs have no other clock
    CredentialFiles m_files{m_identities};
    std::unique_ptr<PeerProgram> m_program;
    std::unique_ptr<PeerServers> m_servers;
    Results m_results{HELLODONE_RESULTS};
};

static constexpr Version versions[] = {ssl30, tls10, tls11, tls12, tls13};

static const char *role(Side ours)
{
    return ours == Side::Client ? "client" : "server";
}

void TestPeerProgram::initTestCase()
{
    if (const std::string reason = whyNotHere(HELLODONE_PROGRAMS); !reason.empty()) {
        for (const Side ours : {Side::Client, Side::Server})
            for (const Version version : versions)
                for (const CipherSuite &suite : cipherSuites())
                    if (suite.usableIn(version))
                        m_results.cannot(HELLODONE_PEER, ours, version, suite, reason);
        QVERIFY(m_results.write());
        QSKIP(reason.c_str());
    }
    m_program = HELLODONE_MAKE(m_files);
    QCOMPARE(m_program->name(), std::string(HELLODONE_PEER));
    m_servers = std::make_unique<PeerServers>(*m_program);
}

void TestPeerProgram::everySuite_data()
{
    QTest::addColumn<Side>("ours");
    QTest::addColumn<quint16>("version");
    QTest::addColumn<quint16>("suite");
    for (const Side ours : {Side::Client, Side::Server})
        for (const Version version : versions)
            for (const CipherSuite &suite : cipherSuites())
                if (suite.usableIn(version))
                    QTest::addRow("%s %s %s", role(ours), names::version(version).c_str(),
                                  std::string(suite.name).c_str())
                        << ours << version << suite.code;
}

void TestPeerProgram::meet(const Combination &combination)
{
    TcpEncounter encounter(combination, *m_program, *m_servers, m_identities, m_context);
    encounter.run();
    m_results.ran(m_program->name(), combination.ours, combination.version, *combination.suite, encounter.handshakes());
    if (!encounter.findings().isEmpty())
        qWarning().noquote() << encounter.findings();
    QVERIFY(encounter.findings().isEmpty());
}

void TestPeerProgram::everySuite()
{
    QFETCH(Side, ours);
    QFETCH(quint16, version);
    QFETCH(quint16, suite);
    const Combination combination = plain(ours, version, *cipherSuite(suite));
    if (const std::string reason = m_program->cannot(combination); !reason.empty())
        return m_results.cannot(m_program->name(), ours, version, *combination.suite, reason);
    meet(combination);
}

void TestPeerProgram::everyFlow_data()
{
    QTest::addColumn<Side>("ours");
    QTest::addColumn<quint16>("version");
    QTest::addColumn<QByteArray>("keyExchange");
    for (const Side ours : {Side::Client, Side::Server})
        for (const Version version : {ssl30, tls10, tls11, tls12}) {
            std::set<std::string_view> names;
            for (const CipherSuite &suite : cipherSuites())
                if (suite.usableIn(version) && !suite.exportable())
                    names.insert(suite.keyExchangeName());
            for (const std::string_view name : names)
                QTest::addRow("%s %s %s", role(ours), names::version(version).c_str(), std::string(name).c_str())
                    << ours << version << QByteArray(name.data(), static_cast<qsizetype>(name.size()));
        }
}

/// With the suites of the key exchange in turn.
void TestPeerProgram::everyFlow()
{
    QFETCH(Side, ours);
    QFETCH(quint16, version);
    QFETCH(QByteArray, keyExchange);
    std::vector<const CipherSuite *> suites;
    for (const CipherSuite &suite : cipherSuites())
        if (suite.usableIn(version) && suite.keyExchangeName() == std::string_view(keyExchange.toStdString()) &&
            suite.mode == CipherMode::Cbc && m_program->cannot(plain(ours, version, suite)).empty())
            suites.push_back(&suite);
    if (suites.empty())
        return; // everySuite says why
    std::size_t turn = 0;
    for (Combination combination : combinationsOf(ours, version, *suites.front(), 0)) {
        combination.suite = suites[turn++ % suites.size()];
        combination.chunking = Chunking::Whole;
        if (m_program->offers(combination))
            meet(combination);
    }
}

void TestPeerProgram::everyFlowOfTls13_data()
{
    QTest::addColumn<Side>("ours");
    QTest::newRow("client") << Side::Client;
    QTest::newRow("server") << Side::Server;
}

/// Every group, client authentication, resumption, and all that can happen before, in and after the handshake.
void TestPeerProgram::everyFlowOfTls13()
{
    QFETCH(Side, ours);
    std::vector<const CipherSuite *> suites;
    for (const CipherSuite &suite : cipherSuites())
        if (suite.usableIn(tls13) && m_program->cannot(plain(ours, tls13, suite)).empty())
            suites.push_back(&suite);
    if (suites.empty())
        return; // everySuite says why
    for (const Combination &combination : tls13Flows(ours, suites))
        if (m_program->offers(combination))
            meet(combination);
}

void TestPeerProgram::cleanupTestCase()
{
    if (!m_program)
        return;
    QVERIFY(m_results.write());
    qInfo("%zu handshakes with %s, each with data both ways", m_results.handshakes(), m_program->name().c_str());
}

static int runTests(int argc, char **argv)
{
    QCoreApplication application(argc, argv);
    TestPeerProgram tests;
    return QTest::qExec(&tests, argc, argv);
}

int main(int argc, char **argv)
{
    return runOnLoopback(argc, argv, &runTests);
}

#include "tst_peerprogram.moc"
