// SPDX-License-Identifier: GPL-3.0-or-later
#include "compare/compareddelegate.h"

#include "models/comparisonwords.h"
#include "theme/theme.h"

#include <QPainter>

namespace hd::ui {

static constexpr int margin = 8;
static constexpr int rowHeight = 26;
static constexpr int markWidth = 20;

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

QSize ComparedDelegate::sizeHint(const QStyleOptionViewItem &, const QModelIndex &index) const
{
    const int width = QFontMetrics(fontOf(index)).horizontalAdvance(index.data().toString());
    const bool heading = index.data(HeadingRole).toBool(); // reaches over all columns
    return {(heading ? 0 : width) + markRoom(index) + m_theme->px(2 * margin), m_theme->px(heading ? 32 : rowHeight)};
}

/// Underlined as well as tinted: a tint alone is not for every eye.
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
    if (const int room = markRoom(index)) {
        painter->setFont(m_theme->ui(Fonts::meta, QFont::DemiBold));
        painter->setPen(muted ? colors.text3 : colors.accent);
        painter->drawText(QRect(box.left(), box.top(), room, box.height()), Qt::AlignLeft | Qt::AlignVCenter,
                          index.data(MarkRole).toString());
        box.setLeft(box.left() + room);
    }
    painter->setFont(fontOf(index));
    painter->setPen(heading || muted ? colors.text2 : colors.text1);
    painter->setClipping(!heading);
    const QVariant share = index.data(ShareRole);
    const QRect textBox = share.isValid() ? box.adjusted(0, 0, 0, -m_theme->px(5)) : box;
    painter->drawText(textBox, Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine, index.data().toString());
    paintChanged(painter, box, index);
    if (share.isValid()) {
        const int height = m_theme->px(3);
        const int width = qRound(box.width() * share.toDouble());
        painter->fillRect(QRect(box.left(), box.bottom() - height, width, height), colors.text3);
    }
    painter->restore();
}

} // namespace hd::ui
