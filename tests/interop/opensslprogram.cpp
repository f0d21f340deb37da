// SPDX-License-Identifier: GPL-3.0-or-later

// openssl s_client and openssl s_server.

#include "peerprogram.h"

#include <map>

namespace hd::test {

namespace {

class Openssl final : public PeerProgram
{
public:
    explicit Openssl(CredentialFiles &files) : m_files(files) {}

    std::string name() const override { return "openssl"; }
    std::string cannot(const Combination &combination) const override;
    bool offers(const Combination &combination) const override
    {
        return combination.extendedMasterSecret != Wanted::ByUsAlone; // it has no option against it
    }
    Command server(const Combination &combination, std::uint16_t port) const override;
    std::string listening() const override { return "ACCEPT"; }
    Conversation conversation() const override { return Conversation::Terminal; }
    Command client(const Combination &combination, std::uint16_t port, bool again) const override;
    bool clientConnectsAgain() const override { return false; }
    std::string renegotiation(Side side) const override { return side == Side::Client ? "R\n" : "r\n"; }
    bool printsExports() const override { return true; }

private:
    Command common(const Combination &combination) const;

    CredentialFiles &m_files;
};

std::string Openssl::cannot(const Combination &combination) const
{
    if (!libsslSpeaks(combination.version))
        return "this openssl is built without " + names::version(combination.version);
    if (!libsslHas(*combination.suite))
        return "openssl has no such suite";
    return {};
}

/// What is said to either in the same way.
Command Openssl::common(const Combination &combination) const
{
    static const std::map<Version, const char *> versions{{tls10, "-tls1"}, {tls11, "-tls1_1"}, {tls12, "-tls1_2"}};
    const PreSharedKey psk = sharedKey();
    Command options{versions.at(combination.version),
                    "-cipher",
                    std::string(combination.suite->openssl) + ":@SECLEVEL=0",
                    "-CAfile",
                    m_files.anchors(),
                    "-keymatexport",
                    exporterLabel,
                    "-keymatexportlen",
                    std::to_string(exporterLength)};
    if (combination.suite->usesPsk())
        options.insert(options.end(), {"-psk_identity", psk.identity, "-psk", toHex(psk.key)});
    if (combination.resumption != Resumption::Ticket)
        options.push_back("-no_ticket");
    if (combination.encryptThenMac == Wanted::ByUsAlone)
        options.push_back("-no_etm");
    return options;
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
    if (combination.suite->certified())
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
