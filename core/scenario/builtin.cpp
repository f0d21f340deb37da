// SPDX-License-Identifier: GPL-3.0-or-later
#include "embedded/scenarios.h"
#include "scenario/reader.h"
#include "scenario/scenario.h"

#include <algorithm>

namespace hd {

namespace {

struct Builtins
{
    std::vector<std::shared_ptr<const Scenario>> scenarios; ///< by their order
    std::vector<std::pair<std::string, Error>> broken;      ///< those that cannot be read, by their name
};

Builtins loadAll()
{
    Builtins all;
    for (const embedded::File &file : embedded::scenarios()) {
        Result<std::shared_ptr<const Scenario>> scenario = parseScenario(file.content, file.name);
        if (Error *error = std::get_if<Error>(&scenario))
            all.broken.emplace_back(file.name.substr(0, file.name.rfind('.')), std::move(*error));
        else
            all.scenarios.push_back(std::get<std::shared_ptr<const Scenario>>(std::move(scenario)));
    }
    std::ranges::sort(all.scenarios, {}, [](const auto &scenario) { return scenario->info.order; });
    return all;
}

const Builtins &builtins()
{
    static const Builtins all = loadAll();
    return all;
}

} // namespace

const std::vector<ScenarioInfo> &builtinScenarios()
{
    static const std::vector<ScenarioInfo> infos = [] {
        std::vector<ScenarioInfo> list;
        for (const auto &scenario : builtins().scenarios)
            list.push_back(scenario->info);
        return list;
    }();
    return infos;
}

Result<std::shared_ptr<const Scenario>> builtinScenario(std::string_view name)
{
    std::vector<std::string> names;
    for (const auto &scenario : builtins().scenarios) {
        if (scenario->info.name == name)
            return scenario;
        names.push_back(scenario->info.name);
    }
    for (const auto &[broken, error] : builtins().broken)
        if (broken == name)
            return error;
    return Error{"there is no scenario \"" + std::string(name) + "\"", "", allowedWords(std::string(name), names)};
}

} // namespace hd
