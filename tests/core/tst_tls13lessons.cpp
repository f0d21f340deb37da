// SPDX-License-Identifier: GPL-3.0-or-later

// What the scenarios of TLS 1.3 promise beyond a word that their trace holds.

#include "lessons.h"

#include <QtTest>

#include <set>

using namespace hd;
using namespace hd::test;

class TestTls13Lessons : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void strikingOutVersionsIsSeen();
    void greaseIsPassedOver();
    void paddingHidesTheLength();
    void keysChangeOnTheWay();
    void earlyDataComesFirst();
    void aReplayHasNoClient();
    void lateCertificatesComeAfterFinished();
    void nonceIsNumberAndIv_data();
    void nonceIsNumberAndIv();
    void hybridRunsOrSaysWhyNot();
};

// RFC 8446 4.1.3: 44 4F 57 4E 47 52 44 01. The client has said what the server never got to see.
void TestTls13Lessons::strikingOutVersionsIsSeen()
{
    const auto trace = traceOf("tls13-downgrade");
    const auto holds = [](const Message &hello) {
        return hello.field("client_hello.extensions.supported_versions") != nullptr;
    };
    std::vector<bool> hellos;
    for (const Message &message : trace->messages)
        if (message.name == "client_hello")
            hellos.push_back(holds(message));
    QCOMPARE(hellos, (std::vector<bool>{true, false})); // as it was sent, as it arrived
    const Message &answer = (*trace)[*messageOf(*trace, "server_hello", Side::Server)];
    const ByteView random = slice(answer.bytes, answer.field("server_hello.random")->range);
    QVERIFY(toHex(random).ends_with("444f574e47524401"));
}

// RFC 8701 3.1
void TestTls13Lessons::greaseIsPassedOver()
{
    const auto trace = traceOf("tls13-grease");
    std::map<std::string, int> strewn; // by the name of the field, or of the list that it is an element of
    const FieldTree &hello = (*trace)[*messageOf(*trace, "client_hello", Side::Client)].fields;
    for (const Field &field : hello.fields())
        if (field.meaning.starts_with("GREASE"))
            ++strewn[field.name.starts_with('[') ? hello[field.parent].name : field.name];
    for (const char *name : {"cipher_suites", "versions", "named_group_list", "group"})
        QVERIFY2(strewn[name] == 1, name);
    QCOMPARE(strewn["extension_type"], 2);
    QCOMPARE(trace->outcome.server, Status::Closed);
}

// RFC 8446 5.4
void TestTls13Lessons::paddingHidesTheLength()
{
    const auto trace = traceOf("tls13-padding");
    for (const Side side : {Side::Client, Side::Server}) {
        const std::vector<std::size_t> lengths = dataLengths(*trace, side);
        QCOMPARE(lengths.size(), std::size_t(2));
        QCOMPARE(lengths[0], lengths[1]);
    }
    QCOMPARE(std::count_if(trace->records.begin(), trace->records.end(),
                           [](const Record &record) {
                               return record.type == Protocol::ApplicationData && !record.padding.empty();
                           }),
             4);
}

void TestTls13Lessons::keysChangeOnTheWay()
{
    const auto trace = traceOf("tls13-key-update");
    QCOMPARE(countOf(*trace, "key_update"), 2); // the peer was asked to do the same
    std::set<std::uint32_t> epochs;
    for (const Message &message : trace->messages)
        if (message.name == "application_data" && message.from == Side::Client)
            epochs.insert(message.epoch);
    QCOMPARE(epochs.size(), std::size_t(2));
}

void TestTls13Lessons::earlyDataComesFirst()
{
    const auto trace = traceOf("tls13-early-data");
    const auto data = messageOf(*trace, "application_data", Side::Client),
               hello = messageOf(*trace, "server_hello", Side::Server);
    QVERIFY(data->index < hello->index);
    // and where it is not wanted, a second time
    for (const char *name : {"tls13-early-data-rejected", "tls13-early-data-retry"}) {
        std::vector<Bytes> said;
        for (const Message &message : traceOf(name)->messages)
            if (message.name == "application_data" && message.from == Side::Client)
                said.push_back(message.bytes);
        QCOMPARE(said.size(), std::size_t(2));
        QVERIFY(said[0] == said[1]);
    }
}

/// RFC 8446 8: the server has everything of a client but the client.
void TestTls13Lessons::aReplayHasNoClient()
{
    for (const char *name : {"tls13-replay", "tls13-replay-refused"}) {
        const auto trace = traceOf(name);
        QVERIFY(trace->outcome.client == Status::Handshaking && trace->outcome.server == Status::Handshaking);
        QVERIFY(messageOf(*trace, "client_hello", Side::Client) && messageOf(*trace, "finished", Side::Server));
        QVERIFY(!messageOf(*trace, "finished", Side::Client));
        for (const Derivation &derivation : trace->derivations)
            QVERIFY(derivation.by == Side::Server);
        for (const Message &message : trace->messages) // all of it had been said before anything was answered
            QVERIFY(message.from == Side::Server || message.flight == 1);
        QCOMPARE(messageOf(*trace, "application_data", Side::Client).has_value(), name == std::string("tls13-replay"));
    }
}

void TestTls13Lessons::lateCertificatesComeAfterFinished()
{
    const auto trace = traceOf("tls13-post-handshake-auth");
    const auto finished = messageOf(*trace, "finished", Side::Client),
               certificate = messageOf(*trace, "certificate", Side::Client);
    QVERIFY(finished->index < certificate->index);
    QVERIFY(messageOf(*trace, "certificate_request", Side::Server)->index > finished->index);
}

void TestTls13Lessons::nonceIsNumberAndIv_data()
{
    QTest::addColumn<QByteArray>("name");
    for (const char *name : {"tls13", "tls13-chacha20", "tls13-ccm"})
        QTest::newRow(name) << QByteArray(name);
}

// RFC 8446 5.3
void TestTls13Lessons::nonceIsNumberAndIv()
{
    QFETCH(QByteArray, name);
    const auto trace = traceOf(name.toStdString());
    const Bytes iv = (*trace)[*derivationOf(*trace, "client_application_write_iv", Side::Client)].output;
    std::uint64_t sequence = 0;
    for (const Record &record : trace->records) {
        if (record.from != Side::Client || record.type != Protocol::ApplicationData)
            continue;
        Bytes nonce = iv;
        nonce.back() ^= static_cast<std::uint8_t>(sequence++);
        QCOMPARE(record.nonce, nonce);
        QCOMPARE(record.tag.length, name == "tls13-ccm" ? 8U : 16U);
        QCOMPARE(record.explicitNonce.length, 0U);
    }
    QVERIFY(sequence > 0);
}

/// Two secrets where libcrypto has ML-KEM; elsewhere the reason why not.
void TestTls13Lessons::hybridRunsOrSaysWhyNot()
{
    const auto trace = traceOf("tls13-hybrid");
    const bool runs = trace->negotiated.group == "X25519MLKEM768";
    QVERIFY(runs || trace->negotiated.group == "x25519");
    QCOMPARE(shows(*trace, "candidate group-cannot-run"), !runs);
    QCOMPARE(shows(*trace,
                   "field client_hello.extensions.key_share.client_shares[0].key_exchange.mlkem768_encapsulation_key"),
             runs);
}

QTEST_GUILESS_MAIN(TestTls13Lessons)
#include "tst_tls13lessons.moc"
