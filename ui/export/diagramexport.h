// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// A trace as a picture or as text. All of it needs a QGuiApplication (any platform, `offscreen` and `minimal` too) and
// no widget.

#include "export/exportoptions.h"
#include "wire/error.h"

#include <QByteArray>

#include <optional>

namespace hd::ui {

/// The same trace and options give the same bytes.
QByteArray renderSvg(const Trace &trace, const ExportOptions &options = {});
/// Vectors, fonts embedded, with bookmarks; with `handout` a page and more for each message. The date apart, the same
/// bytes.
QByteArray renderPdf(const Trace &trace, const ExportOptions &options = {});
QByteArray renderPng(const Trace &trace, const ExportOptions &options = {});
/// A sequenceDiagram, for Mermaid 10.5 and later.
QByteArray renderMermaid(const Trace &trace, const ExportOptions &options = {});
/// A sequence diagram for PlantUML.
QByteArray renderPlantUml(const Trace &trace, const ExportOptions &options = {});
/// A standalone document with the very picture as TikZ: for pdfLaTeX, XeLaTeX and LuaLaTeX; in Chinese not for the
/// first.
QByteArray renderTikz(const Trace &trace, const ExportOptions &options = {});
/// A sequence diagram in characters of one width, UTF-8.
QByteArray renderText(const Trace &trace, const ExportOptions &options = {});
/// Messages, parameters, decisions and derivations as Markdown tables, UTF-8.
QByteArray renderMarkdown(const Trace &trace, const ExportOptions &options = {});
/// The whole trace, to be opened again; of the options only withSecrets matters.
QByteArray renderRecording(const Trace &trace, const ExportOptions &options = {});

/// Writes the format that the ending of @p path names (formats.h). Replaces what is there, and leaves it alone when
/// writing fails.
std::optional<Error> writeDiagram(const Trace &trace, const QString &path, const ExportOptions &options = {});

} // namespace hd::ui
