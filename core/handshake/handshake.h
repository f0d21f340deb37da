// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "handshake/party.h"

#include <memory>

namespace hd {

/// How often a peer may say in a row what costs work and gets nobody on. No standard has a number; without one a peer
/// could keep us busy for ever.
inline constexpr unsigned mostInARow = 32;

/// One family of handshakes (SSL 3.0 to TLS 1.2, or TLS 1.3) of one party, as its endpoint drives it.
class Handshake
{
public:
    explicit Handshake(Party &party) : m_party(party) {}
    virtual ~Handshake() = default;

    virtual void start() = 0;
    /// Whether this message belongs to the other family: that one, which is to handle it; null when it does not.
    virtual std::unique_ptr<Handshake> handOver(const Incoming &) { return nullptr; }
    /// A handshake message, change_cipher_spec, or an alert that may have a meaning here. @throws HandshakeFailure
    virtual void handle(const Incoming &incoming) = 0;
    /// Whether the machine has a use for this warning in its state.
    virtual bool concerns(std::string_view alert) const = 0;
    /// The messages that may come next.
    virtual std::vector<std::string> expected() const = 0;

    virtual std::string_view stateName() const = 0;
    /// Of the keys in use, while a later handshake is under way.
    virtual const Negotiated &negotiated() const = 0;
    virtual bool connected() const = 0;
    /// Whether application data may come.
    virtual bool carriesData() const = 0;
    /// So much application data came. @throws HandshakeFailure
    virtual void onData(std::size_t) {}
    /// Application data that the peer did not take while the handshake lasted, to be sent once it is over.
    virtual Bytes takeUnsent() { return {}; }

    /// What can be resumed later.
    virtual std::optional<SessionState> session() const = 0;
    /// RFC 5246 7.2.2: the session of a connection that failed cannot be resumed.
    virtual void forgetSession() = 0;
    /// RFC 5705 4 and RFC 8446 7.5. Only when connected. @param context nothing is not the same as an empty one up to
    /// TLS 1.2.
    virtual Bytes exportKeyingMaterial(std::string_view label, std::optional<ByteView> context, std::size_t length) = 0;

    /// What a party sets off itself once it is connected: each does nothing where the rules forbid it.
    virtual void renegotiate() {}
    virtual void updateKeys(bool) {}
    virtual void requestCertificate() {}

protected:
    Party &m_party;
};

} // namespace hd
