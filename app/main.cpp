// SPDX-License-Identifier: GPL-3.0-or-later
#include "commandline.h"

#include "window/mainwindow.h"

#include <QApplication>
#include <QSettings>

int main(int argc, char **argv)
{
    std::shared_ptr<const hd::Trace> trace;
    if (const std::optional<int> status = hd::app::runCommandLine(argc, argv, &trace))
        return *status;

    QApplication application(argc, argv);
    QApplication::setApplicationName(QStringLiteral("hellodone"));
    QApplication::setOrganizationName(QStringLiteral("hellodone"));
    QApplication::setApplicationDisplayName(QStringLiteral("HelloDone"));
    QApplication::setStyle(QStringLiteral("fusion"));
    hd::ui::Fonts::load();

    QSettings store;
    hd::ui::Settings settings(&store);
    hd::ui::Language language;
    language.set(settings.language());
    hd::ui::Theme theme;
    theme.setAppearance(settings.appearance());
    theme.apply();

    hd::ui::MainWindow window(&settings, &theme, &language);
    if (trace)
        window.openTrace(std::move(trace));
    else
        window.openLastScenario();
    window.show();
    return QApplication::exec();
}
