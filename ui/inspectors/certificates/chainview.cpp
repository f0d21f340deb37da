// SPDX-License-Identifier: GPL-3.0-or-later
#include "inspectors/certificates/chainview.h"

#include "inspectors/certificates/stepmarks.h"
#include "inspectors/wrappedtext.h"
#include "theme/focusring.h"
#include "theme/theme.h"

#include <QEvent>
#include <QKeyEvent>
#include <QPainter>
#include <QScopedValueRollback>
#include <QScrollBar>
#include <QStyledItemDelegate>

namespace hd::ui {

namespace {

constexpr int inset = 10, markSize = 14, lineGap = 2;

/// One card and, to its right, the arrow from the card of who signed it.
class CardDelegate : public QStyledItemDelegate
{
public:
    CardDelegate(Theme *theme, ChainView *view) : QStyledItemDelegate(view), m_theme(theme), m_view(view) {}

    QSize sizeHint(const QStyleOptionViewItem &, const QModelIndex &) const override { return m_view->cellSize(); }

    int heightFor(const QModelIndex &index, int width) const
    {
        int height = 2 * px(inset) - px(lineGap);
        for (const Line &line : lines(index, width))
            height += line.height + px(lineGap);
        return height;
    }

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        const QRect card = m_view->cardRect(option.rect);
        paintCard(painter, card, option.state, index);
        if (index.data(ChainModel::LinkedRole).toBool())
            paintArrow(painter, option.rect, card, index);
    }

private:
    struct Line
    {
        QString text;
        QFont font;
        QColor color;
        int height = 0;
        int indent = 0; ///< at its right end
    };

    int px(int length) const { return m_theme->px(length); }

    std::vector<Line> lines(const QModelIndex &index, int width) const
    {
        const Colors &colors = m_theme->colors();
        std::vector<Line> all;
        const auto add = [&](const QString &text, const QFont &font, const QColor &color, int indent = 0) {
            all.push_back({text, font, color, wrappedHeight(text, font, width - 2 * px(inset) - indent), indent});
        };
        add(index.data(ChainModel::KindTextRole).toString(), m_theme->ui(Fonts::caption), colors.text2,
            px(markSize + 6));
        add(index.data(ChainModel::NameRole).toString(), m_theme->ui(Fonts::body, QFont::DemiBold), colors.text1);
        add(index.data(ChainModel::LinesRole).toStringList().join(QStringLiteral(" · ")), m_theme->ui(Fonts::caption),
            colors.text2);
        return all;
    }

    void paintCard(QPainter *painter, const QRect &card, QStyle::State state, const QModelIndex &index) const
    {
        const Colors &colors = m_theme->colors();
        const bool selected = state & QStyle::State_Selected;
        const auto kind = static_cast<ChainModel::Kind>(index.data(ChainModel::KindRole).toInt());
        const bool sent = kind != ChainModel::Kind::Anchor && kind != ChainModel::Kind::Unknown;
        painter->save();
        painter->setRenderHint(QPainter::Antialiasing);
        QPen edge(selected ? colors.accent : colors.controlEdge, selected ? 1.5 : 1);
        if (!sent)
            edge.setStyle(Qt::DashLine);
        painter->setPen(edge);
        painter->setBrush(selected                          ? colors.selected
                          : state & QStyle::State_MouseOver ? colors.linked
                          : sent                            ? colors.base
                                                            : colors.window);
        painter->drawRoundedRect(QRectF(card).adjusted(0.5, 0.5, -0.5, -0.5), 6, 6);
        int top = card.top() + px(inset);
        for (const Line &line : lines(index, card.width())) {
            painter->setFont(line.font);
            painter->setPen(line.color);
            drawWrapped(painter,
                        QRect(card.left() + px(inset), top, card.width() - 2 * px(inset) - line.indent, line.height),
                        line.text);
            top += line.height + px(lineGap);
        }
        const auto mark = static_cast<StepMark>(index.data(ChainModel::MarkRole).toInt());
        paintStepMark(
            painter, colors, mark,
            QRectF(card.right() - px(inset) - px(markSize) + 1, card.top() + px(inset), px(markSize), px(markSize)));
        if (selected && m_view->hasFocus()) {
            painter->setPen(QPen(colors.accent, 2));
            painter->setBrush(Qt::NoBrush);
            painter->drawRoundedRect(QRectF(card).adjusted(-2, -2, 2, 2), 8, 8);
        }
        painter->restore();
    }

