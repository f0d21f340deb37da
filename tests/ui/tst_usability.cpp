// SPDX-License-Identifier: GPL-3.0-or-later
#include "builtins.h"
#include "programtest.h"
#include "wiretap.h"

#include "diagram/arrows.h"
#include "dialogs/exportdialog.h"
#include "dialogs/notice.h"
#include "formats/recording.h"
#include "inspectors/fieldtreeview.h"
#include "inspectors/hexview.h"
#include "inspectors/keygraph/keygraphview.h"
#include "models/fieldmodel.h"
#include "session/tracefile.h"
#include "window/securitystrip.h"

#include <QComboBox>
#include <QFileDialog>
#include <QLabel>
#include <QLineEdit>
#include <QPainter>
#include <QPushButton>
#include <QScrollBar>
#include <QTest>
#include <QTextBrowser>

#include <cmath>
#include <map>

using namespace hd;
using namespace hd::ui;
using hd::test::Connection;

// The usability tests of ux.md 9, by their numbers. 8, 9 and 10 are those of translations, exports and lessons.
class TestUsability : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { Fonts::load(); }
    void init() { m_test = std::make_unique<ProgramTest>(); }
    void cleanup() { m_test.reset(); }

    void test1FirstMinute();
    void test2ThirteenInOrderWithoutAScrollBar_data();
    void test2ThirteenInOrderWithoutAScrollBar();
    void test3LinkingServerRandom_data();
    void test3LinkingServerRandom();
    void test4TimeTravel();
    void test4ReducedMotionEndsInTheSameImage();
    void test5AttackOnTheKeyExchange();
    void test6KeyboardOnly();
    void test6NoTrapInAnyTab();
    void test7ContrastOfEveryTheme_data();
    void test7ContrastOfEveryTheme();
    void test7GreyTellsLineTypesApart();
    void test7PresenterIsReadFromTheBackRow();

private:
    Session *session() const { return m_test->program->session(); }
    DiagramView *diagram() const { return m_test->program->diagram(); }
    void key(Qt::Key key, Qt::KeyboardModifiers modifiers = {}) const
    {
        QWidget *focus = QApplication::focusWidget();
        QTest::keyClick(focus ? focus : m_test->program->window.get(), key, modifiers);
    }

    std::unique_ptr<ProgramTest> m_test;
};

void TestUsability::test1FirstMinute()
{
    const auto hints = m_test->program->window->findChildren<Notice *>();
    const auto isHint = [](const Notice *notice) {
        return notice->isVisible() && notice->text() == QStringLiteral("Press → to send client_hello");
    };
    QCOMPARE(std::count_if(hints.begin(), hints.end(), isHint), 1);
    QCOMPARE(QApplication::focusWidget(), static_cast<QWidget *>(diagram()));

    key(Qt::Key_Right);
    QCOMPARE(m_test->program->sent(), 1U);
    QCOMPARE(session()->selection(), Session::messageSelection(MessageId{0}));
    QCOMPARE(std::count_if(hints.begin(), hints.end(), isHint), 0);
    QVERIFY(m_test->visible<FieldTreeView>()->model()->rowCount() > 0);
    const auto texts = m_test->program->window->findChildren<QTextBrowser *>();
    const auto says = [](const QTextBrowser *text) { return text->isVisible() && text->toPlainText().size() > 20; };
    QVERIFY(std::count_if(texts.begin(), texts.end(), says) >= 3); // what, why, if it were missing
    QVERIFY(!QApplication::activeModalWidget());
}

void TestUsability::test2ThirteenInOrderWithoutAScrollBar_data()
{
    QTest::addColumn<int>("height");
    QTest::newRow("1280x800") << 800;
    QTest::newRow("1280x800 with a title bar") << 770;
}

void TestUsability::test2ThirteenInOrderWithoutAScrollBar()
{
    QFETCH(const int, height);
    m_test->program->window->resize(1280, height);
    const QList<const char *> reference{"client_hello",
                                        "server_hello",
                                        "certificate",
                                        "server_key_exchange",
                                        "certificate_request",
                                        "server_hello_done",
                                        "certificate",
                                        "client_key_exchange",
                                        "certificate_verify",
                                        "change_cipher_spec",
                                        "finished",
                                        "change_cipher_spec",
                                        "finished"};
    for (const char *name : reference) {
        QTest::keyClick(diagram(), Qt::Key_Right);
        const std::optional<MessageId> message = session()->selection().message;
        QVERIFY(message);
        QCOMPARE((*session()->trace())[*message].name, std::string(name));
    }
    QVERIFY(session()->atEnd());
    QCOMPARE(diagram()->verticalScrollBar()->maximum(), 0);
    QCOMPARE(diagram()->horizontalScrollBar()->maximum(), 0);
}

