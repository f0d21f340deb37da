// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTextBrowser>

namespace hd::ui {

/// A column of running text on an even line grid. Where it is longer than its room it scrolls, and never shows a part
/// of a line at its lower end.
class TextColumn : public QTextBrowser
{
    Q_OBJECT
public:
    explicit TextColumn(QWidget *parent = nullptr);

    void setLine(const QFont &font, int height);
    void setMarkdownText(const QString &markdown);
    /// How much of the viewport's height is painted: up to the last whole line.
    int shownHeight() const;
    int wholeHeight() const; ///< of all that is to read, at the present width

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    void spread();

    int m_lineHeight = 20;
};

} // namespace hd::ui
