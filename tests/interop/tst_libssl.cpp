// SPDX-License-Identifier: GPL-3.0-or-later

// Our client against libssl's server and our server against libssl's client, in the version that this program is built
// for: every suite that both can speak, with any two of the other choices, from client_hello to close_notify.

#include "encounter.h"
#include "pairwise.h"
#include "results.h"

#include <QtTest>

using namespace hd;
using namespace hd::test;

Q_DECLARE_METATYPE(hd::Side)

class TestLibssl : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void anyTwoChoicesMeet();
    void everySuite_data();
    void everySuite();
    void everyGroup_data();
    void everyGroup();
    void cleanupTestCase();

private:
    static constexpr Version version = HELLODONE_VERSION;
    void run(Encounter &encounter, const CipherSuite &suite, Side ours);
    void report();

    crypto::Context m_context;
    Identities m_identities{m_context};
    Results m_results{HELLODONE_RESULTS};
    std::size_t m_turn = 0;
    QString m_failures;
};

static QString text(std::string_view view)
{
    return QString::fromUtf8(view.data(), static_cast<qsizetype>(view.size()));
}

static const char *role(Side ours)
{
    return ours == Side::Client ? "client" : "server";
}

/// Without a sentence: libssl can.
static std::string whyNot(Version version, const CipherSuite &suite)
{
    if (!libsslSpeaks(version))
        return "this libssl is built without " + names::version(version);
    if (!libsslHas(suite))
        return "libssl has no such suite";
    return {};
}

void TestLibssl::initTestCase()
{
    for (const CipherSuite &suite : cipherSuites())
        if (suite.usableIn(version))
            if (const std::string reason = whyNot(version, suite); !reason.empty())
                for (const Side ours : {Side::Client, Side::Server})
                    m_results.cannot("libssl", ours, version, suite, reason);
    if (!libsslSpeaks(version)) {
        QVERIFY(m_results.write());
        QSKIP("this libssl does not speak the version: NSS stands for it in tst_nss");
    }
}

/// Of the rows themselves: a proof is worth what it goes through.
void TestLibssl::anyTwoChoicesMeet()
{
    const std::vector<std::size_t> sizes{5, 2, 5, 3, 3, 1, 3, 3, 3, 2};
    for (std::size_t turn = 0; turn < 7; ++turn) {
        const auto rows = pairwise(sizes, turn);
        for (std::size_t a = 0; a < sizes.size(); ++a)
            for (std::size_t b = a + 1; b < sizes.size(); ++b)
                for (std::size_t i = 0; i < sizes[a]; ++i)
                    for (std::size_t j = 0; j < sizes[b]; ++j)
                        QVERIFY(std::any_of(rows.begin(), rows.end(),
                                            [&](const auto &row) { return row[a] == i && row[b] == j; }));
    }
}

void TestLibssl::run(Encounter &encounter, const CipherSuite &suite, Side ours)
{
    encounter.setting().seed = ++m_turn;
    encounter.run();
    m_results.ran("libssl", ours, version, suite, encounter.handshakes());
    m_failures += encounter.findings();
}

/// All of it: QVERIFY2 shows no more than its beginning.
void TestLibssl::report()
{
    if (!m_failures.isEmpty())
        qWarning().noquote() << m_failures;
    QVERIFY(m_failures.isEmpty());
}

void TestLibssl::everySuite_data()
{
    QTest::addColumn<Side>("ours");
    QTest::addColumn<quint16>("code");
    for (const Side ours : {Side::Client, Side::Server})
        for (const CipherSuite &suite : cipherSuites())
            if (suite.usableIn(version) && whyNot(version, suite).empty())
                QTest::addRow("%s %s", role(ours), qPrintable(text(suite.name))) << ours << suite.code;
}

void TestLibssl::everySuite()
{
    QFETCH(Side, ours);
    QFETCH(quint16, code);
    const CipherSuite &suite = *cipherSuite(code);
    m_failures.clear();
    bool first = true;
    for (const Combination &combination : combinationsOf(ours, version, suite, m_turn)) {
        Encounter encounter(combination, m_identities, m_context);
        if (std::exchange(first, false))
            encounter.sendLargeData();
        run(encounter, suite, ours);
    }
    report();
}

/// The first suite that both have of a key exchange.
static const CipherSuite *suiteWith(Version version, KeyExchange keyExchange)
{
    for (const CipherSuite &suite : cipherSuites())
        if (suite.keyExchange == keyExchange && suite.usableIn(version) && whyNot(version, suite).empty())
            return &suite;
    return nullptr;
}

void TestLibssl::everyGroup_data()
{
    QTest::addColumn<Side>("ours");
    QTest::addColumn<quint16>("group");
    for (const Side ours : {Side::Client, Side::Server})
        for (const NamedGroup &group : namedGroups())
            if (group.kind != GroupKind::Hybrid) // of TLS 1.3 alone
                QTest::addRow("%s %s", role(ours), qPrintable(text(group.name))) << ours << group.code;
}

void TestLibssl::everyGroup()
{
    QFETCH(Side, ours);
    QFETCH(quint16, group);
    const NamedGroup &named = *namedGroup(group);
    const CipherSuite *suite =
        suiteWith(version, named.kind == GroupKind::Ffdhe ? KeyExchange::Dhe : KeyExchange::Ecdhe);
    QVERIFY(suite);
    Combination combination = plain(ours, version, *suite);
    combination.group = &named;
    m_failures.clear();
    Encounter encounter(combination, m_identities, m_context);
    run(encounter, *suite, ours);
    report();
}

void TestLibssl::cleanupTestCase()
{
    if (!libsslSpeaks(version))
        return;
    QVERIFY(m_results.write());
    qInfo("%zu handshakes of %s with libssl, each with data both ways and exported keying material",
          m_results.handshakes(), names::version(version).c_str());
}

QTEST_GUILESS_MAIN(TestLibssl)
#include "tst_libssl.moc"
