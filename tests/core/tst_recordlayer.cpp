// SPDX-License-Identifier: GPL-3.0-or-later

// Records: sealed and opened, in every protection; against libcrypto's one-shot functions; and refused for every
// reason that RFC 5246 6.2 has.

#include "print.h"

#include "record/recordlayer.h"
#include "trace/operations.h"

#include <openssl/evp.h>
#include <openssl/hmac.h>

using namespace hd;
using namespace hd::test;

namespace {

struct Kind
{
    const CipherSuite *suite;
    bool encryptThenMac;
    std::string name;
};

/// One suite of each cipher and MAC, CBC also with encrypt-then-MAC.
const std::vector<Kind> &kinds()
{
    static const std::vector<Kind> all = [] {
        std::vector<Kind> list;
        for (const CipherSuite &suite : cipherSuites())
            for (const bool etm : {false, true}) {
                const std::string name = std::string(suite.mode == CipherMode::Null ? "NULL" : suite.cipher) + " " +
                                         names::hashName(suite.mac) + (etm ? " EtM" : "");
                if ((!etm || suite.mode == CipherMode::Cbc) &&
                    std::none_of(list.begin(), list.end(), [&](const Kind &kind) { return kind.name == name; }))
                    list.push_back({&suite, etm, name});
            }
        return list;
    }();
    return all;
}

Bytes counted(std::size_t length, unsigned from = 0)
{
    Bytes bytes(length);
    for (std::size_t i = 0; i < length; ++i)
        bytes[i] = static_cast<std::uint8_t>(from + i);
    return bytes;
}

struct Keys
{
    explicit Keys(const CipherSuite &suite)
        : mac(suite.mac == HashName::None ? Bytes() : counted(crypto::size(hashOf(suite.mac)), 1)),
          key(counted(suite.keyLength, 100)),
          iv(counted(suite.fixedIvLength, 200))
    {}
    operator DirectionKeys() const { return {mac, key, iv}; }
    Bytes mac, key, iv;
};

/// A sender (client) and a receiver (server) with the same keys.
class Pair
{
public:
    explicit Pair(const Kind *kind = nullptr)
    {
        for (RecordLayer *layer : {&sender, &receiver}) {
            layer->setVersion(tls12);
            layer->expectVersion(tls12);
        }
        if (!kind)
            return;
        const Keys keys(*kind->suite);
        sender.installWrite(makeProtection(context(), *kind->suite, kind->encryptThenMac, keys, true));
        receiver.installRead(makeProtection(context(), *kind->suite, kind->encryptThenMac, keys, false));
    }

    Bytes sealed(ByteView plaintext, Protocol type = Protocol::ApplicationData)
    {
        sender.write(type, plaintext);
        return sender.takeOutput();
    }

    /// "bad_record_mac by record.mac", or what came out, in hex.
    std::string open(ByteView wire)
    {
        receiver.feed(wire);
        try {
            const auto opened = receiver.next();
            return opened ? toHex(opened->plaintext) : "nothing yet";
        } catch (const RecordFailure &failure) {
            if (failure.check.passed || failure.check.alert != static_cast<std::uint8_t>(failure.alert))
                return "a check that does not say what failed";
            return word(failure.alert) + " by " + failure.check.name;
        }
    }

    static crypto::Context &context()
    {
        static crypto::Context shared;
        return shared;
    }

