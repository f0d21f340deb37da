// SPDX-License-Identifier: GPL-3.0-or-later
#include "inspectors/stepdetail.h"

#include "models/secrecy.h"
#include "models/stepmodel.h"
#include "models/valuetext.h"
#include "text/explanations.h"
#include "theme/stylesheet.h"
#include "theme/theme.h"
#include "trace/formula.h"

#include <QDesktopServices>

namespace hd::ui {

/// Everything from a trace goes through here on its way into HTML.
static QString safe(std::string_view text)
{
    return toQString(text).toHtmlEscaped();
}

static QString link(const QString &href, const QString &escapedText)
{
    return QStringLiteral("<a href=\"%1\">%2</a>").arg(href.toHtmlEscaped(), escapedText);
}

static QString derivationLink(const Trace &trace, DerivationId id)
{
    return link(QStringLiteral("derivation:%1").arg(id.index), safe(trace[id].name));
}

static QString fieldLink(const FieldRef &field)
{
    QUrl url(QStringLiteral("field:%1").arg(field.message.index));
    url.setFragment(toQString(field.path));
    return link(url.toString(QUrl::FullyEncoded),
                QStringLiteral("#%1 %2").arg(field.message.index + 1).arg(safe(field.path)));
}

StepDetail::StepDetail(Session *session, Theme *theme, Explanations *texts, QWidget *parent)
    : QTextBrowser(parent), m_session(session), m_theme(theme), m_texts(texts)
{
    setFrameShape(QFrame::NoFrame);
    setOpenLinks(false);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setWordWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
    document()->setDocumentMargin(16);
    connect(this, &QTextBrowser::anchorClicked, this, &StepDetail::follow);
    connect(theme, &Theme::changed, this, &StepDetail::render);
    connect(session, &Session::secretsShownChanged, this, &StepDetail::render);
    connect(texts, &Explanations::changed, this, &StepDetail::render);
}

void StepDetail::setEvent(const Event &event)
{
    m_event = event;
    render();
}

void StepDetail::clearDetail()
{
    m_event.reset();
    clear();
}

void StepDetail::follow(const QUrl &url)
{
    if (url.scheme() == QLatin1StringView("derivation"))
        m_session->select(m_session->derivationSelection(DerivationId{url.path().toUInt()}));
    else if (url.scheme() == QLatin1StringView("field"))
        m_session->select(m_session->fieldSelection(MessageId{url.path().toUInt()}, url.fragment(QUrl::FullyDecoded)));
    else if (url.scheme() == QLatin1StringView("message"))
        m_session->select(Session::messageSelection(MessageId{url.path().toUInt()}));
    else
        QDesktopServices::openUrl(url);
}

void StepDetail::render()
{
    if (!m_event)
        return;
    const Colors &colors = m_theme->colors();
    document()->setDefaultFont(m_theme->ui(Fonts::meta));
    document()->setDefaultStyleSheet(zoomed(
        QStringLiteral("a { color: %1; text-decoration: none; } .head { color: %2; font-size: 11px; font-weight: 600; }"
                       ".mono { font-family: 'JetBrains Mono'; font-size: 12px; } .weak { color: %3; }"
                       ".good { color: %4; font-weight: 600; } .bad { color: %5; font-weight: 600; }"
                       "h3 { font-size: 15px; font-weight: 600; } .chosen { background-color: %6; }")
            .arg(colors.accent.name(), colors.text3.name(), colors.text2.name(), colors.established.name(),
                 colors.alert.name(), colors.selected.name()),
        m_theme->zoom()));
    setHtml(html(*m_event));
}

QString StepDetail::html(const Event &event) const
{
    switch (event.what) {
    case What::Derivation:
        return derivation(DerivationId{event.index});
    case What::Check:
        return check(event.index);
    case What::Decision:
        return decision(event.index);
    case What::Omission:
        return omission(event.index);
    case What::State:
        return state(event.index);
    case What::Keys:
        return keys(event.index);
    case What::MessageSent:
    case What::MessageReceived:
        return messageText(event.index);
    case What::RecordSealed:
    case What::RecordOpened:
        break; // not steps
    }
    return {};
}

QString StepDetail::title(const QString &text) const
{
    return QStringLiteral("<h3>%1</h3>").arg(text);
}

QString StepDetail::heading(const QString &text) const
{
    return QStringLiteral("<p class=head style='margin-bottom:2px'>%1</p>").arg(text.toHtmlEscaped());
}

QString StepDetail::bytes(ByteView value) const
{
    constexpr std::size_t limit = 64;
    QString text = QStringLiteral("<p class=mono style='margin-top:0'>%1</p>").arg(hexText(value, limit));
    if (value.size() > limit)
        text += QStringLiteral("<p class=weak style='margin-top:0'>%1</p>")
                    .arg(tr("and %1 more").arg(byteCountText(value.size() - limit)));
    return text;
}

/// Of bytes that end in a telling place.
QString StepDetail::firstAndLast(ByteView value) const
{
    constexpr std::size_t shown = 16;
    if (value.size() <= 4 * shown)
        return bytes(value);
    return QStringLiteral("<p class=mono style='margin-top:0'>%1<br>… %2 …<br>%3</p>")
        .arg(hexText(value.first(shown)), tr("%1 between").arg(byteCountText(value.size() - 2 * shown)),
             hexText(value.last(shown)));
}

QString StepDetail::clause(const std::string &text) const
{
    if (text.empty())
        return {};
    const QUrl url = clauseUrl(toQString(text));
    return QStringLiteral("<p>%1</p>").arg(url.isValid() ? link(url.toString(), safe(text)) : safe(text));
}

/// Where an input came from, as links.
QString StepDetail::origin(const Input &input) const
{
    const Trace &trace = *m_session->trace();
    const bool hidden = !m_session->secretsShown() && isSecret(trace, input);
    QStringList parts;
    if (input.derivation)
        parts.append(derivationLink(trace, *input.derivation));
    for (const FieldRef &field : input.fields)
        parts.append(fieldLink(field));
    for (const MessageId message : input.messages)
        parts.append(
            link(QStringLiteral("message:%1").arg(message.index), QStringLiteral("#%1").arg(message.index + 1)));
    if (!input.text.empty())
        parts.prepend(QStringLiteral("<span class=mono>%1</span>").arg(safe(input.text)));
    if (parts.isEmpty() || (input.text.empty() && !input.value.empty() && input.messages.empty()))
        parts.append(QStringLiteral("<span class=mono>%1</span>").arg(hidden ? hiddenText() : hexText(input.value, 8)));
    return parts.join(QStringLiteral(" "));
}

QString StepDetail::inputs(const std::vector<Input> &all) const
{
    if (all.empty())
        return {};
    QString rows;
    for (const Input &input : all)
        rows += QStringLiteral("<tr><td class=weak style='padding-right:12px'>%1</td><td>%2</td></tr>")
                    .arg(safe(input.role), origin(input));
    return heading(tr("Inputs")) + QStringLiteral("<table cellspacing=0 cellpadding=1>%1</table>").arg(rows);
}

QString StepDetail::derivation(DerivationId id) const
{
    const Trace &trace = *m_session->trace();
    const Derivation &own = trace[id];
    QString text = title(safe(own.name));
    text += heading(tr("Formula")) +
            QStringLiteral("<p class=mono style='margin-top:0'>%1</p>").arg(safe(formula(trace, id)));
    if (const Bytes label = hkdfLabel(trace, id); !label.empty())
        text += heading(QStringLiteral("HkdfLabel")) + bytes(label);
    text += inputs(own.inputs);
    for (const Input &input : own.inputs) // RFC 8446 4.2.11.2: what the binder covers, to the last byte
        if (input.role == "truncated")
            text += heading(tr("client_hello without binders: %1").arg(byteCountText(input.value.size()))) +
                    firstAndLast(input.value);
    text += heading(tr("%1: %2").arg(StepModel::partyName(own.by), byteCountText(own.output.size())));
    if (own.secret && !m_session->secretsShown())
        text += QStringLiteral("<p class=weak style='margin-top:0'>%1</p>").arg(tr("hidden; the eye in Keys shows it"));
    else
        text += bytes(own.output);
    if (const std::optional<DerivationId> other = m_session->lineage().counterpart(id)) {
        const bool same = trace[*other].output == own.output;
        text += QStringLiteral("<p class=%1>%2</p>")
                    .arg(same ? QStringLiteral("good") : QStringLiteral("bad"), agreement(same, trace[*other].by));
    }
    return text;
}

QString StepDetail::agreement(bool same, Side other) const
{
    if (other == Side::Client)
        return same ? tr("= the client has the same") : tr("≠ the client has another");
    return same ? tr("= the server has the same") : tr("≠ the server has another");
}

QString StepDetail::check(std::uint32_t index) const
{
    const Check &own = m_session->trace()->checks[index];
    QString text = title(safe(own.name));
    text += QStringLiteral("<p class=%1>%2</p>")
                .arg(own.passed ? QStringLiteral("good") : QStringLiteral("bad"),
                     own.passed ? tr("✓ passed") : tr("✕ failed"));
    const auto value = [&](const QString &name, const std::string &shown) {
        if (!shown.empty())
            text += heading(name) + QStringLiteral("<p class=mono style='margin-top:0'>%1</p>").arg(safe(shown));
    };
    value(tr("Expected"), own.expected);
    value(tr("Found"), own.actual);
    text += inputs(own.inputs);
    if (!own.passed && own.alert)
        text += heading(tr("Alert")) +
                QStringLiteral("<p style='margin-top:0'>%1</p>").arg(m_texts->alertText(*own.alert).toHtmlEscaped());
    return text + clause(own.clause);
}

QString StepDetail::decision(std::uint32_t index) const
{
    const Decision &own = m_session->trace()->decisions[index];
    QString text = title(safe(own.what));
    text += QStringLiteral("<p>%1</p>").arg(m_texts->reason(toQString(own.rule)).toHtmlEscaped());
    // A suite's name is as wide as the pane: it has a row of its own above its marks.
    const auto cell = [](const QString &content) {
        return QStringLiteral("<td style='padding-right:8px'>%1</td>").arg(content);
    };
    const auto mark = [](bool yes) { return yes ? QStringLiteral("✓") : QStringLiteral("–"); };
    QString rows = QStringLiteral("<tr class=head>") + cell(tr("offered")) + cell(tr("supported")) +
                   cell(tr("usable")) + cell({}) + QStringLiteral("</tr>");
    for (const Candidate &candidate : own.candidates) {
        const QString row = candidate.chosen ? QStringLiteral("<tr class=chosen>") : QStringLiteral("<tr>");
        const QString name = safe(candidate.name);
        const QString reason = m_texts->reason(toQString(candidate.reason)).toHtmlEscaped();
        rows += row + QStringLiteral("<td colspan=4 style='padding-top:6px'>%1</td></tr>")
                          .arg(candidate.chosen ? QStringLiteral("<b>%1</b>").arg(name) : name);
        rows += row + cell(mark(candidate.offered)) + cell(mark(candidate.supported)) + cell(mark(candidate.usable)) +
                cell(candidate.chosen ? QStringLiteral("<b>%1</b>").arg(tr("chosen")) : QString()) +
                QStringLiteral("</tr>");
        if (!reason.isEmpty())
            rows += row + QStringLiteral("<td colspan=4 class=weak>%1</td></tr>").arg(reason);
    }
    text += QStringLiteral("<table cellspacing=0 cellpadding=2>%1</table>").arg(rows);
    if (own.chosen.empty())
        text += QStringLiteral("<p class=bad>%1</p>").arg(tr("✕ nothing was possible"));
    return text + clause(own.clause);
}

QString StepDetail::omission(std::uint32_t index) const
{
    const Omission &own = m_session->trace()->omissions[index];
    return title(safe(own.message)) + QStringLiteral("<p class=weak>%1</p>").arg(tr("not sent")) +
           QStringLiteral("<p>%1</p>").arg(m_texts->reason(toQString(own.reason)).toHtmlEscaped()) + clause(own.clause);
}

QString StepDetail::state(std::uint32_t index) const
{
    const StateChange &own = m_session->trace()->states[index];
    QString text = title(m_texts->stateLabel(toQString(own.state)).toHtmlEscaped());
    if (!own.from.empty())
        text += QStringLiteral("<p class=mono>%1 → %2</p>").arg(safe(own.from), safe(own.state));
    if (!own.on.empty())
        text += heading(tr("Because of")) + QStringLiteral("<p style='margin-top:0'>%1</p>").arg(safe(own.on));
    return text + clause(own.clause);
}

QString StepDetail::keys(std::uint32_t index) const
{
    const Trace &trace = *m_session->trace();
    const KeyInstallation &own = trace.keys[index];
    QString text = title(own.write ? tr("Keys to send with") : tr("Keys to receive with"));
    text += QStringLiteral("<p class=mono>%1</p>").arg(safe(own.suite));
    text += QStringLiteral("<p>%1</p>").arg(tr("From here on, epoch %1.").arg(own.epoch));
    QStringList names;
    for (const DerivationId key : own.keys)
        names.append(derivationLink(trace, key));
    return text + QStringLiteral("<p>%1</p>").arg(names.join(QStringLiteral("<br>")));
}

QString StepDetail::messageText(std::uint32_t index) const
{
    const Message &message = m_session->trace()->messages[index];
    const QString shown = QStringLiteral("#%1 ").arg(index + 1) + safe(message.name);
    return title(link(QStringLiteral("message:%1").arg(index), shown)) +
           QStringLiteral("<p>%1</p>").arg(byteCountText(message.bytes.size()));
}

} // namespace hd::ui
