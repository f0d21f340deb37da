// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// A trace as one HTML file that shows it as the window does: stepping, fields and bytes, keys, explanations, in both
// languages, light and dark. The file holds all that it needs and its Content-Security-Policy forbids everything else,
// so that it can be put on any server or be opened from a folder.

#include "export/exportoptions.h"
#include "wire/error.h"

#include <QByteArray>

namespace hd::ui {

/// How many messages one page may hold: beyond, a browser takes too long over them.
inline constexpr std::uint32_t mostPageMessages = 1000;

/// Of the options, range, depth, labels (sizes, states, notes), language (the one that it opens in) and secrets matter.
/// The same trace and options give the same bytes.
QByteArray renderHtml(const Trace &trace, const ExportOptions &options = {});
/// Why there can be no page for these options: it would hold more than mostPageMessages.
std::optional<Error> refuseHtml(const Trace &trace, const ExportOptions &options);

} // namespace hd::ui
