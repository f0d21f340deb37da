// SPDX-License-Identifier: GPL-3.0-or-later
#include "programtest.h"

#include "dialogs/exportdialog.h"
#include "dialogs/printdialog.h"
#include "dialogs/savedialog.h"
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
    const std::shared_ptr<const Trace> trace = test.program->session()->trace();
    ExportDialog exporting(trace, {}, &test.program->theme, window);
    PrintDialog printing(trace, {}, &test.program->theme, window);
    SaveDialog saving(trace, test.file(QStringLiteral("a.json")), &test.program->theme, window);
    ShortcutsDialog shortcuts(test.actions(), &test.program->theme, window);
    for (QDialog *dialog : std::initializer_list<QDialog *>{&exporting, &printing, &saving, &shortcuts}) {
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
            const bool standard = qobject_cast<QAbstractItemView *>(view) || view->inherits("QTextEdit") ||
                                  view->inherits("QScrollArea") || view->inherits("hd::ui::HexView") ||
                                  view->inherits("hd::ui::RecordBytes"); // grids of bytes say the current one
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

QTEST_MAIN(TestSpoken)
#include "tst_spoken.moc"
