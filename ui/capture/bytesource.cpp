// SPDX-License-Identifier: GPL-3.0-or-later
#include "capture/bytesource.h"

#include <zlib.h>

#include <cerrno>
#include <cstring>
#include <filesystem>

namespace hd::ui {

Result<std::unique_ptr<ByteSource>> ByteSource::open(const std::string &path)
{
    constexpr unsigned bufferSize = 1 << 18;
    std::error_code error;
    if (std::filesystem::is_directory(path, error))
        return Error{"this is a folder", path, "name a file"};
    errno = 0;
    gzFile_s *file = gzopen(path.c_str(), "rb");
    if (!file)
        return Error{std::string("cannot be read: ") + std::strerror(errno ? errno : ENOMEM), path, {}};
    gzbuffer(file, bufferSize);
    const std::uintmax_t size = std::filesystem::file_size(path, error);
    return std::unique_ptr<ByteSource>(new ByteSource(path, file, error ? 0 : size));
}

ByteSource::~ByteSource()
{
    gzclose_r(m_file);
}

std::size_t ByteSource::read(std::uint8_t *to, std::size_t count)
{
    constexpr std::size_t most = 1u << 30; // of one gzread
    std::size_t had = 0;
    while (had < count) {
        const int got = gzread(m_file, to + had, static_cast<unsigned>(std::min(count - had, most)));
        if (got <= 0)
            break;
        had += static_cast<std::size_t>(got);
    }
    m_offset += had;
    return had;
}

bool ByteSource::seek(std::uint64_t offset)
{
    if (gzseek(m_file, static_cast<z_off_t>(offset), SEEK_SET) < 0)
        return false;
    m_offset = offset;
    return true;
}

double ByteSource::done() const
{
    const z_off_t at = gzoffset(m_file);
    return m_size == 0 || at < 0 ? 0 : std::min(1.0, static_cast<double>(at) / static_cast<double>(m_size));
}

std::string ByteSource::problem() const
{
    int code = Z_OK;
    const char *text = gzerror(m_file, &code);
    if (code == Z_OK || code == Z_STREAM_END)
        return {};
    if (code == Z_ERRNO)
        return std::strerror(errno);
    const std::string_view said(text ? text : "");
    const std::size_t colon = said.rfind(": "); // zlib puts the path in front
    return std::string(colon == said.npos ? said : said.substr(colon + 2));
}

} // namespace hd::ui
