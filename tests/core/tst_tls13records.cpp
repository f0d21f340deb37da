// SPDX-License-Identifier: GPL-3.0-or-later

// The records of TLS 1.3 (RFC 8446 5): against libcrypto in its default context, and refused for every reason that
// there is.

#include "libcryptoaead.h"
#include "recordpair.h"

#include "trace/operations.h"

using namespace hd;
using namespace hd::test;

namespace {

constexpr std::uint16_t suiteCodes[] = {0x1301, 0x1302, 0x1303, 0x1304, 0x1305};

const CipherSuite &fetchedSuite()
{
    QFETCH(quint16, suite);
    return *cipherSuite(suite);
}

void rowPerSuite()
{
    QTest::addColumn<quint16>("suite");
    for (const std::uint16_t code : suiteCodes)
        QTest::newRow(names::suite(code).c_str()) << code;
}

/// A sender and a receiver in TLS 1.3, both with keys unless told otherwise.
class Tls13Pair : public Pair
{
public:
    explicit Tls13Pair(const CipherSuite &suite, bool readKeys = true) : m_suite(suite)
    {
        for (RecordLayer *layer : {&sender, &receiver})
            layer->expectVersion(tls13);
        sender.installWrite(keys(true));
        if (readKeys)
            installRead();
    }

    void installRead() { receiver.installRead(keys(false)); }
    /// Other keys than the receiver's.
    void installOtherWrite() { sender.installWrite(keys(true, 0x55)); }

    Bytes key(std::uint8_t change = 0) const
    {
        Bytes bytes = counted(m_suite.keyLength, 100);
        bytes[0] ^= change;
        return bytes;
    }
    Bytes iv() const { return counted(12, 200); }

    /// A record of @p inner, sealed by libcrypto; its header says @p outer and @p version.
    Bytes crafted(const Bytes &inner, std::uint64_t sequence = 0, Protocol outer = Protocol::ApplicationData,
                  Version version = tls12) const
    {
        const Bytes head = header(outer, version, inner.size() + m_suite.tagLength);
        Bytes nonce = iv(), number;
        appendNumber(number, sequence, 8);
        for (std::size_t i = 0; i < number.size(); ++i)
            nonce[4 + i] ^= number[i];
        return concat({head, aeadOf(m_suite, key(), nonce, head, inner)});
    }

    const Record &lastOpened() const { return receiving.account().records.back(); }

private:
    std::unique_ptr<Protection> keys(bool sealing, std::uint8_t change = 0) const
    {
        const Bytes value = key(change), vector = iv();
        return makeTls13Protection(context(), m_suite, {{}, value, vector}, sealing);
    }

    const CipherSuite &m_suite;
};

Bytes inner(const Bytes &content, Protocol type, std::size_t padding = 0)
{
    return concat({content, Bytes{static_cast<std::uint8_t>(type)}, Bytes(padding)});
}

const std::string unexpectedType = "unexpected_message by record.type";
const std::string overflow = "record_overflow by record.length";

} // namespace

class TestTls13Records : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void sealedAsByLibcrypto_data() { rowPerSuite(); }
    void sealedAsByLibcrypto();
    void everyBitCounts_data() { rowPerSuite(); }
    void everyBitCounts();
    void tooShortForATag_data() { rowPerSuite(); }
    void tooShortForATag();
    void orderCounts_data() { rowPerSuite(); }
    void orderCounts();
    void theTypeIsInside();
    void zerosAloneHaveNoType();
    void versionOfRecordsIsIgnored();
    void paddingFillsUpRecords();
    void paddingOfAnyLengthIsRead();
    void paddingNeverExceedsTheLimit();
    void limits_data() { rowPerSuite(); }
    void limits();
    void recordSizeLimitCountsTheType();
    void maxFragmentLengthCountsTheContent();
    void clearRecordsAmongProtectedOnes();
    void clearRecordsAreNotForever();
    void alertsInClearComeFirstOnly();
    void clearRecordsCountOnTheirOwn();
    void unwantedEarlyDataIsPassedOver();
    void unwantedEarlyDataHasALimit();
    void allProtectedRecordsArePassedOver();
    void whatOpensIsNotPassedOver();
    void keysBeginWithSequenceZero();
    void emptyFragments();
};

