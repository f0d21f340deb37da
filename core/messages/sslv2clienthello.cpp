// SPDX-License-Identifier: GPL-3.0-or-later
#include "messages/sslv2clienthello.h"

namespace hd {

void SslV2ClientHello::describe(FieldCodec &c, const WireContext &)
{
    constexpr std::size_t specLength = 3;
    std::uint8_t type = static_cast<std::uint8_t>(HandshakeType::ClientHello);
    auto specsLength = static_cast<std::uint16_t>(cipherSpecs.size() * specLength);
    auto sessionLength = static_cast<std::uint16_t>(sessionId.size());
    auto challengeLength = static_cast<std::uint16_t>(challenge.size());
    c.group(sslV2ClientHelloName, [&] {
        c.number("msg_type", 1, type, names::handshakeType);
        c.number("version", 2, version, names::version);
        c.number("cipher_spec_length", 2, specsLength);
        c.number("session_id_length", 2, sessionLength);
        c.number("challenge_length", 2, challengeLength);
        c.group("cipher_specs", [&] {
            cipherSpecs.resize(specsLength / specLength);
            for (std::size_t i = 0; i < cipherSpecs.size(); ++i)
                c.number("[" + std::to_string(i) + "]", specLength, cipherSpecs[i], names::sslV2CipherSpec);
        });
        c.fixed("session_id", sessionLength, sessionId);
        c.fixed("challenge", challengeLength, challenge);
    });
}

ClientHello SslV2ClientHello::asClientHello() const
{
    constexpr std::size_t randomLength = 32;
    ClientHello hello;
    hello.version = version;
    hello.random = Bytes(randomLength - std::min(randomLength, challenge.size()));
    append(hello.random, ByteView(challenge).last(std::min(randomLength, challenge.size())));
    for (const std::uint32_t spec : cipherSpecs)
        if (spec <= 0xffff)
            hello.suites.push_back(static_cast<std::uint16_t>(spec));
    return hello;
}

Bytes encodeSslV2(SslV2ClientHello &hello, FieldTree &fields)
{
    FieldWriter writer;
    hello.describe(writer, {});
    fields = writer.takeTree();
    return writer.takeBytes();
}

/// What the description cannot say of numbers that it only moves.
static std::optional<DecodeError> wrongNumber(const FieldTree &fields)
{
    const auto error = [&fields](std::string_view name, std::string what) {
        const std::string path = std::string(sslV2ClientHelloName) + "." + std::string(name);
        return DecodeError{std::move(what), path, fields[*fields.find(path)].range};
    };
    const auto number = [&fields](std::string_view name) {
        return *fields[*fields.find(std::string(sslV2ClientHelloName) + "." + std::string(name))].number;
    };
    if (number("msg_type") != static_cast<std::uint64_t>(HandshakeType::ClientHello))
        return error("msg_type", "a message of type " + std::to_string(number("msg_type")) + " is no client_hello");
    // RFC 5246 E.2: cipher_spec_length "cannot be zero and MUST be a multiple of the V2CipherSpec length (3)"
    if (const std::uint64_t length = number("cipher_spec_length"); length == 0 || length % 3 != 0)
        return error("cipher_spec_length", std::to_string(length) + " bytes are no list of elements of three bytes");
    return std::nullopt;
}

DecodedSslV2ClientHello decodeSslV2(ByteView bytes)
{
    FieldReader reader(bytes);
    DecodedSslV2ClientHello decoded;
    try {
        decoded.message.describe(reader, {});
        reader.expectEnd();
    } catch (const DecodeFailure &failure) {
        reader.closeAll();
        decoded.error = failure.error;
    }
    decoded.fields = reader.takeTree();
    if (!decoded.error)
        decoded.error = wrongNumber(decoded.fields);
    return decoded;
}

} // namespace hd
