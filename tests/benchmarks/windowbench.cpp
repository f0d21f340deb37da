// SPDX-License-Identifier: GPL-3.0-or-later
// How soon the window is there, and how fast a step is painted. Each figure stands beside a reference that was taken
// in the same run: an empty QMainWindow of the same Qt, and filling as many pixels once.
//
//     windowbench              all figures
//     windowbench --first empty|full    used by itself: shows that window, says when it had painted, ends

#include "theme/style.h"
#include "window/actions.h"
#include "window/mainwindow.h"

#include <QtWidgets>

#include <cstdio>
#include <cstdlib>

namespace {

constexpr int startRuns = 11;
constexpr QSize screen(1920, 1080);

/// Ends the program once the window has painted, and before anything that it puts off until then.
class FirstPaint : public QObject
{
public:
    using QObject::QObject;
    bool eventFilter(QObject *watched, QEvent *event) override
    {
        if (event->type() == QEvent::Paint)
            QMetaObject::invokeMethod(
                qApp, [] { std::_Exit(EXIT_SUCCESS); }, Qt::QueuedConnection);
        return QObject::eventFilter(watched, event);
    }
};

/// A MainWindow with settings that nobody else sees.
struct Program
{
    QTemporaryDir folder;
    QSettings store{folder.filePath(QStringLiteral("settings.ini")), QSettings::IniFormat};
    hd::ui::Settings settings{&store};
    hd::ui::Language language;
    hd::ui::Theme theme;
    std::optional<hd::ui::MainWindow> window;

    Program()
    {
        QApplication::setStyle(new hd::ui::Style);
        hd::ui::Fonts::load();
        language.set(QStringLiteral("en"));
        theme.apply();
        window.emplace(&settings, &theme, &language);
        window->onFirstFrame([this] { window->openScenario(QStringLiteral("classic")); });
    }
};

int showOnce(QApplication &application, bool full)
{
    FirstPaint watcher;
    std::optional<Program> program;
    std::optional<QMainWindow> empty;
    QMainWindow *window = full ? static_cast<QMainWindow *>(&*program.emplace().window) : &empty.emplace();
    window->resize(1280, 800);
    window->installEventFilter(&watcher);
    window->show();
    return application.exec();
}

double median(std::vector<double> values)
{
    std::sort(values.begin(), values.end());
    return values[values.size() / 2];
}

/// From starting the process to its first painted frame, in ms; both kinds in turn.
void benchFirstFrame()
{
    const auto timeOf = [](const char *kind) {
        QElapsedTimer timer;
        timer.start();
        const int status = QProcess::execute(QCoreApplication::applicationFilePath(),
                                             {QStringLiteral("--first"), QString::fromLatin1(kind)});
        if (status != 0)
            qFatal("the %s window did not show; a platform goes into QT_QPA_PLATFORM", kind);
        return double(timer.nsecsElapsed()) / 1e6;
    };
    std::vector<double> empty, full;
    for (int i = 0; i < startRuns; ++i) {
        empty.push_back(timeOf("empty"));
        full.push_back(timeOf("full"));
    }
    std::printf("first frame: empty QMainWindow %.1f ms, HelloDone %.1f ms, ratio %.2f\n", median(empty), median(full),
                median(full) / median(empty));
}

/// From a step to everything painted, in ms, at 1920x1080.
void benchStep()
{
    Program program;
    program.window->resize(screen);
    program.window->show();
    program.window->actions()->reducedMotion->trigger();
    hd::ui::Session &session = *program.window->session();
    while (session.trace()->messages.empty())
        QCoreApplication::processEvents();
    std::vector<double> steps, fills;
    for (int round = 0; round < 5; ++round) {
        session.goToStart();
        QCoreApplication::processEvents();
        while (!session.atEnd()) {
            QElapsedTimer timer;
            timer.start();
            session.step(1);
            QCoreApplication::processEvents();
            steps.push_back(double(timer.nsecsElapsed()) / 1e6);
        }
    }
    QImage image(screen, QImage::Format_ARGB32_Premultiplied);
    for (int i = 0; i < 20; ++i) {
        QElapsedTimer timer;
        timer.start();
        image.fill(QColor(i, i, i));
        fills.push_back(double(timer.nsecsElapsed()) / 1e6);
    }
    std::printf("a step at %dx%d: median %.1f ms, slowest %.1f ms, %.0f times filling as many pixels\n", screen.width(),
                screen.height(), median(steps), *std::max_element(steps.begin(), steps.end()),
                median(steps) / median(fills));
}

} // namespace

int main(int argc, char **argv)
{
    if (argc == 3 && qstrcmp(argv[2], "full") == 0)
        hd::ui::MainWindow::prepare(); // as main() does
    QApplication application(argc, argv);
    const QStringList arguments = QApplication::arguments();
    if (arguments.size() == 3 && arguments[1] == QStringLiteral("--first"))
        return showOnce(application, arguments[2] == QStringLiteral("full"));
    benchFirstFrame();
    benchStep();
    return 0;
}
