// SPDX-License-Identifier: GPL-3.0-or-later
#include "inspectors/records/recordlist.h"

#include "models/recordlistmodel.h"
#include "theme/icons.h"
#include "theme/theme.h"

#include <QHeaderView>
#include <QKeyEvent>
#include <QPainter>
#include <QScopedValueRollback>
#include <QStyledItemDelegate>

namespace hd::ui {

// In px at 1x.
static constexpr int tableRow = 24;
static constexpr int padding = 8;
static constexpr int sample = 26; ///< of the line that says how a record is protected

namespace {

bool isMono(int column)
{
    using Model = RecordListModel;
    return column == Model::Number || column == Model::Epoch || column == Model::Sequence || column == Model::Length;
}

QFont fontOf(const Theme &theme, int column, bool strong)
{
    const int weight = strong ? QFont::DemiBold : QFont::Normal;
    return isMono(column) ? theme.mono(Fonts::meta, weight) : theme.ui(Fonts::meta, weight);
}

QString refusedSuffix()
{
    return QStringLiteral(" · ✕ ") + RecordList::tr("refused");
}

class RecordDelegate : public QStyledItemDelegate
{
public:
    RecordDelegate(Theme *theme, QObject *parent) : QStyledItemDelegate(parent), m_theme(theme) {}

    QSize sizeHint(const QStyleOptionViewItem &, const QModelIndex &) const override
    {
        return {m_theme->px(40), m_theme->px(tableRow)};
    }

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        const Colors &colors = m_theme->colors();
        const int column = index.column();
        const bool pending = index.data(RecordListModel::PendingRole).toBool();
        QRect box = option.rect.adjusted(m_theme->px(padding), 0, -m_theme->px(padding), 0);
        if (column == RecordListModel::Protection)
            box.setLeft(paintProtection(painter, box, index, pending));
        else if (pending && column > RecordListModel::Direction)
            return;
        const bool refused = !pending && index.data(RecordListModel::RefusedRole).toBool();
        QString text = index.data().toString();
        if (column == RecordListModel::Protection && pending)
            text = RecordList::tr("not yet");
        else if (column == RecordListModel::Protection && refused)
            text += refusedSuffix();
        const bool alert = refused && column == RecordListModel::Protection;
        painter->setFont(fontOf(*m_theme, column, alert || (option.state & QStyle::State_Selected)));
        painter->setPen(
            alert ? colors.alert
            : pending
                ? colors.text3
                : (column == RecordListModel::Type || column == RecordListModel::Inside ? colors.text1 : colors.text2));
        painter->drawText(box, index.data(Qt::TextAlignmentRole).toInt() | Qt::TextDontClip, text);
    }

private:
    /// The line with which the diagram draws it: single, or double and locked. @returns where the text goes on.
    int paintProtection(QPainter *painter, QRect box, const QModelIndex &index, bool pending) const
    {
        const Colors &colors = m_theme->colors();
        const auto phase = static_cast<KeyPhase>(index.data(RecordListModel::PhaseRole).toInt());
        const int width = m_theme->px(sample);
        const qreal y = box.center().y() + 0.5;
        painter->save();
        painter->setRenderHint(QPainter::Antialiasing);
        if (pending) {
            painter->setPen(QPen(colors.controlEdge, 1, Qt::DotLine));
            painter->drawLine(QPointF(box.left(), y), QPointF(box.left() + width - m_theme->px(8), y));
        } else if (phase == KeyPhase::Clear) {
            painter->setPen(QPen(colors.clear, m_theme->px(2)));
            painter->drawLine(QPointF(box.left(), y), QPointF(box.left() + width - m_theme->px(8), y));
        } else {
            const bool application = phase == KeyPhase::Application;
            const int side = m_theme->px(16);
            const QRectF lock(box.left(), box.center().y() - side / 2.0 + 0.5, side, side);
            paintIcon(painter, application ? Icon::LockFilled : Icon::Lock, lock,
                      application ? colors.applicationKeys : colors.handshakeKeys);
        }
        painter->restore();
        return box.left() + width;
    }

    Theme *m_theme;
};

} // namespace

RecordList::RecordList(Theme *theme, QWidget *parent) : QTreeView(parent), m_theme(theme)
{
    setItemDelegate(new RecordDelegate(theme, this));
    setFrameShape(QFrame::NoFrame);
    setRootIsDecorated(false);
    setItemsExpandable(false);
    setUniformRowHeights(true);
    setAllColumnsShowFocus(true);
    setEditTriggers(NoEditTriggers);
    setSelectionBehavior(SelectRows);
    setIndentation(0);
    setHorizontalScrollMode(ScrollPerPixel);
    header()->setStretchLastSection(true);
    header()->setSectionsMovable(false);
    header()->setMinimumSectionSize(8);
    connect(theme, &Theme::changed, this, &RecordList::restyle);
    restyle();
}

void RecordList::restyle()
{
    header()->setFixedHeight(m_theme->px(tableRow));
    header()->setFont(m_theme->ui(Fonts::caption, QFont::DemiBold));
    placeColumns();
    doItemsLayout();
}

