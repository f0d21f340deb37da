// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "record/protection/protection.h"
#include "trace/recorder.h"

namespace hd {

inline constexpr std::size_t maxPlaintext = 1 << 14;              ///< RFC 5246 6.2.1
inline constexpr std::size_t maxCiphertext = maxPlaintext + 2048; ///< RFC 5246 6.2.3

/// Thrown by RecordLayer::next(): the connection cannot go on.
struct RecordFailure
{
    Check check;
    Alert alert = Alert::DecodeError;
};

/// Frames, fragments, protects and records what one party sends and receives. Bytes in, bytes out.
class RecordLayer
{
public:
    RecordLayer(Recorder &recorder, Entropy &entropy);

    /// The version of records to be sent; what a peer may send is any 3.x until expectVersion().
    void setVersion(Version version) { m_version = version; }
    void expectVersion(Version version) { m_expectedVersion = version; }
    /// The most plaintext in one record that is sent; alerts stay whole.
    void setFragmentLimit(std::size_t bytes) { m_fragmentLimit = bytes; }

    /// Queues @p bytes of one or more messages of @p type; @returns where they went.
    std::vector<MessageSpan> write(Protocol type, ByteView bytes);
    Bytes takeOutput();

    void installWrite(std::unique_ptr<Protection> protection);
    void installRead(std::unique_ptr<Protection> protection);
    std::uint32_t writeEpoch() const { return m_write.epoch; }
    std::uint32_t readEpoch() const { return m_read.epoch; }
    bool writeEncrypted() const { return m_write.protection->kind() != ProtectionKind::Null; }
    bool readReadable() const { return m_read.protection->readable(); }
    bool readEncrypted() const { return m_read.protection->kind() != ProtectionKind::Null; }

    void feed(ByteView bytes);

    struct Opened
    {
        RecordId id;
        Protocol type;
        Bytes plaintext;
    };
    /// The next whole record, opened; nothing when more bytes are needed. @throws RecordFailure
    std::optional<Opened> next();

private:
    struct Direction
    {
        std::unique_ptr<Protection> protection;
        std::uint32_t epoch = 0;
        std::uint64_t sequence = 0;
    };

    RecordId seal(Protocol type, ByteView plaintext);
    void require(std::string name, bool passed, std::string expected, std::string actual, std::string clause,
                 Alert alert);
    void checkOpened(const Record &record, const std::optional<OpenFailure> &failure);

    Recorder &m_recorder;
    Entropy &m_entropy;
    Version m_version = tls10; // RFC 5246 E.1: a client_hello's record says the lowest version that it offers, or 3.1
    std::optional<Version> m_expectedVersion;
    std::size_t m_fragmentLimit = maxPlaintext;
    Direction m_write;
    Direction m_read;
    Bytes m_output;
    Bytes m_input;
    std::size_t m_consumed = 0; ///< of m_input
};

} // namespace hd
