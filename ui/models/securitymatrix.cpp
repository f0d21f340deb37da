// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/securitymatrix.h"

#include "models/valuetext.h"
#include "session/linked.h"
#include "text/explanations.h"
#include "trace/viewpoint.h"

namespace hd::ui {

SecurityMatrix::SecurityMatrix(SessionNews *news, const Explanations *texts, QObject *parent)
    : QAbstractTableModel(parent), m_session(news->session()), m_texts(texts)
{
    compute();
    const auto recompute = [this] {
        compute();
        changed();
    };
    connect(news, &SessionNews::traceChanged, this, recompute);
    connect(news, &SessionNews::playheadChanged, this, recompute);
    connect(news, &SessionNews::selectionChanged, this, &SecurityMatrix::changed);
}

void SecurityMatrix::compute()
{
    const Trace &trace = *m_session->trace();
    const Playhead at = m_session->playhead();
    const PropertyTimeline &properties = m_session->properties();
    m_states = {properties.of(Side::Client, at), properties.of(Side::Server, at),
                properties.against(Adversary::Eavesdropper, at), properties.against(Adversary::Attacker, at)};
    m_silent = {};
    if (!trace.events.empty())
        for (const Side side : {Side::Client, Side::Server})
            m_silent[static_cast<std::size_t>(side)] = !keepsAccount(trace, side);
}

void SecurityMatrix::changed()
{
    Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, columnCount() - 1));
}

void SecurityMatrix::retranslate()
{
    changed();
    Q_EMIT headerDataChanged(Qt::Horizontal, 0, columnCount() - 1);
    Q_EMIT headerDataChanged(Qt::Vertical, 0, rowCount() - 1);
}

int SecurityMatrix::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(propertyCount);
}

int SecurityMatrix::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : viewerCount;
}

QVariant SecurityMatrix::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const bool silent = m_silent[static_cast<std::size_t>(index.column())];
    const PropertyState &known = state(index.row(), index.column());
    const std::optional<MessageId> proof = silent ? std::nullopt : known.proof;
    switch (role) {
    case Qt::DisplayRole:
        return silent ? tr("tells nothing") : SecurityWords::achievement(known, static_cast<Viewer>(index.column()));
    case AchievementRole:
        return static_cast<int>(silent ? Achievement::NotYet : known.achievement);
    case ReasonRole:
        return m_texts->reason(silent ? QStringLiteral("viewpoint.unseen") : toQString(known.reason));
    case ProofRole:
        return proof ? QVariant(proof->index) : QVariant();
    case ProofTextRole:
        return proof ? QStringLiteral("#%1 %2").arg(proof->index + 1).arg(toQString((*m_session->trace())[*proof].name))
                     : QString();
    case SinceRole:
        return known.since && !silent ? QVariant(*known.since) : QVariant();
    case LinkedRole:
        return proof && m_session->linked().message == proof;
    case Qt::AccessibleTextRole:
        return tr("%1, %2: %3. %4", "property, who looks, word, reason")
            .arg(headerData(index.row(), Qt::Vertical, Qt::DisplayRole).toString(),
                 headerData(index.column(), Qt::Horizontal, Qt::DisplayRole).toString(),
                 data(index, Qt::DisplayRole).toString(), data(index, ReasonRole).toString());
    default:
        return {};
    }
}

QVariant SecurityMatrix::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (role != Qt::DisplayRole || section < 0)
        return {};
    if (orientation == Qt::Horizontal)
        return section < columnCount() ? SecurityWords::viewer(static_cast<Viewer>(section)) : QVariant();
    return section < rowCount() ? SecurityWords::property(static_cast<Property>(section)) : QVariant();
}

} // namespace hd::ui
