// SPDX-License-Identifier: GPL-3.0-or-later
// ux.md 9.3: tree, bytes and key nodes are linked: selecting in one selects in all.

#include "inspectors/explanationpane.h"
#include "inspectors/fieldtreeview.h"
#include "inspectors/hexview.h"
#include "inspectors/keygraph/keygraphview.h"
#include "inspectors/keysinspector.h"
#include "inspectors/linkstrip.h"
#include "inspectors/messageinspector.h"
#include "inspectors/stepdetail.h"
#include "inspectors/steplist.h"
#include "inspectors/textcolumn.h"
#include "models/fieldmodel.h"
#include "models/stepmodel.h"
#include "models/valuetext.h"
#include "scenarios.h"
#include "text/explanations.h"
#include "theme/theme.h"

#include <QtTest>
#include <QtWidgets>

using namespace hd;
using namespace hd::ui;

class TestMessageInspector : public QObject
{
    Q_OBJECT

    /// A window's worth of inspectors around one session.
    struct Bench
    {
        explicit Bench(const char *scenario, bool atEnd = true)
        {
            session.setTrace(test::traceOf(scenario));
            if (atEnd)
                session.setPlayhead(static_cast<Playhead>(trace().events.size()));
            for (QWidget *widget : {static_cast<QWidget *>(&message), static_cast<QWidget *>(&keys)}) {
                widget->resize(680, 400);
                widget->show();
            }
        }

        const Trace &trace() const { return *session.trace(); }
        FieldTreeView *tree() { return message.findChild<FieldTreeView *>(); }
        HexView *hex() { return message.findChild<HexView *>(); }
        StepList *steps() { return message.findChild<StepList *>(); }
        FieldModel *fields() { return qobject_cast<FieldModel *>(tree()->model()); }
        QString current() { return tree()->currentIndex().data(FieldModel::PathRole).toString(); }

        /// The bytes that the hex view marks.
        Bytes marked()
        {
            const WireImage image(trace(), *message.message(),
                                  message.mode() == MessageInspector::Decoded ? WireImage::View::Decoded
                                                                              : WireImage::View::Wire);
            Bytes bytes;
            for (const Range &range : hex()->selection())
                append(bytes, slice(image.bytes(), range));
            return bytes;
        }

        Theme theme;
        Explanations texts;
        Session session;
        MessageInspector message{&session, &theme, &texts};
        KeysInspector keys{&session, &theme, &texts};
    };

    static const QString random;

private Q_SLOTS:
    void initTestCase() { Fonts::load(); }

    void bytesStandSixteenInARowWhereTheyFit()
    {
        Bench bench("classic");
        bench.session.select(Session::messageSelection(test::messageNamed(bench.trace(), "server_key_exchange")));
        QCOMPARE(bench.hex()->bytesPerRow(), 8);
        bench.message.resize(908, 600); // ux.md 1: at 1920x1080
        QCOMPARE(bench.hex()->bytesPerRow(), 16);
        QVERIFY(bench.tree()->width() >= 336);
    }

    void fieldNamesAreNeverElided() // look.md, don't 9
    {
        Bench bench("classic");
        FieldTreeView *tree = bench.tree();
        bench.session.select(Session::messageSelection(test::messageNamed(bench.trace(), "certificate_request")));
        tree->expandAll();
        QModelIndex longest = tree->model()->index(0, 0);
        for (QModelIndex index = longest; index.isValid(); index = tree->indexBelow(index)) {
            const QRect name = tree->cellRect(index);
            QVERIFY(name.width() >= tree->nameWidth(index) && name.right() <= tree->viewport()->width());
            const QRect value = tree->cellRect(index.siblingAtColumn(FieldModel::Value));
            QVERIFY(value.isEmpty() || value.left() >= name.left() + tree->nameWidth(index));
            if (tree->nameWidth(index) > tree->nameWidth(longest))
                longest = index;
        }
        QCOMPARE(longest.data().toString(), QStringLiteral("supported_signature_algorithms_length"));
        QVERIFY(tree->cellRect(longest).right() > tree->visualRect(longest).right()); // into the value's column
    }

    void selectedFieldHasABar()
    {
        Bench bench("classic");
        bench.session.select(bench.session.fieldSelection(test::messageNamed(bench.trace(), "server_hello"), random));
        const QRect row = bench.tree()->visualRect(bench.tree()->currentIndex());
        const QImage image = bench.tree()->viewport()->grab().toImage();
        for (const int x : {0, 1, 2})
            QCOMPARE(image.pixelColor(x, row.center().y()), Theme().colors().accent);
        QCOMPARE(image.pixelColor(3, row.center().y()), Theme().colors().selected);
    }

