// SPDX-License-Identifier: GPL-3.0-or-later
#include "inspectors/fieldtreeview.h"

#include "models/fieldmodel.h"
#include "theme/theme.h"

#include <QApplication>
#include <QClipboard>
#include <QHeaderView>
#include <QMouseEvent>
#include <QPainter>
#include <QScopedValueRollback>
#include <QStyledItemDelegate>

namespace hd::ui {

static constexpr int treeRowHeight = 24;
static constexpr int indent = 14;
static constexpr int nameMargin = 12; ///< before the name, where the arrow stands
static constexpr int valueMargin = 8;
static constexpr int leastValue = 24; ///< where less is left, a value is left out
static constexpr int lengthMargin = 12;
static constexpr int usualName = 160;
static constexpr int lengthWidth = 52;

namespace {

class FieldDelegate : public QStyledItemDelegate
{
public:
    FieldDelegate(Theme *theme, QObject *parent) : QStyledItemDelegate(parent), m_theme(theme) {}

    QSize sizeHint(const QStyleOptionViewItem &, const QModelIndex &) const override
    {
        return {60, m_theme->px(treeRowHeight)};
    }

    /// @p option's rectangle is the room that FieldTreeView::cellRect() leaves.
    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        const Colors &colors = m_theme->colors();
        const bool muted = index.data(FieldModel::MutedRole).toBool();
        QString text = index.data().toString();
        if (index.column() == FieldModel::Name) {
            painter->setFont(nameFont(m_theme, index, option.state & QStyle::State_Selected));
            painter->setPen(muted ? colors.text3 : colors.text1);
        } else {
            painter->setFont(m_theme->mono(Fonts::meta));
            painter->setPen(muted ? colors.text3 : colors.text2);
        }
        if (index.column() == FieldModel::Value)
            text =
                fitted(text, index.data(FieldModel::BytesRole).toBool(), painter->fontMetrics(), option.rect.width());
        painter->drawText(option.rect, index.data(Qt::TextAlignmentRole).toInt(), text);
    }

    static QFont nameFont(const Theme *theme, const QModelIndex &index, bool selected)
    {
        const bool muted = index.data(FieldModel::MutedRole).toBool();
        return theme->ui(muted ? Fonts::meta : Fonts::body, selected ? QFont::DemiBold : QFont::Normal);
    }

private:
    /// Bytes are left out whole.
    static QString fitted(const QString &text, bool bytes, const QFontMetrics &metrics, int width)
    {
        if (!bytes || metrics.horizontalAdvance(text) <= width)
            return metrics.elidedText(text, Qt::ElideRight, width);
        const int fits = (width / metrics.horizontalAdvance(u'0') - 1) / 3;
        return fits < 1 ? QString() : text.left(fits * 3) + QChar(0x2026);
    }

    Theme *m_theme;
};

} // namespace

FieldTreeView::FieldTreeView(Theme *theme, QWidget *parent) : QTreeView(parent), m_theme(theme)
{
    setItemDelegate(new FieldDelegate(theme, this));
    setFrameShape(QFrame::NoFrame);
    setUniformRowHeights(true);
    setMouseTracking(true);
    setEditTriggers(NoEditTriggers);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setExpandsOnDoubleClick(false);
    header()->setStretchLastSection(false);
    header()->setSectionsMovable(false);
    header()->setSectionsClickable(false);
    connect(theme, &Theme::changed, this, &FieldTreeView::restyle);
    restyle();
}

void FieldTreeView::restyle()
{
    header()->setStyleSheet(QStringLiteral("QHeaderView::section:first { padding-left: %1px; }"
                                           "QHeaderView::section:last { padding-right: %2px; }")
                                .arg(m_theme->px(16))
                                .arg(m_theme->px(lengthMargin)));
    header()->setFixedHeight(m_theme->px(treeRowHeight));
    header()->setMinimumSectionSize(m_theme->px(40));
    setIndentation(m_theme->px(indent));
    if (model())
        header()->resizeSection(FieldModel::Length, m_theme->px(lengthWidth));
    scheduleDelayedItemsLayout();
    placeColumns();
    viewport()->update();
}

