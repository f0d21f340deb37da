// SPDX-License-Identifier: GPL-3.0-or-later
#include "programtest.h"

#include "dialogs/exportdialog.h"
#include "dialogs/live/connectdialog.h"
#include "dialogs/live/livebar.h"
#include "dialogs/live/servedialog.h"
#include "dialogs/printdialog.h"
#include "dialogs/savedialog.h"
#include "inspectors/hexview.h"
#include "inspectors/records/recordbytes.h"
#include "plots/chart.h"
#include "plots/plotsinspector.h"
#include "window/live.h"
#include "window/shortcutsdialog.h"
#include "window/workspace.h"

#include <QAbstractButton>
#include <QAbstractItemView>
#include <QAccessible>
#include <QComboBox>
#include <QLineEdit>
#include <QMenuBar>
#include <QScrollBar>
#include <QSplitter>
#include <QTabBar>
#include <QTest>
#include <QToolButton>

using namespace hd;
using namespace hd::ui;

// What a screen reader says: everything that can have the focus has a name and a role, and what is painted by hand
// shows its parts.
class TestSpoken : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { Fonts::load(); }

    void everythingHasANameAndARole();
    void paintedViewsShowTheirParts();
    void bytesAreHeardAsWhatTheyMean();
    void chartsAreHeardAsTheirRows();
};

static QString path(const QWidget *widget)
{
    QStringList names;
    for (; widget && !widget->isWindow(); widget = widget->parentWidget())
        names.prepend(QString::fromLatin1(widget->metaObject()->className()).section(QStringLiteral("::"), -1));
    return names.join(u'/');
}

static QStringList nameless(const QWidget *window)
{
    QStringList all;
    for (QWidget *widget : window->findChildren<QWidget *>()) {
        const bool reached = widget->isVisible() && widget->isEnabled() && widget->focusPolicy() != Qt::NoFocus;
        const bool inside = widget->parentWidget() && (qobject_cast<QComboBox *>(widget->parentWidget()) ||
                                                       qobject_cast<QTabBar *>(widget->parentWidget()));
        if (!reached || inside || qobject_cast<QScrollBar *>(widget) || qobject_cast<QMenuBar *>(widget) ||
            qobject_cast<QTabBar *>(widget)) // their parts have names
            continue;
        QAccessibleInterface *spoken = QAccessible::queryAccessibleInterface(widget);
        if (!spoken || spoken->role() == QAccessible::NoRole)
            all << path(widget) + QStringLiteral(" has no role");
        else if (spoken->text(QAccessible::Name).isEmpty())
            all << path(widget) + QStringLiteral(" has no name");
    }
    return all;
}

void TestSpoken::everythingHasANameAndARole()
{
    ProgramTest test;
    MainWindow *window = test.program->window.get();
    window->resize(1920, 1080);
    test.actions()->messageList->trigger();
    test.actions()->arrangePanes->trigger();
    test.program->session()->goToEnd();
    QStringList problems;
    for (int tab = 0; tab < std::ssize(inspectorTabs()); ++tab) {
        test.openTab(tab);
        problems << nameless(window);
    }
    QVERIFY(!window->live()->serve({"0"}));
    window->live()->bar()->setNews(3);
    problems << nameless(window);
    const std::shared_ptr<const Trace> trace = test.program->session()->trace();
    ExportDialog exporting(trace, {}, &test.program->theme, window);
    PrintDialog printing(trace, {}, &test.program->theme, window);
    SaveDialog saving(trace, test.file(QStringLiteral("a.json")), &test.program->theme, window);
    ShortcutsDialog shortcuts(test.actions(), &test.program->theme, window);
    crypto::Context context;
    ConnectDialog connecting({}, &context, &test.program->theme, window);
    ServeDialog serving({}, &context, &test.program->theme, window);
    for (QDialog *dialog :
         std::initializer_list<QDialog *>{&exporting, &printing, &saving, &shortcuts, &connecting, &serving}) {
        if (auto *fold = dialog->findChild<QToolButton *>(QStringLiteral("more")))
            fold->setChecked(true);
        dialog->show();
        problems << nameless(dialog);
    }
    problems.removeDuplicates();
    QVERIFY2(problems.isEmpty(), qPrintable(problems.join(u'\n')));
}