    Recorder sending{Side::Client}, receiving{Side::Server};
    SeededEntropy entropy{1, "records"};
    RecordLayer sender{sending, entropy}, receiver{receiving, entropy};
};

const std::string badMac = "bad_record_mac by record.mac";

Bytes header(Protocol type, Version version, std::size_t length)
{
    Bytes bytes;
    appendNumber(bytes, static_cast<std::uint64_t>(type), 1);
    appendNumber(bytes, version, 2);
    appendNumber(bytes, length, 2);
    return bytes;
}

// libcrypto's one-shot functions in the default context

Bytes hmacOf(HashName hash, const Bytes &key, const Bytes &content)
{
    const EVP_MD *md = hash == HashName::Sha1 ? EVP_sha1() : hash == HashName::Sha256 ? EVP_sha256() : EVP_sha384();
    Bytes mac(EVP_MAX_MD_SIZE);
    unsigned length = 0;
    HMAC(md, key.data(), static_cast<int>(key.size()), content.data(), content.size(), mac.data(), &length);
    mac.resize(length);
    return mac;
}

Bytes aesCbc(const Bytes &key, ByteView iv, ByteView content, bool encrypt)
{
    EVP_CIPHER_CTX *ctx = EVP_CIPHER_CTX_new();
    Bytes out(content.size() + 16);
    int length = 0;
    EVP_CipherInit_ex(ctx, key.size() == 16 ? EVP_aes_128_cbc() : EVP_aes_256_cbc(), nullptr, key.data(), iv.data(),
                      encrypt);
    EVP_CIPHER_CTX_set_padding(ctx, 0);
    EVP_CipherUpdate(ctx, out.data(), &length, content.data(), static_cast<int>(content.size()));
    EVP_CIPHER_CTX_free(ctx);
    out.resize(static_cast<std::size_t>(length));
    return out;
}

/// Ciphertext and tag.
Bytes aesGcm(const Bytes &key, const Bytes &nonce, const Bytes &additional, const Bytes &content)
{
    EVP_CIPHER_CTX *ctx = EVP_CIPHER_CTX_new();
    Bytes out(content.size() + 16);
    int length = 0;
    EVP_EncryptInit_ex(ctx, key.size() == 16 ? EVP_aes_128_gcm() : EVP_aes_256_gcm(), nullptr, key.data(),
                       nonce.data());
    EVP_EncryptUpdate(ctx, nullptr, &length, additional.data(), static_cast<int>(additional.size()));
    EVP_EncryptUpdate(ctx, out.data(), &length, content.data(), static_cast<int>(content.size()));
    EVP_EncryptFinal_ex(ctx, out.data() + length, &length);
    EVP_CIPHER_CTX_ctrl(ctx, EVP_CTRL_GCM_GET_TAG, 16, out.data() + content.size());
    EVP_CIPHER_CTX_free(ctx);
    return out;
}

/// RFC 5246 6.2.3.1: seq_num + type + version + length
Bytes pseudoHeaderOf(std::uint64_t sequence, std::size_t length)
{
    Bytes bytes;
    appendNumber(bytes, sequence, 8);
    append(bytes, header(Protocol::ApplicationData, tls12, length));
    return bytes;
}

/// A whole record whose padding (with its length byte) is @p padding; independent of ours.
Bytes crafted(const Kind &kind, const Bytes &plaintext, const Bytes &padding)
{
    const Keys keys(*kind.suite);
    const Bytes iv = counted(16, 7);
    Bytes content = plaintext;
    if (!kind.encryptThenMac)
        append(content, hmacOf(kind.suite->mac, keys.mac, concat({pseudoHeaderOf(0, plaintext.size()), plaintext})));
    append(content, padding);
    Bytes fragment = concat({iv, aesCbc(keys.key, iv, content, true)});
    if (kind.encryptThenMac)
        append(fragment, hmacOf(kind.suite->mac, keys.mac, concat({pseudoHeaderOf(0, fragment.size()), fragment})));
    return concat({header(Protocol::ApplicationData, tls12, fragment.size()), fragment});
}

std::size_t macLength(const Kind &kind)
{
    return crypto::size(hashOf(kind.suite->mac));
}

/// Every length of padding that makes whole blocks of a plaintext of @p length bytes.
std::vector<std::size_t> paddingsFor(const Kind &kind, std::size_t length)
{
    std::vector<std::size_t> counts;
    for (std::size_t count = 1; count <= 256; ++count)
        if ((length + (kind.encryptThenMac ? 0 : macLength(kind)) + count) % 16 == 0)
            counts.push_back(count);
    return counts;
}

void rowPerKind(std::function<bool(const Kind &)> wanted = nullptr)
{
    QTest::addColumn<qsizetype>("index");
    for (std::size_t i = 0; i < kinds().size(); ++i)
        if (!wanted || wanted(kinds()[i]))
            QTest::newRow(row(kinds()[i].name).constData()) << qsizetype(i);
}

bool isCbc(const Kind &kind)
{
    return kind.suite->mode == CipherMode::Cbc;
}

const Kind &fetched()
{
    QFETCH(qsizetype, index);
    return kinds()[static_cast<std::size_t>(index)];
}

} // namespace

