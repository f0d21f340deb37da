// SPDX-License-Identifier: GPL-3.0-or-later

// What two implementations have to agree on beside the suite: the version from two ranges, fallback, names, stapled
// responses, lengths of fragments, shared keys, and what must not be resumed or renegotiated.

#include "encounter.h"
#include "roles.h"

#include <QtTest>

using namespace hd;
using namespace hd::test;

class TestLibsslFeatures : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void versionOfTwoRanges_data();
    void versionOfTwoRanges();
    void fallbackIsNoticed_data() { bothRoles(); }
    void fallbackIsNoticed();
    void stapledResponse_data() { bothRoles(); }
    void stapledResponse();
    void fragmentLength_data();
    void fragmentLength();
    void unknownName_data();
    void unknownName();
    void unknownIdentity_data() { bothRoles(); }
    void unknownIdentity();
    void otherKey_data() { bothRoles(); }
    void otherKey();
    void noResumptionWithoutExtendedMasterSecret_data() { bothRoles(); }
    void noResumptionWithoutExtendedMasterSecret();
    void refusedRenegotiationLeavesTheConnection_data() { bothRoles(); }
    void refusedRenegotiationLeavesTheConnection();
    void insecureRenegotiation_data();
    void insecureRenegotiation();
    void sslV2Hello_data();
    void sslV2Hello();

private:
    Setting setting(Side ours, const char *suite = "TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA", Version version = tls12);

    crypto::Context m_context;
    Identities m_identities{m_context};
};

Setting TestLibsslFeatures::setting(Side ours, const char *suite, Version version)
{
    return settingOf(plain(ours, version, *cipherSuite(std::string_view(suite))), m_identities);
}

/// A message or an alert of that name, whoever sent it.
static bool has(Meeting &meeting, Side from, std::string_view name, std::string_view hex = {})
{
    const std::vector<Message> &messages = meeting.recorder().account().messages;
    return std::any_of(messages.begin(), messages.end(), [&](const Message &message) {
        return message.from == from && message.name == name && (hex.empty() || toHex(message.bytes) == hex);
    });
}

void TestLibsslFeatures::versionOfTwoRanges_data()
{
    QTest::addColumn<Side>("ours");
    QTest::addColumn<int>("ourLowest");
    QTest::addColumn<int>("ourHighest");
    QTest::addColumn<int>("theirLowest");
    QTest::addColumn<int>("theirHighest");
    for (const Side ours : {Side::Client, Side::Server})
        for (int a = tls10; a <= tls12; ++a)
            for (int b = a; b <= tls12; ++b)
                for (int c = tls10; c <= tls12; ++c)
                    for (int d = c; d <= tls12; ++d)
                        QTest::addRow("our %s %x-%x, theirs %x-%x", ours == Side::Client ? "client" : "server",
                                      static_cast<unsigned>(a), static_cast<unsigned>(b), static_cast<unsigned>(c),
                                      static_cast<unsigned>(d))
                            << ours << a << b << c << d;
}

/// RFC 5246 E.1: the lower of the two highest, when both have it; otherwise protocol_version.
void TestLibsslFeatures::versionOfTwoRanges()
{
    QFETCH(Side, ours);
    QFETCH(int, ourLowest);
    QFETCH(int, ourHighest);
    QFETCH(int, theirLowest);
    QFETCH(int, theirHighest);
    Setting s = setting(ours);
    s.us.versions.clear();
    for (int version = ourHighest; version >= ourLowest; --version)
        s.us.versions.push_back(static_cast<Version>(version));
    s.them.lowest = static_cast<Version>(theirLowest);
    s.them.highest = static_cast<Version>(theirHighest);
    Meeting meeting(s, m_context);
    meeting.shakeHands();
    const int highest = std::min(ourHighest, theirHighest);
    if (highest >= std::max(ourLowest, theirLowest)) {
        QVERIFY2(meeting.us().status() == Status::Open && meeting.them().open(), meeting.report().c_str());
        QCOMPARE(static_cast<int>(meeting.them().version()), highest);
        QCOMPARE(meeting.us().negotiated().version, names::version(static_cast<std::uint64_t>(highest)));
    } else {
        QVERIFY2(meeting.us().alert() == Alert::ProtocolVersion, meeting.report().c_str());
        QVERIFY2(!meeting.them().open(), meeting.report().c_str());
    }
}

