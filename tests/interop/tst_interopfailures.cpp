// SPDX-License-Identifier: GPL-3.0-or-later

// What must not succeed, and how each side learns why: the alert that we send is the one that libssl gets, and the
// other way round.

#include "combinations.h"

#include "record/protection/protection.h"

#include <QtTest>

using namespace hd;
using namespace hd::test;

class TestInteropFailures : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void handshakeFails_data();
    void handshakeFails();
    void changedRecordIsRefused_data();
    void changedRecordIsRefused();
    void renegotiationIsRefused_data();
    void renegotiationIsRefused();

private:
    crypto::Context m_context;
    Identities m_identities{m_context};
};

namespace {

enum class By : std::uint8_t { Us, Them };

/// A handshake that cannot be: what is different from one that works, and what comes of it.
struct Failure
{
    const char *name;
    Side ours;
    void (*arrange)(Setting &, Identities &);
    By by;
    Alert alert;
    const char *check = ""; ///< the one of ours that fails
};

constexpr std::uint16_t ecdheAes128 = 0xc02f, ecdheAes256 = 0xc030;

void presentCertificate(Setting &setting, Identities &identities, const char *name)
{
    setting.us.credentials = {identities.ours(name)};
}

void letThemPresent(Setting &setting, Identities &identities, const char *name)
{
    setting.them.credentials = {identities.theirs(name)};
}

void trustOnlyTheOtherRoot(Setting &setting, Identities &identities)
{
    setting.us.anchors = {identities.anchor("other-root")};
}

const Failure failures[] = {
    {"expired server certificate", Side::Client,
     [](Setting &s, Identities &i) { letThemPresent(s, i, "expired-server"); }, By::Us, Alert::CertificateExpired,
     "certificate.validity"},
    {"certificate of another name", Side::Client,
     [](Setting &s, Identities &i) { letThemPresent(s, i, "wrong-name-server"); }, By::Us, Alert::BadCertificate,
     "certificate.name"},
    {"certificate of an unknown authority", Side::Client,
     [](Setting &s, Identities &i) { letThemPresent(s, i, "other-server"); }, By::Us, Alert::UnknownCa,
     "certificate.trust"},
    {"a client's certificate as the server's", Side::Client,
     [](Setting &s, Identities &i) {
         letThemPresent(s, i, "client-rsa");
         s.us.serverName.clear();
     },
     By::Us, Alert::UnsupportedCertificate, "certificate.usage"},
    {"server trusted by nobody", Side::Client, trustOnlyTheOtherRoot, By::Us, Alert::UnknownCa, "certificate.trust"},
    {"Diffie-Hellman group too small", Side::Client,
     [](Setting &s, Identities &) {
         s.us.suites = {0x009e};
         s.them.suites = cipherSuite(std::uint16_t{0x009e})->openssl;
         s.us.minimumDhBits = 3072;
     },
     By::Us, Alert::InsufficientSecurity, "server_key_exchange.dh_size"},
    {"extended_master_secret demanded of the server", Side::Client,
     [](Setting &s, Identities &) {
         s.us.extendedMasterSecret = Wish::Require;
         s.them.extendedMasterSecret = false;
     },
     By::Us, Alert::HandshakeFailure, "server_hello.extended_master_secret"},
    {"no suite that the server knows", Side::Client, [](Setting &s, Identities &) { s.us.suites = {ecdheAes256}; },
     By::Them, Alert::HandshakeFailure},
    {"no protocol that the server knows", Side::Client,
     [](Setting &s, Identities &) {
         s.us.alpn = {"h2"};
         s.them.alpn = {"http/1.1"};
     },
     By::Them, Alert::NoApplicationProtocol},
    {"no certificate for a server that demands one", Side::Client,
     [](Setting &s, Identities &) { s.them.clientAuth = ClientAuth::Require; }, By::Them, Alert::HandshakeFailure},
    {"our certificate unknown to the server", Side::Client,
     [](Setting &s, Identities &i) {
         presentCertificate(s, i, "client-rsa");
         s.them.clientAuth = ClientAuth::Require;
         s.them.anchors.clear();
     },
     By::Them, Alert::UnknownCa},

    {"expired certificate of ours", Side::Server,
     [](Setting &s, Identities &i) { presentCertificate(s, i, "expired-server"); }, By::Them,
     Alert::CertificateExpired},
    {"certificate of ours with another name", Side::Server,
     [](Setting &s, Identities &i) { presentCertificate(s, i, "wrong-name-server"); }, By::Them, Alert::BadCertificate},
    {"certificate of ours that they cannot trust", Side::Server,
     [](Setting &s, Identities &i) { presentCertificate(s, i, "other-server"); }, By::Them, Alert::UnknownCa},
    {"no certificate though we demand one", Side::Server,
     [](Setting &s, Identities &) { s.us.clientAuth = ClientAuth::Require; }, By::Us, Alert::HandshakeFailure,
     "certificate.present"},
    {"expired client certificate", Side::Server,
     [](Setting &s, Identities &i) {
         s.us.clientAuth = ClientAuth::Request;
         letThemPresent(s, i, "expired-server");
     },
     By::Us, Alert::CertificateExpired, "certificate.validity"},
    {"a server's certificate as the client's", Side::Server,
     [](Setting &s, Identities &i) {
         s.us.clientAuth = ClientAuth::Request;
         letThemPresent(s, i, "server-rsa");
     },
     By::Us, Alert::UnsupportedCertificate, "certificate.usage"},
    {"client certificate of an unknown authority", Side::Server,
     [](Setting &s, Identities &i) {
         s.us.clientAuth = ClientAuth::Request;
         letThemPresent(s, i, "client-rsa");
         trustOnlyTheOtherRoot(s, i);
     },
     By::Us, Alert::UnknownCa, "certificate.trust"},
    {"no suite that we know", Side::Server, [](Setting &s, Identities &) { s.us.suites = {ecdheAes256}; }, By::Us,
     Alert::HandshakeFailure, "client_hello.cipher_suites"},
    {"no group that we know", Side::Server, [](Setting &s, Identities &) { s.us.groups = {24}; }, By::Us,
     Alert::HandshakeFailure, "client_hello.cipher_suites"},
    {"no signature that we can make", Side::Server, [](Setting &s, Identities &) { s.us.signatures = {0x0403}; },
     By::Us, Alert::HandshakeFailure, "client_hello.cipher_suites"},
    {"no certificate for the suite", Side::Server,
     [](Setting &s, Identities &i) { presentCertificate(s, i, "server-ecdsa"); }, By::Us, Alert::HandshakeFailure,
     "client_hello.cipher_suites"},
    {"extended_master_secret demanded of the client", Side::Server,
     [](Setting &s, Identities &) {
         s.us.extendedMasterSecret = Wish::Require;
         s.them.extendedMasterSecret = false;
     },
     By::Us, Alert::HandshakeFailure, "client_hello.extended_master_secret"},
    {"no protocol that we know", Side::Server,
     [](Setting &s, Identities &) {
         s.us.alpn = {"h2"};
         s.them.alpn = {"http/1.1"};
     },
     By::Us, Alert::NoApplicationProtocol, "client_hello.alpn"},
};

} // namespace

