// SPDX-License-Identifier: GPL-3.0-or-later
#include "plots/bitchart.h"

#include "plots/plotstyle.h"
#include "theme/theme.h"

#include <QVBoxLayout>

#include <cmath>

namespace hd::ui {

static constexpr int bitCount = int(BitCount::bits);
static constexpr double stretchedFrom = 0.4, stretchedTo = 0.6; // where drawn bits are
static constexpr double stretchedLow = 0.2, stretchedHigh = 0.8;

BitChart::BitChart(Theme *theme, QWidget *parent) : Chart(parent), m_theme(theme), m_plot(new QCustomPlot(this))
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_plot);
    setFocusPolicy(Qt::StrongFocus);
    m_plot->setFocusPolicy(Qt::NoFocus);
    m_plot->plotLayout()->clear();
    build(m_halves[0], 0);
    build(m_halves[1], 1);
    m_plot->plotLayout()->setRowStretchFactor(1, 1.3); // the axis below it is both's
    bits(m_halves[0])->setTickLabels(false);
    auto *margins = new QCPMarginGroup(m_plot);
    for (const Half &half : m_halves)
        half.rect->setMarginGroup(QCP::msLeft | QCP::msRight, margins);
    connect(m_plot, &QCustomPlot::mousePress, this, [this](QMouseEvent *event) {
        setFocus(Qt::MouseFocusReason);
        pickAt(event->position());
    });
}

double BitChart::heightOf(double share)
{
    if (share < stretchedFrom)
        return share / stretchedFrom * stretchedLow;
    if (share > stretchedTo)
        return 1 - (1 - share) / (1 - stretchedTo) * (1 - stretchedHigh);
    const double inside = (share - stretchedFrom) / (stretchedTo - stretchedFrom);
    return std::lerp(stretchedLow, stretchedHigh, inside);
}

void BitChart::build(Half &half, int row)
{
    half.rect = new QCPAxisRect(m_plot);
    m_plot->plotLayout()->addElement(row, 0, half.rect);
    for (QCPAxis *axis : half.rect->axes()) {
        axis->setLayer(QStringLiteral("axes"));
        axis->grid()->setLayer(QStringLiteral("grid"));
    }
    const auto box = [&] {
        auto *made = new QCPItemRect(m_plot);
        made->setLayer(QStringLiteral("background"));
        made->setClipAxisRect(half.rect);
        for (QCPItemPosition *position : {made->topLeft, made->bottomRight}) {
            position->setAxisRect(half.rect);
            position->setAxes(bits(half), shares(half));
            position->setType(QCPItemPosition::ptPlotCoords);
        }
        return made;
    };
    half.band = box();
    half.current = box();
    half.drawn = m_plot->addGraph(bits(half), shares(half));
    half.constant = m_plot->addGraph(bits(half), shares(half));
    for (QCPGraph *graph : {half.drawn, half.constant})
        graph->setLineStyle(QCPGraph::lsNone);
    bits(half)->setRange(-2, bitCount + 1);
    shares(half)->setRange(-0.09, 1.09);
    const auto byBytes = QSharedPointer<QCPAxisTickerFixed>::create();
    byBytes->setTickStep(32);
    bits(half)->setTicker(byBytes);
    const auto byShare = QSharedPointer<QCPAxisTickerText>::create();
    for (const double share : {0.0, stretchedFrom, 0.5, stretchedTo, 1.0})
        byShare->addTick(heightOf(share), QLocale().toString(share, 'g', 2));
    shares(half)->setTicker(byShare);
    const auto text = [&](double x, Qt::Alignment alignment) {
        auto *made = new QCPItemText(m_plot);
        made->position->setAxisRect(half.rect);
        made->position->setType(QCPItemPosition::ptAxisRectRatio);
        made->position->setCoords(x, 0);
        made->setPositionAlignment(alignment | Qt::AlignBottom);
        return made;
    };
    half.title = text(0, Qt::AlignLeft);
    half.bandText = text(1, Qt::AlignRight);
}

void BitChart::setTitles(const QString &client, const QString &server)
{
    m_halves[0].title->setText(client);
    m_halves[1].title->setText(server);
}

void BitChart::setAxisLabels(const QString &bit, const QString &share)
{
    bits(m_halves[1])->setLabel(bit);
    for (const Half &half : m_halves)
        shares(half)->setLabel(share);
}

void BitChart::setBandText(const QString &text)
{
    m_halves[0].bandText->setText(text);
    m_halves[1].bandText->setText({});
}

void BitChart::setParts(Side side, const std::vector<std::pair<int, QString>> &parts)
{
    Half &half = m_halves[std::size_t(side)];
    for (QCPItemText *text : half.partTexts)
        m_plot->removeItem(text);
    for (QCPItemStraightLine *line : half.partLines)
        m_plot->removeItem(line);
    half.partTexts.clear();
    half.partLines.clear();
    for (std::size_t i = 0; i < parts.size(); ++i) {
        const auto &[bit, name] = parts[i];
        const int next = i + 1 < parts.size() ? parts[i + 1].first : bitCount;
        auto *line = new QCPItemStraightLine(m_plot);
        line->setClipAxisRect(half.rect);
        for (QCPItemPosition *point : {line->point1, line->point2}) {
            point->setAxisRect(half.rect);
            point->setAxes(bits(half), shares(half));
        }
        line->point1->setCoords(bit - 0.5, 0);
        line->point2->setCoords(bit - 0.5, 1);
        auto *text = new QCPItemText(m_plot);
        text->position->setAxisRect(half.rect);
        text->position->setAxes(bits(half), shares(half));
        // The first four bytes are narrower than their name, which leans over the next part.
        const bool narrow = next - bit <= 32;
        text->position->setCoords(narrow ? bit : (bit + next) / 2.0, 0.9);
        text->setPositionAlignment((narrow ? Qt::AlignLeft : Qt::AlignHCenter) | Qt::AlignVCenter);
        text->setText(name);
        half.partLines.push_back(line);
        half.partTexts.push_back(text);
        stylePart(*text, *line);
    }
}

