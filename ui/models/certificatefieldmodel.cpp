// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/certificatefieldmodel.h"

#include "analysis/x509fields.h"
#include "models/fieldmodel.h"
#include "models/valuetext.h"

namespace hd::ui {

void CertificateFieldModel::setCertificate(Bytes der)
{
    beginResetModel();
    m_der = std::move(der);
    m_fields = {};
    m_error.clear();
    if (!m_der.empty()) {
        CertificateFields read = certificateFields(m_der);
        m_fields = std::move(read.fields);
        if (read.error)
            m_error = toQString(read.error->path + ": " + read.error->what);
    }
    build();
    endResetModel();
}

/// The header of a value and a content that is nothing but bytes are part of its row.
bool CertificateFieldModel::isShown(FieldIndex field) const
{
    const std::string &name = m_fields[field].name;
    return field == 0 || !m_fields.isLeaf(field) ||
           (name != "tag" && name != "length" && name != "content" && name != "unused_bits");
}

void CertificateFieldModel::build()
{
    m_nodes.clear();
    std::vector<int> nodes(m_fields.size(), -1); // by field
    for (FieldIndex i = 0; i < m_fields.size(); ++i) {
        if (!isShown(i))
            continue;
        Node node;
        node.field = i;
        const auto self = static_cast<int>(m_nodes.size());
        if (const FieldIndex around = m_fields[i].parent; around != noField) {
            node.parent = nodes[around];
            std::vector<int> &siblings = m_nodes[static_cast<std::size_t>(node.parent)].children;
            node.row = static_cast<int>(siblings.size());
            siblings.push_back(self);
        }
        nodes[i] = self;
        m_nodes.push_back(std::move(node));
    }
}

QModelIndex CertificateFieldModel::indexOf(int node, int column) const
{
    return node < 0 ? QModelIndex()
                    : createIndex(m_nodes[static_cast<std::size_t>(node)].row, column, static_cast<quintptr>(node));
}

QModelIndex CertificateFieldModel::indexAround(Range wanted) const
{
    int found = -1;
    for (std::size_t i = 0; i < m_nodes.size(); ++i) { // parents come before their children
        const Range range = m_fields[m_nodes[i].field].range;
        if (range.offset <= wanted.offset && wanted.end() <= range.end())
            found = static_cast<int>(i);
    }
    return indexOf(found);
}

QModelIndex CertificateFieldModel::indexOfPath(std::string_view path) const
{
    const std::optional<FieldIndex> field = m_fields.find(path);
    return field ? indexAround(m_fields[*field].range) : QModelIndex();
}

Range CertificateFieldModel::range(const QModelIndex &index) const
{
    return index.isValid() ? m_fields[node(index).field].range : Range{};
}

std::string CertificateFieldModel::path(const QModelIndex &index) const
{
    return index.isValid() ? m_fields.path(node(index).field) : std::string();
}

std::vector<Range> CertificateFieldModel::leaves() const
{
    std::vector<Range> ranges;
    for (FieldIndex i = 0; i < m_fields.size(); ++i)
        if (m_fields.isLeaf(i) && m_fields[i].range.length > 0)
            ranges.push_back(m_fields[i].range);
    return ranges;
}

std::vector<CertificateFieldModel::Part> CertificateFieldModel::parts(const QModelIndex &index) const
{
    std::vector<Part> parts;
    if (!index.isValid())
        return parts;
    const std::vector<FieldIndex> children = m_fields.children(node(index).field);
    if (children.size() < 2 || m_fields[children[0]].name != "tag")
        return parts;
    const Field &tag = m_fields[children[0]];
    const Field &length = m_fields[children[1]];
    const auto size = static_cast<std::uint32_t>(length.number.value_or(0));
    parts.push_back({tr("tag %1 %2").arg(hexText(slice(m_der, tag.range)), toQString(tag.meaning)), tag.range});
    parts.push_back({tr("length %1").arg(hexText(slice(m_der, length.range))), length.range});
    if (size > 0)
        parts.push_back({tr("content %1").arg(byteCountText(size)), {length.range.end(), size}});
    return parts;
}

QModelIndex CertificateFieldModel::index(int row, int column, const QModelIndex &parent) const
{
    if (!hasIndex(row, column, parent))
        return {};
    return parent.isValid() ? indexOf(node(parent).children[static_cast<std::size_t>(row)], column)
                            : indexOf(0, column);
}

QModelIndex CertificateFieldModel::parent(const QModelIndex &child) const
{
    return child.isValid() ? indexOf(node(child).parent) : QModelIndex();
}

int CertificateFieldModel::rowCount(const QModelIndex &parent) const
{
    if (!parent.isValid())
        return m_nodes.empty() ? 0 : 1;
    return parent.column() == 0 ? static_cast<int>(node(parent).children.size()) : 0;
}

int CertificateFieldModel::columnCount(const QModelIndex &) const
{
    return FieldModel::NumColumns;
}

QString CertificateFieldModel::value(const Node &node) const
{
    const Field &field = m_fields[node.field];
    if (!field.meaning.empty())
        return toQString(field.meaning);
    if (!node.children.empty())
        return {};
    Range content = field.range;
    for (const FieldIndex child : m_fields.children(node.field))
        if (m_fields[child].name == "content")
            content = m_fields[child].range;
        else if (m_fields[child].name == "length" && m_fields[child].number == 0U)
            return m_fields[node.field + 1].meaning == "NULL" ? QStringLiteral("NULL") : QString();
    return hexText(slice(m_der, content), 16);
}

QVariant CertificateFieldModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    const Node &own = node(index);
    const Field &field = m_fields[own.field];
    switch (role) {
    case Qt::DisplayRole:
        switch (index.column()) {
        case FieldModel::Name:
            return toQString(field.name);
        case FieldModel::Value:
            return value(own);
        case FieldModel::Length:
            return QString::number(field.range.length);
        }
        return {};
    case Qt::ToolTipRole:
        return index.column() == FieldModel::Value ? toQString(field.meaning).toHtmlEscaped() : QString();
    case Qt::TextAlignmentRole:
        return QVariant((index.column() == FieldModel::Length ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    case FieldModel::PathRole:
        return toQString(m_fields.path(own.field));
    case FieldModel::OffsetRole:
        return field.range.offset;
    case FieldModel::LengthRole:
        return field.range.length;
    case FieldModel::IsLeafRole:
        return own.children.empty();
    case FieldModel::BytesRole:
        return own.children.empty() && field.meaning.empty();
    case FieldModel::MutedRole:
        return field.name.ends_with("_length");
    }
    return {};
}

QVariant CertificateFieldModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return QVariant((section == FieldModel::Length ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    if (role != Qt::DisplayRole)
        return {};
    switch (section) {
    case FieldModel::Name:
        return tr("Field");
    case FieldModel::Value:
        return tr("Value");
    case FieldModel::Length:
        return tr("Bytes");
    }
    return {};
}

} // namespace hd::ui
