// SPDX-License-Identifier: GPL-3.0-or-later

// Sealed records of every version against libcrypto's functions in its default context, and padding of every length.

#include "libcryptoaead.h"
#include "recordpair.h"

#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <openssl/provider.h>

using namespace hd;
using namespace hd::test;

namespace {

// libcrypto in the default context, and each standard read once more

const char *digestOf(HashName hash)
{
    constexpr const char *digests[] = {"", "MD5", "SHA1", "SHA256", "SHA384"};
    return digests[static_cast<std::size_t>(hash)];
}

Bytes digest(HashName hash, const Bytes &content)
{
    Bytes value(EVP_MAX_MD_SIZE);
    std::size_t length = 0;
    EVP_Q_digest(nullptr, digestOf(hash), nullptr, content.data(), content.size(), value.data(), &length);
    value.resize(length);
    return value;
}

Bytes hmacOf(HashName hash, const Bytes &key, const Bytes &content)
{
    Bytes mac(EVP_MAX_MD_SIZE);
    unsigned length = 0;
    HMAC(EVP_get_digestbyname(digestOf(hash)), key.data(), static_cast<int>(key.size()), content.data(), content.size(),
         mac.data(), &length);
    mac.resize(length);
    return mac;
}

/// RFC 6101 5.2.3.1: hash(MAC_write_secret + pad_2 + hash(MAC_write_secret + pad_1 + seq_num + type + length +
/// content))
Bytes sslMacOf(HashName hash, const Bytes &key, std::uint64_t sequence, const Bytes &content)
{
    const std::size_t pad = hash == HashName::Md5 ? 48 : 40;
    Bytes head;
    appendNumber(head, sequence, 8);
    appendNumber(head, 23, 1);
    appendNumber(head, content.size(), 2);
    return digest(hash, concat({key, Bytes(pad, 0x5c), digest(hash, concat({key, Bytes(pad, 0x36), head, content}))}));
}

/// RFC 5246 6.2.3.1: seq_num + type + version + length
Bytes pseudoHeaderOf(const Kind &kind, std::uint64_t sequence, std::size_t length)
{
    Bytes bytes;
    appendNumber(bytes, sequence, 8);
    append(bytes, header(Protocol::ApplicationData, kind.version, length));
    return bytes;
}

Bytes macOf(const Kind &kind, std::uint64_t sequence, const Bytes &content)
{
    const Keys keys(kind);
    if (kind.version == ssl30)
        return sslMacOf(kind.suite->mac, keys.mac, sequence, content);
    return hmacOf(kind.suite->mac, keys.mac, concat({pseudoHeaderOf(kind, sequence, content.size()), content}));
}

Bytes cbcOf(const Kind &kind, ByteView iv, const Bytes &content)
{
    const Keys keys(kind);
    EVP_CIPHER *cipher = EVP_CIPHER_fetch(nullptr, std::string(kind.suite->cipher).c_str(), nullptr);
    EVP_CIPHER_CTX *ctx = EVP_CIPHER_CTX_new();
    Bytes out(content.size() + 16);
    int length = 0;
    EVP_EncryptInit_ex(ctx, cipher, nullptr, keys.key.data(), iv.data());
    EVP_CIPHER_CTX_set_padding(ctx, 0);
    EVP_EncryptUpdate(ctx, out.data(), &length, content.data(), static_cast<int>(content.size()));
    EVP_CIPHER_CTX_free(ctx);
    EVP_CIPHER_free(cipher);
    out.resize(static_cast<std::size_t>(length));
    return out;
}

/// All of RC4's output for @p content, from the first byte of the epoch on.
Bytes rc4Of(const Bytes &key, const Bytes &content)
{
    EVP_CIPHER *cipher = EVP_CIPHER_fetch(nullptr, "RC4", nullptr);
    EVP_CIPHER_CTX *ctx = EVP_CIPHER_CTX_new();
    Bytes out(content.size());
    int length = 0;
    EVP_EncryptInit_ex(ctx, cipher, nullptr, key.data(), nullptr);
    EVP_EncryptUpdate(ctx, out.data(), &length, content.data(), static_cast<int>(content.size()));
    EVP_CIPHER_CTX_free(ctx);
    EVP_CIPHER_free(cipher);
    return out;
}

Bytes aeadFragment(const Kind &kind, std::uint64_t sequence, const Bytes &plaintext)
{
    const Keys keys(kind);
    Bytes number;
    appendNumber(number, sequence, 8);
    const Bytes additional = pseudoHeaderOf(kind, sequence, plaintext.size());
    if (kind.suite->mode != CipherMode::ChaCha20)
        return concat({number, aeadOf(*kind.suite, keys.key, concat({keys.iv, number}), additional, plaintext)});
    Bytes nonce = keys.iv; // RFC 7905 2
    for (std::size_t i = 0; i < 8; ++i)
        nonce[4 + i] ^= number[i];
    return aeadOf(*kind.suite, keys.key, nonce, additional, plaintext);
}

/// @p padding with its length byte.
Bytes cbcFragment(const Kind &kind, std::uint64_t sequence, const Bytes &iv, const Bytes &plaintext,
                  const Bytes &padding)
{
    Bytes content = plaintext;
    if (!kind.encryptThenMac)
        append(content, macOf(kind, sequence, plaintext));
    append(content, padding);
    Bytes fragment = cbcOf(kind, iv, content);
    if (kind.ivLength() > 0)
        fragment = concat({iv, fragment});
    if (kind.encryptThenMac)
        append(fragment, macOf(kind, sequence, fragment));
    return fragment;
}

/// A first record whose padding is @p padding; independent of ours.
Bytes crafted(const Kind &kind, const Bytes &plaintext, const Bytes &padding)
{
    const Bytes iv = kind.ivLength() > 0 ? counted(kind.suite->blockLength, 7) : Keys(kind).iv;
    const Bytes fragment = cbcFragment(kind, 0, iv, plaintext, padding);
    return concat({header(Protocol::ApplicationData, kind.version, fragment.size()), fragment});
}

/// Every length of padding that makes whole blocks of a plaintext of @p length bytes.
std::vector<std::size_t> paddingsFor(const Kind &kind, std::size_t length)
{
    const std::size_t block = kind.suite->blockLength, longest = kind.version == ssl30 ? block : 256;
    std::vector<std::size_t> counts;
    for (std::size_t count = 1; count <= longest; ++count)
        if ((length + (kind.encryptThenMac ? 0 : kind.macLength()) + count) % block == 0)
            counts.push_back(count);
    return counts;
}

Bytes paddingOf(std::size_t count)
{
    return Bytes(count, static_cast<std::uint8_t>(count - 1));
}

bool isCbc(const Kind &kind)
{
    return kind.cbc();
}

bool isChainedCbc(const Kind &kind)
{
    return kind.cbc() && kind.version < tls11;
}

bool isStream(const Kind &kind)
{
    return kind.suite->mode == CipherMode::Stream;
}

/// Those whose padding is all looked at, of one cipher for each size of block.
bool isCbcOfTls(const Kind &kind)
{
    const std::string_view cipher = kind.suite->cipher;
    return kind.version > ssl30 && (cipher == "AES-128-CBC" || cipher == "DES-EDE3-CBC");
}

bool isCbcOfSsl(const Kind &kind)
{
    return kind.cbc() && kind.version == ssl30;
}

} // namespace

