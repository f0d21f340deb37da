// SPDX-License-Identifier: GPL-3.0-or-later

// Where implementations of TLS 1.2 go wrong: what a signature, a public value, an encrypted pre-master secret or a
// finished is worth when somebody has changed it. The attacker here is on the wire, and in the worst cases has the
// server's key.

#include "print.h"

#include "tampering.h"

#include "crypto/primitives.h"
#include "trace/operations.h"

#include <openssl/bn.h>

using namespace hd;
using namespace hd::test;

namespace {

std::optional<Derivation> derivation(Connection &connection, Side side, std::string_view name)
{
    for (const Derivation &derivation : connection.account(side).derivations)
        if (derivation.name == name)
            return derivation;
    return std::nullopt;
}

} // namespace

class TestTampering : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void signatures_data();
    void signatures();
    void signedParamsAreBoundToTheConnection();
    void verifyData_data();
    void verifyData();
    void helloThatWasChangedOnTheWay_data();
    void helloThatWasChangedOnTheWay();
    void everyByteOfASealedFinishedCounts_data();
    void everyByteOfASealedFinishedCounts();
    void encryptedPreMasterTellsNothing_data();
    void encryptedPreMasterTellsNothing();
    void preMasterVersionIsTheOffered();
    void sessionHashEndsWithClientKeyExchange();
    void leadingZerosOfZAreStripped();
};

void TestTampering::signatures_data()
{
    QTest::addColumn<QByteArray>("what");
    QTest::addColumn<QByteArray>("expected");
    const QByteArray server("client: decrypt_error by server_key_exchange.signature");
    for (const char *what : {"dh_Ys", "dh_g", "signature", "empty signature", "longer signature", "another scheme"})
        QTest::newRow(what) << QByteArray(what) << server;
    QTest::newRow("scheme that was not offered")
        << QByteArray("scheme that was not offered")
        << QByteArray("client: illegal_parameter by server_key_exchange.signature_algorithm");
    QTest::newRow("scheme of another key")
        << QByteArray("scheme of another key")
        << QByteArray("client: illegal_parameter by server_key_exchange.signature_algorithm");
    QTest::newRow("certificate_verify") << QByteArray("certificate_verify")
                                        << QByteArray("server: decrypt_error by certificate_verify.signature");
    QTest::newRow("certificate_verify's scheme")
        << QByteArray("certificate_verify's scheme")
        << QByteArray("server: illegal_parameter by certificate_verify.signature_algorithm");
}

void TestTampering::signatures()
{
    QFETCH(QByteArray, what);
    QFETCH(QByteArray, expected);
    const Edit keyExchange =
        rewriting<ServerKeyExchange>(Side::Server, cipherSuite(0x0067), [what](ServerKeyExchange &message) {
            if (what == "dh_Ys")
                message.dhYs.back() ^= 1;
            else if (what == "dh_g")
                message.dhG = {3};
            else if (what == "signature")
                message.signature[100] ^= 0x10;
            else if (what == "empty signature")
                message.signature.clear();
            else if (what == "longer signature")
                message.signature.push_back(0);
            else if (what == "another scheme")
                message.signatureScheme = 0x0501;
            else if (what == "scheme that was not offered")
                message.signatureScheme = 0x0201;
            else if (what == "scheme of another key")
                message.signatureScheme = 0x0403;
        });
    const Edit verify =
        rewriting<CertificateVerify>(Side::Client, cipherSuite(0x0067), [what](CertificateVerify &message) {
            if (what == "certificate_verify")
                message.signature.back() ^= 1;
            else
                message.signatureScheme = 0x0601;
        });
    QCOMPARE(outcome("classic", what.startsWith("certificate_verify") ? verify : keyExchange), expected.toStdString());
}

/// RFC 5246 7.4.3: both randoms are signed, so that the params of another connection are worth nothing.
void TestTampering::signedParamsAreBoundToTheConnection()
{
    Bytes other;
    Connection first("classic", {"seed=77"});
    first.edit = [&other](const Unit &unit) {
        if (unit.name == "server_key_exchange")
            other = unit.bytes;
        return std::vector{unit};
    };
    first.run();
    QVERIFY(first.bothOpen() && !other.empty());
    QCOMPARE(
        outcome("classic", changing(Side::Server, "server_key_exchange", [&other](Unit &unit) { unit.bytes = other; })),
        std::string("client: decrypt_error by server_key_exchange.signature"));
}

