// SPDX-License-Identifier: GPL-3.0-or-later
#include "handshake/endpoint.h"
#include "scenario/laboratory.h"
#include "scenario/scenario.h"
#include "scenario/settings.h"

namespace hd {

namespace {

std::optional<Error> equip(PartyPlan &plan, Pki &pki, crypto::Context &context)
{
    for (const std::string &name : plan.certificates) {
        Result<Pki::Credential> credential = pki.credential(name);
        if (const Error *error = std::get_if<Error>(&credential))
            return *error;
        Pki::Credential &found = std::get<Pki::Credential>(credential);
        crypto::PublicKey publicKey = found.chain.front().publicKey(context);
        plan.config.credentials.push_back({name, std::move(found.chain), std::move(found.key), std::move(publicKey),
                                           pki.ocspResponse(name, plan.ocsp)});
    }
    for (const std::string &name : plan.trust) {
        Result<Pki::Credential> anchor = pki.credential(name);
        if (const Error *error = std::get_if<Error>(&anchor))
            return *error;
        plan.config.anchors.push_back(std::get<Pki::Credential>(anchor).chain.front());
    }
    const auto exports = [](std::uint16_t code) { return cipherSuite(code)->exportable(); };
    if (std::any_of(plan.config.suites.begin(), plan.config.suites.end(), exports))
        plan.config.exportRsaKey = pki.exportKey();
    return std::nullopt;
}

/// A suite that both have and this machine's libcrypto cannot compute: to leave it out in silence would be another
/// scenario.
std::optional<Error> missingCipher(const Parties &parties, crypto::Context &context)
{
    const std::vector<std::uint16_t> &offered = parties.client.config.suites;
    for (const std::uint16_t code : parties.server.config.suites) {
        const CipherSuite &suite = *cipherSuite(code);
        if (std::find(offered.begin(), offered.end(), code) == offered.end() ||
            context.canCipher(std::string(suite.cipher)))
            continue;
        return Error{std::string(suite.name) + " needs " + std::string(suite.cipher) +
                         ", which this machine's OpenSSL cannot do: its legacy provider is not installed",
                     "server.suites",
                     "install it (Debian 13 and newer: package openssl-provider-legacy), or take a suite that works "
                     "without it: --set client.suites=TLS_RSA_WITH_AES_128_CBC_SHA "
                     "--set server.suites=TLS_RSA_WITH_AES_128_CBC_SHA"};
    }
    return std::nullopt;
}

/// Both ends in one process, and the wire between them.
class Connection
{
public:
    Connection(const PartyConfig &client, const PartyConfig &server, crypto::Context &context, std::uint64_t seed,
               const Clock &clock)
        : m_clientEntropy(seed, "client"),
          m_serverEntropy(seed, "server"),
          m_client(Side::Client, client, context, m_clientRecorder, m_clientEntropy, clock),
          m_server(Side::Server, server, context, m_serverRecorder, m_serverEntropy, clock)
    {
        m_server.start();
        m_client.start();
        carry();
    }

    Endpoint &party(Side side) { return side == Side::Client ? m_client : m_server; }

    /// Until neither has anything to say: each answers what it got, and no protocol of ours answers forever.
    void carry()
    {
        for (bool moved = true; moved;) {
            const Bytes toServer = m_client.takeOutput();
            m_server.receive(toServer);
            const Bytes toClient = m_server.takeOutput();
            m_client.receive(toClient);
            moved = !toServer.empty() || !toClient.empty();
        }
    }

