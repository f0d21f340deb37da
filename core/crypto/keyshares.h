// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "crypto/deriver.h"
#include "wire/hybrids.h"

namespace hd {

/// What a party sends in key_share (RFC 8446 4.2.8) and keeps for the agreement.
struct KeyShareSecret
{
    std::uint16_t group = 0;
    Bytes keyExchange; ///< what goes over the wire
    Input source;      ///< the same, as an input of role `key_exchange`: the derivation that made it
    /// What stays here, one per part of a hybrid group in the order of the wire, otherwise one; of a server that has
    /// encapsulated, nothing.
    std::vector<Deriver::KeyPair> own;
};

/// Key agreement as TLS 1.3 has it, whatever the group: a curve, a finite field with the secret padded to the length of
/// p (RFC 8446 7.4), or both a curve and ML-KEM (draft-ietf-tls-ecdhe-mlkem).
///
/// Records `{client,server}_key_share_private` and `{client,server}_key_share`, then `shared_secret`; of a hybrid group
/// the same names for each part, followed by `.mlkem768`, `.mlkem1024`, `.x25519`, `.secp256r1`, `.secp384r1` (where
/// the server encapsulates, `server_key_share_private.mlkem768` is m), and the parts one after the other without.
class KeyAgreement
{
public:
    KeyAgreement(Deriver &deriver, crypto::Context &context) : m_deriver(deriver), m_context(context) {}

    /// Why it cannot run @p group, a sentence in English; empty when it can.
    std::string obstacle(std::uint16_t group) const { return obstacle(m_context, group); }
    static std::string obstacle(crypto::Context &context, std::uint16_t group);

    /// A client's share of any group, or a server's of one that is not hybrid.
    KeyShareSecret generate(Side side, std::uint16_t group);

    /// The client's, from its own share and the server's key_exchange. What the server sent may be refused.
    Deriver::Agreed agree(const KeyShareSecret &own, Input peer);

    using Answer = std::pair<KeyShareSecret, Secret>;
    /// The server's: its own share, which may depend on the client's, and the secret.
    std::variant<Answer, crypto::KeyShareError> answer(std::uint16_t group, Input peer);

private:
    Deriver::KeyPair keyPair(const std::string &names, const std::string &part, std::uint16_t group);
    Deriver::Agreed agreed(std::string name, std::uint16_t group, const Deriver::KeyPair &own, Input peer);
    KeyShareSecret generateHybrid(Side side, std::uint16_t group);
    Deriver::Agreed agreeHybrid(const KeyShareSecret &own, const Input &peer);
    std::variant<Answer, crypto::KeyShareError> answerHybrid(std::uint16_t group, const Input &peer);

    Deriver &m_deriver;
    crypto::Context &m_context;
};

} // namespace hd
