// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "observe/agreement.h"
#include "observe/secrets.h"
#include "record/recordlayer.h"

namespace hd {

/// With which keys the records of a TLS 1.3 connection are read, by somebody who has some of its secrets or none. What
/// says that keys change is itself encrypted, and so is what a record holds; who has not got the keys of one stage and
/// has those of a later one finds out by trying where that begins.
class Tls13Keys
{
public:
    Tls13Keys(const Agreement &agreement, crypto::Context &context, Entropy &entropy, Secrets secrets)
        : m_agreement(agreement), m_context(context), m_entropy(entropy), m_secrets(std::move(secrets))
    {}

    /// @p wire is the record that comes next; keys that it is the first record of are installed.
    void beforeRecord(Side from, RecordLayer &records, ByteView wire);
    /// server_hello settled that it is TLS 1.3.
    void onServerHello(RecordLayer &ofClient, RecordLayer &ofServer);
    /// @p message changes the keys of who sent it, or not.
    void onMessage(Side from, RecordLayer &records, const HandshakeMessage &message);

private:
    enum class Stage : std::uint8_t { Clear, Early, Handshake, Application };
    /// What one side sends.
    struct Way
    {
        Stage stage = Stage::Clear;
        std::uint32_t generation = 0; ///< of the application keys: how many key_updates there were
        bool known = false;           ///< whether its keys are
        bool earlyPassed = false;     ///< whether the keys of early data have been there
    };

    bool resumesClear(const Way &way, ByteView wire) const;
    void beginEarlyData(Way &way, RecordLayer &records, ByteView wire);
    void moveTo(Stage stage, Side from, RecordLayer &records);
    void install(Way &way, RecordLayer &records, std::unique_ptr<Protection> protection);
    /// Null when the secret is not known or this libcrypto has not got the cipher.
    std::unique_ptr<Protection> protection(Stage stage, Side from, const CipherSuite *suite,
                                           std::uint32_t generation = 0) const;
    std::unique_ptr<Protection> opaque(Stage stage) const;

    const Agreement &m_agreement;
    crypto::Context &m_context;
    Entropy &m_entropy;
    Secrets m_secrets;
    std::array<Way, 2> m_ways;
};

} // namespace hd
