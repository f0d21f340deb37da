// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// What the main fields of a message say, in a few words each: for pictures and tables that name messages only.

#include "diagram/words.h"

#include <QStringList>

namespace hd::ui {

/// "TLS 1.2", "cipher_suites ×5", "server_name server.hellodone.test", ...: of the fields that this message has, those
/// that decide what becomes of the handshake, in the order of the wire where that helps. Nothing is said of a field
/// that is not there. One line each, harmless characters only.
QStringList messageGist(const Trace &trace, MessageId message, const DiagramWords &words);

/// The same for every message, broken into lines for LayoutOptions::details.
std::vector<QStringList> messageDetails(const Trace &trace, const DiagramWords &words);

} // namespace hd::ui
