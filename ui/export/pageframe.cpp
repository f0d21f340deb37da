// SPDX-License-Identifier: GPL-3.0-or-later
#include "export/pageframe.h"

#include <algorithm>

namespace hd::ui {

static constexpr qreal columnWidth = pxOfMm(85);

QSizeF sheetSize(ExportPage page)
{
    switch (page) {
    case ExportPage::A4:
        return {pxOfMm(210), pxOfMm(297)};
    case ExportPage::Letter:
        return {8.5 * screenDpi, 11 * screenDpi};
    case ExportPage::Wide:
        return {1280, 720};
    case ExportPage::Fit:
    case ExportPage::Column:
        break;
    }
    return {};
}

PageFrame frameOn(ExportPage page, QSizeF picture)
{
    if (page == ExportPage::Fit)
        return {picture, 1, QRectF(QPointF(), picture)};
    if (page == ExportPage::Column) {
        const qreal scale = std::min(1.0, columnWidth / picture.width());
        const qreal width = columnWidth / scale;
        return {QSizeF(columnWidth, picture.height() * scale), scale,
                QRectF((picture.width() - width) / 2, 0, width, picture.height())};
    }
    const QSizeF sheet = sheetSize(page);
    const qreal margin = page == ExportPage::Wide ? 0 : paperMargin;
    const QSizeF room = sheet - QSizeF(2 * margin, 2 * margin);
    const qreal scale = std::min({1.0, room.width() / picture.width(), room.height() / picture.height()});
    const QSizeF whole = sheet / scale;
    const qreal top = page == ExportPage::Wide ? (whole.height() - picture.height()) / 2 : margin / scale;
    return {sheet, scale, QRectF(QPointF((picture.width() - whole.width()) / 2, -top), whole)};
}

} // namespace hd::ui
