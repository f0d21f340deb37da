// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// A party that others wrote: libssl, driven in memory like our Endpoint.

#include "libsslcontext.h"

struct ssl_session_st;

namespace hd::test {

/// What a client keeps of a connection, in libssl's form.
using LibsslSession = std::shared_ptr<ssl_session_st>;

/// One connection of libssl's. Failures of the handshake are results; a libssl that cannot be set up throws.
class LibsslPeer
{
public:
    /// @param session a client's, offered for resumption; null: none
    explicit LibsslPeer(const LibsslContext &context, const LibsslSession &session = nullptr);
    ~LibsslPeer();
    LibsslPeer(const LibsslPeer &) = delete;
    LibsslPeer &operator=(const LibsslPeer &) = delete;

    /// A client's, to be sent with the first flight; its session must allow it.
    void offerEarlyData(Bytes data) { m_earlyToSend = std::move(data); }
    void askForNoCookie(); ///< a server, whatever its context says; before any client_hello
    void start();          ///< a client says its client_hello
    void receive(ByteView bytes);
    Bytes takeOutput();

    void send(ByteView data);
    void close();
    void renegotiate(); ///< in full, whatever could be resumed; a server asks for it with hello_request, a client with
                        ///< client_hello
    void updateKeys(bool request); ///< TLS 1.3: key_update
    void requestCertificate();     ///< TLS 1.3: a server's, after the handshake
    Bytes takeReceived();

    bool open() const;   ///< the handshake is done and nothing has failed
    bool closed() const; ///< close_notify went both ways
    std::string error() const { return m_error; }
    std::optional<Alert> alertReceived() const { return m_alertReceived; } ///< a fatal one
    std::optional<Alert> alertSent() const { return m_alertSent; }
    const std::vector<Alert> &warningsReceived() const { return m_warningsReceived; }
    std::size_t handshakesDone() const { return m_handshakesDone; } ///< in this connection

    Version version() const;
    std::string suite() const;         ///< OpenSSL's name
    std::uint16_t sharedGroup() const; ///< a client's: IANA's number of the server's ephemeral group
    bool extendedMasterSecret() const;
    bool secureRenegotiation() const;
    bool resumed() const;
    LibsslSession session() const;         ///< a client's, good for a later connection
    Bytes stapledResponse() const;         ///< that a client has got
    std::size_t maxFragmentLength() const; ///< that was agreed on; 0: none
    std::string alpn() const;
    bool peerVerified() const;
    Bytes peerCertificate() const; ///< DER; empty without one
    Bytes exportKeyingMaterial(std::string_view label, std::optional<ByteView> context, std::size_t length);
    bool earlyDataAccepted() const;
    const Bytes &earlyData() const { return m_earlyReceived; } ///< a server's, that it took
    Bytes exportEarlyKeyingMaterial(std::string_view label, ByteView context, std::size_t length);
    std::size_t timestamps() const; ///< that a client has got

private:
    void advance();
    bool shakeHands(); ///< @returns whether the handshake is over
    void takeEarlyDataIfAllowed();
    bool takeEarlyData();
    void noteResult(int result);
    void noteAlert(bool sent, ByteView alert);
    void watch();

    std::shared_ptr<ssl_st> m_ssl;
    Bytes m_received, m_earlyToSend, m_earlyReceived;
    bool m_cookieCame = false, m_readsEarlyData = false;
    std::string m_error;
    std::optional<Alert> m_alertReceived, m_alertSent;
    std::vector<Alert> m_warningsReceived;
    std::size_t m_handshakesDone = 0;
};

} // namespace hd::test
