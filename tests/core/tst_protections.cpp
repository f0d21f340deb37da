// SPDX-License-Identifier: GPL-3.0-or-later

// Sealed records against libcrypto's one-shot functions in its default context, and padding of every length.

#include "recordpair.h"

#include <openssl/evp.h>
#include <openssl/hmac.h>

using namespace hd;
using namespace hd::test;

namespace {

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
    return crypto::size(crypto::hashOf(kind.suite->mac));
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

bool isCbc(const Kind &kind)
{
    return kind.suite->mode == CipherMode::Cbc;
}

} // namespace

class TestProtections : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void sealedAsByLibcrypto_data() { rowPerKind(); }
    void sealedAsByLibcrypto();
    void anyLengthOfPaddingIsRead_data() { rowPerKind(isCbc); }
    void anyLengthOfPaddingIsRead();
    void everyByteOfPaddingCounts_data() { rowPerKind(isCbc); }
    void everyByteOfPaddingCounts();
    void paddingLongerThanTheRecord_data() { rowPerKind(isCbc); }
    void paddingLongerThanTheRecord();
};

/// The record that libcrypto makes of the same keys, IV and plaintext, with RFC 5246 and 7366 read once more.
void TestProtections::sealedAsByLibcrypto()
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

/// RFC 5246 6.2.3.2: "The padding MAY be any length up to 255 bytes"
void TestProtections::anyLengthOfPaddingIsRead()
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
void TestProtections::everyByteOfPaddingCounts()
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

void TestProtections::paddingLongerThanTheRecord()
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

QTEST_GUILESS_MAIN(TestProtections)
#include "tst_protections.moc"
