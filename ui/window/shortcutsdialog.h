// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "window/actions.h"

#include <QDialog>

namespace hd::ui {

/// Every action that has a key, and its key.
class ShortcutsDialog : public QDialog
{
    Q_OBJECT
public:
    ShortcutsDialog(const Actions *actions, const Theme *theme, QWidget *parent);
};

} // namespace hd::ui
