// SPDX-License-Identifier: GPL-3.0-or-later

// The half of the record layer that reads: what may come, and what is said when something else does.

#include "record/recordlayer.h"

#include "trace/operations.h"

#include <utility>

namespace hd {

namespace {

std::string versionText(Version version)
{
    const std::string name = names::version(version);
    if (!name.empty())
        return name;
    Bytes bytes;
    appendNumber(bytes, version, 2);
    return "0x" + toHex(bytes);
}

std::string bytesText(std::size_t count)
{
    return std::to_string(count) + " bytes";
}

std::string atMost(std::size_t count)
{
    return "at most " + bytesText(count);
}

} // namespace

void RecordLayer::require(std::string name, bool passed, std::string expected, std::string actual, std::string clause,
                          Alert alert) const
{
    if (passed)
        return;
    Check check;
    check.name = std::move(name);
    check.operation = operation::syntax;
    check.expected = std::move(expected);
    check.actual = std::move(actual);
    check.clause = std::move(clause);
    const Alert spoken = alertIn(traits().version, alert).value_or(Alert::HandshakeFailure);
    check.alert = static_cast<std::uint8_t>(spoken);
    throw RecordFailure{std::move(check), spoken};
}

std::optional<RecordLayer::Opened> RecordLayer::next()
{
    const ByteView input = ByteView(m_input).subspan(m_consumed);
    // RFC 5246 E.2: the top bit of the first byte, which no record of SSL 3.0 and later has, tells an SSL 2.0 header.
    const bool first = m_read.epoch == 0 && m_read.sequence == 0;
    const bool sslV2 = m_acceptSslV2 && first && !input.empty() && (input[0] & sslV2Mark) != 0;
    const std::optional<Header> header = sslV2 ? readSslV2Header(input) : readHeader(input);
    if (!header || input.size() < header->headerLength + header->length)
        return std::nullopt;
    Record record = received(*header, input);
    return sslV2 ? openSslV2(std::move(record)) : openRecord(std::move(record));
}

std::optional<RecordLayer::Header> RecordLayer::readHeader(ByteView input) const
{
    if (input.size() < recordHeaderLength)
        return std::nullopt;
    const std::uint8_t type = input[0];
    const Header header{static_cast<Protocol>(type), static_cast<Version>(input[1] << 8 | input[2]), recordHeaderLength,
                        static_cast<std::size_t>(input[3] << 8 | input[4])};
    require("record.type", type >= 20 && type <= 23, "20, 21, 22 or 23", std::to_string(type), clause("RFC 5246 6.2.1"),
            Alert::UnexpectedMessage);
    checkVersion(header.type, header.version);
    // RFC 5246 6.2.1 and 6.2.3: the limits before and after protection
    const std::size_t limit = m_read.epoch == 0 ? maxPlaintext : maxCiphertext;
    require("record.length", header.length <= limit, atMost(limit), bytesText(header.length), clause("RFC 5246 6.2.3"),
            Alert::RecordOverflow);
    return header;
}

std::optional<RecordLayer::Header> RecordLayer::readSslV2Header(ByteView input) const
{
    if (input.size() < sslV2HeaderLength + 1)
        return std::nullopt;
    const std::uint8_t messageType = input[sslV2HeaderLength];
    const Header header{Protocol::Handshake, ssl20, sslV2HeaderLength,
                        static_cast<std::size_t>((input[0] & ~sslV2Mark) << 8 | input[1])};
    require("record.type", messageType == static_cast<std::uint8_t>(HandshakeType::ClientHello), "1, a client_hello",
            std::to_string(messageType), "RFC 5246 E.2", Alert::UnexpectedMessage);
    require("record.length", header.length > 0 && header.length <= maxPlaintext, atMost(maxPlaintext),
            bytesText(header.length), "RFC 5246 E.2", Alert::RecordOverflow);
    return header;
}

void RecordLayer::checkVersion(Protocol type, Version version) const
{
    // A peer that refuses the hello that settles the version says so in a record of the version that it began with.
    const bool settled = m_expectedVersion && !(m_read.epoch == 0 && type == Protocol::Alert);
    if (settled)
        require("record.version", version == *m_expectedVersion, versionText(*m_expectedVersion), versionText(version),
                clause("RFC 5246 6.2.1"), Alert::ProtocolVersion);
    else
        require("record.version", version >> 8 == 3, "3.x", versionText(version), "RFC 5246 E.1",
                Alert::ProtocolVersion);
}

Record RecordLayer::received(const Header &header, ByteView input)
{
    const ByteView wire = input.first(header.headerLength + header.length);
    Record record;
    record.from = peerOf(m_recorder.side());
    record.type = header.type;
    record.version = header.version;
    record.epoch = m_read.epoch;
    record.sequence = m_read.sequence++;
    record.wire.assign(wire.begin(), wire.end());
    m_consumed += wire.size();
    return record;
}

RecordLayer::Opened RecordLayer::openSslV2(Record record)
{
    record.plaintext.assign(record.wire.begin() + sslV2HeaderLength, record.wire.end());
    Bytes plaintext = record.plaintext;
    return {m_recorder.recordOpened(std::move(record)), Protocol::Handshake, std::move(plaintext), true};
}

RecordLayer::Opened RecordLayer::openRecord(Record record)
{
    const std::optional<OpenFailure> failure = m_read.protection->open(record);
    const bool visible = m_read.protection->readable();
    const bool readable = failure || !visible || decompress(record);
    Opened opened{m_recorder.recordOpened(record), record.type, std::move(record.plaintext)};
    checkOpened(record, failure);
    if (!visible)
        return opened;
    const std::size_t compressed = record.compressed ? record.compressed->size() : 0;
    require("record.length", compressed <= maxCompressed, atMost(maxCompressed), bytesText(compressed),
            clause("RFC 5246 6.2.2"), Alert::RecordOverflow);
    // RFC 5246 6.2.2: "If the decompression function encounters a TLSCompressed.fragment that would decompress to a
    // length in excess of 2^14 bytes, it MUST report a fatal decompression failure error."
    require("record.compression", readable, "what decompresses to " + atMost(maxPlaintext),
            bytesText(compressed) + " that do not", clause("RFC 5246 6.2.2"), Alert::DecompressionFailure);
    checkPlaintext(record, opened.plaintext.size());
    return opened;
}

bool RecordLayer::decompress(Record &record)
{
    if (!m_read.decompressor)
        return true;
    std::optional<Bytes> plaintext = m_read.decompressor->decompress(record.plaintext, maxPlaintext);
    record.compressed = std::exchange(record.plaintext, plaintext.value_or(Bytes()));
    return plaintext.has_value();
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
    check.clause = clause("RFC 5246 6.2.3");
    check.alert = static_cast<std::uint8_t>(Alert::BadRecordMac);
    if (failure)
        throw RecordFailure{std::move(check), failure->alert};
    m_recorder.checked(std::move(check));
}

void RecordLayer::checkPlaintext(const Record &record, std::size_t length) const
{
    require("record.length", length <= maxPlaintext, atMost(maxPlaintext) + " of plaintext", bytesText(length),
            clause("RFC 5246 6.2.1"), Alert::RecordOverflow);
    const bool all = m_receiveLimitKind == SizeLimit::MaxFragmentLength;
    // RFC 8449 4: "Unprotected messages are not subject to this limit."
    require("record.length", length <= m_receiveLimit || (record.epoch == 0 && !all),
            atMost(m_receiveLimit) + " of plaintext", bytesText(length), all ? "RFC 6066 4" : "RFC 8449 4",
            Alert::RecordOverflow);
    // RFC 5246 6.2.1: "Implementations MUST NOT send zero-length fragments of Handshake, Alert, or ChangeCipherSpec"
    require("record.length", length > 0 || record.type == Protocol::ApplicationData, "at least one byte",
            "an empty fragment", clause("RFC 5246 6.2.1"), Alert::UnexpectedMessage);
}

} // namespace hd
