// SPDX-License-Identifier: GPL-3.0-or-later
#include "dialogs/formscroll.h"

#include "theme/theme.h"

#include <QDialog>
#include <QEvent>
#include <QGridLayout>
#include <QScreen>
#include <QScrollBar>

namespace hd::ui {

FormScroll::FormScroll(QWidget *form)
{
    setWidget(form);
    setWidgetResizable(true);
    setFrameShape(QFrame::NoFrame);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setFocusPolicy(Qt::NoFocus); // it follows the focus inside
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Expanding);
}

QSize FormScroll::sizeHint() const
{
    const QSize form = widget()->sizeHint();
    return {form.width() + 2 * verticalScrollBar()->sizeHint().width(), form.height()};
}

bool FormScroll::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == widget() && event->type() == QEvent::LayoutRequest)
        updateGeometry();
    return QScrollArea::eventFilter(watched, event);
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
