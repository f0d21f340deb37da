// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// Traces made by hand, for tests that ask about one thing and want to say in full what happened.

#include "trace/trace.h"

#include <string>
#include <utility>

namespace hd::test {

/// Writes events one after the other; what it returns is where the new thing lies in its vector.
class TraceMaker
{
public:
    MessageId send(Side from, std::string name, std::uint32_t flight, Protocol protocol = Protocol::Handshake)
    {
        Message message;
        message.from = from;
        message.name = std::move(name);
        message.flight = flight;
        message.protocol = protocol;
        message.bytes = {1, 2, 3, 4};
        Field root;
        root.name = message.name;
        root.range = {0, 4};
        message.fields.add(root);
        Field body;
        body.name = "body";
        body.parent = 0;
        body.range = {1, 3};
        message.fields.add(body);
        trace.messages.push_back(std::move(message));
        return MessageId{event(from, What::MessageSent, trace.messages.size())};
    }

    void receive(MessageId message)
    {
        trace.events.push_back({peerOf(trace[message].from), What::MessageReceived, message.index, 0});
    }

    MessageId exchange(Side from, std::string name, std::uint32_t flight, Protocol protocol = Protocol::Handshake)
    {
        const MessageId message = send(from, std::move(name), flight, protocol);
        receive(message);
        return message;
    }

    DerivationId derive(Side by, std::string name, std::string operation)
    {
        Derivation derivation;
        derivation.by = by;
        derivation.name = std::move(name);
        derivation.operation = std::move(operation);
        if (!trace.messages.empty())
            derivation.afterMessage = last();
        trace.derivations.push_back(std::move(derivation));
        return DerivationId{event(by, What::Derivation, trace.derivations.size())};
    }

    std::uint32_t check(Side by, std::string name, bool passed = true)
    {
        Check check;
        check.by = by;
        check.name = std::move(name);
        check.passed = passed;
        if (!trace.messages.empty())
            check.message = last();
        trace.checks.push_back(std::move(check));
        return event(by, What::Check, trace.checks.size());
    }

    void install(Side by, bool write, std::string suite)
    {
        trace.keys.push_back({by, write, 1, std::move(suite), {}});
        event(by, What::Keys, trace.keys.size());
    }

    void state(Side by, std::string name)
    {
        trace.states.push_back({by, {}, std::move(name), {}, {}});
        event(by, What::State, trace.states.size());
    }

    std::uint32_t now() const { return static_cast<std::uint32_t>(trace.events.size()); }
    MessageId last() const { return MessageId{static_cast<std::uint32_t>(trace.messages.size()) - 1}; }

    Trace trace;

private:
    std::uint32_t event(Side at, What what, std::size_t count)
    {
        const std::uint32_t index = static_cast<std::uint32_t>(count) - 1;
        trace.events.push_back({at, what, index, 0});
        return index;
    }
};

} // namespace hd::test
