// SPDX-License-Identifier: GPL-3.0-or-later

// Each message's decoder: what it takes, it writes again to the byte, and the fields that it yields lie inside.
// Input: message, version, sender, suite, then the body.

#include "handshakes.h"
#include "target.h"

#include "messages/messages.h"

#include <set>

namespace hd::fuzz {

namespace {

void checkTree(const FieldTree &tree, std::size_t size)
{
    for (FieldIndex i = 0; i < tree.size(); ++i) {
        const Field &field = tree[i];
        expect(field.range.offset <= size && field.range.end() <= size && field.range.end() >= field.range.offset,
               "a field inside of its message");
        expect((field.parent == noField) == (i == 0), "one root, and a parent for every other field");
        if (field.parent == noField)
            continue;
        const Range &around = tree[field.parent].range;
        expect(field.parent < i, "parents before children");
        expect(field.range.offset >= around.offset && field.range.end() <= around.end(), "a field inside its parent");
    }
}

void decodeMessage(HandshakeType type, const WireContext &wire, ByteView body)
{
    Bytes bytes{static_cast<std::uint8_t>(type)};
    appendNumber(bytes, body.size(), 3);
    append(bytes, body);
    DecodedHandshake decoded = decodeHandshake(bytes, wire);
    checkTree(decoded.fields, bytes.size());
    expect(decoded.message.has_value() != decoded.error.has_value(), "a message or an error");
    if (!decoded.message)
        return;
    std::visit(
        [&](auto &message) {
            const Encoded again = encode(message, wire);
            expect(again.bytes == bytes, "the bytes that it came from");
            expect(again.fields == decoded.fields, "the same fields");
        },
        *decoded.message);
}

template<class T>
void decodeBeside(const WireContext &wire, ByteView bytes)
{
    Decoded<T> decoded = decodeOther<T>(bytes, wire);
    checkTree(decoded.fields, bytes.size());
    if (!decoded.error)
        expect(equal(encode(decoded.message, wire).bytes, bytes), "the bytes that it came from");
}

void decodeSslV2Hello(ByteView bytes)
{
    DecodedSslV2ClientHello decoded = decodeSslV2(bytes);
    checkTree(decoded.fields, bytes.size());
    if (decoded.error)
        return;
    FieldTree fields;
    expect(equal(encodeSslV2(decoded.message, fields), bytes), "the bytes that it came from");
    ClientHello hello = decoded.message.asClientHello();
    expect(hello.random.size() == 32, "a random of 32 bytes");
}

constexpr HandshakeType types[] = {
    HandshakeType::HelloRequest,    HandshakeType::ClientHello,         HandshakeType::ServerHello,
    HandshakeType::Certificate,     HandshakeType::ServerKeyExchange,   HandshakeType::CertificateRequest,
    HandshakeType::ServerHelloDone, HandshakeType::CertificateVerify,   HandshakeType::ClientKeyExchange,
    HandshakeType::Finished,        HandshakeType::NewSessionTicket,    HandshakeType::CertificateStatus,
    HandshakeType::EndOfEarlyData,  HandshakeType::EncryptedExtensions, HandshakeType::KeyUpdate};
constexpr std::size_t typeCount = std::size(types);

void decode(std::size_t kind, const WireContext &wire, ByteView body)
{
    if (kind < typeCount)
        return decodeMessage(types[kind], wire, body);
    switch (kind - typeCount) {
    case 0:
        return decodeSslV2Hello(body);
    case 1:
        return decodeBeside<ChangeCipherSpec>(wire, body);
    case 2:
        return decodeBeside<AlertMessage>(wire, body);
    case 3:
        return decodeBeside<ApplicationData>(wire, body);
    default:
        checkTree(decodeHandshake(body, wire).fields, body.size()); // its header is the input's, too
    }
}

} // namespace

void run(ByteView input)
{
    Script script(input);
    const std::size_t kind = script.below(typeCount + 5);
    WireContext wire;
    wire.version = static_cast<Version>(ssl30 + script.below(5));
    wire.sender = script.byte() & 1 ? Side::Server : Side::Client;
    const std::span<const CipherSuite> suites = cipherSuites();
    if (const std::size_t suite = script.below(256); suite > 0)
        wire.suite = &suites[suite % suites.size()];
    decode(kind, wire, script.rest());
}

/// Which decoder reads @p message.
static std::size_t kindOf(const Message &message)
{
    if (message.name == sslV2ClientHelloName)
        return typeCount;
    switch (message.protocol) {
    case Protocol::ChangeCipherSpec:
        return typeCount + 1;
    case Protocol::Alert:
        return typeCount + 2;
    case Protocol::ApplicationData:
        return typeCount + 3;
    case Protocol::Handshake:
        break;
    }
    const auto *found = std::find(std::begin(types), std::end(types), static_cast<HandshakeType>(message.bytes[0]));
    return static_cast<std::size_t>(found - std::begin(types));
}

/// Every message of every kind of handshake; those that are alike in all but their numbers once.
std::vector<Bytes> seeds()
{
    std::vector<Bytes> list;
    std::set<std::string> seen;
    for (const Handshake &handshake : handshakes()) {
        const test::Meeting &meeting = handshake.meeting;
        const auto suite = static_cast<std::size_t>(meeting.suite - cipherSuites().data());
        for (const Message &message : handshake.trace.messages) {
            const std::string what = names::version(meeting.version) + std::string(meeting.suite->keyExchangeName()) +
                                     message.name + std::to_string(message.fields.size());
            if (!seen.insert(what).second)
                continue;
            Bytes input{static_cast<std::uint8_t>(kindOf(message)), static_cast<std::uint8_t>(meeting.version - ssl30),
                        message.from == Side::Server,
                        static_cast<std::uint8_t>(suite == 0 ? cipherSuites().size() : suite)};
            const std::size_t header = kindOf(message) < typeCount ? handshakeHeaderLength : 0;
            append(input, ByteView(message.bytes).subspan(header));
            list.push_back(std::move(input));
        }
    }
    return list;
}

} // namespace hd::fuzz
