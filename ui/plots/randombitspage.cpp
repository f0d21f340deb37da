// SPDX-License-Identifier: GPL-3.0-or-later
#include "plots/randombitspage.h"

#include "plots/plotstyle.h"
#include "plots/runstatus.h"
#include "session/sessionnews.h"
#include "theme/theme.h"

namespace hd::ui {

static constexpr int bitCount = int(BitCount::bits);
static constexpr int sentinelAt = 192; ///< bit of the server's random: its last eight bytes, RFC 8446 4.1.3

RandomBitsPage::RandomBitsPage(const PlotParts &parts, QWidget *parent)
    : PlotPage(parts, parent), m_bits(new BitChart(parts.theme, this))
{
    m_status = addStatus();
    m_status->follow(&m_counting);
    connect(m_status, &RunStatus::againWanted, this, &RandomBitsPage::count);
    connect(&m_counting, &Background::changed, this, [this] {
        if (!m_counting.isRunning())
            refresh();
    });
    connect(news(), &SessionNews::traceChanged, this, &RandomBitsPage::forget);
    connect(news(), &SessionNews::selectionChanged, this, &RandomBitsPage::markSelection);
    setChart(m_bits);
}

QString RandomBitsPage::title() const
{
    return tr("Bits of the randoms");
}

QString RandomBitsPage::sentence() const
{
    return tr("Each dot is a bit: how often it was 1. Drawn bits lie near one half, about 13 of 256 outside the band "
              "by chance. One that never changes was not drawn, as in a downgrade sentinel or a clock; our parties "
              "draw gmt_unix_time too.");
}

void RandomBitsPage::retranslate()
{
    m_bits->setAxisLabels(tr("bit, in the order of the wire"), tr("P(bit = 1)"));
    m_bits->setBandText(tr("band: 95 % of drawn bits"));
    m_status->setDoneText(tr("%1 runs of the hellos, seeds 1 to %1").arg(runs));
}

void RandomBitsPage::restyle()
{
    m_bits->restyle();
}

void RandomBitsPage::wake()
{
    if (m_counting.state() == Background::State::Idle && !session()->trace()->scenario.empty())
        count();
}

void RandomBitsPage::count()
{
    m_counting.run(
        [trace = session()->trace()](const Report &report) { return countRandomBits(*trace, runs, report); });
}

void RandomBitsPage::forget()
{
    m_counting.forget();
    if (isVisible())
        wake();
}

std::optional<RandomBitsPage::Place> RandomBitsPage::placeOf(Side side) const
{
    const Trace &trace = *session()->trace();
    const std::string hello = side == Side::Client ? "client_hello" : "server_hello";
    for (std::uint32_t i = 0; i < trace.messages.size(); ++i) {
        const Message &message = trace.messages[i];
        const Field *random = message.name == hello ? message.field(hello + ".random") : nullptr;
        if (random && random->range.length * 8 == BitCount::bits) {
            // Where the first bytes cannot be a time, no number is read into them.
            const Field *time = message.field(hello + ".random.gmt_unix_time");
            return Place{{i}, random->range, time && time->number};
        }
    }
    return std::nullopt;
}

void RandomBitsPage::nameParts(const RandomBits *bits)
{
    for (const Side side : {Side::Client, Side::Server}) {
        std::vector<std::pair<int, QString>> parts;
        const std::optional<Place> place = placeOf(side);
        if (place && place->hasTime)
            parts = {{0, QStringLiteral("gmt_unix_time")}, {32, QStringLiteral("random_bytes")}};
        const BitCount *count = bits && side == Side::Server && bits->server.runs > 0 ? &bits->server : nullptr;
        const auto constant = [&](int bit) {
            return count && (count->ones[std::size_t(bit)] == 0 || count->ones[std::size_t(bit)] == count->runs);
        };
        bool sentinel = count != nullptr;
        for (int bit = sentinelAt; bit < bitCount; ++bit)
            sentinel = sentinel && constant(bit);
        if (sentinel)
            parts.push_back({sentinelAt, tr("downgrade sentinel")});
        m_bits->setParts(side, parts);
    }
}

PlotTable RandomBitsPage::fill()
{
    PlotTable table{
        {{tr("random")}, {tr("bit")}, {tr("byte")}, {tr("runs")}, {tr("runs with 1")}, {tr("P(bit = 1)"), 3}}, {}};
    const RandomBits *bits = m_counting.result();
    const auto titleOf = [&](const char *name, const BitCount *count) {
        const QString random = QString::fromLatin1(name);
        return !count             ? random
               : count->runs == 0 ? tr("%1: never sent").arg(random)
                                  : tr("%1, %2 runs").arg(random).arg(count->runs);
    };
    m_bits->setTitles(titleOf("client_random", bits ? &bits->client : nullptr),
                      titleOf("server_random", bits ? &bits->server : nullptr));
    m_bits->setBits(bits);
    nameParts(bits);
    m_status->setImpossible(session()->trace()->scenario.empty()
                                ? tr("A live connection cannot be run again. Open a scenario to see its randoms.")
                                : QString());
    for (const Side side : {Side::Client, Side::Server}) {
        const BitCount *count = !bits ? nullptr : side == Side::Client ? &bits->client : &bits->server;
        for (int bit = 0; count && bit < bitCount; ++bit) {
            const QString name =
                side == Side::Client ? QStringLiteral("client_random") : QStringLiteral("server_random");
            const int ones = count->ones[std::size_t(bit)];
            table.rows.push_back({name, bit, bit / 8, count->runs, ones,
                                  count->runs > 0 ? QVariant(double(ones) / count->runs) : QVariant()});
        }
    }
    markSelection();
    return table;
}

/// The first bit of what is selected, where it lies in a random.
std::optional<int> RandomBitsPage::current() const
{
    const Selection &selection = session()->selection();
    for (const Side side : {Side::Client, Side::Server}) {
        const std::optional<Place> place = placeOf(side);
        if (!place || selection.message != place->message || selection.bytes.length == 0 ||
            selection.bytes.offset < place->random.offset || selection.bytes.end() > place->random.end())
            continue;
        return int(side) * bitCount + int(selection.bytes.offset - place->random.offset) * 8;
    }
    return std::nullopt;
}

void RandomBitsPage::markSelection()
{
    m_bits->mark(current(), static_cast<int>(session()->selection().bytes.length) * 8);
}

void RandomBitsPage::pick(int item)
{
    const std::optional<Place> place = placeOf(static_cast<Side>(item / bitCount));
    if (!place)
        return;
    const std::uint32_t byte = static_cast<std::uint32_t>(item % bitCount) / 8;
    session()->select(session()->bytesSelection(place->message, {place->random.offset + byte, 1}));
}

} // namespace hd::ui
