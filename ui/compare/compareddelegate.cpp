// SPDX-License-Identifier: GPL-3.0-or-later
#include "compare/compareddelegate.h"

#include "models/comparisonwords.h"
#include "theme/theme.h"

#include <QPainter>

namespace hd::ui {

static constexpr int margin = 8;
static constexpr int rowHeight = 26;
static constexpr int markWidth = 20;
static constexpr int barIndent = 72;  ///< where bars begin, right of their numbers
static constexpr int lineHeight = 20; ///< of a value below its field's name

ComparedDelegate::ComparedDelegate(const Theme *theme, QObject *parent) : QStyledItemDelegate(parent), m_theme(theme) {}

QFont ComparedDelegate::fontOf(const QModelIndex &index) const
{
    if (index.data(HeadingRole).toBool())
        return m_theme->ui(Fonts::caption, QFont::DemiBold);
    const int weight = index.data(DiffersRole).toBool() ? QFont::DemiBold : QFont::Normal;
    const bool hex = index.data(ChangedRole).isValid() && index.column() > 0;
    return hex ? m_theme->mono(Fonts::meta) : m_theme->ui(Fonts::body, index.column() == 0 ? weight : QFont::Normal);
}

int ComparedDelegate::markRoom(const QModelIndex &index) const
{
    return index.column() == 0 && index.data(MarkRole).isValid() ? m_theme->px(markWidth) : 0;
}

QModelIndexList ComparedDelegate::stackOf(const QModelIndex &index) const
{
    const QString mark = index.data(MarkRole).toString();
    const bool onlyA = mark == QStringLiteral("A"), onlyB = mark == QStringLiteral("B");
    QModelIndexList stack;
    const auto add = [&](int column) {
        const QModelIndex value = index.siblingAtColumn(column);
        if (!value.data().toString().isEmpty())
            stack << value;
    };
    if (!onlyB)
        add(1);
    if (!onlyA && (mark != QStringLiteral("=") || stack.isEmpty()))
        add(2);
    if (!onlyA && !onlyB)
        add(3); // why
    return stack;
}

void ComparedDelegate::paintStack(QPainter *painter, const QRect &box, const QModelIndex &index) const
{
    const bool same = index.data(MarkRole).toString() == QStringLiteral("=");
    const QColor pen = painter->pen().color();
    int top = box.top() + m_theme->px(rowHeight - 2);
    for (const QModelIndex &value : stackOf(index)) {
        QRect line(box.left(), top, box.width(), m_theme->px(lineHeight));
        top += line.height();
        painter->setFont(fontOf(value));
        painter->setPen(m_theme->colors().text3);
        if (!same && value.column() <= 2)
            painter->drawText(line, Qt::AlignLeft | Qt::AlignVCenter,
                              value.column() == 1 ? QStringLiteral("A") : QStringLiteral("B"));
        painter->setPen(pen);
        line.setLeft(line.left() + m_theme->px(markWidth));
        painter->drawText(line, Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine, value.data().toString());
        paintBar(painter, line, value);
        paintChanged(painter, line, value);
    }
}

QSize ComparedDelegate::sizeHint(const QStyleOptionViewItem &, const QModelIndex &index) const
{
    if (m_stacked && !index.data(HeadingRole).toBool()) {
        const QModelIndexList stack = stackOf(index);
        int widest = QFontMetrics(fontOf(index)).horizontalAdvance(index.data().toString());
        for (const QModelIndex &value : stack)
            widest = std::max(widest, m_theme->px(markWidth) +
                                          QFontMetrics(fontOf(value)).horizontalAdvance(value.data().toString()));
        const int lines = static_cast<int>(stack.size());
        return {widest + markRoom(index) + m_theme->px(2 * margin),
                m_theme->px(rowHeight + (lines > 0 ? 4 : 0)) + lines * m_theme->px(lineHeight)};
    }
    const int width = QFontMetrics(fontOf(index)).horizontalAdvance(index.data().toString());
    const bool heading = index.data(HeadingRole).toBool(); // reaches over all columns
    return {(heading ? 0 : width) + markRoom(index) + m_theme->px(2 * margin), m_theme->px(heading ? 32 : rowHeight)};
}

/// How large a number is beside the other, right of it.
void ComparedDelegate::paintBar(QPainter *painter, const QRect &line, const QModelIndex &index) const
{
    const QVariant share = index.data(ShareRole);
    if (!share.isValid())
        return;
    const int left = line.left() + m_theme->px(barIndent), height = m_theme->px(8);
    const int width = qRound(std::max(0, line.right() - left) * share.toDouble());
    painter->fillRect(QRect(left, line.center().y() - height / 2 + 1, width, height), m_theme->colors().text3);
}

/// Underlined: a colour alone is not for every eye.
void ComparedDelegate::paintChanged(QPainter *painter, const QRect &box, const QModelIndex &index) const
{
    const Colors &colors = m_theme->colors();
    const QString text = index.data().toString();
    const QFontMetrics metrics = painter->fontMetrics();
    for (const QVariant &run : index.data(ChangedRole).toList()) {
        const QVariantList range = run.toList();
        const int left = box.left() + metrics.horizontalAdvance(text.left(range[0].toInt()));
        const int width = metrics.horizontalAdvance(text.mid(range[0].toInt(), range[1].toInt()));
        const int bottom = box.center().y() + metrics.ascent() / 2 + m_theme->px(3);
        const bool muted = index.data(MutedRole).toBool();
        painter->fillRect(QRect(left, bottom, width, muted ? 1 : m_theme->px(2)),
                          muted ? colors.controlEdge : colors.accent);
    }
}

void ComparedDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const Colors &colors = m_theme->colors();
    painter->save();
    if (option.state.testFlag(QStyle::State_Selected))
        painter->fillRect(option.rect, colors.selected);
    else if (option.state.testFlag(QStyle::State_MouseOver))
        painter->fillRect(option.rect, colors.linked);
    const bool heading = index.data(HeadingRole).toBool();
    const bool muted = index.data(MutedRole).toBool();
    QRect box = option.rect.adjusted(m_theme->px(margin), 0, heading ? 4000 : -m_theme->px(margin), 0);
    const int nameHeight = m_stacked && !heading ? m_theme->px(rowHeight) : box.height();
    if (const int room = markRoom(index)) {
        painter->setFont(m_theme->ui(Fonts::meta, QFont::DemiBold));
        painter->setPen(muted ? colors.text3 : colors.accent);
        painter->drawText(QRect(box.left(), box.top(), room, nameHeight), Qt::AlignLeft | Qt::AlignVCenter,
                          index.data(MarkRole).toString());
        box.setLeft(box.left() + room);
    }
    painter->setFont(fontOf(index));
    painter->setPen(heading || muted ? colors.text2 : colors.text1);
    painter->setClipping(!heading);
    if (m_stacked && !heading) {
        painter->drawText(QRect(box.left(), box.top(), box.width(), nameHeight), Qt::AlignLeft | Qt::AlignVCenter,
                          index.data().toString());
        paintStack(painter, box, index);
        return painter->restore();
    }
    painter->drawText(box, Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine, index.data().toString());
    painter->restore();
}

} // namespace hd::ui
