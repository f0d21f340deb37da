// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// Text in LaTeX.

#include <QString>

namespace hd::ui {

/// @p text on one line, in which nothing is a command, a comment or a ligature. What pdfLaTeX's Latin fonts lack is
/// handed to \hdother{text}{its codes}.
QString texText(const QString &text);

/// The preamble that defines \hdother: with XeLaTeX or LuaLaTeX it sets the text in the first East Asian font that
/// there is, with pdfLaTeX it prints the codes, or, where @p needed, asks for one of the other two.
QString texOther(bool needed);

} // namespace hd::ui
