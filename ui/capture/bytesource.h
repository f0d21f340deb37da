// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "wire/bytes.h"
#include "wire/error.h"

#include <memory>

struct gzFile_s;

namespace hd::ui {

/// A file from front to back, and what gzip made of it as what it was before. Holds one buffer, never the whole file.
class ByteSource
{
public:
    static Result<std::unique_ptr<ByteSource>> open(const std::string &path);
    ~ByteSource();
    ByteSource(const ByteSource &) = delete;
    ByteSource &operator=(const ByteSource &) = delete;

    /// @returns how many bytes there were: fewer than asked for only at the end, or when there is a problem().
    std::size_t read(std::uint8_t *to, std::size_t count);
    /// In bytes of what was packed. Forward in a gzip file it unpacks what is between; backward it begins anew.
    bool seek(std::uint64_t offset);
    std::uint64_t offset() const { return m_offset; }
    /// How much of the file itself has been read, 0 to 1.
    double done() const;
    /// What zlib says of the file; empty: nothing.
    std::string problem() const;
    const std::string &path() const { return m_path; }

private:
    ByteSource(std::string path, gzFile_s *file, std::uint64_t size)
        : m_path(std::move(path)), m_file(file), m_size(size)
    {}

    std::string m_path;
    gzFile_s *m_file;
    std::uint64_t m_size; ///< of the file itself
    std::uint64_t m_offset = 0;
};

} // namespace hd::ui
