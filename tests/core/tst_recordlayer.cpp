// SPDX-License-Identifier: GPL-3.0-or-later

// Records: sealed and opened, in every protection and version; and refused for every reason that RFC 5246 6.2 has.

#include "recordpair.h"

#include "trace/operations.h"

using namespace hd;
using namespace hd::test;

class TestRecordLayer : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void sealAndOpen_data() { rowPerKind(); }
    void sealAndOpen();
    void everyBitCounts_data() { rowPerKind(); }
    void everyBitCounts();
    void everyTruncationIsRefused_data() { rowPerKind(); }
    void everyTruncationIsRefused();
    void orderCounts_data() { rowPerKind(); }
    void orderCounts();
    void lengthLimits_data() { rowPerKind(); }
    void lengthLimits();
    void plaintextIsLimitedToo_data() { rowPerKind(); }
    void plaintextIsLimitedToo();
    void limitsInClear();
    void emptyFragments();
    void contentTypes();
    void versions();
    void fragmentsAndPieces();
    void severalMessagesInOneRecord();
    void epochsAndSequences();
    void clausesAreThoseOfTheVersion_data() { rowPerKind(); }
    void clausesAreThoseOfTheVersion();
    void agreedLimits_data();
    void agreedLimits();
    void recordsSayWhetherTheyAreChained_data() { rowPerKind(); }
    void recordsSayWhetherTheyAreChained();
    void helloOfSslV2();
    void helloOfSslV2ComesFirstOrNever();
    void helloOfSslV2HasBounds();
};

void TestRecordLayer::sealAndOpen()
{
    const Kind &kind = fetched();
    Pair pair(&kind);
    std::uint64_t sequence = 0;
    for (const std::size_t length : {0, 1, 15, 16, 17, 31, 32, 200, 1 << 14}) {
        const Bytes plaintext = counted(length);
        const Bytes wire = pair.sealed(plaintext);
        QCOMPARE(pair.open(wire), toHex(plaintext));
        const Record &sealed = pair.sending.account().records.back(), &opened = pair.receiving.account().records.back();
        QCOMPARE(sealed.sequence, sequence++);
        QCOMPARE(sealed.wire, wire);
        QVERIFY(sealed == opened); // both say the same about how
        QCOMPARE(sealed.plaintext, plaintext);
        QVERIFY(sealed.ciphertext.end() <= wire.size() && sealed.tag.end() <= wire.size());
        const Check &check = pair.receiving.account().checks.back();
        QVERIFY(check.passed);
        QCOMPARE(check.name, std::string("record.mac"));
        QCOMPARE(check.operation, std::string(operation::openRecord));
        QCOMPARE(check.actual, toHex(opened.mac));
    }
}

void TestRecordLayer::everyBitCounts()
{
    const Kind &kind = fetched();
    const Bytes wire = Pair(&kind).sealed(counted(21)); // so that the last block holds some of the MAC
    for (std::size_t at = 5; at < wire.size(); ++at) {
        for (unsigned bit = 0; bit < 8; ++bit) {
            Bytes flipped = wire;
            flipped[at] = static_cast<std::uint8_t>(flipped[at] ^ (1U << bit));
            QCOMPARE(Pair(&kind).open(flipped), badMac);
        }
    }
    Bytes handshake = wire; // the type is under the MAC too
    handshake[0] = 22;
    QCOMPARE(Pair(&kind).open(handshake), badMac);
    QCOMPARE(Pair(&kind).open(wire), toHex(counted(21)));
}

void TestRecordLayer::everyTruncationIsRefused()
{
    const Kind &kind = fetched();
    const Bytes wire = Pair(&kind).sealed(counted(40));
    for (std::size_t length = 0; length < wire.size() - 5; ++length) {
        Bytes cut(wire.begin(), wire.begin() + static_cast<std::ptrdiff_t>(5 + length));
        cut[3] = static_cast<std::uint8_t>(length >> 8);
        cut[4] = static_cast<std::uint8_t>(length);
        QCOMPARE(Pair(&kind).open(cut), badMac);
    }
}

