// SPDX-License-Identifier: GPL-3.0-or-later
#include "diagram/painter.h"

#include "diagram/measures.h"
#include "theme/icons.h"
#include "theme/theme.h"

#include <QFontMetricsF>
#include <QPainter>

#include <algorithm>
#include <cmath>

namespace hd::ui {

static constexpr int headSize = 14;  ///< px, of the parties' names
static constexpr qreal tailGap = 11; ///< from the middle of the circle to the start of the line

static QColor mixed(const QColor &from, const QColor &to, qreal t)
{
    const auto channel = [t](int a, int b) { return static_cast<int>(std::lround(a + (b - a) * t)); };
    return {channel(from.red(), to.red()), channel(from.green(), to.green()), channel(from.blue(), to.blue())};
}

DiagramPainter::DiagramPainter(QPainter &painter, const DiagramLayout &layout, const Colors &colors,
                               const DiagramMarks &marks)
    : m_painter(painter), m_layout(layout), m_colors(colors), m_marks(marks)
{
    m_painter.setRenderHints(QPainter::Antialiasing | QPainter::TextAntialiasing);
}

void DiagramPainter::paint(const QRectF &exposed) const
{
    m_painter.fillRect(exposed, m_colors.base);
    paintFrame(exposed);
    const auto [first, last] = m_layout.rowsBetween(exposed.top() - 24, exposed.bottom() + 24);
    for (std::size_t i = first; i < last; ++i)
        paintRow(m_layout.rows[i]);
    paintOverlay(exposed);
    if (exposed.top() < m_layout.headsArea().bottom())
        paintHeads();
}

void DiagramPainter::paintFrame(const QRectF &exposed) const
{
    const auto [first, last] = m_layout.rowsBetween(exposed.top() - 24, exposed.bottom() + 24);
    for (std::size_t i = first; i < last; ++i)
        paintTint(m_layout.rows[i]);
    for (const PartyHead &head : m_layout.heads)
        paintLifeline(head);
    for (const FlightBracket &flight : m_layout.flights)
        if (flight.bottom + 4 >= exposed.top() && flight.top - 4 <= exposed.bottom())
            paintFlight(flight);
    for (const SectionLine &section : m_layout.sections)
        if (section.y + 12 >= exposed.top() && section.y - 12 <= exposed.bottom())
            paintSection(section);
    if (m_layout.sizesShown && !m_layout.sizeHeading.text.isEmpty() && !m_layout.rows.empty())
        text(m_layout.sizeHeading.centre, Qt::AlignRight, m_layout.sizeHeading.text, noteFont(m_layout.leastText),
             m_colors.text3);
    for (std::size_t i = 0; i < m_layout.footnotes.size(); ++i)
        text({24, m_layout.footnotesTop + (static_cast<qreal>(i) + 0.5) * footnoteLine}, Qt::AlignLeft,
             m_layout.footnotes[i], noteFont(m_layout.leastText), m_colors.text2);
}

void DiagramPainter::paintOverlay(const QRectF &exposed) const
{
    const QRectF near = exposed.adjusted(-4, -4, 4, 4);
    for (const RecordBracket &record : m_layout.records)
        if (record.hit.bottom() >= near.top() && record.hit.top() <= near.bottom())
            paintRecord(record);
    if (m_layout.playheadY) {
        const qreal y = *m_layout.playheadY;
        const qreal beyond = 28;
        m_painter.setPen(QPen(m_colors.accent, 2 * m_colors.stroke, Qt::SolidLine, Qt::FlatCap));
        m_painter.drawLine(QPointF(m_layout.clientX - beyond, y), QPointF(m_layout.serverX + beyond, y));
    }
    for (const StateBadge &badge : m_layout.pastStates)
        if (isShown(m_layout, badge) && badge.rect.intersects(near))
            paintBadge(badge);
    for (const StateBadge &badge : m_layout.badges)
        paintBadge(badge);
}

bool DiagramPainter::isSelected(const Row &row) const
{
    if (row.kind == Row::Kind::Omission)
        return m_marks.selectedOmission == row.index;
    return m_marks.selected && m_layout.rowOf(*m_marks.selected) == &row;
}

bool DiagramPainter::isHovered(const Row &row) const
{
    if (row.kind == Row::Kind::Omission)
        return m_marks.hoveredOmission == row.index;
    return m_marks.hovered && m_layout.rowOf(*m_marks.hovered) == &row;
}

bool DiagramPainter::isFocused(const Row &row) const
{
    if (row.kind == Row::Kind::Omission)
        return m_marks.focusedOmission == row.index;
    return m_marks.focused && m_layout.rowOf(*m_marks.focused) == &row;
}

bool DiagramPainter::isLinked(const Row &row) const
{
    return row.kind == Row::Kind::Message &&
           std::any_of(m_marks.linked.begin(), m_marks.linked.end(),
                       [&](MessageId id) { return id.index >= row.index && id.index < row.index + row.count; });
}

const Motion *DiagramPainter::motionOf(const Row &row) const
{
    return m_marks.motion && m_layout.rowOf(m_marks.motion->message) == &row ? &*m_marks.motion : nullptr;
}

Emphasis DiagramPainter::emphasisOf(const Row &row) const
{
    if (!row.past)
        return Emphasis::Future;
    return isSelected(row) ? Emphasis::Selected : Emphasis::Past;
}

void DiagramPainter::paintTint(const Row &row) const
{
    const bool selected = isSelected(row);
    if (selected || isHovered(row) || isLinked(row)) {
        m_painter.setPen(Qt::NoPen);
        m_painter.setBrush(selected ? m_colors.selected : m_colors.linked);
        m_painter.drawRoundedRect(row.area, 6, 6);
    }
    if (isFocused(row)) {
        m_painter.setPen(QPen(m_colors.accent, 2));
        m_painter.setBrush(Qt::NoBrush);
        m_painter.drawRoundedRect(row.area.adjusted(-3, -3, 3, 3), 8, 8);
    }
}

/// The edge of what stands for a party; dotted, as all that is absent, where there is none.
static QPen partyEdge(const PartyHead &head, const Colors &colors, qreal width)
{
    QPen pen(colors.controlEdge, width, Qt::SolidLine, Qt::FlatCap);
    if (head.nobody)
        pen.setDashPattern({2 / width, 4 / width});
    return pen;
}

void DiagramPainter::paintLifeline(const PartyHead &head) const
{
    const qreal x = m_layout.lifeline(head.side);
    const qreal present = std::clamp(m_layout.presentY, m_layout.lifelineTop, m_layout.lifelineBottom);
    m_painter.setPen(partyEdge(head, m_colors, 2 * m_colors.stroke));
    m_painter.drawLine(QPointF(x, m_layout.lifelineTop), QPointF(x, present));
    m_painter.setPen(partyEdge(head, m_colors, m_colors.stroke));
    if (present < m_layout.lifelineBottom)
        m_painter.drawLine(QPointF(x - 0.5, present), QPointF(x - 0.5, m_layout.lifelineBottom));
}

void DiagramPainter::paintFlight(const FlightBracket &flight) const
{
    const qreal hook = 6;
    const qreal x = m_layout.bracketX - (flight.past ? 0 : 0.5);
    const qreal shift = flight.past ? 0 : 0.5;
    const QPointF corners[] = {{x + hook, flight.top + shift},
                               {x, flight.top + shift},
                               {x, flight.bottom - shift},
                               {x + hook, flight.bottom - shift}};
    m_painter.setPen(QPen(m_colors.controlEdge, (flight.past ? 1.5 : 1) * m_colors.stroke, Qt::SolidLine, Qt::FlatCap,
                          Qt::MiterJoin));
    m_painter.drawPolyline(corners, 4);
    text({m_layout.bracketX - 10, (flight.top + flight.bottom) / 2}, Qt::AlignRight, flight.name,
         flightFont(m_layout.leastText, flight.past ? QFont::DemiBold : QFont::Normal),
         flight.past ? m_colors.text1 : m_colors.text2);
}

void DiagramPainter::paintSection(const SectionLine &section) const
{
    const QFont font = noteFont(m_layout.leastText, section.past ? QFont::DemiBold : QFont::Normal);
    const qreal beyond = 28, gap = 8;
    const qreal middle = (m_layout.clientX + m_layout.serverX) / 2;
    const qreal half = widthOf(font, section.text) / 2 + gap;
    const qreal y = std::floor(section.y) + 0.5;
    m_painter.setPen(QPen(m_colors.controlEdge, m_colors.stroke, Qt::SolidLine, Qt::FlatCap));
    m_painter.drawLine(QPointF(m_layout.clientX - beyond, y), QPointF(middle - half, y));
    m_painter.drawLine(QPointF(middle + half, y), QPointF(m_layout.serverX + beyond, y));
    text({middle, y}, Qt::AlignHCenter, section.text, font, section.past ? m_colors.text1 : m_colors.text2);
}

void DiagramPainter::paintRow(const Row &row) const
{
    paintArrow(row);
    if (const Motion *motion = motionOf(row))
        paintMotion(row, *motion);
    paintCircle(row);
    for (const Label &label : row.labels)
        paintLabel(row, label);
    if (row.note)
        text(row.note->centre, Qt::AlignHCenter, row.note->text, noteFont(m_layout.leastText),
             row.kind == Row::Kind::Omission ? m_colors.accent : m_colors.text3);
    for (const Label &line : row.details)
        text(line.centre, Qt::AlignHCenter, line.text, detailFont(m_layout.leastText), m_colors.text2);
    if (!row.time.isEmpty())
        text({m_layout.sizeRight, row.y - (row.size.isEmpty() ? 0 : 13)}, Qt::AlignRight, row.time,
             detailFont(m_layout.leastText), m_colors.text2);
    if (!row.size.isEmpty())
        text({m_layout.sizeRight, row.y}, Qt::AlignRight, row.size, sizeFont(m_layout.leastText),
             row.past ? m_colors.text1 : m_colors.text2);
}

void DiagramPainter::paintArrow(const Row &row) const
{
    const int direction = row.from == Side::Client ? 1 : -1;
    const QPointF start(row.tail + direction * tailGap, row.y);
    const QPointF end(row.tip - direction * headLength, row.y);
    const QColor color = colorOf(row.style, m_colors);
    drawLine(m_painter, row.style, emphasisOf(row), start, end, m_colors);
    const QColor inside = isSelected(row) ? m_colors.selected : m_colors.base;
    drawHead(m_painter, {row.tip, row.y}, direction, row.past, color, inside);
    if (row.style == LineStyle::ChangeCipherSpec)
        drawDiamond(m_painter, {(m_layout.clientX + m_layout.serverX) / 2, row.y}, 6.5, row.past, color, inside);
}

void DiagramPainter::paintMotion(const Row &row, const Motion &motion) const
{
    const int direction = row.from == Side::Client ? 1 : -1;
    const QColor color = colorOf(row.style, m_colors);
    const qreal start = row.tail + direction * tailGap;
    if (motion.packet < 1) {
        const qreal x = start + (row.tip - start) * motion.packet;
        const Emphasis emphasis = isSelected(row) ? Emphasis::Selected : Emphasis::Past;
        drawLine(m_painter, row.style, emphasis, {start, row.y}, {x, row.y}, m_colors);
        m_painter.setPen(QPen(m_colors.base, 1.5));
        m_painter.setBrush(color);
        m_painter.drawEllipse(QPointF(x, row.y), 6, 6);
    } else if (motion.pulse < 1) {
        QColor ring = color;
        ring.setAlphaF(static_cast<float>(1 - motion.pulse));
        m_painter.setPen(QPen(ring, 2));
        m_painter.setBrush(Qt::NoBrush);
        const qreal radius = 5 + 11 * motion.pulse;
        m_painter.drawEllipse(QPointF(m_layout.lifeline(peerOf(row.from)), row.y), radius, radius);
    }
}

void DiagramPainter::paintCircle(const Row &row) const
{
    const QColor color = colorOf(row.style, m_colors);
    m_painter.setBrush(m_colors.base);
    if (row.kind == Row::Kind::Omission) {
        m_painter.setPen(QPen(color, 1));
        m_painter.drawEllipse(QPointF(row.tail, row.y), 4, 4);
        return;
    }
    const bool begun = row.past || motionOf(row);
    m_painter.setPen(QPen(color, (begun ? 2 : 1) * m_colors.stroke));
    m_painter.drawEllipse(QPointF(row.tail, row.y), circleRadius, circleRadius);
    text({row.tail, row.y}, Qt::AlignHCenter, row.number,
         row.number.size() > 3
             ? Fonts::ui(8, begun ? QFont::DemiBold : QFont::Normal)
             : noteFont(row.number.size() > 2 ? 0 : m_layout.leastText, begun ? QFont::DemiBold : QFont::Normal),
         m_colors.text1);
}

void DiagramPainter::paintLabel(const Row &row, const Label &label) const
{
    const QFont font = labelFont(m_layout, isSelected(row) ? QFont::DemiBold
                                           : row.past      ? QFont::Medium
                                                           : QFont::Normal);
    if (label.style == LineStyle::Alert) {
        paintAlertLabel(row, label, font);
        return;
    }
    QColor color = row.past ? m_colors.text1 : m_colors.text2;
    if (row.kind == Row::Kind::Omission)
        color = m_colors.absent;
    else if (const Motion *motion = motionOf(row); motion && !row.past)
        color = mixed(m_colors.text2, m_colors.text1, motion->label);
    text(label.centre, Qt::AlignHCenter, label.text, font, color);
    paintMark(label, label.centre.x() + widthOf(font, label.text) / 2 + markGap);
}

/// Reversed when it has been sent; before that, its outline.
void DiagramPainter::paintAlertLabel(const Row &row, const Label &label, const QFont &font) const
{
    const qreal width = std::ceil(widthOf(font, label.text)) + 12;
    const QRectF box(std::round(label.centre.x() - width / 2), label.centre.y() - 9, width, 17);
    m_painter.setPen(row.past ? QPen(Qt::NoPen) : QPen(m_colors.alert, 1));
    m_painter.setBrush(row.past ? m_colors.alert : m_colors.base);
    m_painter.drawRoundedRect(row.past ? box : box.adjusted(0.5, 0.5, -0.5, -0.5), 4, 4);
    text(box.center(), Qt::AlignHCenter, label.text, font, row.past ? m_colors.base : m_colors.alert);
    paintMark(label, box.right() + markGap / 2);
}

void DiagramPainter::paintMark(const Label &label, qreal left) const
{
    const qreal iconMargin = 3.25; ///< free space at the left of the icons' box
    const QRectF box(std::round(left - iconMargin), label.centre.y() - iconBox / 2 - 0.5, iconBox, iconBox);
    const QColor color = colorOf(label.style, m_colors);
    m_painter.setBrush(Qt::NoBrush);
    if (label.style == LineStyle::HandshakeKeys)
        paintIcon(&m_painter, Icon::Lock, box, color);
    else if (label.style == LineStyle::ApplicationKeys || label.style == LineStyle::EarlyData)
        paintIcon(&m_painter, Icon::LockFilled, box, color);
    else if (label.style == LineStyle::Alert)
        paintIcon(&m_painter, Icon::Warning, box, color);
    else if (label.locked)
        paintIcon(&m_painter, Icon::Lock, box, color);
}

void DiagramPainter::paintRecord(const RecordBracket &record) const
{
    const qreal hook = record.side == Side::Client ? 4 : -4;
    const bool selected = m_marks.selectedRecord == record.record;
    const QPointF corners[] = {{record.x + hook, record.top},
                               {record.x, record.top},
                               {record.x, record.bottom},
                               {record.x + hook, record.bottom}};
    m_painter.setPen(QPen(selected ? m_colors.accent : m_colors.text3, (selected ? 2 : 1.5) * m_colors.stroke,
                          Qt::SolidLine, Qt::FlatCap, Qt::MiterJoin));
    m_painter.setBrush(Qt::NoBrush);
    m_painter.drawPolyline(corners, 4);
    if (!record.count.isEmpty())
        text({record.x - hook, (record.top + record.bottom) / 2},
             record.side == Side::Client ? Qt::AlignRight : Qt::AlignLeft, record.count, noteFont(m_layout.leastText),
             m_colors.text2);
}

void DiagramPainter::paintBadge(const StateBadge &badge) const
{
    const bool selected = m_marks.selectedState == badge.state;
    const qreal radius = badge.rect.height() / 2;
    if (badge.current) {
        m_painter.setPen(Qt::NoPen);
        m_painter.setBrush(badge.failed ? m_colors.alert : m_colors.accentFill);
        m_painter.drawRoundedRect(badge.rect, radius, radius);
    } else {
        const qreal inset = selected ? 1 : 0.5;
        m_painter.setPen(QPen(selected ? m_colors.accent : m_colors.controlEdge, selected ? 2 : 1));
        m_painter.setBrush(selected ? m_colors.selected : m_colors.base);
        m_painter.drawRoundedRect(badge.rect.adjusted(inset, inset, -inset, -inset), radius - inset, radius - inset);
    }
    text(badge.rect.center(), Qt::AlignHCenter, badge.text,
         noteFont(m_layout.leastText, badge.current ? QFont::DemiBold : QFont::Normal),
         !badge.current ? m_colors.text2
         : badge.failed ? m_colors.base
                        : m_colors.onAccent);
}

void DiagramPainter::paintHeads() const
{
    m_painter.fillRect(m_layout.headsArea().adjusted(0, 0, 0, -4), m_colors.base);
    for (const PartyHead &head : m_layout.heads) {
        m_painter.setPen(partyEdge(head, m_colors, m_colors.stroke));
        m_painter.setBrush(head.nobody ? m_colors.base : m_colors.sunken);
        m_painter.drawRoundedRect(head.rect.adjusted(0.5, 0.5, -0.5, -0.5), 6, 6);
        text(head.rect.center(), Qt::AlignHCenter, head.name, Fonts::ui(headSize, QFont::DemiBold),
             head.nobody ? m_colors.text2 : m_colors.text1);
    }
}

void DiagramPainter::paintLegend(QPointF topLeft) const
{
    if (m_layout.legend.empty())
        return;
    m_painter.save();
    m_painter.translate(topLeft);
    m_painter.fillRect(QRectF(0, 0, m_layout.size.width(), m_layout.legendHeight), m_colors.base);
    m_painter.fillRect(QRectF(0, 0, m_layout.size.width(), 1), m_colors.hairline);
    for (const LegendItem &item : m_layout.legend) {
        paintSample(item);
        text(item.textLeft, Qt::AlignLeft, item.text, noteFont(m_layout.leastText), m_colors.text2);
    }
    m_painter.restore();
}

void DiagramPainter::paintSample(const LegendItem &item) const
{
    const qreal y = item.sample.center().y();
    const QPointF left(item.sample.left(), y);
    const QPointF right(item.sample.right(), y);
    if (item.future) {
        m_painter.setPen(QPen(m_colors.controlEdge, m_colors.stroke, Qt::SolidLine, Qt::FlatCap));
        m_painter.drawLine(left - QPointF(0, 0.5), right - QPointF(8, 0.5));
        drawHead(m_painter, right + QPointF(2, 0), 1, false, m_colors.controlEdge, m_colors.base);
        return;
    }
    drawLine(m_painter, item.style, Emphasis::Past, left, right, m_colors);
    if (item.style == LineStyle::ChangeCipherSpec)
        drawDiamond(m_painter, item.sample.center(), 4, true, m_colors.changeCipherSpec, m_colors.base);
    if (item.style == LineStyle::ApplicationKeys ||
        item.style == LineStyle::EarlyData) { // told from other double lines without its colour
        const QRectF lock(item.sample.center().x() - 7, y - 8, 14, 14);
        m_painter.fillRect(lock.adjusted(1, 0, -1, 0), m_colors.base);
        paintIcon(&m_painter, Icon::LockFilled, lock, m_colors.applicationKeys);
    }
}

/// One line of text whose capitals are centred on @p middle, which is its left, middle or right.
void DiagramPainter::text(QPointF middle, Qt::Alignment side, const QString &text, const QFont &font,
                          const QColor &color) const
{
    const QFontMetricsF metrics = metricsOf(font);
    const qreal width = metrics.horizontalAdvance(text);
    const qreal left = side & Qt::AlignRight ? width : side & Qt::AlignHCenter ? width / 2 : 0;
    m_painter.setFont(font);
    m_painter.setPen(color);
    m_painter.drawText(QPointF(middle.x() - left, std::round(middle.y() + metrics.capHeight() / 2)), text);
}

} // namespace hd::ui
