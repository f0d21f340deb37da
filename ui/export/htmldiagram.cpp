// SPDX-License-Identifier: GPL-3.0-or-later
#include "export/diagrampage.h"
#include "export/htmldata.h"

#include <cmath>

namespace hd::ui {

// Where text ends depends on the fonts of whoever reads the page, so the places that follow from it are left to
// diagram.js: rows, flights and badges come with their heights alone, and a frame says where the columns are.

static constexpr qreal wide = 600;   ///< px, of the look's picture
static constexpr qreal narrow = 340; ///< px, of a telephone

static const char *styleJson(LineStyle style)
{
    switch (style) {
    case LineStyle::Clear:
        return "clear";
    case LineStyle::HandshakeKeys:
        return "handshake";
    case LineStyle::ApplicationKeys:
        return "application";
    case LineStyle::EarlyData:
        return "early";
    case LineStyle::ChangeCipherSpec:
        return "ccs";
    case LineStyle::Alert:
        return "alert";
    case LineStyle::Absent:
        return "absent";
    }
    return "clear";
}

static double rounded(qreal length)
{
    return std::round(length * 10) / 10;
}

/// [width, client, server, bracket, right end of sizes or null]
static Json frameJson(const DiagramLayout &layout)
{
    return {rounded(layout.size.width()), rounded(layout.clientX), rounded(layout.serverX), rounded(layout.bracketX),
            layout.sizesShown ? Json(rounded(layout.sizeRight)) : Json()};
}

static Json rowJson(const Row &row)
{
    Json json;
    json["kind"] = row.kind == Row::Kind::Omission ? "omission" : "message";
    json["n"] = row.index;
    json["count"] = row.count;
    json["from"] = sideJson(row.from);
    json["style"] = styleJson(row.style);
    json["number"] = row.number.toStdString();
    json["y"] = rounded(row.y);
    json["top"] = rounded(row.area.top());
    json["bottom"] = rounded(row.area.bottom());
    json["at"] = row.sent;
    json["size"] = row.size.toStdString();
    for (const Label &label : row.labels)
        json["labels"].push_back(
            {label.text.toStdString(), rounded(label.centre.y()), styleJson(label.style), label.locked});
    if (row.note)
        json["note"] = row.note->text.toStdString();
    return json;
}

static Json badgesJson(const DiagramLayout &layout)
{
    Json badges = Json::array();
    for (const StateBadge &badge : layout.pastStates)
        badges.push_back({sideJson(badge.side), badge.state, rounded(badge.rect.center().y()), badge.from});
    return badges;
}

Json diagramJson(const HtmlScope &scope, HtmlTexts &texts)
{
    LayoutOptions options = exportLayout(scope.trace, scope.options, texts.englishWords());
    options.still = false;
    options.times = false; // the page has fields and states beside the diagram
    options.details.clear();
    options.width = wide;
    const DiagramLayout layout = hd::ui::layout(scope.trace, options);
    Json json;
    json["height"] = rounded(layout.size.height());
    json["lifelines"] = {rounded(layout.lifelineTop), rounded(layout.lifelineBottom)};
    json["headTop"] = layout.heads.empty() ? 0 : rounded(layout.heads.front().rect.top());
    json["nobody"] = !layout.heads.empty() && layout.heads.front().nobody;
    json["endBadges"] = rounded(layout.endBadges);
    json["badgesShown"] = scope.options.states;
    json["rows"] = Json::array();
    for (const Row &row : layout.rows)
        json["rows"].push_back(rowJson(row));
    json["flights"] = Json::array();
    for (const FlightBracket &flight : layout.flights)
        json["flights"].push_back({flight.flight, rounded(flight.top), rounded(flight.bottom), flight.begins});
    json["sections"] = Json::array();
    for (const SectionLine &section : layout.sections)
        json["sections"].push_back({section.text.toStdString(), rounded(section.y), section.begins});
    json["brackets"] = Json::array();
    for (const RecordBracket &record : layout.records)
        json["brackets"].push_back({record.record.index, sideJson(record.side), rounded(record.top),
                                    rounded(record.bottom), record.count.toStdString()});
    json["badges"] = badgesJson(layout);
    json["legend"] = Json::array();
    for (const LegendItem &item : layout.legend)
        json["legend"].push_back({item.future ? "future" : styleJson(item.style), item.text.toStdString()});
    const std::vector<std::string> codes = HtmlTexts::codes();
    for (std::size_t i = 0; i < codes.size(); ++i) {
        options.words = texts.words(i);
        for (const qreal width : {wide, narrow}) {
            options.width = width;
            json["frames"][codes[i]].push_back(frameJson(hd::ui::layout(scope.trace, options)));
        }
    }
    return json;
}

} // namespace hd::ui
