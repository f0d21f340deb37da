// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "export/exportoptions.h"

namespace hd::ui {

/// A format and how it is to look, as somebody chose them.
struct ExportChoice
{
    QString ending; ///< of one of exportFormats(); empty: the first
    ExportOptions options;
};

} // namespace hd::ui
