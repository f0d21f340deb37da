// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenario/laboratory.h"

namespace hd {

Pki &Laboratory::pki(std::int64_t clock)
{
    if (!m_pki || m_clock != clock) {
        m_pki.emplace(m_context, clock);
        m_clock = clock;
    }
    return *m_pki;
}

Laboratory &Laboratory::ofThisThread()
{
    thread_local Laboratory laboratory;
    return laboratory;
}

} // namespace hd
