// SPDX-License-Identifier: GPL-3.0-or-later
// The blocks of the expansion in the open card, and its button; the rest of the card is painted in keycardpainter.cpp.

#include "inspectors/keygraph/keygraphpainter.h"
#include "models/stepmodel.h"
#include "models/valuetext.h"
#include "theme/icons.h"

#include <QPainter>

namespace hd::ui {

static constexpr qreal line = 18;
static constexpr qreal inset = 10;

void KeyGraphPainter::paintCopy(const KeyCard &card) const
{
    const bool can = reached(card.node) && !hidden(card.node);
    const QColor color = can ? m_colors.text1 : m_colors.text3;
    m_painter.setPen(QPen(m_colors.controlEdge, 1));
    m_painter.setBrush(m_colors.base);
    m_painter.drawRoundedRect(card.copy.adjusted(0.5, 0.5, -0.5, -0.5), 6, 6);
    paintIcon(&m_painter, Icon::Copy, QRectF(card.copy.left() + 5, card.copy.center().y() - 9, 18, 18), color);
    write(card.copy.adjusted(25, 0, 0, 0), Qt::AlignVCenter, tr("Copy"), KeyText::MetaMedium, color);
}

/// `HMAC-SHA-256 × 6`, `SHA-1 × 4, MD5 × 4`
static QString countText(const Expansion &expansion)
{
    QStringList names;
    QList<int> counts;
    for (const ExpansionStep *step : expansion.steps()) {
        if (step->kind == ExpansionStep::Kind::Value)
            continue;
        const QString name =
            QLatin1StringView(step->kind == ExpansionStep::Kind::Hmac ? "HMAC-" : "") + toQString(step->hash);
        if (!names.contains(name)) {
            names.append(name);
            counts.append(0);
        }
        ++counts[names.indexOf(name)];
    }
    QStringList all;
    for (qsizetype i = 0; i < names.size(); ++i)
        all.append(counts[i] == 1 ? names[i] : QStringLiteral("%1 × %2").arg(names[i]).arg(counts[i]));
    return all.join(QStringLiteral(", "));
}

void KeyGraphPainter::paintBlocks(const KeyCard &card) const
{
    const KeyCardBlocks &blocks = card.blocks;
    if (blocks.heading.isEmpty())
        return;
    m_painter.setPen(QPen(m_colors.hairline, 1));
    const qreal top = blocks.heading.top() - 0.5;
    m_painter.drawLine(QPointF(card.rect.left() + 16, top), QPointF(card.rect.right() - 16, top));
    if (!blocks.expansion) {
        write(blocks.heading, Qt::AlignVCenter,
              blocks.whyNot == NoExpansion::Withheld
                  ? tr("The recording withholds a secret, so that the blocks cannot be computed.")
                  : tr("Nothing follows from the recorded inputs."),
              KeyText::Meta, m_colors.text2);
        return;
    }
    paintIcon(&m_painter, blocks.shown ? Icon::ChevronDown : Icon::ChevronRight,
              QRectF(blocks.heading.left(), blocks.heading.center().y() - 9, 18, 18), m_colors.text2);
    const QString title = tr("Block by block");
    write(blocks.heading.adjusted(24, 0, 0, 0), Qt::AlignVCenter, title, KeyText::MetaMedium, m_colors.accent);
    const qreal wide = QFontMetricsF(font(KeyText::MetaMedium)).horizontalAdvance(title);
    write(blocks.heading.adjusted(24 + wide + 12, 0, 0, 0), Qt::AlignVCenter, countText(*blocks.expansion),
          KeyText::Mono, m_colors.text2);
    if (!blocks.shown)
        return;
    if (!blocks.difference.isEmpty()) {
        m_painter.setFont(font(KeyText::MetaMedium));
        m_painter.setPen(m_colors.alert);
        paintIcon(&m_painter, Icon::Warning, QRectF(blocks.difference.topLeft(), QSizeF(18, 18)), m_colors.alert);
        m_painter.setPen(m_colors.alert);
        m_painter.drawText(blocks.difference.adjusted(24, 0, 0, 0), Qt::TextWordWrap,
                           tr("From the recorded inputs follows another value than the one that was recorded. The "
                              "blocks show what follows."));
    }
    for (const auto &[name, rect] : blocks.lanes)
        write(rect, Qt::AlignVCenter, name, KeyText::Name, m_colors.text1);
    for (const auto &[from, to] : blocks.arrows)
        paintArrow(from, to, reached(card.node) ? m_colors.controlEdge : m_colors.absent);
    const std::vector<const ExpansionStep *> steps = blocks.expansion->steps();
    for (const KeyCardStep &step : blocks.steps)
        paintStep(card, step, *steps[static_cast<std::size_t>(step.step)]);
    paintPieces(card);
}

void KeyGraphPainter::paintArrow(QPointF from, QPointF to, const QColor &color) const
{
    const bool across = from.y() == to.y();
    const QPointF ahead = across ? QPointF(1, 0) : QPointF(0, 1);
    const QPointF aside(ahead.y(), ahead.x());
    m_painter.setPen(QPen(color, 1.5));
    m_painter.drawLine(from, to - 6 * ahead);
    m_painter.setPen(Qt::NoPen);
    m_painter.setBrush(color);
    m_painter.drawPolygon(QPolygonF{to, to - 7 * ahead + 4 * aside, to - 7 * ahead - 4 * aside});
}

/// How much goes in and comes out: "77 B → 32 B".
static QString throughput(const ExpansionStep &step)
{
    std::size_t in = 0;
    for (std::size_t i = step.kind == ExpansionStep::Kind::Hmac ? 1 : 0; i < step.inputs.size(); ++i)
        in += step.inputs[i].value.size();
    const QString out = QStringLiteral("%1 B").arg(step.value.size());
    return step.kind == ExpansionStep::Kind::Value ? out : QStringLiteral("%1 B → %2").arg(in).arg(out);
}

void KeyGraphPainter::paintStep(const KeyCard &card, const KeyCardStep &placed, const ExpansionStep &step) const
{
    const bool now = reached(card.node);
    const bool isBlock = step.output.length > 0;
    m_painter.setPen(QPen(now ? m_colors.controlEdge : m_colors.hairline, 1));
    m_painter.setBrush(now && isBlock ? m_colors.linked : m_colors.base);
    m_painter.drawRoundedRect(placed.rect.adjusted(0.5, 0.5, -0.5, -0.5), 6, 6);
    QRectF row(placed.rect.left() + inset, placed.rect.top() + 7, placed.rect.width() - 2 * inset, line);
    const QString size = throughput(step);
    const qreal wide = QFontMetricsF(font(KeyText::Mono)).horizontalAdvance(size);
    write(row.adjusted(0, 0, -wide - 8, 0), Qt::AlignVCenter, toQString(step.name), KeyText::MetaMedium,
          m_colors.text1);
    write(row, Qt::AlignVCenter | Qt::AlignRight, size, KeyText::Mono, m_colors.text3);
    for (const QString &text : placed.formula) {
        row.translate(0, line);
        write(row, Qt::AlignVCenter, text, KeyText::Mono, m_colors.text2);
    }
    row.translate(0, line);
    if (!now)
        write(row, Qt::AlignVCenter, tr("not yet"), KeyText::Meta, m_colors.text2);
    else
        paintStepBytes(placed, step, row);
    if (m_state.current == card.node && m_state.step == placed.step)
        paintFocus(placed.rect, 6);
}

/// What the last block has too much is there, but struck out.
void KeyGraphPainter::paintStepBytes(const KeyCardStep &placed, const ExpansionStep &step, QRectF row) const
{
    const auto perRow = static_cast<std::size_t>(placed.bytesPerRow);
    const std::size_t used = step.output.length > 0 ? step.output.length : step.value.size();
    const QFontMetricsF metrics(font(KeyText::Mono));
    for (std::size_t at = 0; at < step.value.size(); at += perRow) {
        const std::size_t count = std::min(perRow, step.value.size() - at);
        const std::size_t kept = std::min(count, used - std::min(used, at));
        const auto text = [&](std::size_t from, std::size_t length) {
            QString hex = hexText(ByteView(step.value).subspan(from, length));
            if (step.secret && !m_state.secretsShown)
                for (QChar &c : hex)
                    c = c == u' ' ? c : QChar(u'•');
            return hex;
        };
        const QString first = text(at, kept);
        write(row, Qt::AlignVCenter, first, KeyText::Mono, m_colors.text1);
        if (kept < count) {
            const qreal skip = kept == 0 ? 0 : metrics.horizontalAdvance(first + u' ');
            const QString rest = text(at + kept, count - kept);
            write(row.adjusted(skip, 0, 0, 0), Qt::AlignVCenter, rest, KeyText::Mono, m_colors.text3);
            const qreal y = std::round(row.center().y()) + 0.5;
            m_painter.setPen(QPen(m_colors.text3, 1));
            m_painter.drawLine(QPointF(row.left() + skip, y),
                               QPointF(row.left() + skip + metrics.horizontalAdvance(rest), y));
        }
        row.translate(0, line);
    }
}

void KeyGraphPainter::paintPieces(const KeyCard &card) const
{
    const KeyCardBlocks &blocks = card.blocks;
    if (blocks.pieces.empty())
        return;
    write(blocks.scaleCaption, Qt::AlignVCenter,
          blocks.expansion->join == Expansion::Join::Xor
              ? tr("The output to scale: both rows, byte by byte, with exclusive or")
              : tr("The output to scale"),
          KeyText::Caption, m_colors.text3);
    for (const KeyCardPiece &piece : blocks.pieces) {
        QPen edge(piece.unused ? m_colors.absent : m_colors.controlEdge, 1);
        if (piece.unused)
            edge.setDashPattern({2, 3});
        QColor fill = piece.step >= 0 ? m_colors.linked : m_colors.sunken;
        if (piece.unused)
            fill = m_colors.base;
        else if (piece.node >= 0 && m_graph[piece.node].name.starts_with("client"))
            fill = m_colors.selected;
        m_painter.setPen(edge);
        m_painter.setBrush(fill);
        m_painter.drawRoundedRect(piece.rect.adjusted(0.5, 0.5, -1.5, -0.5), 4, 4);
        write(piece.rect, Qt::AlignCenter, piece.text, KeyText::Caption,
              piece.unused ? m_colors.text2 : m_colors.text1);
    }
}

} // namespace hd::ui
