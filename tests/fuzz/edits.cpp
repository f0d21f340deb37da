// SPDX-License-Identifier: GPL-3.0-or-later
#include "edits.h"

#include "messages/messages.h"

namespace hd::fuzz {

using test::Unit;

void Edits::next()
{
    m_active = !m_script.done();
    m_pass = m_script.below(12);
}

std::vector<Unit> Edits::operator()(const Unit &unit)
{
    if (unit.from != m_from || !m_active)
        return {unit};
    if (m_pass > 0) {
        --m_pass;
        std::vector<Unit> list{unit};
        list.insert(list.end(), m_held.begin(), m_held.end());
        m_held.clear();
        return list;
    }
    std::vector<Unit> list = edited(unit);
    next();
    return list;
}

std::vector<Unit> Edits::edited(Unit unit)
{
    switch (m_script.below(17)) {
    case 0:
        return {unit};
    case 1:
        changeBytes(unit.bytes);
        return {unit};
    case 2:
        changeBody(unit);
        return {unit};
    case 3:
    case 4:
        changeField(unit);
        return {unit};
    case 5:
        return {};
    case 6:
        return {unit, unit};
    case 7:
        m_held.push_back(unit);
        return {};
    case 8:
        unit.type = static_cast<Protocol>(19 + m_script.below(6));
        return {unit};
    case 9:
        unit.version = m_script.byte() & 1 ? static_cast<Version>(0x0300 + m_script.byte())
                                           : static_cast<Version>(m_script.number());
        return {unit};
    case 10:
        unit.epoch = m_script.byte() & 3;
        return {unit};
    case 11:
        return {made(unit), unit};
    case 12: { // one message in two records, perhaps with something between
        Unit rest = unit;
        const std::size_t at = m_script.below(unit.bytes.size());
        unit.bytes.resize(at);
        rest.bytes.erase(rest.bytes.begin(), rest.bytes.begin() + static_cast<std::ptrdiff_t>(at));
        if (m_script.byte() & 1)
            return {unit, made(unit), rest};
        return {unit, rest};
    }
    case 13: { // several messages in one record
        const Unit other = made(unit);
        append(unit.bytes, other.bytes);
        return {unit};
    }
    case 14:
        return {unit, made(unit)};
    case 15:
        unit.padding = m_script.below(300);
        return {unit};
    default: {
        Unit raw = unit;
        raw.raw = true;
        raw.bytes = m_script.bytes(m_script.below(64));
        return {raw, unit};
    }
    }
}

void Edits::changeBytes(Bytes &bytes)
{
    if (bytes.empty())
        return;
    const std::size_t offset = m_script.below(bytes.size());
    const auto at = bytes.begin() + static_cast<std::ptrdiff_t>(offset);
    switch (m_script.below(4)) {
    case 0:
        *at = static_cast<std::uint8_t>(*at ^ 1U << m_script.below(8));
        break;
    case 1:
        *at = m_script.byte();
        break;
    case 2:
        bytes.erase(at, at + static_cast<std::ptrdiff_t>(1 + m_script.below(bytes.size() - offset)));
        break;
    default: {
        const Bytes more = m_script.bytes(m_script.below(64));
        bytes.insert(at, more.begin(), more.end());
    }
    }
}

/// The header keeps saying how long the body is.
void Edits::changeBody(Unit &unit)
{
    if (unit.type != Protocol::Handshake || unit.bytes.size() < 4)
        return changeBytes(unit.bytes);
    Bytes body(unit.body().begin(), unit.body().end());
    if (m_script.byte() & 1)
        changeBytes(body);
    else
        body = m_script.bytes(m_script.below(512));
    unit.setBody(body);
}

/// Records of TLS 1.3 say that they are of TLS 1.2.
Version Edits::versionOf(const Unit &unit) const
{
    return m_suite && m_suite->usableIn(tls13) ? tls13 : unit.version;
}

/// A number of the message, such as a length, a version or a suite, becomes another.
void Edits::changeField(Unit &unit)
{
    if (unit.type != Protocol::Handshake)
        return changeBytes(unit.bytes);
    const DecodedHandshake decoded = decodeHandshake(unit.bytes, {versionOf(unit), unit.from, m_suite, nullptr});
    std::vector<Range> numbers;
    for (const Field &field : decoded.fields.fields())
        if (field.number && field.range.length > 0 && field.range.end() <= unit.bytes.size())
            numbers.push_back(field.range);
    if (numbers.empty())
        return changeBytes(unit.bytes);
    const Range range = numbers[m_script.below(numbers.size())];
    std::uint64_t value = 0;
    for (std::uint32_t i = range.offset; i < range.end(); ++i)
        value = value << 8 | unit.bytes[i];
    switch (m_script.below(5)) {
    case 0:
        ++value;
        break;
    case 1:
        --value;
        break;
    case 2:
        value = 0;
        break;
    case 3:
        value = UINT64_MAX;
        break;
    default:
        value = m_script.number();
    }
    for (std::uint32_t i = range.end(); i-- > range.offset; value >>= 8)
        unit.bytes[i] = static_cast<std::uint8_t>(value);
}

/// A message that nobody sent.
Unit Edits::made(const Unit &like)
{
    Unit unit = like;
    unit.type = static_cast<Protocol>(20 + m_script.below(4));
    switch (unit.type) {
    case Protocol::ChangeCipherSpec:
        unit.bytes = {1};
        break;
    case Protocol::Alert:
        unit.bytes = {m_script.byte(), m_script.byte()};
        break;
    case Protocol::Handshake:
        unit.bytes = {m_script.byte(), 0, 0, 0};
        unit.setBody(m_script.bytes(m_script.below(64)));
        break;
    default:
        unit.bytes = m_script.bytes(m_script.below(64));
    }
    return unit;
}

} // namespace hd::fuzz
