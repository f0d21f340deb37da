// SPDX-License-Identifier: GPL-3.0-or-later
#include "wire/codec.h"

#include <cassert>

namespace hd {

FieldIndex FieldCodec::addField(std::string_view name, std::size_t offset, std::size_t length)
{
    m_last = m_tree.add({std::string(name),
                         m_open,
                         {static_cast<std::uint32_t>(offset), static_cast<std::uint32_t>(length)},
                         std::nullopt,
                         {}});
    return m_last;
}

void FieldCodec::requireWithin(Limits limits, std::uint64_t length) const
{
    if (length >= limits.floor && length <= limits.ceiling)
        return;
    throw DecodeFailure{{"a length of " + std::to_string(length) + " bytes is outside " + std::to_string(limits.floor) +
                             ".." + std::to_string(limits.ceiling),
                         m_tree.path(m_last), m_tree[m_last].range}};
}

void FieldCodec::settle(std::string_view path, std::uint64_t number, std::string meaning)
{
    const std::optional<FieldIndex> field = m_tree.find(m_tree[0].name + '.' + std::string(path));
    assert(field);
    m_tree.at(*field).number = number;
    m_tree.at(*field).meaning = std::move(meaning);
}

void FieldCodec::opaque(std::string_view name, unsigned lengthWidth, Bytes &value, Limits limits)
{
    std::uint64_t length = value.size();
    moveNumber(std::string(name) + "_length", lengthWidth, length, nullptr);
    if (reading())
        requireWithin(limits, length);
    fixed(name, static_cast<std::size_t>(length), value);
}

void FieldReader::fail(std::string_view name, std::string what, std::size_t length) const
{
    std::string path = m_open == noField ? std::string() : m_tree.path(m_open);
    if (!path.empty() && !name.empty() && !name.starts_with('['))
        path += '.';
    path += name;
    throw DecodeFailure{
        {std::move(what), std::move(path), {static_cast<std::uint32_t>(m_at), static_cast<std::uint32_t>(length)}}};
}

void FieldReader::need(std::string_view name, std::size_t length) const
{
    const std::size_t left = m_end - m_at;
    if (length > left)
        fail(name, "needs " + std::to_string(length) + " bytes, " + std::to_string(left) + " are left", left);
}

void FieldReader::moveNumber(std::string_view name, unsigned width, std::uint64_t &value, Meaning meaning)
{
    need(name, width);
    value = peek(width);
    const FieldIndex i = addField(name, m_at, width);
    m_tree.at(i).number = value;
    if (meaning)
        m_tree.at(i).meaning = meaning(value);
    m_at += width;
}

void FieldReader::fixed(std::string_view name, std::size_t size, Bytes &value)
{
    need(name, size);
    value.assign(m_bytes.begin() + static_cast<std::ptrdiff_t>(m_at),
                 m_bytes.begin() + static_cast<std::ptrdiff_t>(m_at + size));
    addField(name, m_at, size);
    m_at += size;
}

void FieldReader::rest(std::string_view name, Bytes &value)
{
    fixed(name, m_end - m_at, value);
}

std::uint64_t FieldReader::peek(unsigned width) const
{
    std::uint64_t value = 0;
    if (m_end - m_at < width)
        return value;
    for (unsigned i = 0; i < width; ++i)
        value = value << 8 | m_bytes[m_at + i];
    return value;
}

void FieldReader::openGroup(std::string_view name)
{
    m_open = addField(name, m_at, 0);
}

void FieldReader::closeGroup()
{
    Field &group = m_tree.at(m_open);
    group.range.length = static_cast<std::uint32_t>(m_at) - group.range.offset;
    m_last = m_open;
    m_open = group.parent;
}

void FieldReader::openVector(std::string_view name, std::string_view lengthName, unsigned lengthWidth, Limits limits)
{
    std::uint64_t length = 0;
    moveNumber(lengthName, lengthWidth, length, nullptr);
    requireWithin(limits, length);
    need(name.empty() ? lengthName : name, static_cast<std::size_t>(length));
    if (!name.empty())
        openGroup(name);
    m_vectors.push_back({m_end, !name.empty()});
    m_end = m_at + static_cast<std::size_t>(length);
}

void FieldReader::closeVector()
{
    expectEnd();
    const OpenVector open = m_vectors.back();
    m_vectors.pop_back();
    m_end = open.endAround;
    if (open.named)
        closeGroup();
}

void FieldReader::expectEnd()
{
    if (m_at < m_end)
        fail("", std::to_string(m_end - m_at) + " bytes are left over", m_end - m_at);
}

void FieldReader::closeAll()
{
    while (m_open != noField)
        closeGroup();
}

void FieldWriter::moveNumber(std::string_view name, unsigned width, std::uint64_t &value, Meaning meaning)
{
    const FieldIndex i = addField(name, m_bytes.size(), width);
    m_tree.at(i).number = value;
    if (meaning)
        m_tree.at(i).meaning = meaning(value);
    appendNumber(m_bytes, value, width);
}

void FieldWriter::fixed(std::string_view name, std::size_t size, Bytes &value)
{
    assert(value.size() == size);
    addField(name, m_bytes.size(), size);
    append(m_bytes, value);
}

void FieldWriter::rest(std::string_view name, Bytes &value)
{
    fixed(name, value.size(), value);
}

void FieldWriter::openGroup(std::string_view name)
{
    m_open = addField(name, m_bytes.size(), 0);
}

void FieldWriter::closeGroup()
{
    Field &group = m_tree.at(m_open);
    group.range.length = static_cast<std::uint32_t>(m_bytes.size()) - group.range.offset;
    m_last = m_open;
    m_open = group.parent;
}

void FieldWriter::openVector(std::string_view name, std::string_view lengthName, unsigned lengthWidth, Limits)
{
    std::uint64_t later = 0;
    moveNumber(lengthName, lengthWidth, later, nullptr);
    m_vectors.push_back({m_last, lengthWidth, !name.empty()});
    if (!name.empty())
        openGroup(name);
}

void FieldWriter::closeVector()
{
    const OpenVector open = m_vectors.back();
    m_vectors.pop_back();
    Field &length = m_tree.at(open.length);
    const std::size_t start = length.range.end();
    length.number = m_bytes.size() - start;
    for (unsigned i = 0; i < open.width; ++i)
        m_bytes[start - 1 - i] = static_cast<std::uint8_t>(*length.number >> (8 * i));
    if (open.named)
        closeGroup();
}

} // namespace hd
