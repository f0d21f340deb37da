// SPDX-License-Identifier: GPL-3.0-or-later
#include "inspectors/negotiation/randomstrip.h"

#include "models/valuetext.h"
#include "session/linked.h"
#include "theme/theme.h"

#include <QAccessible>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>

namespace hd::ui {

static constexpr int cellHeight = 24;
static constexpr int underline = 24; ///< below each row: what its bytes are
static constexpr int splitGap = 8;
static constexpr int timeBytes = 4;

RandomStrip::RandomStrip(Session *session, Theme *theme, const HelloRandom &random, QWidget *parent)
    : QWidget(parent), m_session(session), m_theme(theme), m_random(random)
{
    const ByteView bytes = slice((*session->trace())[random.message].bytes, random.range);
    m_bytes.assign(bytes.begin(), bytes.end());
    installRandomStripAccessibility();
    setFocusPolicy(Qt::StrongFocus);
    setMouseTracking(true);
    setAccessibleName(tr("%1 of #%2").arg(toQString(random.path)).arg(random.message.index + 1));
    QSizePolicy policy(QSizePolicy::Expanding, QSizePolicy::Minimum);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
    connect(session, &Session::selectionChanged, this, QOverload<>::of(&QWidget::update));
    connect(session, &Session::hoverChanged, this, QOverload<>::of(&QWidget::update));
    connect(theme, &Theme::changed, this, [this] {
        updateGeometry();
        update();
    });
}

// Geometry ----------------------------------------------------------------------------------------------------------

int RandomStrip::cellWidth() const
{
    return QFontMetrics(m_theme->mono(Fonts::meta)).horizontalAdvance(QStringLiteral("ff")) + m_theme->px(5);
}

int RandomStrip::perRow(int width) const
{
    for (const int cells : {32, 16})
        if (cells * cellWidth() + m_theme->px(splitGap) <= width)
            return cells;
    return 8;
}

qreal RandomStrip::rowHeight() const
{
    return m_theme->px(cellHeight + underline);
}

QRectF RandomStrip::cell(int byte) const
{
    const int cells = perRow(width());
    const int row = byte / cells;
    const qreal apart = m_random.split && row == 0 && byte >= timeBytes ? m_theme->px(splitGap) : 0;
    return {byte % cells * cellWidth() + apart, row * rowHeight(), static_cast<qreal>(cellWidth()),
            static_cast<qreal>(m_theme->px(cellHeight))};
}

std::optional<int> RandomStrip::byteAt(QPointF position) const
{
    for (int byte = 0; byte < count(); ++byte)
        if (cell(byte).contains(position))
            return byte;
    return std::nullopt;
}

int RandomStrip::heightForWidth(int width) const
{
    const int cells = perRow(width);
    return qCeil((count() + cells - 1) / cells * rowHeight());
}

QSize RandomStrip::sizeHint() const
{
    const int width = 32 * cellWidth() + m_theme->px(splitGap);
    return {width, heightForWidth(width)};
}

QSize RandomStrip::minimumSizeHint() const
{
    return {8 * cellWidth() + m_theme->px(splitGap), qCeil(rowHeight())};
}

// What is marked ----------------------------------------------------------------------------------------------------

bool RandomStrip::isIn(const Selection &selection, int byte) const
{
    if (selection.message != m_random.message ||
        (selection.kind != Selection::Kind::Field && selection.kind != Selection::Kind::Bytes))
        return false;
    const std::uint32_t at = m_random.range.offset + static_cast<std::uint32_t>(byte);
    return selection.bytes.offset <= at && at < selection.bytes.end();
}

bool RandomStrip::isSelected(int byte) const
{
    return isIn(m_session->selection(), byte);
}

bool RandomStrip::isLinked(int byte) const
{
    for (const FieldRef &field : m_session->linked().fields) {
        const Field *at =
            field.message == m_random.message ? (*m_session->trace())[field.message].field(field.path) : nullptr;
        const std::uint32_t offset = m_random.range.offset + static_cast<std::uint32_t>(byte);
        if (at && at->range.offset <= offset && offset < at->range.end())
            return true;
    }
    return false;
}

QString RandomStrip::describe(int byte) const
{
    return tr("Byte %1 is %2").arg(byte).arg(hexText(ByteView(m_bytes).subspan(static_cast<std::size_t>(byte), 1)));
}

// Painting ----------------------------------------------------------------------------------------------------------

void RandomStrip::paintCells(QPainter &painter) const
{
    const Colors &colors = m_theme->colors();
    for (int byte = 0; byte < count(); ++byte) {
        const QRectF box = cell(byte);
        const bool selected = isSelected(byte);
        painter.fillRect(box.adjusted(0, 0, -1, 0), selected ? colors.selected
                                                    : isLinked(byte) || isIn(m_session->hovered(), byte)
                                                        ? colors.linked
                                                        : colors.sunken);
        painter.setPen(colors.text1);
        painter.setFont(m_theme->mono(Fonts::meta, selected ? QFont::DemiBold : QFont::Normal));
        painter.drawText(box.adjusted(0, 0, -1, 0), Qt::AlignCenter,
                         hexText(ByteView(m_bytes).subspan(static_cast<std::size_t>(byte), 1)));
        if (hasFocus() && byte == m_cursor) {
            painter.setPen(QPen(colors.accent, 2));
            painter.drawRect(box.adjusted(1, 1, -2, -1));
        }
    }
}

/// A bracket below the bytes of a run, in each row that it has a part in, and its name where there is room.
void RandomStrip::paintRun(QPainter &painter, int first, int last, const QString &label, bool boxed) const
{
    const Colors &colors = m_theme->colors();
    const int cells = perRow(width());
    bool named = false;
    for (int from = first; from <= last;) {
        const int to = std::min(last, (from / cells + 1) * cells - 1);
        const QRectF run = cell(from).united(cell(to)).adjusted(0.5, 0.5, -1.5, -0.5);
        if (boxed) {
            painter.setPen(QPen(colors.accent, 2));
            painter.drawRect(run);
        }
        const qreal y = run.bottom() + m_theme->px(3);
        painter.setPen(QPen(boxed ? colors.accent : colors.text3, 1));
        painter.drawPolyline(QPolygonF{{run.left(), y}, {run.left(), y + 3}, {run.right(), y + 3}, {run.right(), y}});
        painter.setFont(m_theme->ui(Fonts::caption));
        const int wide = painter.fontMetrics().horizontalAdvance(label);
        if (!named && (wide <= run.width() || to == last)) {
            const qreal left = std::clamp(run.center().x() - wide / 2.0, 0.0, std::max(0.0, width() - wide - 1.0));
            painter.setPen(colors.text2);
            painter.drawText(QRectF(left, y + 4, wide + 1, m_theme->px(16)), Qt::AlignLeft | Qt::AlignVCenter, label);
            named = true;
        }
        from = to + 1;
    }
}

void RandomStrip::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    paintCells(painter);
    const int last = count() - 1;
    const bool marked = m_random.mark != HelloRandom::Mark::None;
    const bool retry = m_random.mark == HelloRandom::Mark::Retry;
    if (m_random.split) {
        paintRun(painter, 0, timeBytes - 1, QStringLiteral("gmt_unix_time"), false);
        paintRun(painter, timeBytes, marked ? last - 8 : last, QStringLiteral("random_bytes"), false);
    } else if (!retry) {
        paintRun(painter, 0, marked ? last - 8 : last, tr("%1 opaque random bytes").arg(marked ? last - 7 : count()),
                 false);
    }
    if (retry)
        paintRun(painter, 0, last, QStringLiteral("SHA-256(\"HelloRetryRequest\")"), true);
    else if (marked)
        paintRun(painter, last - 7, last,
                 m_random.mark == HelloRandom::Mark::DowngradeFromTls13 ? QStringLiteral("\"DOWNGRD\" 01")
                                                                        : QStringLiteral("\"DOWNGRD\" 00"),
                 true);
}

