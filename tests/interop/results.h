// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// What ran with whom. Each program leaves its part beside the build; tests/interop/render puts all of them together.

#include "trace/trace.h"
#include "wire/registry.h"

#include <map>
#include <tuple>

namespace hd::test {

class Results
{
public:
    /// @param file to leave the results in, beside those of the other programs; what it held goes
    explicit Results(std::string file) : m_file(std::move(file)) {}

    void ran(const std::string &peer, Side ours, Version version, const CipherSuite &suite, std::size_t handshakes);
    /// @param reason in words, without line breaks: "libssl has no such suite"
    void cannot(const std::string &peer, Side ours, Version version, const CipherSuite &suite, std::string reason);
    bool write() const; ///< @returns whether it could be written

    std::size_t handshakes() const;

private:
    struct Cell
    {
        std::size_t handshakes = 0;
        std::string reason;
    };
    using Key = std::tuple<std::string, Side, Version, std::string>;
    static Key key(const std::string &peer, Side ours, Version version, const CipherSuite &suite);

    std::string m_file;
    std::map<Key, Cell> m_cells;
};

} // namespace hd::test
