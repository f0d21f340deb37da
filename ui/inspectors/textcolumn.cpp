// SPDX-License-Identifier: GPL-3.0-or-later
#include "inspectors/textcolumn.h"

#include <QAbstractTextDocumentLayout>
#include <QPaintEvent>
#include <QScrollBar>
#include <QTextBlock>
#include <QTextCursor>

#include <cmath>

namespace hd::ui {

TextColumn::TextColumn(QWidget *parent) : QTextBrowser(parent)
{
    setFrameShape(QFrame::NoFrame);
    setOpenLinks(false);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setWordWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere); // a suite has a long name
    document()->setDocumentMargin(0);
}

void TextColumn::setLine(const QFont &font, int height)
{
    if (height == m_lineHeight && font == document()->defaultFont())
        return;
    m_lineHeight = height;
    document()->setDefaultFont(font);
    spread();
}

void TextColumn::setMarkdownText(const QString &markdown)
{
    setMarkdown(markdown);
    spread();
    verticalScrollBar()->setValue(0);
}

/// Lines at even distances, and half a line between paragraphs.
void TextColumn::spread()
{
    for (QTextBlock block = document()->begin(); block.isValid(); block = block.next()) {
        QTextBlockFormat format = block.blockFormat();
        format.setLineHeight(m_lineHeight, QTextBlockFormat::FixedHeight);
        format.setTopMargin(block == document()->begin() ? 0 : m_lineHeight / 2.0);
        format.setBottomMargin(0);
        QTextCursor(block).setBlockFormat(format);
    }
}

int TextColumn::shownHeight() const
{
    const int height = viewport()->height();
    const qreal end = verticalScrollBar()->value() + height;
    for (QTextBlock block = document()->begin(); block.isValid(); block = block.next()) {
        const qreal top = document()->documentLayout()->blockBoundingRect(block).top();
        for (int i = 0; i < block.layout()->lineCount(); ++i) {
            const QRectF line = block.layout()->lineAt(i).rect().translated(0, top);
            if (line.top() < end && line.bottom() > end + 0.5)
                return std::max(0, static_cast<int>(std::floor(line.top())) - verticalScrollBar()->value());
        }
    }
    return height;
}

int TextColumn::wholeHeight() const
{
    return static_cast<int>(std::ceil(document()->size().height())) + 2;
}

void TextColumn::paintEvent(QPaintEvent *event)
{
    QRect rect = event->rect();
    rect.setBottom(std::min(rect.bottom(), shownHeight() - 1));
    QPaintEvent whole(rect);
    if (!rect.isEmpty())
        QTextBrowser::paintEvent(&whole);
}

} // namespace hd::ui