void TestTls13Records::sealedAsByLibcrypto()
{
    const CipherSuite &suite = fetchedSuite();
    Tls13Pair pair(suite);
    std::uint64_t sequence = 0;
    for (const std::size_t length : {0, 1, 15, 16, 17, 200, 1 << 14}) {
        const Bytes plaintext = counted(length);
        const Bytes wire = pair.sealed(plaintext);
        QCOMPARE(wire, pair.crafted(inner(plaintext, Protocol::ApplicationData), sequence));
        QCOMPARE(pair.open(wire), toHex(plaintext));
        const Record &record = pair.lastOpened();
        QVERIFY(record == pair.sending.account().records.back()); // both say the same about how
        QCOMPARE(record.sequence, sequence++);
        QVERIFY(record.protection == ProtectionKind::Tls13);
        QCOMPARE(toHex(record.additionalData), toHex(ByteView(wire).first(5)));
        QCOMPARE(record.additionalData[0], std::uint8_t{23}); // RFC 8446 5.2: always application_data
        QCOMPARE(toHex(ByteView(record.additionalData).subspan(1, 2)), std::string("0303"));
        QCOMPARE(std::size_t(record.tag.length), std::size_t(suite.tagLength));
        QCOMPARE(std::size_t(record.ciphertext.length), length + 1);
        Bytes nonce = pair.iv();
        nonce.back() = static_cast<std::uint8_t>(nonce.back() ^ record.sequence);
        QCOMPARE(record.nonce, nonce); // RFC 8446 5.3
    }
}

void TestTls13Records::everyBitCounts()
{
    const CipherSuite &suite = fetchedSuite();
    const Bytes wire = Tls13Pair(suite).sealed(counted(9));
    for (std::size_t at = 5; at < wire.size(); ++at)
        for (unsigned bit = 0; bit < 8; ++bit) {
            Bytes flipped = wire;
            flipped[at] = static_cast<std::uint8_t>(flipped[at] ^ (1U << bit));
            QCOMPARE(Tls13Pair(suite).open(flipped), badMac);
        }
    Bytes version = wire; // RFC 8446 5.2: the header is the additional data
    version[2] = 1;
    QCOMPARE(Tls13Pair(suite).open(version), badMac);
}

void TestTls13Records::tooShortForATag()
{
    const CipherSuite &suite = fetchedSuite();
    for (std::size_t length = 0; length <= suite.tagLength; ++length)
        QCOMPARE(Tls13Pair(suite).open(concat({header(Protocol::ApplicationData, tls12, length), Bytes(length)})),
                 badMac);
    // The least that there is: a type alone.
    QCOMPARE(Tls13Pair(suite).open(Tls13Pair(suite).crafted({23})), std::string());
}

void TestTls13Records::orderCounts()
{
    const CipherSuite &suite = fetchedSuite();
    Tls13Pair source(suite);
    const Bytes first = source.sealed(counted(10)), second = source.sealed(counted(10));
    Tls13Pair replay(suite), loss(suite), good(suite);
    QCOMPARE(replay.open(first), toHex(counted(10)));
    QCOMPARE(replay.open(first), badMac);
    QCOMPARE(loss.open(second), badMac);
    QCOMPARE(good.open(first), toHex(counted(10)));
    QCOMPARE(good.open(second), toHex(counted(10)));
}

