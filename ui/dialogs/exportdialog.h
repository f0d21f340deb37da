// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "dialogs/exportchoice.h"
#include "theme/theme.h"
#include "trace/trace.h"

#include <QDialog>

#include <memory>

class QComboBox;

namespace hd::ui {

class ExportForm;
class ExportPreview;
class Notice;
struct ExportFormat;

/// In which format and how the diagram leaves the program, with a preview; at the end, where it goes.
class ExportDialog : public QDialog
{
    Q_OBJECT
public:
    /// @param first what is chosen at first, its language included
    ExportDialog(std::shared_ptr<const Trace> trace, const ExportChoice &first, const Theme *theme, QWidget *parent);

    ExportChoice choice() const;
    ExportPreview *preview() const { return m_preview; }
    /// Writes the file, in the format that its ending names; on failure the dialog says what to do about it and stays.
    bool exportTo(const QString &path);

private:
    const ExportFormat &format() const;
    void refresh();
    void ask();

    std::shared_ptr<const Trace> m_trace;
    QComboBox *m_format;
    ExportForm *m_form;
    ExportPreview *m_preview;
    Notice *m_error;
};

} // namespace hd::ui
