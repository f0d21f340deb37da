// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "plots/customplot.h"

#include <vector>

namespace hd::ui {

/// How a bar is filled: a shape of its own for whoever sees no colour. Lines and dots, no bitmap, so that every export
/// has them as sharp as the screen.
enum class Hatch : std::uint8_t { Solid, Diagonal, BackDiagonal, Grid, Dots, Empty, Tick, ArrowRight, ArrowLeft };

/// A bar that lies in a row, from one value to another.
struct Span
{
    double row = 0; ///< of its middle
    double from = 0, to = 0;
    double thickness = 0.6; ///< rows
};

/// Bars of one kind. The key axis counts the rows.
class SpanBars : public QCPAbstractPlottable
{
    Q_OBJECT
public:
    SpanBars(QCPAxis *rows, QCPAxis *values, Hatch hatch);

    Hatch hatch() const { return m_hatch; }
    /// @param spans by row, ascending.
    void setSpans(std::vector<Span> spans) { m_spans = std::move(spans); }
    const std::vector<Span> &spans() const { return m_spans; }
    /// @param ink edge and hatch @param ground what is under the hatch; a Solid bar is all ink
    void setColors(const QColor &ink, const QColor &ground);
    void setUnit(double px) { m_unit = px; } ///< of what is 1 px at 1x

    double selectTest(const QPointF &, bool, QVariant *) const override { return -1; }
    QCPRange getKeyRange(bool &found, QCP::SignDomain) const override;
    QCPRange getValueRange(bool &found, QCP::SignDomain, const QCPRange &) const override;

protected:
    void draw(QCPPainter *painter) override;
    void drawLegendIcon(QCPPainter *painter, const QRectF &rect) const override;

private:
    QRectF boxOf(const Span &span) const;
    void drawBox(QCPPainter *painter, const QRectF &box) const;
    void drawArrow(QCPPainter *painter, const QRectF &box) const;
    QPainterPath hatching(const QRectF &box) const;

    Hatch m_hatch;
    std::vector<Span> m_spans;
    QColor m_ink, m_ground;
    double m_unit = 1;
};

/// Words beside the bars.
class RowTexts : public QCPAbstractPlottable
{
    Q_OBJECT
public:
    struct Text
    {
        double row = 0;
        double value = 0; ///< that it stands beside
        QString text;
        bool before = false; ///< left of it
    };

    RowTexts(QCPAxis *rows, QCPAxis *values) : QCPAbstractPlottable(rows, values) {}

    void setTexts(std::vector<Text> texts) { m_texts = std::move(texts); } ///< by row, ascending
    const std::vector<Text> &texts() const { return m_texts; }
    void setLook(const QFont &font, const QColor &color, double gap);

    double selectTest(const QPointF &, bool, QVariant *) const override { return -1; }
    QCPRange getKeyRange(bool &found, QCP::SignDomain) const override;
    QCPRange getValueRange(bool &found, QCP::SignDomain, const QCPRange &) const override;

protected:
    void draw(QCPPainter *painter) override;
    void drawLegendIcon(QCPPainter *, const QRectF &) const override {}

private:
    std::vector<Text> m_texts;
    QFont m_font;
    QColor m_color;
    double m_gap = 6;
};

} // namespace hd::ui
