// SPDX-License-Identifier: GPL-3.0-or-later
#include "source.h"

#include "captureoptions.h"

#include "wire/nearest.h"

#include "formats/plaintext.h"
#include "formats/recording.h"

#include <filesystem>

namespace hd::app {

static std::vector<std::string> builtinNames()
{
    std::vector<std::string> names;
    for (const ScenarioInfo &info : builtinScenarios())
        names.push_back(info.name);
    return names;
}

bool isBuiltin(const std::string &name)
{
    const std::vector<std::string> names = builtinNames();
    return std::find(names.begin(), names.end(), name) != names.end();
}

/// The text of a file that is meant; a word that looks like no file is a scenario that does not exist.
static Obtained<std::string> obtainText(const std::string &nameOrFile)
{
    std::error_code error;
    const bool meansFile = nameOrFile.find_first_of("./") != std::string::npos;
    if (!meansFile && !std::filesystem::exists(nameOrFile, error))
        return Refusal{Usage,
                       {"there is no scenario \"" + nameOrFile + "\" and no such file",
                        {},
                        suggestion(nameOrFile, builtinNames(), "`hellodone list scenarios` names them")}};
    Result<std::string> text = readFile(nameOrFile);
    if (Error *failure = std::get_if<Error>(&text))
        return Refusal{Unusable, std::move(*failure)};
    if (std::optional<Error> refused = noPlainText(std::get<std::string>(text), nameOrFile))
        return Refusal{Unusable, std::move(*refused)};
    return std::get<std::string>(std::move(text));
}

static Obtained<std::shared_ptr<const Scenario>> orRefuse(Result<std::shared_ptr<const Scenario>> result)
{
    if (Error *error = std::get_if<Error>(&result))
        return Refusal{Unusable, std::move(*error)};
    return std::get<std::shared_ptr<const Scenario>>(std::move(result));
}

static Obtained<std::shared_ptr<const Scenario>> obtainScenario(const std::string &nameOrFile)
{
    if (isBuiltin(nameOrFile))
        return orRefuse(builtinScenario(nameOrFile));
    Obtained<std::string> text = obtainText(nameOrFile);
    if (Refusal *refusal = std::get_if<Refusal>(&text))
        return std::move(*refusal);
    return orRefuse(parseScenario(std::get<std::string>(text), nameOrFile));
}

Obtained<std::shared_ptr<const Trace>> runScenario(const std::string &nameOrFile, const RunOptions &options)
{
    Obtained<std::shared_ptr<const Scenario>> scenario = obtainScenario(nameOrFile);
    if (Refusal *refusal = std::get_if<Refusal>(&scenario))
        return std::move(*refusal);
    Result<std::shared_ptr<const Trace>> trace = hd::run(*std::get<std::shared_ptr<const Scenario>>(scenario), options);
    if (Error *error = std::get_if<Error>(&trace)) // a file is wrong by itself, the words of a --set by the user
        return Refusal{options.set.empty() ? Unusable : Usage, std::move(*error)};
    return std::get<std::shared_ptr<const Trace>>(std::move(trace));
}

bool isCapture(const std::string &nameOrFile)
{
    return !isBuiltin(nameOrFile) && ui::CaptureIndex::recognises(nameOrFile);
}

Obtained<std::shared_ptr<const Trace>> obtainTrace(const std::string &nameOrFile, const RunOptions &options)
{
    if (isCapture(nameOrFile))
        return obtainFromCapture(nameOrFile, {});
    if (isBuiltin(nameOrFile))
        return runScenario(nameOrFile, options);
    Obtained<std::string> text = obtainText(nameOrFile);
    if (Refusal *refusal = std::get_if<Refusal>(&text))
        return std::move(*refusal);
    if (!looksLikeRecording(std::get<std::string>(text)))
        return runScenario(nameOrFile, options);
    Result<Trace> trace = readRecording(std::get<std::string>(text), nameOrFile);
    if (Error *error = std::get_if<Error>(&trace))
        return Refusal{Unusable, std::move(*error)};
    return std::make_shared<const Trace>(std::get<Trace>(std::move(trace)));
}

} // namespace hd::app
