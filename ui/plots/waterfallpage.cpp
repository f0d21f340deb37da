// SPDX-License-Identifier: GPL-3.0-or-later
#include "plots/waterfallpage.h"

#include "plots/bytespage.h"
#include "plots/measurement.h"
#include "plots/plotstyle.h"
#include "plots/runstatus.h"
#include "session/sessionnews.h"
#include "theme/theme.h"

#include <QLabel>
#include <QSlider>

namespace hd::ui {

static constexpr double nsPerMs = 1e6;
static constexpr int usualMs = 40;

WaterfallPage::WaterfallPage(const PlotParts &parts, Measurement *measurement, QWidget *parent)
    : PlotPage(parts, parent),
      m_measurement(measurement),
      m_rows(new RowChart(parts.theme, this)),
      m_sliderName(new QLabel(this)),
      m_sliderValue(new QLabel(this)),
      m_slider(new QSlider(Qt::Horizontal, this))
{
    m_toServer = m_rows->addBars(Hatch::ArrowRight);
    m_toClient = m_rows->addBars(Hatch::ArrowLeft);
    m_client = m_rows->addBars(Hatch::Solid);
    m_server = m_rows->addBars(Hatch::Diagonal);
    m_firstByte = new QCPItemStraightLine(m_rows->plot());
    m_firstByteText = new QCPItemText(m_rows->plot());
    m_firstByteText->position->setType(QCPItemPosition::ptAxisRectRatio);
    m_firstByteText->position->setCoords(1, 0);
    m_firstByteText->setPositionAlignment(Qt::AlignRight | Qt::AlignBottom);
    m_rows->setHeadroom(26);
    m_slider->setRange(0, longestMs);
    m_slider->setValue(usualMs);
    m_slider->setSingleStep(5);
    m_slider->setPageStep(50);
    addControl(m_sliderName);
    addControl(m_slider);
    addControl(m_sliderValue);
    m_status = addStatus();
    m_status->follow(measurement);
    connect(m_status, &RunStatus::againWanted, measurement, &Measurement::again);
    connect(m_slider, &QSlider::valueChanged, this, &WaterfallPage::forgetAndRefresh);
    connect(measurement, &Background::changed, this, [this] {
        if (!m_measurement->isRunning())
            forgetAndRefresh();
    });
    connect(news(), &SessionNews::playheadChanged, this, &WaterfallPage::refresh);
    connect(news(), &SessionNews::traceChanged, this, [this] {
        if (isVisible())
            wake();
    });
    setChart(m_rows);
}

QString WaterfallPage::title() const
{
    return tr("Waterfall");
}

QString WaterfallPage::sentence() const
{
    return tr("A handshake mostly waits. Bars are work, measured on this computer; arrows are the network, simulated "
              "with the round-trip time that you choose, and without TCP's own handshake.");
}

void WaterfallPage::retranslate()
{
    m_whole.reset();
    m_client->setName(tr("client at work"));
    m_server->setName(tr("server at work"));
    m_toServer->setName(tr("on its way to the server"));
    m_toClient->setName(tr("to the client"));
    m_sliderName->setText(tr("Round-trip time"));
    m_slider->setAccessibleName(tr("Simulated round-trip time in milliseconds"));
    m_slider->setToolTip(m_slider->accessibleName());
    m_rows->values()->setLabel(tr("time since the client's first deed, ms"));
    m_status->setDoneText(tr("Work: median of %1 runs on this computer").arg(Measurement::runs));
}

void WaterfallPage::restyle()
{
    const Colors &colors = theme()->colors();
    m_client->setColors(colors.text2, colors.base);
    m_server->setColors(colors.text2, colors.base);
    m_toServer->setColors(colors.text3, colors.base);
    m_toClient->setColors(colors.text3, colors.base);
    m_firstByte->setPen(QPen(colors.text1, theme()->zoom() * 1.5, Qt::DashLine));
    styleText(*m_firstByteText, *theme(), true);
    m_firstByteText->setPadding(QMargins(theme()->px(4), 0, theme()->px(4), theme()->px(6)));
    m_slider->setFixedWidth(theme()->px(120));
    m_slider->setMinimumHeight(theme()->px(24));
    for (QLabel *label : {m_sliderName, m_sliderValue})
        label->setFont(theme()->ui(Fonts::meta));
    m_sliderValue->setMinimumWidth(QFontMetrics(m_sliderValue->font()).horizontalAdvance(QStringLiteral("300 ms")));
}

void WaterfallPage::wake()
{
    m_measurement->want();
}

/// "2 round trips + 3.1 ms of work" at the line where application data may begin.
void WaterfallPage::showFirstByte(const Waterfall &waterfall)
{
    const std::optional<std::uint32_t> event = waterfall.times.firstByte;
    const bool reached = event && *event < session()->playhead();
    m_firstByte->setVisible(reached);
    m_firstByteText->setVisible(reached);
    if (!reached)
        return;
    const double at = waterfall.times.firstByteAt();
    const int trips = static_cast<int>(std::lround(roundTripsToFirstByte(*session()->trace()).value_or(0)));
    m_firstByte->point1->setCoords(at / nsPerMs, 0);
    m_firstByte->point2->setCoords(at / nsPerMs, 1);
    m_firstByteText->setText(
        tr("first application byte: %1, %2")
            .arg(durationText(at), trips == 1 ? tr("after 1 round trip") : tr("after %1 round trips").arg(trips)));
}

void WaterfallPage::addRow(const WaterfallRow &row, bool toServer)
{
    const double index = row.message.index;
    if (row.wire && row.wire->length() > 0)
        (toServer ? m_spans.toServer : m_spans.toClient)
            .push_back({index, row.wire->from / nsPerMs, row.wire->to / nsPerMs});
    for (const Stretch &work : row.client)
        m_spans.client.push_back({index, work.from / nsPerMs, work.to / nsPerMs, 0.56});
    for (const Stretch &work : row.server)
        m_spans.server.push_back({index, work.from / nsPerMs, work.to / nsPerMs, 0.56});
}

void WaterfallPage::forgetAndRefresh()
{
    m_whole.reset();
    refresh();
}

const WaterfallPage::Whole &WaterfallPage::whole()
{
    if (m_whole && m_whole->trace == session()->trace())
        return *m_whole;
    const Trace &trace = *session()->trace();
    const WorkTimes *times = m_measurement->result();
    const bool measured = times && times->trace == session()->trace();
    const double roundTrip = m_slider->value() * nsPerMs;
    Whole &made = m_whole.emplace();
    made.trace = session()->trace();
    made.waterfall = waterfallOf(trace, measured ? times->medians() : std::vector<double>{}, roundTrip);
    made.names = messageNames(*session());
    for (const WaterfallRow &row : made.waterfall.rows) {
        const Message &message = trace[row.message];
        QVariantList cells{int(row.message.index + 1), QString::fromStdString(message.name),
                           message.from == Side::Client ? tr("client") : tr("server")};
        made.notYet.push_back(cells);
        cells.append(row.wire ? QVariant(row.wire->from / nsPerMs) : QVariant());
        cells.append(row.wire ? QVariant(row.wire->to / nsPerMs) : QVariant());
        for (const Side side : {Side::Client, Side::Server})
            cells.append(measured ? QVariant(row.work(side) / 1000) : QVariant());
        made.gone.push_back(cells);
    }
    return made;
}

PlotTable WaterfallPage::fill()
{
    const Trace &trace = *session()->trace();
    const Whole &all = whole();
    const Waterfall &waterfall = all.waterfall;
    PlotTable table{{{tr("No.")},
                     {tr("message")},
                     {tr("from")},
                     {tr("leaves, ms"), 3},
                     {tr("arrives, ms"), 3},
                     {tr("client's work, µs"), 1},
                     {tr("server's work, µs"), 1}},
                    {}};
    m_spans = {};
    std::vector<RowTexts::Text> notYet;
    const std::uint32_t sent = gone();
    const QString notYetWord = tr("not yet");
    for (const WaterfallRow &row : waterfall.rows) {
        const std::uint32_t index = row.message.index;
        table.rows.push_back(index < sent ? all.gone[index] : all.notYet[index]);
        if (index < sent)
            addRow(row, trace[row.message].from == Side::Client);
        else
            notYet.push_back({double(index), 0, notYetWord});
    }
    m_client->setSpans(std::move(m_spans.client));
    m_server->setSpans(std::move(m_spans.server));
    m_toServer->setSpans(std::move(m_spans.toServer));
    m_toClient->setSpans(std::move(m_spans.toClient));
    m_rows->texts()->setTexts(std::move(notYet));
    const double range = std::max(waterfall.end / nsPerMs, 0.1) * 1.04;
    m_rows->values()->setRange(0, range);
    showFirstByte(waterfall);
    m_sliderValue->setText(tr("%1 ms").arg(m_slider->value()));
    m_status->setImpossible(m_measurement->isPossible()
                                ? QString()
                                : tr("A live connection cannot be run again, so its work is not measured."));
    m_rows->setRows(all.names);
    noticeBeforeTheStart(tr("Nothing has been sent yet; each message appears here as it goes."));
    return table;
}

std::optional<int> WaterfallPage::current() const
{
    return selectedMessage(*session());
}

void WaterfallPage::pick(int row)
{
    session()->select(Session::messageSelection(MessageId{static_cast<std::uint32_t>(row)}));
}

} // namespace hd::ui
