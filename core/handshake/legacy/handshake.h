// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "crypto/keyschedule.h"
#include "handshake/hellos.h"
#include "handshake/legacy/state.h"
#include "handshake/machine.h"

#include <array>

namespace hd::legacy {

/// What one handshake agrees on; a connection may hold several.
struct Agreement
{
    Negotiated negotiated = {};
    const VersionTraits *traits = nullptr;
    const CipherSuite *suite = nullptr;
    std::uint8_t compression = 0;
    bool resumed = false;
    bool clientAuthenticated = false;
    Bytes sessionId = {}; ///< that both know the session by
    Randoms randoms = {};
    Secret master = {};
    ConnectionKeys keys = {};
};

/// What both parties of a handshake up to TLS 1.2 have in common: what was agreed, and the way from the pre-master
/// secret to the keys.
class Handshake : public StateMachine<State>
{
public:
    using StateMachine::StateMachine;

    const Negotiated &negotiated() const override { return m_before ? m_before->negotiated : m_now.negotiated; }
    bool connected() const override { return m_state == State::Connected; }
    /// Once a handshake has been completed; but not between change_cipher_spec and finished, when nobody has proven the
    /// new keys.
    bool carriesData() const override { return m_established && m_state != State::WaitFinished; }
    Bytes exportKeyingMaterial(std::string_view label, std::optional<ByteView> context, std::size_t length) override;

protected:
    void entered(State state) override;

    /// Before the hello of a handshake: what the one before agreed on stays in force until the new keys are in use.
    void beginAnew();
    /// The new handshake will not be; the agreement before stands.
    void abandon();
    bool renegotiating() const { return m_before.has_value(); }
    /// What the handshake before agreed on, while a later one is under way; null otherwise.
    const Agreement *before() const { return m_before ? &*m_before : nullptr; }
    /// RFC 5746 3.1: both know renegotiation_info.
    bool mayRenegotiate() const;
    /// no_renegotiation; where there is no such alert, the connection ends (RFC 5746 4.5).
    void refuseRenegotiation(const Incoming *incoming);
    /// What the hello of @p side must carry in renegotiation_info.
    Bytes renegotiatedConnection(Side side) const;

    KeySchedule schedule();

    void settleVersion(Version version);
    void settleSuite(const CipherSuite &suite);
    void settleCompression(std::uint8_t method);
    /// RFC 6066 4 and RFC 8449 4: @p send what the peer takes, @p receive what we do.
    void settleLimits(std::size_t send, std::size_t receive, SizeLimit kind);
    /// The master secret; with EMS the transcript must end with client_key_exchange.
    void deriveMaster(const Secret &preMaster);
    void deriveKeys();
    /// Both randoms, to be signed together with @p params (RFC 5246 7.4.3).
    std::vector<Input> signedParts(Input params) const;
    /// RFC 4279 2: uint16 length + other_secret + uint16 length + psk.
    Secret pskPreMaster(Input otherSecret, const Secret &psk);

    void sendChangeCipherSpec(const Incoming * = nullptr);
    void onChangeCipherSpec(const Incoming *);
    void sendFinished(const Incoming * = nullptr);
    void onFinished(const Incoming *incoming);

    /// The scheme with which a signature of @p key is to be verified: from TLS 1.2 on the one that stands before it,
    /// when it fits; before, the one form there is.
    std::uint16_t requireScheme(std::string_view check, std::uint16_t scheme,
                                const std::vector<std::uint16_t> &accepted, const crypto::PublicKey &key);

    Agreement m_now;

private:
    std::optional<Agreement> m_before; ///< while a handshake within the connection is under way
    bool m_established = false;
    Bytes m_clientVerifyData, m_serverVerifyData; ///< of the handshake before (RFC 5746 3.1)
};

} // namespace hd::legacy
