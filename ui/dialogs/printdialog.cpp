// SPDX-License-Identifier: GPL-3.0-or-later
#include "dialogs/printdialog.h"

#include "dialogs/exportform.h"
#include "dialogs/exportpreview.h"
#include "dialogs/formscroll.h"
#include "export/diagramexport.h"
#include "export/formats.h"
#include "theme/focusring.h"

#include <QAbstractScrollArea>
#include <QComboBox>
#include <QDialogButtonBox>
#include <QGridLayout>
#include <QLabel>
#include <QPrintDialog>
#include <QPrintPreviewWidget>
#include <QPushButton>
#include <QScreen>

namespace hd::ui {

static constexpr std::uint16_t uses = UsesTheme | UsesRange | UsesLabels | UsesLanguage | UsesHandout;

PrintDialog::PrintDialog(std::shared_ptr<const Trace> trace, const ExportOptions &first, const Theme *theme,
                         QWidget *parent)
    : QDialog(parent),
      m_trace(std::move(trace)),
      m_printer(QPrinter::HighResolution),
      m_paper(new QComboBox(this)),
      m_form(new ExportForm(*m_trace, theme, this)),
      m_preview(new QPrintPreviewWidget(&m_printer, this)),
      m_note(new QLabel(tr("This is only the beginning; all of it will be printed."), this))
{
    setWindowTitle(tr("Print"));
    m_paper->addItems({tr("A4"), tr("US Letter")});
    m_paper->setCurrentIndex(QLocale().measurementSystem() == QLocale::ImperialUSSystem ? 1 : 0);
    m_form->addFirst(tr("Paper"), m_paper);
    m_form->setOptions(first);
    m_form->setUses(uses);
    m_form->hideUnused();
    m_note->setWordWrap(true);
    for (auto *view : m_preview->findChildren<QAbstractScrollArea *>())
        for (QWidget *part : {static_cast<QWidget *>(view), view->viewport()})
            part->setAccessibleName(tr("Preview of the pages"));
    auto *buttons = new QDialogButtonBox(this);
    buttons->addButton(tr("Cancel"), QDialogButtonBox::RejectRole);
    QPushButton *print = buttons->addButton(tr("Print…"), QDialogButtonBox::AcceptRole);
    print->setDefault(true);
    auto *grid = new QGridLayout(this);
    grid->addWidget(new FormScroll(m_form), 0, 0, 2, 1);
    grid->addWidget(m_preview, 0, 1);
    grid->addWidget(m_note, 1, 1);
    grid->addWidget(buttons, 2, 0, 1, 2);
    grid->setColumnStretch(1, 1);
    grid->setRowStretch(0, 1);
    m_soon.setSingleShot(true);
    m_soon.setInterval(200);
    connect(&m_soon, &QTimer::timeout, this, &PrintDialog::refresh);
    connect(m_paper, &QComboBox::currentIndexChanged, &m_soon, qOverload<>(&QTimer::start));
    connect(m_form, &ExportForm::changed, &m_soon, qOverload<>(&QTimer::start));
    connect(m_preview, &QPrintPreviewWidget::paintRequested, this,
            [this](QPrinter *printer) { paintPages(*printer, printer->resolution(), *m_trace, previewed()); });
    connect(print, &QPushButton::clicked, this, &PrintDialog::ask);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    new FocusRing(this, theme);
    followLargeDialog(this, grid, theme);
    refresh();
    print->setFocus();
}

PrintDialog::~PrintDialog() = default;

ExportOptions PrintDialog::options() const
{
    ExportOptions options = m_form->options();
    options.page = m_paper->currentIndex() == 0 ? ExportPage::A4 : ExportPage::Letter;
    return options;
}

/// Pages for messages take longer to make than the diagram.
ExportOptions PrintDialog::previewed() const
{
    const ExportOptions chosen = options();
    return beginningOf(*m_trace, chosen, chosen.handout ? 20 : 200);
}

void PrintDialog::setPaper(QPrinter *printer) const
{
    printer->setFullPage(true); // the margins are part of what is painted
    printer->setPageSize(QPageSize(m_paper->currentIndex() == 0 ? QPageSize::A4 : QPageSize::Letter));
    printer->setPageOrientation(QPageLayout::Portrait);
    printer->setPageMargins({});
}

void PrintDialog::refresh()
{
    m_note->setVisible(previewed().to != options().to);
    setPaper(&m_printer);
    m_preview->updatePreview();
    m_preview->fitInView();
}

int PrintDialog::previewedPages() const
{
    return m_preview->pageCount();
}

bool PrintDialog::printOn(QPrinter *printer) const
{
    setPaper(printer);
    printer->setDocName(m_trace->title.en.empty() ? QStringLiteral("HelloDone")
                                                  : QString::fromStdString(m_trace->title.en));
    return paintPages(*printer, printer->resolution(), *m_trace, options());
}

void PrintDialog::ask()
{
    setPaper(&m_printer);
    QPrintDialog dialog(&m_printer, this);
    if (dialog.exec() == QDialog::Accepted && printOn(&m_printer))
        accept();
}

} // namespace hd::ui
