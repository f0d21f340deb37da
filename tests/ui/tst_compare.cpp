// SPDX-License-Identifier: GPL-3.0-or-later

// Two handshakes side by side: rows on one line, playheads that are locked, and what is selected in both.

#include "compare/comparedpages.h"
#include "compare/comparisonpicker.h"
#include "compare/comparisontransport.h"
#include "compare/comparisonview.h"
#include "compare/comparisonwindow.h"
#include "text/explanations.h"
#include "text/language.h"
#include "theme/theme.h"

#include "../support/builtins.h"
#include "../support/pseudolocale.h"

#include <QAbstractButton>
#include <QAbstractItemModelTester>
#include <QAccessible>
#include <QComboBox>
#include <QLabel>
#include <QTabWidget>
#include <QTextEdit>
#include <QToolButton>
#include <QtTest>

using namespace hd;
using namespace hd::ui;

namespace {

struct Compared
{
    Compared(const QString &a, const QString &b)
    {
        language.set(QStringLiteral("en"));
        window = std::make_unique<ComparisonWindow>(&theme, &texts, &language);
        window->showScenario(true, a);
        window->showScenario(false, b);
        window->show();
        QCoreApplication::processEvents();
    }
    SideBySide *sides() const { return window->sides(); }
    std::uint32_t sent(bool ofA) const
    {
        return sides()->session(ofA)->events().messagesSent(sides()->session(ofA)->playhead());
    }
    std::optional<MessageId> selected(bool ofA) const { return sides()->session(ofA)->selection().message; }
    std::uint32_t rowNamed(bool ofA, std::string_view name) const
    {
        const Trace &trace = sides()->trace(ofA);
        for (std::uint32_t i = 0; i < sides()->rowCount(); ++i)
            if (const auto id = sides()->comparison().rows[i].of(ofA); id && trace[*id].name == name)
                return i;
        qFatal("no such message");
    }

    Theme theme;
    Language language;
    Explanations texts;
    std::unique_ptr<ComparisonWindow> window;
};

const QString older = QStringLiteral("tls12-ecdhe-gcm");
const QString newer = QStringLiteral("tls13");

} // namespace

class tst_Compare : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { Fonts::load(); }

    void modelsKeepTheirPromises_data();
    void modelsKeepTheirPromises();
    void alignedRowsAreOnOneLine_data() { modelsKeepTheirPromises_data(); }
    void alignedRowsAreOnOneLine();
    void steppingMovesBoth();
    void oneSideMovesTheOther();
    void unlockedMovesOne();
    void selectingSelectsTheCounterpart();
    void aFieldSelectsItsCounterpart();
    void aKeySelectsItsCounterpart();
    void differencesAreVisited();
    void expectedDifferencesCanBeHidden();
    void changedBytesAreMarked();
    void keysWork();
    void swapping();
    void anUnreadableFileIsSaid();
    void everythingIsNamedAndReadable_data();
    void everythingIsNamedAndReadable();
};

void tst_Compare::modelsKeepTheirPromises_data()
{
    QTest::addColumn<QString>("a");
    QTest::addColumn<QString>("b");
    QTest::newRow("1.2 and 1.3") << older << newer;
    QTest::newRow("itself") << newer << newer;
    QTest::newRow("renegotiation") << older << QStringLiteral("renegotiation-secure");
    QTest::newRow("failure") << QStringLiteral("classic") << QStringLiteral("unknown-ca");
}

void tst_Compare::modelsKeepTheirPromises()
{
    QFETCH(QString, a);
    QFETCH(QString, b);
    SideBySide sides;
    ComparedRowsModel rows(&sides);
    ComparedFieldsModel fields(&sides);
    ComparedValuesModel values(&sides);
    ComparedFactsModel facts(&sides);
    std::vector<std::unique_ptr<QAbstractItemModelTester>> testers;
    for (QAbstractItemModel *model :
         {static_cast<QAbstractItemModel *>(&rows), static_cast<QAbstractItemModel *>(&fields),
          static_cast<QAbstractItemModel *>(&values), static_cast<QAbstractItemModel *>(&facts)})
        testers.push_back(
            std::make_unique<QAbstractItemModelTester>(model, QAbstractItemModelTester::FailureReportingMode::QtTest));
    QVERIFY(!sides.runScenario(true, a));
    QVERIFY(!sides.runScenario(false, b));
    QCOMPARE(rows.rowCount(), static_cast<int>(sides.rowCount()));
    for (const auto shown : {ComparedFieldsModel::Shown::All, ComparedFieldsModel::Shown::Meaningful})
        for (std::uint32_t row = 0; row < sides.rowCount(); ++row) {
            fields.setShown(shown);
            sides.selectRow(row);
            QCOMPARE(fields.rowCount(), 1);
            QVERIFY(!rows.index(static_cast<int>(row)).data(Qt::AccessibleTextRole).toString().isEmpty());
        }
    QVERIFY(values.rowCount() > 0);
    QVERIFY(facts.rowCount() > 0);
}