class TestRecordLayer : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void sealAndOpen_data() { rowPerKind(); }
    void sealAndOpen();
    void sealedAsByLibcrypto_data() { rowPerKind(); }
    void sealedAsByLibcrypto();
    void everyBitCounts_data() { rowPerKind(); }
    void everyBitCounts();
    void everyTruncationIsRefused_data() { rowPerKind(); }
    void everyTruncationIsRefused();
    void orderCounts_data() { rowPerKind(); }
    void orderCounts();
    void anyLengthOfPaddingIsRead_data() { rowPerKind(isCbc); }
    void anyLengthOfPaddingIsRead();
    void everyByteOfPaddingCounts_data() { rowPerKind(isCbc); }
    void everyByteOfPaddingCounts();
    void paddingLongerThanTheRecord_data() { rowPerKind(isCbc); }
    void paddingLongerThanTheRecord();
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

/// The record that libcrypto makes of the same keys, IV and plaintext, with RFC 5246 and 7366 read once more.
void TestRecordLayer::sealedAsByLibcrypto()
{
    const Kind &kind = fetched();
    const Keys keys(*kind.suite);
    Pair pair(&kind);
    const Bytes plaintext = counted(50, 3);
    for (std::uint64_t sequence = 0; sequence < 3; ++sequence) {
        const Bytes wire = pair.sealed(plaintext);
        const Bytes fragment(wire.begin() + 5, wire.end());
        QCOMPARE(Bytes(wire.begin(), wire.begin() + 5), header(Protocol::ApplicationData, tls12, fragment.size()));
        const Bytes pseudo = pseudoHeaderOf(sequence, plaintext.size());
        Bytes expected;
        if (kind.suite->mode == CipherMode::Gcm) {
            Bytes number;
            appendNumber(number, sequence, 8);
            expected = concat({number, aesGcm(keys.key, concat({keys.iv, number}), pseudo, plaintext)});
        } else {
            const Bytes mac = hmacOf(kind.suite->mac, keys.mac, concat({pseudo, plaintext}));
            const Bytes iv(fragment.begin(), fragment.begin() + 16);
            Bytes content = kind.encryptThenMac ? plaintext : concat({plaintext, mac});
            const std::size_t count = 16 - content.size() % 16;
            content.resize(content.size() + count, static_cast<std::uint8_t>(count - 1));
            if (kind.suite->mode == CipherMode::Null)
                expected = concat({plaintext, mac});
            else
                expected = concat({iv, aesCbc(keys.key, iv, content, true)});
            if (kind.encryptThenMac)
                append(expected, hmacOf(kind.suite->mac, keys.mac,
                                        concat({pseudoHeaderOf(sequence, expected.size()), expected})));
        }
        QCOMPARE(fragment, expected);
    }
    // RFC 5246 6.2.3.2: the IV "SHOULD be chosen at random, and MUST be unpredictable"
    if (isCbc(kind)) {
        const std::vector<Record> &records = pair.sending.account().records;
        QVERIFY(records[0].iv != records[1].iv && records[1].iv != records[2].iv);
    }
}

