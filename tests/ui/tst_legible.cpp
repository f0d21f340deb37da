// SPDX-License-Identifier: GPL-3.0-or-later
#include "programtest.h"
#include "pseudolocale.h"

#include "dialogs/exportdialog.h"
#include "dialogs/live/connectdialog.h"
#include "dialogs/live/livebar.h"
#include "dialogs/live/livewords.h"
#include "dialogs/live/servedialog.h"
#include "dialogs/printdialog.h"
#include "dialogs/savedialog.h"
#include "window/live.h"
#include "window/scenariopicker.h"
#include "window/shortcutsdialog.h"

#include <QAbstractScrollArea>
#include <QAccessible>
#include <QCheckBox>
#include <QComboBox>
#include <QLabel>
#include <QPushButton>
#include <QTabBar>
#include <QTest>
#include <QToolButton>

using namespace hd;
using namespace hd::ui;

// Nothing is cut off: every tab and dialog at 1280x800, in English, Chinese and two fifths longer, and at 150 %.
class TestLegible : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { Fonts::load(); }

    void nothingIsClipped_data();
    void nothingIsClipped();
};

/// Whether it may be scrolled to: then what is out of view is not cut off.
static bool scrolls(const QWidget *widget)
{
    for (const QWidget *up = widget->parentWidget(); up; up = up->parentWidget())
        if (qobject_cast<const QAbstractScrollArea *>(up))
            return true;
    return false;
}

/// What of @p widget's text cannot be read; empty when all can.
static QString clipped(const QWidget *widget)
{
    const auto told = [widget](const QString &text, const QSize &wanted) {
        return QStringLiteral("%1 “%2” is %3x%4, wants %5x%6")
            .arg(QString::fromLatin1(widget->metaObject()->className()), text)
            .arg(widget->width())
            .arg(widget->height())
            .arg(wanted.width())
            .arg(wanted.height());
    };
    const auto fits = [widget](const QSize &wanted) {
        return wanted.width() <= widget->width() && wanted.height() <= widget->height() + 1;
    };
    if (const auto *label = qobject_cast<const QLabel *>(widget); label && !label->text().isEmpty()) {
        const QSize wanted = label->wordWrap() ? QSize(0, label->heightForWidth(label->width())) : label->sizeHint();
        return fits(wanted) ? QString() : told(label->text(), wanted);
    }
    if (const auto *button = qobject_cast<const QAbstractButton *>(widget); button && !button->text().isEmpty()) {
        const auto *tool = qobject_cast<const QToolButton *>(button);
        if (tool && tool->toolButtonStyle() == Qt::ToolButtonIconOnly)
            return {};
        const QSize wanted(button->sizeHint().width(), button->fontMetrics().height()); // padding may give way
        return fits(wanted) ? QString() : told(button->text(), wanted);
    }
    if (const auto *box = qobject_cast<const QComboBox *>(widget); box && !qobject_cast<const ScenarioPicker *>(box)) {
        const QSize wanted(box->fontMetrics().horizontalAdvance(box->currentText()) + 24, box->fontMetrics().height());
        return fits(wanted) ? QString() : told(box->currentText(), wanted);
    }
    if (const auto *bar = qobject_cast<const QTabBar *>(widget)) {
        for (int i = 0; i < bar->count(); ++i) {
            const QSize wanted(bar->fontMetrics().horizontalAdvance(bar->tabText(i)), bar->fontMetrics().height());
            if (bar->tabRect(i).width() < wanted.width() || bar->height() < wanted.height() ||
                bar->elideMode() != Qt::ElideNone)
                return told(bar->tabText(i), wanted);
        }
    }
    return {};
}

/// All of @p window that is cut off.
static QStringList clippedIn(const QWidget *window)
{
    for (int i = 0; i < 3; ++i)
        QCoreApplication::processEvents(); // what is laid out may ask for another height
    QStringList all;
    for (const QWidget *widget : window->findChildren<QWidget *>()) {
        if (!widget->isVisible() || qobject_cast<const QTabBar *>(widget->parentWidget()))
            continue;
        if (const QString text = clipped(widget); !text.isEmpty())
            all << text;
        const bool says = qobject_cast<const QLabel *>(widget) || qobject_cast<const QAbstractButton *>(widget);
        if (says && !scrolls(widget) && widget->visibleRegion().boundingRect().size() != widget->size() &&
            !widget->size().isEmpty())
            all << QStringLiteral("%1 “%2” reaches out of its parent")
                       .arg(QString::fromLatin1(widget->metaObject()->className()),
                            QAccessible::queryAccessibleInterface(const_cast<QWidget *>(widget))
                                ->text(QAccessible::Name));
    }
    return all;
}

