// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "crypto/keyshares.h"
#include "handshake/hellos.h"
#include "handshake/machine.h"
#include "handshake/tls13/choices.h"
#include "handshake/tls13/state.h"

#include <map>

namespace hd::v13 {

/// What both parties of a TLS 1.3 handshake have in common: the way down the key schedule, and what may be said once it
/// is over.
class Handshake : public StateMachine<State>
{
public:
    using StateMachine::StateMachine;

    /// change_cipher_spec means nothing here (RFC 8446 5) and is no business of the machine's.
    void handle(const Incoming &incoming) final;
    bool concerns(std::string_view) const override { return false; } // RFC 8446 6: there are no warnings
    const Negotiated &negotiated() const override { return m_negotiated; }
    bool connected() const override { return m_state == State::Connected; }
    /// RFC 8446 4.6.2: nothing else may come among the messages of a late authentication.
    bool carriesData() const override { return m_state == State::Connected; }
    void onData(std::size_t size) override;
    Bytes exportKeyingMaterial(std::string_view label, std::optional<ByteView> context, std::size_t length) override;

protected:
    virtual void handleMessage(const Incoming &incoming) = 0;
    void entered(State state) override;

    Side side() const { return m_party.side(); }
    Side peer() const { return peerOf(side()); }

    void settleVersion();
    void settleSuite(const CipherSuite &suite);
    /// The most content that the peer takes in a record.
    void limitSending(std::size_t bytes);
    /// RFC 8446 4.2: what is recognized and has no place here is an illegal_parameter, and so is what comes twice.
    void requirePlaces(const Extensions &extensions, Place place);
    /// RFC 8446 D.4: once, where it is wanted.
    void sendCompatibilityChangeCipherSpec();
    /// RFC 8446 4.4.1: message_hash stands for the first client_hello from here on.
    void replaceFirstHello();

    const Hkdf &hkdf() const { return *m_hkdf; }
    Secret transcriptHash(std::string name)
    {
        return m_hkdf->transcriptHash(std::move(name), m_party.transcript().all());
    }

    /// With server_hello. @p shared null: a PSK alone.
    void deriveHandshakeSecrets(EarlySecret early, const Secret *shared);
    /// With the server's finished.
    void deriveApplicationSecrets();
    /// With the client's finished.
    void deriveResumptionSecret();

    void installHandshakeKeys(bool write);
    void installApplicationKeys(bool write);
    void installEarlyKeys(bool write, const EarlySecret &early, const Secret &helloHash);

    void sendCertificateMessage(const Credential *credential, Bytes requestContext, const Extensions &asked);
    /// Parses and verifies what the peer sent; @p asked says which extensions it was asked for.
    std::vector<crypto::Certificate> requireCertificates(const Incoming *incoming, const Bytes &requestContext,
                                                         const Extensions &asked, crypto::Purpose purpose,
                                                         const std::string &name);
    /// RFC 8446 4.4.3. @p scheme chosen before.
    void signTranscript(const Credential &credential, std::uint16_t scheme);
    void requireTranscriptSignature(const Incoming *incoming, const crypto::PublicKey &key);
    void sendFinishedMessage(const Secret &base);
    void requireFinished(const Incoming *incoming, const Secret &base);

    /// RFC 8446 4.6.3.
    void onKeyUpdate(const Incoming *incoming);
    void sendKeyUpdate(bool request);
    /// What comes or is sent after the handshake is in no transcript, but for authentication.
    void leaveTranscript() { m_party.transcript().dropLast(); }
    /// One more of those that may not come without end while no data does.
    void countIdle(std::string_view check);

    const Secret &handshakeTraffic(Side sender) const { return m_handshakeTraffic[indexOf(sender)]; }
    const Secret &applicationTraffic(Side sender) const { return m_applicationTraffic[indexOf(sender)]; }

    Negotiated m_negotiated;
    std::optional<MasterSecret> m_master;
    Secret m_resumptionMaster;
    bool m_established = false;
    Transcript::Mark m_handshakeEnd; ///< of the transcript: what post-handshake authentication goes on from

private:
    static std::size_t indexOf(Side sender) { return static_cast<std::size_t>(sender); }
    void updateTraffic(Side sender);
    std::string finishedName(Side sender) const;

    std::optional<Hkdf> m_hkdf;
    std::optional<HandshakeSecret> m_handshakeSecret;
    std::array<Secret, 2> m_handshakeTraffic, m_applicationTraffic; ///< by sender
    std::array<std::uint32_t, 2> m_generations{};                   ///< of the application traffic
    Secret m_exporterMaster;
    std::map<std::string_view, unsigned> m_idle; ///< how many came since the last data, by the check that limits them
    bool m_changeCipherSpecSent = false;
    bool m_peerFinished = false;
};

/// What certificate_verify covers: 64 spaces, a context string, a zero and the hash of the transcript.
Bytes certificateVerifyPrefix(Side signer);

} // namespace hd::v13
