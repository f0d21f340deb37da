// SPDX-License-Identifier: GPL-3.0-or-later
#include "export/cells.h"
#include "export/diagramexport.h"
#include "export/diagrampage.h"
#include "export/sequence.h"

#include <QStringList>

#include <utility>

namespace hd::ui {

namespace {

/// The strokes of one kind of line.
struct Stroke
{
    const char *unit; ///< repeated
    const char *sign; ///< after the name, for readers to whom strokes say little
};

Stroke strokeOf(LineStyle style)
{
    switch (style) {
    case LineStyle::Clear:
        return {"-", ""};
    case LineStyle::HandshakeKeys:
        return {"=", ""};
    case LineStyle::ApplicationKeys:
        return {"#", ""};
    case LineStyle::EarlyData:
        return {"# ", ""};
    case LineStyle::ChangeCipherSpec:
        return {"- ", ""};
    case LineStyle::Alert:
        return {"~", " (!)"};
    case LineStyle::Absent:
        return {". ", ""};
    }
    return {"-", ""};
}

class TextDiagram
{
public:
    TextDiagram(const Trace &trace, const ExportOptions &options)
        : m_trace(trace),
          m_options(options),
          m_language(options.language),
          m_words(m_language.diagramWords()),
          m_layout(layout(trace, exportLayout(trace, options, m_words)))
    {}

    QByteArray render();

private:
    void measure();
    void addHeading();
    void addRow(const Row &row, const QString &flight);
    void addSection(const QString &text);
    void addStates(const std::vector<const StateBadge *> &states);
    QString aside(const Row &row) const;
    void addLegend();
    void add(const QString &line) { m_lines.append(trimmedRight(line)); }
    QString margin() const { return spaces(m_flightWidth + m_numberWidth + 4); }
    QString lifelines() const { return margin() + QLatin1Char('|') + spaces(m_span) + QLatin1Char('|'); }
    QString arrow(LineStyle style, const QString &name, bool toRight) const;

