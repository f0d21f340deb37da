// SPDX-License-Identifier: GPL-3.0-or-later
#include "handmade.h"
#include "trace/knowledge.h"
#include "trace/operations.h"
#include "wire/registry.h"

#include <QtTest>

#include <set>

using namespace hd;
using enum Achievement;

namespace {

using Row = std::array<Achievement, propertyCount>; ///< in the order of Property

struct Kind
{
    std::string suite = "TLS_DHE_RSA_WITH_AES_128_CBC_SHA256";
    bool clientAuthentication = true;
    bool clientHasCertificate = true;
    Version version = tls12;
    bool secured = true; ///< by renegotiation_info
    bool deflate = false;

    const CipherSuite &row() const { return *cipherSuite(suite); }
    bool ephemeral() const { return row().ephemeral(); }
};

// The classic handshake as both endpoints record it, and the position after each message has been dealt with.
class Handshake : public test::TraceMaker
{
public:
    explicit Handshake(Kind kind) : m_kind(std::move(kind)) {}

    void hello()
    {
        exchange(Side::Client, "client_hello", 1);
        const MessageId hello = send(Side::Server, "server_hello", 2);
        FieldTree &fields = trace.messages[hello.index].fields;
        fields.add({"server_version", 0, {}, m_kind.version, {}});
        fields.add({"cipher_suite", 0, {}, m_kind.row().code, m_kind.suite});
        fields.add({"compression_method", 0, {}, m_kind.deflate, {}});
        const FieldIndex extensions = fields.add({"extensions", 0, {}, {}, {}});
        if (m_kind.secured)
            fields.add({"renegotiation_info", extensions, {}, {}, {}});
        receive(hello);
    }

    void serverFlight()
    {
        if (m_kind.row().certified()) {
            exchange(Side::Server, "certificate", 2);
            check(Side::Client, "certificate.signature");
            check(Side::Client, "certificate.trust");
        }
        if (m_kind.ephemeral()) {
            exchange(Side::Server, "server_key_exchange", 2);
            if (m_kind.row().signsParameters())
                signature(Side::Client);
        }
        if (m_kind.clientAuthentication)
            exchange(Side::Server, "certificate_request", 2);
        exchange(Side::Server, "server_hello_done", 2);
    }

    void clientFlight()
    {
        if (m_kind.clientAuthentication)
            exchange(Side::Client, "certificate", 3);
        derive(Side::Client, "pre_master_secret", m_kind.ephemeral() ? operation::dhShared : operation::entropy);
        exchange(Side::Client, "client_key_exchange", 3);
        derive(Side::Server, "pre_master_secret", m_kind.ephemeral() ? operation::dhShared : operation::rsaDecrypt);
        if (m_kind.clientAuthentication && m_kind.clientHasCertificate) {
            exchange(Side::Client, "certificate_verify", 3);
            signature(Side::Server);
        }
        changeCipherSpec(Side::Client, 3);
        exchange(Side::Client, "finished", 3);
        check(Side::Server, "finished.verify_data");
    }

    void serverFinish()
    {
        changeCipherSpec(Side::Server, 4);
        exchange(Side::Server, "finished", 4);
        check(Side::Client, "finished.verify_data");
    }

    void whole()
    {
        hello();
        serverFlight();
        clientFlight();
        serverFinish();
    }

    /// RFC 5246 7.3, figure 2.
    void abbreviated()
    {
        hello();
        derive(Side::Server, "master_secret", operation::given);
        derive(Side::Client, "master_secret", operation::given);
        changeCipherSpec(Side::Server, 2);
        exchange(Side::Server, "finished", 2);
        check(Side::Client, "finished.verify_data");
        changeCipherSpec(Side::Client, 3);
        exchange(Side::Client, "finished", 3);
        check(Side::Server, "finished.verify_data");
    }

    std::string reason(Property property) const
    {
        return propertiesAt(trace, now())[static_cast<std::size_t>(property)].reason;
    }
    Kind &kind() { return m_kind; }

    void changeCipherSpec(Side side, std::uint32_t flight)
    {
        send(side, "change_cipher_spec", flight, Protocol::ChangeCipherSpec);
        install(side, true, m_kind.suite);
        receive(last());
        install(peerOf(side), false, m_kind.suite);
    }

    Row row(Side viewpoint) const { return achievements(propertiesAt(trace, viewpoint, now())); }
    Row row() const { return achievements(propertiesAt(trace, now())); }

private:
    void signature(Side by) { trace.checks[check(by, "signature")].operation = operation::verifySignature; }

