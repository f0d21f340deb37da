// SPDX-License-Identifier: GPL-3.0-or-later
#include "results.h"

#include <filesystem>
#include <fstream>

namespace hd::test {

Results::Key Results::key(const std::string &peer, Side ours, Version version, const CipherSuite &suite)
{
    return {peer, ours, version, std::string(suite.name)};
}

void Results::ran(const std::string &peer, Side ours, Version version, const CipherSuite &suite, std::size_t handshakes)
{
    m_cells[key(peer, ours, version, suite)].handshakes += handshakes;
}

void Results::cannot(const std::string &peer, Side ours, Version version, const CipherSuite &suite, std::string reason)
{
    m_cells[key(peer, ours, version, suite)].reason = std::move(reason);
}

bool Results::write() const
{
    std::error_code ignored; // the file that cannot be written then tells
    std::filesystem::create_directories(std::filesystem::path(m_file).parent_path(), ignored);
    std::ofstream file(m_file, std::ios::trunc);
    for (const auto &[key, cell] : m_cells) {
        const auto &[peer, ours, version, suite] = key;
        file << peer << '\t' << (ours == Side::Client ? "client" : "server") << '\t' << names::version(version) << '\t'
             << suite << '\t' << cell.handshakes << '\t' << cell.reason << '\n';
    }
    return static_cast<bool>(file.flush());
}

std::size_t Results::handshakes() const
{
    std::size_t sum = 0;
    for (const auto &[key, cell] : m_cells)
        sum += cell.handshakes;
    return sum;
}

} // namespace hd::test
