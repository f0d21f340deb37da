// SPDX-License-Identifier: GPL-3.0-or-later

// What reaches a DiagramView from outside: painting, mouse and keys.

#include "diagram/diagramview.h"
#include "theme/theme.h"

#include <QHelpEvent>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QScrollBar>
#include <QToolTip>

namespace hd::ui {

static bool navigates(const QKeyEvent &event)
{
    switch (event.key()) {
    case Qt::Key_Up:
    case Qt::Key_Down:
    case Qt::Key_Left:
    case Qt::Key_Right:
    case Qt::Key_Home:
    case Qt::Key_End:
        return true;
    default:
        return false;
    }
}

bool DiagramView::event(QEvent *event)
{
    // Comes first for every key, also for those that a shortcut of the window takes: they complete the motion too.
    if (event->type() == QEvent::ShortcutOverride) {
        finishAnimation();
        if (navigates(*static_cast<QKeyEvent *>(event)))
            setFromKeyboard(true);
    }
    return QAbstractScrollArea::event(event);
}

bool DiagramView::viewportEvent(QEvent *event)
{
    switch (event->type()) {
    case QEvent::Leave:
        m_session->hover({});
        break;
    case QEvent::ToolTip: {
        const auto *help = static_cast<QHelpEvent *>(event);
        const QString text = toolTipAt(toLayout(help->pos()));
        // Names may come from a peer: shown as they are, never as markup.
        QToolTip::showText(help->globalPos(),
                           text.isEmpty() ? text : QStringLiteral("<p>%1</p>").arg(text.toHtmlEscaped()), viewport());
        return true;
    }
    default:
        break;
    }
    return QAbstractScrollArea::viewportEvent(event);
}

void DiagramView::paintEvent(QPaintEvent *event)
{
    QPainter painter(viewport());
    const DiagramPainter diagram(painter, m_layout, m_theme->colors(), m_marks);
    const QPointF offset = contentOffset();
    painter.fillRect(event->rect(), m_theme->colors().base);
    painter.translate(offset);
    painter.scale(zoom(), zoom());
    diagram.paint(toLayout(QRectF(event->rect())));
    painter.resetTransform();
    painter.translate(offset.x(), 0);
    painter.scale(zoom(), zoom());
    if (verticalScrollBar()->value() > 0)
        diagram.paintHeads();
    diagram.paintLegend({0, viewport()->height() / zoom() - m_layout.legendHeight});
    if (showsFocus() && !m_marks.focused && !m_marks.focusedOmission) {
        painter.resetTransform();
        painter.setPen(QPen(m_theme->colors().accent, 2));
        painter.setBrush(Qt::NoBrush);
        painter.drawRect(QRectF(viewport()->rect()).adjusted(1, 1, -1, -1));
    }
}

void DiagramView::resizeEvent(QResizeEvent *event)
{
    QAbstractScrollArea::resizeEvent(event);
    relayout();
    if (const std::optional<std::size_t> row = currentRow())
        ensureVisible(*row);
}

void DiagramView::scrollContentsBy(int, int)
{
    viewport()->update(); // the heads and the legend stay where they are
}

void DiagramView::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange || event->type() == QEvent::LocaleChange)
        retranslate();
    QAbstractScrollArea::changeEvent(event);
}

void DiagramView::focusInEvent(QFocusEvent *event)
{
    QAbstractScrollArea::focusInEvent(event);
    switch (event->reason()) {
    case Qt::TabFocusReason:
    case Qt::BacktabFocusReason:
    case Qt::ShortcutFocusReason:
        m_fromKeyboard = true;
        break;
    case Qt::ActiveWindowFocusReason: // back from elsewhere: as it was
    case Qt::PopupFocusReason:
        break;
    default:
        m_fromKeyboard = false;
    }
    updateMarks();
    viewport()->update();
}

void DiagramView::focusOutEvent(QFocusEvent *event)
{
    QAbstractScrollArea::focusOutEvent(event);
    updateMarks();
    viewport()->update();
}

