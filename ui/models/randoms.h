// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// The randoms of a trace's hellos: what they hold and what is made of them later.

#include "trace/lineage.h"
#include "trace/timeline.h"

#include <QString>

namespace hd::ui {

/// What takes a random: the derivations and checks of one name, of either party.
struct RandomUse
{
    QString name;
    bool check = false;
    bool transcript = false;            ///< as a part of the messages that are hashed, not by itself
    std::vector<std::uint32_t> indices; ///< into derivations, or checks, of the Trace
    Playhead at = 0;                    ///< the first of them has happened

    bool operator==(const RandomUse &) const = default;
};

struct HelloRandom
{
    /// What its end says: that the server could do TLS 1.3 (or 1.2) but was offered less; or the value that makes a
    /// server_hello a hello_retry_request (RFC 8446 4.1.3).
    enum class Mark : std::uint8_t { None, DowngradeFromTls13, DowngradeToTls11, Retry };

    MessageId message;
    std::string path;   ///< `client_hello.random`
    Range range;        ///< within the message; of 32 bytes but in the SSL 2.0 format
    bool split = false; ///< whether its first four bytes are gmt_unix_time here
    QString time;       ///< that, decoded
    Mark mark = Mark::None;
    Range marked;          ///< within the message
    std::string sessionId; ///< path of the session id beside it; empty where there is none
    bool echoed = false;   ///< whether that is the client's
    std::uint32_t handshake = 0;
    Playhead at = 0;

    bool operator==(const HelloRandom &) const = default;
};

std::vector<HelloRandom> randomsOf(const Trace &trace);

/// What takes @p random by itself, then what takes it as a part of the transcript; each in the order of time.
std::vector<RandomUse> usesOf(const Trace &trace, const Lineage &lineage, const HelloRandom &random);

} // namespace hd::ui
