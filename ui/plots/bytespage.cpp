// SPDX-License-Identifier: GPL-3.0-or-later
#include "plots/bytespage.h"

#include "plots/plotstyle.h"
#include "session/linked.h"
#include "session/sessionnews.h"
#include "theme/theme.h"

#include <numeric>

namespace hd::ui {

/// A pattern for each use: colour never stands alone.
static constexpr std::array<Hatch, spentCount> hatches{Hatch::Solid, Hatch::Dots, Hatch::Diagonal, Hatch::Grid,
                                                       Hatch::Empty};

static QString nameOf(std::size_t use)
{
    switch (static_cast<Spent>(use)) {
    case Spent::Certificates:
        return BytesPage::tr("certificates");
    case Spent::Signatures:
        return BytesPage::tr("signatures");
    case Spent::KeyShares:
        return BytesPage::tr("key shares");
    case Spent::Protection:
        return BytesPage::tr("IV, MAC, padding, tag");
    case Spent::Rest:
        return BytesPage::tr("everything else");
    }
    return {};
}

namespace {

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

QStringList messageNames(const Session &session)
{
    QStringList names;
    for (const Message &message : session.trace()->messages)
        names.append(QStringLiteral("%1  %2").arg(names.size() + 1).arg(QString::fromStdString(message.name)));
    return names;
}

std::optional<int> selectedMessage(const Session &session)
{
    const std::optional<MessageId> message = session.linked().message;
    return message ? std::optional(static_cast<int>(message->index)) : std::nullopt;
}

BytesPage::BytesPage(const PlotParts &parts, QWidget *parent)
    : PlotPage(parts, parent), m_rows(new RowChart(parts.theme, this))
{
    for (std::size_t use = 0; use < spentCount; ++use)
        m_bars[use] = m_rows->addBars(hatches[use]);
    const auto title = [this](double x, Qt::Alignment alignment) {
        auto *text = new QCPItemText(m_rows->plot());
        text->position->setType(QCPItemPosition::ptAxisRectRatio);
        text->position->setCoords(x, 0.0);
        text->setPositionAlignment(alignment | Qt::AlignBottom);
        return text;
    };
    m_serverTitle = title(0.0, Qt::AlignLeft);
    m_clientTitle = title(1.0, Qt::AlignRight);
    m_rows->setHeadroom(26);
    m_rows->values()->setTicker(QSharedPointer<MagnitudeTicker>::create());
    connect(news(), &SessionNews::playheadChanged, this, &BytesPage::refresh);
    setChart(m_rows);
}

QString BytesPage::title() const
{
    return tr("Bytes per message");
}

QString BytesPage::sentence() const
{
    return tr("Where the bytes go: each bar is a message as it was on the wire, record headers included. Certificates, "
              "where there are any, outweigh all else; the choices themselves take next to nothing.");
}

void BytesPage::retranslate()
{
    m_whole.reset();
    for (std::size_t use = 0; use < spentCount; ++use)
        m_bars[use]->setName(nameOf(use));
    m_rows->values()->setLabel(tr("bytes on the wire"));
}

void BytesPage::restyle()
{
    const Colors &colors = theme()->colors();
    for (SpanBars *bars : m_bars)
        bars->setColors(colors.text2, colors.base);
    for (QCPItemText *text : {m_clientTitle, m_serverTitle}) {
        styleText(*text, *theme(), true);
        text->setPadding(QMargins(0, 0, 0, theme()->px(6)));
    }
}

const BytesPage::Whole &BytesPage::whole()
{
    if (m_whole && m_whole->trace == session()->trace())
        return *m_whole;
    Whole &made = m_whole.emplace();
    made.trace = session()->trace();
    made.names = messageNames(*session());
    for (std::uint32_t row = 0; row < made.trace->messages.size(); ++row) {
        const Message &message = made.trace->messages[row];
        const bool client = message.from == Side::Client;
        const MessageBytes bytes = bytesOf(*made.trace, message);
        const double total = std::accumulate(bytes.begin(), bytes.end(), 0.0);
        QVariantList cells{int(row + 1), QString::fromStdString(message.name), client ? tr("client") : tr("server")};
        made.notYet.push_back(cells);
        for (const double use : bytes)
            cells.append(use);
        cells.append(total);
        made.gone.push_back(cells);
        made.totals.push_back({double(row), client ? total : -total, QLocale().toString(total, 'f', 0), !client});
        made.bytes.push_back(bytes);
    }
    return made;
}

PlotTable BytesPage::fill()
{
    const Trace &trace = *session()->trace();
    const Whole &all = whole();
    PlotTable table{{{tr("No.")}, {tr("message")}, {tr("from")}}, {}};
    for (std::size_t use = 0; use < spentCount; ++use)
        table.columns.push_back({tr("%1, bytes").arg(nameOf(use))});
    table.columns.push_back({tr("total, bytes")});

    std::array<std::vector<Span>, spentCount> spans;
    std::vector<RowTexts::Text> labels;
    std::array<double, 2> totals{};
    double most = 1;
    const std::uint32_t sent = gone();
    const QString notYetWord = tr("not yet");
    for (std::uint32_t row = 0; row < trace.messages.size(); ++row) {
        table.rows.push_back(row < sent ? all.gone[row] : all.notYet[row]);
        labels.push_back(row < sent ? all.totals[row] : RowTexts::Text{double(row), 0, notYetWord});
        if (row >= sent)
            continue;
        const MessageBytes &bytes = all.bytes[row];
        const Side from = trace.messages[row].from;
        const double sign = from == Side::Client ? 1 : -1;
        double total = 0;
        for (std::size_t use = 0; use < spentCount; ++use) {
            if (bytes[use] > 0)
                spans[use].push_back({double(row), sign * total, sign * (total + bytes[use])});
            total += bytes[use];
        }
        totals[std::size_t(from)] += total;
        most = std::max(most, total);
    }
    for (std::size_t use = 0; use < spentCount; ++use)
        m_bars[use]->setSpans(std::move(spans[use]));
    m_rows->texts()->setTexts(std::move(labels));
    m_rows->values()->setRange(-most * 1.28, most * 1.28);
    const auto title = [this](const QString &direction, double total) {
        return tr("%1: %2 bytes").arg(direction, QLocale().toString(total, 'f', 0));
    };
    m_clientTitle->setText(title(tr("client to server"), totals[0]));
    m_serverTitle->setText(title(tr("server to client"), totals[1]));
    m_rows->setRows(all.names);
    noticeBeforeTheStart(tr("Nothing has been sent yet; each message appears here as it goes."));
    return table;
}

std::optional<int> BytesPage::current() const
{
    return selectedMessage(*session());
}

void BytesPage::pick(int row)
{
    session()->select(Session::messageSelection(MessageId{static_cast<std::uint32_t>(row)}));
}

} // namespace hd::ui
