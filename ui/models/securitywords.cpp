// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/securitywords.h"

namespace hd::ui {

QString SecurityWords::viewer(Viewer viewer)
{
    switch (viewer) {
    case Viewer::Client:
        return tr("Client");
    case Viewer::Server:
        return tr("Server");
    case Viewer::Eavesdropper:
        return tr("Eavesdropper");
    case Viewer::Attacker:
        return tr("Attacker");
    }
    return {};
}

QString SecurityWords::property(Property property)
{
    switch (property) {
    case Property::Confidentiality:
        return tr("Confidentiality");
    case Property::Integrity:
        return tr("Integrity");
    case Property::ServerAuthentication:
        return tr("Server authentication");
    case Property::ClientAuthentication:
        return tr("Client authentication");
    case Property::ForwardSecrecy:
        return tr("Forward secrecy");
    }
    return {};
}

QString SecurityWords::achievement(const PropertyState &state, Viewer viewer)
{
    if (viewer == Viewer::Client || viewer == Viewer::Server)
        return forParty(state.achievement);
    switch (state.property) {
    case Property::Confidentiality:
        return reading(state.achievement);
    case Property::Integrity:
        return viewer == Viewer::Eavesdropper ? tr("only listens") : changing(state);
    case Property::ServerAuthentication:
    case Property::ClientAuthentication:
        return viewer == Viewer::Eavesdropper ? tr("only listens") : posing(state.achievement);
    case Property::ForwardSecrecy:
        return readingLater(state.achievement);
    }
    return {};
}

QString SecurityWords::forParty(Achievement achievement)
{
    switch (achievement) {
    case Achievement::NotYet:
        return tr("not yet");
    case Achievement::Pending:
        return tr("pending");
    case Achievement::Established:
        return tr("established");
    case Achievement::Failed:
        return tr("failed");
    case Achievement::Never:
        return tr("none", "security property that this handshake does not aim at");
    case Achievement::Weak:
        return tr("weak", "security property that there is a known way around");
    }
    return {};
}

QString SecurityWords::reading(Achievement achievement)
{
    switch (achievement) {
    case Achievement::NotYet:
    case Achievement::Never:
        return tr("reads all", "somebody on the wire");
    case Achievement::Pending:
        return tr("could still read", "somebody on the wire");
    case Achievement::Established:
        return tr("shut out", "somebody on the wire");
    case Achievement::Failed:
        return tr("it is over", "the connection failed");
    case Achievement::Weak:
        return tr("has a way in", "somebody on the wire");
    }
    return {};
}

QString SecurityWords::changing(const PropertyState &state)
{
    switch (state.achievement) {
    case Achievement::NotYet:
    case Achievement::Never:
        return tr("can change all", "somebody in between");
    case Achievement::Pending:
        return tr("until finished", "somebody in between can change things");
    case Achievement::Established:
        return tr("is noticed", "somebody in between who changes things");
    case Achievement::Failed:
        return state.reason == "integrity.attacker-noticed"     ? tr("was noticed", "somebody who changed things")
               : state.reason == "integrity.attacker-unnoticed" ? tr("went unnoticed", "somebody who changed things")
                                                                : tr("it is over", "the connection failed");
    case Achievement::Weak:
        return tr("has a way", "somebody in between, to change things");
    }
    return {};
}

QString SecurityWords::posing(Achievement achievement)
{
    switch (achievement) {
    case Achievement::NotYet:
        return tr("could be him", "the party that is seen");
    case Achievement::Pending:
        return tr("could still be him", "the party that is seen");
    case Achievement::Established:
        return tr("cannot pose", "somebody in between, as a party");
    case Achievement::Failed:
        return tr("it is over", "the connection failed");
    case Achievement::Never:
        return tr("nobody proves it", "who a party is");
    case Achievement::Weak:
        return tr("has a way", "somebody in between, to pose as a party");
    }
    return {};
}

QString SecurityWords::readingLater(Achievement achievement)
{
    switch (achievement) {
    case Achievement::NotYet:
        return tr("not yet");
    case Achievement::Pending:
        return tr("pending");
    case Achievement::Established:
        return tr("shut out for good", "somebody who gets a key later");
    case Achievement::Failed:
        return tr("it is over", "the connection failed");
    case Achievement::Never:
        return tr("reads it later", "somebody who gets a key later");
    case Achievement::Weak:
        return tr("perhaps later", "somebody who gets a key later reads it");
    }
    return {};
}

QString SecurityWords::kind(KnownSecret::Kind kind)
{
    switch (kind) {
    case KnownSecret::Kind::PrivateKey:
        return tr("Private keys");
    case KnownSecret::Kind::Given:
        return tr("From before this connection");
    case KnownSecret::Kind::OneTimeKey:
        return tr("One-time private values");
    case KnownSecret::Kind::Secret:
        return tr("Secrets");
    case KnownSecret::Kind::Key:
        return tr("Keys of the records");
    case KnownSecret::Kind::Data:
        return tr("What was said");
    case KnownSecret::Kind::Change:
        return tr("What was changed on the way");
    }
    return {};
}

QString SecurityWords::access(Access access)
{
    switch (access) {
    case Access::Clear:
        return tr("in clear", "message");
    case Access::Opened:
        return tr("opened", "message");
    case Access::Closed:
        return tr("sealed", "message");
    }
    return {};
}

QString SecurityWords::key(LeakedKey key)
{
    switch (key) {
    case LeakedKey::PrivateKey:
        return tr("Private key");
    case LeakedKey::TicketKeys:
        return tr("Ticket keys");
    case LeakedKey::PreSharedKey:
        return tr("Pre-shared key");
    }
    return {};
}

} // namespace hd::ui
