// SPDX-License-Identifier: GPL-3.0-or-later
#include "dialogs/savedialog.h"

#include "dialogs/notice.h"
#include "session/tracefile.h"
#include "theme/focusring.h"

#include <QCheckBox>
#include <QDialogButtonBox>
#include <QFileDialog>
#include <QFileInfo>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

namespace hd::ui {

static QLabel *sentence(const QString &text, QWidget *parent)
{
    auto *label = new QLabel(text, parent);
    label->setTextFormat(Qt::PlainText);
    label->setWordWrap(true);
    return label;
}

SaveDialog::SaveDialog(std::shared_ptr<const Trace> trace, const QString &proposal, const Theme *theme, QWidget *parent)
    : QDialog(parent),
      m_trace(std::move(trace)),
      m_proposal(proposal),
      m_secrets(new QCheckBox(tr("With secrets"), this)),
      m_error(new Notice(theme, this))
{
    setWindowTitle(tr("Save the recording"));
    const bool lacks = lacksSecrets(*m_trace);
    auto *column = new QVBoxLayout(this);
    auto *text = sentence(tr("A recording holds every message and record, byte by byte, and how everything was "
                             "negotiated and checked. HelloDone opens it again."),
                          this);
    auto *meaning = sentence(
        lacks ? tr("The secrets of this recording were left out when it was saved: they cannot be saved again.")
              : tr("With secrets it also holds the keys and the values that they came from, so that keys can "
                   "be shown again. Whoever has the file can then read what was encrypted. Tick this for "
                   "practice, not for a connection that matters."),
        this);
    m_secrets->setEnabled(!lacks);
    m_secrets->setAccessibleDescription(meaning->text());
    auto *buttons = new QDialogButtonBox(this);
    buttons->addButton(tr("Cancel"), QDialogButtonBox::RejectRole);
    QPushButton *choose = buttons->addButton(tr("Choose a file…"), QDialogButtonBox::AcceptRole);
    choose->setDefault(true);
    for (QWidget *part : std::initializer_list<QWidget *>{text, m_secrets, meaning, m_error, buttons})
        column->addWidget(part);
    column->insertStretch(3);
    connect(choose, &QPushButton::clicked, this, &SaveDialog::ask);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    new FocusRing(this, theme);
    theme->follow(this, [this, theme, column, meaning] {
        column->setContentsMargins(theme->px(24), theme->px(24), theme->px(24), theme->px(16));
        column->setSpacing(theme->px(12));
        meaning->setIndent(theme->px(22)); // below the words of the box
        m_secrets->setMinimumHeight(theme->px(24));
        setMinimumWidth(theme->px(520));
        resize(minimumWidth(), column->totalHeightForWidth(minimumWidth()));
    });
    choose->setFocus();
}

bool SaveDialog::withSecrets() const
{
    return m_secrets->isChecked();
}

bool SaveDialog::saveTo(const QString &path)
{
    if (const std::optional<Error> error = saveRecording(*m_trace, path, withSecrets())) {
        m_error->showError(*error);
        return false;
    }
    m_savedTo = path;
    accept();
    return true;
}

void SaveDialog::ask()
{
    const QFileInfo proposal(m_proposal);
    QFileDialog dialog(this, windowTitle(), proposal.path(), tr("Recordings (*.json)"));
    dialog.setAcceptMode(QFileDialog::AcceptSave);
    dialog.setDefaultSuffix(QStringLiteral("json"));
    dialog.selectFile(proposal.fileName());
    if (dialog.exec() == QDialog::Accepted)
        saveTo(dialog.selectedFiles().first());
}

} // namespace hd::ui
