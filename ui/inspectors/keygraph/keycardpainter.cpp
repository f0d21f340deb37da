// SPDX-License-Identifier: GPL-3.0-or-later
// The open card; the rest of the graph is painted in keygraphpainter.cpp.

#include "inspectors/keygraph/keycard.h"
#include "inspectors/keygraph/keygraphpainter.h"
#include "models/stepmodel.h"
#include "models/valuetext.h"
#include "trace/operations.h"

#include <QPainter>
#include <QPainterPath>

namespace hd::ui {

static constexpr qreal cardRadius = 8;

void KeyGraphPainter::paintCard(const KeyCard &card) const
{
    const bool now = reached(card.node);
    QPainterPath shape;
    shape.addRoundedRect(card.rect.adjusted(0.75, 0.75, -0.75, -0.75), cardRadius, cardRadius);
    m_painter.fillPath(shape, m_colors.base);
    m_painter.save();
    m_painter.setClipRect(card.header);
    m_painter.fillPath(shape, now ? m_colors.selected : m_colors.base);
    m_painter.restore();
    m_painter.setPen(QPen(m_colors.accent, 1.5, now ? Qt::SolidLine : Qt::DashLine));
    m_painter.setBrush(Qt::NoBrush);
    m_painter.drawPath(shape);
    const QRectF header = card.header.adjusted(16, 0, -16, 0);
    m_painter.setFont(Fonts::ui(Fonts::title, QFont::DemiBold));
    m_painter.setPen(m_colors.text1);
    m_painter.drawText(header, Qt::AlignVCenter, toQString(m_graph[card.node].name));
    if (!sizeOf(card.node).isEmpty())
        write(header, Qt::AlignVCenter | Qt::AlignRight, byteCountText(m_graph[card.node].size), KeyText::Mono,
              m_colors.text1);
    paintFormulas(card);
    paintBytes(card);
    paintInputs(card);
    paintValues(card);
    paintCopy(card);
    paintBlocks(card);
    if (m_state.current == card.node && !m_state.step)
        paintFocus(card.rect, cardRadius);
}

void KeyGraphPainter::paintFormulas(const KeyCard &card) const
{
    for (const KeyCard::Formula &formula : card.formulas) {
        const QString label = formula.by ? StepModel::partyName(*formula.by) : tr("Formula");
        write(QRectF(card.rect.left() + 16, formula.rect.top(), 90, 20), Qt::AlignVCenter, label, KeyText::Caption,
              m_colors.text3);
        QRectF row(formula.rect.left(), formula.rect.top(), formula.rect.width(), 20);
        for (const QString &line : formula.lines) {
            write(row, Qt::AlignVCenter, line, KeyText::Mono, m_colors.text1);
            row.translate(0, 20);
        }
    }
}

void KeyGraphPainter::paintBytes(const KeyCard &card) const
{
    if (card.bytesName.isEmpty())
        return;
    QRectF row(card.bytesRect.left(), card.bytesRect.top(), card.bytesRect.width(), 20);
    write(QRectF(card.rect.left() + 16, row.top(), 90, 20), Qt::AlignVCenter, card.bytesName, KeyText::Caption,
          m_colors.text3);
    for (const QString &line : card.bytesText) {
        write(row, Qt::AlignVCenter, line, KeyText::Mono, m_colors.text2);
        row.translate(0, 20);
    }
}

void KeyGraphPainter::paintInputs(const KeyCard &card) const
{
    if (!card.inputs.empty())
        write(QRectF(card.rect.left() + 16, card.inputsTop, 90, 18), Qt::AlignVCenter, tr("Inputs"), KeyText::Caption,
              m_colors.text3);
    for (const KeyCardInput &input : card.inputs) {
        write(input.rect, Qt::AlignVCenter, input.name, KeyText::MetaMedium, m_colors.text1);
        paintFrom({input.rect.left(), 0}, input.from);
    }
}

QString KeyGraphPainter::computes(const KeyCard &card, Side side) const
{
    const KeyNode &node = m_graph[card.node];
    const KeyValues values = m_graph.values(m_trace, card.node);
    const bool received = side == Side::Client ? values.clientReceived : values.serverReceived;
    const std::optional<DerivationId> own = node.of(side);
    const bool drawn = own && m_trace[*own].operation == operation::entropy;
    if (own && m_trace[*own].operation == operation::given)
        return side == Side::Client ? tr("Client knew before") : tr("Server knew before");
    if (side == Side::Client)
        return received ? tr("Client receives") : drawn ? tr("Client draws") : tr("Client computes");
    return received ? tr("Server receives") : drawn ? tr("Server draws") : tr("Server computes");
}

void KeyGraphPainter::paintValues(const KeyCard &card) const
{
    const KeyValues values = m_graph.values(m_trace, card.node);
    const auto box = [&](const QRectF &rect, Side side, ByteView value) {
        write(QRectF(rect.left(), rect.top() - 20, rect.width(), 18), Qt::AlignVCenter, computes(card, side),
              KeyText::Caption, m_colors.text3);
        m_painter.setPen(Qt::NoPen);
        m_painter.setBrush(m_colors.sunken);
        m_painter.drawRoundedRect(rect, 4, 4);
        const std::optional<DerivationId> own = m_graph[card.node].of(side);
        const bool withheld = own && m_trace[*own].secret && value.empty();
        if (m_graph.reachedAt(card.node, side).value_or(UINT32_MAX) > m_state.playhead)
            write(rect, Qt::AlignCenter, value.empty() && !own ? tr("never has it") : tr("not yet"), KeyText::Meta,
                  m_colors.text2);
        else if (withheld)
            write(rect, Qt::AlignCenter, tr("withheld"), KeyText::Meta, m_colors.text2);
        else
            paintHex(card, rect, value);
    };
    box(card.client, Side::Client, values.client);
    box(card.server, Side::Server, values.server);
    paintMark(card);
}

void KeyGraphPainter::paintHex(const KeyCard &card, const QRectF &box, ByteView value) const
{
    for (int row = 0; row < card.rows; ++row) {
        const auto first = static_cast<std::size_t>(row * card.bytesPerRow);
        if (first >= value.size())
            return;
        const QRectF line(box.left() + 12, box.top() + 10 + row * 20, box.width() - 16, 20);
        const QRectF offset(box.left() + 4, line.top(), valueInset - 11, line.height()); // "112" keeps its distance
        write(offset, Qt::AlignVCenter | Qt::AlignRight, QStringLiteral("%1").arg(first, 2, 10, QLatin1Char('0')),
              KeyText::Mono, m_colors.text3);
        const std::size_t count = std::min(value.size() - first, static_cast<std::size_t>(card.bytesPerRow));
        QString text = hexText(value.subspan(first, count));
        if (hidden(card.node))
            for (QChar &c : text)
                c = c == u' ' ? c : QChar(u'•');
        write(line.adjusted(valueInset - 12, 0, 0, 0), Qt::AlignVCenter, text, KeyText::Mono, m_colors.text1);
    }
    const std::size_t shown = static_cast<std::size_t>(card.rows) * static_cast<std::size_t>(card.bytesPerRow);
    if (value.size() > shown)
        write(QRectF(box.left() + 12, box.top() + 10 + card.rows * 20, box.width() - 16, 20), Qt::AlignVCenter,
              tr("and %1 more").arg(byteCountText(value.size() - shown)), KeyText::Meta, m_colors.text2);
}

void KeyGraphPainter::paintMark(const KeyCard &card) const
{
    const KeyValues values = m_graph.values(m_trace, card.node);
    const auto has = [&](Side side) {
        return m_graph.reachedAt(card.node, side).value_or(UINT32_MAX) <= m_state.playhead;
    };
    if (values.agreement == KeyValues::Agreement::OneSided || !has(Side::Client) || !has(Side::Server))
        return;
    const bool equal = values.agreement == KeyValues::Agreement::Equal;
    const QColor color = equal ? m_colors.established : m_colors.alert;
    const QPointF middle = card.mark.center();
    m_painter.setPen(QPen(color, 2, Qt::SolidLine, Qt::RoundCap));
    m_painter.setBrush(m_colors.base);
    m_painter.drawEllipse(card.mark.adjusted(1, 1, -1, -1));
    for (const qreal y : {-3.5, 3.5})
        m_painter.drawLine(middle + QPointF(-7, y), middle + QPointF(7, y));
    if (!equal)
        m_painter.drawLine(middle + QPointF(-5, 9), middle + QPointF(5, -9));
}

} // namespace hd::ui
