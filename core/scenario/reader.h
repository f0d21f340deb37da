// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// Reading a JSON object key by key, so that every complaint says file, line, key and what is allowed.

#include "wire/error.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <cstdint>
#include <set>
#include <string_view>

namespace hd {

struct ReadFailure
{
    Error error;
};

/// The text that is read, for the lines of errors.
struct JsonSource
{
    std::string_view text;
    std::string_view fileName;
};

template<class T>
using WordList = std::vector<std::pair<std::string, T>>;

/// @throws ReadFailure
nlohmann::ordered_json parseJson(std::string_view text, std::string_view fileName);

/// "allowed: a, b, c", or "did you mean "b"?" when one is near and the list is long.
std::string allowedWords(const std::string &given, const std::vector<std::string> &words);

class ObjectReader
{
public:
    /// @param json null stands for an object without keys.
    ObjectReader(const nlohmann::ordered_json &json, std::string path, JsonSource source);

    bool has(const char *key) const { return m_json && m_json->contains(key); }
    bool isObject(const char *key) const { return has(key) && (*m_json)[key].is_object(); }
    std::string string(const char *key, std::string otherwise);
    bool boolean(const char *key, bool otherwise);
    std::uint64_t number(const char *key, std::uint64_t otherwise, std::uint64_t least, std::uint64_t most);
    /// "2026-01-15T12:00:00Z" -> unix time; required.
    std::int64_t time(const char *key);
    ObjectReader object(const char *key);

    template<class T>
    T word(const char *key, const WordList<T> &words, T otherwise)
    {
        if (!find(key))
            return otherwise;
        const std::string given = string(key, "");
        std::vector<std::string> allowed;
        for (const auto &[name, value] : words) {
            if (name == given)
                return value;
            allowed.push_back(name);
        }
        fail(key, "\"" + given + "\" is not allowed", allowedWords(given, allowed));
    }

    template<class Take>
    void eachString(const char *key, Take take)
    {
        each(key, [&](const nlohmann::ordered_json &value, const std::string &inner) {
            if (!value.is_string())
                fail(inner, "is not a string", "write it in quotes");
            take(value.get<std::string>(), inner);
        });
    }

    template<class Take>
    void eachObject(const char *key, Take take)
    {
        each(key, [&](const nlohmann::ordered_json &value, const std::string &inner) {
            take(ObjectReader(value, pathTo(inner), m_source));
        });
    }

    /// Complains about keys that nobody asked for.
    void end() const;

    /// @param key relative to this object, `suites[1]`.
    [[noreturn]] void fail(const std::string &key, std::string what, std::string fix) const;

private:
    const nlohmann::ordered_json *find(const char *key);
    std::string pathTo(const std::string &key) const { return m_path.empty() ? key : m_path + "." + key; }

    template<class Take>
    void each(const char *key, Take take)
    {
        const nlohmann::ordered_json *list = find(key);
        if (!list)
            return;
        if (!list->is_array())
            fail(key, "is not a list", "write [\"...\", \"...\"]");
        for (std::size_t i = 0; i < list->size(); ++i)
            take((*list)[i], std::string(key) + "[" + std::to_string(i) + "]");
    }

    const nlohmann::ordered_json *m_json;
    std::string m_path;
    JsonSource m_source;
    std::set<std::string> m_asked;
};

} // namespace hd
