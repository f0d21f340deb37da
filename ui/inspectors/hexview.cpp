// SPDX-License-Identifier: GPL-3.0-or-later
#include "inspectors/hexview.h"

#include "models/valuetext.h"
#include "theme/theme.h"

#include <QApplication>
#include <QClipboard>
#include <QContextMenuEvent>
#include <QMenu>
#include <QMouseEvent>
#include <QPainter>
#include <QScopedValueRollback>
#include <QScrollBar>

#include <cmath>

namespace hd::ui {

static constexpr int margin = 16;
static constexpr int usualCell = 22;
static constexpr int narrowCell = 19; ///< with sixteen in a row, where room is short
static constexpr int halfGap = 4;
static constexpr int rowHeight = 20;
static constexpr int offsetWidth = 46;
static constexpr int textGap = 10;
static constexpr int characterWidth = 8;
static constexpr int textPadding = 4;

static bool anyContains(const std::vector<Range> &ranges, std::uint32_t offset)
{
    return std::any_of(ranges.begin(), ranges.end(), [offset](const Range &range) { return range.contains(offset); });
}

HexView::HexView(Theme *theme, QWidget *parent) : QAbstractScrollArea(parent), m_theme(theme)
{
    setFrameShape(QFrame::NoFrame);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setFocusPolicy(Qt::StrongFocus);
    viewport()->setMouseTracking(true);
    viewport()->setCursor(Qt::IBeamCursor);
    connect(theme, &Theme::changed, this, &HexView::restyle);
    install();
    restyle();
}

int HexView::px(int length) const
{
    return m_theme->px(length);
}

int HexView::narrowWidth(int perRow) const
{
    return px(margin + offsetWidth + halfGap + margin) + perRow * px(usualCell);
}

/// Rows of eight bytes fit at 1x; where everything is larger, of four.
void HexView::restyle()
{
    setMinimumWidth(std::min(narrowWidth(8), std::max(narrowWidth(4), 258)));
    updateScrollBar();
    viewport()->update();
}

void HexView::setContent(ByteView bytes, std::vector<Range> stripes, std::vector<Range> foreign)
{
    m_bytes.assign(bytes.begin(), bytes.end());
    m_parts.clear();
    m_stripes = std::move(stripes);
    m_foreign = std::move(foreign);
    m_selection.clear();
    m_hovered.clear();
    m_cursor = m_anchor = 0;
    m_dragging = false;
    updateScrollBar();
    verticalScrollBar()->setValue(0);
    viewport()->update();
}

void HexView::setSelection(std::vector<Range> selection)
{
    m_selection = std::move(selection);
    if (!m_selecting && !m_selection.empty()) {
        m_cursor = m_anchor = m_selection.front().offset;
        ensureVisible(m_selection.front());
        announce(this, currentItem());
    }
    viewport()->update();
}

void HexView::setHovered(std::vector<Range> hovered)
{
    m_hovered = std::move(hovered);
    viewport()->update();
}

// Geometry ----------------------------------------------------------------------------------------------------------

/// Of a row of sixteen bytes, without their cells.
static constexpr int wideFixed =
    margin + offsetWidth + halfGap + textGap + 16 * characterWidth + 2 * textPadding + margin;

int HexView::wideWidth() const
{
    return px(wideFixed) + 16 * px(narrowCell);
}

int HexView::bytesPerRow() const
{
    return width() >= wideWidth() ? 16 : width() >= narrowWidth(8) ? 8 : 4;
}

int HexView::cellWidth() const
{
    return bytesPerRow() < 16 ? px(usualCell) : std::min((width() - px(wideFixed)) / 16, px(usualCell));
}

int HexView::rowCount() const
{
    return (static_cast<int>(m_bytes.size()) + bytesPerRow() - 1) / bytesPerRow();
}

int HexView::cellsLeft() const
{
    return px(margin) + px(offsetWidth);
}

qreal HexView::columnLeft(int column) const
{
    return cellsLeft() + column * cellWidth() + (column >= bytesPerRow() / 2 ? px(halfGap) : 0);
}

qreal HexView::textLeft() const
{
    return columnLeft(bytesPerRow()) + px(textGap) + px(textPadding);
}

qreal HexView::rowTop(int row) const
{
    return row * px(rowHeight) - verticalScrollBar()->value();
}

QRectF HexView::cell(std::uint32_t offset) const
{
    const int row = static_cast<int>(offset) / bytesPerRow();
    return {columnLeft(static_cast<int>(offset) % bytesPerRow()), rowTop(row), static_cast<qreal>(cellWidth()),
            static_cast<qreal>(px(rowHeight))};
}

std::optional<std::uint32_t> HexView::offsetAt(QPointF position) const
{
    const int row = static_cast<int>(std::floor((position.y() + verticalScrollBar()->value()) / px(rowHeight)));
    const qreal x = position.x();
    int column = 0;
    if (x >= textLeft() && x < textLeft() + bytesPerRow() * px(characterWidth)) {
        column = static_cast<int>((x - textLeft()) / px(characterWidth));
    } else {
        while (column + 1 < bytesPerRow() && x >= columnLeft(column + 1))
            ++column;
        if (!m_dragging && (x < cellsLeft() || x >= columnLeft(bytesPerRow() - 1) + cellWidth()))
            return std::nullopt;
    }
    const qint64 offset = static_cast<qint64>(row) * bytesPerRow() + column;
    if (m_dragging && !m_bytes.empty())
        return static_cast<std::uint32_t>(std::clamp<qint64>(offset, 0, static_cast<qint64>(m_bytes.size()) - 1));
    if (offset < 0 || offset >= static_cast<qint64>(m_bytes.size()))
        return std::nullopt;
    return static_cast<std::uint32_t>(offset);
}

/// The shapes around a range: one, or two where it ends in the next row before the column where it began.
std::vector<QPolygonF> HexView::outlines(Range range) const
{
    const int perRow = bytesPerRow();
    const int first = static_cast<int>(range.offset) / perRow;
    const int last = static_cast<int>(range.end() - 1) / perRow;
    const int from = static_cast<int>(range.offset) % perRow;
    const int to = static_cast<int>(range.end() - 1) % perRow;
    const auto right = [this](int column) { return columnLeft(column) + cellWidth(); };
    const auto box = [&](int row, int left, int end) {
        return QPolygonF(QRectF(QPointF(columnLeft(left), rowTop(row)), QPointF(right(end), rowTop(row + 1))));
    };
    if (first == last)
        return {box(first, from, to)};
    if (last == first + 1 && to < from)
        return {box(first, from, perRow - 1), box(last, 0, to)};
    QPolygonF shape;
    shape << QPointF(columnLeft(from), rowTop(first)) << QPointF(right(perRow - 1), rowTop(first))
          << QPointF(right(perRow - 1), rowTop(last)) << QPointF(right(to), rowTop(last))
          << QPointF(right(to), rowTop(last + 1)) << QPointF(columnLeft(0), rowTop(last + 1))
          << QPointF(columnLeft(0), rowTop(first + 1)) << QPointF(columnLeft(from), rowTop(first + 1));
    return {shape};
}

// Painting ----------------------------------------------------------------------------------------------------------

void HexView::paintTints(QPainter &painter, const std::vector<Range> &ranges, const QColor &color) const
{
    const int perRow = bytesPerRow();
    for (const Range &range : ranges) {
        if (range.length == 0)
            continue;
        for (const QPolygonF &shape : outlines(range)) {
            painter.setPen(Qt::NoPen);
            painter.setBrush(color);
            painter.drawPolygon(shape);
        }
        const int visible = verticalScrollBar()->value() / px(rowHeight);
        const int first = std::max(static_cast<int>(range.offset) / perRow, visible);
        const int last =
            std::min(static_cast<int>(range.end() - 1) / perRow, visible + viewport()->height() / px(rowHeight) + 1);
        for (int row = first; row <= last; ++row) {
            const int begin = std::max(static_cast<int>(range.offset) - row * perRow, 0);
            const int end = std::min(static_cast<int>(range.end()) - row * perRow, perRow);
            const int before = begin == 0 ? px(textPadding) : 0; // never over a neighbour that is not meant
            const int after = end == perRow ? px(textPadding) : 0;
            painter.fillRect(QRectF(textLeft() + begin * px(characterWidth) - before, rowTop(row),
                                    (end - begin) * px(characterWidth) + before + after, px(rowHeight)),
                             color);
        }
    }
}

void HexView::paintRow(QPainter &painter, int row) const
{
    const Colors &colors = m_theme->colors();
    const int perRow = bytesPerRow();
    const auto first = static_cast<std::uint32_t>(row * perRow);
    painter.setPen(colors.text3);
    painter.drawText(QRectF(px(margin), rowTop(row), px(offsetWidth), px(rowHeight)), Qt::AlignVCenter | Qt::AlignLeft,
                     QStringLiteral("%1").arg(first, 4, 16, QLatin1Char('0')));
    for (int column = 0; column < perRow; ++column) {
        const std::uint32_t offset = first + static_cast<std::uint32_t>(column);
        if (offset >= m_bytes.size())
            return;
        const std::uint8_t byte = m_bytes[offset];
        const bool strong = anyContains(m_selection, offset) || anyContains(m_stripes, offset);
        const bool weak = anyContains(m_foreign, offset);
        painter.setPen(weak ? colors.absent : strong ? colors.text1 : colors.text2);
        painter.drawText(cell(offset), Qt::AlignCenter, QStringLiteral("%1").arg(byte, 2, 16, QLatin1Char('0')));
        painter.setPen(weak ? colors.absent : colors.text2);
        const bool printable = byte > 0x20 && byte < 0x7f;
        painter.drawText(
            QRectF(textLeft() + column * px(characterWidth), rowTop(row), px(characterWidth), px(rowHeight)),
            Qt::AlignCenter, printable ? QString(QLatin1Char(static_cast<char>(byte))) : QStringLiteral("·"));
    }
}

void HexView::paintOutlines(QPainter &painter) const
{
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(m_theme->colors().accent, 1.5, Qt::SolidLine, Qt::SquareCap, Qt::MiterJoin));
    for (const Range &range : m_selection)
        if (range.length > 0)
            for (const QPolygonF &shape : outlines(range))
                painter.drawPolygon(shape.translated(0.25, 0.25));
    if (hasFocus() && m_cursor < m_bytes.size()) {
        painter.setPen(QPen(m_theme->colors().accent, 2));
        painter.setRenderHint(QPainter::Antialiasing);
        painter.drawRoundedRect(cell(m_cursor).adjusted(1, 1, -1, -1), 3, 3);
    }
}