void TestInteropFailures::handshakeFails_data()
{
    QTest::addColumn<int>("failure");
    for (std::size_t i = 0; i < std::size(failures); ++i)
        QTest::addRow("%s: %s", failures[i].ours == Side::Client ? "our client" : "our server", failures[i].name)
            << static_cast<int>(i);
}

void TestInteropFailures::handshakeFails()
{
    QFETCH(int, failure);
    const Failure &expected = failures[failure];
    Setting setting =
        settingOf({expected.ours, cipherSuite(ecdheAes128), namedGroup("x25519"), "server-rsa"}, m_identities);
    expected.arrange(setting, m_identities);
    Meeting meeting(setting, m_context);
    meeting.shakeHands();

    const std::string report = meeting.report();
    QVERIFY2(meeting.us().status() == Status::Failed, report.c_str());
    QVERIFY2(!meeting.them().open(), report.c_str());
    QVERIFY2(meeting.us().alert() == expected.alert, report.c_str());
    const std::optional<Alert> seenByThem =
        expected.by == By::Us ? meeting.them().alertReceived() : meeting.them().alertSent();
    QVERIFY2(seenByThem == expected.alert, report.c_str());
    QVERIFY2(meeting.failedCheck() == expected.check, report.c_str());
}

void TestInteropFailures::changedRecordIsRefused_data()
{
    QTest::addColumn<bool>("toUs");
    QTest::addColumn<quint16>("suite");
    QTest::addColumn<bool>("encryptThenMac");
    for (const bool toUs : {true, false})
        for (const auto &[suite, etm] :
             {std::pair("TLS_RSA_WITH_NULL_SHA256", false), std::pair("TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA", false),
              std::pair("TLS_ECDHE_RSA_WITH_AES_256_CBC_SHA384", true),
              std::pair("TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256", false)})
            QTest::addRow("%s %s%s", toUs ? "to us" : "to them", suite, etm ? " encrypt-then-MAC" : "")
                << toUs << cipherSuite(suite)->code << etm;
}

