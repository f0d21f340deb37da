// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// What a widget paints, as text: for tests of what an audience can read.

#include <QPaintDevice>
#include <QPaintEngine>
#include <QWidget>

namespace hd::test {

/// Notes the texts that are painted on it, and nothing else.
class TextCollector : public QPaintDevice
{
public:
    explicit TextCollector(QSize size) : m_size(size) {}
    QPaintEngine *paintEngine() const override { return &m_engine; }
    const QString &text() const { return m_engine.text; } ///< one after the other, in the order of painting

protected:
    int metric(PaintDeviceMetric metric) const override
    {
        switch (metric) {
        case PdmWidth:
            return m_size.width();
        case PdmHeight:
            return m_size.height();
        case PdmDpiX:
        case PdmDpiY:
        case PdmPhysicalDpiX:
        case PdmPhysicalDpiY:
            return 96;
        case PdmDepth:
            return 32;
        case PdmDevicePixelRatio:
            return 1;
        case PdmDevicePixelRatioScaled:
            return static_cast<int>(devicePixelRatioFScale());
        default:
            return 0;
        }
    }

private:
    class Engine : public QPaintEngine
    {
    public:
        Engine() : QPaintEngine(AllFeatures) {}
        bool begin(QPaintDevice *) override { return true; }
        bool end() override { return true; }
        void updateState(const QPaintEngineState &) override {}
        void drawPixmap(const QRectF &, const QPixmap &, const QRectF &) override {}
        void drawPath(const QPainterPath &) override {}
        void drawPolygon(const QPointF *, int, PolygonDrawMode) override {}
        void drawTextItem(const QPointF &, const QTextItem &item) override { text += item.text(); }
        Type type() const override { return User; }

        QString text;
    };

    QSize m_size;
    mutable Engine m_engine;
};

/// Of the widget and all that is in it.
inline QString paintedText(QWidget *widget)
{
    TextCollector collector(widget->size());
    widget->render(&collector);
    return collector.text();
}

} // namespace hd::test