class TestProtections : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void everyProtectionIsHere();
    void sealedAsByLibcrypto_data() { rowPerKind(); }
    void sealedAsByLibcrypto();
    void implicitIvsChainRecords_data() { rowPerKind(isChainedCbc); }
    void implicitIvsChainRecords();
    void streamsRunOn_data() { rowPerKind(isStream); }
    void streamsRunOn();
    void anyLengthOfPaddingIsRead_data() { rowPerKind(isCbc); }
    void anyLengthOfPaddingIsRead();
    void everyByteOfPaddingCounts_data() { rowPerKind(isCbcOfTls); }
    void everyByteOfPaddingCounts();
    void paddingOfSslMayHoldAnything_data() { rowPerKind(isCbcOfSsl); }
    void paddingOfSslMayHoldAnything();
    void paddingOfSslIsNoLongerThanABlock_data() { rowPerKind(isCbcOfSsl); }
    void paddingOfSslIsNoLongerThanABlock();
    void paddingLongerThanTheRecord_data() { rowPerKind(isCbcOfTls); }
    void paddingLongerThanTheRecord();
    void wrongPaddingAndWrongMacAreOneAlert_data() { rowPerKind(isCbc); }
    void wrongPaddingAndWrongMacAreOneAlert();
    void cleanupTestCase();

