// SPDX-License-Identifier: GPL-3.0-or-later
#include "trace/propertytimeline.h"

#include "trace/viewpoint.h"

#include <algorithm>
#include <set>
#include <string>
#include <tuple>

namespace hd {

namespace {

/// What can be seen of the events from outside that may change something there.
class Outside
{
public:
    explicit Outside(const Trace &trace) : m_trace(trace) {}

    /// Whether @p event shows who is there, or keys of a kind that its party had not: others change nothing.
    bool learns(const Event &event)
    {
        if (event.what == What::MessageSent || event.what == What::MessageReceived)
            return m_trace.messages[event.index].name == "certificate";
        if (event.what != What::Keys)
            return false;
        const KeyInstallation &keys = m_trace.keys[event.index];
        return m_keys.emplace(keys.by, keys.write, keys.suite).second;
    }

private:
    const Trace &m_trace;
    std::set<std::tuple<Side, bool, std::string>> m_keys;
};

} // namespace

PropertyTimeline::PropertyTimeline(const Trace &trace) : m_trace(trace)
{
    const std::array<std::unique_ptr<Viewpoint>, 2> views{makeViewpoint(trace, Side::Client),
                                                          makeViewpoint(trace, Side::Server)};
    const auto seen = [&views] {
        return std::tuple(views[0]->changes(), views[1]->changes(), views[0]->weakness(), views[1]->weakness());
    };
    const std::vector<std::pair<MessageId, Playhead>> changed = changesOnTheWay(trace);
    const Playhead firstChange = changed.empty() ? 0 : changed.front().second;
    Outside outside(trace);
    m_stretches.emplace_back();
    auto before = seen();
    for (Playhead at = 1; at <= trace.events.size(); ++at) {
        for (const std::unique_ptr<Viewpoint> &view : views)
            view->follow(at);
        const auto now = seen();
        if (outside.learns(trace.events[at - 1]) || now != before || at == firstChange)
            m_stretches.push_back({at, {}});
        before = now;
    }
}

PropertyTimeline::Stretch &PropertyTimeline::stretchAt(Playhead at) const
{
    return *std::prev(std::ranges::upper_bound(m_stretches, at, {}, &Stretch::from));
}

const std::vector<PropertyState> &PropertyTimeline::at(Playhead at) const
{
    Stretch &stretch = stretchAt(at);
    std::optional<std::vector<PropertyState>> &states = stretch.states[0];
    return states ? *states : states.emplace(propertiesAt(m_trace, stretch.from));
}

const std::vector<PropertyState> &PropertyTimeline::of(Side viewpoint, Playhead at) const
{
    Stretch &stretch = stretchAt(at);
    std::optional<std::vector<PropertyState>> &states = stretch.states[1 + static_cast<std::size_t>(viewpoint)];
    return states ? *states : states.emplace(propertiesAt(m_trace, viewpoint, stretch.from));
}

const std::vector<PropertyState> &PropertyTimeline::against(Adversary adversary, Playhead at) const
{
    Stretch &stretch = stretchAt(at);
    std::optional<std::vector<PropertyState>> &states = stretch.states[3 + static_cast<std::size_t>(adversary)];
    return states ? *states : states.emplace(propertiesAgainst(m_trace, adversary, stretch.from));
}

} // namespace hd
