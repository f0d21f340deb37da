// SPDX-License-Identifier: GPL-3.0-or-later
#include "choice.h"
#include "command.h"
#include "source.h"

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

static int run(const Arguments &arguments)
{
    TextViewOptions view;
    if (const std::optional<Error> error = choose(arguments, "--who", viewpoints, view.viewpoint))
        return fail(Usage, *error);
    const Obtained<std::shared_ptr<const Trace>> obtained = obtainTrace(arguments.operands()[0]);
    if (const Refusal *refusal = std::get_if<Refusal>(&obtained))
        return fail(refusal->status, refusal->error);
    std::shared_ptr<const Trace> trace = std::get<std::shared_ptr<const Trace>>(obtained);
    if (view.viewpoint == Viewpoint::Wire)
        trace = fromTheWire(*trace);
    if (const std::optional<Error> error = readOptions(arguments, *trace, view))
        return fail(Usage, *error);
    return print(arguments.has("--json") ? asJson(*trace, view) : textView(*trace, view));
}

static constexpr Option options[] = {
    {"--depth", "DEPTH", "flight, message, operation, field or byte; each shows more"},
    {"--step", "N", "only message N and what was done for it, down to its fields"},
    {"--keys", "", "every derivation with its formula and value, secrets too"},
    {"--who", "WHO", "client or server: its own account; wire: what an eavesdropper can see"},
    {"--json", "", "print the recording (with --step the message) as JSON"},
};

const Command showCommand{"show", "SCENARIO|FILE", "print a handshake, from flights down to bytes", 1, 1, options, run,
                          {}};

} // namespace hd::app
