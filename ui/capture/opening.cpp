// SPDX-License-Identifier: GPL-3.0-or-later
#include "capture/opening.h"

namespace hd::ui {

namespace {

constexpr std::size_t mostPayload = 64u << 20; ///< of a connection that is decoded
constexpr std::uint64_t packetsPerProgress = 4096;

/// A segment with its bytes.
struct Kept
{
    TcpSegment segment;
    Bytes payload;
};

/// What one direction holds after a gap is at no known place in the sequence of its records.
class ChunkCollector
{
public:
    explicit ChunkCollector(std::uint64_t beganUs) : m_beganUs(beganUs) {}

    void bytes(Side from, ByteView bytes, std::uint64_t timeUs)
    {
        if (!m_broken[static_cast<std::size_t>(from)])
            m_chunks.push_back({from, {bytes.begin(), bytes.end()}, timeUs - m_beganUs});
    }
    void gap(Side from)
    {
        bool &broken = m_broken[static_cast<std::size_t>(from)];
        if (!broken)
            m_notices.push_back({std::string("what the ") + (from == Side::Client ? "client" : "server") +
                                     " sent after bytes that are missing is left out",
                                 {},
                                 {}});
        broken = true;
    }
    OpenedConnection take() { return {std::move(m_chunks), std::move(m_notices)}; }

private:
    std::uint64_t m_beganUs;
    std::vector<Chunk> m_chunks;
    std::vector<Error> m_notices;
    std::array<bool, 2> m_broken{};
};

bool isOf(const FoundConnection &found, const TcpSegment &segment)
{
    return (segment.from == found.lower && segment.to == found.higher) ||
           (segment.from == found.higher && segment.to == found.lower);
}

OpenedConnection putTogether(std::vector<Kept> kept, std::uint64_t beganUs)
{
    // Captures that were merged or made by several threads have packets out of order.
    std::stable_sort(kept.begin(), kept.end(),
                     [](const Kept &a, const Kept &b) { return a.segment.timeUs < b.segment.timeUs; });
    ChunkCollector collector(beganUs);
    constexpr ReassemblyLimits limits{.early = 16u << 20, .history = 1u << 20, .notices = 32};
    TcpConnection connection(
        limits, {[&](Side from, ByteView bytes, std::uint64_t timeUs) { collector.bytes(from, bytes, timeUs); },
                 [&](Side from, std::uint64_t) { collector.gap(from); }});
    for (Kept &each : kept) {
        each.segment.payload = each.payload;
        connection.add(halfOf(each.segment), each.segment);
        each.payload = {};
    }
    connection.finish();
    OpenedConnection opened = collector.take();
    const std::vector<Error> notices = connection.notices();
    opened.notices.insert(opened.notices.begin(), notices.begin(), notices.end());
    return opened;
}

} // namespace

Result<OpenedConnection> readConnection(const std::string &path, const FoundConnection &found, bool fragments,
                                        const CaptureProgress &progress)
{
    Result<std::unique_ptr<PacketReader>> opened = PacketReader::open(path);
    if (Error *error = std::get_if<Error>(&opened))
        return std::move(*error);
    PacketReader &packets = *std::get<std::unique_ptr<PacketReader>>(opened);
    if (!fragments && !packets.resume(found.place))
        return Error{"cannot be read again", path, {}};
    const std::uint64_t first = packets.place().packetsBefore, count = found.lastPacket - first;
    SegmentReader segments;
    std::vector<Kept> kept;
    std::size_t size = 0;
    std::vector<Error> notices;
    while (const CapturedPacket *packet = packets.next()) {
        if (packet->number > found.lastPacket)
            break;
        const double done = static_cast<double>(packet->number - first) / static_cast<double>(count);
        if (progress && packet->number % packetsPerProgress == 0 && !progress(done))
            return Error{"reading it was cancelled", path, {}};
        const TcpSegment *segment = segments.read(*packet);
        if (!segment || packet->number < found.firstPacket || !isOf(found, *segment))
            continue;
        size += segment->payload.size();
        if (size > mostPayload) {
            notices.push_back({"only its first 64 MiB are read", "packet " + std::to_string(packet->number), {}});
            break;
        }
        kept.push_back({*segment, {segment->payload.begin(), segment->payload.end()}});
    }
    if (progress)
        progress(1);
    OpenedConnection result = putTogether(std::move(kept), found.beganUs);
    result.notices.insert(result.notices.end(), notices.begin(), notices.end());
    return result;
}

} // namespace hd::ui
