// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenario/jsonlines.h"

#include <algorithm>

namespace hd {

namespace {

/// Walks over JSON that is known to be well formed, and notes where the longest matching path began.
class Walker
{
public:
    Walker(std::string_view json, std::string_view wanted) : m_json(json), m_wanted(wanted) {}

    std::size_t find()
    {
        value("");
        return m_found;
    }

private:
    void note(const std::string &path, std::size_t at)
    {
        const bool matches =
            m_wanted.substr(0, path.size()) == path && (m_wanted.size() == path.size() || path.empty() ||
                                                        m_wanted[path.size()] == '.' || m_wanted[path.size()] == '[');
        if (matches && path.size() >= m_length) {
            m_length = path.size();
            m_found = at;
        }
    }

    void space()
    {
        while (m_at < m_json.size() &&
               (m_json[m_at] == ' ' || m_json[m_at] == '\n' || m_json[m_at] == '\r' || m_json[m_at] == '\t'))
            ++m_at;
    }

    std::string_view string()
    {
        const std::size_t from = ++m_at;
        while (m_at < m_json.size() && m_json[m_at] != '"')
            m_at += m_json[m_at] == '\\' ? 2 : 1;
        return m_json.substr(from, m_at++ - from);
    }

    template<class Member>
    void members(char end, Member member)
    {
        ++m_at;
        for (space(); m_at < m_json.size() && m_json[m_at] != end; space()) {
            member();
            space();
            if (m_at < m_json.size() && m_json[m_at] == ',')
                ++m_at;
            space();
        }
        ++m_at;
    }

    void value(const std::string &path)
    {
        space();
        note(path, m_at);
        if (m_at >= m_json.size())
            return;
        constexpr int deepest = 64; // no scenario nests like this, so that nothing below can be wanted
        if (m_depth == deepest) {
            m_at = m_json.size();
            return;
        }
        ++m_depth;
        inside(path);
        --m_depth;
    }

    void inside(const std::string &path)
    {
        if (m_json[m_at] == '{') {
            members('}', [&] {
                const std::size_t at = m_at;
                const std::string inner = path + (path.empty() ? "" : ".") + std::string(string());
                note(inner, at);
                space();
                ++m_at; // the colon
                value(inner);
            });
        } else if (m_json[m_at] == '[') {
            std::size_t index = 0;
            members(']', [&] { value(path + "[" + std::to_string(index++) + "]"); });
        } else if (m_json[m_at] == '"') {
            string();
        } else {
            m_at = std::min(m_json.find_first_of(",]} \n\r\t", m_at), m_json.size());
        }
    }

    std::string_view m_json, m_wanted;
    std::size_t m_at = 0, m_found = 0, m_length = 0;
    int m_depth = 0;
};

} // namespace

unsigned lineOfOffset(std::string_view json, std::size_t offset)
{
    return 1 + static_cast<unsigned>(std::count(
                   json.begin(), json.begin() + static_cast<std::ptrdiff_t>(std::min(offset, json.size())), '\n'));
}

unsigned lineOfPath(std::string_view json, std::string_view path)
{
    return lineOfOffset(json, Walker(json, path).find());
}

} // namespace hd
