// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "wire/bytes.h"

#include <memory>
#include <optional>

namespace hd {

inline constexpr std::uint8_t nullCompression = 0, deflateCompression = 1; ///< CompressionMethod, RFC 3749 2

/// DEFLATE of one direction (RFC 3749): what came before helps to compress what comes next, and each record is flushed
/// so that it can be read without the next.
class Compressor
{
public:
    Compressor();
    ~Compressor();
    /// At most 1024 bytes longer than @p plaintext (RFC 5246 6.2.2), since DEFLATE never adds more than a few.
    Bytes compress(ByteView plaintext);

private:
    struct Private;
    std::unique_ptr<Private> m_p;
};

class Decompressor
{
public:
    Decompressor();
    ~Decompressor();
    /// Nothing when @p compressed is not what a Compressor makes, or makes more than @p most bytes: "Decompression
    /// functions are responsible for ensuring that messages cannot cause internal buffer overflows" (RFC 5246 6.2.2).
    std::optional<Bytes> decompress(ByteView compressed, std::size_t most);

private:
    struct Private;
    std::unique_ptr<Private> m_p;
};

} // namespace hd
