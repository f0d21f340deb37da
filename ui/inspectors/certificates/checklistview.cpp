// SPDX-License-Identifier: GPL-3.0-or-later
#include "inspectors/certificates/checklistview.h"

#include "inspectors/certificates/stepmarks.h"
#include "inspectors/wrappedtext.h"
#include "models/chainstepmodel.h"
#include "theme/theme.h"

#include <QEvent>
#include <QKeyEvent>
#include <QPainter>
#include <QScopedValueRollback>
#include <QStyledItemDelegate>

namespace hd::ui {

namespace {

constexpr int side = 16, markSize = 14, gap = 8, padding = 6;

class RowDelegate : public QStyledItemDelegate
{
public:
    RowDelegate(Theme *theme, ChecklistView *view) : QStyledItemDelegate(view), m_theme(theme), m_view(view) {}

    QSize sizeHint(const QStyleOptionViewItem &, const QModelIndex &index) const override
    {
        const int width = m_view->viewport()->width();
        int height = headingHeight(index, width) + 2 * px(padding) + std::max(titleHeight(index, width), px(markSize));
        for (const Line &line : lines(index, width))
            height += line.height + px(2);
        return {width, std::max(height, px(24))};
    }

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        const Colors &colors = m_theme->colors();
        const int heading = headingHeight(index, option.rect.width());
        if (heading > 0)
            paintHeading(painter, QRect(option.rect.left(), option.rect.top(), option.rect.width(), heading), index);
        const QRect row = option.rect.adjusted(0, heading, 0, 0);
        const bool selected = option.state & QStyle::State_Selected;
        if (selected || option.state & QStyle::State_MouseOver)
            painter->fillRect(row, selected ? colors.selected : colors.linked);
        if (selected)
            painter->fillRect(QRect(row.left(), row.top(), 3, row.height()), colors.accent);
        paintRow(painter, row, selected, index);
        if (selected && m_view->hasFocus()) {
            painter->setPen(QPen(colors.accent, 2));
            painter->setBrush(Qt::NoBrush);
            painter->drawRect(row.adjusted(4, 1, -1, -1));
        }
    }

private:
    struct Line
    {
        QString label, text;
        bool mono = false;
        int height = 0;
    };

    int px(int length) const { return m_theme->px(length); }
    int textLeft() const { return px(side + markSize + gap); }
    QFont titleFont(bool selected) const
    {
        return m_theme->ui(Fonts::body, selected ? QFont::DemiBold : QFont::Normal);
    }
    QFont small() const { return m_theme->ui(Fonts::meta); }

    static StepMark markOf(const QModelIndex &index)
    {
        return static_cast<StepMark>(index.data(ChainStepModel::MarkRole).toInt());
    }
    QString clause(const QModelIndex &index) const
    {
        return index.siblingAtColumn(ChainStepModel::Clause).data().toString();
    }
    /// What stands at the right of the question: the word for the mark, and the clause.
    QString rightText(const QModelIndex &index) const
    {
        const QString word = index.data(ChainStepModel::MarkTextRole).toString();
        const QString where = clause(index);
        return where.isEmpty() ? word : word + QStringLiteral("  ·  ") + where;
    }
    int rightWidth(const QModelIndex &index) const { return QFontMetrics(small()).horizontalAdvance(rightText(index)); }
    /// Where question and clause do not fit beside each other, the clause goes below.
    bool rightBelow(const QModelIndex &index, int width) const
    {
        return QFontMetrics(titleFont(true)).horizontalAdvance(index.data().toString()) + px(gap) + rightWidth(index) >
               width - textLeft() - px(side);
    }
    int titleHeight(const QModelIndex &index, int width) const
    {
        const int room = width - textLeft() - px(side);
        return wrappedHeight(index.data().toString(), titleFont(true), room);
    }

    int headingHeight(const QModelIndex &index, int width) const
    {
        const QString text = index.data(ChainStepModel::HeadingRole).toString();
        if (text.isEmpty())
            return 0;
        return wrappedHeight(text, m_theme->ui(Fonts::caption, QFont::DemiBold), width - 2 * px(side)) + px(16);
    }

    int labelWidth() const
    {
        const QFontMetrics metrics(small());
        return std::max(metrics.horizontalAdvance(header(ChainStepModel::Expected)),
                        metrics.horizontalAdvance(header(ChainStepModel::Found))) +
               px(gap);
    }
    QString header(int column) const { return m_view->model()->headerData(column, Qt::Horizontal).toString(); }

