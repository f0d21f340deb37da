// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// The built-in scenarios, run.

#include "scenario/scenario.h"

#include <QtGlobal>

namespace hd::test {

/// @p settings as in RunOptions::set. A scenario that cannot be set up ends the test program.
inline std::shared_ptr<const Trace> runBuiltin(std::string_view name, const std::vector<std::string> &settings = {})
{
    const auto scenario = builtinScenario(name);
    if (const Error *error = std::get_if<Error>(&scenario))
        qFatal("%s", error->text().c_str());
    const auto trace = run(*std::get<std::shared_ptr<const Scenario>>(scenario), {std::nullopt, settings});
    if (const Error *error = std::get_if<Error>(&trace))
        qFatal("%s", error->text().c_str());
    return std::get<std::shared_ptr<const Trace>>(trace);
}

/// Every built-in scenario as it is, run once.
inline const std::vector<std::shared_ptr<const Trace>> &builtinTraces()
{
    static const std::vector<std::shared_ptr<const Trace>> traces = [] {
        std::vector<std::shared_ptr<const Trace>> all;
        for (const ScenarioInfo &info : builtinScenarios())
            all.push_back(runBuiltin(info.name));
        return all;
    }();
    return traces;
}

/// The suite that the messages of @p trace were laid out for.
inline const CipherSuite *suiteOf(const Trace &trace)
{
    return cipherSuite(std::string_view(trace.negotiated.suite));
}

/// The version that the messages of @p trace were laid out for; TLS 1.2 where none was agreed.
inline Version versionOf(const Trace &trace)
{
    for (const Message &message : trace.messages) // RFC 8446 4.2.1: also where the handshake fails later on
        if (message.fields.find("server_hello.extensions.supported_versions"))
            return tls13;
    for (const Version version : {ssl30, tls10, tls11})
        if (names::version(version) == trace.negotiated.version)
            return version;
    return tls12;
}

/// The first message of @p trace with this name from this side.
inline std::optional<MessageId> messageOf(const Trace &trace, std::string_view name, Side from)
{
    for (std::uint32_t i = 0; i < trace.messages.size(); ++i)
        if (trace.messages[i].name == name && trace.messages[i].from == from)
            return MessageId{i};
    return std::nullopt;
}

/// Whether somebody changed a record on its way, so that another one arrived than was sent.
inline bool changedOnTheWay(const Trace &trace)
{
    std::vector<bool> sent(trace.records.size());
    for (const Event &event : trace.events)
        if (event.what == What::RecordSealed)
            sent[event.index] = true;
    return std::find(sent.begin(), sent.end(), false) != sent.end();
}

/// The first derivation of @p trace with this name by this side.
inline std::optional<DerivationId> derivationOf(const Trace &trace, std::string_view name, Side by)
{
    for (std::uint32_t i = 0; i < trace.derivations.size(); ++i)
        if (trace.derivations[i].name == name && trace.derivations[i].by == by)
            return DerivationId{i};
    return std::nullopt;
}

} // namespace hd::test
