// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// How propertiesAt() follows a connection; what the two families of handshakes have in common.

#include "trace/knowledge.h"

#include <array>
#include <memory>

namespace hd {

/// Whether @p side told what it did. Of a live peer there is only what it sent, inferred from what arrived.
bool keepsAccount(const Trace &trace, Side side);

/// The properties as one party lives through the events. Authentication is the exception: it belongs to the party that
/// relies on it, so the client's checks decide about the server's identity in both views, and the reverse.
class Viewpoint
{
public:
    Viewpoint(const Trace &trace, Side side);
    virtual ~Viewpoint() = default;

    /// Takes what happened up to @p at; a later call goes on from there.
    void follow(Playhead at);
    std::uint32_t changes() const { return m_changes; } ///< how often a state has changed so far
    std::vector<PropertyState> states();
    /// The best known way to read what the handshake's suite encrypts: "rc4"; empty while there is no suite, or none.
    virtual std::string_view weakness() const { return {}; }

protected:
    virtual void takeMessage(MessageId id) = 0;
    virtual void takePassed(const Check &check, const std::string &message) = 0;
    virtual void takeKeys(const KeyInstallation &keys) = 0;
    virtual void takeDerivation(const Derivation &made, bool own) = 0;
    /// Whether the client was to prove who it is, so that a failure concerns that.
    virtual bool clientIsAsked() const = 0;

    PropertyState &state(Property property) { return m_states[static_cast<std::size_t>(property)]; }
    bool is(Property property, Achievement achievement) { return state(property).achievement == achievement; }
    void set(Property property, Achievement achievement, std::optional<MessageId> proof, std::string_view why = {});
    void raise(Property property, Achievement from, Achievement to, std::optional<MessageId> proof,
               std::string_view why = {});

    const Trace &m_trace;
    const Side m_side;
    std::optional<MessageId> m_last; ///< that this party sent or received

private:
    void explainUnseen(Property authentication, Side relying);
    void take(const Event &event);
    void takeCheck(const Check &check);
    void fail(Property property, std::optional<MessageId> proof);
    void failAll(std::optional<MessageId> proof);

    Playhead m_now = 0;
    std::uint32_t m_changes = 0;
    std::array<PropertyState, propertyCount> m_states;
};

/// That of the family that the connection is of.
std::unique_ptr<Viewpoint> makeViewpoint(const Trace &trace, Side side);
/// RFC 8446.
std::unique_ptr<Viewpoint> makeTls13Viewpoint(const Trace &trace, Side side);

} // namespace hd
