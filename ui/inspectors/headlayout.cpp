// SPDX-License-Identifier: GPL-3.0-or-later
#include "inspectors/headlayout.h"

#include "theme/theme.h"

#include <QWidget>

#include <algorithm>

namespace hd::ui {

static constexpr int margin = 16;
static constexpr int gap = 8;
static constexpr int line = 39;

HeadLayout::HeadLayout(const Theme *theme, QWidget *head) : QLayout(head), m_theme(theme)
{
    setContentsMargins(0, 0, 0, 0);
    connect(theme, &Theme::changed, this, &QLayout::invalidate);
}

HeadLayout::~HeadLayout()
{
    qDeleteAll(m_items);
}

void HeadLayout::addTail(QWidget *widget)
{
    addWidget(widget);
    m_tail = widget;
}

void HeadLayout::addItem(QLayoutItem *item)
{
    m_items.push_back(item);
}

int HeadLayout::count() const
{
    return static_cast<int>(m_items.size());
}

QLayoutItem *HeadLayout::itemAt(int index) const
{
    return index >= 0 && index < count() ? m_items[static_cast<std::size_t>(index)] : nullptr;
}

QLayoutItem *HeadLayout::takeAt(int index)
{
    QLayoutItem *item = itemAt(index);
    if (item)
        m_items.erase(m_items.begin() + index);
    return item;
}

/// Where each goes, below each other in lines of one height.
std::vector<HeadLayout::Place> HeadLayout::places(int width) const
{
    const int side = m_theme->px(margin);
    const int between = m_theme->px(gap);
    const int room = std::max(1, width - 2 * side);
    std::vector<Place> placed;
    int x = 0;
    int top = 0;
    for (QLayoutItem *item : m_items) {
        if (item->isEmpty())
            continue;
        const QSize wanted = item->sizeHint();
        const int taken = std::min(wanted.width(), room);
        if (x > 0 && x + taken > room) {
            x = 0;
            top += m_theme->px(line);
        }
        const int left = m_tail && item->widget() == m_tail ? room - taken : x;
        const int height = std::min(wanted.height(), m_theme->px(line));
        placed.push_back({item, {side + left, top + (m_theme->px(line) - height) / 2, taken, height}});
        x = left + taken + between;
    }
    return placed;
}

int HeadLayout::heightForWidth(int width) const
{
    const std::vector<Place> placed = places(width);
    const int lines = placed.empty() ? 1 : placed.back().rect.center().y() / m_theme->px(line) + 1;
    return lines * m_theme->px(line);
}

QSize HeadLayout::sizeHint() const
{
    int width = 2 * m_theme->px(margin);
    for (const QLayoutItem *item : m_items)
        width += item->isEmpty() ? 0 : item->sizeHint().width() + m_theme->px(gap);
    return {width, m_theme->px(line)};
}

QSize HeadLayout::minimumSize() const
{
    int widest = 0;
    for (const QLayoutItem *item : m_items)
        widest = std::max(widest, item->isEmpty() ? 0 : item->minimumSize().width());
    return {std::min(widest, 200) + 2 * m_theme->px(margin), m_theme->px(line)};
}

void HeadLayout::setGeometry(const QRect &rect)
{
    QLayout::setGeometry(rect);
    for (const Place &place : places(rect.width()))
        place.item->setGeometry(place.rect.translated(rect.topLeft()));
}

} // namespace hd::ui
