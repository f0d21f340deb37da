// SPDX-License-Identifier: GPL-3.0-or-later
#include "diagram/arrows.h"
#include "export/diagramexport.h"
#include "export/sequence.h"

namespace hd::ui {

namespace {

/// @p text for the rest of a line. To Mermaid `;` and `#` end a statement, `%%` begins a comment, `$$` a formula, and
/// `<` HTML; all but letters, digits and what is harmless is written as the number of its character.
QString escaped(const QString &text)
{
    static const QString harmless = QStringLiteral(" _-.,()/·×…，。（）：；、“”");
    QString line;
    for (const char32_t c : text.simplified().toUcs4()) {
        const QString character = QString::fromUcs4(&c, 1);
        if (QChar::isLetterOrNumber(c) || harmless.contains(character))
            line += character;
        else
            line += QStringLiteral("#%1;").arg(QChar::isPrint(c) ? static_cast<uint>(c) : 0xFFFDU);
    }
    return line;
}

QString joined(const QStringList &lines)
{
    QStringList all;
    for (const QString &line : lines)
        all.append(escaped(line));
    return all.join(QStringLiteral("<br/>"));
}

class MermaidWriter
{
public:
    MermaidWriter(const Trace &trace, const ExportOptions &options) : m_sequence(trace, options), m_theme(options.theme)
    {}
    QByteArray render();

private:
    void addHead();
    void addRow(const Row &row);
    void addStates(const std::vector<const StateBadge *> &states);
    void enterBand(std::optional<LineStyle> band);
    void add(const QString &line) { m_text += QStringLiteral("    ") + line + QLatin1Char('\n'); }

    Sequence m_sequence;
    ExportTheme m_theme;
    std::optional<LineStyle> m_band; ///< behind messages that are not simply sent in clear
    QString m_text;
};

void MermaidWriter::addHead()
{
    const char *theme = m_theme == ExportTheme::Light ? "default" : m_theme == ExportTheme::Dark ? "dark" : "neutral";
    m_text = QStringLiteral("---\nconfig:\n  theme: %1\n---\nsequenceDiagram\n").arg(QLatin1StringView(theme));
    add(QStringLiteral("title: ") + escaped(m_sequence.title));
    add(QStringLiteral("participant C as ") + escaped(m_sequence.words().client));
    add(QStringLiteral("participant S as ") + escaped(m_sequence.words().server));
    if (!m_sequence.subtitle.isEmpty())
        add(QStringLiteral("Note over C,S: ") + escaped(m_sequence.subtitle));
}

void MermaidWriter::enterBand(std::optional<LineStyle> band)
{
    if (band == m_band)
        return;
    if (m_band)
        add(QStringLiteral("end"));
    if (band) {
        const QColor tint = tintOf(colorOf(*band, m_sequence.colors()), m_sequence.colors());
        add(QStringLiteral("rect rgb(%1, %2, %3)").arg(tint.red()).arg(tint.green()).arg(tint.blue()));
    }
    m_band = band;
}

void MermaidWriter::addRow(const Row &row)
{
    const bool plain =
        row.style == LineStyle::Clear || row.style == LineStyle::ChangeCipherSpec || row.style == LineStyle::Absent;
    enterBand(plain ? std::nullopt : std::optional(row.style));
    if (row.kind == Row::Kind::Omission) {
        add(QStringLiteral("Note over C,S: ") + joined(m_sequence.linesOf(row)));
        return;
    }
    const QString arrow = row.style == LineStyle::ChangeCipherSpec || row.style == LineStyle::EarlyData
                              ? QStringLiteral("-->>")
                              : QStringLiteral("->>");
    const bool toServer = row.from == Side::Client;
    const QString sign = row.style == LineStyle::Alert ? QStringLiteral("#9888; ") : QString();
    add((toServer ? QStringLiteral("C%1S: ") : QStringLiteral("S%1C: ")).arg(arrow) + sign +
        joined(m_sequence.linesOf(row)));
}

void MermaidWriter::addStates(const std::vector<const StateBadge *> &states)
{
    for (const StateBadge *state : states)
        add((state->side == Side::Client ? QStringLiteral("Note left of C: ") : QStringLiteral("Note right of S: ")) +
            escaped(state->text));
}

QByteArray MermaidWriter::render()
{
    addHead();
    for (const SequenceStep &step : m_sequence.steps()) {
        if (step.row) {
            addRow(*step.row);
            continue;
        }
        enterBand({});
        if (step.kind == SequenceStep::Kind::States)
            addStates(step.states);
        else
            add(QStringLiteral("Note over C,S: ") + escaped(step.text));
    }
    enterBand({});
    return m_text.toUtf8();
}

} // namespace

QByteArray renderMermaid(const Trace &trace, const ExportOptions &options)
{
    return MermaidWriter(trace, options).render();
}

} // namespace hd::ui
