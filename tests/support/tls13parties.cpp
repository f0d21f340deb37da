// SPDX-License-Identifier: GPL-3.0-or-later
#include "tls13parties.h"

#include <algorithm>
#include <stdexcept>

namespace hd::test {

std::vector<Meeting> tls13Meetings()
{
    std::vector<Meeting> list;
    for (const CipherSuite &suite : cipherSuites())
        if (suite.usableIn(tls13) && Stage::instance().context.canCipher(std::string(suite.cipher)))
            list.push_back({tls13, &suite});
    const auto with = [&list](auto set) {
        list.push_back({tls13, cipherSuite(0x1301)});
        set(list.back());
    };
    using Psk = Tls13Options::Psk;
    using Early = Tls13Options::Early;
    with([](Meeting &m) { m.clientAuth = ClientAuth::Require; });
    with([](Meeting &m) { m.clientAuth = ClientAuth::Request, m.tickets = true; });
    with([](Meeting &m) { m.modern.compatible = false; });
    with([](Meeting &m) { m.modern.nistGroup = true; });
    with([](Meeting &m) { m.modern.groupAsked = true; });
    with([](Meeting &m) { m.modern.cookieAsked = true, m.clientAuth = ClientAuth::Require; });
    with([](Meeting &m) { m.modern.groupAsked = m.modern.cookieAsked = true, m.modern.compatible = false; });
    with([](Meeting &m) { m.modern.psk = Psk::External; });
    with([](Meeting &m) { m.modern.psk = Psk::Ticket, m.tickets = true; });
    with([](Meeting &m) { m.modern.psk = Psk::TicketAlone, m.tickets = true; });
    with([](Meeting &m) { m.modern.psk = Psk::Ticket, m.modern.groupAsked = true, m.tickets = true; });
    for (const Early early : {Early::Accepted, Early::Rejected})
        with([early](Meeting &m) { m.modern.psk = Psk::Ticket, m.modern.early = early, m.tickets = true; });
    with([](Meeting &m) {
        m.modern.psk = Psk::Ticket, m.modern.early = Early::Rejected, m.modern.groupAsked = true, m.tickets = true;
    });
    with([](Meeting &m) { m.modern.keyUpdate = true; });
    with([](Meeting &m) { m.modern.lateAuth = true; });
    with([](Meeting &m) {
        m.modern.lateAuth = m.modern.keyUpdate = m.tickets = true, m.clientAuth = ClientAuth::Request;
    });
    return list;
}

namespace {

constexpr std::uint16_t x25519 = 29, secp256r1 = 23;

void setBoth(PartyConfig &config, const Meeting &meeting)
{
    const Tls13Options &options = meeting.modern;
    config.versions = {tls13};
    config.suites = {meeting.suite->code};
    config.groups = {x25519, secp256r1};
    if (options.nistGroup)
        config.groups = {secp256r1};
    config.signatures = {0x0403, 0x0804};
    config.alpn = {"word"};
    config.anchors = anchors();
    config.tls13.middleboxCompatibility = options.compatible;
    if (options.psk == Tls13Options::Psk::TicketAlone)
        config.tls13.pskModes = {PskMode::Ke};
    if (options.psk == Tls13Options::Psk::External)
        config.psks = {{"somebody", Bytes(32, 0x42), meeting.suite->prf}};
}

/// Beside the meeting's suite a client of it offers another with the same hash, and one with another.
void setClient(PartyConfig &config, const Meeting &meeting)
{
    for (const CipherSuite &suite : cipherSuites())
        if (suite.usableIn(tls13) && suite.code <= 0x1303 && &suite != meeting.suite)
            config.suites.push_back(suite.code);
    config.timestamps = true;
    config.tls13.postHandshakeAuth = meeting.modern.lateAuth;
    if (meeting.clientAuth != ClientAuth::None || meeting.modern.lateAuth)
        config.credentials.push_back(credential("client-ecdsa"));
}

Connection::Plan plainPlanOf(const Meeting &meeting)
{
    Connection::Plan plan;
    plan.seed = 1;
    plan.clock = 1768478400; // that of Stage
    plan.sessions = std::make_shared<SessionStore>();
    PartyConfig &client = plan.client.config, &server = plan.server.config;
    setBoth(client, meeting);
    setBoth(server, meeting);
    setClient(client, meeting);
    server.credentials.push_back(credential("server-ecdsa"));
    server.clientAuth = meeting.clientAuth;
    server.tickets = meeting.tickets;
    if (meeting.modern.early != Tls13Options::Early::None)
        server.tls13.maxEarlyData = earlyDataLimit;
    return plan;
}

} // namespace

Connection::Plan tls13PlanOf(const Meeting &meeting)
{
    using Psk = Tls13Options::Psk;
    using Early = Tls13Options::Early;
    const Tls13Options &options = meeting.modern;
    Connection::Plan plan = plainPlanOf(meeting);
    PartyConfig &client = plan.client.config, &server = plan.server.config;
    if (options.psk == Psk::Ticket || options.psk == Psk::TicketAlone) {
        Connection first(plan);
        first.run();
        client.session = first.party(Side::Client).session();
        if (!first.bothOpen() || !client.session)
            throw std::runtime_error("no session to resume: " + meeting.title());
        plan.seed = 2;
    }
    if (options.groupAsked) {
        client.tls13.keyShares = {x25519};
        server.groups = {secp256r1};
    }
    server.tls13.cookie = options.cookieAsked;
    if (options.early != Early::None)
        client.tls13.earlyData = toBytes("early");
    if (options.early == Early::Rejected && !options.retries())
        server.tls13.maxEarlyData = 0;
    return plan;
}

void meet(Connection &connection, const Meeting &meeting)
{
    connection.run();
    const auto act = [&connection](Side side, auto what) {
        if (!connection.bothOpen())
            return;
        what(connection.party(side));
        connection.carry();
    };
    if (meeting.modern.keyUpdate)
        act(Side::Client, [](Endpoint &party) { party.updateKeys(true); });
    if (meeting.modern.lateAuth)
        act(Side::Server, [](Endpoint &party) { party.requestCertificate(); });
    act(Side::Client, [](Endpoint &party) { party.send(toBytes("hello")); });
    act(Side::Server, [](Endpoint &party) { party.send(toBytes("world")); });
}

} // namespace hd::test
