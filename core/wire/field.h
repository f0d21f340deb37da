// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "wire/bytes.h"

namespace hd {

using FieldIndex = std::uint32_t;
inline constexpr FieldIndex noField = UINT32_MAX;

/// One named run of bytes of a message. Every byte of a well-formed message belongs to exactly one leaf; the length
/// prefix of a vector `x` is a field of its own, its earlier sibling `x_length`.
struct Field
{
    std::string name;                    ///< the standard's name, or `[3]` for an element of a list
    FieldIndex parent = noField;         ///< index in the same tree; noField for the root
    Range range;                         ///< within Message::bytes
    std::optional<std::uint64_t> number; ///< the value, where the field is a number of up to 8 bytes
    std::string meaning;                 ///< a registry name or other decoded text; empty when there is none

    bool operator==(const Field &) const = default;
};

/// The fields of one message in pre-order; index 0 is the message itself.
///
/// A path is the names from the root joined with dots, elements of lists without one:
/// `client_hello.cipher_suites[0]`, `server_key_exchange.params.dh_p`. It identifies the field everywhere.
class FieldTree
{
public:
    const std::vector<Field> &fields() const { return m_fields; }
    const Field &operator[](FieldIndex i) const { return m_fields[i]; }
    bool empty() const { return m_fields.empty(); }
    std::size_t size() const { return m_fields.size(); }

    std::string path(FieldIndex i) const;
    std::optional<FieldIndex> find(std::string_view path) const;
    std::vector<FieldIndex> children(FieldIndex parent) const;
    bool isLeaf(FieldIndex i) const;
    unsigned depth(FieldIndex i) const;
    /// The deepest field that holds the byte at @p offset of the message.
    std::optional<FieldIndex> leafAt(std::uint32_t offset) const;

    FieldIndex add(Field field);
    Field &at(FieldIndex i) { return m_fields[i]; }

    bool operator==(const FieldTree &) const = default;

private:
    std::vector<Field> m_fields;
};

/// `client_hello.cipher_suites[3]` -> `client_hello.cipher_suites[]`: the key under which texts explain a field.
std::string pathPattern(std::string_view path);

/// Why and where bytes could not be understood. The tree decoded so far stays valid.
struct DecodeError
{
    std::string what; ///< in English, for people: "dh_p_length says 256 bytes, 12 are left"
    std::string path; ///< of the field that could not be read
    Range range;      ///< the offending bytes

    bool operator==(const DecodeError &) const = default;
};

} // namespace hd
