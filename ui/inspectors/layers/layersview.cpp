// SPDX-License-Identifier: GPL-3.0-or-later
#include "inspectors/layers/layersview.h"

#include "inspectors/layers/layerswords.h"
#include "models/valuetext.h"
#include "theme/theme.h"

#include <QKeyEvent>
#include <QMouseEvent>
#include <QScrollBar>

#include <cmath>

namespace hd::ui {

LayersView::LayersView(Session *session, Theme *theme, QWidget *parent)
    : QAbstractScrollArea(parent), m_session(session), m_theme(theme)
{
    install();
    setFrameShape(QFrame::NoFrame);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setFocusPolicy(Qt::StrongFocus);
    viewport()->setMouseTracking(true);
    connect(session, &Session::traceChanged, this, [this] { m_source.setTrace(m_session->trace()); });
    connect(session, &Session::hoverChanged, viewport(), qOverload<>(&QWidget::update));
    connect(theme, &Theme::changed, this, &LayersView::relayout);
    m_source.setTrace(session->trace());
    retranslate();
}

void LayersView::retranslate()
{
    setAccessibleName(tr("Layers of the message"));
    relayout();
}

void LayersView::setMessage(std::optional<MessageId> message)
{
    m_message = message;
    m_current = m_hovered = -1;
    m_layers = message ? m_source.layers(*message) : MessageLayers();
    verticalScrollBar()->setValue(0);
    relayout();
}

void LayersView::markSelection()
{
    viewport()->update();
}

void LayersView::relayout()
{
    const qreal zoom = m_theme->zoom();
    m_layout = m_message ? layOutLayers(*m_session->trace(), *m_message, m_layers, viewport()->width() / zoom)
                         : LayersLayout();
    const int height = static_cast<int>(std::ceil(m_layout.height * zoom));
    verticalScrollBar()->setRange(0, std::max(0, height - viewport()->height()));
    verticalScrollBar()->setPageStep(viewport()->height());
    verticalScrollBar()->setSingleStep(m_theme->px(20));
    viewport()->update();
}

void LayersView::resizeEvent(QResizeEvent *event)
{
    QAbstractScrollArea::resizeEvent(event);
    relayout();
}

// What a box is -----------------------------------------------------------------------------------------------------

std::optional<MessageId> LayersView::firstOf(Protocol protocol) const
{
    const std::vector<Message> &messages = m_session->trace()->messages;
    if (m_message && messages[m_message->index].protocol == protocol)
        return m_message;
    for (std::uint32_t i = 0; i < messages.size(); ++i)
        if (messages[i].protocol == protocol)
            return MessageId{i};
    return std::nullopt;
}

Selection LayersView::boxSelection(const LayerBox &box) const
{
    using Kind = LayerBox::Kind;
    switch (box.layer) {
    case Layer::Ip:
    case Layer::Tcp:
        return m_session->recordBytesSelection(*box.record, box.of);
    case Layer::Record:
        if (box.kind == Kind::Header)
            return m_session->recordBytesSelection(
                *box.record, {0, static_cast<std::uint32_t>((*m_session->trace())[*box.record].headerLength())});
        return box.kind == Kind::Part
                   ? m_session->recordSelection(*box.record, QStringLiteral("record.") + toQString(box.part))
                   : m_session->recordSelection(*box.record);
    case Layer::Protocol:
    case Layer::Application:
        break;
    }
    const bool part = box.kind == Kind::Header || box.kind == Kind::Body;
    return part ? m_session->bytesSelection(*box.message, box.of) : Session::messageSelection(*box.message);
}

Selection LayersView::selectionOf(const LayerItem &item) const
{
    if (item.kind == LayerItem::Kind::Box)
        return boxSelection(m_layers.boxes[static_cast<std::size_t>(item.index)]);
    if (item.kind == LayerItem::Kind::Protocol)
        if (const std::optional<MessageId> first = firstOf(static_cast<Protocol>(item.index)))
            return Session::messageSelection(*first);
    return {};
}

bool LayersView::isMarked(const LayerBox &box) const
{
    const Selection &selection = m_session->selection();
    if (selection.kind == Selection::Kind::Record && box.layer == Layer::Record)
        return boxSelection(box) == selection;
    return selection.kind == Selection::Kind::Field && boxSelection(box) == selection;
}

QString LayersView::itemText(int index) const
{
    const LayerItem &item = m_layout.items[static_cast<std::size_t>(index)];
    const LayersWords words(*m_session->trace(), *m_message, m_layers);
    switch (item.kind) {
    case LayerItem::Kind::Protocol: {
        const auto protocol = static_cast<Protocol>(item.index);
        const QString name = protocolName(protocol);
        if ((*m_session->trace())[*m_message].protocol == protocol)
            return tr("%1, the protocol of this message").arg(name);
        return firstOf(protocol) ? name : tr("%1, not spoken in this connection").arg(name);
    }
    case LayerItem::Kind::Layer: {
        const auto layer = static_cast<Layer>(item.index);
        return QStringLiteral("%1, %2. %3").arg(words.name(layer), words.size(layer), words.why(layer));
    }
    case LayerItem::Kind::Box:
        break;
    }
    return words.box(m_layers.boxes[static_cast<std::size_t>(item.index)]);
}

// Input -------------------------------------------------------------------------------------------------------------

QRect LayersView::itemRect(int item) const
{
    const QRectF at = m_layout.items[static_cast<std::size_t>(item)].at;
    const qreal zoom = m_theme->zoom();
    return QRectF(at.topLeft() * zoom, at.size() * zoom).toAlignedRect().translated(0, -verticalScrollBar()->value());
}

int LayersView::itemAt(QPointF viewportAt) const
{
    const QPointF at = (viewportAt + QPointF(0, verticalScrollBar()->value())) / m_theme->zoom();
    int found = -1;
    qreal smallest = 0;
    for (int i = 0; i < itemCount(); ++i) {
        const LayerItem &item = m_layout.items[static_cast<std::size_t>(i)];
        const bool box = item.kind == LayerItem::Kind::Box;
        const qreal own = box ? m_layout.boxes[static_cast<std::size_t>(item.index)].width() : item.at.width();
        if (item.at.contains(at) && (found < 0 || own <= smallest)) {
            found = i;
            smallest = own;
        }
    }
    return found;
}

void LayersView::setCurrent(int item)
{
    m_current = item;
    const QRect at = itemRect(item);
    if (at.top() < 0)
        verticalScrollBar()->setValue(verticalScrollBar()->value() + at.top() - m_theme->px(8));
    else if (at.bottom() > viewport()->height())
        verticalScrollBar()->setValue(verticalScrollBar()->value() + at.bottom() - viewport()->height() +
                                      m_theme->px(8));
    setAccessibleDescription(itemText(item));
    announce(this, item);
    viewport()->update();
}

void LayersView::activateItem(int item)
{
    setCurrent(item);
    const Selection selection = selectionOf(m_layout.items[static_cast<std::size_t>(item)]);
    if (selection.kind != Selection::Kind::None)
        m_session->select(selection);
}

void LayersView::mousePressEvent(QMouseEvent *event)
{
    if (event->button() != Qt::LeftButton)
        return event->ignore();
    if (const int item = itemAt(event->position()); item >= 0)
        activateItem(item);
}

void LayersView::mouseMoveEvent(QMouseEvent *event)
{
    const int item = itemAt(event->position());
    if (item == m_hovered)
        return;
    m_hovered = item;
    const bool leads =
        item >= 0 && selectionOf(m_layout.items[static_cast<std::size_t>(item)]).kind != Selection::Kind::None;
    viewport()->setCursor(leads ? Qt::PointingHandCursor : Qt::ArrowCursor);
    viewport()->setToolTip(item >= 0 ? itemText(item).toHtmlEscaped() : QString());
    viewport()->update();
}

void LayersView::keyPressEvent(QKeyEvent *event)
{
    if (event->modifiers() & (Qt::AltModifier | Qt::ControlModifier | Qt::ShiftModifier) || itemCount() == 0)
        return event->ignore(); // the window's
    switch (event->key()) {
    case Qt::Key_Right:
    case Qt::Key_Down:
        return setCurrent(std::min(m_current + 1, itemCount() - 1));
    case Qt::Key_Left:
    case Qt::Key_Up:
        return setCurrent(std::max(m_current - 1, 0));
    case Qt::Key_Home:
        return setCurrent(0);
    case Qt::Key_End:
        return setCurrent(itemCount() - 1);
    case Qt::Key_Return:
    case Qt::Key_Enter:
    case Qt::Key_Space:
        if (m_current >= 0)
            activateItem(m_current);
        return;
    default:
        return QAbstractScrollArea::keyPressEvent(event);
    }
}

} // namespace hd::ui
