// SPDX-License-Identifier: GPL-3.0-or-later
#include "window/shortcutsdialog.h"

#include "theme/focusring.h"

#include <QAction>
#include <QDialogButtonBox>
#include <QGridLayout>
#include <QLabel>

namespace hd::ui {

ShortcutsDialog::ShortcutsDialog(const Actions *actions, const Theme *theme, QWidget *parent) : QDialog(parent)
{
    setWindowTitle(tr("Keyboard shortcuts"));
    auto *grid = new QGridLayout(this);
    grid->setContentsMargins(24, 24, 24, 16);
    grid->setHorizontalSpacing(32);
    grid->setVerticalSpacing(8);
    for (const QAction *action : actions->findChildren<QAction *>(QString(), Qt::FindDirectChildrenOnly)) {
        if (action->shortcut().isEmpty())
            continue;
        const int row = grid->rowCount();
        auto *keys = new QLabel(action->shortcut().toString(QKeySequence::NativeText), this);
        keys->setFont(theme->mono(Fonts::meta));
        grid->addWidget(new QLabel(action->text(), this), row, 0);
        grid->addWidget(keys, row, 1);
    }
    auto *note =
        new QLabel(tr("Arrow keys, Home, End and Space act in the diagram; lists and trees keep theirs."), this);
    note->setWordWrap(true);
    grid->addWidget(note, grid->rowCount(), 0, 1, 2);
    auto *buttons = new QDialogButtonBox(this);
    buttons->addButton(tr("Close"), QDialogButtonBox::RejectRole);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    grid->addWidget(buttons, grid->rowCount(), 0, 1, 2);
    new FocusRing(this, theme);
}

} // namespace hd::ui
