// SPDX-License-Identifier: GPL-3.0-or-later
#include "captureoptions.h"
#include "command.h"
#include "party/choice.h"
#include "source.h"

#include "analysis/howtext.h"
#include "formats/jsonlayout.h"
#include "formats/recording.h"
#include "formats/textview.h"
#include "observe/observer.h"

namespace hd::app {

static constexpr Choice<TextDepth> depths[] = {{"flight", TextDepth::Flight},
                                               {"message", TextDepth::Message},
                                               {"operation", TextDepth::Operation},
                                               {"field", TextDepth::Field},
                                               {"byte", TextDepth::Byte}};
static constexpr Choice<Viewpoint> viewpoints[] = {
    {"client", Viewpoint::Client}, {"server", Viewpoint::Server}, {"wire", Viewpoint::Wire}};

static constexpr Choice<ReproductionTool> tools[] = {{"openssl", ReproductionTool::OpenSsl},
                                                     {"python", ReproductionTool::Python}};

static std::optional<Error> readStep(const std::string &text, const Trace &trace, TextViewOptions &view)
{
    const std::optional<std::uint64_t> number = wholeNumber(text);
    if (!number || *number == 0 || *number > trace.messages.size())
        return Error{"there is no message number \"" + text + "\"", "--step",
                     "1 to " + std::to_string(trace.messages.size())};
    view.only = MessageId{static_cast<std::uint32_t>(*number - 1)};
    return std::nullopt;
}

static std::optional<Error> readOptions(const Arguments &arguments, const Trace &trace, TextViewOptions &view)
{
    view.keys = arguments.has("--keys");
    if (const std::optional<std::string> step = arguments.value("--step")) {
        view.depth = TextDepth::Field;
        if (std::optional<Error> error = readStep(*step, trace, view))
            return error;
    }
    return choose(arguments, "--depth", depths, view.depth);
}

static void keepSideOnly(Json &json, std::string_view side)
{
    for (const char *array : {"derivations", "checks", "decisions", "omissions", "states", "keys", "events"}) {
        Json kept = Json::array();
        for (const Json &element : json[array])
            if (element[std::string_view(array) == "events" ? "at" : "by"] == side)
                kept.push_back(element);
        json[array] = kept;
    }
}

/// The recording, cut to what was asked for.
static std::string asJson(const Trace &trace, const TextViewOptions &view)
{
    Json json = Json::parse(writeRecording(trace, {.withSecrets = view.keys}));
    if (view.only)
        return layOut(json["messages"][view.only->index]);
    if (view.viewpoint == Viewpoint::Client || view.viewpoint == Viewpoint::Server)
        keepSideOnly(json, view.viewpoint == Viewpoint::Client ? "client" : "server");
    return layOut(json);
}

/// What somebody sees of @p trace who sees the wire and has no key.
static std::shared_ptr<const Trace> fromTheWire(const Trace &trace)
{
    Trace seen = observe(wireOf(trace));
    seen.scenarioName = trace.scenarioName;
    seen.title = trace.title;
    seen.subtitle = trace.subtitle;
    seen.description = trace.description;
    return std::make_shared<const Trace>(std::move(seen));
}

/// The first value of that name, of the party that is asked for.
static std::optional<DerivationId> named(const Trace &trace, const std::string &name, Viewpoint viewpoint)
{
    for (std::uint32_t i = 0; i < trace.derivations.size(); ++i) {
        const Derivation &derivation = trace.derivations[i];
        const Viewpoint by = derivation.by == Side::Client ? Viewpoint::Client : Viewpoint::Server;
        if (derivation.name == name && (viewpoint == Viewpoint::Both || viewpoint == by))
            return DerivationId{i};
    }
    return std::nullopt;
}

static int how(const Arguments &arguments, const Trace &trace, const std::string &name, Viewpoint viewpoint)
{
    const std::optional<DerivationId> id = named(trace, name, viewpoint);
    if (!id)
        return fail(Usage, {"nobody derives a value \"" + name + "\" there", "--how", "`show --keys` lists them"});
    const std::optional<std::string> as = arguments.value("--as");
    if (!as)
        return print(howText(trace, *id));
    ReproductionTool tool{};
    if (const std::optional<Error> error = choose(arguments, "--as", tools, tool))
        return fail(Usage, *error);
    const auto made = reproductionOf(trace, *id, tool);
    if (const auto *why = std::get_if<NotReproducible>(&made))
        return fail(EndedOtherwise, {name + " cannot be computed again: " + reasonText(*why), "--as " + *as, {}});
    return print(std::get<Reproduction>(made).text);
}

static int run(const Arguments &arguments)
{
    TextViewOptions view;
    if (const std::optional<Error> error = choose(arguments, "--who", viewpoints, view.viewpoint))
        return fail(Usage, *error);
    const Obtained<std::shared_ptr<const Trace>> obtained = obtainTrace(arguments);
    if (const Refusal *refusal = std::get_if<Refusal>(&obtained))
        return fail(refusal->status, refusal->error);
    std::shared_ptr<const Trace> trace = std::get<std::shared_ptr<const Trace>>(obtained);
    if (view.viewpoint == Viewpoint::Wire)
        trace = fromTheWire(*trace);
    if (const std::optional<Error> error = readOptions(arguments, *trace, view))
        return fail(Usage, *error);
    if (const std::optional<std::string> name = arguments.value("--how"))
        return how(arguments, *trace, *name, view.viewpoint);
    if (arguments.has("--as"))
        return fail(Usage, {"there is nothing to write as a command", "--as", "name a value with --how"});
    return print(arguments.has("--json") ? asJson(*trace, view) : textView(*trace, view));
}

static constexpr Option ownOptions[] = {
    {"--depth", "DEPTH", "flight, message, operation, field or byte; each shows more"},
    {"--step", "N", "only message N and what was done for it, down to its fields"},
    {"--keys", "", "every derivation with its formula and value, secrets too"},
    {"--how", "NAME", "how this value came about: every block, and commands that compute it again; secrets too"},
    {"--as", "TOOL", "with --how, only the text for openssl or python, for a pipe into sh or python3"},
    {"--who", "WHO", "client or server: its own account; wire: what an eavesdropper can see"},
    {"--json", "", "print the recording (with --step the message) as JSON"},
};

static std::span<const Option> options()
{
    static const std::vector<Option> all = [] {
        std::vector<Option> joined(std::begin(ownOptions), std::end(ownOptions));
        joined.insert(joined.end(), captureOptions().begin(), captureOptions().end());
        return joined;
    }();
    return all;
}

const Command showCommand{
    "show", "SCENARIO|FILE", "print a handshake, from flights down to bytes", 1, 1, options(), run, {}};

} // namespace hd::app
