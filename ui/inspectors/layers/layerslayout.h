// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// The layers below one message as plain geometry, in px at 1x: a name and a size at the left of each layer, its boxes
// to scale beside them, and below a sentence about each. It needs a widget for nothing.

#include "models/layersource.h"

#include <QRectF>
#include <QString>

namespace hd::ui {

/// What can be pointed at.
struct LayerItem
{
    enum class Kind : std::uint8_t { Protocol, Layer, Box };
    Kind kind = Kind::Box;
    int index = 0; ///< Protocol: ContentType; Layer: Layer; Box: into MessageLayers::boxes
    QRectF at;
};

/// A paragraph; `strong` in front of `text`.
struct LayerParagraph
{
    QString strong, text;
    QRectF at;
};

struct LayersLayout
{
    QString summary; ///< how much of all that was sent is the message
    QRectF summaryAt;
    QString protocolsCaption;
    QRectF protocolsCaptionAt;
    std::array<QRectF, layerCount> rows; ///< of the picture, without the names
    std::array<QRectF, layerCount> names;
    std::array<QString, layerCount> titles, sizes;
    QRectF tlsBracket;
    std::vector<QRectF> boxes; ///< as MessageLayers::boxes
    std::vector<LayerItem> items;
    std::vector<LayerParagraph> paragraphs;
    qreal height = 0;

    /// Bytes of the line in the row of @p layer.
    QRectF onRow(Layer layer, Range line, std::uint32_t size) const;
};

/// @p width in px at 1x.
LayersLayout layOutLayers(const Trace &trace, MessageId message, const MessageLayers &layers, qreal width);

} // namespace hd::ui
