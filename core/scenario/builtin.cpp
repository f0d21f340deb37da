// SPDX-License-Identifier: GPL-3.0-or-later
#include "embedded/scenarios.h"
#include "scenario/reader.h"
#include "scenario/scenario.h"

#include <cassert>

namespace hd {

static std::vector<std::shared_ptr<const Scenario>> loadAll()
{
    std::vector<std::shared_ptr<const Scenario>> all;
    for (const embedded::File &file : embedded::scenarios()) {
        const Result<std::shared_ptr<const Scenario>> scenario = parseScenario(file.content, file.name);
        assert(std::holds_alternative<std::shared_ptr<const Scenario>>(scenario));
        all.push_back(std::get<std::shared_ptr<const Scenario>>(scenario));
    }
    std::sort(all.begin(), all.end(), [](const auto &a, const auto &b) { return a->info.order < b->info.order; });
    return all;
}

static const std::vector<std::shared_ptr<const Scenario>> &all()
{
    static const std::vector<std::shared_ptr<const Scenario>> scenarios = loadAll();
    return scenarios;
}

const std::vector<ScenarioInfo> &builtinScenarios()
{
    static const std::vector<ScenarioInfo> infos = [] {
        std::vector<ScenarioInfo> list;
        for (const auto &scenario : all())
            list.push_back(scenario->info);
        return list;
    }();
    return infos;
}

Result<std::shared_ptr<const Scenario>> builtinScenario(std::string_view name)
{
    std::vector<std::string> names;
    for (const auto &scenario : all()) {
        if (scenario->info.name == name)
            return scenario;
        names.push_back(scenario->info.name);
    }
    return Error{"there is no scenario \"" + std::string(name) + "\"", "", allowedWords(std::string(name), names)};
}

} // namespace hd
