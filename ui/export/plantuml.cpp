// SPDX-License-Identifier: GPL-3.0-or-later
#include "diagram/arrows.h"
#include "export/diagramexport.h"
#include "export/sequence.h"

namespace hd::ui {

namespace {

/// @p text for the rest of a line. To PlantUML pairs of signs are markup, `!`, `%` and `$` its preprocessor's, `'` a
/// comment's, `<` a tag's and `\` a line break's; all but letters, digits and what is harmless is written by its code.
QString escaped(const QString &text)
{
    static const QString harmless = QStringLiteral(" _-.,()·×…，。（）：；、“”");
    QString line;
    char32_t before = 0;
    for (const char32_t c : text.simplified().toUcs4()) {
        const QString character = QString::fromUcs4(&c, 1);
        const bool pairs = c == before && (c == '_' || c == '-' || c == '.');
        if (!pairs && (QChar::isLetterOrNumber(c) || harmless.contains(character)))
            line += character;
        else
            line += QStringLiteral("<U+%1>").arg(QChar::isPrint(c) ? static_cast<uint>(c) : 0xFFFDU, 4, 16,
                                                 QLatin1Char('0'));
        before = c;
    }
    return line;
}

QString joined(const QStringList &lines)
{
    QStringList all;
    for (const QString &line : lines)
        all.append(escaped(line));
    return all.join(QStringLiteral("\\n"));
}

class PlantUmlWriter
{
public:
    PlantUmlWriter(const Trace &trace, const ExportOptions &options) : m_sequence(trace, options) {}
    QByteArray render();

private:
    void addHead();
    void addRow(const Row &row);
    void addStates(const std::vector<const StateBadge *> &states);
    void add(const QString &line) { m_text += line + QLatin1Char('\n'); }

    Sequence m_sequence;
    QString m_text;
};

void PlantUmlWriter::addHead()
{
    const Colors &colors = m_sequence.colors();
    add(QStringLiteral("@startuml"));
    const std::pair<const char *, QColor> parameters[] = {
        {"backgroundColor", colors.base},
        {"defaultFontColor", colors.text1},
        {"titleFontColor", colors.text1},
        {"sequenceLifeLineBorderColor", colors.controlEdge},
        {"sequenceParticipantBackgroundColor", colors.sunken},
        {"sequenceParticipantBorderColor", colors.controlEdge},
        {"sequenceParticipantFontColor", colors.text1},
        {"sequenceDividerBackgroundColor", colors.sunken},
        {"sequenceDividerBorderColor", colors.controlEdge},
        {"sequenceDividerFontColor", colors.text1},
        {"noteBackgroundColor", colors.sunken},
        {"noteBorderColor", colors.controlEdge},
        {"noteFontColor", colors.text1},
        {"sequenceArrowFontColor", colors.text1},
    };
    add(QStringLiteral("skinparam shadowing false"));
    for (const auto &[name, color] : parameters)
        add(QStringLiteral("skinparam %1 %2").arg(QLatin1StringView(name), color.name()));
    add(QStringLiteral("title ") + joined({m_sequence.title, m_sequence.subtitle}));
    add(QStringLiteral("participant \"%1\" as C").arg(escaped(m_sequence.words().client)));
    add(QStringLiteral("participant \"%1\" as S").arg(escaped(m_sequence.words().server)));
}

void PlantUmlWriter::addRow(const Row &row)
{
    if (row.kind == Row::Kind::Omission) {
        add(QStringLiteral("note over C,S : ") + joined(m_sequence.linesOf(row)));
        return;
    }
    const bool dashed = row.style == LineStyle::ChangeCipherSpec || row.style == LineStyle::EarlyData;
    const bool bold = row.style == LineStyle::HandshakeKeys || row.style == LineStyle::ApplicationKeys ||
                      row.style == LineStyle::EarlyData;
    const bool alert = row.style == LineStyle::Alert;
    const QString arrow =
        QStringLiteral("-[%1%2]%3>%4")
            .arg(colorOf(row.style, m_sequence.colors()).name(), bold ? QStringLiteral(",bold") : QString(),
                 dashed ? QStringLiteral("-") : QString(), alert ? QStringLiteral(">") : QString());
    const bool toServer = row.from == Side::Client;
    add((toServer ? QStringLiteral("C %1 S : ") : QStringLiteral("S %1 C : ")).arg(arrow) +
        (alert ? QStringLiteral("<U+26A0> ") : QString()) + joined(m_sequence.linesOf(row)));
}

void PlantUmlWriter::addStates(const std::vector<const StateBadge *> &states)
{
    for (const StateBadge *state : states)
        add((state->side == Side::Client ? QStringLiteral("note left of C : ") : QStringLiteral("note right of S : ")) +
            escaped(state->text));
}

QByteArray PlantUmlWriter::render()
{
    addHead();
    for (const SequenceStep &step : m_sequence.steps()) {
        if (step.row)
            addRow(*step.row);
        else if (step.kind == SequenceStep::Kind::States)
            addStates(step.states);
        else
            add(QStringLiteral("== %1 ==").arg(escaped(step.text)));
    }
    add(QStringLiteral("@enduml"));
    return m_text.toUtf8();
}

} // namespace

QByteArray renderPlantUml(const Trace &trace, const ExportOptions &options)
{
    return PlantUmlWriter(trace, options).render();
}

} // namespace hd::ui
