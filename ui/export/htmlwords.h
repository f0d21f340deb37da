// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "formats/jsonlayout.h"

#include <span>

namespace hd::ui {

class ExportLanguage;

/// Every English text of the page's scripts, tr("...") there, marked for translation here, in the context "Page".
std::span<const char *const> pageSources();
/// From each of them, and from the words of the diagram, to its translation.
Json pageWords(const ExportLanguage &language);

} // namespace hd::ui
