// SPDX-License-Identifier: GPL-3.0-or-later
#include "plots/avalanchepage.h"

#include "plots/plotstyle.h"
#include "session/linked.h"
#include "session/sessionnews.h"
#include "text/errors.h"
#include "theme/theme.h"

#include <QLabel>
#include <QSpinBox>

#include <cmath>

namespace hd::ui {

static constexpr int usualBit = 255; ///< the last one: part of no time stamp

AvalanchePage::AvalanchePage(const PlotParts &parts, QWidget *parent)
    : PlotPage(parts, parent),
      m_rows(new RowChart(parts.theme, this)),
      m_bitName(new QLabel(this)),
      m_outcome(new QLabel(this)),
      m_bit(new QSpinBox(this))
{
    m_band = m_rows->addBars(Hatch::Dots);
    m_bars = m_rows->addBars(Hatch::Solid);
    m_half = new QCPItemStraightLine(m_rows->plot());
    m_half->point1->setCoords(50, 0);
    m_half->point2->setCoords(50, 1);
    m_bit->setRange(0, int(BitCount::bits) - 1);
    m_bit->setValue(usualBit);
    m_outcome->setWordWrap(true);
    m_outcome->setTextFormat(Qt::PlainText);
    addControl(m_bitName);
    addControl(m_bit);
    addControl(m_outcome, 1);
    m_rows->values()->setRange(0, 116);
    connect(m_bit, &QSpinBox::valueChanged, this, &AvalanchePage::flip);
    connect(news(), &SessionNews::traceChanged, this, [this] {
        if (isVisible())
            flip();
    });
    setChart(m_rows);
}

QString AvalanchePage::title() const
{
    return tr("Avalanche");
}

QString AvalanchePage::sentence() const
{
    return tr(
        "The same handshake twice, with the same seed, but the client draws one bit of its random the other way. What "
        "depends on it changes in about half of its bits, as if drawn anew; what does not stays at 0 %.");
}

void AvalanchePage::retranslate()
{
    m_bitName->setText(tr("Bit of client_random"));
    m_bit->setAccessibleName(tr("The bit of client_random that is flipped, from 0 to 255"));
    m_bit->setToolTip(m_bit->accessibleName());
    m_bars->setName(tr("bits that differ"));
    m_band->setName(tr("where 95 % of random values would end"));
    m_rows->values()->setLabel(tr("Hamming distance between the two runs, % of the bits"));
}

void AvalanchePage::restyle()
{
    const Colors &colors = theme()->colors();
    m_bars->setColors(colors.text2, colors.base);
    m_band->setColors(colors.controlEdge, colors.base);
    m_half->setPen(QPen(colors.text1, theme()->zoom() * 1.5, Qt::DashLine));
    for (QLabel *label : {m_bitName, m_outcome})
        label->setFont(theme()->ui(Fonts::meta));
    m_bit->setFont(theme()->mono(Fonts::meta));
    m_bit->setFixedWidth(theme()->px(72));
    m_bit->setMinimumHeight(theme()->px(28));
}

void AvalanchePage::wake()
{
    if (m_of != session()->trace())
        flip();
}

void AvalanchePage::flip()
{
    m_of = session()->trace();
    m_avalanche = flipClientRandomBit(*m_of, static_cast<unsigned>(m_bit->value()));
    refresh();
}

PlotTable AvalanchePage::fill()
{
    PlotTable table{
        {{tr("value")}, {tr("party")}, {tr("bits")}, {tr("bits that differ")}, {tr("Hamming distance, %"), 1}}, {}};
    const bool known = m_avalanche && m_of == session()->trace();
    const Avalanche *avalanche = known ? std::get_if<Avalanche>(&*m_avalanche) : nullptr;
    const Error *error = known ? std::get_if<Error>(&*m_avalanche) : nullptr;
    std::vector<Span> bars, bands;
    std::vector<RowTexts::Text> labels;
    QStringList names;
    for (const ChangedValue &value : avalanche ? avalanche->values : std::vector<ChangedValue>{}) {
        const double row = double(names.size());
        const QString name = QString::fromStdString(value.name);
        const QString party = value.by == Side::Client ? tr("client") : tr("server");
        const double share = value.share() * 100;
        names.append(QStringLiteral("%1 · %2").arg(name, party));
        if (!value.changed) {
            labels.push_back({row, 0, tr("another length")});
            table.rows.push_back({name, party, int(value.bits)});
            continue;
        }
        const double spread = 1.96 * 50 / std::sqrt(double(value.bits));
        if (*value.changed > 1) // what depends on the bit at all
            bands.push_back({row, 50 - spread, std::min(50 + spread, 100.0), 0.8});
        if (*value.changed > 0)
            bars.push_back({row, 0, share, 0.4});
        labels.push_back({row, *value.changed > 1 ? std::max(share, 50 + spread) : share,
                          tr("%1 of %2").arg(*value.changed).arg(value.bits)});
        table.rows.push_back({name, party, int(value.bits), int(*value.changed), share});
    }
    m_bars->setSpans(std::move(bars));
    m_band->setSpans(std::move(bands));
    m_rows->texts()->setTexts(std::move(labels));
    m_outcome->setText(error ? tr("This cannot be run: %1. %2").arg(errorPart(error->what), errorPart(error->fix))
                             : tr("Nothing is changed on the way; every other draw of both parties stays the same."));
    m_rows->setRows(names);
    return table;
}

std::optional<int> AvalanchePage::current() const
{
    const Avalanche *avalanche =
        m_avalanche && m_of == session()->trace() ? std::get_if<Avalanche>(&*m_avalanche) : nullptr;
    if (!avalanche)
        return std::nullopt;
    for (const DerivationId derivation : session()->linked().derivations)
        for (std::size_t row = 0; row < avalanche->values.size(); ++row)
            if (avalanche->values[row].derivation == derivation)
                return static_cast<int>(row);
    return std::nullopt;
}

void AvalanchePage::pick(int row)
{
    const Avalanche &avalanche = std::get<Avalanche>(*m_avalanche);
    session()->select(session()->derivationSelection(avalanche.values[std::size_t(row)].derivation));
}

} // namespace hd::ui
