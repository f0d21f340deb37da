// SPDX-License-Identifier: GPL-3.0-or-later

// A target's entry points for libFuzzer. With --seeds=FOLDER it writes the first inputs there and ends.

#include "target.h"

#include <filesystem>
#include <fstream>

using namespace hd;

static void writeSeeds(const std::filesystem::path &folder)
{
    std::filesystem::create_directories(folder);
    int count = 0;
    for (const Bytes &seed : fuzz::seeds()) {
        std::ofstream file(folder / ("seed-" + std::to_string(count++)), std::ios::binary);
        file.write(reinterpret_cast<const char *>(seed.data()), static_cast<std::streamsize>(seed.size()));
    }
}

extern "C" int LLVMFuzzerInitialize(int *count, char ***arguments)
{
    constexpr std::string_view option = "--seeds=";
    for (int i = 1; i < *count; ++i) {
        const std::string_view argument = (*arguments)[i];
        if (!argument.starts_with(option))
            continue;
        writeSeeds(argument.substr(option.size()));
        std::exit(0);
    }
    return 0;
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    fuzz::run({data, size});
    return 0;
}
