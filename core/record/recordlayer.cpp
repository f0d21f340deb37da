// SPDX-License-Identifier: GPL-3.0-or-later
#include "record/recordlayer.h"

#include "trace/operations.h"

#include <utility>

namespace hd {

RecordLayer::RecordLayer(Recorder &recorder, Entropy &entropy) : m_recorder(recorder), m_entropy(entropy)
{
    m_write.protection = makeNullProtection();
    m_read.protection = makeNullProtection();
}

void RecordLayer::installWrite(std::unique_ptr<Protection> protection)
{
    m_write = {std::move(protection), m_write.epoch + 1, 0};
}

void RecordLayer::installRead(std::unique_ptr<Protection> protection)
{
    m_read = {std::move(protection), m_read.epoch + 1, 0};
}

std::vector<MessageSpan> RecordLayer::write(Protocol type, ByteView bytes)
{
    // RFC 5246 6.2.1 would let an alert be fragmented too, which peers refuse.
    const std::size_t limit = type == Protocol::Alert ? maxPlaintext : m_fragmentLimit;
    std::vector<MessageSpan> spans;
    do {
        const ByteView fragment = bytes.first(std::min(bytes.size(), limit));
        spans.push_back({seal(type, fragment), {0, static_cast<std::uint32_t>(fragment.size())}});
        bytes = bytes.subspan(fragment.size());
    } while (!bytes.empty());
    return spans;
}

RecordId RecordLayer::seal(Protocol type, ByteView plaintext)
{
    Record record;
    record.from = m_recorder.side();
    record.type = type;
    record.version = m_version;
    record.epoch = m_write.epoch;
    record.sequence = m_write.sequence++;
    record.plaintext.assign(plaintext.begin(), plaintext.end());
    m_write.protection->seal(record, m_entropy);
    append(m_output, record.wire);
    return m_recorder.recordSealed(std::move(record));
}

Bytes RecordLayer::takeOutput()
{
    return std::exchange(m_output, {});
}

void RecordLayer::feed(ByteView bytes)
{
    if (m_consumed > 0) {
        m_input.erase(m_input.begin(), m_input.begin() + static_cast<std::ptrdiff_t>(m_consumed));
        m_consumed = 0;
    }
    append(m_input, bytes);
}

void RecordLayer::require(std::string name, bool passed, std::string expected, std::string actual, std::string clause,
                          Alert alert)
{
    if (passed)
        return;
    Check check;
    check.name = std::move(name);
    check.operation = operation::syntax;
    check.expected = std::move(expected);
    check.actual = std::move(actual);
    check.clause = std::move(clause);
    check.alert = static_cast<std::uint8_t>(alert);
    throw RecordFailure{std::move(check), alert};
}

static std::string versionText(Version version)
{
    const std::string name = names::version(version);
    return name.empty()
               ? "0x" +
                     toHex(concat({Bytes{static_cast<std::uint8_t>(version >> 8), static_cast<std::uint8_t>(version)}}))
               : name;
}

std::optional<RecordLayer::Opened> RecordLayer::next()
{
    const ByteView input = ByteView(m_input).subspan(m_consumed);
    if (input.size() < recordHeaderLength)
        return std::nullopt;
    const std::uint8_t type = input[0];
    const auto version = static_cast<Version>(input[1] << 8 | input[2]);
    const auto length = static_cast<std::size_t>(input[3] << 8 | input[4]);
    require("record.type", type >= 20 && type <= 23, "20, 21, 22 or 23", std::to_string(type), "RFC 5246 6.2.1",
            Alert::UnexpectedMessage);
    // A peer that refuses the hello that settles the version says so in a record of the version that it began with.
    const bool settled = m_expectedVersion && !(m_read.epoch == 0 && static_cast<Protocol>(type) == Protocol::Alert);
    if (settled)
        require("record.version", version == *m_expectedVersion, versionText(*m_expectedVersion), versionText(version),
                "RFC 5246 6.2.1", Alert::ProtocolVersion);
    else
        require("record.version", version >> 8 == 3, "3.x", versionText(version), "RFC 5246 E.1",
                Alert::ProtocolVersion);
    // RFC 5246 6.2.1 and 6.2.3: the limits before and after protection
    const std::size_t limit = m_read.epoch == 0 ? maxPlaintext : maxCiphertext;
    require("record.length", length <= limit, "at most " + std::to_string(limit) + " bytes",
            std::to_string(length) + " bytes", "RFC 5246 6.2.3", Alert::RecordOverflow);
    if (input.size() < recordHeaderLength + length)
        return std::nullopt;

    Record record;
    record.from = peerOf(m_recorder.side());
    record.type = static_cast<Protocol>(type);
    record.version = version;
    record.epoch = m_read.epoch;
    record.sequence = m_read.sequence++;
    record.wire.assign(input.begin(), input.begin() + static_cast<std::ptrdiff_t>(recordHeaderLength + length));
    m_consumed += record.wire.size();
    const std::optional<OpenFailure> failure = m_read.protection->open(record);
    Opened opened{m_recorder.recordOpened(record), record.type, std::move(record.plaintext)};
    checkOpened(record, failure);
    if (!m_read.protection->readable())
        return opened;
    require("record.length", opened.plaintext.size() <= maxPlaintext, "at most 16384 bytes of plaintext",
            std::to_string(opened.plaintext.size()) + " bytes", "RFC 5246 6.2.1", Alert::RecordOverflow);
    // RFC 5246 6.2.1: "Implementations MUST NOT send zero-length fragments of Handshake, Alert, or ChangeCipherSpec"
    require("record.length", !opened.plaintext.empty() || opened.type == Protocol::ApplicationData, "at least one byte",
            "an empty fragment", "RFC 5246 6.2.1", Alert::UnexpectedMessage);
    return opened;
}

void RecordLayer::checkOpened(const Record &record, const std::optional<OpenFailure> &failure)
{
    if (m_read.protection->checkName().empty())
        return;
    Check check;
    check.name = m_read.protection->checkName();
    check.operation = operation::openRecord;
    check.passed = !failure;
    check.expected = failure ? failure->expected : toHex(record.mac);
    check.actual = failure ? failure->actual : toHex(record.mac);
    check.clause = "RFC 5246 6.2.3";
    check.alert = static_cast<std::uint8_t>(Alert::BadRecordMac);
    if (failure)
        throw RecordFailure{std::move(check), failure->alert};
    m_recorder.checked(std::move(check));
}

} // namespace hd