    const Trace &m_trace;
    const ExportOptions &m_options;
    ExportLanguage m_language;
    DiagramWords m_words;
    DiagramLayout m_layout;
    int m_flightWidth = 0;
    int m_numberWidth = 2;
    int m_span = 44; ///< cells between the lifelines
    QStringList m_lines;
};

void TextDiagram::measure()
{
    for (const FlightBracket &flight : m_layout.flights)
        m_flightWidth = std::max(m_flightWidth, cells(flight.name));
    for (const Row &row : m_layout.rows) {
        m_numberWidth = std::max(m_numberWidth, cells(row.number));
        for (const Label &label : row.labels)
            m_span = std::max(m_span, cells(label.text) + 14);
        for (const Label &detail : row.details)
            m_span = std::max(m_span, cells(detail.text) + 2);
    }
    for (const SectionLine &section : m_layout.sections)
        m_span = std::max(m_span, cells(section.text) + 6);
    for (const std::vector<StateBadge> *badges : {&m_layout.pastStates, &m_layout.badges})
        for (const StateBadge &badge : *badges) // two of them, side by side, each half over the line
            m_span = std::max(m_span, cells(badge.text) + 6);
}

void TextDiagram::addHeading()
{
    add(exportTitle(m_trace, m_language));
    add(exportSubtitle(m_trace));
    add({});
    const int clientAt = static_cast<int>(margin().size());
    QString heads = right(m_words.client, clientAt + (cells(m_words.client) + 1) / 2);
    heads = left(heads, clientAt + m_span + 1 - cells(m_words.server) / 2) + m_words.server;
    if (m_options.bytes)
        heads = left(heads, clientAt + m_span + 6) + right(m_words.bytes, 8);
    add(heads);
    add(lifelines());
}

QString TextDiagram::arrow(LineStyle style, const QString &name, bool toRight) const
{
    const Stroke stroke = strokeOf(style);
    const QString text = QLatin1Char(' ') + name + QLatin1StringView(stroke.sign) + QLatin1Char(' ');
    const int room = m_span - cells(text) - 1;
    const QString unit = QLatin1StringView(stroke.unit);
    const auto line = [&unit](int length) { return unit.repeated(length).left(length); };
    const QString body = line(room / 2) + text + line(room - room / 2);
    return toRight ? body + QLatin1Char('>') : QLatin1Char('<') + body;
}

void TextDiagram::addRow(const Row &row, const QString &flight)
{
    QString line = left(flight, m_flightWidth) + spaces(2) + right(row.number, m_numberWidth) + spaces(2);
    for (std::size_t i = 0; i + 1 < row.labels.size(); ++i) { // a flight: the names above its arrow
        const int before = (m_span - cells(row.labels[i].text)) / 2;
        const QString name = spaces(before) + row.labels[i].text;
        add(line + QLatin1Char('|') + left(name, m_span) + QLatin1Char('|'));
        line = margin();
    }
    line += QLatin1Char('|') + arrow(row.style, row.labels.back().text, row.from == Side::Client) + QLatin1Char('|');
    add(line + aside(row));
    for (const Label &detail : row.details)
        add(margin() + QLatin1Char('|') + left(spaces((m_span - cells(detail.text)) / 2) + detail.text, m_span) +
            QLatin1Char('|'));
}

/// Right of the server's lifeline.
QString TextDiagram::aside(const Row &row) const
{
    QString line;
    if (m_options.bytes)
        line += spaces(4) + right(row.size, 8);
    if (m_options.times)
        line += spaces(2) + right(row.time, 12);
    return line;
}

/// Between two handshakes.
void TextDiagram::addSection(const QString &text)
{
    const QString words = QLatin1Char(' ') + text + QLatin1Char(' ');
    const int room = m_span - cells(words);
    const auto line = [](int length) { return QString(std::max(length, 0), QLatin1Char('_')); };
    add(margin() + QLatin1Char('|') + line(room / 2) + words + line(room - room / 2) + QLatin1Char('|'));
    add(lifelines());
}

void TextDiagram::addStates(const std::vector<const StateBadge *> &states)
{
    const int clientAt = static_cast<int>(margin().size());
    QString line;
    for (const StateBadge *badge : states) {
        const QString text = QLatin1Char('(') + badge->text + QLatin1Char(')');
        const int at = badge->side == Side::Client ? clientAt : clientAt + m_span + 1;
        if (line.isEmpty() && badge->side == Side::Server)
            line = margin() + QLatin1Char('|');
        line = left(line, std::max(0, at - cells(text) / 2)) + text;
    }
    add(lifelines());
    add(line);
}

void TextDiagram::addLegend()
{
    add({});
    for (const LegendItem &item : m_layout.legend) {
        const QString unit = QLatin1StringView(strokeOf(item.style).unit);
        add(unit.repeated(8).left(8) + QLatin1Char('>') + spaces(2) + item.text);
    }
    if (m_layout.footnotes.empty())
        return;
    add({});
    for (const Row &row : m_layout.rows)
        if (row.kind == Row::Kind::Omission)
            add(QStringLiteral("- ") + describe(m_trace.omissions[row.index], m_words));
}

QByteArray TextDiagram::render()
{
    using Kind = SequenceStep::Kind;
    measure();
    addHeading();
    QString flight;
    bool begun = false;
    for (const SequenceStep &step : sequenceOf(m_layout)) {
        switch (step.kind) {
        case Kind::States:
            addStates(step.states);
            break;
        case Kind::Flight:
            if (begun)
                add(lifelines());
            flight = step.text;
            break;
        case Kind::Section:
            addSection(step.text);
            break;
        case Kind::Row:
            addRow(*step.row, std::exchange(flight, {}));
            begun = true;
            break;
        }
    }
    addLegend();
    return m_lines.join(QLatin1Char('\n')).toUtf8() + '\n';
}

} // namespace

QByteArray renderText(const Trace &trace, const ExportOptions &options)
{
    return TextDiagram(trace, options).render();
}

} // namespace hd::ui
