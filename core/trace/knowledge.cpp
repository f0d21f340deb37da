// SPDX-License-Identifier: GPL-3.0-or-later
#include "trace/knowledge.h"

#include "trace/operations.h"
#include "trace/propertyreasons.h"
#include "wire/versions.h"

#include <algorithm>
#include <array>

namespace hd {

/// Whether @p side told what it did. Of a live peer there is only what it sent, inferred from what arrived.
static bool keepsAccount(const Trace &trace, Side side)
{
    return std::any_of(trace.events.begin(), trace.events.end(), [side](const Event &event) {
        return event.at == side && event.what != What::MessageSent && event.what != What::RecordSealed;
    });
}

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
    bool psk = false;    ///< TLS 1.3: the server took a pre-shared key; `exchange` when it is none of a ticket
    bool share = false;  ///< TLS 1.3: the server answered a key_share
    bool earlyData = false;
    bool requested = false;
    bool chainTrusted = false;
    bool shareSigned = false;

    bool isTls13() const { return version >= tls13; }
    bool ephemeral() const { return share || (suite && suite->ephemeral()); }
    bool exportable() const { return suite && suite->exportable(); }
    bool usesPsk() const { return suite && (suite->usesPsk() || (psk && exchange)); }
    bool anonymous() const { return suite && suite->authentication == Authentication::Anonymous; }
    /// Whether what the server sends for the key exchange must be signed.
    bool mustSign() const { return isTls13() || ephemeral() || exportable(); }
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

// Follows the events as one party lives them. Authentication is the exception: it belongs to the
// party that relies on it, so the client's checks decide about the server's identity in both views, and the reverse.
class Viewpoint
{
public:
    Viewpoint(const Trace &trace, Side side) : m_trace(trace), m_side(side)
    {
        for (std::size_t i = 0; i < propertyCount; ++i) {
            m_states[i].property = static_cast<Property>(i);
            m_states[i].reason = reasonOf(m_states[i].property, Achievement::NotYet);
        }
    }

    void follow(Playhead at)
    {
        for (m_now = 0; m_now < at && m_now < m_trace.events.size();)
            take(m_trace.events[m_now++]); // a position is the number of events that have happened
    }

    std::vector<PropertyState> states()
    {
        explainUnseen(Property::ServerAuthentication, Side::Client);
        explainUnseen(Property::ClientAuthentication, Side::Server);
        return {m_states.begin(), m_states.end()};
    }

private:
    PropertyState &state(Property property) { return m_states[static_cast<std::size_t>(property)]; }
    bool is(Property property, Achievement achievement) { return state(property).achievement == achievement; }

    void set(Property property, Achievement achievement, std::optional<MessageId> proof, std::string_view why = {})
    {
        const std::string reason = reasonOf(property, achievement, why);
        if (state(property).reason != reason && !is(property, Achievement::Failed))
            state(property) = {property, achievement, reason, m_now, proof};
    }

    void raise(Property property, Achievement from, Achievement to, std::optional<MessageId> proof,
               std::string_view why = {})
    {
        if (is(property, from))
            set(property, to, proof, why);
    }

    void explainUnseen(Property authentication, Side relying);
    void take(const Event &event);
    void takeMessage(MessageId id);
    void takeClientHello(MessageId id);
    void takeServerHello(MessageId id);
    void takeTls13ServerHello(MessageId id);
    void takeCheck(const Check &check);
    void takePassed(const Check &check, const std::string &message);
    void takeServersProof(std::optional<MessageId> message);
    void takeFinished(const Check &check);
    void takeKeys(const KeyInstallation &keys);
    void conclude(std::optional<MessageId> proof);
    void concludeForwardSecrecy(std::optional<MessageId> proof);
    void fail(Property property, std::optional<MessageId> proof);
    void failAll(std::optional<MessageId> proof);

