// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// Text in the cells of a terminal.

#include <QString>

namespace hd::ui {

/// How many cells @p text takes: two for each East Asian wide character, none for combining ones.
int cells(const QString &text);

QString spaces(int count);
/// @p text with spaces after (before) it.
QString left(const QString &text, int width);
QString right(const QString &text, int width);
QString trimmedRight(QString line);

} // namespace hd::ui