void FieldTreeView::setModel(QAbstractItemModel *model)
{
    QTreeView::setModel(model);
    header()->setSectionResizeMode(FieldModel::Name, QHeaderView::Interactive);
    header()->setSectionResizeMode(FieldModel::Value, QHeaderView::Stretch);
    header()->setSectionResizeMode(FieldModel::Length, QHeaderView::Fixed);
    header()->resizeSection(FieldModel::Name, m_theme->px(usualName));
    header()->resizeSection(FieldModel::Length, m_theme->px(lengthWidth));
}

void FieldTreeView::expandUsual()
{
    constexpr int listLimit = 12;
    collapseAll();
    const std::function<void(const QModelIndex &)> open = [&](const QModelIndex &parent) {
        for (int row = 0; row < model()->rowCount(parent); ++row) {
            const QModelIndex index = model()->index(row, 0, parent);
            const int children = model()->rowCount(index);
            const bool header = index.data(FieldModel::RecordRole).isValid() && children <= 3; // nothing sealed
            const bool list = children > 0 && model()->index(0, 0, index).data().toString().startsWith(u'[');
            const bool unsent =
                index.data(FieldModel::RecordRole).isValid() && index.data(FieldModel::LengthRole).toUInt() == 0;
            if (children == 0 || header || unsent || (list && children > listLimit))
                continue;
            expand(index);
            open(index);
        }
    };
    open({});
    placeColumns();
}

/// The name column has room for its widest visible name, where that leaves enough for the values; see cellRect().
void FieldTreeView::placeColumns()
{
    if (!model())
        return;
    const int usual = m_theme->px(usualName);
    int widest = usual;
    for (QModelIndex index = model()->index(0, 0); index.isValid(); index = indexBelow(index)) {
        int depth = 1;
        for (QModelIndex up = index.parent(); up.isValid(); up = up.parent())
            ++depth;
        widest = std::max(widest, depth * indentation() + m_theme->px(nameMargin) + nameWidth(index));
    }
    header()->resizeSection(FieldModel::Name, std::min(widest, std::max(usual, width() * 2 / 5)));
}

/// A name's width is that of its selected state, so that nothing moves when it is selected.
int FieldTreeView::nameWidth(const QModelIndex &index) const
{
    return QFontMetrics(FieldDelegate::nameFont(m_theme, index, true)).horizontalAdvance(index.data().toString()) + 4;
}

/// Where a cell's text goes. A name is never elided: where it is longer than its column, the value gives way, and last
/// the size.
QRect FieldTreeView::cellRect(const QModelIndex &index) const
{
    const QModelIndex name = index.siblingAtColumn(FieldModel::Name);
    QRect nameRect = visualRect(name);
    nameRect.setLeft(nameRect.left() + m_theme->px(nameMargin));
    const int nameEnd = nameRect.left() + nameWidth(name);
    QRect rect = visualRect(index);
    switch (index.column()) {
    case FieldModel::Name:
        nameRect.setRight(std::max(nameRect.right(), nameEnd));
        return nameRect;
    case FieldModel::Value:
        rect.setLeft(std::max(rect.left() + m_theme->px(valueMargin), nameEnd + 4));
        return rect.width() < m_theme->px(leastValue) ? QRect() : rect;
    default:
        const int number = QFontMetrics(m_theme->mono(Fonts::meta)).horizontalAdvance(index.data().toString());
        rect.setRight(rect.right() - m_theme->px(lengthMargin));
        return rect.right() - number < nameEnd ? QRect() : rect;
    }
}

void FieldTreeView::showCurrent(const QModelIndex &index)
{
    const QScopedValueRollback<bool> guard(m_showing, true);
    if (!index.isValid()) {
        clearSelection();
        setCurrentIndex({});
        return;
    }
    const bool hidden = index.parent().isValid() && !isExpanded(index.parent());
    setCurrentIndex(index);
    scrollTo(index); // expands its parents
    if (hidden)
        placeColumns();
}

void FieldTreeView::setHovered(const QModelIndex &index)
{
    m_hovered = index;
    viewport()->update();
}

QRect FieldTreeView::arrowRect(const QModelIndex &index) const
{
    const QRect row = visualRect(index.siblingAtColumn(0));
    return {row.left() - m_theme->px(4), row.top(), m_theme->px(16), row.height()};
}