void TestUsability::test3LinkingServerRandom_data()
{
    QTest::addColumn<QString>("from");
    for (const char *view : {"tree", "hex", "key node"})
        QTest::newRow(view) << QString::fromLatin1(view);
}

void TestUsability::test3LinkingServerRandom()
{
    QFETCH(const QString, from);
    const QString random = QStringLiteral("server_hello.random");
    const Selection wanted = session()->fieldSelection(MessageId{1}, random);
    session()->goToEnd();
    m_test->openTab("keys");
    auto *graph = m_test->visible<KeyGraphView>();
    const std::optional<int> node = graph->graph().nodeOf(FieldRef{MessageId{1}, random.toStdString()});
    QVERIFY(node);
    m_test->openTab("message");
    session()->select(Session::messageSelection(MessageId{1}));
    auto *tree = m_test->visible<FieldTreeView>();
    auto *hex = m_test->visible<HexView>();
    const auto *fields = qobject_cast<const FieldModel *>(tree->model());
    if (from == QStringLiteral("tree")) {
        tree->setCurrentIndex(fields->indexOfField(random));
    } else if (from == QStringLiteral("hex")) {
        const std::uint32_t first = 5 + wanted.bytes.offset; // after the header of the record
        QTest::mousePress(hex->viewport(), Qt::LeftButton, {}, hex->cell(first).center().toPoint());
        QTest::mouseMove(hex->viewport(), hex->cell(first + 31).center().toPoint());
        QTest::mouseRelease(hex->viewport(), Qt::LeftButton, {}, hex->cell(first + 31).center().toPoint());
    } else {
        graph->open(*node);
    }
    QCOMPARE(session()->selection(), wanted);
    QCOMPARE(session()->selection().bytes.length, 32U);
    QCOMPARE(tree->currentIndex().siblingAtColumn(0), fields->indexOfField(random));
    QCOMPARE(hex->selection(), (std::vector<Range>{{5 + wanted.bytes.offset, 32}}));
    m_test->openTab("keys"); // who is not seen waits for the news
    QCOMPARE(graph->openNode(), node);
}

void TestUsability::test4TimeTravel()
{
    const std::string straight = writeRecording(*test::runBuiltin("classic"));
    const auto step = [this](Qt::Key direction, int times) {
        for (int i = 0; i < times; ++i)
            QTest::keyClick(diagram(), direction);
    };
    m_test->actions()->reducedMotion->trigger();
    step(Qt::Key_Right, 13);
    const QImage image = diagram()->grab().toImage();
    session()->goToStart();
    step(Qt::Key_Right, 9);
    QCOMPARE(m_test->program->sent(), 9U);
    step(Qt::Key_Left, 6);
    QCOMPARE(m_test->program->sent(), 3U);
    step(Qt::Key_Right, 10);
    QCOMPARE(m_test->program->sent(), 13U);
    QCOMPARE(writeRecording(*session()->trace()), straight);
    QCOMPARE(diagram()->grab().toImage(), image);
}

void TestUsability::test4ReducedMotionEndsInTheSameImage()
{
    m_test->actions()->reducedMotion->setChecked(false);
    diagram()->setReducedMotion(false);
    diagram()->setSpeed(40);
    session()->step(+1);
    QVERIFY(diagram()->isAnimating());
    QTRY_VERIFY(!diagram()->isAnimating());
    const QImage animated = diagram()->grab().toImage();
    session()->goToStart();
    diagram()->setReducedMotion(true);
    session()->step(+1);
    QVERIFY(!diagram()->isAnimating());
    QCOMPARE(diagram()->grab().toImage(), animated);
}

// One bit of server_key_exchange turns over on its way: the signature no longer fits.
void TestUsability::test5AttackOnTheKeyExchange()
{
    Connection connection("classic");
    connection.edit = test::changing(Side::Server, "server_key_exchange", [](test::Unit &unit) {
        unit.bytes[4 + 2 + 256 + 2 + 1 + 2 + 255] ^= 1; // header, dh_p, dh_g, and the last byte of dh_Ys
    });
    connection.run();
    m_test->program->window->openTrace(std::make_shared<const Trace>(connection.takeTrace()));
    session()->goToEnd();
    const Trace &trace = *session()->trace();

    const auto failed =
        std::find_if(trace.checks.begin(), trace.checks.end(), [](const Check &check) { return !check.passed; });
    QVERIFY(failed != trace.checks.end());
    QCOMPARE(failed->by, Side::Client);
    QCOMPARE(failed->name, std::string("server_key_exchange.signature"));
    const auto alert = std::find_if(trace.messages.begin(), trace.messages.end(),
                                    [](const Message &message) { return message.protocol == Protocol::Alert; });
    QVERIFY(alert != trace.messages.end());
    QCOMPARE(alert->from, Side::Client);
    QCOMPARE(alert->bytes, (Bytes{2, 51})); // RFC 5246 7.2.2: fatal, decrypt_error

    session()->select(session()->checkSelection(static_cast<std::uint32_t>(failed - trace.checks.begin())));
    const auto texts = m_test->program->window->findChildren<QTextBrowser *>();
    QVERIFY(std::any_of(texts.begin(), texts.end(), [](const QTextBrowser *text) {
        return text->isVisible() && text->toPlainText().contains(QStringLiteral("server_key_exchange.signature"));
    }));
    const auto *strip = m_test->visible<SecurityStrip>();
    for (std::size_t i = 0; i < propertyCount; ++i)
        QVERIFY(strip->badge(static_cast<Property>(i))->state().achievement != Achievement::Established);
}

