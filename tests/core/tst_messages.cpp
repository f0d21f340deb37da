// SPDX-License-Identifier: GPL-3.0-or-later

// Every message there and back; and whatever else comes in its place is refused or kept to the byte.

#include "messagesamples.h"

#include "messages/sslv2clienthello.h"

#include <QStringDecoder>

#include <set>

using namespace hd;
using namespace hd::test;

namespace {

Encoded encodeAny(HandshakeMessage message, const WireContext &wire)
{
    return std::visit([&wire](auto &alternative) { return encode(alternative, wire); }, message);
}

bool isUtf8(const std::string &text)
{
    if (std::all_of(text.begin(), text.end(), [](char c) { return c >= ' ' && c <= '~'; }))
        return true;
    QStringDecoder decoder(QStringDecoder::Utf8);
    const QString decoded = decoder(QByteArrayView(text.data(), static_cast<qsizetype>(text.size())));
    return !decoder.hasError() && !decoded.contains(QChar(0));
}

/// Why this is not what a decoder may answer to @p bytes; empty when it is.
std::string misbehaviour(const DecodedHandshake &decoded, ByteView bytes, const WireContext &wire)
{
    for (const Field &field : decoded.fields.fields()) {
        if (field.range.end() > bytes.size())
            return field.name + " lies outside the message";
        if (!isUtf8(field.meaning))
            return field.name + " means something that is no text";
    }
    if (decoded.error) {
        if (decoded.message)
            return "an error and a message";
        if (decoded.error->range.end() > bytes.size())
            return "the error lies outside the message: " + decoded.error->path;
        return decoded.error->what.empty() ? "an error that says nothing" : "";
    }
    if (!decoded.message)
        return "neither a message nor an error";
    const Encoded again = encodeAny(*decoded.message, wire);
    if (!equal(again.bytes, bytes))
        return "encodes to " + toHex(again.bytes);
    return again.fields == decoded.fields ? "" : "encodes to another tree";
}

void rowPerSample()
{
    QTest::addColumn<qsizetype>("index");
    for (std::size_t i = 0; i < samples().size(); ++i)
        QTest::newRow(test::row(samples()[i].name).constData()) << qsizetype(i);
}

const Sample &fetched()
{
    QFETCH(qsizetype, index);
    return samples()[static_cast<std::size_t>(index)];
}

void setLength(Bytes &message)
{
    const std::size_t body = message.size() - handshakeHeaderLength;
    for (std::size_t i = 0; i < 3; ++i)
        message[3 - i] = static_cast<std::uint8_t>(body >> (8 * i));
}

} // namespace

class TestMessages : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void roundTrip_data() { rowPerSample(); }
    void roundTrip();
    void truncation_data() { rowPerSample(); }
    void truncation();
    void trailingBytes_data() { rowPerSample(); }
    void trailingBytes();
    void mutation_data() { rowPerSample(); }
    void mutation();
    void everyTypeIsCovered();
    void unknownTypesAreNamed();
    void meaningsCanBeShown();
    void emptyExtensionBlockIsKept();
    void helloOfSslV2GoesBothWays();
    void duplicateExtensionIsFound();
    void otherProtocols();
    void signedParamsAreTheirBytes();
};

void TestMessages::roundTrip()
{
    const Sample &sample = fetched();
    const DecodedHandshake decoded = decodeHandshake(sample.bytes, sample.wire);
    QVERIFY2(!decoded.error, decoded.error ? decoded.error->what.c_str() : "");
    QVERIFY(decoded.message);
    QCOMPARE(misbehaviour(decoded, sample.bytes, sample.wire), std::string());
    // RFC 8446 4.1.4: hello_retry_request alone has a name that is not its type's
    const bool retry = std::holds_alternative<HelloRetryRequest>(*decoded.message);
    QCOMPARE(decoded.name, retry ? std::string("hello_retry_request") : names::handshakeType(sample.bytes[0]));
    QCOMPARE(decoded.fields[0].name, decoded.name);
    QCOMPARE(std::size_t(decoded.fields[0].range.length), sample.bytes.size());
}

void TestMessages::truncation()
{
    const Sample &sample = fetched();
    for (std::size_t length = 0; length < sample.bytes.size(); ++length) {
        const ByteView cut = ByteView(sample.bytes).first(length);
        const DecodedHandshake decoded = decodeHandshake(cut, sample.wire);
        QVERIFY(decoded.error && !decoded.message);
        QCOMPARE(misbehaviour(decoded, cut, sample.wire), std::string());
        QVERIFY(length == 0 || decoded.fields.size() > 0);
        if (length < handshakeHeaderLength)
            continue;
        // With a length that fits what is left, it is the body that is too short; an empty block of extensions or none
        // at all may make it whole.
        Bytes shorter(cut.begin(), cut.end());
        setLength(shorter);
        QCOMPARE(misbehaviour(decodeHandshake(shorter, sample.wire), shorter, sample.wire), std::string());
    }
}

