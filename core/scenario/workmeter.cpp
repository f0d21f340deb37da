// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenario/workmeter.h"

namespace hd {

Stopwatch WorkMeter::stopwatch()
{
    if (!m_clock)
        return {};
    return [this]() -> std::uint64_t {
        const std::uint64_t now = m_clock();
        m_byEvent.push_back(now - m_since);
        m_since = now;
        return 0;
    };
}

void WorkMeter::begin()
{
    if (m_clock)
        m_since = m_clock();
}

void WorkMeter::end()
{
    if (m_clock && !m_byEvent.empty())
        m_byEvent.back() += m_clock() - m_since;
}

std::vector<std::uint64_t> workByEvent(const Trace &trace, const WorkMeter &client, const WorkMeter &server)
{
    std::vector<std::uint64_t> work;
    work.reserve(trace.events.size());
    auto nextOfClient = client.byEvent().begin();
    auto nextOfServer = server.byEvent().begin();
    for (const Event &event : trace.events) {
        const bool isClient = event.at == Side::Client;
        auto &next = isClient ? nextOfClient : nextOfServer;
        const auto end = (isClient ? client : server).byEvent().end();
        work.push_back(next == end ? 0 : *next++);
    }
    return work;
}

} // namespace hd
