// SPDX-License-Identifier: GPL-3.0-or-later
#include "inspectors/layers/layerslayout.h"

#include "inspectors/layers/layerswords.h"
#include "models/valuetext.h"
#include "theme/theme.h"

#include <QFontMetricsF>

#include <cmath>

namespace hd::ui {

namespace {

constexpr qreal margin = 16;
constexpr qreal gap = 12;
constexpr qreal rowHeight = 36;
constexpr qreal chipHeight = 24;
constexpr qreal namesWidth = 148;
constexpr qreal bracketWidth = 24;
constexpr qreal leastHit = 24; ///< of what can be clicked, where it is too small to be seen well

constexpr std::array protocols{Protocol::Handshake, Protocol::ChangeCipherSpec, Protocol::Alert,
                               Protocol::ApplicationData};

class Placer
{
public:
    Placer(const Trace &trace, MessageId message, const MessageLayers &layers, qreal width)
        : m_words(trace, message, layers), m_layers(layers), m_right(width - margin)
    {}

    LayersLayout place()
    {
        placeSummary();
        placeProtocols();
        placeRows();
        placeBoxes();
        placeParagraphs();
        m_layout.height = m_y + margin;
        return std::move(m_layout);
    }

private:
    qreal textHeight(const QString &text, const QFont &font, qreal width) const
    {
        const QRectF room(0, 0, width, 10000);
        return std::ceil(QFontMetricsF(font).boundingRect(room, Qt::TextWordWrap, text).height());
    }

    void placeSummary()
    {
        m_layout.summary = m_words.summary();
        const qreal height = textHeight(m_layout.summary, Fonts::ui(Fonts::body), m_right - margin);
        m_layout.summaryAt = {margin, gap, m_right - margin, height};
        m_y = gap + height + gap;
    }

    /// The four protocols as chips, on a line of their own where they do not fit behind their caption.
    void placeProtocols()
    {
        m_layout.protocolsCaption = m_words.protocolsCaption();
        const QFontMetricsF metrics(Fonts::ui(Fonts::meta, QFont::DemiBold));
        const qreal caption = std::ceil(metrics.horizontalAdvance(m_layout.protocolsCaption)) + gap;
        m_layout.protocolsCaptionAt = {margin, m_y, caption, chipHeight};
        std::vector<qreal> widths;
        qreal all = 0;
        for (const Protocol protocol : protocols) {
            widths.push_back(std::ceil(metrics.horizontalAdvance(protocolName(protocol))) + 34);
            all += widths.back() + 8;
        }
        qreal x = margin + caption;
        if (x + all > m_right) {
            x = margin;
            m_y += chipHeight + 4;
        }
        for (std::size_t i = 0; i < protocols.size(); ++i) {
            if (x > margin && x + widths[i] > m_right) {
                x = margin;
                m_y += chipHeight + 4;
            }
            m_layout.items.push_back(
                {LayerItem::Kind::Protocol, static_cast<int>(protocols[i]), {x, m_y, widths[i], chipHeight}});
            x += widths[i] + 8;
        }
        m_y += chipHeight + gap;
    }

    void placeRows()
    {
        qreal names = namesWidth;
        const QFontMetricsF title(Fonts::ui(Fonts::body, QFont::DemiBold));
        const QFontMetricsF size(Fonts::mono(Fonts::caption));
        for (std::size_t i = 0; i < layerCount; ++i) {
            const auto layer = static_cast<Layer>(i);
            m_layout.titles[i] = m_words.name(layer);
            m_layout.sizes[i] = m_words.size(layer);
            names = std::max({names, title.horizontalAdvance(m_layout.titles[i]) + gap,
                              size.horizontalAdvance(m_layout.sizes[i]) + gap});
        }
        const qreal left = margin + bracketWidth + std::ceil(names);
        for (std::size_t i = 0; i < layerCount; ++i) {
            m_layout.names[i] = {margin + bracketWidth, m_y, left - margin - bracketWidth, rowHeight};
            m_layout.rows[i] = {left, m_y, m_right - left, rowHeight};
            m_layout.items.push_back(
                {LayerItem::Kind::Layer, static_cast<int>(i), m_layout.names[i].adjusted(0, 2, -8, -2)});
            m_y += rowHeight;
        }
        const QRectF top = m_layout.rows[static_cast<std::size_t>(Layer::Protocol)];
        const QRectF bottom = m_layout.rows[static_cast<std::size_t>(Layer::Record)];
        m_layout.tlsBracket = QRectF(QPointF(margin + 14, top.top() + 3), QPointF(margin + 20, bottom.bottom() - 3));
        m_y += margin;
    }

    void placeBoxes()
    {
        for (std::size_t i = 0; i < m_layers.boxes.size(); ++i) {
            const LayerBox &box = m_layers.boxes[i];
            const QRectF at = m_layout.onRow(box.layer, box.at, m_layers.size);
            m_layout.boxes.push_back(at);
            QRectF hit = at;
            if (hit.width() < leastHit)
                hit = QRectF(at.center().x() - leastHit / 2, at.top(), leastHit, at.height());
            m_layout.items.push_back({LayerItem::Kind::Box, static_cast<int>(i), hit});
        }
    }

    void placeParagraphs()
    {
        const QFont font = Fonts::ui(Fonts::body);
        const auto add = [&](const QString &strong, const QString &text) {
            LayerParagraph made{strong, text, {}};
            const qreal left = strong.isEmpty() ? margin : m_layout.rows[0].left();
            made.at = {left, m_y, m_right - left, textHeight(text, font, m_right - left)};
            m_y = made.at.bottom() + 8;
            m_layout.paragraphs.push_back(std::move(made));
        };
        for (std::size_t i = 0; i < layerCount; ++i)
            add(m_layout.titles[i], m_words.why(static_cast<Layer>(i)));
        if (m_layers.packets > 0)
            add({}, m_words.madeUp());
    }

    LayersWords m_words;
    const MessageLayers &m_layers;
    qreal m_right;
    qreal m_y = 0;
    LayersLayout m_layout;
};

} // namespace

QRectF LayersLayout::onRow(Layer layer, Range line, std::uint32_t size) const
{
    const QRectF &row = rows[static_cast<std::size_t>(layer)];
    const qreal scale = size == 0 ? 0 : row.width() / size;
    const qreal left = std::round(row.left() + line.offset * scale);
    const qreal right = std::round(row.left() + line.end() * scale);
    return {left, row.top(), std::max(right - left, 1.0), row.height()};
}

LayersLayout layOutLayers(const Trace &trace, MessageId message, const MessageLayers &layers, qreal width)
{
    return Placer(trace, message, layers, width).place();
}

} // namespace hd::ui
