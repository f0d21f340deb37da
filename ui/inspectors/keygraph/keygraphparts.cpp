// SPDX-License-Identifier: GPL-3.0-or-later
// What stands beside and below the rows of the key graph: what carried a secret, the key block, the finished messages.

#include "inspectors/keygraph/keycard.h"
#include "inspectors/keygraph/keygraphplacer.h"
#include "models/valuetext.h"

namespace hd::ui::placing {

static constexpr qreal sliceHeight = 62;
static constexpr qreal sliceGap = 4;
static constexpr qreal gapWidth = 69;
static constexpr qreal headingHeight = 22;

std::optional<int> Placer::carriedIn(std::size_t row) const
{
    for (const int node : row < m_graph.rows().size() ? m_graph.rows()[row] : std::vector<int>{})
        if (m_graph[node].carrier >= 0)
            return node;
    return std::nullopt;
}

void Placer::placeCarrier(int carrier)
{
    const QRectF rect(margin, m_y, smallWidth(carrier), smallHeight);
    if (isOpen(carrier)) {
        addCard(carrier, m_y);
        const qreal cardBottom = std::exchange(m_y, m_y + 20);
        m_layout.edges.push_back(
            {{{rect.center().x(), cardBottom}, {rect.center().x(), m_y}}, carrier, carrier, false, false, {}, {}});
    }
    addBox(carrier, KeyBox::Shape::Small, rect.translated(0, m_y - rect.top()));
}

void Placer::startWithCarrier(int carrier)
{
    placeCarrier(carrier);
    m_y += smallHeight + carrierGap;
}

void Placer::connectCarrier(std::size_t row)
{
    const std::optional<int> node = carriedIn(row);
    if (!node)
        return;
    const int carrier = m_graph[*node].carrier;
    const QPointF exit(2 * margin, m_exits.at(carrier).y());
    const QRectF secret = m_layout.rectOf(*node).value_or(QRectF());
    const qreal across = m_rowTop - 24;
    const qreal middle = secret.center().y();
    KeyEdge edge{{exit}, carrier, *node, true, true, m_options.carrierWords, {}, false};
    qreal down = secret.left() - 10;
    if (!isOpen(*node)) {
        edge.points << QPointF(exit.x(), across) << QPointF(down, across) << QPointF(down, middle)
                    << QPointF(secret.left(), middle);
    } else if (m_graph.rows()[row].size() > 1) { // through the column that its card leaves free
        down = m_entries.at(*node).x() - 24;
        edge.points << QPointF(exit.x(), across) << QPointF(down, across) << QPointF(down, secret.top());
    } else {
        down = m_right;
        edge.points << QPointF(exit.x(), secret.top());
    }
    const qreal wide = std::min(m_options.measure(edge.text, KeyText::Meta) + 2, down - 20 - exit.x());
    edge.textRect = QRectF(exit.x() + 10, across + 3, wide, 18);
    m_layout.edges.push_back(std::move(edge));
}

void Placer::placeKeyBlock()
{
    const int block = m_graph.keyBlock();
    const qreal x = m_options.width / 2;
    if (!m_graph.rows().empty()) {
        const std::vector<int> &above = m_graph.rows().back();
        const qreal gather = above.size() > 1 ? pillDrop : 14;
        const QPointF pill = addPill(block, above, {x, m_y + gather});
        for (const int source : above)
            if (flows(source, block))
                addEdge(source, block, m_y + busDrop, pill, true);
        m_open.push_back({{QPointF(x, pill.y() + pillHeight)}, block, block, true, {}});
        m_y = pill.y() + pillHeight + 14;
    }
    m_entries[block] = {x, m_y};
    if (isOpen(block)) {
        addCard(block, m_y + 8);
        finishEdges();
        m_y += 16;
    } else {
        finishEdges();
    }
    m_layout.headings.push_back({block, toQString(m_graph[block].name), QRectF(margin, m_y, 180, headingHeight)});
    m_layout.gapReason = QRectF(margin + 184, m_y, width() - 184, headingHeight);
    m_y += headingHeight;
    placeSlices();
}

void Placer::placeSlices()
{
    const std::vector<int> &slices = m_graph.slices();
    const auto &unused = m_graph.unused();
    const qreal gapsWidth = static_cast<qreal>(unused.size()) * (gapWidth + 2 * sliceGap);
    qreal total = 0;
    for (const int slice : slices)
        total += m_graph[slice].size;
    const qreal room = width() - gapsWidth - sliceGap * std::max(0.0, static_cast<qreal>(slices.size()) - 1);
    qreal x = margin;
    std::optional<int> open;
    for (const int slice : slices) {
        const qreal wide = room * m_graph[slice].size / total; // to scale
        addBox(slice, KeyBox::Shape::Slice, QRectF(x, m_y, wide, sliceHeight));
        x += wide + sliceGap;
        if (isOpen(slice))
            open = slice;
    }
    for (const std::string &name : unused) {
        x += sliceGap;
        m_layout.gaps.push_back({name, QRectF(x, m_y, gapWidth, sliceHeight)});
        x += gapWidth + sliceGap;
    }
    m_y += sliceHeight;
    if (open)
        hangCard(*open);
}

void Placer::hangCard(int node)
{
    const QPointF from = m_exits.at(node);
    addCard(node, m_y + 20);
    m_layout.edges.push_back({{from, QPointF(from.x(), m_layout.card->rect.top())}, node, node, true, {}});
}

void Placer::placeLane(const VerifyLane &lane)
{
    m_y += 20;
    const QString name = toQString(m_graph[lane.result].name);
    m_layout.headings.push_back(
        {-1, name.left(std::max<qsizetype>(name.indexOf(u'.'), 0)), QRectF(margin, m_y, width(), headingHeight)});
    m_y += headingHeight;
    const QString label = QStringLiteral("PRF · \"%1\"").arg(toQString(m_graph[lane.result].label));
    const qreal pillWidth = m_options.measure(label, KeyText::Mono) + 32;
    const qreal each = (width() - pillWidth - 48) / 2;
    addBox(lane.hash, KeyBox::Shape::Value, QRectF(margin, m_y, each, valueHeight));
    addBox(lane.result, KeyBox::Shape::Value, QRectF(m_right - each, m_y, each, valueHeight));

    KeyPill pill;
    pill.node = lane.result;
    pill.text = label;
    pill.rect = QRectF(margin + each + 20, m_y + 34, pillWidth, pillHeight);
    for (const int input : m_graph[lane.result].inputs)
        if (input != lane.hash)
            pill.beside.append({{}, toQString(m_graph[input].name), {input, {}, {}}});
    placeLinks(pill.beside, {pill.rect.left() + 16, m_y + 8}, pill.rect.right(), m_options);
    const qreal middle = pill.rect.center().y();
    m_layout.edges.push_back(
        {{{margin + each, middle}, {pill.rect.left(), middle}}, lane.hash, lane.result, false, {}});
    m_layout.edges.push_back(
        {{{pill.rect.right(), middle}, {m_right - each, middle}}, lane.result, lane.result, true, {}});
    m_layout.pills.push_back(std::move(pill));
    m_y += valueHeight;
    for (const int node : {lane.hash, lane.result})
        if (isOpen(node))
            hangCard(node);
}

} // namespace hd::ui::placing
