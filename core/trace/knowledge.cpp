// SPDX-License-Identifier: GPL-3.0-or-later
#include "trace/knowledge.h"

#include "trace/family.h"
#include "trace/operations.h"
#include "trace/propertyreasons.h"
#include "trace/viewpoint.h"
#include "wire/versions.h"

#include <algorithm>

namespace hd {

namespace {

/// One handshake of the connection, as far as a party has come with it.
struct Handshake
{
    const CipherSuite *suite = nullptr; ///< null before server_hello, and for one that this program does not know
    Version version = tls12;
    bool deflate = false;
    bool secured = false;  ///< by renegotiation_info (RFC 5746)
    bool exchange = false; ///< client_key_exchange came: it is no resumption
    bool temporaryKey = false;
    bool ticket = false; ///< its secret is, or comes, out of a ticket
    bool requested = false;
    bool chainTrusted = false;
    bool shareSigned = false;

    bool ephemeral() const { return suite && suite->ephemeral(); }
    bool exportable() const { return suite && suite->exportable(); }
    bool usesPsk() const { return suite && suite->usesPsk(); }
    bool anonymous() const { return suite && suite->authentication == Authentication::Anonymous; }
    /// Whether what the server sends for the key exchange must be signed.
    bool mustSign() const { return ephemeral() || exportable(); }
};

/// The best known way to read what the suite encrypts; empty when there is none.
std::string_view weaknessOf(const Handshake &handshake)
{
    const CipherSuite &suite = *handshake.suite;
    const VersionTraits &traits = traitsOf(handshake.version);
    const bool blocks = suite.mode == CipherMode::Cbc;
    if (handshake.anonymous())
        return "anonymous";
    if (suite.exportable())
        return "export";
    if (suite.mode == CipherMode::Stream)
        return "rc4"; // RFC 7465
    if (blocks && suite.blockLength == 8)
        return suite.keyLength == 8 ? "des" : "3des"; // RFC 5469, RFC 8429
    if (blocks && traits.freePadding)
        return "ssl-padding"; // RFC 7568 5.1
    if (handshake.deflate)
        return "compression";                                // RFC 7525 3.3
    return blocks && !traits.explicitIv ? "chained-iv" : ""; // RFC 4346 1.1
}

class LegacyViewpoint final : public Viewpoint
{
public:
    using Viewpoint::Viewpoint;
    std::string_view weakness() const override { return m_handshake.suite ? weaknessOf(m_handshake) : ""; }

private:
    void takeMessage(MessageId id) override;
    void takePassed(const Check &check, const std::string &message) override;
    void takeKeys(const KeyInstallation &keys) override;
    void takeDerivation(const Derivation &made, bool own) override;
    bool clientIsAsked() const override { return m_handshake.requested || m_handshake.usesPsk(); }

    void takeServerHello(MessageId id);
    void takeServersProof(std::optional<MessageId> message);
    void takeFinished(const Check &check);
    void conclude(std::optional<MessageId> proof);
    void concludeForwardSecrecy(std::optional<MessageId> proof);

