// SPDX-License-Identifier: GPL-3.0-or-later
#include "export/diagramexport.h"
#include "export/diagrampage.h"
#include "export/markdowntext.h"
#include "export/messagegist.h"

#include <QCoreApplication>
#include <QStringList>

namespace hd::ui {

QString markdownText(const QString &text)
{
    static const QString special = QStringLiteral("\\`*_{}[]<>()#+-.!|~&$:@");
    QString escaped;
    for (const QChar c : text.simplified()) {
        if (c.category() == QChar::Other_Control || c.category() == QChar::Other_Format)
            continue;
        // Full stops, hyphens and the like are markup only at the start of a line, where no cell stands.
        if (special.contains(c) && !QStringLiteral("()+-.!:").contains(c))
            escaped += QLatin1Char('\\');
        escaped += c;
    }
    return escaped;
}

namespace {

constexpr std::size_t longestValue = 48; ///< bytes

QString plain(const QString &text)
{
    return markdownText(text);
}

QString plain(const std::string &text)
{
    return plain(QString::fromStdString(text));
}

/// @p text as code. Backticks end code, and a bar ends a cell even inside of it.
QString code(const std::string &text)
{
    QString shown = QString::fromStdString(text).simplified();
    if (shown.isEmpty())
        return {};
    if (shown.contains(QLatin1Char('`')) || shown.contains(QLatin1Char('|')))
        return plain(shown);
    for (QChar &c : shown)
        if (c.category() == QChar::Other_Control || c.category() == QChar::Other_Format)
            c = QChar::ReplacementCharacter;
    return QLatin1Char('`') + shown + QLatin1Char('`');
}

class MarkdownWriter
{
public:
    MarkdownWriter(const Trace &trace, const ExportOptions &options)
        : m_trace(trace), m_options(options), m_language(options.language), m_words(m_language.diagramWords())
    {}

    QByteArray render();

private:
    QString say(const char *source) const { return m_language.text(source); }
    QString side(Side side) const { return side == Side::Client ? m_words.client : m_words.server; }
    QString mark(bool yes) const { return yes ? QStringLiteral("✓") : QStringLiteral("–"); }
    bool shows(std::uint32_t index) const;
    void add(const QString &line = {}) { m_lines.append(line); }
    void addHeading(const char *source);
    void addHead(const QStringList &titles, const QString &alignment);
    void addCells(const QStringList &cells);

    void addIntroduction();
    QString timeOf(MessageId id) const;
    void addMessages();
    void addAbsent();
    void addParameters();
    void addDecisions();
    void addDerivations();
    void addChecks();
    QString inputsOf(const Derivation &derivation) const;
    QString valueOf(const Derivation &derivation) const;

