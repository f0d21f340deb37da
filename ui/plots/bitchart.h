// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "plots/chart.h"
#include "session/experiments.h"

#include <array>

namespace hd::ui {

class Theme;

/// How often each bit of the two randoms was 1: the client's above, the server's below. Items are the client's bits and
/// then the server's.
class BitChart : public Chart
{
    Q_OBJECT
public:
    BitChart(Theme *theme, QWidget *parent);

    QCustomPlot *plot() override { return m_plot; }
    QSize wholeSize() const override { return m_plot->size(); }
    void setCurrent(std::optional<int> item) override;
    void mark(std::optional<int> item, int bits); ///< that many, from that one on

    void setBits(const RandomBits *bits); ///< null: none are known
    /// What stands above each of the charts.
    void setTitles(const QString &client, const QString &server);
    void setAxisLabels(const QString &bit, const QString &share);
    void setBandText(const QString &text);
    /// Names for parts of a random, each from a bit on.
    void setParts(Side side, const std::vector<std::pair<int, QString>> &parts);
    void restyle();

protected:
    void keyPressEvent(QKeyEvent *event) override;

private:
    struct Half
    {
        QCPAxisRect *rect = nullptr;
        QCPGraph *drawn = nullptr, *constant = nullptr;
        QCPItemRect *band = nullptr, *current = nullptr;
        QCPItemText *title = nullptr, *bandText = nullptr;
        std::vector<QCPItemText *> partTexts;
        std::vector<QCPItemStraightLine *> partLines;
    };
    void build(Half &half, int row);
    void fill(Half &half, const BitCount *count);
    void stylePart(QCPItemText &text, QCPItemStraightLine &line);
    void pickAt(QPointF position);
    /// Where a share stands on the axis, which is stretched around one half.
    static double heightOf(double share);
    QCPAxis *bits(const Half &half) const { return half.rect->axis(QCPAxis::atBottom); }
    QCPAxis *shares(const Half &half) const { return half.rect->axis(QCPAxis::atLeft); }

    Theme *m_theme;
    QCustomPlot *m_plot;
    std::array<Half, 2> m_halves; ///< by side
    std::optional<int> m_current;
};

} // namespace hd::ui
