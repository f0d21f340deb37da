// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "crypto/context.h"
#include "handshake/config.h"
#include "trace/recorder.h"

#include <memory>

namespace hd {

/// One side of one connection, without any input or output of its own: bytes in, bytes out. Bad input from the peer
/// ends it with an alert; nothing that a peer sends makes an exception leave receive().
class Endpoint
{
public:
    /// Everything is borrowed and must outlive the endpoint. A Context serves one thread.
    Endpoint(Side side, const PartyConfig &config, crypto::Context &context, Recorder &recorder, Entropy &entropy,
             const Clock &clock);
    ~Endpoint();
    Endpoint(const Endpoint &) = delete;
    Endpoint &operator=(const Endpoint &) = delete;

    void start();           ///< a client queues its client_hello; a server begins to wait
    void receive(ByteView); ///< from the peer, in any chunking
    Bytes takeOutput();     ///< for the peer

    /// Only when open; otherwise nothing is sent. A handshake within the connection holds it up.
    void send(ByteView data);
    /// Begins a handshake within the connection: a client sends client_hello, a server hello_request.
    void renegotiate();
    /// TLS 1.3: new keys for what this side sends; with @p request the peer is asked to do the same (RFC 8446 4.6.3).
    void updateKeys(bool request);
    /// TLS 1.3: a server asks a client that allows it for a certificate, after the handshake (RFC 8446 4.6.2).
    void requestCertificate();
    /// A warning or a fatal alert that no check has led to, such as user_canceled. A fatal one ends the connection.
    void sendAlert(AlertLevel level, Alert alert);
    void close();         ///< queues close_notify; the connection is closed once the peer's has come too
    Bytes takeReceived(); ///< application data; early data too

    Status status() const;
    std::optional<Alert> alert() const; ///< the fatal one, whoever sent it
    const Negotiated &negotiated() const;
    /// Of a client: what to offer in a later connection. Nothing while there is no session that can be resumed.
    std::optional<SessionState> session() const;

    /// RFC 5705, recorded like every derivation. Empty unless open.
    Bytes exportKeyingMaterial(std::string_view label, std::optional<ByteView> context, std::size_t length);

private:
    struct Private;
    std::unique_ptr<Private> m_p;
};

} // namespace hd