    const Trace &m_trace;
    const ExportOptions &m_options;
    ExportLanguage m_language;
    DiagramWords m_words;
    QStringList m_lines;
};

void MarkdownWriter::addHeading(const char *source)
{
    add();
    add(QStringLiteral("## ") + say(source));
    add();
}

/// @param alignment one letter for each column: `l` or `r`.
void MarkdownWriter::addHead(const QStringList &titles, const QString &alignment)
{
    addCells(titles);
    QStringList rule;
    for (const QChar c : alignment)
        rule.append(c == QLatin1Char('r') ? QStringLiteral("---:") : QStringLiteral("---"));
    addCells(rule);
}

void MarkdownWriter::addCells(const QStringList &cells)
{
    add(QStringLiteral("| ") + cells.join(QStringLiteral(" | ")) + QStringLiteral(" |"));
}

void MarkdownWriter::addIntroduction()
{
    add(QStringLiteral("# ") + plain(exportTitle(m_trace, m_language)));
    const QString description = plain(m_language.text(m_trace.description));
    if (!description.isEmpty()) {
        add();
        add(description);
    }
}

bool MarkdownWriter::shows(std::uint32_t index) const
{
    return index + 1 >= m_options.from && index + 1 <= m_options.to.value_or(UINT32_MAX);
}

/// From the start of the connection.
QString MarkdownWriter::timeOf(MessageId id) const
{
    const std::optional<Playhead> at = appearsAt(m_trace, id);
    return at ? m_words.milliseconds(m_trace.events[*at - 1].timeUs) : QString();
}

void MarkdownWriter::addMessages()
{
    addHeading(QT_TRANSLATE_NOOP("Export", "Messages"));
    QStringList titles{QStringLiteral("#"), say(QT_TRANSLATE_NOOP("Export", "Flight")),
                       say(QT_TRANSLATE_NOOP("Export", "From")), say(QT_TRANSLATE_NOOP("Export", "Message")),
                       say(QT_TRANSLATE_NOOP("Export", "Protection"))};
    QString alignment = QStringLiteral("rrlll");
    const auto column = [&](bool wanted, const char *title, QLatin1Char side) {
        if (wanted) {
            titles.append(say(title));
            alignment += side;
        }
    };
    column(m_options.bytes, QT_TRANSLATE_NOOP("Export", "Bytes"), QLatin1Char('r'));
    column(m_options.times, QT_TRANSLATE_NOOP("Export", "Sent after"), QLatin1Char('r'));
    column(m_options.fields, QT_TRANSLATE_NOOP("Export", "Fields"), QLatin1Char('l'));
    addHead(titles, alignment);
    for (std::uint32_t i = 0; i < m_trace.messages.size(); ++i) {
        const Message &message = m_trace.messages[i];
        if (!shows(i))
            continue;
        QStringList cells{QString::number(i + 1), QString::number(message.flight), side(message.from),
                          code(messageLabel(message).toStdString()), protectionOf(m_trace, {i}, m_words)};
        if (m_options.bytes)
            cells.append(m_words.number(wireSize(m_trace, {i})));
        if (m_options.times)
            cells.append(timeOf({i}));
        if (m_options.fields)
            cells.append(plain(messageGist(m_trace, {i}, m_words).join(QStringLiteral(" · "))));
        addCells(cells);
    }
}

void MarkdownWriter::addAbsent()
{
    if (m_trace.omissions.empty() || !m_options.notes)
        return;
    addHeading(QT_TRANSLATE_NOOP("Export", "Messages that are absent"));
    for (const Omission &omission : m_trace.omissions)
        add(QStringLiteral("- %1 (%2): %3 %4")
                .arg(code(omission.message), side(omission.by), plain(m_language.reason(omission.reason)),
                     plain(omission.clause))
                .trimmed());
}

void MarkdownWriter::addParameters()
{
    addHeading(QT_TRANSLATE_NOOP("Export", "Negotiated parameters"));
    addHead({say(QT_TRANSLATE_NOOP("Export", "Parameter")), say(QT_TRANSLATE_NOOP("Export", "Value"))},
            QStringLiteral("ll"));
    const Negotiated &agreed = m_trace.negotiated;
    const auto row = [this](const char *source, const std::string &value) {
        if (!value.empty())
            addCells({say(source), code(value)});
    };
    const QString yes = say(QT_TRANSLATE_NOOP("Export", "yes"));
    const QString no = say(QT_TRANSLATE_NOOP("Export", "no"));
    row(QT_TRANSLATE_NOOP("Export", "Version"), agreed.version);
    row(QT_TRANSLATE_NOOP("Export", "Cipher suite"), agreed.suite);
    row(QT_TRANSLATE_NOOP("Export", "Key exchange"), agreed.keyExchange);
    row(QT_TRANSLATE_NOOP("Export", "Cipher"), agreed.cipher);
    row(QT_TRANSLATE_NOOP("Export", "Hash"), agreed.hash);
    row(QT_TRANSLATE_NOOP("Export", "Group"), agreed.group);
    row(QT_TRANSLATE_NOOP("Export", "Application protocol"), agreed.alpn);
    row(QT_TRANSLATE_NOOP("Export", "Compression"), agreed.compression);
    addCells({code("extended_master_secret"), agreed.extendedMasterSecret ? yes : no});
    addCells({code("encrypt_then_mac"), agreed.encryptThenMac ? yes : no});
    addCells({say(QT_TRANSLATE_NOOP("Export", "Secure renegotiation")), agreed.secureRenegotiation ? yes : no});
    addCells({say(QT_TRANSLATE_NOOP("Export", "Resumed")), agreed.resumed ? yes : no});
}

void MarkdownWriter::addDecisions()
{
    if (m_trace.decisions.empty())
        return;
    addHeading(QT_TRANSLATE_NOOP("Export", "Decisions"));
    for (const Decision &decision : m_trace.decisions) {
        add(QStringLiteral("### %1 (%2)").arg(code(decision.what), side(decision.by)));
        add();
        const QString chosen =
            decision.chosen.empty() ? say(QT_TRANSLATE_NOOP("Export", "nothing")) : code(decision.chosen);
        add(say(QT_TRANSLATE_NOOP("Export", "Chosen: %1.")).arg(chosen) + QLatin1Char(' ') +
            plain(m_language.reason(decision.rule)) + QStringLiteral(" (") + plain(decision.clause) + QLatin1Char(')'));
        add();
        addHead({say(QT_TRANSLATE_NOOP("Export", "Candidate")), say(QT_TRANSLATE_NOOP("Export", "offered")),
                 say(QT_TRANSLATE_NOOP("Export", "supported")), say(QT_TRANSLATE_NOOP("Export", "usable")),
                 say(QT_TRANSLATE_NOOP("Export", "Why"))},
                QStringLiteral("lllll"));
        for (const Candidate &candidate : decision.candidates) {
            const QString name = code(candidate.name);
            addCells({candidate.chosen ? QStringLiteral("**%1**").arg(name) : name, mark(candidate.offered),
                      mark(candidate.supported), mark(candidate.usable), plain(m_language.reason(candidate.reason))});
        }
        add();
    }
    m_lines.removeLast();
}

/// Where an input comes from, never what it is: it may be a secret.
QString MarkdownWriter::inputsOf(const Derivation &derivation) const
{
    QStringList inputs;
    for (const Input &input : derivation.inputs) {
        QStringList sources;
        if (!input.text.empty())
            sources.append(code('"' + input.text + '"'));
        if (input.derivation && input.derivation->index < m_trace.derivations.size())
            sources.append(code(m_trace[*input.derivation].name));
        for (const FieldRef &field : input.fields)
            sources.append(QStringLiteral("#%1 ").arg(field.message.index + 1) + code(field.path));
        if (!input.messages.empty())
            sources.append(
                QStringLiteral("#%1–#%2").arg(input.messages.front().index + 1).arg(input.messages.back().index + 1));
        inputs.append(sources.isEmpty()
                          ? plain(input.role)
                          : plain(input.role) + QStringLiteral(": ") + sources.join(QStringLiteral(" + ")));
    }
    return inputs.join(QStringLiteral("; "));
}

QString MarkdownWriter::valueOf(const Derivation &derivation) const
{
    if (derivation.secret && !m_options.withSecrets)
        return say(QT_TRANSLATE_NOOP("Export", "withheld"));
    // Long public values are in the messages in full; here they only tell themselves apart.
    if (!derivation.secret && derivation.output.size() > longestValue)
        return code(toHex(ByteView(derivation.output).first(longestValue)) + "…");
    return code(toHex(derivation.output));
}

void MarkdownWriter::addDerivations()
{
    if (m_trace.derivations.empty())
        return;
    addHeading(QT_TRANSLATE_NOOP("Export", "Derivations"));
    addHead({say(QT_TRANSLATE_NOOP("Export", "By")), say(QT_TRANSLATE_NOOP("Export", "Value")),
             say(QT_TRANSLATE_NOOP("Export", "Operation")), say(QT_TRANSLATE_NOOP("Export", "Inputs")),
             say(QT_TRANSLATE_NOOP("Export", "Bytes")), say(QT_TRANSLATE_NOOP("Export", "Result"))},
            QStringLiteral("llllrl"));
    for (const Derivation &derivation : m_trace.derivations)
        addCells({side(derivation.by), code(derivation.name), code(derivation.operation), inputsOf(derivation),
                  m_words.number(derivation.output.size()), valueOf(derivation)});
}

void MarkdownWriter::addChecks()
{
    if (m_trace.checks.empty())
        return;
    addHeading(QT_TRANSLATE_NOOP("Export", "Checks"));
    addHead({say(QT_TRANSLATE_NOOP("Export", "By")), say(QT_TRANSLATE_NOOP("Export", "Check")), QStringLiteral("#"),
             say(QT_TRANSLATE_NOOP("Export", "Outcome")), say(QT_TRANSLATE_NOOP("Export", "Clause"))},
            QStringLiteral("llrll"));
    for (const Check &check : m_trace.checks)
        addCells(
            {side(check.by), code(check.name), check.message ? QString::number(check.message->index + 1) : QString(),
             check.passed ? say(QT_TRANSLATE_NOOP("Export", "passed")) : say(QT_TRANSLATE_NOOP("Export", "failed")),
             plain(check.clause)});
}

QByteArray MarkdownWriter::render()
{
    addIntroduction();
    addParameters();
    addMessages();
    addAbsent();
    addDecisions();
    addDerivations();
    addChecks();
    return m_lines.join(QLatin1Char('\n')).toUtf8() + '\n';
}

} // namespace

QByteArray renderMarkdown(const Trace &trace, const ExportOptions &options)
{
    return MarkdownWriter(trace, options).render();
}

} // namespace hd::ui