/// RFC 5246 6.2.3.1: "Note that the MAC is computed over the sequence number": replay, loss and another order show.
void TestRecordLayer::orderCounts()
{
    const Kind &kind = fetched();
    Pair source(&kind);
    const Bytes first = source.sealed(counted(10)), second = source.sealed(counted(10));
    Pair replay(&kind), loss(&kind), good(&kind);
    QCOMPARE(replay.open(first), toHex(counted(10)));
    QCOMPARE(replay.open(first), badMac);
    QCOMPARE(loss.open(second), badMac);
    QCOMPARE(good.open(first), toHex(counted(10)));
    QCOMPARE(good.open(second), toHex(counted(10)));
}

/// RFC 5246 6.2.3: "The length MUST NOT exceed 2^14 + 2048": known from the header alone.
void TestRecordLayer::lengthLimits()
{
    const Kind &kind = fetched();
    const auto headed = [&](std::size_t length) { return header(Protocol::ApplicationData, kind.version, length); };
    QCOMPARE(Pair(&kind).open(headed((1 << 14) + 2048 + 1)), tooLong(kind.version));
    QCOMPARE(Pair(&kind).open(headed(0xffff)), tooLong(kind.version));
    QCOMPARE(Pair(&kind).open(headed((1 << 14) + 2048)), std::string("nothing yet"));
}

/// RFC 5246 6.2.1: "The length MUST NOT exceed 2^14", also when the sealed form would be short enough.
void TestRecordLayer::plaintextIsLimitedToo()
{
    const Kind &kind = fetched();
    for (const std::size_t length : {1 << 14, (1 << 14) + 1, (1 << 14) + 1000}) {
        Pair pair(&kind);
        pair.sender.setFragmentLimit(1 << 15);
        const std::string opened = pair.open(pair.sealed(Bytes(length, 'x')));
        if (length == 1 << 14)
            QCOMPARE(opened.size(), std::size_t(1) << 15);
        else
            QCOMPARE(opened, tooLong(kind.version));
    }
}

void TestRecordLayer::limitsInClear()
{
    QCOMPARE(Pair().open(header(Protocol::Handshake, tls12, 1 << 14)), std::string("nothing yet"));
    QCOMPARE(Pair().open(header(Protocol::Handshake, tls12, (1 << 14) + 1)),
             std::string("record_overflow by record.length"));
    QCOMPARE(Pair().open({}), std::string("nothing yet"));
    QCOMPARE(Pair().open(Bytes{22, 3, 3, 0}), std::string("nothing yet"));
}

/// RFC 5246 6.2.1: "Implementations MUST NOT send zero-length fragments of Handshake, Alert, or ChangeCipherSpec
/// content types. Zero-length fragments of Application data MAY be sent".
void TestRecordLayer::emptyFragments()
{
    const std::vector<Kind> &sealed = kinds();
    for (const Protocol type : {Protocol::ChangeCipherSpec, Protocol::Alert, Protocol::Handshake}) {
        QCOMPARE(Pair().open(header(type, tls12, 0)), std::string("unexpected_message by record.length"));
        for (const Kind &kind : sealed) {
            Pair pair(&kind);
            QCOMPARE(pair.open(pair.sealed({}, type)), std::string("unexpected_message by record.length"));
        }
    }
    QCOMPARE(Pair().open(header(Protocol::ApplicationData, tls12, 0)), std::string());
}

void TestRecordLayer::contentTypes()
{
    for (unsigned type = 0; type < 256; ++type) {
        const bool known = type >= 20 && type <= 23;
        const std::string opened = Pair().open(Bytes{static_cast<std::uint8_t>(type), 3, 3, 0, 1, 7});
        QCOMPARE(opened, std::string(known ? "07" : "unexpected_message by record.type"));
    }
    // An SSL 2.0 client_hello (RFC 5246 E.2) is none of ours
    QCOMPARE(Pair().open(Bytes{0x80, 0x2e, 1, 3, 3, 0, 0x15}), std::string("unexpected_message by record.type"));
}

void TestRecordLayer::versions()
{
    const std::string refused = "protocol_version by record.version";
    for (const unsigned version :
         {0x0000U, 0x0002U, 0x0200U, 0x0300U, 0x0301U, 0x0303U, 0x0304U, 0x03ffU, 0x0400U, 0xffffU}) {
        const Bytes wire = concat({header(Protocol::Handshake, static_cast<Version>(version), 1), Bytes{7}});
        QCOMPARE(Pair().open(wire), version == tls12 ? std::string("07") : refused);
        // Before one is agreed: RFC 5246 E.1: "servers MUST accept any value {03,XX}"
        Recorder recorder(Side::Server);
        SeededEntropy entropy(1, "");
        RecordLayer fresh(recorder, entropy);
        fresh.feed(wire);
        if (version >> 8 == 3)
            QVERIFY(fresh.next());
        else
            QVERIFY_EXCEPTION_THROWN(fresh.next(), RecordFailure);
    }
}

