// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/waterfall.h"
#include "models/workshare.h"
#include "plots/avalanchepage.h"
#include "plots/bytespage.h"
#include "plots/comparisonpage.h"
#include "plots/measurement.h"
#include "plots/plotsinspector.h"
#include "plots/randombitspage.h"
#include "plots/waterfallpage.h"
#include "plots/workpage.h"
#include "session/linked.h"
#include "session/session.h"
#include "text/explanations.h"
#include "theme/theme.h"

#include <QSlider>
#include <QSpinBox>
#include <QTest>
#include <QtTest>

#include <numeric>
#include <set>

using namespace hd;
using namespace hd::ui;

/// The inspector on a connection that has happened.
struct Shown
{
    explicit Shown(const QString &scenario)
    {
        if (!scenario.isEmpty() && session.runScenario(scenario))
            qFatal("%s does not run", qPrintable(scenario));
        session.goToEnd();
        inspector.resize(672, 416);
        inspector.show();
    }

    template<class Page>
    Page *open()
    {
        for (std::size_t i = 0; i < inspector.pages().size(); ++i) {
            auto *page = qobject_cast<Page *>(inspector.pages()[i]);
            if (!page)
                continue;
            inspector.showPage(static_cast<int>(i));
            return QTest::qWaitForWindowExposed(&inspector) ? page : nullptr;
        }
        return nullptr;
    }

    double number(std::size_t row, int column) const
    {
        return inspector.page()->table().rows[row].value(column).toDouble();
    }
    std::size_t rows() const { return inspector.page()->table().rows.size(); }

    Session session;
    Theme theme;
    Explanations texts;
    PlotsInspector inspector{&session, &theme, &texts};
};

class TestPlots : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { Fonts::load(); }
    void everyByteIsSpentOnce_data() { scenarios(); }
    void everyByteIsSpentOnce();
    void bytesTableAddsUp_data() { scenarios(); }
    void bytesTableAddsUp();
    void everyEventsWorkIsShownOnce_data() { scenarios(); }
    void everyEventsWorkIsShownOnce();
    void waterfallTableIsTheTimetable();
    void measuredWorkIsTheMediansOfTheRuns();
    void comparisonIsWhatTheScenariosCost();
    void randomBitsAreCounted();
    void avalancheIsTheDistanceOfBothRuns();
    void rowsSelectAndAreMarked_data();
    void rowsSelectAndAreMarked();
    void whatHasNotHappenedIsNotShown();
    void liveConnectionsSayWhatIsMissing();
    void theWindowLivesWhileExperimentsRun();

private:
    static void scenarios()
    {
        QTest::addColumn<QString>("name");
        for (const ScenarioInfo &info : builtinScenarios())
            QTest::newRow(info.name.c_str()) << QString::fromStdString(info.name);
    }
};

static QStringList columnOf(const PlotTable &table, int column)
{
    QStringList values;
    for (const QVariantList &row : table.rows)
        values.append(row.value(column).toString());
    return values;
}

/// Bytes of all records that hold a message, all of them or in part.
static double wireBytes(const Trace &trace)
{
    std::set<std::uint32_t> carried;
    for (const Message &message : trace.messages)
        for (const MessageSpan &span : message.spans)
            carried.insert(span.record.index);
    return std::accumulate(carried.begin(), carried.end(), 0.0,
                           [&](double sum, std::uint32_t i) { return sum + double(trace.records[i].wire.size()); });
}

// What the bars add up to is what the records have on the wire.
void TestPlots::everyByteIsSpentOnce()
{
    QFETCH(const QString, name);
    Session session;
    QVERIFY(!session.runScenario(name));
    const Trace &trace = *session.trace();
    double spent = 0;
    for (const Message &message : trace.messages) {
        const MessageBytes bytes = bytesOf(trace, message);
        for (const double use : bytes)
            QVERIFY(use >= 0);
        spent += std::accumulate(bytes.begin(), bytes.end(), 0.0);
    }
    QVERIFY(spent > 0);
    QVERIFY(std::abs(spent - wireBytes(trace)) < 1e-6);
}

void TestPlots::bytesTableAddsUp()
{
    QFETCH(const QString, name);
    Shown shown(name);
    QVERIFY(shown.open<BytesPage>());
    const Trace &trace = *shown.session.trace();
    QCOMPARE(shown.rows(), trace.messages.size());
    constexpr int firstUse = 3, total = firstUse + int(spentCount);
    double all = 0;
    for (std::size_t row = 0; row < shown.rows(); ++row) {
        double sum = 0;
        for (int column = firstUse; column < total; ++column)
            sum += shown.number(row, column);
        QVERIFY(std::abs(sum - shown.number(row, total)) < 1e-6);
        all += sum;
    }
    QVERIFY(std::abs(all - wireBytes(trace)) < 1e-6);
}