/// RFC 8446 5: outside it is application_data; change_cipher_spec has no place inside, nor have types that there are
/// not.
void TestTls13Records::theTypeIsInside()
{
    const CipherSuite &suite = *cipherSuite(0x1301);
    for (const Protocol type : {Protocol::Alert, Protocol::Handshake, Protocol::ApplicationData}) {
        Tls13Pair pair(suite);
        const Bytes wire = pair.sealed(counted(2), type);
        QCOMPARE(wire[0], std::uint8_t{23});
        QCOMPARE(pair.open(wire), toHex(counted(2)));
        QVERIFY(pair.lastOpened().type == type);
    }
    for (unsigned type = 1; type < 256; ++type)
        if (type < 21 || type > 23)
            QCOMPARE(Tls13Pair(suite).open(Tls13Pair(suite).crafted(inner({1}, static_cast<Protocol>(type)))),
                     unexpectedType);
    for (const Protocol outer : {Protocol::Alert, Protocol::Handshake, Protocol::ChangeCipherSpec})
        QCOMPARE(Tls13Pair(suite).open(Tls13Pair(suite).crafted(inner({1}, Protocol::Handshake), 0, outer)),
                 unexpectedType);
}

/// RFC 8446 5.4: "If a receiving implementation does not find a non-zero octet in the cleartext, it MUST terminate the
/// connection with an "unexpected_message" alert."
void TestTls13Records::zerosAloneHaveNoType()
{
    const CipherSuite &suite = *cipherSuite(0x1301);
    for (const std::size_t zeros : {1, 2, 300}) {
        Tls13Pair pair(suite);
        QCOMPARE(pair.open(pair.crafted(Bytes(zeros))), unexpectedType);
    }
}

/// RFC 8446 5.1: legacy_record_version "MUST be ignored for all purposes"
void TestTls13Records::versionOfRecordsIsIgnored()
{
    for (const Version version : {Version(0x0000), ssl30, tls10, tls13, Version(0xfafa)}) {
        Tls13Pair pair(*cipherSuite(0x1301));
        const Bytes wire =
            pair.crafted(inner(counted(3), Protocol::ApplicationData), 0, Protocol::ApplicationData, version);
        QCOMPARE(pair.open(wire), toHex(counted(3)));
        Tls13Pair clear(*cipherSuite(0x1301), false);
        QCOMPARE(clear.open(concat({header(Protocol::Handshake, version, 1), Bytes{1}})), std::string("01"));
    }
}

void TestTls13Records::paddingFillsUpRecords()
{
    const CipherSuite &suite = *cipherSuite(0x1301);
    for (const std::size_t block : {0, 1, 2, 16, 64, 4096})
        for (const std::size_t length : {0, 1, 62, 63, 64, 5000}) {
            Tls13Pair pair(suite);
            pair.sender.setPaddingBlock(block);
            const Bytes wire = pair.sealed(counted(length));
            const std::size_t inside = wire.size() - 5 - suite.tagLength;
            QCOMPARE(inside % std::max<std::size_t>(block, 1), std::size_t{0});
            QVERIFY(inside < length + 1 + std::max<std::size_t>(block, 1));
            QCOMPARE(pair.open(wire), toHex(counted(length)));
            QCOMPARE(pair.lastOpened().padding, Bytes(inside - length - 1));
            QVERIFY(pair.lastOpened() == pair.sending.account().records.back());
        }
}

/// Also that of content that ends in zeros, which are not padding.
void TestTls13Records::paddingOfAnyLengthIsRead()
{
    const CipherSuite &suite = *cipherSuite(0x1303);
    const Bytes content = concat({counted(5), Bytes(4)});
    for (std::size_t padding = 0; padding < 300; ++padding) {
        Tls13Pair pair(suite);
        QCOMPARE(pair.open(pair.crafted(inner(content, Protocol::Handshake, padding))), toHex(content));
        QCOMPARE(pair.lastOpened().padding.size(), padding);
        QVERIFY(pair.lastOpened().type == Protocol::Handshake);
    }
}

