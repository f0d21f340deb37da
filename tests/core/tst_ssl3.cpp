// SPDX-License-Identifier: GPL-3.0-or-later

// What SSL 3.0 and the exportable suites derive, with RFC 6101 and RFC 2246 read once more over libcrypto's hashes.

#include "fixtures.h"
#include "print.h"

#include "crypto/keyschedule.h"
#include "trace/operations.h"

#include <openssl/dsa.h>
#include <openssl/evp.h>

using namespace hd;
using hd::test::hex;

namespace {

Bytes hashed(const char *name, std::initializer_list<ByteView> parts)
{
    const Bytes content = concat(parts);
    Bytes value(EVP_MAX_MD_SIZE);
    std::size_t length = 0;
    EVP_Q_digest(nullptr, name, nullptr, content.data(), content.size(), value.data(), &length);
    value.resize(length);
    return value;
}

Bytes ladder(const Bytes &secret, const Bytes &seed, std::size_t length)
{
    Bytes out;
    for (const char *letters : {"A", "BB", "CCC", "DDDD", "EEEEE", "FFFFFF", "GGGGGGG", "HHHHHHHH"})
        append(out, hashed("MD5", {secret, hashed("SHA1", {toBytes(letters), secret, seed})}));
    out.resize(length);
    return out;
}

/// r and s of a Dss-Sig-Value, 20 bytes each.
Bytes withoutDer(const Bytes &der)
{
    const std::uint8_t *at = der.data();
    DSA_SIG *signature = d2i_DSA_SIG(nullptr, &at, static_cast<long>(der.size()));
    const BIGNUM *r = nullptr, *s = nullptr;
    DSA_SIG_get0(signature, &r, &s);
    Bytes plain(40);
    BN_bn2binpad(r, plain.data(), 20);
    BN_bn2binpad(s, plain.data() + 20, 20);
    DSA_SIG_free(signature);
    return plain;
}

Bytes pattern(std::size_t length, unsigned start)
{
    Bytes bytes(length);
    for (std::size_t i = 0; i < length; ++i)
        bytes[i] = static_cast<std::uint8_t>(start + 7 * i);
    return bytes;
}

Bytes cut(const Bytes &from, std::size_t offset, std::size_t length)
{
    return Bytes(from.begin() + static_cast<std::ptrdiff_t>(offset),
                 from.begin() + static_cast<std::ptrdiff_t>(offset + length));
}

} // namespace

class TestSsl3 : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void masterSecretAndKeyBlockComeFromTheLadder();
    void finishedIs36BytesWithItsSender();
    void certificateVerifyHashesWithTheMasterSecret();
    void dsaSignaturesNeedNoDer();
    void otherSignaturesStayAsTheyAre();
    void macHasPadsOf48And40Bytes();
    void theLadderEnds();
    void exportKeysOfSsl3_data();
    void exportKeysOfSsl3();
    void exportKeysOfTls1_data() { exportKeysOfSsl3_data(); }
    void exportKeysOfTls1();
    void keysOfEverySuiteHaveTheirLengths();

private:
    struct Deriving
    {
        explicit Deriving(crypto::Context &context) : deriver(context, recorder, entropy) {}
        Recorder recorder{Side::Client};
        SeededEntropy entropy{1, "keys"};
        Deriver deriver;
    };
    const Bytes m_client = pattern(32, 1), m_server = pattern(32, 90), m_secret = pattern(48, 17);
    const Randoms m_randoms{bytesInput("seed", m_client), bytesInput("seed", m_server)};
    crypto::Context m_context;
};

