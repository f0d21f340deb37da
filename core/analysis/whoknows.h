// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// Who knows which secret, and since when: from what the parties recorded that they made, held or received.

#include "trace/timeline.h"

#include <array>

namespace hd {

/// Something that not everybody is to know.
struct KnownSecret
{
    enum class Kind : std::uint8_t {
        PrivateKey, ///< held before the connection began, and used in it: of a certificate, or a temporary one
        Given,      ///< both have it from before: a pre-shared key, a session's master secret, ticket keys
        OneTimeKey, ///< private values of (EC)DHE, drawn for this connection
        Secret,     ///< what keys are made from
        Key,        ///< that protects records, with its IV
        Data,       ///< what was said
        Change      ///< what somebody on the way made of a message
    };
    Kind kind = Kind::Secret;
    std::string name;            ///< of the derivation; `certificate`, `temporary` for private keys; of the message
    std::uint32_t handshake = 0; ///< from 0, where there are several
    std::array<std::optional<DerivationId>, 2> derivations; ///< by Side: that made it, or used it
    std::optional<MessageId> message;                       ///< Data, Change
    std::array<std::optional<Playhead>, 2> since;           ///< by Side; nothing: it never does
    std::optional<Playhead> eavesdropper;                   ///< since when he can read or compute it; nothing: never
    std::optional<Playhead> attacker;                       ///< the same, and what he has changed himself
    bool differs = false;                                   ///< both have one, and not the same
    bool operator==(const KnownSecret &) const = default;

    /// Whether anybody knows it at @p at.
    bool exists(Playhead at) const;
};

/// All of a connection, in groups by their kind and within one in the order in which they came about.
std::vector<KnownSecret> whoKnows(const Trace &trace);

} // namespace hd
