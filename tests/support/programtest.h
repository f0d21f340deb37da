// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// What tests of the whole window have in common.

#include "program.h"

#include "window/actions.h"
#include "window/inspectortabs.h"

#include <QAction>
#include <QActionGroup>
#include <QTemporaryDir>
#include <QTimer>

namespace hd::ui {

/// A program with settings that nobody else sees, which can be ended and begun again.
class ProgramTest
{
public:
    ProgramTest() { begin(); }
    ~ProgramTest()
    {
        end();
        QApplication::setPalette(QPalette()); // the next program finds the system's, not this one's
    }

    void restart()
    {
        program->window->close();
        end();
        begin();
    }

    Actions *actions() const { return program->window->actions(); }
    void openTab(int index) const
    {
        actions()->tabs->actions().at(index)->trigger();
        QCoreApplication::processEvents();
    }
    void openTab(const char *key) const
    {
        for (int i = 0; i < std::ssize(inspectorTabs()); ++i)
            if (qstrcmp(inspectorTabs()[static_cast<std::size_t>(i)].key, key) == 0)
                openTab(i);
    }
    QString file(const QString &name) const { return m_folder.filePath(name); }
    /// The only one of this kind that can be seen.
    template<class Widget>
    Widget *visible() const
    {
        for (Widget *widget : program->window->findChildren<Widget *>())
            if (widget->isVisible())
                return widget;
        return nullptr;
    }

    std::unique_ptr<Program> program;

private:
    void begin() { program = std::make_unique<Program>(file(QStringLiteral("settings.ini"))); }
    void end() { program.reset(); }

    QTemporaryDir m_folder;
};

/// Calls @p act with the next modal dialog of this kind: `exec()` does not return before it is closed.
template<class Dialog, class Act>
void inNextDialog(Act act)
{
    auto *timer = new QTimer(qApp);
    QObject::connect(timer, &QTimer::timeout, timer, [timer, act] {
        auto *dialog = qobject_cast<Dialog *>(QApplication::activeModalWidget());
        if (!dialog || !dialog->isVisible())
            return;
        timer->stop();
        timer->deleteLater();
        act(dialog);
    });
    timer->start(0);
}

} // namespace hd::ui
