// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

class QDialog;
class QGridLayout;
class QScrollArea;
class QWidget;

namespace hd::ui {

class Theme;

/// @p form in an area that scrolls it up and down where the screen is low, and never sideways.
QScrollArea *formScroll(QWidget *form, const Theme *theme);

/// Margins of @p grid and the size of @p dialog for a form beside its preview, within the screen.
void followLargeDialog(QDialog *dialog, QGridLayout *grid, const Theme *theme);

} // namespace hd::ui
