// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// Reading JSON that came from outside: each access either yields a value of the type and size that is wanted, or
// refuses the file with the place of the fault.

#include "formats/jsonlayout.h"
#include "wire/bytes.h"
#include "wire/error.h"

#include <functional>

namespace hd {

/// Thrown by JsonNode, caught by the reader of the file.
struct JsonRefused
{
    Error error;
};

/// One value of a JSON file, and where it stands in it.
class JsonNode
{
public:
    JsonNode(const Json &value, std::string_view fileName) : m_value(&value), m_fileName(fileName) {}

    [[noreturn]] void refuse(std::string what, std::string fix = {}) const;

    bool has(const char *key) const; ///< and it is not null
    JsonNode member(const char *key) const;
    void forEach(const std::function<void(const JsonNode &, std::size_t)> &visit) const; ///< of an array
    std::size_t size() const;                                                            ///< of an array
    const Json &raw() const { return *m_value; }

    std::uint64_t number(std::uint64_t most) const;
    bool flag() const;
    const std::string &text() const;
    Bytes hex() const;

    /// Members that may be absent or null.
    std::string textOr(const char *key, std::string_view otherwise = {}) const;
    bool flagOr(const char *key, bool otherwise) const;
    std::uint64_t numberOr(const char *key, std::uint64_t most, std::uint64_t otherwise) const;
    Bytes hexOr(const char *key) const;

    /// One of the words of @p table, which holds pairs of value and word.
    template<class Table>
    auto word(const Table &table) const
    {
        const std::string &found = text();
        std::string allowed;
        for (const auto &[value, name] : table) {
            if (name == found)
                return value;
            allowed += (allowed.empty() ? "" : ", ") + std::string(name);
        }
        refuse("\"" + found + "\" is none of its words", "allowed: " + allowed);
    }

    std::string where() const; ///< "x.json: messages[3].fields[2].offset"

private:
    JsonNode(const Json &value, const JsonNode &parent, const char *key, std::size_t index)
        : m_value(&value), m_fileName(parent.m_fileName), m_parent(&parent), m_key(key), m_index(index)
    {}
    std::string path() const;

    const Json *m_value;
    std::string_view m_fileName;
    const JsonNode *m_parent = nullptr; ///< alive as long as this: nodes live on the stack, children after parents
    const char *m_key = nullptr;        ///< null for an element
    std::size_t m_index = 0;
};

/// Parses @p text; refuses what is no JSON with its line, and what is nested deeper than any file of ours.
Result<Json> parseBounded(std::string_view text, std::string_view fileName);

} // namespace hd
