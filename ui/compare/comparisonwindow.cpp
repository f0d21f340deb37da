// SPDX-License-Identifier: GPL-3.0-or-later
#include "compare/comparisonwindow.h"

#include "compare/comparedpages.h"
#include "compare/comparisonpicker.h"
#include "compare/comparisontransport.h"
#include "compare/comparisonview.h"
#include "session/tracefile.h"
#include "text/errors.h"
#include "text/explanations.h"
#include "theme/focusring.h"

#include <QAction>
#include <QEvent>
#include <QFileDialog>
#include <QHBoxLayout>
#include <QLabel>
#include <QSplitter>
#include <QTabWidget>
#include <QToolButton>
#include <QVBoxLayout>

namespace hd::ui {

ComparisonWindow::ComparisonWindow(Theme *theme, Explanations *texts, const Language *language, QWidget *parent)
    : QMainWindow(parent),
      m_theme(theme),
      m_language(language),
      m_error(new QLabel(this)),
      m_view(new ComparisonView(&m_sides, theme, texts, this)),
      m_tabs(new QTabWidget(this)),
      m_fields(new FieldsPage(&m_sides, theme, this)),
      m_values(new ValuesPage(&m_sides, theme, this)),
      m_facts(new FactsPage(&m_sides, theme, this)),
      m_transport(new ComparisonTransport(&m_sides, theme, this))
{
    auto *central = new QWidget(this);
    auto *column = new QVBoxLayout(central);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    auto *splitter = new QSplitter(central);
    for (QWidget *page :
         {static_cast<QWidget *>(m_fields), static_cast<QWidget *>(m_values), static_cast<QWidget *>(m_facts)})
        m_tabs->addTab(page, QString());
    m_tabs->setDocumentMode(true);
    m_tabs->setElideMode(Qt::ElideNone);
    splitter->addWidget(m_view);
    splitter->addWidget(m_tabs);
    splitter->setChildrenCollapsible(false);
    splitter->setSizes({812, 468});
    splitter->setStretchFactor(0, 5);
    splitter->setStretchFactor(1, 3);
    m_error->setWordWrap(true);
    m_error->setTextFormat(Qt::PlainText);
    m_error->hide();
    column->addWidget(makeHead());
    column->addWidget(m_error);
    column->addWidget(splitter, 1);
    column->addWidget(m_transport);
    setCentralWidget(central);
    addActions({m_transport->previousDifference(), m_transport->nextDifference()});
    auto *play = new QAction(m_view);
    play->setShortcut(Qt::Key_Space);
    play->setShortcutContext(Qt::WidgetShortcut);
    m_view->addAction(play);
    connect(play, &QAction::triggered, m_transport, &ComparisonTransport::togglePlaying);
    connect(&m_sides, &SideBySide::compared, this, &ComparisonWindow::adoptTraces);
    new FocusRing(this, theme);
    m_view->setProperty(FocusRing::ownRing, true);
    theme->follow(this, [this, theme] {
        m_error->setMargin(theme->px(8));
        m_error->setFont(theme->ui(Fonts::body));
    });
    retranslate();
    resize(1280, 800);
    m_view->setFocus();
}

ComparisonWindow::~ComparisonWindow()
{
    delete takeCentralWidget(); // the views go before what they show
}

QWidget *ComparisonWindow::makeHead()
{
    auto *head = new QWidget(this);
    auto *column = new QVBoxLayout(head);
    auto *row = new QHBoxLayout;
    for (const bool ofA : {true, false}) {
        const int side = ofA ? 0 : 1;
        m_labels[side] = new QLabel(ofA ? QStringLiteral("A") : QStringLiteral("B"), head);
        m_pickers[side] = new ComparisonPicker(m_labels[side]->text(), m_language, m_theme, head);
        m_labels[side]->setBuddy(m_pickers[side]);
        makePicker(ofA);
        row->addWidget(m_labels[side]);
        row->addWidget(m_pickers[side], 1);
        if (ofA) {
            m_swap = new QToolButton(head);
            m_swap->setProperty("edged", true);
            m_swap->setText(QStringLiteral("⇄"));
            connect(m_swap, &QToolButton::clicked, &m_sides, &SideBySide::swap);
            row->addWidget(m_swap);
        }
    }
    m_summary = new QLabel(head);
    m_summary->setWordWrap(true);
    column->addLayout(row);
    column->addWidget(m_summary);
    m_theme->follow(head, [this, column, row] {
        const auto px = [this](int length) { return m_theme->px(length); };
        column->setContentsMargins(px(12), px(8), px(12), px(8));
        column->setSpacing(px(8));
        row->setSpacing(px(8));
        for (QLabel *label : m_labels)
            label->setFont(m_theme->ui(Fonts::title, QFont::DemiBold));
        m_summary->setFont(m_theme->ui(Fonts::body));
        m_swap->setMinimumSize(px(36), px(32));
    });
    return head;
}

void ComparisonWindow::makePicker(bool ofA)
{
    ComparisonPicker *picker = m_pickers[ofA ? 0 : 1];
    connect(picker, &ComparisonPicker::scenarioPicked, this,
            [this, ofA](const QString &name) { showScenario(ofA, name); });
    connect(picker, &ComparisonPicker::tracePicked, this, [this, ofA](std::shared_ptr<const Trace> trace) {
        m_error->hide();
        m_sides.setTrace(ofA, std::move(trace));
    });
    connect(picker, &ComparisonPicker::recentFilePicked, this,
            [this, ofA](const QString &path) { showFile(ofA, path); });
    connect(picker, &ComparisonPicker::filePicked, this, [this, ofA] { choose(ofA); });
}

void ComparisonWindow::compareOpen(std::shared_ptr<const Trace> open, const QStringList &recentFiles)
{
    for (ComparisonPicker *picker : m_pickers) {
        picker->setOpenTrace(open);
        picker->setRecentFiles(recentFiles);
    }
    const bool first = m_sides.trace(false).messages.empty();
    // Whoever looks at TLS 1.3 wants to see what it was before, and the other way round.
    const bool tls13 = open && open->negotiated.version == "TLS 1.3";
    m_sides.setTrace(true, std::move(open));
    if (first)
        showScenario(false, tls13 ? QStringLiteral("tls12-ecdhe-gcm") : QStringLiteral("tls13"));
}

void ComparisonWindow::showScenario(bool asA, const QString &name)
{
    m_error->hide();
    if (const std::optional<Error> error = m_sides.runScenario(asA, name))
        showError(*error);
}

void ComparisonWindow::showFile(bool asA, const QString &path)
{
    m_error->hide();
    const Result<OpenedFile> opened = openTraceFile(path);
    if (const Error *error = std::get_if<Error>(&opened))
        showError(*error);
    else
        m_sides.setTrace(asA, std::get<OpenedFile>(opened).trace);
}

void ComparisonWindow::choose(bool ofA)
{
    const QString path = QFileDialog::getOpenFileName(this, tr("Compare with a recording or a scenario"), QString(),
                                                      tr("Recordings and scenarios (*.json)"));
    if (!path.isEmpty())
        showFile(ofA, path);
}

void ComparisonWindow::showError(const Error &error)
{
    m_error->setText(errorText(error));
    m_error->show();
}

void ComparisonWindow::adoptTraces()
{
    for (const bool ofA : {true, false})
        m_pickers[ofA ? 0 : 1]->showTrace(m_sides.session(ofA)->trace());
    m_summary->setText(ComparisonWords::summary(m_sides.comparison()).join(QLatin1Char(' ')));
}

void ComparisonWindow::retranslate()
{
    setWindowTitle(tr("Compare – HelloDone"));
    m_swap->setToolTip(tr("Swap A and B"));
    m_swap->setAccessibleName(m_swap->toolTip());
    const QString titles[] = {tr("Fields"), tr("Keys"), tr("Sizes and outcome")};
    for (int i = 0; i < m_tabs->count(); ++i)
        m_tabs->setTabText(i, titles[i]);
    m_tabs->setAccessibleName(tr("What differs"));
    adoptTraces();
}

void ComparisonWindow::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QMainWindow::changeEvent(event);
}

} // namespace hd::ui
