// SPDX-License-Identifier: GPL-3.0-or-later

// What a peer says of its key exchange, where it is no public value at all: RFC 7919 5.1, RFC 7748 6.1, RFC 8422 5.11.
// The server here is the attacker: what it says is well signed.

#include "tampering.h"

#include <openssl/bn.h>

using namespace hd;
using namespace hd::test;

namespace {

/// p of ffdhe2048 with @p change added to it.
Bytes primePlus(int change)
{
    const Bytes p = crypto::ffdhe(256)->p;
    BIGNUM *number = BN_bin2bn(p.data(), static_cast<int>(p.size()), nullptr);
    if (change < 0)
        BN_sub_word(number, static_cast<BN_ULONG>(-change));
    else
        BN_add_word(number, static_cast<BN_ULONG>(change));
    Bytes bytes(p.size());
    BN_bn2binpad(number, bytes.data(), static_cast<int>(bytes.size()));
    BN_free(number);
    return bytes;
}

Bytes padded(Bytes value, std::size_t length)
{
    value.insert(value.begin(), length - value.size(), 0);
    return value;
}

struct Value
{
    const char *name;
    Bytes bytes;
};

/// RFC 7919 5.1: "2 <= Y <= p-2"
std::vector<Value> badDhValues()
{
    return {{"0 in one byte", {0}},  {"0", Bytes(256, 0)},           {"1 in one byte", {1}},
            {"1", padded({1}, 256)}, {"p-1", primePlus(-1)},         {"p", primePlus(0)},
            {"p+1", primePlus(1)},   {"all ones", Bytes(256, 0xff)}, {"longer than p", padded({2}, 257)}};
}

Bytes little(std::string_view hex)
{
    return *fromHex(hex);
}

/// RFC 7748 6.1 and its security considerations: inputs of small order, the result is all zero
std::vector<Value> badX25519Values()
{
    return {{"0", Bytes(32, 0)},
            {"1", little("0100000000000000000000000000000000000000000000000000000000000000")},
            {"order 8", little("e0eb7a7c3b41b8ae1656e3faf19fc46ada098deb9c32b1fd866205165f49b800")},
            {"order 8, the other", little("5f9c95bca3508c24b1d0b1559c83ef5b04445cc4581c8e86d8224eddd09f1157")},
            {"p-1", little("ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f")},
            {"p", little("edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f")},
            {"p+1", little("eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f")},
            {"31 bytes", Bytes(31, 9)},
            {"33 bytes", Bytes(33, 9)}};
}

/// RFC 8422 5.4.1: uncompressed, and RFC 8422 5.11 on the curve
std::vector<Value> badP256Values()
{
    // The generator of secp256r1
    const Bytes x = *fromHex("6b17d1f2e12c4247f8bce6e563a440f277037d812deb33a0f4a13945d898c296");
    const Bytes y = *fromHex("4fe342e2fe1a7f9b8ee7eb4a7c0f9e162bce33576b315ececbb6406837bf51f5");
    Bytes offCurve = y;
    offCurve.back() ^= 1;
    const Bytes field = *fromHex("ffffffff00000001000000000000000000000000ffffffffffffffffffffffff");
    return {{"off the curve", concat({Bytes{4}, x, offCurve})},
            {"infinity", {0}},
            {"compressed", concat({Bytes{3}, x})},
            {"hybrid", concat({Bytes{7}, x, y})},
            {"form 5", concat({Bytes{5}, x, y})},
            {"zeros", Bytes(65, 0)},
            {"x = y = 0", concat({Bytes{4}, Bytes(64, 0)})},
            {"coordinate of p", concat({Bytes{4}, field, y})},
            {"a byte short", concat({Bytes{4}, x, ByteView(y).first(31)})},
            {"a byte more", concat({Bytes{4}, x, y, Bytes{0}})},
            {"of another curve", concat({Bytes{4}, Bytes(96, 1)})}};
}

const std::vector<std::string> x25519{"client.groups=x25519", "server.groups=x25519"};
const std::vector<std::string> p256{"client.groups=secp256r1", "server.groups=secp256r1"};

struct Exchange
{
    const char *name;
    const char *scenario;
    const CipherSuite *suite;
    std::vector<std::string> settings;
    std::vector<Value> bad;
};

const std::vector<Exchange> &exchanges()
{
    static const std::vector<Exchange> all{
        {"dh", "classic", cipherSuite(0x0067), {}, badDhValues()},
        {"x25519", "tls12-ecdhe-gcm", cipherSuite(0xc02f), x25519, badX25519Values()},
        {"secp256r1", "tls12-ecdhe-gcm", cipherSuite(0xc02f), p256, badP256Values()}};
    return all;
}

void rowPerBadValue()
{
    QTest::addColumn<qsizetype>("exchange");
    QTest::addColumn<qsizetype>("value");
    for (std::size_t e = 0; e < exchanges().size(); ++e)
        for (std::size_t v = 0; v < exchanges()[e].bad.size(); ++v)
            QTest::addRow("%s, %s", exchanges()[e].name, exchanges()[e].bad[v].name) << qsizetype(e) << qsizetype(v);
}

} // namespace

