// SPDX-License-Identifier: GPL-3.0-or-later

// What the design forbids and a compiler does not notice: arrows between rooms that it does not draw, and a few rules
// of style. The tables below are the rules.

#include <QDirIterator>
#include <QRegularExpression>
#include <QtTest>

#include <map>
#include <set>

using Rooms = std::set<QString>;

namespace {

/// Room -> the other rooms that its files may include. "embedded" are the files that the build compiles in.
const std::map<QString, Rooms> &allowedRooms()
{
    static const std::map<QString, Rooms> rooms = [] {
        std::map<QString, Rooms> r;
        const auto room = [&r](const char *name, std::initializer_list<const char *> includes) {
            for (const char *included : includes)
                r[QLatin1StringView(name)].insert(QLatin1StringView(included));
        };
        room("core/wire", {"-"});
        room("core/trace", {"wire"});
        room("core/crypto", {"trace", "wire"});
        room("core/record", {"crypto", "trace", "wire"});
        room("core/messages", {"trace", "wire"});
        room("core/observe", {"messages", "record", "crypto", "trace", "wire"});
        room("core/handshake", {"messages", "record", "crypto", "trace", "wire"});
        room("core/scenario", {"handshake", "messages", "record", "crypto", "trace", "wire", "embedded"});
        room("core/formats", {"scenario", "messages", "crypto", "trace", "wire"});

        room("core/analysis",
             {"formats", "scenario", "handshake", "observe", "record", "messages", "crypto", "trace", "wire"});

        room("core/party", {"analysis", "scenario", "handshake", "crypto", "trace", "wire"});

        room("ui/theme", {"-"});
        room("ui/text", {"trace", "wire", "embedded"});
        room("ui/session", {"scenario", "formats", "analysis", "trace", "wire"}); // the only one that runs anything
        // no view of it: see below
        room("ui/models", {"analysis", "diagram", "session", "text", "theme", "trace", "wire"});
        room("ui/diagram", {"session", "text", "theme", "trace", "wire"});
        room("ui/inspectors", {"models", "session", "text", "theme", "trace", "wire"});
        room("ui/plots", {"export", "models", "session", "text", "theme", "trace", "wire"});
        room("ui/export", {"analysis", "diagram", "formats", "models", "text", "theme", "trace", "wire"});
        room("ui/live", {"party", "formats", "handshake", "trace", "wire"});               // the only one with sockets
        room("ui/capture", {"observe", "formats", "crypto", "messages", "trace", "wire"}); // the only one with captures
        room("ui/compare", {"analysis", "models", "diagram", "session", "text", "theme", "trace", "wire"});
        room("ui/dialogs", {"capture", "live", "export", "session", "text", "theme", "party", "formats", "scenario",
                            "handshake", "trace", "wire"});
        room("ui/window", {"dialogs", "compare", "capture", "live", "export", "inspectors", "plots", "diagram",
                           "models", "session", "text", "theme", "formats", "scenario", "trace", "wire"});
        room("app", {"window",  "dialogs",  "compare",   "capture", "live",  "export",   "inspectors", "plots",
                     "diagram", "models",   "session",   "text",    "theme", "analysis", "formats",    "observe",
                     "party",   "scenario", "handshake", "crypto",  "trace", "wire"});
        return r;
    }();
    return rooms;
}

/// Folders, and the headers that their files must not include.
struct Forbidden
{
    const char *files; ///< regular expression over the path
    const char *headers;
    const char *why;
};
constexpr Forbidden forbidden[] = {
    {"^core/", "^Q", "the core knows no Qt"},
    {"^(app|core|ui)/", "^openssl/(ssl|tls1|ssl3|dtls1)", "libssl is the tests' peer and never ours"},
    {"^(app|ui|core/(?!crypto/))", "^openssl/", "libcrypto is behind core/crypto"},
    {"^ui/(models|diagram/(layout|painter))", "view\\.h$", "models and drawing know no view"},
};

/// Drawing and exporting need no widget, so that they work without a display.
constexpr const char *widgetFree = "^ui/(export/|diagram/(?!\\w*(view|access|events)))";

QString sourceDir()
{
    return QStringLiteral(HELLODONE_SOURCE_DIR "/");
}

QStringList sources(const QStringList &folders, const QStringList &patterns)
{
    QStringList found;
    for (const QString &folder : folders) {
        QDirIterator it(sourceDir() + folder, patterns, QDir::Files, QDirIterator::Subdirectories);
        while (it.hasNext())
            found << it.next().mid(sourceDir().size());
    }
    found.sort();
    return found;
}

QStringList lines(const QString &path)
{
    QFile file(sourceDir() + path);
    if (!file.open(QIODevice::ReadOnly))
        qFatal("cannot read %s", qPrintable(path));
    return QString::fromUtf8(file.readAll()).split(QLatin1Char('\n'));
}

struct Include
{
    QString file; ///< that includes
    qsizetype line = 0;
    QString header; ///< that is included
    bool own = false;

