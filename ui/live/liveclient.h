// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "live/liveconnection.h"

namespace hd::ui {

/// Connects to the first address of a host that answers, and waits for it. The connection is not started yet. An Error
/// when there is no such host or nobody listens there.
Result<std::unique_ptr<LiveConnection>> connectTo(const Address &address, const PartyConfig &config,
                                                  crypto::Context &context, const LiveLimits &limits,
                                                  KeyLogFile *keyLog);

/// Why there is no connection.
enum class Unreached : std::uint8_t { NoSuchHost, Refused, TimedOut, NoWay, Other };

/// The same without waiting: names are resolved and addresses tried while the program goes on.
class LiveClient : public QObject
{
    Q_OBJECT
public:
    /// @param config, context borrowed; must outlive this and every connection.
    LiveClient(const PartyConfig &config, crypto::Context &context, const LiveLimits &limits);
    ~LiveClient() override;

    void connectTo(const Address &address);

Q_SIGNALS:
    /// Not started yet; whoever listens takes it over.
    void connected(hd::ui::LiveConnection *connection);
    /// @p detail as the system says it.
    void failed(hd::ui::Unreached why, const QString &detail);

private:
    void giveUp(Unreached why, const QString &detail);

    const PartyConfig &m_config;
    crypto::Context &m_context;
    const LiveLimits m_limits;
    std::unique_ptr<QTcpSocket> m_socket;
    QTimer m_patience;
};

} // namespace hd::ui
