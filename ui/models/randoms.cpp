// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/randoms.h"

#include "models/valuetext.h"
#include "trace/family.h"

#include <array>

namespace hd::ui {

namespace {

/// RFC 8446 4.1.3: "44 4F 57 4E 47 52 44 01" and "... 00".
constexpr std::array<std::uint8_t, 7> downgrade{0x44, 0x4f, 0x57, 0x4e, 0x47, 0x52, 0x44};
/// RFC 8446 4.1.3: the SHA-256 of "HelloRetryRequest".
constexpr std::array<std::uint8_t, 32> retry{0xcf, 0x21, 0xad, 0x74, 0xe5, 0x9a, 0x61, 0x11, 0xbe, 0x1d, 0x8c,
                                             0x02, 0x1e, 0x65, 0xb8, 0x91, 0xc2, 0xa2, 0x11, 0x16, 0x7a, 0xbb,
                                             0x8c, 0x5e, 0x07, 0x9e, 0x09, 0xe2, 0xc8, 0xa8, 0x33, 0x9c};

void findMark(const Message &message, HelloRandom &random)
{
    const ByteView bytes = slice(message.bytes, random.range);
    if (message.from != Side::Server || bytes.size() != retry.size())
        return;
    const ByteView end = bytes.last(8);
    if (equal(bytes, ByteView(retry))) {
        random.mark = HelloRandom::Mark::Retry;
        random.marked = random.range;
    } else if (equal(end.first(7), ByteView(downgrade)) && end.back() <= 1) {
        random.mark = end.back() == 1 ? HelloRandom::Mark::DowngradeFromTls13 : HelloRandom::Mark::DowngradeToTls11;
        random.marked = {random.range.offset + 24, 8};
    }
}

const Field *helloField(const Message &message, const char *name)
{
    return message.field(message.name + '.' + name);
}

void findTime(const Trace &trace, const Message &message, HelloRandom &random)
{
    const Field *time = helloField(message, "random.gmt_unix_time");
    if (!time || familyOf(trace, message) == Family::Tls13 || random.mark == HelloRandom::Mark::Retry)
        return;
    random.split = true;
    random.time = toQString(time->meaning);
}

/// The session id of the last hello of the client before @p message.
ByteView clientsSessionId(const Trace &trace, MessageId message)
{
    for (std::uint32_t i = message.index; i-- > 0;)
        if (const Field *id = trace.messages[i].field("client_hello.session_id"))
            return slice(trace.messages[i].bytes, id->range);
    return {};
}

void findSessionId(const Trace &trace, HelloRandom &random)
{
    const Message &message = trace[random.message];
    const Field *id = helloField(message, "session_id");
    if (!id)
        id = helloField(message, "legacy_session_id_echo");
    if (!id || id->range.length == 0)
        return;
    random.sessionId = message.name + '.' + id->name;
    random.echoed =
        message.from == Side::Server && equal(slice(message.bytes, id->range), clientsSessionId(trace, random.message));
}

bool isTaken(const std::vector<Input> &inputs, const HelloRandom &random, std::optional<DerivationId> origin)
{
    return std::any_of(inputs.begin(), inputs.end(), [&](const Input &input) {
        if (origin && input.derivation == origin)
            return true;
        return std::any_of(input.fields.begin(), input.fields.end(), [&](const FieldRef &field) {
            return field.message == random.message && field.path.starts_with(random.path);
        });
    });
}

/// Collects uses, those of one name together.
class Uses
{
public:
    explicit Uses(const Trace &trace) : m_trace(trace) {}

    void add(What what, std::uint32_t index, bool direct)
    {
        const bool check = what == What::Check;
        const std::string &name = check ? m_trace.checks[index].name : m_trace.derivations[index].name;
        const Playhead at = positionOf(m_trace, what, index).value_or(0);
        for (RandomUse &known : found) {
            if (known.check != check || known.name != toQString(name) || known.transcript == direct)
                continue;
            if (std::find(known.indices.begin(), known.indices.end(), index) == known.indices.end())
                known.indices.push_back(index);
            known.at = std::min(known.at, at);
            return;
        }
        found.push_back({toQString(name), check, !direct, {index}, at});
    }

    std::vector<RandomUse> found;

private:
    const Trace &m_trace;
};

} // namespace

std::vector<HelloRandom> randomsOf(const Trace &trace)
{
    std::vector<HelloRandom> randoms;
    const std::vector<MessageId> starts = handshakeStarts(trace);
    for (std::uint32_t i = 0; i < trace.messages.size(); ++i) {
        const Message &message = trace.messages[i];
        const char *name = message.name == "v2_client_hello" ? "challenge" : "random";
        const Field *field = message.name.ends_with("hello") || message.name == "hello_retry_request"
                                 ? helloField(message, name)
                                 : nullptr;
        if (!field)
            continue;
        HelloRandom random;
        random.message = MessageId{i};
        random.path = message.name + '.' + name;
        random.range = field->range;
        const auto begun = std::count_if(starts.begin(), starts.end(), [i](MessageId s) { return s.index <= i; });
        random.handshake = begun > 0 ? static_cast<std::uint32_t>(begun - 1) : 0;
        random.at = appearsAt(trace, random.message).value_or(0);
        findMark(message, random);
        findTime(trace, message, random);
        findSessionId(trace, random);
        randoms.push_back(std::move(random));
    }
    return randoms;
}

std::vector<RandomUse> usesOf(const Trace &trace, const Lineage &lineage, const HelloRandom &random)
{
    const FieldRef field{random.message, random.path};
    const std::optional<DerivationId> origin = lineage.originOf(field);
    Uses uses(trace);
    const auto addAll = [&](const hd::Uses &known) {
        for (const DerivationId id : known.derivations)
            uses.add(What::Derivation, id.index, isTaken(trace[id].inputs, random, origin));
        for (const std::uint32_t check : known.checks)
            uses.add(What::Check, check, isTaken(trace.checks[check].inputs, random, origin));
    };
    addAll(lineage.usesOf(field));
    if (origin)
        addAll(lineage.usesOf(*origin));
    std::stable_sort(uses.found.begin(), uses.found.end(), [](const RandomUse &a, const RandomUse &b) {
        return std::tie(a.transcript, a.at) < std::tie(b.transcript, b.at);
    });
    return std::move(uses.found);
}

} // namespace hd::ui
