// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "session/session.h"
#include "trace/lineage.h"

namespace hd::ui {

/// Bytes of one record, on the wire and in clear.
struct LinkedBytes
{
    RecordId record;
    Range wire;      ///< within Record::wire; under CBC whole blocks
    Range plaintext; ///< within Record::plaintext; empty for what is none of it
    bool operator==(const LinkedBytes &) const = default;
};

/// What a selection is, and is about, in each kind of thing that a view can show. A view marks its part of this and
/// works out nothing of its own, so that all of them agree.
struct Linked
{
    std::optional<MessageId> message;
    std::vector<FieldRef> fields; ///< that hold the selected value, the selected one first
    std::vector<RecordId> records;
    std::vector<LinkedBytes> recordBytes;  ///< in which the selected bytes lie
    std::vector<DerivationId> derivations; ///< of the selected value, its maker's first, then the peer's
    std::vector<std::uint32_t> checks, decisions, states, omissions;

    bool operator==(const Linked &) const = default;
};

/// A message is linked with the records that carried it and the changes of state that it led to; a field also with the
/// derivations whose value it holds or the decision whose outcome it tells, a derivation with the fields that hold its
/// value and, where it is a key, with the records that are sealed with it; a record with the check that its receiver
/// made of it, and a check of that kind with the record; a step of verifying a chain with its certificate, other checks
/// with the fields that they are about, a decision with those that tell its outcome, a state with the message that led
/// to it. Never throws; what the trace does not have is linked with nothing.
Linked linksOf(const Trace &trace, const Lineage &lineage, const RecordIndex &records, const Selection &selection);

/// Everything that what is selected goes on to affect. A run of bytes counts as the smallest field around it; what is
/// no value affects nothing.
std::vector<Consequence> consequencesOf(const Trace &trace, const Lineage &lineage, const Selection &selection);

} // namespace hd::ui
