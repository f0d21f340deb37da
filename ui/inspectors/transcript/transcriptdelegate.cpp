// SPDX-License-Identifier: GPL-3.0-or-later
#include "inspectors/transcript/transcriptdelegate.h"

#include "inspectors/transcript/transcriptview.h"
#include "inspectors/wrappedtext.h"
#include "models/transcriptmodel.h"
#include "models/valuetext.h"
#include "session/linked.h"
#include "theme/theme.h"

#include <QPainter>

namespace hd::ui {

namespace {

constexpr int margin = 16, rail = 14, beside = 20, textStart = 52, padding = 4;
constexpr QChar notEqual = QChar(0x2260);

} // namespace

TranscriptDelegate::TranscriptDelegate(Session *session, Theme *theme, TranscriptView *view)
    : QStyledItemDelegate(view), m_session(session), m_theme(theme), m_view(view)
{}

int TranscriptDelegate::px(int length) const
{
    return m_theme->px(length);
}

int TranscriptDelegate::lineHeight() const
{
    return QFontMetrics(m_theme->mono(Fonts::meta)).height() + px(2);
}

/// Of eight bytes, and of a word before them where the parties differ.
int TranscriptDelegate::hashWidth() const
{
    const QString widest(8 * 3 + 1, u'0');
    const QFontMetrics words(m_theme->ui(Fonts::caption));
    const int who = std::max(words.horizontalAdvance(TranscriptModel::tr("client")),
                             words.horizontalAdvance(TranscriptModel::tr("server")));
    return QFontMetrics(m_theme->mono(Fonts::meta)).horizontalAdvance(widest) + who + px(24);
}

/// What is outside has no hash beside it.
int TranscriptDelegate::textWidth(const QModelIndex &index, int width) const
{
    const int all = width - px(margin + textStart + margin);
    return onRail(index) || !hashes(index).empty() ? std::max(px(120), all - hashWidth()) : all;
}

QFont TranscriptDelegate::titleFont(const QModelIndex &index, bool selected) const
{
    const bool use = index.data(TranscriptModel::UseRole).toBool();
    return m_theme->ui(use ? Fonts::meta : Fonts::body, selected ? QFont::DemiBold : QFont::Normal);
}

int TranscriptDelegate::titleHeight(const QModelIndex &index, int width) const
{
    return wrappedHeight(index.data().toString(), titleFont(index, true), textWidth(index, width));
}

int TranscriptDelegate::noteHeight(const QModelIndex &index, int width) const
{
    const QString note = index.data(TranscriptModel::NoteRole).toString();
    if (note.isEmpty())
        return 0;
    return wrappedHeight(note, m_theme->ui(Fonts::caption), textWidth(index, width));
}

std::vector<TranscriptDelegate::HashLine> TranscriptDelegate::hashes(const QModelIndex &index) const
{
    const QString client = index.data(TranscriptModel::ClientHashRole).toString();
    const QString server = index.data(TranscriptModel::ServerHashRole).toString();
    if (client.isEmpty() && server.isEmpty())
        return {};
    if (client == server)
        return {{{}, client}};
    std::vector<HashLine> lines;
    if (!client.isEmpty())
        lines.push_back({TranscriptModel::tr("client"), client});
    if (!server.isEmpty())
        lines.push_back({TranscriptModel::tr("server"), server});
    return lines;
}

QSize TranscriptDelegate::sizeHint(const QStyleOptionViewItem &, const QModelIndex &index) const
{
    const int width = m_view->viewport()->width();
    const int text = titleHeight(index, width) + noteHeight(index, width);
    const int values = static_cast<int>(hashes(index).size()) * lineHeight();
    return {width, std::max(px(24), std::max(text, values) + 2 * px(padding))};
}

bool TranscriptDelegate::onRail(const QModelIndex &index) const
{
    const auto hashed = static_cast<Hashed>(index.data(TranscriptModel::HashedRole).toInt());
    return hashed == Hashed::Yes || hashed == Hashed::AfterHandshake;
}

void TranscriptDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    paintBack(painter, option, index);
    paintRail(painter, option.rect, index);
    paintText(painter, option.rect, option.state & QStyle::State_Selected, index);
    paintHashes(painter, option.rect, index);
    painter->restore();
}

void TranscriptDelegate::paintBack(QPainter *painter, const QStyleOptionViewItem &option,
                                   const QModelIndex &index) const
{
    const Colors &colors = m_theme->colors();
    const QRect &row = option.rect;
    const auto *model = static_cast<const TranscriptModel *>(index.model());
    const bool selected = option.state & QStyle::State_Selected;
    const bool linked = model->isLinked(index.row(), m_session->linked()) || option.state & QStyle::State_MouseOver;
    if (selected || linked)
        painter->fillRect(row, selected ? colors.selected : colors.linked);
    if (selected)
        painter->fillRect(QRect(row.left(), row.top(), 3, row.height()), colors.accent);
    if (selected && m_view->hasFocus()) {
        painter->setPen(QPen(colors.accent, 2));
        painter->setBrush(Qt::NoBrush);
        painter->drawRect(row.adjusted(4, 1, -1, -1));
    }
}

