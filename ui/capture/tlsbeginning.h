// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// Where TLS begins in a byte stream, and what was spoken before: the beginnings that RFC 2595, 3207, 4217, 4511, 6120
// and PostgreSQL's protocol define for a connection that starts in clear.

#include "wire/bytes.h"

namespace hd::ui {

enum class Looks : std::uint8_t { No, Undecided, Yes };

/// Whether a record with a client_hello begins here; that of SSL 2.0's format too (RFC 5246 E.2). Undecided while there
/// are too few bytes to say.
Looks looksLikeClientHello(ByteView bytes);
/// Whether it is a record that a server begins with: a server_hello or an alert.
Looks looksLikeServerBeginning(ByteView bytes);
/// Whether it is any record, encrypted or not.
Looks looksLikeRecord(ByteView bytes);

/// `SMTP`, `IMAP`, `POP3`, `XMPP`, `FTP`, `LDAP`, `PostgreSQL`, `HTTP CONNECT`, `SOCKS`: what both sides said before,
/// when it ends in an agreement on TLS (or a tunnel). Empty: none of them.
std::string startTlsProtocol(ByteView client, ByteView server);

} // namespace hd::ui