    void scenarioIsExplainedAtTheStart_data()
    {
        QTest::addColumn<QString>("scenario");
        QTest::addColumn<QString>("ending");
        QTest::newRow("open") << QStringLiteral("classic") << QStringLiteral("completes");
        QTest::newRow("closed") << QStringLiteral("tls12-rsa") << QStringLiteral("close_notify");
        QTest::newRow("client's alert") << QStringLiteral("unknown-ca") << QStringLiteral("the client ends it");
        QTest::newRow("server's alert") << QStringLiteral("no-common-suite") << QStringLiteral("the server ends it");
    }

    void scenarioIsExplainedAtTheStart()
    {
        QFETCH(QString, scenario);
        QFETCH(QString, ending);
        Explanations texts;
        const auto trace = test::traceOf(scenario.toStdString());
        const Explanation english = explanationFor(*trace, {}, texts);
        QVERIFY(english.title.startsWith(toQString(trace->title.en)));
        QVERIFY(!english.what.isEmpty());
        QVERIFY2(english.why.contains(ending), qPrintable(english.why));
        texts.setLanguage(QStringLiteral("zh_CN"));
        QVERIFY(explanationFor(*trace, {}, texts).title.startsWith(toQString(trace->title.zh)));
        QVERIFY(explanationFor(Trace(), {}, texts).title.isEmpty());
    }

    void termsAreShownWhereTheyFit()
    {
        Theme theme;
        LinkStrip strip(&theme);
        strip.setCaption(QStringLiteral("Terms"));
        QList<Link> links;
        for (const char *name : {"PRF", "forward secrecy", "IV"})
            links.append({QLatin1StringView(name), {}, [] {}});
        strip.setLinks(links);
        const auto shown = [&strip] {
            int count = 0;
            for (const QToolButton *button : strip.findChildren<QToolButton *>())
                count += button->isVisibleTo(&strip) ? 1 : 0;
            return count;
        };
        strip.show();
        strip.resize(strip.sizeHint());
        QCOMPARE(shown(), 3);
        strip.resize(strip.sizeHint().width() - 1, strip.height());
        QVERIFY(shown() <= 3 && strip.findChildren<QToolButton *>().front()->isVisibleTo(&strip)); // "+n"
    }

    void explanationsAreLargerInALargeWindow() // look.md, type
    {
        Theme theme;
        Explanations texts;
        Session session;
        session.setTrace(test::traceOf("classic"));
        session.goToEnd();
        QMainWindow window;
        auto *pane = new ExplanationPane(&session, &theme, &texts, &window);
        window.setCentralWidget(pane);
        window.resize(1280, 300);
        window.show();
        const auto size = [pane] { return pane->findChild<TextColumn *>()->document()->defaultFont().pixelSize(); };
        QCOMPARE(size(), 13);
        window.resize(1600, 300);
        QTRY_COMPARE(size(), 14);
        window.resize(1599, 300);
        QTRY_COMPARE(size(), 13);
    }

    void explanationsEndWithAWholeLine()
    {
        TextColumn column;
        column.setLine(Fonts::ui(Fonts::body), 20);
        column.setMarkdownText(QStringLiteral("one word after another ").repeated(30));
        column.show();
        const auto check = [&column] {
            const int shown = column.shownHeight();
            const QTextLayout *lines = column.document()->firstBlock().layout();
            QVERIFY(shown <= column.viewport()->height() && lines->lineCount() > 6);
            for (int i = 0; i < lines->lineCount(); ++i) {
                const QRectF line = lines->lineAt(i).rect().translated(0, -column.verticalScrollBar()->value());
                QVERIFY(line.bottom() <= shown + 1 || line.top() >= shown - 1); // whole or not there
                QVERIFY(line.bottom() > column.viewport()->height() || line.bottom() <= shown + 1); // what fits is
            }
        };
        for (int height = 80; height < 130; ++height) {
            column.resize(200, height);
            check();
        }
        column.verticalScrollBar()->setValue(7);
        check();
        column.resize(200, 4000);
        QCOMPARE(column.shownHeight(), column.viewport()->height());
    }

