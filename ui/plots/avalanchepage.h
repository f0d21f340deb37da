// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "plots/plotpage.h"
#include "plots/rowchart.h"
#include "session/experiments.h"

class QSpinBox;
class QLabel;

namespace hd::ui {

/// How much of each derived value changes when the client draws one bit of its random otherwise.
class AvalanchePage : public PlotPage
{
    Q_OBJECT
public:
    AvalanchePage(const PlotParts &parts, QWidget *parent = nullptr);

    QString key() const override { return QStringLiteral("avalanche"); }
    QString title() const override;
    QString sentence() const override;

protected:
    PlotTable fill() override;
    void retranslate() override;
    void restyle() override;
    void wake() override;
    std::optional<int> current() const override;
    void pick(int row) override;

private:
    void flip();

    RowChart *m_rows;
    SpanBars *m_bars, *m_band;
    QCPItemStraightLine *m_half;
    QLabel *m_bitName, *m_outcome;
    QSpinBox *m_bit;
    std::shared_ptr<const Trace> m_of; ///< the trace that it was computed for
    std::optional<Result<Avalanche>> m_avalanche;
};

} // namespace hd::ui
