// SPDX-License-Identifier: GPL-3.0-or-later
#include "crypto/keys.h"
#include "formats/recordingwords.h"
#include "formats/verifier.h"
#include "messages/messages.h"

#include <array>

namespace hd {

static std::string whereOf(const Trace &trace, std::size_t index)
{
    return "messages[" + std::to_string(index) + "], #" + std::to_string(index + 1) + " " + trace.messages[index].name;
}

static std::string text(const std::optional<DecodeError> &error)
{
    return error ? error->path + ": " + error->what : "well formed";
}

/// A field as one line, so that two can be compared and shown.
static std::string text(const FieldTree &tree, FieldIndex i)
{
    if (i >= tree.size())
        return "no such field";
    const Field &field = tree[i];
    return tree.path(i) + " at " + std::to_string(field.range.offset) + ", " + std::to_string(field.range.length) +
           " bytes" + (field.number ? ", number " + std::to_string(*field.number) : "") +
           (field.meaning.empty() ? "" : ", \"" + field.meaning + "\"");
}

void Verifier::messages()
{
    WireContext context; // what the messages so far settled
    context.nameOfPrime = crypto::nameOfPrime;
    std::uint32_t flight = 0;
    for (std::size_t i = 0; i < m_trace.messages.size(); ++i) {
        const Message &message = m_trace.messages[i];
        const std::string where = whereOf(m_trace, i);
        flight += i == 0 || m_trace.messages[i - 1].from != message.from;
        expectEqual(where + ": flight", std::to_string(flight), std::to_string(message.flight));
        carriage(message, where);

        context.sender = message.from;
        const auto compare = [&](const std::string &name, const auto &decoded) {
            expectEqual(where + ": name", name, message.name);
            fields(message, decoded.fields, where);
            expectEqual(where + ": error", text(decoded.error), text(message.error));
        };
        switch (message.protocol) {
        case Protocol::Handshake: {
            const DecodedHandshake decoded = decodeHandshake(message.bytes, context);
            compare(decoded.name, decoded);
            const auto *hello = decoded.message ? std::get_if<ServerHello>(&*decoded.message) : nullptr;
            if (message.name == "server_key_exchange")
                negotiatedGroup(message);
            if (hello) {
                context.version = hello->version;
                context.suite = cipherSuite(hello->suite);
                negotiated(*hello);
            }
            break;
        }
        case Protocol::ChangeCipherSpec:
            compare(protocolName(message.protocol), decodeOther<ChangeCipherSpec>(message.bytes, context));
            break;
        case Protocol::Alert:
            compare(protocolName(message.protocol), decodeOther<AlertMessage>(message.bytes, context));
            break;
        case Protocol::ApplicationData:
            compare(protocolName(message.protocol), decodeOther<ApplicationData>(message.bytes, context));
            break;
        }
        ++m_result.messages;
    }
}

/// That the records carried exactly these bytes.
void Verifier::carriage(const Message &message, const std::string &where)
{
    std::size_t carried = 0;
    for (const MessageSpan &span : message.spans) {
        const Record &record = m_trace[span.record];
        const ByteView part = within(record.plaintext, span.plaintext);
        const ByteView own = ByteView(message.bytes).subspan(std::min(carried, message.bytes.size()));
        carried += part.size();
        const std::string in = where + ", in records[" + std::to_string(span.record.index) + "]";
        expectEqual(in + ": from", std::string(words::word(record.from)), std::string(words::word(message.from)));
        expectEqual(in + ": protocol", std::string(words::word(words::protocols, record.type)),
                    std::string(words::word(words::protocols, message.protocol)));
        expectEqual(in + ": epoch", std::to_string(record.epoch), std::to_string(message.epoch));
        expectEqual(in + ": encrypted", record.protection == ProtectionKind::Null ? "false" : "true",
                    message.encrypted ? "true" : "false");
        expectEqual(in + ": bytes", part, own.first(std::min(part.size(), own.size())));
    }
    expectEqual(where + ": length", std::to_string(carried), std::to_string(message.bytes.size()));
}

void Verifier::fields(const Message &message, const FieldTree &decoded, const std::string &where)
{
    if (decoded == message.fields)
        return;
    for (FieldIndex i = 0; i < std::max(decoded.size(), message.fields.size()); ++i) {
        const std::string expected = text(decoded, i), actual = text(message.fields, i);
        if (expected != actual) {
            expectEqual(where + ": fields[" + std::to_string(i) + "]", expected, actual);
            return; // those after it follow from it
        }
    }
}

/// "DHE_RSA", "AES_128_CBC" and "SHA256" of TLS_DHE_RSA_WITH_AES_128_CBC_SHA256.
static std::array<std::string, 3> suiteParts(const std::string &suite)
{
    const std::size_t with = suite.find("_WITH_");
    if (!suite.starts_with("TLS_") || with == std::string::npos)
        return {};
    const std::string rest = suite.substr(with + 6);
    const std::size_t last = rest.rfind('_');
    return {suite.substr(4, with - 4), rest.substr(0, last), rest.substr(last + 1)};
}

void Verifier::negotiatedGroup(const Message &message)
{
    if (m_trace.negotiated.group.empty() && m_trace.outcome.client == Status::Failed)
        return; // the client ended it before it agreed
    for (const char *path : {"server_key_exchange.params.curve_params.named_curve", "server_key_exchange.params.dh_p"})
        if (const std::optional<FieldIndex> field = message.fields.find(path))
            expectEqual("negotiated: group", message.fields[*field].meaning, m_trace.negotiated.group);
}

void Verifier::negotiated(const ServerHello &hello)
{
    const Negotiated &n = m_trace.negotiated;
    if (n.version.empty() || n.suite.empty())
        return; // the client did not agree
    expectEqual("negotiated: version", names::version(hello.version), n.version);
    expectEqual("negotiated: suite", names::suite(hello.suite), n.suite);
    const auto [keyExchange, cipher, hash] = suiteParts(names::suite(hello.suite));
    expectEqual("negotiated: key_exchange", keyExchange, n.keyExchange);
    expectEqual("negotiated: cipher", cipher, n.cipher);
    expectEqual("negotiated: hash", hash, n.hash);
    const auto flag = [](bool set) { return std::string(set ? "true" : "false"); };
    expectEqual("negotiated: extended_master_secret", flag(hello.extensions.has<ExtendedMasterSecret>()),
                flag(n.extendedMasterSecret));
    expectEqual("negotiated: encrypt_then_mac", flag(hello.extensions.has<EncryptThenMac>()), flag(n.encryptThenMac));
    const Alpn *alpn = hello.extensions.get<Alpn>();
    expectEqual("negotiated: alpn", alpn && alpn->protocols.size() == 1 ? alpn->protocols[0] : Bytes{},
                toBytes(n.alpn));
}

} // namespace hd
