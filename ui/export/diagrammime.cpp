// SPDX-License-Identifier: GPL-3.0-or-later
#include "export/diagrammime.h"

#include "export/diagramexport.h"

#include <QImage>

namespace hd::ui {

std::unique_ptr<QMimeData> diagramMimeData(const Trace &trace, const ExportOptions &options)
{
    auto data = std::make_unique<QMimeData>();
    data->setData(QStringLiteral("image/svg+xml"), renderSvg(trace, options));
    const QByteArray png = renderPng(trace, options);
    if (png.isEmpty())
        return data;
    data->setData(QStringLiteral("image/png"), png);
    data->setImageData(QImage::fromData(png, "png")); // for those that only know the system's own pictures
    return data;
}

} // namespace hd::ui
