// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "wire/registry.h"

namespace hd {

/// What a failed check leads to, and where the standard says so.
struct CheckRule
{
    std::string_view name;
    Alert alert;
    std::string_view clause;
};

/// The one table from checks to alerts. An unknown name is a programming error.
const CheckRule &checkRule(std::string_view name);
/// All of its rows.
std::span<const CheckRule> checkRules();

/// Thrown by a failed check, caught once by the endpoint.
struct HandshakeFailure
{
    Alert alert;
};

} // namespace hd
