// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "handshake/sessions.h"
#include "wire/error.h"

namespace hd::app {

/// A session that a later connection can resume, as a file:
///
///     { "format": "hellodone-session", "version": 1,
///       "id": "hex or empty", "ticket": "hex or empty", "protocol": "TLS 1.2", "suite": "TLS_...", "compression": 0,
///       "master_secret": "96 hex digits", "extended_master_secret": true, "client_authenticated": false,
///       "server_name": "server.test", "established": unix time, "lifetime": seconds, 0 for as long as the server likes
///       }
///
/// In TLS 1.3 there is "psk", of 32 or 48 bytes, in the place of "master_secret", and
///
///       "age_add": number, "max_early_data": bytes, "alpn": "protocol or empty"
///
/// Whoever holds it can decrypt the connection that it comes from, so that only its owner can read it.
std::optional<Error> writeSession(const SessionState &session, const std::string &name);

/// The inverse; trusts nothing.
Result<SessionState> readSession(const std::string &name);

} // namespace hd::app
