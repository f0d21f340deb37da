// SPDX-License-Identifier: GPL-3.0-or-later
#include "dialogs/printdialog.h"

#include "dialogs/exportform.h"
#include "dialogs/exportpreview.h"
#include "dialogs/formscroll.h"
#include "export/diagrampage.h"
#include "export/formats.h"
#include "theme/focusring.h"

#include <QAbstractScrollArea>
#include <QComboBox>
#include <QDialogButtonBox>
#include <QGridLayout>
#include <QLabel>
#include <QPainter>
#include <QPrintDialog>
#include <QPrintPreviewWidget>
#include <QPushButton>
#include <QScreen>

namespace hd::ui {

static constexpr std::uint16_t uses = UsesTheme | UsesRange | UsesLabels | UsesLanguage;

struct Paper
{
    QPageSize::PageSizeId size;
    QPageLayout::Orientation orientation;
};
static constexpr Paper papers[] = {{QPageSize::A4, QPageLayout::Portrait},
                                   {QPageSize::A4, QPageLayout::Landscape},
                                   {QPageSize::Letter, QPageLayout::Portrait},
                                   {QPageSize::Letter, QPageLayout::Landscape}};

/// The diagram on the page, as large as it is on the screen or as the page allows.
static bool paintPages(QPrinter *printer, const Trace &trace, const ExportOptions &options)
{
    const DiagramPage page(trace, options);
    QPainter painter;
    if (!painter.begin(printer))
        return false;
    const QRectF room = printer->pageLayout().paintRectPixels(printer->resolution());
    const double natural = printer->resolution() / 96.0; // units of the printer in one px of the screen
    const double scale = std::min({natural, room.width() / page.size().width(), room.height() / page.size().height()});
    painter.translate((room.width() - page.size().width() * scale) / 2, 0);
    painter.scale(scale, scale);
    PageGroups groups;
    page.paint(painter, groups);
    return painter.end();
}

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
    m_paper->addItems({tr("A4, upright"), tr("A4, lying"), tr("US Letter, upright"), tr("US Letter, lying")});
    m_paper->setCurrentIndex(QLocale().measurementSystem() == QLocale::MetricSystem ? 0 : 2);
    m_form->addFirst(tr("Paper"), m_paper);
    m_form->setOptions(first);
    m_form->setUses(uses);
    m_form->hideUnused();
    m_note->setWordWrap(true);
    for (auto *view : m_preview->findChildren<QAbstractScrollArea *>())
        view->setAccessibleName(tr("Preview of the pages"));
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
            [this](QPrinter *printer) { paintPages(printer, *m_trace, beginningOf(*m_trace, m_form->options())); });
    connect(print, &QPushButton::clicked, this, &PrintDialog::ask);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    new FocusRing(this, theme);
    followLargeDialog(this, grid, theme);
    refresh();
    print->setFocus();
}

PrintDialog::~PrintDialog() = default;

void PrintDialog::setPaper(QPrinter *printer) const
{
    const Paper &paper = papers[m_paper->currentIndex()];
    printer->setPageLayout({QPageSize(paper.size), paper.orientation, {15, 15, 15, 15}, QPageLayout::Millimeter});
}

void PrintDialog::refresh()
{
    const ExportOptions options = m_form->options();
    m_note->setVisible(beginningOf(*m_trace, options).to != options.to);
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
    return paintPages(printer, *m_trace, m_form->options());
}

void PrintDialog::ask()
{
    setPaper(&m_printer);
    QPrintDialog dialog(&m_printer, this);
    if (dialog.exec() == QDialog::Accepted && printOn(&m_printer))
        accept();
}

} // namespace hd::ui
