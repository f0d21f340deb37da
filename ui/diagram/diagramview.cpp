// SPDX-License-Identifier: GPL-3.0-or-later
#include "diagram/diagramview.h"

#include "diagram/diagramaccessible.h"
#include "diagram/marks.h"
#include "diagram/measures.h"
#include "text/explanations.h"
#include "theme/theme.h"

#include <QHelpEvent>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QScrollBar>
#include <QToolTip>

#include <algorithm>
#include <cmath>

namespace hd::ui {

// In ms at 1x.
static constexpr int labelTime = 120;
static constexpr int packetTime = 450;
static constexpr int pulseTime = 200;

static constexpr qreal rowReach = 8; ///< of focus ring and pulse beyond a row

DiagramView::DiagramView(Session *session, Theme *theme, Explanations *explanations, QWidget *parent)
    : QAbstractScrollArea(parent), m_session(session), m_theme(theme), m_explanations(explanations)
{
    AccessibleDiagram::install();
    setFrameShape(QFrame::NoFrame);
    setFocusPolicy(Qt::StrongFocus);
    viewport()->setMouseTracking(true);
    viewport()->setAttribute(Qt::WA_OpaquePaintEvent);
    m_clock.setStartValue(0);
    m_clock.setEndValue(packetTime + pulseTime);
    connect(&m_clock, &QVariantAnimation::valueChanged, this,
            [this](const QVariant &ms) { advanceMotion(ms.toInt()); });
    connect(&m_clock, &QVariantAnimation::finished, this, &DiagramView::finishAnimation);
    connect(session, &Session::traceChanged, this, &DiagramView::onTraceChanged);
    connect(session, &Session::playheadChanged, this, &DiagramView::onPlayheadChanged);
    connect(session, &Session::selectionChanged, this, [this] {
        updateMarks();
        if (const std::optional<std::size_t> row = currentRow())
            ensureVisible(*row);
    });
    connect(session, &Session::hoverChanged, this, &DiagramView::updateMarks);
    connect(theme, &Theme::changed, this, &DiagramView::relayout);
    connect(explanations, &Explanations::changed, this, &DiagramView::retranslate);
    retranslate();
    updateMarks();
}

DiagramView::~DiagramView() = default;

void DiagramView::retranslate()
{
    m_words = diagramWords();
    m_words.state = [this](const QString &name) { return m_explanations->stateLabel(name); };
    m_words.reason = [this](const QString &key) { return m_explanations->reason(key); };
    setAccessibleName(m_words.diagramTitle);
    relayout();
}

void DiagramView::setReducedMotion(bool reduced)
{
    m_reducedMotion = reduced;
    if (reduced)
        finishAnimation();
}

void DiagramView::setSpeed(double speed)
{
    m_speed = std::max(speed, 0.01);
}

void DiagramView::setOmissionsShown(bool shown)
{
    m_omissionsShown = shown;
    relayout();
}

QSize DiagramView::sizeHint() const
{
    return {600, 636};
}

QSize DiagramView::minimumSizeHint() const
{
    return {360, 240};
}

void DiagramView::relayout()
{
    finishAnimation();
    layOut(m_session->playhead());
}

/// In px at 1x: before an audience, the theme shows no text smaller than the last row can read.
static int leastText(const Theme &theme)
{
    return static_cast<int>(std::ceil(theme.ui(1).pixelSize() / theme.zoom()));
}

void DiagramView::layOut(Playhead playhead)
{
    LayoutOptions options;
    options.width = std::floor(viewport()->width() / zoom());
    options.height = std::floor(viewport()->height() / zoom());
    options.playhead = playhead;
    options.omissions = m_omissionsShown;
    options.leastText = leastText(*m_theme);
    options.words = m_words;
    m_layout = hd::ui::layout(*m_session->trace(), options);
    const qreal shown = viewport()->height() - m_layout.legendHeight * zoom();
    const QSizeF whole = m_layout.size * zoom();
    verticalScrollBar()->setSingleStep(m_theme->px(36));
    verticalScrollBar()->setPageStep(static_cast<int>(shown));
    verticalScrollBar()->setRange(0, std::max(0, static_cast<int>(std::ceil(whole.height() - shown - 0.01))));
    horizontalScrollBar()->setPageStep(viewport()->width());
    horizontalScrollBar()->setRange(0, static_cast<int>(std::ceil(whole.width() - 0.01)) - viewport()->width());
    viewport()->update();
}

void DiagramView::onTraceChanged()
{
    if (m_session->grownFrom())
        return growTrace();
    m_clock.stop();
    m_marks = {};
    relayout();
    verticalScrollBar()->setValue(0);
    updateMarks();
    if (QAccessible::isActive()) {
        QAccessibleEvent reordered(this, QAccessible::ObjectReorder);
        QAccessible::updateAccessibility(&reordered);
    }
}

/// Rows have been added, and may have moved. What is crossing goes on to cross; the picture stays where it is scrolled.
void DiagramView::growTrace()
{
    const std::optional<Motion> motion = std::exchange(m_marks.motion, std::nullopt);
    const Playhead shown = motion ? m_layout.playhead : m_session->playhead();
    layOut(shown);
    m_marks.motion = motion;
    updateMarks();
    if (QAccessible::isActive()) {
        QAccessibleEvent reordered(this, QAccessible::ObjectReorder);
        QAccessible::updateAccessibility(&reordered);
    }
}

// Motion

void DiagramView::onPlayheadChanged(Playhead from, Playhead to)
{
    finishAnimation();
    const EventIndex &events = m_session->events();
    const std::uint32_t before = events.messagesSent(from);
    const bool oneMore = to > from && events.messagesSent(to) == before + 1;
    if (!oneMore || m_reducedMotion || !isVisible()) {
        showPlayhead(to);
        return;
    }
    m_landing = to;
    startMotion(MessageId{before});
}

/// Everything that differs lies between the two places of the playhead, but for names of flights and badges.
void DiagramView::showPlayhead(Playhead at)
{
    updateBadges();
    const std::vector<FlightBracket> flights = m_layout.flights;
    const qreal before = m_layout.presentY;
    movePlayhead(m_layout, *m_session->trace(), at, m_words);
    updateBand(std::min(before, m_layout.presentY) - rowAbove - rowReach,
               std::max(before, m_layout.presentY) + rowBelow + rowReach);
    for (std::size_t i = 0; i < flights.size(); ++i)
        if (flights[i].past != m_layout.flights[i].past)
            updateBand(flights[i].top - 4, flights[i].bottom + 4);
    updateBadges();
}

void DiagramView::startMotion(MessageId message)
{
    m_marks.motion = Motion{message, 0, 0, 0};
    if (const Row *row = m_layout.rowOf(message))
        ensureVisible(static_cast<std::size_t>(row - m_layout.rows.data()));
    m_clock.setDuration(std::max(1, static_cast<int>((packetTime + pulseTime) / m_speed)));
    m_clock.start();
}

void DiagramView::advanceMotion(int ms)
{
    if (!m_marks.motion)
        return;
    Motion &motion = *m_marks.motion;
    static const QEasingCurve travel(QEasingCurve::InOutCubic);
    motion.label = std::min(1.0, ms / qreal(labelTime));
    motion.packet = travel.valueForProgress(std::min(1.0, ms / qreal(packetTime)));
    motion.pulse = std::clamp((ms - packetTime) / qreal(pulseTime), 0.0, 1.0);
    // The receiver's state, and with it the playhead, changes when the message has arrived.
    if (ms >= packetTime && m_layout.playhead != m_landing)
        showPlayhead(m_landing);
    if (const Row *row = m_layout.rowOf(motion.message))
        updateRow(static_cast<std::size_t>(row - m_layout.rows.data()));
}

void DiagramView::finishAnimation()
{
    if (!m_marks.motion)
        return;
    const MessageId message = m_marks.motion->message;
    m_marks.motion.reset();
    m_clock.stop();
    if (m_layout.playhead != m_landing)
        showPlayhead(m_landing);
    if (const Row *row = m_layout.rowOf(message))
        updateRow(static_cast<std::size_t>(row - m_layout.rows.data()));
    Q_EMIT animationFinished();
}

// Marks and what they change

void DiagramView::updateMarks()
{
    DiagramMarks marks = marksFor(*m_session);
    marks.motion = m_marks.motion;
    if (showsFocus()) {
        if (m_session->selection().kind == Selection::Kind::Omission)
            marks.focusedOmission = marks.selectedOmission;
        else
            marks.focused = m_session->selection().message;
    }
    for (const std::size_t row : changedRows(m_layout, m_marks, marks))
        updateRow(row);
    const auto ringAroundAll = [](const DiagramMarks &at) { return !at.focused && !at.focusedOmission; };
    if (marks.selectedState != m_marks.selectedState || marks.selectedRecord != m_marks.selectedRecord ||
        ringAroundAll(marks) != ringAroundAll(m_marks))
        viewport()->update();
    const bool moved = marks.selected != m_marks.selected || marks.selectedOmission != m_marks.selectedOmission ||
                       marks.focused != m_marks.focused || marks.focusedOmission != m_marks.focusedOmission;
    m_marks = std::move(marks);
    if (moved)
        announceCurrent();
}

void DiagramView::announceCurrent()
{
    const std::optional<std::size_t> row = currentRow();
    if (!row || !hasFocus() || !QAccessible::isActive())
        return;
    QAccessibleInterface *self = QAccessible::queryAccessibleInterface(this);
    if (QAccessibleInterface *child = self ? self->child(static_cast<int>(*row)) : nullptr) {
        QAccessibleEvent focused(child, QAccessible::Focus);
        QAccessible::updateAccessibility(&focused);
    }
}

void DiagramView::updateRow(std::size_t row)
{
    const QRectF &area = m_layout.rows[row].area;
    updateBand(area.top() - rowReach, area.bottom() + rowReach);
}

void DiagramView::updateBand(qreal top, qreal bottom)
{
    const QRectF band(0, top, m_layout.size.width(), bottom - top);
    viewport()->update(toViewport(band).toAlignedRect());
}

void DiagramView::updateBadges()
{
    for (const StateBadge &badge : m_layout.badges)
        updateBand(badge.rect.top() - 1, badge.rect.bottom() + 1);
}

void DiagramView::ensureVisible(std::size_t row)
{
    const bool last = row + 1 == m_layout.rows.size(); // the badges of the end belong to it
    const qreal below = last ? m_layout.size.height() - m_layout.rows[row].area.bottom() : rowReach + 20;
    const QRectF area = m_layout.rows[row].area.adjusted(0, -rowReach, 0, below);
    const int top = static_cast<int>((area.top() - m_layout.headsArea().height()) * zoom());
    const int bottom = static_cast<int>(std::ceil(area.bottom() * zoom())) - verticalScrollBar()->pageStep();
    if (verticalScrollBar()->value() > top)
        verticalScrollBar()->setValue(top);
    else if (verticalScrollBar()->value() < bottom)
        verticalScrollBar()->setValue(bottom);
}

// Rows, for keys and assistive technology

QString DiagramView::rowText(std::size_t row) const
{
    const Row &at = m_layout.rows[row];
    const Trace &trace = *m_session->trace();
    return at.kind == Row::Kind::Omission ? describe(trace.omissions[at.index], m_words)
                                          : describe(trace, {at.index}, at.past, m_words);
}

QRect DiagramView::rowRect(std::size_t row) const
{
    return toViewport(m_layout.rows[row].area).toAlignedRect();
}

std::optional<std::size_t> DiagramView::rowAt(QPoint at) const
{
    const Row *row = m_layout.rowAt(toLayout(at));
    return row ? std::optional(static_cast<std::size_t>(row - m_layout.rows.data())) : std::nullopt;
}

std::optional<std::size_t> DiagramView::currentRow() const
{
    const Selection &selection = m_session->selection();
    const Row *row = nullptr;
    if (selection.kind == Selection::Kind::Omission)
        row = m_layout.rowOfOmission(selection.index);
    else if (selection.message)
        row = m_layout.rowOf(*selection.message);
    return row ? std::optional(static_cast<std::size_t>(row - m_layout.rows.data())) : std::nullopt;
}

void DiagramView::selectRow(std::size_t row)
{
    m_session->select(selectionOf(m_layout.rows[row]));
}

void DiagramView::moveSelection(int direction)
{
    if (m_layout.rows.empty())
        return;
    const std::size_t last = m_layout.rows.size() - 1;
    const std::optional<std::size_t> row = currentRow();
    if (!row)
        selectRow(direction > 0 ? 0 : last);
    else if (direction > 0 ? *row < last : *row > 0)
        selectRow(direction > 0 ? *row + 1 : *row - 1);
}

// Positions

qreal DiagramView::zoom() const
{
    return m_theme->zoom();
}

QRectF DiagramView::toViewport(const QRectF &layout) const
{
    return QRectF(layout.topLeft() * zoom() + contentOffset(), layout.size() * zoom());
}

QRectF DiagramView::toLayout(const QRectF &viewport) const
{
    return QRectF((viewport.topLeft() - contentOffset()) / zoom(), viewport.size() / zoom());
}

QPointF DiagramView::contentOffset() const
{
    return {-static_cast<qreal>(horizontalScrollBar()->value()), -static_cast<qreal>(verticalScrollBar()->value())};
}

QPointF DiagramView::toLayout(QPoint viewportPosition) const
{
    return (QPointF(viewportPosition) - contentOffset()) / zoom();
}

} // namespace hd::ui
