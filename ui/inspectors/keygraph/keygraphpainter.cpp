// SPDX-License-Identifier: GPL-3.0-or-later
#include "inspectors/keygraph/keygraphpainter.h"

#include "inspectors/keygraph/keycard.h"

#include "models/secrecy.h"
#include "models/stepmodel.h"
#include "models/valuetext.h"
#include "trace/formula.h"
#include "trace/operations.h"

#include <QPainter>
#include <QPainterPath>

namespace hd::ui {

static constexpr qreal nodeRadius = 6;

KeyGraphPainter::KeyGraphPainter(QPainter &painter, const Trace &trace, const KeyGraph &graph,
                                 const KeyGraphLayout &layout, const Colors &colors, const KeyGraphState &state)
    : m_painter(painter), m_trace(trace), m_graph(graph), m_layout(layout), m_colors(colors), m_state(state)
{}

QFont KeyGraphPainter::font(KeyText text)
{
    switch (text) {
    case KeyText::Caption:
        return Fonts::ui(Fonts::caption, QFont::DemiBold);
    case KeyText::Meta:
        return Fonts::ui(Fonts::meta);
    case KeyText::MetaMedium:
        return Fonts::ui(Fonts::meta, QFont::Medium);
    case KeyText::Name:
        return Fonts::ui(Fonts::body, QFont::DemiBold);
    case KeyText::Mono:
        break;
    }
    return Fonts::mono(Fonts::meta);
}

void KeyGraphPainter::write(const QRectF &box, int flags, const QString &text, KeyText style, const QColor &color) const
{
    m_painter.setFont(font(style));
    m_painter.setPen(color);
    m_painter.drawText(box, flags | Qt::TextSingleLine,
                       m_painter.fontMetrics().elidedText(text, Qt::ElideRight, static_cast<int>(box.width()) + 1));
}

bool KeyGraphPainter::reached(int node) const
{
    const std::optional<Playhead> at = m_graph.reachedAt(node);
    return at && *at <= m_state.playhead;
}

/// The first bytes of a value, as either party has it.
QString KeyGraphPainter::valueText(int node, std::size_t bytes) const
{
    if (!reached(node))
        return tr("not yet");
    if (hidden(node))
        return hiddenText();
    const KeyValues values = m_graph.values(m_trace, node);
    const ByteView value = values.client.empty() ? values.server : values.client;
    return value.empty() && m_graph[node].secret ? tr("withheld") : hexText(value, bytes);
}

void KeyGraphPainter::paint() const
{
    m_painter.setRenderHint(QPainter::Antialiasing);
    const QRectF clip = m_painter.hasClipping() ? m_painter.clipBoundingRect() : QRectF();
    const auto seen = [&clip](const QRectF &rect) { // with a focus ring and what stands beside it
        return clip.isNull() || (rect.bottom() + 8 >= clip.top() && rect.top() - 24 <= clip.bottom());
    };
    for (const KeyEdge &edge : m_layout.edges)
        if (seen(QPolygonF(edge.points).boundingRect()))
            paintEdge(edge);
    for (const KeyPill &pill : m_layout.pills)
        if (seen(pill.rect))
            paintPill(pill);
    for (const KeyHeading &heading : m_layout.headings)
        if (seen(heading.rect))
            paintHeading(heading);
    for (const KeyBox &box : m_layout.boxes)
        if (seen(box.rect))
            paintBox(box);
    for (const KeyGap &gap : m_layout.gaps)
        paintGap(gap);
    if (!m_layout.gaps.empty())
        write(m_layout.gapReason, Qt::AlignRight | Qt::AlignVCenter, m_state.gapReason, KeyText::Meta, m_colors.text2);
    if (m_layout.card)
        paintCard(*m_layout.card);
}

void KeyGraphPainter::paintEdge(const KeyEdge &edge) const
{
    const bool leadsToOpen = m_layout.card && m_layout.card->node == edge.to;
    const bool flows = m_state.isAffected(edge.to) && (m_state.isAffected(edge.from) || m_state.isSelected(edge.from));
    const bool strong = (leadsToOpen || flows) && reached(edge.to);
    const QColor color = strong ? m_colors.accent : m_colors.controlEdge;
    QPen pen(color, 1.5, reached(edge.to) ? Qt::SolidLine : Qt::DashLine, Qt::FlatCap, Qt::MiterJoin);
    m_painter.setPen(pen);
    m_painter.setBrush(Qt::NoBrush);
    QPolygonF points(edge.points);
    const QPointF begin = points.front();
    const QPointF end = points.back();
    const QPointF before = points.size() > 1 ? points[points.size() - 2] : end;
    const QPointF ahead = before.y() == end.y() ? QPointF(end.x() < before.x() ? -1 : 1, 0) : QPointF(0, 1);
    if (edge.arrow)
        points.back() -= 7 * ahead;
    if (edge.bothWays)
        points.front() += QPointF(0, 7); // upwards, where it begins
    m_painter.drawPolyline(points);
    m_painter.setPen(Qt::NoPen);
    m_painter.setBrush(color);
    const auto head = [this](QPointF tip, QPointF back, QPointF side) {
        m_painter.drawPolygon(QPolygonF{tip, tip + 8 * back + 4.5 * side, tip + 8 * back - 4.5 * side});
    };
    if (edge.arrow)
        head(end, -ahead, {ahead.y(), ahead.x()});
    if (edge.bothWays)
        head(begin, {0, 1}, {1, 0});
    if (!edge.text.isEmpty())
        write(edge.textRect, Qt::AlignRight | Qt::AlignVCenter, edge.text,
              edge.isFormula ? KeyText::Mono : KeyText::Meta, m_colors.text2);
}

void KeyGraphPainter::paintPill(const KeyPill &pill) const
{
    m_painter.setPen(QPen(m_colors.controlEdge, 1));
    m_painter.setBrush(reached(pill.node) ? m_colors.sunken : m_colors.base);
    m_painter.drawRoundedRect(pill.rect.adjusted(0.5, 0.5, -0.5, -0.5), pill.rect.height() / 2, pill.rect.height() / 2);
    write(pill.rect, Qt::AlignCenter, pill.text, KeyText::Mono, reached(pill.node) ? m_colors.text1 : m_colors.text2);
    for (qsizetype i = 0; i < pill.beside.size(); ++i) {
        const bool last = i + 1 == pill.beside.size();
        write(pill.beside[i].rect, Qt::AlignVCenter, pill.beside[i].text + (last ? QString() : QStringLiteral(" + ")),
              KeyText::Meta, m_colors.accent);
        if (last && pill.beside[i].rect.right() < pill.rect.left()) {
            m_painter.setPen(QPen(m_colors.accent, 1.5));
            const qreal y = pill.rect.center().y();
            m_painter.drawLine(QPointF(pill.beside[i].rect.right() + 4, y), QPointF(pill.rect.left(), y));
        }
    }
    if (pill.orderReversed)
        write(QRectF(pill.rect.right() + 12, pill.rect.top(), 160, pill.rect.height()), Qt::AlignVCenter,
              tr("order reversed"), KeyText::Meta, m_colors.text2);
}

void KeyGraphPainter::paintFocus(const QRectF &rect, qreal radius) const
{
    m_painter.setPen(QPen(m_colors.accent, 2));
    m_painter.setBrush(Qt::NoBrush);
    m_painter.drawRoundedRect(rect.adjusted(-3, -3, 3, 3), radius + 2, radius + 2);
}

void KeyGraphPainter::paintFrom(const QPointF &at, const QList<KeyLink> &links) const
{
    if (links.isEmpty())
        return;
    const QRectF word(at.x(), links.front().rect.top(), links.front().rect.left() - at.x(),
                      links.front().rect.height());
    write(word, Qt::AlignVCenter, tr("from"), KeyText::Meta, m_colors.accent);
    for (qsizetype i = 0; i < links.size(); ++i)
        write(links[i].rect, Qt::AlignVCenter, links[i].text + (i + 1 < links.size() ? QStringLiteral(",") : QString()),
              KeyText::Meta, m_colors.accent);
}

void KeyGraphPainter::paintBox(const KeyBox &box) const
{
    const bool open = m_layout.card && m_layout.card->node == box.node; // a slice keeps its box
    const bool now = reached(box.node);
    const bool linked =
        m_layout.card && !m_graph[m_layout.card->node].inputs.empty() &&
        std::find(m_graph[m_layout.card->node].inputs.begin(), m_graph[m_layout.card->node].inputs.end(), box.node) !=
            m_graph[m_layout.card->node].inputs.end();
    QColor fill = m_colors.base;
    if (now && box.shape == KeyBox::Shape::Slice)
        fill = m_graph[box.node].name.starts_with("client") ? m_colors.linked : m_colors.sunken;
    const bool affected = now && m_state.isAffected(box.node);
    if ((linked && now) || affected)
        fill = m_colors.linked;
    if (open)
        fill = m_colors.selected;
    else if (m_state.hovered == box.node)
        fill = m_colors.linked;
    QPen edge(open || (linked && now) || affected ? m_colors.accent : m_colors.controlEdge, open ? 1.5 : 1);
    if (!now)
        edge.setColor(m_colors.hairline.darker(m_colors.dark ? 60 : 115));
    m_painter.setPen(edge);
    m_painter.setBrush(fill);
    m_painter.drawRoundedRect(box.rect.adjusted(0.5, 0.5, -0.5, -0.5), nodeRadius, nodeRadius);
    if (affected) // and a bar, since what flows into the open value has the edge too
        m_painter.fillRect(QRectF(box.rect.left() + 8, box.rect.bottom() - 3, box.rect.width() - 16, 3),
                           m_colors.accent);
    const QColor text = now ? m_colors.text1 : m_colors.text2;
    if (box.shape == KeyBox::Shape::Slice)
        paintSlice(box, text);
    else
        paintValueBox(box, text);
    if (m_state.current == box.node)
        paintFocus(box.rect, nodeRadius);
}

QString KeyGraphPainter::byteCount(std::uint32_t size)
{
    return QStringLiteral("%1 B").arg(size);
}

QString KeyGraphPainter::sizeOf(int node) const
{
    const bool unknown = m_graph[node].size == 0 && m_graph[node].secret; // withheld, and nothing says how long it is
    return unknown ? QString() : byteCount(m_graph[node].size);
}

void KeyGraphPainter::paintValueBox(const KeyBox &box, const QColor &text) const
{
    const KeyNode &node = m_graph[box.node];
    const QRectF inner = box.rect.adjusted(12, 6, -12, -6);
    const QString size = sizeOf(box.node);
    const qreal sizeWidth = QFontMetricsF(font(KeyText::Mono)).horizontalAdvance(size);
    const auto inLane = [&](const KeyLane &lane) { return lane.hash == box.node || lane.result == box.node; };
    const bool lane = std::any_of(m_graph.lanes().begin(), m_graph.lanes().end(), inLane);
    const QString name = toQString(lane ? leafName(node.name) : node.name); // the lane's heading says the rest
    write(inner, Qt::AlignTop | Qt::AlignRight, size, KeyText::Mono, m_colors.text2);
    m_painter.setFont(font(KeyText::Name));
    m_painter.setPen(text);
    m_painter.drawText(QRectF(inner.left(), inner.top(), inner.width() - sizeWidth - 4, 18), Qt::TextSingleLine, name);
    if (!box.label.isEmpty())
        write(QRectF(inner.left(), inner.top() + 21, inner.width(), 18), Qt::AlignVCenter, box.label, KeyText::Mono,
              m_colors.text2);
    else if (!box.from.isEmpty())
        paintFrom({inner.left(), 0}, box.from);
    else
        write(QRectF(inner.left(), inner.top() + 21, inner.width(), 18), Qt::AlignVCenter,
              node.operation == operation::entropy || !node.any() ? tr("drawn at random")
                                                                  : toQString(formula(m_trace, *node.any())),
              KeyText::Meta, m_colors.text2);
    if (box.shape == KeyBox::Shape::Value) {
        const qreal cell = 3 * QFontMetricsF(font(KeyText::Mono)).horizontalAdvance(u'0');
        const auto fits = std::clamp<std::size_t>(static_cast<std::size_t>(inner.width() / cell - 0.7), 1, 8);
        write(QRectF(inner.left(), inner.bottom() - 18, inner.width(), 18), Qt::AlignVCenter, valueText(box.node, fits),
              KeyText::Mono, m_colors.text2);
    }
}

/// `client_write_MAC_key` as it is said where little room is: "client", "MAC key".
static std::pair<QString, QString> shortName(std::string_view name)
{
    QString words = toQString(name);
    words.remove(QLatin1StringView("_write"));
    const qsizetype cut = words.indexOf(u'_');
    return {words.left(cut), words.mid(cut + 1).replace(u'_', u' ')};
}

static std::pair<QString, QString> twoLines(const QString &words)
{
    const qsizetype cut = words.lastIndexOf(u' ');
    return {words.left(cut), cut < 0 ? QString() : words.mid(cut + 1)};
}

void KeyGraphPainter::paintSlice(const KeyBox &box, const QColor &text) const
{
    const auto [party, key] = box.label.isEmpty() ? shortName(m_graph[box.node].name) : twoLines(box.label);
    const QRectF inner = box.rect.adjusted(6, 5, -4, -5);
    const QString whole = (party + u' ' + key).trimmed();
    const QString size = sizeOf(box.node);
    const bool wide = QFontMetricsF(font(KeyText::Caption)).horizontalAdvance(whole) <= inner.width();
    QRectF row(inner.left(), inner.top(), inner.width(), 16);
    write(row, Qt::AlignVCenter, wide ? whole : party, KeyText::Caption, text);
    row.translate(0, 18);
    write(row, Qt::AlignVCenter, wide ? size : key, wide ? KeyText::Mono : KeyText::Caption,
          wide ? m_colors.text2 : text);
    row.translate(0, 18);
    const qreal cell = 3 * QFontMetricsF(font(KeyText::Mono)).horizontalAdvance(u'0');
    const auto fits = static_cast<std::size_t>(std::max(0.0, (inner.width() - 10) / cell));
    const bool cut = fits < m_graph[box.node].size;
    write(row, Qt::AlignVCenter,
          wide ? valueText(box.node, cut && fits > 1 ? fits - 1 : std::max<std::size_t>(fits, 1)) : size, KeyText::Mono,
          m_colors.text2);
}

void KeyGraphPainter::paintGap(const KeyGap &gap) const
{
    m_painter.setPen(QPen(m_colors.absent, 1, Qt::CustomDashLine));
    QPen pen(m_colors.absent, 1);
    pen.setDashPattern({2, 3});
    m_painter.setPen(pen);
    m_painter.setBrush(Qt::NoBrush);
    m_painter.drawRoundedRect(gap.rect.adjusted(0.5, 0.5, -0.5, -0.5), nodeRadius, nodeRadius);
    const auto [party, key] = shortName(gap.name);
    QRectF row(gap.rect.left() + 6, gap.rect.top() + 5, gap.rect.width() - 8, 16);
    const QString whole = party + u' ' + key;
    const bool wide = QFontMetricsF(font(KeyText::Caption)).horizontalAdvance(whole) <= row.width();
    write(row, Qt::AlignVCenter, wide ? whole : party, KeyText::Caption, m_colors.text2);
    row.translate(0, 18);
    if (!wide) {
        write(row, Qt::AlignVCenter, key, KeyText::Caption, m_colors.text2);
        row.translate(0, 18);
    }
    write(row, Qt::AlignVCenter, byteCount(0), KeyText::Mono, m_colors.text2);
}

void KeyGraphPainter::paintHeading(const KeyHeading &heading) const
{
    write(heading.rect, Qt::AlignVCenter, heading.text, KeyText::Name, m_colors.text1);
    if (heading.node < 0)
        return;
    const qreal width = QFontMetricsF(font(KeyText::Name)).horizontalAdvance(heading.text);
    write(heading.rect.adjusted(width + 16, 0, 0, 0), Qt::AlignVCenter, sizeOf(heading.node), KeyText::Mono,
          m_colors.text2);
    if (m_state.current == heading.node)
        paintFocus(QRectF(heading.rect.left(), heading.rect.top() + 2, width, heading.rect.height() - 4), 4);
}

} // namespace hd::ui