/// RFC 6101 6.1 and 6.2.2
void TestSsl3::masterSecretAndKeyBlockComeFromTheLadder()
{
    Deriving d(m_context);
    KeySchedule keys(d.deriver, traitsOf(ssl30), *cipherSuite("TLS_RSA_WITH_3DES_EDE_CBC_SHA"));
    const Secret preMaster = d.deriver.given("pre_master_secret", "test", std::nullopt, m_secret);
    const Secret master = keys.masterSecret(preMaster, m_randoms);
    QCOMPARE(hex(master.bytes()), hex(ladder(m_secret, concat({m_client, m_server}), 48)));
    const ConnectionKeys made = keys.connectionKeys(master, m_randoms);
    const Bytes block = ladder(master.bytes(), concat({m_server, m_client}), 104);
    QCOMPARE(hex(made.clientMac.bytes()), hex(cut(block, 0, 20)));
    QCOMPARE(hex(made.serverMac.bytes()), hex(cut(block, 20, 20)));
    QCOMPARE(hex(made.clientKey.bytes()), hex(cut(block, 40, 24)));
    QCOMPARE(hex(made.serverKey.bytes()), hex(cut(block, 64, 24)));
    QCOMPARE(hex(made.clientIv.bytes()), hex(cut(block, 88, 8)));
    QCOMPARE(hex(made.serverIv.bytes()), hex(cut(block, 96, 8)));
    const Derivation &recorded = d.recorder.account().derivations[master.id().index];
    QCOMPARE(recorded.operation, std::string(operation::sslLadder));
    QCOMPARE(recorded.inputs.size(), std::size_t{4}); // secret, two seeds, length
    QCOMPARE(recorded.inputs.back().text, std::string("48"));
}

static Bytes sslFinished(const Bytes &messages, std::string_view sender, const Bytes &master)
{
    const Bytes who = toBytes(sender);
    Bytes out = hashed("MD5", {master, Bytes(48, 0x5c), hashed("MD5", {messages, who, master, Bytes(48, 0x36)})});
    append(out, hashed("SHA1", {master, Bytes(40, 0x5c), hashed("SHA1", {messages, who, master, Bytes(40, 0x36)})}));
    return out;
}

/// RFC 6101 5.6.9
void TestSsl3::finishedIs36BytesWithItsSender()
{
    Deriving d(m_context);
    KeySchedule keys(d.deriver, traitsOf(ssl30), *cipherSuite("TLS_RSA_WITH_RC4_128_MD5"));
    const Secret master = d.deriver.given("master_secret", "test", std::nullopt, m_secret);
    const Bytes messages = pattern(300, 5);
    const TranscriptPart part{messages, {}};
    QCOMPARE(hex(keys.verifyData(Side::Client, master, part).bytes()), hex(sslFinished(messages, "CLNT", m_secret)));
    QCOMPARE(hex(keys.verifyData(Side::Server, master, part).bytes()), hex(sslFinished(messages, "SRVR", m_secret)));
    QCOMPARE(sslFinished(messages, "CLNT", m_secret).size(), traitsOf(ssl30).verifyDataLength);
    QVERIFY(!d.recorder.account().derivations.back().secret); // it goes over the wire
}

/// RFC 6101 5.6.8: the same without a sender
void TestSsl3::certificateVerifyHashesWithTheMasterSecret()
{
    Deriving d(m_context);
    KeySchedule keys(d.deriver, traitsOf(ssl30), *cipherSuite("TLS_RSA_WITH_RC4_128_MD5"));
    const Secret master = d.deriver.given("master_secret", "test", std::nullopt, m_secret);
    const Bytes messages = pattern(200, 3);
    const Secret hash = keys.sslCertificateVerifyHash(master, {messages, {}});
    QCOMPARE(hex(hash.bytes()), hex(sslFinished(messages, "", m_secret)));
    const std::pair<const char *, std::uint16_t> forms[] = {{"client-rsa", rsaPkcs1Md5Sha1}, {"client-dsa", 0x0202}};
    for (const auto &[name, scheme] : forms) {
        const crypto::PrivateKey key = test::fixtureKey(m_context, QString::fromUtf8(name));
        const Secret signature = d.deriver.signHash("signature", key, key.publicKey(), scheme, hash);
        QVERIFY(key.publicKey().verifyHash(m_context, scheme, hash.bytes(), signature.bytes()));
        const Derivation &recorded = d.recorder.account().derivations.back();
        QCOMPARE(recorded.operation, std::string(operation::signHash));
        QVERIFY(recorded.inputs[0].derivation == hash.id());
        QCOMPARE(recorded.inputs[1].text, names::signatureForm(scheme));
    }
}

