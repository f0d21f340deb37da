// SPDX-License-Identifier: GPL-3.0-or-later

// How long a recorded handshake takes next to one of libssl's own, unrecorded: the same suite, keys, certificates and
// verification, both parties in one process. Ours runs from two new Endpoints to the finished Trace, libssl's from two
// new SSLs to the end of the handshake; both until what they made is gone again. What a program prepares once (Context,
// credentials, SSL_CTX) is not counted.
//
// usage: bench_handshake [ROUNDS [CASE]]: with a CASE, for profiling, ours alone runs, that one.

#include "handshake/endpoint.h"
#include "libsslpeer.h"
#include "scenario/pki.h"

#include <openssl/ssl.h>

#include <array>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <stdexcept>

using namespace hd;
using namespace hd::test;

namespace {

constexpr std::int64_t now = 1768478400; // 2026-01-15 12:00 UTC
constexpr const char *host = "server.hellodone.test";

struct Case
{
    const char *suite;
    const char *group; ///< empty for RSA key transport
    const char *certificate;
    const char *root;
    const char *clientCertificate; ///< empty: not asked for
};
constexpr Case cases[] = {
    {"TLS_DHE_RSA_WITH_AES_128_CBC_SHA256", "ffdhe2048", "server-rsa", "root", "client-rsa"},
    {"TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256", "x25519", "server-rsa", "root", ""},
    {"TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256", "secp256r1", "server-ecdsa-pure", "ecdsa-root", ""},
    {"TLS_RSA_WITH_AES_128_CBC_SHA", "", "server-rsa", "root", ""},
};

/// Everything that both contestants prepare before the clock runs.
class Contest
{
public:
    Contest(const Case &test, crypto::Context &context, Pki &pki)
        : m_context(context),
          m_client(ours(test, Side::Client, pki)),
          m_server(ours(test, Side::Server, pki)),
          m_theirClient(theirs(test, Side::Client)),
          m_theirServer(theirs(test, Side::Server))
    {}

    /// One recorded handshake; @returns how much there is to see.
    std::size_t runOurs(std::uint64_t seed);
    void runTheirs();

private:
    PartyConfig ours(const Case &test, Side side, Pki &pki);
    LibsslOptions theirs(const Case &test, Side side);

