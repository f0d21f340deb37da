// SPDX-License-Identifier: GPL-3.0-or-later
// The open card of the key graph and what surrounds it: every block of the expansion, what can be copied, what a
// selection affects, moving and zooming.

#include "formats/recording.h"
#include "inspectors/keygraph/keygraphview.h"
#include "inspectors/keysinspector.h"
#include "inspectors/zoomcontrol.h"
#include "models/valuetext.h"
#include "scenarios.h"
#include "text/explanations.h"

#include <QAccessible>
#include <QClipboard>
#include <QtTest>
#include <QtWidgets>

using namespace hd;
using namespace hd::ui;

namespace {

/// A view at the end of a built-in scenario.
struct Shown
{
    Theme theme;
    Session session;
    KeyGraphView view{&session, &theme};

    explicit Shown(const std::string &scenario, QSize size = {916, 700}) : Shown(test::traceOf(scenario), size) {}
    explicit Shown(std::shared_ptr<const Trace> trace, QSize size = {916, 700})
    {
        session.setTrace(std::move(trace));
        session.goToEnd();
        view.resize(size);
        view.show();
        view.setFocus();
    }
    int node(const char *name) const { return view.graph().find(name).value_or(-1); }
    const KeyCardBlocks &blocks() const { return view.geometryOfGraph().card->blocks; }
    QStringList copyMenu()
    {
        QMenu menu;
        view.fillCopyMenu(&menu);
        QStringList texts;
        for (const QAction *action : menu.actions())
            if (!action->isSeparator())
                texts.append((action->isEnabled() ? QString() : QStringLiteral("- ")) + action->text());
        return texts;
    }
    QString copied(const QString &entry)
    {
        QMenu menu;
        view.fillCopyMenu(&menu);
        for (QAction *action : menu.actions())
            if (action->text() == entry)
                action->trigger();
        return QGuiApplication::clipboard()->text();
    }
};

} // namespace

