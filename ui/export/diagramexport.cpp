// SPDX-License-Identifier: GPL-3.0-or-later
#include "export/diagramexport.h"

#include "export/diagrampage.h"
#include "export/formats.h"
#include "export/svgdevice.h"
#include "formats/recording.h"
#include "theme/theme.h"

#include <QBuffer>
#include <QImage>
#include <QPainter>
#include <QSaveFile>

#include <algorithm>
#include <cmath>

namespace hd::ui {

namespace {

class SvgGroups : public PageGroups
{
public:
    explicit SvgGroups(SvgDevice &device) : m_device(device) {}
    void begin(const QString &id, const QString &title) override { m_device.beginGroup(id, title); }
    void end() override { m_device.endGroup(); }

private:
    SvgDevice &m_device;
};

} // namespace

QByteArray renderSvg(const Trace &trace, const ExportOptions &options)
{
    const DiagramPage page(trace, options);
    QByteArray svg;
    SvgDevice device(&svg, {page.frame().size, page.title(), page.subtitle(), page.language(),
                            options.textAsPaths.value_or(page.isChinese()), page.frame().view});
    SvgGroups groups(device);
    QPainter painter(&device);
    page.paint(painter, groups);
    painter.end();
    device.finish();
    return svg;
}

QByteArray renderPng(const Trace &trace, const ExportOptions &options)
{
    const DiagramPage page(trace, options);
    const double scale = std::clamp(options.scale, 1.0, 4.0);
    const PageFrame &frame = page.frame();
    const QSizeF size = frame.view.size() * scale; // so that a small page shows all that a large one does
    QImage image(static_cast<int>(std::ceil(size.width())), static_cast<int>(std::ceil(size.height())),
                 QImage::Format_RGB32);
    if (image.isNull())
        return {};
    image.fill(page.colors().base);
    image.setText(QStringLiteral("Title"), page.title());
    image.setText(QStringLiteral("Software"), QStringLiteral("HelloDone"));
    PageGroups groups;
    QPainter painter(&image);
    painter.scale(scale, scale);
    painter.translate(-frame.view.topLeft());
    page.paint(painter, groups);
    painter.end();
    QByteArray png;
    QBuffer buffer(&png);
    buffer.open(QIODevice::WriteOnly);
    image.save(&buffer, "png");
    return png;
}

QByteArray renderRecording(const Trace &trace, const ExportOptions &options)
{
    return QByteArray::fromStdString(writeRecording(trace, {.withSecrets = options.withSecrets}));
}

static std::string allEndings()
{
    std::string all;
    for (const ExportFormat &format : exportFormats())
        all += (all.empty() ? "." : " .") + std::string(format.ending);
    return all;
}

std::optional<Error> writeDiagram(const Trace &trace, const QString &path, const ExportOptions &options)
{
    const std::string name = path.toStdString();
    const ExportFormat *format = exportFormatOf(path);
    if (!format)
        return Error{"no writer for this file's ending", name, "use one of " + allEndings()};
    const auto count = static_cast<std::uint32_t>(trace.messages.size());
    if (options.from < 1 || options.from > std::max(count, 1U) || options.to.value_or(count) < options.from)
        return Error{"the range holds no message", name, "there are messages 1 to " + std::to_string(count)};
    if (format->refuse)
        if (std::optional<Error> refused = format->refuse(trace, options))
            return refused;
    const QByteArray bytes = format->render(trace, options);
    if (bytes.isEmpty() && format->draws)
        return Error{"the picture is too large", name, "use a smaller range or scale"};
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size() || !file.commit())
        return Error{"cannot be written: " + file.errorString().toStdString(), name, {}};
    return std::nullopt;
}

} // namespace hd::ui
