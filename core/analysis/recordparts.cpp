// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/recordparts.h"

namespace hd {

namespace {

Range rangeOf(std::size_t offset, std::size_t length)
{
    return {static_cast<std::uint32_t>(offset), static_cast<std::uint32_t>(length)};
}

Bytes number(std::uint64_t value, unsigned width)
{
    Bytes bytes;
    appendNumber(bytes, value, width);
    return bytes;
}

bool isAead(const Record &record)
{
    return record.protection == ProtectionKind::Aead || record.protection == ProtectionKind::Tls13;
}

bool isProtected(const Record &record)
{
    return record.protection != ProtectionKind::Null || !record.mac.empty();
}

/// What of the wire the cipher put out; without a cipher, the fragment.
Range sealedRange(const Record &record)
{
    if (record.ciphertext.length > 0)
        return record.ciphertext;
    const std::size_t from = record.headerLength() + record.explicitNonce.length;
    const std::size_t to = record.tag.length > 0 ? record.tag.offset : record.wire.size();
    return rangeOf(from, std::max(to, from) - from);
}

/// What is sealed, in clear.
struct Inside
{
    const Bytes &content;
    std::size_t mac, type, padding;

    std::size_t size() const { return content.size() + mac + type + padding; }
};

Inside insideOf(const Record &record)
{
    const bool macInside = !isAead(record) && record.tag.length == 0;
    return {record.compressed ? *record.compressed : record.plaintext, macInside ? record.mac.size() : 0,
            record.protection == ProtectionKind::Tls13 ? 1u : 0u, record.padding.size()};
}

/// Whether what is known of the inside is all of it. A record of TLS 1.3 always has a type inside, which nobody knows
/// who has no nonce.
bool isOpen(const Record &record)
{
    const bool unknown = record.protection == ProtectionKind::Tls13 && record.nonce.empty() && record.plaintext.empty();
    return !unknown && insideOf(record).size() == sealedRange(record).length;
}

class Divider
{
public:
    explicit Divider(const Record &record) : m_record(record) {}

    std::vector<RecordPart> divide()
    {
        addHeader();
        if (isProtected(m_record) || m_record.epoch > 0)
            addUnsent();
        const Range nonce = m_record.explicitNonce;
        if (nonce.length > 0)
            add({m_record.protection == ProtectionKind::Cbc ? "IV" : "nonce_explicit", {}, nonce, valueOf(nonce)});
        addFragment();
        if (m_record.tag.length > 0)
            add({isAead(m_record) ? "tag" : "MAC", {}, m_record.tag, valueOf(m_record.tag)});
        return std::move(m_parts);
    }

private:
    int add(RecordPart part)
    {
        if (part.in)
            m_parts[static_cast<std::size_t>(*part.in)].leaf = false;
        m_parts.push_back(std::move(part));
        return static_cast<int>(m_parts.size()) - 1;
    }

    Bytes valueOf(Range wire) const
    {
        const ByteView view = slice(m_record.wire, wire);
        return {view.begin(), view.end()};
    }

    void addHeader()
    {
        const std::size_t length = m_record.headerLength();
        const auto part = [&](const char *name, Range wire) { add({name, {}, wire, valueOf(wire)}); };
        if (length == 5) { // RFC 5246 6.2.1
            part("type", {0, 1});
            part("version", {1, 2});
            part("length", {3, 2});
        } else if (length > 0) { // RFC 5246 E.2: the first bit marks a header of two bytes
            part("length", rangeOf(0, length));
        }
    }

    void addUnsent()
    {
        add({"sequence_number", {}, {}, number(m_record.sequence, 8)});
        if (!m_record.nonce.empty())
            addNonce();
        if (!m_record.iv.empty() && m_record.explicitNonce.length == 0)
            add({"IV", {}, {}, m_record.iv}); // RFC 2246 6.2.3.2: chained
        if (!m_record.additionalData.empty())
            addAdditionalData();
    }

