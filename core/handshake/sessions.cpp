// SPDX-License-Identifier: GPL-3.0-or-later
#include "handshake/sessions.h"

#include "crypto/deriver.h"

namespace hd {

void SessionStore::remember(SessionState session)
{
    forget(session.id);
    if (m_limit == 0 || session.id.empty())
        return;
    if (m_sessions.size() == m_limit)
        m_sessions.erase(m_sessions.begin());
    m_sessions.push_back(std::move(session));
}

const SessionState *SessionStore::find(ByteView id) const
{
    const auto found = std::find_if(m_sessions.begin(), m_sessions.end(),
                                    [id](const SessionState &session) { return equal(session.id, id); });
    return found == m_sessions.end() ? nullptr : &*found;
}

void SessionStore::forget(ByteView id)
{
    std::erase_if(m_sessions, [id](const SessionState &session) { return equal(session.id, id); });
}

const SessionStore::TicketKeys &SessionStore::ticketKeys(Entropy &entropy)
{
    if (!m_ticketKeys)
        m_ticketKeys = {entropy.draw(Deriver::ticketNameLength), entropy.draw(Deriver::ticketKeyLength)};
    return *m_ticketKeys;
}

bool SessionStore::firstUse(ByteView ticket)
{
    constexpr std::size_t most = 100000;
    // RFC 8446 8.1: what cannot be remembered cannot be told from a replay
    return m_used.size() < most && m_used.insert(Bytes(ticket.begin(), ticket.end())).second;
}

} // namespace hd
