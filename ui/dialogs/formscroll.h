// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QScrollArea>

class QDialog;
class QGridLayout;

namespace hd::ui {

class Theme;

/// A form as wide as it is, which scrolls up and down where the screen is low, and never sideways.
class FormScroll : public QScrollArea
{
    Q_OBJECT
public:
    explicit FormScroll(QWidget *form);
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return {sizeHint().width(), 120}; }
    bool eventFilter(QObject *watched, QEvent *event) override;
};

/// Margins of @p grid and the size of @p dialog for a form beside its preview, within the screen.
void followLargeDialog(QDialog *dialog, QGridLayout *grid, const Theme *theme);

} // namespace hd::ui
