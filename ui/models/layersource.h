// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/layers.h"

#include <memory>

namespace hd::ui {

/// The layers below each message of a trace. The packets are made when they are first asked for.
class LayerSource
{
public:
    void setTrace(std::shared_ptr<const Trace> trace);
    MessageLayers layers(MessageId message);

private:
    std::shared_ptr<const Trace> m_trace;
    bool m_ready = false;
    RecordIndex m_records;
    PacketIndex m_packets;
};

} // namespace hd::ui
