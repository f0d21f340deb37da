// SPDX-License-Identifier: GPL-3.0-or-later

// How a handshake of TLS 1.3 with libssl ends when the two have nothing in common, do not trust each other or know each
// other by no name: with the same alert, whoever says it.

#include "tls13encounter.h"

#include <QtTest>

#include <functional>

using namespace hd;
using namespace hd::test;

Q_DECLARE_METATYPE(hd::Side)

/// Makes the two differ. @p identities to take others from
using Difference = std::function<void(Setting &, Tls13Identities &identities)>;
Q_DECLARE_METATYPE(Difference)

class TestLibsslTls13Failures : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void bothEndWithTheAlert_data();
    void bothEndWithTheAlert();
    void unknownName_data();
    void unknownName();
    void compatibilityOfOne_data();
    void compatibilityOfOne();

private:
    Setting setting(Side ours)
    {
        return settingOf({ours, cipherSuite(std::uint16_t{0x1301}), namedGroup("x25519")}, m_identities);
    }

    crypto::Context m_context;
    Tls13Identities m_identities{m_context};
};

static const char *role(Side ours)
{
    return ours == Side::Client ? "client" : "server";
}

void TestLibsslTls13Failures::bothEndWithTheAlert_data()
{
    QTest::addColumn<Side>("ours");
    QTest::addColumn<Difference>("difference");
    QTest::addColumn<int>("alert");
    const auto row = [](const char *name, Alert alert, const Difference &difference) {
        for (const Side ours : {Side::Client, Side::Server})
            QTest::addRow("our %s, %s", role(ours), name) << ours << difference << static_cast<int>(alert);
    };
    // RFC 8446 4.1.1
    row("no suite", Alert::HandshakeFailure,
        [](Setting &s, Tls13Identities &) { s.them.tls13.suites = "TLS_AES_256_GCM_SHA384"; });
    row("no group", Alert::HandshakeFailure, [](Setting &s, Tls13Identities &) { s.them.groups = "P-384"; });
    row("no signature", Alert::HandshakeFailure, [](Setting &s, Tls13Identities &) {
        if (s.ours == Side::Client) // the server has an RSA key
            s.us.signatures = {0x0403};
        else
            s.them.signatures = "ecdsa_secp256r1_sha256";
    });
    // RFC 7301 3.2
    row("no application protocol", Alert::NoApplicationProtocol, [](Setting &s, Tls13Identities &) {
        s.us.alpn = {"h2"};
        s.them.alpn = {"http/1.1"};
    });
    // RFC 8446 4.4.2.4
    row("no certificate of the client's", Alert::CertificateRequired,
        [](Setting &s, Tls13Identities &) { s.us.clientAuth = s.them.clientAuth = ClientAuth::Require; });
    // RFC 8446 4.4.2.4: by the client, of the server's certificate
    row("a server that is not trusted", Alert::UnknownCa, [](Setting &s, Tls13Identities &identities) {
        const std::vector<crypto::Certificate> others{identities.demonstration().anchor("other-root")};
        (s.ours == Side::Client ? s.us.anchors : s.them.anchors) = others;
    });
}

void TestLibsslTls13Failures::bothEndWithTheAlert()
{
    QFETCH(Side, ours);
    QFETCH(Difference, difference);
    QFETCH(int, alert);
    Setting s = setting(ours);
    difference(s, m_identities);
    Meeting meeting(s, m_context);
    meeting.shakeHands();
    const auto expected = static_cast<Alert>(alert);
    QVERIFY2(meeting.us().status() == Status::Failed, meeting.report().c_str());
    QVERIFY2(meeting.us().alert() == expected, meeting.report().c_str());
    QVERIFY2(meeting.them().alertReceived() == expected || meeting.them().alertSent() == expected,
             meeting.report().c_str());
    const std::string wrong = notVerified(meeting);
    QVERIFY2(wrong.empty(), wrong.c_str());
}

void TestLibsslTls13Failures::unknownName_data()
{
    QTest::addColumn<Side>("ours");
    QTest::addColumn<int>("reaction");
    for (const Side ours : {Side::Client, Side::Server})
        for (const auto &[reaction, text] :
             {std::pair(UnknownName::Ignore, "ignored"), std::pair(UnknownName::Warn, "warned of"),
              std::pair(UnknownName::Refuse, "refused")})
            QTest::addRow("our %s, %s", role(ours), text) << ours << static_cast<int>(reaction);
}

/// RFC 6066 3 and RFC 8446 6: unrecognized_name ends it, or is not said: TLS 1.3 has no warnings.
void TestLibsslTls13Failures::unknownName()
{
    QFETCH(Side, ours);
    QFETCH(int, reaction);
    const auto wanted = static_cast<UnknownName>(reaction);
    Setting s = setting(ours);
    if (ours == Side::Client) {
        s.them.serverNames = {"somebody.else.test"};
        s.them.unknownName = wanted;
    } else {
        s.us.unknownName = wanted;
        s.them.serverName = "somebody.else.test";
        s.them.verifyName = false;
    }
    Meeting meeting(s, m_context);
    meeting.shakeHands();
    if (wanted == UnknownName::Refuse) {
        QVERIFY2(meeting.us().alert() == Alert::UnrecognizedName, meeting.report().c_str());
        QVERIFY2(!meeting.them().open(), meeting.report().c_str());
        return;
    }
    VERIFY_OPEN(meeting);
    QCOMPARE(messagesOf(meeting.recorder().account(), Side::Server, "alert"), std::size_t{0});
    VERIFY_CONVERSATION(meeting);
}

void TestLibsslTls13Failures::compatibilityOfOne_data()
{
    QTest::addColumn<Side>("ours");
    QTest::addColumn<bool>("us");
    for (const Side ours : {Side::Client, Side::Server})
        for (const bool us : {true, false})
            QTest::addRow("our %s, %s", role(ours), us ? "we alone" : "they alone") << ours << us;
}

/// RFC 8446 D.4: change_cipher_spec that only one of them sends is passed over by the other, in a retry too.
void TestLibsslTls13Failures::compatibilityOfOne()
{
    QFETCH(Side, ours);
    QFETCH(bool, us);
    for (const Retry retry : {Retry::None, Retry::Group}) {
        Tls13Combination combination{ours, cipherSuite(std::uint16_t{0x1301}), namedGroup("x25519")};
        combination.retry = retry;
        Setting s = settingOf(combination, m_identities);
        s.us.tls13.middleboxCompatibility = us;
        s.them.tls13.middleboxCompatibility = !us;
        Meeting meeting(s, m_context);
        meeting.shakeHands();
        VERIFY_OPEN(meeting);
        VERIFY_CONVERSATION(meeting);
    }
}

QTEST_GUILESS_MAIN(TestLibsslTls13Failures)
#include "tst_libssltls13failures.moc"