// A view that paints its own content is an area that scrolls but no view of items, no text and no frame for widgets.
void TestSpoken::paintedViewsShowTheirParts()
{
    ProgramTest test;
    test.program->session()->goToEnd();
    int views = 0;
    for (const char *key : {"message", "keys", "states", "records", "certificates", "transcript"}) {
        test.openTab(key);
        for (QAbstractScrollArea *view : test.program->window->findChildren<QAbstractScrollArea *>()) {
            const bool ours = QByteArray(view->metaObject()->className()).startsWith("hd::ui::");
            const bool standard =
                qobject_cast<QAbstractItemView *>(view) || view->inherits("QTextEdit") || view->inherits("QScrollArea");
            if (!view->isVisible() || !ours || standard)
                continue;
            ++views;
            QAccessibleInterface *spoken = QAccessible::queryAccessibleInterface(view);
            QVERIFY2(spoken && spoken->childCount() > 0, view->metaObject()->className());
            for (int i = 0; i < spoken->childCount(); ++i)
                QVERIFY2(spoken->child(i) && !spoken->child(i)->text(QAccessible::Name).isEmpty(),
                         view->metaObject()->className());
        }
    }
    QVERIFY(views >= 4);
}

// Not thousands of bytes, but the fields that they are: name, offset, length and value of each, the current one
// selected, and pressing it selects its field.
void TestSpoken::bytesAreHeardAsWhatTheyMean()
{
    ProgramTest test;
    Session &session = *test.program->session();
    session.goToEnd();
    session.select(Session::messageSelection(MessageId{0}));
    test.openTab("message");
    QAccessibleInterface *hex = QAccessible::queryAccessibleInterface(test.visible<HexView>());
    QCOMPARE(hex->role(), QAccessible::List);
    const auto part = [](QAccessibleInterface *list, const QString &name) -> QAccessibleInterface * {
        for (int i = 0; i < list->childCount(); ++i)
            if (list->child(i)->text(QAccessible::Name).startsWith(name + u','))
                return list->child(i);
        return nullptr;
    };
    const Message &hello = session.trace()->messages[0];
    QVERIFY(hex->childCount() < static_cast<int>(hello.bytes.size()));
    QAccessibleInterface *version = part(hex, QStringLiteral("client_hello.client_version"));
    QVERIFY(version);
    QCOMPARE(version->text(QAccessible::Name),
             QStringLiteral("client_hello.client_version, from byte 9, 2 bytes: 0x0303 TLS 1.2"));
    QVERIFY(!version->state().selected);
    version->actionInterface()->doAction(QAccessibleActionInterface::pressAction());
    QCOMPARE(session.selection().fieldPath, QStringLiteral("client_hello.client_version"));
    QVERIFY(version->state().selected);

    session.select(session.recordSelection(RecordId{static_cast<std::uint32_t>(session.trace()->records.size() - 1)}));
    test.openTab("records");
    QAccessibleInterface *record = QAccessible::queryAccessibleInterface(test.visible<RecordBytes>());
    QAccessibleInterface *length = part(record, QStringLiteral("length"));
    QVERIFY(length);
    length->actionInterface()->doAction(QAccessibleActionInterface::pressAction());
    QCOMPARE(session.selection().fieldPath, QStringLiteral("record.length"));
    QVERIFY(length->state().selected);
}

// A chart's children are the rows of its table: every value with its unit's heading; the current one is the selection.
void TestSpoken::chartsAreHeardAsTheirRows()
{
    ProgramTest test;
    Session &session = *test.program->session();
    session.goToEnd();
    test.openTab("plots");
    auto *plots = test.visible<PlotsInspector>();
    for (int page = 0; page < static_cast<int>(plots->pages().size()); ++page) {
        plots->showPage(page);
        QCoreApplication::processEvents();
        QAccessibleInterface *chart = QAccessible::queryAccessibleInterface(plots->page()->chart());
        QCOMPARE(chart->role(), QAccessible::Chart);
        QVERIFY(!chart->text(QAccessible::Name).isEmpty());
        QVERIFY(chart->text(QAccessible::Description).contains(QStringLiteral("table")));
        const PlotTable &table = plots->page()->table();
        QCOMPARE(chart->childCount(), static_cast<int>(table.rows.size()));
        for (int row = 0; row < chart->childCount(); ++row) {
            const QString spoken = chart->child(row)->text(QAccessible::Name);
            QVERIFY2(spoken.contains(table.rows[static_cast<std::size_t>(row)].front().toString()), qPrintable(spoken));
        }
    }
    plots->showPage(1); // bytes per message
    session.select(Session::messageSelection(MessageId{2}));
    QAccessibleInterface *chart = QAccessible::queryAccessibleInterface(plots->page()->chart());
    QVERIFY(chart->child(2)->state().selected);
    chart->child(4)->actionInterface()->doAction(QAccessibleActionInterface::pressAction());
    QCOMPARE(session.selection(), Session::messageSelection(MessageId{4}));
}

QTEST_MAIN(TestSpoken)
#include "tst_spoken.moc"
