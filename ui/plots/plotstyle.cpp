// SPDX-License-Identifier: GPL-3.0-or-later
#include "plots/plotstyle.h"

#include "theme/theme.h"

namespace hd::ui {

static void styleAxis(QCPAxis &axis, const Theme &theme)
{
    const Colors &colors = theme.colors();
    axis.setBasePen(QPen(colors.controlEdge, 1));
    axis.setTickPen(QPen(colors.controlEdge, 1));
    axis.setSubTickPen(Qt::NoPen);
    axis.setTickLabelColor(colors.text2);
    axis.setLabelColor(colors.text2);
    axis.setLabelFont(theme.ui(Fonts::meta));
    const bool names = axis.axisType() == QCPAxis::atLeft && axis.rangeReversed();
    axis.setTickLabelFont(names ? theme.ui(Fonts::meta) : theme.mono(Fonts::caption));
    axis.setTickLabelPadding(theme.px(6));
    axis.setLabelPadding(theme.px(4));
    axis.grid()->setPen(QPen(colors.hairline, 1));
    axis.grid()->setSubGridVisible(false);
    axis.grid()->setZeroLinePen(QPen(colors.controlEdge, 1));
    axis.grid()->setVisible(!names);
}

void stylePlot(QCustomPlot &plot, const Theme &theme)
{
    const Colors &colors = theme.colors();
    plot.setBackground(colors.base);
    for (QCPAxisRect *rect : plot.axisRects())
        for (QCPAxis *axis : rect->axes())
            styleAxis(*axis, theme);
    if (!plot.legend)
        return;
    plot.legend->setBrush(Qt::NoBrush);
    plot.legend->setBorderPen(Qt::NoPen);
    plot.legend->setFont(theme.ui(Fonts::meta));
    plot.legend->setTextColor(colors.text2);
    plot.legend->setIconSize(theme.px(24), theme.px(14));
    plot.legend->setIconTextPadding(theme.px(6));
    plot.legend->setColumnSpacing(theme.px(16));
}

void styleText(QCPItemText &text, const Theme &theme, bool strong)
{
    text.setColor(theme.colors().text1);
    text.setFont(theme.ui(Fonts::meta, strong ? QFont::DemiBold : QFont::Normal));
    text.setClipToAxisRect(false);
}

QString durationText(double ns)
{
    const auto text = [](double value, const char *unit) {
        const int decimals = value >= 100 ? 0 : value >= 10 ? 1 : 2;
        return QLocale().toString(value, 'f', decimals) + QLatin1Char(' ') + QString::fromUtf8(unit);
    };
    if (ns >= 1e9)
        return text(ns / 1e9, "s");
    if (ns >= 1e6)
        return text(ns / 1e6, "ms");
    if (ns >= 1e3)
        return text(ns / 1e3, "µs");
    return QLocale().toString(ns, 'f', 0) + QStringLiteral(" ns");
}

} // namespace hd::ui
