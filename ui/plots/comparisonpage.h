// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "plots/plotpage.h"
#include "plots/rowchart.h"
#include "session/background.h"

class QListWidget;
class QToolButton;

namespace hd::ui {

/// What the handshakes of chosen scenarios cost: bytes of both parties, and round trips before the first byte of
/// application data. Found out by running them.
class ComparisonPage : public PlotPage
{
    Q_OBJECT
public:
    ComparisonPage(const PlotParts &parts, QWidget *parent = nullptr);

    QString key() const override { return QStringLiteral("comparison"); }
    QString title() const override;
    QString sentence() const override;

    QStringList chosen() const; ///< names of scenarios
    void choose(const QStringList &names);

protected:
    PlotTable fill() override;
    void retranslate() override;
    void restyle() override;
    void wake() override;

private:
    void addTrips();
    void makeChooser();
    void runChosen();
    void nameScenarios();
    QString text(const LocalText &text) const;
    std::vector<ScenarioCost> sorted() const;
    QVariantList cellsOf(const ScenarioCost &cost) const;

    BackgroundFinding<std::vector<ScenarioCost>> m_comparison;
    RowChart *m_rows;
    SpanBars *m_client, *m_server, *m_trips;
    RowTexts *m_tripTexts;
    QCPAxisRect *m_tripRect;
    QToolButton *m_choose;
    QListWidget *m_list;
    RunStatus *m_status;
};

} // namespace hd::ui
