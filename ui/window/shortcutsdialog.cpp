// SPDX-License-Identifier: GPL-3.0-or-later
#include "window/shortcutsdialog.h"

#include "theme/focusring.h"

#include <QAction>
#include <QDialogButtonBox>
#include <QGridLayout>
#include <QLabel>
#include <QScrollArea>
#include <QVBoxLayout>

namespace hd::ui {

ShortcutsDialog::ShortcutsDialog(const Actions *actions, const Theme *theme, QWidget *parent) : QDialog(parent)
{
    setWindowTitle(tr("Keyboard shortcuts"));
    auto *column = new QVBoxLayout(this);
    auto *area = new QScrollArea(this);
    auto *list = new QWidget(area);
    auto *grid = new QGridLayout(list);
    column->setContentsMargins(theme->px(8), theme->px(8), theme->px(8), theme->px(16));
    grid->setContentsMargins(theme->px(16), theme->px(8), theme->px(16), theme->px(8));
    grid->setHorizontalSpacing(32);
    grid->setVerticalSpacing(8);
    for (const QAction *action : actions->findChildren<QAction *>(QString(), Qt::FindDirectChildrenOnly)) {
        if (action->shortcut().isEmpty())
            continue;
        const int row = grid->rowCount();
        auto *keys = new QLabel(action->shortcut().toString(QKeySequence::NativeText), list);
        keys->setFont(theme->mono(Fonts::meta));
        grid->addWidget(new QLabel(action->text(), list), row, 0);
        grid->addWidget(keys, row, 1);
    }
    auto *note =
        new QLabel(tr("Arrow keys, Home, End and Space act in the diagram; lists and trees keep theirs."), this);
    note->setWordWrap(true);
    note->setContentsMargins(theme->px(16), 0, theme->px(16), 0);
    area->setWidget(list); // longer than some screens are high
    area->setFrameShape(QFrame::NoFrame);
    area->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    area->setMinimumWidth(list->sizeHint().width() + theme->px(12));
    area->setAccessibleName(windowTitle());
    column->addWidget(area, 1);
    column->addWidget(note);
    auto *buttons = new QDialogButtonBox(this);
    buttons->addButton(tr("Close"), QDialogButtonBox::RejectRole);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    column->addWidget(buttons);
    resize(sizeHint().width(), std::min(list->sizeHint().height() + theme->px(140), 640));
    new FocusRing(this, theme);
}

} // namespace hd::ui