    std::vector<Line> lines(const QModelIndex &index, int width) const
    {
        std::vector<Line> all;
        const auto add = [&](const QString &label, const QString &text, bool mono) {
            if (text.isEmpty())
                return;
            const int room = width - textLeft() - px(side) - (label.isEmpty() ? 0 : labelWidth());
            all.push_back({label, text, mono, wrappedHeight(text, mono ? m_theme->mono(Fonts::meta) : small(), room)});
        };
        if (rightBelow(index, width))
            add({}, rightText(index), false);
        add(header(ChainStepModel::Expected), index.siblingAtColumn(ChainStepModel::Expected).data().toString(), true);
        add(header(ChainStepModel::Found), index.siblingAtColumn(ChainStepModel::Found).data().toString(), true);
        add({}, index.data(ChainStepModel::ReasonRole).toString(), false);
        return all;
    }

    void paintHeading(QPainter *painter, const QRect &box, const QModelIndex &index) const
    {
        const Colors &colors = m_theme->colors();
        painter->fillRect(box, colors.window);
        painter->setPen(colors.hairline);
        if (index.row() > 0)
            painter->drawLine(box.topLeft(), box.topRight());
        painter->drawLine(box.bottomLeft(), box.bottomRight());
        painter->setPen(colors.text2);
        painter->setFont(m_theme->ui(Fonts::caption, QFont::DemiBold));
        drawWrapped(painter, box.adjusted(px(side), px(8), -px(side), -px(8)),
                    index.data(ChainStepModel::HeadingRole).toString());
    }

    void paintRow(QPainter *painter, const QRect &row, bool selected, const QModelIndex &index) const
    {
        const Colors &colors = m_theme->colors();
        const StepMark mark = markOf(index);
        int top = row.top() + px(padding);
        const int title = std::max(titleHeight(index, row.width()), px(markSize));
        paintStepMark(painter, colors, mark, QRectF(row.left() + px(side), top + px(1), px(markSize), px(markSize)));
        QRect box(row.left() + textLeft(), top, row.width() - textLeft() - px(side), title);
        if (!rightBelow(index, row.width())) {
            painter->setFont(small());
            painter->setPen(mark == StepMark::Failed ? colors.alert : colors.text2);
            painter->drawText(box, Qt::AlignRight | Qt::AlignTop, rightText(index));
        }
        painter->setFont(titleFont(selected));
        painter->setPen(mark == StepMark::Pending ? colors.text2 : colors.text1);
        drawWrapped(painter, box, index.data().toString());
        top += title;
        for (const Line &line : lines(index, row.width())) {
            top += px(2);
            box = QRect(row.left() + textLeft(), top, row.width() - textLeft() - px(side), line.height);
            painter->setFont(small());
            painter->setPen(colors.text2);
            if (!line.label.isEmpty()) {
                painter->drawText(box, Qt::AlignLeft | Qt::AlignTop, line.label);
                box.adjust(labelWidth(), 0, 0, 0);
            }
            if (line.mono) {
                painter->setFont(m_theme->mono(Fonts::meta));
                painter->setPen(mark == StepMark::Failed ? colors.alert : colors.text1);
            }
            drawWrapped(painter, box, line.text);
            top += line.height;
        }
    }

    Theme *m_theme;
    ChecklistView *m_view;
};

} // namespace

ChecklistView::ChecklistView(Theme *theme, QWidget *parent) : QListView(parent), m_theme(theme)
{
    setItemDelegate(new RowDelegate(theme, this));
    setFrameShape(QFrame::NoFrame);
    setEditTriggers(NoEditTriggers);
    setVerticalScrollMode(ScrollPerPixel);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setResizeMode(Adjust);
    setMouseTracking(true);
    connect(theme, &Theme::changed, this, [this] { scheduleDelayedItemsLayout(); });
}

void ChecklistView::showCurrent(int row)
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

void ChecklistView::scrollToRow(int row)
{
    scrollTo(model()->index(row, 0), PositionAtTop);
}

void ChecklistView::currentChanged(const QModelIndex &current, const QModelIndex &previous)
{
    QListView::currentChanged(current, previous);
    if (!m_showing && current.isValid())
        Q_EMIT picked(current.row());
}

void ChecklistView::mousePressEvent(QMouseEvent *event)
{
    if (event->button() != Qt::LeftButton && event->button() != Qt::RightButton) {
        event->ignore(); // the window's: back and forward
        return;
    }
    QListView::mousePressEvent(event);
    // Picking may have scrolled it, and then the row under the mouse is another.
    if (currentIndex().isValid())
        selectionModel()->select(currentIndex(), QItemSelectionModel::ClearAndSelect);
}

void ChecklistView::keyPressEvent(QKeyEvent *event)
{
    if (event->modifiers() & (Qt::AltModifier | Qt::ControlModifier | Qt::ShiftModifier))
        event->ignore(); // the window's
    else
        QListView::keyPressEvent(event);
}

void ChecklistView::resizeEvent(QResizeEvent *event)
{
    QListView::resizeEvent(event);
    if (event->oldSize().width() != event->size().width())
        scheduleDelayedItemsLayout(); // other line breaks
}

void ChecklistView::changeEvent(QEvent *event)
{
    QListView::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        scheduleDelayedItemsLayout();
}

} // namespace hd::ui
