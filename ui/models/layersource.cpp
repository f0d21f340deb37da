// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/layersource.h"

namespace hd::ui {

void LayerSource::setTrace(std::shared_ptr<const Trace> trace)
{
    m_trace = std::move(trace);
    m_ready = false;
}

MessageLayers LayerSource::layers(MessageId message)
{
    if (!m_ready) {
        m_records = RecordIndex(*m_trace);
        m_packets = PacketIndex(*m_trace);
        m_ready = true;
    }
    return layersOf(*m_trace, m_records, m_packets, message);
}

} // namespace hd::ui
