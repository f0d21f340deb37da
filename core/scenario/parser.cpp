// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenario/partyparser.h"
#include "scenario/scenario.h"

namespace hd {

namespace {

LocalText localText(ObjectReader reader)
{
    LocalText text{reader.string("en", ""), reader.string("zh", "")};
    reader.end();
    return text;
}

const WordList<Side> sides{{"client", Side::Client}, {"server", Side::Server}};

Alert alertOf(ObjectReader &reader, const char *key, const std::string &name)
{
    const std::optional<Alert> alert = alertByName(name);
    if (!alert)
        reader.fail(key, "\"" + name + "\" is not an alert", allowedWords(name, namesIn(alertNames())));
    return *alert;
}

Step readStep(ObjectReader reader)
{
    Step step;
    step.from = reader.word<Side>("from", sides, Side::Client);
    step.what = reader.word<Step::Do>(
        "do", {{"send", Step::Do::Send}, {"renegotiate", Step::Do::Renegotiate}, {"alert", Step::Do::Alert}},
        Step::Do::Send);
    if (step.what == Step::Do::Send)
        step.text = reader.string("text", "");
    if (step.what == Step::Do::Alert) {
        step.alert = alertOf(reader, "alert", reader.string("alert", "user_canceled"));
        step.level = reader.word<AlertLevel>("level", {{"warning", AlertLevel::Warning}, {"fatal", AlertLevel::Fatal}},
                                             AlertLevel::Warning);
    }
    reader.end();
    return step;
}

Parties readEarlier(ObjectReader reader)
{
    Parties parties{readClient(reader.object("client")), readServer(reader.object("server"))};
    reader.end();
    return parties;
}

/// The file says only what the parties of the earlier connection have otherwise; here they get the rest too.
void completeEarlier(nlohmann::ordered_json &scenario)
{
    if (!scenario.is_object() || !scenario.contains("earlier") || !scenario["earlier"].is_object())
        return;
    for (const char *party : {"client", "server"}) {
        nlohmann::ordered_json &earlier = scenario["earlier"][party];
        if (!scenario.contains(party) || !scenario[party].is_object() || !(earlier.is_object() || earlier.is_null()))
            continue;
        nlohmann::ordered_json whole = scenario[party];
        if (earlier.is_object())
            whole.update(earlier);
        earlier = std::move(whole);
    }
}

Expectation expectation(ObjectReader reader)
{
    Expectation expect;
    expect.outcome =
        reader.word<std::string>("outcome", {{"open", "open"}, {"closed", "closed"}, {"failed", "failed"}}, "open");
    expect.alert = reader.string("alert", "");
    if (!expect.alert.empty())
        alertOf(reader, "alert", expect.alert);
    using Sender = std::optional<Side>;
    expect.by = reader.word<Sender>("by", {{"client", Side::Client}, {"server", Side::Server}}, std::nullopt);
    reader.end();
    return expect;
}

std::shared_ptr<const Scenario> read(ObjectReader reader, std::string_view text, std::string_view fileName)
{
    auto scenario = std::make_shared<Scenario>();
    scenario->text = text;
    scenario->fileName = fileName;
    reader.word<bool>("format", {{"hellodone-scenario", true}}, true);
    reader.number("version", 1, 1, 1);
    const std::string_view base = fileName.substr(fileName.rfind('/') + 1);
    scenario->info.name = base.substr(0, base.rfind(".json"));
    scenario->info.order = static_cast<unsigned>(reader.number("order", 0, 0, 9999));
    scenario->info.group = localText(reader.object("group"));
    scenario->info.title = localText(reader.object("title"));
    scenario->info.subtitle = localText(reader.object("subtitle"));
    scenario->info.description = localText(reader.object("description"));
    scenario->seed = reader.number("seed", 1, 0, UINT64_MAX);
    scenario->clock = reader.time("clock");
    scenario->roundTripMs = static_cast<std::uint32_t>(reader.number("round_trip_ms", 0, 0, 60000));
    scenario->client = readClient(reader.object("client"));
    scenario->server = readServer(reader.object("server"));
    if (reader.has("earlier"))
        scenario->earlier = readEarlier(reader.object("earlier"));
    reader.eachObject("steps", [&](ObjectReader step) { scenario->steps.push_back(readStep(std::move(step))); });
    using Closer = std::optional<Side>;
    scenario->closedBy = reader.word<Closer>(
        "close", {{"none", std::nullopt}, {"client", Side::Client}, {"server", Side::Server}}, std::nullopt);
    scenario->expect = expectation(reader.object("expect"));
    reader.end();
    return scenario;
}

} // namespace

Result<std::shared_ptr<const Scenario>> parseScenario(std::string_view text, std::string_view fileName)
{
    try {
        nlohmann::ordered_json json = parseJson(text, fileName);
        completeEarlier(json);
        return read(ObjectReader(json, "", {text, fileName}), text, fileName);
    } catch (const ReadFailure &failure) {
        return failure.error;
    }
}

} // namespace hd
