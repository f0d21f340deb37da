// SPDX-License-Identifier: GPL-3.0-or-later
#include "wire/field.h"

namespace hd {

FieldIndex FieldTree::add(Field field)
{
    m_fields.push_back(std::move(field));
    return static_cast<FieldIndex>(m_fields.size() - 1);
}

std::string FieldTree::path(FieldIndex i) const
{
    const Field &field = m_fields[i];
    if (field.parent == noField)
        return field.name;
    std::string before = path(field.parent);
    if (!field.name.starts_with('['))
        before += '.';
    return before + field.name;
}

/// Whether @p path goes on with @p name, which may end there; removes it.
static bool takeName(std::string_view &path, std::string_view name)
{
    std::string_view rest = path;
    if (rest.starts_with('.') && !name.starts_with('['))
        rest.remove_prefix(1);
    if (!rest.starts_with(name))
        return false;
    rest.remove_prefix(name.size());
    if (!rest.empty() && rest.front() != '.' && rest.front() != '[')
        return false;
    path = rest;
    return true;
}

std::optional<FieldIndex> FieldTree::find(std::string_view path) const
{
    if (m_fields.empty() || !takeName(path, m_fields[0].name))
        return std::nullopt;
    FieldIndex at = 0;
    while (!path.empty()) {
        bool found = false;
        for (FieldIndex i = at + 1; i < m_fields.size() && !found; ++i) {
            if (m_fields[i].parent == at && takeName(path, m_fields[i].name)) {
                at = i;
                found = true;
            }
        }
        if (!found)
            return std::nullopt;
    }
    return at;
}

std::vector<FieldIndex> FieldTree::children(FieldIndex parent) const
{
    std::vector<FieldIndex> found;
    for (FieldIndex i = parent + 1;
         i < m_fields.size() && m_fields[i].parent >= parent && m_fields[i].parent != noField; ++i)
        if (m_fields[i].parent == parent)
            found.push_back(i);
    return found;
}

bool FieldTree::isLeaf(FieldIndex i) const
{
    return i + 1 >= m_fields.size() || m_fields[i + 1].parent != i;
}

unsigned FieldTree::depth(FieldIndex i) const
{
    unsigned depth = 0;
    while ((i = m_fields[i].parent) != noField)
        ++depth;
    return depth;
}

std::optional<FieldIndex> FieldTree::leafAt(std::uint32_t offset) const
{
    std::optional<FieldIndex> deepest;
    for (FieldIndex i = 0; i < m_fields.size(); ++i)
        if (m_fields[i].range.contains(offset) && (!deepest || depth(i) >= depth(*deepest)))
            deepest = i;
    return deepest;
}

std::string pathPattern(std::string_view path)
{
    std::string pattern;
    for (std::size_t i = 0; i < path.size(); ++i) {
        pattern.push_back(path[i]);
        if (path[i] == '[')
            while (i + 1 < path.size() && path[i + 1] != ']')
                ++i;
    }
    return pattern;
}

} // namespace hd