/// RFC 8446 5.4 and RFC 8449 4: padding counts.
void TestTls13Records::paddingNeverExceedsTheLimit()
{
    const CipherSuite &suite = *cipherSuite(0x1301);
    for (const std::size_t limit : {std::size_t{64}, std::size_t{100}, maxPlaintext + 1}) {
        Tls13Pair pair(suite);
        pair.sender.setFragmentLimit(limit - 1);
        pair.receiver.setReceiveLimit(limit);
        pair.sender.setPaddingBlock(4096);
        for (const std::size_t length : {std::size_t{0}, limit / 2, limit - 2, limit - 1}) {
            const Bytes wire = pair.sealed(counted(length));
            QVERIFY(wire.size() - 5 - suite.tagLength <= limit);
            QCOMPARE(pair.open(wire), toHex(counted(length)));
        }
    }
}

/// RFC 8446 5.2: "The length MUST NOT exceed 2^14 + 256 bytes"; and 5.1 and 5.4, of what is inside.
void TestTls13Records::limits()
{
    const CipherSuite &suite = fetchedSuite();
    const auto headed = [](std::size_t length) { return header(Protocol::ApplicationData, tls12, length); };
    QCOMPARE(Tls13Pair(suite).open(headed((1 << 14) + 256)), std::string("nothing yet"));
    QCOMPARE(Tls13Pair(suite).open(headed((1 << 14) + 257)), overflow);
    const Tls13Pair maker(suite);
    const auto opened = [&](std::size_t content, std::size_t padding) {
        return Tls13Pair(suite).open(maker.crafted(inner(Bytes(content, 7), Protocol::ApplicationData, padding)));
    };
    QCOMPARE(opened(1 << 14, 0), toHex(Bytes(1 << 14, 7)));
    QCOMPARE(opened((1 << 14) + 1, 0), overflow);
    QCOMPARE(opened(100, (1 << 14) - 100), toHex(Bytes(100, 7)));
    QCOMPARE(opened(100, (1 << 14) - 99), overflow);
    QCOMPARE(opened(0, (1 << 14) + 100), overflow);
    // In clear no more than 2^14.
    Tls13Pair clear(suite, false);
    QCOMPARE(clear.open(header(Protocol::Handshake, tls12, (1 << 14) + 1)), overflow);
}

/// RFC 8449 4: "this limit includes the ContentType field and any padding"
void TestTls13Records::recordSizeLimitCountsTheType()
{
    const CipherSuite &suite = *cipherSuite(0x1301);
    const Tls13Pair maker(suite);
    const auto opened = [&](std::size_t content, std::size_t padding) {
        Tls13Pair pair(suite);
        pair.receiver.setReceiveLimit(64);
        return pair.open(maker.crafted(inner(Bytes(content, 7), Protocol::ApplicationData, padding)));
    };
    QCOMPARE(opened(63, 0), toHex(Bytes(63, 7)));
    QCOMPARE(opened(64, 0), overflow);
    QCOMPARE(opened(62, 1), toHex(Bytes(62, 7)));
    QCOMPARE(opened(62, 2), overflow);
    // "Unprotected messages are not subject to this limit."
    Tls13Pair clear(suite, false);
    clear.receiver.setReceiveLimit(64);
    QCOMPARE(clear.open(concat({header(Protocol::Handshake, tls12, 65), Bytes(65, 1)})), toHex(Bytes(65, 1)));
}

/// RFC 6066 4 speaks of the plaintext fragment, which has neither type nor padding.
void TestTls13Records::maxFragmentLengthCountsTheContent()
{
    const CipherSuite &suite = *cipherSuite(0x1301);
    const Tls13Pair maker(suite);
    const auto opened = [&](std::size_t content, std::size_t padding) {
        Tls13Pair pair(suite);
        pair.receiver.setReceiveLimit(512, SizeLimit::MaxFragmentLength);
        return pair.open(maker.crafted(inner(Bytes(content, 7), Protocol::ApplicationData, padding)));
    };
    QCOMPARE(opened(512, 0), toHex(Bytes(512, 7)));
    QCOMPARE(opened(512, 100), toHex(Bytes(512, 7)));
    QCOMPARE(opened(513, 0), overflow);
}