class TestPublicValues : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void publicValueOfTheClient_data() { rowPerBadValue(); }
    void publicValueOfTheClient();
    void publicValueOfTheServer_data() { rowPerBadValue(); }
    void publicValueOfTheServer();
    void dhParameters_data();
    void dhParameters();
    void curveThatWasNotOffered_data();
    void curveThatWasNotOffered();
};

void TestPublicValues::publicValueOfTheClient()
{
    QFETCH(qsizetype, exchange);
    QFETCH(qsizetype, value);
    const Exchange &run = exchanges()[static_cast<std::size_t>(exchange)];
    const Bytes bad = run.bad[static_cast<std::size_t>(value)].bytes;
    const Edit edit = rewriting<ClientKeyExchange>(Side::Client, run.suite,
                                                   [bad](ClientKeyExchange &message) { message.exchangeKeys = bad; });
    QCOMPARE(outcome(run.scenario, edit, run.settings),
             std::string("server: illegal_parameter by client_key_exchange.public_value"));
}

void TestPublicValues::publicValueOfTheServer()
{
    QFETCH(qsizetype, exchange);
    QFETCH(qsizetype, value);
    const Exchange &run = exchanges()[static_cast<std::size_t>(exchange)];
    const Bytes bad = run.bad[static_cast<std::size_t>(value)].bytes;
    const Edit edit = resigned(run.suite, [bad](ServerKeyExchange &message) { message.point = message.dhYs = bad; });
    QCOMPARE(outcome(run.scenario, edit, run.settings),
             std::string("client: illegal_parameter by server_key_exchange.public_value"));
}

void TestPublicValues::dhParameters_data()
{
    QTest::addColumn<QByteArray>("p");
    QTest::addColumn<QByteArray>("g");
    QTest::addColumn<QByteArray>("expected");
    const auto bytes = [](const Bytes &value) {
        return QByteArray(reinterpret_cast<const char *>(value.data()), static_cast<qsizetype>(value.size()));
    };
    const QByteArray p = bytes(primePlus(0)), two(1, 2);
    const QByteArray noGroup("illegal_parameter by server_key_exchange.dh_params");
    QTest::newRow("p = 0") << QByteArray(1, 0) << two << noGroup;
    QTest::newRow("p = 1") << QByteArray(1, 1) << two << noGroup;
    QTest::newRow("p even") << bytes(primePlus(-1)) << two << noGroup;
    QTest::newRow("p of 64 bits") << QByteArray(8, char(0xff)) << two << noGroup;
    QTest::newRow("p of 24000 bits") << QByteArray(3000, char(0xff)) << two << noGroup;
    QTest::newRow("g = 0") << p << QByteArray(1, 0) << noGroup;
    QTest::newRow("g = 1") << p << QByteArray(1, 1) << noGroup;
    QTest::newRow("g = p-1") << p << bytes(primePlus(-1)) << noGroup;
    QTest::newRow("g = p") << p << p << noGroup;
    QTest::newRow("p of 512 bits") << QByteArray(64, char(0xff)) << two
                                   << QByteArray("insufficient_security by server_key_exchange.dh_size");
    QTest::newRow("p of 512 bits after zeros") << QByteArray(192, 0) + QByteArray(64, char(0xff)) << two
                                               << QByteArray("insufficient_security by server_key_exchange.dh_size");
}

void TestPublicValues::dhParameters()
{
    QFETCH(QByteArray, p);
    QFETCH(QByteArray, g);
    QFETCH(QByteArray, expected);
    const Edit edit = resigned(cipherSuite(0x0067), [p, g](ServerKeyExchange &message) {
        message.dhP.assign(p.begin(), p.end());
        message.dhG.assign(g.begin(), g.end());
    });
    QCOMPARE(outcome("classic", edit), "client: " + expected.toStdString());
}

void TestPublicValues::curveThatWasNotOffered_data()
{
    QTest::addColumn<int>("type");
    QTest::addColumn<int>("group");
    QTest::newRow("secp521r1") << 3 << 25;
    QTest::newRow("no group") << 3 << 0;
    QTest::newRow("ffdhe2048, which is no curve") << 3 << 256;
    QTest::newRow("GREASE") << 3 << 0x0a0a;
    QTest::newRow("explicit_prime") << 1 << 29;
}

void TestPublicValues::curveThatWasNotOffered()
{
    QFETCH(int, type);
    QFETCH(int, group);
    const Edit edit = resigned(cipherSuite(0xc02f), [=](ServerKeyExchange &message) {
        message.curveType = static_cast<std::uint8_t>(type);
        message.namedCurve = static_cast<std::uint16_t>(group);
    });
    QCOMPARE(outcome("tls12-ecdhe-gcm", edit, {"client.groups=x25519,secp256r1,ffdhe2048"}),
             std::string("client: illegal_parameter by server_key_exchange.group"));
}

QTEST_GUILESS_MAIN(TestPublicValues)
#include "tst_publicvalues.moc"
