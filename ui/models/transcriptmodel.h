// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/transcripthashes.h"
#include "session/session.h"

#include <QAbstractListModel>

#include <memory>

namespace hd::ui {

struct Linked;

/// The transcript of one handshake: a row for each message, whether it is hashed or not, and below it one for each hash
/// that a party took of all so far, by its name. A long run of messages after the handshake is one row.
class TranscriptModel : public QAbstractListModel
{
    Q_OBJECT
public:
    enum Roles {
        UseRole = Qt::UserRole, ///< whether the row is a hash that was used
        HashedRole,             ///< Hashed as a number
        NoteRole,               ///< why it is outside; what a hash is used for
        SizeRole,               ///< bytes that are hashed, or 0
        ClientHashRole,         ///< hex, the beginning; empty: none, or not yet
        ServerHashRole,
        DiffersRole, ///< whether the two are not the same
        UsedRole,    ///< whether a party recorded the hash after this message
        PendingRole, ///< the playhead has not reached it
        AboveRole,   ///< whether something is hashed above this row, and this row belongs to what is hashed
        BelowRole    ///< the same below
    };

    explicit TranscriptModel(QObject *parent = nullptr) : QAbstractListModel(parent) {}

    void setTrace(std::shared_ptr<const Trace> trace);
    void setHandshake(std::uint32_t handshake);
    void setPlayhead(Playhead at);

    std::uint32_t handshakes() const { return static_cast<std::uint32_t>(m_tables.size()); }
    std::uint32_t handshake() const { return m_handshake; }
    const TranscriptTable *table() const;
    std::uint32_t handshakeOf(MessageId message) const;
    /// How the hash is made: "SHA-256", and in SSL 3.0 with what.
    QString form() const;
    /// Whether what the parties have hashed differs at the playhead.
    bool differs() const;

    Selection selection(int row) const;
    bool isLinked(int row, const Linked &linked) const;
    std::optional<int> rowOf(const Linked &linked) const;
    /// What a used hash goes into, each name once.
    std::vector<Selection> takers(int row) const;
    QString takerName(const Selection &taker) const;

    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;

private:
    struct Row
    {
        std::size_t message = 0;         ///< into TranscriptTable::rows
        std::size_t last = 0;            ///< of a run, else the same
        std::vector<TranscriptUse> uses; ///< of one name; empty: the message itself
    };

    void build();
    std::size_t endOfRun(std::size_t first) const;
    const TranscriptRow &messageRow(const Row &row) const { return table()->rows[row.message]; }
    QString nameOf(const TranscriptUse &use) const;
    QString title(const Row &row) const;
    QString note(const Row &row) const;
    QString outsideNote(const TranscriptRow &row) const;
    QString useNote(const Row &row) const;
    bool pending(const Row &row) const;
    bool usesDiffer(const Row &row) const;
    QString hash(const Row &row, Side side) const;
    bool used(const TranscriptRow &row) const;
    bool isHash(DerivationId id) const;

    std::shared_ptr<const Trace> m_trace;
    std::vector<TranscriptTable> m_tables;
    std::vector<Row> m_rows;
    int m_firstHashed = 0, m_lastHashed = -1; ///< rows between which the line runs
    std::uint32_t m_handshake = 0;
    Playhead m_playhead = 0;
};

} // namespace hd::ui
