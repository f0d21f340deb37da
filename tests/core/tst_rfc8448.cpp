// SPDX-License-Identifier: GPL-3.0-or-later

// The five X.509 sessions of RFC 8448 through the rooms below the handshake: every message there and back, every secret
// of the key schedule, every record opened and sealed again to the same bytes.

#include "print.h"
#include "rfc8448computation.h"

#include "crypto/certificates.h"
#include "messages/messages.h"
#include "record/recordlayer.h"

#include <functional>

using namespace hd;
using namespace hd::test;

namespace {

/// The keys of one stage and direction.
struct Protected
{
    const CipherSuite &suite;
    const v13::TrafficKeys &keys;
    std::unique_ptr<Protection> protection(crypto::Context &context, bool sealing) const
    {
        return makeTls13Protection(context, suite, {{}, keys.key.bytes(), keys.iv.bytes()}, sealing);
    }
};

} // namespace

/// What @p sender sends after the handshake.
static std::vector<std::string> wordsOf(const std::vector<PublishedRecord> &records, Side sender)
{
    std::vector<std::string> words;
    for (const PublishedRecord &record : records)
        if (record.from == sender)
            words.push_back(std::to_string(static_cast<int>(record.type)) + " " + toHex(record.plaintext));
    return words;
}

class TestRfc8448 : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void everySessionIsHere();
    void everyMessageThereAndBack_data() { rows(); }
    void everyMessageThereAndBack();
    void everySecret_data() { rows(); }
    void everySecret();
    void whatIsProven_data() { rows(); }
    void whatIsProven();
    void everyRecordOpens_data() { rows(); }
    void everyRecordOpens();
    void everyRecordIsSealedAlike_data() { rows(); }
    void everyRecordIsSealedAlike();

private:
    static void rows();
    const PublishedSession &session() const
    {
        QFETCH(int, section);
        return publishedSession(section);
    }
    const Computation &computation() const { return *m_computations.at(session().section); }
    /// Every record that @p sender sends through @p move, with the keys of each stage given to @p install before.
    void throughRecords(Side sender, const std::function<void(const Protected &)> &install,
                        const std::function<RecordLayer::Opened(const Bytes &)> &move);
    std::vector<RecordLayer::Opened> openedOf(Side sender);

    crypto::Context m_context;
    std::map<int, std::unique_ptr<Computation>> m_computations;
};

void TestRfc8448::rows()
{
    QTest::addColumn<int>("section");
    for (const PublishedSession &session : publishedSessions())
        QTest::newRow(session.name.c_str()) << session.section;
}

void TestRfc8448::initTestCase()
{
    Bytes psk;
    for (const PublishedSession &session : publishedSessions()) {
        auto computation = std::make_unique<Computation>(m_context, session);
        computation->run(session.section == 4 ? psk : Bytes());
        if (session.section == 3)
            psk = computation->ticketPsk(); // section 4 resumes it
        m_computations[session.section] = std::move(computation);
    }
}

void TestRfc8448::everySessionIsHere()
{
    QCOMPARE(publishedSessions().size(), std::size_t{5});
    for (const int section : {3, 4, 5, 6, 7})
        QVERIFY(publishedSession(section).suite);
}

void TestRfc8448::everyMessageThereAndBack()
{
    const PublishedSession &published = session();
    std::vector<std::pair<Side, Bytes>> messages;
    for (const PublishedFlight &flight : published.wire)
        for (const Bytes &record : flight.records)
            if (record[0] == static_cast<std::uint8_t>(Protocol::Handshake))
                messages.emplace_back(flight.from, fragmentOf(record));
    for (const Bytes &message : messagesIn(published.serverFlight))
        messages.emplace_back(Side::Server, message);
    for (const Bytes &message : messagesIn(published.clientFlight))
        messages.emplace_back(Side::Client, message);
    for (const PublishedRecord &record : published.afterHandshake)
        if (record.type == Protocol::Handshake)
            messages.emplace_back(record.from, record.plaintext);
    QVERIFY(messages.size() >= 5);
    for (const auto &[from, bytes] : messages) {
        const WireContext wire{tls13, from, published.suite};
        DecodedHandshake decoded = decodeHandshake(bytes, wire);
        QVERIFY2(!decoded.error, decoded.error ? decoded.error->what.c_str() : "");
        const Encoded again = std::visit([&](auto &message) { return encode(message, wire); }, *decoded.message);
        QCOMPARE(again.bytes, bytes);
        QVERIFY(again.fields == decoded.fields);
    }
}

void TestRfc8448::everySecret()
{
    for (const auto &[published, value] : session().secrets) {
        const std::string name = published == "ecdhe" ? "shared_secret" : published;
        QVERIFY2(computation().find(name), name.c_str());
        QVERIFY2(computation().output(name) == value, name.c_str());
        QVERIFY2(name == "binder" || computation().find(name)->secret, name.c_str());
    }
    QCOMPARE(session().secrets.size(), std::size_t(session().section == 4 ? 17 : 12));
}