class TestKeyCard : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { Fonts::load(); }

    void everyBlockHasItsPlace_data()
    {
        QTest::addColumn<QString>("scenario");
        QTest::addColumn<int>("width");
        for (const std::string &name : test::scenarioNames())
            for (const int width : {660, 1200})
                QTest::addRow("%s %d", name.c_str(), width) << QString::fromStdString(name) << width;
    }

    void everyBlockHasItsPlace()
    {
        QFETCH(QString, scenario);
        QFETCH(int, width);
        Shown shown(scenario.toStdString(), {width, 700});
        shown.view.setBlocksShown(true);
        const QList<int> nodes = shown.view.nodesInOrder();
        for (const int node : nodes) {
            shown.view.open(node);
            if (shown.view.openNode() != node || !shown.blocks().expansion)
                continue;
            const KeyCard &card = *shown.view.geometryOfGraph().card;
            QCOMPARE(card.blocks.steps.size(), card.blocks.expansion->steps().size());
            for (std::size_t i = 0; i < card.blocks.steps.size(); ++i) {
                const QRectF rect = card.blocks.steps[i].rect;
                QVERIFY(card.rect.contains(rect) && rect.top() >= card.blocks.heading.bottom());
                for (std::size_t j = i + 1; j < card.blocks.steps.size(); ++j)
                    QVERIFY(!rect.intersects(card.blocks.steps[j].rect));
                for (const QString &line : card.blocks.steps[i].formula)
                    QVERIFY2(QFontMetricsF(KeyGraphPainter::font(KeyText::Mono)).horizontalAdvance(line) <=
                                 rect.width() - 18,
                             qPrintable(line));
            }
            for (const KeyCardPiece &piece : card.blocks.pieces)
                QVERIFY(card.rect.adjusted(15, 0, -15, 0).contains(piece.rect.adjusted(0.1, 0, -0.1, 0)));
        }
    }

    void slicesStandBelowTheBlocksThatMakeThem()
    {
        Shown shown("classic");
        shown.view.setBlocksShown(true);
        shown.view.open(shown.node("key_block"));
        qreal perByte = 0;
        std::set<int> slices;
        for (const KeyCardPiece &piece : shown.blocks().pieces) {
            const bool slice = piece.node >= 0;
            const std::size_t bytes = slice ? shown.view.graph()[piece.node].size
                                            : shown.blocks().expansion->steps()[std::size_t(piece.step)]->output.length;
            if (slice)
                slices.insert(piece.node);
            const qreal scale = piece.rect.width() / static_cast<qreal>(bytes);
            QVERIFY(perByte == 0 || std::abs(scale - perByte) < 0.01);
            perByte = scale;
        }
        QCOMPARE(slices.size(), shown.view.graph().slices().size());
        const KeyCardPiece &last = shown.blocks().pieces.back(); // a click opens what it stands for
        QTest::mouseClick(shown.view.viewport(), Qt::LeftButton, {},
                          shown.view.toViewport(last.rect.center()).toPoint());
        QCOMPARE(shown.view.openNode(), std::optional(last.node));
    }

    void blocksOpenByMouseAndKeyboard()
    {
        Shown shown("classic");
        shown.view.open(shown.node("master_secret"));
        QVERIFY(!shown.view.blocksShown());
        QTest::keyClick(&shown.view, Qt::Key_Return);
        QVERIFY(shown.view.blocksShown());
        QCOMPARE(shown.view.stepCount(), 5); // the seed, A(1), A(2), and a block for each
        QTest::keyClick(&shown.view, Qt::Key_Down);
        QTest::keyClick(&shown.view, Qt::Key_Down);
        QCOMPARE(shown.view.currentStep(), std::optional(1));
        QVERIFY(shown.view.describeStep(1).startsWith(
            QStringLiteral("A(1) = HMAC-SHA-256(pre_master_secret, A(0)), 32 bytes, ")));
        QTest::keySequence(&shown.view, QKeySequence::Copy);
        const ExpansionStep &a1 = *shown.blocks().expansion->steps()[1];
        QCOMPARE(QGuiApplication::clipboard()->text(), toQString(toHex(a1.value)));
        QTest::keyClick(&shown.view, Qt::Key_Up);
        QTest::keyClick(&shown.view, Qt::Key_Up);
        QVERIFY(!shown.view.currentStep());
        const QPoint heading = shown.view.toViewport(shown.blocks().heading.center()).toPoint();
        QTest::mouseClick(shown.view.viewport(), Qt::LeftButton, {}, heading);
        QVERIFY(!shown.view.blocksShown());
    }

    void blocksAreHeardToo()
    {
        Shown shown("classic");
        shown.view.open(shown.node("master_secret"));
        shown.view.setBlocksShown(true);
        QAccessibleInterface *graph = QAccessible::queryAccessibleInterface(&shown.view);
        const auto nodes = static_cast<int>(shown.view.nodesInOrder().size());
        QCOMPARE(graph->childCount(), nodes + shown.view.stepCount());
        QAccessibleInterface *block = graph->child(nodes + 2);
        QCOMPARE(block->role(), QAccessible::StaticText);
        QVERIFY(block->text(QAccessible::Name).startsWith(QStringLiteral("P_SHA256[0..31] = ")));
        block->actionInterface()->doAction(QAccessibleActionInterface::setFocusAction());
        QCOMPARE(shown.view.currentStep(), std::optional(2));
    }

    void anotherValueThanTheBlocksComeToIsSaid()
    {
        Trace trace = *test::traceOf("classic");
        trace.derivations[test::derivationOf(trace, Side::Client, "master_secret").index].output[7] ^= 1;
        Shown shown(std::make_shared<const Trace>(std::move(trace)));
        shown.view.setBlocksShown(true);
        shown.view.open(shown.node("master_secret"));
        QVERIFY(!shown.blocks().difference.isEmpty());
        shown.view.open(shown.node("pre_master_secret"));
        shown.view.open(shown.node("key_block"));
        // what was expanded from the changed secret was recorded from the right one
        QCOMPARE(shown.blocks().difference.isEmpty(), shown.blocks().expansion->agrees());
    }

    void whatCanBeCopied()
    {
        Shown shown("classic");
        shown.view.open(shown.node("master_secret"));
        QCOMPARE(shown.copyMenu(),
                 (QStringList{QStringLiteral("Copy as Hex"), QStringLiteral("Copy as openssl Command"),
                              QStringLiteral("Copy as Python Snippet")}));
        QCOMPARE(shown.copied(QStringLiteral("Copy as Hex")).size(), 96);
        QVERIFY(shown.copied(QStringLiteral("Copy as openssl Command")).contains(QStringLiteral(" TLS1-PRF | ")));
        QVERIFY(shown.copied(QStringLiteral("Copy as Python Snippet")).contains(QStringLiteral("import hmac")));
        // each side has its own private key
        shown.view.open(shown.node("pre_master_secret"));
        QVERIFY(shown.copyMenu().contains(QStringLiteral("As Python Snippet, as the Server Does It")));
        shown.view.open(shown.node("client_random"));
        QVERIFY(shown.copyMenu().contains(
            QStringLiteral("- Copy as Python Snippet: drawn at random: nothing leads to it")));
    }

    void hiddenSecretsAreNotCopied()
    {
        Shown shown("classic");
        shown.view.setBlocksShown(true);
        shown.view.setSecretsShown(false);
        for (const char *name : {"master_secret", "client_finished.verify_data"}) {
            shown.view.open(shown.node(name));
            for (const QString &entry : shown.copyMenu())
                QVERIFY2(entry.startsWith(u'-') || entry == QStringLiteral("Copy as Hex"), qPrintable(entry));
            shown.view.setCurrentStep(1);
            for (const QString &entry : shown.copyMenu())
                QVERIFY2(entry.startsWith(u'-'), qPrintable(entry));
            const QString value = hexText(shown.blocks().expansion->steps()[1]->value, 16);
            QVERIFY(!shown.view.describeStep(1).contains(value));
        }
    }

    void nothingThatIsStillToComeIsShown()
    {
        Shown shown("classic");
        shown.view.setBlocksShown(true);
        shown.view.open(shown.node("master_secret"));
        shown.session.setPlayhead(1);
        const QString value = hexText(shown.blocks().expansion->steps()[1]->value, 16);
        QVERIFY(!shown.view.describeStep(1).contains(value));
        for (const QString &entry : shown.copyMenu())
            QVERIFY2(entry.startsWith(u'-'), qPrintable(entry));
        QGuiApplication::clipboard()->setText(QStringLiteral("before"));
        shown.view.copyValue();
        QCOMPARE(QGuiApplication::clipboard()->text(), QStringLiteral("before"));
    }

    void withheldIsNeitherEmptyNorZero()
    {
        const auto read = readRecording(writeRecording(*test::traceOf("classic")), "a.json");
        Shown shown(std::make_shared<const Trace>(std::get<Trace>(read)));
        const KeyGraph &graph = shown.view.graph();
        QCOMPARE(graph[shown.node("master_secret")].size, 48U); // as the PRF was asked for
        QCOMPARE(graph.slices().size(), std::size_t{4});
        shown.view.open(shown.node("master_secret"));
        QVERIFY(!shown.blocks().expansion);
        QVERIFY(shown.blocks().whyNot == NoExpansion::Withheld && !shown.blocks().heading.isEmpty());
        QVERIFY(
            shown.view.geometryOfGraph().card->formulas.front().lines.join(u' ').endsWith(QStringLiteral("[0..47]")));
        QVERIFY(
            shown.copyMenu().contains(QStringLiteral("- Copy as Python Snippet: the recording withholds a secret")));
        QVERIFY(!shown.view.describe(shown.node("pre_master_secret")).contains(QStringLiteral("0 bytes")));
    }

    void selectionMarksWhatItAffects()
    {
        Shown shown("classic");
        const MessageId hello = test::messageNamed(*shown.session.trace(), "server_hello");
        shown.session.select(shown.session.fieldSelection(hello, QStringLiteral("server_hello.random")));
        for (const char *name : {"master_secret", "key_block", "client_write_key", "client_finished.verify_data"})
            QVERIFY2(shown.view.isAffected(shown.node(name)), name);
        for (const char *name : {"server_random", "client_random", "pre_master_secret", "dh_Yc"})
            QVERIFY2(!shown.view.isAffected(shown.node(name)), name);
        QVERIFY(shown.view.describe(shown.node("key_block")).contains(QStringLiteral("affected")));
        shown.session.select(Selection{});
        QVERIFY(!shown.view.isAffected(shown.node("key_block")));
    }

    void hoverIsShared()
    {
        Shown shown("classic");
        const int sent = shown.node("dh_Ys");
        QTest::mouseMove(shown.view.viewport(), shown.view.viewportRect(sent).center().toPoint());
        QTRY_COMPARE(shown.session.hovered().fieldPath, QStringLiteral("server_key_exchange.params.dh_Ys"));
        const QImage before = shown.view.viewport()->grab().toImage();
        shown.session.hover({}); // from another view
        QVERIFY(shown.view.viewport()->grab().toImage() != before);
    }

    void dragMovesAndDoesNotClick()
    {
        Shown shown("classic", {916, 400});
        QWidget *port = shown.view.viewport();
        const std::optional<int> open = shown.view.openNode();
        const QPoint from = shown.view.viewportRect(shown.node("client_random")).center().toPoint();
        const auto before = shown.view.viewportRect(shown.node("client_random")).top();
        QTest::mousePress(port, Qt::LeftButton, {}, from);
        QMouseEvent move(QEvent::MouseMove, from - QPoint(0, 60), port->mapToGlobal(from - QPoint(0, 60)), Qt::NoButton,
                         Qt::LeftButton, {});
        QApplication::sendEvent(port, &move);
        QTest::mouseRelease(port, Qt::LeftButton, {}, from - QPoint(0, 60));
        QCOMPARE(shown.view.viewportRect(shown.node("client_random")).top(), before - 60);
        QCOMPARE(shown.view.openNode(), open);
        QTest::keyClick(&shown.view, Qt::Key_Up, Qt::ShiftModifier);
        QCOMPARE(shown.view.viewportRect(shown.node("client_random")).top(), before - 12);
    }

    void wheelZoomsAroundTheMouse()
    {
        Shown shown("classic", {916, 500});
        const QPointF at(300, 200);
        const QRectF before = shown.view.viewportRect(shown.node("client_random"));
        QWheelEvent wheel(at, shown.view.viewport()->mapToGlobal(at), {}, {0, 480}, Qt::NoButton, Qt::ControlModifier,
                          Qt::NoScrollPhase, false);
        QApplication::sendEvent(shown.view.viewport(), &wheel);
        QVERIFY(shown.view.zoom() > 1.5);
        const QRectF after = shown.view.viewportRect(shown.node("client_random"));
        const QPointF expected = at + (before.topLeft() - at) * shown.view.zoom();
        QVERIFY((after.topLeft() - expected).manhattanLength() < 3);
    }

    void zoomByKeysAndButtons()
    {
        Shown shown("tls13", {680, 400});
        QTest::keyClick(&shown.view, Qt::Key_Plus);
        QCOMPARE(shown.view.zoom(), 1.25);
        QTest::keyClick(&shown.view, Qt::Key_0);
        QCOMPARE(shown.view.zoom(), 1.0);
        QTest::keyClick(&shown.view, Qt::Key_F);
        const QRectF all(QPointF(), QSizeF(shown.view.viewport()->size()));
        for (const int node : shown.view.nodesInOrder())
            QVERIFY(all.contains(shown.view.viewportRect(node)) ||
                    shown.view.zoom() == KeyGraphView::leastZoom); // a ladder is long
        const auto *control = shown.view.findChild<ZoomControl *>();
        const QList<QToolButton *> buttons = control->findChildren<QToolButton *>();
        QCOMPARE(buttons.size(), 4);
        for (const QToolButton *button : buttons) {
            QVERIFY(!button->accessibleName().isEmpty());
            QVERIFY(button->width() >= 24 && button->height() >= 24);
            QVERIFY(shown.view.viewport()->rect().contains(control->geometry()));
        }
        for (int i = 0; i < 20; ++i)
            buttons[2]->click();
        QCOMPARE(shown.view.zoom(), KeyGraphView::mostZoom);
        buttons[1]->click();
        QCOMPARE(shown.view.zoom(), 1.0);
    }
};

QTEST_MAIN(TestKeyCard)
#include "tst_keycard.moc"
