// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/stepmodel.h"

#include "models/valuetext.h"
#include "trace/operations.h"

namespace hd::ui {

StepModel::StepModel(QObject *parent) : QAbstractTableModel(parent) {}

/// Sealing and opening records is shown with the record, not as steps of their own (as in stops()).
static bool isStep(const Event &event)
{
    return event.what != What::RecordSealed && event.what != What::RecordOpened;
}

void StepModel::setEvents(std::shared_ptr<const Trace> trace, const std::vector<std::uint32_t> &events)
{
    beginResetModel();
    m_trace = std::move(trace);
    m_events.clear();
    for (const std::uint32_t event : events)
        if (isStep(m_trace->events[event]))
            m_events.push_back(event);
    endResetModel();
}

void StepModel::clear()
{
    beginResetModel();
    m_events.clear();
    endResetModel();
}

void StepModel::setPlayhead(Playhead at)
{
    m_playhead = at;
    if (!m_events.empty())
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, NumColumns - 1), {PendingRole});
}

std::optional<int> StepModel::rowOfEvent(std::uint32_t event) const
{
    const auto found = std::find(m_events.begin(), m_events.end(), event);
    if (found == m_events.end())
        return std::nullopt;
    return static_cast<int>(found - m_events.begin());
}

std::optional<int> StepModel::rowOf(What what, std::uint32_t index) const
{
    for (std::size_t row = 0; row < m_events.size(); ++row) {
        const Event &event = m_trace->events[m_events[row]];
        if (event.what == what && event.index == index)
            return static_cast<int>(row);
    }
    return std::nullopt;
}

const Event *StepModel::event(int row) const
{
    if (row < 0 || row >= rowCount())
        return nullptr;
    return &m_trace->events[m_events[static_cast<std::size_t>(row)]];
}

int StepModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_events.size());
}

int StepModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : NumColumns;
}

QVariant StepModel::data(const QModelIndex &index, int role) const
{
    const Event *at = index.isValid() ? event(index.row()) : nullptr;
    if (!at)
        return {};
    switch (role) {
    case Qt::DisplayRole:
        switch (index.column()) {
        case Party:
            return partyName(at->at);
        case Action:
            return action(*at);
        case Subject:
            return subject(*at);
        default:
            return result(*at);
        }
    case EventRole:
        return m_events[static_cast<std::size_t>(index.row())];
    case FailedRole:
        return failed(*at);
    case PassedRole:
        return at->what == What::Check && m_trace->checks[at->index].passed;
    case PendingRole:
        return m_events[static_cast<std::size_t>(index.row())] >= m_playhead;
    default:
        return {};
    }
}

QVariant StepModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Party:
        return tr("Party");
    case Action:
        return tr("Step");
    case Subject:
        return tr("Subject");
    default:
        return tr("Result");
    }
}

QString StepModel::partyName(Side side)
{
    return side == Side::Client ? tr("Client") : tr("Server");
}

QString StepModel::action(const Event &event) const
{
    switch (event.what) {
    case What::MessageSent:
        return tr("sends");
    case What::MessageReceived:
        return tr("receives");
    case What::RecordSealed:
        return tr("seals");
    case What::RecordOpened:
        return tr("opens");
    case What::Derivation: {
        const std::string &operation = m_trace->derivations[event.index].operation;
        return operation == operation::entropy ? tr("draws")
               : operation == operation::given ? tr("knows")
                                               : tr("computes");
    }
    case What::Check:
        return tr("checks");
    case What::Decision:
        return tr("decides");
    case What::Omission:
        return tr("leaves out");
    case What::State:
        return tr("enters");
    case What::Keys:
        return tr("installs");
    }
    return {};
}

QString StepModel::subject(const Event &event) const
{
    const Trace &trace = *m_trace;
    switch (event.what) {
    case What::MessageSent:
    case What::MessageReceived:
        return QStringLiteral("#%1 ").arg(event.index + 1) + toQString(trace.messages[event.index].name);
    case What::RecordSealed:
    case What::RecordOpened:
        return QStringLiteral("record");
    case What::Derivation:
        return toQString(trace.derivations[event.index].name);
    case What::Check:
        return toQString(trace.checks[event.index].name);
    case What::Decision:
        return toQString(trace.decisions[event.index].what);
    case What::Omission:
        return toQString(trace.omissions[event.index].message);
    case What::State:
        return toQString(trace.states[event.index].state);
    case What::Keys:
        return trace.keys[event.index].write ? tr("keys to send with") : tr("keys to receive with");
    }
    return {};
}

QString StepModel::result(const Event &event) const
{
    const Trace &trace = *m_trace;
    switch (event.what) {
    case What::MessageSent:
    case What::MessageReceived:
        return byteCountText(trace.messages[event.index].bytes.size());
    case What::Derivation:
        return byteCountText(trace.derivations[event.index].output.size());
    case What::Check:
        return trace.checks[event.index].passed ? tr("passed") : tr("failed");
    case What::Decision: {
        const Decision &decision = trace.decisions[event.index];
        return decision.chosen.empty() ? tr("nothing possible") : toQString(decision.chosen);
    }
    case What::Keys:
        return tr("epoch %1").arg(trace.keys[event.index].epoch);
    case What::RecordSealed:
    case What::RecordOpened:
    case What::Omission:
    case What::State:
        break;
    }
    return {};
}

bool StepModel::failed(const Event &event) const
{
    const Trace &trace = *m_trace;
    if (event.what == What::Check)
        return !trace.checks[event.index].passed;
    if (event.what == What::Decision)
        return trace.decisions[event.index].chosen.empty();
    return event.what == What::State && trace.states[event.index].state == "failed";
}

} // namespace hd::ui
