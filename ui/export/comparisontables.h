// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// A comparison as tables of words, in one language: what both the text and the Markdown say.

#include "export/comparisonexport.h"
#include "export/exportlanguage.h"

#include <QStringList>

namespace hd::ui {

struct ComparisonTable
{
    QString title;
    QStringList head;
    QString alignment; ///< one letter for each column: `l` or `r`
    QList<QStringList> rows;
    QString empty; ///< what is said where there are no rows
};

struct ComparisonTables
{
    QStringList names;   ///< "A: Classic 13 messages", "B: ..."
    QStringList summary; ///< sentences
    QList<ComparisonTable> tables;
};

ComparisonTables comparisonTables(const ComparedTraces &compared, const ExportLanguage &language);

} // namespace hd::ui
