// SPDX-License-Identifier: GPL-3.0-or-later
#include "formats/recording.h"
#include "formats/recordingwords.h"
#include "formats/verifier.h"
#include "trace/operations.h"

#include <array>

namespace hd {

namespace {

constexpr std::size_t headerLength = 5;

/// The keys of one direction and epoch, from what a party says that it installed.
struct Keys
{
    const CipherSuite *suite = nullptr;
    Bytes mac, key, iv;
};

crypto::Hash hashNamed(HashName name)
{
    for (std::size_t i = 0; i < crypto::hashCount; ++i)
        if (crypto::name(static_cast<crypto::Hash>(i)) == names::hashName(name))
            return static_cast<crypto::Hash>(i);
    throw BadInput{"the suite has no MAC"};
}

/// @throws Withheld, BadInput
Keys installedKeys(const Trace &trace, Side by, bool write, std::uint32_t epoch)
{
    for (const KeyInstallation &installation : trace.keys) {
        if (installation.by != by || installation.write != write || installation.epoch != epoch)
            continue;
        Keys keys;
        keys.suite = cipherSuite(installation.suite);
        if (!keys.suite)
            throw BadInput{"there is no suite \"" + installation.suite + "\""};
        for (const DerivationId id : installation.keys) {
            const Derivation &derivation = trace[id];
            if (isWithheld(derivation))
                throw Withheld{};
            const std::string_view name = derivation.name;
            (name.ends_with("_MAC_key") ? keys.mac : name.ends_with("_IV") ? keys.iv : keys.key) = derivation.output;
        }
        if (keys.key.size() != keys.suite->keyLength || keys.iv.size() < keys.suite->fixedIvLength)
            throw BadInput{"the keys that the " + std::string(words::word(by)) + " installed do not fit the suite"};
        return keys;
    }
    throw BadInput{"the " + std::string(words::word(by)) + " installed no keys for this epoch"};
}

/// RFC 5246 6.2.3.1: seq_num + TLSCompressed.type + TLSCompressed.version + TLSCompressed.length
Bytes pseudoHeader(const Record &record, std::size_t length)
{
    Bytes header;
    appendNumber(header, record.sequence, 8);
    header.push_back(static_cast<std::uint8_t>(record.type));
    appendNumber(header, record.version, 2);
    appendNumber(header, length, 2);
    return header;
}

/// What a record holds, computed from its wire bytes and the keys alone; empty when it does not open.
struct Inside
{
    Bytes plaintext, nonce, iv, additionalData, mac, padding;
    Range explicitNonce, ciphertext, tag; ///< within the wire bytes
};

Range rangeOf(std::size_t offset, std::size_t length)
{
    return {static_cast<std::uint32_t>(offset), static_cast<std::uint32_t>(length)};
}

std::string text(Range range)
{
    return "offset " + std::to_string(range.offset) + ", length " + std::to_string(range.length);
}

ByteView part(ByteView bytes, std::size_t offset, std::size_t length)
{
    if (offset > bytes.size() || length > bytes.size() - offset)
        throw BadInput{"the record is too short"};
    return bytes.subspan(offset, length);
}

/// RFC 5288 3: nonce = salt of the key block + nonce_explicit of the record.
std::optional<Inside> openAead(crypto::Context &context, const Record &record, const Keys &keys)
{
    constexpr std::size_t explicitLength = 8, tagLength = 16;
    const ByteView fragment = ByteView(record.wire).subspan(headerLength);
    const ByteView explicitNonce = part(fragment, 0, explicitLength);
    const ByteView sealed = fragment.subspan(explicitLength);
    Inside inside;
    const ByteView tag = part(sealed, sealed.size() - std::min(tagLength, sealed.size()), tagLength);
    inside.mac.assign(tag.begin(), tag.end());
    inside.explicitNonce = rangeOf(headerLength, explicitLength);
    inside.ciphertext = rangeOf(inside.explicitNonce.end(), sealed.size() - tagLength);
    inside.tag = rangeOf(inside.ciphertext.end(), tagLength);
    inside.nonce = concat({keys.iv, explicitNonce});
    inside.additionalData = pseudoHeader(record, sealed.size() - tagLength);
    crypto::Aead aead(context, std::string(keys.suite->cipher), keys.key, tagLength, false);
    std::optional<Bytes> plaintext = aead.open(inside.nonce, inside.additionalData, sealed);
    if (!plaintext)
        return std::nullopt;
    inside.plaintext = std::move(*plaintext);
    return inside;
}

/// Takes the padding off @p content (RFC 5246 6.2.3.2); nothing when a byte of it is wrong.
std::optional<Bytes> takePadding(Bytes &content)
{
    if (content.empty() || content.back() + 1u > content.size())
        return std::nullopt;
    const Bytes padding(content.end() - content.back() - 1, content.end());
    const auto same = [&](std::uint8_t byte) { return byte == content.back(); };
    if (!std::all_of(padding.begin(), padding.end(), same))
        return std::nullopt;
    content.resize(content.size() - padding.size());
    return padding;
}

std::optional<Inside> openCbc(crypto::Context &context, const Record &record, const Keys &keys)
{
    const std::size_t block = keys.suite->blockLength;
    const crypto::Hash hash = hashNamed(keys.suite->mac);
    ByteView fragment = ByteView(record.wire).subspan(headerLength);
    Inside inside;
    const auto macFits = [&](ByteView data) {
        return crypto::hmac(context, hash, keys.mac, {inside.additionalData, data}) == inside.mac;
    };
    if (record.encryptThenMac) {
        const ByteView mac = part(fragment, fragment.size() - std::min(fragment.size(), size(hash)), size(hash));
        fragment = fragment.first(fragment.size() - mac.size());
        inside.mac.assign(mac.begin(), mac.end());
        inside.tag = rangeOf(headerLength + fragment.size(), mac.size());
        inside.additionalData = pseudoHeader(record, fragment.size());
        if (!macFits(fragment))
            return std::nullopt;
    }
    const ByteView iv = part(fragment, 0, block);
    inside.iv.assign(iv.begin(), iv.end());
    inside.explicitNonce = rangeOf(headerLength, block);
    inside.ciphertext = rangeOf(headerLength + block, fragment.size() - block);
    if (fragment.size() % block != 0)
        return std::nullopt;
    crypto::Cbc cbc(context, std::string(keys.suite->cipher), keys.key, false);
    Bytes content = cbc.run(iv, fragment.subspan(block));
    const std::optional<Bytes> padding = takePadding(content);
    if (!padding)
        return std::nullopt;
    inside.padding = *padding;
    if (!record.encryptThenMac) {
        if (content.size() < size(hash))
            return std::nullopt;
        inside.mac.assign(content.end() - static_cast<std::ptrdiff_t>(size(hash)), content.end());
        content.resize(content.size() - inside.mac.size());
        inside.additionalData = pseudoHeader(record, content.size());
        if (!macFits(content))
            return std::nullopt;
    }
    inside.plaintext = std::move(content);
    return inside;
}

/// A suite without cipher still has its MAC.
std::optional<Inside> openNull(crypto::Context &context, const Record &record, const Keys &keys)
{
    const crypto::Hash hash = hashNamed(keys.suite->mac);
    const ByteView fragment = ByteView(record.wire).subspan(headerLength);
    if (fragment.size() < size(hash))
        return std::nullopt;
    const ByteView content = fragment.first(fragment.size() - size(hash));
    const ByteView mac = fragment.last(size(hash));
    Inside inside;
    inside.plaintext.assign(content.begin(), content.end());
    inside.mac.assign(mac.begin(), mac.end());
    inside.additionalData = pseudoHeader(record, content.size());
    if (crypto::hmac(context, hash, keys.mac, {inside.additionalData, content}) != inside.mac)
        return std::nullopt;
    return inside;
}

ProtectionKind protectionOf(const CipherSuite &suite)
{
    switch (suite.mode) {
    case CipherMode::Gcm:
    case CipherMode::Ccm:
    case CipherMode::ChaCha20:
        return ProtectionKind::Aead;
    case CipherMode::Cbc:
        return ProtectionKind::Cbc;
    case CipherMode::Stream:
        return ProtectionKind::Stream;
    case CipherMode::Null:
        break;
    }
    return ProtectionKind::Null;
}

std::optional<Inside> open(crypto::Context &context, const Record &record, const Keys &keys)
{
    switch (keys.suite->mode) {
    case CipherMode::Gcm:
    case CipherMode::Ccm:
    case CipherMode::ChaCha20:
        return openAead(context, record, keys);
    case CipherMode::Cbc:
        return openCbc(context, record, keys);
    case CipherMode::Null:
        return openNull(context, record, keys);
    case CipherMode::Stream:
        break;
    }
    return std::nullopt;
}

std::string whereOf(std::uint32_t index)
{
    return "records[" + std::to_string(index) + "]";
}

} // namespace

void Verifier::recordsInClear()
{
    struct Count
    {
        std::uint32_t epoch = 0;
        std::uint64_t sequence = 0;
    };
    std::array<Count, 2> counts; // by sender: what its next record must say
    for (const Event &event : m_trace.events) {
        Count &count = counts[static_cast<std::size_t>(event.at)];
        if (event.what == What::Keys && m_trace.keys[event.index].write)
            count = {count.epoch + 1, 0};
        if (event.what != What::RecordSealed)
            continue;
        const Record &record = m_trace.records[event.index];
        const std::string where = whereOf(event.index);
        expectEqual(where + ": epoch", std::to_string(count.epoch), std::to_string(record.epoch));
        expectEqual(where + ": sequence", std::to_string(count.sequence++), std::to_string(record.sequence));
        recordHeader(record, where);
        if (record.epoch == 0) {
            expectEqual(where + ": protection", "null",
                        std::string(words::word(words::protections, record.protection)));
            expectEqual(where + ": plaintext", ByteView(record.wire).subspan(headerLength), record.plaintext);
        }
        ++m_result.records;
    }
}

/// With the keys of the party that sealed it, and with those of the one that opened it.
void Verifier::sealedRecords()
{
    for (std::size_t i = 0; i < m_trace.events.size(); ++i) {
        const Event &event = m_trace.events[i];
        if (event.what != What::RecordSealed && event.what != What::RecordOpened)
            continue;
        const Record &record = m_trace.records[event.index];
        if (record.epoch == 0)
            continue;
        const bool sealed = event.what == What::RecordSealed;
        const std::optional<std::uint32_t> check = sealed ? std::nullopt : openingCheck(i);
        opening(event.index, sealed ? record.from : peerOf(record.from), !check || m_trace.checks[*check].passed);
        if (check && m_trace.checks[*check].passed)
            expectEqual("checks[" + std::to_string(*check) + "], of " + whereOf(event.index) + ": actual",
                        toHex(record.mac), m_trace.checks[*check].actual);
    }
}

/// The check that the receiver made of the record which it opened at event @p at.
std::optional<std::uint32_t> Verifier::openingCheck(std::size_t at) const
{
    const Side by = m_trace.events[at].at;
    for (std::size_t i = at + 1; i < m_trace.events.size(); ++i) {
        const Event &event = m_trace.events[i];
        if (event.at == by && event.what == What::RecordOpened)
            break;
        if (event.at == by && event.what == What::Check &&
            m_trace.checks[event.index].operation == operation::openRecord)
            return event.index;
    }
    return std::nullopt;
}

/// RFC 5246 6.2.1: type, version and length of the fragment.
void Verifier::recordHeader(const Record &record, const std::string &where)
{
    const ByteView wire = record.wire;
    Bytes header{static_cast<std::uint8_t>(record.type)};
    appendNumber(header, record.version, 2);
    appendNumber(header, wire.size() - headerLength, 2);
    expectEqual(where + ": header", header, wire.first(headerLength));
}

/// That opening the wire bytes with the keys of @p by, who sealed or opened it, gives what the record says.
void Verifier::opening(std::uint32_t index, Side by, bool succeeds)
{
    const Record &record = m_trace.records[index];
    const std::string where = whereOf(index) + ", with the keys of the " + std::string(words::word(by));
    attempt(where, [&] {
        const Keys keys = installedKeys(m_trace, by, by == record.from, record.epoch);
        expectEqual(where + ": protection", std::string(words::word(words::protections, protectionOf(*keys.suite))),
                    std::string(words::word(words::protections, record.protection)));
        const std::optional<Inside> inside = open(m_context, record, keys);
        expectEqual(where + ": MAC or tag", succeeds ? "fits" : "does not fit", inside ? "fits" : "does not fit");
        if (!inside || !succeeds)
            return;
        expectEqual(where + ": plaintext", inside->plaintext, record.plaintext);
        expectEqual(where + ": nonce", inside->nonce, record.nonce);
        expectEqual(where + ": iv", inside->iv, record.iv);
        expectEqual(where + ": additional_data", inside->additionalData, record.additionalData);
        expectEqual(where + ": mac", inside->mac, record.mac);
        expectEqual(where + ": padding", inside->padding, record.padding);
        expectEqual(where + ": explicit_nonce", text(inside->explicitNonce), text(record.explicitNonce));
        expectEqual(where + ": ciphertext", text(inside->ciphertext), text(record.ciphertext));
        expectEqual(where + ": tag", text(inside->tag), text(record.tag));
    });
}

} // namespace hd
