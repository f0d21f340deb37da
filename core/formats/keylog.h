// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// The key log of NSS, as browsers write it and analysers read it: a line `CLIENT_RANDOM <random> <master secret>` for
// each handshake, both in hex (draft-ietf-tls-keylogfile 2).

#include "trace/trace.h"
#include "wire/error.h"

#include <map>

namespace hd {

/// One line for each handshake of the connection that came to a master secret, in their order. A secret that the
/// recording withholds has none.
std::string keyLog(const Trace &trace);

/// What a key log holds.
class KeyLog
{
public:
    /// Nothing when it does not know this handshake.
    std::optional<Bytes> masterSecret(ByteView clientRandom) const;
    std::size_t size() const { return m_masterSecrets.size(); }
    /// What was skipped, once for each label: secrets of other protocols and labels that nobody knows.
    const std::vector<Error> &warnings() const { return m_warnings; }

private:
    friend class KeyLogReader;
    std::map<Bytes, Bytes> m_masterSecrets; ///< by client random
    std::vector<Error> m_warnings;
};

/// Empty lines and comments (#) are fine. An Error, with its line, is a line of a label that matters and does not hold
/// what it should. When a random comes twice, the last line counts.
/// @param fileName for errors.
Result<KeyLog> parseKeyLog(std::string_view text, std::string_view fileName);

} // namespace hd
