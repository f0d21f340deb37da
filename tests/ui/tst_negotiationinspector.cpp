// SPDX-License-Identifier: GPL-3.0-or-later
// What is selected in the pages of the negotiation is selected everywhere, and the other way round, in each built-in
// scenario.

#include <QtTest>

#include "inspectors/linkstrip.h"
#include "inspectors/negotiation/choicespage.h"
#include "inspectors/negotiation/negotiationinspector.h"
#include "inspectors/negotiation/randomcard.h"
#include "inspectors/negotiation/randomspage.h"
#include "inspectors/negotiation/randomstrip.h"
#include "inspectors/negotiation/suitechips.h"
#include "inspectors/negotiation/suitepage.h"
#include "models/valuetext.h"
#include "scenarios.h"
#include "session/linked.h"
#include "text/explanations.h"
#include "theme/theme.h"

#include <QAccessible>
#include <QComboBox>
#include <QTreeView>

using namespace hd;
using namespace hd::ui;

class TestNegotiationInspector : public QObject
{
    Q_OBJECT

    static void everyScenario()
    {
        QTest::addColumn<QString>("scenario");
        for (const std::string &name : test::scenarioNames())
            QTest::newRow(name.c_str()) << QString::fromStdString(name);
    }

    static std::shared_ptr<const Trace> fetched()
    {
        QFETCH(QString, scenario);
        return test::traceOf(scenario.toStdString());
    }

    static Playhead end(const Trace &trace) { return static_cast<Playhead>(trace.events.size()); }

    /// The inspector on its own, at the end of a trace.
    struct Bench
    {
        explicit Bench(std::shared_ptr<const Trace> trace)
        {
            session.setTrace(std::move(trace));
            session.setPlayhead(end(*session.trace()));
            inspector.resize(680, 420);
            inspector.show();
        }

        QTreeView *view() { return inspector.choices()->view(); }
        ChoicesModel *model() { return inspector.choices()->model(); }

        Theme theme;
        Explanations texts;
        Session session;
        NegotiationInspector inspector{&session, &theme, &texts};
    };

    static Selection decisionSelection(const Trace &trace, std::uint32_t index)
    {
        Selection selection;
        selection.kind = Selection::Kind::Decision;
        selection.index = index;
        selection.message = trace.decisions[index].message;
        return selection;
    }

private Q_SLOTS:
    void nothingPossibleIsSaidInEachRow()
    {
        Bench bench(test::traceOf("no-common-suite"));
        bool found = false;
        for (int row = 0; row < bench.model()->rowCount(); ++row) {
            const QModelIndex top = bench.model()->index(row, 0);
            if (!top.data(ChoicesModel::FailedRole).toBool())
                continue;
            found = true;
            QVERIFY(bench.model()->rowCount(top) > 0);
            for (int i = 0; i < bench.model()->rowCount(top); ++i) {
                const QModelIndex at = bench.model()->index(i, 0, top);
                QVERIFY(!at.data(ChoicesModel::ChosenRole).toBool());
                QVERIFY(!at.data(ChoicesModel::TextRole).toString().isEmpty());
            }
        }
        QVERIFY(found);
    }

    void choicesSelectAndAreSelected_data() { everyScenario(); }
    void choicesSelectAndAreSelected()
    {
        Bench bench(fetched());
        const Trace &trace = *bench.session.trace();
        for (std::uint32_t i = 0; i < trace.decisions.size(); ++i) {
            bench.inspector.setPage(NegotiationInspector::Randoms);
            bench.session.select(decisionSelection(trace, i));
            QCOMPARE(bench.inspector.page(), NegotiationInspector::Choices);
            QCOMPARE(bench.view()->currentIndex(), bench.model()->indexOfDecision(i));
            QVERIFY(
                bench.view()->viewport()->rect().intersects(bench.view()->visualRect(bench.view()->currentIndex())));
        }
        for (int row = 0; row < bench.model()->rowCount(); ++row) {
            const QModelIndex top = bench.model()->index(row, 0);
            for (int i = 0; i < bench.model()->rowCount(top); ++i) {
                const QModelIndex at = bench.model()->index(i, 0, top);
                const ChoiceRow shown = *bench.model()->candidate(at);
                bench.view()->setCurrentIndex(at);
                const Selection &selection = bench.session.selection();
                QCOMPARE(bench.view()->currentIndex(), at);
                if (shown.field) {
                    QCOMPARE(selection.kind, Selection::Kind::Field);
                    QCOMPARE(selection.fieldPath.toStdString(), shown.field->path);
                    QCOMPARE(selection.message, std::optional(shown.field->message));
                } else if (bench.model()->choice(top)->decision) {
                    QCOMPARE(selection.kind, Selection::Kind::Decision);
                    QCOMPARE(selection.index, *bench.model()->choice(top)->decision);
                }
            }
        }
    }

