// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "inspectors/painteditems.h"
#include "wire/bytes.h"

#include <QAbstractScrollArea>

namespace hd::ui {

class Theme;

/// A run of bytes that means something, for those who hear the view.
struct HexPart
{
    QString name; ///< `client_hello.random`
    QString value;
    Range range;
};

/// Bytes on a fixed grid of cells, 8 or 16 in a row, with offsets before and characters after them. Offsets in ranges
/// and signals count from the first byte shown. To a screen reader it is the list of its parts, not of thousands of
/// bytes; the byte at the cursor is its description.
class HexView : public QAbstractScrollArea, public PaintedItems
{
    Q_OBJECT
public:
    explicit HexView(Theme *theme, QWidget *parent = nullptr);

    /// @p stripes are drawn in the stronger text colour, so that the ends of neighbouring fields can be seen; @p
    /// foreign in the weakest.
    void setContent(ByteView bytes, std::vector<Range> stripes, std::vector<Range> foreign);
    void setParts(std::vector<HexPart> parts);       ///< of the content, ascending
    void setSelection(std::vector<Range> selection); ///< scrolls to it
    void setHovered(std::vector<Range> hovered);
    const std::vector<Range> &selection() const { return m_selection; }

    int bytesPerRow() const;
    int rowCount() const;
    QRectF cell(std::uint32_t offset) const; ///< in the viewport
    std::optional<std::uint32_t> offsetAt(QPointF position) const;
    /// The width from which 16 bytes fit into a row, close to each other; they spread to their usual distance.
    int wideWidth() const;

    int itemCount() const override { return static_cast<int>(m_parts.size()); }
    QString itemText(int item) const override;
    QRect itemRect(int item) const override;
    int currentItem() const override { return partAt(m_cursor); }
    void activateItem(int item) override;

public Q_SLOTS:
    void copyAsHex() const;

Q_SIGNALS:
    void byteActivated(std::uint32_t offset); ///< clicked, or reached with the keyboard
    void rangeSelected(hd::Range range);      ///< dragged over, or with Shift and the keyboard
    void byteHovered(std::optional<std::uint32_t> offset);

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;
    bool viewportEvent(QEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;

private:
    int px(int length) const;
    int narrowWidth(int perRow) const;
    void restyle();
    int cellWidth() const;
    int cellsLeft() const;
    qreal columnLeft(int column) const;
    qreal textLeft() const;
    qreal rowTop(int row) const;
    std::vector<QPolygonF> outlines(Range range) const;
    void paintTints(QPainter &painter, const std::vector<Range> &ranges, const QColor &color) const;
    void paintRow(QPainter &painter, int row) const;
    void paintOutlines(QPainter &painter) const;
    std::optional<qint64> keyTarget(int key, Qt::KeyboardModifiers modifiers) const;
    void moveCursor(std::uint32_t to, bool extend);
    void updateScrollBar();
    void ensureVisible(Range range);
    int partAt(std::uint32_t offset) const; ///< -1: none

    Theme *m_theme;
    Bytes m_bytes;
    std::vector<HexPart> m_parts;
    std::vector<Range> m_stripes;
    std::vector<Range> m_foreign;
    std::vector<Range> m_selection;
    std::vector<Range> m_hovered;
    std::uint32_t m_cursor = 0;
    std::uint32_t m_anchor = 0;
    bool m_dragging = false;
    bool m_selecting = false; ///< the selection comes from here: do not scroll
};

} // namespace hd::ui
