// SPDX-License-Identifier: GPL-3.0-or-later
#include "inspectors/records/recordbytes.h"

#include "models/recordtext.h"
#include "models/valuetext.h"
#include "theme/theme.h"

#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QScopedValueRollback>
#include <QScrollBar>

#include <cmath>

namespace hd::ui {

// In px at 1x.
static constexpr int margin = 16;
static constexpr int usualCell = 22;
static constexpr int narrowCell = 18;
static constexpr int half = 4;     ///< in the middle of a row
static constexpr int between = 44; ///< the panes, with the offset in it
static constexpr int rowHeight = 20;
static constexpr int characterWidth = 8;
static constexpr int captionHeight = 20;
static constexpr int head = 24;

RecordBytes::RecordBytes(Theme *theme, QWidget *parent) : QAbstractScrollArea(parent), m_theme(theme)
{
    setFrameShape(QFrame::NoFrame);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setFocusPolicy(Qt::StrongFocus);
    viewport()->setCursor(Qt::IBeamCursor);
    connect(theme, &Theme::changed, this, &RecordBytes::restyle);
    install();
    retranslate();
    restyle();
}

void RecordBytes::retranslate()
{
    setAccessibleName(tr("Bytes of the record, in clear and on the wire"));
    viewport()->update();
}

void RecordBytes::restyle()
{
    setMinimumWidth(px(2 * margin + between + 2 * (8 * narrowCell + half)));
    relayout();
}

void RecordBytes::setRecord(const Record &record)
{
    m_record = record;
    m_selection = {};
    m_linkedWire.clear();
    m_linkedClear.clear();
    m_cursor = m_anchor = 0;
    m_dragging = false;
    relayout();
    verticalScrollBar()->setValue(0);
}

void RecordBytes::clear()
{
    setRecord({});
}

void RecordBytes::setSelection(Range wire, std::vector<Range> linkedWire, std::vector<Range> linkedClear)
{
    m_selection = wire;
    m_linkedWire = std::move(linkedWire);
    m_linkedClear = std::move(linkedClear);
    const bool whole = wire.length == m_record.wire.size();
    if (!m_selecting && wire.length > 0 && !whole) {
        m_cursor = m_anchor = wire.offset;
        ensureVisible(wire.offset);
        announce(this, currentItem());
    } else if (!m_selecting && !m_linkedWire.empty() && wire.length == 0) {
        ensureVisible(m_linkedWire.front().offset);
    }
    viewport()->update();
}

// What is heard of it -----------------------------------------------------------------------------------------------

QString RecordBytes::itemText(int item) const
{
    const RecordPart &part = m_lines.parts[static_cast<std::size_t>(m_spoken[static_cast<std::size_t>(item)])];
    const QString place =
        tr("%1, from byte %2, %3").arg(toQString(part.name)).arg(part.wire.offset).arg(byteCountText(part.wire.length));
    const QString value = partText(m_record, part);
    return value.isEmpty() ? place : place + QStringLiteral(": ") + value;
}

QRect RecordBytes::itemRect(int item) const
{
    const Range wire = m_lines.parts[static_cast<std::size_t>(m_spoken[static_cast<std::size_t>(item)])].wire;
    return wireCell(wire.offset).united(wireCell(wire.end() - 1)).toAlignedRect();
}

int RecordBytes::currentItem() const
{
    const auto at = std::ranges::find_if(
        m_spoken, [this](int part) { return m_lines.parts[static_cast<std::size_t>(part)].wire.contains(m_cursor); });
    return at == m_spoken.end() ? -1 : static_cast<int>(at - m_spoken.begin());
}

void RecordBytes::activateItem(int item)
{
    moveCursor(m_lines.parts[static_cast<std::size_t>(m_spoken[static_cast<std::size_t>(item)])].wire.offset, false);
}

// Geometry ----------------------------------------------------------------------------------------------------------

int RecordBytes::px(int length) const
{
    return m_theme->px(length);
}

int RecordBytes::headHeight() const
{
    return px(head);
}

int RecordBytes::perRow() const
{
    return width() >= px(2 * margin + between + 2 * (16 * narrowCell + half)) ? 16 : 8;
}

qreal RecordBytes::cellWidth() const
{
    const int fixed = px(2 * margin + between + 2 * half);
    const int room = viewport()->width() - fixed;
    const int characters = px(12 + 8) + perRow() * px(characterWidth);
    // Closer together, where that leaves room for the characters.
    const bool both = room - characters >= 2 * perRow() * px(narrowCell);
    return std::clamp((both ? room - characters : room) / (2 * perRow()), px(narrowCell), px(usualCell));
}

qreal RecordBytes::paneWidth() const
{
    return perRow() * cellWidth() + px(half);
}

qreal RecordBytes::clearLeft() const
{
    return px(margin);
}

qreal RecordBytes::wireLeft() const
{
    return clearLeft() + paneWidth() + px(between);
}

std::optional<qreal> RecordBytes::charactersLeft() const
{
    const qreal left = wireLeft() + paneWidth() + px(12);
    return left + perRow() * px(characterWidth) + px(8) <= viewport()->width() ? std::optional(left) : std::nullopt;
}

qreal RecordBytes::columnLeft(qreal pane, int column) const
{
    return pane + column * cellWidth() + (column >= perRow() / 2 ? px(half) : 0);
}

void RecordBytes::relayout()
{
    m_lines = m_record.wire.empty() ? RecordLines() : RecordLines(m_record, static_cast<std::uint32_t>(perRow()));
    m_spoken.clear();
    for (std::size_t i = 0; i < m_lines.parts.size(); ++i)
        if (m_lines.parts[i].leaf && m_lines.parts[i].sent())
            m_spoken.push_back(static_cast<int>(i));
    m_places.clear();
    m_height = 0;
    for (const RecordLine &line : m_lines.lines) {
        const int caption = line.first ? px(captionHeight) : 0;
        m_places.push_back({m_height + caption, caption});
        m_height += caption + px(rowHeight);
    }
    updateScrollBar();
    viewport()->update();
}

void RecordBytes::updateScrollBar()
{
    verticalScrollBar()->setRange(0, std::max(0, m_height + headHeight() + px(8) - viewport()->height()));
    verticalScrollBar()->setPageStep(viewport()->height() - headHeight());
    verticalScrollBar()->setSingleStep(px(rowHeight));
}

int RecordBytes::top(std::size_t line) const
{
    return headHeight() + m_places[line].top - verticalScrollBar()->value();
}

QRectF RecordBytes::run(qreal pane, std::size_t line, Range within) const
{
    const qreal left = columnLeft(pane, static_cast<int>(within.offset));
    const qreal right = columnLeft(pane, static_cast<int>(within.end()) - 1) + cellWidth();
    return {left, static_cast<qreal>(top(line)), right - left, static_cast<qreal>(px(rowHeight))};
}

QRectF RecordBytes::wireCell(std::uint32_t wire) const
{
    const std::size_t line = m_lines.lineOf(wire);
    return line < m_places.size() ? run(wireLeft(), line, {wire - m_lines.lines[line].wire.offset, 1}) : QRectF();
}

QRectF RecordBytes::clearCell(std::uint32_t wire) const
{
    const std::size_t line = m_lines.lineOf(wire);
    if (line >= m_places.size() || m_lines.lines[line].clear.length == 0)
        return {};
    return run(clearLeft(), line, {wire - m_lines.lines[line].wire.offset, 1});
}

std::optional<std::uint32_t> RecordBytes::wireAt(QPointF at) const
{
    const bool inWire = at.x() >= wireLeft() - px(half);
    const qreal pane = inWire ? wireLeft() : clearLeft();
    int column = 0;
    while (column + 1 < perRow() && at.x() >= columnLeft(pane, column + 1))
        ++column;
    const int y = static_cast<int>(at.y()) - headHeight() + verticalScrollBar()->value();
    const auto after = std::upper_bound(m_places.begin(), m_places.end(), y,
                                        [](int value, const Place &place) { return value < place.top; });
    if (after == m_places.begin())
        return std::nullopt;
    const auto index = static_cast<std::size_t>(after - m_places.begin()) - 1;
    const RecordLine &line = m_lines.lines[index];
    const bool shown = inWire ? line.wire.length > 0 : line.clear.length > 0;
    const bool below = y >= m_places[index].top + px(rowHeight);
    const bool beside = at.x() > columnLeft(pane, perRow() - 1) + cellWidth();
    if (line.wire.length == 0 || ((!shown || below || beside) && !m_dragging))
        return std::nullopt;
    return line.wire.offset + std::min(static_cast<std::uint32_t>(column), line.wire.length - 1);
}

void RecordBytes::ensureVisible(std::uint32_t wire)
{
    const std::size_t line = m_lines.lineOf(wire);
    if (line >= m_places.size())
        return;
    const int above = m_places[line].top - m_places[line].caption;
    const int below = m_places[line].top + px(rowHeight);
    const int scrolled = verticalScrollBar()->value();
    const int room = viewport()->height() - headHeight();
    if (above < scrolled)
        verticalScrollBar()->setValue(above);
    else if (below > scrolled + room)
        verticalScrollBar()->setValue(std::min(above, below - room + px(rowHeight)));
}

// Input -------------------------------------------------------------------------------------------------------------

void RecordBytes::moveCursor(std::uint32_t to, bool extend)
{
    const QScopedValueRollback<bool> guard(m_selecting, true);
    const int before = currentItem();
    m_cursor = to;
    if (!extend)
        m_anchor = to;
    ensureVisible(to);
    setAccessibleDescription(tr("Byte %1 is %2").arg(to).arg(hexText(slice(m_record.wire, {to, 1}))));
    if (currentItem() != before)
        announce(this, currentItem());
    if (extend)
        Q_EMIT rangeSelected(
            {std::min(m_anchor, m_cursor), std::max(m_anchor, m_cursor) - std::min(m_anchor, m_cursor) + 1});
    else
        Q_EMIT byteActivated(to);
    viewport()->update();
}

/// The byte under or over the cursor that many rows away, as far as there are any.
std::uint32_t RecordBytes::besides(int rows) const
{
    std::vector<const RecordLine *> sent;
    std::size_t here = 0;
    for (const RecordLine &line : m_lines.lines) {
        if (line.wire.length == 0)
            continue;
        if (line.wire.contains(m_cursor))
            here = sent.size();
        sent.push_back(&line);
    }
    if (sent.empty())
        return m_cursor;
    const std::uint32_t column = m_cursor - sent[here]->wire.offset;
    const auto last = static_cast<qint64>(sent.size()) - 1;
    const Range to =
        sent[static_cast<std::size_t>(std::clamp<qint64>(static_cast<qint64>(here) + rows, 0, last))]->wire;
    return to.offset + std::min(column, to.length - 1);
}

void RecordBytes::keyPressEvent(QKeyEvent *event)
{
    const auto size = static_cast<qint64>(m_record.wire.size());
    const qint64 at = m_cursor;
    qint64 to = at;
    switch (event->key()) {
    case Qt::Key_Left:
        to = at - 1;
        break;
    case Qt::Key_Right:
        to = at + 1;
        break;
    case Qt::Key_Up:
        to = besides(-1);
        break;
    case Qt::Key_Down:
        to = besides(+1);
        break;
    case Qt::Key_Home:
        to = 0;
        break;
    case Qt::Key_End:
        to = size - 1;
        break;
    case Qt::Key_PageUp:
        to = besides(-8);
        break;
    case Qt::Key_PageDown:
        to = besides(+8);
        break;
    default:
        event->ignore();
        return;
    }
    if (event->modifiers() & Qt::AltModifier) {
        event->ignore(); // the window's history
        return;
    }
    if (to >= 0 && to < size)
        moveCursor(static_cast<std::uint32_t>(to), event->modifiers() & Qt::ShiftModifier);
}

void RecordBytes::mousePressEvent(QMouseEvent *event)
{
    if (event->button() != Qt::LeftButton) {
        event->ignore(); // the mouse's Back and Forward are the window's
        return;
    }
    if (const std::optional<std::uint32_t> wire = wireAt(event->position())) {
        m_dragging = true;
        m_cursor = *wire;
        if (!(event->modifiers() & Qt::ShiftModifier))
            m_anchor = *wire;
    }
}

void RecordBytes::mouseMoveEvent(QMouseEvent *event)
{
    if (!m_dragging)
        return;
    const std::optional<std::uint32_t> wire = wireAt(event->position());
    if (wire && *wire != m_cursor)
        moveCursor(*wire, true);
}

void RecordBytes::mouseReleaseEvent(QMouseEvent *event)
{
    if (event->button() != Qt::LeftButton || !m_dragging)
        return;
    m_dragging = false;
    moveCursor(m_cursor, m_cursor != m_anchor);
}

void RecordBytes::resizeEvent(QResizeEvent *event)
{
    QAbstractScrollArea::resizeEvent(event);
    relayout();
    if (m_selection.length > 0 && m_selection.length < m_record.wire.size())
        ensureVisible(m_selection.offset);
}

} // namespace hd::ui