/// RFC 6101 5.6.7.1: in SSL 3.0 the encrypted secret has no length but that of the message.
static bool takesWhatThereIs(const Sample &sample)
{
    const bool clientKeyExchange = sample.bytes[0] == static_cast<std::uint8_t>(HandshakeType::ClientKeyExchange);
    return clientKeyExchange && sample.wire.version == ssl30 && sample.wire.suite && sample.wire.suite->usesRsa();
}

void TestMessages::trailingBytes()
{
    const Sample &sample = fetched();
    for (const std::uint8_t byte : Bytes{0x00, 0x01, 0xff}) {
        Bytes longer = sample.bytes;
        longer.push_back(byte);
        DecodedHandshake decoded = decodeHandshake(longer, sample.wire);
        QVERIFY(decoded.error && !decoded.message);
        QCOMPARE(decoded.error->range, (Range{static_cast<std::uint32_t>(sample.bytes.size()), 1}));
        setLength(longer);
        decoded = decodeHandshake(longer, sample.wire);
        QVERIFY(takesWhatThereIs(sample) || (decoded.error && !decoded.message));
        QCOMPARE(misbehaviour(decoded, longer, sample.wire), std::string());
    }
}

void TestMessages::mutation()
{
    const Sample &sample = fetched();
    Bytes bytes = sample.bytes;
    // All values for short messages; for long ones the lowest bit, the highest, and all.
    std::vector<std::uint8_t> flips;
    for (unsigned flip = 1; flip < 256; ++flip)
        if (bytes.size() <= 64 || flip == 0x01 || flip == 0x80 || flip == 0xff)
            flips.push_back(static_cast<std::uint8_t>(flip));
    for (std::size_t at = 0; at < bytes.size(); ++at) {
        const std::uint8_t original = bytes[at];
        for (const std::uint8_t flip : flips) {
            bytes[at] = original ^ flip;
            const std::string wrong = misbehaviour(decodeHandshake(bytes, sample.wire), bytes, sample.wire);
            QVERIFY2(wrong.empty(),
                     ("byte " + std::to_string(at) + " = " + std::to_string(bytes[at]) + ": " + wrong).c_str());
        }
        bytes[at] = original;
    }
}

void TestMessages::everyTypeIsCovered()
{
    std::set<std::uint8_t> types;
    for (const Sample &sample : samples())
        types.insert(sample.bytes[0]);
    constexpr auto messageHash = static_cast<unsigned>(HandshakeType::MessageHash); // RFC 8446 4.4.1: never sent
    for (unsigned type = 0; type < 256; ++type)
        QCOMPARE(types.contains(static_cast<std::uint8_t>(type)),
                 !names::handshakeType(type).empty() && type != messageHash);
}

void TestMessages::unknownTypesAreNamed()
{
    const Bytes bytes{99, 0, 0, 2, 5, 6};
    DecodedHandshake decoded = decodeHandshake(bytes, {});
    QCOMPARE(decoded.name, std::string("unknown"));
    QVERIFY(decoded.error && !decoded.message);
    QCOMPARE(decoded.error->path, std::string("unknown.msg_type"));
    QCOMPARE(decoded.error->range, (Range{0, 1}));
    QVERIFY(decoded.fields.find("unknown.body"));
    decoded = decodeHandshake(ByteView(bytes).first(5), {});
    QCOMPARE(decoded.name, std::string("unknown"));
    QVERIFY(decoded.error);
    decoded = decodeHandshake({}, {});
    QVERIFY(decoded.error && !decoded.message);
}

void TestMessages::meaningsCanBeShown()
{
    ClientHello hello = plainHello();
    hello.extensions.add(ServerName{{{0, toBytes("server.hellodone.test")}}});
    hello.extensions.add(Alpn{{toBytes("h2"), {'a', 0x00, 0xff, 'z'}, toBytes("\u4e2d")}});
    const FieldTree fields = encode(hello, {}).fields;
    const auto meaning = [&fields](std::string_view path) { return fields[*fields.find(path)].meaning; };
    QCOMPARE(meaning("client_hello.client_version"), std::string("TLS 1.2"));
    QCOMPARE(meaning("client_hello.random.gmt_unix_time"), std::string("1970-01-01 18:20:51 UTC"));
    QCOMPARE(meaning("client_hello.cipher_suites[0]"), std::string("TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256"));
    QCOMPARE(meaning("client_hello.extensions.server_name.server_name_list[0].host_name"),
             std::string("server.hellodone.test"));
    const std::string list = "client_hello.extensions.application_layer_protocol_negotiation.protocol_name_list";
    QCOMPARE(meaning(list + "[0].protocol_name"), std::string("h2"));
    QCOMPARE(meaning(list + "[1].protocol_name"), std::string("a\\x00\\xffz"));
    QCOMPARE(meaning(list + "[2].protocol_name"), std::string("\u4e2d"));
}

