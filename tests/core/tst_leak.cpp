// SPDX-License-Identifier: GPL-3.0-or-later

// Forward secrecy, measured: what a leaked key opens of a recording is byte for byte what the parties said, and where
// there is forward secrecy it opens nothing.

#include "analysis/leak.h"
#include "builtins.h"
#include "print.h"
#include "trace/knowledge.h"
#include "trace/onthewire.h"

#include <QtTest>

using namespace hd;

namespace {

/// Whether the pre_master_secret went over the wire encrypted to the certificate's key.
bool isRsaKeyTransport(const Trace &trace)
{
    const CipherSuite *suite = test::suiteOf(trace);
    const auto temporary = [](const Message &message) {
        return message.field("server_key_exchange.params.rsa_modulus");
    };
    const auto exchanged = test::messageOf(trace, "client_key_exchange", Side::Client);
    return suite && suite->keyExchange == KeyExchange::Rsa && exchanged &&
           std::none_of(trace.messages.begin(), trace.messages.end(), temporary);
}

bool isProtected(const Message &message)
{
    return message.encrypted;
}

std::size_t protectedMessages(const Trace &trace)
{
    return static_cast<std::size_t>(std::count_if(trace.messages.begin(), trace.messages.end(), isProtected));
}

const Message *dataOf(const Trace &trace)
{
    for (const Message &message : trace.messages)
        if (message.protocol == Protocol::ApplicationData)
            return &message;
    return nullptr;
}

bool has(const Leak &leak, const char *reason)
{
    return std::find(leak.reasons.begin(), leak.reasons.end(), reason) != leak.reasons.end();
}

} // namespace

class TestLeak : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void thePrivateKeyOpensRsaKeyTransportAndNothingElse_data();
    void thePrivateKeyOpensRsaKeyTransportAndNothingElse();
    void whatIsOpenedIsWhatWasSaid_data() { thePrivateKeyOpensRsaKeyTransportAndNothingElse_data(); }
    void whatIsOpenedIsWhatWasSaid();
    void everyVersionOfRsaKeyTransportIsOpened_data();
    void everyVersionOfRsaKeyTransportIsOpened();
    void itDoesNotOpenWhatATemporaryKeyCarried();
    void aHandshakeWithinTheConnectionIsOpenedToo();
    void ticketKeysOpenTheConnectionThatIssuedTheTicket();
    void ticketKeysOpenTheConnectionThatResumes();
    void ticketKeysOpenEarlyDataAlone();
    void aPreSharedKeyAloneOpensAll_data();
    void aPreSharedKeyAloneOpensAll();
    void aPreSharedKeyWithDiffieHellmanOpensNothing();
    void aRealServersKeyIsNotHere();
};

void TestLeak::thePrivateKeyOpensRsaKeyTransportAndNothingElse_data()
{
    QTest::addColumn<int>("index");
    int index = 0;
    for (const ScenarioInfo &info : builtinScenarios())
        QTest::newRow(info.name.c_str()) << index++;
}

void TestLeak::thePrivateKeyOpensRsaKeyTransportAndNothingElse()
{
    QFETCH(int, index);
    const Trace &trace = *test::builtinTraces()[static_cast<std::size_t>(index)];
    const Leak leaked = leak(trace, LeakedKey::PrivateKey);
    QVERIFY(!leaked.reasons.empty());
    if (!isRsaKeyTransport(trace)) {
        QCOMPARE(leaked.opened(), std::size_t(0));
        QVERIFY(leaked.after == leaked.before);
        return;
    }
    QVERIFY(leaked.available);
    QCOMPARE(leaked.opened(), protectedMessages(trace));
    for (const OverheardMessage &message : leaked.after)
        QVERIFY2(message.access != Access::Closed, message.name.c_str());
    // RFC 5246 F.1.1.2: no forward secrecy, which is what the strip says of it
    const auto states = propertiesAt(trace, static_cast<Playhead>(trace.events.size()));
    const Achievement forward = states[static_cast<std::size_t>(Property::ForwardSecrecy)].achievement;
    QVERIFY(forward == Achievement::Never || forward == Achievement::Failed);
}

void TestLeak::whatIsOpenedIsWhatWasSaid()
{
    QFETCH(int, index);
    const Trace &trace = *test::builtinTraces()[static_cast<std::size_t>(index)];
    for (const LeakedKey key : leakableKeys(trace)) {
        const Leak leaked = leak(trace, key);
        for (const OverheardMessage &message : leaked.after) {
            // A server passes early data that it refuses over unread; he who has the key reads that too.
            QVERIFY(message.message || message.access != Access::Clear);
            if (!message.message)
                continue;
            const Message &said = trace[*message.message];
            QCOMPARE(message.from, said.from);
            if (message.access == Access::Closed)
                continue;
            QCOMPARE(message.name, said.name);
            QCOMPARE(message.bytes, said.bytes);
            QCOMPARE(message.access == Access::Opened, said.encrypted);
        }
    }
}

void TestLeak::everyVersionOfRsaKeyTransportIsOpened_data()
{
    QTest::addColumn<QString>("versions");
    QTest::addColumn<QString>("ems");
    for (const char *version : {"ssl3", "tls1.0", "tls1.1", "tls1.2"})
        for (const char *ems : {"on", "off"})
            QTest::addRow("%s, extended master secret %s", version, ems)
                << QString::fromLatin1(version) << QString::fromLatin1(ems);
}