    // server_hello.cipher_suite leads to the row that was chosen.
    void outcomesLeadToTheChosenRow()
    {
        Bench bench(test::traceOf("classic"));
        const Trace &trace = *bench.session.trace();
        const MessageId hello = test::messageNamed(trace, "server_hello");
        bench.session.select(bench.session.fieldSelection(hello, QStringLiteral("server_hello.cipher_suite")));
        const ChoiceRow *row = bench.model()->candidate(bench.view()->currentIndex());
        QVERIFY(row && row->chosen);
        QCOMPARE(row->name.toStdString(), trace.negotiated.suite);
        const std::vector<std::uint32_t> &decisions = bench.session.linked().decisions;
        QVERIFY(decisions.size() == 1 && trace.decisions[decisions.front()].what == "cipher_suite");
        bench.session.select(decisionSelection(trace, decisions.front()));
        QCOMPARE(bench.session.linked().fields, (std::vector<FieldRef>{{hello, "server_hello.cipher_suite"}}));
    }

    void chosenSuiteIsShown_data() { everyScenario(); }
    void chosenSuiteIsShown()
    {
        Bench bench(fetched());
        const Trace &trace = *bench.session.trace();
        SuitePage *page = bench.inspector.suite();
        const SuiteOffer &offer = page->offer();
        QCOMPARE(page->picker()->count(), static_cast<int>(offer.suites.size()));
        if (offer.chosenIn && !trace.negotiated.suite.empty())
            QCOMPARE(page->shownName().toStdString(), trace.negotiated.suite);
        if (!page->chips()->text().isEmpty())
            QCOMPARE(page->chips()->text(), page->shownName());
        for (std::size_t i = 0; i < offer.suites.size(); ++i) {
            Q_EMIT page->picker()->activated(static_cast<int>(i));
            QCOMPARE(bench.session.selection().fieldPath.toStdString(), offer.suites[i].field.path);
            QCOMPARE(page->shownName(), offer.suites[i].name);
            const bool known = cipherSuite(offer.suites[i].code);
            QCOMPARE(page->remarkTitles().isEmpty(), !known);
        }
    }

    // A part of the name leads to where it is at work, and is marked when that is selected.
    void partsAreLinked()
    {
        Bench bench(test::traceOf("classic"));
        const Trace &trace = *bench.session.trace();
        SuitePage *page = bench.inspector.suite();
        bench.inspector.setPage(NegotiationInspector::Suite); // who is not seen waits for the news
        const auto partOf = [&](SuitePart::Role role) {
            const SuiteAnatomy anatomy = anatomyOf(*cipherSuite(std::string_view(trace.negotiated.suite)));
            for (std::size_t i = 0; i < anatomy.parts.size(); ++i)
                if (anatomy.parts[i].role == role)
                    return i;
            return std::size_t(0);
        };
        const std::size_t cipher = partOf(SuitePart::Role::Cipher);
        QVERIFY(!page->isMarked(cipher));
        page->pickPart(cipher);
        QCOMPARE(bench.session.selection().kind, Selection::Kind::Derivation);
        QCOMPARE(trace.derivations[bench.session.selection().index].name, std::string("client_write_key"));
        QVERIFY(page->isMarked(cipher));
        const DerivationId mac = test::derivationOf(trace, Side::Client, "client_write_MAC_key");
        bench.session.select(bench.session.derivationSelection(mac));
        QVERIFY(page->isMarked(partOf(SuitePart::Role::Mac)) && !page->isMarked(cipher));
        page->pickPart(partOf(SuitePart::Role::Authentication));
        QCOMPARE(bench.session.selection().fieldPath, QStringLiteral("server_key_exchange.signed_params"));
    }