void TestTampering::verifyData_data()
{
    QTest::addColumn<bool>("ofClient");
    QTest::addColumn<int>("at");
    for (const bool ofClient : {true, false})
        for (int at = 0; at < 12; ++at)
            QTest::addRow("%s's, byte %d", ofClient ? "client" : "server", at) << ofClient << at;
}

/// RFC 5246 7.4.9: "Recipients of Finished messages MUST verify that the contents are correct."
void TestTampering::verifyData()
{
    QFETCH(bool, ofClient);
    QFETCH(int, at);
    const Side from = ofClient ? Side::Client : Side::Server;
    const Edit edit =
        changing(from, "finished", [at](Unit &unit) { unit.bytes[static_cast<std::size_t>(4 + at)] ^= 1; });
    QCOMPARE(outcome("tls12-ecdhe-gcm", edit), word(peerOf(from)) + ": decrypt_error by finished.verify_data");
}

void TestTampering::helloThatWasChangedOnTheWay_data()
{
    QTest::addColumn<QByteArray>("what");
    QTest::addColumn<bool>("ems");
    for (const char *what : {"fewer suites", "session id", "no extension", "version", "random", "server's random"})
        for (const bool ems : {true, false})
            QTest::addRow("%s, EMS %s", what, ems ? "on" : "off") << QByteArray(what) << ems;
}

/// A hello is in clear: nothing but finished speaks for it (RFC 5246 F.1.4). Where what was changed is an input of the
/// keys, and with RFC 7627 everything is, not even finished can be opened.
void TestTampering::helloThatWasChangedOnTheWay()
{
    QFETCH(QByteArray, what);
    QFETCH(bool, ems);
    const auto change = [what](ClientHello &hello) {
        if (what == "fewer suites")
            hello.suites.erase(hello.suites.begin() + 1);
        else if (what == "session id")
            hello.sessionId = Bytes(32, 1);
        else if (what == "no extension")
            hello.extensions.add(OpaqueExtension{0x4242, {}});
        else if (what == "version")
            hello.version = tls13;
        else if (what == "random")
            hello.random[31] ^= 1;
    };
    const Edit edit = what == "server's random"
                          ? changing(Side::Server, "server_hello", [](Unit &unit) { unit.bytes[7] ^= 1; })
                          : rewriting<ClientHello>(Side::Client, nullptr, change);
    const bool random = what.endsWith("random");
    // The version stands in the encrypted pre-master secret too. The randoms are signed by a server with a key exchange
    // of its own; with RSA they only make the keys.
    const std::string byFinished = "server: decrypt_error by finished.verify_data",
                      byMac = "server: bad_record_mac by record.mac";
    QCOMPARE(outcome("tls12-rsa", edit, {ems ? "server.ems=on" : "server.ems=off"}),
             ems || random || what == "version" ? byMac : byFinished);
    if (random)
        QCOMPARE(outcome("tls12-ecdhe-gcm", edit),
                 std::string("client: decrypt_error by server_key_exchange.signature"));
}

void TestTampering::everyByteOfASealedFinishedCounts_data()
{
    QTest::addColumn<QByteArray>("suite");
    QTest::addColumn<QByteArray>("etm");
    for (const char *suite : {"TLS_RSA_WITH_AES_128_CBC_SHA", "TLS_RSA_WITH_AES_256_CBC_SHA256",
                              "TLS_RSA_WITH_AES_128_GCM_SHA256", "TLS_RSA_WITH_NULL_SHA256"})
        for (const char *etm : {"on", "off"})
            if (QByteArray(suite).contains("CBC") || QByteArray(etm) == "off")
                QTest::addRow("%s, encrypt_then_mac %s", suite, etm) << QByteArray(suite) << QByteArray(etm);
}

