// SPDX-License-Identifier: GPL-3.0-or-later
#include "sampletrace.h"
#include "scenarios.h"

#include "diagram/layout.h"
#include "diagram/measures.h"
#include "scenario/scenario.h"
#include "theme/theme.h"
#include "trace/timeline.h"

#include <QTest>

using namespace hd;
using namespace hd::ui;
using hd::test::sampleTrace;

static LayoutOptions optionsFor(qreal width, std::optional<qreal> height = {}, Playhead playhead = 0)
{
    LayoutOptions options;
    options.width = width;
    options.height = height;
    options.playhead = playhead;
    return options;
}

static QRectF rectOf(const Label &label)
{
    return {label.centre.x() - label.width / 2, label.centre.y() - 8, label.width, 16};
}

class TestLayout : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { Fonts::load(); }

    void followsTheTrace()
    {
        const Trace trace = sampleTrace();
        const DiagramLayout made = layout(trace, optionsFor(600, 636));
        QCOMPARE(made.rows.size(), std::size_t(13));
        for (std::uint32_t i = 0; i < 13; ++i) {
            const Row &row = made.rows[i];
            QCOMPARE(row.number, QString::number(i + 1));
            QCOMPARE(row.labels.front().text, QString::fromStdString(trace.messages[i].name));
            QCOMPARE(row.from, trace.messages[i].from);
            QCOMPARE(row.tail, made.lifeline(row.from));
            QCOMPARE(row.style, lineStyle(trace, {static_cast<std::uint32_t>(i)}));
        }
        QCOMPARE(made.rows[2].size, QStringLiteral("2,218"));
        QCOMPARE(made.rows[9].style, LineStyle::ChangeCipherSpec);
        QCOMPARE(made.rows[12].style, LineStyle::HandshakeKeys);
        QCOMPARE(made.flights.size(), std::size_t(4));
        QCOMPARE(made.flights[2].name, QStringLiteral("Flight 3"));
    }

    void theRealClassicFitsToo()
    {
        const auto scenario = builtinScenario("classic");
        const auto made = run(*std::get<0>(scenario));
        const DiagramLayout drawn = layout(*std::get<0>(made), optionsFor(600, 636));
        QCOMPARE(drawn.rows.size(), std::size_t(13));
        QVERIFY(!drawn.legend.empty());
        QVERIFY(drawn.size.height() + drawn.legendHeight <= 636);
    }

    void thirteenMessagesFitWithLegend()
    {
        const DiagramLayout made = layout(sampleTrace(), optionsFor(600, 636));
        QVERIFY(!made.legend.empty());
        QVERIFY(made.size.height() + made.legendHeight <= 636);
        QCOMPARE(made.size.width(), 600.0);
    }

    void theLegendGoesFirstWhenHeightIsShort()
    {
        const DiagramLayout made = layout(sampleTrace(), optionsFor(600, 620));
        QVERIFY(made.legend.empty());
        QVERIFY(made.size.height() <= 620);
    }

    void theLegendStaysWhereRowsScroll()
    {
        hd::test::SampleOptions many;
        many.applicationData = 12;
        const DiagramLayout made = layout(sampleTrace(many), optionsFor(600, 620));
        QVERIFY(made.size.height() > 620);
        QVERIFY(!made.legend.empty());
        QVERIFY(layout(sampleTrace(many), optionsFor(600, 320)).legend.empty()); // but not in place of them
    }

    void aReplaySaysThatNobodyIsTheClient()
    {
        const auto scenario = builtinScenario("tls13-replay");
        const auto made = run(*std::get<0>(scenario));
        const DiagramLayout drawn = layout(*std::get<0>(made), optionsFor(600, 636));
        QVERIFY(drawn.heads[0].nobody && !drawn.heads[1].nobody);
        QCOMPARE(drawn.sections.size(), std::size_t(1));
        QCOMPARE(drawn.sections[0].text, diagramWords().playedBack);
        QVERIFY(drawn.sections[0].past);
        const qreal above = drawn.rows.front().labels.front().centre.y() - drawn.sections[0].y;
        QVERIFY(above > 16 && drawn.sections[0].y > drawn.headsArea().bottom());
        for (const PartyHead &head : layout(sampleTrace(), optionsFor(600, 636)).heads)
            QVERIFY(!head.nobody);
    }

    void rowsGrowWhenThereIsRoom()
    {
        const DiagramLayout made = layout(sampleTrace(), optionsFor(724, 916));
        QVERIFY(made.tall);
        QCOMPARE(made.rows[2].y - made.rows[1].y, 52.0);
        QCOMPARE(made.rows[1].y - made.rows[0].y, 80.0);
        QVERIFY(!made.legend.empty());
        QVERIFY(made.size.height() + made.legendHeight <= 916);
    }

    void nothingOverlaps_data()
    {
        QTest::addColumn<double>("width");
        for (const int width : {240, 320, 420, 480, 600, 724, 1000, 2000})
            QTest::addRow("%d px", width) << double(width);
    }
    void nothingOverlaps()
    {
        QFETCH(double, width);
        hd::test::SampleOptions sample;
        sample.omissions = true;
        sample.alert = true;
        sample.applicationData = 2;
        for (const Trace &trace : {sampleTrace(), sampleTrace(sample)}) {
            const DiagramLayout made = layout(trace, optionsFor(width));
            QRectF before;
            for (const Row &row : made.rows) {
                QVERIFY(!row.area.intersects(before));
                before = row.area;
                for (const Label &label : row.labels) {
                    const QRectF text = rectOf(label);
                    // Never elided, so the whole name has to fit between the circles.
                    QVERIFY(!label.text.contains(QChar(0x2026)));
                    QVERIFY2(text.left() > made.clientX + circleRadius, qPrintable(label.text));
                    QVERIFY2(text.right() < made.serverX - circleRadius, qPrintable(label.text));
                    if (row.note)
                        QVERIFY(!rectOf(*row.note).intersects(text));
                }
                if (!row.size.isEmpty()) {
                    const qreal left = made.sizeRight - widthOf(Fonts::mono(Fonts::meta), row.size);
                    QVERIFY(left > made.serverX + circleRadius);
                    QVERIFY(made.sizeRight <= made.size.width());
                }
            }
            const qreal flightName = widthOf(Fonts::ui(Fonts::meta, QFont::DemiBold), made.flights.front().name);
            QVERIFY(made.bracketX - 10 - flightName >= 0);
            QVERIFY(made.bracketX + 6 < made.clientX - circleRadius);
            for (const PartyHead &head : made.heads) {
                QVERIFY(head.rect.left() >= 0);
                QVERIFY(head.rect.right() <= made.size.width());
            }
            QVERIFY(!made.heads[0].rect.intersects(made.heads[1].rect));
        }
    }

    void sizesGoBeforeTheDiagramScrolls()
    {
        const Trace trace = sampleTrace();
        bool shown = true;
        for (int width = 700; width > 200; width -= 4) {
            const DiagramLayout made = layout(trace, optionsFor(width));
            QVERIFY2(shown || !made.sizesShown, "sizes that went must not come back");
            shown = made.sizesShown;
            if (made.size.width() > width)
                QVERIFY(!made.sizesShown);
        }
        QVERIFY(!shown);
    }

    void longNamesWidenTheArrows()
    {
        Trace trace = sampleTrace();
        trace.messages[3].name = "a_message_with_a_name_of_fortyeight_characters_x";
        const DiagramLayout made = layout(trace, optionsFor(420));
        QCOMPARE(made.rows[3].labels.front().text, QString::fromStdString(trace.messages[3].name));
        QVERIFY(made.rows[3].labels.front().width < made.serverX - made.clientX - 2 * circleRadius);
    }

    void omissionsBecomeGhostRows()
    {
        hd::test::SampleOptions sample;
        sample.omissions = true;
        const Trace trace = sampleTrace(sample);
        const DiagramLayout made = layout(trace, optionsFor(600));
        QCOMPARE(made.rows.size(), trace.messages.size() + trace.omissions.size());
        const Row *ghost = made.rowOfOmission(0);
        QVERIFY(ghost);
        QCOMPARE(ghost->style, LineStyle::Absent);
        QVERIFY(ghost->number.isEmpty());
        QVERIFY(ghost->size.isEmpty());
        QCOMPARE(ghost->note->text, QStringLiteral("why absent"));
        QCOMPARE(ghost - made.rowOf({2}), std::ptrdiff_t(1)); // right after the certificate
        QCOMPARE(made.flights.size(), std::size_t(4));

        LayoutOptions without = optionsFor(600);
        without.omissions = false;
        QCOMPARE(layout(trace, without).rows.size(), trace.messages.size());
    }

    void aStillLayoutSaysWhyInFootnotes()
    {
        hd::test::SampleOptions sample;
        sample.omissions = true;
        LayoutOptions options = optionsFor(600);
        options.still = true;
        options.playhead = static_cast<Playhead>(sampleTrace(sample).events.size());
        const DiagramLayout made = layout(sampleTrace(sample), options);
        QCOMPARE(made.footnotes.size(), std::size_t(2));
        QVERIFY(made.footnotes[0].contains(QStringLiteral("carries the key agreement")));
        QVERIFY(!made.rowOfOmission(0)->note);
        QVERIFY(made.footnotesTop > made.lifelineBottom);
        QVERIFY(made.size.height() >= made.footnotesTop + 2 * footnoteLine);
    }

    void rowsKeepTheirPlaceWhileThePlayheadMoves()
    {
        const Trace trace = sampleTrace();
        const DiagramLayout start = layout(trace, optionsFor(600, 636));
        for (const Playhead at : stops(trace, Granularity::Operation)) {
            DiagramLayout moved = start;
            movePlayhead(moved, trace, at, diagramWords());
            const DiagramLayout fresh = layout(trace, optionsFor(600, 636, at));
            QVERIFY(moved.rows == fresh.rows);
            QVERIFY(moved.badges == fresh.badges);
            QCOMPARE(moved.playheadY, fresh.playheadY);
            const std::uint32_t sent = messagesSent(trace, at);
            for (std::uint32_t i = 0; i < 13; ++i) {
                QCOMPARE(moved.rows[i].y, start.rows[i].y);
                QCOMPARE(moved.rows[i].past, i < sent);
            }
            if (sent > 0 && at < trace.events.size())
                QCOMPARE(*moved.playheadY, moved.rows[sent - 1].area.bottom());
        }
    }

    void statesHangAtThePlayheadAndStayInTheGaps()
    {
        const Trace trace = sampleTrace();
        const std::vector<Playhead> all = stops(trace, Granularity::Message);
        const DiagramLayout made = layout(trace, optionsFor(600, 636, all[4]));
        QCOMPARE(made.badges.size(), std::size_t(2));
        QCOMPARE(made.badges[0].text, QStringLiteral("wait request / done"));
        QCOMPARE(made.badges[1].text, QStringLiteral("send flight 2"));
        QStringList past;
        for (const StateBadge &badge : made.pastStates)
            if (isShown(made, badge))
                past.append(badge.text);
        QCOMPARE(past, QStringList({QStringLiteral("wait server_hello"), QStringLiteral("send flight 2")}));
    }

    void badgesLeaveNamesReadable_data()
    {
        QTest::addColumn<double>("width");
        for (const int width : {420, 480, 600, 724})
            QTest::addRow("%d px", width) << double(width);
    }
    void badgesLeaveNamesReadable()
    {
        QFETCH(double, width);
        const Trace trace = sampleTrace();
        for (const Playhead at : stops(trace, Granularity::Operation)) {
            const DiagramLayout made = layout(trace, optionsFor(width, {}, at));
            for (const StateBadge &badge : made.badges) {
                QVERIFY(badge.rect.left() >= 0 && badge.rect.right() <= made.size.width());
                for (const Row &row : made.rows) {
                    const QRectF name(row.labels[0].centre.x() - row.labels[0].width / 2, row.labels[0].centre.y() - 6,
                                      row.labels[0].width, 12);
                    QVERIFY2(!badge.rect.intersects(name), qPrintable(badge.text));
                }
            }
        }
    }

    void sharedRecordsGetOneBracket()
    {
        hd::test::SampleOptions sample;
        sample.oneRecord = true;
        const DiagramLayout made = layout(sampleTrace(sample), optionsFor(600));
        QCOMPARE(made.records.size(), std::size_t(1));
        QVERIFY(made.records[0].top < made.rowOf({1})->y);
        QVERIFY(made.records[0].bottom > made.rowOf({5})->y);
        QVERIFY(made.records[0].x > made.serverX);
        QVERIFY(layout(sampleTrace(), optionsFor(600)).records.empty());
    }

    void aMessageInSeveralRecordsGetsItsOwnBracket()
    {
        Trace trace = sampleTrace();
        trace.messages[2].spans = {{{2}, {0, 1000}}, {{3}, {0, 500}}};
        const DiagramLayout made = layout(trace, optionsFor(600));
        const auto several = std::find_if(made.records.begin(), made.records.end(),
                                          [](const RecordBracket &bracket) { return !bracket.count.isEmpty(); });
        QVERIFY(several != made.records.end());
        QCOMPARE(several->count, QStringLiteral("×2"));
    }

    void sizesSumUpToWhatWasSent_data()
    {
        QTest::addColumn<bool>("oneRecord");
        QTest::newRow("a record each") << false;
        QTest::newRow("shared record") << true;
    }
    void sizesSumUpToWhatWasSent()
    {
        QFETCH(bool, oneRecord);
        hd::test::SampleOptions sample;
        sample.oneRecord = oneRecord;
        const Trace trace = sampleTrace(sample);
        std::uint64_t sum = 0;
        for (std::uint32_t i = 0; i < trace.messages.size(); ++i)
            sum += wireSize(trace, {i});
        std::uint64_t sent = 0;
        for (const Record &record : trace.records)
            sent += record.wire.size();
        QCOMPARE(sum, sent);
    }

    void flightDepthDrawsOneArrowForEach()
    {
        LayoutOptions options = optionsFor(600);
        options.depth = Depth::Flight;
        const DiagramLayout made = layout(sampleTrace(), options);
        QCOMPARE(made.rows.size(), std::size_t(4));
        QCOMPARE(made.rows[1].labels.size(), std::size_t(5));
        QCOMPARE(made.rowOf({4}), &made.rows[1]);
        QCOMPARE(made.rows[1].size, QStringLiteral("3,221"));
    }

    void aRangeKeepsTheNumbers()
    {
        LayoutOptions options = optionsFor(600);
        options.first = 6;
        options.last = 8;
        const DiagramLayout made = layout(sampleTrace(), options);
        QCOMPARE(made.rows.size(), std::size_t(3));
        QCOMPARE(made.rows[0].number, QStringLiteral("7"));
        QVERIFY(!made.rowOf({0}));
        QCOMPARE(made.rowOf({8}), &made.rows[2]);
    }

    void longTracesAreFoundByPosition()
    {
        hd::test::SampleOptions sample;
        sample.applicationData = 5000;
        const Trace trace = sampleTrace(sample);
        const DiagramLayout made = layout(trace, optionsFor(600, 636));
        QCOMPARE(made.rows.size(), std::size_t(5013));
        for (const std::size_t i : {std::size_t(0), std::size_t(2500), std::size_t(5012)}) {
            const Row &row = made.rows[i];
            QCOMPARE(made.rowAt({100, row.y}), &row);
            const auto [first, last] = made.rowsBetween(row.y - 300, row.y + 300);
            QVERIFY(first <= i && i < last);
            QVERIFY(last - first < 20);
        }
    }

    void emptyTraceHasHeadsOnly()
    {
        const DiagramLayout made = layout(Trace(), optionsFor(600, 636));
        QVERIFY(made.rows.empty());
        QCOMPARE(made.heads.size(), std::size_t(2));
        QVERIFY(!made.rowAt({100, 100}));
    }

    void alertsSayWhichOne()
    {
        Trace trace = sampleTrace();
        Message alert;
        alert.protocol = Protocol::Alert;
        alert.name = "alert";
        alert.fields.add({"alert", noField, {0, 2}, {}, {}});
        alert.fields.add({"level", 0, {0, 1}, 2, "fatal"});
        alert.fields.add({"description", 0, {1, 1}, 40, "handshake_failure"});
        QCOMPARE(messageLabel(alert), QStringLiteral("alert · handshake_failure"));
        trace.messages.push_back(alert);
        QCOMPARE(lineStyle(trace, {static_cast<std::uint32_t>(trace.messages.size() - 1)}), LineStyle::Alert);
    }

    void tls13TellsItsKeysApart()
    {
        const auto styleOf = [](const Trace &trace, const char *name, Side from) {
            for (std::uint32_t i = 0; i < trace.messages.size(); ++i)
                if (trace.messages[i].name == name && trace.messages[i].from == from)
                    return lineStyle(trace, {i});
            return LineStyle::Absent;
        };
        const auto early = test::traceOf("tls13-early-data");
        QCOMPARE(styleOf(*early, "client_hello", Side::Client), LineStyle::Clear);
        QCOMPARE(styleOf(*early, "application_data", Side::Client), LineStyle::EarlyData);
        QCOMPARE(styleOf(*early, "end_of_early_data", Side::Client), LineStyle::EarlyData);
        QCOMPARE(styleOf(*early, "encrypted_extensions", Side::Server), LineStyle::HandshakeKeys);
        QCOMPARE(styleOf(*early, "finished", Side::Client), LineStyle::HandshakeKeys);
        QCOMPARE(styleOf(*early, "new_session_ticket", Side::Server), LineStyle::ApplicationKeys);
        QCOMPARE(styleOf(*early, "application_data", Side::Server), LineStyle::ApplicationKeys);
        const auto update = test::traceOf("tls13-key-update");
        QCOMPARE(styleOf(*update, "key_update", Side::Client), LineStyle::ApplicationKeys);
        QCOMPARE(styleOf(*update, "certificate", Side::Server), LineStyle::HandshakeKeys);
    }

    void tls13SaysThatChangeCipherSpecMeansNothing()
    {
        const auto noteOf = [](const char *scenario) {
            for (const Row &row : layout(*test::traceOf(scenario), optionsFor(600, 636)).rows)
                if (row.style == LineStyle::ChangeCipherSpec)
                    return row.note ? row.note->text : QString();
            return QStringLiteral("no row");
        };
        QCOMPARE(noteOf("tls13"), diagramWords().meansNothing);
        QCOMPARE(noteOf("classic"), QString());
    }

    void foreignNamesAreMadeHarmless()
    {
        QCOMPARE(displayName("a\nb\x01"), QStringLiteral("a\uFFFDb\uFFFD"));
        QVERIFY(displayName(std::string(5000, 'x')).size() < 60);
    }

    void wrappingKeepsEveryWord()
    {
        const QString text = QStringLiteral("The certificate alone can carry the key agreement, so nothing is signed.");
        const QStringList lines = wrapped(text, noteFont(), 120);
        QVERIFY(lines.size() > 2);
        QCOMPARE(lines.join(QLatin1Char(' ')), text);
        for (const QString &line : lines)
            QVERIFY(widthOf(noteFont(), line) <= 124);
    }
};

QTEST_MAIN(TestLayout)
#include "tst_layout.moc"
