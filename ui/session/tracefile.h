// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "trace/trace.h"
#include "wire/error.h"

#include <QString>

#include <memory>

namespace hd::ui {

/// The trace in a file: a recording is read, a scenario is run. An Error says what is wrong, where, and how to mend it.
Result<std::shared_ptr<const Trace>> loadTrace(const QString &path);

} // namespace hd::ui
