// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// A party that others wrote: libssl, driven in memory like our Endpoint.

#include "handshake/config.h"
#include "trace/trace.h"

#include <memory>

struct ssl_st;
struct ssl_ctx_st;

namespace hd::test {

/// A certificate chain as libssl shall send it.
struct LibsslCredential
{
    std::vector<crypto::Certificate> chain; ///< leaf first
    crypto::PrivateKey key;
};

struct LibsslOptions
{
    Side side = Side::Server;
    std::string suites;          ///< OpenSSL's names, separated by colons
    std::string groups;          ///< likewise; empty: libssl's own choice
    std::string signatures;      ///< likewise
    std::uint16_t dhGroup = 256; ///< a server's, ffdhe2048 to ffdhe8192
    std::vector<std::string> alpn;
    std::vector<LibsslCredential> credentials;
    std::vector<crypto::Certificate> anchors;
    ClientAuth clientAuth = ClientAuth::None; ///< a server's
    std::string serverName;                   ///< a client's: sent and demanded of the certificate
    std::int64_t at = 0;                      ///< unix time of verification
    bool extendedMasterSecret = true;
    bool encryptThenMac = true;
    std::size_t fragmentLimit = 1 << 14; ///< libssl takes no less than 512
};

/// What libssl prepares once for many connections: an SSL_CTX that speaks TLS 1.2 at security level 0, without session
/// cache or tickets of its own.
class LibsslContext
{
public:
    explicit LibsslContext(const LibsslOptions &options);
    LibsslContext(const LibsslContext &) = delete;
    LibsslContext &operator=(const LibsslContext &) = delete;
    const LibsslOptions &options() const { return m_options; }
    ssl_ctx_st *handle() const { return m_ctx.get(); }

private:
    void configure();
    void identify();
    void trust();
    static int chooseAlpn(ssl_st *, const unsigned char **out, unsigned char *outLength, const unsigned char *in,
                          unsigned inLength, void *self);

    LibsslOptions m_options;
    Bytes m_protocols; ///< RFC 7301 3.1
    std::shared_ptr<ssl_ctx_st> m_ctx;
};

/// One connection of libssl's. Failures of the handshake are results; a libssl that cannot be set up throws.
class LibsslPeer
{
public:
    explicit LibsslPeer(const LibsslContext &context);
    ~LibsslPeer();
    LibsslPeer(const LibsslPeer &) = delete;
    LibsslPeer &operator=(const LibsslPeer &) = delete;

    void start(); ///< a client says its client_hello
    void receive(ByteView bytes);
    Bytes takeOutput();

    void send(ByteView data);
    void close();
    void renegotiate(); ///< a server asks for it with hello_request, a client with client_hello
    Bytes takeReceived();

    bool open() const;   ///< the handshake is done and nothing has failed
    bool closed() const; ///< close_notify went both ways
    std::string error() const { return m_error; }
    std::optional<Alert> alertReceived() const { return m_alertReceived; } ///< a fatal one
    std::optional<Alert> alertSent() const { return m_alertSent; }

    std::string suite() const;         ///< OpenSSL's name
    std::uint16_t sharedGroup() const; ///< a client's: IANA's number of the server's ephemeral group
    bool extendedMasterSecret() const;
    std::string alpn() const;
    bool peerVerified() const;
    Bytes peerCertificate() const; ///< DER; empty without one
    Bytes exportKeyingMaterial(std::string_view label, std::optional<ByteView> context, std::size_t length);

private:
    void advance();
    void noteResult(int result);
    void noteAlert(bool sent, ByteView alert);

    std::shared_ptr<ssl_st> m_ssl;
    Bytes m_received;
    std::string m_error;
    std::optional<Alert> m_alertReceived, m_alertSent;
};

} // namespace hd::test
