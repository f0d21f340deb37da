// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// Chromium without a window, driven through its DevTools protocol: JSON messages with a NUL behind each, on two pipes.

#include <QJsonObject>
#include <QJsonValue>
#include <QProcess>
#include <QStringList>
#include <QTemporaryDir>

#include <memory>

namespace hd::test {

/// One browser with one page in it. It ends with this object. Whatever takes too long ends in an empty answer and a
/// problem.
class Browser
{
public:
    Browser();
    ~Browser();
    Browser(const Browser &) = delete;
    Browser &operator=(const Browser &) = delete;

    /// Where the program is; empty when it is not installed.
    static QString program();
    bool isRunning() const { return m_running; }

    /// How the page is to be seen, from the next open() on.
    struct View
    {
        int width = 1280, height = 800;
        bool dark = false;
        bool reducedMotion = true;
    };
    void setView(const View &view);

    /// Loads @p file and waits until it has; forgets the problems and requests of the page before.
    bool open(const QString &file);
    /// The value of @p expression (of a promise what it comes to). An exception is a problem.
    QJsonValue evaluate(const QString &expression, bool allowEval = true);
    QString text(const QString &expression) { return evaluate(expression).toString(); }
    /// A key, pressed and released where the focus is: "ArrowRight", " ".
    void press(const QString &key, bool shift = false);
    /// Every node of the accessibility tree that is not ignored.
    QJsonArray accessibilityTree();
    QByteArray printToPdf();

    /// Exceptions, what was written to the console, and what the browser complained about: violations of the page's
    /// policy, for one.
    QStringList problems();
    /// The addresses that were asked for.
    QStringList requests();

private:
    QJsonObject call(const QString &method, const QJsonObject &parameters = {});
    void take(const QJsonObject &event);
    /// The next message that the browser sends; empty after `patience`.
    QJsonObject read();
    bool write(const QByteArray &message);

    QTemporaryDir m_profile;
    QProcess m_process;
    int m_to = -1, m_from = -1; ///< our ends of the pipes
    QByteArray m_buffer;
    QString m_session;
    QStringList m_problems, m_requests;
    int m_number = 0;
    bool m_running = false;
    bool m_loaded = false;
};

} // namespace hd::test
