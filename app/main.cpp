// SPDX-License-Identifier: GPL-3.0-or-later
#include "commandline.h"
#include "theme/style.h"
#include "window/mainwindow.h"
#include "window/recordings.h"

#include <QApplication>
#include <QSettings>

static int showWindow(int argc, char **argv, hd::app::ToOpen toOpen)
{
    hd::ui::MainWindow::prepare();
    QApplication application(argc, argv);
    QApplication::setApplicationName(QStringLiteral("hellodone"));
    QApplication::setOrganizationName(QStringLiteral("hellodone"));
    QApplication::setApplicationDisplayName(QStringLiteral("HelloDone"));
    QApplication::setStyle(new hd::ui::Style);
    hd::ui::Fonts::load();

    QSettings store;
    hd::ui::Settings settings(&store);
    hd::ui::Language language;
    language.set(settings.language());
    hd::ui::Theme theme;
    theme.setAppearance(settings.appearance());
    theme.setZoom(settings.zoom());
    theme.apply();

    hd::ui::MainWindow window(&settings, &theme, &language);
    window.onFirstFrame([&window, &toOpen] {
        if (toOpen.trace)
            window.openTrace(std::move(toOpen.trace), QString::fromStdString(toOpen.file));
        else if (!toOpen.file.empty())
            window.openFile(QString::fromStdString(toOpen.file));
        else
            window.openLastScenario();
        window.recordings()->offerLeftover();
    });
    window.show();
    return QApplication::exec();
}

int main(int argc, char **argv)
{
    hd::app::ToOpen toOpen;
    if (const std::optional<int> status = hd::app::runCommandLine(argc, argv, &toOpen))
        return *status;
    return showWindow(argc, argv, std::move(toOpen));
}