    const Trace &m_trace;
    Side m_side;
    Playhead m_now = 0;
    std::array<PropertyState, propertyCount> m_states;
    std::optional<MessageId> m_last; ///< that this party sent or received
    std::optional<MessageId> m_clientHello;
    Handshake m_handshake;
    bool m_renegotiating = false; ///< a handshake has been completed before
};

/// A party that tells nothing may well have accepted the proof; only it knows.
void Viewpoint::explainUnseen(Property authentication, Side relying)
{
    if (is(authentication, Achievement::NotYet) && keepsAccount(m_trace, peerOf(relying)) &&
        !keepsAccount(m_trace, relying))
        state(authentication).reason = unseen(authentication);
}

void Viewpoint::take(const Event &event)
{
    const bool own = event.at == m_side;
    switch (event.what) {
    case What::MessageSent:
    case What::MessageReceived:
        if (own)
            takeMessage(MessageId{event.index});
        break;
    case What::Check:
        takeCheck(m_trace.checks[event.index]);
        break;
    case What::Keys:
        if (own)
            takeKeys(m_trace.keys[event.index]);
        break;
    case What::Derivation: {
        const Derivation &made = m_trace.derivations[event.index];
        const bool agreed = made.operation == operation::dhShared || made.operation == operation::ecdhShared;
        if (own && (made.name == "shared_secret" || (agreed && m_handshake.ephemeral())))
            raise(Property::ForwardSecrecy, Achievement::NotYet, Achievement::Pending, m_last);
        if (own && made.operation == operation::openTicket)
            m_handshake.ticket = true;
        break;
    }
    case What::State:
        if (own && m_trace.states[event.index].state == "failed")
            failAll(m_last);
        break;
    default:
        break;
    }
}

void Viewpoint::takeMessage(MessageId id)
{
    m_last = id;
    const Message &message = m_trace[id];
    if (message.name == "client_hello" || message.name == "v2_client_hello") {
        takeClientHello(id);
    } else if (message.name == "server_hello") {
        takeServerHello(id);
    } else if (message.name == "server_key_exchange") {
        m_handshake.temporaryKey = message.field("server_key_exchange.params.rsa_modulus");
    } else if (message.name == "certificate_request") {
        m_handshake.requested = true;
        raise(Property::ClientAuthentication, Achievement::Never, Achievement::NotYet, id); // in a second handshake
    } else if (message.name == "encrypted_extensions") {
        m_handshake.earlyData = message.field("encrypted_extensions.extensions.early_data");
    } else if (message.name == "server_hello_done" ||
               (m_handshake.isTls13() && message.name == "finished" && message.from == Side::Server)) {
        if (!m_handshake.requested && !m_handshake.usesPsk())
            raise(Property::ClientAuthentication, Achievement::NotYet, Achievement::Never, id);
    } else if (message.name == "client_key_exchange") {
        m_handshake.exchange = true;
        m_handshake.ticket = false; // the one that was shown was not taken
    } else if (message.name == "new_session_ticket" && !m_handshake.isTls13()) {
        m_handshake.ticket = true;
        raise(Property::ForwardSecrecy, Achievement::Established, Achievement::Weak, id, "ticket");
    }
}

void Viewpoint::takeClientHello(MessageId id)
{
    m_handshake = {};
    m_clientHello = id;
    const Field *ticket = m_trace[id].field("client_hello.extensions.session_ticket.ticket");
    m_handshake.ticket = ticket && ticket->range.length > 0;
}

static std::uint64_t numberOf(const Message &message, std::string_view path, std::uint64_t otherwise)
{
    const Field *field = message.field(path);
    return field && field->number ? *field->number : otherwise;
}

void Viewpoint::takeServerHello(MessageId id)
{
    const Message &message = m_trace[id];
    const std::uint64_t version = numberOf(message, "server_hello.server_version", tls12);
    m_handshake.version =
        static_cast<Version>(numberOf(message, "server_hello.extensions.supported_versions.selected_version", version));
    m_handshake.suite = cipherSuite(static_cast<std::uint16_t>(numberOf(message, "server_hello.cipher_suite", 0)));
    m_handshake.deflate = numberOf(message, "server_hello.compression_method", 0) != 0;
    m_handshake.secured = message.field("server_hello.extensions.renegotiation_info");
    if (!m_handshake.suite)
        return;
    if (m_handshake.isTls13())
        return takeTls13ServerHello(id);
    if (m_handshake.anonymous()) {
        raise(Property::ServerAuthentication, Achievement::NotYet, Achievement::Never, id, "anonymous");
        raise(Property::ClientAuthentication, Achievement::NotYet, Achievement::Never, id, "anonymous");
    }
    if (!m_handshake.ephemeral() && !m_handshake.exportable())
        raise(Property::ForwardSecrecy, Achievement::NotYet, Achievement::Never, id,
              m_handshake.usesPsk() ? "psk" : "");
}

/// Each of its answers stands for itself (RFC 8446 2): a key_share, a pre-shared key, or both.
void Viewpoint::takeTls13ServerHello(MessageId id)
{
    const Message &message = m_trace[id];
    const Field *selected = message.field("server_hello.extensions.pre_shared_key.selected_identity");
    m_handshake.psk = selected;
    m_handshake.share = message.field("server_hello.extensions.key_share");
    const std::string identity = "client_hello.extensions.pre_shared_key.identities[" +
                                 std::to_string(selected ? selected->number.value_or(0) : 0) + "]";
    // RFC 8446 4.2.11: the age of an identity that is no ticket is 0
    m_handshake.ticket = m_handshake.psk && m_clientHello &&
                         numberOf(m_trace[*m_clientHello], identity + ".obfuscated_ticket_age", 0) != 0;
    m_handshake.exchange = !m_handshake.ticket;
    if (!m_handshake.share)
        raise(Property::ForwardSecrecy, Achievement::NotYet, Achievement::Never, id, "psk");
}

void Viewpoint::takeCheck(const Check &check)
{
    if (check.passed)
        takePassed(check, check.message ? m_trace[*check.message].name : std::string());
    else if (check.by == m_side)
        failAll(check.message);
    else
        fail(check.by == Side::Client ? Property::ServerAuthentication : Property::ClientAuthentication, check.message);
}

void Viewpoint::takePassed(const Check &check, const std::string &message)
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
    m_handshake.shareSigned |=
        signature && message == (m_handshake.isTls13() ? "certificate_verify" : "server_key_exchange");
    takeServersProof(check.message);
}