void FieldTreeView::drawRow(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const Colors &colors = m_theme->colors();
    const bool selected = selectionModel()->isSelected(index);
    const QRect row(0, option.rect.top(), viewport()->width(), option.rect.height());
    painter->fillRect(row, selected                                                       ? colors.selected
                           : m_hovered.isValid() && m_hovered == index.siblingAtColumn(0) ? colors.linked
                                                                                          : colors.base);
    if (selected)
        painter->fillRect(QRect(row.left(), row.top(), 3, row.height()), colors.accent);
    QStyleOptionViewItem cell = option;
    cell.state.setFlag(QStyle::State_Selected, selected);
    for (const int column : {FieldModel::Name, FieldModel::Value, FieldModel::Length}) {
        const QModelIndex at = index.siblingAtColumn(column);
        cell.rect = cellRect(at);
        if (!cell.rect.isEmpty())
            itemDelegate()->paint(painter, cell, at);
    }

    if (model()->rowCount(index.siblingAtColumn(0)) > 0) {
        painter->save();
        painter->setRenderHint(QPainter::Antialiasing);
        const QPointF middle = QRectF(arrowRect(index)).center();
        QPolygonF arrow;
        if (isExpanded(index.siblingAtColumn(0)))
            arrow << QPointF(-3.5, -2) << QPointF(3.5, -2) << QPointF(0, 3);
        else
            arrow << QPointF(-2, -3.5) << QPointF(3, 0) << QPointF(-2, 3.5);
        painter->setPen(Qt::NoPen);
        painter->setBrush(colors.text3);
        painter->translate(middle);
        painter->scale(m_theme->zoom(), m_theme->zoom());
        painter->drawPolygon(arrow);
        painter->restore();
    }
    if (selected && hasFocus()) {
        painter->setPen(QPen(colors.accent, 2));
        painter->setBrush(Qt::NoBrush);
        painter->drawRect(row.adjusted(4, 1, -1, -1));
    }
}

void FieldTreeView::drawBranches(QPainter *, const QRect &, const QModelIndex &) const {}

void FieldTreeView::currentChanged(const QModelIndex &current, const QModelIndex &previous)
{
    QTreeView::currentChanged(current, previous);
    if (!m_showing && current.isValid() && current.siblingAtColumn(0) != previous.siblingAtColumn(0))
        Q_EMIT picked(current.siblingAtColumn(0));
}

void FieldTreeView::mousePressEvent(QMouseEvent *event)
{
    const QModelIndex at = indexAt(event->pos()).siblingAtColumn(0);
    if (event->button() == Qt::LeftButton && at.isValid() && model()->rowCount(at) > 0 &&
        arrowRect(at).contains(event->pos())) {
        setExpanded(at, !isExpanded(at));
        placeColumns();
        return;
    }
    if (event->button() != Qt::LeftButton && event->button() != Qt::RightButton) {
        event->ignore();
        return;
    }
    const bool again = at.isValid() && at == currentIndex().siblingAtColumn(0);
    QTreeView::mousePressEvent(event);
    // Picking may have scrolled it, and then the row under the mouse is another.
    if (currentIndex().isValid())
        selectionModel()->select(currentIndex(), QItemSelectionModel::ClearAndSelect | QItemSelectionModel::Rows);
    if (again && !m_showing)
        Q_EMIT picked(at); // from a step's detail back to the field that is still current
}

void FieldTreeView::mouseMoveEvent(QMouseEvent *event)
{
    QTreeView::mouseMoveEvent(event);
    Q_EMIT pointed(indexAt(event->pos()).siblingAtColumn(0));
}

void FieldTreeView::keyPressEvent(QKeyEvent *event)
{
    if (event->matches(QKeySequence::Copy) && currentIndex().isValid()) {
        QApplication::clipboard()->setText(currentIndex().siblingAtColumn(FieldModel::Value).data().toString());
        return;
    }
    if (event->modifiers() & (Qt::AltModifier | Qt::ControlModifier | Qt::ShiftModifier)) {
        event->ignore(); // the window's
        return;
    }
    QTreeView::keyPressEvent(event);
}

bool FieldTreeView::viewportEvent(QEvent *event)
{
    if (event->type() == QEvent::Leave)
        Q_EMIT pointed({});
    return QTreeView::viewportEvent(event);
}

void FieldTreeView::resizeEvent(QResizeEvent *event)
{
    QTreeView::resizeEvent(event);
    placeColumns();
}

} // namespace hd::ui