    static Row achievements(const std::vector<PropertyState> &states)
    {
        Row row{};
        for (std::size_t i = 0; i < propertyCount; ++i)
            row[i] = states[i].achievement;
        return row;
    }

    Kind m_kind;
};

} // namespace

class TestKnowledge : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void nothingIsKnownAtTheStart()
    {
        Handshake handshake({});
        handshake.hello();
        QCOMPARE(handshake.row(), (Row{NotYet, NotYet, NotYet, NotYet, NotYet}));
        QCOMPARE(propertiesAt(handshake.trace, 0)[0].reason, std::string("confidentiality.not-yet"));
        QVERIFY(!propertiesAt(handshake.trace, 0)[0].since);
    }

    void theClassicHandshakeProvesEachAtItsStep()
    {
        Handshake handshake({});
        handshake.hello();
        handshake.serverFlight();
        QCOMPARE(handshake.row(), (Row{NotYet, NotYet, Pending, NotYet, NotYet}));
        handshake.clientFlight();
        QCOMPARE(handshake.row(Side::Server), (Row{Established, Established, Pending, Established, Established}));
        QCOMPARE(handshake.row(Side::Client), (Row{Pending, Pending, Pending, Established, Pending}));
        QCOMPARE(handshake.row(), (Row{Pending, Pending, Pending, Established, Pending}));
        handshake.serverFinish();
        QCOMPARE(handshake.row(), (Row{Established, Established, Established, Established, Established}));
    }

    void theProofIsTheMessageThatWasChecked()
    {
        Handshake handshake({});
        handshake.hello();
        handshake.serverFlight();
        handshake.clientFlight();
        const MessageId clientFinished = handshake.last();
        const Playhead then = handshake.now();
        handshake.serverFinish();
        const std::vector<PropertyState> states = propertiesAt(handshake.trace, handshake.now());
        const PropertyState &client = states[static_cast<std::size_t>(Property::ClientAuthentication)];
        QCOMPARE(client.proof, std::optional(clientFinished));
        QCOMPARE(client.since, std::optional(then));
        QCOMPARE(states[0].proof, std::optional(handshake.last()));
        QCOMPARE(states[0].reason, std::string("confidentiality.established"));
    }

    void aShareWithoutItsSignatureProvesNoServer()
    {
        Handshake handshake({});
        handshake.hello();
        handshake.exchange(Side::Server, "certificate", 2);
        handshake.check(Side::Client, "certificate.trust");
        QCOMPARE(handshake.row()[2], NotYet); // DHE: the certificate says nothing about the share
    }

    void rsaKeyExchangeHasNoForwardSecrecy()
    {
        Handshake handshake({.suite = "TLS_RSA_WITH_AES_128_CBC_SHA", .clientAuthentication = false});
        handshake.hello();
        QCOMPARE(handshake.row(), (Row{NotYet, NotYet, NotYet, NotYet, Never}));
        handshake.serverFlight();
        QCOMPARE(handshake.row(), (Row{NotYet, NotYet, Pending, Never, Never}));
        handshake.clientFlight();
        handshake.serverFinish();
        QCOMPARE(handshake.row(), (Row{Established, Established, Established, Never, Never}));
    }

    void aNullCipherHidesNothing()
    {
        Handshake handshake({.suite = "TLS_RSA_WITH_NULL_SHA256", .clientAuthentication = false});
        handshake.hello();
        handshake.serverFlight();
        handshake.clientFlight();
        handshake.serverFinish();
        QCOMPARE(handshake.row(), (Row{Never, Established, Established, Never, Never}));
    }

    void nobodyIsAuthenticatedWhenBothAreAnonymous()
    {
        Handshake handshake({.suite = "TLS_DH_anon_WITH_AES_128_CBC_SHA", .clientAuthentication = false});
        handshake.hello();
        QCOMPARE(handshake.row(), (Row{NotYet, NotYet, Never, Never, NotYet}));
        handshake.serverFlight();
        handshake.clientFlight();
        handshake.serverFinish();
        QCOMPARE(handshake.row(), (Row{Weak, Weak, Never, Never, Established})); // anybody may sit in the middle
        QCOMPARE(handshake.reason(Property::Confidentiality), std::string("confidentiality.weak-anonymous"));
    }

    void aPreSharedKeyAuthenticatesBoth_data()
    {
        QTest::addColumn<QByteArray>("suite");
        QTest::addColumn<int>("secrecy");
        QTest::newRow("PSK") << QByteArray("TLS_PSK_WITH_AES_128_CBC_SHA") << int(Never);
        QTest::newRow("DHE_PSK") << QByteArray("TLS_DHE_PSK_WITH_AES_128_CBC_SHA") << int(Established);
        QTest::newRow("RSA_PSK") << QByteArray("TLS_RSA_PSK_WITH_AES_128_CBC_SHA") << int(Never);
    }

    void aPreSharedKeyAuthenticatesBoth()
    {
        QFETCH(const QByteArray, suite);
        QFETCH(const int, secrecy);
        Handshake handshake({.suite = suite.toStdString(), .clientAuthentication = false});
        handshake.hello();
        handshake.serverFlight();
        QCOMPARE(handshake.row()[3], NotYet);
        handshake.clientFlight();
        QCOMPARE(handshake.row()[2], Pending);
        handshake.serverFinish();
        QCOMPARE(handshake.row(), (Row{Established, Established, Established, Established, Achievement(secrecy)}));
        QCOMPARE(handshake.reason(Property::ClientAuthentication),
                 std::string("client_authentication.established-psk"));
    }

    void whatIsBrokenIsWeak_data()
    {
        QTest::addColumn<QByteArray>("suite");
        QTest::addColumn<int>("version");
        QTest::addColumn<QByteArray>("why");
        QTest::newRow("RC4") << QByteArray("TLS_RSA_WITH_RC4_128_SHA") << int(tls12) << QByteArray("rc4");
        QTest::newRow("DES") << QByteArray("TLS_RSA_WITH_DES_CBC_SHA") << int(tls11) << QByteArray("des");
        QTest::newRow("3DES") << QByteArray("TLS_RSA_WITH_3DES_EDE_CBC_SHA") << int(tls12) << QByteArray("3des");
        QTest::newRow("export") << QByteArray("TLS_RSA_EXPORT_WITH_RC4_40_MD5") << int(tls10) << QByteArray("export");
        QTest::newRow("SSL 3.0") << QByteArray("TLS_RSA_WITH_AES_128_CBC_SHA") << int(ssl30)
                                 << QByteArray("ssl-padding");
        QTest::newRow("TLS 1.0") << QByteArray("TLS_RSA_WITH_AES_128_CBC_SHA") << int(tls10)
                                 << QByteArray("chained-iv");
        QTest::newRow("TLS 1.1") << QByteArray("TLS_RSA_WITH_AES_128_CBC_SHA") << int(tls11) << QByteArray();
    }

    void whatIsBrokenIsWeak()
    {
        QFETCH(const QByteArray, suite);
        QFETCH(const int, version);
        QFETCH(const QByteArray, why);
        Handshake handshake(
            {.suite = suite.toStdString(), .clientAuthentication = false, .version = static_cast<Version>(version)});
        handshake.whole();
        QCOMPARE(handshake.row()[0], why.isEmpty() ? Established : Weak);
        QCOMPARE(handshake.reason(Property::Confidentiality), why.isEmpty()
                                                                  ? std::string("confidentiality.established")
                                                                  : "confidentiality.weak-" + why.toStdString());
        QCOMPARE(handshake.row()[1], Established);
    }

    void compressionBetraysContent()
    {
        Handshake handshake({.deflate = true});
        handshake.whole();
        QCOMPARE(handshake.reason(Property::Confidentiality), std::string("confidentiality.weak-compression"));
    }

    void aSessionTakenUpIsAsGoodAsItsBeginning()
    {
        Handshake handshake({});
        handshake.abbreviated();
        QCOMPARE(handshake.row(), (Row{Established, Established, Established, Never, Weak}));
        QCOMPARE(handshake.reason(Property::ServerAuthentication),
                 std::string("server_authentication.established-resumed"));
        QCOMPARE(handshake.reason(Property::ClientAuthentication), std::string("client_authentication.never-resumed"));
        QCOMPARE(handshake.reason(Property::ForwardSecrecy), std::string("forward_secrecy.weak-session"));
    }

    void aTicketOutlivesForwardSecrecy()
    {
        Handshake handshake({});
        handshake.hello();
        handshake.serverFlight();
        handshake.clientFlight();
        QCOMPARE(handshake.row(Side::Server)[4], Established);
        handshake.exchange(Side::Server, "new_session_ticket", 4);
        handshake.serverFinish();
        QCOMPARE(handshake.row(Side::Server)[4], Weak);
        QCOMPARE(handshake.reason(Property::ForwardSecrecy), std::string("forward_secrecy.weak-ticket"));
    }

    void aSecondHandshakeMayAskTheClient()
    {
        Handshake handshake({.clientAuthentication = false});
        handshake.whole();
        QCOMPARE(handshake.row(), (Row{Established, Established, Established, Never, Established}));
        handshake.kind().clientAuthentication = true;
        handshake.hello();
        handshake.serverFlight();
        QCOMPARE(handshake.row(), (Row{Established, Established, Established, NotYet, Established}));
        handshake.clientFlight();
        handshake.serverFinish();
        QCOMPARE(handshake.row(), (Row{Established, Established, Established, Established, Established}));
    }

    void aSecondHandshakeThatNothingBindsIsWeak()
    {
        Handshake handshake({.secured = false});
        handshake.whole();
        QCOMPARE(handshake.row()[1], Established);
        handshake.whole();
        QCOMPARE(handshake.row()[1], Weak);
        QCOMPARE(handshake.reason(Property::Integrity), std::string("integrity.weak-renegotiation"));
    }

    void everyReasonIsListed()
    {
        const std::vector<std::string> reasons = propertyReasons();
        QCOMPARE(std::set(reasons.begin(), reasons.end()).size(), reasons.size());
        Handshake handshake({.secured = false});
        handshake.whole();
        handshake.whole();
        for (Playhead at = 0; at <= handshake.now(); ++at)
            for (const PropertyState &state : propertiesAt(handshake.trace, at))
                QVERIFY2(std::find(reasons.begin(), reasons.end(), state.reason) != reasons.end(),
                         state.reason.c_str());
    }

    void aClientWithoutCertificateStaysUnknown()
    {
        Handshake handshake({.clientHasCertificate = false});
        handshake.hello();
        handshake.serverFlight();
        QCOMPARE(handshake.row()[3], NotYet);
        handshake.clientFlight();
        QCOMPARE(handshake.row()[3], Never);
    }

    void nothingIsEstablishedAfterAFailure_data()
    {
        QTest::addColumn<int>("failing");
        QTest::newRow("client") << 0;
        QTest::newRow("server") << 1;
    }

    void nothingIsEstablishedAfterAFailure()
    {
        QFETCH(const int, failing);
        const Side side = failing == 0 ? Side::Client : Side::Server;
        Handshake handshake({});
        handshake.hello();
        handshake.serverFlight();
        handshake.clientFlight();
        handshake.serverFinish();
        handshake.check(side, "record.mac", false);
        QCOMPARE(handshake.row(side), (Row{Failed, Failed, Failed, Failed, Failed}));
        QCOMPARE(handshake.row(), (Row{Failed, Failed, Failed, Failed, Failed}));
        handshake.state(peerOf(side), "failed");
        QCOMPARE(handshake.row(peerOf(side)), (Row{Failed, Failed, Failed, Failed, Failed}));
    }

    void anUnknownAuthorityFailsTheServer()
    {
        Handshake handshake({.clientAuthentication = false});
        handshake.hello();
        handshake.exchange(Side::Server, "certificate", 2);
        handshake.check(Side::Client, "certificate.trust", false);
        QCOMPARE(handshake.row(Side::Client), (Row{Failed, Failed, Failed, NotYet, Failed}));
        QCOMPARE(handshake.row(Side::Server), (Row{NotYet, NotYet, Failed, NotYet, NotYet}));
        const PropertyState server = propertiesAt(handshake.trace, handshake.now())[2];
        QCOMPARE(server.reason, std::string("server_authentication.failed"));
        QCOMPARE(server.proof, std::optional(handshake.last()));
    }

    void aPeerThatTellsNothingTakesNothingAway()
    {
        Handshake handshake({});
        handshake.hello();
        handshake.serverFlight();
        handshake.clientFlight();
        handshake.serverFinish();
        // What is left of the server when it is a live peer: what it sent.
        std::erase_if(handshake.trace.events,
                      [](const Event &event) { return event.at == Side::Server && event.what != What::MessageSent; });
        QCOMPARE(handshake.row(), (Row{Established, Established, Established, NotYet, Established}));
        QCOMPARE(handshake.row(), handshake.row(Side::Client));
        const std::vector<PropertyState> states = propertiesAt(handshake.trace, handshake.now());
        QCOMPARE(states[3].reason, std::string("client_authentication.unseen"));
    }

    void onlyThePastCounts()
    {
        Handshake handshake({});
        handshake.hello();
        const Playhead then = handshake.now();
        const std::vector<PropertyState> before = propertiesAt(handshake.trace, then);
        handshake.serverFlight();
        handshake.check(Side::Client, "record.mac", false);
        QCOMPARE(propertiesAt(handshake.trace, then), before);
    }
};

QTEST_GUILESS_MAIN(TestKnowledge)
#include "tst_knowledge.moc"
