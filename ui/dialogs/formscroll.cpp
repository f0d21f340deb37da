// SPDX-License-Identifier: GPL-3.0-or-later
#include "dialogs/formscroll.h"

#include "theme/theme.h"

#include <QDialog>
#include <QGridLayout>
#include <QScreen>
#include <QScrollArea>
#include <QScrollBar>

namespace hd::ui {

QScrollArea *formScroll(QWidget *form, const Theme *theme)
{
    auto *area = new QScrollArea;
    area->setWidget(form);
    area->setWidgetResizable(true);
    area->setFrameShape(QFrame::NoFrame);
    area->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    area->setFocusPolicy(Qt::NoFocus); // it follows the focus inside
    theme->follow(area, [area, form, theme] {
        const int bar = area->verticalScrollBar()->sizeHint().width();
        area->setFixedWidth(std::max(form->minimumSizeHint().width(), theme->px(380)) + bar + theme->px(8));
    });
    return area;
}

void followLargeDialog(QDialog *dialog, QGridLayout *grid, const Theme *theme)
{
    theme->follow(dialog, [dialog, grid, theme] {
        grid->setContentsMargins(theme->px(24), theme->px(24), theme->px(24), theme->px(16));
        grid->setHorizontalSpacing(theme->px(16));
        grid->setVerticalSpacing(theme->px(16));
        const QSize most = dialog->screen()->availableSize() - QSize(40, 60); // what a window manager adds
        dialog->resize(QSize(theme->px(1080), theme->px(720)).boundedTo(most));
    });
}

} // namespace hd::ui
