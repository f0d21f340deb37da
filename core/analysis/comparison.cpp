// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/comparison.h"

#include "analysis/timetable.h"
#include "trace/onthewire.h"
#include "trace/operations.h"

#include <algorithm>
#include <map>
#include <tuple>

namespace hd {

DifferenceCount Comparison::fields() const
{
    DifferenceCount count;
    for (const MessageRow &row : rows)
        if (row.a)
            count += row.count;
    return count;
}

std::uint32_t Comparison::onlyIn(bool inA) const
{
    return static_cast<std::uint32_t>(std::ranges::count_if(
        rows, [inA](const MessageRow &row) { return row.of(inA) && !row.of(!inA) && !row.elsewhere; }));
}

bool Comparison::isMeaningful() const
{
    const auto differs = [](const auto &pair) { return pair.difference != Difference::Same; };
    return fields().meaningful > 0 || std::ranges::any_of(rows, [](const MessageRow &row) { return !row.isPair(); }) ||
           std::ranges::any_of(checks, differs) || std::ranges::any_of(decisions, differs) ||
           std::ranges::any_of(parameters, &ParameterPair::differs) ||
           std::ranges::any_of(values, [](const ValuePair &pair) { return !pair.a || !pair.b || !pair.sameOperation; });
}

bool Comparison::isEqual() const
{
    return !isMeaningful() && fields().none() && a == b && std::ranges::all_of(values, [](const ValuePair &pair) {
        return pair.difference == Difference::Same || pair.difference == Difference::Unknown;
    });
}

std::optional<std::uint32_t> Comparison::rowOf(bool ofA, MessageId message) const
{
    const auto found = std::ranges::find_if(rows, [=](const MessageRow &row) { return row.of(ofA) == message; });
    return found == rows.end() ? std::nullopt : std::optional(static_cast<std::uint32_t>(found - rows.begin()));
}

std::optional<MessageId> Comparison::counterpart(bool ofA, MessageId message) const
{
    const std::optional<std::uint32_t> row = rowOf(ofA, message);
    return row ? on(rows[*row], !ofA) : std::nullopt;
}

namespace {

/// Pairs the elements of two vectors by their keys, the nth of a key with the nth.
template<class Pair, class Key>
std::vector<Pair> pairByKey(const std::vector<Key> &a, const std::vector<Key> &b)
{
    std::map<Key, std::vector<std::uint32_t>> left;
    for (std::uint32_t i = static_cast<std::uint32_t>(b.size()); i-- > 0;)
        left[b[i]].push_back(i);
    std::vector<Pair> pairs;
    std::vector<bool> taken(b.size());
    for (std::uint32_t i = 0; i < a.size(); ++i) {
        Pair pair;
        pair.a = i;
        if (const auto found = left.find(a[i]); found != left.end() && !found->second.empty()) {
            pair.b = found->second.back();
            taken[*pair.b] = true;
            found->second.pop_back();
        } else {
            pair.difference = Difference::OnlyA;
        }
        pairs.push_back(pair);
    }
    for (std::uint32_t i = 0; i < b.size(); ++i) {
        if (taken[i])
            continue;
        Pair pair;
        pair.b = i;
        pair.difference = Difference::OnlyB;
        pairs.push_back(pair);
    }
    return pairs;
}

constexpr std::uint32_t noRow = UINT32_MAX;

/// By message of A (of B), the row of its A, or of its B where there is none: the same for two that correspond.
std::vector<std::uint32_t> placesOf(const std::vector<MessageRow> &rows, bool ofA, std::size_t messages)
{
    std::vector<std::uint32_t> places(messages, noRow);
    for (std::uint32_t i = 0; i < rows.size(); ++i)
        if (const std::optional<MessageId> message = rows[i].of(ofA))
            places[message->index] = !rows[i].a && rows[i].elsewhere ? *rows[i].elsewhere : i;
    return places;
}

using CheckKey = std::tuple<Side, std::string_view, std::uint32_t>;

std::vector<CheckKey> checkKeys(const Trace &trace, const std::vector<std::uint32_t> &places)
{
    std::vector<CheckKey> keys;
    for (const Check &check : trace.checks) {
        const bool known = check.message && check.message->index < places.size();
        keys.emplace_back(check.by, check.name, known ? places[check.message->index] : noRow);
    }
    return keys;
}

std::vector<CheckPair> compareChecks(const Trace &a, const Trace &b, const std::vector<MessageRow> &rows)
{
    auto pairs = pairByKey<CheckPair>(checkKeys(a, placesOf(rows, true, a.messages.size())),
                                      checkKeys(b, placesOf(rows, false, b.messages.size())));
    for (CheckPair &pair : pairs)
        if (pair.a && pair.b && a.checks[*pair.a].passed != b.checks[*pair.b].passed)
            pair.difference = Difference::Value;
    return pairs;
}

std::vector<std::tuple<Side, std::string_view>> decisionKeys(const Trace &trace)
{
    std::vector<std::tuple<Side, std::string_view>> keys;
    for (const Decision &decision : trace.decisions)
        keys.emplace_back(decision.by, decision.what);
    return keys;
}

std::vector<DecisionPair> compareDecisions(const Trace &a, const Trace &b)
{
    auto pairs = pairByKey<DecisionPair>(decisionKeys(a), decisionKeys(b));
    for (DecisionPair &pair : pairs)
        if (pair.a && pair.b && a.decisions[*pair.a].chosen != b.decisions[*pair.b].chosen)
            pair.difference = Difference::Value;
    return pairs;
}

std::string nameOf(Status status)
{
    static constexpr const char *names[] = {"handshaking", "open", "closed", "failed"};
    return names[static_cast<std::size_t>(status)];
}

bool takesPublicKey(std::string_view operation)
{
    static constexpr std::string_view all[] = {
        operation::dhPublic,         operation::dhShared,    operation::dhSharedPadded, operation::ecdhPublic,
        operation::ecdhShared,       operation::mlkemPublic, operation::mlkemShared,    operation::mlkemEncapsulate,
        operation::mlkemDecapsulate, operation::rsaEncrypt,  operation::rsaDecrypt,     operation::sign,
        operation::signHash,         operation::verifyHash,  operation::verifySignature};
    return std::find(std::begin(all), std::end(all), operation) != std::end(all);
}

/// A step of verifying a chain takes a public key where it is the one about the signature.
bool takesPublicKey(const Check &check)
{
    return takesPublicKey(check.operation) ||
           (check.operation == operation::chain && std::ranges::any_of(check.inputs, [](const Input &input) {
                return input.role == "step" && input.text == "signature";
            }));
}

std::optional<std::uint32_t> publicKeyOperations(const Trace &trace, Side side)
{
    std::uint32_t count = 0;
    bool told = false;
    for (const Derivation &derivation : trace.derivations) {
        told = told || derivation.by == side;
        count += derivation.by == side && takesPublicKey(derivation.operation);
    }
    for (const Check &check : trace.checks)
        count += check.by == side && takesPublicKey(check);
    return told ? std::optional(count) : std::nullopt;
}

std::uint32_t flightsBeforeData(const Trace &trace)
{
    std::uint32_t flights = 0;
    for (const Message &message : trace.messages) {
        if (message.protocol == Protocol::ApplicationData)
            break;
        flights = std::max(flights, message.flight);
    }
    return flights;
}

} // namespace

std::vector<ParameterPair> compareParameters(const Trace &a, const Trace &b)
{
    const Negotiated &x = a.negotiated, &y = b.negotiated;
    const auto yes = [](bool is) { return std::string(is ? "yes" : "no"); };
    return {{Parameter::ProtocolVersion, x.version, y.version},
            {Parameter::Suite, x.suite, y.suite},
            {Parameter::KeyExchange, x.keyExchange, y.keyExchange},
            {Parameter::Group, x.group, y.group},
            {Parameter::Cipher, x.cipher, y.cipher},
            {Parameter::Hash, x.hash, y.hash},
            {Parameter::ApplicationProtocol, x.alpn, y.alpn},
            {Parameter::Compression, x.compression, y.compression},
            {Parameter::ExtendedMasterSecret, yes(x.extendedMasterSecret), yes(y.extendedMasterSecret)},
            {Parameter::EncryptThenMac, yes(x.encryptThenMac), yes(y.encryptThenMac)},
            {Parameter::SecureRenegotiation, yes(x.secureRenegotiation), yes(y.secureRenegotiation)},
            {Parameter::Resumed, yes(x.resumed), yes(y.resumed)},
            {Parameter::EarlyData, x.earlyData, y.earlyData},
            {Parameter::ClientOutcome, nameOf(a.outcome.client), nameOf(b.outcome.client)},
            {Parameter::ServerOutcome, nameOf(a.outcome.server), nameOf(b.outcome.server)}};
}

Costs costsOf(const Trace &trace)
{
    Costs costs;
    costs.messages = static_cast<std::uint32_t>(trace.messages.size());
    costs.flights = flightsBeforeData(trace);
    const HandshakeBytes handshake = handshakeBytes(trace);
    costs.clientHandshake = handshake.client;
    costs.serverHandshake = handshake.server;
    for (const RecordId id : recordsOnTheWire(trace)) {
        ++costs.records;
        (trace[id].from == Side::Client ? costs.client : costs.server) += trace[id].wire.size();
    }
    costs.roundTrips = roundTripsToFirstByte(trace);
    costs.clientPublicKey = publicKeyOperations(trace, Side::Client);
    costs.serverPublicKey = publicKeyOperations(trace, Side::Server);
    return costs;
}

Comparison compare(const Trace &a, const Trace &b)
{
    Comparison made;
    made.rows = pairMessages(a, b);
    for (MessageRow &row : made.rows) {
        const std::optional<MessageId> ofB = made.on(row, false);
        if (!row.a || !ofB)
            continue;
        row.count = compareFields(a[*row.a], b[*ofB]).count();
        if (row.elsewhere)
            made.rows[*row.elsewhere].count = row.count;
    }
    made.values = compareValues(a, b);
    made.checks = compareChecks(a, b, made.rows);
    made.decisions = compareDecisions(a, b);
    made.parameters = compareParameters(a, b);
    made.a = costsOf(a);
    made.b = costsOf(b);
    return made;
}

} // namespace hd
