// SPDX-License-Identifier: GPL-3.0-or-later

// Puts together what the interop programs have left beside the build: which suite has run with whom, in which version
// and role, and why the others have not. Fails when neither has been said of something that is possible.

#include "wire/registry.h"

#include <filesystem>
#include <fstream>
#include <iostream>
#include <map>
#include <sstream>
#include <tuple>
#include <vector>

namespace {

struct Cell
{
    std::size_t handshakes = 0;
    std::string reason;
};
/// Peer, role of ours, version, suite.
using Key = std::tuple<std::string, std::string, std::string, std::string>;
using Cells = std::map<Key, Cell>;

constexpr const char *peers[] = {"libssl", "GnuTLS", "openssl", "NSS"};
constexpr const char *roles[] = {"client", "server"};
constexpr hd::Version versions[] = {hd::ssl30, hd::tls10, hd::tls11, hd::tls12, hd::tls13};

Cells readAll(const std::filesystem::path &folder)
{
    Cells cells;
    for (const auto &entry : std::filesystem::directory_iterator(folder)) {
        if (entry.path().extension() != ".tsv")
            continue;
        std::ifstream file(entry.path());
        for (std::string line; std::getline(file, line);) {
            std::istringstream fields(line);
            std::string peer, role, version, suite, handshakes, reason;
            for (std::string *field : {&peer, &role, &version, &suite, &handshakes, &reason})
                std::getline(fields, *field, '\t');
            Cell &cell = cells[{peer, role, version, suite}];
            cell.handshakes += std::stoul(handshakes);
            if (!reason.empty())
                cell.reason = reason;
        }
    }
    return cells;
}

/// Reasons are many times the same: the table has their numbers.
class Reasons
{
public:
    std::string mark(const std::string &reason)
    {
        const auto [at, added] = m_numbers.emplace(reason, m_numbers.size() + 1);
        if (added)
            m_inOrder.push_back(reason);
        return "- (" + std::to_string(at->second) + ")";
    }
    void print(std::ostream &out) const
    {
        for (std::size_t i = 0; i < m_inOrder.size(); ++i)
            out << i + 1 << ". " << m_inOrder[i] << '\n';
    }

private:
    std::map<std::string, std::size_t> m_numbers;
    std::vector<std::string> m_inOrder;
};

void printHead(std::ostream &out, const Cells &cells)
{
    std::map<std::string, std::size_t> sums;
    for (const auto &[key, cell] : cells)
        sums[std::get<0>(key)] += cell.handshakes;
    out << "# Who has shaken hands with whom\n\nWritten by the tests from what has run. A number counts handshakes, "
           "full, "
           "resumed and within a connection, each with data both ways. Where there is none, the list at the end says "
           "why. *client* and *server* are the roles of HelloDone.\n\n";
    for (const auto &[peer, sum] : sums)
        out << "- " << peer << ": " << sum << " handshakes\n";
}

/// @returns what nobody has said anything of
std::vector<std::string> printVersion(std::ostream &out, hd::Version version, const Cells &cells, Reasons &reasons)
{
    std::vector<std::string> unsaid;
    out << "\n## " << hd::names::version(version) << "\n\n| suite |";
    for (const char *peer : peers)
        for (const char *role : roles)
            out << ' ' << peer << ", " << role << " |";
    out << "\n|---|";
    for (std::size_t i = 0; i < std::size(peers) * std::size(roles); ++i)
        out << "--:|";
    out << '\n';
    for (const hd::CipherSuite &suite : hd::cipherSuites()) {
        if (!suite.usableIn(version))
            continue;
        out << "| " << suite.name << " |";
        for (const char *peer : peers)
            for (const char *role : roles) {
                const auto found = cells.find({peer, role, hd::names::version(version), std::string(suite.name)});
                if (found == cells.end() || (found->second.handshakes == 0 && found->second.reason.empty())) {
                    unsaid.push_back(std::string(peer) + ", " + role + ", " + hd::names::version(version) + ", " +
                                     std::string(suite.name));
                    out << " ? |";
                } else if (found->second.handshakes > 0) {
                    out << ' ' << found->second.handshakes << " |";
                } else {
                    out << ' ' << reasons.mark(found->second.reason) << " |";
                }
            }
        out << '\n';
    }
    return unsaid;
}

} // namespace

int main(int argc, char **argv)
{
    if (argc != 3) {
        std::cerr << "usage: interop_table FOLDER FILE\n";
        return 2;
    }
    const Cells cells = readAll(argv[1]);
    std::ofstream out(argv[2], std::ios::trunc);
    printHead(out, cells);
    Reasons reasons;
    std::vector<std::string> unsaid;
    for (const hd::Version version : versions) {
        const auto more = printVersion(out, version, cells, reasons);
        unsaid.insert(unsaid.end(), more.begin(), more.end());
    }
    out << "\n## Why not\n\n";
    reasons.print(out);
    if (!out.flush()) {
        std::cerr << "cannot write " << argv[2] << '\n';
        return 1;
    }
    for (const std::string &one : unsaid)
        std::cerr << "neither run nor explained: " << one << '\n';
    std::cout << argv[2] << " says it\n";
    return unsaid.empty() ? 0 : 1;
}
