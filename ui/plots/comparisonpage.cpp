// SPDX-License-Identifier: GPL-3.0-or-later
#include "plots/comparisonpage.h"

#include "plots/plotstyle.h"
#include "plots/runstatus.h"
#include "session/session.h"
#include "text/explanations.h"
#include "theme/theme.h"

#include <QListWidget>
#include <QMenu>
#include <QToolButton>
#include <QWidgetAction>

#include <algorithm>

namespace hd::ui {

/// Together they show what costs round trips, and what costs bytes.
static constexpr const char *telling[] = {"classic", "tls12-ecdhe-gcm", "resumption-ticket",
                                          "tls13",   "tls13-psk",       "tls13-early-data"};

ComparisonPage::ComparisonPage(const PlotParts &parts, QWidget *parent)
    : PlotPage(parts, parent), m_rows(new RowChart(parts.theme, this))
{
    m_client = m_rows->addBars(Hatch::Solid);
    m_server = m_rows->addBars(Hatch::Diagonal);
    m_rows->setLowestRow(30);
    addTrips();
    makeChooser();
    m_status = addStatus();
    m_status->follow(&m_comparison);
    connect(m_status, &RunStatus::againWanted, this, &ComparisonPage::runChosen);
    connect(&m_comparison, &Background::changed, this, [this] {
        if (!m_comparison.isRunning())
            refresh();
    });
    setChart(m_rows);
}

/// A second pair of axes beside the first, with the same rows.
void ComparisonPage::addTrips()
{
    QCustomPlot *plot = m_rows->plot();
    m_tripRect = new QCPAxisRect(plot);
    plot->plotLayout()->addElement(0, 1, m_tripRect);
    plot->plotLayout()->setColumnStretchFactor(0, 2.6);
    auto *margins = new QCPMarginGroup(plot);
    for (QCPAxisRect *rect : {plot->axisRect(0), m_tripRect})
        rect->setMarginGroup(QCP::msTop | QCP::msBottom, margins);
    QCPAxis *rows = m_tripRect->axis(QCPAxis::atLeft);
    QCPAxis *values = m_tripRect->axis(QCPAxis::atBottom);
    rows->setRangeReversed(true);
    rows->setTicks(false);
    rows->setTickLabels(false);
    for (QCPAxis *axis : m_tripRect->axes())
        axis->setLayer(QStringLiteral("axes"));
    connect(plot->yAxis, qOverload<const QCPRange &>(&QCPAxis::rangeChanged), rows,
            qOverload<const QCPRange &>(&QCPAxis::setRange));
    const auto ticker = QSharedPointer<QCPAxisTickerFixed>::create();
    ticker->setTickStep(1);
    values->setTicker(ticker);
    m_trips = new SpanBars(rows, values, Hatch::Grid);
    m_tripTexts = new RowTexts(rows, values);
    m_tripTexts->removeFromLegend();
    m_trips->removeFromLegend(); // the axis names them
}

void ComparisonPage::makeChooser()
{
    m_choose = new QToolButton(this);
    m_choose->setProperty("edged", true);
    m_choose->setPopupMode(QToolButton::InstantPopup);
    auto *menu = new QMenu(m_choose);
    m_list = new QListWidget(menu);
    m_list->setFrameShape(QFrame::NoFrame);
    for (const ScenarioInfo &info : builtinScenarios()) {
        auto *item = new QListWidgetItem(m_list);
        item->setData(Qt::UserRole, QString::fromStdString(info.name));
        const bool isTelling = std::ranges::find(telling, info.name) != std::end(telling);
        item->setCheckState(isTelling ? Qt::Checked : Qt::Unchecked);
    }
    auto *action = new QWidgetAction(menu);
    action->setDefaultWidget(m_list);
    menu->addAction(action);
    m_choose->setMenu(menu);
    connect(m_list, &QListWidget::itemChanged, this, &ComparisonPage::runChosen);
    addControl(m_choose);
}

QString ComparisonPage::text(const LocalText &text) const
{
    const bool chinese = texts()->language().startsWith(QLatin1StringView("zh")) && !text.zh.empty();
    return QString::fromStdString(chinese ? text.zh : text.en);
}

QString ComparisonPage::title() const
{
    return tr("Scenario comparison");
}

QString ComparisonPage::sentence() const
{
    return tr(
        "What handshakes cost: the bytes of their messages, and the round trips before the first byte of application "
        "data, which no faster computer shortens. Each scenario is run for this; the largest comes first.");
}

void ComparisonPage::nameScenarios()
{
    const QSignalBlocker blocker(m_list);
    for (int row = 0; row < m_list->count(); ++row) {
        const ScenarioInfo &info = builtinScenarios()[std::size_t(row)];
        m_list->item(row)->setText(QStringLiteral("%1 · %2").arg(text(info.title), text(info.subtitle)));
    }
}

void ComparisonPage::retranslate()
{
    m_client->setName(tr("client to server"));
    m_server->setName(tr("server to client"));
    m_rows->values()->setLabel(tr("bytes on the wire"));
    m_tripRect->axis(QCPAxis::atBottom)->setLabel(tr("round trips"));
    m_choose->setToolTip(tr("Choose the scenarios that are compared"));
    m_list->setAccessibleName(tr("Scenarios to compare"));
    m_status->setDoneText(tr("Each run once, with its own seed"));
    nameScenarios();
}

void ComparisonPage::restyle()
{
    const Colors &colors = theme()->colors();
    m_client->setColors(colors.text2, colors.base);
    m_server->setColors(colors.text2, colors.base);
    m_trips->setColors(colors.text2, colors.base);
    m_tripTexts->setLook(theme()->mono(Fonts::caption), colors.text1, theme()->px(6));
    m_tripRect->setMinimumMargins(QMargins(theme()->px(8), 0, theme()->px(8), 0));
    m_choose->setFont(theme()->ui(Fonts::meta));
    m_choose->setMinimumHeight(theme()->px(28));
    m_list->setFont(theme()->ui(Fonts::meta));
    m_list->setMinimumSize(theme()->px(440), theme()->px(320));
}

QStringList ComparisonPage::chosen() const
{
    QStringList names;
    for (int row = 0; row < m_list->count(); ++row)
        if (m_list->item(row)->checkState() == Qt::Checked)
            names.append(m_list->item(row)->data(Qt::UserRole).toString());
    return names;
}

void ComparisonPage::choose(const QStringList &names)
{
    {
        const QSignalBlocker blocker(m_list);
        for (int row = 0; row < m_list->count(); ++row) {
            QListWidgetItem *item = m_list->item(row);
            const bool wanted = names.contains(item->data(Qt::UserRole).toString());
            item->setCheckState(wanted ? Qt::Checked : Qt::Unchecked);
        }
    }
    runChosen();
}

void ComparisonPage::wake()
{
    if (m_comparison.state() == Background::State::Idle)
        runChosen();
}

void ComparisonPage::runChosen()
{
    std::vector<std::string> names;
    for (const QString &name : chosen())
        names.push_back(name.toStdString());
    m_comparison.run([names](const Report &report) { return compareScenarios(names, report); });
}

std::vector<ScenarioCost> ComparisonPage::sorted() const
{
    std::vector<ScenarioCost> costs = m_comparison.result() ? *m_comparison.result() : std::vector<ScenarioCost>{};
    std::ranges::stable_sort(costs, std::greater(),
                             [](const ScenarioCost &c) { return c.bytes.client + c.bytes.server; });
    return costs;
}

QVariantList ComparisonPage::cellsOf(const ScenarioCost &cost) const
{
    QVariantList cells{text(cost.title), QString::fromStdString(cost.name), QString::fromStdString(cost.version)};
    if (cost.error)
        return cells << QVariant() << QVariant() << QVariant() << QString::fromStdString(cost.error->what);
    cells << int(cost.bytes.client) << int(cost.bytes.server) << int(cost.bytes.client + cost.bytes.server);
    return cells << (cost.roundTrips ? QVariant(*cost.roundTrips) : QVariant(tr("fails")));
}

PlotTable ComparisonPage::fill()
{
    PlotTable table{{{tr("scenario")},
                     {tr("name")},
                     {tr("version")},
                     {tr("client to server, bytes")},
                     {tr("server to client, bytes")},
                     {tr("total, bytes")},
                     {tr("round trips")}},
                    {}};
    std::vector<Span> client, server, trips;
    std::vector<RowTexts::Text> labels, tripLabels;
    QStringList names;
    double most = 1, longest = 2;
    const auto add = [&](std::vector<Span> &spans, double row, std::size_t bytes) {
        spans.push_back({row, 0, double(bytes), 0.34});
        labels.push_back({row, double(bytes), QLocale().toString(qulonglong(bytes))});
        most = std::max(most, double(bytes));
    };
    for (const ScenarioCost &cost : sorted()) {
        const double row = double(names.size());
        names.append(text(cost.title));
        table.rows.push_back(cellsOf(cost));
        if (cost.error) {
            labels.push_back({row, 0, tr("cannot be run here")});
            continue;
        }
        add(client, row - 0.19, cost.bytes.client);
        add(server, row + 0.19, cost.bytes.server);
        const double count = cost.roundTrips.value_or(0);
        trips.push_back({row, 0, count, 0.5});
        tripLabels.push_back({row, count, cost.roundTrips ? QLocale().toString(count, 'f', 0) : tr("fails")});
        longest = std::max(longest, count);
    }
    m_client->setSpans(std::move(client));
    m_server->setSpans(std::move(server));
    m_trips->setSpans(std::move(trips));
    m_rows->texts()->setTexts(std::move(labels));
    m_tripTexts->setTexts(std::move(tripLabels));
    m_rows->values()->setRange(0, most * 1.22);
    m_tripRect->axis(QCPAxis::atBottom)->setRange(0, longest + 0.9);
    m_choose->setText(tr("Scenarios: %1").arg(chosen().size()));
    nameScenarios();
    m_rows->setRows(names);
    return table;
}

} // namespace hd::ui