void TestUsability::test6KeyboardOnly()
{
    const QString recording = m_test->file(QStringLiteral("rsa.json"));
    QVERIFY(!saveRecording(*test::runBuiltin("tls12-rsa"), recording, false));
    const auto typePath = [](QFileDialog *dialog, const QString &path) {
        auto *name = dialog->findChild<QLineEdit *>(QStringLiteral("fileNameEdit"));
        name->setText(path); // pasted: typing would open a list of completions
        QTest::keyClick(name, Qt::Key_Return);
    };
    inNextDialog<QFileDialog>([&](QFileDialog *dialog) { typePath(dialog, recording); });
    key(Qt::Key_O, Qt::ControlModifier);
    QCOMPARE(session()->trace()->scenarioName, std::string("tls12-rsa"));

    m_test->program->window->activateWindow(); // no window manager does it here
    QVERIFY(QTest::qWaitForWindowActive(m_test->program->window.get()));
    diagram()->setFocus(Qt::ShortcutFocusReason);
    key(Qt::Key_Right);
    QCOMPARE(m_test->program->sent(), 1U);
    key(Qt::Key_F6);
    for (int i = 0; i < 40 && !qobject_cast<FieldTreeView *>(QApplication::focusWidget()); ++i)
        key(Qt::Key_Tab);
    QVERIFY(qobject_cast<FieldTreeView *>(QApplication::focusWidget()));
    QVERIFY(m_test->program->ring()->isVisible());
    key(Qt::Key_Down);
    QCOMPARE(session()->selection().kind, Selection::Kind::Field);

    const QString pdf = m_test->file(QStringLiteral("by-keyboard.pdf"));
    inNextDialog<ExportDialog>([&](ExportDialog *dialog) {
        inNextDialog<QFileDialog>([&](QFileDialog *files) { typePath(files, pdf); });
        QVERIFY(qobject_cast<QComboBox *>(QApplication::focusWidget()));
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Down); // from SVG to PDF
        QCOMPARE(dialog->choice().ending, QStringLiteral("pdf"));
        QTest::keyClick(dialog, Qt::Key_Return);
    });
    key(Qt::Key_E, Qt::ControlModifier);
    QVERIFY(QFileInfo(pdf).size() > 1000);
}

// Tab goes once through everything and comes back, whatever is open; where the focus is, is seen.
void TestUsability::test6NoTrapInAnyTab()
{
    session()->goToEnd();
    for (int tab = 0; tab < std::ssize(inspectorTabs()); ++tab) {
        m_test->openTab(tab);
        diagram()->setFocus();
        const QWidget *start = QApplication::focusWidget();
        int steps = 0;
        do {
            QWidget *focus = QApplication::focusWidget();
            QTest::keyClick(focus, Qt::Key_Tab);
            QVERIFY(QApplication::focusWidget());
            if (QApplication::focusWidget() != start &&
                !QApplication::focusWidget()->property(FocusRing::ownRing).toBool())
                QVERIFY2(m_test->program->ring()->isVisible(), QApplication::focusWidget()->metaObject()->className());
        } while (QApplication::focusWidget() != start && ++steps < 400);
        QVERIFY2(steps > 12 && steps < 400, inspectorTabs()[static_cast<std::size_t>(tab)].key);
    }
}

// WCAG 2.2, the definition of relative luminance.
static double luminance(const QColor &color)
{
    const auto linear = [](double c) { return c <= 0.04045 ? c / 12.92 : std::pow((c + 0.055) / 1.055, 2.4); };
    return 0.2126 * linear(color.redF()) + 0.7152 * linear(color.greenF()) + 0.0722 * linear(color.blueF());
}

static double contrast(const QColor &a, const QColor &b)
{
    const double first = luminance(a), second = luminance(b);
    return (std::max(first, second) + 0.05) / (std::min(first, second) + 0.05);
}

