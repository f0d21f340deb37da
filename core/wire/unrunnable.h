// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "wire/registry.h"

namespace hd {

/// What peers send and this program cannot run, but can call by its name.
struct OnlyNamed
{
    std::uint16_t code;
    std::string_view name;
};

extern const std::span<const OnlyNamed> unrunnableSuites;
extern const std::span<const OnlyNamed> otherGroups;
extern const std::span<const OnlyNamed> otherSchemes;

} // namespace hd
