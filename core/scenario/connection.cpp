// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenario/connection.h"

namespace hd {

Connection::Connection(const Stage &stage, const PartyConfig &client, const PartyConfig &server,
                       const std::vector<Tampering> &attacker)
    : m_attacker(attacker),
      m_clientMeter(stage.workClock),
      m_serverMeter(stage.workClock),
      m_clientSource(stage.seed, "client"),
      m_serverEntropy(stage.seed, "server"),
      m_clientEntropy(m_clientSource, stage.flipped),
      m_client(Side::Client, client, stage.context, m_clientRecorder, m_clientEntropy, stage.clock),
      m_server(Side::Server, server, stage.context, m_serverRecorder, m_serverEntropy, stage.clock)
{
    let(Side::Server, [](Endpoint &who) { who.start(); });
    let(Side::Client, [](Endpoint &who) { who.start(); });
    carry();
}

template<class Task>
void Connection::let(Side side, Task task)
{
    const bool isClient = side == Side::Client;
    (isClient ? m_clientMeter : m_serverMeter).measure([&] { task(isClient ? m_client : m_server); });
}

/// Until neither has anything to say: each answers what it got, and no protocol of ours answers forever.
void Connection::carry()
{
    for (bool moved = true; moved;) {
        const Bytes toServer = tampered(m_client.takeOutput(), Side::Client, m_attacker);
        let(Side::Server, [&](Endpoint &who) { who.receive(toServer); });
        const Bytes toClient = tampered(m_server.takeOutput(), Side::Server, m_attacker);
        let(Side::Client, [&](Endpoint &who) { who.receive(toClient); });
        moved = !toServer.empty() || !toClient.empty();
    }
}

static void perform(Endpoint &who, const Step &step)
{
    switch (step.what) {
    case Step::Do::Send:
        return who.send(ByteView(reinterpret_cast<const std::uint8_t *>(step.text.data()), step.text.size()));
    case Step::Do::Renegotiate:
        return who.renegotiate();
    case Step::Do::Alert:
        return who.sendAlert(step.level, step.alert);
    case Step::Do::UpdateKeys:
        return who.updateKeys(step.request);
    case Step::Do::RequestCertificate:
        return who.requestCertificate();
    }
}

void Connection::take(const Step &step)
{
    let(step.from, [&](Endpoint &who) { perform(who, step); });
    carry();
}

void Connection::close(Side by)
{
    let(by, [](Endpoint &who) { who.close(); });
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
    : m_meter(stage.workClock),
      m_entropy(stage.seed, "server"),
      m_server(Side::Server, server, stage.context, m_recorder, m_entropy, stage.clock)
{
    m_meter.measure([&] {
        m_server.start();
        m_server.receive(flight);
    });
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
    SeededEntropy source(stage.seed, "client");
    OneBitOff entropy(source, stage.flipped);
    Endpoint endpoint(Side::Client, client, stage.context, recorder, entropy, stage.clock);
    endpoint.start();
    return endpoint.takeOutput();
}

} // namespace hd