// Nothing that was worked is lost between the events, the rows of the waterfall and the kinds of work.
void TestPlots::everyEventsWorkIsShownOnce()
{
    QFETCH(const QString, name);
    Session session;
    QVERIFY(!session.runScenario(name));
    const Trace &trace = *session.trace();
    const std::vector<double> work(trace.events.size(), 7);
    const Waterfall waterfall = waterfallOf(trace, work, 40e6);
    double worked = 0;
    for (const WaterfallRow &row : waterfall.rows) {
        worked += row.work(Side::Client) + row.work(Side::Server);
        QVERIFY(!row.wire || row.wire->length() >= 20e6);
        QVERIFY(!row.wire || row.wire->to <= waterfall.end);
    }
    const double all = 7.0 * double(trace.events.size());
    QVERIFY2(std::abs(worked - all) < 1, qPrintable(QStringLiteral("%1 of %2").arg(worked).arg(all)));

    WorkTimes times{session.trace(), 2, {}};
    times.byEvent.assign(trace.events.size(), {7, 7});
    double shared = 0;
    std::size_t events = 0;
    for (const WorkShare &share : workShares(times)) {
        QCOMPARE(share.total.median, 7.0 * double(share.events.size()));
        shared += share.total.median;
        events += share.events.size();
    }
    QCOMPARE(events, trace.events.size());
    QCOMPARE(shared, 7.0 * double(events));
}

void TestPlots::waterfallTableIsTheTimetable()
{
    Shown shown(QStringLiteral("tls12-ecdhe-gcm"));
    auto *page = shown.open<WaterfallPage>();
    QVERIFY(page);
    const Trace &trace = *shown.session.trace();
    constexpr int leaves = 3, arrives = 4, clientsWork = 5;
    page->findChild<QSlider *>()->setValue(100);
    for (std::size_t row = 0; row < shown.rows(); ++row)
        if (trace.messages[row].spans.size() == 1) // half a round trip
            QVERIFY(std::abs(shown.number(row, arrives) - shown.number(row, leaves) - 50) < 1e-6);
    QTRY_VERIFY_WITH_TIMEOUT(shown.inspector.findChild<Measurement *>()->result(), 60000);
    const WorkTimes &times = *shown.inspector.findChild<Measurement *>()->result();
    QCOMPARE(times.runs, 50);
    const std::vector<double> medians = times.medians();
    double worked = 0;
    for (std::size_t row = 0; row < shown.rows(); ++row)
        worked += shown.number(row, clientsWork) + shown.number(row, clientsWork + 1);
    const double all = std::accumulate(medians.begin(), medians.end(), 0.0) / 1000; // µs
    QVERIFY(all > 0);
    QVERIFY2(std::abs(worked - all) < 0.01, qPrintable(QStringLiteral("%1 of %2").arg(worked).arg(all)));
}

void TestPlots::measuredWorkIsTheMediansOfTheRuns()
{
    Shown shown(QStringLiteral("classic"));
    QVERIFY(shown.open<WorkPage>());
    QTRY_VERIFY_WITH_TIMEOUT(shown.rows() > 0, 60000);
    const WorkTimes &times = *shown.inspector.findChild<Measurement *>()->result();
    const std::vector<WorkShare> shares = workShares(times);
    QCOMPARE(shown.rows(), shares.size());
    for (std::size_t row = 0; row < shares.size(); ++row) {
        QCOMPARE(int(shown.number(row, 2)), shares[row].count);
        QCOMPARE(shown.number(row, 3), shares[row].total.lower / 1000);
        QCOMPARE(shown.number(row, 4), shares[row].total.median / 1000);
        QCOMPARE(shown.number(row, 5), shares[row].total.upper / 1000);
        QVERIFY(shares[row].total.lower <= shares[row].total.median);
        QVERIFY(shares[row].total.median <= shares[row].total.upper);
    }
    // DHE with certificates on both sides: each makes a key pair, agrees, signs and verifies.
    for (const WorkKind kind : {WorkKind::KeyGeneration, WorkKind::SharedSecret, WorkKind::Signing,
                                WorkKind::Verification, WorkKind::CertificateChain, WorkKind::KeyDerivation})
        QCOMPARE(std::ranges::count(shares, kind, &WorkShare::kind), 2);
}

