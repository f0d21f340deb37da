// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "live/liveconnection.h"

QT_FORWARD_DECLARE_CLASS(QTcpServer)

namespace hd::ui {

/// Takes connections, several at a time, until it is told to stop.
class LiveServer : public QObject
{
    Q_OBJECT

public:
    /// At most as many connections are looked after at a time; others wait in the kernel's queue.
    static constexpr unsigned mostAtOnce = 200;

    LiveServer(const PartyConfig &config, crypto::Context &context, const LiveLimits &limits, KeyLogFile *keyLog);
    ~LiveServer() override;

    /// How many connections it takes before it stops; 0: no end.
    void setCount(unsigned count) { m_count = count; }

    /// A name is resolved. An Error when the address cannot be had.
    std::optional<Error> listen(const Address &address);
    /// Where it listens: the numeric address and the port that was free.
    const Address &address() const { return m_address; }
    /// "https://127.0.0.1:4433/", for those who can reach it; where it listens at every address, one of the network's.
    QString url() const;
    unsigned accepted() const { return m_accepted; }

    /// No further connections; those that are open end with close_notify.
    void stop();

Q_SIGNALS:
    /// Before its first byte is read, so that whoever is interested can connect to its signals.
    void connectionMade(hd::ui::LiveConnection *connection, unsigned number);
    /// Its trace is complete. It is deleted afterwards.
    void connectionEnded(hd::ui::LiveConnection *connection, unsigned number);
    /// Stopped, and the last connection has ended.
    void stopped();

private:
    void acceptPending();
    void take(QTcpSocket *socket);
    void release(LiveConnection *connection, unsigned number);
    void noteWhenStopped();

    const PartyConfig &m_config;
    crypto::Context &m_context;
    const LiveLimits m_limits;
    KeyLogFile *const m_keyLog;
    std::unique_ptr<QTcpServer> m_listener;
    Address m_address;
    std::vector<LiveConnection *> m_connections;
    unsigned m_count = 0;
    unsigned m_accepted = 0;
    bool m_stopping = false;
};

} // namespace hd::ui
