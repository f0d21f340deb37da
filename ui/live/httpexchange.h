// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "live/liveconnection.h"

namespace hd::ui {

/// What to do once a request has come as far as @p request.
/// @returns the whole response, or nothing while the request is not complete.
std::optional<std::string> answerTo(std::string_view request, const Trace &trace);

/// Makes @p connection answer one HTTP request with a page about its own handshake, then close_notify.
void serveHttp(LiveConnection *connection);

} // namespace hd::ui
