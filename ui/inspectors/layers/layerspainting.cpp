// SPDX-License-Identifier: GPL-3.0-or-later
#include "inspectors/layers/layersview.h"
#include "inspectors/layers/layerswords.h"
#include "models/valuetext.h"
#include "session/linked.h"
#include "theme/icons.h"
#include "theme/theme.h"

#include <QPaintEvent>
#include <QPainter>
#include <QScrollBar>

namespace hd::ui {

/// As the diagram draws them.
QColor LayersView::colorOf(Protocol protocol) const
{
    const Colors &colors = m_theme->colors();
    switch (protocol) {
    case Protocol::ChangeCipherSpec:
        return colors.changeCipherSpec;
    case Protocol::Alert:
        return colors.alert;
    case Protocol::ApplicationData:
        return colors.applicationKeys;
    case Protocol::Handshake:
        break;
    }
    return colors.clear;
}

void LayersView::paintSign(QPainter &painter, Protocol protocol, const QRectF &at, const QColor &color) const
{
    if (protocol == Protocol::ChangeCipherSpec) {
        paintIcon(&painter, Icon::DiamondFilled, at, color);
    } else if (protocol == Protocol::Alert) {
        paintIcon(&painter, Icon::Warning, at, color);
    } else {
        painter.setPen(QPen(color, 2));
        const bool twice = protocol == Protocol::ApplicationData;
        for (const qreal dy : twice ? std::vector<qreal>{-2.5, 2.5} : std::vector<qreal>{0})
            painter.drawLine(at.center() + QPointF(-7, dy), at.center() + QPointF(7, dy));
    }
}

void LayersView::paintProtocols(QPainter &painter) const
{
    const Colors &colors = m_theme->colors();
    painter.setFont(Fonts::ui(Fonts::meta));
    painter.setPen(colors.text2);
    painter.drawText(m_layout.protocolsCaptionAt, Qt::AlignVCenter, m_layout.protocolsCaption);
    for (std::size_t i = 0; i < m_layout.items.size(); ++i) {
        const LayerItem &item = m_layout.items[i];
        if (item.kind != LayerItem::Kind::Protocol)
            continue;
        const auto protocol = static_cast<Protocol>(item.index);
        const bool own = (*m_session->trace())[*m_message].protocol == protocol;
        const bool spoken = firstOf(protocol).has_value();
        const QRectF box = item.at.adjusted(0.5, 0.5, -0.5, -0.5);
        painter.setBrush(own                                          ? colors.selected
                         : static_cast<int>(i) == m_hovered && spoken ? colors.linked
                                                                      : colors.base);
        painter.setPen(
            own ? QPen(colors.accent, 1.5)
                : QPen(spoken ? colors.controlEdge : colors.hairline, 1, spoken ? Qt::SolidLine : Qt::DashLine));
        painter.drawRoundedRect(box, 4, 4);
        paintSign(painter, protocol, QRectF(box.left() + 7, box.center().y() - 8, 16, 16),
                  spoken ? colorOf(protocol) : colors.absent);
        painter.setFont(Fonts::ui(Fonts::meta, own ? QFont::DemiBold : QFont::Normal));
        painter.setPen(own ? colors.text1 : spoken ? colors.text2 : colors.text3);
        painter.drawText(box.adjusted(28, 0, 0, 0), Qt::AlignVCenter, protocolName(protocol));
    }
}

void LayersView::paintNames(QPainter &painter) const
{
    const Colors &colors = m_theme->colors();
    for (std::size_t i = 0; i < layerCount; ++i) {
        const QRectF &at = m_layout.names[i];
        const bool absent = m_layers.bytes[i] == 0 && static_cast<Layer>(i) == Layer::Application;
        painter.setFont(Fonts::ui(Fonts::body, QFont::DemiBold));
        painter.setPen(absent ? colors.text3 : colors.text1);
        painter.drawText(at.adjusted(0, 2, 0, -at.height() / 2), Qt::AlignVCenter, m_layout.titles[i]);
        painter.setFont(Fonts::mono(Fonts::caption));
        painter.setPen(absent ? colors.text3 : colors.text2);
        painter.drawText(at.adjusted(0, at.height() / 2 - 1, 0, -2), Qt::AlignVCenter, m_layout.sizes[i]);
        painter.setPen(colors.hairline);
        painter.drawLine(QPointF(at.left(), at.bottom() + 0.5), QPointF(m_layout.rows[i].right(), at.bottom() + 0.5));
    }
    const QRectF &bracket = m_layout.tlsBracket; // what of it is TLS
    painter.setPen(QPen(colors.text2, 1.5));
    painter.drawPolyline(QPolygonF{bracket.topRight(), bracket.topLeft(), bracket.bottomLeft(), bracket.bottomRight()});
    painter.save();
    painter.setFont(Fonts::ui(Fonts::caption, QFont::DemiBold));
    painter.setPen(colors.text2);
    painter.translate(bracket.left() - 8, bracket.center().y());
    painter.rotate(-90);
    painter.drawText(QRectF(-20, -8, 40, 16), Qt::AlignCenter, QStringLiteral("TLS"));
    painter.restore();
}

QColor LayersView::edgeOf(const LayerBox &box) const
{
    const Colors &colors = m_theme->colors();
    switch (box.layer) {
    case Layer::Protocol:
        return box.own ? colorOf((*m_session->trace())[*box.message].protocol) : colors.absent;
    case Layer::Application:
        return box.own ? colors.applicationKeys : colors.absent;
    case Layer::Record:
        return colors.text2;
    case Layer::Tcp:
    case Layer::Ip:
        break;
    }
    return colors.controlEdge;
}

/// What is nested in a box stands above it: its sides go up through all layers that it encloses.
void LayersView::paintWholes(QPainter &painter) const
{
    const qreal top = m_layout.rows[0].top();
    for (std::size_t i = 0; i < m_layers.boxes.size(); ++i) {
        const LayerBox &box = m_layers.boxes[i];
        if (box.kind != LayerBox::Kind::Whole || box.layer == Layer::Application)
            continue;
        const QRectF at = m_layout.boxes[i];
        painter.setPen(QPen(m_theme->colors().hairline, 1));
        for (const qreal x : {at.left() + 0.5, at.right() - 0.5})
            painter.drawLine(QPointF(x, top), QPointF(x, at.top()));
    }
}

void LayersView::paintBox(QPainter &painter, std::size_t index) const
{
    const Colors &colors = m_theme->colors();
    const LayerBox &box = m_layers.boxes[index];
    const QRectF at = m_layout.boxes[index].adjusted(0, 4, 0, -4);
    const LayerItem *hovered = m_hovered >= 0 ? &m_layout.items[static_cast<std::size_t>(m_hovered)] : nullptr;
    const bool pointed = hovered && hovered->kind == LayerItem::Kind::Box && hovered->index == static_cast<int>(index);
    const bool inner = box.kind == LayerBox::Kind::Header || box.kind == LayerBox::Kind::Part;
    const bool marked = isMarked(box);
    painter.setPen(Qt::NoPen);
    painter.setBrush(marked ? colors.selected : pointed ? colors.linked : inner ? colors.sunken : colors.base);
    painter.drawRect(at);
    if (box.kind == LayerBox::Kind::Sealed)
        painter.fillRect(at, QBrush(colors.absent, Qt::BDiagPattern));
    const QRectF line = at.adjusted(0.5, 0.5, -0.5, -0.5);
    const QColor edge = edgeOf(box);
    painter.setPen(QPen(edge, 1, box.own ? Qt::SolidLine : Qt::DotLine));
    painter.drawLine(line.topLeft(), line.topRight());
    painter.drawLine(line.bottomLeft(), line.bottomRight());
    if (box.begins)
        painter.drawLine(line.topLeft(), line.bottomLeft());
    if (box.ends)
        painter.drawLine(line.topRight(), line.bottomRight());
    // The name of a whole stands where nothing else of its own layer is.
    QRectF free = at;
    for (std::size_t i = index + 1; i < m_layers.boxes.size(); ++i) {
        const LayerBox &other = m_layers.boxes[i];
        const QRectF &part = m_layout.boxes[i];
        if (box.kind != LayerBox::Kind::Whole || other.layer != box.layer || other.kind == LayerBox::Kind::Whole ||
            !part.intersects(free))
            continue;
        if (part.center().x() - free.left() < free.right() - part.center().x())
            free.setLeft(part.right());
        else
            free.setRight(part.left());
    }
    const QString text = LayersWords(*m_session->trace(), *m_message, m_layers).label(box);
    painter.setFont(Fonts::ui(Fonts::caption, marked ? QFont::DemiBold : QFont::Normal));
    if (painter.fontMetrics().horizontalAdvance(text) + 4 > free.width())
        return;
    painter.setPen(box.own ? colors.text1 : colors.text3);
    painter.drawText(free, Qt::AlignCenter, text);
}

/// The selected bytes, in the row of the message.
void LayersView::paintSelected(QPainter &painter) const
{
    const Selection &selection = m_session->selection();
    const bool bytes = selection.kind == Selection::Kind::Field || selection.kind == Selection::Kind::Bytes;
    const bool part = selection.kind == Selection::Kind::Record && selection.fieldPath != QLatin1StringView("record");
    if (!bytes && !part)
        return;
    for (const LinkedBytes &linked : m_session->linked().recordBytes) {
        for (const Range &range : onLine(m_layers, linked.record, linked.wire)) {
            QRectF at = m_layout.onRow(bytes ? Layer::Protocol : Layer::Record, range, m_layers.size);
            at = QRectF(at.left(), at.bottom() - 8, std::max(at.width(), 3.0), 4);
            painter.fillRect(at, m_theme->colors().accent);
        }
    }
}

void LayersView::paintParagraphs(QPainter &painter) const
{
    const Colors &colors = m_theme->colors();
    for (const LayerParagraph &paragraph : m_layout.paragraphs) {
        painter.setFont(Fonts::ui(Fonts::body, QFont::DemiBold));
        painter.setPen(colors.text1);
        painter.drawText(
            QRectF(m_layout.names[0].left(), paragraph.at.top(), m_layout.names[0].width(), paragraph.at.height()),
            Qt::AlignTop, paragraph.strong);
        painter.setFont(Fonts::ui(Fonts::body));
        painter.setPen(paragraph.strong.isEmpty() ? colors.text3 : colors.text2);
        painter.drawText(paragraph.at, Qt::TextWordWrap, paragraph.text);
    }
}

void LayersView::paintEvent(QPaintEvent *event)
{
    QPainter painter(viewport());
    painter.fillRect(event->rect(), m_theme->colors().base);
    if (!m_message)
        return;
    painter.setRenderHint(QPainter::Antialiasing);
    painter.translate(0, -verticalScrollBar()->value());
    painter.scale(m_theme->zoom(), m_theme->zoom());
    painter.setFont(Fonts::ui(Fonts::body));
    painter.setPen(m_theme->colors().text1);
    painter.drawText(m_layout.summaryAt, Qt::TextWordWrap, m_layout.summary);
    paintProtocols(painter);
    paintNames(painter);
    paintWholes(painter);
    for (std::size_t i = 0; i < m_layers.boxes.size(); ++i)
        paintBox(painter, i);
    paintSelected(painter);
    paintParagraphs(painter);
    if (hasFocus() && m_current >= 0 && m_current < itemCount()) {
        painter.setBrush(Qt::NoBrush);
        painter.setPen(QPen(m_theme->colors().accent, 2));
        painter.drawRoundedRect(m_layout.items[static_cast<std::size_t>(m_current)].at.adjusted(0, 1, 0, -1), 4, 4);
    }
}

} // namespace hd::ui
