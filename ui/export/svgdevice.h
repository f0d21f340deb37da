// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// A paint device that writes SVG for people and programs to read: one element for each stroke, text as text, groups
// with titles. QSvgGenerator knows no groups, no fallback fonts, and pads its output with a group per change of state.

#include <QPaintDevice>
#include <QPaintEngine>
#include <QXmlStreamWriter>

#include <memory>

namespace hd::ui {

/// @p text without the characters that XML 1.0 cannot hold, not even escaped.
QString xmlText(const QString &text);

class SvgDevice : public QPaintDevice
{
public:
    struct Document
    {
        QSizeF size; ///< px
        QString title;
        QString description;
        QString language;         ///< of the text: "en", "zh-CN"
        bool textAsPaths = false; ///< outlines instead of text
        QRectF view = {};         ///< what of the painting is shown; when empty, what begins at (0, 0) and has its size
    };

    /// Appends to @p to, which must outlive it.
    SvgDevice(QByteArray *to, const Document &document);
    ~SvgDevice() override;

    /// What is painted until endGroup() belongs together. @p id becomes the element's id; @p title is its tool tip and
    /// what assistive technology reads.
    void beginGroup(const QString &id, const QString &title);
    void endGroup();
    void finish(); ///< closes the document; nothing can be painted afterwards

    QPaintEngine *paintEngine() const override;

protected:
    int metric(PaintDeviceMetric metric) const override;

private:
    class Engine;

    Document m_document;
    QXmlStreamWriter m_xml;
    std::unique_ptr<Engine> m_engine;
};

} // namespace hd::ui
