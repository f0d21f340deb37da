// SPDX-License-Identifier: GPL-3.0-or-later

// What the connections of TLS 1.3 have achieved by when, on real ones: full handshakes, those with a key from before,
// with early data, and those that fail.

#include "builtins.h"
#include "print.h"

#include "trace/knowledge.h"

#include <QtTest>

using namespace hd;
using namespace hd::test;
using enum Achievement;

class tst_Tls13Knowledge : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void inTheEnd_data();
    void inTheEnd();
    void finishedIsTheProof();
    void helloRetryRequestIsNoSecondHandshake();
    void lateAuthenticationIsOne();
    void whatIsPlayedAgainIsNotTrusted();

private:
    static const PropertyState &stateOf(const std::vector<PropertyState> &states, Property property)
    {
        return states[static_cast<std::size_t>(property)];
    }
};

void tst_Tls13Knowledge::inTheEnd_data()
{
    QTest::addColumn<QString>("scenario");
    QTest::addColumn<QString>("server");
    QTest::addColumn<QString>("client");
    QTest::addColumn<QString>("forwardSecrecy");
    QTest::addColumn<QString>("integrity");
    const auto row = [](const char *scenario, const char *server, const char *client, const char *forwardSecrecy,
                        const char *integrity = "established") {
        QTest::newRow(scenario) << QString::fromLatin1(scenario) << QString::fromLatin1(server)
                                << QString::fromLatin1(client) << QString::fromLatin1(forwardSecrecy)
                                << QString::fromLatin1(integrity);
    };
    row("tls13", "established", "never", "established");
    row("tls13-hello-retry", "established", "never", "established");
    row("tls13-chacha20", "established", "never", "established");
    row("tls13-key-update", "established", "never", "established");
    row("tls13-client-auth", "established", "established", "established");
    row("tls13-post-handshake-auth", "established", "established", "established");
    row("tls13-psk", "established-resumed", "never-resumed", "established");
    row("tls13-external-psk", "established-psk", "established-psk", "established");
    row("tls13-early-data", "established-resumed", "never-resumed", "weak-early-data",
        "weak-early-data"); // RFC 8446 8: it may be a replay
    // RFC 8446 2.3: it went over the wire, wanted or not
    row("tls13-early-data-rejected", "established-resumed", "never-resumed", "weak-early-data");
    row("tls13-early-data-retry", "established-resumed", "never-resumed", "weak-early-data");
}

void tst_Tls13Knowledge::inTheEnd()
{
    QFETCH(const QString, scenario);
    QFETCH(const QString, server);
    QFETCH(const QString, client);
    QFETCH(const QString, forwardSecrecy);
    QFETCH(const QString, integrity);
    const std::shared_ptr<const Trace> trace = runBuiltin(scenario.toStdString());
    const auto end = static_cast<Playhead>(trace->events.size());
    for (const Side side : {Side::Client, Side::Server}) {
        const std::vector<PropertyState> states = propertiesAt(*trace, side, end);
        QCOMPARE(stateOf(states, Property::Confidentiality).reason, std::string("confidentiality.established"));
        QCOMPARE(stateOf(states, Property::Integrity).reason, "integrity." + integrity.toStdString());
        QCOMPARE(stateOf(states, Property::ServerAuthentication).reason,
                 "server_authentication." + server.toStdString());
        QCOMPARE(stateOf(states, Property::ClientAuthentication).reason,
                 "client_authentication." + client.toStdString());
        QCOMPARE(stateOf(states, Property::ForwardSecrecy).reason, "forward_secrecy." + forwardSecrecy.toStdString());
    }
}

/// Before the server's finished the client has keys and a signature, and nothing is proven; with it all is.
void tst_Tls13Knowledge::finishedIsTheProof()
{
    const std::shared_ptr<const Trace> trace = runBuiltin("tls13");
    const MessageId finished = *messageOf(*trace, "finished", Side::Server);
    const Playhead before = *positionOf(*trace, What::MessageReceived, finished.index) - 1;
    const std::vector<PropertyState> pending = propertiesAt(*trace, Side::Client, before);
    for (const Property property :
         {Property::Confidentiality, Property::Integrity, Property::ServerAuthentication, Property::ForwardSecrecy})
        QVERIFY2(stateOf(pending, property).achievement == Pending, stateOf(pending, property).reason.c_str());
    const std::vector<PropertyState> proven =
        propertiesAt(*trace, Side::Client, static_cast<Playhead>(trace->events.size()));
    for (const Property property :
         {Property::Confidentiality, Property::Integrity, Property::ServerAuthentication, Property::ForwardSecrecy})
        QVERIFY(stateOf(proven, property).proof == finished);
    QVERIFY(stateOf(propertiesAt(*trace, Side::Server, static_cast<Playhead>(trace->events.size())),
                    Property::Confidentiality)
                .proof == messageOf(*trace, "finished", Side::Client));
}

void tst_Tls13Knowledge::helloRetryRequestIsNoSecondHandshake()
{
    for (const char *scenario : {"tls13-hello-retry", "tls13-cookie", "tls13-early-data-retry"})
        QCOMPARE(handshakeStarts(*runBuiltin(scenario)).size(), std::size_t{1});
}

/// RFC 8446 4.6.2: nobody knows who the client is until the server asks, and then it is known within the connection.
void tst_Tls13Knowledge::lateAuthenticationIsOne()
{
    const std::shared_ptr<const Trace> trace = runBuiltin("tls13-post-handshake-auth");
    QCOMPARE(handshakeStarts(*trace).size(), std::size_t{1});
    const MessageId request = *messageOf(*trace, "certificate_request", Side::Server);
    const Playhead before = *positionOf(*trace, What::MessageSent, request.index) - 1;
    const auto at = [&](Playhead position) {
        return stateOf(propertiesAt(*trace, Side::Server, position), Property::ClientAuthentication).achievement;
    };
    QVERIFY(at(before) == Never);
    QVERIFY(at(before + 1) == NotYet);
    const std::vector<PropertyState> end =
        propertiesAt(*trace, Side::Server, static_cast<Playhead>(trace->events.size()));
    QVERIFY(stateOf(end, Property::ClientAuthentication).proof > request);
    QVERIFY(stateOf(end, Property::Integrity).achievement == Established);
}

/// RFC 8446 8: the server acts on early data before it knows who sends it; in a replay that never comes.
void tst_Tls13Knowledge::whatIsPlayedAgainIsNotTrusted()
{
    const std::shared_ptr<const Trace> trace = runBuiltin("tls13-replay");
    const std::vector<PropertyState> end =
        propertiesAt(*trace, Side::Server, static_cast<Playhead>(trace->events.size()));
    QCOMPARE(stateOf(end, Property::Integrity).reason, std::string("integrity.weak-early-data"));
    QVERIFY(stateOf(end, Property::Integrity).proof == messageOf(*trace, "application_data", Side::Client));
}

QTEST_GUILESS_MAIN(tst_Tls13Knowledge)
#include "tst_tls13knowledge.moc"
