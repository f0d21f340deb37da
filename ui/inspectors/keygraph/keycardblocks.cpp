// SPDX-License-Identifier: GPL-3.0-or-later
// Where the blocks of an expansion stand in the card: rounds one below the other, what is computed for a block left of
// it, and the output to scale.

#include "inspectors/keygraph/keycard.h"
#include "models/valuetext.h"

namespace hd::ui {

namespace {

constexpr qreal line = 18;
constexpr qreal headingHeight = 28;
constexpr qreal inset = 10;     ///< within a step
constexpr qreal arrowGap = 20;  ///< between steps that follow from each other
constexpr qreal columnGap = 32; ///< between what is computed first and its block
constexpr qreal barHeight = 24;

class BlocksPlacer
{
public:
    BlocksPlacer(KeyCardBlocks &blocks, const KeyGraph &graph, int node, const QRectF &room,
                 const KeyGraphOptions &options)
        : m_blocks(blocks),
          m_graph(graph),
          m_node(node),
          m_left(room.left()),
          m_width(room.width()),
          m_y(room.top()),
          m_options(options),
          m_character(options.measure(QStringLiteral("0"), KeyText::Mono))
    {}

    qreal place();

private:
    QRectF placeStep(const ExpansionStep &step, qreal left, qreal width);
    void placeLane(const ExpansionLane &lane, bool named);
    void placeScale();
    void placeBar(const ExpansionLane &lane, qreal perByte, qreal &x);
    void placePiece(KeyCardPiece piece, const QString &number, qreal &x, qreal width);
    void arrow(QPointF from, QPointF to) { m_blocks.arrows.append({from, to}); }

