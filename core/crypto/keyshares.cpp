// SPDX-License-Identifier: GPL-3.0-or-later
#include "crypto/keyshares.h"

#include "crypto/mlkem.h"

namespace hd {

static const std::string sharedSecret = "shared_secret";

static std::string namesOf(Side side)
{
    return side == Side::Client ? "client_key_share" : "server_key_share";
}

/// ".mlkem768" of mlkem768_ciphertext, ".x25519"
static std::string suffixOf(const HybridPart &part)
{
    return "." + std::string(part.name.substr(0, part.name.find('_')));
}

static std::size_t lengthOf(const std::vector<HybridPart> &parts)
{
    std::size_t length = 0;
    for (const HybridPart &part : parts)
        length += part.length;
    return length;
}

/// A part of the peer's key_exchange, which is laid out as fields of its own below key_exchange.
static Input partOf(const Input &peer, const HybridPart &part, std::size_t at)
{
    Input input = peer;
    input.role = "peer_public";
    input.value.assign(peer.value.begin() + static_cast<std::ptrdiff_t>(at),
                       peer.value.begin() + static_cast<std::ptrdiff_t>(at + part.length));
    for (FieldRef &field : input.fields)
        field.path += "." + std::string(part.name);
    return input;
}

static KeyShareSecret shareOf(std::uint16_t group, const Secret &publicValue, std::vector<Deriver::KeyPair> own)
{
    return {group, publicValue.bytes(), publicValue.input("key_exchange"), std::move(own)};
}

std::string KeyAgreement::obstacle(crypto::Context &context, std::uint16_t group)
{
    if (!namedGroup(group))
        return "this program does not know the group";
    for (const HybridPart &part : hybridParts(group, false))
        if (!part.parameters.empty() && !crypto::canMlKem(context, part.parameters))
            return "this libcrypto has no " + std::string(part.parameters) + " (OpenSSL has it from version 3.5 on)";
    return {};
}

Deriver::KeyPair KeyAgreement::keyPair(const std::string &names, const std::string &part, std::uint16_t group)
{
    const std::string privateName = names + "_private" + part;
    const std::string publicName = names + part;
    const std::optional<crypto::DhParameters> field = crypto::ffdhe(group);
    if (!field)
        return m_deriver.ephemeralEc(privateName, publicName, group);
    return m_deriver.ephemeralDh(privateName, publicName, *field, bytesInput("dh_p", field->p),
                                 bytesInput("dh_g", field->g));
}

Deriver::Agreed KeyAgreement::agreed(std::string name, std::uint16_t group, const Deriver::KeyPair &own, Input peer)
{
    peer.role = "peer_public";
    const std::optional<crypto::DhParameters> field = crypto::ffdhe(group);
    if (!field)
        return m_deriver.agreeEc(std::move(name), group, own, std::move(peer));
    // RFC 8446 4.2.8.1: "padded to the left with zeros to the size of p in bytes"
    if (peer.value.size() != field->p.size())
        return crypto::KeyShareError::WrongLength;
    return m_deriver.agreeDhPadded(std::move(name), *field, own, std::move(peer), bytesInput("dh_p", field->p));
}

KeyShareSecret KeyAgreement::generate(Side side, std::uint16_t group)
{
    if (!hybridParts(group, false).empty())
        return generateHybrid(side, group);
    Deriver::KeyPair pair = keyPair(namesOf(side), {}, group);
    const Secret publicValue = pair.publicValue;
    return shareOf(group, publicValue, {std::move(pair)});
}

KeyShareSecret KeyAgreement::generateHybrid(Side side, std::uint16_t group)
{
    const std::string names = namesOf(side);
    std::vector<Deriver::KeyPair> own;
    std::vector<Input> parts;
    for (const HybridPart &part : hybridParts(group, false)) {
        own.push_back(part.curve ? keyPair(names, suffixOf(part), part.curve)
                                 : m_deriver.ephemeralMlKem(names + "_private" + suffixOf(part), names + suffixOf(part),
                                                            part.parameters));
        parts.push_back(own.back().publicValue.input("part"));
    }
    return shareOf(group, m_deriver.concatenate(names, std::move(parts), false), std::move(own));
}

Deriver::Agreed KeyAgreement::agree(const KeyShareSecret &own, Input peer)
{
    if (!hybridParts(own.group, true).empty())
        return agreeHybrid(own, peer);
    return agreed(sharedSecret, own.group, own.own.front(), std::move(peer));
}

Deriver::Agreed KeyAgreement::agreeHybrid(const KeyShareSecret &own, const Input &peer)
{
    const std::vector<HybridPart> parts = hybridParts(own.group, true);
    if (peer.value.size() != lengthOf(parts))
        return crypto::KeyShareError::WrongLength;
    std::vector<Input> secrets;
    std::size_t at = 0;
    for (std::size_t i = 0; i < parts.size(); ++i) {
        const HybridPart &part = parts[i];
        const std::string name = sharedSecret + suffixOf(part);
        const Input theirs = partOf(peer, part, at);
        const Deriver::Agreed secret = part.curve ? agreed(name, part.curve, own.own[i], theirs)
                                                  : m_deriver.decapsulate(name, part.parameters, own.own[i], theirs);
        if (const auto *error = std::get_if<crypto::KeyShareError>(&secret))
            return *error;
        secrets.push_back(std::get<Secret>(secret).input("part"));
        at += part.length;
    }
    return m_deriver.concatenate(sharedSecret, std::move(secrets));
}

std::variant<KeyAgreement::Answer, crypto::KeyShareError> KeyAgreement::answer(std::uint16_t group, Input peer)
{
    if (!hybridParts(group, true).empty())
        return answerHybrid(group, peer);
    KeyShareSecret share = generate(Side::Server, group);
    const Deriver::Agreed secret = agreed(sharedSecret, group, share.own.front(), std::move(peer));
    if (const auto *error = std::get_if<crypto::KeyShareError>(&secret))
        return *error;
    return Answer{std::move(share), std::get<Secret>(secret)};
}

std::variant<KeyAgreement::Answer, crypto::KeyShareError> KeyAgreement::answerHybrid(std::uint16_t group,
                                                                                     const Input &peer)
{
    const std::string names = namesOf(Side::Server);
    const std::vector<HybridPart> parts = hybridParts(group, false);
    if (peer.value.size() != lengthOf(parts))
        return crypto::KeyShareError::WrongLength;
    std::vector<Input> values, secrets;
    std::size_t at = 0;
    for (const HybridPart &part : parts) {
        const std::string suffix = suffixOf(part);
        const Input theirs = partOf(peer, part, at);
        at += part.length;
        if (part.curve) {
            const Deriver::KeyPair own = keyPair(names, suffix, part.curve);
            const Deriver::Agreed secret = agreed(sharedSecret + suffix, part.curve, own, theirs);
            if (const auto *error = std::get_if<crypto::KeyShareError>(&secret))
                return *error;
            values.push_back(own.publicValue.input("part"));
            secrets.push_back(std::get<Secret>(secret).input("part"));
            continue;
        }
        const auto made = m_deriver.encapsulate(names + "_private" + suffix, names + suffix, sharedSecret + suffix,
                                                part.parameters, theirs);
        if (const auto *error = std::get_if<crypto::KeyShareError>(&made))
            return *error;
        values.push_back(std::get<Deriver::Encapsulated>(made).ciphertext.input("part"));
        secrets.push_back(std::get<Deriver::Encapsulated>(made).shared.input("part"));
    }
    const Secret value = m_deriver.concatenate(names, std::move(values), false);
    return Answer{shareOf(group, value, {}), m_deriver.concatenate(sharedSecret, std::move(secrets))};
}

} // namespace hd