void TestPlots::comparisonIsWhatTheScenariosCost()
{
    Shown shown(QStringLiteral("classic"));
    auto *page = shown.open<ComparisonPage>();
    QVERIFY(page);
    QTRY_COMPARE_WITH_TIMEOUT(shown.rows(), 6U, 60000); // the telling ones
    page->choose({QStringLiteral("tls13-psk"), QStringLiteral("tls13-early-data"), QStringLiteral("no-common-suite"),
                  QStringLiteral("classic")});
    QTRY_COMPARE_WITH_TIMEOUT(shown.rows(), 4U, 60000);
    double largest = 1e9;
    for (std::size_t row = 0; row < shown.rows(); ++row) {
        Session session;
        QVERIFY(!session.runScenario(page->table().rows[row][1].toString()));
        double client = 0, server = 0;
        for (const Record &record : session.trace()->records)
            if (record.type == Protocol::Handshake || record.type == Protocol::ChangeCipherSpec)
                (record.from == Side::Client ? client : server) += double(record.wire.size());
        QCOMPARE(shown.number(row, 3), client);
        QCOMPARE(shown.number(row, 4), server);
        QCOMPARE(shown.number(row, 5), client + server);
        QVERIFY(client + server <= largest); // the largest first
        largest = client + server;
        const std::optional<double> trips = roundTripsToFirstByte(*session.trace());
        QCOMPARE(page->table().rows[row][6], trips ? QVariant(*trips) : QVariant(ComparisonPage::tr("fails")));
    }
}

void TestPlots::randomBitsAreCounted()
{
    Shown shown(QStringLiteral("downgrade-sentinel"));
    auto *page = shown.open<RandomBitsPage>();
    QVERIFY(page);
    QTRY_COMPARE_WITH_TIMEOUT(shown.rows(), 512U, 60000);
    const auto counted = countRandomBits(*shown.session.trace(), RandomBitsPage::runs, [](int, int) { return true; });
    const RandomBits &bits = std::get<RandomBits>(*counted);
    for (std::size_t row = 0; row < shown.rows(); ++row) {
        const BitCount &count = row < 256 ? bits.client : bits.server;
        QCOMPARE(int(shown.number(row, 3)), RandomBitsPage::runs);
        QCOMPARE(int(shown.number(row, 4)), count.ones[row % 256]);
    }
    // A bit selects the byte that it is in, and a selected byte its first bit.
    Q_EMIT page->chart()->picked(256 + 200);
    const Selection &selection = shown.session.selection();
    const Message &hello = (*shown.session.trace())[*selection.message];
    QCOMPARE(hello.name, std::string("server_hello"));
    QCOMPARE(selection.bytes, (Range{hello.field("server_hello.random")->range.offset + 25, 1}));
}

void TestPlots::avalancheIsTheDistanceOfBothRuns()
{
    Shown shown(QStringLiteral("tls12-ecdhe-gcm"));
    auto *page = shown.open<AvalanchePage>();
    QVERIFY(page);
    page->findChild<QSpinBox *>()->setValue(8);
    const Avalanche made = std::get<Avalanche>(flipClientRandomBit(*shown.session.trace(), 8));
    QCOMPARE(shown.rows(), made.values.size());
    const QStringList names = columnOf(page->table(), 0);
    for (const char *name : {"client_random", "pre_master_secret", "master_secret", "key_block", "client_write_key"})
        QVERIFY2(names.contains(QLatin1StringView(name)), name);
    for (std::size_t row = 0; row < shown.rows(); ++row) {
        const QString &name = names[qsizetype(row)];
        const double percent = shown.number(row, 4);
        QCOMPARE(percent, 100 * shown.number(row, 3) / shown.number(row, 2));
        if (name == QLatin1StringView("client_random"))
            QCOMPARE(int(shown.number(row, 3)), 1);
        else if (name == QLatin1StringView("pre_master_secret"))
            QCOMPARE(percent, 0); // of the key exchange alone
        else if (name == QLatin1StringView("master_secret") || name == QLatin1StringView("key_block"))
            QVERIFY(percent > 35 && percent < 65);
    }
}

void TestPlots::rowsSelectAndAreMarked_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("page");
    for (const char *name : {"classic", "tls13", "resumption-ticket", "no-common-suite"})
        for (const char *page : {"waterfall", "bytes"})
            QTest::addRow("%s in %s", name, page) << QString::fromLatin1(name) << QString::fromLatin1(page);
}

