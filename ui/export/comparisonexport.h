// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// A comparison as text. None of it holds a secret: of keys it says whether they are equal, and why not.

#include "analysis/comparison.h"

#include <QByteArray>
#include <QString>

namespace hd::ui {

struct ComparedTraces
{
    const Trace &a, &b;
    const Comparison &comparison;
};

/// Tables in characters of one width, UTF-8. @param language a locale name.
QByteArray renderComparisonText(const ComparedTraces &compared, const QString &language);
QByteArray renderComparisonMarkdown(const ComparedTraces &compared, const QString &language);
/// For programs; always in English.
QByteArray renderComparisonJson(const ComparedTraces &compared);

} // namespace hd::ui
