// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// Two recordings side by side: which messages belong together, what differs in them, in the values behind them, in what
// was checked, decided and agreed on, and in what it all cost.

#include "analysis/fieldcomparison.h"

namespace hd {

/// What stands on one line: a message of A, of B, or of both.
struct MessageRow
{
    std::optional<MessageId> a, b;
    /// For a message that stands alone: the row of the one that corresponds to it, which the other side sends at
    /// another place. TLS 1.3's server finishes before its client, that of TLS 1.2 after it.
    std::optional<std::uint32_t> elsewhere;
    std::uint32_t handshake = 0; ///< of the connection, from 0
    DifferenceCount count;       ///< against its counterpart, on this row or elsewhere; nothing for one that has none

    bool isPair() const { return a && b; }
    std::optional<MessageId> of(bool ofA) const { return ofA ? a : b; }
    bool operator==(const MessageRow &) const = default;
};

/// Values of one name, party and handshake.
struct ValuePair
{
    std::optional<DerivationId> a, b;
    std::uint32_t handshake = 0;
    Difference difference = Difference::Same;
    bool sameOperation = true;
    std::vector<std::string> inputs; ///< roles of those that differ, in the order of the formula
    /// Whether the peer has come to the same values in both, so that its row says nothing new.
    bool repeated = false;

    bool operator==(const ValuePair &) const = default;
};

/// Checks of one name by one party, on messages that correspond.
struct CheckPair
{
    std::optional<std::uint32_t> a, b;        ///< indices into Trace::checks
    Difference difference = Difference::Same; ///< of whether it was passed

    bool operator==(const CheckPair &) const = default;
};

/// Decisions of one party about one thing.
struct DecisionPair
{
    std::optional<std::uint32_t> a, b;        ///< indices into Trace::decisions
    Difference difference = Difference::Same; ///< of what was chosen

    bool operator==(const DecisionPair &) const = default;
};

/// What was agreed on, and how it ended.
enum class Parameter : std::uint8_t {
    ProtocolVersion,
    Suite,
    KeyExchange,
    Group,
    Cipher,
    Hash,
    ApplicationProtocol,
    Compression,
    ExtendedMasterSecret,
    EncryptThenMac,
    SecureRenegotiation,
    Resumed,
    EarlyData,
    ClientOutcome,
    ServerOutcome
};
struct ParameterPair
{
    Parameter parameter = Parameter::ProtocolVersion;
    std::string a, b; ///< protocol names; "yes" and "no"; "open", "closed", "failed", "handshaking"; empty: none

    bool differs() const { return a != b; }
    bool operator==(const ParameterPair &) const = default;
};

/// What a connection costs.
struct Costs
{
    std::uint32_t messages = 0, records = 0;
    std::uint32_t flights = 0;                              ///< until the first application data
    std::uint64_t clientHandshake = 0, serverHandshake = 0; ///< bytes of records, see handshakeBytes()
    std::uint64_t client = 0, server = 0;                   ///< bytes on the wire in all
    std::optional<double> roundTrips;                       ///< see roundTripsToFirstByte()
    /// Signatures made and verified, key pairs, shared secrets, encryptions and decryptions with a public key; nothing
    /// when nobody told what it did.
    std::optional<std::uint32_t> clientPublicKey, serverPublicKey;

    bool operator==(const Costs &) const = default;
};

struct Comparison
{
    std::vector<MessageRow> rows;
    std::vector<ValuePair> values; ///< in the order of A, those that only B has after those that they follow in B
    std::vector<CheckPair> checks;
    std::vector<DecisionPair> decisions;
    std::vector<ParameterPair> parameters;
    Costs a, b;

    DifferenceCount fields() const;       ///< of all messages that have a counterpart, each pair once
    std::uint32_t onlyIn(bool inA) const; ///< messages without a counterpart
    /// Whether there is a difference that two runs of one scenario would not show.
    bool isMeaningful() const;
    /// Whether there is none at all.
    bool isEqual() const;

    /// The message of A (of B) on @p row, or the one elsewhere that corresponds to what is there.
    std::optional<MessageId> on(const MessageRow &row, bool ofA) const
    {
        return !row.of(ofA) && row.elsewhere ? rows[*row.elsewhere].of(ofA) : row.of(ofA);
    }
    std::optional<std::uint32_t> rowOf(bool ofA, MessageId message) const;
    /// The message that corresponds to @p message of A (of B), on its row or elsewhere.
    std::optional<MessageId> counterpart(bool ofA, MessageId message) const;
};

/// Messages are paired within handshakes: the first of A's with the first of B's, and so on. Only messages of one name
/// and one sender belong together, and across the two families of handshakes only those that do the same in both.
/// Takes about the time of reading both; memory is bounded however long they are. Swapping both swaps the sides.
Comparison compare(const Trace &a, const Trace &b);

/// Rows whose messages belong together, in an order that keeps that of both.
std::vector<MessageRow> pairMessages(const Trace &a, const Trace &b);

/// @p rows as pairMessages() makes them.
std::vector<ValuePair> compareValues(const Trace &a, const Trace &b);

Costs costsOf(const Trace &trace);
std::vector<ParameterPair> compareParameters(const Trace &a, const Trace &b);

} // namespace hd
