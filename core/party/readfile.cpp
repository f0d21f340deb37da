// SPDX-License-Identifier: GPL-3.0-or-later
#include "party/refusal.h"

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <fstream>

namespace hd::party {

static constexpr std::uintmax_t largestFile = 64u << 20;

Result<std::string> readFile(const std::string &name)
{
    std::error_code error;
    if (std::filesystem::is_directory(name, error))
        return Error{"this is a folder", name, "name a file"};
    std::ifstream file(name, std::ios::binary);
    if (!file)
        return Error{std::string("cannot be read: ") + std::strerror(errno), name, {}};
    std::string text;
    std::string chunk(1 << 16, '\0');
    while (file.read(chunk.data(), static_cast<std::streamsize>(chunk.size())) || file.gcount() > 0) {
        text.append(chunk, 0, static_cast<std::size_t>(file.gcount()));
        if (text.size() > largestFile)
            return Error{"the file is larger than 64 MiB", name, {}};
    }
    return text;
}

} // namespace hd::party