void HexView::paintEvent(QPaintEvent *event)
{
    QPainter painter(viewport());
    painter.fillRect(event->rect(), m_theme->colors().base);
    if (m_bytes.empty())
        return;
    painter.setFont(m_theme->mono(Fonts::meta));
    paintTints(painter, m_hovered, m_theme->colors().linked);
    paintTints(painter, m_selection, m_theme->colors().selected);
    const int scrolled = verticalScrollBar()->value();
    const int first = (scrolled + event->rect().top()) / px(rowHeight);
    const int last = std::min((scrolled + event->rect().bottom()) / px(rowHeight), rowCount() - 1);
    for (int row = first; row <= last; ++row)
        paintRow(painter, row);
    paintOutlines(painter);
}

// Input -------------------------------------------------------------------------------------------------------------

void HexView::resizeEvent(QResizeEvent *event)
{
    QAbstractScrollArea::resizeEvent(event);
    updateScrollBar();
    if (!m_selection.empty())
        ensureVisible(m_selection.front());
}

void HexView::updateScrollBar()
{
    verticalScrollBar()->setRange(0, std::max(0, rowCount() * px(rowHeight) + 8 - viewport()->height()));
    verticalScrollBar()->setPageStep(viewport()->height());
    verticalScrollBar()->setSingleStep(px(rowHeight));
}

