// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// Captures by hand: segments of a connection in any order and shape, in any link layer, as pcap and pcapng. Shares no
// code with what reads them.

#include "trace/onthewire.h"

#include <QByteArray>
#include <QTemporaryDir>

namespace hd::test {

enum Flag : std::uint8_t { Fin = 1, Syn = 2, Rst = 4, Psh = 8, Ack = 16 };

/// One TCP segment between 192.0.2.1:49152, the client, and 198.51.100.1:443 (or their like in IPv6).
struct Segment
{
    Side from = Side::Client;
    std::uint32_t sequence = 0;
    std::uint32_t acknowledgement = 0;
    std::uint8_t flags = Ack;
    Bytes payload = {};
    std::uint64_t timeUs = 0;
};

inline constexpr std::uint64_t captureBegan = 1768478400000000;              ///< 2026-01-15T12:00:00Z
inline constexpr std::uint32_t clientFirst = 1000, serverFirst = 0xfffffff0; ///< of their SYNs; the server's wraps

/// A whole connection that carries @p chunks: SYNs, segments of at most @p mss bytes, FINs.
std::vector<Segment> segmentsOf(const std::vector<Chunk> &chunks, std::size_t mss = 1460);
/// The places of those with payload that @p from sent.
std::vector<std::size_t> dataOf(const std::vector<Segment> &segments, Side from);

/// The header and what follows it.
Bytes tcp(const Segment &segment, std::uint16_t clientPort = 49152);
Bytes ipv4(const Segment &segment, std::uint16_t clientPort = 49152);
/// Two fragments of it.
std::pair<Bytes, Bytes> ipv4Fragments(const Segment &segment, std::uint16_t identification);
/// @param extensions whether hop-by-hop and destination options come before TCP
Bytes ipv6(const Segment &segment, bool extensions = false);
Bytes ethernet(ByteView ip, std::vector<std::uint16_t> tags = {});
Bytes cooked(ByteView ip);
Bytes cooked2(ByteView ip);
Bytes loopback(ByteView ip, bool bigEndian);

struct Frame
{
    Bytes bytes;
    std::uint64_t timeUs = captureBegan;
    std::uint32_t interface = 0;
    std::uint32_t cut = 0; ///< bytes at the end that were not captured
};

struct PcapForm
{
    std::uint32_t link = 101;
    bool bigEndian = false;
    bool nanoseconds = false;
};
QByteArray pcap(const std::vector<Frame> &frames, const PcapForm &form = {});

struct PcapngForm
{
    struct Interface
    {
        std::uint16_t link = 101;
        int resolution = -1; ///< if_tsresol; -1: not said
    };
    std::vector<Interface> interfaces{{}};
    bool bigEndian = false;
    std::string secrets = {};
    bool simple = false; ///< Simple Packet Blocks
};
QByteArray pcapng(const std::vector<Frame> &frames, const PcapngForm &form);
QByteArray gzip(const QByteArray &content);

/// Files for a test.
class CaptureFolder
{
public:
    std::string write(const char *name, const QByteArray &content) const;
    QString path(const char *name) const { return m_folder.filePath(QLatin1StringView(name)); }

private:
    QTemporaryDir m_folder;
};

} // namespace hd::test
