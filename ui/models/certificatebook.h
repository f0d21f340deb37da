// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/certificatechains.h"
#include "trace/timeline.h"

#include <QString>

#include <map>
#include <memory>

namespace hd::ui {

/// All chains of a recording, and when each of their checks was made.
class CertificateBook
{
public:
    CertificateBook() = default;
    explicit CertificateBook(std::shared_ptr<const Trace> trace);

    const Trace &trace() const { return *m_trace; }
    std::uint32_t handshakes() const { return m_handshakes; }
    const CertificateChain &chain(std::size_t index) const { return m_chains[index]; }
    std::size_t size() const { return m_chains.size(); }

    /// What this party sent in a handshake, of several the one that arrived; nothing: no certificate.
    std::optional<std::size_t> find(std::uint32_t handshake, Side from, bool afterHandshake) const;
    std::optional<std::size_t> withMessage(MessageId message) const;
    std::optional<std::size_t> withCheck(std::uint32_t check) const;
    const MissingChain *missing(std::uint32_t handshake, Side from) const;
    std::uint32_t handshakeOf(MessageId message) const;

    Playhead appears(std::size_t chain) const;      ///< the position from which on the message is there
    Playhead madeAt(const ChainStepRow &row) const; ///< 0 for what is not checked

private:
    std::shared_ptr<const Trace> m_trace;
    std::uint32_t m_handshakes = 0;
    std::vector<MessageId> m_starts;
    std::vector<CertificateChain> m_chains;
    std::vector<Playhead> m_appears; ///< by chain
    std::vector<MissingChain> m_missing;
    std::map<std::uint32_t, Playhead> m_madeAt; ///< by check
};

} // namespace hd::ui