/// RFC 7507 3: a server that speaks a higher version than a client that comes a second time sends
/// inappropriate_fallback; one that does not, goes on.
void TestLibsslFeatures::fallbackIsNoticed()
{
    QFETCH(Side, ours);
    for (const Version servers : {tls11, tls12}) {
        Setting s = setting(ours);
        s.us.versions = ours == Side::Client ? std::vector{tls11} : std::vector{servers, tls10};
        s.them.lowest = tls10;
        s.them.highest = ours == Side::Client ? servers : tls11;
        s.us.fallbackScsv = ours == Side::Client;
        s.them.fallbackScsv = ours == Side::Server;
        if (ours == Side::Server)
            s.us.versions = servers == tls12 ? std::vector{tls12, tls11, tls10} : std::vector{tls11, tls10};
        Meeting meeting(s, m_context);
        meeting.shakeHands();
        if (servers == tls12)
            QVERIFY2(meeting.us().alert() == Alert::InappropriateFallback, meeting.report().c_str());
        else
            QVERIFY2(meeting.us().status() == Status::Open && meeting.them().open(), meeting.report().c_str());
    }
}

/// RFC 6066 8.
void TestLibsslFeatures::stapledResponse()
{
    QFETCH(Side, ours);
    const Pki::Credential server = m_identities.find("server-rsa");
    const Pki::Credential issuer = m_identities.find("intermediate");
    const crypto::OcspSpec spec{false, demonstrationClock - 3600, demonstrationClock + 3600};
    const Bytes response = crypto::issueOcspResponse(m_context, server.chain[0], server.chain[1], issuer.key, spec);
    Setting s = setting(ours);
    if (ours == Side::Client) {
        s.us.statusRequest = true;
        s.them.ocspResponse = response;
    } else {
        s.us.credentials.front().ocspResponse = response;
        s.them.statusRequest = true;
    }
    Meeting meeting(s, m_context);
    meeting.shakeHands();
    QVERIFY2(meeting.us().status() == Status::Open && meeting.them().open(), meeting.report().c_str());
    QVERIFY2(has(meeting, Side::Server, "certificate_status"), meeting.report().c_str());
    QVERIFY2(meeting.failedCheck().empty(), meeting.report().c_str());
    if (ours == Side::Server)
        QCOMPARE(toHex(meeting.them().stapledResponse()), toHex(response));
}

void TestLibsslFeatures::fragmentLength_data()
{
    QTest::addColumn<Side>("ours");
    QTest::addColumn<int>("length");
    for (const Side ours : {Side::Client, Side::Server})
        for (const int length : {512, 1024, 2048, 4096})
            QTest::addRow("our %s %d", ours == Side::Client ? "client" : "server", length) << ours << length;
}

/// The longest record's fragment.
static std::size_t longestRecord(ByteView wire)
{
    std::size_t longest = 0;
    while (!wire.empty()) {
        const std::size_t length = static_cast<std::size_t>(wire[3] << 8 | wire[4]);
        longest = std::max(longest, length);
        wire = wire.subspan(5 + length);
    }
    return longest;
}

/// RFC 6066 4: from either side no record holds more, whatever protects it (IV, MAC and padding: 16 + 20 + 16).
void TestLibsslFeatures::fragmentLength()
{
    QFETCH(Side, ours);
    QFETCH(int, length);
    Setting s = setting(ours);
    (ours == Side::Client ? s.us.maxFragmentLength : s.them.maxFragmentLength) = static_cast<std::uint16_t>(length);
    Meeting meeting(s, m_context);
    meeting.shakeHands();
    QVERIFY2(meeting.us().status() == Status::Open && meeting.them().open(), meeting.report().c_str());
    QCOMPARE(static_cast<int>(meeting.them().maxFragmentLength()), length);
    const Bytes data(10000, 'x');
    meeting.us().send(data);
    meeting.them().send(data);
    meeting.carry();
    QVERIFY2(meeting.us().takeReceived() == data && meeting.them().takeReceived() == data, meeting.report().c_str());
    const std::size_t most = static_cast<std::size_t>(length) + 52;
    QVERIFY(longestRecord(meeting.sentByUs()) <= most);
    QVERIFY(longestRecord(meeting.sentByThem()) <= most);
}

