// SPDX-License-Identifier: GPL-3.0-or-later
#include "inspectors/security/securitytable.h"

#include "theme/focusring.h"

#include <QHeaderView>
#include <QKeyEvent>
#include <QPainter>

namespace hd::ui {

static constexpr int margin = 8; ///< of a cell, at both sides

SecurityTable::SecurityTable(Theme *theme, Spare spare, QWidget *parent)
    : QTableView(parent), m_theme(theme), m_spare(spare)
{
    setFrameShape(QFrame::NoFrame);
    setShowGrid(false);
    setWordWrap(false);
    setTabKeyNavigation(false);
    setEditTriggers(NoEditTriggers);
    setSelectionMode(SingleSelection);
    setHorizontalScrollMode(ScrollPerPixel);
    setCornerButtonEnabled(false);
    setProperty(FocusRing::ownRing, true);
    verticalHeader()->hide();
    verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    horizontalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    horizontalHeader()->setSectionsClickable(false);
    horizontalHeader()->setHighlightSections(false);
    horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    connect(this, &QTableView::clicked, this, &SecurityTable::picked);
    connect(theme, &Theme::changed, this, &SecurityTable::restyle);
    restyle();
}

void SecurityTable::setModel(QAbstractItemModel *model)
{
    QTableView::setModel(model);
    connect(model, &QAbstractItemModel::modelReset, this, &SecurityTable::fit);
    connect(model, &QAbstractItemModel::dataChanged, this, &SecurityTable::fit);
    connect(model, &QAbstractItemModel::headerDataChanged, this, &SecurityTable::fit);
    fit();
}

void SecurityTable::setRowHeight(int height)
{
    m_height = height;
    restyle();
}

void SecurityTable::restyle()
{
    horizontalHeader()->setStyleSheet(
        QStringLiteral("QHeaderView::section { padding: %1px %2px; }").arg(m_theme->px(4)).arg(m_theme->px(margin)));
    verticalHeader()->setDefaultSectionSize(m_theme->px(m_height));
    horizontalHeader()->setFont(m_theme->ui(Fonts::meta, QFont::DemiBold));
    verticalHeader()->setFont(m_theme->ui(Fonts::meta, QFont::DemiBold));
    fit();
}

void SecurityTable::fit()
{
    if (!model() || model()->columnCount() == 0)
        return;
    const int count = model()->columnCount();
    std::vector<int> widths;
    int total = 0;
    for (int column = 0; column < count; ++column) {
        widths.push_back(std::max(sizeHintForColumn(column), horizontalHeader()->sectionSizeHint(column)));
        total += widths.back();
    }
    const int spare = std::max(0, viewport()->width() - total);
    if (m_spare == Spare::ToTheLast) {
        widths.back() += spare;
    } else {
        const int even = viewport()->width() / count;
        const bool fits = *std::max_element(widths.begin(), widths.end()) <= even;
        for (int &width : widths)
            width = fits ? even : width + spare / count;
    }
    for (int column = 0; column < count; ++column)
        if (columnWidth(column) != widths[static_cast<std::size_t>(column)])
            setColumnWidth(column, widths[static_cast<std::size_t>(column)]);
}

void SecurityTable::showRow(int row)
{
    if (row < 0)
        return clearSelection();
    const QModelIndex index = model()->index(row, std::max(0, currentIndex().column()));
    setCurrentIndex(index);
    scrollTo(index);
}

void SecurityTable::resizeEvent(QResizeEvent *event)
{
    QTableView::resizeEvent(event);
    fit();
}

void SecurityTable::keyPressEvent(QKeyEvent *event)
{
    if (event->modifiers() & (Qt::AltModifier | Qt::ControlModifier | Qt::ShiftModifier))
        return event->ignore(); // the window's
    if ((event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter) && currentIndex().isValid())
        Q_EMIT picked(currentIndex());
    else
        QTableView::keyPressEvent(event);
}

SecurityCell::SecurityCell(Theme *theme, int linkedRole, QObject *parent)
    : QStyledItemDelegate(parent), m_theme(theme), m_linkedRole(linkedRole)
{}

int SecurityCell::textWidth(const QFont &font, const QString &text) const
{
    return QFontMetrics(font).horizontalAdvance(text);
}

QSize SecurityCell::sizeHint(const QStyleOptionViewItem &, const QModelIndex &index) const
{
    return contentSize(index) + QSize(m_theme->px(2 * margin), m_theme->px(4));
}

void SecurityCell::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const Colors &colors = m_theme->colors();
    const bool linked = index.data(m_linkedRole).toBool();
    const bool current = option.state & QStyle::State_Selected;
    painter->save();
    painter->fillRect(option.rect, linked ? colors.selected : current ? colors.linked : colors.base);
    painter->setRenderHint(QPainter::Antialiasing);
    const int side = m_theme->px(margin);
    paintContent(painter, option.rect.adjusted(side, 0, -side, 0), index);
    painter->setRenderHint(QPainter::Antialiasing, false);
    painter->fillRect(QRect(option.rect.left(), option.rect.bottom(), option.rect.width(), 1), colors.hairline);
    if ((option.state & QStyle::State_HasFocus) && (option.state & QStyle::State_Active)) {
        painter->setPen(QPen(colors.accent, 2));
        painter->drawRect(option.rect.adjusted(2, 2, -2, -3));
    }
    painter->restore();
}

} // namespace hd::ui
