// SPDX-License-Identifier: GPL-3.0-or-later
// Questions to a finished layout: what stands where.

#include "inspectors/keygraph/keygraphlayout.h"

#include <cmath>
#include <set>

namespace hd::ui {

std::optional<QRectF> KeyGraphLayout::rectOf(int node) const
{
    if (card && card->node == node)
        return card->rect;
    for (const KeyBox &box : boxes)
        if (box.node == node)
            return box.rect;
    for (const KeyHeading &heading : headings)
        if (heading.node == node && node >= 0)
            return heading.rect;
    return std::nullopt;
}

std::optional<int> KeyGraphLayout::nodeAt(QPointF at) const
{
    for (const KeyBox &box : boxes)
        if (box.rect.contains(at))
            return box.node;
    if (card && card->rect.contains(at))
        return card->node;
    for (const KeyHeading &heading : headings)
        if (heading.node >= 0 && heading.rect.contains(at))
            return heading.node;
    return std::nullopt;
}

std::optional<KeyTarget> KeyGraphLayout::targetAt(QPointF at) const
{
    const auto hit = [at](const QList<KeyLink> &links) -> std::optional<KeyTarget> {
        for (const KeyLink &link : links)
            if (link.rect.contains(at))
                return link.target;
        return std::nullopt;
    };
    if (card && card->rect.contains(at)) {
        for (const KeyCardInput &input : card->inputs)
            if (const auto target = hit(input.from))
                return target;
        for (const KeyCardPiece &piece : card->blocks.pieces)
            if (piece.node >= 0 && piece.rect.contains(at))
                return KeyTarget{piece.node, {}, {}};
    }
    for (const KeyPill &pill : pills)
        if (const auto target = hit(pill.beside))
            return target;
    for (const KeyBox &box : boxes)
        if (const auto target = hit(box.from))
            return target;
    return std::nullopt;
}

std::optional<int> KeyGraphLayout::stepAt(QPointF at) const
{
    if (card)
        for (const KeyCardStep &step : card->blocks.steps)
            if (step.rect.contains(at))
                return step.step;
    return std::nullopt;
}

/// Each once: an open slice has its box and its card, of which the card counts.
static std::vector<std::pair<QRectF, int>> placedNodes(const KeyGraphLayout &layout)
{
    std::vector<std::pair<QRectF, int>> placed;
    std::set<int> known;
    const auto add = [&](const QRectF &rect, int node) {
        if (node >= 0 && known.insert(node).second)
            placed.emplace_back(rect, node);
    };
    if (layout.card)
        add(layout.card->rect, layout.card->node);
    for (const KeyBox &box : layout.boxes)
        add(box.rect, box.node);
    for (const KeyHeading &heading : layout.headings)
        add(heading.rect, heading.node);
    std::stable_sort(placed.begin(), placed.end(), [](const auto &a, const auto &b) {
        return std::pair(a.first.top(), a.first.left()) < std::pair(b.first.top(), b.first.left());
    });
    return placed;
}

QList<int> KeyGraphLayout::nodesInOrder() const
{
    QList<int> nodes;
    for (const auto &[rect, node] : placedNodes(*this))
        nodes.append(node);
    return nodes;
}

/// The nearest node that lies in @p direction; what lies straight ahead is nearer than what lies aside.
std::optional<int> KeyGraphLayout::neighbour(int node, QPointF direction) const
{
    const QRectF from = *rectOf(node);
    std::optional<int> nearest;
    qreal best = 0;
    for (const auto &[to, other] : placedNodes(*this)) {
        const bool across = direction.x() != 0;
        const qreal ahead = across              ? (to.center().x() - from.center().x()) * direction.x()
                            : direction.y() > 0 ? to.top() - from.bottom() + 2
                                                : from.top() - to.bottom() + 2;
        const qreal aside =
            across ? std::abs(to.center().y() - from.center().y()) : std::abs(to.center().x() - from.center().x());
        if (other == node || ahead <= 1 || (across && aside > 40))
            continue;
        const qreal distance = across ? ahead + aside : 20 * ahead + aside; // up and down go row by row
        if (!nearest || distance < best) {
            nearest = other;
            best = distance;
        }
    }
    return nearest;
}

} // namespace hd::ui