private:
    OSSL_PROVIDER *m_default = nullptr;
    OSSL_PROVIDER *m_legacy = nullptr;
};

void TestProtections::initTestCase()
{
    m_default = OSSL_PROVIDER_load(nullptr, "default");
    m_legacy = OSSL_PROVIDER_load(nullptr, "legacy");
    if (!m_legacy)
        qFatal("libcrypto's legacy provider, which has RC4 and DES, is not installed");
}

void TestProtections::everyProtectionIsHere()
{
    for (const char *cipher :
         {"", "RC4", "DES-CBC", "DES-EDE3-CBC", "AES-128-CBC", "AES-256-CBC", "CAMELLIA-128-CBC", "CAMELLIA-256-CBC",
          "AES-128-GCM", "AES-256-GCM", "AES-128-CCM", "AES-256-CCM", "ChaCha20-Poly1305"})
        QVERIFY2(std::any_of(kinds().begin(), kinds().end(),
                             [cipher](const Kind &kind) { return kind.suite->cipher == cipher; }),
                 cipher);
}

/// The record that libcrypto makes of the same keys, IV and plaintext, with the standards read once more.
void TestProtections::sealedAsByLibcrypto()
{
    const Kind &kind = fetched();
    const Keys keys(kind);
    Pair pair(&kind);
    const Bytes plaintext = counted(50, 3);
    Bytes stream; // all that RC4 has encrypted
    for (std::uint64_t sequence = 0; sequence < 3; ++sequence) {
        const Bytes wire = pair.sealed(plaintext);
        const Bytes fragment(wire.begin() + 5, wire.end());
        QCOMPARE(Bytes(wire.begin(), wire.begin() + 5),
                 header(Protocol::ApplicationData, kind.version, fragment.size()));
        Bytes expected;
        if (kind.suite->aead()) {
            expected = aeadFragment(kind, sequence, plaintext);
        } else if (kind.cbc()) {
            const std::size_t block = kind.suite->blockLength;
            const std::size_t inside = plaintext.size() + (kind.encryptThenMac ? 0 : kind.macLength());
            Bytes padding = paddingOf(block - inside % block);
            if (kind.version == ssl30)
                std::fill(padding.begin(), padding.end() - 1, std::uint8_t{0});
            expected = cbcFragment(kind, sequence, pair.sending.account().records.back().iv, plaintext, padding);
        } else {
            expected = concat({plaintext, macOf(kind, sequence, plaintext)});
            if (kind.suite->mode == CipherMode::Stream) {
                append(stream, expected);
                const Bytes all = rc4Of(keys.key, stream);
                expected.assign(all.end() - static_cast<std::ptrdiff_t>(expected.size()), all.end());
            }
        }
        QCOMPARE(fragment, expected);
    }
    // RFC 5246 6.2.3.2: the IV "SHOULD be chosen at random, and MUST be unpredictable"
    if (kind.cbc()) {
        const std::vector<Record> &records = pair.sending.account().records;
        QVERIFY(records[0].iv != records[1].iv && records[1].iv != records[2].iv);
    }
}

/// RFC 2246 6.2.3.2: "The IV for the first record is generated with the other keys [...]. The IV for subsequent records
/// is the last ciphertext block from the previous record."
void TestProtections::implicitIvsChainRecords()
{
    const Kind &kind = fetched();
    Pair pair(&kind);
    Bytes expected = Keys(kind).iv;
    for (const std::size_t length : {5, 0, 100}) {
        const Bytes wire = pair.sealed(counted(length));
        pair.open(wire);
        for (const Recorder *side : {&pair.sending, &pair.receiving}) {
            const Record &record = side->account().records.back();
            QCOMPARE(record.iv, expected);
            QCOMPARE(record.explicitNonce, Range{});
            QCOMPARE(record.ciphertext.offset, 5U);
        }
        const Range ciphertext = pair.sending.account().records.back().ciphertext;
        const auto end = wire.begin() + static_cast<std::ptrdiff_t>(ciphertext.end());
        expected.assign(end - kind.suite->blockLength, end);
    }
}

