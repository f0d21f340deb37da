// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// What a fuzz target is: a function that takes any bytes, and inputs to begin with. libfuzzer.cpp lets libFuzzer choose
// the bytes; replay.cpp, in a build without it, tries the first inputs, what is in corpus/, and some changes of both.

#include "wire/bytes.h"

#include <cstdio>
#include <cstdlib>

namespace hd::fuzz {

/// Returns, whatever @p input is. What must not happen ends the program.
void run(ByteView input);

/// Inputs that get far, made from real handshakes; the same ones every time.
std::vector<Bytes> seeds();

/// Ends the program unless @p holds.
inline void expect(bool holds, const std::string &what)
{
    if (holds)
        return;
    std::fprintf(stderr, "expected: %s\n", what.c_str());
    std::abort();
}

/// Reads an input as choices. When it is used up, every choice is 0.
class Script
{
public:
    explicit Script(ByteView input) : m_left(input) {}

    bool done() const { return m_left.empty(); }
    std::uint8_t byte()
    {
        if (m_left.empty())
            return 0;
        const std::uint8_t value = m_left.front();
        m_left = m_left.subspan(1);
        return value;
    }
    std::uint32_t number()
    {
        const std::uint32_t high = byte();
        return high << 8 | byte();
    }
    std::size_t below(std::size_t limit) { return limit == 0 ? 0 : (limit > 256 ? number() : byte()) % limit; }
    /// As many as are there, @p length at most.
    Bytes bytes(std::size_t length)
    {
        const ByteView taken = m_left.first(std::min(length, m_left.size()));
        m_left = m_left.subspan(taken.size());
        return {taken.begin(), taken.end()};
    }
    ByteView rest() const { return m_left; }

private:
    ByteView m_left;
};

} // namespace hd::fuzz
