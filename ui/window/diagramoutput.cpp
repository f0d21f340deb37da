// SPDX-License-Identifier: GPL-3.0-or-later
#include "window/diagramoutput.h"

#include "dialogs/exportdialog.h"
#include "dialogs/printdialog.h"
#include "export/diagrammime.h"
#include "text/language.h"
#include "window/settings.h"

#include <QClipboard>
#include <QDrag>
#include <QFile>
#include <QGuiApplication>
#include <QPixmap>
#include <QUrl>

namespace hd::ui {

DiagramOutput::DiagramOutput(const Parts &parts) : QObject(parts.window), m_parts(parts) {}

ExportChoice DiagramOutput::choice() const
{
    ExportChoice choice = m_parts.settings->exportChoice();
    if (choice.options.language.isEmpty())
        choice.options.language = m_parts.language->code();
    return choice;
}

/// Of a picture that becomes part of something else: as large as it is.
ExportOptions DiagramOutput::pictureOptions() const
{
    ExportOptions options = choice().options;
    options.page = ExportPage::Fit;
    return options;
}

void DiagramOutput::exportToFile()
{
    ExportDialog dialog(m_parts.session->trace(), choice(), m_parts.theme, m_parts.window);
    if (dialog.exec() != QDialog::Accepted)
        return;
    ExportChoice chosen = dialog.choice();
    if (chosen.options.language == m_parts.language->code())
        chosen.options.language.clear();
    m_parts.settings->setExportChoice(chosen);
}

void DiagramOutput::print()
{
    PrintDialog(m_parts.session->trace(), choice().options, m_parts.theme, m_parts.window).exec();
}

void DiagramOutput::copy()
{
    QGuiApplication::clipboard()->setMimeData(diagramMimeData(*m_parts.session->trace(), pictureOptions()).release());
}

std::unique_ptr<QMimeData> DiagramOutput::draggedData()
{
    const Trace &trace = *m_parts.session->trace();
    std::unique_ptr<QMimeData> data = diagramMimeData(trace, pictureOptions());
    if (!m_dragged)
        m_dragged = std::make_unique<QTemporaryDir>();
    QString name = QString::fromStdString(trace.scenarioName);
    name.remove(QLatin1Char('/'));
    if (name.isEmpty())
        name = QStringLiteral("handshake");
    QFile file(m_dragged->filePath(name + QStringLiteral(".svg")));
    const QByteArray svg = data->data(QStringLiteral("image/svg+xml"));
    if (m_dragged->isValid() && file.open(QIODevice::WriteOnly) && file.write(svg) == svg.size() && file.flush())
        data->setUrls({QUrl::fromLocalFile(file.fileName())});
    return data;
}

void DiagramOutput::drag()
{
    auto *drag = new QDrag(m_parts.window); // deletes itself
    std::unique_ptr<QMimeData> data = draggedData();
    const auto picture = data->imageData().value<QImage>();
    if (!picture.isNull())
        drag->setPixmap(QPixmap::fromImage(picture.scaled(240, 240, Qt::KeepAspectRatio, Qt::SmoothTransformation)));
    drag->setMimeData(data.release());
    drag->exec(Qt::CopyAction);
}

} // namespace hd::ui
