// SPDX-License-Identifier: GPL-3.0-or-later
#include "messagesamples.h"

#include "messages/sslv2clienthello.h"

#include <set>

namespace hd::test {

Bytes counted(std::size_t length)
{
    Bytes bytes(length);
    for (std::size_t i = 0; i < length; ++i)
        bytes[i] = static_cast<std::uint8_t>(i);
    return bytes;
}

ClientHello plainHello()
{
    ClientHello hello;
    hello.random = counted(32);
    hello.suites = {0xc02b};
    return hello;
}

namespace {

WireContext wireOf(const CipherSuite *suite, Side sender = Side::Client, Version version = tls12)
{
    return {version, sender, suite};
}

/// Every handshake message of every built-in scenario, each once.
std::vector<Sample> recorded()
{
    std::vector<Sample> samples;
    std::set<Bytes> seen;
    for (const auto &trace : builtinTraces())
        for (const Message &message : trace->messages)
            if (message.protocol == Protocol::Handshake && message.name != sslV2ClientHelloName &&
                seen.insert(message.bytes).second)
                samples.push_back({trace->scenarioName + " " + word(message.from) + " " + message.name,
                                   wireOf(suiteOf(*trace), message.from, versionOf(*trace)), message.bytes});
    return samples;
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

} // namespace

Sample emptyBlock()
{
    Sample sample = helloWith("empty block of extensions", [](ClientHello &) {});
    append(sample.bytes, Bytes{0, 0});
    sample.bytes[3] = static_cast<std::uint8_t>(sample.bytes[3] + 2);
    return sample;
}

const std::vector<Sample> &samples()
{
    static const std::vector<Sample> all = [] {
        std::vector<Sample> made = recorded();
        for (std::vector<Sample> more : {helloExtremes(), otherExtremes(), olderForms(), tls13Samples()})
            std::move(more.begin(), more.end(), std::back_inserter(made));
        return made;
    }();
    return all;
}

} // namespace hd::test
