// SPDX-License-Identifier: GPL-3.0-or-later
// What the parties of a TLS 1.3 handshake know (RFC 8446 E.1 and E.2 say what they may).

#include "trace/operations.h"
#include "trace/viewpoint.h"

namespace hd {

namespace {

class Tls13Viewpoint final : public Viewpoint
{
public:
    using Viewpoint::Viewpoint;

private:
    void takeMessage(MessageId id) override;
    void takePassed(const Check &check, const std::string &message) override;
    void takeKeys(const KeyInstallation &keys) override;
    void takeDerivation(const Derivation &made, bool own) override;
    bool clientIsAsked() const override { return m_requested || m_external; }

    void takeServerHello(MessageId id);
    bool isExternal(const Message &serverHello) const;
    void takeFinished(const Check &check);
    void conclude(std::optional<MessageId> proof);
    std::string_view pskKind() const { return m_external ? "psk" : "resumed"; }

    std::optional<MessageId> m_clientHello;
    bool m_psk = false;      ///< taken by the server
    bool m_external = false; ///< a key that both had from elsewhere, and not a ticket's
    bool m_exchange = false; ///< (EC)DHE, alone or beside the PSK
    bool m_requested = false;
    bool m_chainTrusted = false; ///< the server's
    bool m_earlyOffered = false;
    bool m_earlyTaken = false;
};

void Tls13Viewpoint::takeMessage(MessageId id)
{
    const Message &message = m_trace[id];
    if (message.name == "client_hello") {
        m_clientHello = id;
        // RFC 8446 2.3: what comes right behind it is under keys that nothing of the server's is in
        m_earlyOffered = m_earlyOffered || message.field("client_hello.extensions.early_data");
    } else if (message.name == "server_hello") {
        takeServerHello(id);
    } else if (message.name == "application_data" && message.from == Side::Client) {
        if (is(Property::Integrity, Achievement::NotYet))
            raise(Property::Confidentiality, Achievement::NotYet, Achievement::Pending, id, "early-data");
        else if (m_earlyTaken) // RFC 8446 8: whoever recorded it may be the one who sends it
            raise(Property::Integrity, Achievement::Pending, Achievement::Weak, id, "early-data");
    } else if (message.name == "encrypted_extensions") {
        m_earlyTaken = message.field("encrypted_extensions.extensions.early_data");
    } else if (message.name == "certificate_request") {
        m_requested = true;
        raise(Property::ClientAuthentication, Achievement::Never, Achievement::NotYet, id); // after the handshake
    } else if (message.name == "finished" && message.from == Side::Server && !m_requested && !m_external) {
        raise(Property::ClientAuthentication, Achievement::NotYet, Achievement::Never, id, m_psk ? "resumed" : "");
    }
}

void Tls13Viewpoint::takeServerHello(MessageId id)
{
    const Message &message = m_trace[id];
    m_psk = message.field("server_hello.extensions.pre_shared_key");
    m_exchange = message.field("server_hello.extensions.key_share");
    m_external = m_psk && isExternal(message);
    if (m_psk && !m_exchange)
        raise(Property::ForwardSecrecy, Achievement::NotYet, Achievement::Never, id, "psk");
}

/// RFC 8446 4.2.11: the age of an identity that is no ticket is 0.
bool Tls13Viewpoint::isExternal(const Message &serverHello) const
{
    const Field *selected = serverHello.field("server_hello.extensions.pre_shared_key.selected_identity");
    if (!selected || !m_clientHello)
        return false;
    const Field *age =
        m_trace[*m_clientHello].field("client_hello.extensions.pre_shared_key.identities[" +
                                      std::to_string(selected->number.value_or(0)) + "].obfuscated_ticket_age");
    return age && age->number == 0U;
}

void Tls13Viewpoint::takeDerivation(const Derivation &made, bool own)
{
    if (own && made.name == "shared_secret")
        raise(Property::ForwardSecrecy, Achievement::NotYet, Achievement::Pending, m_last);
}

void Tls13Viewpoint::takePassed(const Check &check, const std::string &message)
{
    if (check.name == "finished.verify_data")
        takeFinished(check);
    m_chainTrusted |= check.by == Side::Client && check.name == "certificate.trust";
    if (check.operation != operation::verifySignature || message != "certificate_verify")
        return;
    if (check.by == Side::Server)
        raise(Property::ClientAuthentication, Achievement::NotYet, Achievement::Pending, check.message);
    else if (m_chainTrusted)
        raise(Property::ServerAuthentication, Achievement::NotYet, Achievement::Pending, check.message);
}

void Tls13Viewpoint::takeKeys(const KeyInstallation &)
{
    if (!m_psk && !m_exchange)
        return; // those of early data
    raise(Property::Confidentiality, Achievement::NotYet, Achievement::Pending, m_last);
    if (m_earlyOffered && is(Property::Confidentiality, Achievement::Pending))
        set(Property::Confidentiality, Achievement::Pending, m_last);
    raise(Property::Integrity, Achievement::NotYet, Achievement::Pending, m_last);
    if (m_psk)
        raise(Property::ServerAuthentication, Achievement::NotYet, Achievement::Pending, m_last, pskKind());
    if (m_external)
        raise(Property::ClientAuthentication, Achievement::NotYet, Achievement::Pending, m_last, "psk");
}

void Tls13Viewpoint::takeFinished(const Check &check)
{
    if (check.by == m_side)
        conclude(check.message);
    const Property authentication =
        check.by == Side::Client ? Property::ServerAuthentication : Property::ClientAuthentication;
    const bool byKey = check.by == Side::Client ? m_psk : m_external && !m_requested;
    raise(authentication, Achievement::Pending, Achievement::Established, check.message, byKey ? pskKind() : "");
    if (check.by == Side::Server) // the client was asked and sent no certificate
        raise(Property::ClientAuthentication, Achievement::NotYet, Achievement::Never, check.message);
}

void Tls13Viewpoint::conclude(std::optional<MessageId> proof)
{
    set(Property::Confidentiality, Achievement::Established, proof);
    // RFC 8446 8: nothing keeps somebody else from sending early data once more
    if (m_earlyTaken)
        set(Property::Integrity, Achievement::Weak, proof, "early-data");
    else
        set(Property::Integrity, Achievement::Established, proof);
    if (!m_exchange)
        set(Property::ForwardSecrecy, Achievement::Never, proof, "psk");
    else if (m_earlyOffered)
        set(Property::ForwardSecrecy, Achievement::Weak, proof, "early-data");
    else
        set(Property::ForwardSecrecy, Achievement::Established, proof);
}

} // namespace

std::unique_ptr<Viewpoint> makeTls13Viewpoint(const Trace &trace, Side side)
{
    return std::make_unique<Tls13Viewpoint>(trace, side);
}

} // namespace hd
