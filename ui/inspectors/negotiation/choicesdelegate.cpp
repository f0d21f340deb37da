// SPDX-License-Identifier: GPL-3.0-or-later
#include "inspectors/negotiation/choicesdelegate.h"

#include "models/choicesmodel.h"
#include "theme/icons.h"

#include <QPainter>
#include <QTreeView>

namespace hd::ui {

static constexpr int margin = 16;
static constexpr int iconRoom = 20;
static constexpr int wrapped = Qt::TextWordWrap | Qt::TextWrapAnywhere;

/// The texts of a row below each other, each where it goes and in what it is written.
struct ChoicesDelegate::Lines
{
    struct Line
    {
        QString text;
        QFont font;
        QRect box; ///< from the row's corner
        QColor Colors::*color;
    };
    std::vector<Line> all;
    int iconLine = -1; ///< the line that has an icon before it
    int height = 0;
};

ChoicesDelegate::ChoicesDelegate(QTreeView *view, const Theme *theme)
    : QStyledItemDelegate(view), m_view(view), m_theme(theme)
{}

static bool isChoice(const QModelIndex &index)
{
    return !index.parent().isValid();
}

ChoicesDelegate::Lines ChoicesDelegate::lines(const QModelIndex &index, int width) const
{
    Lines lines;
    int top = 0;
    const auto add = [&](const QString &text, const QFont &font, QColor Colors::*color, int left, int right, int gap) {
        if (text.isEmpty())
            return;
        const int room = std::max(1, width - left - right);
        const int height = QFontMetrics(font).boundingRect(0, 0, room, 10000, wrapped, text).height();
        top += gap;
        lines.all.push_back({text, font, {left, top, room, height}, color});
        top += height;
    };
    const int side = m_theme->px(margin);
    const int indent = side + m_theme->px(iconRoom);
    const QString text = index.data(ChoicesModel::TextRole).toString();
    if (isChoice(index)) {
        const bool first = index.row() == 0;
        const QFont mono = m_theme->mono(Fonts::caption);
        const QString clause = index.data(ChoicesModel::ClauseRole).toString();
        const int clauseWidth = QFontMetrics(mono).horizontalAdvance(clause);
        add(index.data().toString(), m_theme->ui(Fonts::body, QFont::DemiBold), &Colors::text1, side,
            side + clauseWidth + m_theme->px(12), m_theme->px(first ? 8 : 20));
        if (!clause.isEmpty() && !lines.all.empty())
            lines.all.push_back({clause,
                                 mono,
                                 {width - side - clauseWidth, lines.all.back().box.top() + m_theme->px(1),
                                  clauseWidth + 1, QFontMetrics(mono).height()},
                                 &Colors::text3});
        const bool failed = index.data(ChoicesModel::FailedRole).toBool();
        const bool decided = index.data(ChoicesModel::DecidedRole).toBool();
        lines.iconLine = static_cast<int>(lines.all.size());
        add(index.data(ChoicesModel::OutcomeRole).toString(),
            decided && !failed ? m_theme->mono(Fonts::body, QFont::DemiBold)
                               : m_theme->ui(Fonts::body, QFont::DemiBold),
            failed     ? &Colors::alert
            : !decided ? &Colors::text2
                       : &Colors::text1,
            indent, side, m_theme->px(4));
        add(text, m_theme->ui(Fonts::meta), &Colors::text2, indent, side, m_theme->px(2));
        lines.height = top + m_theme->px(8);
        return lines;
    }
    const bool chosen = index.data(ChoicesModel::ChosenRole).toBool();
    lines.iconLine = chosen ? 0 : -1;
    add(index.data().toString(), m_theme->mono(Fonts::meta, chosen ? QFont::DemiBold : QFont::Normal), &Colors::text1,
        indent, m_theme->px(4), m_theme->px(4));
    add(text, m_theme->ui(Fonts::meta), &Colors::text2, indent, m_theme->px(4), m_theme->px(1));
    lines.height = std::max(top + m_theme->px(5), m_theme->px(24));
    return lines;
}

QSize ChoicesDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    if (index.column() != ChoicesModel::Name)
        return {m_theme->px(56), m_theme->px(24)};
    const int width = isChoice(index) ? m_view->viewport()->width() : m_view->columnWidth(ChoicesModel::Name);
    return {option.rect.width(), lines(index, width).height};
}

void ChoicesDelegate::paintMark(QPainter *painter, const QRect &box, const QModelIndex &index) const
{
    if (isChoice(index))
        return;
    const Colors &colors = m_theme->colors();
    const QRectF icon(box.center().x() - m_theme->px(7), box.top() + m_theme->px(6), m_theme->px(14), m_theme->px(14));
    switch (static_cast<Known>(index.data(ChoicesModel::KnownRole).toInt())) {
    case Known::Yes:
        paintIcon(painter, Icon::Check, icon, colors.established);
        return;
    case Known::No:
        paintIcon(painter, Icon::Cross, icon, colors.text3);
        return;
    case Known::Untold:
        if (index.data(ChoicesModel::DecidedRole).toBool()) {
            painter->setFont(m_theme->ui(Fonts::meta));
            painter->setPen(colors.text3);
            painter->drawText(icon, Qt::AlignCenter, QStringLiteral("?"));
        }
        return;
    }
}

void ChoicesDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const Colors &colors = m_theme->colors();
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    QRect body = option.rect;
    if (isChoice(index) && index.row() > 0) {
        painter->fillRect(QRect(body.left(), body.top() + m_theme->px(8), body.width(), 1), colors.hairline);
        body.setTop(body.top() + m_theme->px(9));
    }
    if (option.state & QStyle::State_Selected) {
        painter->fillRect(body, colors.selected);
        if (index.column() == ChoicesModel::Name)
            painter->fillRect(QRect(body.left(), body.top(), m_theme->px(3), body.height()), colors.accent);
    } else if (option.state & QStyle::State_MouseOver) {
        painter->fillRect(body, colors.linked);
    }
    if (index.column() != ChoicesModel::Name) {
        paintMark(painter, option.rect, index);
        painter->restore();
        return;
    }
    const Lines all = lines(index, option.rect.width());
    for (std::size_t i = 0; i < all.all.size(); ++i) {
        const Lines::Line &line = all.all[i];
        const QRect box = line.box.translated(option.rect.topLeft());
        painter->setFont(line.font);
        painter->setPen(colors.*line.color);
        painter->drawText(box, wrapped, line.text);
        if (static_cast<int>(i) != all.iconLine)
            continue;
        const bool failed = index.data(ChoicesModel::FailedRole).toBool();
        const bool decided = index.data(ChoicesModel::DecidedRole).toBool();
        const QRectF icon(box.left() - m_theme->px(iconRoom), box.top() + m_theme->px(1), m_theme->px(14),
                          m_theme->px(14));
        if (failed)
            paintIcon(painter, Icon::Cross, icon, colors.alert);
        else if (decided)
            paintIcon(painter, Icon::Check, icon, colors.established);
    }
    painter->restore();
}

} // namespace hd::ui
