// SPDX-License-Identifier: GPL-3.0-or-later
#include "inspectors/structurestrip.h"

#include "theme/theme.h"

#include <QMouseEvent>
#include <QPainter>

#include <cmath>

namespace hd::ui {

static constexpr int sideMargin = 16;
static constexpr int top = 10;
static constexpr int barHeight = 8;
static constexpr int gap = 2;

StructureStrip::StructureStrip(Theme *theme, QWidget *parent) : QWidget(parent), m_theme(theme)
{
    const auto restyle = [this] {
        setFixedHeight(m_theme->px(28));
        update();
    };
    connect(theme, &Theme::changed, this, restyle);
    restyle();
}

void StructureStrip::setContent(std::uint32_t size, std::vector<Range> leaves)
{
    m_size = size;
    m_leaves = std::move(leaves);
    m_selection.clear();
    update();
}

void StructureStrip::setSelection(std::vector<Range> selection)
{
    m_selection = std::move(selection);
    update();
}

QRectF StructureStrip::bar(Range range) const
{
    const int margin = m_theme->px(sideMargin);
    const qreal scale = static_cast<qreal>(width() - 2 * margin + gap) / m_size;
    const qreal left = std::round(range.offset * scale);
    const qreal right = std::round(range.end() * scale) - gap;
    return {margin + left, static_cast<qreal>(m_theme->px(top)), std::max(right - left, 0.0),
            static_cast<qreal>(m_theme->px(barHeight))};
}

void StructureStrip::paintEvent(QPaintEvent *)
{
    if (m_size == 0)
        return;
    const Colors &colors = m_theme->colors();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(colors.controlEdge, 1));
    painter.setBrush(colors.sunken);
    qreal drawn = 0; // small neighbours share a pixel: draw it once
    for (const Range &leaf : m_leaves) {
        const QRectF box = bar(leaf);
        if (box.right() < drawn + gap)
            continue;
        const QRectF edge = box.adjusted(0.5, 0.5, box.width() < 2 ? 0.5 : -0.5, -0.5);
        const qreal radius = edge.width() < 6 ? 0.5 : 2;
        painter.drawRoundedRect(edge, radius, radius);
        drawn = box.right();
    }
    painter.setPen(Qt::NoPen);
    painter.setBrush(colors.accent);
    for (const Range &selected : m_selection) {
        QRectF box = bar(selected);
        box.setWidth(std::max(box.width(), 3.0));
        painter.drawRoundedRect(box, 2, 2);
    }
}

void StructureStrip::mousePressEvent(QMouseEvent *event)
{
    if (m_size == 0 || event->button() != Qt::LeftButton)
        return;
    const int margin = m_theme->px(sideMargin);
    const qreal share = (event->position().x() - margin) / std::max(1, width() - 2 * margin);
    const auto offset = static_cast<std::uint32_t>(std::clamp(share, 0.0, 1.0) * m_size);
    Q_EMIT clicked(std::min(offset, m_size - 1));
}

} // namespace hd::ui
