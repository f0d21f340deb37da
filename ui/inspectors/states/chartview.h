// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "inspectors/painteditems.h"
#include "inspectors/states/chartpainter.h"
#include "session/session.h"

#include <QAbstractScrollArea>

namespace hd::ui {

/// The state machine of one party. A click or Enter on a state or an arrow shows it, and selects the change of state
/// where it has been taken; the arrow keys go from one to the next; dragging moves the chart.
class ChartView : public QAbstractScrollArea, public PaintedItems
{
    Q_OBJECT
public:
    ChartView(Session *session, Theme *theme, Explanations *texts, Side side, QWidget *parent = nullptr);

    Side side() const { return m_side; }
    const PartyStates &states() const { return *m_states; }
    const ChartGeometry &geometryOfChart() const { return *m_geometry; }
    const ChartMarks &marks() const { return m_marks; }
    ChartPosition position() const { return m_states->positionAt(m_session->playhead()); }

    /// What the text beside the chart is about; nothing: the state that the party is in.
    std::optional<ChartItem> shown() const { return m_marks.shown; }
    void pick(const ChartItem &item);
    void setCurrent(const ChartItem &item); ///< for the keyboard
    std::optional<ChartItem> focusedItem() const { return m_current; }

    QRectF viewportRect(const ChartItem &item) const;

    int itemCount() const override { return static_cast<int>(items().size()); }
    QString itemText(int item) const override { return describe(items()[static_cast<std::size_t>(item)]); }
    QRect itemRect(int item) const override;
    int currentItem() const override;
    void activateItem(int item) override { pick(items()[static_cast<std::size_t>(item)]); }
    QString describe(const ChartItem &item) const; ///< for accessibility and tool tips

Q_SIGNALS:
    void changed(); ///< what is shown, or how far the party has come

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    bool viewportEvent(QEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;

private:
    const std::vector<ChartItem> &items() const { return m_geometry->items(); }
    void adoptTrace();
    void adoptPlayhead();
    void adoptSelection();
    void rebuild();
    void mark();
    void relayout();
    void step(int direction);
    void ensureVisible(const ChartItem &item);
    QPointF toChart(QPointF point) const;
    QPointF origin() const; ///< of the chart in the viewport

    Session *m_session;
    Theme *m_theme;
    Explanations *m_texts;
    const Side m_side;
    std::unique_ptr<PartyStates> m_states;
    std::unique_ptr<ChartGeometry> m_geometry;
    ChartMarks m_marks;
    std::optional<ChartItem> m_current;
    std::optional<QPoint> m_dragged; ///< from where, while the chart is being moved
};

} // namespace hd::ui
