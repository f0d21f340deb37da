// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "crypto/tls13keyschedule.h"
#include "handshake/checks.h"
#include "handshake/negotiation.h"
#include "messages/messages.h"
#include "record/recordlayer.h"
#include "trace/transcript.h"

namespace hd {

/// A message that arrived, decoded.
struct Incoming
{
    MessageId id;
    std::string name;
    ByteView bytes;
    HandshakeMessage message;    ///< of a handshake message
    SslV2ClientHello sslV2 = {}; ///< of one in that format

    template<class T>
    const T &as() const
    {
        return std::get<T>(message);
    }
};

/// What a handler may do: require something, send something, derive something. It hands the rest to those whose matter
/// it is; here, and not in handlers, things are recorded.
class Party
{
public:
    Party(Side side, const PartyConfig &config, crypto::Context &context, Recorder &recorder, Entropy &entropy,
          const Clock &clock);

    Side side() const { return m_side; }
    const PartyConfig &config() const { return m_config; }
    crypto::Context &context() { return m_context; }
    Deriver &deriver() { return m_deriver; }
    RecordLayer &records() { return m_records; }
    Transcript &transcript() { return m_transcript; }
    WireContext &wire() { return m_wire; } ///< sender is set for each message
    WireContext wireFrom(Side sender) const;
    const Clock &clock() const { return m_clock; }

    /// The bytes and fields of a handshake message as it is sent.
    template<class T>
    Encoded encoded(T message) const
    {
        if constexpr (requires { message.extensions; })
            if (m_config.arrangeExtensions)
                m_config.arrangeExtensions(messageName<T>(), message.extensions);
        return encode(message, wireFrom(m_side));
    }
    template<class T>
    void send(T message)
    {
        sendHandshake(encoded(std::move(message)), messageName<T>());
    }
    template<class T>
    void sendOther(T message)
    {
        sendEncoded(encode(message, wireFrom(m_side)), T::protocol, protocolName(T::protocol));
    }

    /// Bytes that are exactly the named fields of the latest message(s) of that name.
    Input field(std::string role, ByteView value, std::initializer_list<std::string_view> paths) const;
    /// The hello in SSL 2.0's format, in a record of that format.
    void sendSslV2(SslV2ClientHello hello);
    /// The alert that says this in the version that is spoken.
    std::optional<Alert> spoken(Alert alert) const { return alertIn(m_wire.version, alert); }

    void requireEqual(std::string_view check, Input expected, Input actual);
    /// Every one of @p actual is among @p allowed.
    void requireMember(std::string_view check, const std::vector<std::string> &allowed,
                       const std::vector<std::string> &actual);
    /// @p required is one of @p items.
    void requireContains(std::string_view check, const std::string &required, const std::vector<std::string> &items);
    void requireDistinct(std::string_view check, const std::vector<std::string> &items);
    void requireAtLeast(std::string_view check, std::uint64_t minimum, std::uint64_t actual, std::string_view unit);
    void requireSignature(std::string_view check, const crypto::PublicKey &key, std::uint16_t scheme, ByteView content,
                          std::vector<Input> contentParts, Input signature);
    /// A peer's public value of (EC)DH; @p error is why it was refused.
    void requirePublicValue(std::string_view check, const std::optional<crypto::KeyShareError> &error,
                            std::vector<Input> inputs);
    /// Only failures of these two are recorded: that a message was expected and well formed shows in what follows.
    [[noreturn]] void failExpected(const std::vector<std::string> &allowed, std::string_view actual);
    [[noreturn]] void failSyntax(std::string_view check, const DecodeError &error);

    /// Parses a chain that the peer sent, leaf first, and requires every step of its verification.
    std::vector<crypto::Certificate> requireChain(const std::vector<Bytes> &chain, MessageId message,
                                                  crypto::Purpose purpose, const std::string &name,
                                                  std::string keyUsage);

    void requireAtMost(std::string_view check, std::uint64_t maximum, std::uint64_t actual, std::string_view unit);
    /// A signature over a hash that is a value itself, as in SSL 3.0.
    void requireHashSignature(std::string_view check, const crypto::PublicKey &key, std::uint16_t scheme,
                              const Secret &hash, Input signature);
    /// A stapled OCSP response about @p leaf.
    void requireGoodStatus(std::string_view check, Input response, const crypto::Certificate &leaf,
                           const crypto::Certificate &issuer);

    /// What was chosen; that there is nothing to choose is a failed check.
    template<class T>
    T require(std::string_view check, Choice<T> choice)
    {
        requireChosen(check, std::move(choice.decision));
        return *choice.chosen;
    }
    template<class T>
    std::optional<T> take(Choice<T> choice)
    {
        record(std::move(choice.decision));
        return choice.chosen;
    }

    /// An edge has been taken; said by the machine that takes it.
    void changeState(std::string_view from, std::string_view to, std::string_view on, std::string_view clause);
    void omit(std::string_view message, std::string_view reason, std::string_view clause);

    struct NewKeys
    {
        const CipherSuite &suite;
        bool encryptThenMac;
        std::uint8_t compression;
        const Secret &mac, &key, &iv;
    };
    void installKeys(bool write, const NewKeys &keys);
    void installKeys(bool write, const CipherSuite &suite, const v13::TrafficKeys &keys);

    /// Application data, in as many messages as there are records: it has no messages of its own.
    void sendData(ByteView data);

    /// close_notify has been sent: nothing may follow it (RFC 8446 6.1).
    void endSending() { m_sendingEnded = true; }
    bool sendingEnded() const { return m_sendingEnded; }

    Recorder &recorder() { return m_recorder; }

private:
    void record(Decision decision);
    /// Records every computed step; the first that failed ends the connection.
    void requireSteps(const std::vector<crypto::ChainStep> &steps, const crypto::ChainPolicy &policy,
                      MessageId message);
    void requireChosen(std::string_view check, Decision decision);
    void installed(bool write, std::unique_ptr<Protection> protection, std::uint8_t compression,
                   KeyInstallation installation);
    void sendHandshake(Encoded encoded, std::string name);
    MessageId sendEncoded(Encoded encoded, Protocol protocol, std::string name);
    void conclude(std::string_view name, bool passed, const char *operation, std::string expected, std::string actual,
                  std::vector<Input> inputs, std::optional<Alert> alert = std::nullopt);

    Side m_side;
    const PartyConfig &m_config;
    crypto::Context &m_context;
    Recorder &m_recorder;
    const Clock &m_clock;
    Deriver m_deriver;
    RecordLayer m_records;
    Transcript m_transcript;
    WireContext m_wire;
    bool m_sendingEnded = false;
};

/// "a, b, c", printable whatever the words are
std::string joined(const std::vector<std::string> &words);

/// The registry's word, or the number where it has none.
inline std::string nameOr(std::string name, std::uint64_t number)
{
    return name.empty() ? std::to_string(number) : std::move(name);
}

/// The registry's word for each code; the number where it has none.
template<class T>
std::vector<std::string> namesOf(const std::vector<T> &codes, Meaning name)
{
    std::vector<std::string> words;
    for (const T code : codes)
        words.push_back(nameOr(name(code), code));
    return words;
}

} // namespace hd
