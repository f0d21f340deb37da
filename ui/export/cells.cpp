// SPDX-License-Identifier: GPL-3.0-or-later
#include "export/cells.h"

namespace hd::ui {

int cells(const QString &text)
{
    int width = 0;
    for (const char32_t c : text.toUcs4()) {
        const bool wide =
            (c >= 0x1100 && c <= 0x115F) || (c >= 0x2E80 && c <= 0xA4CF) || (c >= 0xAC00 && c <= 0xD7A3) ||
            (c >= 0xF900 && c <= 0xFAFF) || (c >= 0xFE30 && c <= 0xFE6F) || (c >= 0xFF00 && c <= 0xFF60) ||
            (c >= 0xFFE0 && c <= 0xFFE6) || (c >= 0x1F300 && c <= 0x1FAFF) || (c >= 0x20000 && c <= 0x3FFFD);
        const bool combining = QChar::category(c) == QChar::Mark_NonSpacing;
        width += combining ? 0 : wide ? 2 : 1;
    }
    return width;
}

QString spaces(int count)
{
    return QString(std::max(count, 0), QLatin1Char(' '));
}

QString left(const QString &text, int width)
{
    return text + spaces(width - cells(text));
}

QString right(const QString &text, int width)
{
    return spaces(width - cells(text)) + text;
}

QString trimmedRight(QString line)
{
    while (line.endsWith(QLatin1Char(' ')))
        line.chop(1);
    return line;
}

} // namespace hd::ui
