// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// Where a picture lies on a page.

#include "export/exportoptions.h"

namespace hd::ui {

inline constexpr qreal screenDpi = 96;
constexpr qreal pxOfMm(qreal mm)
{
    return mm * screenDpi / 25.4;
}
inline constexpr qreal paperMargin = pxOfMm(15);

struct PageFrame
{
    QSizeF size;     ///< of the page, in px of 1/96 inch
    qreal scale = 1; ///< of the picture on it, at most 1
    QRectF view;     ///< the whole page, in the picture's own coordinates
};

/// The size of a sheet in px; empty for those that are as high as what is put on them.
QSizeF sheetSize(ExportPage page);

/// @p picture, in px, put on @p page: on paper at the top and in the middle, on a slide in the middle.
PageFrame frameOn(ExportPage page, QSizeF picture);

} // namespace hd::ui
