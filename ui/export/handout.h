// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "export/pdfpages.h"

namespace hd::ui {

/// A bookmark for each arrow between @p top and @p bottom of the picture that @p frame puts on the current page.
void bookmarkRows(PdfPages &pages, const DiagramPage &page, const PageFrame &frame, qreal top, qreal bottom);

/// The diagram, over several sheets where one could not be read.
void addDiagram(PdfPages &pages, const DiagramPage &page, ExportPage paper);

/// The diagram, over several sheets where one could not be read, and then for each message of the range one page or
/// more: what it is, why there is one, its fields and its bytes. Where the page of the options is no sheet, it is A4.
void addHandout(PdfPages &pages, const DiagramPage &page, const Trace &trace, const ExportOptions &options);

} // namespace hd::ui
