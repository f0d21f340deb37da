// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

class QPoint;
class QString;
class QWidget;

namespace hd::ui {

class Theme;

/// Shows the definition of a term beside @p at (global) until the next key or click.
void showTerm(QWidget *parent, const Theme *theme, const QString &term, const QString &markdown, const QPoint &at);

} // namespace hd::ui
