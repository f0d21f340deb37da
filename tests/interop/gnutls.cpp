// SPDX-License-Identifier: GPL-3.0-or-later

// gnutls-cli and gnutls-serv.

#include "peerprogram.h"

#include <map>

namespace hd::test {

namespace {

class Gnutls final : public PeerProgram
{
public:
    explicit Gnutls(CredentialFiles &files) : m_files(files)
    {
        const PreSharedKey psk = sharedKey();
        m_early = files.write("early.txt", earlyLine);
        m_psks = files.write("psk.txt", psk.identity + ":" + toHex(psk.key) + "\n");
    }

    std::string name() const override { return "GnuTLS"; }
    std::string cannot(const Combination &combination) const override;
    bool offers(const Combination &combination) const override
    {
        if (combination.version == tls13)
            return offersTls13(combination);
        // Its client renegotiates in its first connection, when told to.
        return combination.ours == Side::Client || combination.again != Again::Them ||
               combination.resumption == Resumption::None;
    }
    Command server(const Combination &combination, std::uint16_t port) const override;
    std::string listening() const override { return "done"; }
    Conversation conversation() const override { return Conversation::Echo; }
    Command client(const Combination &combination, std::uint16_t port, bool again) const override;
    bool clientConnectsAgain() const override { return true; }
    std::string renegotiation(Side side) const override
    {
        return side == Side::Server ? "**REHANDSHAKE**\n" : ""; // the client is told when it starts
    }
    std::string keyUpdate(Side side) const override { return side == Side::Client ? "^rekey^\n" : ""; }
    std::string lateRequest() const override { return "**REAUTH**\n"; }
    bool printsExports(const Combination &) const override { return true; }

private:
    static bool offersTls13(const Combination &combination);
    static std::string tls13Priority(const Combination &combination);
    static std::string keyExchange(const CipherSuite &suite);
    static std::string cipher(const CipherSuite &suite);
    static std::string priority(const Combination &combination);