void TestLegible::nothingIsClipped_data()
{
    QTest::addColumn<QString>("language");
    QTest::addColumn<double>("zoom");
    QTest::addColumn<QString>("scenario");
    for (const char *scenario : {"classic", "tls13-psk", "unknown-ca"}) {
        for (const char *language : {"en", "zh_CN", "pseudo"})
            QTest::addRow("%s, %s", language, scenario)
                << QString::fromLatin1(language) << 1.0 << QString::fromLatin1(scenario);
        QTest::addRow("150 %%, %s", scenario) << QStringLiteral("en") << 1.5 << QString::fromLatin1(scenario);
    }
}

void TestLegible::nothingIsClipped()
{
    QFETCH(const QString, language);
    QFETCH(const double, zoom);
    QFETCH(const QString, scenario);
    std::optional<test::PseudoLocale> pseudo;
    ProgramTest test;
    if (language == QStringLiteral("pseudo"))
        QVERIFY(QCoreApplication::installTranslator(
            &pseudo.emplace(QStringLiteral(HELLODONE_SOURCE_DIR "/translations/hellodone_zh_CN.ts"))));
    else
        test.program->language.set(language);
    test.program->theme.setZoom(zoom);
    MainWindow *window = test.program->window.get();
    window->openScenario(scenario);
    window->resize(1280, 800);
    QCoreApplication::processEvents();
    QVERIFY2(window->size() == QSize(1280, 800), qPrintable(QString::number(window->width())));
    QStringList problems;
    for (int tab = 0; tab < std::ssize(inspectorTabs()); ++tab) {
        test.openTab(tab);
        for (const Playhead at :
             {Playhead(0), static_cast<Playhead>(test.program->session()->trace()->events.size())}) {
            test.program->session()->goTo(at);
            QCoreApplication::processEvents();
            for (const QString &problem : clippedIn(window))
                problems << QString::fromLatin1(inspectorTabs()[static_cast<std::size_t>(tab)].key) +
                                QStringLiteral(": ") + problem;
        }
    }
    QVERIFY(!window->live()->serve({"0"}));
    QVERIFY(!window->live()->connectTo({"127.0.0.1:1"}));
    window->live()->bar()->setNews(3);
    window->live()->bar()->sayTrouble(LiveWords::forTeaching());
    problems << clippedIn(window);
    const std::shared_ptr<const Trace> trace = test.program->session()->trace();
    ExportDialog exporting(trace, {}, &test.program->theme, window);
    PrintDialog printing(trace, {}, &test.program->theme, window);
    SaveDialog saving(trace, test.file(QStringLiteral("a.json")), &test.program->theme, window);
    ShortcutsDialog shortcuts(test.actions(), &test.program->theme, window);
    crypto::Context context;
    const Theme *theme = &test.program->theme;
    ConnectDialog connecting({QStringLiteral("--cert=a"), QStringLiteral("--ca=a"), QStringLiteral("h:1")}, &context,
                             theme, window);
    ServeDialog serving({QStringLiteral("--cert=a"), QStringLiteral("1")}, &context, theme, window);
    serving.findChild<QCheckBox *>(QStringLiteral("network"))->setChecked(true);
    for (QDialog *dialog :
         std::initializer_list<QDialog *>{&exporting, &printing, &saving, &shortcuts, &connecting, &serving}) {
        if (auto *fold = dialog->findChild<QToolButton *>(QStringLiteral("more")))
            fold->setChecked(true);
        dialog->show();
        QCoreApplication::processEvents();
        QVERIFY2(dialog->height() <= 800 && dialog->width() <= 1280,
                 qPrintable(QStringLiteral("%1 is %2x%3")
                                .arg(QString::fromLatin1(dialog->metaObject()->className()))
                                .arg(dialog->width())
                                .arg(dialog->height())));
        problems << clippedIn(dialog);
    }
    problems.removeDuplicates();
    QVERIFY2(problems.isEmpty(), qPrintable(problems.join(u'\n')));
}

QTEST_MAIN(TestLegible)
#include "tst_legible.moc"
