// SPDX-License-Identifier: GPL-3.0-or-later
#include "plots/bytesplot.h"

#include "plots/customplot.h"
#include "plots/messagebytes.h"
#include "session/session.h"
#include "theme/theme.h"

#include <QEvent>
#include <QKeyEvent>
#include <QVBoxLayout>

namespace hd::ui {

namespace {

constexpr double barWidth = 0.62;

/// A pattern as well as a colour for each use: colour never stands alone.
Qt::BrushStyle patternOf(Spent use)
{
    switch (use) {
    case Spent::Certificates:
        return Qt::SolidPattern;
    case Spent::Signatures:
        return Qt::Dense4Pattern;
    case Spent::KeyShares:
        return Qt::BDiagPattern;
    case Spent::Protection:
        return Qt::CrossPattern;
    case Spent::Rest:
        return Qt::NoBrush;
    }
    return Qt::NoBrush;
}

QString nameOf(Spent use)
{
    switch (use) {
    case Spent::Certificates:
        return BytesPlot::tr("certificates");
    case Spent::Signatures:
        return BytesPlot::tr("signatures");
    case Spent::KeyShares:
        return BytesPlot::tr("key shares");
    case Spent::Protection:
        return BytesPlot::tr("IV, MAC, padding, tag");
    case Spent::Rest:
        return BytesPlot::tr("everything else");
    }
    return {};
}

/// Counts on both sides of zero are counts: no minus sign.
class MagnitudeTicker : public QCPAxisTicker
{
protected:
    QString getTickLabel(double tick, const QLocale &locale, QChar, int) override
    {
        return locale.toString(std::abs(tick), 'f', 0);
    }
};

} // namespace

BytesPlot::BytesPlot(Session *session, Theme *theme, QWidget *parent)
    : QWidget(parent), m_session(session), m_theme(theme), m_plot(new QCustomPlot(this))
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(8, 8, 8, 4);
    setAutoFillBackground(true);
    setBackgroundRole(QPalette::Base);
    layout->addWidget(m_plot);
    setFocusPolicy(Qt::StrongFocus);
    m_plot->setFocusPolicy(Qt::NoFocus);
    build();
    restyle();
    fill();
    connect(m_session, &Session::traceChanged, this, &BytesPlot::fill);
    connect(m_session, &Session::selectionChanged, this, &BytesPlot::markSelection);
    connect(m_theme, &Theme::changed, this, &BytesPlot::restyle);
    connect(m_plot, &QCustomPlot::mousePress, this,
            [this](QMouseEvent *event) { selectAt(m_plot->yAxis->pixelToCoord(event->position().y())); });
}

void BytesPlot::build()
{
    m_marker = new QCPBars(m_plot->yAxis, m_plot->xAxis);
    m_marker->removeFromLegend();
    for (std::size_t i = 0; i < 2 * spentCount; ++i) {
        auto *bars = new QCPBars(m_plot->yAxis, m_plot->xAxis);
        bars->setWidth(barWidth);
        if (i % spentCount != 0)
            bars->moveAbove(m_bars.back());
        if (i >= spentCount)
            bars->removeFromLegend();
        m_bars.push_back(bars);
    }
    const auto title = [this](double x, Qt::Alignment alignment) {
        auto *text = new QCPItemText(m_plot);
        text->position->setType(QCPItemPosition::ptAxisRectRatio);
        text->position->setCoords(x, 0.0);
        text->setPositionAlignment(alignment | Qt::AlignBottom);
        text->setPadding(QMargins(0, 0, 0, 8));
        text->setClipToAxisRect(false); // they stand above the bars, in the margin
        return text;
    };
    m_serverTitle = title(0.0, Qt::AlignLeft);
    m_clientTitle = title(1.0, Qt::AlignRight);
    m_plot->legend->setVisible(true);
    m_plot->plotLayout()->addElement(1, 0, m_plot->legend);
    m_plot->legend->setFillOrder(QCPLegend::foColumnsFirst);
    m_plot->plotLayout()->setRowStretchFactor(1, 0.001);
    m_plot->xAxis->setTicker(QSharedPointer<MagnitudeTicker>::create());
    m_plot->yAxis->setRangeReversed(true);
    m_plot->yAxis->setTickLength(0);
    m_plot->axisRect()->setMinimumMargins(QMargins(0, 32, 16, 0));
}

