// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "crypto/keys.h"
#include "crypto/primitives.h"
#include "crypto/tickets.h"
#include "trace/recorder.h"
#include "trace/transcript.h"

#include <variant>

namespace hd {

/// A value that a party drew or computed. Only a Deriver makes one, so none exists that is not recorded.
class Secret
{
public:
    Secret() = default; ///< empty, not recorded: nothing has been derived yet
    const Bytes &bytes() const { return m_bytes; }
    DerivationId id() const { return m_id; }
    /// As an input of the next derivation or check.
    Input input(std::string role) const;

private:
    friend class Deriver;
    Secret(Bytes bytes, DerivationId id) : m_bytes(std::move(bytes)), m_id(id) {}
    Bytes m_bytes;
    DerivationId m_id;
};

/// Every random draw, key derivation and private-key operation of one party, recorded with labelled inputs.
class Deriver
{
public:
    Deriver(crypto::Context &context, Recorder &recorder, Entropy &entropy);

    Secret draw(std::string name, std::size_t length, bool secret);
    Secret concatenate(std::string name, std::vector<Input> parts, bool isSecret = true);

    struct KeyPair
    {
        Secret privateValue;
        Secret publicValue;
        crypto::EphemeralKey key;
    };
    KeyPair ephemeralEc(std::string_view privateName, std::string_view publicName, std::uint16_t group);
    KeyPair ephemeralDh(std::string_view privateName, std::string_view publicName,
                        const crypto::DhParameters &parameters, Input p, Input g);

    /// A refused peer value is an error, not a Secret.
    using Agreed = std::variant<Secret, crypto::KeyShareError>;
    Agreed agreeEc(std::string name, std::uint16_t group, const KeyPair &own, Input peer);
    /// RFC 5246 8.1.2: "Leading bytes of Z that contain all zero bits are stripped".
    Agreed agreeDh(std::string name, const crypto::DhParameters &parameters, const KeyPair &own, Input peer, Input p);

    /// RFC 8446 7.4.1: the same, padded with leading zeros to the length of p.
    Agreed agreeDhPadded(std::string name, const crypto::DhParameters &parameters, const KeyPair &own, Input peer,
                         Input p);

    /// ML-KEM (crypto/mlkem.h). Draws the seeds d and z, which are the private value.
    KeyPair ephemeralMlKem(std::string privateName, std::string publicName, std::string_view parameters);
    struct Encapsulated
    {
        Secret ciphertext;
        Secret shared;
    };
    /// Draws m as @p randomnessName.
    std::variant<Encapsulated, crypto::KeyShareError> encapsulate(std::string randomnessName,
                                                                  std::string ciphertextName, std::string sharedName,
                                                                  std::string_view parameters, Input peer);
    Agreed decapsulate(std::string name, std::string_view parameters, const KeyPair &own, Input ciphertext);

    Secret rsaEncrypt(std::string name, const Secret &plaintext, const crypto::PublicKey &key);
    /// @p fallback is the outcome when the padding is wrong or what is inside is not @p expectedLength bytes that begin
    /// with @p expectedPrefix: RFC 5246 7.4.7.1, so that a failure shows only at finished.
    Secret rsaDecrypt(std::string name, const crypto::PrivateKey &key, const crypto::PublicKey &publicKey,
                      Input ciphertext, std::size_t expectedLength, ByteView expectedPrefix);

    Secret sign(std::string name, const crypto::PrivateKey &key, const crypto::PublicKey &publicKey,
                std::uint16_t scheme, ByteView content, std::vector<Input> parts);

    Secret hash(std::string name, crypto::Hash hash, const TranscriptPart &messages);
    Secret digest(std::string name, crypto::Hash hash, std::vector<Input> parts, bool isSecret);

    /// Something that this party brings along: a pre-shared key, the master secret of a session, a ticket key.
    Secret given(std::string name, std::string_view why, std::optional<Input> identity, ByteView value);

    /// PRF(secret, label, seeds one after the other), RFC 5246 5.
    Secret prf(std::string name, crypto::Hash hash, const Secret &secret, std::string_view label,
               std::vector<Input> seeds, std::size_t length, bool isSecret = true);
    /// As secret as @p source.
    Secret slice(std::string name, const Secret &source, std::size_t offset, std::size_t length);

    /// RFC 5869 2.2. @p salt, ikm a Secret's input or zeros.
    Secret hkdfExtract(std::string name, crypto::Hash hash, Input salt, Input ikm);
    /// RFC 8446 7.1; Derive-Secret is this with a transcript hash.
    Secret hkdfExpandLabel(std::string name, crypto::Hash hash, const Secret &secret, std::string_view label,
                           Input context, std::size_t length, bool isSecret = true);
    Secret hmac(std::string name, crypto::Hash hash, const Secret &key, Input content);

    /// RFC 6101 6.1 and 6.2.2: the expansion of SSL 3.0.
    Secret sslLadder(std::string name, const Secret &secret, std::vector<Input> seeds, std::size_t length);
    /// RFC 6101 5.6.8 and 5.6.9: MD5 and SHA-1, 36 bytes. @p sender "CLNT", "SRVR" or nothing.
    Secret sslHash(std::string name, const Secret &master, std::string_view sender, const TranscriptPart &messages);
    /// Signs what sslHash made.
    Secret signHash(std::string name, const crypto::PrivateKey &key, const crypto::PublicKey &publicKey,
                    std::uint16_t scheme, const Secret &hash);

    /// RFC 5077 4. @p keys is ticketKeyLength bytes.
    static constexpr std::size_t ticketKeyLength = crypto::ticketKeyLength;
    static constexpr std::size_t ticketNameLength = crypto::ticketNameLength;
    /// Draws the IV, as `ticket_iv`.
    Secret sealTicket(std::string name, const Secret &keys, ByteView keyName, const Secret &plaintext);
    /// Nothing when it was not sealed with @p keys.
    std::optional<Secret> openTicket(std::string name, const Secret &keys, ByteView keyName, Input ticket);

private:
    Secret record(std::string name, const char *operation, std::vector<Input> inputs, Bytes output, bool secret);

    crypto::Context &m_context;
    Recorder &m_recorder;
    Entropy &m_entropy;
};

} // namespace hd
