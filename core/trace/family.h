// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "trace/trace.h"

namespace hd {

/// The two families of handshakes, in which messages, keys and proofs of one name are different things.
enum class Family : std::uint8_t { UpToTls12, Tls13 };

/// That of the version agreed on. Where it came to none, TLS 1.3 when a server answered in it.
Family familyOf(const Trace &trace);

/// That in which @p message is to be read. A client_hello is one of TLS 1.3 when it offers TLS 1.3, whatever the server
/// makes of it: its older fields then say no longer what they once did.
Family familyOf(const Trace &trace, const Message &message);

/// Under which of the keys of TLS 1.3 a message is sent (RFC 8446 2). Up to TLS 1.2 there are only those of the
/// application, which protect finished too.
enum class KeyPhase : std::uint8_t { Clear, EarlyData, Handshake, Application };
KeyPhase keyPhase(const Trace &trace, MessageId message);

} // namespace hd
