// SPDX-License-Identifier: GPL-3.0-or-later
// What mouse, keyboard and touch do in the graph.

#include "inspectors/keygraph/keygraphview.h"

#include <QApplication>
#include <QContextMenuEvent>
#include <QGestureEvent>
#include <QHelpEvent>
#include <QMenu>
#include <QNativeGestureEvent>
#include <QPainter>
#include <QPinchGesture>
#include <QScrollBar>
#include <QToolTip>

#include <cmath>

namespace hd::ui {

void KeyGraphView::paintEvent(QPaintEvent *event)
{
    QPainter painter(viewport());
    painter.fillRect(event->rect(), m_theme->colors().base);
    painter.setClipRect(event->rect());
    painter.translate(origin());
    painter.scale(scale(), scale());
    KeyGraphState state = m_state;
    if (!hasFocus())
        state.current.reset();
    KeyGraphPainter(painter, *m_session->trace(), m_graph, m_layout, m_theme->colors(), state).paint();
}

void KeyGraphView::resizeEvent(QResizeEvent *event)
{
    QAbstractScrollArea::resizeEvent(event);
    relayout();
}

// Keyboard ----------------------------------------------------------------------------------------------------------

bool KeyGraphView::zoomKey(int key)
{
    switch (key) {
    case Qt::Key_Plus:
    case Qt::Key_Equal: // the same key without Shift
        zoomIn();
        return true;
    case Qt::Key_Minus:
        zoomOut();
        return true;
    case Qt::Key_0:
        resetZoom();
        return true;
    case Qt::Key_F:
        fitAll();
        return true;
    default:
        return false;
    }
}

/// Up and down go through the blocks of the open value before they leave it.
void KeyGraphView::moveFocus(int key)
{
    const QList<int> nodes = m_layout.nodesInOrder();
    const int current = m_state.current && hasPlace(*m_state.current) ? *m_state.current : nodes.front();
    const bool inside = current == m_open && stepCount() > 0;
    if (inside && key == Qt::Key_Down && m_state.step.value_or(-1) + 1 < stepCount())
        return setCurrentStep(m_state.step.value_or(-1) + 1);
    if (inside && key == Qt::Key_Up && m_state.step)
        return *m_state.step > 0 ? setCurrentStep(*m_state.step - 1) : setCurrent(current);
    const QPointF direction = key == Qt::Key_Left    ? QPointF(-1, 0)
                              : key == Qt::Key_Right ? QPointF(1, 0)
                              : key == Qt::Key_Up    ? QPointF(0, -1)
                                                     : QPointF(0, 1);
    if (const std::optional<int> next = m_layout.neighbour(current, direction))
        setCurrent(*next);
}

void KeyGraphView::keyPressEvent(QKeyEvent *event)
{
    if (event->matches(QKeySequence::Copy))
        return copyValue();
    const QList<int> nodes = m_layout.nodesInOrder();
    const Qt::KeyboardModifiers modifiers = event->modifiers() & ~Qt::KeypadModifier;
    if (nodes.isEmpty() || (modifiers & (Qt::AltModifier | Qt::ControlModifier)))
        return event->ignore();
    if (zoomKey(event->key()))
        return;
    constexpr qreal step = 48;
    const bool shift = modifiers & Qt::ShiftModifier;
    switch (event->key()) {
    case Qt::Key_Left:
        return shift ? pan({step, 0}) : moveFocus(event->key());
    case Qt::Key_Right:
        return shift ? pan({-step, 0}) : moveFocus(event->key());
    case Qt::Key_Up:
        return shift ? pan({0, step}) : moveFocus(event->key());
    case Qt::Key_Down:
        return shift ? pan({0, -step}) : moveFocus(event->key());
    case Qt::Key_PageUp:
        return pan({0, 0.9 * viewport()->height()});
    case Qt::Key_PageDown:
        return pan({0, -0.9 * viewport()->height()});
    case Qt::Key_Home:
        return setCurrent(nodes.front());
    case Qt::Key_End:
        return setCurrent(nodes.back());
    case Qt::Key_Return:
    case Qt::Key_Enter: {
        const int current = m_state.current && hasPlace(*m_state.current) ? *m_state.current : nodes.front();
        if (current == m_open && m_blocks.expansion)
            return setBlocksShown(!m_blocksShown);
        return open(current);
    }
    default:
        event->ignore();
    }
}

// Mouse -------------------------------------------------------------------------------------------------------------

void KeyGraphView::mousePressEvent(QMouseEvent *event)
{
    if (event->button() != Qt::LeftButton && event->button() != Qt::MiddleButton)
        return event->ignore();
    m_pressed = m_dragged = event->position();
    m_dragging = event->button() == Qt::MiddleButton;
}

void KeyGraphView::mouseMoveEvent(QMouseEvent *event)
{
    if (m_pressed) {
        const QPointF way = event->position() - *m_pressed;
        m_dragging = m_dragging || way.manhattanLength() >= QApplication::startDragDistance();
        if (!m_dragging)
            return;
        viewport()->setCursor(Qt::ClosedHandCursor);
        pan(event->position() - m_dragged);
        m_dragged = event->position();
        return;
    }
    showCursor(toGraph(event->position()));
}

void KeyGraphView::mouseReleaseEvent(QMouseEvent *event)
{
    const bool clicked = m_pressed && !m_dragging;
    m_pressed.reset();
    m_dragging = false;
    if (clicked)
        click(toGraph(event->position()));
    showCursor(toGraph(event->position()));
}

void KeyGraphView::click(QPointF at)
{
    const std::optional<KeyCard> &card = m_layout.card;
    if (card && card->copy.contains(at)) {
        setCurrent(card->node);
        return popUpCopyMenu(viewport()->mapToGlobal(toViewport(card->copy.bottomLeft()).toPoint()));
    }
    if (card && card->blocks.expansion && card->blocks.heading.contains(at))
        return setBlocksShown(!m_blocksShown);
    if (const std::optional<KeyTarget> target = m_layout.targetAt(at))
        return follow(*target);
    if (const std::optional<int> step = m_layout.stepAt(at))
        return setCurrentStep(*step);
    if (const std::optional<int> node = m_layout.nodeAt(at))
        open(*node);
}

void KeyGraphView::showCursor(QPointF at)
{
    const std::optional<int> node = m_layout.nodeAt(at);
    const std::optional<KeyCard> &card = m_layout.card;
    const bool button =
        card && (card->copy.contains(at) || (card->blocks.expansion && card->blocks.heading.contains(at)));
    const bool clickable = button || m_layout.targetAt(at) || (node && node != m_open);
    viewport()->setCursor(clickable ? Qt::PointingHandCursor : Qt::ArrowCursor);
    if (node != m_state.hovered)
        m_session->hover(node ? selectionOf(*node) : Selection{});
}

void KeyGraphView::wheelEvent(QWheelEvent *event)
{
    if (!(event->modifiers() & Qt::ControlModifier))
        return QAbstractScrollArea::wheelEvent(event);
    setZoom(m_zoom * std::pow(1.0015, event->angleDelta().y()), event->position());
    event->accept();
}

void KeyGraphView::pinch(QGestureEvent *event)
{
    if (const auto *gesture = static_cast<QPinchGesture *>(event->gesture(Qt::PinchGesture)))
        setZoom(m_zoom * gesture->scaleFactor(), viewport()->mapFromGlobal(gesture->hotSpot()));
}

bool KeyGraphView::event(QEvent *event)
{
    if (event->type() == QEvent::Gesture) {
        pinch(static_cast<QGestureEvent *>(event));
        return true;
    }
    return QAbstractScrollArea::event(event);
}

bool KeyGraphView::viewportEvent(QEvent *event)
{
    if (event->type() == QEvent::Leave) {
        m_session->hover({});
    } else if (event->type() == QEvent::NativeGesture) { // a touchpad
        const auto *gesture = static_cast<QNativeGestureEvent *>(event);
        if (gesture->gestureType() == Qt::ZoomNativeGesture)
            setZoom(m_zoom * (1 + gesture->value()), gesture->position());
        return true;
    } else if (event->type() == QEvent::ToolTip) {
        const auto *help = static_cast<QHelpEvent *>(event);
        const std::optional<int> node = m_layout.nodeAt(toGraph(help->pos()));
        if (node && node != m_open)
            QToolTip::showText(help->globalPos(), describe(*node).toHtmlEscaped(), this);
        else
            QToolTip::hideText();
        return true;
    }
    return QAbstractScrollArea::viewportEvent(event);
}

// The rest ----------------------------------------------------------------------------------------------------------

void KeyGraphView::contextMenuEvent(QContextMenuEvent *event)
{
    const bool byMouse = event->reason() == QContextMenuEvent::Mouse;
    const QPointF at = toGraph(event->pos());
    if (byMouse) {
        if (const std::optional<int> step = m_layout.stepAt(at))
            setCurrentStep(*step);
        else if (const std::optional<int> node = m_layout.nodeAt(at))
            setCurrent(*node);
        return popUpCopyMenu(event->globalPos());
    }
    const std::optional<int> node = m_state.current ? m_state.current : m_open;
    const QRectF rect = m_state.step ? viewportRectOfStep(*m_state.step) : node ? viewportRect(*node) : QRectF();
    popUpCopyMenu(viewport()->mapToGlobal(rect.topLeft().toPoint() + QPoint(24, 24)));
}

void KeyGraphView::popUpCopyMenu(QPoint global)
{
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    fillCopyMenu(menu);
    menu->popup(global);
}

void KeyGraphView::focusInEvent(QFocusEvent *event)
{
    QAbstractScrollArea::focusInEvent(event);
    const QList<int> nodes = m_layout.nodesInOrder();
    if (!nodes.isEmpty() && (!m_state.current || !hasPlace(*m_state.current)))
        m_state.current = m_open && hasPlace(*m_open) ? *m_open : nodes.front();
    viewport()->update();
}

void KeyGraphView::focusOutEvent(QFocusEvent *event)
{
    QAbstractScrollArea::focusOutEvent(event);
    viewport()->update();
}

void KeyGraphView::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        relayout();
    QAbstractScrollArea::changeEvent(event);
}

} // namespace hd::ui
