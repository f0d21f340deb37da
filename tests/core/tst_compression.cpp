// SPDX-License-Identifier: GPL-3.0-or-later

// DEFLATE under the record layer (RFC 3749), read and written also by zlib itself.

#include "recordpair.h"

#include <zlib.h>

using namespace hd;
using namespace hd::test;

class TestCompression : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyProtectionCarriesIt_data() { rowPerKind(); }
    void everyProtectionCarriesIt();
    void historyHelpsWhatComesNext();
    void eachEpochBeginsAnew();
    void zlibReadsIt();
    void alertsAreCompressedToo();
    void whatIsNoDeflateIsRefused();
    void theEndOfAStreamIsTheEnd();
    void bombsAreRefused();
    void expansionIsLimited();
    void onlyWhereItIsInUse();
};

static const std::string refused = "decompression_failure by record.compression";

static const Kind &plain()
{
    return kindOf("", tls12); // a MAC alone: what is compressed shows
}

void TestCompression::everyProtectionCarriesIt()
{
    const Kind &kind = fetched();
    Pair pair(&kind, deflateCompression);
    for (const std::size_t length : {0, 1, 17, 1000, 1 << 14}) {
        const Bytes plaintext(length, 'a');
        QCOMPARE(pair.open(pair.sealed(plaintext)), toHex(plaintext));
        const Record &sealed = pair.sending.account().records.back(), &opened = pair.receiving.account().records.back();
        QVERIFY(sealed == opened);
        QVERIFY(sealed.compressed.has_value());
        QCOMPARE(sealed.plaintext, plaintext);
        QVERIFY(length < 100 || sealed.wire.size() < length / 2);
    }
}

void TestCompression::historyHelpsWhatComesNext()
{
    Pair pair(&plain(), deflateCompression);
    const Bytes text = counted(200);
    const std::size_t first = pair.sealed(text).size(), second = pair.sealed(text).size();
    QVERIFY(second < first / 2);
}

void TestCompression::eachEpochBeginsAnew()
{
    Pair pair(&plain(), deflateCompression);
    const Bytes first = pair.sealed(counted(100));
    QCOMPARE(pair.open(first), toHex(counted(100)));
    pair.protect(plain(), deflateCompression);
    const Bytes again = pair.sealed(counted(100));
    QCOMPARE(again, first); // no history, and the sequence is zero again
    QCOMPARE(pair.open(again), toHex(counted(100)));
}

/// RFC 3749 2: the ZLIB format of one stream, of which each record is a part that ends with a flush.
void TestCompression::zlibReadsIt()
{
    Pair pair(&plain(), deflateCompression);
    z_stream stream{};
    QCOMPARE(inflateInit(&stream), Z_OK);
    for (const std::size_t length : {10, 300, 5000}) {
        pair.sealed(counted(length));
        Bytes compressed = *pair.sending.account().records.back().compressed, out(length + 1);
        stream.next_in = compressed.data();
        stream.avail_in = static_cast<uInt>(compressed.size());
        stream.next_out = out.data();
        stream.avail_out = static_cast<uInt>(out.size());
        QCOMPARE(inflate(&stream, Z_SYNC_FLUSH), Z_OK);
        QCOMPARE(stream.avail_out, 1U);
        out.pop_back();
        QCOMPARE(out, counted(length));
    }
    inflateEnd(&stream);
}

void TestCompression::alertsAreCompressedToo()
{
    Pair pair(&plain(), deflateCompression);
    QCOMPARE(pair.open(pair.sealed(Bytes{1, 0}, Protocol::Alert)), std::string("0100"));
    QVERIFY(pair.receiving.account().records.back().compressed.has_value());
    QCOMPARE(pair.open(pair.sealed(Bytes(20, 7), Protocol::Handshake)), toHex(Bytes(20, 7)));
}

/// A receiver that decompresses what a sender, who does not compress, has protected well.
static std::string openedAsCompressed(const Bytes &content)
{
    Pair pair(&plain());
    pair.sender.setFragmentLimit(1 << 15);
    Pair receiver(&plain(), deflateCompression);
    return receiver.open(pair.sealed(content));
}

static Bytes deflated(const Bytes &content)
{
    uLongf length = compressBound(static_cast<uLong>(content.size()));
    Bytes out(length);
    compress2(out.data(), &length, content.data(), static_cast<uLong>(content.size()), Z_BEST_COMPRESSION);
    out.resize(length);
    return out;
}

void TestCompression::whatIsNoDeflateIsRefused()
{
    QCOMPARE(openedAsCompressed(toBytes("GET / HTTP/1.1")), refused);
    QCOMPARE(openedAsCompressed(Bytes(100, 0xff)), refused);
    Bytes broken = deflated(counted(200));
    broken[1] ^= 0x01; // the check of zlib's header
    QCOMPARE(openedAsCompressed(broken), refused);
    broken = deflated(counted(200));
    broken.back() ^= 0x01; // Adler-32
    QCOMPARE(openedAsCompressed(broken), refused);
    QCOMPARE(openedAsCompressed(Bytes{0x78, 0xbb, 1, 2, 3, 4}), refused); // needs a dictionary that nobody has
}

void TestCompression::theEndOfAStreamIsTheEnd()
{
    const Bytes whole = deflated(counted(50));
    QCOMPARE(openedAsCompressed(whole), toHex(counted(50)));
    QCOMPARE(openedAsCompressed(concat({whole, Bytes{0}})), refused);
}

/// RFC 5246 6.2.2: more than 2^14 bytes is a fatal decompression_failure.
void TestCompression::bombsAreRefused()
{
    QCOMPARE(openedAsCompressed(deflated(Bytes(1 << 14, 'a'))).size(), std::size_t(1) << 15);
    QCOMPARE(openedAsCompressed(deflated(Bytes((1 << 14) + 1, 'a'))), refused);
    QCOMPARE(openedAsCompressed(deflated(Bytes(10'000'000, 'a'))), refused);
}

/// RFC 5246 6.2.2: "may not increase the content length by more than 1024 bytes"
void TestCompression::expansionIsLimited()
{
    QCOMPARE(openedAsCompressed(Bytes((1 << 14) + 1025, 'x')), std::string("record_overflow by record.length"));
    QCOMPARE(openedAsCompressed(Bytes((1 << 14) + 1024, 'x')), refused);
    SeededEntropy entropy(3, "incompressible");
    Pair pair(&plain(), deflateCompression);
    const Bytes noise = entropy.draw(1 << 14);
    QCOMPARE(pair.open(pair.sealed(noise)), toHex(noise));
    QVERIFY(pair.sending.account().records.back().compressed->size() <= (1 << 14) + 64);
}

void TestCompression::onlyWhereItIsInUse()
{
    Pair pair(&plain());
    pair.sealed(counted(10));
    QVERIFY(!pair.sending.account().records.back().compressed);
}

QTEST_GUILESS_MAIN(TestCompression)
#include "tst_compression.moc"
