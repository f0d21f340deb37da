// SPDX-License-Identifier: GPL-3.0-or-later

// Our client against libssl's server and our server against libssl's client in TLS 1.3: every suite with any two of the
// other choices, every group with every signature, and every way to take a connection up again with everything that can
// happen on it.

#include "results.h"
#include "roles.h"
#include "tls13encounter.h"

#include <QtTest>

using namespace hd;
using namespace hd::test;

class TestLibsslTls13 : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everySuite_data();
    void everySuite();
    void everyGroupWithEverySignature_data();
    void everyGroupWithEverySignature();
    void everyFlow_data();
    void everyFlow();
    void everyClientWithEveryServer_data() { bothRoles(); }
    void everyClientWithEveryServer();
    void largeFields_data() { bothRoles(); }
    void largeFields();
    void cleanupTestCase();

private:
    void run(const Tls13Combination &combination, bool largeData = false);
    void report();
    /// In turn, so that whatever is gone through meets all of them.
    const CipherSuite &nextSuite();

    crypto::Context m_context;
    Tls13Identities m_identities{m_context};
    Results m_results{HELLODONE_RESULTS};
    std::size_t m_turn = 0;
    QString m_failures;
};

static std::vector<const CipherSuite *> suites()
{
    std::vector<const CipherSuite *> all;
    for (const CipherSuite &suite : cipherSuites())
        if (suite.usableIn(tls13))
            all.push_back(&suite);
    return all;
}

static const char *role(Side ours)
{
    return ours == Side::Client ? "client" : "server";
}

const CipherSuite &TestLibsslTls13::nextSuite()
{
    static const std::vector<const CipherSuite *> all = suites();
    return *all[m_turn % all.size()];
}

void TestLibsslTls13::run(const Tls13Combination &combination, bool largeData)
{
    Tls13Encounter encounter(combination, m_identities, m_context);
    encounter.setting().seed = ++m_turn;
    if (largeData)
        encounter.sendLargeData();
    encounter.run();
    m_results.ran("libssl", combination.ours, tls13, *combination.suite, encounter.handshakes());
    m_failures += encounter.findings();
}

/// All of it: QVERIFY2 shows no more than its beginning.
void TestLibsslTls13::report()
{
    const QString failures = std::exchange(m_failures, {});
    if (!failures.isEmpty())
        qWarning().noquote() << failures;
    QVERIFY(failures.isEmpty());
}

void TestLibsslTls13::everySuite_data()
{
    QTest::addColumn<Side>("ours");
    QTest::addColumn<quint16>("code");
    for (const Side ours : {Side::Client, Side::Server})
        for (const CipherSuite *suite : suites())
            QTest::addRow("%s %s", role(ours), std::string(suite->name).c_str()) << ours << suite->code;
}

void TestLibsslTls13::everySuite()
{
    QFETCH(Side, ours);
    QFETCH(quint16, code);
    QVERIFY2(libsslHas(*cipherSuite(code)), "libssl has every suite of TLS 1.3");
    bool first = true;
    for (const Tls13Combination &combination : tls13Combinations(ours, *cipherSuite(code), m_turn))
        run(combination, std::exchange(first, false));
    report();
}

void TestLibsslTls13::everyGroupWithEverySignature_data()
{
    QTest::addColumn<Side>("ours");
    QTest::addColumn<quint16>("group");
    for (const Side ours : {Side::Client, Side::Server})
        for (const NamedGroup *group : tls13Groups())
            QTest::addRow("%s %s", role(ours), std::string(group->name).c_str()) << ours << group->code;
}

void TestLibsslTls13::everyGroupWithEverySignature()
{
    QFETCH(Side, ours);
    QFETCH(quint16, group);
    for (const Signer &signer : signers())
        run({ours, &nextSuite(), namedGroup(group), signer});
    report();
}

void TestLibsslTls13::everyFlow_data()
{
    QTest::addColumn<Side>("ours");
    QTest::addColumn<int>("again");
    static constexpr std::array names{"a full handshake", "ticket, psk_dhe_ke", "ticket, psk_ke",
                                      "external key, psk_dhe_ke", "external key, psk_ke"};
    for (const Side ours : {Side::Client, Side::Server})
        for (std::size_t again = 0; again < names.size(); ++again)
            QTest::addRow("%s, %s", role(ours), names[again]) << ours << static_cast<int>(again);
}

void TestLibsslTls13::everyFlow()
{
    QFETCH(Side, ours);
    QFETCH(int, again);
    Tls13Combination combination{ours, nullptr, namedGroup("x25519"), {0x0403, "server-ecdsa"}};
    combination.again = static_cast<Tls13Again>(again);
    const int earlies = combination.byTicket() ? 3 : 1;
    for (int early = 0; early < earlies; ++early)
        for (int retry = 0; retry < 4; ++retry)
            for (int update = 0; update < 6; ++update) {
                combination.suite = &nextSuite();
                combination.early = static_cast<hd::test::EarlyData>(early);
                combination.retry = static_cast<Retry>(retry);
                combination.update = static_cast<Update>(update);
                run(combination);
            }
    report();
}

void TestLibsslTls13::everyClientWithEveryServer()
{
    QFETCH(Side, ours);
    for (const Signer &signer : signers())
        for (int client = 0; client < 5; ++client) {
            Tls13Combination combination{ours, &nextSuite(), namedGroup("x25519"), signer};
            combination.client = static_cast<Tls13Client>(client);
            run(combination);
        }
    report();
}

/// ffdhe4096 to ffdhe8192, with a secret that is padded to the field's length (RFC 8446 7.4.1).
void TestLibsslTls13::largeFields()
{
    QFETCH(Side, ours);
    for (const char *group : {"ffdhe4096", "ffdhe6144", "ffdhe8192"})
        run({ours, &nextSuite(), namedGroup(group), {0x0403, "server-ecdsa"}});
    report();
}

void TestLibsslTls13::cleanupTestCase()
{
    QVERIFY(m_results.write());
    qInfo("%zu handshakes of TLS 1.3 with libssl, each with data both ways and exported keying material",
          m_results.handshakes());
}

QTEST_GUILESS_MAIN(TestLibsslTls13)
#include "tst_libssltls13.moc"
