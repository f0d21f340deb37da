// SPDX-License-Identifier: GPL-3.0-or-later
#include "live/liveclient.h"

#include <QNetworkProxy>
#include <QTcpSocket>

namespace hd::ui {

Result<std::unique_ptr<LiveConnection>> connectTo(const Address &address, const PartyConfig &config,
                                                  crypto::Context &context, const LiveLimits &limits,
                                                  KeyLogFile *keyLog)
{
    auto socket = std::make_unique<QTcpSocket>();
    socket->setProxy(QNetworkProxy::NoProxy);
    socket->connectToHost(address.host, address.port);
    if (!socket->waitForConnected(limits.handshake.count() > 0 ? static_cast<int>(limits.handshake.count()) : -1))
        return Error{"cannot connect: " + socket->errorString().toStdString(), address.text(), {}};
    return std::make_unique<LiveConnection>(Side::Client, config, context, socket.release(), limits, keyLog);
}

} // namespace hd::ui
