// SPDX-License-Identifier: GPL-3.0-or-later
#include "definite.h"

#include <algorithm>

namespace hd::test {

namespace {

/// Whether @p text is UTF-8 (RFC 3629 4).
bool isText(std::string_view text)
{
    const auto byte = [&](std::size_t i) { return i < text.size() ? static_cast<std::uint8_t>(text[i]) : 0U; };
    for (std::size_t i = 0; i < text.size();) {
        const unsigned first = byte(i);
        const std::size_t length = first < 0x80       ? 1
                                   : first >> 5 == 6  ? 2
                                   : first >> 4 == 14 ? 3
                                   : first >> 3 == 30 ? 4
                                                      : 0;
        if (length == 0)
            return false;
        unsigned point = length == 1 ? first : first & (0xffU >> (length + 1));
        for (std::size_t k = 1; k < length; ++k) {
            if (byte(i + k) >> 6 != 2)
                return false;
            point = point << 6 | (byte(i + k) & 0x3f);
        }
        constexpr unsigned least[] = {0, 0, 0x80, 0x800, 0x10000};
        if (point < least[length] || point > 0x10ffff || (point >= 0xd800 && point < 0xe000))
            return false;
        i += length;
    }
    return true;
}

/// The first thing in @p trace that is no text, by name; empty when there is none.
std::string notText(const Trace &trace)
{
    for (const Message &message : trace.messages)
        for (const Field &field : message.fields.fields())
            if (!isText(field.meaning))
                return "the meaning of " + field.name;
    for (const Check &check : trace.checks) {
        if (!isText(check.expected) || !isText(check.actual))
            return "the check " + check.name;
        for (const Input &input : check.inputs)
            if (!isText(input.text))
                return "an input of " + check.name;
    }
    for (const Decision &decision : trace.decisions)
        for (const Candidate &candidate : decision.candidates)
            if (!isText(candidate.name))
                return "a candidate for " + decision.what;
    return {};
}

std::string wrongAt(Connection &connection, Side side)
{
    Endpoint &party = connection.party(side);
    const std::string name = side == Side::Client ? "client" : "server";
    const std::vector<std::string> failed = connection.failedChecks(side);
    // The steps of a chain are all computed, also after the first that failed.
    const bool chain = std::all_of(failed.begin(), failed.end(),
                                   [](const std::string &check) { return check.starts_with("certificate."); });
    if ((failed.size() > 1 && !chain) || (!failed.empty() && party.status() != Status::Failed))
        return name + " goes on after a failed check";
    if (party.status() == Status::Failed && !party.alert())
        return name + " has failed without an alert";
    return {};
}

} // namespace

std::string indefinite(Connection &connection, Trace *trace)
{
    if (!connection.quiet())
        return "it goes on forever";
    for (const Side side : {Side::Client, Side::Server})
        if (const std::string wrong = wrongAt(connection, side); !wrong.empty())
            return wrong;
    const auto exported = [&](Side side) {
        return connection.party(side).exportKeyingMaterial("EXPORTER-test", {}, 32);
    };
    const Bytes ofClient = exported(Side::Client), ofServer = exported(Side::Server); // nothing: amid a renegotiation
    if (connection.bothOpen() && !ofClient.empty() && !ofServer.empty() && ofClient != ofServer)
        return "both are open with different keys";
    Trace merged = connection.takeTrace();
    if (const std::string what = notText(merged); !what.empty())
        return what + " is no text";
    if (trace)
        *trace = std::move(merged);
    return {};
}

} // namespace hd::test
