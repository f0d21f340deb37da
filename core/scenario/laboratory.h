// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "scenario/pki.h"

namespace hd {

/// What every run needs and no run changes: libcrypto's context and the demonstration certificates. Making both takes
/// several times as long as a handshake, so that a thread keeps them from one run to the next. That a run repeats to
/// the byte does not depend on it: nothing that they remember shows in what they compute.
class Laboratory
{
public:
    crypto::Context &context() { return m_context; }
    /// The certificates around @p clock; those of the clock before are forgotten.
    Pki &pki(std::int64_t clock);

    /// That of the calling thread.
    static Laboratory &ofThisThread();

private:
    crypto::Context m_context;
    std::int64_t m_clock = 0;
    std::optional<Pki> m_pki; // after the context, so that it goes before it
};

} // namespace hd