/// RFC 5246 6.2.3.2: wrong padding and a wrong MAC are one alert, bad_record_mac, and one check; nobody can tell them
/// apart (the padding oracle of Vaudenay).
void TestTampering::everyByteOfASealedFinishedCounts()
{
    QFETCH(QByteArray, suite);
    QFETCH(QByteArray, etm);
    const std::vector<std::string> settings{"client.suites=" + suite.toStdString(),
                                            "server.suites=" + suite.toStdString(), "server.etm=" + etm.toStdString()};
    std::size_t fragment = 1;
    for (std::size_t at = 0; at < fragment; ++at) {
        Connection connection("tls12-rsa", settings);
        connection.editBytes = [&](Side from, Bytes bytes) {
            // The last record of the client's second flight is finished.
            if (from == Side::Client && !bytes.empty() && bytes[5] == 16) {
                std::size_t last = 0;
                for (std::size_t next = 0; next < bytes.size();) {
                    last = next;
                    next += static_cast<std::size_t>(5 + (bytes[next + 3] << 8 | bytes[next + 4]));
                }
                fragment = bytes.size() - last - 5;
                bytes[last + 5 + at] ^= 0x40;
            }
            return bytes;
        };
        QCOMPARE(outcome(connection), std::string("server: bad_record_mac by record.mac"));
    }
    QVERIFY(fragment >= 40);
}

void TestTampering::encryptedPreMasterTellsNothing_data()
{
    QTest::addColumn<QByteArray>("what");
    for (const char *what : {"another pre-master secret", "wrong version", "47 bytes", "49 bytes", "no byte", "noise",
                             "zero", "a byte short", "a byte more", "larger than the modulus"})
        QTest::newRow(what) << QByteArray(what);
}

/// RFC 5246 7.4.7.1: whatever is wrong with the encrypted pre-master secret, the server goes on with a random one, so
/// that what is seen (Bleichenbacher, Klima-Pokorny-Rosa) is the same as for a good one that is another's: finished
/// cannot be opened.
void TestTampering::encryptedPreMasterTellsNothing()
{
    QFETCH(QByteArray, what);
    Stage &stage = Stage::instance();
    const crypto::PublicKey key = std::get<Pki::Credential>(stage.pki.credential("server-rsa")).key.publicKey();
    const auto encrypted = [&](Bytes inside) { return key.rsaEncrypt(stage.context, inside); };
    Bytes good = concat({Bytes{3, 3}, Bytes(46, 0x11)});
    Bytes sent;
    if (what == "another pre-master secret")
        sent = encrypted(good);
    else if (what == "wrong version")
        sent = encrypted(concat({Bytes{3, 2}, Bytes(46, 0x11)}));
    else if (what == "47 bytes")
        sent = encrypted(Bytes(good.begin(), good.end() - 1));
    else if (what == "49 bytes")
        sent = encrypted(concat({good, Bytes{0}}));
    else if (what == "no byte")
        sent = encrypted({});
    else if (what == "noise")
        sent = Bytes(256, 0x3c);
    else if (what == "zero")
        sent = Bytes(256, 0);
    else if (what == "a byte short")
        sent = Bytes(255, 0x3c);
    else if (what == "a byte more")
        sent = Bytes(257, 0x3c);
    else
        sent = Bytes(256, 0xff);

    std::vector<std::string> answers;
    Connection connection("tls12-rsa");
    const Edit change = rewriting<ClientKeyExchange>(Side::Client, cipherSuite(0x002f),
                                                     [&](ClientKeyExchange &message) { message.exchangeKeys = sent; });
    connection.edit = [&](const Unit &unit) {
        if (unit.from == Side::Server)
            answers.push_back(unit.name + " " + toHex(unit.name == "alert" ? unit.bytes : Bytes()));
        return change(unit);
    };
    QCOMPARE(outcome(connection), std::string("server: bad_record_mac by record.mac"));
    const std::vector<std::string> seen{"server_hello ", "certificate ", "server_hello_done ", "alert 0214"};
    QCOMPARE(answers, seen);
    // Only the server itself knows: what it went on with was drawn, and has the length and the version of a good one.
    const Derivation preMaster = *derivation(connection, Side::Server, "pre_master_secret");
    QCOMPARE(preMaster.output.size(), std::size_t(48));
    const bool usable = what == "another pre-master secret";
    QCOMPARE(preMaster.operation, std::string(usable ? operation::rsaDecrypt : operation::entropy));
    QCOMPARE(preMaster.output == good, usable);
}

