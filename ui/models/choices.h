// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// What the parties of a trace chose among what was offered: the decisions that were recorded and, where a party's
// account is missing, what can be seen of its choices from outside.

#include "trace/lineage.h"
#include "trace/timeline.h"

#include <QString>

namespace hd::ui {

/// Untold: the recording does not say.
enum class Known : std::uint8_t { No, Yes, Untold };

struct ChoiceRow
{
    QString name;
    Known offered = Known::Untold;
    Known supported = Known::Untold;
    Known usable = Known::Untold;
    bool chosen = false;
    QString reason;                ///< key of a text in reasons.md; empty where none was recorded
    std::optional<FieldRef> field; ///< the entry of the offer

    bool operator==(const ChoiceRow &) const = default;
};

struct Choice
{
    QString what; ///< as Decision::what
    Side by = Side::Server;
    std::optional<std::uint32_t> decision; ///< of Trace::decisions; nothing: seen from outside
    std::optional<MessageId> asked;        ///< the message with the offer; nothing: a choice before the first
    std::optional<FieldRef> told;          ///< where the outcome stands
    bool never = false;                    ///< its maker did not come to make it
    QString chosen;                        ///< empty when nothing was
    QString rule;                          ///< key of a text in reasons.md
    QString clause;
    Playhead offeredAt = 0; ///< from here on the offer is known
    Playhead decidedAt = 0; ///< from here on all of it is
    std::vector<ChoiceRow> rows;

    bool operator==(const Choice &) const = default;
};

/// In the order in which they were made.
std::vector<Choice> choicesOf(const Trace &trace);

/// What can be said of @p choice before it is made: what was offered, in the order of the offer.
std::vector<ChoiceRow> offersOf(const Choice &choice);

/// Whether the trace holds what @p side thought and did, not only what it sent.
bool hasAccountOf(const Trace &trace, Side side);

} // namespace hd::ui
