// SPDX-License-Identifier: GPL-3.0-or-later
#include "live/liveconnection.h"

#include <QDateTime>
#include <QTcpSocket>

#include <sys/socket.h>
#include <utility>

namespace hd::ui {

static constexpr qint64 chunkSize = 1 << 14;
static constexpr qint64 readBuffer = 1 << 18;
static constexpr qint64 highWater = 1 << 20;

static constexpr std::size_t openingLength = 64;

static ByteView viewOf(const QByteArray &bytes)
{
    return {reinterpret_cast<const std::uint8_t *>(bytes.constData()), static_cast<std::size_t>(bytes.size())};
}

LiveConnection::LiveConnection(Side side, const PartyConfig &config, crypto::Context &context, QTcpSocket *socket,
                               const LiveLimits &limits, KeyLogFile *keyLog, QObject *parent)
    : QObject(parent),
      m_side(side),
      m_limits(limits),
      m_socket(socket),
      m_keyLog(keyLog),
      m_peer{socket->peerAddress().toString(), socket->peerPort()},
      m_own{socket->localAddress().toString(), socket->localPort()},
      m_beganUs(static_cast<std::uint64_t>(QDateTime::currentMSecsSinceEpoch()) * 1000),
      m_recorder(side, [this] { return static_cast<std::uint64_t>(m_clock.nsecsElapsed() / 1000); }),
      m_endpoint(side, config, context, m_recorder, m_entropy, m_time),
      m_earlyData(config.tls13.earlyData.size())
{
    m_clock.start();
    m_socket->setParent(this);
    m_socket->setReadBufferSize(readBuffer); // what is not read yet stays with the peer
    m_socket->setSocketOption(QAbstractSocket::LowDelayOption, 1);
    m_socket->setSocketOption(QAbstractSocket::KeepAliveOption, 1);
    m_silence.setSingleShot(true);
    connect(&m_silence, &QTimer::timeout, this, &LiveConnection::onTimeout);
    connect(m_socket, &QTcpSocket::readyRead, this, &LiveConnection::read);
    connect(m_socket, &QTcpSocket::disconnected, this, &LiveConnection::onPeerGone);
    connect(m_socket, &QTcpSocket::bytesWritten, this, [this] {
        if (m_ending)
            return drain();
        if (m_handshakes > 0 && !m_closing)
            restartSilence(m_limits.silence);
        if (isCongested())
            return;
        Q_EMIT hasRoom();
        if (std::exchange(m_paused, false))
            read();
    });
}

LiveConnection::~LiveConnection()
{
    m_socket->disconnect(this);
}

void LiveConnection::start()
{
    restartSilence(m_limits.handshake);
    m_endpoint.start();
    settle();
    if (m_socket->state() != QAbstractSocket::ConnectedState)
        return onPeerGone(); // it went before anybody listened to its going
    read();
}

void LiveConnection::restartSilence(std::chrono::milliseconds limit)
{
    if (limit.count() > 0)
        m_silence.start(limit);
    else
        m_silence.stop();
}

bool LiveConnection::isTls13() const
{
    return negotiated().version == names::version(tls13);
}

bool LiveConnection::isCongested() const
{
    return m_socket->bytesToWrite() > highWater;
}

void LiveConnection::read()
{
    while (m_socket->bytesAvailable() > 0) {
        if (m_ending) {
            m_socket->skip(m_socket->bytesAvailable());
            return;
        }
        m_paused = isCongested(); // a peer that does not listen is not listened to
        if (m_paused)
            return;
        const QByteArray chunk = m_socket->read(chunkSize);
        m_bytesRead += static_cast<std::uint64_t>(chunk.size());
        const ByteView bytes = viewOf(chunk);
        append(m_opening, bytes.first(std::min(bytes.size(), openingLength - m_opening.size())));
        m_endpoint.receive(viewOf(chunk));
        if (m_handshakes > 0 && !m_closing)
            restartSilence(m_limits.silence);
        settle();
    }
}

/// After whatever the endpoint did: its secrets into the key log, its bytes to the peer, its news to whoever listens.
void LiveConnection::settle()
{
    if (m_ending)
        return;
    if (m_keyLog)
        if (const std::optional<Error> error = m_keyLog->note(m_recorder.account(), m_keyLogged))
            Q_EMIT troubled(QString::fromStdString(error->text()));
    writeOutput();
    tellNews();
    noteRecorded();
    if (m_ending)
        return;
    if (m_endpoint.status() == Status::Failed)
        conclude(Ending::Failed, whyFailed());
    else if (m_endpoint.status() == Status::Closed)
        conclude(m_wanted, m_closing ? m_reason : "closed by the peer");
    else if (m_bytesRead + m_bytesWritten > m_limits.wireBytes && !m_closing)
        beginClosing(Ending::Interrupted, "closed by us: it is longer than what can be recorded");
}

void LiveConnection::noteRecorded()
{
    const std::size_t events = m_recorder.account().events.size();
    if (std::exchange(m_eventsSeen, events) != events)
        Q_EMIT recorded();
}

void LiveConnection::writeOutput()
{
    const Bytes output = m_endpoint.takeOutput();
    if (output.empty() || m_socket->state() != QAbstractSocket::ConnectedState)
        return;
    m_bytesWritten += output.size();
    m_socket->write(reinterpret_cast<const char *>(output.data()), static_cast<qint64>(output.size()));
    m_socket->flush();
}

/// A refused renegotiation leads back to the same state. In TLS 1.3 a client that has shown a certificate after the
/// handshake has completed as much of one.
static bool completesHandshake(const StateChange &change)
{
    static constexpr std::string_view last[] = {"send_finished", "send_new_session_ticket"};
    return change.state == "connected" &&
           (change.on == "finished" || std::find(std::begin(last), std::end(last), change.from) != std::end(last));
}

/// What is new in the account since it was last looked at, and the application data that came.
void LiveConnection::tellNews()
{
    const Trace &account = m_recorder.account();
    while (m_statesSeen < account.states.size()) {
        if (!completesHandshake(account.states[m_statesSeen++]))
            continue;
        restartSilence(m_limits.silence);
        if (m_handshakes > 0 && isTls13())
            Q_EMIT certificateAnswered();
        else
            noteHandshake();
    }
    for (; m_messagesSeen < account.messages.size(); ++m_messagesSeen) {
        const Message &message = account.messages[m_messagesSeen];
        if (message.protocol == Protocol::Alert && message.from != m_side && message.bytes.size() == 2 &&
            message.bytes[0] == static_cast<std::uint8_t>(AlertLevel::Warning) && message.bytes[1] != 0)
            Q_EMIT warned(message.bytes[1]);
    }
    if (m_handshakes == 0)
        return; // whoever gets early data wants to answer, and cannot yet
    const Bytes data = m_endpoint.takeReceived();
    m_dataReceived += data.size();
    if (!data.empty())
        Q_EMIT received(QByteArray(reinterpret_cast<const char *>(data.data()), static_cast<qsizetype>(data.size())));
}

void LiveConnection::noteHandshake()
{
    if (!negotiated().earlyData.empty() && m_side == Side::Client)
        m_dataSent += m_earlyData;
    Q_EMIT handshakeCompleted(++m_handshakes);
}

void LiveConnection::send(ByteView data)
{
    if (m_ending || m_closing || m_endpoint.status() != Status::Open)
        return;
    m_dataSent += data.size();
    m_endpoint.send(data);
    writeOutput();
    noteRecorded();
}

template<class Act>
bool LiveConnection::says(Act act)
{
    if (m_ending || m_closing || m_endpoint.status() != Status::Open)
        return false;
    const std::size_t before = m_recorder.account().messages.size();
    act();
    settle();
    return m_recorder.account().messages.size() > before;
}

bool LiveConnection::renegotiate()
{
    return says([this] { m_endpoint.renegotiate(); });
}

bool LiveConnection::updateKeys()
{
    return says([this] { m_endpoint.updateKeys(true); });
}

bool LiveConnection::requestCertificate()
{
    return says([this] { m_endpoint.requestCertificate(); });
}

void LiveConnection::close()
{
    if (m_ending || m_closing)
        return;
    if (m_endpoint.status() != Status::Open)
        return conclude(Ending::Interrupted, "given up before the handshake was complete");
    beginClosing(Ending::Clean, "closed by us");
}

void LiveConnection::beginClosing(Ending ending, std::string reason)
{
    m_closing = true;
    m_wanted = ending;
    m_reason = std::move(reason);
    m_endpoint.close();
    writeOutput();
    noteRecorded();
    restartSilence(m_limits.closing);
}

void LiveConnection::onPeerGone()
{
    read(); // what it said before it went
    if (!m_ending) {
        if (m_closing)
            conclude(m_wanted, m_reason + ", without an answer to close_notify");
        else if (m_bytesRead == 0)
            conclude(Ending::Truncated, "the peer went without a word");
        else
            conclude(Ending::Truncated, m_handshakes > 0 ? "the peer went without close_notify"
                                                         : "the peer went before the handshake was complete");
    }
    drain();
}

void LiveConnection::onTimeout()
{
    if (m_ending)
        m_socket->abort();
    else if (m_closing)
        conclude(m_wanted, m_reason + ", without an answer to close_notify");
    else if (m_handshakes > 0)
        conclude(Ending::TimedOut, "the peer was silent for too long");
    else
        conclude(Ending::TimedOut, "the handshake took too long");
}

/// The account is complete. The socket stays until the peer has had the time to read what was sent last: whoever closes
/// it with bytes unread resets the connection, and the alert is lost.
void LiveConnection::conclude(Ending ending, std::string reason)
{
    m_ending = ending;
    m_reason = std::move(reason);
    Q_EMIT recorded();
    restartSilence(m_limits.closing);
    drain();
}

void LiveConnection::drain()
{
    if (m_finished)
        return;
    if (m_socket->state() == QAbstractSocket::ConnectedState) {
        read();
        if (m_socket->bytesToWrite() == 0)
            ::shutdown(static_cast<int>(m_socket->socketDescriptor()), SHUT_WR);
        return;
    }
    m_finished = true;
    m_silence.stop();
    QTimer::singleShot(0, this, [this] { Q_EMIT ended(); }); // never from within what led here
}

std::string LiveConnection::whyFailed() const
{
    const Trace &account = m_recorder.account();
    const std::string alert =
        names::alert(static_cast<std::uint64_t>(m_endpoint.alert().value_or(Alert::InternalError)));
    for (const Check &check : account.checks)
        if (!check.passed)
            return alert + " sent: " + check.name + " expected " + printable(check.expected) + ", got " +
                   printable(check.actual);
    const bool theirs = !account.messages.empty() && account.messages.back().from != m_side;
    return alert + (theirs ? " received" : " sent");
}

Trace LiveConnection::trace() const
{
    const bool client = m_side == Side::Client;
    Trace account = m_recorder.account();
    if (!hasEnded())
        account.events.resize(settledEvents(account));
    Trace trace = client ? mergeAccounts(std::move(account), {}, 0) : mergeAccounts({}, std::move(account), 0);
    trace.beganUs = m_beganUs;
    trace.client = (client ? m_own : m_peer).text();
    trace.server = (client ? m_peer : m_own).text();
    trace.source = client ? "connect" : "serve";
    const std::string peer = m_peer.text();
    trace.title = client ? LocalText{"Connected to " + peer, "连接到 " + peer}
                         : LocalText{"Served " + peer, "来自 " + peer + " 的连接"};
    trace.negotiated = m_endpoint.negotiated();
    trace.subtitle.en =
        trace.negotiated.version + (trace.negotiated.keyExchange.empty() ? "" : " " + trace.negotiated.keyExchange);
    trace.subtitle.zh = trace.subtitle.en;
    // The peer keeps no account: as far as can be told it is where we are.
    trace.outcome = {m_endpoint.status(), m_endpoint.status(), !hasEnded() || succeeded()};
    return trace;
}

} // namespace hd::ui