/// The line runs from the first hashed message to the last; what comes after the handshake hangs on a dotted one.
void TranscriptDelegate::paintRail(QPainter *painter, const QRect &row, const QModelIndex &index) const
{
    const Colors &colors = m_theme->colors();
    const bool use = index.data(TranscriptModel::UseRole).toBool();
    const bool node = onRail(index) && !use;
    const qreal x = row.left() + px(margin) + px(rail) / 2.0;
    const qreal y = row.top() + px(padding) + titleHeight(index, row.width()) / 2.0;
    const auto hashed = static_cast<Hashed>(index.data(TranscriptModel::HashedRole).toInt());
    painter->setPen(QPen(colors.text2, 2, hashed == Hashed::AfterHandshake ? Qt::DotLine : Qt::SolidLine));
    const bool above = index.data(TranscriptModel::AboveRole).toBool();
    const bool below = index.data(TranscriptModel::BelowRole).toBool();
    if (above)
        painter->drawLine(QPointF(x, row.top()), QPointF(x, y));
    if (below)
        painter->drawLine(QPointF(x, y), QPointF(x, row.bottom() + 1));
    const qreal shift = node ? 0 : px(beside);
    if (use) { // a branch to the right
        painter->setPen(QPen(colors.accent, 1.5));
        painter->drawLine(QPointF(x, y), QPointF(x + shift - px(4), y));
    }
    paintNode(painter, QPointF(x + shift, y), index);
}

/// The shapes of the diagram: a dot for handshake messages, a diamond for change_cipher_spec, a triangle for alerts, a
/// square for application data.
void TranscriptDelegate::paintNode(QPainter *painter, QPointF at, const QModelIndex &index) const
{
    const Colors &colors = m_theme->colors();
    const auto hashed = static_cast<Hashed>(index.data(TranscriptModel::HashedRole).toInt());
    const bool pending = index.data(TranscriptModel::PendingRole).toBool();
    const qreal r = px(5);
    if (index.data(TranscriptModel::UseRole).toBool()) {
        painter->setPen(QPen(colors.accent, 1.5));
        painter->setBrush(pending ? colors.base : colors.accent);
        painter->drawEllipse(at, px(3), px(3));
        return;
    }
    const QString name = index.data().toString();
    if (hashed == Hashed::ChangeCipherSpec) {
        painter->setPen(QPen(colors.changeCipherSpec, 1.5));
        painter->setBrush(colors.base);
        painter->drawPolygon(
            QPolygonF{at + QPointF(-r, 0), at + QPointF(0, -r), at + QPointF(r, 0), at + QPointF(0, r)});
    } else if (hashed == Hashed::NotHandshake && name.endsWith(QStringLiteral("alert"))) {
        painter->setPen(QPen(colors.alert, 1.5));
        painter->setBrush(colors.base);
        painter->drawPolygon(QPolygonF{at + QPointF(-r, r), at + QPointF(0, -r), at + QPointF(r, r)});
    } else if (hashed == Hashed::NotHandshake) {
        painter->setPen(QPen(colors.applicationKeys, 1.5));
        painter->setBrush(colors.base);
        painter->drawRect(QRectF(at - QPointF(r - 1, r - 1), at + QPointF(r - 1, r - 1)));
    } else {
        const bool in = onRail(index);
        painter->setPen(QPen(in ? colors.clear : colors.absent, in ? 2 : 1.5, in ? Qt::SolidLine : Qt::DotLine));
        painter->setBrush(in && !pending ? colors.clear : colors.base);
        painter->drawEllipse(at, r, r);
    }
}

void TranscriptDelegate::paintText(QPainter *painter, const QRect &row, bool selected, const QModelIndex &index) const
{
    const Colors &colors = m_theme->colors();
    const bool pending = index.data(TranscriptModel::PendingRole).toBool();
    const int left = row.left() + px(margin + textStart);
    const int title = titleHeight(index, row.width());
    painter->setFont(titleFont(index, selected));
    painter->setPen(pending || !onRail(index) ? colors.text2 : colors.text1);
    drawWrapped(painter, QRect(left, row.top() + px(padding), textWidth(index, row.width()), title),
                index.data().toString());
    const int note = noteHeight(index, row.width());
    if (note == 0)
        return;
    painter->setFont(m_theme->ui(Fonts::caption));
    painter->setPen(colors.text2);
    drawWrapped(painter, QRect(left, row.top() + px(padding) + title, textWidth(index, row.width()), note),
                index.data(TranscriptModel::NoteRole).toString());
}

void TranscriptDelegate::paintHashes(QPainter *painter, const QRect &row, const QModelIndex &index) const
{
    const Colors &colors = m_theme->colors();
    const bool differs = index.data(TranscriptModel::DiffersRole).toBool();
    const bool used = index.data(TranscriptModel::UsedRole).toBool();
    QRect line(row.right() - px(margin) - hashWidth(), row.top() + px(padding), hashWidth(), lineHeight());
    if (index.data(TranscriptModel::PendingRole).toBool()) {
        painter->setFont(m_theme->ui(Fonts::caption));
        painter->setPen(colors.text3);
        if (onRail(index))
            painter->drawText(line, Qt::AlignRight | Qt::AlignVCenter, TranscriptModel::tr("not yet"));
        return;
    }
    for (const HashLine &hash : hashes(index)) {
        const QFont mono = m_theme->mono(Fonts::meta);
        painter->setFont(mono);
        painter->setPen(differs ? colors.alert : used ? colors.text1 : colors.text3);
        painter->drawText(line, Qt::AlignRight | Qt::AlignVCenter, hash.text);
        const int width = QFontMetrics(mono).horizontalAdvance(hash.text) + px(8);
        painter->setFont(m_theme->ui(Fonts::caption));
        painter->setPen(differs ? colors.alert : colors.text2);
        QString who = hash.who;
        if (differs)
            who = notEqual + QStringLiteral(" ") + who;
        painter->drawText(line.adjusted(0, 0, -width, 0), Qt::AlignRight | Qt::AlignVCenter, who);
        line.translate(0, lineHeight());
    }
}

} // namespace hd::ui
