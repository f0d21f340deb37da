// SPDX-License-Identifier: GPL-3.0-or-later
#include "dialogs/exportdialog.h"

#include "dialogs/exportform.h"
#include "dialogs/exportpreview.h"
#include "dialogs/formscroll.h"
#include "dialogs/notice.h"
#include "export/diagramexport.h"
#include "export/formats.h"
#include "theme/focusring.h"

#include <QComboBox>
#include <QCoreApplication>
#include <QDialogButtonBox>
#include <QFileDialog>
#include <QGridLayout>
#include <QPushButton>
#include <QStandardPaths>

namespace hd::ui {

static QString nameOf(const ExportFormat &format)
{
    return QCoreApplication::translate("ExportFormat", format.name);
}

ExportDialog::ExportDialog(std::shared_ptr<const Trace> trace, const ExportChoice &first, const Theme *theme,
                           QWidget *parent)
    : QDialog(parent),
      m_trace(std::move(trace)),
      m_format(new QComboBox(this)),
      m_form(new ExportForm(*m_trace, theme, this)),
      m_preview(new ExportPreview(m_trace, theme, this)),
      m_error(new Notice(theme, this))
{
    setWindowTitle(tr("Export"));
    for (const ExportFormat &format : exportFormats())
        m_format->addItem(QStringLiteral("%1 (.%2)").arg(nameOf(format), QLatin1StringView(format.ending)),
                          QLatin1StringView(format.ending));
    m_format->setCurrentIndex(std::max(m_format->findData(first.ending), 0));
    m_form->addFirst(tr("Format"), m_format);
    m_form->setOptions(first.options);
    auto *buttons = new QDialogButtonBox(this);
    buttons->addButton(tr("Cancel"), QDialogButtonBox::RejectRole);
    QPushButton *choose = buttons->addButton(tr("Choose a file…"), QDialogButtonBox::AcceptRole);
    choose->setDefault(true);
    auto *grid = new QGridLayout(this);
    grid->addWidget(new FormScroll(m_form), 0, 0);
    grid->addWidget(m_preview, 0, 1);
    grid->addWidget(m_error, 1, 0, 1, 2);
    grid->addWidget(buttons, 2, 0, 1, 2);
    grid->setColumnStretch(1, 1);
    grid->setRowStretch(0, 1);
    connect(m_format, &QComboBox::currentIndexChanged, this, &ExportDialog::refresh);
    connect(m_form, &ExportForm::changed, this, &ExportDialog::refresh);
    connect(choose, &QPushButton::clicked, this, &ExportDialog::ask);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    new FocusRing(this, theme);
    followLargeDialog(this, grid, theme);
    refresh();
    m_format->setFocus();
}

const ExportFormat &ExportDialog::format() const
{
    return exportFormats()[static_cast<std::size_t>(m_format->currentIndex())];
}

ExportChoice ExportDialog::choice() const
{
    return {QLatin1StringView(format().ending), m_form->options()};
}

void ExportDialog::refresh()
{
    m_form->setUses(format().uses);
    m_error->putAway();
    m_preview->request(format(), m_form->options());
}

bool ExportDialog::exportTo(const QString &path)
{
    if (const std::optional<Error> error = writeDiagram(*m_trace, path, m_form->options())) {
        m_error->showError(*error);
        return false;
    }
    return true;
}

void ExportDialog::ask()
{
    const QString ending = QLatin1StringView(format().ending);
    const QString folder = QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation);
    const QString name = QString::fromStdString(m_trace->scenarioName.empty() ? "handshake" : m_trace->scenarioName);
    QFileDialog dialog(this, windowTitle(), folder, QStringLiteral("%1 (*.%2)").arg(nameOf(format()), ending));
    dialog.setAcceptMode(QFileDialog::AcceptSave);
    dialog.setDefaultSuffix(ending);
    dialog.selectFile(name + QLatin1Char('.') + ending);
    if (dialog.exec() == QDialog::Accepted && exportTo(dialog.selectedFiles().first()))
        accept();
}

} // namespace hd::ui
