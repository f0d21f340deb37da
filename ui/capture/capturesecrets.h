// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "capture/captureindex.h"
#include "capture/packetreader.h"

#include "formats/keylog.h"
#include "observe/secrets.h"

namespace hd::ui {

/// The secrets that a capture holds, and those that come with it.
class CaptureSecrets
{
public:
    /// What makes no sense in them becomes a notice, and the rest counts.
    void addEmbedded(const std::vector<PacketReader::Secrets> &secrets, std::vector<Error> &notices);
    /// An Error when a file cannot be read or does not hold what it should.
    std::optional<Error> addKeys(const CaptureKeys &keys);

    /// Whether there is any for the handshake with this client random.
    bool know(ByteView clientRandom) const;
    std::optional<Bytes> secret(std::string_view label, ByteView clientRandom) const;
    Secrets secrets() const;

private:
    std::optional<Error> addKeyLog(const std::string &path);
    std::optional<Error> addPrivateKey(const std::string &path);

    std::vector<std::shared_ptr<const KeyLog>> m_logs; ///< the later ones count more
    std::shared_ptr<crypto::Context> m_context;        ///< of m_keys
    std::vector<crypto::PrivateKey> m_keys;
};

} // namespace hd::ui