// Input -------------------------------------------------------------------------------------------------------------

void RandomStrip::setCursorAt(int byte, bool extend)
{
    m_cursor = std::clamp(byte, 0, count() - 1);
    if (!extend)
        m_anchor = m_cursor;
    const auto [first, last] = std::minmax(m_cursor, m_anchor);
    const Range run{m_random.range.offset + static_cast<std::uint32_t>(first),
                    static_cast<std::uint32_t>(last - first + 1)};
    m_session->select(m_session->bytesSelection(m_random.message, run));
    if (QAccessible::isActive()) {
        QAccessibleEvent event(this, QAccessible::Focus);
        event.setChild(m_cursor);
        QAccessible::updateAccessibility(&event);
    }
    update();
}

void RandomStrip::keyPressEvent(QKeyEvent *event)
{
    const bool extend = event->modifiers() & Qt::ShiftModifier;
    switch (event->key()) {
    case Qt::Key_Left:
        return setCursorAt(m_cursor - 1, extend);
    case Qt::Key_Right:
        return setCursorAt(m_cursor + 1, extend);
    case Qt::Key_Up:
        return setCursorAt(m_cursor - perRow(width()), extend);
    case Qt::Key_Down:
        return setCursorAt(m_cursor + perRow(width()), extend);
    case Qt::Key_Home:
        return setCursorAt(0, extend);
    case Qt::Key_End:
        return setCursorAt(count() - 1, extend);
    case Qt::Key_Return:
    case Qt::Key_Enter:
        return m_session->select(m_session->fieldSelection(m_random.message, toQString(m_random.path)));
    default:
        QWidget::keyPressEvent(event);
    }
}

void RandomStrip::mousePressEvent(QMouseEvent *event)
{
    const std::optional<int> byte = byteAt(event->position());
    if (byte && event->button() == Qt::LeftButton)
        setCursorAt(*byte, event->modifiers() & Qt::ShiftModifier);
}

void RandomStrip::mouseMoveEvent(QMouseEvent *event)
{
    const std::optional<int> byte = byteAt(event->position());
    if (!byte)
        return m_session->hover({});
    if (event->buttons() & Qt::LeftButton) {
        if (*byte != m_cursor)
            setCursorAt(*byte, true);
        return;
    }
    m_session->hover(
        m_session->bytesSelection(m_random.message, {m_random.range.offset + static_cast<std::uint32_t>(*byte), 1}));
}

void RandomStrip::leaveEvent(QEvent *)
{
    m_session->hover({});
}

void RandomStrip::focusInEvent(QFocusEvent *event)
{
    QWidget::focusInEvent(event);
    update();
}

void RandomStrip::focusOutEvent(QFocusEvent *event)
{
    QWidget::focusOutEvent(event);
    update();
}

} // namespace hd::ui
