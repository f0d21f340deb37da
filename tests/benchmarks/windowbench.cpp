// SPDX-License-Identifier: GPL-3.0-or-later
// How soon the window is there, and how fast a step and a selection are painted; the same with a recording of 10,000
// messages. Each figure stands beside a reference that was taken in the same run: an empty QMainWindow of the same Qt,
// and filling as many pixels once.
//
//     windowbench              all figures
//     windowbench --long       only those with the long recording
//     windowbench --first empty|full    used by itself: shows that window, says when it had painted, ends

#include "longrecording.h"

#include "diagram/diagramview.h"
#include "inspectors/fieldtreeview.h"
#include "inspectors/hexview.h"
#include "inspectors/keygraph/keygraphview.h"
#include "inspectors/messageinspector.h"
#include "models/fieldmodel.h"
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

/// ms, for as many pixels as the screen has
double fillTime()
{
    std::vector<double> fills;
    QImage image(screen, QImage::Format_ARGB32_Premultiplied);
    for (int i = 0; i < 20; ++i) {
        QElapsedTimer timer;
        timer.start();
        image.fill(QColor(i, i, i));
        fills.push_back(double(timer.nsecsElapsed()) / 1e6);
    }
    return median(fills);
}

void report(const char *what, const std::vector<double> &took)
{
    std::printf("%s at %dx%d: median %.1f ms, slowest %.1f ms, %.0f times filling as many pixels\n", what,
                screen.width(), screen.height(), median(took), *std::max_element(took.begin(), took.end()),
                median(took) / fillTime());
}

/// From picking server_hello.random in each view that has it to everything painted, in ms, when all tabs have been
/// open.
void benchSelect()
{
    Program program;
    hd::ui::MainWindow &window = *program.window;
    window.resize(screen);
    window.show();
    window.actions()->reducedMotion->trigger();
    hd::ui::Session &session = *window.session();
    while (session.trace()->messages.empty())
        QCoreApplication::processEvents();
    session.goToEnd();
    const QList<QAction *> tabs = window.actions()->tabs->actions();
    for (QAction *tab : tabs) {
        tab->trigger();
        QCoreApplication::processEvents();
    }
    const hd::MessageId hello{1};
    const QString path = QStringLiteral("server_hello.random");
    const auto bench = [&](const char *view, int tab, const auto &pick) {
        tabs.at(tab)->trigger();
        std::vector<double> took;
        for (int i = 0; i < 20; ++i) {
            session.select(hd::ui::Session::messageSelection(hello));
            QCoreApplication::processEvents();
            QElapsedTimer timer;
            timer.start();
            pick();
            QCoreApplication::processEvents();
            took.push_back(double(timer.nsecsElapsed()) / 1e6);
            if (session.selection().fieldPath != path)
                qFatal("the %s selected something else", view);
        }
        report(qPrintable(QStringLiteral("selecting %1 in the %2").arg(path, QLatin1String(view))), took);
    };
    auto *message = window.findChild<hd::ui::MessageInspector *>();
    auto *tree = message->findChild<hd::ui::FieldTreeView *>();
    auto *hex = message->findChild<hd::ui::HexView *>();
    auto *graph = window.findChild<hd::ui::KeyGraphView *>();
    bench("tree", 0, [&] {
        Q_EMIT tree->picked(tree->model()
                                ->match(tree->model()->index(0, 0), hd::ui::FieldModel::PathRole, path, 1,
                                        Qt::MatchExactly | Qt::MatchRecursive)
                                .value(0));
    });
    const hd::Message &shown = (*session.trace())[hello];
    bench("bytes", 0, [&] { // behind the header of the record
        const hd::Range random = shown.field(path.toStdString())->range;
        Q_EMIT hex->rangeSelected({5 + random.offset, random.length});
    });
    bench("keys", 2, [&] { graph->open(*graph->graph().nodeOf(hd::FieldRef{hello, path.toStdString()})); });
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
    std::vector<double> steps;
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
    report("a step", steps);
}

/// What a user does, each from the act to everything painted, in ms.
class Acts
{
public:
    explicit Acts(Program &program) : m_session(*program.window->session()), m_window(*program.window) {}

    void bench(const QString &tab)
    {
        auto *scrolled = m_window.findChild<hd::ui::DiagramView *>()->verticalScrollBar();
        const hd::Trace &trace = *m_session.trace();
        const auto events = static_cast<hd::Playhead>(trace.events.size());
        const auto messages = static_cast<std::uint32_t>(trace.messages.size());
        std::printf("%-14s", qPrintable(tab));
        measure("jump", 4, [&](std::uint32_t i) { m_session.goTo(events / 4 * (i + 1)); });
        measure("step", 24, [&](std::uint32_t i) { m_session.step(i < 12 ? -1 : +1); });
        measure("scroll", 24, [&](std::uint32_t i) { scrolled->setValue(scrolled->maximum() * int(i * 7 % 24) / 24); });
        measure("message", 24, [&](std::uint32_t i) {
            m_session.select(hd::ui::Session::messageSelection({messages / 25 * (i * 7 % 24)}));
        });
        measure("field", 24, [&](std::uint32_t i) {
            const hd::MessageId id{messages / 25 * (i * 5 % 24)};
            const hd::FieldTree &fields = trace[id].fields;
            const auto last = static_cast<hd::FieldIndex>(fields.size() - 1);
            m_session.select(m_session.fieldSelection(id, QString::fromStdString(fields.path(last))));
        });
        measure("derivation", 24, [&](std::uint32_t i) {
            const auto count = static_cast<std::uint32_t>(trace.derivations.size());
            m_session.select(m_session.derivationSelection({count / 25 * (i * 7 % 24)}));
        });
        std::printf("\n");
    }

private:
    template<class Act>
    void measure(const char *what, std::uint32_t times, Act act)
    {
        std::vector<double> took;
        for (std::uint32_t i = 0; i < times; ++i) {
            QElapsedTimer timer;
            timer.start();
            act(i);
            QCoreApplication::processEvents();
            took.push_back(double(timer.nsecsElapsed()) / 1e6);
        }
        std::printf(" %s %.1f (%.1f)", what, median(took), *std::max_element(took.begin(), took.end()));
        std::fflush(stdout);
    }

    hd::ui::Session &m_session;
    hd::ui::MainWindow &m_window;
};

/// With 10,000 messages, in each of the inspectors: "median (slowest)" in ms.
void benchLong()
{
    constexpr std::size_t rounds = 2500;
    Program program;
    program.window->resize(screen);
    program.window->show();
    program.window->actions()->reducedMotion->trigger();
    const std::shared_ptr<const hd::Trace> trace = hd::test::longRecording(rounds);
    while (program.window->session()->trace()->messages.empty())
        QCoreApplication::processEvents();
    QElapsedTimer timer;
    timer.start();
    program.window->openTrace(trace);
    QCoreApplication::processEvents();
    std::printf("%zu messages, %zu derivations, %zu events: opened in %.0f ms\n", trace->messages.size(),
                trace->derivations.size(), trace->events.size(), double(timer.nsecsElapsed()) / 1e6);
    Acts acts(program);
    for (QAction *tab : program.window->actions()->tabs->actions()) {
        timer.start();
        tab->trigger();
        QCoreApplication::processEvents();
        std::printf("shown in %.0f ms ", double(timer.nsecsElapsed()) / 1e6);
        acts.bench(tab->text());
    }
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
    if (!arguments.contains(QStringLiteral("--long"))) {
        benchFirstFrame();
        benchStep();
        benchSelect();
    }
    benchLong();
    return 0;
}
