// SPDX-License-Identifier: GPL-3.0-or-later
#include "inspectors/records/recordbytes.h"

#include "models/valuetext.h"
#include "theme/theme.h"

#include <QPaintEvent>
#include <QPainter>
#include <QScrollBar>

namespace hd::ui {

static bool overlap(Range a, Range b)
{
    return a.offset < b.end() && b.offset < a.end();
}

static Range common(Range a, Range b)
{
    const std::uint32_t from = std::max(a.offset, b.offset);
    return {from, std::min(a.end(), b.end()) - from};
}

QString RecordBytes::captionOf(const RecordLine &line) const
{
    if (m_lines.isHeader(line))
        return QStringLiteral("header");
    const QString name = toQString(m_lines.parts[static_cast<std::size_t>(line.part)].name);
    return line.wire.length == 0 ? tr("%1, before compression").arg(name) : name;
}

void RecordBytes::paintHead(QPainter &painter) const
{
    const Colors &colors = m_theme->colors();
    const QRectF box(0, 0, viewport()->width(), headHeight());
    painter.fillRect(box, colors.base);
    painter.setFont(m_theme->ui(Fonts::caption, QFont::DemiBold));
    painter.setPen(colors.text3);
    const QRectF row(0, 0, paneWidth() + m_theme->px(20), headHeight());
    painter.drawText(row.translated(clearLeft(), 0), Qt::AlignVCenter, tr("Before sealing, in clear"));
    painter.drawText(row.translated(wireLeft(), 0), Qt::AlignVCenter, tr("On the wire"));
    painter.setPen(colors.hairline);
    painter.drawLine(QPointF(0, headHeight() - 0.5), QPointF(viewport()->width(), headHeight() - 0.5));
}

/// The name of a part and its length over its first row, where the part is.
void RecordBytes::paintCaption(QPainter &painter, std::size_t index) const
{
    const Colors &colors = m_theme->colors();
    const RecordLine &line = m_lines.lines[index];
    const int height = m_places[index].caption;
    const bool chosen = m_selection.length > 0 && m_lines.rangeOf(line) == m_selection;
    const qreal left = line.clear.length > 0 ? clearLeft() : wireLeft();
    const std::uint32_t length =
        line.wire.length > 0
            ? m_lines.rangeOf(line).length
            : static_cast<std::uint32_t>(m_lines.parts[static_cast<std::size_t>(line.part)].value.size());
    painter.setFont(m_theme->ui(Fonts::caption, chosen ? QFont::DemiBold : QFont::Medium));
    painter.setPen(chosen ? colors.accent : colors.text2);
    painter.drawText(QRectF(left, top(index) - height, viewport()->width() - left, height), Qt::AlignVCenter,
                     QStringLiteral("%1 · %2").arg(captionOf(line), byteCountText(length)));
}

void RecordBytes::paintTint(QPainter &painter, std::size_t index, Range wire, const QColor &color, bool outlined) const
{
    const RecordLine &line = m_lines.lines[index];
    if (!overlap(line.wire, wire))
        return;
    const Range at = common(line.wire, wire);
    const Range within{at.offset - line.wire.offset, at.length};
    for (const qreal pane : {clearLeft(), wireLeft()}) {
        if (pane == clearLeft() && line.clear.length == 0)
            continue;
        const QRectF box = run(pane, index, within);
        painter.fillRect(box, color);
        if (!outlined)
            continue;
        painter.setPen(QPen(m_theme->colors().accent, 1.5));
        const bool from = index == 0 || !overlap(m_lines.lines[index - 1].wire, wire) || line.first;
        const bool to = index + 1 == m_places.size() || !overlap(m_lines.lines[index + 1].wire, wire) ||
                        m_lines.lines[index + 1].first;
        if (from)
            painter.drawLine(box.topLeft(), box.topRight());
        if (to)
            painter.drawLine(box.bottomLeft(), box.bottomRight());
        painter.drawLine(box.topLeft(), box.bottomLeft());
        painter.drawLine(box.topRight(), box.bottomRight());
    }
}

void RecordBytes::paintRun(QPainter &painter, const QRectF &pane, ByteView bytes, const QColor &color) const
{
    painter.setPen(color);
    for (std::size_t i = 0; i < bytes.size(); ++i)
        painter.drawText(QRectF(columnLeft(pane.left(), static_cast<int>(i)), pane.top(), cellWidth(), pane.height()),
                         Qt::AlignCenter, QStringLiteral("%1").arg(bytes[i], 2, 16, QLatin1Char('0')));
}

/// What is in clear; for what nobody could open, a sign that there is something.
void RecordBytes::paintClear(QPainter &painter, std::size_t index) const
{
    const Colors &colors = m_theme->colors();
    const RecordLine &line = m_lines.lines[index];
    const RecordPart &part = m_lines.parts[static_cast<std::size_t>(line.part)];
    const QRectF pane(clearLeft(), top(index), paneWidth(), m_theme->px(20));
    if (part.name == "ciphertext") {
        painter.fillRect(run(clearLeft(), index, {0, line.wire.length}).adjusted(1, 2, -1, -2),
                         QBrush(colors.absent, Qt::BDiagPattern));
        return;
    }
    const QColor color = part.name == "content" || part.name == "compressed" ? colors.text1 : colors.text2;
    if (line.clear.length > 0)
        paintRun(painter, pane, slice(part.value, line.clear), color);
}

void RecordBytes::paintCharacters(QPainter &painter, std::size_t index) const
{
    const RecordLine &line = m_lines.lines[index];
    const std::optional<qreal> left = charactersLeft();
    if (!left || line.clear.length == 0)
        return;
    painter.setPen(m_theme->colors().text2);
    const ByteView bytes = slice(m_lines.parts[static_cast<std::size_t>(line.part)].value, line.clear);
    const int width = m_theme->px(8);
    for (std::size_t i = 0; i < bytes.size(); ++i) {
        const bool printable = bytes[i] > 0x20 && bytes[i] < 0x7f;
        painter.drawText(QRectF(*left + static_cast<int>(i) * width, top(index), width, m_theme->px(20)),
                         Qt::AlignCenter,
                         printable ? QString(QLatin1Char(static_cast<char>(bytes[i]))) : QStringLiteral("·"));
    }
}

void RecordBytes::paintLine(QPainter &painter, std::size_t index) const
{
    const Colors &colors = m_theme->colors();
    const RecordLine &line = m_lines.lines[index];
    for (const Range &range : m_linkedWire)
        paintTint(painter, index, range, colors.linked, false);
    const RecordPart &part = m_lines.parts[static_cast<std::size_t>(line.part)];
    if (part.name == "content") // to the byte, where on the wire it can only be said to the block
        for (const Range &range : m_linkedClear)
            if (overlap(line.clear, range)) {
                const Range at = common(line.clear, range);
                painter.fillRect(run(clearLeft(), index, {at.offset - line.clear.offset, at.length}), colors.selected);
            }
    const bool whole = m_selection.length == m_record.wire.size();
    if (m_selection.length > 0 && !whole)
        paintTint(painter, index, m_selection, colors.selected, true);
    painter.setFont(m_theme->mono(Fonts::meta));
    paintClear(painter, index);
    paintCharacters(painter, index);
    const QRectF pane(wireLeft(), top(index), paneWidth(), m_theme->px(20));
    paintRun(painter, pane, slice(m_record.wire, line.wire),
             m_lines.isHeader(line) || line.clear.length == 0 ? colors.text1 : colors.text2);
    if (line.wire.length == 0)
        return;
    painter.setFont(m_theme->mono(Fonts::caption));
    painter.setPen(colors.text3);
    painter.drawText(QRectF(wireLeft() - m_theme->px(40), pane.top(), m_theme->px(34), pane.height()),
                     Qt::AlignVCenter | Qt::AlignRight,
                     QStringLiteral("%1").arg(line.wire.offset, 4, 16, QLatin1Char('0')));
}

void RecordBytes::paintEvent(QPaintEvent *event)
{
    QPainter painter(viewport());
    painter.fillRect(event->rect(), m_theme->colors().base);
    painter.setRenderHint(QPainter::Antialiasing);
    const int scrolled = verticalScrollBar()->value();
    const auto first = std::lower_bound(m_places.begin(), m_places.end(), scrolled - m_theme->px(20),
                                        [](const Place &place, int y) { return place.top < y; });
    for (auto at = first; at != m_places.end(); ++at) {
        const auto index = static_cast<std::size_t>(at - m_places.begin());
        if (top(index) - at->caption > viewport()->height())
            break;
        paintLine(painter, index);
        if (at->caption > 0)
            paintCaption(painter, index);
    }
    if (hasFocus())
        if (const QRectF cell = wireCell(m_cursor); !cell.isEmpty()) {
            painter.setBrush(Qt::NoBrush);
            painter.setPen(QPen(m_theme->colors().accent, 2));
            painter.drawRoundedRect(cell.adjusted(1, 1, -1, -1), 3, 3);
        }
    paintHead(painter);
}

} // namespace hd::ui
