// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "export/exportoptions.h"

#include <QMimeData>

#include <memory>

namespace hd::ui {

/// The diagram for other programs, to be pasted or dropped: as SVG and, unless it is too large for one, as PNG. Who
/// takes it chooses.
std::unique_ptr<QMimeData> diagramMimeData(const Trace &trace, const ExportOptions &options);

} // namespace hd::ui
