// SPDX-License-Identifier: GPL-3.0-or-later
#include "captureoptions.h"
#include "command.h"
#include "source.h"

#include "formats/jsonlayout.h"
#include "formats/verify.h"

namespace hd::app {

static std::string counted(std::size_t count, std::string_view thing)
{
    return std::to_string(count) + " " + std::string(thing) + (count == 1 ? "" : "s");
}

static std::string asText(const Verification &result)
{
    std::string text;
    for (const Finding &finding : result.findings)
        text += "WRONG " + finding.where + "\n  expected " + finding.expected + "\n  recorded " + finding.actual + "\n";
    text += "computed again: " + counted(result.records, "record") + ", " + counted(result.messages, "message") + ", " +
            counted(result.derivations, "derivation") + ", " + counted(result.checks, "check") + ", " +
            counted(result.inputs, "input") + "\n";
    text += "not computed: " + counted(result.drawn, "drawn value") + ", " + counted(result.withheld, "value") +
            " for want of withheld secrets\n";
    for (const std::string &what : result.notVerified)
        text += "not computed: " + what + "\n";
    text += result.findings.empty() ? "no value is wrong\n" : counted(result.findings.size(), "value") + " wrong\n";
    return text;
}

static std::string asJson(const Verification &result)
{
    Json findings = Json::array();
    for (const Finding &finding : result.findings)
        findings.push_back({{"where", finding.where}, {"expected", finding.expected}, {"actual", finding.actual}});
    return layOut({{"findings", findings},
                   {"records", result.records},
                   {"messages", result.messages},
                   {"derivations", result.derivations},
                   {"checks", result.checks},
                   {"inputs", result.inputs},
                   {"drawn", result.drawn},
                   {"withheld", result.withheld},
                   {"not_verified", result.notVerified}});
}

static int run(const Arguments &arguments)
{
    const Obtained<std::shared_ptr<const Trace>> trace = obtainTrace(arguments);
    if (const Refusal *refusal = std::get_if<Refusal>(&trace))
        return fail(refusal->status, refusal->error);
    const Verification result = verify(*std::get<std::shared_ptr<const Trace>>(trace));
    if (const int status = print(arguments.has("--json") ? asJson(result) : asText(result)))
        return status;
    return result.findings.empty() ? Done : EndedOtherwise;
}

static constexpr Option ownOptions[] = {
    {"--json", "", "print the result as JSON"},
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

const Command verifyCommand{
    "verify",
    "FILE",
    "compute every value of a recording again and name those that are wrong",
    1,
    1,
    options(),
    run,
    "Messages are decoded, records opened and every derivation and check made anew, from the recorded inputs alone.\n"
    "The first finding is the cause; others may follow from it. Exit status 1 when anything is wrong.\n"};

} // namespace hd::app
