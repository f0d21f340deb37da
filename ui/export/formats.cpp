// SPDX-License-Identifier: GPL-3.0-or-later
#include "export/formats.h"

#include "export/diagramexport.h"
#include "export/htmlpage.h"
#include "formats/keylog.h"
#include "formats/pcapng.h"

#include <QCoreApplication>
#include <QFileInfo>

namespace hd::ui {

static QByteArray renderPcapng(const Trace &trace, const ExportOptions &options)
{
    const Bytes packets = pcapng(trace, options.withSecrets);
    return {reinterpret_cast<const char *>(packets.data()), static_cast<qsizetype>(packets.size())};
}

static QByteArray renderKeyLog(const Trace &trace, const ExportOptions &)
{
    return QByteArray::fromStdString(keyLog(trace));
}

std::span<const ExportFormat> exportFormats()
{
    constexpr std::uint16_t told = UsesRange | UsesLabels | UsesLanguage;
    static constexpr ExportFormat formats[] = {
        {"svg", QT_TRANSLATE_NOOP("ExportFormat", "SVG picture"), renderSvg, UsesDiagram | UsesPaths, true},
        {"pdf", QT_TRANSLATE_NOOP("ExportFormat", "PDF document"), renderPdf, UsesDiagram | UsesHandout, true},
        {"png", QT_TRANSLATE_NOOP("ExportFormat", "PNG picture"), renderPng, UsesDiagram | UsesScale, true},
        {"html", QT_TRANSLATE_NOOP("ExportFormat", "Interactive page"), renderHtml,
         UsesRange | UsesLabels | UsesLanguage | UsesSecrets, true, refuseHtml},
        {"mmd", QT_TRANSLATE_NOOP("ExportFormat", "Mermaid diagram"), renderMermaid, UsesTheme | told, true},
        {"puml", QT_TRANSLATE_NOOP("ExportFormat", "PlantUML diagram"), renderPlantUml, UsesTheme | told, true},
        {"tex", QT_TRANSLATE_NOOP("ExportFormat", "LaTeX picture (TikZ)"), renderTikz, UsesTheme | told, true},
        {"txt", QT_TRANSLATE_NOOP("ExportFormat", "Text"), renderText, told, true},
        {"md", QT_TRANSLATE_NOOP("ExportFormat", "Markdown"), renderMarkdown, told | UsesSecrets, true},
        {"json", QT_TRANSLATE_NOOP("ExportFormat", "Recording"), renderRecording, UsesSecrets, false},
        {"pcapng", QT_TRANSLATE_NOOP("ExportFormat", "Capture for Wireshark"), renderPcapng, UsesSecrets, false},
        {"keys", QT_TRANSLATE_NOOP("ExportFormat", "Key log"), renderKeyLog, 0, false},
    };
    return formats;
}

const ExportFormat *exportFormatOf(const QString &path)
{
    const QString ending = QFileInfo(path).suffix();
    for (const ExportFormat &format : exportFormats())
        if (ending.compare(QLatin1StringView(format.ending), Qt::CaseInsensitive) == 0)
            return &format;
    return nullptr;
}

} // namespace hd::ui
