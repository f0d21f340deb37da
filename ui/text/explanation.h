// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringList>

namespace hd::ui {

/// What there is to say about one message, field, derivation, check or decision. The three texts are Markdown of one
/// to three short sentences each.
struct Explanation
{
    QString title;       ///< "A signed, one-time key share"
    QString what;        ///< what it is
    QString why;         ///< why the protocol has it
    QString ifMissing;   ///< what would go wrong without it
    QStringList clauses; ///< "5246 §7.4.3", "7919 App. A.1": the number of an RFC and a place in it
    QStringList terms;   ///< names for Explanations::term(), in the language of the text

    bool operator==(const Explanation &) const = default;
};

/// One row of the alert registry, explained.
struct AlertText
{
    QString name;    ///< `handshake_failure`, as the RFCs write it
    QString meaning; ///< what the sender says with it
    QString cause;   ///< what usually leads to it

    bool operator==(const AlertText &) const = default;
};

} // namespace hd::ui
