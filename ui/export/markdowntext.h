// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace hd::ui {

/// @p text as plain words of Markdown: nothing in it is markup, HTML or the end of a table's cell.
QString markdownText(const QString &text);

} // namespace hd::ui
