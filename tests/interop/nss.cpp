// SPDX-License-Identifier: GPL-3.0-or-later

// tstclnt, strsclnt and selfserv of NSS, which still speak SSL 3.0.

#include "nssdatabase.h"

#include <map>

namespace hd::test {

namespace {

class Nss final : public PeerProgram
{
public:
    explicit Nss(const CredentialFiles &files)
    {
        for (const char *server : {"server-rsa", "server-ecdsa", "server-ecdsa-pure", "server-dsa"})
            m_databases[server] =
                nssDatabase(files, server + std::string("-nss"), {server, "client-rsa", "client-ecdsa", "client-dsa"});
    }

    std::string name() const override { return "NSS"; }
    std::string cannot(const Combination &combination) const override;
    bool offers(const Combination &combination) const override;
    Command server(const Combination &combination, std::uint16_t port) const override;
    std::string listening() const override { return "About to call accept"; }
    Conversation conversation() const override { return Conversation::Http; }
    Command client(const Combination &combination, std::uint16_t port, bool again) const override;
    bool clientConnectsAgain() const override { return true; }
    bool clientCloses() const override { return false; }
    std::string clientAsks(const Combination &combination) const override
    {
        return isResumedByClient(combination) ? "GET /abc HTTP/1.0\r\n\r\n" : "";
    }
    std::string clientPrints(const Combination &combination, const std::string &line) const override
    {
        return isResumedByClient(combination) ? "(" + std::to_string(line.size()) + " total)" : line;
    }
    std::string clientPrintsResumed(const Combination &combination) const override;
    std::string renegotiation(Side) const override { return {}; } // the client is told when it starts
    /// Not in the first ten seconds of its server, which cannot know who came before (RFC 8446 8.2).
    bool takesEarlyData() const override { return false; }
    bool printsExports(const Combination &combination) const override
    {
        // It cannot export with SHA-384 before TLS 1.3: "security library failure". And strsclnt exports nothing.
        const bool sha384 = combination.version == tls12 && combination.suite->prf == HashName::Sha384;
        return combination.version != ssl30 && !sha384 && !isResumedByClient(combination);
    }

private:
    static bool offersTls13(const Combination &combination);
    static Command tls13Options(const Combination &combination);
    /// Then the client is strsclnt: tstclnt ends with "free(): invalid pointer" before it connects again, whoever
    /// serves.
    static bool isResumedByClient(const Combination &combination)
    {
        return combination.ours == Side::Server && combination.resumption != Resumption::None;
    }
    Command common(const char *program, const char *suites, const Combination &combination, std::uint16_t port) const;

