// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/wireimage.h"

#include <QAbstractItemModel>

#include <memory>

namespace hd::ui {

/// The fields of one message as a tree with two kinds of roots: `record` (one for each record that carried it: header
/// and what protects it) and the message's protocol, below which are Message::fields.
class FieldModel : public QAbstractItemModel
{
    Q_OBJECT
public:
    enum Columns { Name, Value, Length, NumColumns };
    enum Roles {
        PathRole = Qt::UserRole, ///< `server_key_exchange.params.dh_p`, `record.version`
        OffsetRole,              ///< within Message::bytes, or within Record::wire for a part of a record
        LengthRole,
        RecordRole, ///< index into Trace::records for a part of a record, else invalid
        IsLeafRole,
        BytesRole, ///< whether the value is shown as hex bytes
        MutedRole  ///< length prefixes and padding
    };

    explicit FieldModel(QObject *parent = nullptr);

    void setMessage(std::shared_ptr<const Trace> trace, MessageId message);
    void clear();
    void setSecretsShown(bool shown); ///< what is secret is written as hiddenText() otherwise
    std::optional<MessageId> message() const { return m_message; }

    QModelIndex indexOfField(const QString &path) const;
    /// @p path `record.version`; the root `record` when it has no such part.
    QModelIndex indexOfRecordPart(RecordId record, const QString &path) const;
    QModelIndex indexOfProtocol() const; ///< the root of the message's own fields

    QModelIndex indexAround(Range range) const;                            ///< the deepest field that holds it all
    QModelIndex recordPartAt(RecordId record, std::uint32_t offset) const; ///< the deepest

    /// Where the leaves lie in @p image, ascending. @p own the message's fields among them: for an encrypted message
    /// on the wire, only its records have parts.
    std::vector<Range> leaves(const WireImage &image, bool own) const;

    Range range(const QModelIndex &index) const;
    /// The bytes of @p index in the image that a hex view shows; empty where it has none there.
    std::vector<Range> imageRanges(const QModelIndex &index, const WireImage &image) const;

    QModelIndex index(int row, int column, const QModelIndex &parent = {}) const override;
    QModelIndex parent(const QModelIndex &child) const override;
    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

private:
    struct Node
    {
        int parent = -1;
        int row = 0;
        std::vector<int> children;
        QString name;
        QString value;
        QString path;
        Range range;
        std::optional<RecordId> record;
        bool muted = false;
        bool hex = false;
        bool secret = false;
    };

    void build();
    void addFields();
    void addRecord(RecordId record, const QString &name);
    int add(Node node);
    const Node &node(const QModelIndex &index) const { return m_nodes[static_cast<std::size_t>(index.internalId())]; }
    QModelIndex indexOf(int node, int column = 0) const;
    QString valueOf(const Node &node) const;

    std::shared_ptr<const Trace> m_trace;
    std::optional<MessageId> m_message;
    std::vector<Node> m_nodes;
    std::vector<int> m_roots;
    bool m_secretsShown = true;
};

} // namespace hd::ui
