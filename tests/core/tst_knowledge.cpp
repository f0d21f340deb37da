// SPDX-License-Identifier: GPL-3.0-or-later
#include "handmade.h"
#include "trace/knowledge.h"
#include "trace/operations.h"

#include <QTest>

using namespace hd;
using enum Achievement;

namespace {

using Row = std::array<Achievement, propertyCount>; ///< in the order of Property

struct Kind
{
    std::string suite = "TLS_DHE_RSA_WITH_AES_128_CBC_SHA256";
    bool clientAuthentication = true;
    bool clientHasCertificate = true;

    bool ephemeral() const { return suite.starts_with("TLS_DHE_"); }
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
        Field suite;
        suite.name = "cipher_suite";
        suite.parent = 0;
        suite.meaning = m_kind.suite;
        trace.messages[hello.index].fields.add(suite);
        receive(hello);
    }

    void serverFlight()
    {
        exchange(Side::Server, "certificate", 2);
        check(Side::Client, "certificate.signature");
        check(Side::Client, "certificate.trust");
        if (m_kind.ephemeral()) {
            exchange(Side::Server, "server_key_exchange", 2);
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