    /// From the issuer's card on the right; the mark says whether its signature was checked.
    void paintArrow(QPainter *painter, const QRect &cell, const QRect &card, const QModelIndex &index) const
    {
        const Colors &colors = m_theme->colors();
        const auto mark = static_cast<StepMark>(index.data(ChainModel::LinkRole).toInt());
        const qreal y = card.center().y() + 0.5;
        const QPointF tip(card.right() + 4, y), tail(cell.right() - 3, y);
        painter->save();
        painter->setRenderHint(QPainter::Antialiasing);
        const QColor color = stepMarkColor(colors, mark);
        painter->setPen(
            QPen(color, 2, mark == StepMark::Passed || mark == StepMark::Failed ? Qt::SolidLine : Qt::DotLine));
        painter->drawLine(tip + QPointF(px(6), 0), tail);
        painter->setPen(Qt::NoPen);
        painter->setBrush(color);
        painter->drawPolygon(QPolygonF{tip, tip + QPointF(px(8), -px(4)), tip + QPointF(px(8), px(4))});
        const QPointF middle((tip.x() + px(8) + tail.x()) / 2, y);
        const QRectF box(middle.x() - px(6), middle.y() - px(6), px(12), px(12));
        painter->setBrush(colors.base);
        painter->drawEllipse(box.adjusted(-2, -2, 2, 2));
        paintStepMark(painter, colors, mark, box);
        painter->restore();
    }

    Theme *m_theme;
    ChainView *m_view;
};

} // namespace

ChainView::ChainView(Theme *theme, QWidget *parent) : QListView(parent), m_theme(theme)
{
    setItemDelegate(new CardDelegate(theme, this));
    setFlow(LeftToRight);
    setWrapping(false);
    setFrameShape(QFrame::NoFrame);
    setHorizontalScrollMode(ScrollPerPixel);
    setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setEditTriggers(NoEditTriggers);
    setMouseTracking(true);
    setProperty(FocusRing::ownRing, true);
    connect(theme, &Theme::changed, this, &ChainView::layOut);
}

void ChainView::setModel(QAbstractItemModel *model)
{
    QListView::setModel(model);
    connect(model, &QAbstractItemModel::modelReset, this, &ChainView::layOut);
    layOut();
}

QRect ChainView::cardRect(const QRect &cell) const
{
    return {cell.left() + 3, cell.top() + 3, m_cardWidth - 6, m_cardHeight - 6}; // with room for the focus ring
}

/// The cards share the width, as far as they stay readable.
void ChainView::layOut()
{
    if (!model())
        return;
    const int count = std::max(1, model()->rowCount());
    m_gap = m_theme->px(38);
    const int share = (width() - 2 * m_theme->px(13) - (count - 1) * m_gap) / count;
    m_cardWidth = std::clamp(share, m_theme->px(160), m_theme->px(260));
    m_cardHeight = m_theme->px(64);
    const auto *delegate = static_cast<const CardDelegate *>(itemDelegate());
    for (int row = 0; row < model()->rowCount(); ++row)
        m_cardHeight = std::max(m_cardHeight, delegate->heightFor(model()->index(row, 0), m_cardWidth - 6) + 6);
    setViewportMargins(m_theme->px(13), m_theme->px(9), m_theme->px(13), m_theme->px(9));
    const int needed = count * (m_cardWidth + m_gap) - m_gap;
    const bool scrolls = needed > width() - 2 * m_theme->px(13);
    setFixedHeight(m_cardHeight + 2 * m_theme->px(9) + (scrolls ? horizontalScrollBar()->sizeHint().height() : 0));
    setHorizontalScrollBarPolicy(scrolls ? Qt::ScrollBarAsNeeded : Qt::ScrollBarAlwaysOff);
    scheduleDelayedItemsLayout();
    viewport()->update();
}

void ChainView::showCurrent(int row)
{
    const QScopedValueRollback<bool> guard(m_showing, true);
    if (row < 0) {
        clearSelection();
        setCurrentIndex({});
        return;
    }
    setCurrentIndex(model()->index(row, 0));
    scrollTo(currentIndex());
}

void ChainView::currentChanged(const QModelIndex &current, const QModelIndex &previous)
{
    QListView::currentChanged(current, previous);
    if (!m_showing && current.isValid())
        Q_EMIT picked(current.row());
}

void ChainView::mousePressEvent(QMouseEvent *event)
{
    if (event->button() != Qt::LeftButton && event->button() != Qt::RightButton) {
        event->ignore(); // the window's: back and forward
        return;
    }
    const QModelIndex at = indexAt(event->pos());
    const bool again = at.isValid() && at == currentIndex();
    QListView::mousePressEvent(event);
    // Picking may have scrolled it, and then the row under the mouse is another.
    if (currentIndex().isValid())
        selectionModel()->select(currentIndex(), QItemSelectionModel::ClearAndSelect);
    if (again)
        Q_EMIT picked(at.row()); // from what is inside of it back to the whole
}

void ChainView::keyPressEvent(QKeyEvent *event)
{
    if (event->modifiers() & (Qt::AltModifier | Qt::ControlModifier | Qt::ShiftModifier))
        event->ignore(); // the window's
    else
        QListView::keyPressEvent(event);
}

void ChainView::resizeEvent(QResizeEvent *event)
{
    QListView::resizeEvent(event);
    if (event->oldSize().width() != event->size().width())
        layOut();
}

void ChainView::changeEvent(QEvent *event)
{
    QListView::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        layOut();
}

} // namespace hd::ui
