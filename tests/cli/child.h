// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// Programs as somebody at a terminal runs them: what they print, what they are told, and how they end.

#include <QDeadlineTimer>
#include <QProcess>
#include <QRegularExpression>

#include <memory>

namespace hd::test {

/// A program that ends with this object at the latest. Every wait is for something that it does, and has an end.
class Child
{
public:
    Child(const QString &program, const QStringList &arguments, const QString &folder)
    {
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        for (const char *variable : {"DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"})
            environment.remove(QLatin1StringView(variable));
        m_process.setProcessEnvironment(environment);
        m_process.setWorkingDirectory(folder);
        m_process.start(program, arguments);
        m_process.waitForStarted(patience);
    }
    ~Child()
    {
        if (m_process.state() == QProcess::NotRunning)
            return;
        m_process.kill();
        m_process.waitForFinished(patience);
    }
    Child(const Child &) = delete;
    Child &operator=(const Child &) = delete;

    bool isRunning() const { return m_process.state() != QProcess::NotRunning; }
    void say(const QByteArray &text)
    {
        m_process.write(text);
        while (m_process.bytesToWrite() > 0 && m_process.waitForBytesWritten(patience)) {
        }
    }
    void endInput() { m_process.closeWriteChannel(); }
    void terminate() { m_process.terminate(); }

    /// Whether @p text comes on standard output (on standard error, too, for programs that are not ours).
    bool prints(const QByteArray &text, qsizetype times = 1)
    {
        return until([&] { return out.count(text) + err.count(text) >= times; });
    }
    /// What the first group of @p pattern matches; empty when it never comes.
    QByteArray printed(const char *pattern)
    {
        const QRegularExpression expression(QString::fromLatin1(pattern));
        QString found;
        until([&] {
            found = expression.match(QString::fromUtf8(out)).captured(1);
            return !found.isEmpty();
        });
        return found.toLatin1();
    }
    /// The exit status; -1 when it does not end, or by a signal.
    int ends()
    {
        const bool ended = m_process.state() == QProcess::NotRunning || m_process.waitForFinished(patience);
        read();
        return ended && m_process.exitStatus() == QProcess::NormalExit ? m_process.exitCode() : -1;
    }

    QByteArray out, err;

private:
    static constexpr int patience = 30000;

    void read()
    {
        out += m_process.readAllStandardOutput();
        err += m_process.readAllStandardError();
    }

    template<class Condition>
    bool until(Condition condition)
    {
        const QDeadlineTimer deadline(patience);
        for (read(); !condition(); read()) {
            if (deadline.hasExpired() || !isRunning())
                return false;
            m_process.waitForReadyRead(100);
        }
        return true;
    }

    QProcess m_process;
};

/// `hellodone serve 0 ...`, once it listens.
class Served : public Child
{
public:
    Served(const QStringList &options, const QString &folder)
        : Child(QStringLiteral(HELLODONE_PROGRAM), QStringList{QStringLiteral("serve"), QStringLiteral("0")} + options,
                folder)
    {
        address = QString::fromLatin1(printed("READY (\\S+)\n"));
    }

    quint16 port() const { return address.section(QLatin1Char(':'), -1).toUShort(); }

    QString address;
};

inline QStringList words(const QString &line)
{
    return line.split(QLatin1Char(' '), Qt::SkipEmptyParts);
}

} // namespace hd::test