    Handshake m_handshake;
    bool m_renegotiating = false; ///< a handshake has been completed before
};

void LegacyViewpoint::takeDerivation(const Derivation &made, bool own)
{
    const bool agreed = made.operation == operation::dhShared || made.operation == operation::ecdhShared;
    if (own && agreed && m_handshake.ephemeral())
        raise(Property::ForwardSecrecy, Achievement::NotYet, Achievement::Pending, m_last);
    if (own && made.operation == operation::openTicket)
        m_handshake.ticket = true;
}

void LegacyViewpoint::takeMessage(MessageId id)
{
    const Message &message = m_trace[id];
    if (message.name == "client_hello" || message.name == "v2_client_hello") {
        m_handshake = {};
        const Field *ticket = message.field("client_hello.extensions.session_ticket.ticket");
        m_handshake.ticket = ticket && ticket->range.length > 0;
    } else if (message.name == "server_hello") {
        takeServerHello(id);
    } else if (message.name == "server_key_exchange") {
        m_handshake.temporaryKey = message.field("server_key_exchange.params.rsa_modulus");
    } else if (message.name == "certificate_request") {
        m_handshake.requested = true;
        raise(Property::ClientAuthentication, Achievement::Never, Achievement::NotYet, id); // in a second handshake
    } else if (message.name == "server_hello_done") {
        if (!m_handshake.requested && !m_handshake.usesPsk())
            raise(Property::ClientAuthentication, Achievement::NotYet, Achievement::Never, id);
    } else if (message.name == "client_key_exchange") {
        m_handshake.exchange = true;
        m_handshake.ticket = false; // the one that was shown was not taken
    } else if (message.name == "new_session_ticket") {
        m_handshake.ticket = true;
        raise(Property::ForwardSecrecy, Achievement::Established, Achievement::Weak, id, "ticket");
    }
}

static std::uint64_t numberOf(const Message &message, std::string_view path, std::uint64_t otherwise)
{
    const Field *field = message.field(path);
    return field && field->number ? *field->number : otherwise;
}

void LegacyViewpoint::takeServerHello(MessageId id)
{
    const Message &message = m_trace[id];
    m_handshake.version = static_cast<Version>(numberOf(message, "server_hello.server_version", tls12));
    m_handshake.suite = cipherSuite(static_cast<std::uint16_t>(numberOf(message, "server_hello.cipher_suite", 0)));
    m_handshake.deflate = numberOf(message, "server_hello.compression_method", 0) != 0;
    m_handshake.secured = message.field("server_hello.extensions.renegotiation_info");
    if (!m_handshake.suite)
        return;
    if (m_handshake.anonymous()) {
        raise(Property::ServerAuthentication, Achievement::NotYet, Achievement::Never, id, "anonymous");
        raise(Property::ClientAuthentication, Achievement::NotYet, Achievement::Never, id, "anonymous");
    }
    if (!m_handshake.ephemeral() && !m_handshake.exportable())
        raise(Property::ForwardSecrecy, Achievement::NotYet, Achievement::Never, id,
              m_handshake.usesPsk() ? "psk" : "");
}

void LegacyViewpoint::takePassed(const Check &check, const std::string &message)
{
    const bool signature = check.operation == operation::verifySignature || check.operation == operation::verifyHash;
    if (check.name == "finished.verify_data")
        takeFinished(check);
    if (check.by == Side::Server) {
        if (signature && message == "certificate_verify")
            raise(Property::ClientAuthentication, Achievement::NotYet, Achievement::Pending, check.message);
        return;
    }
    m_handshake.chainTrusted |= check.name == "certificate.trust";
    m_handshake.shareSigned |= signature && message == "server_key_exchange";
    takeServersProof(check.message);
}

/// The certificate is trusted and, where anything had to be signed with its key, it was.
void LegacyViewpoint::takeServersProof(std::optional<MessageId> message)
{
    if (m_handshake.chainTrusted && (m_handshake.shareSigned || !m_handshake.mustSign()))
        raise(Property::ServerAuthentication, Achievement::NotYet, Achievement::Pending, message);
}

void LegacyViewpoint::takeFinished(const Check &check)
{
    if (check.by == m_side)
        conclude(check.message);
    const Property authentication =
        check.by == Side::Client ? Property::ServerAuthentication : Property::ClientAuthentication;
    if (is(authentication, Achievement::Pending)) {
        const bool plain = state(authentication).reason == reasonOf(authentication, Achievement::Pending);
        const std::string_view why = plain ? "" : m_handshake.exchange ? "psk" : "resumed";
        set(authentication, Achievement::Established, check.message, why);
    }
    if (check.by == Side::Server) // the client was asked and sent no certificate
        raise(Property::ClientAuthentication, Achievement::NotYet, Achievement::Never, check.message);
    m_renegotiating = m_renegotiating || check.by == m_side;
}

/// The peer has proven that it holds the same keys and has heard the same: what was pending is what the suite makes of
/// it, also where an earlier handshake had made something else of it.
void LegacyViewpoint::conclude(std::optional<MessageId> proof)
{
    if (!m_handshake.suite)
        return;
    const std::string_view weakness = weaknessOf(m_handshake);
    if (m_handshake.suite->mode == CipherMode::Null)
        set(Property::Confidentiality, Achievement::Never, proof);
    else
        set(Property::Confidentiality, weakness.empty() ? Achievement::Established : Achievement::Weak, proof,
            weakness);
    if (m_handshake.anonymous())
        set(Property::Integrity, Achievement::Weak, proof, "anonymous");
    else if (m_renegotiating && !m_handshake.secured)
        set(Property::Integrity, Achievement::Weak, proof, "renegotiation");
    else
        set(Property::Integrity, Achievement::Established, proof);
    concludeForwardSecrecy(proof);
}

void LegacyViewpoint::concludeForwardSecrecy(std::optional<MessageId> proof)
{
    constexpr Property property = Property::ForwardSecrecy;
    if (!m_handshake.ephemeral() && !m_handshake.temporaryKey)
        set(property, Achievement::Never, proof, m_handshake.usesPsk() ? "psk" : "");
    else if (m_handshake.exportable())
        set(property, Achievement::Weak, proof, "export");
    else if (m_handshake.ticket) // RFC 5077 5.5: whoever gets the key of the tickets gets the secrets inside
        set(property, Achievement::Weak, proof, "ticket");
    else if (!m_handshake.exchange)
        set(property, Achievement::Weak, proof, "session");
    else
        set(property, Achievement::Established, proof);
}

void LegacyViewpoint::takeKeys(const KeyInstallation &keys)
{
    const CipherSuite *suite = cipherSuite(keys.suite);
    const bool encrypts = !suite || suite->mode != CipherMode::Null;
    raise(Property::Confidentiality, Achievement::NotYet, encrypts ? Achievement::Pending : Achievement::Never, m_last);
    raise(Property::Integrity, Achievement::NotYet, Achievement::Pending, m_last);
    if (!m_handshake.exchange) { // taken up from an earlier handshake
        if (suite && (suite->certified() || suite->usesPsk()))
            raise(Property::ServerAuthentication, Achievement::NotYet, Achievement::Pending, m_last, "resumed");
        raise(Property::ClientAuthentication, Achievement::NotYet, Achievement::Never, m_last, "resumed");
    } else if (m_handshake.exportable() && !m_handshake.temporaryKey && m_handshake.chainTrusted) {
        raise(Property::ServerAuthentication, Achievement::NotYet, Achievement::Pending, m_last);
    } else if (m_handshake.usesPsk()) {
        raise(Property::ServerAuthentication, Achievement::NotYet, Achievement::Pending, m_last, "psk");
        raise(Property::ClientAuthentication, Achievement::NotYet, Achievement::Pending, m_last, "psk");
    }
}

} // namespace

std::unique_ptr<Viewpoint> makeViewpoint(const Trace &trace, Side side)
{
    if (familyOf(trace) == Family::Tls13)
        return makeTls13Viewpoint(trace, side);
    return std::make_unique<LegacyViewpoint>(trace, side);
}

std::vector<PropertyState> propertiesAt(const Trace &trace, Side viewpoint, Playhead at)
{
    const std::unique_ptr<Viewpoint> view = makeViewpoint(trace, viewpoint);
    view->follow(at);
    return view->states();
}

static auto rank(Achievement achievement)
{
    using enum Achievement;
    static constexpr Achievement weakestFirst[] = {Failed, Never, NotYet, Pending, Weak, Established};
    return std::find(std::begin(weakestFirst), std::end(weakestFirst), achievement) - std::begin(weakestFirst);
}

std::vector<PropertyState> propertiesAt(const Trace &trace, Playhead at)
{
    for (const Side side : {Side::Client, Side::Server})
        if (keepsAccount(trace, side) && !keepsAccount(trace, peerOf(side)))
            return propertiesAt(trace, side, at);
    std::vector<PropertyState> weaker = propertiesAt(trace, Side::Client, at);
    const std::vector<PropertyState> server = propertiesAt(trace, Side::Server, at);
    for (std::size_t i = 0; i < propertyCount; ++i) {
        const auto difference = rank(server[i].achievement) - rank(weaker[i].achievement);
        // Of two equal views the later one completes the row, but the first failure is the one that counts.
        const bool failed = server[i].achievement == Achievement::Failed;
        const bool later = failed ? server[i].since < weaker[i].since : server[i].since > weaker[i].since;
        if (difference < 0 || (difference == 0 && later))
            weaker[i] = server[i];
    }
    return weaker;
}

} // namespace hd
