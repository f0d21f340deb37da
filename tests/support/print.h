// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// What a failed QCOMPARE shows of the core's types. Include it before the first comparison.

#include "trace/trace.h"
#include "wire/registry.h"

#include <QTest>

namespace QTest {

template<>
inline char *toString(const std::string &text)
{
    return qstrdup(text.c_str());
}

template<>
inline char *toString(const hd::Bytes &bytes)
{
    return qstrdup(hd::toHex(bytes).c_str());
}

template<>
inline char *toString(const hd::Status &status)
{
    static constexpr const char *names[] = {"handshaking", "open", "closed", "failed"};
    return qstrdup(names[static_cast<std::size_t>(status)]);
}

template<>
inline char *toString(const hd::Range &range)
{
    return qstrdup((std::to_string(range.offset) + "+" + std::to_string(range.length)).c_str());
}

template<>
inline char *toString(const std::vector<std::string> &words)
{
    std::string text;
    for (const std::string &word : words)
        text += (text.empty() ? "" : ", ") + word;
    return qstrdup(text.c_str());
}

} // namespace QTest

namespace hd::test {

/// The alert's name, for comparing.
inline std::string word(std::optional<Alert> alert)
{
    return alert ? names::alert(static_cast<std::uint64_t>(*alert)) : "no alert";
}

inline std::string word(Side side)
{
    return side == Side::Client ? "client" : "server";
}

/// For _data(): a row's name from more than a literal.
inline QByteArray row(std::string_view text)
{
    return QByteArray(text.data(), static_cast<qsizetype>(text.size()));
}

} // namespace hd::test
