// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// What the built-in scenarios are for, and looking for it in their traces.

#include "builtins.h"

#include <map>
#include <string>
#include <vector>

namespace hd::test {

/// Something that a trace shows, as "message certificate": a message, a field, a derivation, a check that failed, an
/// omission's or candidate's reason, a rule, an alert, the version, the suite, the fate of early data.
bool shows(const Trace &trace, const std::string &what);

/// By scenario, what each one is for, in the words of shows().
const std::map<std::string, std::vector<const char *>> &lessons();

/// The run of a built-in scenario as it is.
std::shared_ptr<const Trace> traceOf(const std::string &name);

int countOf(const Trace &trace, std::string_view message);

/// Lengths of the records with application data of one side.
std::vector<std::size_t> dataLengths(const Trace &trace, Side from);

} // namespace hd::test
