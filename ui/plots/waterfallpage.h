// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/waterfall.h"
#include "plots/plotpage.h"
#include "plots/rowchart.h"

class QLabel;
class QSlider;

namespace hd::ui {

class Measurement;

/// Who works at which message when, and how long it travels: the work is measured, the network simulated.
class WaterfallPage : public PlotPage
{
    Q_OBJECT
public:
    static constexpr int longestMs = 300;

    WaterfallPage(const PlotParts &parts, Measurement *measurement, QWidget *parent = nullptr);

    QString key() const override { return QStringLiteral("waterfall"); }
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
    /// What does not depend on the playhead, so that a step costs no more than what it changes.
    struct Whole
    {
        std::shared_ptr<const Trace> trace;
        Waterfall waterfall;
        QStringList names;
        std::vector<QVariantList> gone, notYet; ///< rows of the table
    };

    const Whole &whole();
    void forgetAndRefresh();
    void showFirstByte(const Waterfall &waterfall);
    void addRow(const WaterfallRow &row, bool toServer);

    Measurement *m_measurement;
    std::optional<Whole> m_whole;
    RowChart *m_rows;
    SpanBars *m_client, *m_server, *m_toServer, *m_toClient;
    struct Spans
    {
        std::vector<Span> client, server, toServer, toClient;
    };
    Spans m_spans;
    QCPItemStraightLine *m_firstByte;
    QCPItemText *m_firstByteText;
    QLabel *m_sliderName, *m_sliderValue;
    QSlider *m_slider;
    RunStatus *m_status;
};

} // namespace hd::ui
