// SPDX-License-Identifier: GPL-3.0-or-later
#include "messages/messages.h"

namespace hd {

namespace {

/// RFC 5246 7.4: struct { HandshakeType msg_type; uint24 length; select (HandshakeType) { ... } body; } Handshake
template<class T>
void describeHandshake(FieldCodec &c, T &message, const WireContext &w)
{
    HandshakeType type = T::type;
    c.group(messageName<T>(), [&] {
        c.number("msg_type", 1, type, names::handshakeType);
        c.vector("", "length", 3, {}, [&] { message.describe(c, w); });
    });
}

template<class T>
void describeOther(FieldCodec &c, T &message, const WireContext &w)
{
    c.group(protocolName(T::protocol), [&] { message.describe(c, w); });
}

template<class Describe>
std::optional<DecodeError> read(FieldReader &reader, Describe describe)
{
    try {
        describe();
        reader.expectEnd();
        return std::nullopt;
    } catch (const DecodeFailure &failure) {
        reader.closeAll();
        return failure.error;
    }
}

template<class T>
void decodeAs(DecodedHandshake &decoded, ByteView bytes, const WireContext &w)
{
    FieldReader reader(bytes);
    T message;
    decoded.error = read(reader, [&] { describeHandshake(reader, message, w); });
    decoded.fields = reader.takeTree();
    if (!decoded.error)
        decoded.message = std::move(message);
}

void decodeUnknown(DecodedHandshake &decoded, ByteView bytes)
{
    FieldReader reader(bytes);
    Bytes body;
    std::uint8_t type = 0;
    decoded.error = read(reader, [&] {
        reader.group("unknown", [&] {
            reader.number("msg_type", 1, type);
            reader.vector("", "length", 3, {}, [&] { reader.rest("body", body); });
        });
    });
    decoded.fields = reader.takeTree();
    if (!decoded.error)
        decoded.error = {"no message up to TLS 1.3 has this type", "unknown.msg_type", {0, 1}};
}

/// Whether bytes of this type are a T: TLS 1.3 gave some types another form.
template<class T>
bool isOne(ByteView bytes, const WireContext &w)
{
    if (bytes.empty() || static_cast<std::uint8_t>(T::type) != bytes[0])
        return false;
    if constexpr (T::type == HandshakeType::ServerHello)
        return HelloRetryRequest::is(bytes) == std::is_same_v<T, HelloRetryRequest>;
    else if constexpr (T::type == HandshakeType::Certificate || T::type == HandshakeType::CertificateRequest ||
                       T::type == HandshakeType::NewSessionTicket)
        return (w.version >= tls13) == requires
        {
            T::first;
        };
    else
        return true;
}

template<class... T>
bool decodeAny(std::variant<T...> *, DecodedHandshake &decoded, ByteView bytes, const WireContext &w)
{
    const auto decodeOne = [&]<class One>(std::type_identity<One>) {
        decoded.name = messageName<One>();
        decodeAs<One>(decoded, bytes, w);
        return true;
    };
    return ((isOne<T>(bytes, w) && decodeOne(std::type_identity<T>())) || ...);
}

} // namespace

template<class T>
Encoded encode(T &message, const WireContext &w)
{
    FieldWriter writer;
    if constexpr (requires { T::type; })
        describeHandshake(writer, message, w);
    else
        describeOther(writer, message, w);
    return {writer.takeBytes(), writer.takeTree()};
}

DecodedHandshake decodeHandshake(ByteView bytes, const WireContext &w)
{
    DecodedHandshake decoded;
    if (!decodeAny(static_cast<HandshakeMessage *>(nullptr), decoded, bytes, w)) {
        decoded.name = "unknown";
        decodeUnknown(decoded, bytes);
    }
    return decoded;
}

template<class T>
Decoded<T> decodeOther(ByteView bytes, const WireContext &w)
{
    FieldReader reader(bytes);
    Decoded<T> decoded;
    decoded.error = read(reader, [&] { describeOther(reader, decoded.message, w); });
    decoded.fields = reader.takeTree();
    return decoded;
}

std::string protocolName(Protocol protocol)
{
    const std::string name = names::contentType(static_cast<std::uint64_t>(protocol));
    return name.empty() ? std::to_string(static_cast<unsigned>(protocol)) : name;
}

template Encoded encode(HelloRequest &, const WireContext &);
template Encoded encode(ClientHello &, const WireContext &);
template Encoded encode(ServerHello &, const WireContext &);
template Encoded encode(CertificateMessage &, const WireContext &);
template Encoded encode(ServerKeyExchange &, const WireContext &);
template Encoded encode(CertificateRequest &, const WireContext &);
template Encoded encode(ServerHelloDone &, const WireContext &);
template Encoded encode(CertificateVerify &, const WireContext &);
template Encoded encode(ClientKeyExchange &, const WireContext &);
template Encoded encode(Finished &, const WireContext &);
template Encoded encode(NewSessionTicket &, const WireContext &);
template Encoded encode(CertificateStatus &, const WireContext &);
template Encoded encode(HelloRetryRequest &, const WireContext &);
template Encoded encode(EncryptedExtensions &, const WireContext &);
template Encoded encode(EndOfEarlyData &, const WireContext &);
template Encoded encode(KeyUpdate &, const WireContext &);
template Encoded encode(v13::CertificateMessage &, const WireContext &);
template Encoded encode(v13::CertificateRequest &, const WireContext &);
template Encoded encode(v13::NewSessionTicket &, const WireContext &);
template Encoded encode(ChangeCipherSpec &, const WireContext &);
template Encoded encode(AlertMessage &, const WireContext &);
template Encoded encode(ApplicationData &, const WireContext &);
template Decoded<ChangeCipherSpec> decodeOther(ByteView, const WireContext &);
template Decoded<AlertMessage> decodeOther(ByteView, const WireContext &);
template Decoded<ApplicationData> decodeOther(ByteView, const WireContext &);

} // namespace hd