void TestRecordLayer::everyBitCounts()
{
    const Kind &kind = fetched();
    const Bytes wire = Pair(&kind).sealed(counted(20));
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
    QCOMPARE(Pair(&kind).open(wire), toHex(counted(20)));
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

/// RFC 5246 6.2.3.2: "The padding MAY be any length up to 255 bytes"
void TestRecordLayer::anyLengthOfPaddingIsRead()
{
    const Kind &kind = fetched();
    for (const std::size_t length : {0, 1, 5, 16})
        for (const std::size_t count : paddingsFor(kind, length)) {
            Pair pair(&kind);
            const Bytes padding(count, static_cast<std::uint8_t>(count - 1));
            QCOMPARE(pair.open(crafted(kind, counted(length), padding)), toHex(counted(length)));
            QCOMPARE(pair.receiving.account().records[0].padding, padding);
        }
}

/// "The receiver MUST check this padding and MUST use the bad_record_mac alert to indicate padding errors."
void TestRecordLayer::everyByteOfPaddingCounts()
{
    const Kind &kind = fetched();
    for (const std::size_t count : paddingsFor(kind, 5)) {
        for (std::size_t at = 0; at + 1 < count; ++at) {
            Bytes padding(count, static_cast<std::uint8_t>(count - 1));
            padding[at] ^= 0x80;
            QCOMPARE(Pair(&kind).open(crafted(kind, counted(5), padding)), badMac);
        }
    }
}

void TestRecordLayer::paddingLongerThanTheRecord()
{
    const Kind &kind = fetched();
    const std::size_t count = paddingsFor(kind, 5).front();
    const std::size_t inside = 5 + count + (kind.encryptThenMac ? 0 : macLength(kind));
    for (std::size_t claimed = 0; claimed < 256; ++claimed) {
        if (claimed + 1 == count)
            continue;
        const Bytes padding(count, static_cast<std::uint8_t>(claimed));
        // A shorter padding is well formed; with MAC-then-encrypt the MAC is then looked for at the wrong place.
        const bool fits = kind.encryptThenMac && claimed + 1 < count;
        const std::string expected =
            fits ? toHex(concat({counted(5), Bytes(count - claimed - 1, static_cast<std::uint8_t>(claimed))})) : badMac;
        QCOMPARE(Pair(&kind).open(crafted(kind, counted(5), padding)), expected);
    }
    QVERIFY(inside < 256);
}

/// RFC 5246 6.2.3: "The length MUST NOT exceed 2^14 + 2048": known from the header alone.
void TestRecordLayer::lengthLimits()
{
    const Kind &kind = fetched();
    const auto headed = [](std::size_t length) { return header(Protocol::ApplicationData, tls12, length); };
    QCOMPARE(Pair(&kind).open(headed((1 << 14) + 2048 + 1)), std::string("record_overflow by record.length"));
    QCOMPARE(Pair(&kind).open(headed(0xffff)), std::string("record_overflow by record.length"));
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
            QCOMPARE(opened, std::string("record_overflow by record.length"));
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
    const Kind &kind = kinds().front();
    Pair pair;
    for (int i = 0; i < 3; ++i)
        QCOMPARE(pair.open(pair.sealed(Bytes{7}, Protocol::Handshake)), std::string("07"));
    const Keys keys(*kind.suite);
    pair.sender.installWrite(makeProtection(Pair::context(), *kind.suite, false, keys, true));
    QCOMPARE(pair.sender.writeEpoch(), 1U);
    QCOMPARE(pair.sender.readEpoch(), 0U);
    QVERIFY(pair.sender.writeEncrypted() && !pair.sender.readEncrypted());
    pair.receiver.installRead(makeProtection(Pair::context(), *kind.suite, false, keys, false));
    QCOMPARE(pair.open(pair.sealed(Bytes{8}, Protocol::Handshake)), std::string("08"));
    const std::vector<Record> &records = pair.receiving.account().records;
    QCOMPARE(records[2].sequence, std::uint64_t(2));
    QCOMPARE(records[2].epoch, 0U);
    QCOMPARE(records[3].sequence, std::uint64_t(0));
    QCOMPARE(records[3].epoch, 1U);
}

QTEST_GUILESS_MAIN(TestRecordLayer)
#include "tst_recordlayer.moc"