    QString toString() const { return QStringLiteral("%1:%2: %3").arg(file).arg(line).arg(header); }
};

std::vector<Include> includes()
{
    static const QRegularExpression pattern(QStringLiteral("^\\s*#\\s*include\\s*([<\"])([^>\"]+)"));
    std::vector<Include> found;
    for (const QString &file : sources({QStringLiteral("app"), QStringLiteral("core"), QStringLiteral("ui")},
                                       {QStringLiteral("*.h"), QStringLiteral("*.cpp")})) {
        const QStringList text = lines(file);
        for (qsizetype i = 0; i < text.size(); ++i) {
            const QRegularExpressionMatch match = pattern.match(text[i]);
            if (match.hasMatch())
                found.push_back({file, i + 1, match.captured(2), match.captured(1) == QLatin1StringView("\"")});
        }
    }
    return found;
}

/// "core/wire" of "core/wire/bytes.h", "app" of "app/main.cpp".
QString roomOf(const QString &file)
{
    return file.startsWith(QLatin1StringView("app/")) ? QStringLiteral("app") : file.section(QLatin1Char('/'), 0, 1);
}

bool matches(const char *pattern, const QString &text)
{
    return QRegularExpression(QLatin1StringView(pattern)).match(text).hasMatch();
}

} // namespace

class tst_Architecture : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyFolderIsAKnownRoom();
    void includesFollowTheArrows();
    void forbiddenHeaders();
    void drawingNeedsNoWidget();
    void onlyTheSessionRunsScenarios();
    void filesSayTheirLicence();
    void filesAreReadInOneSitting();
    void nothingIsLeftForLater();

private:
    static void report(const QStringList &wrong)
    {
        QVERIFY2(wrong.isEmpty(), qPrintable(QLatin1Char('\n') + wrong.join(QLatin1Char('\n'))));
    }
};

void tst_Architecture::everyFolderIsAKnownRoom()
{
    QStringList unknown;
    for (const QString &file :
         sources({QStringLiteral("core"), QStringLiteral("ui")}, {QStringLiteral("*.h"), QStringLiteral("*.cpp")}))
        if (!allowedRooms().contains(roomOf(file)))
            unknown << file;
    report(unknown);
}

void tst_Architecture::includesFollowTheArrows()
{
    QStringList wrong;
    std::size_t seen = 0;
    for (const Include &include : includes()) {
        if (!include.own || include.header.endsWith(QLatin1StringView(".moc")))
            continue;
        ++seen;
        const QString from = roomOf(include.file);
        const QString to = include.header.section(QLatin1Char('/'), 0, 0);
        const auto rule = allowedRooms().find(from);
        const bool inside = from == to || from.endsWith(QLatin1Char('/') + to);
        // app has no room of its own on the include path
        const bool beside = from == QLatin1StringView("app") && !include.header.contains(QLatin1Char('/'));
        if (!inside && !beside && (rule == allowedRooms().end() || !rule->second.contains(to)))
            wrong << include.toString();
    }
    QVERIFY(seen > 10);
    report(wrong);
}

