// SPDX-License-Identifier: GPL-3.0-or-later
#include "export/diagrampage.h"

#include "diagram/measures.h"
#include "diagram/painter.h"
#include "export/messagegist.h"
#include "theme/theme.h"

#include <QPainter>

namespace hd::ui {

static constexpr qreal headingLeft = 24;
static constexpr qreal roomyWidth = 680; ///< for small lines and times beside each other

QString exportTitle(const Trace &trace, const ExportLanguage &language)
{
    const QString title = language.text(trace.title).simplified();
    const QString shown = displayName(title.toStdString());
    return shown.isEmpty() ? language.diagramWords().diagramTitle : shown;
}

QString exportSubtitle(const Trace &trace)
{
    QStringList parts;
    for (const std::string *part : {&trace.negotiated.version, &trace.negotiated.suite, &trace.negotiated.group})
        if (!part->empty())
            parts.append(displayName(*part));
    return parts.join(QStringLiteral(" · "));
}

const Colors &exportColors(ExportTheme theme)
{
    switch (theme) {
    case ExportTheme::Dark:
        return Colors::darkTheme();
    case ExportTheme::Mono:
        return Colors::monochrome();
    case ExportTheme::Light:
        break;
    }
    return Colors::light();
}

LayoutOptions exportLayout(const Trace &trace, const ExportOptions &options, const DiagramWords &words)
{
    LayoutOptions made;
    made.playhead = static_cast<Playhead>(trace.events.size());
    made.depth = options.depth;
    made.first = std::max(options.from, 1U) - 1;
    if (options.to)
        made.last = std::max(*options.to, 1U) - 1;
    made.omissions = options.notes;
    made.sizes = options.bytes;
    made.states = options.states;
    made.times = options.times;
    if (options.fields)
        made.details = messageDetails(trace, words);
    if (options.fields || options.times)
        made.width = roomyWidth;
    made.still = true;
    made.words = words;
    return made;
}

DiagramPage::DiagramPage(const Trace &trace, const ExportOptions &options)
    : m_trace(trace), m_theme(options.theme), m_language(options.language)
{
    Fonts::load();
    m_words = m_language.diagramWords();
    m_layout = layout(trace, exportLayout(trace, options, m_words));
    m_title = exportTitle(trace, m_language);
    m_subtitle = exportSubtitle(trace);
    m_frame = frameOn(options.page, size());
}

const Colors &DiagramPage::colors() const
{
    return exportColors(m_theme);
}

QSizeF DiagramPage::size() const
{
    return {m_layout.size.width(), headingHeight + m_layout.size.height() + m_layout.legendHeight};
}

void DiagramPage::paintHeading(QPainter &painter) const
{
    painter.setFont(Fonts::ui(Fonts::title, QFont::DemiBold));
    painter.setPen(colors().text1);
    painter.drawText(QPointF(headingLeft, 27), m_title);
    painter.setFont(Fonts::mono(Fonts::caption));
    painter.setPen(colors().text2);
    painter.drawText(QPointF(headingLeft, 45), m_subtitle);
}

void DiagramPage::paintHeads(QPainter &painter) const
{
    const DiagramMarks none;
    DiagramPainter(painter, m_layout, colors(), none).paintHeads();
}

void DiagramPage::paint(QPainter &painter, PageGroups &groups) const
{
    const DiagramMarks none;
    const DiagramPainter diagram(painter, m_layout, colors(), none);
    const QRectF whole(QPointF(0, 0), m_layout.size);
    painter.fillRect(m_frame.view, colors().base);
    paintHeading(painter);
    painter.save();
    painter.translate(0, headingHeight);
    groups.begin(QStringLiteral("frame"), {});
    diagram.paintFrame(whole);
    diagram.paintHeads();
    groups.end();
    for (const Row &row : m_layout.rows) {
        if (row.kind == Row::Kind::Omission)
            groups.begin(QStringLiteral("absent-%1").arg(row.index + 1),
                         describe(m_trace.omissions[row.index], m_words));
        else
            groups.begin(QStringLiteral("message-%1").arg(row.index + 1),
                         describe(m_trace, {row.index}, true, m_words));
        diagram.paintRow(row);
        groups.end();
    }
    groups.begin(QStringLiteral("states"), {});
    diagram.paintOverlay(whole);
    groups.end();
    groups.begin(QStringLiteral("legend"), {});
    diagram.paintLegend({0, m_layout.size.height()});
    groups.end();
    painter.restore();
}

} // namespace hd::ui
