// SPDX-License-Identifier: GPL-3.0-or-later
#include "export/handout.h"

#include "export/handouttext.h"
#include "theme/theme.h"

#include <QAbstractTextDocumentLayout>
#include <QTextDocument>

#include <algorithm>

namespace hd::ui {

static constexpr qreal leastScale = 0.7; ///< at which names can still be read on paper
static constexpr qreal footRoom = 28;

void bookmarkRows(PdfPages &pages, const DiagramPage &page, const PageFrame &frame, qreal top, qreal bottom)
{
    for (const Row &row : page.diagram().rows) {
        const qreal y = DiagramPage::headingHeight + row.area.top();
        if (row.kind == Row::Kind::Message && y >= top && y < bottom)
            pages.bookmark(row.number + QLatin1Char(' ') + row.labels.front().text,
                           (y - frame.view.top()) * frame.scale, 1);
    }
}

/// Where the picture may be cut: above each row, each reason and the legend.
static std::vector<qreal> cuts(const DiagramPage &page)
{
    const DiagramLayout &diagram = page.diagram();
    std::vector<qreal> at;
    for (std::size_t i = 1; i < diagram.rows.size(); ++i)
        at.push_back(DiagramPage::headingHeight + (diagram.rows[i].area.top() + diagram.rows[i - 1].area.bottom()) / 2);
    for (std::size_t i = 0; i < diagram.footnotes.size(); ++i)
        at.push_back(DiagramPage::headingHeight + diagram.footnotesTop + static_cast<qreal>(i) * footnoteLine);
    at.push_back(DiagramPage::headingHeight + diagram.size.height());
    at.push_back(page.size().height());
    return at;
}

/// The picture over several sheets; the parties' names are on each.
static void addPictures(PdfPages &pages, const DiagramPage &page, QSizeF sheet)
{
    const QSizeF room = sheet - QSizeF(2 * paperMargin, 2 * paperMargin);
    const qreal scale = std::min(1.0, room.width() / page.size().width());
    const std::vector<qreal> at = cuts(page);
    const qreal heads = page.diagram().headsArea().height();
    for (qreal top = 0; top < page.size().height();) {
        const qreal above = top > 0 ? heads : 0;
        const qreal lowest = top + room.height() / scale - above;
        const auto after = std::upper_bound(at.begin(), at.end(), lowest);
        qreal bottom = after == at.begin() ? lowest : *std::prev(after);
        if (bottom <= top)
            bottom = lowest; // a row higher than a sheet
        const QSizeF whole = sheet / scale;
        const PageFrame frame{
            sheet, scale,
            QRectF(QPointF((page.size().width() - whole.width()) / 2, top - above - paperMargin / scale), whole)};
        pages.begin(sheet);
        pages.painter().fillRect(QRectF(QPointF(), sheet), page.colors().base);
        pages.bookmark(page.title(), 0, top > 0 ? 1 : 0);
        pages.paint(page, frame, QRectF(frame.view.left(), top, whole.width(), bottom - top));
        if (above > 0)
            pages.paintHeads(page, frame, top - above);
        bookmarkRows(pages, page, frame, top, bottom);
        top = bottom;
    }
}

static void paintFoot(PdfPages &pages, const DiagramPage &page, QSizeF sheet, const QString &text)
{
    QPainter &painter = pages.painter();
    const QRectF foot(paperMargin, sheet.height() - paperMargin - 16, sheet.width() - 2 * paperMargin, 16);
    painter.setFont(Fonts::ui(Fonts::caption));
    painter.setPen(page.colors().text3);
    painter.drawText(foot, Qt::AlignLeft | Qt::AlignBottom, page.title());
    painter.drawText(foot, Qt::AlignRight | Qt::AlignBottom, text);
}

static void addMessage(PdfPages &pages, const DiagramPage &page, const HandoutText &text, MessageId id, QSizeF sheet)
{
    const QSizeF room = sheet - QSizeF(2 * paperMargin, 2 * paperMargin + footRoom);
    QTextDocument document;
    text.fill(document, id);
    document.setPageSize(room);
    QAbstractTextDocumentLayout::PaintContext context;
    context.palette.setColor(QPalette::Text, page.colors().text1);
    const int count = document.pageCount();
    for (int i = 0; i < count; ++i) {
        pages.begin(sheet);
        QPainter &painter = pages.painter();
        painter.fillRect(QRectF(QPointF(), sheet), page.colors().base);
        if (i == 0)
            pages.bookmark(text.title(id), 0, 0);
        painter.save();
        painter.translate(paperMargin, paperMargin - i * room.height());
        context.clip = QRectF(0, i * room.height(), room.width(), room.height());
        painter.setClipRect(context.clip);
        document.documentLayout()->draw(&painter, context);
        painter.restore();
        paintFoot(pages, page, sheet, count == 1 ? text.title(id) : text.title(id) + text.place(i + 1, count));
    }
}

void addDiagram(PdfPages &pages, const DiagramPage &page, ExportPage paper)
{
    const PageFrame frame = frameOn(paper, page.size());
    if (frame.scale < leastScale)
        return addPictures(pages, page, frame.size);
    pages.begin(frame.size);
    pages.bookmark(page.title(), 0, 0);
    pages.paint(page, frame);
    bookmarkRows(pages, page, frame, 0, page.size().height());
}

void addHandout(PdfPages &pages, const DiagramPage &page, const Trace &trace, const ExportOptions &options)
{
    const ExportPage paper =
        options.page == ExportPage::Letter || options.page == ExportPage::Wide ? options.page : ExportPage::A4;
    addDiagram(pages, page, options.page == ExportPage::Fit ? ExportPage::Fit : paper);
    const HandoutText text(trace, options.language, page.colors());
    for (std::uint32_t i = std::max(options.from, 1U) - 1; i < trace.messages.size(); ++i)
        if (i < options.to.value_or(UINT32_MAX))
            addMessage(pages, page, text, {i}, sheetSize(paper));
}

} // namespace hd::ui
