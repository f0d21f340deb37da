// SPDX-License-Identifier: GPL-3.0-or-later
#include "formats/jsonnode.h"

namespace hd {

void JsonNode::refuse(std::string what, std::string fix) const
{
    throw JsonRefused{{std::move(what), where(), std::move(fix)}};
}

std::string JsonNode::path() const
{
    if (!m_parent)
        return {};
    std::string before = m_parent->path();
    if (!m_key)
        return before + "[" + std::to_string(m_index) + "]";
    return before.empty() ? m_key : before + "." + m_key;
}

std::string JsonNode::where() const
{
    const std::string inside = path();
    return std::string(m_fileName) + (inside.empty() ? "" : ": " + inside);
}

bool JsonNode::has(const char *key) const
{
    if (!m_value->is_object())
        refuse("this is no object");
    const auto found = m_value->find(key);
    return found != m_value->end() && !found->is_null();
}

JsonNode JsonNode::member(const char *key) const
{
    if (!has(key))
        refuse("\"" + std::string(key) + "\" is missing");
    return {*m_value->find(key), *this, key, 0};
}

void JsonNode::forEach(const std::function<void(const JsonNode &, std::size_t)> &visit) const
{
    std::size_t index = 0;
    if (!m_value->is_array())
        refuse("this is no array");
    for (const Json &element : *m_value) {
        visit(JsonNode(element, *this, nullptr, index), index);
        ++index;
    }
}

std::size_t JsonNode::size() const
{
    if (!m_value->is_array())
        refuse("this is no array");
    return m_value->size();
}

std::uint64_t JsonNode::number(std::uint64_t most) const
{
    if (!m_value->is_number_unsigned())
        refuse("this is no whole number from 0 on");
    const auto found = m_value->get<std::uint64_t>();
    if (found > most)
        refuse(std::to_string(found) + " is too large", "at most " + std::to_string(most));
    return found;
}

bool JsonNode::flag() const
{
    if (!m_value->is_boolean())
        refuse("this is neither true nor false");
    return m_value->get<bool>();
}

const std::string &JsonNode::text() const
{
    if (!m_value->is_string())
        refuse("this is no string");
    return m_value->get_ref<const std::string &>();
}

Bytes JsonNode::hex() const
{
    std::optional<Bytes> bytes = fromHex(text());
    if (!bytes)
        refuse("these are no bytes in hex", "two hex digits per byte, without separators");
    return std::move(*bytes);
}

std::string JsonNode::textOr(const char *key, std::string_view otherwise) const
{
    return has(key) ? member(key).text() : std::string(otherwise);
}

bool JsonNode::flagOr(const char *key, bool otherwise) const
{
    return has(key) ? member(key).flag() : otherwise;
}

std::uint64_t JsonNode::numberOr(const char *key, std::uint64_t most, std::uint64_t otherwise) const
{
    return has(key) ? member(key).number(most) : otherwise;
}

Bytes JsonNode::hexOr(const char *key) const
{
    return has(key) ? member(key).hex() : Bytes{};
}

static std::string lineAt(std::string_view text, std::size_t byte)
{
    const auto end = text.begin() + static_cast<std::ptrdiff_t>(std::min(byte, text.size()));
    return std::to_string(1 + std::count(text.begin(), end, '\n'));
}

Result<Json> parseBounded(std::string_view text, std::string_view fileName)
{
    constexpr int deepest = 32;
    bool tooDeep = false;
    const Error refusal{"it is nested deeper than " + std::to_string(deepest) + " levels", std::string(fileName), {}};
    const auto watch = [&tooDeep](int depth, Json::parse_event_t, const Json &) {
        tooDeep = tooDeep || depth > deepest;
        return !tooDeep;
    };
    try {
        Json json = Json::parse(text, watch);
        if (tooDeep)
            return refusal;
        return json;
    } catch (const Json::parse_error &error) {
        if (tooDeep) // and cut off besides
            return refusal;
        return Error{"this is no JSON", std::string(fileName) + ":" + lineAt(text, error.byte), {}};
    } catch (const Json::out_of_range &) {
        return Error{"it holds a number that is too large", std::string(fileName), {}};
    }
}

} // namespace hd
