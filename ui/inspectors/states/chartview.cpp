// SPDX-License-Identifier: GPL-3.0-or-later
#include "inspectors/states/chartview.h"

#include "models/valuetext.h"
#include "session/linked.h"
#include "session/sessionnews.h"
#include "text/explanations.h"
#include "theme/focusring.h"

#include <QHelpEvent>
#include <QPainter>
#include <QScrollBar>
#include <QToolTip>

#include <cmath>

namespace hd::ui {

ChartView::ChartView(Session *session, Theme *theme, Explanations *texts, Side side, QWidget *parent)
    : QAbstractScrollArea(parent), m_session(session), m_theme(theme), m_texts(texts), m_side(side)
{
    PaintedItems::install();
    setFrameShape(QFrame::NoFrame);
    setFocusPolicy(Qt::StrongFocus);
    viewport()->setMouseTracking(true);
    auto *news = new SessionNews(session, this);
    connect(news, &SessionNews::traceChanged, this, &ChartView::adoptTrace);
    connect(news, &SessionNews::playheadChanged, this, &ChartView::adoptPlayhead);
    connect(news, &SessionNews::selectionChanged, this, &ChartView::adoptSelection);
    connect(texts, &Explanations::changed, this, &ChartView::rebuild);
    connect(theme, &Theme::changed, this, &ChartView::relayout);
    adoptTrace();
}

void ChartView::adoptTrace()
{
    m_current.reset();
    m_marks = {};
    m_states.reset();
    adoptPlayhead();
}

/// The machine that the party runs at the playhead is the one that is shown.
void ChartView::adoptPlayhead()
{
    const Trace &trace = *m_session->trace();
    const Family family = machineAt(trace, m_side, m_session->playhead());
    if (!m_states || m_states->chart().family != family) {
        m_states = std::make_unique<PartyStates>(trace, m_side, family);
        m_marks = {};
        m_current.reset();
        rebuild();
    }
    mark();
    if (m_marks.current)
        ensureVisible({false, *m_marks.current});
    Q_EMIT changed();
}

void ChartView::rebuild()
{
    m_geometry = std::make_unique<ChartGeometry>(*m_states, *m_texts);
    relayout();
}

void ChartView::mark()
{
    const ChartPosition now = position();
    const StateChart &chart = m_states->chart();
    m_marks.visited.clear();
    m_marks.taken.clear();
    m_marks.current.reset();
    if (!m_states->way().empty())
        m_marks.current = now.state;
    m_marks.failed = m_marks.current && chart.states[now.state] == "failed";
    for (const ChartStep &step : m_states->way()) {
        if (step.at > m_session->playhead() || step.family != chart.family)
            continue;
        m_marks.taken.insert(step.edge);
        m_marks.visited.insert({chart.edges[step.edge].from, chart.edges[step.edge].to});
    }
    m_marks.selectedStates.clear();
    m_marks.selectedEdges.clear();
    for (const std::uint32_t change : m_session->linked().states)
        for (const ChartStep &step : m_states->way())
            if (step.change == change && step.family == chart.family && step.at <= m_session->playhead()) {
                m_marks.selectedEdges.insert(step.edge);
                m_marks.selectedStates.insert(chart.edges[step.edge].to);
            }
    viewport()->update();
}

void ChartView::adoptSelection()
{
    const Selection &selection = m_session->selection();
    mark();
    const bool own = selection.kind == Selection::Kind::State &&
                     m_session->trace()->states[selection.index].by == m_side && !m_marks.selectedEdges.empty();
    // The text stays with what was picked here, as long as that is what is selected.
    const bool same =
        m_marks.shown && own &&
        (m_marks.shown->edge ? m_marks.selectedEdges : m_marks.selectedStates).contains(m_marks.shown->index);
    if (!same)
        m_marks.shown.reset();
    if (own && !same) {
        m_marks.shown = ChartItem{true, *m_marks.selectedEdges.begin()};
        m_current = m_marks.shown;
    }
    if (!m_marks.selectedStates.empty())
        ensureVisible({false, *m_marks.selectedStates.rbegin()});
    Q_EMIT changed();
}

void ChartView::pick(const ChartItem &item)
{
    m_current = item;
    m_marks.shown = item;
    const Playhead now = m_session->playhead();
    const std::optional<ChartStep> step =
        item.edge ? m_states->stepAlong(item.index, now) : m_states->stepInto(item.index, now);
    if (step && step->at <= now) {
        Selection selection;
        selection.kind = Selection::Kind::State;
        selection.index = step->change;
        m_session->select(selection);
    }
    mark();
    ensureVisible(item);
    Q_EMIT changed();
}

void ChartView::setCurrent(const ChartItem &item)
{
    m_current = item;
    ensureVisible(item);
    setAccessibleDescription(describe(item));
    viewport()->update();
    PaintedItems::announce(this, currentItem());
}

QString ChartView::describe(const ChartItem &item) const
{
    const StateChart &chart = m_states->chart();
    const auto label = [&](std::uint32_t state) { return m_texts->stateLabel(toQString(chart.states[state])); };
    if (!item.edge) {
        const QString name = label(item.index);
        return m_marks.current == item.index          ? tr("%1, current state").arg(name)
               : m_marks.visited.contains(item.index) ? tr("%1, has been passed").arg(name)
                                                      : tr("%1, not reached").arg(name);
    }
    const ChartEdge &edge = chart.edges[item.index];
    QStringList on;
    for (const std::string &text : m_states->labels(item.index))
        on << toQString(text);
    QString text = tr("From %1 to %2").arg(label(edge.from), label(edge.to));
    if (!on.isEmpty())
        text += QStringLiteral(", ") + tr("on %1").arg(on.join(QStringLiteral(", ")));
    return text + QStringLiteral(", ") + (m_marks.taken.contains(item.index) ? tr("taken") : tr("not taken"));
}

// Places ------------------------------------------------------------------------------------------------------------

void ChartView::relayout()
{
    const QSizeF size = m_geometry->size() * m_theme->zoom();
    const auto fit = [](QScrollBar *bar, qreal whole, int shown) {
        bar->setRange(0, std::max(0, static_cast<int>(std::ceil(whole)) - shown));
        bar->setPageStep(shown);
        bar->setSingleStep(24);
    };
    fit(horizontalScrollBar(), size.width(), viewport()->width());
    fit(verticalScrollBar(), size.height(), viewport()->height());
    viewport()->update();
}

QPointF ChartView::origin() const
{
    const qreal spare = viewport()->width() - m_geometry->size().width() * m_theme->zoom();
    return {spare > 0 ? std::floor(spare / 2) : -horizontalScrollBar()->value(),
            -static_cast<qreal>(verticalScrollBar()->value())};
}

QPointF ChartView::toChart(QPointF point) const
{
    return (point - origin()) / m_theme->zoom();
}

QRectF ChartView::viewportRect(const ChartItem &item) const
{
    const QRectF rect = m_geometry->rectOf(item);
    return {origin() + rect.topLeft() * m_theme->zoom(), rect.size() * m_theme->zoom()};
}

QRect ChartView::itemRect(int item) const
{
    return viewportRect(items()[static_cast<std::size_t>(item)]).toRect();
}

int ChartView::currentItem() const
{
    const auto at = m_current ? std::find(items().begin(), items().end(), *m_current) : items().end();
    return at == items().end() ? -1 : static_cast<int>(at - items().begin());
}

/// With some of what leads there and goes on from there.
void ChartView::ensureVisible(const ChartItem &item)
{
    const qreal around = 72 * m_theme->zoom();
    const QRectF wanted = viewportRect(item);
    const auto scroll = [&](QScrollBar *bar, qreal from, qreal to, int shown, qreal margin) {
        margin = std::clamp((shown - (to - from)) / 2, 0.0, margin);
        if (from - margin < 0)
            bar->setValue(static_cast<int>(bar->value() + from - margin));
        else if (to + margin > shown)
            bar->setValue(static_cast<int>(std::ceil(bar->value() + to + margin - shown)));
    };
    scroll(verticalScrollBar(), wanted.top(), wanted.bottom(), viewport()->height(), around);
    scroll(horizontalScrollBar(), wanted.left(), wanted.right(), viewport()->width(), 24);
}

// Events ------------------------------------------------------------------------------------------------------------

void ChartView::paintEvent(QPaintEvent *event)
{
    QPainter painter(viewport());
    painter.fillRect(event->rect(), m_theme->colors().base);
    painter.translate(origin());
    painter.scale(m_theme->zoom(), m_theme->zoom());
    ChartMarks marks = m_marks;
    if (hasFocus())
        marks.focused = m_current;
    ChartPainter(painter, *m_geometry, m_theme->colors(), marks).paint();
}

void ChartView::resizeEvent(QResizeEvent *event)
{
    QAbstractScrollArea::resizeEvent(event);
    relayout();
    if (m_marks.current)
        ensureVisible({false, *m_marks.current});
}

void ChartView::step(int direction)
{
    const int index = std::clamp(std::max(currentItem(), 0) + direction, 0, itemCount() - 1);
    setCurrent(items()[static_cast<std::size_t>(index)]);
}

void ChartView::keyPressEvent(QKeyEvent *event)
{
    if (items().empty() || (event->modifiers() & (Qt::AltModifier | Qt::ControlModifier | Qt::ShiftModifier))) {
        event->ignore();
        return;
    }
    switch (event->key()) {
    case Qt::Key_Up:
    case Qt::Key_Left:
        return step(-1);
    case Qt::Key_Down:
    case Qt::Key_Right:
        return step(1);
    case Qt::Key_Home:
        return setCurrent(items().front());
    case Qt::Key_End:
        return setCurrent(items().back());
    case Qt::Key_Return:
    case Qt::Key_Enter:
        return pick(m_current.value_or(items().front()));
    case Qt::Key_Escape:
        m_marks.shown.reset();
        mark();
        Q_EMIT changed();
        return;
    default:
        event->ignore();
    }
}

void ChartView::mousePressEvent(QMouseEvent *event)
{
    if (event->button() != Qt::LeftButton) {
        event->ignore();
        return;
    }
    if (const std::optional<ChartItem> item = m_geometry->itemAt(toChart(event->position())))
        pick(*item);
    else
        m_dragged = event->position().toPoint();
}

void ChartView::mouseMoveEvent(QMouseEvent *event)
{
    const QPoint at = event->position().toPoint();
    if (m_dragged) {
        horizontalScrollBar()->setValue(horizontalScrollBar()->value() - (at - *m_dragged).x());
        verticalScrollBar()->setValue(verticalScrollBar()->value() - (at - *m_dragged).y());
        m_dragged = at;
        viewport()->setCursor(Qt::ClosedHandCursor);
        return;
    }
    const std::optional<ChartItem> item = m_geometry->itemAt(toChart(at));
    viewport()->setCursor(item ? Qt::PointingHandCursor : Qt::OpenHandCursor);
    if (item != m_marks.hovered) {
        m_marks.hovered = item;
        viewport()->update();
    }
}

void ChartView::mouseReleaseEvent(QMouseEvent *)
{
    m_dragged.reset();
}

bool ChartView::viewportEvent(QEvent *event)
{
    if (event->type() == QEvent::Leave) {
        m_marks.hovered.reset();
        viewport()->update();
    } else if (event->type() == QEvent::ToolTip) {
        const auto *help = static_cast<QHelpEvent *>(event);
        const std::optional<ChartItem> item = m_geometry->itemAt(toChart(help->pos()));
        if (item)
            QToolTip::showText(help->globalPos(), describe(*item).toHtmlEscaped(), this);
        else
            QToolTip::hideText();
        return true;
    }
    return QAbstractScrollArea::viewportEvent(event);
}

void ChartView::focusInEvent(QFocusEvent *event)
{
    QAbstractScrollArea::focusInEvent(event);
    if (!m_current)
        m_current = ChartItem{false, m_marks.current.value_or(0)};
    viewport()->update();
}

void ChartView::focusOutEvent(QFocusEvent *event)
{
    QAbstractScrollArea::focusOutEvent(event);
    viewport()->update();
}

} // namespace hd::ui