void tst_Compare::alignedRowsAreOnOneLine()
{
    QFETCH(QString, a);
    QFETCH(QString, b);
    const Compared compared(a, b);
    const AlignedLayout &layout = compared.window->view()->layouts();
    QCOMPARE(layout.lines.size(), std::size_t(compared.sides()->rowCount()));
    QVERIFY(std::is_sorted(layout.lines.begin(), layout.lines.end()));
    for (std::size_t i = 0; i < layout.lines.size(); ++i)
        for (const bool ofA : {true, false}) {
            const auto message = compared.sides()->comparison().rows[i].of(ofA);
            if (!message)
                continue;
            const Row *row = layout.sides[ofA ? 0 : 1].rowOf(*message);
            QVERIFY(row);
            QCOMPARE(row->y, layout.lines[i]);
            const auto [top, bottom] = layout.bandOf(i);
            QVERIFY(row->area.top() >= top - 30 && row->area.bottom() <= bottom + 0.01);
        }
    for (const DiagramLayout &side : layout.sides) { // no row over another, each flight around its rows
        for (std::size_t i = 1; i < side.rows.size(); ++i)
            QVERIFY(side.rows[i].area.top() >= side.rows[i - 1].area.bottom() - 0.01);
        for (const FlightBracket &flight : side.flights)
            QVERIFY(flight.top < flight.bottom);
        QVERIFY(side.lifelineBottom <= layout.height);
    }
}

void tst_Compare::steppingMovesBoth()
{
    const Compared compared(older, newer);
    SideBySide *sides = compared.sides();
    std::uint32_t sentA = 0, sentB = 0;
    for (std::uint32_t row = 0; row < sides->rowCount(); ++row) {
        sides->step(+1);
        sentA += sides->comparison().rows[row].a.has_value();
        sentB += sides->comparison().rows[row].b.has_value();
        QCOMPARE(compared.sent(true), sentA);
        QCOMPARE(compared.sent(false), sentB);
        QCOMPARE(sides->currentRow(), std::optional(row));
        QCOMPARE(compared.window->view()->currentIndex().row(), static_cast<int>(row));
    }
    QVERIFY(sides->session(true)->atEnd() && sides->session(false)->atEnd());
    for (std::uint32_t row = sides->rowCount(); row-- > 0;)
        sides->step(-1);
    QVERIFY(sides->session(true)->atStart() && sides->session(false)->atStart());
}

void tst_Compare::oneSideMovesTheOther()
{
    const Compared compared(older, newer);
    SideBySide *sides = compared.sides();
    sides->session(false)->goToEnd();
    QVERIFY(sides->session(true)->atEnd());
    sides->session(true)->goToStart();
    QVERIFY(sides->session(false)->atStart());
    QCOMPARE(sides->position(), 0u);
}

void tst_Compare::unlockedMovesOne()
{
    const Compared compared(older, newer);
    SideBySide *sides = compared.sides();
    compared.window->transport()->lock()->click();
    QVERIFY(!sides->isLocked());
    sides->setActive(false);
    sides->step(+1);
    sides->step(+1);
    QCOMPARE(compared.sent(false), 2u);
    QCOMPARE(compared.sent(true), 0u);
    compared.window->transport()->lock()->click(); // and together again
    QCOMPARE(compared.sent(true), 2u);
}

void tst_Compare::selectingSelectsTheCounterpart()
{
    const Compared compared(older, newer);
    SideBySide *sides = compared.sides();
    const MessageId certificate = *test::messageOf(sides->trace(true), "certificate", Side::Server);
    sides->session(true)->select(Session::messageSelection(certificate));
    QCOMPARE(compared.selected(false), test::messageOf(sides->trace(false), "certificate", Side::Server));
    // The client's finished stands elsewhere, and is found there.
    sides->session(false)->select(
        Session::messageSelection(*test::messageOf(sides->trace(false), "finished", Side::Client)));
    QCOMPARE(compared.selected(true), test::messageOf(sides->trace(true), "finished", Side::Client));
    // server_key_exchange has no counterpart.
    sides->session(true)->select(
        Session::messageSelection(*test::messageOf(sides->trace(true), "server_key_exchange", Side::Server)));
    QCOMPARE(compared.selected(false), std::nullopt);
}