    /// By server: a name in a database is its subject's, and all servers have one subject.
    std::map<std::string, std::string> m_databases;
};

std::string Nss::cannot(const Combination &combination) const
{
    const CipherSuite &suite = *combination.suite;
    if (suite.exportable())
        return "NSS has no export suites any more";
    if (suite.usesPsk())
        return "NSS has pre-shared keys in TLS 1.3 alone";
    if (!combination.certified())
        return "NSS has no anonymous suites";
    if (suite.mode == CipherMode::Ccm)
        return "NSS has no CCM";
    const bool camelliaOfTls12 = suite.cipher.starts_with("CAMELLIA") && suite.mac != HashName::Sha1;
    if (camelliaOfTls12)
        return "NSS has Camellia with SHA-1 alone";
    return {};
}

/// It has no x448, tells nobody to update keys, has no file of early data, and its server no cookies.
bool Nss::offersTls13(const Combination &combination)
{
    if (combination.group->code == 30 || combination.extra == Extra::UpdateByThem)
        return false;
    if (combination.ours == Side::Client)
        return combination.extra != Extra::RetryForCookie;
    return combination.resumption == Resumption::None || combination.extra == Extra::Nothing; // strsclnt has no more
}

bool Nss::offers(const Combination &combination) const
{
    if (combination.version == tls13)
        return offersTls13(combination);
    if (combination.encryptThenMac != Wanted::ByUsAlone)
        return false; // it knows no encrypt_then_mac
    // ecdsa_sign came after SSL 3.0
    if (combination.version == ssl30 && combination.clientCertificate == ClientCertificate::RequiredEcdsa)
        return false;
    // A server of its with a DSA certificate gives out session ids and takes none up again: "0 cache hits", with
    // `openssl s_client -reconnect` as with us. Nor does it give tickets then.
    const bool dss = combination.suite->authentication == Authentication::Dss;
    if (combination.ours == Side::Client)
        return combination.again != Again::Them && // its server is never told anything
               !(dss && combination.resumption != Resumption::None);
    if (!isResumedByClient(combination))
        return true;
    if (combination.again != Again::Nobody)
        return false; // strsclnt asks once in a connection
    if (combination.version == ssl30)
        return combination.resumption == Resumption::SessionId;   // it sends no extension then
    return combination.extendedMasterSecret != Wanted::ByUsAlone; // which it always offers
}

/// Its own count of what it took up again; "stateless" are tickets.
std::string Nss::clientPrintsResumed(const Combination &combination) const
{
    if (!isResumedByClient(combination))
        return {};
    const std::string stateless = combination.resumption == Resumption::Ticket ? "1" : "0";
    const std::string misses = combination.version == tls13 ? "0" : "1"; // it counts session ids
    return "1 cache hits; " + misses + " cache misses, 0 cache not reusable\n          " + stateless +
           " stateless resumes";
}

Command Nss::tls13Options(const Combination &combination)
{
    static const std::map<std::uint16_t, const char *> groups{{23, "P256"},   {24, "P384"},    {25, "P521"},
                                                              {29, "x25519"}, {256, "FF2048"}, {257, "FF3072"}};
    Command options{"-I", combination.asksForGroup() ? "x25519,P384" : groups.at(combination.group->code)};
    const PreSharedKey psk = sharedKey();
    if (combination.extra == Extra::ExternalKey)
        options.insert(options.end(), {"-z", "0x" + toHex(psk.key) + ":" + psk.identity});
    if (combination.extra == Extra::EarlyData)
        options.push_back("-Z");
    if (combination.extra == Extra::LateAuthentication)
        options.push_back("-E");
    return options;
}

/// @param suites the option that restricts them
Command Nss::common(const char *program, const char *suites, const Combination &combination, std::uint16_t port) const
{
    static const std::map<Version, const char *> versions{
        {ssl30, "ssl3"}, {tls10, "tls1.0"}, {tls11, "tls1.1"}, {tls12, "tls1.2"}, {tls13, "tls1.3"}};
    const std::string version = versions.at(combination.version);
    Bytes code;
    appendNumber(code, combination.suite->code, 2);
    Command command{program,
                    "-d",
                    m_databases.at(combination.certificate),
                    "-p",
                    std::to_string(port),
                    "-V",
                    version + ":" + version,
                    "-v",
                    suites,
                    ":" + toHex(code)};
    if (printsExports(combination))
        command.insert(command.end(), {"-x", exporterLabel + (":" + std::to_string(exporterLength))});
    if (combination.extendedMasterSecret != Wanted::ByUsAlone && !isResumedByClient(combination))
        command.push_back("-G");
    if (combination.resumption == Resumption::Ticket)
        command.push_back("-u");
    const bool modern = combination.version == tls13 && !isResumedByClient(combination);
    const Command more = modern ? tls13Options(combination) : Command();
    command.insert(command.end(), more.begin(), more.end());
    return command;
}

Command Nss::server(const Combination &combination, std::uint16_t port) const
{
    Command command = common("selfserv", "-c", combination, port);
    const char *option = "-n";
    if (combination.suite->authentication == Authentication::Ecdsa ||
        (combination.version == tls13 && combination.certificate != "server-rsa"))
        option = "-e";
    else if (combination.suite->authentication == Authentication::Dss)
        option = "-S";
    command.insert(command.end(), {option, combination.certificate, "-H", "1"});
    if (combination.clientCertificate != ClientCertificate::NotAsked)
        command.push_back("-r");
    if (combination.hasClientCertificate())
        command.push_back("-r");
    if (combination.extra == Extra::LateAuthentication)
        command.push_back("-r"); // three of them: when it is asked for something
    return command;
}

Command Nss::client(const Combination &combination, std::uint16_t port, bool) const
{
    const bool resumed = isResumedByClient(combination);
    Command command =
        resumed ? common("strsclnt", "-C", combination, port) : common("tstclnt", "-c", combination, port);
    command.insert(command.end(), {"-a", serverHost});
    if (const std::string own = combination.clientCredential(); !own.empty())
        command.insert(command.end(), {"-n", own});
    if (combination.again == Again::Them)
        command.insert(command.end(), {"-r", "1"});
    if (resumed)
        command.insert(command.end(), {"-c", "2", "127.0.0.1"}); // so many connections
    else
        command.insert(command.end(), {"-h", "127.0.0.1"});
    return command;
}

} // namespace

std::unique_ptr<PeerProgram> makeNss(CredentialFiles &files)
{
    return std::make_unique<Nss>(files);
}

} // namespace hd::test
