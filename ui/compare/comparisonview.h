// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "diagram/alignedlayout.h"
#include "diagram/painter.h"
#include "models/comparedrowsmodel.h"

#include <QListView>

namespace hd::ui {

class ComparisonHeads;
class Explanations;
class Theme;

/// Both diagrams side by side, a line for each row: a list, of which each item paints its band of both.
class ComparisonView : public QListView
{
    Q_OBJECT
public:
    static constexpr qreal gutter = 48; ///< px at 1x between both, where the marks stand

    /// All must outlive it.
    ComparisonView(SideBySide *sides, Theme *theme, Explanations *texts, QWidget *parent = nullptr);

    const AlignedLayout &layouts() const { return m_layout; }
    const DiagramMarks &marks(bool ofA) const { return m_marks[ofA ? 0 : 1]; }
    qreal left(bool ofA) const; ///< of a side, in px at 1x
    qreal zoom() const;
    QSize bandSize(int row) const;
    void paintBand(QPainter *painter, const QStyleOptionViewItem &option, int row) const;

    QSize sizeHint() const override { return {760, 560}; }
    QSize minimumSizeHint() const override { return {360, 200}; }

protected:
    void currentChanged(const QModelIndex &current, const QModelIndex &previous) override;
    void keyPressEvent(QKeyEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void scrollContentsBy(int dx, int dy) override;
    void changeEvent(QEvent *event) override;
    void updateGeometries() override;

private:
    std::array<DiagramLayout, 2> fittingLayouts() const;
    void relayout();
    void retranslate();
    void adoptPosition();
    void adoptSelection();
    void paintGap(QPainter *painter, bool ofA, std::size_t row) const;
    void paintMark(QPainter *painter, std::size_t row) const;

    SideBySide *m_sides;
    Theme *m_theme;
    Explanations *m_texts;
    ComparedRowsModel *m_model;
    ComparisonHeads *m_heads;
    DiagramWords m_words;
    AlignedLayout m_layout;
    DiagramMarks m_marks[2];
    bool m_showing = false;
};

} // namespace hd::ui
