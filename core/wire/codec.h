// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// One description of a message both decodes and encodes it, and yields its field tree:
//
//     c.number("client_version", 2, version, names::version);
//     c.opaque("session_id", 1, sessionId, {0, 32});
//     c.list("cipher_suites", 2, {2, 65534}, suites, [](FieldCodec &c, auto name, auto &suite) { ... });
//
// A FieldReader moves bytes into the variables, a FieldWriter out of them; both append Fields as they go.

#include "wire/field.h"
#include "wire/registry.h"

#include <functional>
#include <type_traits>

namespace hd {

/// The bounds of a vector in bytes: `opaque x<floor..ceiling>` of the presentation language (RFC 5246 4.3).
struct Limits
{
    std::uint32_t floor = 0;
    std::uint32_t ceiling = UINT32_MAX;
};

class FieldCodec
{
public:
    virtual ~FieldCodec() = default;
    virtual bool reading() const = 0;

    /// A number of @p width bytes, most significant first. @p T is an integer or an enumeration.
    template<class T>
    void number(std::string_view name, unsigned width, T &value, Meaning meaning = nullptr)
    {
        std::uint64_t number = static_cast<std::uint64_t>(value);
        moveNumber(name, width, number, meaning);
        value = static_cast<T>(number);
    }

    /// Exactly @p size bytes: `opaque x[size]`.
    virtual void fixed(std::string_view name, std::size_t size, Bytes &value) = 0;

    /// Whatever is left of the vector or message around it.
    virtual void rest(std::string_view name, Bytes &value) = 0;

    /// `opaque x<floor..ceiling>` with its length in @p lengthWidth bytes, which becomes the field `x_length`.
    void opaque(std::string_view name, unsigned lengthWidth, Bytes &value, Limits limits = {});

    /// Fields that belong together and have a name, without bytes of their own.
    template<class Body>
    void group(std::string_view name, Body body)
    {
        openGroup(name);
        body();
        closeGroup();
    }

    /// A vector of fields; @p body must consume all of it. The group is named @p name, its length @p lengthName;
    /// without a name its fields belong to the group around.
    template<class Body>
    void vector(std::string_view name, std::string_view lengthName, unsigned lengthWidth, Limits limits, Body body)
    {
        openVector(name, lengthName, lengthWidth, limits);
        body();
        closeVector();
    }

    /// A vector of elements, called @p element(name, value) for each with the name `[i]`.
    template<class T, class Element>
    void list(std::string_view name, unsigned lengthWidth, Limits limits, std::vector<T> &values, Element element)
    {
        vector(name, std::string(name) + "_length", lengthWidth, limits, [&] {
            if (reading())
                values.clear(); // of what it holds by default
            for (std::size_t i = 0; reading() ? more() : i < values.size(); ++i) {
                if (reading())
                    values.emplace_back();
                element("[" + std::to_string(i) + "]", values[i]);
            }
        });
    }

    /// A vector of numbers of @p width bytes.
    template<class T>
    void numbers(std::string_view name, unsigned lengthWidth, Limits limits, unsigned width, std::vector<T> &values,
                 Meaning meaning = nullptr)
    {
        list(name, lengthWidth, limits, values,
             [&](const std::string &element, T &value) { number(element, width, value, meaning); });
    }

    /// Whether bytes are left in the vector or message around; only for a reader.
    virtual bool more() const = 0;
    /// The next number, not yet consumed; only for a reader. 0 when too few bytes are left.
    virtual std::uint64_t peek(unsigned width) const = 0;
    /// Says what the field that was moved last, or the group that was opened or closed last, means.
    virtual void explain(std::string meaning) = 0;
    /// Says that an earlier field is a number after all, and what it means, where only a later one could tell.
    /// @p path is that within the message: "random.gmt_unix_time".
    void settle(std::string_view path, std::uint64_t number, std::string meaning);

    const FieldTree &tree() const { return m_tree; }
    FieldTree takeTree() { return std::move(m_tree); }

protected:
    virtual void moveNumber(std::string_view name, unsigned width, std::uint64_t &value, Meaning meaning) = 0;
    virtual void openGroup(std::string_view name) = 0;
    virtual void closeGroup() = 0;
    virtual void openVector(std::string_view name, std::string_view lengthName, unsigned lengthWidth,
                            Limits limits) = 0;
    virtual void closeVector() = 0;

    FieldIndex addField(std::string_view name, std::size_t offset, std::size_t length);
    /// @p length is what the field says that was moved last. @throws DecodeFailure when it is not within @p limits.
    void requireWithin(Limits limits, std::uint64_t length) const;

    FieldTree m_tree;
    FieldIndex m_open = noField; ///< the group that fields are added to
    FieldIndex m_last = noField; ///< what explain() speaks of
};

/// Thrown by a FieldReader; decode functions catch it and hand it on as a value.
struct DecodeFailure
{
    DecodeError error;
};

class FieldReader final : public FieldCodec
{
public:
    explicit FieldReader(ByteView bytes) : m_bytes(bytes), m_end(bytes.size()) {}

    bool reading() const override { return true; }
    void fixed(std::string_view name, std::size_t size, Bytes &value) override;
    void rest(std::string_view name, Bytes &value) override;
    bool more() const override { return m_at < m_end; }
    std::uint64_t peek(unsigned width) const override;
    void explain(std::string meaning) override { m_tree.at(m_last).meaning = std::move(meaning); }
    /// @throws DecodeFailure when bytes are left over.
    void expectEnd();
    /// Ends groups that a DecodeFailure left open, so that their ranges cover what could be read.
    void closeAll();

protected:
    void moveNumber(std::string_view name, unsigned width, std::uint64_t &value, Meaning meaning) override;
    void openGroup(std::string_view name) override;
    void closeGroup() override;
    void openVector(std::string_view name, std::string_view lengthName, unsigned lengthWidth, Limits limits) override;
    void closeVector() override;

private:
    [[noreturn]] void fail(std::string_view name, std::string what, std::size_t length) const;
    void need(std::string_view name, std::size_t length) const;

    ByteView m_bytes;
    std::size_t m_at = 0;
    std::size_t m_end; ///< of the innermost vector
    struct OpenVector
    {
        std::size_t endAround;
        bool named;
    };
    std::vector<OpenVector> m_vectors;
};

class FieldWriter final : public FieldCodec
{
public:
    bool reading() const override { return false; }
    void fixed(std::string_view name, std::size_t size, Bytes &value) override;
    void rest(std::string_view name, Bytes &value) override;
    bool more() const override { return false; }
    std::uint64_t peek(unsigned) const override { return 0; }
    void explain(std::string meaning) override { m_tree.at(m_last).meaning = std::move(meaning); }

    Bytes takeBytes() { return std::move(m_bytes); }

protected:
    void moveNumber(std::string_view name, unsigned width, std::uint64_t &value, Meaning meaning) override;
    void openGroup(std::string_view name) override;
    void closeGroup() override;
    void openVector(std::string_view name, std::string_view lengthName, unsigned lengthWidth, Limits limits) override;
    void closeVector() override;

private:
    struct OpenVector
    {
        FieldIndex length;
        unsigned width;
        bool named;
    };
    Bytes m_bytes;
    std::vector<OpenVector> m_vectors;
};

} // namespace hd
