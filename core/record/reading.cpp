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
    const Alert said = alertIn(spoken(), alert).value_or(Alert::HandshakeFailure);
    check.alert = static_cast<std::uint8_t>(said);
    throw RecordFailure{std::move(check), said};
}

std::optional<RecordLayer::Opened> RecordLayer::next()
{
    while (true) {
        const ByteView input = ByteView(m_input).subspan(m_consumed);
        // RFC 5246 E.2: the top bit of the first byte, which no record of SSL 3.0 and later has, tells an SSL 2.0
        // header.
        const bool first = m_read.epoch == 0 && m_read.sequence == 0;
        const bool sslV2 = m_acceptSslV2 && first && !input.empty() && (input[0] & sslV2Mark) != 0;
        const std::optional<Header> header = sslV2 ? readSslV2Header(input) : readHeader(input);
        if (!header || input.size() < header->headerLength + header->length)
            return std::nullopt;
        if (sslV2)
            return openSslV2(received(*header, input, false));
        if (inClear(*header))
            return openClear(received(*header, input, true));
        if (std::optional<Opened> opened = openOrSkip(received(*header, input, false)))
            return opened;
    }
}

/// RFC 8446 5: "An implementation may receive an unencrypted record of type change_cipher_spec consisting of the single
/// byte value 0x01 at any time after the first ClientHello message has been sent or received and before the peer's
/// Finished message has been received"
bool RecordLayer::inClear(const Header &header) const
{
    return m_toleratesClear && m_read.protection->kind() == ProtectionKind::Tls13 &&
           (header.type == Protocol::ChangeCipherSpec || (header.type == Protocol::Alert && m_toleratesAlerts));
}

RecordLayer::Opened RecordLayer::openClear(Record record)
{
    const ByteView fragment = ByteView(record.wire).subspan(record.headerLength());
    record.plaintext.assign(fragment.begin(), fragment.end());
    Bytes plaintext = record.plaintext;
    const Protocol type = record.type;
    checkPlaintext(record, plaintext.size());
    return {m_recorder.recordOpened(std::move(record)), type, std::move(plaintext)};
}

bool RecordLayer::skips(Record &record)
{
    // RFC 8446 4.2.10 counts the plaintext alone, which can be told but for padding.
    constexpr std::size_t overhead = 16 + 1; // tag and content type
    const std::size_t length = record.wire.size() - record.headerLength();
    const std::size_t counted = std::max<std::size_t>(length, overhead + 1) - overhead;
    if (record.type != Protocol::ApplicationData || counted > m_skipLimit)
        return false;
    m_skipLimit -= counted;
    --m_read.sequence;
    record.epoch = m_skippedEpoch;
    record.sequence = m_skippedSequence++;
    return true;
}

std::optional<RecordLayer::Opened> RecordLayer::openOrSkip(Record record)
{
    if (m_skipLimit == 0 || record.type != Protocol::ApplicationData)
        return openRecord(std::move(record));
    Record attempt = record;
    const std::optional<OpenFailure> failure = m_skipsAll ? std::nullopt : m_read.protection->open(attempt);
    // What opens under the keys that are expected is meant, whatever is wrong with it.
    const bool unwanted = m_skipsAll || (failure && failure->alert == Alert::BadRecordMac);
    if (unwanted && skips(record)) {
        makeOpaqueProtection(ProtectionKind::Tls13)->open(record); // all that can be said of it
        m_recorder.recordOpened(std::move(record));
        return std::nullopt;
    }
    m_skipLimit = 0;
    return openRecord(std::move(record));
}

std::size_t RecordLayer::longestFragment() const
{
    // RFC 8446 4.2.10: early data that is passed over is protected, though nothing is expected to be
    if (m_read.protection->kind() == ProtectionKind::Tls13 || m_skipLimit > 0)
        return maxTls13Ciphertext;
    return m_read.epoch == 0 ? maxPlaintext : maxCiphertext;
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
    const std::size_t limit = longestFragment();
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
    if (spoken() >= tls13)
        return; // RFC 8446 5.1: legacy_record_version "MUST be ignored for all purposes"
    // A peer that refuses the hello that settles the version says so in a record of the version that it began with.
    const bool settled = m_expectedVersion && !(m_read.epoch == 0 && type == Protocol::Alert);
    if (settled)
        require("record.version", version == *m_expectedVersion, versionText(*m_expectedVersion), versionText(version),
                clause("RFC 5246 6.2.1"), Alert::ProtocolVersion);
    else
        require("record.version", version >> 8 == 3, "3.x", versionText(version), "RFC 5246 E.1",
                Alert::ProtocolVersion);
}