void TestLibsslFeatures::unknownName_data()
{
    QTest::addColumn<Side>("ours");
    QTest::addColumn<int>("reaction");
    for (const Side ours : {Side::Client, Side::Server})
        for (const auto &[reaction, text] :
             {std::pair(UnknownName::Ignore, "ignored"), std::pair(UnknownName::Warn, "warned of"),
              std::pair(UnknownName::Refuse, "refused")})
            QTest::addRow("our %s, %s", ours == Side::Client ? "client" : "server", text)
                << ours << static_cast<int>(reaction);
}

/// RFC 6066 3: unrecognized_name at either level, or nothing.
void TestLibsslFeatures::unknownName()
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
        return;
    }
    QVERIFY2(meeting.us().status() == Status::Open && meeting.them().open(), meeting.report().c_str());
    const bool warned = wanted == UnknownName::Warn;
    QCOMPARE(has(meeting, Side::Server, "alert", "0170"), warned); // warning, unrecognized_name
    if (ours == Side::Server)
        QCOMPARE(meeting.them().warningsReceived() == std::vector{Alert::UnrecognizedName}, warned);
}

/// RFC 4279 2: unknown_psk_identity, or decrypt_error from a server that does not tell.
void TestLibsslFeatures::unknownIdentity()
{
    QFETCH(Side, ours);
    Setting s = setting(ours, "TLS_PSK_WITH_AES_128_CBC_SHA");
    (ours == Side::Client ? s.us.psks : s.them.psks).front().identity = "nobody";
    Meeting meeting(s, m_context);
    meeting.shakeHands();
    QVERIFY2(meeting.us().status() == Status::Failed && !meeting.them().open(), meeting.report().c_str());
    QVERIFY2(meeting.us().alert() == Alert::UnknownPskIdentity, meeting.report().c_str());
}

/// The keys differ: finished of the client does not open, which is bad_record_mac.
void TestLibsslFeatures::otherKey()
{
    QFETCH(Side, ours);
    for (const char *suite : {"TLS_PSK_WITH_AES_128_CBC_SHA", "TLS_DHE_PSK_WITH_AES_128_GCM_SHA256",
                              "TLS_ECDHE_PSK_WITH_AES_256_CBC_SHA384", "TLS_RSA_PSK_WITH_AES_128_CBC_SHA"}) {
        Setting s = setting(ours, suite);
        s.us.psks.front().key = toBytes("a key that only one has");
        Meeting meeting(s, m_context);
        meeting.shakeHands();
        QVERIFY2(meeting.us().status() == Status::Failed && !meeting.them().open(), meeting.report().c_str());
        QVERIFY2(meeting.us().alert() == Alert::BadRecordMac, meeting.report().c_str());
    }
}

/// RFC 7627 5.3: a session with extended_master_secret, offered by a hello without it, ends the handshake.
void TestLibsslFeatures::noResumptionWithoutExtendedMasterSecret()
{
    QFETCH(Side, ours);
    SessionStore sessions;
    Setting s = setting(ours);
    s.them.sessionCache = true;
    s.them.tickets = false;
    s.us.sessions = ours == Side::Server ? &sessions : nullptr;
    Meeting first(s, m_context);
    first.shakeHands();
    QVERIFY2(first.us().status() == Status::Open && first.us().negotiated().extendedMasterSecret,
             first.report().c_str());
    first.us().close();
    first.carry();
    if (ours == Side::Client) {
        s.us.session = first.us().session();
        QVERIFY(s.us.session);
        s.us.session->extendedMasterSecret = false; // otherwise our client would not offer it
        s.us.extendedMasterSecret = Wish::Off;
        s.theirContext = first.theirContext();
    } else {
        s.theirSession = first.them().session();
        s.them.extendedMasterSecret = false;
    }
    Meeting second(s, m_context);
    second.shakeHands();
    QVERIFY2(second.us().alert() == Alert::HandshakeFailure, second.report().c_str());
    QVERIFY2(!second.them().open(), second.report().c_str());
}

