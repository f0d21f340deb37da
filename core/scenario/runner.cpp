// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenario/connection.h"
#include "scenario/experiment.h"
#include "scenario/laboratory.h"
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
        // An impostor has not got the key of his certificate: what he signs with belongs to another.
        if (found.key.publicKey().spki() != publicKey.spki())
            publicKey = found.key.publicKey();
        Credential own{name, std::move(found.chain), std::move(found.key), std::move(publicKey),
                       pki.ocspResponse(name, plan.ocsp)};
        if (plan.timestamps)
            own.timestamps.push_back(pki.timestamp(name));
        plan.config.credentials.push_back(std::move(own));
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

bool asExpected(const Expectation &expect, const Ending &ending)
{
    return ending.client == expect.outcome && ending.server == expect.outcome &&
           (expect.alert.empty() || ending.alert == alertByName(expect.alert)) &&
           (expect.earlyData.empty() || ending.negotiated.earlyData == expect.earlyData);
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

/// What a scenario's run leaves.
struct Ran
{
    Ending ending;
    Trace trace;
    std::vector<std::uint64_t> work;
};

template<class Connected>
Ran taken(Connected &connection, std::uint64_t roundTripUs, bool measured)
{
    Ran ran{connection.ending(), connection.takeTrace(roundTripUs), {}};
    if (measured)
        ran.work = connection.work(ran.trace);
    return ran;
}

/// The connection before, of which only the session is left.
std::optional<SessionState> earlierSession(const Scenario &scenario, const Parties &parties, crypto::Context &context,
                                           std::uint64_t seed)
{
    const FixedClock clock(scenario.clock - scenario.secondsBefore);
    const std::vector<Tampering> nobody;
    // A seed of its own, so that the two connections share no random.
    Connection connection({context, clock, ~seed, {}, {}}, parties.client.config, parties.server.config, nobody);
    return connection.session();
}

Ran runConnection(const Scenario &scenario, const Parties &parties, const Stage &stage, std::uint64_t roundTripUs)
{
    Connection connection(stage, parties.client.config, parties.server.config, scenario.attacker);
    for (const Step &step : scenario.steps)
        connection.take(step);
    if (scenario.closedBy)
        connection.close(*scenario.closedBy);
    return taken(connection, roundTripUs, bool(stage.workClock));
}

/// The first time the flight comes from the client itself, and it is another instance of the server that takes it.
Ran runReplay(const Scenario &scenario, const Parties &parties, const Stage &stage, std::uint64_t roundTripUs)
{
    const Bytes flight = tampered(firstFlight(stage, parties.client.config), Side::Client, scenario.attacker);
    const Replay original({stage.context, stage.clock, stage.seed ^ 1, {}, {}}, parties.server.config, flight);
    Replay replay(stage, parties.server.config, flight);
    return taken(replay, roundTripUs, bool(stage.workClock));
}

/// What the server answers to the first flight goes nowhere.
Ran runOpening(const Scenario &scenario, const Parties &parties, const Stage &stage, std::uint64_t roundTripUs)
{
    const Bytes flight = tampered(firstFlight(stage, parties.client.config), Side::Client, scenario.attacker);
    Replay opening(stage, parties.server.config, flight);
    return taken(opening, roundTripUs, bool(stage.workClock));
}

/// What was said and done, as the scenario says that it should end or not.
std::shared_ptr<Trace> concluded(Ran &ran, const Scenario &scenario, std::uint64_t seed)
{
    auto trace = std::make_shared<Trace>(std::move(ran.trace));
    trace->outcome = {ran.ending.client, ran.ending.server, asExpected(scenario.expect, ran.ending)};
    if (scenario.expect.by && failedBy(*trace) != scenario.expect.by)
        trace->outcome.expected = false;
    // What a server had chosen when it gave up without a server_hello, nobody agreed on.
    if (std::ranges::find(trace->messages, "server_hello", &Message::name) != trace->messages.end())
        trace->negotiated = std::move(ran.ending.negotiated);
    describe(*trace, scenario, seed, scenario.text);
    return trace;
}

} // namespace

Result<Observation> runExperiment(const Scenario &scenario, const Experiment &experiment)
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
    const std::uint64_t seed = experiment.seed.value_or(scenario.seed);
    if (earlier) {
        earlier->server.config.sessions = &sessions;
        parties.client.config.session = earlierSession(scenario, *earlier, context, seed);
    }
    const Stage stage{context, clock, seed, experiment.flipped, experiment.workClock};
    const std::uint64_t roundTripUs = std::uint64_t(scenario.roundTripMs) * 1000;
    const auto runIt = experiment.opening ? runOpening : scenario.replay ? runReplay : runConnection;
    Ran ran = runIt(scenario, parties, stage, roundTripUs);
    std::shared_ptr<const Trace> trace = concluded(ran, scenario, seed);
    return Observation{std::move(trace), std::move(ran.work)};
}

static Result<std::shared_ptr<const Trace>> runPlain(const Scenario &scenario)
{
    Result<Observation> made = runExperiment(scenario, {});
    if (const Error *error = std::get_if<Error>(&made))
        return *error;
    return std::move(std::get<Observation>(made).trace);
}

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
