// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "trace/trace.h"

#include <functional>

/// One value of a trace, made wrong.
struct Mutation
{
    std::string what;
    std::string named; ///< what the first finding must name
    std::function<void(hd::Trace &)> apply;
};

/// Every value that something else in the trace determines, each made wrong in its own way.
std::vector<Mutation> mutationsOf(const hd::Trace &trace);