void TestPlots::rowsSelectAndAreMarked()
{
    QFETCH(const QString, name);
    QFETCH(const QString, page);
    Shown shown(name);
    PlotPage *open = page == QLatin1StringView("bytes") ? static_cast<PlotPage *>(shown.open<BytesPage>())
                                                        : shown.open<WaterfallPage>();
    QVERIFY(open);
    auto *chart = qobject_cast<RowChart *>(open->chart());
    const auto last = static_cast<int>(shown.session.trace()->messages.size() - 1);
    for (const int row : {last, 0}) {
        shown.session.select(Session::messageSelection(MessageId{static_cast<std::uint32_t>(row)})); // scrolls to it
        chart->plot()->replot();
        shown.session.select({});
        const QPointF at(chart->plot()->axisRect()->center().x(), chart->plot()->yAxis->coordToPixel(row));
        QTest::mouseClick(chart->plot(), Qt::LeftButton, {}, at.toPoint());
        QCOMPARE(shown.session.selection(), Session::messageSelection(MessageId{static_cast<std::uint32_t>(row)}));
    }
    if (last > 0) {
        QTest::keyClick(chart, Qt::Key_Down);
        QCOMPARE(shown.session.selection(), Session::messageSelection(MessageId{1}));
    }
    QTest::keyClick(chart, Qt::Key_End);
    QCOMPARE(shown.session.selection(), Session::messageSelection(MessageId{static_cast<std::uint32_t>(last)}));
    // The same row is the current one of the table.
    shown.inspector.setTableShown(true);
    auto *view = open->findChild<QTableView *>();
    QCOMPARE(view->currentIndex().row(), last);
    view->setFocus();
    QTest::keyClick(view, Qt::Key_Home, Qt::ControlModifier);
    QCOMPARE(shown.session.selection(), Session::messageSelection(MessageId{0}));
}

void TestPlots::whatHasNotHappenedIsNotShown()
{
    Shown shown(QStringLiteral("classic"));
    PlotPage *page = shown.open<BytesPage>();
    QVERIFY(page);
    const auto known = [&] {
        return std::ranges::count_if(page->table().rows, [](const QVariantList &row) { return row.size() > 3; });
    };
    QCOMPARE(known(), 13);
    shown.session.goToStart();
    QCOMPARE(known(), 0);
    const auto labels = page->findChildren<QLabel *>();
    const auto jump = std::ranges::find_if(
        labels, [](QLabel *label) { return label->isVisible() && label->text().contains(QLatin1StringView("href")); });
    QVERIFY(jump != labels.end());
    shown.session.stepBy(Granularity::Message, +1);
    QCOMPARE(known(), 1);
    QVERIFY(!(*jump)->isVisible());
}

// A live connection cannot be run again: its messages are shown, no work is made up.
void TestPlots::liveConnectionsSayWhatIsMissing()
{
    Shown shown(QStringLiteral("tls13"));
    auto live = std::make_shared<Trace>(*shown.session.trace());
    live->scenario.clear();
    shown.session.setTrace(live);
    shown.session.goToEnd();
    QVERIFY(shown.open<WaterfallPage>());
    QCOMPARE(shown.rows(), live->messages.size());
    for (const QVariantList &row : shown.inspector.page()->table().rows)
        QVERIFY(!row.value(5).isValid() && !row.value(6).isValid());
    QVERIFY(shown.open<WorkPage>());
    QCOMPARE(shown.rows(), 0U);
    QVERIFY(shown.open<RandomBitsPage>());
    QCOMPARE(shown.rows(), 0U);
    QVERIFY(shown.open<AvalanchePage>());
    QCOMPARE(shown.rows(), 0U);
    QVERIFY(!shown.inspector.findChild<Measurement *>()->isRunning());
}

void TestPlots::theWindowLivesWhileExperimentsRun()
{
    Shown shown(QStringLiteral("classic"));
    QVERIFY(shown.open<RandomBitsPage>());
    QVERIFY(shown.open<WorkPage>());
    auto *measurement = shown.inspector.findChild<Measurement *>();
    measurement->again();
    QVERIFY(measurement->isRunning());
    shown.session.select(Session::messageSelection(MessageId{3})); // nothing waits for the thread
    QCOMPARE(shown.session.linked().message, std::optional(MessageId{3}));
    measurement->stop();
    QCOMPARE(measurement->state(), Background::State::Stopped);
    QVERIFY(!shown.session.runScenario(QStringLiteral("tls13"))); // and its numbers are those of the new trace
    QTRY_VERIFY_WITH_TIMEOUT(measurement->result(), 60000);
    QCOMPARE(measurement->result()->trace, shown.session.trace());
}

QTEST_MAIN(TestPlots)
#include "tst_plots.moc"
