// SPDX-License-Identifier: GPL-3.0-or-later
#include "inspectors/transcript/transcriptview.h"

#include "inspectors/transcript/transcriptdelegate.h"
#include "theme/theme.h"

#include <QEvent>
#include <QKeyEvent>
#include <QScopedValueRollback>

namespace hd::ui {

TranscriptView::TranscriptView(Session *session, Theme *theme, QWidget *parent) : QListView(parent)
{
    setItemDelegate(new TranscriptDelegate(session, theme, this));
    setFrameShape(QFrame::NoFrame);
    setEditTriggers(NoEditTriggers);
    setVerticalScrollMode(ScrollPerPixel);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setResizeMode(Adjust);
    setMouseTracking(true);
    connect(theme, &Theme::changed, this, [this] { scheduleDelayedItemsLayout(); });
}

void TranscriptView::showCurrent(int row)
{
    const QScopedValueRollback<bool> guard(m_showing, true);
    if (row < 0) {
        clearSelection();
        setCurrentIndex({});
    } else {
        setCurrentIndex(model()->index(row, 0));
        scrollTo(currentIndex());
    }
    viewport()->update(); // what is linked has changed
}

void TranscriptView::currentChanged(const QModelIndex &current, const QModelIndex &previous)
{
    QListView::currentChanged(current, previous);
    if (!m_showing && current.isValid())
        Q_EMIT picked(current.row());
}

void TranscriptView::mousePressEvent(QMouseEvent *event)
{
    if (event->button() != Qt::LeftButton && event->button() != Qt::RightButton) {
        event->ignore(); // the window's: back and forward
        return;
    }
    QListView::mousePressEvent(event);
    // Picking may have scrolled it, and then the row under the mouse is another.
    if (currentIndex().isValid())
        selectionModel()->select(currentIndex(), QItemSelectionModel::ClearAndSelect);
}

void TranscriptView::keyPressEvent(QKeyEvent *event)
{
    if (event->modifiers() & (Qt::AltModifier | Qt::ControlModifier | Qt::ShiftModifier))
        event->ignore(); // the window's
    else
        QListView::keyPressEvent(event);
}

void TranscriptView::resizeEvent(QResizeEvent *event)
{
    QListView::resizeEvent(event);
    if (event->oldSize().width() != event->size().width())
        scheduleDelayedItemsLayout(); // other line breaks
}

void TranscriptView::changeEvent(QEvent *event)
{
    QListView::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        scheduleDelayedItemsLayout();
}

} // namespace hd::ui
