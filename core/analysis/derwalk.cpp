// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/derwalk.h"

namespace hd {

void DerWalk::root(const std::string &name, const Body &body)
{
    const auto size = static_cast<std::uint32_t>(m_bytes.size());
    const std::variant<DerValue, DecodeError> read = readDer(m_bytes, 0, size);
    if (const auto *error = std::get_if<DecodeError>(&read)) {
        const FieldIndex self = m_tree.add({name, noField, {0, size}, {}, {}});
        undecoded(self, {0, size}, error->what);
        return;
    }
    const DerValue &value = std::get<DerValue>(read);
    emit(noField, name, value, body);
    const std::uint32_t end = value.whole().end();
    if (end < size) {
        m_tree.at(0).range.length = size;
        undecoded(0, {end, size - end}, std::to_string(size - end) + " bytes are left over");
    }
}

FieldIndex DerWalk::emit(FieldIndex parent, const std::string &name, const DerValue &value, const Body &body)
{
    constexpr unsigned deepest = 32; // no certificate comes near it
    const FieldIndex self = m_tree.add({name, parent, value.whole(), {}, {}});
    leaf(self, "tag", value.tag, tagName(value), m_bytes[value.tag.offset]);
    leaf(self, "length", value.length, {}, value.content.length);
    if (m_depth == deepest) {
        undecoded(self, value.content, "values within values, more than " + std::to_string(deepest) + " deep");
        return self;
    }
    ++m_depth;
    if (body)
        body(value, self);
    else
        plain(value, self);
    --m_depth;
    return self;
}

void DerWalk::leaf(FieldIndex parent, const std::string &name, Range range, std::string meaning,
                   std::optional<std::uint64_t> number)
{
    if (range.length > 0)
        m_tree.add({name, parent, range, number, std::move(meaning)});
}

void DerWalk::plain(const DerValue &value, FieldIndex self)
{
    if (value.constructed)
        return DerChildren(*this, value.content, self).rest();
    std::string said = text(value);
    if (meaning(self).empty())
        explain(self, said);
    // X.690 8.6.2.2: the first octet of a bit string is the number of bits at its end that are none of it
    if (value.is(dertag::bitString) && value.content.length > 0) {
        const Range unused{value.content.offset, 1};
        leaf(self, "unused_bits", unused, {}, m_bytes[unused.offset]);
        return leaf(self, "content", {unused.end(), value.content.length - 1});
    }
    leaf(self, "content", value.content, std::move(said));
}

void DerWalk::undecoded(FieldIndex parent, Range range, std::string why)
{
    leaf(parent, "undecoded", range, why);
    if (!m_error)
        m_error = DecodeError{std::move(why), m_tree.path(parent), range};
}

DerChildren::DerChildren(DerWalk &walk, Range range, FieldIndex parent)
    : m_walk(walk), m_parent(parent), m_at(range.offset), m_end(range.end())
{
    read();
}

void DerChildren::read()
{
    m_next.reset();
    if (m_at >= m_end)
        return;
    const std::variant<DerValue, DecodeError> value = m_walk.read(m_at, m_end);
    if (const auto *found = std::get_if<DerValue>(&value)) {
        m_next = *found;
        m_at = found->whole().end();
        return;
    }
    m_walk.undecoded(m_parent, {m_at, m_end - m_at}, std::get<DecodeError>(value).what);
    m_at = m_end;
}

std::optional<FieldIndex> DerChildren::next(const std::string &name, const DerWalk::Body &body)
{
    if (!m_next)
        return std::nullopt;
    const FieldIndex made = m_walk.emit(m_parent, name, *m_next, body);
    ++m_count;
    read();
    return made;
}

void DerChildren::each(const DerWalk::Body &body)
{
    while (m_next)
        next("[" + std::to_string(m_count) + "]", body);
}

} // namespace hd
