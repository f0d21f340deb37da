// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "export/exportoptions.h"
#include "theme/theme.h"
#include "trace/trace.h"

#include <QDialog>
#include <QPrinter>
#include <QTimer>

#include <memory>

class QComboBox;
class QLabel;
class QPrintPreviewWidget;

namespace hd::ui {

class ExportForm;

/// The diagram on paper: how it is to look, every page as it will come out, and then the printer.
class PrintDialog : public QDialog
{
    Q_OBJECT
public:
    /// @param first what is chosen at first, its language included
    PrintDialog(std::shared_ptr<const Trace> trace, const ExportOptions &first, const Theme *theme, QWidget *parent);
    ~PrintDialog() override;

    /// Puts everything onto @p printer, whose paper it sets. False when the printer cannot be used.
    bool printOn(QPrinter *printer) const;
    int previewedPages() const;

private:
    ExportOptions options() const;
    ExportOptions previewed() const;
    void refresh();
    void ask();
    void setPaper(QPrinter *printer) const;

    std::shared_ptr<const Trace> m_trace;
    QPrinter m_printer;
    QComboBox *m_paper;
    ExportForm *m_form;
    QPrintPreviewWidget *m_preview;
    QLabel *m_note;
    QTimer m_soon;
};

} // namespace hd::ui
