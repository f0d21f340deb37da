// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "live/liveclient.h"
#include "live/liveoutcome.h"
#include "live/liveplan.h"
#include "live/liveserver.h"

#include <QDateTime>
#include <QPointer>

#include <deque>

namespace hd::ui {

/// One connection of this run, and its recording.
struct LiveEntry
{
    unsigned number = 0; ///< from 1, over all of the run
    Side side = Side::Client;
    QDateTime began;
    std::string peer;
    std::string serverName; ///< that the client asked for; from outside, but printable
    Negotiated negotiated;
    bool hasEnded = false;
    LiveOutcome outcome;
    std::shared_ptr<const Trace> trace; ///< as it was last looked at; whole once the connection has ended
};

/// Everything live of one window: at most one server and one client, and what their connections recorded. Nothing here
/// waits. Recordings are kept in memory, secrets of our side included, up to a number and a size; the oldest goes
/// first.
class LiveDesk : public QObject
{
    Q_OBJECT
public:
    static constexpr std::size_t mostKept = 200;
    static constexpr std::size_t mostBytes = 256u << 20; ///< of what went over the wire

    explicit LiveDesk(QObject *parent = nullptr);
    ~LiveDesk() override;

    crypto::Context &context() { return m_context; } ///< of whoever plans a connection

    /// Listens. An Error when the address cannot be had; whoever was listening before has stopped then, too.
    std::optional<Error> serve(std::unique_ptr<LivePlan> plan);
    const LiveServer *server() const; ///< null: nobody listens
    void stopServing();

    void connectTo(std::unique_ptr<LivePlan> plan);            ///< in place of a connection that is still being made
    bool isConnecting() const { return m_calling != nullptr; } ///< or connected
    const Address &target() const { return m_target; }         ///< of the last connectTo()
    void stopConnecting();                                     ///< gives up, or closes what is open

    const std::deque<LiveEntry> &entries() const { return m_entries; } ///< the oldest first
    const LiveEntry *entry(unsigned number) const;
    unsigned dropped() const { return m_dropped; }

    /// Whose recording is looked at while it grows; 0: none.
    void watch(unsigned number);

Q_SIGNALS:
    void stateChanged(); ///< who listens or connects
    void began(unsigned number);
    void grew(unsigned number); ///< its recording, of the one that is watched; at most once per frame
    void ended(unsigned number);
    void entriesChanged();
    void unreached(hd::ui::Unreached why, const QString &detail);

private:
    /// A plan and what it is about; gone when the last connection is.
    struct Run
    {
        std::unique_ptr<LivePlan> plan; ///< the others borrow it
        std::unique_ptr<LiveServer> server;
        std::unique_ptr<LiveClient> client;         ///< while it looks for the host and connects
        std::unique_ptr<LiveConnection> connection; ///< the client's
    };

    Run *begin(std::unique_ptr<LivePlan> plan);
    void release(const Run *run);
    void converse(const Run &run);
    void adopt(Side side, LiveConnection *connection);
    void look();
    void refresh(LiveEntry &entry, const LiveConnection &connection);
    void finish(unsigned number, const LiveConnection &connection);
    void dropOldest();
    LiveEntry *find(unsigned number);

    crypto::Context m_context;
    std::vector<std::unique_ptr<Run>> m_runs;
    Run *m_serving = nullptr;
    Run *m_calling = nullptr;
    Address m_target;
    std::deque<LiveEntry> m_entries;
    unsigned m_last = 0, m_dropped = 0;
    unsigned m_watched = 0;
    QPointer<const LiveConnection> m_watchedConnection;
    QTimer m_look;
};

} // namespace hd::ui