/// RFC 6101 4.7 says what DSA signs and not how the result is written; RFC 2246 4.7 does.
void TestSsl3::dsaSignaturesNeedNoDer()
{
    const crypto::PrivateKey dsa = test::fixtureKey(m_context, QStringLiteral("client-dsa"));
    const crypto::PublicKey key = dsa.publicKey();
    const Bytes hash(36, 3);
    const Bytes der = dsa.signHash(m_context, 0x0202, hash);
    Bytes plain = withoutDer(der);
    QVERIFY(!key.verifyHash(m_context, 0x0202, hash, plain));
    QCOMPARE(hex(crypto::derOfSignature(ssl30, key, plain)), hex(der));
    QCOMPARE(hex(crypto::derOfSignature(ssl30, key, der)), hex(der));
    plain[7] ^= 1;
    QVERIFY(!key.verifyHash(m_context, 0x0202, hash, crypto::derOfSignature(ssl30, key, plain)));
    // Numbers are as short as can be and positive.
    Bytes numbers(40);
    QCOMPARE(hex(crypto::derOfSignature(ssl30, key, numbers)), hex(Bytes{0x30, 6, 2, 1, 0, 2, 1, 0}));
    QVERIFY(!key.verifyHash(m_context, 0x0202, hash, crypto::derOfSignature(ssl30, key, numbers)));
    numbers[19] = 1;
    numbers[39] = 0x80;
    QCOMPARE(hex(crypto::derOfSignature(ssl30, key, numbers)), hex(Bytes{0x30, 7, 2, 1, 1, 2, 2, 0, 0x80}));
}

void TestSsl3::otherSignaturesStayAsTheyAre()
{
    const crypto::PrivateKey dsa = test::fixtureKey(m_context, QStringLiteral("client-dsa"));
    const Bytes plain = withoutDer(dsa.signHash(m_context, 0x0202, Bytes(36, 3)));
    for (const Version version : {tls10, tls11, tls12})
        QCOMPARE(hex(crypto::derOfSignature(version, dsa.publicKey(), plain)), hex(plain));
    for (const std::size_t length : {0U, 1U, 20U, 39U, 41U, 80U})
        QCOMPARE(hex(crypto::derOfSignature(ssl30, dsa.publicKey(), Bytes(length, 5))), hex(Bytes(length, 5)));
    const crypto::PrivateKey rsa = test::fixtureKey(m_context, QStringLiteral("client-rsa"));
    QCOMPARE(hex(crypto::derOfSignature(ssl30, rsa.publicKey(), plain)), hex(plain));
}

/// RFC 6101 5.2.3.1
void TestSsl3::macHasPadsOf48And40Bytes()
{
    const Bytes key = pattern(16, 9), content = pattern(60, 4);
    QCOMPARE(hex(crypto::sslMac(m_context, crypto::Hash::Md5, key, {content})),
             hex(hashed("MD5", {key, Bytes(48, 0x5c), hashed("MD5", {key, Bytes(48, 0x36), content})})));
    QCOMPARE(hex(crypto::sslMac(m_context, crypto::Hash::Sha1, key,
                                {ByteView(content).first(7), ByteView(content).subspan(7)})),
             hex(hashed("SHA1", {key, Bytes(40, 0x5c), hashed("SHA1", {key, Bytes(40, 0x36), content})})));
}

void TestSsl3::theLadderEnds()
{
    QCOMPARE(crypto::sslLadder(m_context, m_secret, m_client, 26 * 16).size(), std::size_t{416});
    QVERIFY_EXCEPTION_THROWN(crypto::sslLadder(m_context, m_secret, m_client, 417), crypto::CryptoFailure);
    QVERIFY(crypto::sslLadder(m_context, m_secret, m_client, 0).empty());
}

void TestSsl3::exportKeysOfSsl3_data()
{
    QTest::addColumn<int>("mac");
    QTest::addColumn<int>("key");
    QTest::addColumn<int>("iv");
    QTest::newRow("TLS_RSA_EXPORT_WITH_RC4_40_MD5") << 16 << 16 << 0;
    QTest::newRow("TLS_RSA_EXPORT_WITH_DES40_CBC_SHA") << 20 << 8 << 8;
}