    void randomsSelectAndAreSelected_data() { everyScenario(); }
    void randomsSelectAndAreSelected()
    {
        Bench bench(fetched());
        const Trace &trace = *bench.session.trace();
        for (const RandomCard *card : bench.inspector.randoms()->cards()) {
            RandomStrip *strip = card->strip();
            const HelloRandom &random = card->random();
            bench.inspector.setPage(NegotiationInspector::Choices);
            bench.session.select(bench.session.fieldSelection(random.message, toQString(random.path)));
            QCOMPARE(bench.inspector.page(), NegotiationInspector::Randoms);
            for (int byte = 0; byte < strip->count(); ++byte)
                QVERIFY(strip->isSelected(byte));
            QTest::mouseClick(strip, Qt::LeftButton, {}, strip->cell(9).center().toPoint());
            QCOMPARE(bench.session.selection().bytes, (Range{random.range.offset + 9, 1}));
            QVERIFY(strip->isSelected(9) && !strip->isSelected(8));
            QTest::keyClick(strip, Qt::Key_Right, Qt::ShiftModifier);
            QCOMPARE(bench.session.selection().bytes, (Range{random.range.offset + 9, 2}));
            QTest::keyClick(strip, Qt::Key_Return);
            QCOMPARE(bench.session.selection().fieldPath.toStdString(), random.path);
            QAccessibleInterface *heard = QAccessible::queryAccessibleInterface(strip);
            QCOMPARE(heard->childCount(), static_cast<int>(random.range.length));
            QVERIFY(heard->child(3)
                        ->text(QAccessible::Name)
                        .contains(hexText(slice(trace[random.message].bytes, {random.range.offset + 3, 1}))));
        }
    }

    void linksJump()
    {
        Bench bench(test::traceOf("classic"));
        const RandomCard *card = bench.inspector.randoms()->cards().front();
        QVERIFY(!card->uses().empty());
        for (const RandomUse &use : card->uses()) {
            const_cast<RandomCard *>(card)->follow(
                QStringLiteral("%1:%2")
                    .arg(use.check ? QStringLiteral("check") : QStringLiteral("derivation"))
                    .arg(use.indices.front()));
            QCOMPARE(bench.session.selection().kind, use.check ? Selection::Kind::Check : Selection::Kind::Derivation);
            QCOMPARE(bench.session.selection().index, use.indices.front());
        }
    }

    void nothingIsKnownAtTheStart_data() { everyScenario(); }
    void nothingIsKnownAtTheStart()
    {
        Bench bench(fetched());
        bench.session.setPlayhead(0);
        QCOMPARE(bench.model()->rowCount(), 0);
        QVERIFY(bench.inspector.suite()->shownName().isEmpty());
        for (const RandomCard *card : bench.inspector.randoms()->cards())
            QVERIFY(!card->isVisibleTo(bench.inspector.randoms()));
        for (QWidget *page :
             {static_cast<QWidget *>(bench.inspector.choices()), static_cast<QWidget *>(bench.inspector.suite()),
              static_cast<QWidget *>(bench.inspector.randoms())}) {
            auto *jump = page->findChild<LinkStrip *>();
            QVERIFY(jump && jump->isVisibleTo(page) && jump->links().size() == 1);
            jump->links().front().follow();
            QVERIFY(bench.session.playhead() > 0);
            bench.session.setPlayhead(0);
        }
    }
};

QTEST_MAIN(TestNegotiationInspector)
#include "tst_negotiationinspector.moc"