void TestRecordLayer::fragmentsAndPieces()
{
    for (const Kind &kind : kinds()) {
        Pair pair(&kind);
        pair.sender.setFragmentLimit(64);
        const Bytes all = counted(200);
        const std::vector<MessageSpan> spans = pair.sender.write(Protocol::Handshake, all);
        QCOMPARE(spans.size(), std::size_t(4));
        for (std::size_t i = 0; i < spans.size(); ++i) {
            QCOMPARE(spans[i].record.index, static_cast<std::uint32_t>(i));
            QCOMPARE(spans[i].plaintext, (Range{0, i < 3 ? 64U : 8U}));
        }
        Bytes received;
        for (const std::uint8_t byte : pair.sender.takeOutput()) { // one at a time
            pair.receiver.feed(ByteView(&byte, 1));
            while (const auto opened = pair.receiver.next())
                append(received, opened->plaintext);
        }
        QCOMPARE(received, all);
        QVERIFY(pair.sender.takeOutput().empty());
    }
}

void TestRecordLayer::severalMessagesInOneRecord()
{
    Pair pair;
    const Bytes both = concat({counted(4), counted(8, 50)});
    Bytes wire = pair.sealed(both, Protocol::Handshake);
    append(wire, pair.sealed(Bytes{1}, Protocol::ChangeCipherSpec));
    pair.receiver.feed(wire); // two records at once
    const auto first = pair.receiver.next(), second = pair.receiver.next();
    QVERIFY(first && second && !pair.receiver.next());
    QCOMPARE(first->plaintext, both);
    QVERIFY(second->type == Protocol::ChangeCipherSpec);
}

/// RFC 5246 6.1: "The sequence number MUST be set to zero whenever a connection state is made the active state."
void TestRecordLayer::epochsAndSequences()
{
    const Kind &kind = kindOf("AES-128-CBC", tls12);
    Pair pair;
    for (int i = 0; i < 3; ++i)
        QCOMPARE(pair.open(pair.sealed(Bytes{7}, Protocol::Handshake)), std::string("07"));
    pair.protect(kind);
    QCOMPARE(pair.sender.writeEpoch(), 1U);
    QCOMPARE(pair.sender.readEpoch(), 0U);
    QVERIFY(pair.sender.writeEncrypted() && !pair.sender.readEncrypted());
    QCOMPARE(pair.open(pair.sealed(Bytes{8}, Protocol::Handshake)), std::string("08"));
    const std::vector<Record> &records = pair.receiving.account().records;
    QCOMPARE(records[2].sequence, std::uint64_t(2));
    QCOMPARE(records[2].epoch, 0U);
    QCOMPARE(records[3].sequence, std::uint64_t(0));
    QCOMPARE(records[3].epoch, 1U);
}

void TestRecordLayer::clausesAreThoseOfTheVersion()
{
    const Kind &kind = fetched();
    Pair pair(&kind);
    pair.open(pair.sealed(Bytes{1}));
    QCOMPARE(pair.receiving.account().checks.back().clause, clauseIn(kind.version, "RFC 5246 6.2.3"));
}

void TestRecordLayer::agreedLimits_data()
{
    QTest::addColumn<bool>("allRecords");
    QTest::newRow("RFC 6066 4, max_fragment_length") << true;
    QTest::newRow("RFC 8449 4, record_size_limit") << false;
}

/// "An endpoint MUST NOT send a record larger than [the limit]"; only max_fragment_length is about records in clear.
void TestRecordLayer::agreedLimits()
{
    QFETCH(bool, allRecords);
    const std::string refused = "record_overflow by record.length";
    for (const std::size_t length : {511, 512, 513}) {
        const Bytes content = counted(length);
        const std::string opened = toHex(content);
        for (const bool sealed : {false, true}) {
            Pair pair(sealed ? &kindOf("AES-128-GCM", tls12) : nullptr);
            pair.receiver.setReceiveLimit(512, allRecords ? SizeLimit::MaxFragmentLength : SizeLimit::RecordSizeLimit);
            const bool fits = length <= 512 || (!sealed && !allRecords);
            QCOMPARE(pair.open(pair.sealed(content)), fits ? opened : refused);
        }
    }
}