/// RFC 5246 7.2.2: a flipped bit is bad_record_mac, wherever in the fragment it is.
void TestInteropFailures::changedRecordIsRefused()
{
    QFETCH(bool, toUs);
    QFETCH(quint16, suite);
    QFETCH(bool, encryptThenMac);
    const CipherSuite *run = cipherSuite(suite);
    Combination combination{Side::Client, run, run->ephemeral() ? namedGroup("x25519") : nullptr, "server-rsa"};
    combination.encryptThenMac = encryptThenMac ? Wanted::ByBoth : Wanted::ByUsAlone;
    const Setting setting = settingOf(combination, m_identities);
    const Bytes data = toBytes("a bit of this will be flipped on its way");
    for (std::size_t at = recordHeaderLength; at < recordHeaderLength + data.size(); at += 3) {
        Meeting meeting(setting, m_context);
        meeting.shakeHands();
        QVERIFY2(meeting.us().status() == Status::Open, meeting.report().c_str());
        if (toUs)
            meeting.them().send(data);
        else
            meeting.us().send(data);
        Bytes wire = toUs ? meeting.them().takeOutput() : meeting.us().takeOutput();
        wire[at] ^= 0x10;
        if (toUs)
            meeting.us().receive(wire);
        else
            meeting.them().receive(wire);
        meeting.carry();
        const std::optional<Alert> theirs = toUs ? meeting.them().alertReceived() : meeting.them().alertSent();
        QVERIFY2(theirs == Alert::BadRecordMac, meeting.report().c_str());
        QVERIFY2(meeting.us().alert() == Alert::BadRecordMac, meeting.report().c_str());
        QVERIFY2(meeting.us().takeReceived().empty() && meeting.them().takeReceived().empty(), "data got through");
    }
}

void TestInteropFailures::renegotiationIsRefused_data()
{
    QTest::addColumn<bool>("client");
    QTest::newRow("our client, asked with hello_request") << true;
    QTest::newRow("our server, asked with client_hello") << false;
}

/// RFC 5246 7.2.2: no_renegotiation is a warning, after which the one who asked decides; libssl gives up.
void TestInteropFailures::renegotiationIsRefused()
{
    QFETCH(bool, client);
    Setting setting =
        settingOf({client ? Side::Client : Side::Server, cipherSuite(ecdheAes128), namedGroup("x25519"), "server-rsa"},
                  m_identities);
    setting.us.renegotiation = Renegotiation::Off;
    Meeting meeting(setting, m_context);
    meeting.shakeHands();
    QVERIFY2(meeting.us().status() == Status::Open, meeting.report().c_str());
    meeting.them().renegotiate();
    meeting.carry();
    const std::vector<Message> &messages = meeting.recorder().account().messages;
    const Side ours = meeting.recorder().side();
    const auto refusal = std::find_if(messages.begin(), messages.end(), [ours](const Message &message) {
        return message.from == ours && message.name == "alert";
    });
    QVERIFY2(refusal != messages.end(), meeting.report().c_str());
    QCOMPARE(toHex(refusal->bytes), std::string("0164")); // warning, no_renegotiation
    QCOMPARE(std::prev(refusal)->name, std::string(client ? "hello_request" : "client_hello"));
    QVERIFY2(meeting.failedCheck().empty(), meeting.report().c_str());
    QVERIFY2(meeting.them().error().find("no renegotiation") != std::string::npos, meeting.report().c_str());
}

QTEST_GUILESS_MAIN(TestInteropFailures)
#include "tst_interopfailures.moc"
