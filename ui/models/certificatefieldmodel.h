// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "wire/field.h"

#include <QAbstractItemModel>

namespace hd::ui {

/// One certificate as a tree of values, in the columns and roles of FieldModel. A row is a value with its tag and
/// length; parts() tells these apart.
class CertificateFieldModel : public QAbstractItemModel
{
    Q_OBJECT
public:
    explicit CertificateFieldModel(QObject *parent = nullptr) : QAbstractItemModel(parent) {}

    void setCertificate(Bytes der);
    void clear() { setCertificate({}); }
    const Bytes &der() const { return m_der; }
    /// What is wrong with it; empty: nothing.
    QString error() const { return m_error; }

    /// The deepest row that holds all of @p range, which counts from the start of the certificate.
    QModelIndex indexAround(Range range) const;
    QModelIndex indexOfPath(std::string_view path) const; ///< of the nearest row around it
    Range range(const QModelIndex &index) const;
    std::string path(const QModelIndex &index) const;
    /// Where the leaves lie, ascending.
    std::vector<Range> leaves() const;

    /// What a value is made of.
    struct Part
    {
        QString text; ///< "30 SEQUENCE", "82 03 4f: 847 bytes"
        Range range;
    };
    /// Tag, length and content; nothing for what has no tag.
    std::vector<Part> parts(const QModelIndex &index) const;

    QModelIndex index(int row, int column, const QModelIndex &parent = {}) const override;
    QModelIndex parent(const QModelIndex &child) const override;
    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

private:
    struct Node
    {
        FieldIndex field = 0;
        int parent = -1;
        int row = 0;
        std::vector<int> children;
    };

    void build();
    bool isShown(FieldIndex field) const;
    QString value(const Node &node) const;
    const Node &node(const QModelIndex &index) const { return m_nodes[static_cast<std::size_t>(index.internalId())]; }
    QModelIndex indexOf(int node, int column = 0) const;

    Bytes m_der;
    QString m_error;
    FieldTree m_fields;
    std::vector<Node> m_nodes;
};

} // namespace hd::ui
