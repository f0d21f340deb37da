// SPDX-License-Identifier: GPL-3.0-or-later
#include "command.h"
#include "output.h"
#include "party/choice.h"
#include "source.h"

#include "formats/jsonlayout.h"
#include "formats/textview.h"

namespace hd::app {

/// The scenario's own data makes way for @p text, which the client sends as soon as the handshake is done.
static std::string dataSetting(const std::string &text)
{
    const Json data = Json::array({{{"from", "client"}, {"text", text}}});
    return "steps=" + data.dump(-1, ' ', false, Json::error_handler_t::replace);
}

static Result<RunOptions> readRunOptions(const Arguments &arguments)
{
    RunOptions options;
    if (const std::optional<std::string> seed = arguments.value("--seed")) {
        options.seed = wholeNumber(*seed);
        if (!options.seed)
            return Error{"\"" + *seed + "\" is no seed", "--seed", "a whole number from 0 to 18446744073709551615"};
    }
    options.set = arguments.values("--set");
    if (const std::optional<std::string> data = arguments.value("--pass-data"))
        options.set.push_back(dataSetting(*data));
    return options;
}

static int run(const Arguments &arguments)
{
    const Result<RunOptions> options = readRunOptions(arguments);
    if (const Error *error = std::get_if<Error>(&options))
        return fail(Usage, *error);
    const Result<Output> read = readOutput(arguments);
    if (const Error *error = std::get_if<Error>(&read))
        return fail(Usage, *error);
    const auto &output = std::get<Output>(read);
    if (const std::optional<Error> obstacle = findObstacle(output))
        return fail(Unusable, *obstacle);

    const Obtained<std::shared_ptr<const Trace>> obtained =
        runScenario(arguments.operands()[0], std::get<RunOptions>(options));
    if (const Refusal *refusal = std::get_if<Refusal>(&obtained))
        return fail(refusal->status, refusal->error);
    const Trace &trace = *std::get<std::shared_ptr<const Trace>>(obtained);
    if (const std::optional<Error> error = write(trace, output))
        return fail(Unusable, *error);
    if (output.files.empty())
        if (const int status = print(textView(trace, {})))
            return status;
    return trace.outcome.expected
               ? Done
               : fail(EndedOtherwise, {"the handshake ended otherwise than the scenario expects", {}, {}});
}

static constexpr Option ownOptions[] = {
    {"--set", "PATH=VALUE", "change a key of the scenario, such as client.suites=...", true},
    {"--seed", "N", "draw other random bytes; the same number gives the same bytes"},
    {"--pass-data", "TEXT", "application data for the client to send, in place of the scenario's"},
};

static std::span<const Option> options()
{
    static const std::vector<Option> all = [] {
        std::vector<Option> joined(std::begin(ownOptions), std::end(ownOptions));
        joined.insert(joined.end(), outputOptions().begin(), outputOptions().end());
        return joined;
    }();
    return all;
}

const Command runCommand{
    "run",
    "SCENARIO",
    "run a scenario and write what happened",
    1,
    1,
    options(),
    run,
    "SCENARIO is a name of `hellodone list scenarios` or a scenario file. Without -o the messages are printed. Exit\n"
    "status 0 when the handshake ends as the scenario expects, which may be a failure.\n"};

} // namespace hd::app
