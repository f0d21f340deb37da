// SPDX-License-Identifier: GPL-3.0-or-later
// What stands beside and below the rows of the key graph: what carried a secret, the key block, the finished messages.

#include "inspectors/keygraph/keycard.h"
#include "inspectors/keygraph/keygraphplacer.h"
#include "models/valuetext.h"
#include "trace/formula.h"

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

/// RFC 6101 6.1: one rung for each 16 bytes, each with one letter more.
static QString rungs(std::uint32_t size)
{
    const std::uint32_t count = (size + 15) / 16;
    if (count <= 2)
        return count == 1 ? QStringLiteral("'A'") : QStringLiteral("'A', 'BB'");
    const QChar last(static_cast<char16_t>(u'A' + count - 1));
    return QStringLiteral("'A', 'BB', %1'%2'")
        .arg(count > 3 ? QStringLiteral("… ") : QString(), QString(static_cast<qsizetype>(count), last));
}

QString pillText(const KeyGraph &graph, int id)
{
    const KeyNode &node = graph[id];
    const QString label = QStringLiteral("\"%1\"").arg(toQString(node.label));
    if (node.operation == operation::prf)
        return QStringLiteral("PRF · ") + label;
    if (node.operation == operation::sslLadder)
        return QStringLiteral("MD5, SHA-1 · ") + rungs(node.size);
    if (node.operation == operation::sslHash)
        return QStringLiteral("MD5, SHA-1 · ") + label;
    const QString range = QStringLiteral("[%1..%2]").arg(node.offset).arg(node.offset + std::max(node.size, 1U) - 1);
    return graph.sources(id) == node.inputs ? range : QStringLiteral("MD5") + range;
}

void Placer::placeLane(const KeyLane &lane)
{
    m_y += 20;
    const QString name = toQString(m_graph[lane.result].name);
    if (const qsizetype dot = name.indexOf(u'.'); dot > 0) {
        m_layout.headings.push_back({-1, name.left(dot), QRectF(margin, m_y, width(), headingHeight)});
        m_y += headingHeight;
    }
    const qreal pillWidth = m_options.measure(pillText(m_graph, lane.result), KeyText::Mono) + 32;
    const qreal each = lane.hash >= 0 ? (width() - pillWidth - 48) / 2 : std::min(width() / 2, 320.0);
    if (lane.hash >= 0)
        addBox(lane.hash, KeyBox::Shape::Value, QRectF(margin, m_y, each, valueHeight));
    addBox(lane.result, KeyBox::Shape::Value, QRectF(m_right - each, m_y, each, valueHeight));
    const qreal left = lane.hash >= 0 ? margin + each + 20 : m_right - each - 24 - pillWidth;
    addLanePill(lane, QRectF(left, m_y + 34, pillWidth, pillHeight), m_right - each);
    if (lane.hash >= 0)
        m_layout.edges.push_back({{{margin + each, m_y + 34 + pillHeight / 2}, {left, m_y + 34 + pillHeight / 2}},
                                  lane.hash,
                                  lane.result,
                                  false,
                                  {}});
    m_y += valueHeight;
    for (const int node : {lane.hash, lane.result})
        if (node >= 0 && isOpen(node))
            hangCard(node);
}

/// Links that are written as a sum; those that do not fit before @p right are left out.
static void placeSum(QList<KeyLink> &links, QPointF at, qreal right, const MeasureText &measure)
{
    constexpr qreal height = 18;
    qreal x = at.x();
    for (qsizetype i = 0; i < links.size(); ++i) {
        const bool last = i + 1 == links.size();
        const qreal width = measure(links[i].text + (last ? QString() : QStringLiteral(" + ")), KeyText::Meta) + 2;
        if (x + width > right && i > 0) {
            links.resize(i);
            links.back().text += QStringLiteral(" + …");
            links.back().rect.setRight(right);
            return;
        }
        links[i].rect = QRectF(x, at.y(), std::min(width, right - x), height);
        x += width;
    }
}

/// What goes in beside the hash stands above the pill; messages too, where no hash over them has a place.
void Placer::addLanePill(const KeyLane &lane, const QRectF &rect, qreal right)
{
    KeyPill pill;
    pill.node = lane.result;
    pill.text = pillText(m_graph, lane.result);
    pill.rect = rect;
    for (const int input : m_graph.sources(lane.result))
        if (input != lane.hash)
            pill.beside.append({{}, toQString(m_graph[input].name), {input, {}, {}}});
    if (const auto own = m_graph[lane.result].any())
        for (const Input &input : m_trace[*own].inputs)
            if (!input.messages.empty())
                pill.beside.append({{}, toQString(inputName(m_trace, input)), {-1, {}, input.messages.back()}});
    const qreal from = lane.hash >= 0 ? rect.left() + 16 : margin;
    placeSum(pill.beside, {from, m_y + 8}, lane.hash >= 0 ? rect.right() : right - 16, m_options.measure);
    if (lane.hash < 0 && !pill.beside.isEmpty()) { // as near to the pill as they fit
        const qreal shift = std::max(0.0, rect.right() - pill.beside.back().rect.right());
        for (KeyLink &link : pill.beside)
            link.rect.translate(shift, 0);
    }
    const qreal middle = rect.center().y();
    m_layout.edges.push_back({{{rect.right(), middle}, {right, middle}}, lane.result, lane.result, true, {}});
    m_layout.pills.push_back(std::move(pill));
}

} // namespace hd::ui::placing
