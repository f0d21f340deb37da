// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// The key log, as browsers write it and analysers read it: a line `<label> <client random> <secret>` for each secret,
// both in hex (RFC 9850 2). trace/secretlabels.h has the labels.

#include "trace/trace.h"
#include "wire/error.h"

#include <map>

namespace hd {

/// Up to TLS 1.2 one line for each handshake of the connection that came to a master secret, in TLS 1.3 one for each
/// secret of the connection that has a label, in their order. A secret that the recording withholds has none.
std::string keyLog(const Trace &trace);

/// What a key log holds.
class KeyLog
{
public:
    /// @param clientRandom that of the client_hello; in TLS 1.3 both client_hellos have the same. Nothing when it does
    /// not know this secret.
    std::optional<Bytes> secret(std::string_view label, ByteView clientRandom) const;
    std::size_t size() const { return m_secrets.size(); }
    /// Knows the secrets of @p later too; where both have one, that of @p later counts.
    void add(KeyLog later);
    /// What was skipped, once for each label: secrets of other protocols and labels that nobody knows.
    const std::vector<Error> &warnings() const { return m_warnings; }

private:
    friend class KeyLogReader;
    std::map<std::pair<std::string, Bytes>, Bytes> m_secrets; ///< by label and client random
    std::vector<Error> m_warnings;
};

/// Empty lines and comments (#) are fine. An Error, with its line, is a line of a label that matters and does not hold
/// what it should. When a secret comes twice, the last line counts.
/// @param fileName for errors.
Result<KeyLog> parseKeyLog(std::string_view text, std::string_view fileName);

} // namespace hd
