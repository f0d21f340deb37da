// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "inspectors/painteditems.h"
#include "models/recordlines.h"

#include <QAbstractScrollArea>

namespace hd::ui {

class Theme;

/// The bytes of a record in two panes side by side: what was sealed, in clear, and what went over the wire. Each part
/// has a row with its name and begins anew in both panes, so that every byte stands beside what became of it. Where
/// there is room, what is in clear is there as characters, too. Only the rows in view are painted. To a screen reader
/// it is the list of the parts that were sent; the byte at the cursor is its description.
class RecordBytes : public QAbstractScrollArea, public PaintedItems
{
    Q_OBJECT
public:
    explicit RecordBytes(Theme *theme, QWidget *parent = nullptr);

    void setRecord(const Record &record);
    void clear();
    /// @p wire is selected; @p linkedWire and @p linkedClear, within Record::plaintext, are what is selected elsewhere.
    void setSelection(Range wire, std::vector<Range> linkedWire, std::vector<Range> linkedClear);
    void retranslate();

    const RecordLines &lines() const { return m_lines; }
    QRectF wireCell(std::uint32_t wire) const;             ///< in the viewport; empty when there is none
    QRectF clearCell(std::uint32_t wire) const;            ///< of what stands beside it
    std::optional<std::uint32_t> wireAt(QPointF at) const; ///< the byte in either pane

    int itemCount() const override { return static_cast<int>(m_spoken.size()); }
    QString itemText(int item) const override;
    QRect itemRect(int item) const override;
    int currentItem() const override;
    void activateItem(int item) override;

Q_SIGNALS:
    void byteActivated(std::uint32_t wire); ///< clicked, or reached with the keyboard
    void rangeSelected(hd::Range wire);     ///< dragged over, or with Shift and the keyboard

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;

private:
    struct Place
    {
        int top = 0;     ///< of the line, in px from the first
        int caption = 0; ///< height of the name above it
    };

    void relayout();
    void restyle();
    int perRow() const;
    qreal cellWidth() const;
    qreal paneWidth() const;
    qreal clearLeft() const;
    qreal wireLeft() const;
    std::optional<qreal> charactersLeft() const; ///< where there is room for them
    qreal columnLeft(qreal pane, int column) const;
    int px(int length) const;
    int headHeight() const;
    int top(std::size_t line) const; ///< in the viewport
    void updateScrollBar();
    void ensureVisible(std::uint32_t wire);
    std::uint32_t besides(int rows) const;
    void moveCursor(std::uint32_t to, bool extend);

    void paintHead(QPainter &painter) const;
    void paintCaption(QPainter &painter, std::size_t line) const;
    void paintLine(QPainter &painter, std::size_t line) const;
    void paintClear(QPainter &painter, std::size_t line) const;
    void paintCharacters(QPainter &painter, std::size_t line) const;
    void paintRun(QPainter &painter, const QRectF &pane, ByteView bytes, const QColor &color) const;
    void paintTint(QPainter &painter, std::size_t line, Range wire, const QColor &color, bool outlined) const;
    QRectF run(qreal pane, std::size_t line, Range within) const;
    QString captionOf(const RecordLine &line) const;

    Theme *m_theme;
    Record m_record;
    RecordLines m_lines;
    std::vector<Place> m_places;
    std::vector<int> m_spoken; ///< into RecordLines::parts: leaves that were sent
    int m_height = 0;          ///< of all lines
    Range m_selection;
    std::vector<Range> m_linkedWire, m_linkedClear;
    std::uint32_t m_cursor = 0, m_anchor = 0;
    bool m_dragging = false, m_selecting = false;
};

} // namespace hd::ui
