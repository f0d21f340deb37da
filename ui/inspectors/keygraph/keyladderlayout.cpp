// SPDX-License-Identifier: GPL-3.0-or-later
#include "inspectors/keygraph/keyladderlayout.h"

#include "inspectors/keygraph/keycard.h"
#include "inspectors/keygraph/keygraphplacer.h"
#include "models/valuetext.h"
#include "trace/formula.h"

namespace hd::ui {

namespace {

using namespace placing;

constexpr qreal gutter = 36;    ///< between the ladder and its branches; the lines to these go down in its middle
constexpr qreal indent = 16;    ///< of the branches below their transcript hash
constexpr qreal rowGap = 12;    ///< between rows on the right
constexpr qreal cardGap = 12;   ///< above an open card
constexpr qreal belowCard = 24; ///< where a line comes back from beside it, and ends in an arrow
constexpr qreal rungGap = 28;   ///< between the secrets
constexpr qreal leafGap = 4;
constexpr qreal leafHeight = 62;
constexpr qreal leastLeaf = 72;
constexpr qreal zerosHeight = 28;

/// `client_handshake_write_key` where it hangs below its secret: "write key".
QString hangingName(const std::string &name)
{
    for (const char *ending : {"write_key", "write_iv", "finished_key", "transcript_hash", "verify_data"})
        if (name.ends_with(ending))
            return QString::fromLatin1(ending).replace(u'_', u' ');
    return toQString(name).replace(u'_', u' ');
}

class LadderPlacer
{
public:
    LadderPlacer(const Trace &trace, const KeyGraph &graph, const KeyGraphOptions &options)
        : m_trace(trace), m_graph(graph), m_options(options), m_right(options.width - margin)
    {}

    KeyGraphLayout place();

private:
    bool isOpen(int node) const { return node >= 0 && m_options.open == node; }
    bool holdsOpen(const std::vector<int> &nodes) const
    {
        return std::any_of(nodes.begin(), nodes.end(), [this](int node) { return isOpen(node); });
    }
    qreal nameWidth(int node) const;
    void chooseColumns();
    /// @p salt the node that leads here from the rung before; -1: none.
    void placeRung(const KeyRung &rung, int salt);
    void placeShares(const KeyRung &rung);
    /// Returns where the line from it begins.
    QPointF placeInput(const KeyRung &rung);
    void placeGroup(const KeyRung &rung, const KeyBranches &group);
    void placeHash(int node);
    void placeBranch(const KeyBranch &branch, std::optional<int> from);
    void placeLeaves(const KeyBranch &branch, qreal left);
    void addBox(int node, KeyBox::Shape shape, const QRectF &rect, const QString &label = {});
    /// The card of a value in the row that ends at m_y, if one of @p nodes is open.
    void openBelow(const std::vector<int> &nodes);
    /// Lines that the card would hide go around it: those of the ladder on its left, those to the branches on its
    /// right.
    void routeAroundCard();
    QList<QPointF> aroundCard(const QList<QPointF> &points) const;
    void connect(QList<QPointF> points, int from, int to) { m_layout.edges.push_back({std::move(points), from, to}); }

