// SPDX-License-Identifier: GPL-3.0-or-later
#include "crypto/deriver.h"

#include "crypto/mlkem.h"
#include "trace/operations.h"
#include "wire/registry.h"

namespace hd {

Input Secret::input(std::string role) const
{
    Input input = bytesInput(std::move(role), m_bytes);
    if (!m_bytes.empty())
        input.derivation = m_id;
    return input;
}

Deriver::Deriver(crypto::Context &context, Recorder &recorder, Entropy &entropy)
    : m_context(context), m_recorder(recorder), m_entropy(entropy)
{}

Secret Deriver::record(std::string name, const char *operation, std::vector<Input> inputs, Bytes output, bool secret)
{
    Derivation derivation;
    derivation.name = std::move(name);
    derivation.operation = operation;
    derivation.inputs = std::move(inputs);
    derivation.output = output;
    derivation.secret = secret;
    const DerivationId id = m_recorder.derived(std::move(derivation));
    return {std::move(output), id};
}

Secret Deriver::draw(std::string name, std::size_t length, bool secret)
{
    return record(std::move(name), operation::entropy, {}, m_entropy.draw(length), secret);
}

Secret Deriver::concatenate(std::string name, std::vector<Input> parts, bool isSecret)
{
    Bytes all;
    for (const Input &part : parts)
        append(all, part.value);
    return record(std::move(name), operation::concatenation, std::move(parts), std::move(all), isSecret);
}

Deriver::KeyPair Deriver::ephemeralEc(std::string_view privateName, std::string_view publicName, std::uint16_t group)
{
    crypto::EphemeralKey key = crypto::generateEc(m_context, group);
    const Secret privateValue = record(std::string(privateName), operation::entropy, {}, key.privateValue, true);
    const Secret publicValue =
        record(std::string(publicName), operation::ecdhPublic,
               {privateValue.input("private_key"), wordInput("group", names::group(group))}, key.publicValue, false);
    return {privateValue, publicValue, std::move(key)};
}

Deriver::KeyPair Deriver::ephemeralDh(std::string_view privateName, std::string_view publicName,
                                      const crypto::DhParameters &parameters, Input p, Input g)
{
    crypto::EphemeralKey key = crypto::generateDh(m_context, parameters);
    const Secret privateValue = record(std::string(privateName), operation::entropy, {}, key.privateValue, true);
    const Secret publicValue =
        record(std::string(publicName), operation::dhPublic,
               {privateValue.input("private_key"), std::move(p), std::move(g)}, key.publicValue, false);
    return {privateValue, publicValue, std::move(key)};
}

Deriver::Agreed Deriver::agreeEc(std::string name, std::uint16_t group, const KeyPair &own, Input peer)
{
    crypto::SharedSecret shared = crypto::agreeEc(m_context, group, own.key, peer.value);
    if (shared.error)
        return *shared.error;
    return record(std::move(name), operation::ecdhShared,
                  {own.privateValue.input("private_key"), std::move(peer), wordInput("group", names::group(group))},
                  std::move(shared.z), true);
}

Deriver::Agreed Deriver::agreeDh(std::string name, const crypto::DhParameters &parameters, const KeyPair &own,
                                 Input peer, Input p)
{
    crypto::SharedSecret shared = crypto::agreeDh(m_context, parameters, own.key, peer.value);
    if (shared.error)
        return *shared.error;
    const auto firstDigit = std::find_if(shared.z.begin(), shared.z.end(), [](std::uint8_t byte) { return byte != 0; });
    shared.z.erase(shared.z.begin(), firstDigit);
    return record(std::move(name), operation::dhShared,
                  {own.privateValue.input("private_key"), std::move(peer), std::move(p)}, std::move(shared.z), true);
}

Deriver::Agreed Deriver::agreeDhPadded(std::string name, const crypto::DhParameters &parameters, const KeyPair &own,
                                       Input peer, Input p)
{
    crypto::SharedSecret shared = crypto::agreeDh(m_context, parameters, own.key, peer.value);
    if (shared.error)
        return *shared.error;
    return record(std::move(name), operation::dhSharedPadded,
                  {own.privateValue.input("private_key"), std::move(peer), std::move(p)}, std::move(shared.z), true);
}

Deriver::KeyPair Deriver::ephemeralMlKem(std::string privateName, std::string publicName, std::string_view parameters)
{
    const Secret seed = draw(std::move(privateName), crypto::mlkemSeedLength, true);
    crypto::EphemeralKey key = crypto::importMlKem(m_context, parameters, seed.bytes());
    const Secret publicValue = record(std::move(publicName), operation::mlkemPublic,
                                      {seed.input("private_key"), wordInput("parameter_set", std::string(parameters))},
                                      key.publicValue, false);
    return {seed, publicValue, std::move(key)};
}

std::variant<Deriver::Encapsulated, crypto::KeyShareError> Deriver::encapsulate(std::string randomnessName,
                                                                                std::string ciphertextName,
                                                                                std::string sharedName,
                                                                                std::string_view parameters, Input peer)
{
    peer.role = "peer_public";
    const Secret randomness = draw(std::move(randomnessName), crypto::mlkemRandomnessLength, true);
    crypto::Encapsulation made = crypto::encapsulate(m_context, parameters, peer.value, randomness.bytes());
    if (made.error)
        return *made.error;
    const std::vector<Input> inputs{randomness.input("randomness"), std::move(peer),
                                    wordInput("parameter_set", std::string(parameters))};
    Secret ciphertext =
        record(std::move(ciphertextName), operation::mlkemEncapsulate, inputs, std::move(made.ciphertext), false);
    Secret shared = record(std::move(sharedName), operation::mlkemShared, inputs, std::move(made.shared), true);
    return Encapsulated{std::move(ciphertext), std::move(shared)};
}

Deriver::Agreed Deriver::decapsulate(std::string name, std::string_view parameters, const KeyPair &own,
                                     Input ciphertext)
{
    ciphertext.role = "ciphertext";
    crypto::SharedSecret shared = crypto::decapsulate(m_context, parameters, own.key, ciphertext.value);
    if (shared.error)
        return *shared.error;
    return record(std::move(name), operation::mlkemDecapsulate,
                  {own.privateValue.input("private_key"), std::move(ciphertext),
                   wordInput("parameter_set", std::string(parameters))},
                  std::move(shared.z), true);
}

Secret Deriver::rsaEncrypt(std::string name, const Secret &plaintext, const crypto::PublicKey &key)
{
    return record(std::move(name), operation::rsaEncrypt,
                  {plaintext.input("plaintext"), bytesInput("public_key", key.spki())},
                  key.rsaEncrypt(m_context, plaintext.bytes()), false);
}

Secret Deriver::rsaDecrypt(std::string name, const crypto::PrivateKey &key, const crypto::PublicKey &publicKey,
                           Input ciphertext, std::size_t expectedLength, ByteView expectedPrefix)
{
    const Bytes fallback = concat({expectedPrefix, m_entropy.draw(expectedLength - expectedPrefix.size())});
    const std::optional<Bytes> inside = key.rsaDecrypt(m_context, ciphertext.value);
    const bool good = inside && inside->size() == expectedLength &&
                      crypto::equalInConstantTime(ByteView(*inside).first(expectedPrefix.size()), expectedPrefix);
    if (!good)
        return record(std::move(name), operation::entropy, {}, fallback, true);
    return record(std::move(name), operation::rsaDecrypt,
                  {std::move(ciphertext), bytesInput("public_key", publicKey.spki())}, *inside, true);
}

Secret Deriver::sign(std::string name, const crypto::PrivateKey &key, const crypto::PublicKey &publicKey,
                     std::uint16_t scheme, ByteView content, std::vector<Input> parts)
{
    parts.push_back(wordInput("scheme", names::signatureForm(scheme)));
    parts.push_back(bytesInput("public_key", publicKey.spki()));
    return record(std::move(name), operation::sign, std::move(parts), key.sign(m_context, scheme, content), false);
}

Secret Deriver::hash(std::string name, crypto::Hash hash, const TranscriptPart &messages)
{
    std::vector<Input> inputs{wordInput("hash", std::string(crypto::name(hash)))};
    ByteView first;
    if (messages.messageHash) {
        first = messages.messageHash->value;
        inputs.push_back(*messages.messageHash);
    }
    Input covered = wordInput("messages", {});
    covered.messages = messages.messages;
    inputs.push_back(std::move(covered));
    if (!messages.truncated.empty())
        inputs.push_back(bytesInput("truncated", messages.truncated));
    return record(std::move(name), operation::hash, std::move(inputs),
                  crypto::digest(m_context, hash, {first, messages.bytes, messages.truncated}), false);
}

Secret Deriver::hkdfExtract(std::string name, crypto::Hash hash, Input salt, Input ikm)
{
    salt.role = "salt";
    ikm.role = "ikm";
    Bytes extracted = crypto::hkdfExtract(m_context, hash, salt.value, ikm.value);
    return record(std::move(name), operation::hkdfExtract,
                  {wordInput("hash", std::string(crypto::name(hash))), std::move(salt), std::move(ikm)},
                  std::move(extracted), true);
}

Secret Deriver::hkdfExpandLabel(std::string name, crypto::Hash hash, const Secret &secret, std::string_view label,
                                Input context, std::size_t length, bool isSecret)
{
    context.role = "context";
    Bytes expanded = crypto::hkdfExpandLabel(m_context, hash, secret.bytes(), label, context.value, length);
    return record(std::move(name), operation::hkdfExpandLabel,
                  {wordInput("hash", std::string(crypto::name(hash))), secret.input("secret"),
                   wordInput("label", std::string(label)), std::move(context),
                   wordInput("length", std::to_string(length))},
                  std::move(expanded), isSecret);
}

Secret Deriver::hmac(std::string name, crypto::Hash hash, const Secret &key, Input content)
{
    content.role = "content";
    Bytes value = crypto::hmac(m_context, hash, key.bytes(), {content.value});
    return record(std::move(name), operation::hmac,
                  {wordInput("hash", std::string(crypto::name(hash))), key.input("key"), std::move(content)},
                  std::move(value), false);
}

Secret Deriver::prf(std::string name, crypto::Hash hash, const Secret &secret, std::string_view label,
                    std::vector<Input> seeds, std::size_t length, bool isSecret)
{
    Bytes seed;
    for (const Input &part : seeds)
        append(seed, part.value);
    std::vector<Input> inputs{wordInput("hash", std::string(crypto::name(hash))), secret.input("secret"),
                              wordInput("label", std::string(label))};
    std::move(seeds.begin(), seeds.end(), std::back_inserter(inputs));
    inputs.push_back(wordInput("length", std::to_string(length)));
    return record(std::move(name), operation::prf, std::move(inputs),
                  crypto::prf(m_context, hash, secret.bytes(), label, seed, length), isSecret);
}

Secret Deriver::digest(std::string name, crypto::Hash hash, std::vector<Input> parts, bool isSecret)
{
    Bytes all;
    for (const Input &part : parts)
        append(all, part.value);
    std::vector<Input> inputs{wordInput("hash", std::string(crypto::name(hash)))};
    std::move(parts.begin(), parts.end(), std::back_inserter(inputs));
    return record(std::move(name), operation::digest, std::move(inputs), crypto::digest(m_context, hash, {all}),
                  isSecret);
}

Secret Deriver::given(std::string name, std::string_view why, std::optional<Input> identity, ByteView value)
{
    std::vector<Input> inputs{wordInput("why", std::string(why))};
    if (identity)
        inputs.push_back(std::move(*identity));
    return record(std::move(name), operation::given, std::move(inputs), Bytes(value.begin(), value.end()), true);
}

Secret Deriver::slice(std::string name, const Secret &source, std::size_t offset, std::size_t length)
{
    const Range range{static_cast<std::uint32_t>(offset), static_cast<std::uint32_t>(length)};
    const ByteView part = hd::slice(source.bytes(), range);
    const bool isSecret = m_recorder.account().derivations[source.id().index].secret;
    return record(std::move(name), operation::slice,
                  {source.input("source"), wordInput("offset", std::to_string(offset)),
                   wordInput("length", std::to_string(length))},
                  Bytes(part.begin(), part.end()), isSecret);
}

Secret Deriver::sslLadder(std::string name, const Secret &secret, std::vector<Input> seeds, std::size_t length)
{
    Bytes seed;
    for (const Input &part : seeds)
        append(seed, part.value);
    std::vector<Input> inputs{secret.input("secret")};
    std::move(seeds.begin(), seeds.end(), std::back_inserter(inputs));
    inputs.push_back(wordInput("length", std::to_string(length)));
    return record(std::move(name), operation::sslLadder, std::move(inputs),
                  crypto::sslLadder(m_context, secret.bytes(), seed, length), true);
}

Secret Deriver::sslHash(std::string name, const Secret &master, std::string_view sender, const TranscriptPart &messages)
{
    Input covered = wordInput("messages", {});
    covered.messages = messages.messages;
    return record(std::move(name), operation::sslHash,
                  {master.input("secret"), wordInput("sender", std::string(sender)), std::move(covered)},
                  crypto::sslHash(m_context, master.bytes(), sender, messages.bytes), false);
}

Secret Deriver::signHash(std::string name, const crypto::PrivateKey &key, const crypto::PublicKey &publicKey,
                         std::uint16_t scheme, const Secret &hash)
{
    return record(std::move(name), operation::signHash,
                  {hash.input("hash_value"), wordInput("scheme", names::signatureForm(scheme)),
                   bytesInput("public_key", publicKey.spki())},
                  key.signHash(m_context, scheme, hash.bytes()), false);
}

Secret Deriver::sealTicket(std::string name, const Secret &keys, ByteView keyName, const Secret &plaintext)
{
    const Secret iv = draw("ticket_iv", crypto::ticketIvLength, false);
    return record(std::move(name), operation::sealTicket,
                  {keys.input("secret"), bytesInput("key_name", keyName), iv.input("iv"), plaintext.input("plaintext")},
                  crypto::sealTicket(m_context, keys.bytes(), keyName, iv.bytes(), plaintext.bytes()), false);
}

std::optional<Secret> Deriver::openTicket(std::string name, const Secret &keys, ByteView keyName, Input ticket)
{
    const ByteView sealed = ticket.value;
    const bool ours = sealed.size() >= keyName.size() && std::ranges::equal(sealed.first(keyName.size()), keyName);
    std::optional<Bytes> plaintext = ours ? crypto::openTicket(m_context, keys.bytes(), sealed) : std::nullopt;
    if (!plaintext)
        return std::nullopt;
    return record(std::move(name), operation::openTicket, {keys.input("secret"), std::move(ticket)},
                  std::move(*plaintext), true);
}

} // namespace hd
