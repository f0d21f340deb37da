// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "messages/messages.h"
#include "observe/agreement.h"
#include "observe/secrets.h"
#include "wire/error.h"

namespace hd {

/// Somebody with a server's private key who reads along: in an RSA key exchange that is enough for the master secret
/// (RFC 5246 8.1.1), in no other. Where it does not help, notices() says why.
class RsaKeyExchange
{
public:
    RsaKeyExchange(const Agreement &agreement, crypto::Context &context, Entropy &entropy,
                   std::vector<crypto::PrivateKey> keys)
        : m_agreement(agreement), m_context(context), m_entropy(entropy), m_keys(std::move(keys))
    {}

    /// A client_hello in the format of SSL 2.0.
    void beginHandshake();
    /// A message in clear or opened, after the Agreement has seen it.
    void see(Side from, const HandshakeMessage &message, ByteView bytes);
    /// Of the latest handshake, whose key exchange is over.
    std::optional<Bytes> masterSecret();
    /// TLS 1.3 was agreed.
    void onTls13() { explainOnce(noRsa("TLS 1.3")); }
    /// The first record under what masterSecret() yielded does not open.
    void onRefuted();
    const std::vector<Error> &notices() const { return m_notices; }

private:
    static Error noRsa(const std::string &how);
    void explainOnce(Error why);
    const crypto::PrivateKey *fittingKey();
    std::optional<Bytes> preMasterSecret();
    Bytes masterOf(const Bytes &preMaster);

    const Agreement &m_agreement;
    crypto::Context &m_context;
    Entropy &m_entropy;
    std::vector<crypto::PrivateKey> m_keys;
    Bytes m_messages;                 ///< of the latest handshake, up to client_key_exchange (RFC 7627 3)
    Bytes m_certificate;              ///< of the server, DER
    std::optional<Bytes> m_encrypted; ///< client_key_exchange's
    bool m_temporaryKey = false;
    std::vector<Error> m_notices;
};

} // namespace hd