    void randomIsTheSameFromTreeBytesAndKeyNode()
    {
        Bench bench("classic");
        const MessageId hello = test::messageNamed(bench.trace(), "server_hello");
        const Bytes expected = bench.trace()[test::derivationOf(bench.trace(), Side::Server, "server_random")].output;
        QCOMPARE(expected.size(), std::size_t{32});
        const auto agree = [&] {
            QCOMPARE(bench.session.selection().fieldPath, random);
            QCOMPARE(bench.current(), random);
            QCOMPARE(bench.marked(), expected);
            QCOMPARE(bench.keys.graph()->openNode(), bench.keys.graph()->graph().find("server_random"));
        };

        // from the tree
        bench.session.select(Session::messageSelection(hello));
        bench.tree()->setCurrentIndex(bench.fields()->indexOfField(random));
        agree();

        // from the bytes: a drag over all of them
        const std::uint32_t first = bench.hex()->selection().front().offset;
        bench.session.select(Session::messageSelection(hello));
        QVERIFY(bench.hex()->selection().empty());
        QTest::mousePress(bench.hex()->viewport(), Qt::LeftButton, {}, bench.hex()->cell(first).center().toPoint());
        QTest::mouseMove(bench.hex()->viewport(), bench.hex()->cell(first + 31).center().toPoint());
        QTest::mouseRelease(bench.hex()->viewport(), Qt::LeftButton, {},
                            bench.hex()->cell(first + 31).center().toPoint());
        QElapsedTimer clock;
        clock.start();
        agree();
        QVERIFY(clock.elapsed() <= 100);

        // from the key node
        bench.session.select(Session::messageSelection(MessageId{0}));
        bench.keys.graph()->open(*bench.keys.graph()->graph().find("master_secret"));
        bench.keys.graph()->open(*bench.keys.graph()->graph().find("server_random"));
        agree();
    }

    void clickSelectsTheDeepestField()
    {
        Bench bench("classic");
        const MessageId hello = test::messageNamed(bench.trace(), "server_hello");
        bench.session.select(bench.session.fieldSelection(hello, random));
        const std::uint32_t first = bench.hex()->selection().front().offset;
        QTest::mouseClick(bench.hex()->viewport(), Qt::LeftButton, {},
                          bench.hex()->cell(first + 10).center().toPoint());
        QCOMPARE(bench.current(), random + QStringLiteral(".random_bytes"));
        QCOMPARE(bench.marked().size(), std::size_t{28});
        QCOMPARE(bench.keys.graph()->openNode(), bench.keys.graph()->graph().find("server_random"));
    }

    void dragSelectsBytes()
    {
        Bench bench("classic");
        bench.session.select(Session::messageSelection(MessageId{0}));
        HexView *hex = bench.hex();
        QTest::mousePress(hex->viewport(), Qt::LeftButton, {}, hex->cell(12).center().toPoint());
        QTest::mouseMove(hex->viewport(), hex->cell(20).center().toPoint());
        QTest::mouseRelease(hex->viewport(), Qt::LeftButton, {}, hex->cell(20).center().toPoint());
        QCOMPARE(bench.session.selection().kind, Selection::Kind::Bytes);
        QCOMPARE(bench.session.selection().bytes, (Range{7, 9})); // five bytes of record header before
        QCOMPARE(hex->selection(), (std::vector<Range>{{12, 9}}));
    }

    void clickOnAHeaderSelectsThePartOfTheRecord()
    {
        Bench bench("classic");
        bench.session.select(Session::messageSelection(MessageId{0}));
        QTest::mouseClick(bench.hex()->viewport(), Qt::LeftButton, {}, bench.hex()->cell(2).center().toPoint());
        QCOMPARE(bench.session.selection().kind, Selection::Kind::Record);
        QCOMPARE(bench.session.selection().fieldPath, QStringLiteral("record.version"));
        QCOMPARE(bench.marked(), (Bytes{3, 1})) /* RFC 5246 E.1 */;
    }

    void decodedShowsAnEncryptedMessageInClear()
    {
        Bench bench("classic");
        const MessageId finished = test::messageNamed(bench.trace(), "finished");
        const QString path = QStringLiteral("finished.verify_data");
        bench.session.select(bench.session.fieldSelection(finished, path));
        QCOMPARE(bench.message.mode(), MessageInspector::Wire);
        QCOMPARE(bench.marked().size(), std::size_t{16}); // the block of CBC that holds it
        bench.message.setMode(MessageInspector::Decoded);
        QCOMPARE(bench.marked(),
                 bench.trace()[test::derivationOf(bench.trace(), Side::Client, "client_finished.verify_data")].output);
        QCOMPARE(bench.current(), path);
    }

