// SPDX-License-Identifier: GPL-3.0-or-later
#include "plots/plotexport.h"

#include "export/svgdevice.h"
#include "plots/chart.h"
#include "plots/plotpage.h"

#include <QBuffer>
#include <QFileInfo>
#include <QPageSize>
#include <QPdfWriter>
#include <QSaveFile>

namespace hd::ui {

static constexpr int tallest = 16000; ///< px; a plot of more rows is exported as far as it is in sight

static QSize sizeOf(const PlotPage &page)
{
    const QSize whole = page.chart()->wholeSize();
    return whole.height() <= tallest ? whole : page.chart()->plot()->size();
}

static void paint(const PlotPage &page, QPaintDevice &device, double scale)
{
    QCustomPlot *plot = page.chart()->plot();
    const QSize size = sizeOf(page);
    QCPPainter painter;
    painter.begin(&device);
    painter.setMode(QCPPainter::pmVectorized);
    painter.scale(scale, scale);
    plot->toPainter(&painter, size.width(), size.height());
    painter.end();
    plot->replot(); // the layout was that of the export
}

QByteArray plotSvg(const PlotPage &page, const QString &language)
{
    QByteArray svg;
    SvgDevice device(&svg, {QSizeF(sizeOf(page)), page.title(), page.sentence(), language, false});
    paint(page, device, 1);
    device.finish();
    return svg;
}

QByteArray plotPdf(const PlotPage &page)
{
    const int resolution = 1200; // the engine places glyphs on its grid of units
    const double screen = 96;
    QByteArray pdf;
    QBuffer buffer(&pdf);
    buffer.open(QIODevice::WriteOnly);
    QPdfWriter writer(&buffer);
    writer.setTitle(page.title());
    writer.setCreator(QStringLiteral("HelloDone"));
    writer.setResolution(resolution);
    writer.setPageSize(QPageSize(QSizeF(sizeOf(page)) * (72 / screen), QPageSize::Point, {}, QPageSize::ExactMatch));
    writer.setPageMargins({});
    paint(page, writer, resolution / screen);
    return pdf;
}

QImage plotImage(const PlotPage &page, double scale)
{
    QImage image(sizeOf(page) * scale, QImage::Format_RGB32);
    if (image.isNull())
        return {};
    image.setText(QStringLiteral("Title"), page.title());
    image.setText(QStringLiteral("Software"), QStringLiteral("HelloDone"));
    paint(page, image, scale);
    return image;
}

QByteArray plotPng(const PlotPage &page)
{
    QByteArray png;
    QBuffer buffer(&png);
    buffer.open(QIODevice::WriteOnly);
    plotImage(page).save(&buffer, "png");
    return png;
}

QByteArray plotCsv(const PlotPage &page)
{
    return QByteArrayLiteral("\xEF\xBB\xBF") + toCsv(page.table());
}

static QByteArray rendered(const PlotPage &page, const QString &ending, const QString &language)
{
    if (ending == QLatin1StringView("svg"))
        return plotSvg(page, language);
    if (ending == QLatin1StringView("pdf"))
        return plotPdf(page);
    if (ending == QLatin1StringView("png"))
        return plotPng(page);
    return ending == QLatin1StringView("csv") ? plotCsv(page) : QByteArray();
}

std::optional<Error> writePlot(const PlotPage &page, const QString &path, const QString &language)
{
    const std::string name = path.toStdString();
    const QByteArray bytes = rendered(page, QFileInfo(path).suffix().toLower(), language);
    if (bytes.isEmpty())
        return Error{"no plot can be written in this format", name, "use .svg, .png, .pdf or .csv"};
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size() || !file.commit())
        return Error{"cannot be written: " + file.errorString().toStdString(), name, {}};
    return std::nullopt;
}

} // namespace hd::ui
