// SPDX-License-Identifier: GPL-3.0-or-later
#include "diagram/measures.h"

#include "theme/theme.h"

#include <QTextBoundaryFinder>

#include <algorithm>

namespace hd::ui {

QFont noteFont(int least, int weight)
{
    return Fonts::ui(std::max(Fonts::caption, least), weight);
}

QFont flightFont(int least, int weight)
{
    return Fonts::ui(std::max(Fonts::meta, least), weight);
}

QFont sizeFont(int least)
{
    return Fonts::mono(std::max(Fonts::meta, least));
}

QFont detailFont(int least)
{
    return Fonts::mono(std::max(10, least));
}

QFont labelFont(const DiagramLayout &layout, int weight)
{
    return Fonts::ui(layout.labelSize, weight);
}

QFontMetricsF metricsOf(QFont font)
{
    font.setHintingPreference(QFont::PreferNoHinting);
    return QFontMetricsF(font);
}

qreal widthOf(const QFont &font, const QString &text)
{
    return metricsOf(font).horizontalAdvance(text);
}

qreal markRoom(LineStyle style)
{
    switch (style) {
    case LineStyle::HandshakeKeys:
    case LineStyle::ApplicationKeys:
    case LineStyle::EarlyData:
    case LineStyle::Alert:
        return 2 * (markGap + markWidth);
    case LineStyle::Clear:
    case LineStyle::ChangeCipherSpec:
    case LineStyle::Absent:
        break;
    }
    return 0;
}

qreal badgeLeft(const DiagramLayout &layout, Side side, qreal width)
{
    const qreal edge = 2;
    const qreal rightmost = std::max(edge, layout.size.width() - edge - width);
    return std::clamp(std::round(layout.lifeline(side) - width / 2), edge, rightmost);
}

QStringList wrapped(const QString &text, const QFont &font, qreal width)
{
    const QFontMetricsF metrics = metricsOf(font);
    QStringList lines;
    QTextBoundaryFinder finder(QTextBoundaryFinder::Line, text);
    qsizetype lineStart = 0;
    qsizetype lastBreak = 0;
    const auto take = [&](qsizetype end) {
        lines.append(text.mid(lineStart, end - lineStart).trimmed());
        lineStart = end;
    };
    for (qsizetype at = finder.toNextBoundary(); at >= 0; at = finder.toNextBoundary()) {
        if (lastBreak > lineStart && metrics.horizontalAdvance(text.mid(lineStart, at - lineStart)) > width)
            take(lastBreak);
        lastBreak = at;
    }
    if (lineStart < text.size())
        take(text.size());
    return lines;
}

} // namespace hd::ui
