// SPDX-License-Identifier: GPL-3.0-or-later

// A target without libFuzzer: its first inputs, the files and folders that it is given (what was found once stays
// found), and changes of the first inputs, always the same ones.

#include "target.h"

#include <filesystem>
#include <fstream>
#include <iterator>
#include <random>

using namespace hd;

namespace {

void runFile(const std::filesystem::path &path)
{
    std::ifstream file(path, std::ios::binary);
    const std::string text{std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
    std::printf("%s\n", path.filename().c_str());
    fuzz::run(toBytes(text));
}

std::size_t runAll(const std::filesystem::path &path)
{
    if (!std::filesystem::is_directory(path)) {
        runFile(path);
        return 1;
    }
    std::size_t count = 0;
    for (const auto &entry : std::filesystem::directory_iterator(path))
        count += runAll(entry.path());
    return count;
}

Bytes changed(Bytes input, std::mt19937 &random)
{
    const auto below = [&random](std::size_t limit) { return random() % std::max<std::size_t>(limit, 1); };
    for (std::size_t times = 1 + below(3); times > 0 && !input.empty(); --times) {
        const auto at = input.begin() + static_cast<std::ptrdiff_t>(below(input.size()));
        switch (below(4)) {
        case 0:
            *at = static_cast<std::uint8_t>(random());
            break;
        case 1:
            *at = static_cast<std::uint8_t>(*at ^ 1U << below(8));
            break;
        case 2:
            input.erase(at);
            break;
        default:
            input.insert(at, static_cast<std::uint8_t>(random()));
        }
    }
    return input;
}

} // namespace

int main(int count, char **arguments)
{
    constexpr int changes = 400; // so that it takes a second or two
    const std::vector<Bytes> seeds = fuzz::seeds();
    fuzz::expect(!seeds.empty(), "a first input");
    for (const Bytes &seed : seeds)
        fuzz::run(seed);
    std::mt19937 random(1);
    for (int i = 0; i < changes; ++i)
        fuzz::run(changed(seeds[random() % seeds.size()], random));
    fuzz::run({});
    std::size_t files = 0;
    for (int i = 1; i < count; ++i)
        files += runAll(arguments[i]);
    std::printf("%zu first inputs, %d changes of them, %zu files\n", seeds.size(), changes, files);
    return 0;
}
