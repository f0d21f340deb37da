// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/certificatebook.h"

namespace hd::ui {

CertificateBook::CertificateBook(std::shared_ptr<const Trace> trace)
    : m_trace(std::move(trace)),
      m_starts(handshakeStarts(*m_trace)),
      m_chains(certificateChains(*m_trace)),
      m_missing(missingChains(*m_trace))
{
    m_handshakes = static_cast<std::uint32_t>(m_starts.size());
    for (const CertificateChain &chain : m_chains) {
        m_appears.push_back(appearsAt(*m_trace, chain.message).value_or(0));
        for (const ChainStepRow &row : chain.steps)
            if (row.check)
                m_madeAt.emplace(*row.check, 0);
    }
    for (Playhead i = 0; i < m_trace->events.size(); ++i)
        if (const Event &event = m_trace->events[i]; event.what == What::Check)
            if (const auto found = m_madeAt.find(event.index); found != m_madeAt.end() && found->second == 0)
                found->second = i + 1;
}

std::optional<std::size_t> CertificateBook::find(std::uint32_t handshake, Side from, bool afterHandshake) const
{
    std::optional<std::size_t> found;
    for (std::size_t i = 0; i < m_chains.size(); ++i) {
        const CertificateChain &chain = m_chains[i];
        if (chain.handshake == handshake && chain.from == from && chain.afterHandshake == afterHandshake &&
            (!found || chain.arrived))
            found = i;
    }
    return found;
}

std::optional<std::size_t> CertificateBook::withMessage(MessageId message) const
{
    for (std::size_t i = 0; i < m_chains.size(); ++i)
        if (m_chains[i].message == message)
            return i;
    return std::nullopt;
}

std::optional<std::size_t> CertificateBook::withCheck(std::uint32_t check) const
{
    for (std::size_t i = 0; i < m_chains.size(); ++i)
        for (const ChainStepRow &row : m_chains[i].steps)
            if (row.check == check)
                return i;
    return std::nullopt;
}

const MissingChain *CertificateBook::missing(std::uint32_t handshake, Side from) const
{
    for (const MissingChain &one : m_missing)
        if (one.handshake == handshake && one.from == from)
            return &one;
    return nullptr;
}

std::uint32_t CertificateBook::handshakeOf(MessageId message) const
{
    const auto after = std::upper_bound(m_starts.begin(), m_starts.end(), message);
    return static_cast<std::uint32_t>(std::max<std::ptrdiff_t>(after - m_starts.begin(), 1) - 1);
}

Playhead CertificateBook::appears(std::size_t chain) const
{
    return m_appears[chain];
}

Playhead CertificateBook::madeAt(const ChainStepRow &row) const
{
    const auto found = row.check ? m_madeAt.find(*row.check) : m_madeAt.end();
    return found == m_madeAt.end() ? 0 : found->second;
}

} // namespace hd::ui
