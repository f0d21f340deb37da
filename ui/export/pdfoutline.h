// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// What Qt's PDF engine leaves out of a document: bookmarks, its language and who it is from.

#include <QByteArray>
#include <QString>

#include <vector>

namespace hd::ui {

struct PdfBookmark
{
    QString title;
    int page = 0;   ///< from 0
    double top = 0; ///< height above the page's lower edge, in points
    int level = 0;  ///< 0 or 1; the first is 0
};

struct PdfDetails
{
    QString title, subject, creator;
    QString language; ///< BCP 47: "zh-CN"
    std::vector<PdfBookmark> bookmarks;
};

/// @p pdf, as QPdfWriter writes it, with @p details in an incremental update (ISO 32000-1 7.5.6): all that is there
/// stays as it is, and new objects, their cross-references and a trailer follow. What is no such document comes back
/// unchanged.
QByteArray withDetails(const QByteArray &pdf, const PdfDetails &details);

} // namespace hd::ui
