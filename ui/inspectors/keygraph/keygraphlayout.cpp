// SPDX-License-Identifier: GPL-3.0-or-later
#include "inspectors/keygraph/keygraphlayout.h"

#include "inspectors/keygraph/keycard.h"
#include "inspectors/keygraph/keygraphplacer.h"
#include "inspectors/keygraph/keyladderlayout.h"
#include "models/valuetext.h"
#include "trace/formula.h"

namespace hd::ui {

namespace placing {

static constexpr qreal smallGap = 12;

KeyGraphLayout Placer::place()
{
    for (std::size_t row = 0; row < m_graph.rows().size(); ++row) {
        if (row > 0)
            connectTo(m_graph.rows()[row - 1], m_graph.rows()[row]);
        else if (const std::optional<int> carried = carriedIn(0))
            startWithCarrier(m_graph[*carried].carrier);
        placeRow(row);
        connectCarrier(row);
    }
    if (m_graph.keyBlock() >= 0)
        placeKeyBlock();
    for (const KeyLane &lane : m_graph.lanes())
        placeLane(lane);
    m_layout.width = m_options.width;
    m_layout.height = m_y + top;
    return std::move(m_layout);
}

std::map<int, QRectF> Placer::columnsOf(std::size_t row) const
{
    const auto &rows = m_graph.rows();
    std::map<int, QRectF> columns;
    const std::vector<int> &nodes = rows[row];
    const bool gathers = row + 1 == rows.size() || std::any_of(rows[row + 1].begin(), rows[row + 1].end(),
                                                               [this](int node) { return isExpanded(node); });
    if (gathers) {
        const auto count = static_cast<qreal>(nodes.size());
        const qreal gap = width() > 700 ? 32 : 16;
        const qreal each = std::min((width() - gap * (count - 1)) / count, nodes.size() == 1 ? 270.0 : width());
        const qreal left = nodes.size() == 1 ? (m_options.width - each) / 2 : margin;
        for (std::size_t i = 0; i < nodes.size(); ++i)
            columns[nodes[i]] = QRectF(left + static_cast<qreal>(i) * (each + gap), m_y, each, valueHeight);
        return columns;
    }
    const std::map<int, QRectF> below = columnsOf(row + 1);
    std::map<int, std::vector<int>> groups;
    for (const int node : nodes)
        for (const auto &[consumer, column] : below)
            if (flows(node, consumer)) {
                groups[consumer].push_back(node);
                break;
            }
    for (const auto &[consumer, group] : groups)
        placeGroup(columns, below.at(consumer), group);
    return columns;
}

qreal Placer::smallWidth(int node) const
{
    const KeyNode &at = m_graph[node];
    return m_options.measure(toQString(at.name), KeyText::Name) +
           m_options.measure(QStringLiteral("%1 B").arg(at.size), KeyText::Mono) + 32;
}

void Placer::placeGroup(std::map<int, QRectF> &columns, const QRectF &below, const std::vector<int> &group) const
{
    const auto count = static_cast<qreal>(group.size());
    const qreal each = (below.width() - smallGap * (count - 1)) / count;
    qreal whole = smallGap * (count - 1);
    std::vector<qreal> widths;
    for (const int node : group) {
        widths.push_back(std::max(each, smallWidth(node)));
        whole += widths.back();
    }
    qreal left = std::clamp(below.center().x() - whole / 2, margin, std::max(margin, m_right - whole));
    for (std::size_t i = 0; i < group.size(); ++i) {
        columns[group[i]] = QRectF(left, m_y, widths[i], smallHeight);
        left += widths[i] + smallGap;
    }
}

bool Placer::flows(int from, int to) const
{
    const std::vector<int> &inputs = m_graph[to].inputs;
    return std::find(inputs.begin(), inputs.end(), from) != inputs.end() || (isOpen(from) && isHiddenInput(from, to));
}

bool Placer::isHiddenInput(int from, int to) const
{
    for (const Side side : {Side::Client, Side::Server})
        if (const auto own = m_graph[to].of(side))
            for (const Input &input : m_trace[*own].inputs)
                if (input.derivation && m_graph.nodeOf(*input.derivation) == from)
                    return true;
    return false;
}

void Placer::addBox(int node, KeyBox::Shape shape, const QRectF &rect)
{
    KeyBox box{node, shape, rect, {}, 0};
    if (shape != KeyBox::Shape::Slice) {
        box.from = provenance(m_graph, node, shape == KeyBox::Shape::Small);
        box.fromWidth = m_options.measure(m_options.fromWord + u' ', KeyText::Meta);
        const qreal below = shape == KeyBox::Shape::Small ? 25 : 27;
        placeLinks(box.from, rect.topLeft() + QPointF(12 + box.fromWidth, below), rect.right() - 8, m_options);
    }
    m_exits[node] = {rect.center().x(), rect.bottom()};
    m_entries[node] = {rect.center().x(), rect.top()};
    m_layout.boxes.push_back(std::move(box));
}

void Placer::addCard(int node, qreal y)
{
    m_layout.card = layOutCard(m_trace, m_graph, node, {margin, y}, width(), m_options);
    m_exits[node] = {m_layout.card->rect.center().x(), m_layout.card->rect.bottom()};
    m_entries[node] = {m_layout.card->rect.center().x(), y};
    m_y = m_layout.card->rect.bottom();
}

void Placer::placeRow(std::size_t row)
{
    const std::vector<int> &nodes = m_graph.rows()[row];
    const std::optional<int> carried = carriedIn(row + 1);
    m_rowTop = m_y;
    if (nodes.size() == 1 && isOpen(nodes.front())) {
        addCard(nodes.front(), m_y);
        finishEdges();
        if (carried) { // below the card, whose way down goes past it
            m_exits[nodes.front()].setX(m_right - 2 * margin);
            m_y += 20;
            placeCarrier(m_graph[*carried].carrier);
            m_y += smallHeight;
        }
        return;
    }
    if (carried)
        placeCarrier(m_graph[*carried].carrier);
    qreal bottom = m_y;
    std::optional<int> open;
    for (const auto &[node, column] : columnsOf(row)) {
        bottom = std::max(bottom, column.bottom());
        if (isOpen(node))
            open = node;
        else
            addBox(node, column.height() < valueHeight ? KeyBox::Shape::Small : KeyBox::Shape::Value, column);
    }
    const qreal rowBottom = bottom;
    m_y = bottom;
    if (open) { // its column stays free for what flows into it; the others go round it at the right
        const qreal x = columnsOf(row)[*open].center().x();
        addCard(*open, rowBottom + 48);
        m_entries[*open].setX(x);
        for (const int node : nodes)
            if (node != *open)
                m_detours[node] = rowBottom + 24;
    }
    finishEdges();
}

void Placer::connectTo(const std::vector<int> &from, const std::vector<int> &to)
{
    const bool pills = std::any_of(to.begin(), to.end(), [this](int node) { return isExpanded(node); });
    const qreal bus = m_y + busDrop;
    const auto columns = [&] {
        const qreal before = std::exchange(m_y, m_y + 84);
        const auto found = columnsOf(indexOfRow(to));
        m_y = before;
        return found;
    }();
    for (const int node : to) {
        const qreal x = to.size() == 1 && isOpen(node) ? m_options.width / 2 : columns.at(node).center().x();
        QPointF end(x, 0);
        if (isExpanded(node))
            end = addPill(node, from, {x, m_y + pillDrop});
        for (const int source : from)
            if (flows(source, node))
                addEdge(source, node, bus, end, isExpanded(node));
        if (isExpanded(node))
            m_open.push_back({{QPointF(x, end.y() + pillHeight)}, node, node, true, {}});
    }
    m_labelTop = m_y + busDrop + 5; // beside the last piece, below the line that gathers
    if (pills)
        m_y += pillDrop + pillHeight + pillDrop;
    else
        m_y += carriedIn(indexOfRow(to)) ? carrierGap : 36;
}

std::size_t Placer::indexOfRow(const std::vector<int> &row) const
{
    return static_cast<std::size_t>(std::find(m_graph.rows().begin(), m_graph.rows().end(), row) -
                                    m_graph.rows().begin());
}

void Placer::addEdge(int source, int node, qreal bus, QPointF end, bool toPill)
{
    const QPointF exit = m_exits.at(source);
    QList<QPointF> points{exit};
    if (const auto detour = m_detours.find(source); detour != m_detours.end()) {
        const qreal gutter = m_right + margin / 2;
        points << QPointF(exit.x(), detour->second) << QPointF(gutter, detour->second) << QPointF(gutter, bus);
    } else {
        points << QPointF(exit.x(), bus);
    }
    points << QPointF(end.x(), bus);
    const bool joins = !m_joined.insert(node).second; // the others share the last piece of the first
    KeyEdge edge{points, source, node, false, {}};
    if (toPill || joins) {
        if (!joins)
            edge.points << end;
        m_layout.edges.push_back(std::move(edge));
    } else {
        edge.arrow = true;
        if (const auto any = m_graph[node].any())
            edge.text = toQString(formula(m_trace, *any));
        m_open.push_back(std::move(edge));
    }
}

void Placer::finishEdges()
{
    for (KeyEdge &edge : m_open) {
        edge.points << m_entries.at(edge.to);
        const qsizetype last = edge.points.size() - 1;
        if (edge.points[last].x() != edge.points[last - 1].x())
            edge.points[last - 1].setX(edge.points[last].x());
        if (!edge.text.isEmpty()) {
            const QPointF end = edge.points[last];
            const qreal wide = std::min(m_options.measure(edge.text, KeyText::Mono) + 2, end.x() - 20);
            edge.textRect = QRectF(end.x() - 12 - wide, m_labelTop, wide, 16);
        }
        m_layout.edges.push_back(std::move(edge));
    }
    m_open.clear();
}

QPointF Placer::addPill(int node, const std::vector<int> &above, QPointF at)
{
    KeyPill pill;
    pill.node = node;
    pill.text = pillText(m_graph, node);
    const qreal wide = m_options.measure(pill.text, KeyText::Mono) + 48;
    pill.rect = QRectF(at.x() - wide / 2, at.y(), wide, pillHeight);
    std::vector<int> order;
    for (const int input : m_graph[node].inputs) {
        if (std::find(above.begin(), above.end(), input) != above.end())
            continue;
        order.push_back(input);
        pill.beside.append({{}, toQString(m_graph[input].name), {input, {}, {}}});
    }
    qreal x = pill.rect.left() - 12;
    for (qsizetype i = pill.beside.size(); i-- > 0;) {
        const bool last = i + 1 == pill.beside.size();
        const qreal text =
            m_options.measure(pill.beside[i].text + (last ? QString() : QStringLiteral(" + ")), KeyText::Meta);
        x -= text;
        pill.beside[i].rect = QRectF(x, at.y() + 4, text, pillHeight - 8);
    }
    pill.orderReversed = order.size() > 1 && order == std::vector<int>(m_order.rbegin(), m_order.rend());
    m_order.clear();
    for (const int input : m_graph[node].inputs)
        if (!m_graph[input].secret)
            m_order.push_back(input);
    m_layout.pills.push_back(std::move(pill));
    return at;
}

} // namespace placing

KeyGraphLayout layOut(const Trace &trace, const KeyGraph &graph, const KeyGraphOptions &options)
{
    if (!graph.ladder().empty())
        return layOutLadder(trace, graph, options);
    return placing::Placer(trace, graph, options).place();
}

} // namespace hd::ui
