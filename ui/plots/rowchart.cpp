// SPDX-License-Identifier: GPL-3.0-or-later
#include "plots/rowchart.h"

#include "plots/plotstyle.h"
#include "theme/theme.h"

#include <QHBoxLayout>
#include <QScrollBar>

#include <cmath>

namespace hd::ui {

static constexpr int highestRow = 44;      // px at 1x
static constexpr double everything = 1e18; // wider than any axis

RowChart::RowChart(Theme *theme, QWidget *parent)
    : Chart(parent), m_theme(theme), m_plot(new QCustomPlot(this)), m_scroll(new QScrollBar(Qt::Vertical, this))
{
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_plot, 1);
    layout->addWidget(m_scroll);
    setFocusPolicy(Qt::StrongFocus);
    m_plot->setFocusPolicy(Qt::NoFocus);
    m_scroll->setFocusPolicy(Qt::NoFocus);
    m_plot->installEventFilter(this);
    m_plot->yAxis->setRangeReversed(true);
    m_plot->yAxis->setTickLength(0);
    m_currentBack = addMarks();
    m_currentEdge = addMarks();
    m_texts = new RowTexts(m_plot->yAxis, m_plot->xAxis);
    m_texts->removeFromLegend();
    m_plot->legend->setVisible(true);
    m_plot->plotLayout()->addElement(1, 0, m_plot->legend);
    m_plot->legend->setFillOrder(QCPLegend::foColumnsFirst);
    m_plot->plotLayout()->setRowStretchFactor(1, 0.001);
    m_plot->plotLayout()->setRowSpacing(0);
    m_plot->legend->setMargins(QMargins(8, 2, 8, 2));
    connect(m_plot, &QCustomPlot::afterLayout, this, &RowChart::fitRows);
    connect(theme, &Theme::changed, this, &RowChart::restyle);
    connect(m_scroll, &QScrollBar::valueChanged, this, [this](int) { redraw(); });
    connect(m_plot, &QCustomPlot::mousePress, this, [this](QMouseEvent *event) {
        setFocus(Qt::MouseFocusReason);
        if (m_plot->axisRect()->rect().bottom() >= event->position().y())
            pickAt(m_plot->yAxis->pixelToCoord(event->position().y()));
    });
}

SpanBars *RowChart::addBars(Hatch hatch, bool named)
{
    auto *bars = new SpanBars(m_plot->yAxis, m_plot->xAxis, hatch);
    if (!named)
        bars->removeFromLegend();
    return bars;
}

SpanBars *RowChart::addMarks()
{
    SpanBars *marks = addBars(Hatch::Solid, false);
    marks->setLayer(QStringLiteral("background"));
    return marks;
}

void RowChart::setRows(const QStringList &names)
{
    if (names == m_names)
        return redraw();
    m_names = names;
    const auto ticker = QSharedPointer<QCPAxisTickerText>::create();
    for (int row = 0; row < rowCount(); ++row)
        ticker->addTick(row, names[row]);
    m_plot->yAxis->setTicker(ticker);
    if (m_current && *m_current >= rowCount())
        m_current.reset();
    restyle();
}

void RowChart::restyle()
{
    stylePlot(*m_plot, *m_theme);
    const Colors &colors = m_theme->colors();
    const QFontMetrics metrics(m_plot->yAxis->tickLabelFont());
    int widest = 0; // of all rows, so that scrolling does not move the axis
    for (const QString &name : m_names)
        widest = std::max(widest, metrics.horizontalAdvance(name));
    m_plot->axisRect()->setMinimumMargins(
        QMargins(widest + m_theme->px(16), m_theme->px(m_headroom), m_theme->px(16), 0));
    m_currentBack->setColors(colors.selected, colors.selected);
    m_currentEdge->setColors(colors.accent, colors.accent);
    m_texts->setLook(m_theme->mono(Fonts::caption), colors.text1, m_theme->px(6));
    for (int i = 0; i < m_plot->plottableCount(); ++i)
        if (auto *bars = qobject_cast<SpanBars *>(m_plot->plottable(i)))
            bars->setUnit(m_theme->zoom());
    redraw();
}

