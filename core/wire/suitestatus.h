// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "wire/registry.h"

namespace hd {

/// What is thought of a suite today. `why` is for people, in English, and names what says so.
struct SuiteStatus
{
    enum class Kind : std::uint8_t { Recommended, Legacy, Broken } kind;
    std::string_view why;

    std::string_view word() const;
};

/// The worst that can be said of it.
SuiteStatus statusOf(const CipherSuite &suite);

} // namespace hd
