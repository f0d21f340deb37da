// SPDX-License-Identifier: GPL-3.0-or-later

// openssl s_client and openssl s_server.

#include "peerprogram.h"

#include <map>

namespace hd::test {

namespace {

class Openssl final : public PeerProgram
{
public:
    explicit Openssl(CredentialFiles &files) : m_files(files), m_early(files.write("early.txt", earlyLine)) {}

    std::string name() const override { return "openssl"; }
    std::string cannot(const Combination &combination) const override;
    bool offers(const Combination &combination) const override
    {
        return combination.extendedMasterSecret != Wanted::ByUsAlone && // it has no option against it
               combination.extra != Extra::SmallRecords;                // it knows no record_size_limit
    }
    Command server(const Combination &combination, std::uint16_t port) const override;
    std::string listening() const override { return "ACCEPT"; }
    Conversation conversation() const override { return Conversation::Terminal; }
    Command client(const Combination &combination, std::uint16_t port, bool again) const override;
    bool clientConnectsAgain() const override { return false; }
    std::string renegotiation(Side side) const override { return side == Side::Client ? "R\n" : "r\n"; }
    std::string keyUpdate(Side) const override { return "K\n"; }
    std::string lateRequest() const override { return "c\n"; }
    bool printsExports(const Combination &combination) const override
    {
        // It cannot export with SHA-384 before TLS 1.3: "security library failure".
        return combination.version != ssl30 &&
               (combination.version != tls12 || combination.suite->prf != HashName::Sha384);
    }

private:
    Command common(const Combination &combination) const;
    Command suitesOf(const Combination &combination) const;
    Command serversTls13(const Combination &combination) const;
    Command clientsTls13(const Combination &combination, bool again) const;

    CredentialFiles &m_files;
    std::string m_early; ///< a file of what its client says first
};

std::string Openssl::cannot(const Combination &combination) const
{
    if (!libsslSpeaks(combination.version))
        return "this openssl is built without " + names::version(combination.version);
    if (!libsslHas(*combination.suite))
        return "openssl has no such suite";
    return {};
}

/// TLS 1.3 has suites of its own, and the group apart from them.
Command Openssl::suitesOf(const Combination &combination) const
{
    if (combination.version != tls13)
        return {"-cipher", std::string(combination.suite->openssl) + ":@SECLEVEL=0"};
    return {"-ciphersuites", std::string(combination.suite->name), "-groups",
            combination.asksForGroup() ? "X25519:P-384" : std::string(combination.group->openssl)};
}

/// What is said to either in the same way.
Command Openssl::common(const Combination &combination) const
{
    static const std::map<Version, const char *> versions{
        {tls10, "-tls1"}, {tls11, "-tls1_1"}, {tls12, "-tls1_2"}, {tls13, "-tls1_3"}};
    const PreSharedKey psk = sharedKey();
    Command options{versions.at(combination.version),
                    "-CAfile",
                    m_files.anchors(),
                    "-keymatexport",
                    exporterLabel,
                    "-keymatexportlen",
                    std::to_string(exporterLength)};
    const Command suites = suitesOf(combination);
    options.insert(options.end(), suites.begin(), suites.end());
    if (combination.byKey())
        options.insert(options.end(), {"-psk_identity", psk.identity, "-psk", toHex(psk.key)});
    if (combination.resumption != Resumption::Ticket)
        options.push_back("-no_ticket");
    if (combination.encryptThenMac == Wanted::ByUsAlone)
        options.push_back("-no_etm");
    return options;
}

Command Openssl::serversTls13(const Combination &combination) const
{
    if (combination.extra == Extra::RetryForCookie)
        return {"-stateless"};
    if (combination.extra == Extra::EarlyData)
        return {"-early_data", "-max_early_data", "16384"};
    return {};
}

Command Openssl::clientsTls13(const Combination &combination, bool again) const
{
    if (combination.extra == Extra::EarlyData && again)
        return {"-early_data", m_early};
    if (combination.extra == Extra::LateAuthentication)
        return {"-enable_pha"};
    return {};
}

Command Openssl::server(const Combination &combination, std::uint16_t port) const
{
    Command command{"openssl",
                    "s_server",
                    "-accept",
                    "127.0.0.1:" + std::to_string(port),
                    "-client_renegotiation",
                    "-verify_return_error"};
    const Command options = common(combination);
    command.insert(command.end(), options.begin(), options.end());
    if (combination.certificate.empty())
        command.push_back("-nocert");
    else
        command.insert(command.end(),
                       {"-cert", m_files.leaf(combination.certificate), "-key", m_files.key(combination.certificate),
                        "-cert_chain", m_files.issuers(combination.certificate)});
    const Command more = serversTls13(combination);
    command.insert(command.end(), more.begin(), more.end());
    if (combination.extra == Extra::LateAuthentication)
        return command; // it asks when it is told to
    if (combination.hasClientCertificate())
        command.insert(command.end(), {"-Verify", "5"});
    else if (combination.clientCertificate != ClientCertificate::NotAsked)
        command.insert(command.end(), {"-verify", "5"});
    if (combination.identityHint)
        command.insert(command.end(), {"-psk_hint", "a hint of the server's"});
    return command;
}

Command Openssl::client(const Combination &combination, std::uint16_t port, bool again) const
{
    Command command{"openssl", "s_client", "-connect", "127.0.0.1:" + std::to_string(port), "-servername", serverHost};
    const Command options = common(combination);
    command.insert(command.end(), options.begin(), options.end());
    const Command more = clientsTls13(combination, again);
    command.insert(command.end(), more.begin(), more.end());
    if (combination.certified())
        command.insert(command.end(), {"-verify_return_error", "-verify_hostname", serverHost});
    if (const std::string own = combination.clientCredential(); !own.empty())
        command.insert(command.end(),
                       {"-cert", m_files.leaf(own), "-key", m_files.key(own), "-cert_chain", m_files.issuers(own)});
    if (combination.resumption != Resumption::None)
        command.insert(command.end(), {again ? "-sess_in" : "-sess_out", m_files.path("session.pem")});
    return command;
}

} // namespace

std::unique_ptr<PeerProgram> makeOpenssl(CredentialFiles &files)
{
    return std::make_unique<Openssl>(files);
}

} // namespace hd::test
