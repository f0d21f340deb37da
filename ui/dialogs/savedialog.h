// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "theme/theme.h"
#include "trace/trace.h"

#include <QDialog>

#include <memory>

class QCheckBox;

namespace hd::ui {

class Notice;

/// Whether a recording takes its secrets along, which it does only when somebody says so; then where it goes.
class SaveDialog : public QDialog
{
    Q_OBJECT
public:
    /// @param proposal the file that is proposed, with its folder
    SaveDialog(std::shared_ptr<const Trace> trace, const QString &proposal, const Theme *theme, QWidget *parent);

    bool withSecrets() const;
    /// Writes the file; on failure the dialog says what to do about it and stays.
    bool saveTo(const QString &path);
    QString savedTo() const { return m_savedTo; } ///< empty as long as nothing was written

private:
    void ask();

    std::shared_ptr<const Trace> m_trace;
    QString m_proposal;
    QString m_savedTo;
    QCheckBox *m_secrets;
    Notice *m_error;
};

} // namespace hd::ui
