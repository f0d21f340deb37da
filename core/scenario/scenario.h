// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// A scenario: two parties, a seed, a clock, what they say to each other afterwards, and how it should end. A data file
// (JSON, resources/scenarios/, or a user's own) that runner.h turns into a Trace.

#include "scenario/attacker.h"
#include "scenario/partyplan.h"
#include "trace/trace.h"
#include "wire/error.h"

#include <memory>

namespace hd {

/// What a list of scenarios shows.
struct ScenarioInfo
{
    std::string name; ///< "classic": the file's name without its ending
    LocalText title;
    LocalText subtitle; ///< "TLS 1.2 DHE_RSA · mutual"
    LocalText description;
    LocalText group; ///< heading in lists: "Classic", "Failures"
    unsigned order = 0;
};

/// What was said to be the end: a handshake that teaches a failure expects it.
struct Expectation
{
    Status outcome = Status::Open; ///< of both parties; of the server where nobody else is there
    std::string alert;             ///< name of the fatal alert; empty: any
    std::optional<Side> by;        ///< who sends it
    std::string earlyData;         ///< `accepted` or `rejected`; empty: either, or none
};

/// Something that a party does once the connection is open.
struct Step
{
    enum class Do : std::uint8_t { Send, Renegotiate, Alert, UpdateKeys, RequestCertificate };
    Side from = Side::Client;
    Do what = Do::Send;
    std::string text;     ///< application data to be sent
    bool request = false; ///< with UpdateKeys: the peer is asked to do the same
    AlertLevel level = AlertLevel::Warning;
    Alert alert = Alert::UserCanceled;
};

/// Both parties of a connection.
struct Parties
{
    PartyPlan client;
    PartyPlan server;
};

struct Scenario
{
    ScenarioInfo info;
    std::string text;     ///< the file itself
    std::string fileName; ///< for errors
    std::uint64_t seed = 1;
    std::int64_t clock = 0; ///< unix time
    std::uint32_t roundTripMs = 0;
    PartyPlan client;
    PartyPlan server;
    /// A connection that went before, whose session this one offers to take up again.
    std::optional<Parties> earlier;
    std::uint32_t secondsBefore = 0; ///< that it was opened
    /// The client says its first flight and is never heard of again; somebody who has recorded it says the very same
    /// bytes to the server once more. That second time is what the Trace shows (RFC 8446 8).
    bool replay = false;
    std::vector<Tampering> attacker;
    std::vector<Step> steps;
    std::optional<Side> closedBy;
    Expectation expect;
};

/// The built-in ones in the order of their number.
const std::vector<ScenarioInfo> &builtinScenarios();

/// The file of a built-in scenario.
Result<std::shared_ptr<const Scenario>> builtinScenario(std::string_view name);

/// @param text JSON. @param fileName for errors: every error says file, line, key and what is allowed.
Result<std::shared_ptr<const Scenario>> parseScenario(std::string_view text, std::string_view fileName);

struct RunOptions
{
    std::optional<std::uint64_t> seed; ///< instead of the scenario's; the same seed gives the same bytes
    std::vector<std::string> set;      ///< "client.suites=TLS_RSA_WITH_AES_128_CBC_SHA": PATH=VALUE over the file
};

/// Runs both parties against each other in memory, and records all of it. A handshake that fails is a result; an Error
/// is a scenario that cannot be set up.
Result<std::shared_ptr<const Trace>> run(const Scenario &scenario, const RunOptions &options = {});

} // namespace hd
