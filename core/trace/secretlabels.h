// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// The names that RFC 9850 2 gives secrets in a key log.

#include "trace/trace.h"

namespace hd::secretlabel {

/// The master secret of a handshake up to TLS 1.2.
inline constexpr std::string_view master = "CLIENT_RANDOM";
inline constexpr std::string_view clientEarlyTraffic = "CLIENT_EARLY_TRAFFIC_SECRET";
inline constexpr std::string_view clientHandshakeTraffic = "CLIENT_HANDSHAKE_TRAFFIC_SECRET";
inline constexpr std::string_view serverHandshakeTraffic = "SERVER_HANDSHAKE_TRAFFIC_SECRET";
/// The first ones; those after a key_update follow from them (RFC 8446 7.2).
inline constexpr std::string_view clientTraffic = "CLIENT_TRAFFIC_SECRET_0";
inline constexpr std::string_view serverTraffic = "SERVER_TRAFFIC_SECRET_0";
inline constexpr std::string_view earlyExporter = "EARLY_EXPORTER_SECRET";
inline constexpr std::string_view exporter = "EXPORTER_SECRET";

/// Of TLS 1.3: by the name of the derivation in a Trace.
inline constexpr std::pair<std::string_view, std::string_view> byDerivation[] = {
    {"client_early_traffic_secret", clientEarlyTraffic},
    {"early_exporter_master_secret", earlyExporter},
    {"client_handshake_traffic_secret", clientHandshakeTraffic},
    {"server_handshake_traffic_secret", serverHandshakeTraffic},
    {"client_application_traffic_secret_0", clientTraffic},
    {"server_application_traffic_secret_0", serverTraffic},
    {"exporter_master_secret", exporter},
};

} // namespace hd::secretlabel
