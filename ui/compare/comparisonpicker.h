// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "session/session.h"
#include "text/language.h"

#include <QComboBox>

namespace hd::ui {

class Theme;

/// Chooses one of the two sides of a comparison: the trace that the main window has open, one that was compared before,
/// a built-in scenario, or a file.
class ComparisonPicker : public QComboBox
{
    Q_OBJECT
public:
    /// @p name "A"
    ComparisonPicker(const QString &name, const Language *language, const Theme *theme, QWidget *parent = nullptr);

    /// The trace that is open in the main window; shown first.
    void setOpenTrace(std::shared_ptr<const Trace> trace);
    /// Recordings that were opened lately, the newest first.
    void setRecentFiles(const QStringList &files);
    /// Shows what is chosen; one that is not in the list joins it.
    void showTrace(std::shared_ptr<const Trace> trace);

Q_SIGNALS:
    void scenarioPicked(const QString &name);
    void tracePicked(std::shared_ptr<const Trace> trace);
    void recentFilePicked(const QString &path);
    void filePicked();

private:
    void fill();
    void pick(int index);
    QString titleOf(const Trace &trace) const;

    QString m_name;
    const Language *m_language;
    std::shared_ptr<const Trace> m_open, m_shown;
    QStringList m_files;
    std::vector<std::shared_ptr<const Trace>> m_recent; ///< none of them a built-in scenario as it is
};

} // namespace hd::ui