void HexView::ensureVisible(Range range)
{
    const int top = static_cast<int>(range.offset) / bytesPerRow() * px(rowHeight);
    const int bottom =
        (static_cast<int>(range.offset + std::max(range.length, 1u) - 1) / bytesPerRow() + 1) * px(rowHeight);
    const int scrolled = verticalScrollBar()->value();
    if (top < scrolled || bottom > scrolled + viewport()->height())
        verticalScrollBar()->setValue(top - 2 * px(rowHeight)); // two rows of what comes before
}

void HexView::moveCursor(std::uint32_t to, bool extend)
{
    const QScopedValueRollback<bool> guard(m_selecting, true);
    const int before = currentItem();
    m_cursor = to;
    if (!extend)
        m_anchor = to;
    const QRectF at = cell(to);
    if (at.top() < 0 || at.bottom() > viewport()->height())
        verticalScrollBar()->setValue(static_cast<int>(verticalScrollBar()->value() +
                                                       (at.top() < 0 ? at.top() : at.bottom() - viewport()->height())));
    setAccessibleDescription(tr("Byte %1 is %2").arg(to).arg(hexText(slice(m_bytes, {to, 1}))));
    if (currentItem() != before)
        announce(this, currentItem());
    if (extend)
        Q_EMIT rangeSelected(
            {std::min(m_anchor, m_cursor), std::max(m_anchor, m_cursor) - std::min(m_anchor, m_cursor) + 1});
    else
        Q_EMIT byteActivated(to);
    viewport()->update();
}

