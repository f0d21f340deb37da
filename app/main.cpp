// SPDX-License-Identifier: GPL-3.0-or-later
#include "window/mainwindow.h"

#include <QApplication>
#include <QSettings>

int main(int argc, char **argv)
{
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
    window.openLastScenario();
    window.show();
    return QApplication::exec();
}