void DiagramView::setFromKeyboard(bool fromKeyboard)
{
    if (m_fromKeyboard == fromKeyboard)
        return;
    m_fromKeyboard = fromKeyboard;
    updateMarks();
    viewport()->update();
}

void DiagramView::mousePressEvent(QMouseEvent *event)
{
    finishAnimation();
    setFromKeyboard(false);
    if (event->button() != Qt::LeftButton)
        return;
    const Selection selection = selectionAt(toLayout(event->pos()));
    if (selection.kind != Selection::Kind::None)
        m_session->select(selection);
}

void DiagramView::mouseMoveEvent(QMouseEvent *event)
{
    const Selection hovered = selectionAt(toLayout(event->pos()));
    m_session->hover(hovered);
    viewport()->setCursor(hovered.kind == Selection::Kind::None ? Qt::ArrowCursor : Qt::PointingHandCursor);
}

void DiagramView::keyPressEvent(QKeyEvent *event)
{
    finishAnimation();
    if (step(event))
        return;
    switch (event->key()) {
    case Qt::Key_Space:
        Q_EMIT playToggled();
        break;
    case Qt::Key_Up:
        moveSelection(-1);
        break;
    case Qt::Key_Down:
        moveSelection(1);
        break;
    case Qt::Key_Return:
    case Qt::Key_Enter:
        if (const std::optional<std::size_t> row = currentRow())
            selectRow(*row);
        break;
    default:
        QAbstractScrollArea::keyPressEvent(event);
    }
}

bool DiagramView::step(QKeyEvent *event)
{
    const Qt::KeyboardModifiers modifiers = event->modifiers() & ~Qt::KeypadModifier;
    if (event->key() == Qt::Key_Home && modifiers == Qt::NoModifier) {
        m_session->goToStart();
        return true;
    }
    if (event->key() == Qt::Key_End && modifiers == Qt::NoModifier) {
        m_session->goToEnd();
        return true;
    }
    if (event->key() != Qt::Key_Left && event->key() != Qt::Key_Right)
        return false;
    const int direction = event->key() == Qt::Key_Right ? 1 : -1;
    if (modifiers == Qt::NoModifier)
        m_session->step(direction);
    else if (modifiers == Qt::ShiftModifier)
        m_session->stepBy(Granularity::Flight, direction);
    else if (modifiers == Qt::ControlModifier)
        m_session->stepBy(Granularity::Operation, direction);
    else
        return false;
    return true;
}

Selection DiagramView::selectionOf(const Row &row) const
{
    if (row.kind == Row::Kind::Message)
        return Session::messageSelection({row.index});
    Selection selection;
    selection.kind = Selection::Kind::Omission;
    selection.index = row.index;
    selection.message = m_session->trace()->omissions[row.index].after;
    return selection;
}

Selection DiagramView::selectionAt(QPointF at) const
{
    Selection selection;
    for (const auto *badges : {&m_layout.badges, &m_layout.pastStates}) {
        for (const StateBadge &badge : *badges) {
            if (!isShown(m_layout, badge) || !badge.rect.contains(at))
                continue;
            const EventIndex &events = m_session->events();
            const Playhead entered = events.positionOf(What::State, badge.state).value_or(0);
            selection.kind = Selection::Kind::State;
            selection.index = badge.state;
            if (const std::uint32_t sent = events.messagesSent(entered); sent > 0)
                selection.message = MessageId{sent - 1};
            return selection;
        }
    }
    for (const RecordBracket &record : m_layout.records) {
        if (record.hit.contains(at)) {
            selection.kind = Selection::Kind::Record;
            selection.index = record.record.index;
            selection.message = MessageId{record.message};
            return selection;
        }
    }
    const Row *row = m_layout.rowAt(at);
    return row ? selectionOf(*row) : selection;
}

QString DiagramView::toolTipAt(QPointF at) const
{
    for (const RecordBracket &record : m_layout.records)
        if (record.hit.contains(at))
            return record.tip;
    const Row *row = m_layout.rowAt(at);
    return row ? rowText(static_cast<std::size_t>(row - m_layout.rows.data())) : QString();
}

} // namespace hd::ui
