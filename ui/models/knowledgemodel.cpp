// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/knowledgemodel.h"

#include "models/valuetext.h"
#include "session/linked.h"

#include <algorithm>

namespace hd::ui {

KnowledgeModel::KnowledgeModel(SessionNews *news, QObject *parent)
    : QAbstractTableModel(parent), m_session(news->session())
{
    adoptTrace();
    connect(news, &SessionNews::traceChanged, this, &KnowledgeModel::adoptTrace);
    connect(news, &SessionNews::playheadChanged, this, &KnowledgeModel::adoptPlayhead);
    connect(news, &SessionNews::selectionChanged, this, &KnowledgeModel::retranslate);
}

void KnowledgeModel::adoptTrace()
{
    beginResetModel();
    m_all = whoKnows(*m_session->trace());
    m_rows = rowsAt(m_session->playhead());
    endResetModel();
}

void KnowledgeModel::adoptPlayhead()
{
    std::vector<Row> rows = rowsAt(m_session->playhead());
    if (rows == m_rows)
        return retranslate();
    beginResetModel();
    m_rows = std::move(rows);
    endResetModel();
}

std::vector<KnowledgeModel::Row> KnowledgeModel::rowsAt(Playhead at) const
{
    std::vector<Row> rows;
    for (std::size_t i = 0; i < m_all.size(); ++i) {
        if (!m_all[i].exists(at))
            continue;
        if (rows.empty() || rows.back().kind != m_all[i].kind)
            rows.push_back({m_all[i].kind, std::nullopt});
        rows.push_back({m_all[i].kind, i});
    }
    return rows;
}

void KnowledgeModel::retranslate()
{
    if (!m_rows.empty())
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1));
    Q_EMIT headerDataChanged(Qt::Horizontal, 0, ColumnCount - 1);
}

int KnowledgeModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int KnowledgeModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

const KnownSecret *KnowledgeModel::secretAt(int row) const
{
    if (row < 0 || row >= rowCount())
        return nullptr;
    const std::optional<std::size_t> &secret = m_rows[static_cast<std::size_t>(row)].secret;
    return secret ? &m_all[*secret] : nullptr;
}

int KnowledgeModel::shownCount() const
{
    return static_cast<int>(
        std::count_if(m_rows.begin(), m_rows.end(), [](const Row &row) { return row.secret.has_value(); }));
}

bool KnowledgeModel::knows(const KnownSecret &secret, int column) const
{
    const std::optional<Playhead> since = column == Client         ? secret.since[0]
                                          : column == Server       ? secret.since[1]
                                          : column == Eavesdropper ? secret.eavesdropper
                                                                   : secret.attacker;
    return since && *since <= m_session->playhead();
}

bool KnowledgeModel::isLinked(const KnownSecret &secret) const
{
    const Linked &linked = m_session->linked();
    if (secret.message)
        return linked.message == secret.message && m_session->selection().kind != Selection::Kind::Derivation;
    return std::any_of(secret.derivations.begin(), secret.derivations.end(), [&linked](const auto &id) {
        return id && std::find(linked.derivations.begin(), linked.derivations.end(), *id) != linked.derivations.end();
    });
}

int KnowledgeModel::rowOfSelected() const
{
    for (int row = 0; row < rowCount(); ++row)
        if (const KnownSecret *secret = secretAt(row); secret && isLinked(*secret))
            return row;
    return -1;
}

std::optional<Selection> KnowledgeModel::selectionAt(int row) const
{
    const KnownSecret *secret = secretAt(row);
    if (!secret)
        return std::nullopt;
    if (secret->message)
        return Session::messageSelection(*secret->message);
    for (const int side : {0, 1})
        if (const auto id = secret->derivations[static_cast<std::size_t>(side)];
            id && (knows(*secret, Client + side) || secret->kind == KnownSecret::Kind::PrivateKey))
            return m_session->derivationSelection(*id);
    return std::nullopt;
}

QString KnowledgeModel::nameOf(const KnownSecret &secret) const
{
    if (secret.message)
        return QStringLiteral("#%1 %2").arg(secret.message->index + 1).arg(toQString(secret.name));
    QString name = toQString(secret.name);
    if (secret.kind == KnownSecret::Kind::PrivateKey) {
        const bool client = secret.derivations[0].has_value();
        name = secret.name == "temporary" ? tr("of the server, temporary (RSA_EXPORT)")
               : client                   ? tr("of the client's certificate")
                                          : tr("of the server's certificate");
    }
    if (m_session->events().handshakeStarts().size() > 1 && secret.kind != KnownSecret::Kind::PrivateKey)
        name += QStringLiteral(" ·%1").arg(secret.handshake + 1);
    return name;
}

QString KnowledgeModel::wordFor(const KnownSecret &secret, int column) const
{
    if (knows(secret, column))
        return tr("knows");
    const bool party = column == Client || column == Server;
    const bool later = party && secret.since[column == Client ? 0 : 1];
    return later ? tr("not yet") : tr("no", "does not know");
}

QVariant KnowledgeModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const KnownSecret *secret = secretAt(index.row());
    if (!secret) {
        const QString heading = SecurityWords::kind(m_rows[static_cast<std::size_t>(index.row())].kind);
        return role == HeadingRole                                                                  ? QVariant(true)
               : index.column() == 0 && (role == Qt::DisplayRole || role == Qt::AccessibleTextRole) ? QVariant(heading)
                                                                                                    : QVariant();
    }
    switch (role) {
    case Qt::DisplayRole:
        return index.column() == Secret ? nameOf(*secret) : wordFor(*secret, index.column());
    case HeadingRole:
        return false;
    case KnowsRole:
        return index.column() == Secret ? QVariant() : QVariant(knows(*secret, index.column()));
    case LinkedRole:
        return isLinked(*secret);
    case Qt::AccessibleTextRole: {
        QStringList parts{nameOf(*secret)};
        for (int column = Client; column < ColumnCount; ++column)
            parts << tr("%1: %2", "who: whether he knows it")
                         .arg(headerData(column, Qt::Horizontal, Qt::DisplayRole).toString(), wordFor(*secret, column));
        return parts.join(QStringLiteral(", "));
    }
    default:
        return {};
    }
}

QVariant KnowledgeModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (role != Qt::DisplayRole || orientation != Qt::Horizontal || section < 0 || section >= ColumnCount)
        return {};
    return section == Secret ? tr("Secret") : SecurityWords::viewer(static_cast<Viewer>(section - Client));
}

Qt::ItemFlags KnowledgeModel::flags(const QModelIndex &index) const
{
    const Qt::ItemFlags all = QAbstractTableModel::flags(index);
    return secretAt(index.row()) ? all : all & ~Qt::ItemIsSelectable;
}

} // namespace hd::ui