/// RFC 8446 D.4
void TestTls13Records::clearRecordsAmongProtectedOnes()
{
    Tls13Pair pair(*cipherSuite(0x1301));
    pair.receiver.tolerateClear(true);
    const Bytes change = concat({header(Protocol::ChangeCipherSpec, tls12, 1), Bytes{1}});
    QCOMPARE(pair.open(change), std::string("01"));
    QCOMPARE(pair.lastOpened().epoch, 0U);
    QVERIFY(pair.lastOpened().protection == ProtectionKind::Null);
    QCOMPARE(pair.open(pair.sealed(counted(4))), toHex(counted(4)));
    QCOMPARE(pair.lastOpened().sequence, std::uint64_t{0}); // that in clear has not counted
    QCOMPARE(pair.open(change), std::string("01"));
    QCOMPARE(pair.open(pair.sealed(counted(5))), toHex(counted(5)));
    QCOMPARE(pair.lastOpened().sequence, std::uint64_t{1});
    // Nothing else may come in clear.
    QCOMPARE(pair.open(concat({header(Protocol::Handshake, tls12, 1), Bytes{1}})), unexpectedType);
}

void TestTls13Records::clearRecordsAreNotForever()
{
    Tls13Pair pair(*cipherSuite(0x1301));
    QCOMPARE(pair.open(concat({header(Protocol::ChangeCipherSpec, tls12, 1), Bytes{1}})), unexpectedType);
}

/// A peer that gives up before it has keys; once one of its records has opened it has them.
void TestTls13Records::alertsInClearComeFirstOnly()
{
    const Bytes alert = concat({header(Protocol::Alert, tls12, 2), Bytes{2, 40}});
    Tls13Pair first(*cipherSuite(0x1301)), later(*cipherSuite(0x1301)), never(*cipherSuite(0x1301));
    first.receiver.tolerateClear(true);
    later.receiver.tolerateClear(true);
    QCOMPARE(first.open(alert), std::string("0228"));
    QCOMPARE(later.open(later.sealed(counted(4))), toHex(counted(4)));
    QCOMPARE(later.open(alert), unexpectedType);
    QCOMPARE(never.open(alert), unexpectedType);
}

void TestTls13Records::clearRecordsCountOnTheirOwn()
{
    Tls13Pair pair(*cipherSuite(0x1301), false);
    pair.receiver.tolerateClear(true);
    const Bytes hello = concat({header(Protocol::Handshake, tls12, 1), Bytes{1}});
    const Bytes change = concat({header(Protocol::ChangeCipherSpec, tls12, 1), Bytes{1}});
    const auto sequenceOf = [&](const Bytes &wire) {
        pair.open(wire);
        return pair.lastOpened().epoch == 0 ? static_cast<int>(pair.lastOpened().sequence) : -1;
    };
    QCOMPARE(sequenceOf(hello), 0);
    QCOMPARE(sequenceOf(hello), 1);
    pair.installRead();
    QCOMPARE(sequenceOf(change), 2);
    QCOMPARE(sequenceOf(pair.sealed(counted(1))), -1);
    QCOMPARE(sequenceOf(change), 3);
}

/// RFC 8446 4.2.10: the server "skips past early data by attempting to deprotect received records using the handshake
/// traffic key, discarding records which fail deprotection"
void TestTls13Records::unwantedEarlyDataIsPassedOver()
{
    const CipherSuite &suite = *cipherSuite(0x1301);
    Tls13Pair pair(suite), early(suite);
    early.installOtherWrite();
    pair.receiver.skipEarlyData(1000, false);
    for (int i = 0; i < 3; ++i) {
        QCOMPARE(pair.open(early.sealed(counted(100))), std::string("nothing yet"));
        QCOMPARE(pair.lastOpened().sequence, static_cast<std::uint64_t>(i));
        QVERIFY(pair.lastOpened().plaintext.empty());
        QCOMPARE(pair.lastOpened().epoch, 2U); // not that of the handshake keys
    }
    QCOMPARE(pair.open(pair.sealed(counted(7), Protocol::Handshake)), toHex(counted(7)));
    QCOMPARE(pair.lastOpened().sequence, std::uint64_t{0});
    QCOMPARE(pair.lastOpened().epoch, 1U);
    // Once one has opened, the next has to.
    QCOMPARE(pair.open(early.sealed(counted(100))), badMac);
}

