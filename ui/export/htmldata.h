// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// What an interactive page knows: the trace, cut to what is asked for, with the places of its diagram and the texts in
// every language. resources/html/data.js is its reader; keys are as short as they can be understood.

#include "analysis/recordindex.h"
#include "export/htmltexts.h"
#include "formats/secrecy.h"
#include "trace/eventindex.h"

namespace hd::ui {

Json htmlData(const Trace &trace, const ExportOptions &options);

/// The part of a trace that a page is about.
struct HtmlScope
{
    HtmlScope(const Trace &all, const ExportOptions &chosen);

    bool holds(MessageId message) const { return message.index >= first && message.index <= last; }
    /// Position of a thing that happens before the end of the page; nothing for others.
    std::optional<Playhead> when(What what, std::size_t index) const;
    bool mayShow(bool secret) const { return options.withSecrets || !secret; }
    /// In what the parties said of it; "withheld" where that gives a secret away.
    Json words(const std::string &text) const;

    const Trace &trace;
    const ExportOptions &options;
    std::uint32_t first = 0, last = 0; ///< messages, as indices
    std::vector<Playhead> stops;       ///< from the one before the first message to the last
    EventIndex events;
    RecordIndex records;
    Secrecy secrecy;

    Playhead end() const { return stops.back(); }
};

Json bytesJson(ByteView bytes); ///< base64
constexpr int sideJson(Side side)
{
    return side == Side::Client ? 0 : 1;
}

Json messagesJson(const HtmlScope &scope, HtmlTexts &texts);
Json recordsJson(const HtmlScope &scope, HtmlTexts &texts);
Json keysJson(const HtmlScope &scope, HtmlTexts &texts);
Json diagramJson(const HtmlScope &scope, HtmlTexts &texts);
Json checksJson(const HtmlScope &scope, HtmlTexts &texts);
Json decisionsJson(const HtmlScope &scope, HtmlTexts &texts);
Json omissionsJson(const HtmlScope &scope, HtmlTexts &texts);
Json statesJson(const HtmlScope &scope, HtmlTexts &texts);
Json propertiesJson(const HtmlScope &scope, HtmlTexts &texts);

} // namespace hd::ui
