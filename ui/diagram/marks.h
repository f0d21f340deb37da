// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "diagram/painter.h"
#include "session/session.h"

namespace hd::ui {

/// What the diagram marks for the session's selection and hover; focus and motion are the view's.
DiagramMarks marksFor(const Session &session);

/// The rows whose look differs between @p a and @p b, as indices into @p layout.
std::vector<std::size_t> changedRows(const DiagramLayout &layout, const DiagramMarks &a, const DiagramMarks &b);

} // namespace hd::ui
