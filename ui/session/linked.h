// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "session/session.h"
#include "trace/lineage.h"

namespace hd::ui {

/// What a selection is, and is about, in each kind of thing that a view can show. A view marks its part of this and
/// works out nothing of its own, so that all of them agree.
struct Linked
{
    std::optional<MessageId> message;
    std::vector<FieldRef> fields; ///< that hold the selected value, the selected one first
    std::vector<RecordId> records;
    std::vector<DerivationId> derivations; ///< of the selected value, its maker's first, then the peer's
    std::vector<std::uint32_t> checks, decisions, states, omissions;

    bool operator==(const Linked &) const = default;
};

/// A message is linked with the records that carried it and the changes of state that it led to; a field also with the
/// derivations whose value it holds or the decision whose outcome it tells, a derivation with the fields that hold its
/// value, a check with the fields that it is about, a decision with those that tell its outcome, a state with the
/// message that led to it. Never throws; what the trace does not have is linked with nothing.
Linked linksOf(const Trace &trace, const Lineage &lineage, const Selection &selection);

/// Everything that what is selected goes on to affect. A run of bytes counts as the smallest field around it; what is
/// no value affects nothing.
std::vector<Consequence> consequencesOf(const Trace &trace, const Lineage &lineage, const Selection &selection);

} // namespace hd::ui
