// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "inspectors/painteditems.h"
#include "models/recordlines.h"
#include "models/recordtext.h"

namespace hd::ui {

class Theme;

/// One record drawn to scale: what went over the wire below, what is sealed in it above. Each part has its own pattern
/// and name; what is smaller than a few pixels gets these.
class RecordPicture : public QWidget, public PaintedItems
{
    Q_OBJECT
public:
    explicit RecordPicture(Theme *theme, QWidget *parent = nullptr);

    void setRecord(const Record &record, KeyPhase phase);
    void clear();
    /// @p path of a part, `record` with the @p bytes of it that are meant; @p linked bytes of the wire in which lies
    /// what is selected elsewhere.
    void setSelection(const QString &path, Range bytes, std::vector<Range> linked);

    int itemCount() const override { return static_cast<int>(m_boxes.size()); }
    QString itemText(int item) const override;
    QRect itemRect(int item) const override;
    int currentItem() const override;
    void activateItem(int item) override;

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

Q_SIGNALS:
    void picked(const QString &path, hd::Range wire); ///< `record` for the header

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void leaveEvent(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    /// In px at 1x.
    struct Box
    {
        QString name; ///< as it is written
        QString path; ///< what it selects
        Range wire;
        bool inside = false; ///< in the upper row
        QRectF at;
        QRectF label;
    };

    void fill(const Record &record);
    void place();
    void placeBoxes();
    void placeLabels(bool inside);
    void restyle();
    bool isSelected(const Box &box) const;
    int boxAt(QPointF at) const; ///< within the widget; -1: none
    void paintBox(QPainter &painter, int box) const;
    void paintLabel(QPainter &painter, const Box &box, bool strong) const;
    QColor edge(const Box &box) const;

    Theme *m_theme;
    std::vector<Box> m_boxes;
    std::uint32_t m_size = 0;
    bool m_hasInside = false;
    KeyPhase m_phase = KeyPhase::Clear;
    QString m_selected;
    Range m_bytes;
    std::vector<Range> m_linked;
    int m_hovered = -1;
};

} // namespace hd::ui