    crypto::Context &m_context;
    FixedClock m_clock{now};
    PartyConfig m_client, m_server;
    LibsslContext m_theirClient, m_theirServer;
};

Pki::Credential find(Pki &pki, const char *name)
{
    return std::get<Pki::Credential>(pki.credential(name));
}

PartyConfig Contest::ours(const Case &test, Side side, Pki &pki)
{
    PartyConfig config;
    config.suites = {cipherSuite(test.suite)->code};
    if (const NamedGroup *group = namedGroup(test.group))
        config.groups = {group->code};
    config.signatures = {0x0401, 0x0403};
    config.anchors = {find(pki, test.root).chain.front()};
    config.serverName = side == Side::Client ? host : "";
    config.clientAuth = *test.clientCertificate ? ClientAuth::Require : ClientAuth::None;
    const std::string own = side == Side::Client ? test.clientCertificate : test.certificate;
    if (!own.empty()) {
        Pki::Credential found = find(pki, own.c_str());
        crypto::PublicKey publicKey = found.chain.front().publicKey(m_context);
        config.credentials.push_back({own, std::move(found.chain), std::move(found.key), std::move(publicKey)});
    }
    return config;
}

LibsslOptions Contest::theirs(const Case &test, Side side)
{
    const PartyConfig &config = side == Side::Client ? m_client : m_server;
    LibsslOptions options;
    options.side = side;
    options.suites = cipherSuite(test.suite)->openssl;
    if (const NamedGroup *group = namedGroup(test.group); group && group->kind != GroupKind::Ffdhe)
        options.groups = group->openssl;
    options.signatures = "rsa_pkcs1_sha256:ecdsa_secp256r1_sha256";
    options.anchors = config.anchors;
    options.clientAuth = config.clientAuth;
    options.serverName = config.serverName;
    options.at = now;
    for (const Credential &credential : config.credentials)
        options.credentials.push_back({credential.chain, credential.key});
    return options;
}

std::size_t Contest::runOurs(std::uint64_t seed)
{
    Recorder clientRecorder(Side::Client), serverRecorder(Side::Server);
    SeededEntropy clientEntropy(seed, "client"), serverEntropy(seed, "server");
    Endpoint client(Side::Client, m_client, m_context, clientRecorder, clientEntropy, m_clock);
    Endpoint server(Side::Server, m_server, m_context, serverRecorder, serverEntropy, m_clock);
    server.start();
    client.start();
    for (bool moved = true; moved;) {
        const Bytes toServer = client.takeOutput();
        server.receive(toServer);
        const Bytes toClient = server.takeOutput();
        client.receive(toClient);
        moved = !toServer.empty() || !toClient.empty();
    }
    if (client.status() != Status::Open || server.status() != Status::Open)
        throw std::runtime_error("our handshake failed");
    const Trace trace = mergeAccounts(clientRecorder.takeAccount(), serverRecorder.takeAccount(), 40000);
    return trace.events.size();
}

using SslHandle = std::unique_ptr<SSL, decltype(&SSL_free)>;

void Contest::runTheirs()
{
    const SslHandle client(SSL_new(m_theirClient.handle()), SSL_free);
    const SslHandle server(SSL_new(m_theirServer.handle()), SSL_free);
    BIO *clientEnd = nullptr, *serverEnd = nullptr;
    BIO_new_bio_pair(&clientEnd, 1 << 16, &serverEnd, 1 << 16);
    SSL_set_bio(client.get(), clientEnd, clientEnd);
    SSL_set_bio(server.get(), serverEnd, serverEnd);
    SSL_set_tlsext_host_name(client.get(), host);
    SSL_set1_host(client.get(), host);
    SSL_set_connect_state(client.get());
    SSL_set_accept_state(server.get());
    for (int turn = 0; turn < 8 && !(SSL_is_init_finished(client.get()) && SSL_is_init_finished(server.get())); ++turn)
        SSL_do_handshake(turn % 2 == 0 ? client.get() : server.get());
    if (!SSL_is_init_finished(client.get()) || !SSL_is_init_finished(server.get()))
        throw std::runtime_error("libssl's handshake failed");
}

template<class Run>
double microseconds(Run run)
{
    const auto start = std::chrono::steady_clock::now();
    run();
    return std::chrono::duration<double, std::micro>(std::chrono::steady_clock::now() - start).count();
}

double median(std::vector<double> times)
{
    const auto middle = times.begin() + static_cast<std::ptrdiff_t>(times.size() / 2);
    std::nth_element(times.begin(), middle, times.end());
    return *middle;
}

} // namespace

int main(int argc, char **argv)
{
    const std::size_t rounds = argc > 1 ? std::strtoul(argv[1], nullptr, 10) : 300;
    crypto::Context context;
    Pki pki(context, now);
    if (argc > 2) {
        Contest contest(cases[std::strtoul(argv[2], nullptr, 10) % std::size(cases)], context, pki);
        for (std::size_t i = 0; i < rounds; ++i)
            contest.runOurs(i);
        return 0;
    }
    std::printf("%-42s %12s %12s %7s\n", "handshake", "libssl", "recorded", "ratio");
    for (const Case &test : cases) {
        Contest contest(test, context, pki);
        std::vector<double> ours, theirs;
        std::size_t events = 0;
        for (std::size_t i = 0; i < rounds; ++i) {
            theirs.push_back(microseconds([&] { contest.runTheirs(); }));
            ours.push_back(microseconds([&] { events = contest.runOurs(i); }));
        }
        std::printf("%-42s %9.0f us %9.0f us %7.2f   (%zu events)\n", test.suite, median(theirs), median(ours),
                    median(ours) / median(theirs), events);
    }
    return 0;
}
