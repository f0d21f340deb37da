// SPDX-License-Identifier: GPL-3.0-or-later
#include "inspectors/steplist.h"

#include "models/stepmodel.h"
#include "theme/icons.h"

#include <QHeaderView>
#include <QKeyEvent>
#include <QPainter>
#include <QScopedValueRollback>
#include <QStyledItemDelegate>

namespace hd::ui {

static constexpr int rowHeight = 24;
static constexpr int margin = 16;

namespace {

/// The whole row is painted at once, from the first column: one sentence, party, step and subject, and its result.
class StepDelegate : public QStyledItemDelegate
{
public:
    StepDelegate(Theme *theme, QObject *parent) : QStyledItemDelegate(parent), m_theme(theme) {}

    QSize sizeHint(const QStyleOptionViewItem &, const QModelIndex &) const override
    {
        return {60, m_theme->px(rowHeight)};
    }

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        const Colors &colors = m_theme->colors();
        const bool selected = option.state & QStyle::State_Selected;
        const bool failed = index.data(StepModel::FailedRole).toBool();
        const bool pending = index.data(StepModel::PendingRole).toBool();
        QRect box = option.rect.adjusted(m_theme->px(margin), 0, -m_theme->px(margin), 0);

        const bool passed = index.data(StepModel::PassedRole).toBool();
        const qreal side = 9 * m_theme->zoom();
        paintMark(painter, QRectF(box.left(), box.center().y() + 0.5 - side / 2, side, side), passed, failed, pending);
        box.adjust(m_theme->px(20), 0, 0, 0);
        const auto write = [&](const QString &text, const QFont &font, const QColor &color, int flags) {
            painter->setFont(font);
            painter->setPen(color);
            painter->drawText(box, flags | Qt::AlignVCenter, text);
            return painter->fontMetrics().horizontalAdvance(text);
        };
        const auto part = [&](int column) { return index.siblingAtColumn(column).data().toString(); };
        const QColor weak = pending ? colors.text3 : colors.text2;
        const QString result = part(StepModel::Result);
        const QFont resultFont = m_theme->ui(Fonts::meta, failed ? QFont::DemiBold : QFont::Normal);
        const int resultWidth = QFontMetrics(resultFont).horizontalAdvance(result);
        const int subjectFontWeight = selected ? QFont::DemiBold : QFont::Normal;

        box.adjust(write(part(StepModel::Party), m_theme->ui(Fonts::meta), weak, Qt::AlignLeft) + 6, 0, 0, 0);
        box.adjust(write(part(StepModel::Action), m_theme->ui(Fonts::meta), weak, Qt::AlignLeft) + 6, 0, 0, 0);
        const QFont subjectFont = m_theme->ui(Fonts::body, subjectFontWeight);
        const QString subject =
            QFontMetrics(subjectFont).elidedText(part(StepModel::Subject), Qt::ElideRight, box.width());
        const int subjectWidth = write(subject, subjectFont, pending ? colors.text2 : colors.text1, Qt::AlignLeft);
        box.adjust(subjectWidth + 12, 0, 0, 0);
        if (resultWidth <= box.width())
            write(result, resultFont, failed ? colors.alert : weak, Qt::AlignRight);
    }

private:
    void paintMark(QPainter *painter, const QRectF &box, bool passed, bool failed, bool pending) const
    {
        const Colors &colors = m_theme->colors();
        painter->save();
        painter->setRenderHint(QPainter::Antialiasing);
        if (passed && !pending) {
            paintIcon(painter, Icon::Check, box.adjusted(-3, -3, 3, 3), colors.established);
        } else if (failed && !pending) {
            paintIcon(painter, Icon::Cross, box.adjusted(-3, -3, 3, 3), colors.alert);
        } else {
            painter->setPen(QPen(pending ? colors.controlEdge : colors.text2, 1.5));
            painter->setBrush(pending ? QBrush(Qt::NoBrush) : QBrush(colors.text2));
            painter->drawEllipse(box.adjusted(1.5, 1.5, -1.5, -1.5));
        }
        painter->restore();
    }

    Theme *m_theme;
};

} // namespace

StepList::StepList(Theme *theme, QWidget *parent) : QTreeView(parent), m_theme(theme)
{
    setItemDelegate(new StepDelegate(theme, this));
    setFrameShape(QFrame::NoFrame);
    setRootIsDecorated(false);
    setIndentation(0);
    setUniformRowHeights(true);
    setEditTriggers(NoEditTriggers);
    setHeaderHidden(true);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    connect(theme, &Theme::changed, this, [this] {
        scheduleDelayedItemsLayout();
        viewport()->update();
    });
}

void StepList::showCurrent(const QModelIndex &index)
{
    const QScopedValueRollback<bool> guard(m_showing, true);
    if (!index.isValid())
        clearSelection();
    setCurrentIndex(index);
    if (index.isValid())
        scrollTo(index);
}

void StepList::setPlayheadRow(int row)
{
    m_playheadRow = row;
    viewport()->update();
}

void StepList::drawRow(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const Colors &colors = m_theme->colors();
    const QRect row(0, option.rect.top(), viewport()->width(), option.rect.height());
    const bool selected = selectionModel()->isSelected(index);
    painter->fillRect(row, selected ? colors.selected : colors.base);
    if (selected)
        painter->fillRect(QRect(row.left(), row.top(), 3, row.height()), colors.accent);
    QStyleOptionViewItem own = option;
    own.rect = row;
    own.state.setFlag(QStyle::State_Selected, selected);
    itemDelegate()->paint(painter, own, index.siblingAtColumn(0));
    if (index.row() == m_playheadRow)
        painter->fillRect(QRect(row.left(), row.bottom() - 1, row.width(), 2), colors.accent);
    if (selected && hasFocus()) {
        painter->setPen(QPen(colors.accent, 2));
        painter->setBrush(Qt::NoBrush);
        painter->drawRect(row.adjusted(4, 1, -1, -2));
    }
}

void StepList::currentChanged(const QModelIndex &current, const QModelIndex &previous)
{
    QTreeView::currentChanged(current, previous);
    if (!m_showing && current.isValid())
        Q_EMIT picked(current);
}

void StepList::mousePressEvent(QMouseEvent *event)
{
    if (event->button() == Qt::LeftButton || event->button() == Qt::RightButton)
        QTreeView::mousePressEvent(event);
    else
        event->ignore();
}

void StepList::keyPressEvent(QKeyEvent *event)
{
    if (event->modifiers() & (Qt::AltModifier | Qt::ControlModifier | Qt::ShiftModifier))
        event->ignore(); // the window's
    else
        QTreeView::keyPressEvent(event);
}

} // namespace hd::ui
