// SPDX-License-Identifier: GPL-3.0-or-later
#include "export/sequence.h"

#include "export/diagrampage.h"

#include <algorithm>

namespace hd::ui {

static std::vector<const StateBadge *> statesBetween(const std::vector<StateBadge> &badges, qreal from, qreal to)
{
    std::vector<const StateBadge *> found;
    for (const StateBadge &badge : badges)
        if (const qreal y = badge.rect.center().y(); y >= from && y <= to)
            found.push_back(&badge);
    std::sort(found.begin(), found.end(), [](const auto *a, const auto *b) { return a->side < b->side; });
    return found;
}

std::vector<SequenceStep> sequenceOf(const DiagramLayout &layout)
{
    using Kind = SequenceStep::Kind;
    std::vector<SequenceStep> steps;
    const auto addStates = [&steps](std::vector<const StateBadge *> states) {
        if (!states.empty())
            steps.push_back({Kind::States, {}, nullptr, std::move(states)});
    };
    std::size_t flight = 0;
    const Row *before = nullptr;
    for (const Row &row : layout.rows) {
        while (flight + 1 < layout.flights.size() && layout.flights[flight].bottom < row.y)
            ++flight;
        const bool first = !before || before->y < layout.flights[flight].top;
        if (before && first)
            addStates(statesBetween(layout.pastStates, before->y, row.y));
        if (first)
            steps.push_back({Kind::Flight, layout.flights[flight].name, nullptr, {}});
        for (const SectionLine &section : layout.sections)
            if ((!before || section.y > before->y) && section.y < row.y)
                steps.push_back({Kind::Section, section.text, nullptr, {}});
        steps.push_back({Kind::Row, {}, &row, {}});
        before = &row;
    }
    if (before)
        addStates(statesBetween(layout.badges, before->y, before->y + 100));
    return steps;
}

Sequence::Sequence(const Trace &trace, const ExportOptions &options)
    : m_trace(trace),
      m_language(options.language),
      m_words(m_language.diagramWords()),
      m_layout(hd::ui::layout(trace, exportLayout(trace, options, m_words))),
      m_colors(exportColors(options.theme))
{
    title = exportTitle(trace, m_language);
    subtitle = exportSubtitle(trace);
}

/// What all messages of @p row are protected with; nothing where they differ or are in clear.
QString Sequence::protectionOf(const Row &row) const
{
    QString common;
    for (std::uint32_t i = row.index; i < row.index + row.count; ++i) {
        const QString own = m_trace[MessageId{i}].encrypted ? hd::ui::protectionOf(m_trace, {i}, m_words) : QString();
        if (i > row.index && own != common)
            return {};
        common = own;
    }
    return common;
}

QStringList Sequence::linesOf(const Row &row) const
{
    if (row.kind == Row::Kind::Omission)
        return {describe(m_trace.omissions[row.index], m_words)};
    QStringList lines;
    for (const Label &label : row.labels)
        lines.append((lines.isEmpty() ? row.number + QLatin1Char(' ') : QString()) + label.text);
    QStringList facts;
    if (!row.size.isEmpty())
        facts.append(m_words.sizeInBytes.arg(row.size));
    if (const QString protection = protectionOf(row); !protection.isEmpty())
        facts.append(protection);
    if (!row.time.isEmpty())
        facts.append(row.time);
    if (row.note)
        facts.append(row.note->text);
    if (!facts.isEmpty())
        lines.append(facts.join(QStringLiteral(" · ")));
    for (const Label &detail : row.details)
        lines.append(detail.text);
    return lines;
}

QColor tintOf(const QColor &color, const Colors &colors)
{
    const auto channel = [](int from, int to) { return from + (to - from) * 14 / 100; };
    const QColor &base = colors.base;
    return {channel(base.red(), color.red()), channel(base.green(), color.green()), channel(base.blue(), color.blue())};
}

} // namespace hd::ui
