// SPDX-License-Identifier: GPL-3.0-or-later
#include "record/compression.h"

#include <new>
#include <zlib.h>

namespace hd {

namespace {

void setInput(z_stream &stream, ByteView bytes)
{
    stream.next_in = const_cast<Bytef *>(bytes.data()); // zlib only reads
    stream.avail_in = static_cast<uInt>(bytes.size());
}

void setOutput(z_stream &stream, std::span<std::uint8_t> out)
{
    stream.next_out = out.data();
    stream.avail_out = static_cast<uInt>(out.size());
}

/// zlib's streams begin in no other way than by lack of memory.
void ensureStarted(int result)
{
    if (result != Z_OK)
        throw std::bad_alloc();
}

} // namespace

struct Compressor::Private
{
    z_stream stream{};
};

Compressor::Compressor() : m_p(std::make_unique<Private>())
{
    ensureStarted(deflateInit(&m_p->stream, Z_DEFAULT_COMPRESSION));
}

Compressor::~Compressor()
{
    deflateEnd(&m_p->stream);
}

Bytes Compressor::compress(ByteView plaintext)
{
    z_stream &stream = m_p->stream;
    Bytes compressed;
    setInput(stream, plaintext);
    do {
        const std::size_t done = compressed.size();
        compressed.resize(done + plaintext.size() + 64);
        setOutput(stream, std::span(compressed).subspan(done));
        deflate(&stream, Z_SYNC_FLUSH); // Z_BUF_ERROR: there was nothing left to do
        compressed.resize(compressed.size() - stream.avail_out);
    } while (stream.avail_out == 0);
    return compressed;
}

struct Decompressor::Private
{
    z_stream stream{};
};

Decompressor::Decompressor() : m_p(std::make_unique<Private>())
{
    ensureStarted(inflateInit(&m_p->stream));
}

Decompressor::~Decompressor()
{
    inflateEnd(&m_p->stream);
}

std::optional<Bytes> Decompressor::decompress(ByteView compressed, std::size_t most)
{
    z_stream &stream = m_p->stream;
    Bytes plaintext(most + 1); // one more shows that there is more
    setInput(stream, compressed);
    setOutput(stream, plaintext);
    const int result = inflate(&stream, Z_SYNC_FLUSH);
    const bool read = result == Z_OK || result == Z_BUF_ERROR || result == Z_STREAM_END;
    if (!read || stream.avail_in != 0 || stream.avail_out == 0)
        return std::nullopt;
    plaintext.resize(plaintext.size() - stream.avail_out);
    return plaintext;
}

} // namespace hd
