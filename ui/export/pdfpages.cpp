// SPDX-License-Identifier: GPL-3.0-or-later
#include "export/pdfpages.h"

#include <QPageSize>

namespace hd::ui {

// The engine places glyphs on its grid of units: at the screen's resolution they would jitter.
static constexpr int resolution = 1200;

PdfPages::PdfPages(QIODevice *to, const QString &title, std::vector<PdfBookmark> &bookmarks)
    : m_writer(std::make_unique<QPdfWriter>(to)), m_device(*m_writer), m_resolution(resolution), m_bookmarks(bookmarks)
{
    m_writer->setTitle(title);
    m_writer->setCreator(QStringLiteral("HelloDone"));
    m_writer->setResolution(resolution);
    m_writer->setPageMargins({});
}

PdfPages::PdfPages(QPagedPaintDevice &printer, int dotsPerInch, std::vector<PdfBookmark> &bookmarks)
    : m_device(printer), m_resolution(dotsPerInch), m_bookmarks(bookmarks)
{}

void PdfPages::begin(QSizeF size)
{
    m_size = size;
    ++m_page;
    if (m_writer)
        m_writer->setPageSize(QPageSize(size * (72 / screenDpi), QPageSize::Point, {}, QPageSize::ExactMatch));
    if (m_page > 0)
        m_device.newPage();
    else
        m_painter.begin(&m_device);
    m_painter.resetTransform();
    m_painter.scale(m_resolution / screenDpi, m_resolution / screenDpi);
}

void PdfPages::bookmark(const QString &title, qreal y, int level)
{
    m_bookmarks.push_back({title, m_page, (m_size.height() - y) * 72 / screenDpi, level});
}

void PdfPages::paint(const DiagramPage &page, const PageFrame &frame, const QRectF &part)
{
    PageGroups groups;
    m_painter.save();
    m_painter.scale(frame.scale, frame.scale);
    m_painter.translate(-frame.view.topLeft());
    if (!part.isEmpty())
        m_painter.setClipRect(part);
    page.paint(m_painter, groups);
    m_painter.restore();
}

void PdfPages::paintHeads(const DiagramPage &page, const PageFrame &frame, qreal y)
{
    m_painter.save();
    m_painter.scale(frame.scale, frame.scale);
    m_painter.translate(-frame.view.left(), y - frame.view.top());
    page.paintHeads(m_painter);
    m_painter.restore();
}

} // namespace hd::ui
