// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "inspectors/states/chartgeometry.h"
#include "wire/versions.h"

#include <QCoreApplication>

namespace hd::ui {

struct Colors;

/// What the card beside a chart says, as rich text. Its links are `message:3` (select it), `time:17` (go there),
/// `change:4` (select that change of state) and the address of a clause.
class StateText
{
    Q_DECLARE_TR_FUNCTIONS(hd::ui::StateText)
public:
    StateText(const Trace &trace, const PartyStates &states, Playhead at, const Explanations &texts,
              const Colors &colors);

    /// Where the party is and what may come next.
    QString now() const;
    QString about(const ChartItem &item) const;

private:
    QString aboutState(std::uint32_t state) const;
    QString aboutEdge(const ChartEdge &edge, std::uint32_t index) const;
    QString way(const ChartWay &way) const;
    QString waits(std::uint32_t state) const;
    QString conditions(const std::vector<std::string> &keys) const;
    QString moment(const std::optional<ChartStep> &step) const;
    QString messageText(const std::string &name) const;
    QString label(std::uint32_t state) const;
    QString head(const QString &title, const QString &beside) const;
    QString weak(const QString &html) const;
    QString link(const QString &target, const QString &text) const;

    const Trace &m_trace;
    const PartyStates &m_states;
    const Playhead m_at;
    const Explanations &m_texts;
    const Colors &m_colors;
    const Version m_version;
};

} // namespace hd::ui
