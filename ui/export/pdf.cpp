// SPDX-License-Identifier: GPL-3.0-or-later
#include "export/diagramexport.h"
#include "export/handout.h"

#include <QBuffer>

namespace hd::ui {

/// The picture on one page.
static void addPicture(PdfPages &pages, const DiagramPage &page)
{
    pages.begin(page.frame().size);
    pages.bookmark(page.title(), 0, 0);
    pages.paint(page, page.frame());
    bookmarkRows(pages, page, page.frame(), 0, page.size().height());
}

QByteArray renderPdf(const Trace &trace, const ExportOptions &options)
{
    const DiagramPage page(trace, options);
    QByteArray pdf;
    QBuffer buffer(&pdf);
    buffer.open(QIODevice::WriteOnly);
    PdfDetails details{page.title(), page.subtitle(), QStringLiteral("HelloDone"), page.language(), {}};
    {
        PdfPages pages(&buffer, page.title(), details.bookmarks);
        if (options.handout)
            addHandout(pages, page, trace, options);
        else
            addPicture(pages, page);
    } // which ends the document
    return withDetails(pdf, details);
}

bool paintPages(QPagedPaintDevice &printer, int dotsPerInch, const Trace &trace, const ExportOptions &options)
{
    const DiagramPage page(trace, options);
    std::vector<PdfBookmark> none;
    PdfPages pages(printer, dotsPerInch, none);
    if (options.handout)
        addHandout(pages, page, trace, options);
    else
        addDiagram(pages, page, options.page);
    return pages.painter().isActive();
}

} // namespace hd::ui
