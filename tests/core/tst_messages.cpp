// SPDX-License-Identifier: GPL-3.0-or-later

// Every message there and back; and whatever else comes in its place is refused or kept to the byte.

#include "print.h"

#include "builtins.h"
#include "messages/messages.h"

#include <QStringDecoder>

#include <set>

using namespace hd;

namespace {

struct Sample
{
    std::string name;
    WireContext wire;
    Bytes bytes;
};

template<class T>
Sample made(std::string name, T message, WireContext wire = {})
{
    return {std::move(name), wire, encode(message, wire).bytes};
}

WireContext wireOf(const CipherSuite *suite, Side sender = Side::Client, Version version = tls12)
{
    return {version, sender, suite};
}

Bytes counted(std::size_t length)
{
    Bytes bytes(length);
    for (std::size_t i = 0; i < length; ++i)
        bytes[i] = static_cast<std::uint8_t>(i);
    return bytes;
}

/// Every handshake message of every built-in scenario, each once.
std::vector<Sample> recorded()
{
    std::vector<Sample> samples;
    std::set<Bytes> seen;
    for (const auto &trace : test::builtinTraces())
        for (const Message &message : trace->messages)
            if (message.protocol == Protocol::Handshake && seen.insert(message.bytes).second)
                samples.push_back({trace->scenarioName + " " + test::word(message.from) + " " + message.name,
                                   wireOf(test::suiteOf(*trace), message.from, test::versionOf(*trace)),
                                   message.bytes});
    return samples;
}

ClientHello plainHello()
{
    ClientHello hello;
    hello.random = counted(32);
    hello.suites = {0xc02b};
    return hello;
}

template<class Change>
Sample helloWith(std::string name, Change change)
{
    ClientHello hello = plainHello();
    change(hello);
    return made(std::move(name), std::move(hello));
}

std::vector<Sample> helloExtremes()
{
    std::vector<Sample> samples;
    samples.push_back(helloWith("no extensions", [](ClientHello &) {}));
    samples.push_back(helloWith("session id of 32", [](ClientHello &hello) { hello.sessionId = counted(32); }));
    samples.push_back(helloWith("session id of 1", [](ClientHello &hello) { hello.sessionId = {0}; }));
    samples.push_back(helloWith("many suites", [](ClientHello &hello) {
        for (unsigned i = 0; i < 120; ++i)
            hello.suites.push_back(static_cast<std::uint16_t>(i * 131));
    }));
    samples.push_back(
        helloWith("every compression method", [](ClientHello &hello) { hello.compressionMethods = counted(255); }));
    samples.push_back(helloWith("highest version", [](ClientHello &hello) { hello.version = 0xffff; }));
    samples.push_back(helloWith("unknown extension", [](ClientHello &hello) {
        hello.extensions.add(OpaqueExtension{0x4242, counted(40)});
    }));
    samples.push_back(helloWith("empty unknown extension", [](ClientHello &hello) {
        hello.extensions.add(OpaqueExtension{0x4242, {}});
    }));
    // RFC 8701 2: reserved values wherever values stand
    samples.push_back(helloWith("GREASE", [](ClientHello &hello) {
        hello.suites = {0x0a0a, 0xc02b, 0xfafa};
        hello.extensions.add(OpaqueExtension{0x1a1a, {}});
        hello.extensions.add(SupportedGroups{{0x2a2a, 29}});
        hello.extensions.add(SignatureAlgorithms{{0x3a3a, 0x0403}});
        hello.extensions.add(Alpn{{{0x4a, 0x4a}, {'h', '2'}}});
        hello.extensions.add(OpaqueExtension{0x5a5a, {0}});
    }));
    samples.push_back(helloWith("same extension twice", [](ClientHello &hello) {
        hello.extensions.add(SupportedGroups{{29}});
        hello.extensions.add(SupportedGroups{{23}});
    }));
    samples.push_back(helloWith("names that are no text", [](ClientHello &hello) {
        hello.extensions.add(ServerName{{{0, {0x00, 0xff, 0xc3, 0x28, '\n', '\\'}}, {200, {0x80}}}});
        hello.extensions.add(Alpn{{{0xed, 0xa0, 0x80}, {0xf8}}});
    }));
    samples.push_back(helloWith("all of ours", [](ClientHello &hello) {
        hello.extensions.add(RenegotiationInfo{counted(12)});
        hello.extensions.add(SessionTicket{counted(100)});
        hello.extensions.add(EcPointFormats{{0, 1, 2}});
        hello.extensions.add(EncryptThenMac{});
        hello.extensions.add(ExtendedMasterSecret{});
    }));
    return samples;
}

/// RFC 5246 7.4.1.2 allows a block of extensions that holds none, which is not the same as no block.
Sample emptyBlock()
{
    Sample sample = helloWith("empty block of extensions", [](ClientHello &) {});
    append(sample.bytes, Bytes{0, 0});
    sample.bytes[3] = static_cast<std::uint8_t>(sample.bytes[3] + 2);
    return sample;
}

std::vector<Sample> otherExtremes()
{
    const WireContext server = wireOf(cipherSuite(0xc02f), Side::Server);
    const WireContext dhe = wireOf(cipherSuite(0x0067), Side::Server);
    ServerHello hello{tls12, counted(32), counted(32), 0xfafa, 255, {}};
    ServerHello named = hello;
    named.extensions.add(ServerName{});
    named.extensions.add(OpaqueExtension{0x9999, counted(3)});
    ServerKeyExchange finite, curve;
    finite.dhP = {1}, finite.dhG = {0}, finite.dhYs = counted(512), finite.signatureScheme = 0x1234;
    curve.curveType = 9, curve.namedCurve = 0xabab, curve.point = counted(255), curve.signature = counted(512);
    return {emptyBlock(),
            made("server_hello without extensions", hello, server),
            made("server_hello with a name", named, server),
            made("no certificate", CertificateMessage{}, wireOf(cipherSuite(0x0067))),
            made("certificates that are none", CertificateMessage{{{0}, counted(300), {1}}}, server),
            made("finite field", finite, dhe),
            made("curve", curve, server),
            made("request for anything", CertificateRequest{{1}, {0x0401}, {}}, server),
            made("request for much",
                 CertificateRequest{counted(60), std::vector<std::uint16_t>(60, 0xfafa), {{1}, counted(700)}}, server),
            made("dh_Yc of one byte", ClientKeyExchange{{}, {7}}, wireOf(cipherSuite(0x0067))),
            made("ecdh_Yc of 255 bytes", ClientKeyExchange{{}, counted(255)}, wireOf(cipherSuite(0xc02f))),
            made("empty signature", CertificateVerify{0xffff, {}}),
            made("hello_request", HelloRequest{}, server),
            made("server_hello_done", ServerHelloDone{}, server),
            made("finished", Finished{counted(12)})};
}

/// The messages as versions before TLS 1.2 and other key exchanges lay them out.
std::vector<Sample> olderForms()
{
    const CipherSuite *rsa = cipherSuite(0x002f), *dhe = cipherSuite(0x0033);
    const CipherSuite *psk = cipherSuite("TLS_PSK_WITH_AES_128_CBC_SHA"),
                      *dhePsk = cipherSuite("TLS_DHE_PSK_WITH_AES_128_CBC_SHA"),
                      *exported = cipherSuite("TLS_RSA_EXPORT_WITH_RC4_40_MD5");
    ServerKeyExchange finite, hint, temporary;
    finite.dhP = counted(64), finite.dhG = {2}, finite.dhYs = counted(64), finite.signature = counted(46);
    hint = finite;
    hint.pskIdentityHint = toBytes("who are you?");
    temporary.rsaModulus = counted(64), temporary.rsaExponent = {1, 0, 1}, temporary.signature = counted(128);
    return {
        made("finite field, no algorithm", finite, wireOf(dhe, Side::Server, tls10)),
        made("a hint alone", hint, wireOf(psk, Side::Server)),
        made("a hint and a finite field", hint, wireOf(dhePsk, Side::Server, tls11)),
        made("a temporary RSA key", temporary, wireOf(exported, Side::Server, ssl30)),
        made("request without algorithms", CertificateRequest{{1, 2}, {}, {}}, wireOf(dhe, Side::Server, tls11)),
        made("verify without algorithm", CertificateVerify{0, counted(128)}, wireOf(dhe, Side::Client, tls10)),
        made("encrypted secret without length", ClientKeyExchange{{}, counted(128)}, wireOf(rsa, Side::Client, ssl30)),
        made("encrypted secret with length", ClientKeyExchange{{}, counted(128)}, wireOf(rsa, Side::Client, tls10)),
        made("an identity", ClientKeyExchange{counted(40), {}}, wireOf(psk)),
        made("an identity and a share", ClientKeyExchange{counted(40), counted(64)}, wireOf(dhePsk)),
        made("finished of SSL 3.0", Finished{counted(36)}, wireOf(rsa, Side::Client, ssl30)),
        made("a ticket", NewSessionTicket{7200, counted(190)}, wireOf(rsa, Side::Server)),
        made("no ticket after all", NewSessionTicket{}, wireOf(rsa, Side::Server)),
        made("a stapled response", CertificateStatus{1, counted(300)}, wireOf(rsa, Side::Server))};
}

const std::vector<Sample> &samples()
{
    static const std::vector<Sample> all = [] {
        std::vector<Sample> made = recorded();
        for (std::vector<Sample> more : {helloExtremes(), otherExtremes(), olderForms()})
            std::move(more.begin(), more.end(), std::back_inserter(made));
        return made;
    }();
    return all;
}

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
    QCOMPARE(decoded.name, names::handshakeType(sample.bytes[0]));
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
        QVERIFY(decoded.error && !decoded.message);
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
    for (unsigned type = 0; type < 256; ++type)
        QCOMPARE(types.contains(static_cast<std::uint8_t>(type)), !names::handshakeType(type).empty());
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
        const Range range = decoded.fields[*decoded.fields.find("server_key_exchange.params")].range;
        QVERIFY(equal(message->params(sample.wire), slice(sample.bytes, range)));
        ++seen;
    }
    QVERIFY(seen >= 5);
}

QTEST_GUILESS_MAIN(TestMessages)
#include "tst_messages.moc"