void TestMessages::emptyExtensionBlockIsKept()
{
    const Sample sample = emptyBlock();
    const DecodedHandshake decoded = decodeHandshake(sample.bytes, sample.wire);
    QVERIFY(decoded.message);
    QVERIFY(decoded.fields.find("client_hello.extensions_length"));
    QVERIFY(std::get<ClientHello>(*decoded.message).extensions.list().empty());
    QVERIFY(!decodeHandshake(made("", plainHello()).bytes, {}).fields.find("client_hello.extensions_length"));
}

void TestMessages::duplicateExtensionIsFound()
{
    Extensions extensions;
    extensions.add(SupportedGroups{{29}});
    extensions.add(OpaqueExtension{0x1a1a, {}});
    QVERIFY(!extensions.duplicate());
    extensions.add(OpaqueExtension{0x1a1a, {1}});
    QCOMPARE(*extensions.duplicate(), std::uint16_t(0x1a1a));
    QVERIFY(extensions.has(10) && extensions.has<SupportedGroups>() && !extensions.has<Alpn>() && !extensions.has(16));
    QCOMPARE(typeOf(extensions.list()[0]), std::uint16_t(10));
}

template<class T>
static void moveBothWays(ByteView bytes, bool good)
{
    Decoded<T> decoded = decodeOther<T>(bytes, {});
    QCOMPARE(!decoded.error, good);
    if (!good)
        return;
    const Encoded again = encode(decoded.message, {});
    QVERIFY(equal(again.bytes, bytes));
    QVERIFY(again.fields == decoded.fields);
}

void TestMessages::otherProtocols()
{
    for (unsigned value = 0; value < 256; ++value) {
        const auto byte = static_cast<std::uint8_t>(value);
        moveBothWays<ChangeCipherSpec>(Bytes{byte}, true);
        for (const std::uint8_t level : Bytes{0, 1, 2, 3, 255})
            moveBothWays<AlertMessage>(Bytes{level, byte}, true);
    }
    moveBothWays<ChangeCipherSpec>(Bytes{}, false);
    moveBothWays<ChangeCipherSpec>(Bytes{1, 1}, false);
    moveBothWays<AlertMessage>(Bytes{1}, false);
    moveBothWays<AlertMessage>(Bytes{1, 0, 0}, false);
    moveBothWays<ApplicationData>(Bytes{}, true);
    moveBothWays<ApplicationData>(counted(1000), true);
    const Decoded<AlertMessage> alert = decodeOther<AlertMessage>(Bytes{2, 40}, {});
    QCOMPARE(alert.fields[*alert.fields.find("alert.description")].meaning, std::string("handshake_failure"));
    QCOMPARE(alert.fields[*alert.fields.find("alert.level")].meaning, std::string("fatal"));
}

/// RFC 5246 7.4.3: the signature covers `params` as they stand on the wire.
void TestMessages::signedParamsAreTheirBytes()
{
    int seen = 0;
    for (const Sample &sample : samples()) {
        const DecodedHandshake decoded = decodeHandshake(sample.bytes, sample.wire);
        const auto *message = std::get_if<ServerKeyExchange>(&*decoded.message);
        if (!message)
            continue;
        const auto params = decoded.fields.find("server_key_exchange.params");
        if (!params) // a hint of a pre-shared key alone
            continue;
        QVERIFY(equal(message->params(sample.wire), slice(sample.bytes, decoded.fields[*params].range)));
        ++seen;
    }
    QVERIFY(seen >= 5);
}

/// RFC 5246 E.2
void TestMessages::helloOfSslV2GoesBothWays()
{
    SslV2ClientHello hello{tls11, {0x00002f, 0x010080, 0x0000ff}, {}, counted(16)};
    FieldTree fields;
    const Bytes bytes = encodeSslV2(hello, fields);
    QCOMPARE(bytes,
             concat({Bytes{1, 3, 2, 0, 9, 0, 0, 0, 16}, Bytes{0, 0, 0x2f, 1, 0, 0x80, 0, 0, 0xff}, counted(16)}));
    const DecodedSslV2ClientHello decoded = decodeSslV2(bytes);
    QVERIFY(!decoded.error && decoded.fields == fields);
    QVERIFY(decoded.message.cipherSpecs == hello.cipherSpecs);
    for (std::size_t length = 0; length < bytes.size(); ++length)
        QVERIFY(decodeSslV2(ByteView(bytes).first(length)).error);
    QVERIFY(decodeSslV2(concat({bytes, Bytes{0}})).error);
    const ClientHello meant = decoded.message.asClientHello();
    QCOMPARE(meant.version, tls11);
    QCOMPARE(meant.random, concat({Bytes(16), counted(16)}));              // "right-justified", after zeros
    QVERIFY(meant.suites == (std::vector<std::uint16_t>{0x002f, 0x00ff})); // SSL 2.0's own is left out
}

QTEST_GUILESS_MAIN(TestMessages)
#include "tst_messages.moc"