/// RFC 5246 7.2.2: no_renegotiation is a warning; we go on with what there is.
void TestLibsslFeatures::refusedRenegotiationLeavesTheConnection()
{
    QFETCH(Side, ours);
    Setting s = setting(ours);
    s.them.renegotiation = Renegotiation::Off;
    Meeting meeting(s, m_context);
    meeting.shakeHands();
    meeting.us().renegotiate();
    meeting.carry();
    QVERIFY2(has(meeting, peerOf(ours), "alert", "0164"), meeting.report().c_str()); // warning, no_renegotiation
    QVERIFY2(meeting.us().status() == Status::Open && meeting.them().open(), meeting.report().c_str());
    meeting.us().send(toBytes("still here"));
    meeting.carry();
    QCOMPARE(meeting.them().takeReceived(), toBytes("still here"));
}

void TestLibsslFeatures::insecureRenegotiation_data()
{
    QTest::addColumn<bool>("byUs");
    QTest::newRow("by our client") << true;
    QTest::newRow("by their server") << false;
}

/// The old form, in which nothing ties the second handshake to the first. libssl never leaves its own signal out, so
/// only our client can.
void TestLibsslFeatures::insecureRenegotiation()
{
    QFETCH(bool, byUs);
    Setting s = setting(Side::Client);
    s.us.renegotiationSignal = RenegotiationSignal::Off;
    s.us.renegotiation = s.them.renegotiation = Renegotiation::Insecure;
    Meeting meeting(s, m_context);
    meeting.shakeHands();
    QVERIFY2(meeting.us().status() == Status::Open && meeting.them().open(), meeting.report().c_str());
    QVERIFY(!meeting.us().negotiated().secureRenegotiation && !meeting.them().secureRenegotiation());
    if (byUs)
        meeting.us().renegotiate();
    else
        meeting.them().renegotiate();
    meeting.carry();
    QVERIFY2(meeting.us().status() == Status::Open && meeting.them().open(), meeting.report().c_str());
    const std::vector<Message> &messages = meeting.recorder().account().messages;
    QCOMPARE(std::count_if(messages.begin(), messages.end(),
                           [](const Message &message) { return message.name == "finished"; }),
             4);
    meeting.them().send(toBytes("after it"));
    meeting.carry();
    QCOMPARE(meeting.us().takeReceived(), toBytes("after it"));
}

void TestLibsslFeatures::sslV2Hello_data()
{
    QTest::addColumn<int>("version");
    for (const Version version : {tls10, tls11, tls12})
        QTest::addRow("%s", names::version(version).c_str()) << int{version};
}

/// RFC 5246 E.2: libssl still answers a client_hello in the format of SSL 2.0.
void TestLibsslFeatures::sslV2Hello()
{
    QFETCH(int, version);
    Setting s = setting(Side::Client, "TLS_RSA_WITH_AES_128_CBC_SHA", static_cast<Version>(version));
    s.us.ssl2Hello = true;
    s.us.renegotiationSignal = RenegotiationSignal::Scsv; // there is no place for an extension
    Meeting meeting(s, m_context);
    meeting.shakeHands();
    QVERIFY2(meeting.us().status() == Status::Open && meeting.them().open(), meeting.report().c_str());
    QCOMPARE(static_cast<int>(meeting.them().version()), version);
    meeting.us().send(toBytes("hello"));
    meeting.carry();
    QCOMPARE(meeting.them().takeReceived(), toBytes("hello"));
}

QTEST_GUILESS_MAIN(TestLibsslFeatures)
#include "tst_libsslfeatures.moc"
