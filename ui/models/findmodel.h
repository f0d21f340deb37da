// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/finder.h"

#include <QAbstractListModel>
#include <QTimer>

#include <optional>

namespace hd::ui {

/// What was found, kind by kind, each below a heading. It searches between events, a little at a time, so that no key
/// press waits for it; findings come as they are made.
class FindModel : public QAbstractListModel
{
    Q_OBJECT
public:
    enum Roles {
        HeadingRole = Qt::UserRole, ///< whether the row is one
        WhereRole,
        StartRole, ///< of the match, within the text
        LengthRole
    };

    FindModel(Session *session, const Explanations *texts, QObject *parent = nullptr);

    void setQuery(const QString &query);
    const QString &query() const { return m_query; }
    bool isSearching() const { return m_timer.isActive(); }
    std::size_t count() const { return m_finder ? m_finder->count() : 0; }
    bool hasMore() const; ///< of any kind than are shown

    Selection selection(const QModelIndex &index) const;
    /// The next finding after (+1) or before (-1) @p from, around the end; the first for none.
    QModelIndex next(const QModelIndex &from, int direction) const;

    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    Qt::ItemFlags flags(const QModelIndex &index) const override;

Q_SIGNALS:
    void progressed(); ///< there are more findings, or the search is over

private:
    void restart();
    void searchOn();
    void show(Finding::Kind kind);
    QString heading(Finding::Kind kind) const;
    const Finding *finding(int row) const;
    std::optional<Finding::Kind> headingAt(int row) const;

    Session *m_session;
    const Explanations *m_texts;
    QString m_query;
    std::optional<Finder> m_finder;
    std::array<int, findingKinds> m_shown{}; ///< findings that are rows
    QTimer m_timer;
};

} // namespace hd::ui