void RecordList::setRecords(RecordListModel *model)
{
    m_records = model;
    setModel(model);
    connect(model, &QAbstractItemModel::modelReset, this, &RecordList::placeColumns);
    placeColumns();
}

/// Of what stands in the first and the last rows and in the head. Numbers only grow downwards, and the same few words
/// come again and again.
int RecordList::widthOf(int column) const
{
    constexpr int looked = 48;
    const QFontMetrics metrics(fontOf(*m_theme, column, true));
    const QFontMetrics headMetrics(m_theme->ui(Fonts::caption, QFont::DemiBold));
    int widest = 0;
    const int rows = m_records->rowCount();
    const auto look = [&](int from, int to) {
        for (int row = std::max(0, from); row < std::min(to, rows); ++row) {
            const QModelIndex index = m_records->index(row, column);
            QString text = index.data().toString();
            if (column == RecordListModel::Protection && index.data(RecordListModel::RefusedRole).toBool())
                text += refusedSuffix();
            widest = std::max(widest, metrics.horizontalAdvance(text));
        }
    };
    look(0, looked);
    look(std::max(looked, rows - looked), rows);
    if (column == RecordListModel::Length)
        widest = std::max(widest, metrics.horizontalAdvance(QStringLiteral("16384")));
    if (column == RecordListModel::Inside && widest == 0)
        return 0;
    if (column == RecordListModel::Protection)
        widest += m_theme->px(sample);
    widest = std::max(widest, headMetrics.horizontalAdvance(
                                  m_records->headerData(column, Qt::Horizontal, Qt::DisplayRole).toString()));
    return widest + 2 * m_theme->px(padding) + 2;
}

void RecordList::placeColumns()
{
    if (!m_records)
        return;
    for (int column = 0; column < RecordListModel::NumColumns; ++column) {
        const int width = widthOf(column);
        header()->setSectionHidden(column, width == 0);
        header()->resizeSection(column, width + (column == RecordListModel::Number ? m_theme->px(padding) : 0));
    }
}

void RecordList::mark(std::optional<RecordId> record, std::vector<RecordId> linked)
{
    const QScopedValueRollback<bool> guard(m_showing, true);
    m_linked = std::move(linked);
    std::sort(m_linked.begin(), m_linked.end());
    const std::optional<RecordId> seen = record             ? record
                                         : m_linked.empty() ? std::nullopt
                                                            : std::optional(m_linked.front());
    if (record) {
        setCurrentIndex(m_records->index(static_cast<int>(record->index), 0));
    } else {
        clearSelection();
        setCurrentIndex({});
    }
    if (seen)
        scrollTo(m_records->index(static_cast<int>(seen->index), 0));
    viewport()->update();
}

void RecordList::drawRow(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const Colors &colors = m_theme->colors();
    const bool selected = selectionModel()->isSelected(index);
    const bool linked =
        std::binary_search(m_linked.begin(), m_linked.end(), RecordId{static_cast<std::uint32_t>(index.row())});
    const QRect row(0, option.rect.top(), viewport()->width(), option.rect.height());
    painter->fillRect(row, selected ? colors.selected : linked ? colors.linked : colors.base);
    if (selected || linked)
        painter->fillRect(QRect(0, row.top(), m_theme->px(selected ? 3 : 1), row.height()), colors.accent);
    QStyleOptionViewItem cell = option;
    cell.state.setFlag(QStyle::State_Selected, selected);
    for (int column = 0; column < RecordListModel::NumColumns; ++column) {
        if (isColumnHidden(column))
            continue;
        const QModelIndex at = index.siblingAtColumn(column);
        cell.rect = QRect(columnViewportPosition(column), row.top(), columnWidth(column), row.height());
        itemDelegate()->paint(painter, cell, at);
    }
    if (selected && hasFocus()) {
        painter->setPen(QPen(colors.accent, 2));
        painter->setBrush(Qt::NoBrush);
        painter->drawRect(row.adjusted(4, 1, -1, -1));
    }
}

void RecordList::currentChanged(const QModelIndex &current, const QModelIndex &previous)
{
    QTreeView::currentChanged(current, previous);
    if (!m_showing && current.isValid() && current.row() != previous.row())
        Q_EMIT picked(RecordId{static_cast<std::uint32_t>(current.row())});
}

void RecordList::mousePressEvent(QMouseEvent *event)
{
    if (event->button() != Qt::LeftButton && event->button() != Qt::RightButton) {
        event->ignore();
        return;
    }
    const QModelIndex at = indexAt(event->pos());
    const bool again = at.isValid() && at.row() == currentIndex().row();
    QTreeView::mousePressEvent(event);
    if (again && !m_showing) // from one of its parts back to the whole
        Q_EMIT picked(RecordId{static_cast<std::uint32_t>(at.row())});
}

void RecordList::keyPressEvent(QKeyEvent *event)
{
    if (event->modifiers() & (Qt::AltModifier | Qt::ControlModifier | Qt::ShiftModifier)) {
        event->ignore(); // the window's
        return;
    }
    QTreeView::keyPressEvent(event);
}

} // namespace hd::ui
