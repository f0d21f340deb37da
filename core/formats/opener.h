// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// Opens records from their wire bytes and the keys that a party installed, to verify what was recorded of them. It
// shares no code with core/record and goes down to hashes and block ciphers, so that it cannot repeat its mistakes.

#include "crypto/primitives.h"
#include "trace/trace.h"
#include "wire/versions.h"

#include <array>

struct z_stream_s;

namespace hd {

/// What a party installed for one direction and epoch, and what was agreed on beside the keys.
struct InstalledKeys
{
    const CipherSuite *suite = nullptr;
    Version version = tls12;
    bool encryptThenMac = false;
    bool deflate = false;
    Bytes mac, key, iv;
};

/// What a record holds. Ranges are within its wire bytes.
struct Inside
{
    std::optional<Bytes> plaintext; ///< nothing when what was compressed cannot be expanded
    std::optional<Bytes> compressed;
    std::optional<Protocol> type; ///< where it is sealed too (RFC 8446 5.2)
    Bytes nonce, iv, additionalData, mac, padding;
    Range explicitNonce, ciphertext, tag;
};

/// RC4, as it was published in 1994; libcrypto has it only where its legacy provider is installed.
class Rc4
{
public:
    explicit Rc4(ByteView key);
    Bytes run(ByteView bytes);

private:
    std::array<std::uint8_t, 256> m_state{};
    std::uint8_t m_i = 0, m_j = 0;
};

/// RFC 3749: one zlib stream for all records of a direction.
class Inflater
{
public:
    Inflater();
    /// Nothing when @p compressed is no continuation of the stream, or more than a record may hold.
    std::optional<Bytes> run(ByteView compressed);

private:
    struct End
    {
        void operator()(z_stream_s *stream) const;
    };
    std::unique_ptr<z_stream_s, End> m_stream;
};

/// The records of one direction and epoch, one after the other: stream ciphers, chained blocks and compression go on
/// from each to the next.
class RecordOpener
{
public:
    RecordOpener(crypto::Context &context, InstalledKeys keys);

    const InstalledKeys &keys() const { return m_keys; }
    ProtectionKind protection() const;
    /// Nothing when the record does not open. @throws BadInput
    std::optional<Inside> open(const Record &record);

private:
    std::optional<Bytes> openTls13(const Record &record, ByteView fragment, Inside &inside) const;
    Bytes maskedIv(std::uint64_t sequence) const;
    std::optional<Bytes> openAead(const Record &record, ByteView fragment, Inside &inside) const;
    std::optional<Bytes> openCbc(const Record &record, ByteView fragment, Inside &inside);
    std::optional<Bytes> openStream(const Record &record, ByteView fragment, Inside &inside);
    std::optional<Bytes> openNull(const Record &record, ByteView fragment, Inside &inside) const;
    std::optional<Bytes> takeMac(const Record &record, Bytes content, Inside &inside) const;
    std::optional<Bytes> takePadding(Bytes &content) const;
    Bytes header(const Record &record, std::size_t length) const;
    Bytes macOf(ByteView header, ByteView content) const;
    std::size_t macLength() const;

    crypto::Context &m_context;
    InstalledKeys m_keys;
    const VersionTraits &m_traits;
    std::optional<Rc4> m_rc4;
    std::optional<Inflater> m_inflater;
    Bytes m_chain; ///< the last block, where it is the next record's IV
};

} // namespace hd
