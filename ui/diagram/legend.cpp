// SPDX-License-Identifier: GPL-3.0-or-later
#include "diagram/measures.h"

#include <algorithm>

namespace hd::ui {

static constexpr qreal textGap = 8; ///< between sample and text
static constexpr qreal widestGap = 29;
static constexpr qreal leastGap = 16;
static constexpr qreal sideMargin = 12;

static QString legendText(LineStyle style, bool tls13, const DiagramWords &words)
{
    switch (style) {
    case LineStyle::Clear:
        return words.clear;
    case LineStyle::HandshakeKeys:
        return tls13 ? words.handshakeKeys : words.encrypted;
    case LineStyle::ApplicationKeys:
        return tls13 ? words.applicationKeys : words.applicationData;
    case LineStyle::EarlyData:
        return words.earlyDataKeys;
    case LineStyle::ChangeCipherSpec:
        return QStringLiteral("change_cipher_spec");
    case LineStyle::Alert:
        return words.alert;
    case LineStyle::Absent:
        return words.absent;
    }
    return {};
}

static qreal itemWidth(const DiagramLayout &layout, const LegendItem &item)
{
    return legendSample + textGap + widthOf(noteFont(layout.leastText), item.text);
}

/// The styles that occur, in the order in which a handshake brings them up.
static std::vector<LegendItem> legendItems(const DiagramLayout &layout, const LayoutOptions &options)
{
    std::vector<LegendItem> items;
    for (const LineStyle style :
         {LineStyle::Clear, LineStyle::ChangeCipherSpec, LineStyle::EarlyData, LineStyle::HandshakeKeys,
          LineStyle::ApplicationKeys, LineStyle::Alert, LineStyle::Absent}) {
        const bool occurs = std::any_of(layout.rows.begin(), layout.rows.end(), [style](const Row &row) {
            return std::any_of(row.labels.begin(), row.labels.end(),
                               [style](const Label &label) { return label.style == style; });
        });
        if (occurs)
            items.push_back({style, false, {}, legendText(style, layout.tls13, options.words), {}});
    }
    if (!options.still)
        items.push_back({LineStyle::Clear, true, {}, options.words.notYetSent, {}});
    return items;
}

void placeLegend(DiagramLayout &layout, const LayoutOptions &options)
{
    layout.legend = legendItems(layout, options);
    const qreal available = layout.size.width() - 2 * sideMargin;
    int lines = 0;
    for (std::size_t begin = 0; begin < layout.legend.size(); ++lines) {
        qreal width = itemWidth(layout, layout.legend[begin]);
        std::size_t end = begin + 1;
        while (end < layout.legend.size() && width + leastGap + itemWidth(layout, layout.legend[end]) <= available)
            width += leastGap + itemWidth(layout, layout.legend[end++]);
        const auto gaps = static_cast<qreal>(end - begin - 1);
        const qreal gap = gaps > 0 ? std::min(widestGap, leastGap + (available - width) / gaps) : 0;
        width += gaps * (gap - leastGap);
        qreal x = std::round((layout.size.width() - width) / 2);
        const qreal y = 1 + legendRow / 2 - 0.5 + lines * (legendRow - 12);
        for (; begin < end; ++begin) {
            LegendItem &item = layout.legend[begin];
            item.sample = QRectF(x, y - 6, legendSample, 12);
            item.textLeft = QPointF(x + legendSample + textGap, y);
            x = std::round(x + itemWidth(layout, item) + gap);
        }
    }
    layout.legendHeight = lines > 0 ? legendRow + (lines - 1) * (legendRow - 12) : 0;
}

} // namespace hd::ui