    Trace takeTrace(std::uint64_t roundTripUs)
    {
        return mergeAccounts(m_clientRecorder.takeAccount(), m_serverRecorder.takeAccount(), roundTripUs);
    }

private:
    Recorder m_clientRecorder{Side::Client};
    Recorder m_serverRecorder{Side::Server};
    SeededEntropy m_clientEntropy, m_serverEntropy;
    Endpoint m_client, m_server;
};

bool asExpected(const Expectation &expect, Connection &connection)
{
    const auto ended = [&](Status status) {
        return connection.party(Side::Client).status() == status && connection.party(Side::Server).status() == status;
    };
    if (expect.outcome == "open")
        return ended(Status::Open);
    if (expect.outcome == "closed")
        return ended(Status::Closed);
    const std::optional<Alert> alert = connection.party(Side::Client).alert();
    return ended(Status::Failed) && (expect.alert.empty() || alert == alertByName(expect.alert));
}

/// Who sent the fatal alert.
std::optional<Side> failedBy(const Trace &trace)
{
    for (const Check &check : trace.checks)
        if (!check.passed)
            return check.by;
    return std::nullopt;
}

void describe(Trace &trace, const Scenario &scenario, std::uint64_t seed, std::string text)
{
    trace.source = "scenario";
    trace.scenarioName = scenario.info.name;
    trace.title = scenario.info.title;
    trace.subtitle = scenario.info.subtitle;
    trace.description = scenario.info.description;
    trace.scenario = std::move(text);
    trace.seeded = true;
    trace.seed = seed;
}

void take(Connection &connection, const Step &step)
{
    Endpoint &party = connection.party(step.from);
    switch (step.what) {
    case Step::Do::Send:
        party.send(ByteView(reinterpret_cast<const std::uint8_t *>(step.text.data()), step.text.size()));
        break;
    case Step::Do::Renegotiate:
        party.renegotiate();
        break;
    case Step::Do::Alert:
        party.sendAlert(step.level, step.alert);
        break;
    }
    connection.carry();
}

/// The connection before, of which only the session is left.
std::optional<SessionState> earlierSession(const Parties &parties, crypto::Context &context, std::uint64_t seed,
                                           const Clock &clock)
{
    Connection connection(parties.client.config, parties.server.config, context, seed, clock);
    std::optional<SessionState> session = connection.party(Side::Client).session();
    connection.party(Side::Client).close();
    connection.carry();
    return session;
}

/// Certificates for their names; an earlier connection's parties first.
std::optional<Error> equipAll(Parties &parties, std::optional<Parties> &earlier, Pki &pki, crypto::Context &context)
{
    for (Parties *pair : {earlier ? &*earlier : nullptr, &parties}) {
        if (!pair)
            continue;
        for (PartyPlan *plan : {&pair->client, &pair->server})
            if (std::optional<Error> error = equip(*plan, pki, context))
                return error;
        if (std::optional<Error> error = missingCipher(*pair, context))
            return error;
    }
    return std::nullopt;
}

Result<std::shared_ptr<const Trace>> runPlain(const Scenario &scenario)
{
    Laboratory &laboratory = Laboratory::ofThisThread();
    crypto::Context &context = laboratory.context();
    Parties parties{scenario.client, scenario.server};
    std::optional<Parties> earlier = scenario.earlier;
    if (const std::optional<Error> error = equipAll(parties, earlier, laboratory.pki(scenario.clock), context))
        return *error;
    const FixedClock clock(scenario.clock);
    constexpr std::size_t remembered = 16;
    SessionStore sessions(parties.server.sessionCache ? remembered : 0);
    parties.server.config.sessions = &sessions;
    if (earlier) {
        earlier->server.config.sessions = &sessions;
        // A seed of its own, so that the two connections share no random.
        parties.client.config.session = earlierSession(*earlier, context, ~scenario.seed, clock);
    }
    Connection connection(parties.client.config, parties.server.config, context, scenario.seed, clock);
    for (const Step &step : scenario.steps)
        take(connection, step);
    if (scenario.closedBy) {
        connection.party(*scenario.closedBy).close();
        connection.carry();
    }

    Negotiated negotiated = connection.party(Side::Server).negotiated(); // the server chooses, so it knows first
    Outcome outcome{connection.party(Side::Client).status(), connection.party(Side::Server).status(),
                    asExpected(scenario.expect, connection)};
    auto trace = std::make_shared<Trace>(connection.takeTrace(std::uint64_t(scenario.roundTripMs) * 1000));
    if (scenario.expect.by)
        outcome.expected = outcome.expected && failedBy(*trace) == scenario.expect.by;
    // What a server had chosen when it gave up without a server_hello, nobody agreed on.
    if (std::ranges::find(trace->messages, "server_hello", &Message::name) != trace->messages.end())
        trace->negotiated = std::move(negotiated);
    trace->outcome = outcome;
    describe(*trace, scenario, scenario.seed, scenario.text);
    return std::shared_ptr<const Trace>(std::move(trace));
}

} // namespace

Result<std::shared_ptr<const Trace>> run(const Scenario &scenario, const RunOptions &options)
{
    std::vector<std::string> settings = options.set;
    if (options.seed)
        settings.push_back("seed=" + std::to_string(*options.seed));
    if (settings.empty())
        return runPlain(scenario);
    Result<std::string> text = withSettings(scenario.text, settings);
    if (const Error *error = std::get_if<Error>(&text))
        return *error;
    const Result<std::shared_ptr<const Scenario>> changed =
        parseScenario(std::get<std::string>(text), scenario.fileName);
    if (const Error *error = std::get_if<Error>(&changed)) {
        // The file itself was fine, and its lines are not those of the changed text.
        const std::size_t path = error->where.find(", ");
        return Error{error->what, path == std::string::npos ? "--set" : "--set " + error->where.substr(path + 2),
                     error->fix};
    }
    return runPlain(*std::get<std::shared_ptr<const Scenario>>(changed));
}

} // namespace hd
