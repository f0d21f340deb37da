// SPDX-License-Identifier: GPL-3.0-or-later
#include "dialogs/exportdialog.h"

#include "dialogs/notice.h"
#include "export/diagramexport.h"
#include "export/formats.h"
#include "text/language.h"
#include "theme/focusring.h"

#include <QCheckBox>
#include <QComboBox>
#include <QCoreApplication>
#include <QDialogButtonBox>
#include <QFileDialog>
#include <QFormLayout>
#include <QLabel>
#include <QPushButton>
#include <QStandardPaths>

namespace hd::ui {

ExportDialog::ExportDialog(std::shared_ptr<const Trace> trace, const QString &language, const Theme *theme,
                           QWidget *parent)
    : QDialog(parent), m_trace(std::move(trace)), m_look(theme)
{
    setWindowTitle(tr("Export the diagram"));
    auto *form = new QFormLayout(this);
    form->setContentsMargins(24, 24, 24, 16);
    form->setVerticalSpacing(8);
    form->setHorizontalSpacing(16);
    m_theme = choice(tr("Colours"), {{tr("Light"), int(ExportTheme::Light)},
                                     {tr("Dark"), int(ExportTheme::Dark)},
                                     {tr("Black and white"), int(ExportTheme::Mono)}});
    m_theme->setCurrentIndex(theme->colors().dark ? 1 : 0);
    QList<std::pair<QString, QVariant>> languages;
    for (const QString &code : Language::available())
        languages.append({Language::nativeName(code), code});
    m_language = choice(tr("Language"), languages);
    m_language->setCurrentIndex(m_language->findData(language));
    m_depth =
        choice(tr("One arrow for each"), {{tr("message"), int(Depth::Message)}, {tr("flight"), int(Depth::Flight)}});
    m_scale =
        choice(tr("Size of a PNG"),
               {{tr("as on the screen"), 1.0}, {tr("twice"), 2.0}, {tr("three times"), 3.0}, {tr("four times"), 4.0}});
    m_scale->setCurrentIndex(1);
    const auto check = [this, form](const QString &label, bool on) {
        auto *box = new QCheckBox(label, this);
        box->setChecked(on);
        form->addRow(QString(), box);
        return box;
    };
    m_bytes = check(tr("Sizes"), true);
    m_states = check(tr("States of both parties"), true);
    m_notes = check(tr("Messages that were not sent, and why"), true);
    m_secrets = check(tr("With secrets (recording, Markdown)"), false);
    m_error = new Notice(theme, this);
    form->addRow(m_error);
    auto *buttons = new QDialogButtonBox(this);
    buttons->addButton(tr("Cancel"), QDialogButtonBox::RejectRole);
    QPushButton *save = buttons->addButton(tr("Choose a file…"), QDialogButtonBox::AcceptRole);
    save->setDefault(true);
    save->setFocus();
    connect(save, &QPushButton::clicked, this, &ExportDialog::ask);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    form->addRow(buttons);
    new FocusRing(this, theme);
}

QComboBox *ExportDialog::choice(const QString &label, const QList<std::pair<QString, QVariant>> &items)
{
    auto *box = new QComboBox(this);
    box->setMinimumHeight(m_look->px(32));
    for (const auto &[text, value] : items)
        box->addItem(text, value);
    static_cast<QFormLayout *>(layout())->addRow(label, box);
    return box;
}

ExportOptions ExportDialog::options() const
{
    ExportOptions options;
    options.theme = static_cast<ExportTheme>(m_theme->currentData().toInt());
    options.language = m_language->currentData().toString();
    options.depth = static_cast<Depth>(m_depth->currentData().toInt());
    options.scale = m_scale->currentData().toDouble();
    options.bytes = m_bytes->isChecked();
    options.states = m_states->isChecked();
    options.notes = m_notes->isChecked();
    options.withSecrets = m_secrets->isChecked();
    return options;
}

QString ExportDialog::filters()
{
    QStringList all;
    for (const ExportFormat &format : exportFormats())
        all.append(
            QStringLiteral("%1 (*.%2)")
                .arg(QCoreApplication::translate("ExportFormat", format.name), QLatin1StringView(format.ending)));
    return all.join(QStringLiteral(";;"));
}

bool ExportDialog::exportTo(const QString &path)
{
    if (const std::optional<Error> error = writeDiagram(*m_trace, path, options())) {
        m_error->showError(*error);
        return false;
    }
    return true;
}

void ExportDialog::ask()
{
    const QString folder = QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation);
    const QString name = QString::fromStdString(m_trace->scenarioName.empty() ? "handshake" : m_trace->scenarioName);
    QFileDialog dialog(this, windowTitle(), folder, filters());
    dialog.setAcceptMode(QFileDialog::AcceptSave);
    dialog.setDefaultSuffix(QStringLiteral("svg"));
    dialog.selectFile(name + QStringLiteral(".svg"));
    // The ending follows the chosen format, and a name that already has one keeps it.
    connect(&dialog, &QFileDialog::filterSelected, &dialog, [&dialog](const QString &filter) {
        dialog.setDefaultSuffix(filter.section(QStringLiteral("(*."), 1).chopped(1));
    });
    if (dialog.exec() == QDialog::Accepted && exportTo(dialog.selectedFiles().first()))
        accept();
}

} // namespace hd::ui
