// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/layersource.h"

#include <QCoreApplication>
#include <QString>

namespace hd::ui {

/// What the layers are called and why each of them is there.
class LayersWords
{
    Q_DECLARE_TR_FUNCTIONS(hd::ui::LayersWords)
public:
    LayersWords(const Trace &trace, MessageId message, const MessageLayers &layers)
        : m_trace(trace), m_id(message), m_layers(layers)
    {}

    QString summary() const;
    QString protocolsCaption() const;
    QString name(Layer layer) const; ///< "handshake", "record", "TCP"
    QString size(Layer layer) const; ///< what it adds: "61 bytes · 24.9 %"
    QString why(Layer layer) const;
    QString box(const LayerBox &box) const;   ///< in full, as it is read aloud
    QString label(const LayerBox &box) const; ///< as it is written in the box
    QString madeUp() const;                   ///< where packets come from

private:
    const Message &message() const { return m_trace[m_id]; }
    QString share(std::uint32_t bytes) const;
    QString whyProtocol() const;
    QString whyRecord() const;

    const Trace &m_trace;
    MessageId m_id;
    const MessageLayers &m_layers;
};

} // namespace hd::ui