void tst_Architecture::forbiddenHeaders()
{
    QStringList wrong;
    for (const Include &include : includes())
        for (const Forbidden &rule : forbidden)
            if (matches(rule.files, include.file) && matches(rule.headers, include.header))
                wrong << QStringLiteral("%1: %2").arg(include.toString(), QLatin1StringView(rule.why));
    report(wrong);
}

void tst_Architecture::drawingNeedsNoWidget()
{
    const QDir widgets(QStringLiteral(QT_WIDGETS_HEADERS));
    QVERIFY2(widgets.exists(QStringLiteral("QWidget")), qPrintable(widgets.path()));
    QStringList wrong;
    for (const Include &include : includes())
        if (matches(widgetFree, include.file) &&
            (include.header.startsWith(QLatin1StringView("QtWidgets")) || widgets.exists(include.header)))
            wrong << include.toString();
    report(wrong);
}

/// Names and titles of scenarios are for everybody; running one is for the session and the command line.
void tst_Architecture::onlyTheSessionRunsScenarios()
{
    QStringList wrong;
    for (const QString &file : sources({QStringLiteral("ui")}, {QStringLiteral("*.h"), QStringLiteral("*.cpp")})) {
        const QStringList text = lines(file);
        for (qsizetype i = 0; i < text.size(); ++i)
            if (roomOf(file) != QLatin1StringView("ui/session") &&
                matches("hd::run\\(|\\b(builtinScenario|parseScenario)\\(", text[i]))
                wrong << QStringLiteral("%1:%2: %3").arg(file).arg(i + 1).arg(text[i].trimmed());
    }
    report(wrong);
}

static QStringList everything()
{
    return sources({QStringLiteral("app"), QStringLiteral("core"), QStringLiteral("ui"), QStringLiteral("tests"),
                    QStringLiteral("cmake"), QStringLiteral("resources")},
                   {QStringLiteral("*.h"), QStringLiteral("*.cpp"), QStringLiteral("*.cmake"), QStringLiteral("*.py"),
                    QStringLiteral("*.sh"), QStringLiteral("CMakeLists.txt")}) +
           QStringList{QStringLiteral("CMakeLists.txt"), QStringLiteral("dev")};
}

void tst_Architecture::filesSayTheirLicence()
{
    QStringList wrong;
    for (const QString &file : everything())
        if (!lines(file)
                 .mid(0, 2)
                 .join(QLatin1Char('\n'))
                 .contains(QLatin1StringView("SPDX-License-Identifier: GPL-3.0-or-later")))
            wrong << file;
    report(wrong);
}

/// A file that has to be longer says so in its first comment, in a sentence that begins with "Long because".
void tst_Architecture::filesAreReadInOneSitting()
{
    constexpr qsizetype longest = 450;
    QStringList wrong;
    for (const QString &file : everything()) {
        const QStringList text = lines(file);
        const bool excused = text.mid(0, 12).join(QLatin1Char('\n')).contains(QLatin1StringView("Long because"));
        if (text.size() > longest && !excused)
            wrong << QStringLiteral("%1: %2 lines").arg(file).arg(text.size());
    }
    report(wrong);
}

void tst_Architecture::nothingIsLeftForLater()
{
    QStringList wrong;
    for (const QString &file : everything()) {
        const QStringList text = lines(file);
        for (qsizetype i = 0; i < text.size(); ++i)
            if (matches("\\b(TO"
                        "DO|FIX"
                        "ME|XX"
                        "X)\\b",
                        text[i]))
                wrong << QStringLiteral("%1:%2: %3").arg(file).arg(i + 1).arg(text[i].trimmed());
    }
    report(wrong);
}

QTEST_APPLESS_MAIN(tst_Architecture)
#include "tst_architecture.moc"