std::optional<qint64> HexView::keyTarget(int key, Qt::KeyboardModifiers modifiers) const
{
    const qint64 at = m_cursor;
    const int perRow = bytesPerRow();
    const int page = std::max(1, viewport()->height() / px(rowHeight) - 1) * perRow;
    const bool whole = modifiers & Qt::ControlModifier;
    switch (key) {
    case Qt::Key_Left:
        return at - 1;
    case Qt::Key_Right:
        return at + 1;
    case Qt::Key_Up:
        return at - perRow;
    case Qt::Key_Down:
        return at + perRow;
    case Qt::Key_PageUp:
        return std::max<qint64>(at - page, at % perRow);
    case Qt::Key_PageDown:
        return std::min<qint64>(at + page, static_cast<qint64>(m_bytes.size()) - 1);
    case Qt::Key_Home:
        return whole ? 0 : at - at % perRow;
    case Qt::Key_End:
        return whole ? static_cast<qint64>(m_bytes.size()) - 1
                     : std::min<qint64>(at - at % perRow + perRow, static_cast<qint64>(m_bytes.size())) - 1;
    default:
        return std::nullopt;
    }
}

void HexView::keyPressEvent(QKeyEvent *event)
{
    if (event->matches(QKeySequence::Copy)) {
        copyAsHex();
        return;
    }
    const std::optional<qint64> target = keyTarget(event->key(), event->modifiers());
    if (!target || (event->modifiers() & Qt::AltModifier)) {
        event->ignore(); // Alt and an arrow is the window's history
        return;
    }
    if (*target >= 0 && *target < static_cast<qint64>(m_bytes.size()))
        moveCursor(static_cast<std::uint32_t>(*target), event->modifiers() & Qt::ShiftModifier);
}

void HexView::mousePressEvent(QMouseEvent *event)
{
    if (event->button() != Qt::LeftButton) {
        event->ignore(); // the mouse's Back and Forward are the window's
        return;
    }
    if (const std::optional<std::uint32_t> offset = offsetAt(event->position())) {
        m_dragging = true;
        m_cursor = *offset;
        if (!(event->modifiers() & Qt::ShiftModifier))
            m_anchor = *offset;
    }
}

void HexView::mouseMoveEvent(QMouseEvent *event)
{
    const std::optional<std::uint32_t> offset = offsetAt(event->position());
    if (!m_dragging)
        Q_EMIT byteHovered(offset);
    else if (offset && *offset != m_cursor)
        moveCursor(*offset, true);
}

void HexView::mouseReleaseEvent(QMouseEvent *event)
{
    if (event->button() != Qt::LeftButton || !m_dragging)
        return;
    m_dragging = false;
    moveCursor(m_cursor, m_cursor != m_anchor);
}

bool HexView::viewportEvent(QEvent *event)
{
    if (event->type() == QEvent::Leave)
        Q_EMIT byteHovered(std::nullopt);
    return QAbstractScrollArea::viewportEvent(event);
}

void HexView::contextMenuEvent(QContextMenuEvent *event)
{
    QMenu menu(this);
    QAction *copy = menu.addAction(tr("Copy as Hex"), this, &HexView::copyAsHex);
    copy->setShortcut(QKeySequence::Copy);
    copy->setEnabled(!m_selection.empty());
    menu.exec(event->globalPos());
}

void HexView::copyAsHex() const
{
    QString hex;
    for (const Range &range : m_selection)
        hex += toQString(toHex(slice(m_bytes, range)));
    if (!hex.isEmpty())
        QApplication::clipboard()->setText(hex);
}

void HexView::focusInEvent(QFocusEvent *event)
{
    QAbstractScrollArea::focusInEvent(event);
    viewport()->update();
}

void HexView::focusOutEvent(QFocusEvent *event)
{
    QAbstractScrollArea::focusOutEvent(event);
    viewport()->update();
}

} // namespace hd::ui
