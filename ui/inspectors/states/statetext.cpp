// SPDX-License-Identifier: GPL-3.0-or-later
#include "inspectors/states/statetext.h"

#include "models/valuetext.h"
#include "text/explanations.h"
#include "theme/theme.h"
#include "wire/registry.h"
#include "wire/versions.h"

namespace hd::ui {

/// In which version's words clauses are quoted: that agreed on, where the machine speaks it.
static Version versionOf(const Trace &trace, Family family)
{
    if (family == Family::Tls13)
        return tls13;
    for (const Version version : {ssl30, tls10, tls11})
        if (names::version(version) == trace.negotiated.version)
            return version;
    return tls12;
}

StateText::StateText(const Trace &trace, const PartyStates &states, Playhead at, const Explanations &texts,
                     const Colors &colors)
    : m_trace(trace),
      m_states(states),
      m_at(at),
      m_texts(texts),
      m_colors(colors),
      m_version(versionOf(trace, states.chart().family))
{}

static QString paragraph(const QString &html)
{
    return html.isEmpty() ? QString() : QStringLiteral("<p style=\"margin: 0 0 6px 0\">%1</p>").arg(html);
}

static QString code(std::string_view text)
{
    return QStringLiteral("<code>%1</code>").arg(toQString(text).toHtmlEscaped());
}

QString StateText::label(std::uint32_t state) const
{
    return m_texts.stateLabel(toQString(m_states.chart().states[state]));
}

QString StateText::weak(const QString &html) const
{
    return QStringLiteral("<span style=\"color: %1\">%2</span>").arg(m_colors.text2.name(), html);
}

QString StateText::link(const QString &target, const QString &text) const
{
    return QStringLiteral("<a style=\"color: %1; text-decoration: none\" href=\"%2\">%3</a>")
        .arg(m_colors.accent.name(), target.toHtmlEscaped(), text.toHtmlEscaped());
}

QString StateText::head(const QString &title, const QString &beside) const
{
    return paragraph(QStringLiteral("<b>%1</b> &nbsp;%2").arg(title.toHtmlEscaped(), weak(beside)));
}

QString StateText::conditions(const std::vector<std::string> &keys) const
{
    QStringList sentences;
    for (const std::string &key : keys)
        if (const QString text = m_texts.reason(toQString(key)); !sentences.contains(text))
            sentences << text;
    return sentences.join(tr(" or ", "between two conditions")).toHtmlEscaped();
}

/// The messages that may come, and what else may happen.
QString StateText::waits(std::uint32_t state) const
{
    const StateChart &chart = m_states.chart();
    if (chart.states[state] == "closed" || chart.states[state] == "failed")
        return paragraph(tr("Nothing may come any more."));
    QStringList rows;
    for (const LegalMessage &message : legalIn(chart, state))
        rows << (message.always ? code(message.name)
                                : tr("%1, %2", "message, its condition")
                                      .arg(code(message.name), weak(conditions(message.conditions))));
    if (chart.states[state] == "connected")
        rows << code("application_data");
    if (rows.isEmpty())
        return paragraph(tr("Waits for nothing: the party goes on at once."));
    return paragraph(tr("May come next:") + QStringLiteral("<br>• ") + rows.join(QStringLiteral("<br>• "))) +
           paragraph(weak(tr("Anything else ends in unexpected_message; an alert may come at any time.")));
}

QString StateText::now() const
{
    if (m_states.way().empty())
        return head(tr("Nothing is known of it"), {}) +
               paragraph(tr("This party is a peer that tells nothing: its states are not part of this recording."));
    const ChartPosition position = m_states.positionAt(m_at);
    QString text = head(label(position.state), tr("is where the party is now"));
    if (position.before)
        text += paragraph(
            tr("It began in the machine of %1, because its hello offered both. The answer was in an older "
               "version: then this machine took over. %2")
                .arg(*position.before == Family::Tls13 ? QStringLiteral("TLS 1.3") : QStringLiteral("TLS 1.2"),
                     link(QStringLiteral("time:%1").arg(*position.takenOver), tr("→ that moment"))));
    return text + waits(position.state);
}

/// When a step was, or is going to be, taken.
QString StateText::moment(const std::optional<ChartStep> &step) const
{
    if (!step)
        return paragraph(weak(tr("Not in this connection.")));
    if (step->at > m_at)
        return paragraph(tr("Not yet. %1").arg(link(QStringLiteral("time:%1").arg(step->at), tr("→ to the moment"))));
    const std::uint32_t sent = std::max(messagesSent(m_trace, step->at), 1u);
    return paragraph(tr("Taken in this connection: %1")
                         .arg(link(QStringLiteral("change:%1").arg(step->change), tr("after message #%1").arg(sent))));
}

QString StateText::messageText(const std::string &name) const
{
    const std::optional<Explanation> text = m_texts.forMessage(toQString(name), {}, m_states.chart().family);
    return text ? text->what : QString();
}

QString StateText::aboutState(std::uint32_t state) const
{
    const std::string &name = m_states.chart().states[state];
    QString text = head(label(state), code(name));
    if (name.starts_with("wait_") || name.starts_with("send_"))
        text += paragraph(messageText(name.substr(5)).remove(QStringLiteral("**")).toHtmlEscaped());
    return text + waits(state) + moment(m_states.stepInto(state, m_at));
}

QString StateText::way(const ChartWay &way) const
{
    QString text;
    if (way.on.empty())
        text = way.acts ? tr("At once, by sending something") : tr("At once, without sending anything");
    else if (way.on.ends_with("()"))
        text = tr("When the party decides so: %1").arg(code(way.on));
    else
        text = tr("On %1").arg(code(way.on));
    if (way.conditional)
        text += QStringLiteral(", ") + conditions({way.condition});
    text += QStringLiteral(". ");
    if (!way.omits.empty())
        text += tr("Without %1: %2").arg(code(way.omits), m_texts.reason(toQString(way.reason)).toHtmlEscaped()) + u' ';
    const std::string clause = clauseIn(m_version, way.clause);
    return text + link(clauseUrl(toQString(clause)).toString(), toQString(clause));
}

QString StateText::aboutEdge(const ChartEdge &edge, std::uint32_t index) const
{
    QString text = head(tr("%1 → %2", "from a state to another").arg(label(edge.from), label(edge.to)), {});
    const std::optional<ChartStep> step = m_states.stepAlong(index, m_at);
    for (std::uint32_t w = 0; w < edge.ways.size(); ++w) {
        const bool taken = step && step->at <= m_at && step->way == w;
        const QString sentence = way(edge.ways[w]);
        text += paragraph(taken ? QStringLiteral("<b>✓</b> ") + sentence : sentence);
    }
    if (edge.ways.size() == 1 && !edge.ways.front().on.empty())
        text += paragraph(weak(messageText(edge.ways.front().on).remove(QStringLiteral("**")).toHtmlEscaped()));
    return text + moment(step);
}

QString StateText::about(const ChartItem &item) const
{
    return item.edge ? aboutEdge(m_states.chart().edges[item.index], item.index) : aboutState(item.index);
}

} // namespace hd::ui