void tst_Compare::aFieldSelectsItsCounterpart()
{
    const Compared compared(older, newer);
    SideBySide *sides = compared.sides();
    const QString path = QStringLiteral("client_hello.extensions.signature_algorithms");
    sides->session(true)->select(sides->session(true)->fieldSelection(MessageId{0}, path));
    QCOMPARE(sides->session(false)->selection().fieldPath, path);
    const QModelIndex current = compared.window->fields()->view()->currentIndex();
    QCOMPARE(current.data().toString(), QStringLiteral("signature_algorithms"));
}

void tst_Compare::aKeySelectsItsCounterpart()
{
    const Compared compared(QStringLiteral("classic"), older);
    SideBySide *sides = compared.sides();
    const auto ofA = test::derivationOf(sides->trace(true), "master_secret", Side::Client);
    const auto ofB = test::derivationOf(sides->trace(false), "master_secret", Side::Client);
    sides->session(true)->select(sides->session(true)->derivationSelection(*ofA));
    QCOMPARE(sides->session(false)->selection().kind, Selection::Kind::Derivation);
    QCOMPARE(sides->session(false)->selection().index, ofB->index);
}

void tst_Compare::differencesAreVisited()
{
    const Compared compared(older, newer);
    SideBySide *sides = compared.sides();
    std::vector<std::uint32_t> wanted, visited;
    for (std::uint32_t row = 0; row < sides->rowCount(); ++row)
        if (sides->isDifferent(row))
            wanted.push_back(row);
    for (std::size_t i = 0; i < wanted.size(); ++i) {
        compared.window->transport()->nextDifference()->trigger();
        visited.push_back(*sides->currentRow());
    }
    QCOMPARE(visited, wanted);
    compared.window->transport()->nextDifference()->trigger(); // stays at the last
    QCOMPARE(sides->currentRow(), std::optional(wanted.back()));
    compared.window->transport()->previousDifference()->trigger();
    QCOMPARE(sides->currentRow(), std::optional(wanted[wanted.size() - 2]));
}

void tst_Compare::expectedDifferencesCanBeHidden()
{
    const Compared compared(older, QStringLiteral("tls12-rsa"));
    compared.sides()->selectRow(compared.rowNamed(true, "server_hello"));
    ComparedFieldsModel *model = compared.window->fields()->model();
    const auto names = [model] {
        QStringList all;
        for (int i = 0; i < model->rowCount(model->index(0, 0)); ++i)
            all << model->index(i, 0, model->index(0, 0)).data().toString();
        return all;
    };
    QVERIFY(names().contains(QStringLiteral("random")));
    QVERIFY(names().contains(QStringLiteral("cipher_suite")));
    QVERIFY(!names().contains(QStringLiteral("server_version"))); // the same
    model->setShown(ComparedFieldsModel::Shown::Meaningful);
    QVERIFY(!names().contains(QStringLiteral("random")));
    QVERIFY(names().contains(QStringLiteral("cipher_suite")));
    model->setShown(ComparedFieldsModel::Shown::All);
    QVERIFY(names().contains(QStringLiteral("server_version")));
}

void tst_Compare::changedBytesAreMarked()
{
    const Compared compared(older, QStringLiteral("tls12-rsa"));
    compared.sides()->selectRow(compared.rowNamed(true, "server_hello"));
    ComparedFieldsModel *model = compared.window->fields()->model();
    const QModelIndexList found = model->match(model->index(0, 0), Qt::DisplayRole, QStringLiteral("random_bytes"), 1,
                                               Qt::MatchRecursive | Qt::MatchExactly);
    QCOMPARE(found.size(), 1);
    for (const int column : {ComparedFieldsModel::A, ComparedFieldsModel::B}) {
        const QModelIndex cell = found.first().siblingAtColumn(column);
        const QString other =
            found.first()
                .siblingAtColumn(column == ComparedFieldsModel::A ? ComparedFieldsModel::B : ComparedFieldsModel::A)
                .data()
                .toString();
        QVERIFY(!cell.data(ChangedRole).toList().isEmpty());
        for (const QVariant &run : cell.data(ChangedRole).toList())
            for (int i = run.toList()[0].toInt(); i < run.toList()[0].toInt() + run.toList()[1].toInt(); i += 3)
                QVERIFY(cell.data().toString().mid(i, 2) != other.mid(i, 2));
    }
    compared.window->fields()->view()->setCurrentIndex(found.first());
    const QString detail = compared.window->fields()->detail()->toPlainText();
    QVERIFY2(detail.contains(QStringLiteral("drawn anew")), qPrintable(detail));
}

