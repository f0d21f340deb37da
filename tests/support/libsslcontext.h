// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "handshake/config.h"
#include "trace/trace.h"

#include <memory>

struct ssl_st;
struct ssl_ctx_st;
struct ssl_session_st;
struct evp_md_st;

namespace hd::test {

/// A certificate chain as libssl shall send it.
struct LibsslCredential
{
    std::vector<crypto::Certificate> chain; ///< leaf first
    crypto::PrivateKey key;
};

/// What TLS 1.3 has beside what all versions have.
struct LibsslTls13
{
    std::string suites;             ///< OpenSSL's names, separated by colons; empty: libssl's own choice
    bool pskAlone = false;          ///< psk_ke is offered, or accepted, beside psk_dhe_ke
    std::vector<PreSharedKey> psks; ///< from elsewhere; a client offers the first
    bool middleboxCompatibility = true;
    std::size_t paddingBlock = 0;
    bool postHandshakeAuth = false; ///< a client's

    // A server's
    std::uint32_t maxEarlyData = 0; ///< that its tickets allow
    bool takesEarlyData = true;     ///< otherwise it passes over what comes
    bool cookie = false;            ///< asks for a second client_hello before it keeps anything
    bool statefulTickets = false;   ///< that are names of sessions and good for one connection
    Bytes timestamps;               ///< RFC 6962: a SignedCertificateTimestampList for who asks
};

struct LibsslOptions
{
    Side side = Side::Server;
    Version lowest = tls12; ///< libssl here begins with TLS 1.0
    Version highest = tls12;
    std::string suites;                               ///< OpenSSL's names, separated by colons
    std::string groups;                               ///< likewise; empty: libssl's own choice
    std::string signatures;                           ///< likewise
    std::uint16_t dhGroup = 256;                      ///< a server's, ffdhe2048 to ffdhe8192
    std::optional<crypto::DhParameters> dhParameters; ///< a server's own, instead
    std::vector<std::string> alpn;
    std::vector<LibsslCredential> credentials;
    std::vector<crypto::Certificate> anchors;
    ClientAuth clientAuth = ClientAuth::None; ///< a server's
    std::string serverName;                   ///< a client's: sent and demanded of the certificate
    bool verifyName = true;
    /// A server's: the names that it knows; any other is answered as unknownName says.
    std::vector<std::string> serverNames;
    UnknownName unknownName = UnknownName::Ignore;
    std::vector<PreSharedKey> psks; ///< a client uses the first
    std::string pskIdentityHint;    ///< a server's; empty: none
    Bytes ocspResponse;             ///< a server's, stapled for who asks
    bool statusRequest = false;     ///< a client's
    std::uint16_t maxFragmentLength = 0;
    bool fallbackScsv = false; ///< a client's
    bool sessionCache = false; ///< a server's
    bool tickets = true;       ///< a client offers session_ticket, a server issues
    Renegotiation renegotiation = Renegotiation::Secure;
    std::int64_t at = 0; ///< unix time of verification
    bool extendedMasterSecret = true;
    bool encryptThenMac = true;
    std::size_t fragmentLimit = 1 << 14; ///< libssl takes no less than 512
    LibsslTls13 tls13;
};

/// Whether the libssl of this system has them at all, at security level 0.
bool libsslHas(const CipherSuite &suite);
bool libsslSpeaks(Version version);

/// What libssl prepares once for many connections: an SSL_CTX at security level 0, with its cache and ticket keys.
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
    std::uint64_t flags() const;
    void beServer();
    void beClient();
    void share(); ///< pre-shared keys
    void configureTls13();
    void shareTls13();
    void stamp();
    void identify();
    void trust();
    static int chooseAlpn(ssl_st *, const unsigned char **out, unsigned char *outLength, const unsigned char *in,
                          unsigned inLength, void *self);
    static int answerName(ssl_st *, int *alert, void *self);
    static int staple(ssl_st *, void *self);
    static unsigned tellPsk(ssl_st *, const char *hint, char *identity, unsigned maxIdentity, unsigned char *key,
                            unsigned maxKey);
    static int tellTls13Psk(ssl_st *, const evp_md_st *hash, const unsigned char **identity, std::size_t *length,
                            ssl_session_st **session);
    static int findTls13Psk(ssl_st *, const unsigned char *identity, std::size_t length, ssl_session_st **session);
    static unsigned findPsk(ssl_st *, const char *identity, unsigned char *key, unsigned maxKey);

    LibsslOptions m_options;
    Bytes m_protocols; ///< RFC 7301 3.1
    std::shared_ptr<ssl_ctx_st> m_ctx;
};

} // namespace hd::test
