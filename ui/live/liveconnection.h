// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// One connection over TCP: a socket, an endpoint of core, and the recording of both.

#include "handshake/endpoint.h"
#include "live/address.h"
#include "live/keylogfile.h"

#include <QElapsedTimer>
#include <QObject>
#include <QTimer>

#include <chrono>

QT_FORWARD_DECLARE_CLASS(QTcpSocket)

namespace hd::ui {

/// How long a peer may take, and how much it may say.
struct LiveLimits
{
    std::chrono::milliseconds handshake{30000}; ///< from the first byte to the last of the first handshake; 0: for ever
    std::chrono::milliseconds silence{30000};   ///< while the connection is open; 0: for ever
    std::chrono::milliseconds closing{2000};    ///< for its close_notify or the end of its TCP connection
    std::size_t wireBytes = 32 << 20;           ///< all of it is kept in memory, so that it must end somewhere
};

/// Clean: close_notify said it, the peer's or ours (RFC 5246 7.2.1 lets the one that sends it first go without
/// waiting).
enum class Ending : std::uint8_t { Clean, Failed, Truncated, TimedOut, Interrupted };

class LiveConnection : public QObject
{
    Q_OBJECT

public:
    /// @param config, context borrowed; must outlive the connection.
    /// @param socket connected; the connection owns it from here on.
    /// @param keyLog borrowed; null: none is kept.
    LiveConnection(Side side, const PartyConfig &config, crypto::Context &context, QTcpSocket *socket,
                   const LiveLimits &limits, KeyLogFile *keyLog, QObject *parent = nullptr);
    ~LiveConnection() override;

    void start(); ///< after the signals are connected

    /// Only while it is open; otherwise nothing happens.
    void send(ByteView data);
    /// Each says whether anything was said: TLS 1.3 has no renegotiation, older versions have nothing else, and a
    /// client can be asked for a certificate only if it has allowed it.
    bool renegotiate();
    bool updateKeys(); ///< and asks the peer to do the same
    bool requestCertificate();
    /// An orderly end: close_notify. A connection that is not open yet is given up.
    void close();

    /// Whether more is waiting to be sent than should; hasRoom() is emitted when it is no longer.
    bool isCongested() const;

    const Address &peer() const { return m_peer; }
    unsigned handshakes() const { return m_handshakes; } ///< that have been completed
    bool hasEnded() const { return m_ending.has_value(); }
    Ending ending() const { return m_ending.value_or(Ending::Interrupted); }
    /// Completed, authenticated as far as the configuration asks for it, and ended in an orderly way.
    bool succeeded() const { return m_handshakes > 0 && m_ending == Ending::Clean; }
    /// For people, in English: "closed", "handshake_failure sent: server_hello.cipher_suite, ...".
    const std::string &reason() const { return m_reason; }
    const Negotiated &negotiated() const { return m_endpoint.negotiated(); }
    bool isTls13() const;
    std::optional<SessionState> session() const { return m_endpoint.session(); }
    std::uint64_t bytesRead() const { return m_bytesRead; } ///< from the wire
    std::uint64_t bytesWritten() const { return m_bytesWritten; }
    std::size_t dataReceived() const { return m_dataReceived; } ///< application data
    std::size_t dataSent() const { return m_dataSent; }

    /// The first bytes that came, up to 64: of a peer that speaks no TLS they tell what it speaks.
    const Bytes &opening() const { return m_opening; }

    /// What has been recorded so far. As long as the connection has not ended, each begins with all events of the one
    /// before: a message that has come only in part is left out until it is whole.
    Trace trace() const;

Q_SIGNALS:
    void handshakeCompleted(unsigned number); ///< 1 is the first, 2 the first renegotiation
    void certificateAnswered();               ///< the client has answered requestCertificate(), perhaps with none
    void received(const QByteArray &data);    ///< early data, too, but not before the handshake is completed
    void warned(quint8 description);          ///< a warning alert other than close_notify
    void hasRoom();
    void recorded();                     ///< there is more in trace()
    void troubled(const QString &error); ///< the key log cannot be written; the connection goes on
    void ended();                        ///< the socket is done with; once, and nothing comes after it

private:
    void read();
    void settle();
    void tellNews();
    void noteHandshake();
    void noteRecorded();
    template<class Act>
    bool says(Act act);
    void writeOutput();
    void onPeerGone();
    void onTimeout();
    void beginClosing(Ending ending, std::string reason);
    void conclude(Ending ending, std::string reason);
    void drain();
    std::string whyFailed() const;
    void restartSilence(std::chrono::milliseconds limit);

    const Side m_side;
    const LiveLimits m_limits;
    QTcpSocket *const m_socket;
    KeyLogFile *const m_keyLog;
    KeyLogFile::Progress m_keyLogged;
    const Address m_peer, m_own;
    const std::uint64_t m_beganUs;
    Bytes m_opening;
    QElapsedTimer m_clock;
    SystemEntropy m_entropy;
    SystemClock m_time;
    Recorder m_recorder;
    Endpoint m_endpoint;
    const std::size_t m_earlyData; ///< bytes of it that the client has
    QTimer m_silence;
    std::optional<Ending> m_ending;
    std::string m_reason;
    bool m_closing = false;          ///< our close_notify is out
    Ending m_wanted = Ending::Clean; ///< what to call the end that it leads to
    bool m_paused = false;           ///< bytes wait to be read until others have been written
    bool m_finished = false;         ///< ended() has been emitted
    unsigned m_handshakes = 0;
    std::size_t m_statesSeen = 0, m_messagesSeen = 0, m_eventsSeen = 0; ///< of the account
    std::uint64_t m_bytesRead = 0, m_bytesWritten = 0;
    std::size_t m_dataReceived = 0, m_dataSent = 0;
};

} // namespace hd::ui
