// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "export/exportoptions.h"
#include "theme/theme.h"
#include "trace/trace.h"

#include <QDialog>

#include <memory>

class QCheckBox;
class QComboBox;

namespace hd::ui {

class Notice;

/// How the diagram shall look as a file, then where it goes; the ending of the file's name decides the format.
class ExportDialog : public QDialog
{
    Q_OBJECT
public:
    /// @param language of the program, which the export speaks until another is chosen.
    ExportDialog(std::shared_ptr<const Trace> trace, const QString &language, const Theme *theme, QWidget *parent);

    ExportOptions options() const;
    /// Writes the file; on failure the dialog says what to do about it and stays.
    bool exportTo(const QString &path);
    /// The file names that can be written, for a file dialog: "SVG picture (*.svg);;..."
    static QString filters();

private:
    void ask();
    QComboBox *choice(const QString &label, const QList<std::pair<QString, QVariant>> &items);

    std::shared_ptr<const Trace> m_trace;
    const Theme *m_look;
    QComboBox *m_theme;
    QComboBox *m_language;
    QComboBox *m_depth;
    QComboBox *m_scale;
    QCheckBox *m_bytes;
    QCheckBox *m_states;
    QCheckBox *m_notes;
    QCheckBox *m_secrets;
    Notice *m_error;
};

} // namespace hd::ui
