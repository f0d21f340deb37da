// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// Connections of every version, suite and flow, as settings over a built-in scenario. They are for those who read a
// trace or its wire; that the handshakes themselves are right is tested elsewhere.

#include <string>
#include <vector>

namespace hd::test {

struct Variant
{
    std::string name;
    std::vector<std::string> settings; ///< over the scenario `tls12-rsa`, as in RunOptions::set
    std::size_t handshakes = 1;        ///< that come to keys
};
inline constexpr const char *variantScenario = "tls12-rsa";

/// Every suite in every version that can use it, with data both ways, a handshake within the connection, and more data.
std::vector<Variant> suiteVariants();

/// Of these, one for each version and way to protect records, and one for each key exchange.
std::vector<Variant> distinctSuiteVariants();

/// TLS 1.3: every suite, resumed and not, and every way that a handshake takes.
std::vector<Variant> tls13Variants();

/// Client authentication, resumption, renegotiation, compression, splitting, SSL 2.0's hello, stapling, alerts.
std::vector<Variant> flowVariants();

} // namespace hd::test
