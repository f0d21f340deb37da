// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "crypto/keyschedule.h"
#include "handshake/legacy/state.h"
#include "handshake/machine.h"

namespace hd::legacy {

/// What both parties of a handshake up to TLS 1.2 have in common: what was agreed, and the way from the pre-master
/// secret to the keys.
class Handshake
{
public:
    explicit Handshake(Party &party) : m_party(party) {}
    virtual ~Handshake() = default;

    virtual void start() = 0;
    /// A handshake message or change_cipher_spec. @throws HandshakeFailure
    virtual void handle(const Incoming &incoming) = 0;
    /// The messages that may come next.
    virtual std::vector<std::string> expected() const = 0;

    State state() const { return m_state; }
    const Negotiated &negotiated() const { return m_negotiated; }
    bool connected() const { return m_state == State::Connected; }

    /// RFC 5705 4. Only when connected. @param context nothing is not the same as an empty one.
    Bytes exportKeyingMaterial(std::string_view label, std::optional<ByteView> context, std::size_t length);

protected:
    template<class Machine>
    void advance(Machine &machine, std::span<const Edge<Machine, State>> edges, const Incoming &incoming);
    template<class Machine>
    void sendOn(Machine &machine, std::span<const Edge<Machine, State>> edges);
    void enter(State state, std::string_view on, std::string_view clause);

    crypto::Hash prfHash() const;
    Input clientRandomInput() const;
    Input serverRandomInput() const;

    void settleVersion(Version version);
    void settleSuite(const CipherSuite &suite);
    /// master_secret, key_block and its slices; with EMS the transcript must end with client_key_exchange.
    void deriveKeys(const Secret &preMaster);
    void sendChangeCipherSpec();
    void expectChangeCipherSpec();
    void sendFinished();
    void checkFinished(const Finished &finished);

    /// Parses a chain that the peer sent and requires every step of its verification.
    std::vector<crypto::Certificate> requireChain(const CertificateMessage &message, MessageId id,
                                                  crypto::Purpose purpose, const std::string &name,
                                                  std::string keyUsage);
    void requireGoodScheme(std::string_view check, std::uint16_t scheme, const std::vector<std::uint16_t> &accepted,
                           const crypto::PublicKey &key);

    Party &m_party;
    State m_state = State::Start;
    Negotiated m_negotiated;
    const CipherSuite *m_suite = nullptr;
    Bytes m_clientRandom, m_serverRandom;
    Secret m_master;
    ConnectionKeys m_keys;

private:
    Secret verifyData(Side side, const TranscriptPart &messages);
};

template<class Machine>
void Handshake::sendOn(Machine &machine, std::span<const Edge<Machine, State>> edges)
{
    while (const Edge<Machine, State> *edge = findEdge(machine, edges, m_state, "")) {
        (machine.*edge->handle)(nullptr);
        enter(edge->to, edge->on, edge->clause);
    }
}

/// Expected? then handled, then in the next state; and what is to be sent from there is sent.
template<class Machine>
void Handshake::advance(Machine &machine, std::span<const Edge<Machine, State>> edges, const Incoming &incoming)
{
    const Edge<Machine, State> *edge = findEdge(machine, edges, m_state, incoming.name);
    if (!edge)
        m_party.failExpected(legalNext(machine, edges, m_state), incoming.name);
    if (edge->handle)
        (machine.*edge->handle)(&incoming);
    if (edge->to != m_state)
        enter(edge->to, edge->on, edge->clause);
    sendOn(machine, edges);
}

} // namespace hd::legacy
