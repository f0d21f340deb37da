// SPDX-License-Identifier: GPL-3.0-or-later
#include "live/livedesk.h"

#include "live/httpexchange.h"

namespace hd::ui {

static constexpr int frameMs = 16;

LiveDesk::LiveDesk(QObject *parent) : QObject(parent)
{
    m_look.setSingleShot(true);
    m_look.setInterval(frameMs);
    connect(&m_look, &QTimer::timeout, this, &LiveDesk::look);
}

LiveDesk::~LiveDesk()
{
    for (const std::unique_ptr<Run> &run : m_runs)
        for (QObject *part : {static_cast<QObject *>(run->server.get()), static_cast<QObject *>(run->connection.get())})
            if (part)
                part->disconnect(this);
}

LiveDesk::Run *LiveDesk::begin(std::unique_ptr<LivePlan> plan)
{
    m_runs.push_back(std::make_unique<Run>());
    m_runs.back()->plan = std::move(plan);
    return m_runs.back().get();
}

/// Later: it is one of its parts that says that it has ended.
void LiveDesk::release(const Run *run)
{
    if (m_serving == run)
        m_serving = nullptr;
    if (m_calling == run)
        m_calling = nullptr;
    QTimer::singleShot(0, this, [this, run] {
        std::erase_if(m_runs, [run](const std::unique_ptr<Run> &each) { return each.get() == run; });
    });
    Q_EMIT stateChanged();
}

// The server ----------------------------------------------------------------------------------------------------------

static void echo(LiveConnection *connection)
{
    QObject::connect(connection, &LiveConnection::received, connection, [connection](const QByteArray &data) {
        connection->send(
            {reinterpret_cast<const std::uint8_t *>(data.constData()), static_cast<std::size_t>(data.size())});
    });
}

std::optional<Error> LiveDesk::serve(std::unique_ptr<LivePlan> plan)
{
    stopServing();
    Run *run = begin(std::move(plan));
    run->server = std::make_unique<LiveServer>(run->plan->config, m_context, run->plan->limits, nullptr);
    connect(run->server.get(), &LiveServer::connectionMade, this,
            [this, application = run->plan->application](LiveConnection *connection) {
                if (application == Application::Http)
                    serveHttp(connection);
                else if (application == Application::Echo)
                    echo(connection);
                else
                    connect(connection, &LiveConnection::handshakeCompleted, connection, &LiveConnection::close);
                adopt(Side::Server, connection);
            });
    connect(run->server.get(), &LiveServer::stopped, this, [this, run] { release(run); });
    if (std::optional<Error> error = run->server->listen(run->plan->address)) {
        release(run);
        return error;
    }
    m_serving = run;
    Q_EMIT stateChanged();
    return std::nullopt;
}

const LiveServer *LiveDesk::server() const
{
    return m_serving ? m_serving->server.get() : nullptr;
}

/// Nobody new comes in from now on; whoever is there is said goodbye to.
void LiveDesk::stopServing()
{
    if (Run *run = std::exchange(m_serving, nullptr)) {
        run->server->stop();
        Q_EMIT stateChanged();
    }
}

// The client ----------------------------------------------------------------------------------------------------------

void LiveDesk::connectTo(std::unique_ptr<LivePlan> plan)
{
    stopConnecting();
    Run *run = m_calling = begin(std::move(plan));
    m_target = run->plan->address;
    run->client = std::make_unique<LiveClient>(run->plan->config, m_context, run->plan->limits);
    connect(run->client.get(), &LiveClient::connected, this, [this, run](LiveConnection *connection) {
        run->connection.reset(connection);
        converse(*run);
        adopt(Side::Client, connection);
        connection->start();
    });
    connect(run->client.get(), &LiveClient::failed, this, [this, run](Unreached why, const QString &detail) {
        release(run);
        Q_EMIT unreached(why, detail);
    });
    run->client->connectTo(m_target);
    Q_EMIT stateChanged();
}

void LiveDesk::stopConnecting()
{
    Run *run = std::exchange(m_calling, nullptr);
    if (!run)
        return;
    if (run->connection)
        run->connection->close();
    else
        release(run);
    Q_EMIT stateChanged();
}

/// What was to be sent is sent; then the server may say what it has to say, and the connection is closed.
void LiveDesk::converse(const Run &run)
{
    LiveConnection *connection = run.connection.get();
    auto *wait = new QTimer(connection);
    wait->setSingleShot(true);
    wait->setInterval(run.plan->wait);
    connect(wait, &QTimer::timeout, connection, &LiveConnection::close);
    connect(connection, &LiveConnection::handshakeCompleted, wait, [connection, wait, data = run.plan->data] {
        if (data)
            connection->send(toBytes(*data));
        wait->start();
    });
    connect(connection, &LiveConnection::received, wait, qOverload<>(&QTimer::start));
    connect(connection, &LiveConnection::ended, this, [this, &run] { release(&run); });
}

// Recordings ----------------------------------------------------------------------------------------------------------

void LiveDesk::adopt(Side side, LiveConnection *connection)
{
    const unsigned number = ++m_last;
    LiveEntry entry;
    entry.number = number;
    entry.side = side;
    entry.began = QDateTime::currentDateTime();
    entry.peer = connection->peer().text();
    entry.trace = std::make_shared<const Trace>(connection->trace());
    m_entries.push_back(std::move(entry));
    connect(connection, &LiveConnection::recorded, this, [this, number, connection] {
        if (number != m_watched)
            return;
        m_watchedConnection = connection;
        if (!m_look.isActive())
            m_look.start();
    });
    connect(connection, &LiveConnection::ended, this, [this, number, connection] { finish(number, *connection); });
    dropOldest();
    Q_EMIT entriesChanged();
    Q_EMIT began(number);
}

void LiveDesk::watch(unsigned number)
{
    if (std::exchange(m_watched, number) != number)
        m_watchedConnection = nullptr;
}

/// A long recording takes long to look at: then it is looked at less often, so that it is at most a fifth of the time.
void LiveDesk::look()
{
    LiveEntry *entry = find(m_watched);
    if (!entry || !m_watchedConnection)
        return;
    QElapsedTimer clock;
    clock.start();
    refresh(*entry, *m_watchedConnection);
    Q_EMIT grew(m_watched);
    m_look.setInterval(std::max(frameMs, static_cast<int>(clock.elapsed() * 5)));
}

void LiveDesk::refresh(LiveEntry &entry, const LiveConnection &connection)
{
    auto trace = std::make_shared<const Trace>(connection.trace());
    entry.hasEnded = connection.hasEnded();
    entry.outcome = outcomeOf(connection, *trace, entry.side);
    entry.serverName = serverNameIn(*trace);
    entry.negotiated = connection.negotiated();
    entry.trace = std::move(trace);
}

void LiveDesk::finish(unsigned number, const LiveConnection &connection)
{
    LiveEntry *entry = find(number);
    if (m_watchedConnection == &connection) {
        m_watchedConnection = nullptr;
        m_look.stop();
    }
    if (!entry)
        return;
    refresh(*entry, connection);
    if (number == m_watched)
        Q_EMIT grew(number);
    Q_EMIT entriesChanged();
    Q_EMIT ended(number);
    dropOldest();
}

static std::size_t wireBytes(const LiveEntry &entry)
{
    std::size_t bytes = 0;
    for (const Record &record : entry.trace->records)
        bytes += record.wire.size();
    return bytes;
}

void LiveDesk::dropOldest()
{
    std::size_t bytes = 0;
    for (const LiveEntry &entry : m_entries)
        bytes += wireBytes(entry);
    while (m_entries.size() > 1 && (m_entries.size() > mostKept || bytes > mostBytes)) {
        bytes -= wireBytes(m_entries.front());
        m_entries.pop_front();
        ++m_dropped;
    }
}

const LiveEntry *LiveDesk::entry(unsigned number) const
{
    return const_cast<LiveDesk *>(this)->find(number);
}

LiveEntry *LiveDesk::find(unsigned number)
{
    const auto found = std::find_if(m_entries.begin(), m_entries.end(),
                                    [number](const LiveEntry &entry) { return entry.number == number; });
    return found == m_entries.end() ? nullptr : &*found;
}

} // namespace hd::ui
