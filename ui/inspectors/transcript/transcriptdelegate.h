// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "session/session.h"

#include <QStyledItemDelegate>

namespace hd::ui {

class Theme;
class TranscriptView;

/// Paints one row of the transcript: the line with its node, the name with a note below it, and the hash at the right,
/// once where both parties have the same and twice where they do not.
class TranscriptDelegate : public QStyledItemDelegate
{
public:
    TranscriptDelegate(Session *session, Theme *theme, TranscriptView *view);

    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;

private:
    struct HashLine
    {
        QString who; ///< empty: both
        QString text;
    };

    int px(int length) const;
    int lineHeight() const;
    int hashWidth() const;
    int textWidth(const QModelIndex &index, int width) const;
    QFont titleFont(const QModelIndex &index, bool selected) const;
    int titleHeight(const QModelIndex &index, int width) const;
    int noteHeight(const QModelIndex &index, int width) const;
    std::vector<HashLine> hashes(const QModelIndex &index) const;
    void paintBack(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const;
    void paintRail(QPainter *painter, const QRect &row, const QModelIndex &index) const;
    void paintNode(QPainter *painter, QPointF at, const QModelIndex &index) const;
    void paintText(QPainter *painter, const QRect &row, bool selected, const QModelIndex &index) const;
    void paintHashes(QPainter *painter, const QRect &row, const QModelIndex &index) const;
    bool onRail(const QModelIndex &index) const;

    Session *m_session;
    Theme *m_theme;
    TranscriptView *m_view;
};

} // namespace hd::ui