void BytesPlot::restyle()
{
    const Colors &c = m_theme->colors();
    m_plot->setBackground(c.base);
    for (QCPAxis *axis : {m_plot->xAxis, m_plot->yAxis}) {
        axis->setBasePen(QPen(c.controlEdge, 1));
        axis->setTickPen(QPen(c.controlEdge, 1));
        axis->setSubTickPen(Qt::NoPen);
        axis->setTickLabelColor(c.text2);
        axis->setLabelColor(c.text2);
        axis->setLabelFont(Fonts::ui(Fonts::meta));
        axis->setTickLabelFont(axis == m_plot->xAxis ? Fonts::mono(Fonts::caption) : Fonts::ui(Fonts::meta));
    }
    m_plot->xAxis->grid()->setPen(QPen(c.hairline, 1));
    m_plot->xAxis->grid()->setZeroLinePen(QPen(c.controlEdge, 1));
    m_plot->yAxis->grid()->setVisible(false);
    m_plot->legend->setBrush(Qt::NoBrush);
    m_plot->legend->setBorderPen(Qt::NoPen);
    m_plot->legend->setFont(Fonts::ui(Fonts::meta));
    m_plot->legend->setTextColor(c.text2);
    for (std::size_t i = 0; i < m_bars.size(); ++i) {
        m_bars[i]->setPen(QPen(c.text2, 1));
        m_bars[i]->setBrush(QBrush(c.text3, patternOf(static_cast<Spent>(i % spentCount))));
        m_bars[i]->setName(nameOf(static_cast<Spent>(i % spentCount)));
    }
    m_marker->setPen(Qt::NoPen);
    m_marker->setBrush(c.selected);
    m_marker->setWidth(0.96);
    for (QCPItemText *title : {m_clientTitle, m_serverTitle}) {
        title->setColor(c.text1);
        title->setFont(Fonts::ui(Fonts::body, QFont::DemiBold));
    }
    m_clientTitle->setText(tr("client to server"));
    m_serverTitle->setText(tr("server to client"));
    m_plot->xAxis->setLabel(tr("bytes on the wire"));
    setAccessibleName(tr("Bytes on the wire of each message"));
    m_plot->replot(QCustomPlot::rpQueuedReplot);
}

void BytesPlot::fill()
{
    const Trace &trace = *m_session->trace();
    std::vector<QVector<double>> keys(m_bars.size()), values(m_bars.size());
    const auto names = QSharedPointer<QCPAxisTickerText>::create();
    double most = 1;
    for (std::size_t row = 0; row < trace.messages.size(); ++row) {
        const Message &message = trace.messages[row];
        const MessageBytes bytes = bytesOf(trace, message);
        const bool client = message.from == Side::Client;
        double total = 0;
        for (std::size_t use = 0; use < spentCount; ++use) {
            const std::size_t bars = use + (client ? 0 : spentCount);
            keys[bars].push_back(double(row + 1));
            values[bars].push_back(client ? bytes[use] : -bytes[use]);
            total += bytes[use];
        }
        most = std::max(most, total);
        names->addTick(double(row + 1),
                       QStringLiteral("%1  %2").arg(row + 1).arg(QString::fromStdString(message.name)));
    }
    for (std::size_t i = 0; i < m_bars.size(); ++i)
        m_bars[i]->setData(keys[i], values[i], true);
    m_plot->yAxis->setTicker(names);
    m_plot->yAxis->setRange(0.2, double(trace.messages.size()) + 0.8);
    m_plot->xAxis->setRange(-most * 1.06, most * 1.06);
    markSelection();
}

void BytesPlot::markSelection()
{
    const Selection &selection = m_session->selection();
    const double edge = m_plot->xAxis->range().upper;
    if (selection.message)
        m_marker->setData({double(selection.message->index + 1), double(selection.message->index + 1)}, {edge, -edge});
    else
        m_marker->data()->clear();
    m_plot->replot(QCustomPlot::rpQueuedReplot);
}

void BytesPlot::selectAt(double row)
{
    const long index = std::lround(row) - 1;
    if (index >= 0 && index < std::ssize(m_session->trace()->messages))
        m_session->select(Session::messageSelection(MessageId{static_cast<std::uint32_t>(index)}));
}

void BytesPlot::keyPressEvent(QKeyEvent *event)
{
    const int direction = event->key() == Qt::Key_Down ? 1 : event->key() == Qt::Key_Up ? -1 : 0;
    if (direction == 0)
        return QWidget::keyPressEvent(event);
    const Selection &selection = m_session->selection();
    const double row = selection.message ? double(selection.message->index) + 1 : direction > 0 ? 0 : 2;
    selectAt(row + direction);
}

void BytesPlot::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        restyle();
    QWidget::changeEvent(event);
}

} // namespace hd::ui
