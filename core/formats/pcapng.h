// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "trace/trace.h"

namespace hd {

/// The connection as a capture that Wireshark and its like read: draft-ietf-opsawg-pcapng, with the packets of
/// formats/tcppackets.h, at the time of the recording or the scenario's clock. With secrets, the key log is in it (a
/// Decryption Secrets Block), so that the analyser decrypts without being told how.
Bytes pcapng(const Trace &trace, bool withSecrets);

} // namespace hd
