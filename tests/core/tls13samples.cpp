// SPDX-License-Identifier: GPL-3.0-or-later
#include "messagesamples.h"

#include "wire/hybrids.h"

namespace hd::test {

namespace {

const WireContext fromClient{tls13, Side::Client};
const WireContext fromServer{tls13, Side::Server};

Sample clientWith(std::string name, std::vector<Extension> extensions)
{
    ClientHello hello = plainHello();
    hello.suites = {0x1301};
    for (Extension &extension : extensions)
        hello.extensions.add(std::move(extension));
    return made(std::move(name), std::move(hello), fromClient);
}

template<class Message>
Sample serverWith(std::string name, Message message, std::vector<Extension> extensions)
{
    for (Extension &extension : extensions)
        message.extensions.add(std::move(extension));
    return made(std::move(name), std::move(message), fromServer);
}

ServerHello serverHello()
{
    return {tls12, counted(32), counted(32), 0x1301, 0, {}};
}

HelloRetryRequest retryRequest()
{
    HelloRetryRequest retry;
    retry.sessionId = counted(32);
    retry.suite = 0x1301;
    return retry;
}

std::vector<Sample> sharesOf(std::uint16_t group)
{
    const std::string name = names::group(group);
    std::size_t lengths[2] = {0, 0};
    for (const bool ciphertext : {false, true})
        for (const HybridPart &part : hybridParts(group, ciphertext))
            lengths[ciphertext] += part.length;
    return {clientWith(name + " of a client", {KeyShare{{{group, counted(lengths[0])}}}}),
            serverWith(name + " of a server", serverHello(), {KeyShare{{{group, counted(lengths[1])}}}}),
            clientWith(name + " of another length", {KeyShare{{{group, counted(lengths[0] - 1)}}}})};
}

std::vector<Sample> shares()
{
    std::vector<Sample> samples{
        clientWith("no key_share at all", {KeyShare{}}),
        clientWith("two shares", {KeyShare{{{29, counted(32)}, {23, counted(65)}}}}),
        clientWith("a share of GREASE", {KeyShare{{{0x2a2a, {0}}, {29, counted(32)}}}}),
        clientWith("a share of a field", {KeyShare{{{256, counted(256)}}}}),
        serverWith("the server's share", serverHello(), {SupportedVersions{{tls13}}, KeyShare{{{29, counted(32)}}}}),
        serverWith("another group", retryRequest(), {SupportedVersions{{tls13}}, KeyShare{{{24, {}}}}})};
    for (const NamedGroup &group : namedGroups())
        if (group.kind == GroupKind::Hybrid)
            for (Sample &sample : sharesOf(group.code))
                samples.push_back(std::move(sample));
    return samples;
}

std::vector<Sample> hellos()
{
    PreSharedKeyExtension one, three, taken;
    one.identities = {{counted(1), 0}};
    one.binders = {counted(32)};
    three.identities = {{counted(200), 0xffffffff}, {toBytes("friend"), 0}, {counted(7), 1}};
    three.binders = {counted(32), counted(48), counted(255)};
    taken.selectedIdentity = 2;
    EncryptedClientHello outer, inner;
    outer.kdf = 1, outer.aead = 3, outer.configId = 0x5a, outer.enc = counted(32), outer.payload = counted(144);
    inner.helloType = 1;
    return {
        clientWith("one key", {PskKeyExchangeModes{{PskMode::DheKe}}, one}),
        clientWith("three keys, two modes", {PskKeyExchangeModes{{PskMode::Ke, PskMode::DheKe}}, EarlyData{}, three}),
        clientWith("an unknown mode", {PskKeyExchangeModes{{static_cast<PskMode>(0x0b)}}}),
        clientWith("versions", {SupportedVersions{{0x7a7a, tls13, tls12, tls11}}}),
        clientWith("a cookie", {Cookie{counted(300)}}),
        clientWith("authorities", {CertificateAuthorities{{counted(1), counted(60)}}}),
        clientWith("algorithms of certificates", {SignatureAlgorithmsCert{{0x0804, 0x0401, 0x1a1a}}}),
        clientWith("what clients ask for", {SignedCertificateTimestamp{}, StatusRequest{}, PostHandshakeAuth{},
                                            RecordSizeLimit{16385}, CompressCertificate{{1, 2, 3, 0x4242}}}),
        clientWith("padding", {Padding{Bytes(60)}}),
        clientWith("padding of nothing", {Padding{}}),
        clientWith("application settings", {ApplicationSettings{{toBytes("h2"), {0x00, 0xff}}, {}}}),
        clientWith("an outer hello", {outer}),
        clientWith("an inner hello", {inner}),
        serverWith("versions and a key", serverHello(), {SupportedVersions{{tls13}}, taken}),
        serverWith("a cookie and a group", retryRequest(),
                   {SupportedVersions{{tls13}}, Cookie{counted(40)}, KeyShare{{{23, {}}}}}),
        serverWith("a confirmation", retryRequest(), {EncryptedClientHello{0, 0, 0, 0, {}, {}, counted(8)}}),
    };
}

std::vector<Sample> protectedMessages()
{
    const Bytes everything = counted(255);
    v13::CertificateMessage certificates, none, own;
    certificates.chain = {{counted(300), Extensions::required()}, {counted(1), Extensions::required()}};
    certificates.chain[0].extensions.add(StatusRequest{1, {}, {}, counted(200)});
    certificates.chain[0].extensions.add(SignedCertificateTimestamp{{counted(119), counted(1)}});
    none.requestContext = everything;
    own.requestContext = counted(4);
    own.chain = {{counted(90), Extensions::required()}};
    own.chain[0].extensions.add(SignedCertificateTimestamp{{counted(50)}});
    v13::CertificateRequest request, later;
    later.requestContext = everything;
    v13::NewSessionTicket ticket{7200, 0xfedcba98, counted(8), counted(180), Extensions::required()};
    v13::NewSessionTicket early = ticket;
    early.nonce.clear();
    return {
        serverWith("nothing to add", EncryptedExtensions{}, {}),
        serverWith("much to add", EncryptedExtensions{},
                   {ServerName{}, SupportedGroups{{29, 23, 0x11ec}}, Alpn{{toBytes("h2")}}, EarlyData{},
                    RecordSizeLimit{16385}, MaxFragmentLength{1}, ApplicationSettings{{}, counted(12)},
                    EncryptedClientHello{0, 0, 0, 0, {}, {}, counted(80)}, OpaqueExtension{0x9999, counted(3)}}),
        made("early data ends", EndOfEarlyData{}, fromClient),
        made("keys of one's own", KeyUpdate{0}, fromClient),
        made("keys of both", KeyUpdate{1}, fromServer),
        made("keys of whom", KeyUpdate{2}, fromServer),
        made("a chain with statuses", certificates, fromServer),
        made("no certificate, a context", none, fromClient),
        made("an own certificate", own, fromClient),
        serverWith("a request", request, {SignatureAlgorithms{{0x0403}}}),
        serverWith("a request with everything", later,
                   {SignatureAlgorithms{{0x0403, 0x0804}}, SignatureAlgorithmsCert{{0x0401}},
                    CertificateAuthorities{{counted(30)}}, StatusRequest{}, SignedCertificateTimestamp{},
                    OpaqueExtension{48, {0, 0}}}),
        made("a ticket", ticket, fromServer),
        serverWith("a ticket for early data", early, {EarlyData{0xffffffff}}),
        made("a signature", CertificateVerify{0x0804, counted(256)}, fromServer),
        made("finished of SHA-256", Finished{counted(32)}, {tls13, Side::Client, cipherSuite(0x1303)}),
        made("finished of SHA-384", Finished{counted(48)}, {tls13, Side::Server, cipherSuite(0x1302)}),
    };
}

} // namespace

std::vector<Sample> tls13Samples()
{
    std::vector<Sample> samples;
    for (std::vector<Sample> more : {shares(), hellos(), protectedMessages()})
        std::move(more.begin(), more.end(), std::back_inserter(samples));
    return samples;
}

} // namespace hd::test