    KeyCardBlocks &m_blocks;
    const KeyGraph &m_graph;
    const int m_node;
    const qreal m_left, m_width;
    qreal m_y;
    const KeyGraphOptions &m_options;
    const qreal m_character;
    int m_next = 0; ///< step
};

/// At m_y, which stays: two may stand side by side.
QRectF BlocksPlacer::placeStep(const ExpansionStep &step, qreal left, qreal width)
{
    KeyCardStep placed;
    placed.step = m_next++;
    const qreal inner = width - 2 * inset;
    placed.formula = wrapped(toQString(step.formula), std::max(qsizetype{12}, qsizetype(inner / m_character)));
    placed.bytesPerRow = 4;
    for (const int count : {8, 16, 32})
        if ((3 * count - 1) * m_character <= inner)
            placed.bytesPerRow = count;
    const auto rows = (static_cast<int>(step.value.size()) + placed.bytesPerRow - 1) / placed.bytesPerRow;
    const qreal lines = 1 + static_cast<qreal>(placed.formula.size()) + std::max(rows, 1);
    placed.rect = QRectF(left, m_y, width, lines * line + 14);
    m_blocks.steps.push_back(placed);
    return placed.rect;
}

void BlocksPlacer::placeLane(const ExpansionLane &lane, bool named)
{
    if (named) {
        m_blocks.lanes.emplace_back(toQString(lane.name), QRectF(m_left, m_y, m_width, headingHeight));
        m_y += headingHeight;
    }
    constexpr qreal nothing = -1;
    qreal above = nothing; // where the line down to the next begins
    for (const ExpansionStep &given : lane.given) {
        const QRectF rect = placeStep(given, m_left, m_width);
        above = rect.bottom();
        m_y = rect.bottom() + arrowGap;
    }
    if (lane.chained && !lane.rounds.empty() && !lane.rounds.front().before)
        above = nothing; // T(1) begins with nothing
    for (const ExpansionRound &round : lane.rounds) {
        const qreal each = round.before ? (m_width - columnGap) / 2 : m_width;
        const QRectF first = placeStep(round.before ? *round.before : round.block, m_left, each);
        QRectF last = first;
        if (round.before) {
            last = placeStep(round.block, m_left + each + columnGap, each);
            const qreal height = std::max(first.height(), last.height());
            m_blocks.steps[m_blocks.steps.size() - 2].rect.setHeight(height);
            m_blocks.steps.back().rect.setHeight(height);
            const qreal middle = m_y + height / 2;
            arrow({first.right(), middle}, {last.left(), middle});
        }
        const QRectF placed = m_blocks.steps.back().rect;
        if (above >= 0)
            arrow({m_left + 24, above}, {m_left + 24, m_y});
        above = lane.chained ? placed.bottom() : nothing;
        m_y = placed.bottom() + (lane.chained ? arrowGap : 12);
    }
}

void BlocksPlacer::placePiece(KeyCardPiece piece, const QString &number, qreal &x, qreal width)
{
    piece.rect = QRectF(x, m_y, width, barHeight);
    const auto fits = [&](const QString &text) { return m_options.measure(text, KeyText::Caption) + 8 <= width; };
    if (!fits(piece.text))
        piece.text = fits(number) ? number : QString();
    x += width;
    m_blocks.pieces.push_back(std::move(piece));
}

/// The blocks of one lane, as long as they are; the last one in two pieces where it is cut.
void BlocksPlacer::placeBar(const ExpansionLane &lane, qreal perByte, qreal &x)
{
    const std::vector<const ExpansionStep *> steps = m_blocks.expansion->steps();
    for (std::size_t i = 0; i < lane.rounds.size(); ++i) {
        const ExpansionStep &block = lane.rounds[i].block;
        const auto at = std::find(steps.begin(), steps.end(), &block) - steps.begin();
        const KeyCardPiece piece{static_cast<int>(at), -1, toQString(block.name), {}, false};
        placePiece(piece, QString::number(i + 1), x, perByte * block.output.length);
        const std::size_t rest = block.value.size() - block.output.length;
        if (rest > 0)
            placePiece({static_cast<int>(at), -1, QStringLiteral("%1 B").arg(rest), {}, true}, {}, x,
                       perByte * static_cast<qreal>(rest));
    }
}

static std::size_t lengthOf(const ExpansionLane &lane)
{
    std::size_t length = 0;
    for (const ExpansionRound &round : lane.rounds)
        length += round.block.value.size();
    return length;
}

/// What each block gives to the value, and what is cut from this in turn.
void BlocksPlacer::placeScale()
{
    const Expansion &expansion = *m_blocks.expansion;
    const ExpansionStep &first = expansion.lanes.front().rounds.front().block;
    if (expansion.rounds() == 1 && first.output.length == first.value.size() && m_node != m_graph.keyBlock())
        return; // it is the value
    const bool joined = expansion.join == Expansion::Join::Concatenation;
    std::size_t longest = 0, all = 0;
    for (const ExpansionLane &lane : expansion.lanes) {
        longest = std::max(longest, lengthOf(lane));
        all += lengthOf(lane);
    }
    const qreal perByte = m_width / static_cast<qreal>(joined ? all : longest);
    m_blocks.scaleCaption = QRectF(m_left, m_y, m_width, line);
    m_y += line + 4;
    qreal x = m_left;
    for (const ExpansionLane &lane : expansion.lanes) {
        placeBar(lane, perByte, x);
        if (joined)
            continue;
        x = m_left;
        m_y += barHeight + 4;
    }
    if (joined)
        m_y += barHeight + 4;
    if (m_node != m_graph.keyBlock() && expansion.join != Expansion::Join::Xor)
        return;
    if (m_node != m_graph.keyBlock())
        placePiece({-1, m_node, toQString(m_graph[m_node].name), {}, false}, {}, x,
                   perByte * static_cast<qreal>(expansion.output.size()));
    for (const int slice : m_node == m_graph.keyBlock() ? m_graph.slices() : std::vector<int>{}) {
        x = m_left + perByte * m_graph[slice].offset;
        QString name = toQString(m_graph[slice].name).remove(QLatin1StringView("_write"));
        placePiece({-1, slice, name.replace(u'_', u' '), {}, false}, name.section(u' ', 1), x,
                   perByte * m_graph[slice].size);
    }
    m_y += barHeight + 4;
}

qreal BlocksPlacer::place()
{
    m_y += 12;
    m_blocks.heading = QRectF(m_left, m_y, m_width, headingHeight);
    m_y += headingHeight;
    if (!m_blocks.expansion || !m_blocks.shown)
        return m_y;
    m_y += 4;
    if (!m_blocks.expansion->agrees()) {
        m_blocks.difference = QRectF(m_left, m_y, m_width, 2 * line);
        m_y += 2 * line + 8;
    }
    for (const ExpansionLane &lane : m_blocks.expansion->lanes)
        placeLane(lane, m_blocks.expansion->lanes.size() > 1);
    if (m_blocks.expansion->rounds() > 0)
        placeScale();
    return m_y;
}

} // namespace

void placeBlocks(KeyCard &card, const KeyGraph &graph, qreal left, qreal right, qreal &y,
                 const KeyGraphOptions &options)
{
    card.blocks.expansion = options.blocks.expansion;
    card.blocks.whyNot = options.blocks.whyNot;
    card.blocks.shown = options.blocksShown;
    if (!card.blocks.expansion && card.blocks.whyNot == NoExpansion::NoBlocks)
        return;
    y = BlocksPlacer(card.blocks, graph, card.node, QRectF(left, y, right - left, 0), options).place();
}

} // namespace hd::ui
