// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// A Combination run with somebody else's program over TCP.

#include "encounter.h"
#include "peerprogram.h"
#include "tcpparty.h"

namespace hd::test {

/// The servers of a program, each started when it is first needed.
class PeerServers
{
public:
    explicit PeerServers(const PeerProgram &program) : m_program(program) {}

    struct Server
    {
        std::uint16_t port = 0;
        std::unique_ptr<PeerProcess> process;
    };
    /// Ready to be connected to. @throws std::runtime_error with what it printed when it does not get ready
    Server &forCombination(const Combination &combination);

private:
    const PeerProgram &m_program;
    std::map<Command, Server> m_servers; ///< by what starts them, with port 0
};

/// As an Encounter: the handshake, equal exported keying material, data both ways; then what the combination says of
/// resumption and renegotiation; and an orderly end. What we recorded of each connection is computed again.
class TcpEncounter
{
public:
    TcpEncounter(const Combination &combination, const PeerProgram &program, PeerServers &servers,
                 Identities &identities, crypto::Context &context);

    void run();
    const QString &findings() const { return m_findings.text(); }
    std::size_t handshakes() const { return m_handshakes; }

private:
    void runAsClient();
    void runAsServer();
    std::unique_ptr<TcpParty> connected();
    std::unique_ptr<TcpParty> accepted();
    bool open(TcpParty &us);
    void compare(TcpParty &us, bool resumed);
    void exportMaterial(TcpParty &us);
    void compareExports(TcpParty &us);
    std::string asked() const;
    void verifyAccount(TcpParty &us);
    bool speaksHttp() const;
    void converse(TcpParty &us);
    void request(TcpParty &us);
    void renegotiate(TcpParty &us);
    void tell(TcpParty &us, const std::string &told);
    void requireEarlyData(TcpParty &us);
    void requireSmallRecords(TcpParty &us);
    void happen(TcpParty &us);
    void finish(TcpParty &us);
    void endFirst(TcpParty &us);
    void requireResumedByTheirWord(TcpParty &us);
    bool waitFor(TcpParty &us, const std::function<bool()> &done);
    void require(bool passed, const char *what, TcpParty &us);

    const Combination m_combination;
    const PeerProgram &m_program;
    PeerServers &m_servers;
    crypto::Context &m_context;
    Findings m_findings;
    SessionStore m_sessions;
    PartyConfig m_config;
    Listener m_listener;
    std::unique_ptr<PeerProcess> m_client;
    PeerProcess *m_process = nullptr;    ///< the one that we talk with
    std::vector<std::string> m_exported; ///< after each handshake of the connection, in hex
    std::size_t m_handshakes = 0;
};

} // namespace hd::test
