// SPDX-License-Identifier: GPL-3.0-or-later

// The parser of scenarios: a text is refused with a place and a remedy, or it is a scenario whose own text parses to
// the same. Settings over a file are parsed, too: what stands behind the first 0 byte is one.

#include "target.h"

#include "scenario/scenario.h"
#include "scenario/settings.h"

namespace hd::fuzz {

void run(ByteView input)
{
    std::string_view text(reinterpret_cast<const char *>(input.data()), input.size());
    std::vector<std::string> settings;
    if (const std::size_t end = text.find('\0'); end != std::string_view::npos) {
        settings.emplace_back(text.substr(end + 1));
        text = text.substr(0, end);
    }
    std::string changed(text);
    if (!settings.empty()) {
        const Result<std::string> with = withSettings(text, settings);
        if (std::holds_alternative<Error>(with))
            return;
        changed = std::get<std::string>(with);
    }
    const auto parsed = parseScenario(changed, "fuzzed.json");
    if (const Error *error = std::get_if<Error>(&parsed))
        return expect(!error->what.empty() && !error->where.empty(), "an error that says what and where");
    const Scenario &scenario = *std::get<std::shared_ptr<const Scenario>>(parsed);
    expect(scenario.text == changed, "the text that it was made from");
}

std::vector<Bytes> seeds()
{
    std::vector<Bytes> list;
    for (const ScenarioInfo &info : builtinScenarios()) {
        const std::string &text = std::get<std::shared_ptr<const Scenario>>(builtinScenario(info.name))->text;
        const char *settings[] = {"client.ems=on", "server.suites=TLS_RSA_WITH_AES_128_CBC_SHA", "seed=7"};
        list.push_back(toBytes(text));
        list.push_back(concat({toBytes(text), Bytes{0}, toBytes(settings[list.size() % 3])}));
    }
    return list;
}

} // namespace hd::fuzz