void BitChart::stylePart(QCPItemText &text, QCPItemStraightLine &line)
{
    styleText(text, *m_theme);
    text.setFont(m_theme->ui(Fonts::caption));
    text.setColor(m_theme->colors().text2);
    text.setPadding(QMargins(m_theme->px(4), 0, 0, 0));
    line.setPen(QPen(m_theme->colors().controlEdge, m_theme->zoom(), Qt::DashLine));
}

void BitChart::fill(Half &half, const BitCount *count)
{
    QVector<double> drawnBits, drawn, constantBits, constant;
    for (int bit = 0; count && count->runs > 0 && bit < bitCount; ++bit) {
        const double share = count->share(std::size_t(bit));
        const bool never = share == 0 || share == 1;
        (never ? constantBits : drawnBits).append(bit);
        (never ? constant : drawn).append(heightOf(share));
    }
    half.drawn->setData(drawnBits, drawn, true);
    half.constant->setData(constantBits, constant, true);
    const double spread = count && count->runs > 0 ? 1.96 * std::sqrt(0.25 / count->runs) : 0;
    half.band->topLeft->setCoords(-2, heightOf(0.5 + spread));
    half.band->bottomRight->setCoords(bitCount + 1, heightOf(0.5 - spread));
    half.band->setVisible(spread > 0);
}

void BitChart::setBits(const RandomBits *bits)
{
    fill(m_halves[0], bits ? &bits->client : nullptr);
    fill(m_halves[1], bits ? &bits->server : nullptr);
    m_plot->replot(QCustomPlot::rpQueuedReplot);
}

void BitChart::restyle()
{
    stylePlot(*m_plot, *m_theme);
    const Colors &colors = m_theme->colors();
    const double unit = m_theme->zoom();
    for (Half &half : m_halves) {
        half.rect->setMinimumMargins(QMargins(0, m_theme->px(22), m_theme->px(8), 0));
        half.drawn->setScatterStyle(QCPScatterStyle(QCPScatterStyle::ssDisc, colors.text2, 3 * unit));
        half.constant->setScatterStyle(
            QCPScatterStyle(QCPScatterStyle::ssDiamond, QPen(colors.text1, unit), QBrush(colors.text1), 7 * unit));
        half.band->setPen(QPen(colors.controlEdge, unit, Qt::DotLine));
        half.band->setBrush(colors.sunken);
        half.current->setPen(QPen(colors.accent, 1.5 * unit));
        half.current->setBrush(colors.selected);
        styleText(*half.title, *m_theme, true);
        styleText(*half.bandText, *m_theme);
        half.bandText->setColor(colors.text2);
        half.title->setPadding(QMargins(0, 0, 0, m_theme->px(4)));
        half.bandText->setPadding(QMargins(0, 0, 0, m_theme->px(4)));
        for (std::size_t i = 0; i < half.partTexts.size(); ++i)
            stylePart(*half.partTexts[i], *half.partLines[i]);
    }
    m_plot->replot(QCustomPlot::rpQueuedReplot);
}

void BitChart::setCurrent(std::optional<int> item)
{
    m_current = item;
}

void BitChart::mark(std::optional<int> item, int count)
{
    for (std::size_t side = 0; side < m_halves.size(); ++side) {
        const bool here = item && std::size_t(*item / bitCount) == side;
        m_halves[side].current->setVisible(here);
        if (!here)
            continue;
        const double first = *item % bitCount - 0.5;
        m_halves[side].current->topLeft->setCoords(first, 1.07);
        m_halves[side].current->bottomRight->setCoords(first + count, -0.07);
    }
    m_plot->replot(QCustomPlot::rpQueuedReplot);
}

void BitChart::pickAt(QPointF position)
{
    for (std::size_t side = 0; side < m_halves.size(); ++side) {
        const Half &half = m_halves[side];
        if (!half.rect->rect().contains(position.toPoint()))
            continue;
        const long bit = std::lround(bits(half)->pixelToCoord(position.x()));
        if (bit >= 0 && bit < bitCount)
            Q_EMIT picked(static_cast<int>(bit) + static_cast<int>(side) * bitCount);
    }
}

/// By bytes, which is what can be selected; up and down lead to the other random.
void BitChart::keyPressEvent(QKeyEvent *event)
{
    const int now = m_current.value_or(0);
    const int side = now / bitCount;
    int bit = now % bitCount;
    switch (event->key()) {
    case Qt::Key_Left:
        bit = std::max(bit - 8, 0);
        break;
    case Qt::Key_Right:
        bit = m_current ? std::min(bit + 8, bitCount - 8) : 0;
        break;
    case Qt::Key_Home:
        bit = 0;
        break;
    case Qt::Key_End:
        bit = bitCount - 8;
        break;
    case Qt::Key_Up:
        Q_EMIT picked(bit);
        return;
    case Qt::Key_Down:
        Q_EMIT picked(bit + bitCount);
        return;
    default:
        return Chart::keyPressEvent(event);
    }
    Q_EMIT picked(side * bitCount + bit);
}

} // namespace hd::ui
