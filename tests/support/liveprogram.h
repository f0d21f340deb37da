// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// The window with something live in it, and peers on 127.0.0.1 that are not TLS at all.

#include "programtest.h"

#include "dialogs/live/livebar.h"
#include "window/live.h"

#include <QProcess>
#include <QStandardPaths>
#include <QTcpServer>
#include <QTcpSocket>

namespace hd::ui {

/// The program, hurried: nobody watches the packets cross.
class LiveProgram : public ProgramTest
{
public:
    LiveProgram() { program->diagram()->setReducedMotion(true); }

    Live *live() const { return program->window->live(); }
    LiveDesk *desk() const { return live()->desk(); }
    LiveBar *bar() const { return live()->bar(); }
    Session *session() const { return program->session(); }
    const LiveEntry &last() const { return desk()->entries().back(); }
    bool hasEnded() const { return !desk()->entries().empty() && last().hasEnded; }

    std::optional<Error> connectTo(quint16 port, std::vector<std::string> words) const
    {
        words.push_back("127.0.0.1:" + std::to_string(port));
        return live()->connectTo(words);
    }
    /// @returns the port; 0: it does not listen.
    quint16 serve(std::vector<std::string> words = {}) const
    {
        words.emplace_back("0");
        return live()->serve(words) ? quint16(0) : desk()->server()->address().port;
    }
};

/// A peer in clear: says @p words to whoever comes, or nothing, and keeps what it hears.
class ClearServer
{
public:
    explicit ClearServer(QByteArray words, bool thenLeaves = false)
    {
        QObject::connect(&m_listener, &QTcpServer::newConnection, &m_listener, [this, words, thenLeaves] {
            QTcpSocket *socket = m_listener.nextPendingConnection();
            if (!words.isEmpty())
                socket->write(words);
            if (thenLeaves)
                socket->disconnectFromHost();
        });
        if (!m_listener.listen(QHostAddress::LocalHost))
            qFatal("no port is free");
    }
    quint16 port() const { return m_listener.serverPort(); }

private:
    QTcpServer m_listener;
};

/// Between a client and a server: what the server says waits until it is let through.
class Sluice
{
public:
    explicit Sluice(quint16 server)
    {
        QObject::connect(&m_listener, &QTcpServer::newConnection, &m_listener, [this, server] {
            m_client = m_listener.nextPendingConnection();
            m_server.connectToHost(QHostAddress(QHostAddress::LocalHost), server);
            QObject::connect(m_client, &QTcpSocket::readyRead, m_client,
                             [this] { m_server.write(m_client->readAll()); });
            QObject::connect(&m_server, &QTcpSocket::readyRead, m_client, [this] { m_held += m_server.readAll(); });
        });
        if (!m_listener.listen(QHostAddress::LocalHost))
            qFatal("no port is free");
    }
    quint16 port() const { return m_listener.serverPort(); }
    qsizetype held() const { return m_held.size(); }
    void let(qsizetype bytes)
    {
        m_client->write(m_held.left(bytes));
        m_client->flush();
        m_held.remove(0, bytes);
    }

private:
    QTcpServer m_listener;
    QTcpSocket *m_client = nullptr;
    QTcpSocket m_server;
    QByteArray m_held;
};

/// Somebody else's program, ended with this object.
class Peer
{
public:
    Peer(const QString &program, const QStringList &arguments)
    {
        m_process.setProcessChannelMode(QProcess::MergedChannels);
        QObject::connect(&m_process, &QProcess::readyRead, &m_process, [this] { said += m_process.readAll(); });
        m_process.start(program, arguments);
    }
    ~Peer()
    {
        if (m_process.state() == QProcess::NotRunning)
            return;
        m_process.kill();
        m_process.waitForFinished();
    }
    Peer(const Peer &) = delete;
    Peer &operator=(const Peer &) = delete;

    void say(const QByteArray &text) { m_process.write(text); }
    void endInput() { m_process.closeWriteChannel(); }
    bool isThere() { return m_process.waitForStarted(); }

    QByteArray said;

private:
    QProcess m_process;
};

inline quint16 freePort()
{
    QTcpServer probe;
    return probe.listen(QHostAddress::LocalHost) ? probe.serverPort() : 0;
}

} // namespace hd::ui
