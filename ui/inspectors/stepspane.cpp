// SPDX-License-Identifier: GPL-3.0-or-later
#include "inspectors/stepspane.h"

#include "inspectors/stepdetail.h"
#include "inspectors/steplist.h"
#include "models/stepmodel.h"

namespace hd::ui {

StepsPane::StepsPane(Session *session, Theme *theme, Explanations *texts, QWidget *parent)
    : QSplitter(Qt::Horizontal, parent),
      m_session(session),
      m_steps(new StepModel(this)),
      m_list(new StepList(theme, this)),
      m_detail(new StepDetail(session, theme, texts, this))
{
    m_list->setModel(m_steps);
    m_list->setMinimumWidth(240);
    setHandleWidth(1);
    setChildrenCollapsible(false);
    addWidget(m_list);
    addWidget(m_detail);
    setStretchFactor(0, 0);
    setStretchFactor(1, 1);
    setSizes({366, 313});
    connect(m_list, &StepList::picked, this, &StepsPane::pickStep);
}

void StepsPane::retranslate()
{
    m_list->setAccessibleName(tr("Steps"));
    m_detail->setAccessibleName(tr("Step in detail"));
}

void StepsPane::setMessage(std::optional<MessageId> message)
{
    m_message = message;
    m_detail->clearDetail();
    if (message)
        m_steps->setEvents(m_session->trace(), m_session->lineage().eventsAround(*message));
    else
        m_steps->clear();
}

void StepsPane::setPlayhead(Playhead at)
{
    m_steps->setPlayhead(at);
}

bool StepsPane::holdsPlayhead() const
{
    const Playhead at = m_session->playhead();
    return at > 0 && m_steps->rowOfEvent(at - 1).has_value();
}

std::optional<int> StepsPane::stepRow() const
{
    const Selection &selection = m_session->selection();
    switch (selection.kind) {
    case Selection::Kind::Derivation:
        return m_steps->rowOf(What::Derivation, selection.index);
    case Selection::Kind::Check:
        return m_steps->rowOf(What::Check, selection.index);
    case Selection::Kind::Decision:
        return m_steps->rowOf(What::Decision, selection.index);
    case Selection::Kind::State:
        return m_steps->rowOf(What::State, selection.index);
    case Selection::Kind::Omission:
        return m_steps->rowOf(What::Omission, selection.index);
    default:
        break;
    }
    const Playhead at = m_session->playhead();
    const std::optional<int> row = at > 0 ? m_steps->rowOfEvent(at - 1) : std::nullopt;
    return row ? row : m_steps->rowOf(What::MessageSent, m_message->index);
}

void StepsPane::markSelection()
{
    if (!m_message)
        return;
    const Playhead at = m_session->playhead();
    m_list->setPlayheadRow(at > 0 ? m_steps->rowOfEvent(at - 1).value_or(-1) : -1);
    const std::optional<int> row = stepRow();
    const Event *event = row ? m_steps->event(*row) : nullptr;
    m_list->showCurrent(row ? m_steps->index(*row, 0) : QModelIndex());
    if (!event) {
        m_detail->clearDetail();
        return;
    }
    m_detail->setEvent(*event);
    if (event->what == What::Derivation)
        Q_EMIT derivationDescribed(DerivationId{event->index});
    else
        Q_EMIT described(m_steps->index(*row, StepModel::Subject).data().toString());
}

void StepsPane::pickStep(const QModelIndex &index)
{
    const Event *event = m_steps->event(index.row());
    if (!event)
        return;
    Selection selection = Session::messageSelection(*m_message);
    selection.index = event->index;
    switch (event->what) {
    case What::Derivation:
        selection = m_session->derivationSelection(DerivationId{event->index});
        break;
    case What::Check:
        selection = m_session->checkSelection(event->index);
        break;
    case What::Decision:
        selection.kind = Selection::Kind::Decision;
        break;
    case What::State:
        selection.kind = Selection::Kind::State;
        break;
    case What::Omission:
        selection.kind = Selection::Kind::Omission;
        break;
    default: // nothing to select beyond the message: only look at it
        m_detail->setEvent(*event);
        return;
    }
    m_session->select(selection);
}

} // namespace hd::ui
