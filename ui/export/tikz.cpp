// SPDX-License-Identifier: GPL-3.0-or-later
#include "diagram/arrows.h"
#include "diagram/entries.h"
#include "diagram/measures.h"
#include "export/diagramexport.h"
#include "export/diagrampage.h"
#include "export/tikztext.h"
#include "theme/theme.h"

#include <cmath>

namespace hd::ui {

namespace {

constexpr qreal pointsOfPx = 0.75;
constexpr qreal capHeight = 0.35; ///< half of it, by a font's size
constexpr int titleSize = Fonts::title, nameSize = 14, detailSize = 10;

QString number(qreal value)
{
    return QString::number(std::round(value * 100) / 100, 'g', 8);
}

QString at(QPointF point)
{
    return QStringLiteral("(%1,%2)").arg(number(point.x()), number(point.y()));
}

const char *nameOf(LineStyle style)
{
    switch (style) {
    case LineStyle::Clear:
        return "hdclear";
    case LineStyle::HandshakeKeys:
        return "hdhandshake";
    case LineStyle::ApplicationKeys:
        return "hdapplication";
    case LineStyle::EarlyData:
        return "hdearly";
    case LineStyle::ChangeCipherSpec:
        return "hdccs";
    case LineStyle::Alert:
        return "hdalert";
    case LineStyle::Absent:
        return "hdabsent";
    }
    return "hdclear";
}

constexpr LineStyle allStyles[] = {LineStyle::Clear,     LineStyle::HandshakeKeys,    LineStyle::ApplicationKeys,
                                   LineStyle::EarlyData, LineStyle::ChangeCipherSpec, LineStyle::Alert,
                                   LineStyle::Absent};

/// The picture as it is laid out for all others, in px; the styles of lines have the colours' names.
class TikzWriter
{
public:
    TikzWriter(const Trace &trace, const ExportOptions &options) : m_page(trace, options), m_layout(m_page.diagram()) {}
    QByteArray render();

private:
    enum class Side { Left, Middle, Right };

    void add(const QString &line) { m_body += QStringLiteral("  ") + line + QStringLiteral("\n"); }
    void line(const QString &style, QPointF from, QPointF to);
    void text(QPointF centre, Side side, const QString &text, int size, const char *color, const char *font = "");
    void addFrame();
    void addHeads();
    void addRow(const Row &row);
    void addLabel(const Row &row, const Label &label);
    void addLock(QPointF left, LineStyle style);
    void addBadge(const StateBadge &badge);
    void addRecord(const RecordBracket &record);
    void addLegend();
    QString preamble() const;

