// SPDX-License-Identifier: GPL-3.0-or-later
#include "inspectors/explanationpane.h"

#include "models/certificatepath.h"
#include "models/valuetext.h"
#include "text/clauses.h"
#include "text/explanations.h"

#include <QCoreApplication>

namespace hd::ui {

namespace {

/// The context of the translations below.
struct ExplanationFor
{
    Q_DECLARE_TR_FUNCTIONS(hd::ui::ExplanationFor)
};

/// Text from a trace as Markdown that says exactly this text.
QString escaped(std::string_view text)
{
    QString safe;
    for (const QChar c : toQString(text).simplified()) {
        if (QStringLiteral("\\`*_{}[]()#+-.!<>|~&").contains(c))
            safe += u'\\';
        safe += c;
    }
    return safe;
}

void addClause(Explanation &to, const std::string &clause)
{
    QString place = toQString(clause);
    if (place.startsWith(QLatin1StringView("RFC ")))
        place.remove(0, 4);
    const qsizetype space = place.indexOf(u' ');
    if (space > 0 && space + 1 < place.size() && place[space + 1].isDigit())
        place.insert(space + 1, u'§'); // as the explanations write it
    const auto words = [](QString text) { return text.remove(u'§'); };
    for (const QString &known : to.clauses)
        if (words(known) == words(place))
            return;
    if (!place.isEmpty())
        to.clauses.prepend(place);
}

void addSentence(QString &to, const QString &sentence)
{
    if (!to.isEmpty() && !sentence.isEmpty())
        to += QStringLiteral("\n\n");
    to += sentence;
}

Explanation named(std::optional<Explanation> found, std::string_view name)
{
    Explanation explanation = found.value_or(Explanation{});
    if (explanation.title.isEmpty())
        explanation.title = toQString(name);
    return explanation;
}

Explanation forMessage(const Trace &trace, MessageId id, const Explanations &texts)
{
    const Message &message = trace[id];
    const Family family = familyOf(trace, message);
    const bool early = message.protocol == Protocol::ApplicationData && keyPhase(trace, id) == KeyPhase::EarlyData;
    const QString name = early ? QStringLiteral("early_data") : toQString(message.name);
    Explanation shown = named(citedIn(family, texts.forMessage(name, message.from, family)), message.name);
    if (message.protocol == Protocol::Alert && message.bytes.size() == 2)
        addSentence(shown.what, texts.alertText(message.bytes[1]));
    if (message.error)
        addSentence(shown.what, ExplanationFor::tr("**It cannot be decoded:** %1").arg(escaped(message.error->what)));
    return shown;
}

/// The field's own text, or that of the nearest field around it that has one.
Explanation forField(const Trace &trace, MessageId id, QString path, const Explanations &texts)
{
    const QString own = path;
    while (!path.isEmpty()) {
        const Family family = familyOf(trace, trace[id]);
        if (const auto found = citedIn(family, texts.forField(path, trace[id].from, family)))
            return named(found, own.toStdString());
        path.truncate(std::max(path.lastIndexOf(u'.'), path.lastIndexOf(u'[')));
    }
    return forMessage(trace, id, texts);
}

QString checkOutcome(const Check &check)
{
    if (check.by == Side::Client)
        return check.passed ? ExplanationFor::tr("**Passed** at the client.")
                            : ExplanationFor::tr("**Failed** at the client.");
    return check.passed ? ExplanationFor::tr("**Passed** at the server.")
                        : ExplanationFor::tr("**Failed** at the server.");
}

Explanation forCheck(const Trace &trace, const Check &check, const Explanations &texts)
{
    Explanation shown = named(texts.forCheck(toQString(check.name), familyOf(trace)), check.name);
    QString outcome = checkOutcome(check);
    const auto isShort = [](const std::string &text) { return !text.empty() && text.size() <= 80; };
    if (!check.passed && isShort(check.expected) && isShort(check.actual))
        outcome +=
            u' ' + ExplanationFor::tr("Expected %1, found %2.").arg(escaped(check.expected), escaped(check.actual));
    addSentence(shown.what, outcome);
    if (!check.passed && check.alert)
        addSentence(shown.ifMissing, texts.alertText(*check.alert));
    addClause(shown, check.clause);
    return shown;
}

Explanation forDecision(const Trace &trace, const Decision &decision, const Explanations &texts)
{
    Explanation shown = named(texts.forDecision(toQString(decision.what), familyOf(trace)), decision.what);
    addSentence(shown.what, decision.chosen.empty()
                                ? ExplanationFor::tr("**Nothing was possible** here.")
                                : ExplanationFor::tr("Chosen here: **%1**.").arg(escaped(decision.chosen)));
    addSentence(shown.why, texts.reason(toQString(decision.rule)));
    addClause(shown, decision.clause);
    return shown;
}

Explanation forOmission(const Trace &trace, const Omission &omission, const Explanations &texts)
{
    const std::optional<Explanation> message =
        texts.forMessage(toQString(omission.message), omission.by, familyOf(trace));
    Explanation shown;
    shown.title = ExplanationFor::tr("%1 is not sent").arg(toQString(omission.message));
    shown.what = message ? message->what : QString();
    shown.why = texts.reason(toQString(omission.reason));
    if (message)
        shown.terms = message->terms;
    addClause(shown, omission.clause);
    return shown;
}

Explanation forState(const StateChange &change, const Explanations &texts)
{
    Explanation shown;
    shown.title = texts.stateLabel(toQString(change.state));
    shown.what = change.by == Side::Client ? ExplanationFor::tr("The client is now in this state.")
                                           : ExplanationFor::tr("The server is now in this state.");
    if (!change.on.empty())
        shown.why = ExplanationFor::tr("Because of %1.").arg(escaped(change.on));
    addClause(shown, change.clause);
    return shown;
}

QString local(const LocalText &text, const Explanations &texts)
{
    const bool chinese = texts.language().startsWith(QLatin1StringView("zh")) && !text.zh.empty();
    return toQString(chinese ? text.zh : text.en);
}

/// The alert that ended the connection.
const Message *fatalAlert(const Trace &trace)
{
    for (const Message &message : trace.messages)
        if (message.protocol == Protocol::Alert && message.bytes.size() == 2 && message.bytes[0] == 2)
            return &message;
    return nullptr;
}

QString ending(const Trace &trace, const Explanations &texts)
{
    const auto both = [&trace](Status status) {
        return trace.outcome.client == status && trace.outcome.server == status;
    };
    if (both(Status::Open))
        return ExplanationFor::tr("The handshake **completes**: both parties may now send application data.");
    if (both(Status::Closed))
        return ExplanationFor::tr(
            "The handshake **completes**; in the end close_notify closes the connection in order.");
    const Message *alert = fatalAlert(trace);
    if (!alert)
        return ExplanationFor::tr("The handshake **does not complete**.");
    const std::optional<AlertText> known = texts.alert(alert->bytes[1]);
    const QString name = known ? escaped(known->name.toStdString()) : QString::number(alert->bytes[1]);
    return alert->from == Side::Client
               ? ExplanationFor::tr("The handshake **fails**: the client ends it with %1.").arg(name)
               : ExplanationFor::tr("The handshake **fails**: the server ends it with %1.").arg(name);
}

Explanation forScenario(const Trace &trace, const Explanations &texts)
{
    Explanation shown;
    if (trace.messages.empty())
        return shown;
    const QString subtitle = local(trace.subtitle, texts);
    shown.title = local(trace.title, texts);
    if (!shown.title.isEmpty() && !subtitle.isEmpty())
        shown.title += QStringLiteral(" · ");
    shown.title += subtitle;
    shown.what = escaped(local(trace.description, texts).toStdString());
    shown.why = ending(trace, texts);
    if (!trace.outcome.expected)
        addSentence(shown.why, ExplanationFor::tr("This is **not** how the scenario expects it to end."));
    return shown;
}

} // namespace

Explanation explanationFor(const Trace &trace, const Selection &selection, const Explanations &texts)
{
    using Kind = Selection::Kind;
    switch (selection.kind) {
    case Kind::None:
        return forScenario(trace, texts);
    case Kind::Message:
        return forMessage(trace, *selection.message, texts);
    case Kind::Field:
        return forField(trace, *selection.message, selection.fieldPath, texts);
    case Kind::Record:
        return selection.message ? forField(trace, *selection.message, selection.fieldPath, texts)
                                 : forScenario(trace, texts); // of a connection in which nothing became a message
    case Kind::Bytes: {
        if (const QString path = certificatePath(trace, selection); !path.isEmpty())
            return forField(trace, *selection.message, path, texts);
        const FieldTree &fields = trace[*selection.message].fields;
        const std::optional<FieldIndex> leaf = fields.leafAt(selection.bytes.offset);
        return leaf ? forField(trace, *selection.message, toQString(fields.path(*leaf)), texts)
                    : forMessage(trace, *selection.message, texts);
    }
    case Kind::Derivation: {
        const std::string &name = trace.derivations[selection.index].name;
        return named(texts.forDerivation(toQString(name), familyOf(trace)), name);
    }
    case Kind::Check:
        return forCheck(trace, trace.checks[selection.index], texts);
    case Kind::Decision:
        return forDecision(trace, trace.decisions[selection.index], texts);
    case Kind::State:
        return forState(trace.states[selection.index], texts);
    case Kind::Omission:
        return forOmission(trace, trace.omissions[selection.index], texts);
    }
    return {};
}

} // namespace hd::ui
