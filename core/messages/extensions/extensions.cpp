// SPDX-License-Identifier: GPL-3.0-or-later
#include "messages/extensions/extensions.h"

namespace hd {

namespace {

template<class T>
std::uint16_t codeOf(const T &extension)
{
    if constexpr (requires { T::type; })
        return T::type;
    else
        return extension.code;
}

/// An empty extension of the type @p code: opaque unless one of the alternatives has it.
template<class... T>
Extension emptyOf(std::variant<OpaqueExtension, T...> *, std::uint16_t code)
{
    Extension extension = OpaqueExtension{code, {}};
    (void)((T::type == code && (extension = T{}, true)) || ...);
    return extension;
}

std::string pathName(std::uint16_t code)
{
    const std::string name = names::extension(code);
    return name.empty() ? "unknown[" + std::to_string(code) + "]" : name;
}

void describeOne(FieldCodec &c, const WireContext &w, Extension &extension)
{
    std::uint16_t code = c.reading() ? static_cast<std::uint16_t>(c.peek(2)) : typeOf(extension);
    if (c.reading())
        extension = emptyOf(static_cast<Extension *>(nullptr), code);
    c.group(pathName(code), [&] {
        c.number("extension_type", 2, code, names::extension);
        c.vector("", "extension_data_length", 2, {},
                 [&] { std::visit([&](auto &body) { body.describe(c, w); }, extension); });
    });
}

} // namespace

std::uint16_t typeOf(const Extension &extension)
{
    return std::visit([](const auto &body) { return codeOf(body); }, extension);
}

void OpaqueExtension::describe(FieldCodec &c, const WireContext &)
{
    if (c.reading() ? c.more() : !data.empty())
        c.rest("extension_data", data);
}

bool Extensions::has(std::uint16_t type) const
{
    return std::any_of(m_list.begin(), m_list.end(), [type](const Extension &e) { return typeOf(e) == type; });
}

void Extensions::remove(std::uint16_t type)
{
    std::erase_if(m_list, [type](const Extension &extension) { return typeOf(extension) == type; });
}

std::optional<std::uint16_t> Extensions::duplicate() const
{
    for (std::size_t i = 0; i < m_list.size(); ++i)
        for (std::size_t j = 0; j < i; ++j)
            if (typeOf(m_list[i]) == typeOf(m_list[j]))
                return typeOf(m_list[i]);
    return std::nullopt;
}

bool Extensions::nameTls13() const
{
    const SupportedVersions *versions = get<SupportedVersions>();
    return versions && std::ranges::find(versions->versions, tls13) != versions->versions.end();
}

void Extensions::describe(FieldCodec &c, const WireContext &w)
{
    if (c.reading()) {
        m_list.clear();
        m_read = c.more();
    }
    if (!m_read && !m_required && m_list.empty())
        return;
    c.vector("extensions", "extensions_length", 2, {}, [&] {
        for (std::size_t i = 0; c.reading() ? c.more() : i < m_list.size(); ++i) {
            if (c.reading())
                m_list.emplace_back();
            describeOne(c, w, m_list[i]);
        }
    });
}

} // namespace hd
