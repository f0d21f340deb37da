// SPDX-License-Identifier: GPL-3.0-or-later
#include "export/htmldata.h"

#include "diagram/messagefacts.h"
#include "export/diagrampage.h"
#include "trace/family.h"

namespace hd::ui {

HtmlScope::HtmlScope(const Trace &all, const ExportOptions &chosen)
    : trace(all), options(chosen), events(all), records(all), secrecy(all)
{
    const auto count = static_cast<std::uint32_t>(all.messages.size());
    first = std::min(std::max(chosen.from, 1U) - 1, count > 0 ? count - 1 : 0);
    last = std::min(chosen.to.value_or(count), count);
    last = last > 0 ? last - 1 : 0;
    const std::vector<Playhead> every =
        hd::stops(all, chosen.depth == Depth::Flight ? Granularity::Flight : Granularity::Message);
    const Playhead begins = events.appearsAt({first}).value_or(1);
    const Playhead over = last + 1 < count ? events.appearsAt({last + 1}).value_or(every.back() + 1) - 1 : every.back();
    for (const Playhead stop : every)
        if (stop <= over) {
            if (stop < begins)
                stops.clear(); // the last one before the first message stays
            stops.push_back(stop);
        }
    if (stops.back() < over)
        stops.push_back(over); // a range may end inside a flight
}

std::optional<Playhead> HtmlScope::when(What what, std::size_t index) const
{
    const std::optional<Playhead> at = events.positionOf(what, static_cast<std::uint32_t>(index));
    return at && *at <= end() ? at : std::nullopt;
}

Json HtmlScope::words(const std::string &text) const
{
    if (!options.withSecrets && secrecy.holdsSecret(std::string_view(text)))
        return {{"withheld", true}};
    return text;
}

Json bytesJson(ByteView bytes)
{
    const QByteArray raw(reinterpret_cast<const char *>(bytes.data()), static_cast<qsizetype>(bytes.size()));
    return raw.toBase64().toStdString();
}

static Json agreedJson(const Trace &trace)
{
    Json agreed = Json::array();
    for (const std::string *part : {&trace.negotiated.version, &trace.negotiated.suite, &trace.negotiated.group,
                                    &trace.negotiated.alpn, &trace.negotiated.compression})
        if (!part->empty())
            agreed.push_back(displayName(*part).toStdString());
    return agreed;
}

static Json noticesJson(const Trace &trace)
{
    Json notices = Json::array();
    for (const Error &notice : trace.notices)
        notices.push_back(notice.text());
    return notices;
}

Json htmlData(const Trace &trace, const ExportOptions &options)
{
    const HtmlScope scope(trace, options);
    HtmlTexts texts(trace);
    Json data;
    data["format"] = "hellodone-page";
    data["version"] = 1;
    data["language"] = ExportLanguage(options.language).isChinese() ? "zh_CN" : "en";
    data["secrets"] = options.withSecrets;
    data["tls13"] = familyOf(trace) == Family::Tls13;
    data["agreed"] = agreedJson(trace);
    data["suite"] = displayName(trace.negotiated.suite).toStdString();
    data["notices"] = noticesJson(trace);
    data["stops"] = scope.stops;
    data["messages"] = messagesJson(scope, texts);
    data["records"] = recordsJson(scope, texts);
    data["keys"] = keysJson(scope, texts);
    data["decisions"] = decisionsJson(scope, texts);
    data["checks"] = checksJson(scope, texts);
    data["omissions"] = omissionsJson(scope, texts);
    data["states"] = statesJson(scope, texts);
    data["properties"] = propertiesJson(scope, texts);
    data["diagram"] = diagramJson(scope, texts);
    data["texts"] = texts.toJson();
    return data;
}

} // namespace hd::ui
