// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// Whole handshakes made by hand, for tests of what is drawn and written: sizes, flights, states and records are those
// of a real one, the bytes inside are filler.

#include "trace/trace.h"

namespace hd::test {

struct SampleOptions
{
    bool omissions = false;  ///< without server_key_exchange, certificate_request and what follows from them
    bool oneRecord = false;  ///< the server's first flight shares one record; its certificate takes two otherwise
    bool alert = false;      ///< ends with application data and a close_notify of the client
    int applicationData = 0; ///< messages of application data, in turns of one message each
    std::string title = "Classic 13 messages";
};

/// The secret bytes that every sample holds; no export may show them unasked.
inline constexpr const char *sampleSecretHex = "5ec7e75ec7e75ec7e75ec7e7";

/// The classic handshake: #1 to #13, four flights, DHE_RSA with client authentication.
Trace sampleTrace(const SampleOptions &options = {});

} // namespace hd::test
