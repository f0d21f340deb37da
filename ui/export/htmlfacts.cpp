// SPDX-License-Identifier: GPL-3.0-or-later
#include "export/htmldata.h"
#include "trace/family.h"
#include "trace/knowledge.h"

namespace hd::ui {

static Json messageJson(const std::optional<MessageId> &message)
{
    return message ? Json(message->index) : Json();
}

Json checksJson(const HtmlScope &scope, HtmlTexts &texts)
{
    const Family family = familyOf(scope.trace);
    Json checks = Json::array();
    for (std::size_t i = 0; i < scope.trace.checks.size(); ++i) {
        const Check &check = scope.trace.checks[i];
        const std::optional<Playhead> at = scope.when(What::Check, i);
        if (!at)
            continue;
        Json json;
        json["at"] = *at;
        json["by"] = sideJson(check.by);
        json["name"] = check.name;
        json["passed"] = check.passed;
        json["expected"] = scope.words(check.expected);
        json["actual"] = scope.words(check.actual);
        json["clause"] = {check.clause, clauseUrl(QString::fromStdString(check.clause)).toString().toStdString()};
        json["message"] = messageJson(check.message);
        json["explain"] = texts.add([&](const Explanations &of) {
            std::optional<Explanation> found = of.forCheck(QString::fromStdString(check.name), family);
            if (found && !check.passed && check.alert)
                found->ifMissing += QStringLiteral("\n\n") + of.alertText(*check.alert);
            return found;
        });
        checks.push_back(std::move(json));
    }
    return checks;
}

static Json candidateJson(const Candidate &candidate, HtmlTexts &texts)
{
    texts.addReason(candidate.reason);
    return {candidate.name,           candidate.offered ? 1 : 0, candidate.supported ? 1 : 0,
            candidate.usable ? 1 : 0, candidate.chosen ? 1 : 0,  candidate.reason};
}

Json decisionsJson(const HtmlScope &scope, HtmlTexts &texts)
{
    const Family family = familyOf(scope.trace);
    Json decisions = Json::array();
    for (std::size_t i = 0; i < scope.trace.decisions.size(); ++i) {
        const Decision &decision = scope.trace.decisions[i];
        const std::optional<Playhead> at = scope.when(What::Decision, i);
        if (!at)
            continue;
        texts.addReason(decision.rule);
        Json json;
        json["at"] = *at;
        json["by"] = sideJson(decision.by);
        json["what"] = decision.what;
        json["chosen"] = decision.chosen;
        json["rule"] = decision.rule;
        json["clause"] = {decision.clause, clauseUrl(QString::fromStdString(decision.clause)).toString().toStdString()};
        json["message"] = messageJson(decision.message);
        json["candidates"] = Json::array();
        for (const Candidate &candidate : decision.candidates)
            json["candidates"].push_back(candidateJson(candidate, texts));
        json["explain"] = texts.add(
            [&](const Explanations &of) { return of.forDecision(QString::fromStdString(decision.what), family); });
        decisions.push_back(std::move(json));
    }
    return decisions;
}

/// By their index in the trace, as the rows of the diagram name them.
Json omissionsJson(const HtmlScope &scope, HtmlTexts &texts)
{
    Json omissions = Json::array();
    for (const Omission &omission : scope.trace.omissions) {
        texts.addReason(omission.reason);
        Json json;
        json["by"] = sideJson(omission.by);
        json["name"] = omission.message;
        json["reason"] = omission.reason;
        json["clause"] = {omission.clause, clauseUrl(QString::fromStdString(omission.clause)).toString().toStdString()};
        json["explain"] = texts.add([&](const Explanations &of) {
            return of.forMessage(QString::fromStdString(omission.message), omission.by, familyOf(scope.trace));
        });
        omissions.push_back(std::move(json));
    }
    return omissions;
}

Json statesJson(const HtmlScope &scope, HtmlTexts &texts)
{
    Json states = Json::array();
    for (std::size_t i = 0; i < scope.trace.states.size(); ++i) {
        const StateChange &change = scope.trace.states[i];
        const std::optional<Playhead> at = scope.when(What::State, i);
        if (!at)
            continue;
        texts.addState(change.state);
        Json json;
        json["n"] = i;
        json["at"] = *at;
        json["by"] = sideJson(change.by);
        json["state"] = change.state;
        json["on"] = change.on;
        json["clause"] = {change.clause, clauseUrl(QString::fromStdString(change.clause)).toString().toStdString()};
        states.push_back(std::move(json));
    }
    return states;
}

/// [position, [[achievement, reason, message or null]...]] wherever a property changes.
Json propertiesJson(const HtmlScope &scope, HtmlTexts &texts)
{
    Json changes = Json::array();
    std::vector<PropertyState> before;
    for (const Playhead stop : scope.stops) {
        const std::vector<PropertyState> states = propertiesAt(scope.trace, stop);
        if (states == before)
            continue;
        before = states;
        Json row = Json::array();
        for (const PropertyState &state : states) {
            texts.addReason(state.reason);
            row.push_back({static_cast<int>(state.achievement), state.reason, messageJson(state.proof)});
        }
        changes.push_back({stop, std::move(row)});
    }
    return changes;
}

} // namespace hd::ui
