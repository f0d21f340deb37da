// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// Where every byte and value of a trace comes from and what it goes on to affect, indexed once for quick questions.

#include "trace/provenance.h"

#include <unordered_map>

namespace hd {

/// The derivations and checks that take something as an input.
struct Uses
{
    std::vector<DerivationId> derivations;
    std::vector<std::uint32_t> checks; ///< indices into Trace::checks
};

/// What made a run of bytes of a message.
struct Origin
{
    enum class Kind : std::uint8_t {
        Derivation, ///< the sender drew or computed it: `derivation`
        Copied,     ///< taken over from `sources`, one after the other, as `clause` says
        Chosen,     ///< the outcome of `decision`
        Framing,    ///< types and lengths, which follow from what they stand before
        Sender,     ///< what the sender was set up with, or nothing that was recorded
    };
    Kind kind = Kind::Sender;
    std::optional<DerivationId> derivation;
    std::vector<FieldRef> sources;
    std::optional<std::uint32_t> decision;
    std::string_view clause;
};

/// One thing that a value affects.
struct Consequence
{
    enum class Kind : std::uint8_t { Derivation, Check, Decision, Field, Record };
    Kind kind = Kind::Derivation;
    std::uint32_t index = 0; ///< Derivation, Check, Decision, Record: into that vector of the Trace
    FieldRef field = {};     ///< Field
    unsigned steps = 1;      ///< 1: directly
    bool operator==(const Consequence &) const = default;
};

/// Building it takes the time of reading the trace once. The trace must outlive it.
class Lineage
{
public:
    explicit Lineage(const Trace &trace);

    /// As the function in trace/provenance.h.
    std::optional<DerivationId> originOf(const FieldRef &field) const;
    /// The fields whose bytes this derivation made.
    const std::vector<FieldRef> &fieldsOf(DerivationId derivation) const { return m_fields[derivation.index]; }
    const Uses &usesOf(DerivationId derivation) const { return m_uses[derivation.index]; }
    /// What takes this field, a part of it, or all that it is a part of.
    Uses usesOf(const FieldRef &field) const;
    /// The derivation of the other party with the same name in the same handshake; the two must agree where the
    /// standard says so.
    std::optional<DerivationId> counterpart(DerivationId derivation) const { return m_counterparts[derivation.index]; }

    /// The message that an event belongs to: the one that was sent or received, that a check or a decision is about, or
    /// else that its party had sent or received last; before the first, that one. Nothing in a trace without messages.
    std::optional<MessageId> messageOf(std::uint32_t event) const;
    /// The same for what number @p index of its kind is, where an event tells of it.
    std::optional<MessageId> messageOf(What what, std::uint32_t index) const;
    /// The events that belong to @p message, and those with which its sender prepared it, ascending.
    std::vector<std::uint32_t> eventsAround(MessageId message) const;
    /// The changes of state, of either party, to which sending or receiving @p message led.
    const std::vector<std::uint32_t> &statesAfter(MessageId message) const { return m_states[message.index]; }

    /// What made the bytes at @p range of @p message, or the smallest field around them that something made.
    Origin originOf(MessageId message, Range range) const;

    /// Everything that the value of @p field, of @p derivation, goes on to affect: what takes it as an input, the
    /// fields that carry it, the records that its keys protect, and what these affect in turn. Each once, what is
    /// affected in the fewest steps first.
    std::vector<Consequence> consequencesOf(const FieldRef &field) const;
    std::vector<Consequence> consequencesOf(DerivationId derivation) const;

private:
    class Walk;
    struct MessageUse
    {
        std::uint32_t index = 0; ///< of a derivation or a check
        bool check = false;
        std::string path; ///< of the field that it takes; empty: the message as a whole
    };

    void addUses(const std::vector<Input> &inputs, std::uint32_t index, bool check);
    void indexValues();
    void indexCounterparts();
    void pair(const std::vector<DerivationId> &ofClient, const std::vector<DerivationId> &ofServer);
    void indexRecords();
    void indexEvents();
    std::optional<Origin> copied(const FieldRef &field) const;
    std::optional<std::uint32_t> decisionBehind(const FieldRef &field) const;

    const Trace &m_trace;
    std::vector<Uses> m_uses;
    std::vector<std::vector<MessageUse>> m_messageUses;
    std::unordered_map<std::string_view, std::vector<std::uint32_t>> m_byValue; ///< derivations, ascending
    std::vector<std::vector<FieldRef>> m_fields;
    std::vector<std::optional<DerivationId>> m_counterparts;
    std::vector<std::vector<std::uint32_t>> m_states; ///< by message
    std::vector<std::uint32_t> m_messageOfEvent;
    std::vector<std::vector<std::uint32_t>> m_events;    ///< by message, those that belong to it
    std::vector<std::vector<std::uint32_t>> m_preparing; ///< by message, what its sender did since the one before
    std::vector<std::vector<RecordId>> m_records;        ///< by derivation: those that this key or IV protects
};

/// The fields of the hello that a decision of @p what weighs (`client_hello.cipher_suites`), and those in which its
/// outcome is told (`server_hello.cipher_suite`); patterns of paths, the most telling first.
struct DecisionFields
{
    std::vector<std::string_view> weighed;
    std::vector<std::string_view> told;
};
DecisionFields fieldsOfDecision(std::string_view what);

/// Where the outcome of @p decision is told: in the first message of its maker after the one that asked that has such
/// fields. Nowhere when none came.
std::vector<FieldRef> outcomeOf(const Trace &trace, const Decision &decision);

} // namespace hd