void TestTls13Records::unwantedEarlyDataHasALimit()
{
    const CipherSuite &suite = *cipherSuite(0x1301);
    for (const bool all : {false, true}) {
        Tls13Pair pair(suite, !all), early(suite);
        early.installOtherWrite();
        pair.receiver.skipEarlyData(250, all);
        QCOMPARE(pair.open(early.sealed(counted(100))), std::string("nothing yet"));
        QCOMPARE(pair.open(early.sealed(counted(150))), std::string("nothing yet"));
        QVERIFY(pair.open(early.sealed(counted(1))) != std::string("nothing yet"));
    }
    // Records that hold nothing count too.
    Tls13Pair pair(suite), early(suite);
    early.installOtherWrite();
    pair.receiver.skipEarlyData(5, false);
    for (int i = 0; i < 5; ++i)
        QCOMPARE(pair.open(early.sealed({})), std::string("nothing yet"));
    QCOMPARE(pair.open(early.sealed({})), badMac);
}

/// After a hello_retry_request: everything that is protected, until the second client_hello in clear.
void TestTls13Records::allProtectedRecordsArePassedOver()
{
    const CipherSuite &suite = *cipherSuite(0x1301);
    Tls13Pair pair(suite, false), early(suite);
    early.installOtherWrite();
    pair.receiver.skipEarlyData(70000, true);
    QCOMPARE(pair.open(early.sealed(counted(1 << 14))), std::string("nothing yet"));
    QCOMPARE(pair.open(early.sealed(counted(1 << 14))), std::string("nothing yet"));
    QCOMPARE(pair.open(concat({header(Protocol::Handshake, tls12, 1), Bytes{1}})), std::string("01"));
    QCOMPARE(pair.lastOpened().epoch, 0U);
    QCOMPARE(pair.lastOpened().sequence, std::uint64_t{0});
}

/// Bytes that only the holder of the keys can have sealed are the peer's own mistake.
void TestTls13Records::whatOpensIsNotPassedOver()
{
    Tls13Pair pair(*cipherSuite(0x1301));
    pair.receiver.skipEarlyData(1000, false);
    QCOMPARE(pair.open(pair.crafted(Bytes(20))), unexpectedType);
}

/// RFC 8446 5.3: "set to zero at the beginning of a connection and whenever the key is changed"
void TestTls13Records::keysBeginWithSequenceZero()
{
    Tls13Pair pair(*cipherSuite(0x1302));
    pair.sealed(counted(1));
    pair.sender.installWrite(
        makeTls13Protection(Pair::context(), *cipherSuite(0x1302), {{}, pair.key(), pair.iv()}, true));
    QCOMPARE(pair.sender.writeEpoch(), 2U);
    QCOMPARE(pair.sealed(counted(1)), pair.crafted(inner(counted(1), Protocol::ApplicationData), 0));
}

/// RFC 8446 5.4: handshake messages and alerts must not be empty; application data may.
void TestTls13Records::emptyFragments()
{
    const CipherSuite &suite = *cipherSuite(0x1301);
    const Tls13Pair maker(suite);
    for (const std::size_t padding : {0, 9}) {
        QCOMPARE(Tls13Pair(suite).open(maker.crafted(inner({}, Protocol::ApplicationData, padding))), std::string());
        for (const Protocol type : {Protocol::Handshake, Protocol::Alert})
            QCOMPARE(Tls13Pair(suite).open(maker.crafted(inner({}, type, padding))),
                     std::string("unexpected_message by record.length"));
    }
}

QTEST_GUILESS_MAIN(TestTls13Records)
#include "tst_tls13records.moc"