/// RFC 6101 6.2.2.1
void TestSsl3::exportKeysOfSsl3()
{
    QFETCH(int, mac);
    QFETCH(int, key);
    QFETCH(int, iv);
    Deriving d(m_context);
    KeySchedule keys(d.deriver, traitsOf(ssl30), *cipherSuite(QTest::currentDataTag()));
    const Secret master = d.deriver.given("master_secret", "test", std::nullopt, m_secret);
    const ConnectionKeys made = keys.connectionKeys(master, m_randoms);
    const auto macs = static_cast<std::size_t>(2 * mac), whole = static_cast<std::size_t>(key),
               ivLength = static_cast<std::size_t>(iv);
    const Bytes block = ladder(m_secret, concat({m_server, m_client}), macs + 10); // no IV in it
    const Bytes client = hashed("MD5", {cut(block, macs, 5), m_client, m_server});
    const Bytes server = hashed("MD5", {cut(block, macs + 5, 5), m_server, m_client});
    QCOMPARE(hex(made.clientKey.bytes()), hex(cut(client, 0, whole)));
    QCOMPARE(hex(made.serverKey.bytes()), hex(cut(server, 0, whole)));
    QCOMPARE(hex(made.clientIv.bytes()), hex(cut(hashed("MD5", {m_client, m_server}), 0, ivLength)));
    QCOMPARE(hex(made.serverIv.bytes()), hex(cut(hashed("MD5", {m_server, m_client}), 0, ivLength)));
}

/// RFC 2246 6.3.1: PRF(client_write_key, "client write key", client_random + server_random), and the public IV block.
void TestSsl3::exportKeysOfTls1()
{
    QFETCH(int, mac);
    QFETCH(int, key);
    QFETCH(int, iv);
    Deriving d(m_context);
    KeySchedule keys(d.deriver, traitsOf(tls10), *cipherSuite(QTest::currentDataTag()));
    const Secret master = d.deriver.given("master_secret", "test", std::nullopt, m_secret);
    const ConnectionKeys made = keys.connectionKeys(master, m_randoms);
    const auto macs = static_cast<std::size_t>(2 * mac), whole = static_cast<std::size_t>(key),
               ivLength = static_cast<std::size_t>(iv);
    const Bytes randoms = concat({m_client, m_server});
    const auto prf = [this](const Bytes &secret, std::string_view label, const Bytes &seed, std::size_t length) {
        return crypto::prf(m_context, crypto::Hash::Md5Sha1, secret, label, seed, length);
    };
    const Bytes block = prf(m_secret, "key expansion", concat({m_server, m_client}), macs + 10);
    QCOMPARE(hex(made.clientMac.bytes()), hex(cut(block, 0, macs / 2)));
    QCOMPARE(hex(made.clientKey.bytes()), hex(prf(cut(block, macs, 5), "client write key", randoms, whole)));
    QCOMPARE(hex(made.serverKey.bytes()), hex(prf(cut(block, macs + 5, 5), "server write key", randoms, whole)));
    const Bytes ivs = prf({}, "IV block", randoms, 2 * ivLength);
    QCOMPARE(hex(made.clientIv.bytes()), hex(cut(ivs, 0, ivLength)));
    QCOMPARE(hex(made.serverIv.bytes()), hex(cut(ivs, ivLength, ivLength)));
    for (const Derivation &derivation : d.recorder.account().derivations)
        if (derivation.name == "iv_block" || derivation.name.ends_with("write_IV"))
            QVERIFY2(!derivation.secret, derivation.name.c_str()); // made of what everybody has seen
}

void TestSsl3::keysOfEverySuiteHaveTheirLengths()
{
    for (const CipherSuite &suite : cipherSuites())
        for (const Version version : {ssl30, tls10, tls11, tls12}) {
            if (!suite.usableIn(version))
                continue;
            Deriving d(m_context);
            KeySchedule keys(d.deriver, traitsOf(version), suite);
            const Secret preMaster = d.deriver.given("pre_master_secret", "test", std::nullopt, m_secret);
            const ConnectionKeys made = keys.connectionKeys(keys.masterSecret(preMaster, m_randoms), m_randoms);
            const std::size_t iv = version < tls11 && suite.blockLength > 0 ? suite.blockLength : suite.fixedIvLength;
            QCOMPARE(made.clientKey.bytes().size(), std::size_t{suite.keyLength});
            QCOMPARE(made.serverKey.bytes().size(), std::size_t{suite.keyLength});
            QCOMPARE(made.clientIv.bytes().size(), iv);
            QCOMPARE(made.serverIv.bytes().size(), iv);
            QCOMPARE(made.clientMac.bytes().size(), suite.aead() ? 0 : crypto::size(crypto::hashOf(suite.mac)));
            if (!made.clientKey.bytes().empty())
                QVERIFY(made.clientKey.bytes() != made.serverKey.bytes());
        }
}

QTEST_GUILESS_MAIN(TestSsl3)
#include "tst_ssl3.moc"
