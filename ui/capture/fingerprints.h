// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// Short names for what a client_hello offers, by which analysers recognise the software that sent it.

#include "messages/clienthello.h"

namespace hd::crypto {
class Context;
}

namespace hd::ui {

/// JA3: the MD5 of version, suites, extensions, groups and point formats in decimal, without GREASE (RFC 8701).
std::string ja3Of(crypto::Context &context, const ClientHello &hello);
/// What it is the MD5 of: "771,4865-4866,0-23,29,0".
std::string ja3TextOf(const ClientHello &hello);
/// JA4 of a TCP connection: `t13d1516h2_8daaf6152771_e5627efa2ab1`.
std::string ja4Of(crypto::Context &context, const ClientHello &hello);

} // namespace hd::ui