    DiagramPage m_page;
    const DiagramLayout &m_layout;
    QString m_body;
};

void TikzWriter::line(const QString &style, QPointF from, QPointF to)
{
    add(QStringLiteral("\\draw[%1] %2 -- %3;").arg(style, at(from), at(to)));
}

/// One line whose capitals are centred on @p centre, which is its left end, middle or right end.
void TikzWriter::text(QPointF centre, Side side, const QString &text, int size, const char *color, const char *font)
{
    const char *anchor = side == Side::Left ? "base west" : side == Side::Right ? "base east" : "base";
    const QPointF base = centre + QPointF(0, size * capHeight);
    add(QStringLiteral("\\node[anchor=%1,text=%2] at %3 {\\hdsize{%4}%5%6};")
            .arg(QLatin1StringView(anchor), QLatin1StringView(color), at(base), number(size * pointsOfPx),
                 QLatin1StringView(font), texText(text)));
}

void TikzWriter::addFrame()
{
    for (const PartyHead &head : m_layout.heads)
        line(head.nobody ? QStringLiteral("hdedge,dotted") : QStringLiteral("hdedge,line width=1.5bp"),
             {m_layout.lifeline(head.side), m_layout.lifelineTop},
             {m_layout.lifeline(head.side), m_layout.lifelineBottom});
    for (const FlightBracket &flight : m_layout.flights) {
        const qreal x = m_layout.bracketX;
        add(QStringLiteral("\\draw[hdedge] %1 -| %2 |- %3;")
                .arg(at({x + 6, flight.top}), at({x, (flight.top + flight.bottom) / 2}), at({x + 6, flight.bottom})));
        text({x - 10, (flight.top + flight.bottom) / 2}, Side::Right, flight.name, Fonts::meta, "hdtext",
             "\\bfseries ");
    }
    const qreal middle = (m_layout.clientX + m_layout.serverX) / 2;
    for (const SectionLine &section : m_layout.sections) {
        line(QStringLiteral("hdedge"), {m_layout.clientX - 28, section.y}, {m_layout.serverX + 28, section.y});
        add(QStringLiteral("\\node[fill=hdbase,inner xsep=6bp,anchor=base,text=hdtext] at %1 {\\hdsize{%2}%3};")
                .arg(at({middle, section.y + Fonts::caption * capHeight}), number(Fonts::caption * pointsOfPx),
                     texText(section.text)));
    }
    if (m_layout.sizesShown && !m_layout.rows.empty())
        text(m_layout.sizeHeading.centre, Side::Right, m_layout.sizeHeading.text, Fonts::caption, "hdsecond");
    for (std::size_t i = 0; i < m_layout.footnotes.size(); ++i)
        text({24, m_layout.footnotesTop + (static_cast<qreal>(i) + 0.5) * footnoteLine}, Side::Left,
             m_layout.footnotes[i], Fonts::caption, "hdsecond");
}

void TikzWriter::addHeads()
{
    for (const PartyHead &head : m_layout.heads) {
        add(QStringLiteral("\\draw[hdedge,fill=hdsunken,rounded corners=4.5bp%1] %2 rectangle %3;")
                .arg(head.nobody ? QStringLiteral(",dotted") : QString(), at(head.rect.topLeft()),
                     at(head.rect.bottomRight())));
        text(head.rect.center(), Side::Middle, head.name, nameSize, "hdtext", "\\bfseries ");
    }
}

void TikzWriter::addLock(QPointF left, LineStyle style)
{
    const char *fill = style == LineStyle::ApplicationKeys || style == LineStyle::EarlyData ? ",fill" : "";
    const QString color = QLatin1StringView(nameOf(style));
    add(QStringLiteral("\\draw[%1 color,line width=1bp] %2 arc[start angle=180,end angle=360,x radius=3,y radius=4];")
            .arg(color, at(left + QPointF(2, -1))));
    add(QStringLiteral("\\draw[%1 color,line width=1bp%2] %3 rectangle %4;")
            .arg(color, QLatin1StringView(fill), at(left + QPointF(0, -1)), at(left + QPointF(10, 6))));
}

void TikzWriter::addLabel(const Row &row, const Label &label)
{
    if (label.style == LineStyle::Alert) {
        add(QStringLiteral(
                "\\node[fill=hdalert,text=hdbase,rounded corners=3bp,inner xsep=4.5bp,inner ysep=2bp,anchor=base] "
                "at %1 {\\hdsize{%2}\\strut %3};")
                .arg(at(label.centre + QPointF(0, m_layout.labelSize * capHeight)),
                     number(m_layout.labelSize * pointsOfPx), texText(label.text)));
        return;
    }
    text(label.centre, Side::Middle, label.text, m_layout.labelSize,
         row.kind == Row::Kind::Omission ? "hdabsent" : "hdtext");
    const bool encrypted = label.locked || label.style == LineStyle::HandshakeKeys ||
                           label.style == LineStyle::ApplicationKeys || label.style == LineStyle::EarlyData;
    if (encrypted)
        addLock(label.centre + QPointF(label.width / 2 + markGap, -1), label.style);
}

void TikzWriter::addRow(const Row &row)
{
    const int direction = row.tail < row.tip ? 1 : -1;
    const QString style = QLatin1StringView(nameOf(row.style));
    line(style, {row.tail, row.y}, {row.tip - direction * headLength, row.y});
    add(QStringLiteral("\\fill[%1 color] %2 -- %3 -- %4 -- cycle;")
            .arg(style, at({row.tip - direction * headLength, row.y - 6}), at({row.tip, row.y}),
                 at({row.tip - direction * headLength, row.y + 6})));
    if (row.style == LineStyle::ChangeCipherSpec) {
        const qreal x = (m_layout.clientX + m_layout.serverX) / 2;
        add(QStringLiteral("\\fill[hdccs color] %1 -- %2 -- %3 -- %4 -- cycle;")
                .arg(at({x, row.y - 6.5}), at({x + 6.5, row.y}), at({x, row.y + 6.5}), at({x - 6.5, row.y})));
    }
    const bool message = row.kind == Row::Kind::Message;
    add(QStringLiteral("\\draw[%1 color,line width=1.5bp,fill=hdbase] %2 circle[radius=%3];")
            .arg(style, at({row.tail, row.y}), number(message ? circleRadius : 4)));
    if (message)
        text({row.tail, row.y}, Side::Middle, row.number, row.number.size() > 3 ? 8 : Fonts::caption, "hdtext",
             "\\bfseries ");
    for (const Label &label : row.labels)
        addLabel(row, label);
    if (row.note)
        text(row.note->centre, Side::Middle, row.note->text, Fonts::caption, "hdsecond");
    for (const Label &detail : row.details)
        text(detail.centre, Side::Middle, detail.text, detailSize, "hdsecond", "\\ttfamily ");
    if (!row.time.isEmpty())
        text({m_layout.sizeRight, row.y - (row.size.isEmpty() ? 0 : detailLine)}, Side::Right, row.time, detailSize,
             "hdsecond", "\\ttfamily ");
    if (!row.size.isEmpty())
        text({m_layout.sizeRight, row.y}, Side::Right, row.size, Fonts::meta, "hdtext", "\\ttfamily ");
}

void TikzWriter::addBadge(const StateBadge &badge)
{
    const char *fill = !badge.current ? "hdbase" : badge.failed ? "hdalert" : "hdaccent";
    add(QStringLiteral("\\draw[hdedge,fill=%1,rounded corners=6.5bp] %2 rectangle %3;")
            .arg(QLatin1StringView(fill), at(badge.rect.topLeft()), at(badge.rect.bottomRight())));
    text(badge.rect.center(), Side::Middle, badge.text, Fonts::caption,
         !badge.current ? "hdsecond"
         : badge.failed ? "hdbase"
                        : "hdonaccent");
}

void TikzWriter::addRecord(const RecordBracket &record)
{
    const bool left = record.side == hd::Side::Client;
    const qreal hook = left ? 4 : -4;
    const qreal middle = (record.top + record.bottom) / 2;
    add(QStringLiteral("\\draw[hdsecond,line width=1.1bp] %1 -| %2 |- %3;")
            .arg(at({record.x + hook, record.top}), at({record.x, middle}), at({record.x + hook, record.bottom})));
    if (!record.count.isEmpty())
        text({record.x - hook, middle}, left ? Side::Right : Side::Left, record.count, Fonts::caption, "hdsecond");
}

void TikzWriter::addLegend()
{
    const QPointF top(0, m_layout.size.height());
    if (!m_layout.legend.empty())
        line(QStringLiteral("hdedge,line width=0.4bp"), top, top + QPointF(m_layout.size.width(), 0));
    for (const LegendItem &item : m_layout.legend) {
        const QRectF sample = item.sample.translated(top);
        line(QLatin1StringView(nameOf(item.style)), {sample.left(), sample.center().y()},
             {sample.right(), sample.center().y()});
        text(item.textLeft + top, Side::Left, item.text, Fonts::caption, "hdsecond");
    }
}

/// How each kind of line is drawn, with what tells them apart without colour.
static QString lineLook(LineStyle style)
{
    switch (style) {
    case LineStyle::Clear:
        return QStringLiteral("line width=1.5bp");
    case LineStyle::HandshakeKeys:
        return QStringLiteral("line width=1.2bp,double=hdbase,double distance=2.4bp");
    case LineStyle::ApplicationKeys:
        return QStringLiteral("line width=1.6bp,double=hdbase,double distance=1.6bp");
    case LineStyle::EarlyData:
        return QStringLiteral("line width=1.2bp,double=hdbase,double distance=2.4bp,dash pattern=on 6bp off 2bp");
    case LineStyle::ChangeCipherSpec:
        return QStringLiteral("line width=1.5bp,dash pattern=on 6bp off 3.75bp");
    case LineStyle::Alert:
        return QStringLiteral("line width=1.5bp,decorate,decoration={zigzag,segment length=6.75bp,amplitude=2.2bp}");
    case LineStyle::Absent:
        return QStringLiteral("line width=1.1bp,dash pattern=on 1.1bp off 2.2bp");
    }
    return {};
}

QString TikzWriter::preamble() const
{
    const Colors &colors = m_page.colors();
    QString text =
        QStringLiteral("\\documentclass[border=0pt,multi=tikzpicture]{standalone}\n\\usepackage{iftex}\n"
                       "\\ifTUTeX\\else\\usepackage[T1]{fontenc}\\usepackage[utf8]{inputenc}"
                       "\\IfFileExists{lmodern.sty}{\\usepackage{lmodern}}{}\\fi\n"
                       "\\usepackage{textcomp}\n\\usepackage{tikz}\n\\usetikzlibrary{decorations.pathmorphing}\n");
    if (m_body.contains(QStringLiteral("\\hdother")))
        text += texOther(m_page.isChinese());
    const std::pair<const char *, QColor> named[] = {
        {"hdbase", colors.base},         {"hdsunken", colors.sunken}, {"hdedge", colors.controlEdge},
        {"hdtext", colors.text1},        {"hdsecond", colors.text2},  {"hdaccent", colors.accentFill},
        {"hdonaccent", colors.onAccent}, {"hdalert", colors.alert},   {"hdabsent", colors.absent}};
    for (const auto &[name, color] : named)
        text +=
            QStringLiteral("\\definecolor{%1}{HTML}{%2}\n").arg(QLatin1StringView(name), color.name().mid(1).toUpper());
    text += QStringLiteral("\\newcommand\\hdsize[1]{\\fontsize{#1bp}{#1bp}\\selectfont\\sffamily}\n\\tikzset{\n");
    for (const LineStyle style : allStyles) {
        const QColor color = colorOf(style, colors);
        text +=
            QStringLiteral("  %1 color/.style={color={rgb,255:red,%2;green,%3;blue,%4}},\n  %1/.style={%1 color,%5},\n")
                .arg(QLatin1StringView(nameOf(style)))
                .arg(color.red())
                .arg(color.green())
                .arg(color.blue())
                .arg(lineLook(style));
    }
    return text + QStringLiteral("}\n");
}

QByteArray TikzWriter::render()
{
    add(QStringLiteral("\\path[fill=hdbase] (0,%1) rectangle %2;")
            .arg(number(-DiagramPage::headingHeight),
                 at({m_layout.size.width(), m_layout.size.height() + m_layout.legendHeight})));
    const qreal titleY = 21 - DiagramPage::headingHeight, subtitleY = 41 - DiagramPage::headingHeight;
    text({24, titleY}, Side::Left, m_page.title(), titleSize, "hdtext", "\\bfseries ");
    text({24, subtitleY}, Side::Left, m_page.subtitle(), Fonts::caption, "hdsecond", "\\ttfamily ");
    addFrame();
    addHeads();
    for (const Row &row : m_layout.rows)
        addRow(row);
    for (const RecordBracket &record : m_layout.records)
        addRecord(record);
    for (const StateBadge &badge : m_layout.pastStates)
        addBadge(badge);
    for (const StateBadge &badge : m_layout.badges)
        addBadge(badge);
    addLegend();
    return (preamble() +
            QStringLiteral("\\begin{document}\n\\begin{tikzpicture}[x=0.75bp,y=-0.75bp,line cap=butt,line width=0.75bp,"
                           "every node/.style={inner sep=0pt,outer sep=0pt}]\n%1\\end{tikzpicture}\n\\end{document}\n")
                .arg(m_body))
        .toUtf8();
}

} // namespace

QByteArray renderTikz(const Trace &trace, const ExportOptions &options)
{
    return TikzWriter(trace, options).render();
}

} // namespace hd::ui