QSize RowChart::wholeSize() const
{
    const int chrome = m_plot->height() - m_plot->axisRect()->height();
    const int rows = rowCount() * m_theme->px(m_lowest);
    return {std::max(m_plot->width(), m_theme->px(640)), std::max(m_plot->height(), chrome + rows)};
}

/// Called with every new layout, for a picture of another size too.
void RowChart::fitRows()
{
    const double height = m_plot->axisRect()->height();
    const int count = std::max(rowCount(), 1);
    m_visible = std::clamp(height / count, double(m_theme->px(m_lowest)), double(m_theme->px(highestRow)));
    m_visible = std::max(height, 1.0) / m_visible;
    if (m_plot->viewport().size() == m_plot->size()) { // and not that of an export
        const QSignalBlocker blocker(m_scroll);
        m_scroll->setRange(0, std::max(0, static_cast<int>(std::ceil(count - m_visible))));
        m_scroll->setPageStep(std::max(1, static_cast<int>(m_visible)));
        m_scroll->setVisible(m_scroll->maximum() > 0);
        revealCurrent();
    }
    const int first = count <= m_visible ? 0 : m_scroll->value();
    const QCPRange range(first - 0.5, first - 0.5 + m_visible);
    if (range != m_plot->yAxis->range()) {
        m_plot->yAxis->setRange(range);
        m_plot->axisRect()->update(QCPLayoutElement::upPreparation); // the names that are in this range
    }
    placeCurrent();
}

void RowChart::placeCurrent()
{
    if (!m_current) {
        m_currentBack->setSpans({});
        return m_currentEdge->setSpans({});
    }
    const QCPRange seen = values()->range();
    const bool logarithmic = values()->scaleType() == QCPAxis::stLogarithmic;
    const double least = logarithmic ? seen.lower : -everything;
    m_currentBack->setSpans({{double(*m_current), least, everything, 0.94}});
    const double edge = values()->pixelToCoord(values()->coordToPixel(seen.lower) + m_theme->px(3));
    m_currentEdge->setSpans({{double(*m_current), seen.lower, edge, 0.94}});
}

/// Once: whoever scrolls away from it is not called back.
void RowChart::revealCurrent()
{
    if (!std::exchange(m_toReveal, false) || !m_current)
        return;
    const int last = m_scroll->value() + static_cast<int>(m_visible) - 1;
    if (*m_current < m_scroll->value())
        m_scroll->setValue(*m_current);
    else if (*m_current > last)
        m_scroll->setValue(*m_current - static_cast<int>(m_visible) + 1);
}

void RowChart::setCurrent(std::optional<int> row)
{
    const std::optional<int> current = row && *row >= 0 && *row < rowCount() ? row : std::nullopt;
    m_toReveal = m_toReveal || current != m_current;
    m_current = current;
    placeCurrent();
    redraw();
}

void RowChart::pickAt(double row)
{
    const long index = std::lround(row);
    if (index >= 0 && index < rowCount())
        Q_EMIT picked(static_cast<int>(index));
}

bool RowChart::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_plot && event->type() == QEvent::Wheel && m_scroll->isVisible())
        return QCoreApplication::sendEvent(m_scroll, event);
    return Chart::eventFilter(watched, event);
}

void RowChart::keyPressEvent(QKeyEvent *event)
{
    const int page = std::max(1, static_cast<int>(m_visible) - 1);
    const int last = rowCount() - 1;
    int row = m_current.value_or(-1);
    switch (event->key()) {
    case Qt::Key_Down:
        row += 1;
        break;
    case Qt::Key_Up:
        row = m_current ? row - 1 : 0;
        break;
    case Qt::Key_PageDown:
        row += page;
        break;
    case Qt::Key_PageUp:
        row -= page;
        break;
    case Qt::Key_Home:
        row = 0;
        break;
    case Qt::Key_End:
        row = last;
        break;
    default:
        return Chart::keyPressEvent(event);
    }
    if (last >= 0)
        Q_EMIT picked(std::clamp(row, 0, last));
}

} // namespace hd::ui
