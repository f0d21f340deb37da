// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// The passive third party. It sees the bytes of both directions and nothing else of the endpoints; what it makes of
// them is a Trace with the same messages, records and fields.

#include "observe/secrets.h"
#include "trace/onthewire.h"

#include <memory>

namespace hd::crypto {
class Context;
}

namespace hd {

/// Decodes a connection from SSL 3.0 to TLS 1.3 as it passes. With a handshake's secrets its protected records are
/// opened. Without, each is a message of its own that says what an eavesdropper can say: who, when, how much, and up to
/// TLS 1.2 of which protocol (`encrypted_handshake`, `encrypted_alert`, `application_data`, `change_cipher_spec`). In
/// TLS 1.3 all of them are `application_data`, whatever is in them, and of the first epoch that they can be of: where
/// the next ones begin does not show either, nor whether the handshake was completed, so that it stays `handshaking`.
///
/// Its trace has messages, records, the events of both being sent and received, what was negotiated and how it ended;
/// `source` is `import`. Its notices say why a server's private key did not help. A message that makes no sense has its
/// error. A record that makes none, or that the secret does not open, is a failed check of its receiver, and ends the
/// decoding of that direction. Nothing that it sees makes an exception leave it, and it keeps no more than it was
/// shown.
class Observer
{
public:
    explicit Observer(Secrets secrets = {});
    Observer(Secrets secrets, crypto::Context &context); ///< borrowed
    ~Observer();
    Observer(const Observer &) = delete;
    Observer &operator=(const Observer &) = delete;

    /// In the order of time; bytes of one direction may be cut anywhere.
    void see(const Chunk &chunk);
    /// Of what was seen so far.
    Trace trace() const;

private:
    struct Private;
    std::unique_ptr<Private> m_p;
};

/// The same for a connection that is over.
Trace observe(const std::vector<Chunk> &chunks, Secrets secrets = {});

} // namespace hd