Record RecordLayer::received(const Header &header, ByteView input, bool clear)
{
    const ByteView wire = input.first(header.headerLength + header.length);
    Record record;
    record.from = peerOf(m_recorder.side());
    record.type = header.type;
    record.version = header.version;
    record.epoch = clear ? 0 : m_read.epoch;
    record.sequence = clear ? m_read.clearSequence++ : m_read.sequence++;
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
    const bool sealed = m_read.protection->kind() == ProtectionKind::Tls13;
    require("record.type", !sealed || record.type == Protocol::ApplicationData, "application_data",
            names::contentType(static_cast<std::uint64_t>(record.type)), "RFC 8446 5", Alert::UnexpectedMessage);
    const std::optional<OpenFailure> failure = m_read.protection->open(record);
    const bool visible = m_read.protection->readable();
    const bool readable = failure || !visible || decompress(record);
    Opened opened{m_recorder.recordOpened(record), record.type, std::move(record.plaintext)};
    checkOpened(record, failure);
    m_toleratesAlerts = m_toleratesAlerts && !sealed;
    if (!visible)
        return opened;
    // RFC 8446 5: change_cipher_spec has no place under protection
    require("record.type",
            !sealed || (opened.type > Protocol::ChangeCipherSpec && opened.type <= Protocol::ApplicationData),
            "21, 22 or 23", std::to_string(static_cast<unsigned>(opened.type)), "RFC 8446 5", Alert::UnexpectedMessage);
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
    check.name = failure && !failure->check.empty() ? failure->check : m_read.protection->checkName();
    check.operation = operation::openRecord;
    check.passed = !failure;
    check.expected = failure ? failure->expected : toHex(record.mac);
    check.actual = failure ? failure->actual : toHex(record.mac);
    check.clause = clause("RFC 5246 6.2.3");
    check.alert = static_cast<std::uint8_t>(failure ? failure->alert : Alert::BadRecordMac);
    if (failure)
        throw RecordFailure{std::move(check), failure->alert};
    m_recorder.checked(std::move(check));
}

void RecordLayer::checkPlaintext(const Record &record, std::size_t length) const
{
    require("record.length", length <= maxPlaintext, atMost(maxPlaintext) + " of plaintext", bytesText(length),
            clause("RFC 5246 6.2.1"), Alert::RecordOverflow);
    const bool all = m_receiveLimitKind == SizeLimit::MaxFragmentLength;
    const bool padded = record.protection == ProtectionKind::Tls13;
    const std::size_t inner = length + (padded ? 1 + record.padding.size() : 0);
    // RFC 8446 5.4: "The full encoded TLSInnerPlaintext MUST NOT exceed 2^14 + 1 octets."
    require("record.length", !padded || inner <= maxPlaintext + 1,
            atMost(maxPlaintext + 1) + " of content, type and padding", bytesText(inner), "RFC 8446 5.4",
            Alert::RecordOverflow);
    // RFC 8449 4: "Unprotected messages are not subject to this limit", and in TLS 1.3 the content type and the padding
    // count too
    const std::size_t counted = all ? length : inner;
    require("record.length", counted <= m_receiveLimit || (record.epoch == 0 && !all),
            atMost(m_receiveLimit) + " of plaintext", bytesText(counted), all ? "RFC 6066 4" : "RFC 8449 4",
            Alert::RecordOverflow);
    // RFC 5246 6.2.1: "Implementations MUST NOT send zero-length fragments of Handshake, Alert, or ChangeCipherSpec"
    require("record.length", length > 0 || record.type == Protocol::ApplicationData, "at least one byte",
            "an empty fragment", clause("RFC 5246 6.2.1"), Alert::UnexpectedMessage);
}

} // namespace hd
