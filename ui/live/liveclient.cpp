// SPDX-License-Identifier: GPL-3.0-or-later
#include "live/liveclient.h"

#include <QNetworkProxy>
#include <QTcpSocket>

namespace hd::ui {

static std::unique_ptr<QTcpSocket> directSocket()
{
    auto socket = std::make_unique<QTcpSocket>();
    socket->setProxy(QNetworkProxy::NoProxy);
    return socket;
}

Result<std::unique_ptr<LiveConnection>> connectTo(const Address &address, const PartyConfig &config,
                                                  crypto::Context &context, const LiveLimits &limits,
                                                  KeyLogFile *keyLog)
{
    std::unique_ptr<QTcpSocket> socket = directSocket();
    socket->connectToHost(address.host, address.port);
    if (!socket->waitForConnected(limits.handshake.count() > 0 ? static_cast<int>(limits.handshake.count()) : -1))
        return Error{"cannot connect: " + socket->errorString().toStdString(), address.text(), {}};
    return std::make_unique<LiveConnection>(Side::Client, config, context, socket.release(), limits, keyLog);
}

LiveClient::LiveClient(const PartyConfig &config, crypto::Context &context, const LiveLimits &limits)
    : m_config(config), m_context(context), m_limits(limits)
{
    m_patience.setSingleShot(true);
    connect(&m_patience, &QTimer::timeout, this, [this] { giveUp(Unreached::TimedOut, {}); });
}

LiveClient::~LiveClient()
{
    if (m_socket)
        m_socket->disconnect(this);
}

static Unreached reasonOf(QAbstractSocket::SocketError error)
{
    switch (error) {
    case QAbstractSocket::HostNotFoundError:
        return Unreached::NoSuchHost;
    case QAbstractSocket::ConnectionRefusedError:
        return Unreached::Refused;
    case QAbstractSocket::SocketTimeoutError:
        return Unreached::TimedOut;
    case QAbstractSocket::NetworkError:
        return Unreached::NoWay;
    default:
        return Unreached::Other;
    }
}

void LiveClient::connectTo(const Address &address)
{
    m_socket = directSocket();
    connect(m_socket.get(), &QTcpSocket::connected, this, [this] {
        m_patience.stop();
        m_socket->disconnect(this);
        Q_EMIT connected(new LiveConnection(Side::Client, m_config, m_context, m_socket.release(), m_limits, nullptr));
    });
    connect(m_socket.get(), &QTcpSocket::errorOccurred, this,
            [this](QAbstractSocket::SocketError error) { giveUp(reasonOf(error), m_socket->errorString()); });
    if (m_limits.handshake.count() > 0)
        m_patience.start(m_limits.handshake);
    m_socket->connectToHost(address.host, address.port);
}

void LiveClient::giveUp(Unreached why, const QString &detail)
{
    m_patience.stop();
    m_socket->disconnect(this);
    m_socket->abort();
    m_socket.release()->deleteLater(); // it is the one that speaks
    Q_EMIT failed(why, detail);
}

} // namespace hd::ui