    CredentialFiles &m_files;
    std::string m_psks;
    std::string m_early; ///< a file of what its client says first
};

std::string Gnutls::keyExchange(const CipherSuite &suite)
{
    static const std::map<std::string_view, const char *> names{
        {"RSA", "RSA"},         {"DHE_RSA", "DHE-RSA"}, {"DHE_DSS", "DHE-DSS"},     {"ECDHE_RSA", "ECDHE-RSA"},
        {"PSK", "PSK"},         {"DHE_PSK", "DHE-PSK"}, {"ECDHE_PSK", "ECDHE-PSK"}, {"ECDHE_ECDSA", "ECDHE-ECDSA"},
        {"RSA_PSK", "RSA-PSK"}, {"DH_anon", "ANON-DH"}, {"ECDH_anon", "ANON-ECDH"},
    };
    const auto found = names.find(suite.keyExchangeName());
    return found == names.end() ? std::string() : found->second;
}

std::string Gnutls::cipher(const CipherSuite &suite)
{
    static const std::map<std::string_view, const char *> names{
        {"NULL", "NULL"},
        {"RC4_128", "ARCFOUR-128"},
        {"3DES_EDE_CBC", "3DES-CBC"},
        {"AES_128_CBC", "AES-128-CBC"},
        {"AES_256_CBC", "AES-256-CBC"},
        {"AES_128_GCM", "AES-128-GCM"},
        {"AES_256_GCM", "AES-256-GCM"},
        {"AES_128_CCM", "AES-128-CCM"},
        {"AES_256_CCM", "AES-256-CCM"},
        {"AES_128_CCM_8", "AES-128-CCM-8"},
        {"AES_256_CCM_8", "AES-256-CCM-8"},
        {"CAMELLIA_128_CBC", "CAMELLIA-128-CBC"},
        {"CAMELLIA_256_CBC", "CAMELLIA-256-CBC"},
        {"CHACHA20_POLY1305", "CHACHA20-POLY1305"},
    };
    const auto found = names.find(suite.cipherName());
    return found == names.end() ? std::string() : found->second;
}

std::string Gnutls::cannot(const Combination &combination) const
{
    const CipherSuite &suite = *combination.suite;
    if (combination.version == tls13)
        return {};
    if (combination.version < tls10)
        return "GnuTLS speaks no SSL 3.0 any more";
    if (suite.exportable())
        return "GnuTLS has no export suites";
    if (keyExchange(suite).empty() || cipher(suite).empty())
        return "GnuTLS has no " + std::string(suite.cipherName());
    if (suite.keyExchange == KeyExchange::EcdhePsk && suite.aead() && suite.mode != CipherMode::ChaCha20)
        return "GnuTLS has none of RFC 8442's suites";
    const bool sha2 = suite.mac == HashName::Sha256 || suite.mac == HashName::Sha384;
    if (combination.version < tls12 && sha2)
        return "GnuTLS has HMAC with SHA-2 in TLS 1.2 alone";
    if (combination.ours == Side::Server && suite.usesPsk() && suite.ephemeral())
        return "gnutls-cli crashes after handshakes with ephemeral pre-shared keys, those with gnutls-serv too";
    return {};
}

bool Gnutls::offersTls13(const Combination &combination)
{
    if (combination.ours == Side::Server)
        return true;
    // Its server has no cookies, and is not to be told to update keys.
    return combination.extra != Extra::RetryForCookie && combination.extra != Extra::UpdateByThem;
}

/// Exactly the suite and the group.
std::string Gnutls::tls13Priority(const Combination &combination)
{
    static const std::map<std::uint16_t, const char *> groups{{23, "SECP256R1"}, {24, "SECP384R1"}, {25, "SECP521R1"},
                                                              {29, "X25519"},    {30, "X448"},      {256, "FFDHE2048"},
                                                              {257, "FFDHE3072"}};
    return std::string("NONE:+COMP-NULL:+CTYPE-X509:+AEAD:+SIGN-ALL:+VERS-TLS1.3:+") +
           (combination.extra == Extra::ExternalKey ? "ECDHE-PSK:+DHE-PSK:+" : "") + cipher(*combination.suite) +
           ":+GROUP-" + (combination.asksForGroup() ? "X25519:+GROUP-SECP384R1" : groups.at(combination.group->code));
}

/// Exactly the suite, and every group and signature.
std::string Gnutls::priority(const Combination &combination)
{
    if (combination.version == tls13)
        return tls13Priority(combination);
    static const std::map<Version, const char *> versions{
        {tls10, "VERS-TLS1.0"}, {tls11, "VERS-TLS1.1"}, {tls12, "VERS-TLS1.2"}};
    static const std::map<HashName, const char *> macs{{HashName::None, "AEAD"},
                                                       {HashName::Md5, "MD5"},
                                                       {HashName::Sha1, "SHA1"},
                                                       {HashName::Sha256, "SHA256"},
                                                       {HashName::Sha384, "SHA384"}};
    const CipherSuite &suite = *combination.suite;
    std::string text = std::string("NONE:+COMP-NULL:+SIGN-ALL:+SIGN-RSA-SHA1:+SIGN-ECDSA-SHA1:+SIGN-DSA-SHA1:") +
                       "+SIGN-DSA-SHA256:+GROUP-ALL:+CTYPE-X509:%VERIFY_ALLOW_SIGN_WITH_SHA1:+" +
                       versions.at(combination.version) + ":+" + keyExchange(suite) + ":+" + cipher(suite) + ":+" +
                       macs.at(suite.mac);
    if (combination.extendedMasterSecret == Wanted::ByUsAlone)
        text += ":%NO_SESSION_HASH";
    if (combination.encryptThenMac == Wanted::ByUsAlone)
        text += ":%NO_ETM";
    return text;
}

Command Gnutls::server(const Combination &combination, std::uint16_t port) const
{
    Command command{"stdbuf",
                    "-oL", // it does not print line by line into a pipe
                    "gnutls-serv",
                    "--echo",
                    "--priority=" + priority(combination),
                    "--x509cafile=" + m_files.anchors(),
                    "--pskpasswd=" + m_psks,
                    std::string("--keymatexport=") + exporterLabel,
                    "--keymatexportsize=" + std::to_string(exporterLength),
                    "--port=" + std::to_string(port)};
    if (!combination.certificate.empty()) {
        command.push_back("--x509keyfile=" + m_files.key(combination.certificate));
        command.push_back("--x509certfile=" + m_files.chain(combination.certificate));
    }
    if (combination.extra == Extra::SmallRecords)
        command.push_back("--recordsize=512");
    if (combination.extra == Extra::EarlyData)
        command.insert(command.end(), {"--earlydata", "--maxearlydata=16384"});
    const bool late = combination.extra == Extra::LateAuthentication;
    if (combination.clientCertificate == ClientCertificate::NotAsked || late)
        command.push_back("--disable-client-cert");
    else if (combination.hasClientCertificate())
        command.insert(command.end(), {"--require-client-cert", "--verify-client-cert"});
    if (combination.identityHint)
        command.push_back("--pskhint=a hint of the server's");
    if (combination.resumption != Resumption::Ticket)
        command.push_back("--noticket");
    return command;
}

Command Gnutls::client(const Combination &combination, std::uint16_t port, bool) const
{
    const PreSharedKey psk = sharedKey();
    Command command{"stdbuf",
                    "-oL",
                    "gnutls-cli",
                    "--priority=" + priority(combination),
                    "--x509cafile=" + m_files.anchors(),
                    std::string("--sni-hostname=") + serverHost,
                    std::string("--verify-hostname=") + serverHost,
                    std::string("--keymatexport=") + exporterLabel,
                    "--keymatexportsize=" + std::to_string(exporterLength),
                    "--port=" + std::to_string(port)};
    if (combination.byKey())
        command.insert(command.end(), {"--pskusername=" + psk.identity, "--pskkey=" + toHex(psk.key)});
    if (const std::string own = combination.clientCredential(); !own.empty()) {
        command.push_back("--x509keyfile=" + m_files.key(own));
        command.push_back("--x509certfile=" + m_files.chain(own));
    }
    if (combination.resumption != Resumption::Ticket)
        command.push_back("--noticket");
    if (combination.resumption != Resumption::None)
        command.push_back("--resume");
    if (combination.again == Again::Them)
        command.push_back("--rehandshake");
    if (combination.version == tls13)
        command.push_back("--single-key-share");
    if (combination.version == tls13 && combination.resumption != Resumption::None)
        command.push_back("--waitresumption");
    if (combination.extra == Extra::EarlyData)
        command.push_back("--earlydata=" + m_early);
    if (combination.extra == Extra::SmallRecords)
        command.push_back("--recordsize=512");
    if (combination.extra == Extra::LateAuthentication)
        command.push_back("--post-handshake-auth");
    if (combination.extra == Extra::UpdateByThem)
        command.push_back("--inline-commands");
    command.push_back("127.0.0.1");
    return command;
}

} // namespace

std::unique_ptr<PeerProgram> makeGnutls(CredentialFiles &files)
{
    return std::make_unique<Gnutls>(files);
}

} // namespace hd::test
