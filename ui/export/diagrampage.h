// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "export/exportlanguage.h"
#include "export/pageframe.h"

class QPainter;

namespace hd::ui {

struct Colors;

/// Told what belongs together while a page is painted, for formats that can keep it.
class PageGroups
{
public:
    virtual ~PageGroups() = default;
    virtual void begin(const QString & /*id*/, const QString & /*title*/) {}
    virtual void end() {}
};

/// One picture: heading, diagram of the whole connection, reasons, legend.
class DiagramPage
{
public:
    DiagramPage(const Trace &trace, const ExportOptions &options);

    static constexpr qreal headingHeight = 52; ///< the diagram is below

    QSizeF size() const;                               ///< of the picture; paint() draws from (0, 0) on
    const PageFrame &frame() const { return m_frame; } ///< and where it lies on the page
    const QString &title() const { return m_title; }
    const QString &subtitle() const { return m_subtitle; } ///< "TLS 1.2 · TLS_DHE_... · ffdhe2048"
    QString language() const { return m_language.locale().bcp47Name(); }
    bool isChinese() const { return m_language.isChinese(); }
    const DiagramLayout &diagram() const { return m_layout; }
    const DiagramWords &words() const { return m_words; }
    const Colors &colors() const;

    /// The picture, and its background over the whole of frame().view.
    void paint(QPainter &painter, PageGroups &groups) const;
    /// The parties' names alone, where the diagram would begin at (0, 0).
    void paintHeads(QPainter &painter) const;

private:
    void paintHeading(QPainter &painter) const;

    const Trace &m_trace;
    ExportTheme m_theme;
    ExportLanguage m_language;
    DiagramWords m_words;
    DiagramLayout m_layout;
    PageFrame m_frame;
    QString m_title, m_subtitle;
};

/// What a trace is called, on one line, harmless characters only.
QString exportTitle(const Trace &trace, const ExportLanguage &language);
/// Version, suite and group, as far as they were agreed.
QString exportSubtitle(const Trace &trace);
const Colors &exportColors(ExportTheme theme);
/// How the diagram is laid out for @p options: still, at its end.
LayoutOptions exportLayout(const Trace &trace, const ExportOptions &options, const DiagramWords &words);

} // namespace hd::ui
