// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// What the window says about differences.

#include "analysis/comparison.h"

#include <QCoreApplication>
#include <QStringList>

namespace hd::ui {

/// What the models of a comparison tell its views besides texts.
enum ComparedRole {
    MarkRole = Qt::UserRole + 1, ///< "≠": so that colour never speaks alone
    DiffersRole,                 ///< more than two runs of one scenario would
    MutedRole,                   ///< the same, or only as expected
    ChangedRole,                 ///< positions and lengths of the parts of a text that only this side has
    ShareRole,                   ///< how large a number is beside the larger of both, 0 to 1; invalid for words
    HeadingRole,                 ///< whether the row is a heading
    NoteRole,                    ///< of a row of messages, what differs
};

struct ComparisonWords
{
    Q_DECLARE_TR_FUNCTIONS(hd::ui::ComparisonWords)
public:
    /// "=", "≈", "≠", "A", "B", "↕": so that colour never speaks alone.
    static QString mark(const MessageRow &row);
    static QString mark(Difference difference, Cause cause = Cause::Chosen);
    /// "3 fields differ", "only in A", "in B at another place, #7"
    static QString note(const Comparison &comparison, const MessageRow &row);
    /// "another value", "only in A"
    static QString difference(Difference difference);
    /// "drawn anew by every run"
    static QString cause(Cause cause);
    /// Why two values are equal or not: "other inputs: secret, seed".
    static QString why(const Trace &a, const Trace &b, const ValuePair &pair);
    static QString name(Parameter parameter);
    /// A value of a parameter: names of the protocol as they are, the rest translated.
    static QString value(const std::string &value);
    static QStringList summary(const Comparison &comparison);
};

} // namespace hd::ui
