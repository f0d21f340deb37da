// SPDX-License-Identifier: GPL-3.0-or-later
#include "plots/bytesplot.h"
#include "plots/customplot.h"
#include "plots/messagebytes.h"
#include "scenario/scenario.h"
#include "session/session.h"
#include "theme/theme.h"

#include <QTest>

#include <numeric>
#include <set>

using namespace hd;
using namespace hd::ui;

class TestPlots : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { Fonts::load(); }
    void everyByteIsSpentOnce_data() { scenarios(); }
    void everyByteIsSpentOnce();
    void aClickSelects_data() { scenarios(); }
    void aClickSelects();

private:
    static void scenarios()
    {
        QTest::addColumn<QString>("name");
        for (const ScenarioInfo &info : builtinScenarios())
            QTest::newRow(info.name.c_str()) << QString::fromStdString(info.name);
    }
};

// What the bars add up to is what the records have on the wire.
void TestPlots::everyByteIsSpentOnce()
{
    QFETCH(const QString, name);
    Session session;
    QVERIFY(!session.runScenario(name));
    const Trace &trace = *session.trace();
    double spent = 0;
    std::set<std::uint32_t> carried; // records that hold a message, all of them or in part
    for (const Message &message : trace.messages) {
        const MessageBytes bytes = bytesOf(trace, message);
        for (const double use : bytes)
            QVERIFY(use >= 0);
        spent += std::accumulate(bytes.begin(), bytes.end(), 0.0);
        for (const MessageSpan &span : message.spans)
            carried.insert(span.record.index);
    }
    double wire = 0;
    for (std::uint32_t i = 0; i < trace.records.size(); ++i) {
        if (carried.contains(i))
            wire += double(trace.records[i].wire.size());
        else
            QVERIFY(trace.records[i].plaintext.empty()); // early data that was passed over
    }
    QVERIFY(wire > 0);
    QVERIFY2(std::abs(spent - wire) < 1e-6, qPrintable(QStringLiteral("%1 of %2").arg(spent).arg(wire)));
}

void TestPlots::aClickSelects()
{
    QFETCH(const QString, name);
    Session session;
    Theme theme;
    BytesPlot page(&session, &theme);
    page.resize(680, 380);
    QVERIFY(!session.runScenario(name));
    page.show();
    QVERIFY(QTest::qWaitForWindowExposed(&page));
    auto *plot = page.findChild<QCustomPlot *>();
    plot->replot();
    const auto last = static_cast<std::uint32_t>(session.trace()->messages.size() - 1);
    for (const std::uint32_t row : {last, 0U}) {
        const QPoint at(plot->axisRect()->center().x(), static_cast<int>(plot->yAxis->coordToPixel(row + 1.0)));
        QTest::mouseClick(plot, Qt::LeftButton, {}, at);
        QCOMPARE(session.selection(), Session::messageSelection(MessageId{row}));
    }
    if (last > 0) {
        QTest::keyClick(&page, Qt::Key_Down);
        QCOMPARE(session.selection(), Session::messageSelection(MessageId{1}));
    }
}

QTEST_MAIN(TestPlots)
#include "tst_plots.moc"