static constexpr LineStyle lineStyles[] = {
    LineStyle::Clear,     LineStyle::HandshakeKeys,    LineStyle::ApplicationKeys,
    LineStyle::EarlyData, LineStyle::ChangeCipherSpec, LineStyle::Alert,
    LineStyle::Absent};

void TestUsability::test7ContrastOfEveryTheme_data()
{
    QTest::addColumn<const Colors *>("colors");
    QTest::addColumn<double>("text");
    QTest::addColumn<double>("graphics");
    QTest::newRow("light") << &Colors::light() << 4.5 << 3.0;
    QTest::newRow("dark") << &Colors::darkTheme() << 4.5 << 3.0;
    QTest::newRow("black on white") << &Colors::highContrast(false) << 7.0 << 4.5;
    QTest::newRow("white on black") << &Colors::highContrast(true) << 7.0 << 4.5;
}

void TestUsability::test7ContrastOfEveryTheme()
{
    QFETCH(const Colors *, colors);
    QFETCH(const double, text);
    QFETCH(const double, graphics);
    const auto passes = [](const QColor &front, const QColor &back, double least) {
        const QByteArray said =
            QStringLiteral("%1 on %2: %3").arg(front.name(), back.name()).arg(contrast(front, back)).toUtf8();
        QVERIFY2(contrast(front, back) >= least, said.constData());
    };
    for (const QColor &back : {colors->base, colors->window, colors->sunken, colors->linked, colors->selected}) {
        passes(colors->text1, back, text);
        passes(colors->text2, back, text);
    }
    for (const QColor &back : {colors->base, colors->window, colors->sunken})
        passes(colors->text3, back, text);
    for (const QColor &back : {colors->base, colors->window})
        passes(colors->accent, back, text); // links
    passes(colors->onAccent, colors->accentFill, text);
    passes(colors->base, colors->alert, graphics); // an alert's name is bold, in a frame, with a sign
    for (const LineStyle style : lineStyles)
        passes(colorOf(style, *colors), colors->base, graphics);
    for (const QColor &line : {colors->controlEdge, colors->established, colors->accent})
        passes(line, colors->base, graphics);
}

/// The legend's sample of each style in all scenarios, black on white.
static std::map<LineStyle, QImage> samples()
{
    std::map<LineStyle, QImage> made;
    for (const auto &trace : test::builtinTraces()) {
        LayoutOptions options;
        options.playhead = static_cast<Playhead>(trace->events.size());
        const DiagramLayout diagram = layout(*trace, options);
        QImage image(diagram.size.toSize() + QSize(0, 100), QImage::Format_RGB32);
        image.fill(Qt::white);
        QPainter painter(&image);
        DiagramPainter(painter, diagram, Colors::monochrome(), DiagramMarks()).paintLegend({0, 0});
        painter.end();
        for (const LegendItem &item : diagram.legend)
            if (!item.future)
                made.try_emplace(
                    item.style,
                    image.copy(item.sample.adjusted(0, -4, 0, 4).toRect()).convertToFormat(QImage::Format_Grayscale8));
    }
    return made;
}

void TestUsability::test7GreyTellsLineTypesApart()
{
    const std::map<LineStyle, QImage> all = samples();
    QCOMPARE(all.size(), std::size(lineStyles)); // the scenarios show every type
    for (const auto &[one, image] : all) {
        for (const auto &[other, another] : all) {
            int different = 0;
            for (int y = 0; y < image.height(); ++y)
                for (int x = 0; x < image.width(); ++x)
                    different += std::abs(qGray(image.pixel(x, y)) - qGray(another.pixel(x, y))) > 64 ? 1 : 0;
            QVERIFY2(one == other || different >= 12, qPrintable(QString::number(different)));
        }
    }
}

void TestUsability::test7PresenterIsReadFromTheBackRow()
{
    session()->step(+1);
    m_test->actions()->present->trigger();
    m_test->program->window->setWindowState(Qt::WindowNoState);
    m_test->program->window->resize(1024, 768);
    QCoreApplication::processEvents();
    QCOMPARE(m_test->program->window->size(), QSize(1024, 768));
    constexpr int least = 20; // px
    QVERIFY(diagram()->diagram().labelSize * m_test->program->theme.zoom() >= least);
    QCOMPARE(diagram()->horizontalScrollBar()->maximum(), 0);
    int texts = 0;
    for (const QTextBrowser *text : m_test->program->window->findChildren<QTextBrowser *>()) {
        if (!text->isVisible())
            continue;
        ++texts;
        QVERIFY(text->document()->defaultFont().pixelSize() >= least);
    }
    QCOMPARE(texts, 3);
    for (const QLabel *label : m_test->program->window->findChildren<QLabel *>())
        QVERIFY2(!label->isVisible() || label->font().pixelSize() >= least, qPrintable(label->text()));
}

QTEST_MAIN(TestUsability)
#include "tst_usability.moc"
