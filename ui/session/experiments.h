// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// Experiments: a scenario run again and again, or with one thing changed. Plain functions that return plain values and
// may run in any thread; background.h keeps the window alive meanwhile.

#include "analysis/timetable.h"
#include "scenario/experiment.h"

#include <array>

namespace hd::ui {

/// Told after each run how many of how many are done; false stops the experiment.
using Report = std::function<bool(int done, int of)>;

/// What an experiment found out, or why it cannot be made; nothing when it was stopped.
template<class T>
using Finding = std::optional<Result<T>>;

/// ns that the calling thread has computed, which other programs do not lengthen.
std::uint64_t threadTimeNs();

struct Quartiles
{
    double lower = 0, median = 0, upper = 0;
};
/// Between two samples the value is interpolated. @param samples at least one, in any order
Quartiles quartilesOf(std::vector<double> samples);

/// What each event of a trace took both parties, measured run by run.
struct WorkTimes
{
    std::shared_ptr<const Trace> trace;
    int runs = 0;
    std::vector<std::vector<double>> byEvent; ///< [event][run], in the unit of the clock

    std::vector<double> medians() const; ///< by event
};

/// Runs the scenario of @p trace again with the very same seed, so that every run does the very same; once more before
/// that, so that nothing is done for the first time. An Error where it cannot be run again, or does something else.
Finding<WorkTimes> measureWork(std::shared_ptr<const Trace> trace, int runs, const WorkClock &clock,
                               const Report &report);

/// What a scenario's handshake costs.
struct ScenarioCost
{
    std::string name;
    LocalText title;
    std::string version;              ///< that was agreed on; empty: none
    HandshakeBytes bytes;             ///< on the wire
    std::optional<double> roundTrips; ///< before the client's first byte; nothing: it never gets so far
    std::optional<Error> error;       ///< why it cannot be run on this computer
};

/// In the order of @p names, each run once with its own seed. What is no built-in scenario has an error.
Finding<std::vector<ScenarioCost>> compareScenarios(const std::vector<std::string> &names, const Report &report);

/// In how many runs each bit of a random was 1, and of how many; bit 0 is the first on the wire.
struct BitCount
{
    static constexpr std::size_t bits = 256;
    int runs = 0;
    std::array<int, bits> ones{};

    double share(std::size_t bit) const { return double(ones[bit]) / runs; }
};
struct RandomBits
{
    BitCount client, server; ///< without runs where no such random was sent
    std::string version;     ///< that the server chose in the last run
};

/// The hellos of the scenario of @p trace with the seeds 1, 2, 3, ...; the rest of the handshake is done only where the
/// server's random comes after it.
Finding<RandomBits> countRandomBits(const Trace &trace, int runs, const Report &report);

/// A value of a run and the same of another run.
struct ChangedValue
{
    DerivationId derivation; ///< in the trace
    Side by = Side::Client;
    std::string name;
    std::size_t bits = 0;               ///< of the value
    std::optional<std::size_t> changed; ///< bits that differ; nothing where the other value has another length

    double share() const { return bits == 0 ? 0 : double(changed.value_or(0)) / double(bits); }
};

struct Avalanche
{
    unsigned bit = 0;
    std::vector<ChangedValue> values; ///< in the order of the trace; what both parties compute, once
};

/// Runs the scenario of @p trace with the same seed but for one bit of what the client draws as its client_random:
/// nothing is changed on the way, and every other draw of both parties stays what it was. Of what is drawn only the
/// random itself is among the values. @param bit 0 to 255
Result<Avalanche> flipClientRandomBit(const Trace &trace, unsigned bit);

} // namespace hd::ui
