// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/workshare.h"
#include "plots/plotpage.h"
#include "plots/rowchart.h"

namespace hd::ui {

class Measurement;

/// What computing each kind of operation takes each party: median and quartiles over the runs, on a logarithmic axis.
class WorkPage : public PlotPage
{
    Q_OBJECT
public:
    WorkPage(const PlotParts &parts, Measurement *measurement, QWidget *parent = nullptr);

    QString key() const override { return QStringLiteral("cpu"); }
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
    Measurement *m_measurement;
    RowChart *m_rows;
    SpanBars *m_client, *m_server, *m_median;
    RunStatus *m_status;
    std::vector<WorkShare> m_shares; ///< by row
};

} // namespace hd::ui
