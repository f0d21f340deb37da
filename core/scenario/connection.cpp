// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenario/connection.h"

namespace hd {

Connection::Connection(const Stage &stage, const PartyConfig &client, const PartyConfig &server,
                       const std::vector<Tampering> &attacker)
    : m_attacker(attacker),
      m_clientEntropy(stage.seed, "client"),
      m_serverEntropy(stage.seed, "server"),
      m_client(Side::Client, client, stage.context, m_clientRecorder, m_clientEntropy, stage.clock),
      m_server(Side::Server, server, stage.context, m_serverRecorder, m_serverEntropy, stage.clock)
{
    m_server.start();
    m_client.start();
    carry();
}

/// Until neither has anything to say: each answers what it got, and no protocol of ours answers forever.
void Connection::carry()
{
    for (bool moved = true; moved;) {
        const Bytes toServer = tampered(m_client.takeOutput(), Side::Client, m_attacker);
        m_server.receive(toServer);
        const Bytes toClient = tampered(m_server.takeOutput(), Side::Server, m_attacker);
        m_client.receive(toClient);
        moved = !toServer.empty() || !toClient.empty();
    }
}

void Connection::take(const Step &step)
{
    Endpoint &who = party(step.from);
    switch (step.what) {
    case Step::Do::Send:
        who.send(ByteView(reinterpret_cast<const std::uint8_t *>(step.text.data()), step.text.size()));
        break;
    case Step::Do::Renegotiate:
        who.renegotiate();
        break;
    case Step::Do::Alert:
        who.sendAlert(step.level, step.alert);
        break;
    case Step::Do::UpdateKeys:
        who.updateKeys(step.request);
        break;
    case Step::Do::RequestCertificate:
        who.requestCertificate();
        break;
    }
    carry();
}

void Connection::close(Side by)
{
    party(by).close();
    carry();
}

Ending Connection::ending() const
{
    return {m_client.status(), m_server.status(), m_client.alert(), m_server.negotiated()};
}

Trace Connection::takeTrace(std::uint64_t roundTripUs)
{
    return mergeAccounts(m_clientRecorder.takeAccount(), m_serverRecorder.takeAccount(), roundTripUs);
}

Replay::Replay(const Stage &stage, const PartyConfig &server, ByteView flight)
    : m_entropy(stage.seed, "server"), m_server(Side::Server, server, stage.context, m_recorder, m_entropy, stage.clock)
{
    m_server.start();
    m_server.receive(flight);
}

Ending Replay::ending() const
{
    // There is no client: as far as can be told it is where the server is.
    return {m_server.status(), m_server.status(), m_server.alert(), m_server.negotiated()};
}

Trace Replay::takeTrace(std::uint64_t roundTripUs)
{
    return mergeReplay(m_recorder.takeAccount(), roundTripUs);
}

Bytes firstFlight(const Stage &stage, const PartyConfig &client)
{
    Recorder recorder(Side::Client);
    SeededEntropy entropy(stage.seed, "client");
    Endpoint endpoint(Side::Client, client, stage.context, recorder, entropy, stage.clock);
    endpoint.start();
    return endpoint.takeOutput();
}

} // namespace hd
