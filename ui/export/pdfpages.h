// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "export/diagrampage.h"
#include "export/pdfoutline.h"

#include <QPainter>
#include <QPdfWriter>

#include <memory>

namespace hd::ui {

/// Pages of a PDF or on paper, one after the other, painted in px of 1/96 inch.
class PdfPages
{
public:
    /// @p bookmarks is filled while pages are made.
    PdfPages(QIODevice *to, const QString &title, std::vector<PdfBookmark> &bookmarks);

    /// On the sheets that are in @p printer, whatever size is asked for.
    PdfPages(QPagedPaintDevice &printer, int dotsPerInch, std::vector<PdfBookmark> &bookmarks);

    /// The next page; what was painted before is on the ones before.
    void begin(QSizeF size);
    /// At @p y on this page.
    void bookmark(const QString &title, qreal y, int level);
    /// What @p frame shows of @p page; with @p part, only that of the picture.
    void paint(const DiagramPage &page, const PageFrame &frame, const QRectF &part = {});
    /// The parties' names at @p y of the picture.
    void paintHeads(const DiagramPage &page, const PageFrame &frame, qreal y);
    QPainter &painter() { return m_painter; }

private:
    std::unique_ptr<QPdfWriter> m_writer; ///< null on paper
    QPagedPaintDevice &m_device;
    int m_resolution;
    QPainter m_painter;
    std::vector<PdfBookmark> &m_bookmarks;
    QSizeF m_size;
    int m_page = -1;
};

} // namespace hd::ui
