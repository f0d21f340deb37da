// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/overheard.h"
#include "crypto/keys.h"
#include "observe/secrets.h"

#include <map>

namespace hd {

/// Somebody with a recording and a key: finds the secrets of the handshakes in it that the key opens, as far as what
/// has been opened already lets him.
class KeyThief
{
public:
    explicit KeyThief(crypto::Context &context) : m_context(context) {}

    void takePrivateKey(crypto::PrivateKey key) { m_privateKey = std::move(key); }
    void takeTicketKeys(Bytes keys) { m_ticketKeys = std::move(keys); }
    void takePreSharedKey(Bytes key) { m_psk = std::move(key); }

    /// Whether there is a secret more than before.
    bool learn(const std::vector<OverheardHandshake> &handshakes);
    /// Those found so far; borrowed.
    Secrets secrets() const;
    bool knows(const OverheardHandshake &handshake) const;

private:
    void learnLegacy(const OverheardHandshake &handshake);
    std::optional<Bytes> preMaster(const OverheardHandshake &handshake) const;
    Bytes masterOf(const OverheardHandshake &handshake, const Bytes &preMaster) const;
    std::optional<SessionState> open(const Bytes &ticket) const;
    void learnTls13(const OverheardHandshake &handshake);
    /// The key of identity @p index of the client_hello.
    std::optional<Bytes> pskOf(const OverheardHandshake &handshake, std::size_t index) const;
    void learnEarly(const OverheardHandshake &handshake);
    void keep(std::string_view label, const OverheardHandshake &handshake, Bytes secret);

    crypto::Context &m_context;
    std::optional<crypto::PrivateKey> m_privateKey;
    Bytes m_ticketKeys, m_psk;
    std::map<std::pair<std::string, Bytes>, Bytes> m_secrets; ///< by label and client random
    std::map<Bytes, Bytes> m_sessions;                        ///< master secrets by session id
};

} // namespace hd