/// The certificate is trusted and, where anything had to be signed with its key, it was.
void Viewpoint::takeServersProof(std::optional<MessageId> message)
{
    if (m_handshake.chainTrusted && (m_handshake.shareSigned || !m_handshake.mustSign()))
        raise(Property::ServerAuthentication, Achievement::NotYet, Achievement::Pending, message);
}

void Viewpoint::takeFinished(const Check &check)
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
    m_renegotiating = m_renegotiating || (check.by == m_side && !m_handshake.isTls13());
}

/// The peer has proven that it holds the same keys and has heard the same: what was pending is what the suite makes of
/// it, also where an earlier handshake had made something else of it.
void Viewpoint::conclude(std::optional<MessageId> proof)
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

void Viewpoint::concludeForwardSecrecy(std::optional<MessageId> proof)
{
    constexpr Property property = Property::ForwardSecrecy;
    if (m_handshake.isTls13())
        set(property,
            !m_handshake.share      ? Achievement::Never
            : m_handshake.earlyData ? Achievement::Weak
                                    : Achievement::Established,
            proof,
            !m_handshake.share      ? "psk"
            : m_handshake.earlyData ? "early-data"
                                    : "");
    else if (!m_handshake.ephemeral() && !m_handshake.temporaryKey)
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

void Viewpoint::takeKeys(const KeyInstallation &keys)
{
    const CipherSuite *suite = cipherSuite(keys.suite);
    const bool encrypts = !suite || suite->mode != CipherMode::Null;
    raise(Property::Confidentiality, Achievement::NotYet, encrypts ? Achievement::Pending : Achievement::Never, m_last);
    raise(Property::Integrity, Achievement::NotYet, Achievement::Pending, m_last);
    if (m_handshake.isTls13() ? m_handshake.psk && m_handshake.ticket : !m_handshake.exchange) {
        // taken up from an earlier handshake
        if (suite && (suite->certified() || suite->usesPsk() || m_handshake.psk))
            raise(Property::ServerAuthentication, Achievement::NotYet, Achievement::Pending, m_last, "resumed");
        raise(Property::ClientAuthentication, Achievement::NotYet, Achievement::Never, m_last, "resumed");
    } else if (m_handshake.exportable() && !m_handshake.temporaryKey && m_handshake.chainTrusted) {
        raise(Property::ServerAuthentication, Achievement::NotYet, Achievement::Pending, m_last);
    } else if (m_handshake.usesPsk()) {
        raise(Property::ServerAuthentication, Achievement::NotYet, Achievement::Pending, m_last, "psk");
        raise(Property::ClientAuthentication, Achievement::NotYet, Achievement::Pending, m_last, "psk");
    }
}

void Viewpoint::fail(Property property, std::optional<MessageId> proof)
{
    const bool neverAsked = property == Property::ClientAuthentication && is(property, Achievement::NotYet) &&
                            !m_handshake.requested && !m_handshake.usesPsk();
    if (!is(property, Achievement::Never) && !neverAsked)
        set(property, Achievement::Failed, proof);
}

// What a broken connection had established protects nothing any more.
void Viewpoint::failAll(std::optional<MessageId> proof)
{
    for (std::size_t i = 0; i < propertyCount; ++i)
        fail(static_cast<Property>(i), proof);
}

} // namespace

std::vector<PropertyState> propertiesAt(const Trace &trace, Side viewpoint, Playhead at)
{
    Viewpoint view(trace, viewpoint);
    view.follow(at);
    return view.states();
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
