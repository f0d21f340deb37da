// SPDX-License-Identifier: GPL-3.0-or-later
#include "live/liveserver.h"

#include <QHostInfo>
#include <QNetworkInterface>
#include <QNetworkProxy>
#include <QTcpServer>
#include <QTcpSocket>

namespace hd::ui {

LiveServer::LiveServer(const PartyConfig &config, crypto::Context &context, const LiveLimits &limits,
                       KeyLogFile *keyLog)
    : m_config(config),
      m_context(context),
      m_limits(limits),
      m_keyLog(keyLog),
      m_listener(std::make_unique<QTcpServer>())
{
    m_listener->setProxy(QNetworkProxy::NoProxy);
    m_listener->setMaxPendingConnections(static_cast<int>(mostAtOnce));
    connect(m_listener.get(), &QTcpServer::newConnection, this, &LiveServer::acceptPending);
    // It stops accepting by itself, as when there are no more file descriptors; when a connection ends it may go on.
    connect(m_listener.get(), &QTcpServer::acceptError, this, [this] {
        if (m_connections.empty())
            QTimer::singleShot(std::chrono::seconds(1), m_listener.get(), &QTcpServer::resumeAccepting);
    });
}

LiveServer::~LiveServer()
{
    for (LiveConnection *connection : m_connections)
        connection->disconnect(this);
}

static Result<QHostAddress> resolve(const QString &host)
{
    if (host == QLatin1StringView("*"))
        return QHostAddress(QHostAddress::Any);
    if (const QHostAddress numeric(host); !numeric.isNull())
        return numeric;
    const QHostInfo info = QHostInfo::fromName(host);
    if (info.addresses().isEmpty())
        return Error{"there is no host of this name: " + info.errorString().toStdString(), host.toStdString(), {}};
    return info.addresses().constFirst();
}

std::optional<Error> LiveServer::listen(const Address &address)
{
    const Result<QHostAddress> host = resolve(address.host);
    if (const Error *error = std::get_if<Error>(&host))
        return *error;
    if (!m_listener->listen(std::get<QHostAddress>(host), address.port))
        return Error{"cannot listen there: " + m_listener->errorString().toStdString(), address.text(),
                     "port 0 picks a free one"};
    m_address = {m_listener->serverAddress().toString(), m_listener->serverPort()};
    return std::nullopt;
}

static QString reachableAddress()
{
    const QList<QHostAddress> all = QNetworkInterface::allAddresses();
    const auto found = std::find_if(all.begin(), all.end(), [](const QHostAddress &address) {
        return address.protocol() == QAbstractSocket::IPv4Protocol && !address.isLoopback();
    });
    return found == all.end() ? QStringLiteral("127.0.0.1") : found->toString();
}

QString LiveServer::url() const
{
    const QHostAddress host(m_address.host);
    const bool any = host == QHostAddress(QHostAddress::Any) || host == QHostAddress(QHostAddress::AnyIPv4) ||
                     host == QHostAddress(QHostAddress::AnyIPv6);
    const Address shown{any ? reachableAddress() : m_address.host, m_address.port};
    return QStringLiteral("https://%1/").arg(QString::fromStdString(shown.text()));
}

void LiveServer::acceptPending()
{
    while (m_listener->hasPendingConnections() && !m_stopping) {
        take(m_listener->nextPendingConnection());
        if (m_count > 0 && m_accepted == m_count)
            m_stopping = true;
    }
    if (m_stopping)
        m_listener->close();
    else if (m_connections.size() >= mostAtOnce)
        m_listener->pauseAccepting();
}

void LiveServer::take(QTcpSocket *socket)
{
    const unsigned number = ++m_accepted;
    auto *connection = new LiveConnection(Side::Server, m_config, m_context, socket, m_limits, m_keyLog, this);
    m_connections.push_back(connection);
    connect(connection, &LiveConnection::ended, this, [this, connection, number] { release(connection, number); });
    Q_EMIT connectionMade(connection, number);
    connection->start();
}

void LiveServer::release(LiveConnection *connection, unsigned number)
{
    Q_EMIT connectionEnded(connection, number);
    std::erase(m_connections, connection);
    connection->deleteLater();
    if (!m_stopping)
        m_listener->resumeAccepting();
    noteWhenStopped();
}

void LiveServer::stop()
{
    if (!m_listener->isListening() && m_stopping && m_connections.empty())
        return;
    m_stopping = true;
    m_listener->close();
    for (LiveConnection *connection : std::vector<LiveConnection *>(m_connections))
        connection->close();
    noteWhenStopped();
}

void LiveServer::noteWhenStopped()
{
    if (m_stopping && m_connections.empty())
        Q_EMIT stopped();
}

} // namespace hd::ui
