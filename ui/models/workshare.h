// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "session/experiments.h"

namespace hd::ui {

/// What a party works at.
enum class WorkKind : std::uint8_t {
    KeyGeneration, ///< a key pair of its own for this connection
    SharedSecret,
    RsaEncryption,
    RsaDecryption,
    Signing,
    Verification, ///< of a signature over the handshake
    CertificateChain,
    KeyDerivation, ///< PRF, HKDF, the ladder of SSL 3.0
    Hashing,       ///< transcripts, and the values of finished under TLS 1.3
    Tickets,
    Records, ///< sealing and opening
    Rest     ///< encoding, decoding, choosing, checking
};
inline constexpr std::size_t workKindCount = 12;

/// By event. What is drawn as a private key counts as key generation: it is drawn while the pair is made.
std::vector<WorkKind> kindsOfWork(const Trace &trace);

/// All that one party did of one kind in a handshake.
struct WorkShare
{
    WorkKind kind = WorkKind::Rest;
    Side by = Side::Client;
    int count = 0;   ///< of operations
    Quartiles total; ///< of the runs, of what all of them took together; in the unit of the clock
    std::vector<Event> events;
};

/// Kinds in their order, the client's before the server's; those that did not occur are left out.
std::vector<WorkShare> workShares(const WorkTimes &times);

} // namespace hd::ui
