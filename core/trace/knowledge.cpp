// SPDX-License-Identifier: GPL-3.0-or-later
#include "trace/knowledge.h"

#include "trace/operations.h"

#include <algorithm>
#include <array>

namespace hd {

static std::string_view nameOf(Property property)
{
    switch (property) {
    case Property::Confidentiality:
        return "confidentiality";
    case Property::Integrity:
        return "integrity";
    case Property::ServerAuthentication:
        return "server_authentication";
    case Property::ClientAuthentication:
        return "client_authentication";
    case Property::ForwardSecrecy:
        return "forward_secrecy";
    }
    return {};
}

static std::string_view wordOf(Achievement achievement)
{
    switch (achievement) {
    case Achievement::NotYet:
        return "not-yet";
    case Achievement::Pending:
        return "pending";
    case Achievement::Established:
        return "established";
    case Achievement::Failed:
        return "failed";
    case Achievement::Never:
        return "never";
    }
    return {};
}

/// Whether @p side told what it did. Of a live peer there is only what it sent, inferred from what arrived.
static bool keepsAccount(const Trace &trace, Side side)
{
    return std::any_of(trace.events.begin(), trace.events.end(), [side](const Event &event) {
        return event.at == side && event.what != What::MessageSent && event.what != What::RecordSealed;
    });
}

static std::string reasonOf(Property property, Achievement achievement)
{
    return std::string(nameOf(property)) + "." + std::string(wordOf(achievement));
}

namespace {

// Follows the events of SSL 3.0 to TLS 1.2 as one party lives them. Authentication is the exception: it belongs to the
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

    void set(Property property, Achievement achievement, std::optional<MessageId> proof)
    {
        if (!is(property, achievement) && !is(property, Achievement::Failed))
            state(property) = {property, achievement, reasonOf(property, achievement), m_now, proof};
    }

    void raise(Property property, Achievement from, Achievement to, std::optional<MessageId> proof)
    {
        if (is(property, from))
            set(property, to, proof);
    }

    void explainUnseen(Property authentication, Side relying);
    void take(const Event &event);
    void takeMessage(MessageId id);
    void takeCheck(const Check &check);
    void takePassed(const Check &check, const std::string &message);
    void takeFinished(const Check &check);
    void takeKeys(const KeyInstallation &keys);
    void fail(Property property, std::optional<MessageId> proof);
    void failAll(std::optional<MessageId> proof);

    const Trace &m_trace;
    Side m_side;
    Playhead m_now = 0;
    std::array<PropertyState, propertyCount> m_states;
    std::optional<MessageId> m_last; ///< that this party sent or received
    bool m_ephemeral = false;        ///< a signed share of one connection takes part in the key exchange
    bool m_chainTrusted = false;
    bool m_shareSigned = false;
    bool m_certificateRequested = false;
};

/// A party that tells nothing may well have accepted the proof; only it knows.
void Viewpoint::explainUnseen(Property authentication, Side relying)
{
    if (is(authentication, Achievement::NotYet) && keepsAccount(m_trace, peerOf(relying)) &&
        !keepsAccount(m_trace, relying))
        state(authentication).reason = std::string(nameOf(authentication)) + ".unseen";
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
        if (own && agreed && m_ephemeral)
            raise(Property::ForwardSecrecy, Achievement::NotYet, Achievement::Pending, m_last);
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

static std::string suiteOf(const Message &serverHello)
{
    const std::optional<FieldIndex> field = serverHello.fields.find("server_hello.cipher_suite");
    return field ? serverHello.fields[*field].meaning : std::string();
}

void Viewpoint::takeMessage(MessageId id)
{
    m_last = id;
    const Message &message = m_trace[id];
    if (message.name == "server_hello") {
        const std::string suite = suiteOf(message);
        m_ephemeral = suite.starts_with("TLS_DHE_") || suite.starts_with("TLS_ECDHE_");
        if (!m_ephemeral && !suite.empty())
            set(Property::ForwardSecrecy, Achievement::Never, id);
    } else if (message.name == "certificate_request") {
        m_certificateRequested = true;
    } else if (message.name == "server_hello_done" && !m_certificateRequested) {
        set(Property::ClientAuthentication, Achievement::Never, id);
    }
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
    if (check.name == "finished.verify_data")
        takeFinished(check);
    if (check.by == Side::Server) {
        if (check.operation == operation::verifySignature && message == "certificate_verify")
            raise(Property::ClientAuthentication, Achievement::NotYet, Achievement::Pending, check.message);
        return;
    }
    m_chainTrusted |= check.name == "certificate.trust";
    m_shareSigned |= check.operation == operation::verifySignature && message == "server_key_exchange";
    if (m_chainTrusted && (m_shareSigned || !m_ephemeral))
        raise(Property::ServerAuthentication, Achievement::NotYet, Achievement::Pending, check.message);
}

void Viewpoint::takeFinished(const Check &check)
{
    if (check.by == m_side)
        for (const Property property : {Property::Confidentiality, Property::Integrity, Property::ForwardSecrecy})
            raise(property, Achievement::Pending, Achievement::Established, check.message);
    const Property authentication =
        check.by == Side::Client ? Property::ServerAuthentication : Property::ClientAuthentication;
    raise(authentication, Achievement::Pending, Achievement::Established, check.message);
    if (check.by == Side::Server) // the client was asked and sent no certificate
        raise(Property::ClientAuthentication, Achievement::NotYet, Achievement::Never, check.message);
}

void Viewpoint::takeKeys(const KeyInstallation &keys)
{
    const bool encrypts = keys.suite.find("_WITH_NULL_") == std::string::npos;
    raise(Property::Confidentiality, Achievement::NotYet, encrypts ? Achievement::Pending : Achievement::Never, m_last);
    raise(Property::Integrity, Achievement::NotYet, Achievement::Pending, m_last);
}

void Viewpoint::fail(Property property, std::optional<MessageId> proof)
{
    const bool neverAsked = property == Property::ClientAuthentication && !m_certificateRequested;
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

static int rank(Achievement achievement)
{
    switch (achievement) {
    case Achievement::Failed:
        return 0;
    case Achievement::Never:
        return 1;
    case Achievement::NotYet:
        return 2;
    case Achievement::Pending:
        return 3;
    case Achievement::Established:
        return 4;
    }
    return 0;
}

std::vector<PropertyState> propertiesAt(const Trace &trace, Playhead at)
{
    for (const Side side : {Side::Client, Side::Server})
        if (keepsAccount(trace, side) && !keepsAccount(trace, peerOf(side)))
            return propertiesAt(trace, side, at);
    std::vector<PropertyState> weaker = propertiesAt(trace, Side::Client, at);
    const std::vector<PropertyState> server = propertiesAt(trace, Side::Server, at);
    for (std::size_t i = 0; i < propertyCount; ++i) {
        const int difference = rank(server[i].achievement) - rank(weaker[i].achievement);
        // Of two equal views the later one completes the row, but the first failure is the one that counts.
        const bool failed = server[i].achievement == Achievement::Failed;
        const bool later = failed ? server[i].since < weaker[i].since : server[i].since > weaker[i].since;
        if (difference < 0 || (difference == 0 && later))
            weaker[i] = server[i];
    }
    return weaker;
}

} // namespace hd
