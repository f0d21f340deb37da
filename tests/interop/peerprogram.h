// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// Programs that others wrote, each of them as a client and as a server: what they can and how they are asked for it.

#include "combinations.h"

#include <QTemporaryDir>

#include <memory>

namespace hd::test {

using Command = std::vector<std::string>;

inline constexpr const char *exporterLabel = "EXPORTER-HelloDone";
inline constexpr std::size_t exporterLength = 32;
inline constexpr const char *theirLine = "a line from their side\n"; ///< what a program shall send

/// How data is got out of a program and into it.
enum class Conversation : std::uint8_t {
    Terminal, ///< it prints what it gets and sends what it is told
    Echo,     ///< it sends what it gets back
    Http      ///< it answers a request with a text that has the request in it
};

inline constexpr const char *earlyLine = "a line that cannot wait\n";

class PeerProgram
{
public:
    virtual ~PeerProgram() = default;

    virtual std::string name() const = 0;
    /// Why it cannot take its part in this; empty when it can.
    virtual std::string cannot(const Combination &combination) const = 0;
    /// Whether its options reach what the combination wants beyond version and suite.
    virtual bool offers(const Combination &combination) const = 0;

    virtual Command server(const Combination &combination, std::uint16_t port) const = 0;
    virtual std::string listening() const = 0;     ///< what its server prints when it is ready
    virtual Conversation conversation() const = 0; ///< with its server; every client is Terminal
    virtual Command client(const Combination &combination, std::uint16_t port, bool again) const = 0;
    /// Whether one run of its client makes both connections of a resumption; otherwise it is run again.
    virtual bool clientConnectsAgain() const = 0;
    virtual bool clientCloses() const { return true; } ///< when its input ends
    /// What its client sends by itself in each connection, which it takes an answer to before it ends; empty: only what
    /// it is told.
    virtual std::string clientAsks(const Combination &) const { return {}; }
    /// What its client prints when it has got @p line.
    virtual std::string clientPrints(const Combination &, const std::string &line) const { return line; }
    /// What its client prints in the end when a session was resumed as the combination says; empty: nothing.
    virtual std::string clientPrintsResumed(const Combination &) const { return {}; }

    /// What a client, or a server by way of its terminal or of the data that it gets, is told so that it renegotiates;
    /// empty: it cannot be told.
    virtual std::string renegotiation(Side side) const = 0;
    /// TLS 1.3: the same for key_update and for a request of a certificate.
    virtual std::string keyUpdate(Side) const { return {}; }
    virtual std::string lateRequest() const { return {}; }
    virtual bool takesEarlyData() const { return true; }
    /// Whether its exported keying material is printed, in hex.
    virtual bool printsExports(const Combination &combination) const = 0;
};

/// The demonstration credentials as files, for programs that read them.
class CredentialFiles
{
public:
    explicit CredentialFiles(Identities &identities);

    std::string chain(const std::string &credential) const { return path(credential + "-chain.pem"); }
    std::string issuers(const std::string &credential) const { return path(credential + "-issuers.pem"); }
    std::string leaf(const std::string &credential) const { return path(credential + "-leaf.pem"); }
    std::string key(const std::string &credential) const { return path(credential + "-key.pem"); }
    std::string anchor(const std::string &authority) const { return path(authority + ".pem"); }
    std::string anchors() const { return path("anchors.pem"); } ///< all of them
    /// A file of @p text.
    std::string write(const std::string &file, const std::string &text) const;
    std::string path(const std::string &file) const;
    void makeFolder(const std::string &folder) const;

    static constexpr const char *authorities[] = {"root", "ecdsa-root"};
    static constexpr const char *names[] = {"server-rsa", "server-ecdsa", "server-ecdsa-pure", "server-dsa",
                                            "client-rsa", "client-ecdsa", "client-dsa",        "intermediate"};

private:
    QTemporaryDir m_folder;
};

std::unique_ptr<PeerProgram> makeGnutls(CredentialFiles &files);
std::unique_ptr<PeerProgram> makeOpenssl(CredentialFiles &files);
std::unique_ptr<PeerProgram> makeNss(CredentialFiles &files);

} // namespace hd::test