    /// RFC 5288 3: struct { opaque salt[4]; opaque nonce_explicit[8]; } GCMNonce; RFC 7905 2 and RFC 8446 5.3: the IV
    /// xor the sequence number.
    void addNonce()
    {
        const Bytes &nonce = m_record.nonce;
        const int at = add({"nonce", {}, {}, nonce});
        Bytes implicit = nonce;
        if (m_record.explicitNonce.length > 0) {
            implicit.resize(nonce.size() - std::min<std::size_t>(nonce.size(), m_record.explicitNonce.length));
            add({"salt", at, {}, implicit});
            return;
        }
        for (std::size_t i = 0; i < 8 && i < implicit.size(); ++i)
            implicit[implicit.size() - 1 - i] ^= static_cast<std::uint8_t>(m_record.sequence >> (8 * i));
        add({m_record.protection == ProtectionKind::Tls13 ? "write_iv" : "write_IV", at, {}, implicit});
    }

    /// RFC 5246 6.2.3.1 and 6.2.3.3: seq_num + type + version + length; RFC 6101 5.2.3.1 has no version; RFC 8446 5.2:
    /// the header.
    void addAdditionalData()
    {
        const Bytes &data = m_record.additionalData;
        const int at = add({"additional_data", {}, {}, data});
        std::size_t from = 0;
        const auto part = [&](const char *name, std::size_t length) {
            const ByteView value = ByteView(data).subspan(from, length);
            add({std::string("additional_data.") + name, at, {}, {value.begin(), value.end()}});
            from += length;
        };
        if (data.size() != 5 && data.size() != 11 && data.size() != 13)
            return;
        if (data.size() > 5)
            part("seq_num", 8);
        part("type", 1);
        if (data.size() != 11)
            part("version", 2);
        part("length", 2);
    }

    void addFragment()
    {
        const Range sealed = sealedRange(m_record);
        const bool encrypted = m_record.protection != ProtectionKind::Null;
        const Inside inside = insideOf(m_record);
        if (!isOpen(m_record)) {
            if (sealed.length > 0)
                add({encrypted ? "ciphertext" : "content", {}, sealed, encrypted ? Bytes{} : valueOf(sealed)});
            return;
        }
        if (m_record.compressed) // RFC 5246 6.2.2
            add({"content", {}, {}, m_record.plaintext});
        std::optional<int> in;
        if (encrypted && sealed.length > 0)
            in = add({"ciphertext", {}, sealed, {}});
        std::size_t at = sealed.offset;
        const auto part = [&](const char *name, const Bytes &value) {
            if (!value.empty())
                add({name, in, rangeOf(at, value.size()), value});
            at += value.size();
        };
        part(m_record.compressed ? "compressed" : "content", inside.content);
        if (inside.mac > 0)
            part("MAC", m_record.mac);
        if (inside.type > 0)
            part("inner_type", Bytes{static_cast<std::uint8_t>(m_record.type)});
        part("padding", m_record.padding);
    }

    const Record &m_record;
    std::vector<RecordPart> m_parts;
};

} // namespace

std::vector<RecordPart> recordParts(const Record &record)
{
    return Divider(record).divide();
}

std::string pathOf(const RecordPart &part)
{
    return std::string(recordPath) + "." + part.name;
}

const RecordPart *partAt(const std::vector<RecordPart> &parts, std::string_view path)
{
    for (const RecordPart &part : parts)
        if (pathOf(part) == path)
            return &part;
    return nullptr;
}

const RecordPart *partAround(const std::vector<RecordPart> &parts, Range wire)
{
    const RecordPart *found = nullptr; // in pre-order, the last that holds it is the smallest
    for (const RecordPart &part : parts)
        if (part.sent() && part.wire.offset <= wire.offset && part.wire.end() >= wire.end())
            found = &part;
    return found;
}

std::optional<Range> wireOf(const Record &record, Range plaintext)
{
    if (plaintext.end() > record.plaintext.size() || !isOpen(record))
        return std::nullopt;
    const Range sealed = sealedRange(record);
    if (record.compressed)
        return rangeOf(sealed.offset, record.compressed->size());
    std::size_t from = plaintext.offset, to = plaintext.end();
    if (record.protection == ProtectionKind::Cbc && !record.iv.empty()) {
        const std::size_t block = record.iv.size();
        from -= from % block;
        to = std::min<std::size_t>((to + block - 1) / block * block, sealed.length);
    }
    return rangeOf(sealed.offset + from, to - from);
}

} // namespace hd