    const Trace &m_trace;
    const KeyGraph &m_graph;
    const KeyGraphOptions &m_options;
    const qreal m_right;
    qreal m_ladderWidth = 0;
    qreal m_branchLeft = 0;
    qreal m_y = top;
    qreal m_cardBottom = 0;
    std::set<int> m_hashes; ///< that have a place
    QPointF m_secretExit;   ///< of the present rung, to the right
    QPointF m_saltExit;     ///< of the rung before, downwards
    KeyGraphLayout m_layout;
};

qreal LadderPlacer::nameWidth(int node) const
{
    const KeyNode &at = m_graph[node];
    return m_options.measure(toQString(at.name), KeyText::Name) +
           m_options.measure(QStringLiteral("%1 B").arg(at.size), KeyText::Mono) + 32;
}

void LadderPlacer::chooseColumns()
{
    for (const KeyRung &rung : m_graph.ladder())
        for (const int node : {rung.secret, rung.derived})
            if (node >= 0)
                m_ladderWidth = std::max(m_ladderWidth, std::ceil(nameWidth(node)));
    m_branchLeft = margin + m_ladderWidth + gutter;
}

KeyGraphLayout LadderPlacer::place()
{
    chooseColumns();
    int salt = -1;
    for (const KeyRung &rung : m_graph.ladder()) {
        placeRung(rung, salt);
        salt = rung.derived;
        if (rung.derived < 0)
            continue;
        const qreal derivedTop = std::max(
            {m_secretExit.y() + smallHeight / 2 + rungGap, m_y - rowGap - smallHeight, m_cardBottom + belowCard});
        const QRectF rect(margin, derivedTop, m_ladderWidth, smallHeight);
        const qreal middle = rect.center().x();
        connect({{middle, m_secretExit.y() + smallHeight / 2}, {middle, rect.top()}}, rung.secret, rung.derived);
        addBox(rung.derived, KeyBox::Shape::Small, rect, QStringLiteral("\"derived\""));
        m_y = std::max(m_y, rect.bottom() + rowGap);
        openBelow({rung.derived});
        m_y += rowGap;
        m_saltExit = {middle, rect.bottom()};
    }
    routeAroundCard();
    m_layout.width = m_options.width;
    m_layout.height = m_y + top;
    return std::move(m_layout);
}

void LadderPlacer::addBox(int node, KeyBox::Shape shape, const QRectF &rect, const QString &label)
{
    KeyBox box{node, shape, rect, {}, 0, label};
    if (label.isEmpty() && shape != KeyBox::Shape::Slice) {
        box.from = provenance(m_graph, node, false);
        box.fromWidth = m_options.measure(m_options.fromWord + u' ', KeyText::Meta);
        placeLinks(box.from, rect.topLeft() + QPointF(12 + box.fromWidth, 25), rect.right() - 8, m_options);
    }
    m_layout.boxes.push_back(std::move(box));
}

void LadderPlacer::openBelow(const std::vector<int> &nodes)
{
    if (!holdsOpen(nodes))
        return;
    m_layout.card = layOutCard(m_trace, m_graph, *m_options.open, {margin, m_y}, m_right - margin, m_options);
    m_y = m_layout.card->rect.bottom() + belowCard;
    m_cardBottom = m_layout.card->rect.bottom();
}

void LadderPlacer::routeAroundCard()
{
    if (!m_layout.card)
        return;
    for (KeyEdge &edge : m_layout.edges)
        edge.points = aroundCard(edge.points);
}

QList<QPointF> LadderPlacer::aroundCard(const QList<QPointF> &points) const
{
    const QRectF card = m_layout.card->rect;
    QList<QPointF> way;
    for (const QPointF &point : points) {
        const bool hidden =
            !way.isEmpty() && way.back().x() == point.x() && way.back().y() < card.top() && point.y() > card.bottom();
        if (hidden) {
            const qreal x = point.x();
            const qreal beside = x <= margin + m_ladderWidth ? card.left() - margin / 2 : card.right() + margin / 2;
            const qreal above = card.top() - cardGap / 2;
            const qreal below = card.bottom() + belowCard - 14;
            way << QPointF(x, above) << QPointF(beside, above) << QPointF(beside, below) << QPointF(x, below);
        }
        way << point;
    }
    return way;
}

/// What the input is computed from, above it.
void LadderPlacer::placeShares(const KeyRung &rung)
{
    const std::vector<int> &shares = rung.shares;
    if (shares.empty() || rung.input < 0)
        return;
    const auto count = static_cast<qreal>(shares.size());
    const qreal each = (m_right - m_branchLeft - rowGap * (count - 1)) / count;
    const bool beside = std::all_of(shares.begin(), shares.end(), [&](int share) { return nameWidth(share) <= each; });
    qreal left = m_branchLeft;
    std::vector<QPointF> exits;
    for (const int share : shares) {
        const QRectF rect(left, m_y, beside ? each : m_right - m_branchLeft, smallHeight);
        addBox(share, KeyBox::Shape::Small, rect);
        exits.emplace_back(beside ? rect.center().x() : rect.right() - 24, rect.bottom());
        if (beside)
            left += each + rowGap;
        else
            m_y += share == shares.back() ? 0 : smallHeight + rowGap;
    }
    m_y += smallHeight + rowGap;
    openBelow(shares);
    const qreal bus = m_y;
    const qreal middle = (m_branchLeft + m_right) / 2;
    m_y += rowGap;
    for (std::size_t i = 0; i < shares.size(); ++i)
        if (beside || i + 1 == shares.size())
            connect({exits[i], {exits[i].x(), bus}, {middle, bus}, {middle, m_y}}, shares[i], rung.input);
}

QPointF LadderPlacer::placeInput(const KeyRung &rung)
{
    if (rung.input >= 0) {
        const QRectF rect(m_branchLeft, m_y, m_right - m_branchLeft, smallHeight);
        addBox(rung.input, KeyBox::Shape::Small, rect);
        m_y = rect.bottom();
        return {rect.left(), rect.center().y()};
    }
    const QString zeros = QStringLiteral("zeros(%1)").arg(rung.inputSize);
    const qreal wide = m_options.measure(zeros, KeyText::Name) + 8;
    m_layout.headings.push_back({-1, zeros, QRectF(m_branchLeft + 8, m_y, wide, zerosHeight)});
    m_y += zerosHeight;
    return {m_branchLeft, m_y - zerosHeight / 2};
}

void LadderPlacer::placeRung(const KeyRung &rung, int salt)
{
    placeShares(rung);
    const QPointF input = placeInput(rung);
    const qreal middle = margin + m_ladderWidth / 2;
    KeyPill pill;
    pill.node = rung.secret;
    pill.text = QStringLiteral("HKDF-Extract");
    const qreal wide = std::min(m_options.measure(pill.text, KeyText::Mono) + 32, m_ladderWidth);
    pill.rect = QRectF(std::round(middle - wide / 2), input.y() - pillHeight / 2, wide, pillHeight);
    connect({input, {pill.rect.right(), input.y()}}, rung.input, rung.secret);
    if (salt >= 0)
        connect({m_saltExit, {middle, pill.rect.top()}}, salt, rung.secret);
    const qreal pillBottom = pill.rect.bottom();
    m_layout.pills.push_back(std::move(pill));
    if (isOpen(rung.input)) {
        m_y += cardGap;
        openBelow({rung.input});
    }
    const QRectF secret(margin, std::max(m_y, pillBottom) + 16, m_ladderWidth, smallHeight);
    connect({{middle, pillBottom}, {middle, secret.top()}}, rung.secret, rung.secret);
    addBox(rung.secret, KeyBox::Shape::Small, secret);
    m_secretExit = {secret.right(), secret.center().y()};
    m_y = secret.top();
    if (isOpen(rung.secret)) {
        m_y = secret.bottom() + cardGap;
        openBelow({rung.secret});
    }
    for (const KeyBranches &group : rung.groups)
        placeGroup(rung, group);
    m_y = std::max(m_y, secret.bottom() + rowGap);
}

void LadderPlacer::placeGroup(const KeyRung &rung, const KeyBranches &group)
{
    if (group.hash >= 0)
        placeHash(group.hash);
    for (const KeyBranch &branch : group.branches) {
        const bool direct = m_graph[branch.secret].inputs.front() == rung.secret;
        placeBranch(branch, direct ? std::optional(rung.secret) : std::nullopt);
    }
}

/// Below what else than messages goes into it, as message_hash does after a hello_retry_request.
void LadderPlacer::placeHash(int node)
{
    for (const int input : m_graph[node].inputs) {
        if (m_hashes.count(input) > 0)
            continue;
        placeHash(input);
        const qreal x = m_branchLeft + 2 * indent;
        connect({{x, m_y - rowGap}, {x, m_y}}, input, node);
    }
    m_hashes.insert(node);
    const std::optional<DerivationId> own = m_graph[node].any();
    addBox(node, KeyBox::Shape::Small, QRectF(m_branchLeft, m_y, m_right - m_branchLeft, smallHeight),
           own ? toQString(formula(m_trace, *own)) : QString());
    m_y += smallHeight + rowGap;
    openBelow({node});
}

void LadderPlacer::placeBranch(const KeyBranch &branch, std::optional<int> from)
{
    const QRectF rect(m_branchLeft + indent, m_y, m_right - m_branchLeft - indent, smallHeight);
    const qreal bus = m_branchLeft - gutter / 2;
    if (from)
        connect({m_secretExit, {bus, m_secretExit.y()}, {bus, rect.center().y()}, {rect.left(), rect.center().y()}},
                *from, branch.secret);
    else // the next generation, of the one above
        connect({{rect.left() + indent, rect.top() - rowGap}, {rect.left() + indent, rect.top()}},
                m_graph[branch.secret].inputs.front(), branch.secret);
    addBox(branch.secret, KeyBox::Shape::Small, rect,
           QStringLiteral("\"%1\"").arg(toQString(m_graph[branch.secret].label)));
    m_y = rect.bottom() + leafGap;
    placeLeaves(branch, rect.left());
    m_y += rowGap - leafGap;
    openBelow({branch.secret});
    openBelow(branch.leaves);
}

void LadderPlacer::placeLeaves(const KeyBranch &branch, qreal left)
{
    if (branch.leaves.empty())
        return;
    const qreal room = m_right - left;
    const auto most = static_cast<std::size_t>(std::max(1.0, std::floor((room + leafGap) / (leastLeaf + leafGap))));
    const std::size_t lines = (branch.leaves.size() + most - 1) / most;
    const std::size_t perLine = (branch.leaves.size() + lines - 1) / lines;
    const qreal each = (room - leafGap * static_cast<qreal>(perLine - 1)) / static_cast<qreal>(perLine);
    for (std::size_t i = 0; i < branch.leaves.size(); ++i) {
        const std::size_t column = i % perLine;
        if (column == 0 && i > 0)
            m_y += leafHeight + leafGap;
        const QRectF rect(left + static_cast<qreal>(column) * (each + leafGap), m_y, each, leafHeight);
        addBox(branch.leaves[i], KeyBox::Shape::Slice, rect, hangingName(m_graph[branch.leaves[i]].name));
    }
    m_y += leafHeight + leafGap;
}

} // namespace

KeyGraphLayout layOutLadder(const Trace &trace, const KeyGraph &graph, const KeyGraphOptions &options)
{
    return LadderPlacer(trace, graph, options).place();
}

} // namespace hd::ui