/// Finished, binders and signatures, as the published messages have them.
void TestRfc8448::whatIsProven()
{
    for (const Side sender : {Side::Client, Side::Server}) {
        const Bytes finished = computation().messageOf(sender, HandshakeType::Finished);
        QCOMPARE(computation().output(word(sender) + "_finished.verify_data"),
                 Bytes(finished.begin() + 4, finished.end()));
        const Bytes content = computation().signedContent(sender);
        if (content.empty())
            continue;
        const WireContext wire{tls13, sender, session().suite};
        const auto chain = std::get<v13::CertificateMessage>(
            *decodeHandshake(computation().messageOf(sender, HandshakeType::Certificate), wire).message);
        const auto verify = std::get<CertificateVerify>(
            *decodeHandshake(computation().messageOf(sender, HandshakeType::CertificateVerify), wire).message);
        const auto certificate = crypto::Certificate::fromDer(m_context, chain.chain.front().der);
        QVERIFY(certificate);
        QVERIFY(certificate->publicKey(m_context).verify(m_context, verify.signatureScheme, content, verify.signature));
    }
    const auto hello = std::get<ClientHello>(*decodeHandshake(computation().hellos().front(), {}).message);
    const auto *key = hello.extensions.get<PreSharedKeyExtension>();
    QCOMPARE(key != nullptr, session().section == 4);
    if (key)
        QCOMPARE(computation().output("binder"), key->binders.front());
}

void TestRfc8448::throughRecords(Side sender, const std::function<void(const Protected &)> &install,
                                 const std::function<RecordLayer::Opened(const Bytes &)> &move)
{
    const std::vector<v13::TrafficKeys> keys = computation().keysOf(sender);
    auto next = keys.begin();
    bool inClear = true;
    const auto installNext = [&] {
        inClear = false;
        install({*session().suite, *next++});
    };
    for (const PublishedFlight &flight : session().wire) {
        if (flight.from != sender)
            continue;
        for (const Bytes &record : flight.records) {
            if (record[0] == static_cast<std::uint8_t>(Protocol::ApplicationData) && inClear)
                installNext();
            const RecordLayer::Opened opened = move(record);
            const std::vector<Bytes> messages =
                opened.type == Protocol::Handshake ? messagesIn(opened.plaintext) : std::vector<Bytes>();
            const std::uint8_t last = messages.empty() ? 0 : messages.back()[0];
            if (last == static_cast<std::uint8_t>(HandshakeType::Finished) ||
                last == static_cast<std::uint8_t>(HandshakeType::EndOfEarlyData))
                installNext();
        }
    }
    QVERIFY(next == keys.end());
}

/// All that one party sends, opened by our record layer.
std::vector<RecordLayer::Opened> TestRfc8448::openedOf(Side sender)
{
    Recorder recorder(sender == Side::Client ? Side::Server : Side::Client);
    SeededEntropy entropy(1, "none is drawn");
    RecordLayer layer(recorder, entropy);
    layer.expectVersion(tls13);
    layer.tolerateClear(true);
    std::vector<RecordLayer::Opened> all;
    throughRecords(
        sender, [&](const Protected &keys) { layer.installRead(keys.protection(m_context, false)); },
        [&](const Bytes &record) {
            layer.feed(record);
            std::optional<RecordLayer::Opened> opened = layer.next();
            if (!opened)
                qFatal("a record that is not whole");
            all.push_back(*opened);
            return *opened;
        });
    return all;
}

void TestRfc8448::everyRecordOpens()
{
    std::vector<PublishedRecord> after;
    for (const Side sender : {Side::Client, Side::Server}) {
        Bytes flight;
        std::size_t hellos = sender == Side::Server && session().section == 5 ? 2 : 1;
        hellos += sender == Side::Client && session().section == 5 ? 1 : 0;
        bool finished = false;
        for (const RecordLayer::Opened &opened : openedOf(sender)) {
            if (finished)
                after.push_back({sender, opened.type, opened.plaintext});
            else if (opened.type == Protocol::Handshake && hellos > 0)
                --hellos;
            else if (opened.type == Protocol::Handshake)
                append(flight, opened.plaintext);
            for (const Bytes &message : messagesIn(flight))
                finished = finished || message[0] == static_cast<std::uint8_t>(HandshakeType::Finished);
        }
        const bool early = sender == Side::Client && session().section == 4;
        const Bytes expected = sender == Side::Server ? session().serverFlight : session().clientFlight;
        QCOMPARE(flight, early ? concat({endOfEarlyData, expected}) : expected);
    }
    QCOMPARE(after.size(), session().afterHandshake.size());
    for (const Side sender : {Side::Client, Side::Server})
        QCOMPARE(wordsOf(after, sender), wordsOf(session().afterHandshake, sender));
}

void TestRfc8448::everyRecordIsSealedAlike()
{
    for (const Side sender : {Side::Client, Side::Server}) {
        const std::vector<RecordLayer::Opened> opened = openedOf(sender);
        Recorder recorder(sender);
        SeededEntropy entropy(1, "none is drawn");
        RecordLayer layer(recorder, entropy);
        auto next = opened.begin();
        throughRecords(
            sender, [&](const Protected &keys) { layer.installWrite(keys.protection(m_context, true)); },
            [&](const Bytes &record) {
                layer.setVersion(static_cast<Version>(record[1] << 8 | record[2]));
                layer.write(next->type, next->plaintext);
                if (layer.takeOutput() != record)
                    qFatal("another record of section %d", session().section);
                return *next++;
            });
        QVERIFY(next == opened.end());
    }
}

QTEST_GUILESS_MAIN(TestRfc8448)
#include "tst_rfc8448.moc"
