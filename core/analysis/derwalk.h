// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// From DER to a tree of fields: each value is a group with the leaves `tag`, `length` and `content`, or, where it holds
// other values, those in the place of `content`. Every byte belongs to exactly one leaf, whatever the bytes are: what
// cannot be read is a leaf `undecoded`.

#include "wire/der.h"

#include <functional>

namespace hd {

class DerWalk
{
public:
    /// What is inside of a value, once its tag and length are fields of @p self.
    using Body = std::function<void(const DerValue &value, FieldIndex self)>;

    explicit DerWalk(ByteView bytes) : m_bytes(bytes) {}

    /// All bytes as one value; what is left over after it is a leaf.
    void root(const std::string &name, const Body &body);

    /// One value, that @p body describes; without a body by its tags alone.
    FieldIndex emit(FieldIndex parent, const std::string &name, const DerValue &value, const Body &body = {});
    /// A leaf without a tag of its own. Nothing for an empty range.
    void leaf(FieldIndex parent, const std::string &name, Range range, std::string meaning = {},
              std::optional<std::uint64_t> number = {});
    /// Fields without a tag around them.
    FieldIndex group(FieldIndex parent, const std::string &name, Range range)
    {
        return m_tree.add({name, parent, range, {}, {}});
    }
    /// The content as it is: values when it is constructed, else one leaf.
    void plain(const DerValue &value, FieldIndex self);
    /// What is wrong with @p range, which becomes a leaf.
    void undecoded(FieldIndex parent, Range range, std::string why);

    void explain(FieldIndex field, std::string meaning) { m_tree.at(field).meaning = std::move(meaning); }
    const std::string &meaning(FieldIndex field) const { return m_tree[field].meaning; }
    ByteView bytes(Range range) const { return slice(m_bytes, range); }
    std::variant<DerValue, DecodeError> read(std::uint32_t at, std::uint32_t end) const
    {
        return readDer(m_bytes, at, end);
    }
    std::string text(const DerValue &value) const { return derText(value, bytes(value.content)); }

    FieldTree takeTree() { return std::move(m_tree); }
    const std::optional<DecodeError> &error() const { return m_error; } ///< the first

private:
    ByteView m_bytes;
    FieldTree m_tree;
    std::optional<DecodeError> m_error;
    unsigned m_depth = 0;
};

/// Goes over the values in a range, one after the other, and gives them names. What is left when it ends has to be
/// taken with rest().
class DerChildren
{
public:
    DerChildren(DerWalk &walk, Range range, FieldIndex parent);

    const DerValue *peek() const { return m_next ? &*m_next : nullptr; }
    /// The next value, if there is one, and what it is called.
    std::optional<FieldIndex> next(const std::string &name, const DerWalk::Body &body = {});
    /// The same where @p fits says so, else nothing: for what is OPTIONAL.
    template<class Fits>
    std::optional<FieldIndex> nextIf(Fits fits, const std::string &name, const DerWalk::Body &body = {})
    {
        return m_next && fits(*m_next) ? next(name, body) : std::nullopt;
    }
    /// All that are left, each named `[i]`.
    void each(const DerWalk::Body &body = {});
    /// What nobody expected, by its tags.
    void rest() { each(); }

private:
    void read();

    DerWalk &m_walk;
    FieldIndex m_parent;
    std::uint32_t m_at, m_end;
    std::uint32_t m_count = 0;
    std::optional<DerValue> m_next;
};

} // namespace hd
