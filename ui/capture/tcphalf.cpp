// SPDX-License-Identifier: GPL-3.0-or-later
#include "capture/tcphalf.h"

namespace hd::ui {

void TcpHalf::begin(std::uint32_t sequence)
{
    if (m_begun)
        return;
    m_begun = true;
    m_first = sequence;
}

/// The one with these low 32 bits that is nearest to the next byte (RFC 9293 3.4). Before the first byte: as if far
/// away.
std::uint64_t TcpHalf::offsetOf(std::uint32_t sequence) const
{
    const auto ahead = static_cast<std::int32_t>(sequence - m_first - static_cast<std::uint32_t>(m_next));
    const std::int64_t offset = static_cast<std::int64_t>(m_next) + ahead;
    return offset < 0 ? UINT64_MAX : static_cast<std::uint64_t>(offset);
}

void TcpHalf::repeat(Repeated &what, std::uint64_t packet, std::uint64_t from, std::uint64_t to)
{
    if (what.count++ == 0)
        what = {1, packet, from, to};
}

void TcpHalf::noticeOnce(std::string what, std::uint64_t packet, std::uint64_t from, std::uint64_t to)
{
    if (m_noticed.size() < m_limits.notices)
        m_noticed.push_back({std::move(what), packet, from, to});
    else
        ++m_unnoticed;
}

/// Whether what was sent of these bytes before, as far as it is still known, is something else.
bool TcpHalf::differs(std::uint64_t at, ByteView bytes) const
{
    const std::uint64_t historyAt = m_next - m_history.size();
    for (std::size_t i = 0; i < bytes.size(); ++i) {
        const std::uint64_t offset = at + i;
        if (offset >= historyAt && offset < m_next && m_history[offset - historyAt] != bytes[i])
            return true;
    }
    for (const auto &[earlyAt, early] : m_early) {
        const std::uint64_t begin = std::max(at, earlyAt), end = std::min(at + bytes.size(), earlyAt + early.size());
        for (std::uint64_t offset = begin; offset < end; ++offset)
            if (early[offset - earlyAt] != bytes[offset - at])
                return true;
    }
    return false;
}

/// Tells what comes a second time.
void TcpHalf::compare(std::uint64_t at, ByteView bytes, std::uint64_t packet)
{
    const bool again = at < m_next;
    if (!again && m_early.empty())
        return;
    if (differs(at, bytes))
        noticeOnce("bytes % are sent again with other contents; what came first counts", packet, at, at + bytes.size());
    else if (again)
        repeat(m_again, packet, at, at + bytes.size());
}

void TcpHalf::deliver(ByteView bytes, const TcpSegment &segment, const Output &output)
{
    m_next += bytes.size();
    m_acknowledgedPast = 0;
    if (m_limits.history) {
        append(m_history, bytes.last(std::min(bytes.size(), m_limits.history)));
        if (m_history.size() > 2 * m_limits.history)
            m_history.erase(m_history.begin(), m_history.end() - static_cast<std::ptrdiff_t>(m_limits.history));
    }
    output.bytes(bytes, segment);
}

void TcpHalf::deliverEarly(const TcpSegment &segment, const Output &output)
{
    while (!m_early.empty() && m_early.begin()->first <= m_next) {
        const auto [at, bytes] = *m_early.begin();
        m_early.erase(m_early.begin());
        m_earlyBytes -= bytes.size();
        if (at + bytes.size() > m_next)
            deliver(ByteView(bytes).subspan(static_cast<std::size_t>(m_next - at)), segment, output);
    }
}

/// What is there already stays: the parts that are new are put between.
void TcpHalf::keepEarly(std::uint64_t at, ByteView bytes)
{
    while (!bytes.empty()) {
        const auto after = m_early.upper_bound(at);
        if (after != m_early.begin()) {
            const auto &[beforeAt, before] = *std::prev(after);
            const std::uint64_t known = beforeAt + before.size();
            if (known > at) {
                const auto skipped = std::min<std::uint64_t>(known - at, bytes.size());
                bytes = bytes.subspan(static_cast<std::size_t>(skipped));
                at += skipped;
                continue;
            }
        }
        std::size_t length = bytes.size();
        if (after != m_early.end())
            length = static_cast<std::size_t>(std::min<std::uint64_t>(length, after->first - at));
        m_early.emplace(at, Bytes(bytes.begin(), bytes.begin() + static_cast<std::ptrdiff_t>(length)));
        m_earlyBytes += length;
        bytes = bytes.subspan(length);
        at += length;
    }
}

void TcpHalf::add(const TcpSegment &segment, const Output &output)
{
    begin(segment.sequence);
    ByteView bytes = segment.payload;
    std::uint64_t at = offsetOf(segment.sequence);
    if (segment.cutShort && !bytes.empty())
        noticeOnce("bytes % were not captured: the packet was cut off", segment.packet, at + bytes.size(),
                   at + bytes.size() + segment.cutShort);
    if (bytes.empty() || (m_end && at >= *m_end) || at == UINT64_MAX)
        return;
    if (bytes.size() == 1 && at + 1 == m_next) // RFC 9293 3.8.4: a keep-alive may hold one byte of garbage
        return;
    compare(at, bytes, segment.packet);
    if (at < m_next) {
        const std::uint64_t old = std::min<std::uint64_t>(m_next - at, bytes.size());
        bytes = bytes.subspan(static_cast<std::size_t>(old));
        at += old;
    }
    if (bytes.empty())
        return;
    if (at == m_next) {
        deliver(bytes, segment, output);
        return deliverEarly(segment, output);
    }
    repeat(m_reordered, segment.packet, at, at + bytes.size());
    keepEarly(at, bytes);
    while (m_earlyBytes > m_limits.early)
        skipGap(segment, output);
}

void TcpHalf::skipGap(const TcpSegment &segment, const Output &output)
{
    const std::uint64_t missing = m_early.begin()->first - m_next;
    noticeOnce("bytes % are missing", segment.packet, m_next, m_next + missing);
    m_next += missing;
    m_history.clear();
    output.gap(missing, segment);
    deliverEarly(segment, output);
}

void TcpHalf::acknowledged(std::uint32_t sequence, const TcpSegment &segment, const Output &output)
{
    constexpr unsigned patience = 8; // packets of a capture may be out of order, too
    const std::uint64_t upTo = offsetOf(sequence);
    if (!m_begun || m_early.empty() || upTo == UINT64_MAX || upTo <= m_next)
        return;
    if (++m_acknowledgedPast < patience)
        return;
    skipGap(segment, output);
    m_acknowledgedPast = 0;
}

void TcpHalf::finish(const TcpSegment &last, const Output &output)
{
    while (!m_early.empty())
        skipGap(last, output);
    if (m_end && m_next < *m_end) {
        noticeOnce("bytes % are missing at the end", last.packet, m_next, *m_end);
        output.gap(*m_end - m_next, last);
        m_next = *m_end;
    }
}

/// As other analysers count them: the first byte after SYN is number 1.
static std::string rangeText(std::uint64_t from, std::uint64_t to)
{
    return std::to_string(from + 1) + (to > from + 1 ? " to " + std::to_string(to) : "");
}

std::vector<Error> TcpHalf::notices(const std::string &who) const
{
    std::vector<Error> notices;
    for (const Noticed &noticed : m_noticed) {
        std::string what = noticed.what;
        what.replace(what.find('%'), 1, rangeText(noticed.from, noticed.to));
        notices.push_back({"of the " + who + ", " + what, "packet " + std::to_string(noticed.packet), {}});
    }
    if (m_unnoticed)
        notices.push_back({"of the " + who + ", " + std::to_string(m_unnoticed) + " more of the same kind", {}, {}});
    const auto addRepeated = [&](const Repeated &repeated, const std::string &what) {
        if (repeated.count)
            notices.push_back({"segments of the " + who + " " + what + ": " + std::to_string(repeated.count) +
                                   "; the first has bytes " + rangeText(repeated.from, repeated.to),
                               "packet " + std::to_string(repeated.packet),
                               {}});
    };
    addRepeated(m_again, "that were sent again");
    addRepeated(m_reordered, "that came too early and were put in their place");
    return notices;
}

} // namespace hd::ui
