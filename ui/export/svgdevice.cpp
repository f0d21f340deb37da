// SPDX-License-Identifier: GPL-3.0-or-later
#include "export/svgdevice.h"

#include <QPainterPath>
#include <QPen>

#include <cmath>

namespace hd::ui {

QString xmlText(const QString &text)
{
    QString kept;
    kept.reserve(text.size());
    for (const char32_t c : text.toUcs4()) {
        const bool allowed = c == '\t' || c == '\n' || (c >= 0x20 && c <= 0xD7FF) || (c >= 0xE000 && c <= 0xFFFD) ||
                             (c >= 0x10000 && c <= 0x10FFFF);
        kept += allowed ? QString::fromUcs4(&c, 1) : QString(QChar::ReplacementCharacter);
    }
    return kept;
}

/// At most two decimals, without trailing zeros: the same bytes on every machine.
static QString number(qreal value)
{
    const qreal rounded = std::round(value * 100) / 100;
    return QString::number(rounded == 0 ? 0 : rounded, 'g', 8);
}

static QString pathData(const QPainterPath &path)
{
    QString data;
    for (int i = 0; i < path.elementCount(); ++i) {
        const QPainterPath::Element &element = path.elementAt(i);
        switch (element.type) {
        case QPainterPath::MoveToElement:
            data += QLatin1Char('M');
            break;
        case QPainterPath::LineToElement:
            data += QLatin1Char('L');
            break;
        case QPainterPath::CurveToElement:
            data += QLatin1Char('C');
            break;
        case QPainterPath::CurveToDataElement:
            data += QLatin1Char(' ');
            break;
        }
        data += number(element.x) + QLatin1Char(' ') + number(element.y);
    }
    return data;
}

class SvgDevice::Engine : public QPaintEngine
{
public:
    Engine(QXmlStreamWriter &xml, bool textAsPaths)
        : QPaintEngine(PrimitiveTransform | PainterPaths | Antialiasing | AlphaBlend | PaintOutsidePaintEvent),
          m_xml(xml),
          m_textAsPaths(textAsPaths)
    {}

    bool begin(QPaintDevice *) override { return true; }
    bool end() override { return true; }
    Type type() const override { return User; }
    void updateState(const QPaintEngineState &now) override;
    void drawPath(const QPainterPath &path) override;
    void drawRects(const QRectF *rects, int count) override;
    void drawEllipse(const QRectF &rect) override;
    void drawPolygon(const QPointF *points, int count, PolygonDrawMode mode) override;
    void drawTextItem(const QPointF &at, const QTextItem &item) override;
    void drawPixmap(const QRectF &, const QPixmap &, const QRectF &) override {} // the diagram has none

    using QPaintEngine::drawEllipse;
    using QPaintEngine::drawPolygon;
    using QPaintEngine::drawRects;

private:
    void attribute(const char *name, const QString &value) { m_xml.writeAttribute(QLatin1StringView(name), value); }
    void color(const char *name, const QColor &color);
    void writeStroke();
    void writeFill(bool none = false);
    void writeTransform();