    void everyFieldOfClearMessagesIsMarkedExactly()
    {
        Bench bench("tls12-ecdhe-gcm");
        for (std::uint32_t i = 0; i < bench.trace().messages.size(); ++i) {
            const Message &message = bench.trace().messages[i];
            for (FieldIndex at = 1; at < message.fields.size() && !message.encrypted; ++at) {
                bench.session.select(bench.session.fieldSelection(MessageId{i}, toQString(message.fields.path(at))));
                const ByteView expected = slice(message.bytes, message.fields[at].range);
                QVERIFY2(equal(bench.marked(), expected), message.fields.path(at).c_str());
            }
        }
    }

    void arrowsSelectTheRootRow()
    {
        Bench bench("classic");
        bench.session.select(Session::messageSelection(MessageId{3}));
        QCOMPARE(bench.tree()->currentIndex(), bench.fields()->indexOfProtocol());
        QVERIFY(bench.hex()->selection().empty());
    }

    /// Every operation is shown while stepping, forward and back.
    void steppingByOperationShowsEachOperation()
    {
        Bench bench("classic", false);
        bench.session.setGranularity(Granularity::Operation);
        int shown = 0;
        while (!bench.session.atEnd()) {
            bench.session.step(+1);
            const Event &event = bench.trace().events[bench.session.playhead() - 1];
            if (event.what == What::RecordSealed || event.what == What::RecordOpened || event.what == What::Omission)
                continue;
            QCOMPARE(bench.message.mode(), MessageInspector::Steps);
            const auto *model = qobject_cast<const StepModel *>(bench.steps()->model());
            QCOMPARE(model->event(bench.steps()->currentIndex().row())->index, event.index);
            QVERIFY(!bench.message.findChild<StepDetail *>()->toPlainText().isEmpty());
            ++shown;
        }
        QVERIFY(shown > 40);
    }

    void emptyTraceSaysWhatToDo()
    {
        Bench bench("classic", false);
        QVERIFY(!bench.message.message());
        QVERIFY(!bench.tree()->isVisible());
        bench.session.step(+1);
        QCOMPARE(bench.message.message(), std::optional(MessageId{0}));
        QVERIFY(bench.tree()->isVisible());
    }

    /// Names and values come from outside: they are text, never markup.
    void whatTracesSayIsEscaped()
    {
        Trace trace = *test::traceOf("unknown-ca");
        const auto failed =
            std::find_if(trace.checks.begin(), trace.checks.end(), [](const Check &check) { return !check.passed; });
        QVERIFY(failed != trace.checks.end());
        failed->name = "<img src='x'><b>name</b>";
        failed->expected = "**bold** <i>expected</i>";
        failed->actual = "[link](http://example.com)";
        Bench bench("unknown-ca");
        bench.session.setTrace(std::make_shared<const Trace>(trace));
        const auto index = static_cast<std::uint32_t>(failed - trace.checks.begin());
        bench.session.select(bench.session.checkSelection(index));
        const auto *detail = bench.message.findChild<StepDetail *>();
        QVERIFY(detail->toPlainText().contains(QStringLiteral("<img src='x'><b>name</b>")));
        QVERIFY(detail->toPlainText().contains(QStringLiteral("<i>expected</i>")));

        const Explanation shown = explanationFor(trace, bench.session.selection(), bench.texts);
        QTextDocument rendered;
        rendered.setMarkdown(shown.what);
        QVERIFY(rendered.toPlainText().contains(QStringLiteral("**bold** <i>expected</i>")));
        QVERIFY(rendered.toPlainText().contains(QStringLiteral("[link](http://example.com)")));
    }

    void everySelectionHasAnExplanation()
    {
        Bench bench("classic");
        const Trace &trace = bench.trace();
        const auto explained = [&](const Selection &selection) {
            const Explanation shown = explanationFor(trace, selection, bench.texts);
            return !shown.title.isEmpty() && !shown.what.isEmpty();
        };
        for (std::uint32_t i = 0; i < trace.messages.size(); ++i)
            QVERIFY2(explained(Session::messageSelection(MessageId{i})), trace.messages[i].name.c_str());
        for (std::uint32_t i = 0; i < trace.derivations.size(); ++i)
            QVERIFY2(explained(bench.session.derivationSelection(DerivationId{i})), trace.derivations[i].name.c_str());
        for (std::uint32_t i = 0; i < trace.checks.size(); ++i)
            QVERIFY2(explained(bench.session.checkSelection(i)), trace.checks[i].name.c_str());
    }
};

const QString TestMessageInspector::random = QStringLiteral("server_hello.random");

QTEST_MAIN(TestMessageInspector)
#include "tst_messageinspector.moc"
