// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenario/settings.h"

#include "scenario/reader.h"
#include "wire/bytes.h"

namespace hd {

using Json = nlohmann::ordered_json;

/// Keys whose values are lists, and keys whose values are true or false, for files that do not have them.
static constexpr std::string_view listKeys[] = {"versions",  "suites",       "groups", "signatures",
                                                "alpn",      "certificates", "trust",  "allowed_clients",
                                                "psk_modes", "key_shares"};
static constexpr std::string_view flagKeys[] = {
    "verify",      "record_splitting", "compression",      "session_ticket",          "status_request", "fallback_scsv",
    "ssl2_hello",  "tickets",          "session_cache",    "certificate_authorities", "grease",         "timestamps",
    "anti_replay", "cookie",           "middlebox_compat", "post_handshake_auth",     "replay"};

template<std::size_t count>
static bool isAmong(const std::string_view (&keys)[count], std::string_view key)
{
    return std::find(std::begin(keys), std::end(keys), key) != std::end(keys);
}

static Json listOf(std::string_view words)
{
    Json list = Json::array();
    while (!words.empty()) {
        const std::size_t comma = std::min(words.find(','), words.size());
        list.push_back(std::string(words.substr(0, comma)));
        words.remove_prefix(std::min(comma + 1, words.size()));
    }
    return list;
}

/// @p text in the type that the key has in the file, or JSON where it is an array or an object; for a key that is not
/// there, the type that the text looks like.
static Json valueOf(const std::string &text, const Json *before, std::string_view key)
{
    const bool isList = isAmong(listKeys, key) || (before && before->is_array());
    const bool isFlag = isAmong(flagKeys, key) || (before && before->is_boolean());
    if (text.starts_with('[') || text.starts_with('{')) {
        Json whole = Json::parse(text, nullptr, false);
        if (!whole.is_discarded())
            return whole;
    }
    if (isList)
        return listOf(text);
    if (before && before->is_string())
        return text;
    if (text == "on" || text == "off")
        return isFlag ? Json(text == "on") : Json(text);
    const Json parsed = Json::parse(text, nullptr, false);
    return parsed.is_discarded() ? Json(text) : parsed;
}

Result<std::string> withSettings(std::string_view scenario, const std::vector<std::string> &settings)
{
    if (settings.empty())
        return std::string(scenario);
    Json json = Json::parse(scenario, nullptr, false);
    for (const std::string &setting : settings) {
        if (!isUtf8(setting))
            return Error{"\"" + printable(setting) + "\" is not UTF-8", "--set", "write it as UTF-8"};
        const std::size_t equals = setting.find('=');
        if (equals == std::string::npos || equals == 0)
            return Error{"\"" + setting + "\" sets nothing", "--set",
                         "write PATH=VALUE, like client.suites=TLS_RSA_WITH_AES_128_CBC_SHA"};
        Json *at = &json;
        std::string_view path = std::string_view(setting).substr(0, equals);
        std::string key;
        for (;;) {
            const std::size_t dot = path.find('.');
            key = path.substr(0, dot);
            if (!at->is_object())
                return Error{"nothing lies below \"" + key + "\"", "--set " + setting,
                             "see the keys of a scenario file"};
            if (dot == std::string_view::npos)
                break;
            at = &(*at)[key];
            if (at->is_null())
                *at = Json::object();
            path.remove_prefix(dot + 1);
        }
        const Json *before = at->contains(key) ? &(*at)[key] : nullptr;
        (*at)[key] = valueOf(setting.substr(equals + 1), before, key);
    }
    return json.dump(2);
}

} // namespace hd
