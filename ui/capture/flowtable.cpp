// SPDX-License-Identifier: GPL-3.0-or-later
#include "capture/flowtable.h"

#include <string_view>

namespace hd::ui {

/// One connection, or, once it is over, what is left of it: that its late packets are none of another.
struct FlowTable::Flow
{
    Flow(const FlowTable::Key &ends, crypto::Context &context, const ReassemblyLimits &limits)
        : key(ends),
          summary(std::make_unique<TlsSummary>(context)),
          connection(std::make_unique<TcpConnection>(
              limits, TlsFinder::Output{[this](Side from, ByteView bytes, std::uint64_t) { summary->add(from, bytes); },
                                        [this](Side from, std::uint64_t missing) { summary->gap(from, missing); }}))
    {}

    bool over() const { return !connection; }
    std::size_t held() const { return over() ? 0 : connection->held() + summary->held(); }

    FlowTable::Key key;
    FoundConnection found;
    std::uint64_t endedUs = 0;
    std::unique_ptr<TlsSummary> summary;
    std::unique_ptr<TcpConnection> connection;
    std::size_t counted = 0; ///< of held(), in FlowTable::m_held
    std::list<Flow *>::iterator use;
};

FlowTable::FlowTable(crypto::Context &context, FlowLimits limits) : m_context(context), m_limits(limits) {}

FlowTable::~FlowTable() = default;

std::size_t FlowTable::KeyHash::operator()(const Key &key) const
{
    std::uint64_t hash = 0xcbf29ce484222325; // FNV-1a, over words
    const auto mix = [&hash](std::uint64_t value) { hash = (hash ^ value) * 0x100000001b3; };
    for (const TcpEndpoint *end : {&key.lower, &key.higher}) {
        std::uint64_t words[2];
        std::copy_n(end->address.begin(), sizeof words, reinterpret_cast<std::uint8_t *>(words));
        mix(words[0]);
        mix(words[1] ^ end->port);
        hash ^= hash >> 29;
    }
    return static_cast<std::size_t>(hash);
}

FlowTable::Flow &FlowTable::flowOf(const TcpSegment &segment, const CapturePlace &place)
{
    const unsigned half = halfOf(segment);
    const Key key{half == 0 ? segment.from : segment.to, half == 0 ? segment.to : segment.from};
    std::unique_ptr<Flow> &slot = m_flows[key];
    const bool again = slot && segment.syn && !segment.ack && (slot->over() || slot->connection->isOver(half, segment));
    if (again) {
        close(*slot);
        m_byUse.erase(slot->use);
        slot.reset();
    }
    if (!slot) {
        slot = std::make_unique<Flow>(key, m_context, m_limits.reassembly);
        slot->found.place = place;
        slot->found.firstPacket = segment.packet;
        slot->found.beganUs = segment.timeUs;
        slot->use = m_byUse.insert(m_byUse.end(), slot.get());
    }
    m_byUse.splice(m_byUse.end(), m_byUse, slot->use);
    return *slot;
}

void FlowTable::add(const TcpSegment &segment, const CapturePlace &place)
{
    Flow &flow = flowOf(segment, place);
    if (flow.over())
        return;
    flow.found.lastPacket = segment.packet;
    flow.found.beganUs = std::min(flow.found.beganUs, segment.timeUs);
    flow.endedUs = std::max(flow.endedUs, segment.timeUs);
    ++flow.found.summary.packets;
    flow.found.summary.bytes += segment.payload.size() + segment.cutShort;
    flow.connection->add(halfOf(segment), segment);
    if (flow.connection->tls().state() == TlsFinder::State::Absent || flow.connection->closed())
        close(flow);
    account(flow);
    makeRoom();
}

void FlowTable::account(Flow &flow)
{
    m_held = m_held - flow.counted + flow.held();
    flow.counted = flow.held();
}

void FlowTable::makeRoom()
{
    while (m_byUse.size() > 1 && (m_flows.size() > m_limits.flows || m_held > m_limits.bytes)) {
        Flow &oldest = *m_byUse.front();
        m_givenUp += oldest.over() ? 0 : 1;
        close(oldest);
        m_byUse.pop_front();
        const Key key = oldest.key;
        m_flows.erase(key);
    }
}

/// Into the list, if it had TLS; its state is freed.
void FlowTable::close(Flow &flow)
{
    if (flow.over())
        return;
    flow.connection->finish();
    const TlsFinder &tls = flow.connection->tls();
    if (tls.state() == TlsFinder::State::Found) {
        FoundConnection &found = flow.found;
        CapturedConnection &summary = found.summary;
        found.lower = flow.key.lower;
        found.higher = flow.key.higher;
        found.sawBeginning = tls.sawBeginning();
        bool lowerIsClient = tls.clientHalf() == 0;
        if (tls.guessedClient()) // services have the lower port
            lowerIsClient = found.lower.port > found.higher.port;
        summary.client = (lowerIsClient ? found.lower : found.higher).text();
        summary.server = (lowerIsClient ? found.higher : found.lower).text();
        summary.beganUs = found.beganUs;
        summary.lastedUs = flow.endedUs - found.beganUs;
        summary.startTls = tls.before();
        if (found.sawBeginning)
            flow.summary->describe(summary);
        found.clientRandom = flow.summary->clientRandom();
        if (flow.connection->wasReset() && summary.outcome == CapturedConnection::Outcome::Unfinished)
            summary.outcome = CapturedConnection::Outcome::Reset;
        summary.notices = flow.connection->notices();
        if (m_found.size() < m_limits.connections)
            m_found.push_back(std::move(found));
        else
            ++m_unlisted;
    }
    flow.connection.reset();
    flow.summary.reset();
    account(flow);
}

std::vector<FoundConnection> FlowTable::finish()
{
    for (Flow *flow : m_byUse)
        close(*flow);
    m_byUse.clear();
    m_flows.clear();
    std::sort(m_found.begin(), m_found.end(),
              [](const FoundConnection &a, const FoundConnection &b) { return a.firstPacket < b.firstPacket; });
    for (std::size_t i = 0; i < m_found.size(); ++i)
        m_found[i].summary.number = static_cast<std::uint32_t>(i + 1);
    return std::move(m_found);
}

std::vector<Error> FlowTable::notices() const
{
    std::vector<Error> notices;
    if (m_givenUp)
        notices.push_back({std::to_string(m_givenUp) + " connections were still open when others needed their place; "
                                                       "they are listed as far as they had come",
                           {},
                           {}});
    if (m_unlisted)
        notices.push_back({std::to_string(m_unlisted) + " more connections are not listed", {}, {}});
    return notices;
}

} // namespace hd::ui
