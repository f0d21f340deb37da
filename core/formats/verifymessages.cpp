// SPDX-License-Identifier: GPL-3.0-or-later
#include "crypto/keys.h"
#include "formats/recordingwords.h"
#include "formats/verifier.h"
#include "messages/messages.h"
#include "trace/onthewire.h"
#include "trace/timeline.h"

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

/// Whether it came in a record of SSL 2.0's format, and so in the form of RFC 5246 E.2.
static bool isSslV2(const Trace &trace, const Message &message)
{
    return !message.spans.empty() && trace[message.spans.front().record].version == sslV2RecordVersion;
}

/// RFC 8446 4.1.3: supported_versions says what server_version only said before.
template<class Hello>
static Agreement agreementOf(const Hello &hello)
{
    const SupportedVersions *selected = hello.extensions.template get<SupportedVersions>();
    const bool replaced = selected && selected->versions.size() == 1;
    return {replaced ? selected->versions[0] : hello.version, cipherSuite(hello.suite), hello.compressionMethod,
            hello.extensions.template has<EncryptThenMac>()};
}

void Verifier::takeAgreement(const Message &message, Agreement &agreed)
{
    if (message.protocol != Protocol::Handshake ||
        (message.name != "server_hello" && message.name != HelloRetryRequest::name))
        return;
    const DecodedHandshake decoded = decodeHandshake(message.bytes, {tls12, message.from});
    if (!decoded.message)
        return;
    if (const auto *hello = std::get_if<ServerHello>(&*decoded.message))
        agreed = agreementOf(*hello);
    else if (const auto *request = std::get_if<HelloRetryRequest>(&*decoded.message))
        agreed = agreementOf(*request);
}

Version Verifier::versionBefore(std::uint32_t message) const
{
    Agreement agreed;
    for (std::uint32_t i = 0; i < message; ++i)
        takeAgreement(m_trace.messages[i], agreed);
    return agreed.version;
}

/// Each message is understood as the party that sent it (or that got it changed) understands it: by the server_hello
/// that it knows, of which there may be several.
void Verifier::messages()
{
    std::array<Agreement, 2> agreed;
    std::vector<bool> seen(m_trace.messages.size());
    m_versions.assign(m_trace.messages.size(), tls12);
    const auto look = [&](std::uint32_t index, Side party) {
        const Agreement &known = agreed[static_cast<std::size_t>(party)];
        if (!seen[index]) {
            m_versions[index] = known.version;
            decode(index, {known.version, m_trace.messages[index].from, known.suite, crypto::nameOfPrime});
        }
        seen[index] = true;
        for (const Side side : {Side::Client, Side::Server})
            if (side == party || isSilent(side)) // who keeps no account is taken to see what the other sees
                takeAgreement(m_trace.messages[index], agreed[static_cast<std::size_t>(side)]);
    };
    for (const Event &event : m_trace.events)
        if (event.what == What::MessageSent || event.what == What::MessageReceived)
            look(event.index, event.at);
    for (std::uint32_t i = 0; i < seen.size(); ++i)
        if (!seen[i])
            m_result.findings.push_back({whereOf(m_trace, i) + ": events", "sent or received", "neither"});
    flights();
}

void Verifier::flights()
{
    std::uint32_t flight = 0;
    const std::vector<MessageId> starts = handshakeStarts(m_trace);
    for (std::uint32_t i = 0; i < m_trace.messages.size(); ++i) {
        flight += i == 0 || m_trace.messages[i - 1].from != m_trace.messages[i].from ||
                  std::find(starts.begin(), starts.end(), MessageId{i}) != starts.end();
        expectEqual(whereOf(m_trace, i) + ": flight", std::to_string(flight),
                    std::to_string(m_trace.messages[i].flight));
    }
}

void Verifier::decode(std::uint32_t index, const WireContext &context)
{
    const Message &message = m_trace.messages[index];
    const std::string where = whereOf(m_trace, index);
    carriage(message, where);
    ++m_result.messages;
    if (m_overheard && isOpaque(message))
        return; // sealed, and whoever read along had no key
    const auto compare = [&](const std::string &name, const auto &decoded) {
        expectEqual(where + ": name", name, message.name);
        fields(message, decoded.fields, where);
        expectEqual(where + ": error", text(decoded.error), text(message.error));
    };
    switch (message.protocol) {
    case Protocol::Handshake:
        if (isSslV2(m_trace, message)) {
            compare(std::string(sslV2ClientHelloName), decodeSslV2(message.bytes));
        } else {
            const DecodedHandshake decoded = decodeHandshake(message.bytes, context);
            compare(decoded.name, decoded);
        }
        break;
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

} // namespace hd
