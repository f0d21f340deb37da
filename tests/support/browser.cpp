// SPDX-License-Identifier: GPL-3.0-or-later
#include "browser.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QStandardPaths>
#include <QUrl>

#include <fcntl.h>
#include <poll.h>
#include <unistd.h>

#include <array>

namespace hd::test {

static constexpr int patience = 60000; ///< ms

static QString q(const char *text)
{
    return QString::fromLatin1(text);
}

/// What happens between fork and exec: the browser finds its pipes at 3 and 4.
static void placePipes(int in, int out)
{
    const int high = 32; // neither may be overwritten before it is copied
    const int from = fcntl(in, F_DUPFD, high);
    const int to = fcntl(out, F_DUPFD, high);
    dup2(from, 3);
    dup2(to, 4);
    close(from);
    close(to);
}

QString Browser::program()
{
    for (const char *name : {"chromium", "chromium-browser", "google-chrome"})
        if (const QString found = QStandardPaths::findExecutable(q(name)); !found.isEmpty())
            return found;
    return {};
}

Browser::Browser()
{
    std::array<int, 2> commands{}, answers{};
    if (pipe2(commands.data(), O_CLOEXEC) != 0 || pipe2(answers.data(), O_CLOEXEC) != 0)
        return;
    m_to = commands[1];
    m_from = answers[0];
    m_process.setChildProcessModifier([in = commands[0], out = answers[1]] { placePipes(in, out); });
    m_process.setProcessChannelMode(QProcess::SeparateChannels);
    m_process.setStandardErrorFile(QProcess::nullDevice());
    m_process.setStandardOutputFile(QProcess::nullDevice());
    m_process.start(program(),
                    {q("--headless=new"), q("--no-sandbox"), q("--disable-gpu"), q("--disable-dev-shm-usage"),
                     q("--no-first-run"), q("--disable-background-networking"), q("--disable-extensions"),
                     q("--remote-debugging-pipe"), q("--user-data-dir=") + m_profile.path()});
    m_running = m_process.waitForStarted(patience);
    close(commands[0]);
    close(answers[1]);
    const QString target = call(q("Target.createTarget"), {{q("url"), q("about:blank")}})[q("targetId")].toString();
    m_session =
        call(q("Target.attachToTarget"), {{q("targetId"), target}, {q("flatten"), true}})[q("sessionId")].toString();
    m_running = m_running && !m_session.isEmpty();
    for (const char *domain : {"Page", "Runtime", "Log", "Network", "Accessibility"})
        call(QString::fromLatin1(domain) + q(".enable"));
    setView({});
}

Browser::~Browser()
{
    if (m_process.state() != QProcess::NotRunning) {
        m_session.clear();
        call(q("Browser.close"));
        if (!m_process.waitForFinished(patience)) {
            m_process.kill();
            m_process.waitForFinished();
        }
    }
    close(m_to);
    close(m_from);
}

bool Browser::write(const QByteArray &message)
{
    qsizetype done = 0;
    while (done < message.size()) {
        const ssize_t count =
            ::write(m_to, message.constData() + done, static_cast<std::size_t>(message.size() - done));
        if (count <= 0)
            return false;
        done += count;
    }
    return true;
}

QJsonObject Browser::read()
{
    std::array<char, 65536> chunk{};
    while (!m_buffer.contains('\0')) {
        pollfd waiting{m_from, POLLIN, 0};
        if (poll(&waiting, 1, patience) <= 0)
            return {};
        const ssize_t count = ::read(m_from, chunk.data(), chunk.size());
        if (count <= 0)
            return {};
        m_buffer.append(chunk.data(), count);
    }
    const qsizetype end = m_buffer.indexOf('\0');
    const QJsonObject message = QJsonDocument::fromJson(m_buffer.left(end)).object();
    m_buffer.remove(0, end + 1);
    return message;
}

QJsonObject Browser::call(const QString &method, const QJsonObject &parameters)
{
    const int number = ++m_number;
    QJsonObject message{{q("id"), number}, {q("method"), method}, {q("params"), parameters}};
    if (!m_session.isEmpty())
        message[q("sessionId")] = m_session;
    if (write(QJsonDocument(message).toJson(QJsonDocument::Compact) + '\0'))
        for (QJsonObject answer = read(); !answer.isEmpty(); answer = read()) {
            if (answer[q("id")].toInt() != number) {
                take(answer);
                continue;
            }
            if (answer.contains(q("error")))
                m_problems.append(method + q(": ") + answer[q("error")].toObject()[q("message")].toString());
            return answer[q("result")].toObject();
        }
    m_problems.append(method + q(": no answer"));
    return {};
}

void Browser::take(const QJsonObject &event)
{
    const QString method = event[q("method")].toString();
    const QJsonObject about = event[q("params")].toObject();
    if (method == q("Page.loadEventFired")) {
        m_loaded = true;
    } else if (method == q("Network.requestWillBeSent")) {
        m_requests.append(about[q("request")].toObject()[q("url")].toString());
    } else if (method == q("Runtime.exceptionThrown")) {
        const QJsonObject details = about[q("exceptionDetails")].toObject();
        m_problems.append(details[q("text")].toString() + q(": ") +
                          details[q("exception")].toObject()[q("description")].toString());
    } else if (method == q("Log.entryAdded")) {
        m_problems.append(about[q("entry")].toObject()[q("text")].toString());
    } else if (method == q("Runtime.consoleAPICalled")) {
        m_problems.append(q("console: ") +
                          QString::fromUtf8(QJsonDocument(about[q("args")].toArray()).toJson(QJsonDocument::Compact)));
    }
}

void Browser::setView(const View &view)
{
    const auto feature = [](const char *name, const char *value) {
        return QJsonObject{{q("name"), q(name)}, {q("value"), q(value)}};
    };
    call(q("Emulation.setDeviceMetricsOverride"),
         {{q("width"), view.width}, {q("height"), view.height}, {q("deviceScaleFactor"), 1}, {q("mobile"), false}});
    call(q("Emulation.setEmulatedMedia"),
         {{q("features"),
           QJsonArray{feature("prefers-color-scheme", view.dark ? "dark" : "light"),
                      feature("prefers-reduced-motion", view.reducedMotion ? "reduce" : "no-preference")}}});
}

bool Browser::open(const QString &file)
{
    m_problems.clear();
    m_requests.clear();
    m_loaded = false;
    call(q("Page.navigate"), {{q("url"), QUrl::fromLocalFile(file).toString()}});
    while (!m_loaded) {
        const QJsonObject event = read();
        if (event.isEmpty())
            return false;
        take(event);
    }
    return true;
}

QJsonValue Browser::evaluate(const QString &expression, bool allowEval)
{
    const QJsonObject answer = call(q("Runtime.evaluate"), {{q("expression"), expression},
                                                            {q("returnByValue"), true},
                                                            {q("awaitPromise"), true},
                                                            {q("allowUnsafeEvalBlockedByCSP"), allowEval}});
    if (answer.contains(q("exceptionDetails")))
        m_problems.append(answer[q("result")].toObject()[q("description")].toString());
    return answer[q("result")].toObject()[q("value")];
}

void Browser::press(const QString &key, bool shift)
{
    // Sliders look at the number of the key, pages at its name.
    const QHash<QString, int> numbers{{q("End"), 35},     {q("Home"), 36},       {q("ArrowLeft"), 37},
                                      {q("ArrowUp"), 38}, {q("ArrowRight"), 39}, {q("ArrowDown"), 40},
                                      {q(" "), 32},       {q("Tab"), 9}};
    for (const char *type : {"rawKeyDown", "keyUp"})
        call(q("Input.dispatchKeyEvent"), {{q("type"), q(type)},
                                           {q("key"), key},
                                           {q("code"), key == q(" ") ? q("Space") : key},
                                           {q("windowsVirtualKeyCode"), numbers.value(key)},
                                           {q("modifiers"), shift ? 8 : 0}});
}

QJsonArray Browser::accessibilityTree()
{
    QJsonArray nodes;
    for (const QJsonValue &node : call(q("Accessibility.getFullAXTree"))[q("nodes")].toArray())
        if (!node[q("ignored")].toBool())
            nodes.append(node);
    return nodes;
}

QByteArray Browser::printToPdf()
{
    return QByteArray::fromBase64(call(q("Page.printToPDF"))[q("data")].toString().toLatin1());
}

QStringList Browser::problems()
{
    evaluate(q("0")); // what has been said by now has arrived
    return m_problems;
}

QStringList Browser::requests()
{
    evaluate(q("0"));
    return m_requests;
}

} // namespace hd::test