/// RFC 5246 7.4.7.1: "the version number in the PreMasterSecret is the version offered by the client in the
/// ClientHello.client_version, not the version negotiated for the connection."
void TestTampering::preMasterVersionIsTheOffered()
{
    Connection connection("tls12-rsa");
    connection.run();
    QVERIFY(connection.bothOpen());
    for (const Side side : {Side::Client, Side::Server}) {
        const Bytes preMaster = derivation(connection, side, "pre_master_secret")->output;
        QCOMPARE(Bytes(preMaster.begin(), preMaster.begin() + 2), (Bytes{3, 3}));
    }
    // On the way the offer is raised: the server expects 3.4 inside and finds 3.3, a rollback.
    Connection raised("tls12-rsa", {"server.ems=off"});
    raised.edit = rewriting<ClientHello>(Side::Client, nullptr, [](ClientHello &hello) { hello.version = tls13; });
    QCOMPARE(outcome(raised), std::string("server: bad_record_mac by record.mac"));
    const Derivation drawn = *derivation(raised, Side::Server, "pre_master_secret");
    QCOMPARE(drawn.operation, std::string(operation::entropy));
    QCOMPARE(Bytes(drawn.output.begin(), drawn.output.begin() + 2), (Bytes{3, 4}));
}

/// RFC 7627 3: session_hash covers everything "up to and including the ClientKeyExchange message", not what follows.
void TestTampering::sessionHashEndsWithClientKeyExchange()
{
    Connection connection("tls12-ecdhe-gcm", {"server.client_auth=require", "client.certificates=client-rsa"});
    connection.run();
    QVERIFY(connection.bothOpen() && connection.party(Side::Client).negotiated().extendedMasterSecret);
    for (const Side side : {Side::Client, Side::Server}) {
        const Trace &account = connection.account(side);
        const Derivation hash = *derivation(connection, side, "session_hash");
        const std::vector<MessageId> &covered = hash.inputs.back().messages;
        QCOMPARE(account[covered.front()].name, std::string("client_hello"));
        QCOMPARE(account[covered.back()].name, std::string("client_key_exchange"));
        QCOMPARE(covered.size(), std::size_t(8));
        Bytes transcript;
        for (const MessageId id : covered)
            append(transcript, account[id].bytes);
        QCOMPARE(hash.output, crypto::digest(Stage::instance().context, crypto::Hash::Sha256, {transcript}));
        QVERIFY(derivation(connection, side, "master_secret")->inputs[2].text == "extended master secret");
    }
}

/// RFC 5246 8.1.2: "Leading bytes of Z that contain all zero bits are stripped before it is used as the
/// pre_master_secret." With this seed Z has one.
void TestTampering::leadingZerosOfZAreStripped()
{
    Connection connection("classic", {"seed=17"});
    connection.run();
    QVERIFY(connection.bothOpen());
    const crypto::DhParameters group = *crypto::ffdhe(256);
    const auto number = [](const Bytes &bytes) {
        return BN_bin2bn(bytes.data(), static_cast<int>(bytes.size()), nullptr);
    };
    BN_CTX *scratch = BN_CTX_new();
    BIGNUM *z = BN_new(), *p = number(group.p);
    BIGNUM *x = number(derivation(connection, Side::Client, "client_dh_private_key")->output);
    BIGNUM *y = number(derivation(connection, Side::Server, "dh_Ys")->output);
    QVERIFY(BN_mod_exp(z, y, x, p, scratch));
    Bytes stripped(static_cast<std::size_t>(BN_num_bytes(z)));
    BN_bn2bin(z, stripped.data());
    for (BIGNUM *one : {z, p, x, y})
        BN_free(one);
    BN_CTX_free(scratch);
    QVERIFY(stripped.size() < group.p.size());
    for (const Side side : {Side::Client, Side::Server})
        QCOMPARE(derivation(connection, side, "pre_master_secret")->output, stripped);
}

QTEST_GUILESS_MAIN(TestTampering)
#include "tst_tampering.moc"