/// RFC 5246 6.2.3.1: "the stream cipher state from the end of one record is simply used on the subsequent packet"
void TestProtections::streamsRunOn()
{
    const Kind &kind = fetched();
    Pair pair(&kind);
    const Bytes first = pair.sealed(counted(20)), second = pair.sealed(counted(20));
    QVERIFY(ByteView(first).size() == ByteView(second).size() && first != second);
    QCOMPARE(pair.open(first), toHex(counted(20)));
    QCOMPARE(pair.open(second), toHex(counted(20)));
}

/// RFC 5246 6.2.3.2: "The padding MAY be any length up to 255 bytes"; RFC 6101 5.2.3.2: less than a block.
void TestProtections::anyLengthOfPaddingIsRead()
{
    const Kind &kind = fetched();
    for (const std::size_t length : {0, 1, 5, 16})
        for (const std::size_t count : paddingsFor(kind, length)) {
            Pair pair(&kind);
            QCOMPARE(pair.open(crafted(kind, counted(length), paddingOf(count))), toHex(counted(length)));
            QCOMPARE(pair.receiving.account().records[0].padding, paddingOf(count));
        }
}

/// "The receiver MUST check this padding and MUST use the bad_record_mac alert to indicate padding errors."
void TestProtections::everyByteOfPaddingCounts()
{
    const Kind &kind = fetched();
    for (const std::size_t count : paddingsFor(kind, 5)) {
        for (std::size_t at = 0; at + 1 < count; ++at) {
            Bytes padding = paddingOf(count);
            padding[at] ^= 0x80;
            QCOMPARE(Pair(&kind).open(crafted(kind, counted(5), padding)), badMac);
        }
    }
}

/// RFC 6101 5.2.3.2 says nothing of what the bytes of padding are, and no MAC covers them (CVE-2014-3566).
void TestProtections::paddingOfSslMayHoldAnything()
{
    const Kind &kind = fetched();
    for (std::size_t length = 0; length < kind.suite->blockLength; ++length) {
        const std::size_t count = paddingsFor(kind, length).front();
        for (const unsigned value : {0x00U, 0x55U, 0xffU}) {
            Bytes padding(count, static_cast<std::uint8_t>(value));
            padding.back() = static_cast<std::uint8_t>(count - 1);
            Pair pair(&kind);
            QCOMPARE(pair.open(crafted(kind, counted(length), padding)), toHex(counted(length)));
            QCOMPARE(pair.receiving.account().records[0].padding, padding);
        }
    }
}

void TestProtections::paddingOfSslIsNoLongerThanABlock()
{
    const Kind &kind = fetched();
    const std::size_t block = kind.suite->blockLength;
    const std::size_t count = paddingsFor(kind, 5).front();
    for (std::size_t more = block; count + more <= 256; more += block)
        QCOMPARE(Pair(&kind).open(crafted(kind, counted(5), paddingOf(count + more))), badMac);
}

void TestProtections::paddingLongerThanTheRecord()
{
    const Kind &kind = fetched();
    const std::size_t count = paddingsFor(kind, 5).front();
    const std::size_t inside = 5 + count + (kind.encryptThenMac ? 0 : kind.macLength());
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

/// RFC 4346 6.2.3.2: whether padding or MAC is wrong, the alert is bad_record_mac and the MAC is computed.
void TestProtections::wrongPaddingAndWrongMacAreOneAlert()
{
    const Kind &kind = fetched();
    const std::size_t count = paddingsFor(kind, 5).back();
    Bytes padding = paddingOf(count);
    padding.back() = 0xff;
    Pair wrongPadding(&kind);
    QCOMPARE(wrongPadding.open(crafted(kind, counted(5), padding)), badMac);
    QVERIFY(!wrongPadding.receiving.account().records[0].additionalData.empty()); // what the MAC covers was made
    Bytes wire = crafted(kind, counted(5), paddingOf(count));
    const std::size_t inside = kind.encryptThenMac ? wire.size() - 1 : 5 + kind.ivLength();
    wire[inside] ^= 1;
    Pair wrongMac(&kind);
    QCOMPARE(wrongMac.open(wire), badMac);
    QVERIFY(!wrongMac.receiving.account().records[0].additionalData.empty());
}

void TestProtections::cleanupTestCase()
{
    OSSL_PROVIDER_unload(m_legacy);
    OSSL_PROVIDER_unload(m_default);
}

QTEST_GUILESS_MAIN(TestProtections)
#include "tst_protections.moc"