void tst_Compare::keysWork()
{
    const Compared compared(older, newer);
    ComparisonView *view = compared.window->view();
    view->setFocus();
    QTest::keyClick(view, Qt::Key_Right);
    QCOMPARE(compared.sides()->position(), 1u);
    QTest::keyClick(view, Qt::Key_Down);
    QCOMPARE(compared.sides()->currentRow(), std::optional(1u));
    QTest::keyClick(view, Qt::Key_End);
    QCOMPARE(compared.sides()->position(), compared.sides()->rowCount());
    QTest::keyClick(view, Qt::Key_Home);
    QCOMPARE(compared.sides()->position(), 0u);
}

void tst_Compare::swapping()
{
    const Compared compared(older, newer);
    compared.sides()->swap();
    QCOMPARE(compared.sides()->trace(true).scenarioName, std::string("tls13"));
    QCOMPARE(compared.sides()->trace(false).scenarioName, std::string("tls12-ecdhe-gcm"));
    const QList<ComparisonPicker *> pickers = compared.window->findChildren<ComparisonPicker *>();
    QCOMPARE(pickers.size(), 2);
    QVERIFY(pickers[0]->currentText() != pickers[1]->currentText());
}

void tst_Compare::anUnreadableFileIsSaid()
{
    const Compared compared(older, newer);
    const auto before = compared.sides()->session(true)->trace();
    compared.window->showFile(true, QStringLiteral("/nowhere/at-all.json"));
    const QList<QLabel *> labels = compared.window->findChildren<QLabel *>();
    QVERIFY(std::ranges::any_of(labels, [](const QLabel *label) {
        return label->isVisible() && label->text().contains(QStringLiteral("/nowhere/at-all.json"));
    }));
    QCOMPARE(compared.sides()->session(true)->trace(), before);
}

void tst_Compare::everythingIsNamedAndReadable_data()
{
    QTest::addColumn<QString>("language");
    QTest::addColumn<double>("zoom");
    QTest::newRow("English") << QStringLiteral("en") << 1.0;
    QTest::newRow("Chinese") << QStringLiteral("zh_CN") << 1.0;
    QTest::newRow("longer") << QStringLiteral("pseudo") << 1.0;
    QTest::newRow("150 %") << QStringLiteral("en") << 1.5;
}

void tst_Compare::everythingIsNamedAndReadable()
{
    QFETCH(QString, language);
    QFETCH(double, zoom);
    std::optional<test::PseudoLocale> pseudo;
    Compared compared(older, newer);
    if (language == QStringLiteral("pseudo"))
        QVERIFY(QCoreApplication::installTranslator(
            &pseudo.emplace(QStringLiteral(HELLODONE_SOURCE_DIR "/translations/hellodone_zh_CN.ts"))));
    else
        compared.language.set(language);
    compared.theme.setZoom(zoom);
    ComparisonWindow *window = compared.window.get();
    window->resize(1280, 800);
    compared.sides()->goToEnd();
    for (int tab = 0; tab < window->tabs()->count(); ++tab) {
        window->tabs()->setCurrentIndex(tab);
        for (int i = 0; i < 3; ++i)
            QCoreApplication::processEvents();
        QCOMPARE(window->size(), QSize(1280, 800));
        for (QWidget *widget : window->findChildren<QWidget *>()) {
            if (!widget->isVisible())
                continue;
            const auto *button = qobject_cast<QToolButton *>(widget);
            if (button && button->toolButtonStyle() != Qt::ToolButtonIconOnly && !button->text().isEmpty())
                QVERIFY2(button->sizeHint().width() <= button->width(), qPrintable(button->text()));
            if (const auto *label = qobject_cast<QLabel *>(widget); label && !label->text().isEmpty())
                QVERIFY2(label->wordWrap() ? label->heightForWidth(label->width()) <= label->height()
                                           : label->sizeHint().width() <= label->width(),
                         qPrintable(label->text()));
            const bool reached = widget->isEnabled() && (widget->focusPolicy() & Qt::TabFocus);
            const bool ours = reached && !widget->parentWidget()->inherits("QComboBox") &&
                              !widget->inherits("QTabBar") && !widget->inherits("QScrollBar");
            if (ours && !widget->parentWidget()->inherits("QTabBar"))
                QVERIFY2(!QAccessible::queryAccessibleInterface(widget)->text(QAccessible::Name).isEmpty(),
                         widget->metaObject()->className());
        }
    }
}

QTEST_MAIN(tst_Compare)
#include "tst_compare.moc"