    QXmlStreamWriter &m_xml;
    const bool m_textAsPaths;
    QPen m_pen;
    QBrush m_brush;
    QPointF m_offset;       ///< where nothing but a translation applies: it is in the numbers
    QTransform m_transform; ///< else
};

void SvgDevice::Engine::updateState(const QPaintEngineState &now)
{
    const DirtyFlags changed = now.state();
    if (changed & DirtyPen)
        m_pen = now.pen();
    if (changed & DirtyBrush)
        m_brush = now.brush();
    if (changed & DirtyTransform) {
        const QTransform &transform = now.transform();
        const bool moves = transform.type() <= QTransform::TxTranslate;
        m_offset = moves ? QPointF(transform.dx(), transform.dy()) : QPointF();
        m_transform = moves ? QTransform() : transform;
    }
}

void SvgDevice::Engine::color(const char *name, const QColor &color)
{
    attribute(name, color.name());
    if (color.alpha() < 255)
        m_xml.writeAttribute(QLatin1StringView(name) + QLatin1StringView("-opacity"), number(color.alphaF()));
}

void SvgDevice::Engine::writeStroke()
{
    if (m_pen.style() == Qt::NoPen)
        return;
    color("stroke", m_pen.color());
    if (m_pen.widthF() != 1)
        attribute("stroke-width", number(m_pen.widthF()));
    if (m_pen.capStyle() == Qt::RoundCap)
        attribute("stroke-linecap", QStringLiteral("round"));
    if (m_pen.joinStyle() == Qt::RoundJoin)
        attribute("stroke-linejoin", QStringLiteral("round"));
    if (m_pen.style() == Qt::SolidLine)
        return;
    QStringList dashes;
    for (const qreal dash : m_pen.dashPattern())
        dashes.append(number(dash * m_pen.widthF()));
    attribute("stroke-dasharray", dashes.join(QLatin1Char(' ')));
}

void SvgDevice::Engine::writeFill(bool none)
{
    if (none || m_brush.style() == Qt::NoBrush)
        attribute("fill", QStringLiteral("none"));
    else
        color("fill", m_brush.color());
}

void SvgDevice::Engine::writeTransform()
{
    if (!m_transform.isIdentity())
        attribute("transform", QStringLiteral("matrix(%1 %2 %3 %4 %5 %6)")
                                   .arg(number(m_transform.m11()), number(m_transform.m12()), number(m_transform.m21()),
                                        number(m_transform.m22()), number(m_transform.dx()), number(m_transform.dy())));
}

void SvgDevice::Engine::drawPath(const QPainterPath &path)
{
    m_xml.writeEmptyElement(QStringLiteral("path"));
    attribute("d", pathData(path.translated(m_offset)));
    if (path.fillRule() == Qt::OddEvenFill && m_brush.style() != Qt::NoBrush)
        attribute("fill-rule", QStringLiteral("evenodd"));
    writeFill();
    writeStroke();
    writeTransform();
}

void SvgDevice::Engine::drawRects(const QRectF *rects, int count)
{
    for (const QRectF *rect = rects; rect != rects + count; ++rect) {
        m_xml.writeEmptyElement(QStringLiteral("rect"));
        attribute("x", number(rect->x() + m_offset.x()));
        attribute("y", number(rect->y() + m_offset.y()));
        attribute("width", number(rect->width()));
        attribute("height", number(rect->height()));
        writeFill();
        writeStroke();
        writeTransform();
    }
}

void SvgDevice::Engine::drawEllipse(const QRectF &rect)
{
    m_xml.writeEmptyElement(QStringLiteral("ellipse"));
    attribute("cx", number(rect.center().x() + m_offset.x()));
    attribute("cy", number(rect.center().y() + m_offset.y()));
    attribute("rx", number(rect.width() / 2));
    attribute("ry", number(rect.height() / 2));
    writeFill();
    writeStroke();
    writeTransform();
}

void SvgDevice::Engine::drawPolygon(const QPointF *points, int count, PolygonDrawMode mode)
{
    QString list;
    for (const QPointF *point = points; point != points + count; ++point)
        list += (list.isEmpty() ? QString() : QStringLiteral(" ")) + number(point->x() + m_offset.x()) +
                QLatin1Char(',') + number(point->y() + m_offset.y());
    m_xml.writeEmptyElement(mode == PolylineMode ? QStringLiteral("polyline") : QStringLiteral("polygon"));
    attribute("points", list);
    writeFill(mode == PolylineMode);
    writeStroke();
    writeTransform();
}

void SvgDevice::Engine::drawTextItem(const QPointF &at, const QTextItem &item)
{
    const QFont font = item.font();
    if (m_textAsPaths) {
        QPainterPath outline;
        outline.setFillRule(Qt::WindingFill);
        outline.addText(at + m_offset, font, item.text());
        m_xml.writeEmptyElement(QStringLiteral("path"));
        attribute("d", pathData(outline));
        color("fill", m_pen.color());
        writeTransform();
        return;
    }
    m_xml.writeStartElement(QStringLiteral("text"));
    attribute("x", number(at.x() + m_offset.x()));
    attribute("y", number(at.y() + m_offset.y()));
    QStringList families;
    for (const QString &family : font.families())
        families.append(family.contains(QLatin1Char(' ')) ? QStringLiteral("'%1'").arg(family) : family);
    families.append(font.styleHint() == QFont::Monospace ? QStringLiteral("monospace") : QStringLiteral("sans-serif"));
    attribute("font-family", families.join(QStringLiteral(", ")));
    attribute("font-size", number(font.pixelSize()));
    if (font.weight() != QFont::Normal)
        attribute("font-weight", QString::number(font.weight()));
    // Where another font stands in, the text still takes the room that the layout gave it.
    attribute("textLength", number(item.width()));
    attribute("lengthAdjust", QStringLiteral("spacingAndGlyphs"));
    color("fill", m_pen.color());
    writeTransform();
    m_xml.writeCharacters(xmlText(item.text()));
    m_xml.writeEndElement();
}

SvgDevice::SvgDevice(QByteArray *to, const Document &document)
    : m_document(document), m_xml(to), m_engine(std::make_unique<Engine>(m_xml, document.textAsPaths))
{
    m_xml.setAutoFormatting(true);
    m_xml.setAutoFormattingIndent(1);
    m_xml.writeStartDocument();
    m_xml.writeStartElement(QStringLiteral("svg"));
    const auto attribute = [this](const char *name, const QString &value) {
        m_xml.writeAttribute(QLatin1StringView(name), value);
    };
    const QString width = number(document.size.width());
    const QString height = number(document.size.height());
    m_xml.writeDefaultNamespace(QStringLiteral("http://www.w3.org/2000/svg"));
    attribute("width", width);
    attribute("height", height);
    const QRectF view = document.view.isEmpty() ? QRectF(QPointF(), document.size) : document.view;
    attribute("viewBox", QStringLiteral("%1 %2 %3 %4")
                             .arg(number(view.x()), number(view.y()), number(view.width()), number(view.height())));
    attribute("role", QStringLiteral("img"));
    attribute("aria-labelledby", QStringLiteral("title desc"));
    attribute("xml:lang", document.language);
    const auto described = [this](const char *name, const QString &text) {
        m_xml.writeStartElement(QLatin1StringView(name));
        m_xml.writeAttribute(QStringLiteral("id"), QLatin1StringView(name));
        m_xml.writeCharacters(xmlText(text));
        m_xml.writeEndElement();
    };
    described("title", document.title);
    described("desc", document.description);
}

SvgDevice::~SvgDevice() = default;

void SvgDevice::beginGroup(const QString &id, const QString &title)
{
    m_xml.writeStartElement(QStringLiteral("g"));
    m_xml.writeAttribute(QStringLiteral("id"), id);
    if (!title.isEmpty())
        m_xml.writeTextElement(QStringLiteral("title"), xmlText(title));
}

void SvgDevice::endGroup()
{
    m_xml.writeEndElement();
}

void SvgDevice::finish()
{
    m_xml.writeEndDocument();
}

QPaintEngine *SvgDevice::paintEngine() const
{
    return m_engine.get();
}

int SvgDevice::metric(PaintDeviceMetric metric) const
{
    const int dpi = 96;
    switch (metric) {
    case PdmWidth:
        return static_cast<int>(std::ceil(m_document.size.width()));
    case PdmHeight:
        return static_cast<int>(std::ceil(m_document.size.height()));
    case PdmWidthMM:
        return static_cast<int>(std::ceil(m_document.size.width() * 25.4 / dpi));
    case PdmHeightMM:
        return static_cast<int>(std::ceil(m_document.size.height() * 25.4 / dpi));
    case PdmNumColors:
        return INT_MAX;
    case PdmDepth:
        return 32;
    case PdmDpiX:
    case PdmDpiY:
    case PdmPhysicalDpiX:
    case PdmPhysicalDpiY:
        return dpi;
    case PdmDevicePixelRatio:
        return 1;
    case PdmDevicePixelRatioScaled:
        return static_cast<int>(devicePixelRatioFScale());
    default:
        return QPaintDevice::metric(metric);
    }
}

} // namespace hd::ui
