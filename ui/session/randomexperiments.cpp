// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/experiments.h"

#include "session/scenarioof.h"
#include "trace/lineage.h"
#include "trace/operations.h"

#include <bit>
#include <map>

namespace hd::ui {

using ScenarioPtr = std::shared_ptr<const Scenario>;

/// The random of the first message of this name; nothing where there is none, or it is not 32 bytes.
static std::optional<Bytes> randomOf(const Trace &trace, const std::string &hello)
{
    for (const Message &message : trace.messages) {
        const Field *field = message.name == hello ? message.field(hello + ".random") : nullptr;
        if (!field || field->range.length * 8 != BitCount::bits)
            continue;
        const ByteView random = slice(message.bytes, field->range);
        return Bytes(random.begin(), random.end());
    }
    return std::nullopt;
}

static void add(BitCount &count, const std::optional<Bytes> &random)
{
    if (!random)
        return;
    ++count.runs;
    for (std::size_t bit = 0; bit < BitCount::bits; ++bit)
        count.ones[bit] += (*random)[bit / 8] >> (7 - bit % 8) & 1;
}

Finding<RandomBits> countRandomBits(const Trace &trace, int runs, const Report &report)
{
    const ScenarioResult scenario = scenarioOf(trace);
    if (const Error *error = std::get_if<Error>(&scenario))
        return *error;
    RandomBits bits;
    // After a hello_retry_request the server's random is said in its second answer.
    const bool retried =
        std::ranges::find(trace.messages, "hello_retry_request", &Message::name) != trace.messages.end();
    Experiment experiment;
    experiment.opening = !retried;
    for (int run = 1; run <= runs; ++run) {
        experiment.seed = static_cast<std::uint64_t>(run);
        const Result<Observation> made = runExperiment(*std::get<ScenarioPtr>(scenario), experiment);
        if (const Error *error = std::get_if<Error>(&made))
            return *error;
        const Trace &hellos = *std::get<Observation>(made).trace;
        add(bits.client, randomOf(hellos, "client_hello"));
        add(bits.server, randomOf(hellos, "server_hello"));
        bits.version = hellos.negotiated.version;
        if (!report(run, runs))
            return std::nullopt;
    }
    return bits;
}

namespace {

/// A derivation in any run: the how manieth of its party and name it is.
using Key = std::tuple<Side, std::string, int>;

std::map<Key, const Derivation *> byKey(const Trace &trace)
{
    std::map<Key, const Derivation *> found;
    std::map<std::pair<Side, std::string>, int> count;
    for (const Derivation &derivation : trace.derivations)
        found[{derivation.by, derivation.name, count[{derivation.by, derivation.name}]++}] = &derivation;
    return found;
}

std::optional<std::size_t> differingBits(const Bytes &one, const Bytes &other)
{
    if (one.size() != other.size())
        return std::nullopt;
    std::size_t bits = 0;
    for (std::size_t i = 0; i < one.size(); ++i)
        bits += static_cast<std::size_t>(std::popcount(static_cast<std::uint8_t>(one[i] ^ other[i])));
    return bits;
}

/// Drawn values do not depend on the bit, and what both have is shown as the client has it.
bool isShown(const Trace &trace, const Lineage &lineage, std::uint32_t index)
{
    const Derivation &derivation = trace.derivations[index];
    const bool drawn = derivation.operation == operation::entropy && derivation.name != "client_random";
    if (drawn || derivation.operation == operation::given || derivation.output.empty())
        return false;
    const std::optional<DerivationId> peers = lineage.counterpart(DerivationId{index});
    return derivation.by == Side::Client || !peers || trace[*peers].output != derivation.output;
}

} // namespace

Result<Avalanche> flipClientRandomBit(const Trace &trace, unsigned bit)
{
    const ScenarioResult scenario = scenarioOf(trace);
    if (const Error *error = std::get_if<Error>(&scenario))
        return *error;
    const std::optional<Bytes> random = randomOf(trace, "client_hello");
    if (!random)
        return Error{"this client sends no client_random of 32 bytes", trace.scenarioName, "open another scenario"};
    Experiment experiment;
    experiment.seed = trace.seed;
    experiment.flipped = FlippedDraw{*random, bit};
    const Result<Observation> made = runExperiment(*std::get<ScenarioPtr>(scenario), experiment);
    if (const Error *error = std::get_if<Error>(&made))
        return *error;
    const std::map<Key, const Derivation *> others = byKey(*std::get<Observation>(made).trace);
    const Lineage lineage(trace);
    Avalanche avalanche;
    avalanche.bit = bit;
    std::map<std::pair<Side, std::string>, int> count;
    for (std::uint32_t i = 0; i < trace.derivations.size(); ++i) {
        const Derivation &own = trace.derivations[i];
        const auto other = others.find({own.by, own.name, count[{own.by, own.name}]++});
        if (other == others.end() || !isShown(trace, lineage, i))
            continue;
        avalanche.values.push_back(
            {{i}, own.by, own.name, own.output.size() * 8, differingBits(own.output, other->second->output)});
    }
    return avalanche;
}

} // namespace hd::ui
