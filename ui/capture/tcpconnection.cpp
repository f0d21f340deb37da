// SPDX-License-Identifier: GPL-3.0-or-later
#include "capture/tcpconnection.h"

namespace hd::ui {

TcpConnection::TcpConnection(ReassemblyLimits limits, TlsFinder::Output output)
    : m_halves{TcpHalf(limits), TcpHalf(limits)}, m_finder(std::move(output))
{
    for (unsigned half = 0; half < 2; ++half)
        m_outputs[half] = {
            [this, half](ByteView bytes, const TcpSegment &segment) { m_finder.add(half, bytes, segment.timeUs); },
            [this, half](std::uint64_t missing, const TcpSegment &) { m_finder.gap(half, missing); }};
}

bool TcpConnection::isOver(unsigned half, const TcpSegment &segment) const
{
    if (!segment.syn || segment.ack)
        return false;
    if (m_syn[half])
        return *m_syn[half] != segment.sequence;
    return m_halves[half].begun() && segment.sequence + 1 != m_halves[half].firstSequence();
}

void TcpConnection::add(unsigned half, const TcpSegment &segment)
{
    if (m_firstPacket == 0) {
        m_firstPacket = segment.packet;
        m_midStream = !segment.syn;
        if (m_midStream)
            m_finder.setMidStream();
    }
    TcpHalf &own = m_halves[half], &peer = m_halves[1 - half];
    m_last = segment;
    m_last.payload = {};
    TcpSegment data = segment;
    if (segment.syn) {
        m_syn[half] = segment.sequence;
        ++data.sequence; // RFC 9293 3.4: SYN takes a number
        own.begin(data.sequence);
        if (segment.ack) // what the client sends begins there, also when its SYN was not captured
            peer.begin(segment.acknowledgement);
    }
    if (!data.payload.empty())
        own.add(data, outputOf(half));
    if (segment.fin && own.begun())
        own.setEnd(data.sequence + static_cast<std::uint32_t>(data.payload.size()) + data.cutShort);
    if (segment.ack && peer.begun())
        peer.acknowledged(segment.acknowledgement, segment, outputOf(1 - half));
    m_reset = m_reset || segment.rst;
}

void TcpConnection::finish()
{
    if (m_finished)
        return;
    m_finished = true;
    for (unsigned half = 0; half < 2; ++half)
        m_halves[half].finish(m_last, outputOf(half));
    m_finder.finish();
}

std::vector<Error> TcpConnection::notices() const
{
    std::vector<Error> notices;
    if (m_midStream)
        notices.push_back(
            {"the beginning of the connection was not captured", "packet " + std::to_string(m_firstPacket), {}});
    if (m_finder.guessedClient())
        notices.push_back({"no hello was captured; who is the client was guessed from the ports", {}, {}});
    if (!m_finder.before().empty())
        notices.push_back({m_finder.before() == "unknown"
                               ? "something else was spoken before TLS, and is left out"
                               : m_finder.before() + " was spoken before TLS, and is left out",
                           {},
                           {}});
    for (const Side side : {Side::Client, Side::Server}) {
        const unsigned half = side == Side::Client ? m_finder.clientHalf() : 1 - m_finder.clientHalf();
        for (Error &notice : m_halves[half].notices(side == Side::Client ? "client" : "server"))
            notices.push_back(std::move(notice));
    }
    return notices;
}

} // namespace hd::ui