void TestLeak::everyVersionOfRsaKeyTransportIsOpened()
{
    QFETCH(QString, versions);
    QFETCH(QString, ems);
    std::vector<std::string> settings;
    for (const char *party : {"client.", "server."}) {
        settings.push_back(party + std::string("versions=") + versions.toStdString());
        settings.push_back(party + std::string("ems=") + ems.toStdString());
        settings.push_back(party + std::string("suites=TLS_RSA_WITH_AES_128_CBC_SHA"));
    }
    const auto trace = test::runBuiltin("tls12-rsa", settings);
    const Leak leaked = leak(*trace, LeakedKey::PrivateKey);
    QVERIFY(leaked.opened() > 2);
    QCOMPARE(leaked.opened(), protectedMessages(*trace));
    QVERIFY(has(leaked, "leak.rsa"));
}

/// RFC 2246 D.1: the secret was encrypted to a key that no certificate has.
void TestLeak::itDoesNotOpenWhatATemporaryKeyCarried()
{
    const auto trace = test::runBuiltin("export-rsa");
    const Leak leaked = leak(*trace, LeakedKey::PrivateKey);
    QVERIFY(leaked.available);
    QCOMPARE(leaked.opened(), std::size_t(0));
    QVERIFY(has(leaked, "leak.temporary-key"));
}

void TestLeak::aHandshakeWithinTheConnectionIsOpenedToo()
{
    const auto trace = test::runBuiltin("renegotiation-secure", {"client.suites=TLS_RSA_WITH_AES_128_CBC_SHA",
                                                                 "server.suites=TLS_RSA_WITH_AES_128_CBC_SHA"});
    QCOMPARE(handshakeStarts(*trace).size(), std::size_t(2));
    const Leak leaked = leak(*trace, LeakedKey::PrivateKey);
    QCOMPARE(leaked.opened(), protectedMessages(*trace));
    QVERIFY(leaked.opened() > 10);
}

/// RFC 5077 5.5: the ticket goes over the wire with the master secret of this very connection in it.
void TestLeak::ticketKeysOpenTheConnectionThatIssuedTheTicket()
{
    const auto trace = test::runBuiltin("session-ticket");
    QVERIFY(test::suiteOf(*trace)->ephemeral());
    QCOMPARE(leak(*trace, LeakedKey::PrivateKey).opened(), std::size_t(0));
    const Leak leaked = leak(*trace, LeakedKey::TicketKeys);
    QVERIFY(leaked.opened() > 0);
    QCOMPARE(leaked.opened(), protectedMessages(*trace));
    QVERIFY(has(leaked, "leak.ticket-opened"));
}

void TestLeak::ticketKeysOpenTheConnectionThatResumes()
{
    const auto trace = test::runBuiltin("resumption-ticket");
    QVERIFY(has(leak(*trace, LeakedKey::PrivateKey), "leak.resumed"));
    const Leak leaked = leak(*trace, LeakedKey::TicketKeys);
    QVERIFY(leaked.opened() > 0);
    QCOMPARE(leaked.opened(), protectedMessages(*trace));
}

/// RFC 8446 2.3: early data "is not forward secret"; what follows has (EC)DHE in it.
void TestLeak::ticketKeysOpenEarlyDataAlone()
{
    const auto trace = test::runBuiltin("tls13-early-data");
    for (const LeakedKey key : {LeakedKey::TicketKeys, LeakedKey::PreSharedKey}) {
        const Leak leaked = leak(*trace, key);
        QVERIFY(leaked.opened() > 0 && leaked.opened() < protectedMessages(*trace));
        const Message *early = dataOf(*trace);
        for (const OverheardMessage &message : leaked.after)
            if (message.access == Access::Opened && message.name == "application_data")
                QCOMPARE(message.bytes, early->bytes);
        QVERIFY(has(leaked, key == LeakedKey::TicketKeys ? "leak.ticket-early-data" : "leak.psk-early-data"));
    }
}

void TestLeak::aPreSharedKeyAloneOpensAll_data()
{
    QTest::addColumn<QString>("scenario");
    for (const char *name : {"psk", "tls13-psk-ke"})
        QTest::newRow(name) << QString::fromLatin1(name);
}

void TestLeak::aPreSharedKeyAloneOpensAll()
{
    QFETCH(QString, scenario);
    const auto trace = test::runBuiltin(scenario.toStdString());
    const Leak leaked = leak(*trace, LeakedKey::PreSharedKey);
    QVERIFY(leaked.opened() > 2);
    QCOMPARE(leaked.opened(), protectedMessages(*trace));
    QVERIFY(has(leaked, "leak.psk-opened"));
}

void TestLeak::aPreSharedKeyWithDiffieHellmanOpensNothing()
{
    for (const char *name : {"dhe-psk", "tls13-external-psk", "tls13-psk"}) {
        const auto trace = test::runBuiltin(name);
        const Leak leaked = leak(*trace, LeakedKey::PreSharedKey);
        QVERIFY2(leaked.available && leaked.opened() == 0, name);
        QVERIFY2(has(leaked, "leak.psk-ephemeral"), name);
    }
}

void TestLeak::aRealServersKeyIsNotHere()
{
    Trace trace = *test::runBuiltin("tls12-rsa");
    trace.scenario.clear();
    const Leak leaked = leak(trace, LeakedKey::PrivateKey);
    QVERIFY(!leaked.available && leaked.opened() == 0);
    QVERIFY(leaked.reasons == std::vector<std::string>{"leak.no-scenario"});
    // nor is there one where the server has no certificate
    QVERIFY(has(leak(*test::runBuiltin("psk"), LeakedKey::PrivateKey), "leak.no-certificate"));
    // a damaged scenario is no key either
    trace.scenario = "{";
    QVERIFY(!leak(trace, LeakedKey::PrivateKey).available);
    QVERIFY(leak({}, LeakedKey::PrivateKey).after.empty());
}

QTEST_GUILESS_MAIN(TestLeak)
#include "tst_leak.moc"
