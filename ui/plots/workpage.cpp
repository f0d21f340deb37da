// SPDX-License-Identifier: GPL-3.0-or-later
#include "plots/workpage.h"

#include "plots/measurement.h"
#include "plots/plotstyle.h"
#include "plots/runstatus.h"
#include "session/linked.h"
#include "session/sessionnews.h"
#include "theme/theme.h"

#include <algorithm>
#include <cmath>

namespace hd::ui {

namespace {

/// 100 ns, 1 µs, 10 µs: each power of ten by its unit.
class DurationTicker : public QCPAxisTickerLog
{
protected:
    QString getTickLabel(double tick, const QLocale &locale, QChar, int) override
    {
        const auto text = [&](double value, const char *unit) {
            return locale.toString(std::round(value)) + QLatin1Char(' ') + QString::fromUtf8(unit);
        };
        return tick >= 999e6   ? text(tick / 1e9, "s")
               : tick >= 999e3 ? text(tick / 1e6, "ms")
               : tick >= 999   ? text(tick / 1e3, "µs")
                               : text(tick, "ns");
    }
};

QString nameOf(WorkKind kind)
{
    switch (kind) {
    case WorkKind::KeyGeneration:
        return WorkPage::tr("generate key pairs");
    case WorkKind::SharedSecret:
        return WorkPage::tr("shared secret");
    case WorkKind::RsaEncryption:
        return WorkPage::tr("RSA encryption");
    case WorkKind::RsaDecryption:
        return WorkPage::tr("RSA decryption");
    case WorkKind::Signing:
        return WorkPage::tr("sign");
    case WorkKind::Verification:
        return WorkPage::tr("verify signatures");
    case WorkKind::CertificateChain:
        return WorkPage::tr("verify certificates");
    case WorkKind::KeyDerivation:
        return WorkPage::tr("PRF, HKDF");
    case WorkKind::Hashing:
        return WorkPage::tr("hashes, HMAC");
    case WorkKind::Tickets:
        return WorkPage::tr("session tickets");
    case WorkKind::Records:
        return WorkPage::tr("seal and open records");
    case WorkKind::Rest:
        return WorkPage::tr("everything else");
    }
    return {};
}

bool contains(const WorkShare &share, What what, std::uint32_t index)
{
    return std::ranges::any_of(share.events, [&](const Event &e) { return e.what == what && e.index == index; });
}

} // namespace

WorkPage::WorkPage(const PlotParts &parts, Measurement *measurement, QWidget *parent)
    : PlotPage(parts, parent), m_measurement(measurement), m_rows(new RowChart(parts.theme, this))
{
    m_client = m_rows->addBars(Hatch::Solid);
    m_server = m_rows->addBars(Hatch::Diagonal);
    m_median = m_rows->addBars(Hatch::Tick);
    m_rows->values()->setScaleType(QCPAxis::stLogarithmic);
    m_rows->values()->setTicker(QSharedPointer<DurationTicker>::create());
    m_status = addStatus();
    m_status->follow(measurement);
    connect(m_status, &RunStatus::againWanted, measurement, &Measurement::again);
    connect(measurement, &Background::changed, this, [this] {
        if (!m_measurement->isRunning())
            refresh();
    });
    connect(news(), &SessionNews::traceChanged, this, [this] {
        if (isVisible())
            wake();
    });
    setChart(m_rows);
}

QString WorkPage::title() const
{
    return tr("CPU per operation");
}

QString WorkPage::sentence() const
{
    return tr("What the two parties' processors do in one handshake. A box spans the middle half of the runs, its tick "
              "is the median. Each line of the grid is ten times the one before: what lies one line further right "
              "takes ten times as long.");
}

void WorkPage::retranslate()
{
    m_client->setName(tr("client, middle half"));
    m_server->setName(tr("server, middle half"));
    m_median->setName(tr("median"));
    m_rows->values()->setLabel(tr("CPU time in one handshake (logarithmic)"));
    m_status->setDoneText(tr("%1 runs of this very handshake on this computer").arg(Measurement::runs));
}

void WorkPage::restyle()
{
    const Colors &colors = theme()->colors();
    m_client->setColors(colors.text3, colors.base);
    m_server->setColors(colors.text3, colors.base);
    m_median->setColors(colors.text1, colors.base);
}

void WorkPage::wake()
{
    m_measurement->want();
}

PlotTable WorkPage::fill()
{
    PlotTable table{{{tr("operation")},
                     {tr("party")},
                     {tr("times")},
                     {tr("lower quartile, µs"), 2},
                     {tr("median, µs"), 2},
                     {tr("upper quartile, µs"), 2}},
                    {}};
    const WorkTimes *times = m_measurement->result();
    const bool measured = times && times->trace == session()->trace();
    m_shares = measured ? workShares(*times) : std::vector<WorkShare>{};
    std::vector<Span> client, server, medians;
    std::vector<RowTexts::Text> labels;
    QStringList names;
    double least = 1e4, most = 1e4;
    for (const WorkShare &share : m_shares) {
        const double row = double(names.size());
        const Quartiles &total = share.total;
        const bool isClient = share.by == Side::Client;
        (isClient ? client : server).push_back({row, std::max(total.lower, 1.0), std::max(total.upper, 1.0), 0.5});
        medians.push_back({row, std::max(total.median, 1.0), std::max(total.median, 1.0), 0.76});
        labels.push_back({row, std::max(total.upper, 1.0), durationText(total.median)});
        least = std::min(least, std::max(total.lower, 1.0));
        most = std::max(most, total.upper);
        const QString party = isClient ? tr("client") : tr("server");
        //: an operation, who does it, how often
        names.append(tr("%1 · %2 · %3×").arg(nameOf(share.kind), party).arg(share.count));
        table.rows.push_back(
            {nameOf(share.kind), party, share.count, total.lower / 1000, total.median / 1000, total.upper / 1000});
    }
    m_client->setSpans(std::move(client));
    m_server->setSpans(std::move(server));
    m_median->setSpans(std::move(medians));
    m_rows->texts()->setTexts(std::move(labels));
    m_rows->values()->setRange(std::pow(10, std::floor(std::log10(least))), most * 6);
    m_status->setImpossible(m_measurement->isPossible()
                                ? QString()
                                : tr("A live connection cannot be run again. Open a scenario to measure its work."));
    m_rows->setRows(names);
    return table;
}

std::optional<int> WorkPage::current() const
{
    const Linked &linked = session()->linked();
    for (std::size_t row = 0; row < m_shares.size(); ++row) {
        for (const DerivationId derivation : linked.derivations)
            if (contains(m_shares[row], What::Derivation, derivation.index))
                return static_cast<int>(row);
        for (const std::uint32_t check : linked.checks)
            if (contains(m_shares[row], What::Check, check))
                return static_cast<int>(row);
    }
    return std::nullopt;
}

/// The first operation of the row; what is neither calculated nor checked cannot be selected.
void WorkPage::pick(int row)
{
    for (const Event &event : m_shares[std::size_t(row)].events) {
        if (event.what == What::Derivation)
            return session()->select(session()->derivationSelection(DerivationId{event.index}));
        if (event.what == What::Check)
            return session()->select(session()->checkSelection(event.index));
    }
}

} // namespace hd::ui
