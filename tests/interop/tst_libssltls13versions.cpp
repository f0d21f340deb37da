// SPDX-License-Identifier: GPL-3.0-or-later

// TLS 1.3 and older versions with libssl: what two ranges of versions come to, who tampers with them, and sessions of
// an older version.

#include "tls13encounter.h"

#include <QtTest>

using namespace hd;
using namespace hd::test;

Q_DECLARE_METATYPE(hd::Side)

class TestLibsslTls13Versions : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void versionOfTwoRanges_data();
    void versionOfTwoRanges();
    void downgradeIsNoticed_data();
    void downgradeIsNoticed();
    void olderSession_data();
    void olderSession();

private:
    Setting setting(Side ours)
    {
        return settingOf({ours, cipherSuite(std::uint16_t{0x1301}), namedGroup("x25519")}, m_identities);
    }

    crypto::Context m_context;
    Tls13Identities m_identities{m_context};
};

void TestLibsslTls13Versions::versionOfTwoRanges_data()
{
    QTest::addColumn<Side>("ours");
    QTest::addColumn<int>("ourLowest");
    QTest::addColumn<int>("ourHighest");
    QTest::addColumn<int>("theirLowest");
    QTest::addColumn<int>("theirHighest");
    for (const Side ours : {Side::Client, Side::Server})
        for (int a = tls10; a <= tls13; ++a)
            for (int b = a; b <= tls13; ++b)
                for (int c = tls10; c <= tls13; ++c)
                    for (int d = c; d <= tls13; ++d)
                        if (b == tls13 || d == tls13) // tst_libsslfeatures has the others
                            QTest::addRow("our %s %x-%x, theirs %x-%x", ours == Side::Client ? "client" : "server",
                                          static_cast<unsigned>(a), static_cast<unsigned>(b), static_cast<unsigned>(c),
                                          static_cast<unsigned>(d))
                                << ours << a << b << c << d;
}

/// Suites and signatures of all versions for both.
static void speakAll(Setting &setting, int ourLowest, int ourHighest, int theirLowest, int theirHighest)
{
    setting.us.suites = {0x1301, 0xc02f, 0xc013};
    setting.us.signatures = everySignature();
    setting.us.versions.clear();
    for (int version = ourHighest; version >= ourLowest; --version)
        setting.us.versions.push_back(static_cast<Version>(version));
    setting.them.suites = "ALL";
    setting.them.signatures.clear();
    setting.them.lowest = static_cast<Version>(theirLowest);
    setting.them.highest = static_cast<Version>(theirHighest);
}

/// RFC 8446 4.2.1 and D.1: the lower of the two highest, when both have it; otherwise protocol_version.
void TestLibsslTls13Versions::versionOfTwoRanges()
{
    QFETCH(Side, ours);
    QFETCH(int, ourLowest);
    QFETCH(int, ourHighest);
    QFETCH(int, theirLowest);
    QFETCH(int, theirHighest);
    Setting s = setting(ours);
    speakAll(s, ourLowest, ourHighest, theirLowest, theirHighest);
    Meeting meeting(s, m_context);
    meeting.shakeHands();
    const int highest = std::min(ourHighest, theirHighest);
    if (highest < std::max(ourLowest, theirLowest)) {
        QVERIFY2(meeting.us().alert() == Alert::ProtocolVersion, meeting.report().c_str());
        QVERIFY2(!meeting.them().open(), meeting.report().c_str());
        return;
    }
    VERIFY_OPEN(meeting);
    QCOMPARE(static_cast<int>(meeting.them().version()), highest);
    QCOMPARE(meeting.us().negotiated().version, names::version(static_cast<std::uint64_t>(highest)));
    VERIFY_CONVERSATION(meeting);
}

void TestLibsslTls13Versions::downgradeIsNoticed_data()
{
    QTest::addColumn<Side>("ours");
    QTest::addColumn<int>("to");
    for (const Side ours : {Side::Client, Side::Server})
        for (const Version to : {tls12, tls11})
            QTest::addRow("our %s, %s", ours == Side::Client ? "client" : "server", names::version(to).c_str())
                << ours << int{to};
}

/// RFC 8446 4.1.3: somebody on the way makes the client_hello one of an older version; the random of the server_hello
/// tells the client, which ends it with illegal_parameter.
void TestLibsslTls13Versions::downgradeIsNoticed()
{
    QFETCH(Side, ours);
    QFETCH(int, to);
    Setting s = setting(ours);
    speakAll(s, tls11, tls13, tls11, tls13);
    const bool oldest = to == tls11;
    s.tamper = [oldest](Side from, Bytes &wire) {
        // supported_versions with TLS 1.3, TLS 1.2 and TLS 1.1: those above the oldest that shall be left become a
        // number that nobody knows.
        const Bytes offered{0x00, 0x2b, 0x00, 0x07, 0x06, 0x03, 0x04, 0x03, 0x03, 0x03, 0x02};
        const auto at = std::search(wire.begin(), wire.end(), offered.begin(), offered.end());
        if (from != Side::Client || at == wire.end())
            return;
        at[5] = at[6] = 0x2a;
        if (oldest)
            at[7] = at[8] = 0x3a;
    };
    Meeting meeting(s, m_context);
    meeting.shakeHands();
    QVERIFY2(meeting.us().alert() == Alert::IllegalParameter, meeting.report().c_str());
    QVERIFY2(!meeting.them().open(), meeting.report().c_str());
    if (ours == Side::Client)
        QCOMPARE(meeting.failedCheck(), std::string("server_hello.downgrade"));
    else
        QVERIFY2(meeting.them().alertSent() == Alert::IllegalParameter, meeting.report().c_str());
}

void TestLibsslTls13Versions::olderSession_data()
{
    QTest::addColumn<Side>("ours");
    QTest::newRow("our client") << Side::Client;
    QTest::newRow("our server") << Side::Server;
}

/// A session of TLS 1.2 that is offered beside TLS 1.3: a server that has TLS 1.3 now begins anew, and one that has not
/// takes it up.
void TestLibsslTls13Versions::olderSession()
{
    QFETCH(Side, ours);
    SessionStore sessions;
    for (const Version servers : {tls12, tls13}) {
        Setting s = setting(ours);
        speakAll(s, tls12, tls12, tls12, tls12);
        s.them.sessionCache = true;
        s.us.sessionTicket = s.us.tickets = true;
        s.us.sessions = ours == Side::Server ? &sessions : nullptr;
        Meeting first(s, m_context);
        first.shakeHands();
        VERIFY_OPEN(first);
        first.us().close();
        first.carry();
        const int ourHighest = ours == Side::Client ? tls13 : servers, theirs = ours == Side::Client ? servers : tls13;
        speakAll(s, tls12, ourHighest, tls12, theirs);
        if (ours == Side::Client)
            s.us.session = first.us().session();
        else
            s.theirSession = first.them().session();
        if (ours == Side::Client && servers == tls12)
            s.theirContext = first.theirContext();
        Meeting second(s, m_context);
        second.shakeHands();
        VERIFY_OPEN(second);
        QCOMPARE(int{second.them().version()}, int{servers});
        QCOMPARE(second.us().negotiated().resumed, servers == tls12);
        QCOMPARE(second.them().resumed(), servers == tls12);
        VERIFY_CONVERSATION(second);
    }
}

QTEST_GUILESS_MAIN(TestLibsslTls13Versions)
#include "tst_libssltls13versions.moc"
