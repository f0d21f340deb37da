// SPDX-License-Identifier: GPL-3.0-or-later
#include "packets.h"

#include <QFile>

#include <zlib.h>

namespace hd::test {

std::vector<Segment> segmentsOf(const std::vector<Chunk> &chunks, std::size_t mss)
{
    std::uint32_t next[2] = {clientFirst + 1, serverFirst + 1};
    std::uint64_t timeUs = 0;
    std::vector<Segment> segments{{Side::Client, clientFirst, 0, Syn, {}, 0},
                                  {Side::Server, serverFirst, next[0], Syn | Ack, {}, 10},
                                  {Side::Client, next[0], next[1], Ack, {}, 20}};
    for (const Chunk &chunk : chunks) {
        const auto from = static_cast<std::size_t>(chunk.from);
        for (std::size_t at = 0; at < chunk.bytes.size(); at += mss) {
            const ByteView part = ByteView(chunk.bytes).subspan(at, std::min(mss, chunk.bytes.size() - at));
            timeUs = std::max(timeUs + 1, chunk.timeUs + 100);
            segments.push_back({chunk.from, next[from], next[1 - from], Ack | Psh, {part.begin(), part.end()}, timeUs});
            next[from] += static_cast<std::uint32_t>(part.size());
        }
    }
    segments.push_back({Side::Client, next[0], next[1], Fin | Ack, {}, timeUs + 10});
    segments.push_back({Side::Server, next[1], next[0] + 1, Fin | Ack, {}, timeUs + 20});
    return segments;
}

std::vector<std::size_t> dataOf(const std::vector<Segment> &segments, Side from)
{
    std::vector<std::size_t> places;
    for (std::size_t i = 0; i < segments.size(); ++i)
        if (segments[i].from == from && !segments[i].payload.empty())
            places.push_back(i);
    return places;
}

Bytes tcp(const Segment &segment, std::uint16_t clientPort)
{
    constexpr std::uint16_t serverPort = 443;
    const bool client = segment.from == Side::Client;
    Bytes bytes;
    appendNumber(bytes, client ? clientPort : serverPort, 2);
    appendNumber(bytes, client ? serverPort : clientPort, 2);
    appendNumber(bytes, segment.sequence, 4);
    appendNumber(bytes, segment.acknowledgement, 4);
    appendNumber(bytes, 0x50, 1);
    appendNumber(bytes, segment.flags, 1);
    appendNumber(bytes, 0xffff, 2);
    appendNumber(bytes, 0, 4); // nobody looks at the checksum: the network card may not have made it yet
    append(bytes, segment.payload);
    return bytes;
}

static Bytes ipv4Around(Side from, ByteView content, std::uint16_t identification, std::uint16_t fragment)
{
    const Bytes client{192, 0, 2, 1}, server{198, 51, 100, 1};
    Bytes bytes{0x45, 0};
    appendNumber(bytes, 20 + content.size(), 2);
    appendNumber(bytes, identification, 2);
    appendNumber(bytes, fragment, 2);
    append(bytes, Bytes{64, 6, 0, 0});
    append(bytes, from == Side::Client ? client : server);
    append(bytes, from == Side::Client ? server : client);
    append(bytes, content);
    return bytes;
}

Bytes ipv4(const Segment &segment, std::uint16_t clientPort)
{
    return ipv4Around(segment.from, tcp(segment, clientPort), 7, 0x4000);
}

std::pair<Bytes, Bytes> ipv4Fragments(const Segment &segment, std::uint16_t identification)
{
    const Bytes whole = tcp(segment);
    const std::size_t cut = whole.size() / 2 / 8 * 8; // RFC 791 3.1: in units of eight bytes
    const ByteView bytes = whole;
    return {ipv4Around(segment.from, bytes.first(cut), identification, 0x2000),
            ipv4Around(segment.from, bytes.subspan(cut), identification, static_cast<std::uint16_t>(cut / 8))};
}

Bytes ipv6(const Segment &segment, bool extensions)
{
    const auto address = [](std::uint8_t last) {
        Bytes bytes{0x20, 0x01, 0x0d, 0xb8};
        bytes.resize(16);
        bytes[15] = last;
        return bytes;
    };
    Bytes content;
    if (extensions) // hop-by-hop and destination options, each of eight bytes of padding
        content = {60, 0, 1, 4, 0, 0, 0, 0, 6, 0, 1, 4, 0, 0, 0, 0};
    append(content, tcp(segment));
    Bytes bytes{0x60, 0, 0, 0};
    appendNumber(bytes, content.size(), 2);
    append(bytes, Bytes{static_cast<std::uint8_t>(extensions ? 0 : 6), 64});
    const bool client = segment.from == Side::Client;
    append(bytes, address(client ? 1 : 2));
    append(bytes, address(client ? 2 : 1));
    append(bytes, content);
    return bytes;
}

static std::uint16_t etherTypeOf(ByteView ip)
{
    return ip[0] >> 4 == 6 ? 0x86dd : 0x0800;
}

Bytes ethernet(ByteView ip, std::vector<std::uint16_t> tags)
{
    Bytes bytes{2, 0, 0, 0, 0, 1, 2, 0, 0, 0, 0, 2};
    for (const std::uint16_t tag : tags) {
        appendNumber(bytes, 0x8100, 2);
        appendNumber(bytes, tag, 2);
    }
    appendNumber(bytes, etherTypeOf(ip), 2);
    append(bytes, ip);
    bytes.resize(std::max<std::size_t>(bytes.size(), 60)); // the shortest frame: padded
    return bytes;
}

Bytes cooked(ByteView ip)
{
    Bytes bytes{0, 0, 0, 1, 0, 6, 2, 0, 0, 0, 0, 1, 0, 0};
    appendNumber(bytes, etherTypeOf(ip), 2);
    append(bytes, ip);
    return bytes;
}

Bytes cooked2(ByteView ip)
{
    Bytes bytes;
    appendNumber(bytes, etherTypeOf(ip), 2);
    append(bytes, Bytes{0, 0, 0, 0, 0, 2, 0, 1, 0, 6, 2, 0, 0, 0, 0, 1, 0, 0});
    append(bytes, ip);
    return bytes;
}

Bytes loopback(ByteView ip, bool bigEndian)
{
    const std::uint8_t family = ip[0] >> 4 == 6 ? 30 : 2;
    Bytes bytes = bigEndian ? Bytes{0, 0, 0, family} : Bytes{family, 0, 0, 0};
    append(bytes, ip);
    return bytes;
}

namespace {

class Numbers
{
public:
    explicit Numbers(bool bigEndian) : m_bigEndian(bigEndian) {}
    Numbers &number(std::uint64_t value, int width)
    {
        for (int i = 0; i < width; ++i)
            m_bytes.append(static_cast<char>(value >> 8 * (m_bigEndian ? width - 1 - i : i)));
        return *this;
    }
    Numbers &bytes(ByteView bytes)
    {
        m_bytes.append(reinterpret_cast<const char *>(bytes.data()), static_cast<qsizetype>(bytes.size()));
        return *this;
    }
    Numbers &padded()
    {
        while (m_bytes.size() % 4)
            m_bytes.append('\0');
        return *this;
    }
    const QByteArray &all() const { return m_bytes; }

private:
    bool m_bigEndian;
    QByteArray m_bytes;
};

QByteArray block(std::uint32_t type, const QByteArray &body, bool bigEndian)
{
    const auto length = static_cast<std::uint64_t>(body.size() + 12);
    return Numbers(bigEndian).number(type, 4).number(length, 4).all() + body +
           Numbers(bigEndian).number(length, 4).all();
}

std::uint64_t unitsOf(std::uint64_t timeUs, int resolution)
{
    if (resolution < 0 || resolution == 6)
        return timeUs;
    if (resolution & 0x80)
        return ((timeUs / 1000000) << (resolution & 0x7f)) +
               ((timeUs % 1000000 << (resolution & 0x7f)) + 999999) / 1000000;
    return resolution == 9 ? timeUs * 1000 : timeUs / 1000; // nanoseconds or milliseconds
}

} // namespace

QByteArray pcap(const std::vector<Frame> &frames, const PcapForm &form)
{
    Numbers file(form.bigEndian);
    file.number(form.nanoseconds ? 0xa1b23c4d : 0xa1b2c3d4, 4).number(2, 2).number(4, 2).number(0, 8);
    file.number(262144, 4).number(form.link, 4);
    for (const Frame &frame : frames) {
        const std::uint64_t fraction = frame.timeUs % 1000000;
        file.number(frame.timeUs / 1000000, 4).number(form.nanoseconds ? fraction * 1000 : fraction, 4);
        file.number(frame.bytes.size() - frame.cut, 4).number(frame.bytes.size(), 4);
        file.bytes(ByteView(frame.bytes).first(frame.bytes.size() - frame.cut));
    }
    return file.all();
}

QByteArray pcapng(const std::vector<Frame> &frames, const PcapngForm &form)
{
    const bool big = form.bigEndian;
    QByteArray file = block(
        0x0a0d0d0a, Numbers(big).number(0x1a2b3c4d, 4).number(1, 2).number(0, 2).number(UINT64_MAX, 8).all(), big);
    for (const PcapngForm::Interface &interface : form.interfaces) {
        Numbers body(big);
        body.number(interface.link, 2).number(0, 2).number(0, 4);
        if (interface.resolution >= 0)
            body.number(9, 2)
                .number(1, 2)
                .number(static_cast<std::uint64_t>(interface.resolution), 1)
                .padded()
                .number(0, 4);
        file += block(1, body.all(), big);
    }
    if (!form.secrets.empty())
        file += block(10,
                      Numbers(big)
                          .number(0x544c534b, 4)
                          .number(form.secrets.size(), 4)
                          .bytes(toBytes(form.secrets))
                          .padded()
                          .all(),
                      big);
    for (const Frame &frame : frames) {
        const ByteView captured = ByteView(frame.bytes).first(frame.bytes.size() - frame.cut);
        Numbers body(big);
        if (form.simple) {
            file += block(3, body.number(frame.bytes.size(), 4).bytes(captured).padded().all(), big);
            continue;
        }
        const std::uint64_t units = unitsOf(frame.timeUs, form.interfaces[frame.interface].resolution);
        body.number(frame.interface, 4).number(units >> 32, 4).number(units & UINT32_MAX, 4);
        body.number(captured.size(), 4).number(frame.bytes.size(), 4).bytes(captured).padded();
        file += block(6, body.all(), big);
    }
    return file;
}

QByteArray gzip(const QByteArray &content)
{
    z_stream stream{};
    deflateInit2(&stream, Z_DEFAULT_COMPRESSION, Z_DEFLATED, 16 + MAX_WBITS, 8, Z_DEFAULT_STRATEGY);
    QByteArray packed(static_cast<qsizetype>(deflateBound(&stream, static_cast<uLong>(content.size()))) + 64, '\0');
    QByteArray input = content;
    stream.next_in = reinterpret_cast<Bytef *>(input.data());
    stream.avail_in = static_cast<uInt>(input.size());
    stream.next_out = reinterpret_cast<Bytef *>(packed.data());
    stream.avail_out = static_cast<uInt>(packed.size());
    deflate(&stream, Z_FINISH);
    packed.resize(static_cast<qsizetype>(stream.total_out));
    deflateEnd(&stream);
    return packed;
}

std::string CaptureFolder::write(const char *name, const QByteArray &content) const
{
    QFile file(path(name));
    if (!file.open(QIODevice::WriteOnly) || file.write(content) != content.size())
        qFatal("%s cannot be written", name);
    return file.fileName().toStdString();
}

} // namespace hd::test
