// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "wire/registry.h"

namespace hd {

/// What is thought of a suite today, and since when: one reason of several.
struct SuiteStatus
{
    enum class Kind : std::uint8_t { Recommended, Legacy, Broken } kind;
    std::string_view why;    ///< for people, in a few words of English, with who says so
    std::string_view key;    ///< of the sentence in resources/explanations/<lang>/reasons.md: "suite.rc4"
    std::string_view attack; ///< its name, where it has one: "Sweet32"
    unsigned year;           ///< of the attack, or else of the source
    std::string_view source; ///< "RFC 7465 2", "CVE-2016-2183"

    std::string_view word() const;
};

/// All that is to be said of it, the worst first; never nothing. With @p version also what is true in that version
/// alone: POODLE (CVE-2014-3566) is of SSL 3.0, BEAST (CVE-2011-3389) of it and of TLS 1.0.
std::vector<SuiteStatus> remarksOn(const CipherSuite &suite, std::optional<Version> version = {});

/// The worst of them.
SuiteStatus statusOf(const CipherSuite &suite, std::optional<Version> version = {});

/// Every key that remarksOn() can give.
std::vector<std::string_view> suiteReasons();

} // namespace hd
