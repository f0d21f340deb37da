// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenario/reader.h"

#include "scenario/jsonlines.h"
#include "wire/nearest.h"

#include <algorithm>
#include <chrono>
#include <cstdio>

namespace hd {

nlohmann::ordered_json parseJson(std::string_view text, std::string_view fileName)
{
    constexpr int deepest = 32;
    const auto watch = [fileName](int depth, nlohmann::ordered_json::parse_event_t, const nlohmann::ordered_json &) {
        if (depth > deepest)
            throw ReadFailure{
                {"it is nested deeper than " + std::to_string(deepest) + " levels", std::string(fileName), {}}};
        return true;
    };
    try {
        return nlohmann::ordered_json::parse(text, watch);
    } catch (const nlohmann::json::parse_error &error) {
        std::string why = error.what();
        why.erase(0, why.find("syntax error"));
        throw ReadFailure{{"is not JSON: " + why,
                           std::string(fileName) + ":" + std::to_string(lineOfOffset(text, error.byte)),
                           "look for a missing comma, quote or bracket there"}};
    } catch (const nlohmann::json::out_of_range &) {
        throw ReadFailure{
            {"holds a number that is too large", std::string(fileName), "look for an exponent, as in 1e999"}};
    }
}

std::string allowedWords(const std::string &given, const std::vector<std::string> &words)
{
    constexpr std::size_t shortList = 8;
    if (words.empty())
        return "nothing is allowed here";
    if (words.size() > shortList)
        if (const std::string near = nearest(given, words); !near.empty())
            return "did you mean \"" + near + "\"?";
    std::string text = "allowed:";
    const std::size_t shown = std::min(words.size(), shortList); // a sentence, whatever was given
    for (std::size_t i = 0; i < shown; ++i)
        text += (i ? ", " : " ") + words[i];
    return shown == words.size() ? text : text + " and " + std::to_string(words.size() - shown) + " more";
}

ObjectReader::ObjectReader(const nlohmann::ordered_json &json, std::string path, JsonSource source)
    : m_json(json.is_null() ? nullptr : &json), m_path(std::move(path)), m_source(source)
{
    if (m_json && !m_json->is_object())
        fail("", "is not an object", "write { \"key\": value, ... }");
}

void ObjectReader::fail(const std::string &key, std::string what, std::string fix) const
{
    const std::string path = key.empty() ? m_path : pathTo(key);
    const std::string line = std::to_string(lineOfPath(m_source.text, path));
    throw ReadFailure{{std::move(what), std::string(m_source.fileName) + ":" + line + (path.empty() ? "" : ", " + path),
                       std::move(fix)}};
}

const nlohmann::ordered_json *ObjectReader::find(const char *key)
{
    m_asked.insert(key);
    if (!has(key))
        return nullptr;
    return &(*m_json)[key];
}

std::string ObjectReader::string(const char *key, std::string otherwise)
{
    const nlohmann::ordered_json *value = find(key);
    if (!value)
        return otherwise;
    if (!value->is_string())
        fail(key, "is not a string", "write it in quotes");
    return value->get<std::string>();
}

bool ObjectReader::boolean(const char *key, bool otherwise)
{
    const nlohmann::ordered_json *value = find(key);
    if (!value)
        return otherwise;
    if (!value->is_boolean())
        fail(key, "is not true or false", "write true or false, without quotes");
    return value->get<bool>();
}

std::uint64_t ObjectReader::number(const char *key, std::uint64_t otherwise, std::uint64_t least, std::uint64_t most)
{
    const nlohmann::ordered_json *value = find(key);
    if (!value)
        return otherwise;
    const bool good =
        value->is_number_unsigned() && value->get<std::uint64_t>() >= least && value->get<std::uint64_t>() <= most;
    if (!good)
        fail(key, value->dump() + " is not allowed",
             "a whole number from " + std::to_string(least) + " to " + std::to_string(most) + " is");
    return value->get<std::uint64_t>();
}

std::int64_t ObjectReader::time(const char *key)
{
    const std::string text = string(key, "");
    int year = 0, hour = 0, minute = 0, second = 0;
    unsigned month = 0, day = 0;
    char again[96] = {};
    const int read =
        std::sscanf(text.c_str(), "%4d-%2u-%2uT%2d:%2d:%2dZ", &year, &month, &day, &hour, &minute, &second);
    std::snprintf(again, sizeof again, "%04d-%02u-%02uT%02d:%02d:%02dZ", year, month, day, hour, minute, second);
    const std::chrono::year_month_day date{std::chrono::year(year), std::chrono::month(month), std::chrono::day(day)};
    if (read != 6 || text != again || year < 0 || !date.ok() || hour > 23 || minute > 59 || second > 59)
        fail(key, "\"" + text + "\" is not a time", "write it as 2026-01-15T12:00:00Z");
    const auto days = std::chrono::sys_days(date).time_since_epoch().count();
    return ((std::int64_t(days) * 24 + hour) * 60 + minute) * 60 + second;
}

ObjectReader ObjectReader::object(const char *key)
{
    static const nlohmann::ordered_json absent;
    const nlohmann::ordered_json *value = find(key);
    return {value ? *value : absent, pathTo(key), m_source};
}

void ObjectReader::end() const
{
    if (!m_json)
        return;
    for (const auto &item : m_json->items())
        if (!m_asked.contains(item.key()))
            fail(item.key(), "unknown key \"" + item.key() + "\"",
                 allowedWords(item.key(), {m_asked.begin(), m_asked.end()}));
}

} // namespace hd