/// CVE-2011-3389: where an IV is the end of the record before, whoever sends data is told so, and can let one byte go
/// ahead.
void TestRecordLayer::recordsSayWhetherTheyAreChained()
{
    const Kind &kind = fetched();
    Pair pair(&kind);
    QCOMPARE(pair.sender.chained(), kind.cbc() && kind.version < tls11);
}

static const Bytes &sslV2Hello()
{
    // msg_type, version 3.1, three lengths, one cipher spec, a challenge
    static const Bytes hello = concat({Bytes{1, 3, 1, 0, 3, 0, 0, 0, 16}, Bytes{0, 0, 0x2f}, counted(16, 0x40)});
    return hello;
}

/// RFC 5246 E.2: two bytes of header, the top bit of the first set.
void TestRecordLayer::helloOfSslV2()
{
    Pair pair;
    const std::vector<MessageSpan> spans = pair.sender.writeSslV2(sslV2Hello());
    const Bytes wire = pair.sender.takeOutput();
    QCOMPARE(wire, concat({Bytes{0x80, 28}, sslV2Hello()}));
    QCOMPARE(spans.size(), std::size_t(1));
    QCOMPARE(spans.front().plaintext, (Range{0, 28}));
    pair.receiver.acceptSslV2Hello(true);
    for (std::size_t i = 0; i + 1 < wire.size(); ++i) {
        pair.receiver.feed(ByteView(wire).subspan(i, 1));
        QVERIFY(!pair.receiver.next());
    }
    pair.receiver.feed(ByteView(wire).last(1));
    const auto opened = pair.receiver.next();
    QVERIFY(opened && opened->sslV2 && opened->type == Protocol::Handshake);
    QCOMPARE(opened->plaintext, sslV2Hello());
    const Record &sent = pair.sending.account().records.back(), &read = pair.receiving.account().records.back();
    QVERIFY(sent == read);
    QCOMPARE(read.version, Version(0x0002));
    QCOMPARE(read.wire, wire);
    QCOMPARE(read.plaintext, sslV2Hello());
}

void TestRecordLayer::helloOfSslV2ComesFirstOrNever()
{
    const Bytes wire = concat({Bytes{0x80, 28}, sslV2Hello()});
    const std::string refused = "unexpected_message by record.type";
    QCOMPARE(Pair().open(wire), refused);
    Pair second;
    second.receiver.acceptSslV2Hello(true);
    QCOMPARE(second.open(second.sealed(Bytes{7}, Protocol::Handshake)), std::string("07"));
    QCOMPARE(second.open(wire), refused);
    Pair twice;
    twice.receiver.acceptSslV2Hello(true);
    QCOMPARE(twice.open(wire), toHex(sslV2Hello()));
    QCOMPARE(twice.open(wire), refused);
    Pair protectedFromTheStart(&kindOf("AES-128-CBC", tls10));
    protectedFromTheStart.receiver.acceptSslV2Hello(true);
    QCOMPARE(protectedFromTheStart.open(wire), refused);
}

void TestRecordLayer::helloOfSslV2HasBounds()
{
    const auto opened = [](const Bytes &wire) {
        Pair pair;
        pair.receiver.acceptSslV2Hello(true);
        return pair.open(wire);
    };
    QCOMPARE(opened(Bytes{0xff, 0xff, 1}), std::string("record_overflow by record.length"));
    QCOMPARE(opened(Bytes{0x80, 0x00, 1}), std::string("record_overflow by record.length"));
    QCOMPARE(opened(Bytes{0xc0, 0x00, 1}), std::string("nothing yet")); // 2^14
    QCOMPARE(opened(Bytes{0x80}), std::string("nothing yet"));
    QCOMPARE(opened(Bytes{0x80, 9, 4}), std::string("unexpected_message by record.type")); // server-hello of SSL 2.0
}

QTEST_GUILESS_MAIN(TestRecordLayer)
#include "tst_recordlayer.moc"
