// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "record/compression.h"
#include "record/protection/protection.h"
#include "trace/recorder.h"

namespace hd {

inline constexpr std::size_t maxPlaintext = 1 << 14;                  ///< RFC 5246 6.2.1
inline constexpr std::size_t maxCompressed = maxPlaintext + 1024;     ///< RFC 5246 6.2.2
inline constexpr std::size_t maxCiphertext = maxPlaintext + 2048;     ///< RFC 5246 6.2.3
inline constexpr std::size_t maxTls13Ciphertext = maxPlaintext + 256; ///< RFC 8446 5.2

/// The header of SSL 2.0 (RFC 5246 E.2): two bytes, the top bit set, the length in the others.
inline constexpr std::size_t sslV2HeaderLength = 2;
inline constexpr std::uint8_t sslV2Mark = 0x80;

/// Which records a limit is about.
enum class SizeLimit : std::uint8_t {
    MaxFragmentLength, ///< RFC 6066 4: all
    RecordSizeLimit    ///< RFC 8449 4: those that are protected
};

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
    std::size_t fragmentLimit() const { return m_fragmentLimit; }

    /// The most plaintext that the peer may put in one record: record_overflow when it does not care.
    void setReceiveLimit(std::size_t bytes, SizeLimit kind = SizeLimit::RecordSizeLimit);
    /// Whether the peer may begin with a client_hello in the format of SSL 2.0 (RFC 5246 E.2).
    void acceptSslV2Hello(bool accepted) { m_acceptSslV2 = accepted; }

    /// RFC 8446 5.4: fills up what is sealed under TLS 1.3 keys to a multiple of @p block bytes; 0 and 1: not at all.
    void setPaddingBlock(std::size_t block) { m_paddingBlock = block; }
    /// RFC 8446 5 and D.4: change_cipher_spec in clear may come among protected records until the peer's finished; and
    /// a client that gives up before it has keys says so in an alert in clear (@p alerts), as long as nothing that was
    /// protected has come from it.
    void tolerateClear(bool tolerated, bool alerts = true)
    {
        m_toleratesClear = tolerated;
        m_toleratesAlerts = tolerated && alerts;
    }
    /// RFC 8446 4.2.10: early data that is not wanted is passed over: records that do not open, up to @p bytes of
    /// plaintext, until one does. @p allProtected: no protected record is wanted, until this is called again.
    void skipEarlyData(std::size_t bytes, bool allProtected);

    /// Queues @p bytes of one or more messages of @p type; @returns where they went.
    std::vector<MessageSpan> write(Protocol type, ByteView bytes);
    /// Queues a whole message as a record in the format of SSL 2.0: the first thing that a client sends, or never.
    std::vector<MessageSpan> writeSslV2(ByteView message);
    Bytes takeOutput();

    /// @param compression a CompressionMethod, nullCompression or deflateCompression; its state begins anew.
    void installWrite(std::unique_ptr<Protection> protection, std::uint8_t compression = nullCompression);
    void installRead(std::unique_ptr<Protection> protection, std::uint8_t compression = nullCompression);
    /// What is sent goes in clear again: the second client_hello after early data (RFC 8446 4.1.2).
    void writeInClear();
    void readInClear();
    std::uint32_t writeEpoch() const { return m_write.epoch; }
    std::uint32_t readEpoch() const { return m_read.epoch; }
    /// Whether the IV of each record that is sent is the end of the one before, which everybody knows.
    bool chained() const { return m_write.protection->chained(); }
    bool writeEncrypted() const { return m_write.protection->kind() != ProtectionKind::Null; }
    std::uint64_t readSequence() const { return m_read.sequence; }
    bool readReadable() const { return m_read.protection->readable(); }
    bool readEncrypted() const { return m_read.protection->kind() != ProtectionKind::Null; }

    void feed(ByteView bytes);
    /// The bytes of the record that next() would read, header included; empty when more are needed.
    ByteView nextWire() const;

    struct Opened
    {
        RecordId id;
        Protocol type;
        Bytes plaintext;
        bool sslV2 = false; ///< a client_hello in the format of SSL 2.0, without a handshake header
    };
    /// The next whole record, opened; nothing when more bytes are needed. @throws RecordFailure
    std::optional<Opened> next();

private:
    struct Direction
    {
        std::unique_ptr<Protection> protection;
        std::uint32_t epoch = 0;
        std::uint64_t sequence = 0;
        std::unique_ptr<Compressor> compressor{};     ///< of the write direction, where compression is in use
        std::unique_ptr<Decompressor> decompressor{}; ///< of the read direction
        std::uint64_t clearSequence = 0;              ///< of records in clear, while there are others
        std::uint32_t installed = 0;                  ///< the epoch of the last keys
    };

    struct Header
    {
        Protocol type;
        Version version;
        std::size_t headerLength;
        std::size_t length; ///< of the fragment
    };

    static void install(Direction &direction, std::unique_ptr<Protection> protection);
    Record sending(Protocol type, ByteView plaintext);
    RecordId seal(Protocol type, ByteView plaintext);

    /// Nothing when more bytes are needed.
    std::optional<Header> readHeader(ByteView input) const;
    std::optional<Header> readSslV2Header(ByteView input) const;
    void checkVersion(Protocol type, Version version) const;
    /// @p clear: not under the keys of the direction.
    Record received(const Header &header, ByteView input, bool clear);
    bool inClear(const Header &header) const;
    Opened openClear(Record record);
    /// Nothing when it was passed over.
    std::optional<Opened> openOrSkip(Record record);
    /// Whether the record can be early data that is not wanted; then it is of that epoch.
    bool skips(Record &record);
    std::size_t longestFragment() const;
    Opened openRecord(Record record);
    Opened openSslV2(Record record);
    /// @returns whether it could.
    bool decompress(Record &record);
    void checkOpened(const Record &record, const std::optional<OpenFailure> &failure);
    void checkPlaintext(const Record &record, std::size_t length) const;

    /// Throws what a record that cannot be read leads to.
    void require(std::string name, bool passed, std::string expected, std::string actual, std::string clause,
                 Alert alert) const;
    Version spoken() const { return m_expectedVersion.value_or(tls12); }
    std::string clause(std::string_view ofTls12) const { return clauseIn(spoken(), ofTls12); }

    Recorder &m_recorder;
    Entropy &m_entropy;
    Version m_version = tls10; // RFC 5246 E.1: a client_hello's record says the lowest version that it offers, or 3.1
    std::optional<Version> m_expectedVersion;
    std::size_t m_fragmentLimit = maxPlaintext;
    std::size_t m_receiveLimit = maxPlaintext + 1; // RFC 8449 4: with the content type of TLS 1.3
    SizeLimit m_receiveLimitKind = SizeLimit::RecordSizeLimit;
    bool m_acceptSslV2 = false;
    bool m_toleratesClear = false;
    bool m_toleratesAlerts = false;
    std::size_t m_paddingBlock = 0;
    std::size_t m_skipLimit = 0; ///< bytes of early data that may still be passed over
    bool m_skipsAll = false;
    std::uint32_t m_skippedEpoch = 0; ///< of the early data that is passed over
    std::uint64_t m_skippedSequence = 0;
    Direction m_write;
    Direction m_read;
    Bytes m_output;
    Bytes m_input;
    std::size_t m_consumed = 0; ///< of m_input
};

} // namespace hd
