// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "plots/chart.h"
#include "plots/spanbars.h"

class QScrollBar;

namespace hd::ui {

class Theme;

/// A chart of bars in rows, each with its name on the left. As many rows as fit are seen; the rest is scrolled to.
class RowChart : public Chart
{
    Q_OBJECT
public:
    RowChart(Theme *theme, QWidget *parent);

    QCustomPlot *plot() override { return m_plot; }
    QSize wholeSize() const override;
    void setCurrent(std::optional<int> row) override;

    void setRows(const QStringList &names);
    int rowCount() const { return static_cast<int>(m_names.size()); }
    QCPAxis *values() const { return m_plot->xAxis; }
    /// Bars of a kind. Those that are made later lie above; @p named ones are in the legend.
    SpanBars *addBars(Hatch hatch, bool named = true);
    SpanBars *addMarks(); ///< bars for half a row behind everything: bands of what is expected
    RowTexts *texts() const { return m_texts; }
    /// Room for words above the rows.
    void setHeadroom(int px) { m_headroom = px; }
    void setLowestRow(int px) { m_lowest = px; } ///< at 1x; lower rows are not read
    void restyle();
    void redraw() { m_plot->replot(QCustomPlot::rpQueuedReplot); }

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    void fitRows();
    void revealCurrent(); ///< with the next layout, which knows how many rows there are room for
    void placeCurrent();
    void pickAt(double row);

    Theme *m_theme;
    QCustomPlot *m_plot;
    QScrollBar *m_scroll;
    SpanBars *m_currentBack, *m_currentEdge;
    RowTexts *m_texts;
    QStringList m_names;
    std::optional<int> m_current;
    bool m_toReveal = false;
    double m_visible = 1; ///< rows that fit
    int m_headroom = 8, m_lowest = 18;
};

} // namespace hd::ui
