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
    step.what = reader.word<Step::Do>("do",
                                      {{"send", Step::Do::Send},
                                       {"renegotiate", Step::Do::Renegotiate},
                                       {"alert", Step::Do::Alert},
                                       {"update_keys", Step::Do::UpdateKeys},
                                       {"request_certificate", Step::Do::RequestCertificate}},
                                      Step::Do::Send);
    if (step.what == Step::Do::Send)
        step.text = reader.string("text", "");
    if (step.what == Step::Do::Alert) {
        step.alert = alertOf(reader, "alert", reader.string("alert", "user_canceled"));
        step.level = reader.word<AlertLevel>("level", {{"warning", AlertLevel::Warning}, {"fatal", AlertLevel::Fatal}},
                                             AlertLevel::Warning);
    }
    if (step.what == Step::Do::UpdateKeys)
        step.request = reader.boolean("request", false);
    if (step.what == Step::Do::RequestCertificate && step.from == Side::Client)
        reader.fail("from", "a client asks for no certificate in this way", "write \"from\": \"server\"");
    reader.end();
    return step;
}

void readEarlier(ObjectReader reader, Scenario &scenario)
{
    constexpr std::uint64_t week = 7 * 24 * 60 * 60; // RFC 8446 4.6.1: no ticket lives longer
    scenario.earlier = Parties{readClient(reader.object("client")), readServer(reader.object("server"))};
    scenario.secondsBefore = static_cast<std::uint32_t>(reader.number("seconds_before", 0, 0, week));
    reader.end();
}

/// Nobody is there to do anything after a replay but the server, which waits.
void readReplay(ObjectReader &reader, Scenario &scenario)
{
    scenario.replay = reader.boolean("replay", false);
    if (!scenario.replay)
        return;
    if (!scenario.steps.empty())
        reader.fail("steps", "after a replay nobody is there to take a step", "write \"steps\": []");
    if (scenario.closedBy)
        reader.fail("close", "after a replay nobody is there to close", "write \"close\": \"none\"");
}

Tampering readTampering(ObjectReader reader)
{
    Tampering deed;
    const std::vector<std::string> messages = tamperable();
    deed.message = reader.string("message", "");
    if (std::ranges::find(messages, deed.message) == messages.end())
        reader.fail("message", "\"" + deed.message + "\" cannot be changed without keys",
                    allowedWords(deed.message, messages));
    const bool adds = reader.has("add_extension");
    const char *key = adds ? "add_extension" : "remove_extension";
    deed.what = adds ? Tampering::Do::AddExtension : Tampering::Do::RemoveExtension;
    const std::string name = reader.string(key, "");
    const auto row = std::ranges::find(extensionNames(), name, &ExtensionName::name);
    if (row == extensionNames().end())
        reader.fail(key, "\"" + name + "\" is no extension", allowedWords(name, namesIn(extensionNames())));
    deed.extension = row->code;
    if (adds)
        deed.data = hexBytes(reader, "data", true);
    reader.end();
    return deed;
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
    expect.outcome = reader.word<Status>("outcome",
                                         {{"open", Status::Open},
                                          {"closed", Status::Closed},
                                          {"failed", Status::Failed},
                                          {"handshaking", Status::Handshaking}},
                                         Status::Open);
    expect.alert = reader.string("alert", "");
    if (!expect.alert.empty())
        alertOf(reader, "alert", expect.alert);
    using Sender = std::optional<Side>;
    expect.by = reader.word<Sender>("by", {{"client", Side::Client}, {"server", Side::Server}}, std::nullopt);
    expect.earlyData = reader.word<std::string>("early_data", {{"accepted", "accepted"}, {"rejected", "rejected"}}, "");
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
        readEarlier(reader.object("earlier"), *scenario);
    reader.eachObject("attacker",
                      [&](ObjectReader deed) { scenario->attacker.push_back(readTampering(std::move(deed))); });
    reader.eachObject("steps", [&](ObjectReader step) { scenario->steps.push_back(readStep(std::move(step))); });
    using Closer = std::optional<Side>;
    scenario->closedBy = reader.word<Closer>(
        "close", {{"none", std::nullopt}, {"client", Side::Client}, {"server", Side::Server}}, std::nullopt);
    readReplay(reader, *scenario);
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
