// SPDX-License-Identifier: GPL-3.0-or-later
#include "plots/plotsinspector.h"

#include "plots/avalanchepage.h"
#include "plots/bytespage.h"
#include "plots/comparisonpage.h"
#include "plots/measurement.h"
#include "plots/plotexport.h"
#include "plots/randombitspage.h"
#include "plots/waterfallpage.h"
#include "plots/workpage.h"
#include "session/session.h"
#include "text/errors.h"
#include "text/explanations.h"
#include "theme/theme.h"

#include <QClipboard>
#include <QComboBox>
#include <QDir>
#include <QEvent>
#include <QFileDialog>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QLabel>
#include <QMenu>
#include <QShortcut>
#include <QStackedWidget>
#include <QToolButton>

namespace hd::ui {

PlotsInspector::PlotsInspector(Session *session, Theme *theme, Explanations *texts, QWidget *parent)
    : QWidget(parent),
      m_session(session),
      m_theme(theme),
      m_texts(texts),
      m_measurement(new Measurement(session, this)),
      m_problem(new QLabel(this)),
      m_stack(new QStackedWidget(this))
{
    makePages(texts);
    m_head = makeHead();
    m_problem->setTextFormat(Qt::PlainText);
    m_problem->setWordWrap(true);
    m_problem->hide();
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_head);
    layout->addWidget(m_problem);
    layout->addWidget(m_stack, 1);
    auto *copy = new QShortcut(QKeySequence::Copy, this);
    copy->setContext(Qt::WidgetWithChildrenShortcut);
    connect(copy, &QShortcut::activated, this, [this] { page()->isTableShown() ? copyTable() : copyPicture(); });
    connect(theme, &Theme::changed, this, &PlotsInspector::restyle);
    retranslate();
    restyle();
}

void PlotsInspector::makePages(Explanations *texts)
{
    const PlotParts parts{m_session, m_theme, texts};
    m_pages = {new WaterfallPage(parts, m_measurement, m_stack),
               new BytesPage(parts, m_stack),
               new ComparisonPage(parts, m_stack),
               new WorkPage(parts, m_measurement, m_stack),
               new RandomBitsPage(parts, m_stack),
               new AvalanchePage(parts, m_stack)};
    for (PlotPage *page : m_pages)
        m_stack->addWidget(page);
}

QFrame *PlotsInspector::makeHead()
{
    auto *head = new QFrame(this);
    head->setObjectName(QStringLiteral("plotsHead"));
    m_chooser = new QComboBox(head);
    for (std::size_t i = 0; i < m_pages.size(); ++i)
        m_chooser->addItem({});
    m_chooser->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    connect(m_chooser, &QComboBox::currentIndexChanged, m_stack, &QStackedWidget::setCurrentIndex);
    const auto button = [head] {
        auto *made = new QToolButton(head);
        made->setProperty("edged", true);
        return made;
    };
    m_table = button();
    m_table->setCheckable(true);
    connect(m_table, &QToolButton::toggled, this, &PlotsInspector::setTableShown);
    m_copy = button();
    m_export = button();
    for (QToolButton *withMenu : {m_copy, m_export}) {
        withMenu->setPopupMode(QToolButton::InstantPopup);
        withMenu->setMenu(new QMenu(withMenu));
    }
    auto *layout = new QHBoxLayout(head);
    layout->addWidget(m_chooser);
    layout->addStretch(1);
    for (QWidget *widget : {m_table, m_copy, m_export})
        layout->addWidget(widget);
    return head;
}

PlotPage *PlotsInspector::page() const
{
    return m_pages[std::size_t(m_stack->currentIndex())];
}

void PlotsInspector::showPage(int index)
{
    m_chooser->setCurrentIndex(index);
}

void PlotsInspector::setTableShown(bool shown)
{
    m_table->setChecked(shown);
    for (PlotPage *page : m_pages)
        page->setTableShown(shown);
}

void PlotsInspector::copyTable()
{
    QGuiApplication::clipboard()->setText(toTabSeparated(page()->table()));
}

void PlotsInspector::copyPicture()
{
    QGuiApplication::clipboard()->setImage(plotImage(*page()));
}

std::optional<Error> PlotsInspector::exportTo(const QString &path)
{
    const std::optional<Error> error = writePlot(*page(), path, m_texts->language());
    m_problem->setVisible(error.has_value());
    if (error)
        m_problem->setText(tr("%1: %2").arg(QDir::toNativeSeparators(path), errorPart(error->what)));
    return error;
}

void PlotsInspector::askAndExport(const QString &ending, const QString &filter)
{
    const QString scenario = QString::fromStdString(m_session->trace()->scenarioName);
    const QString base = scenario.isEmpty() ? QStringLiteral("hellodone") : QFileInfo(scenario).fileName();
    const QString suggestion = QStringLiteral("%1-%2.%3").arg(base, page()->key(), ending);
    QString path = QFileDialog::getSaveFileName(this, tr("Export the plot"), suggestion, filter);
    if (path.isEmpty())
        return;
    if (QFileInfo(path).suffix().isEmpty())
        path += QLatin1Char('.') + ending;
    exportTo(path);
}

void PlotsInspector::retranslate()
{
    m_chooser->setAccessibleName(tr("Plot"));
    for (std::size_t i = 0; i < m_pages.size(); ++i)
        m_chooser->setItemText(static_cast<int>(i), m_pages[i]->title());
    m_table->setText(tr("Table"));
    m_table->setToolTip(tr("Show the values of this plot as a table"));
    m_copy->setText(tr("Copy"));
    m_export->setText(tr("Export"));
    m_copy->menu()->clear();
    m_copy->menu()->addAction(tr("Copy the table"), this, &PlotsInspector::copyTable);
    m_copy->menu()->addAction(tr("Copy the picture"), this, &PlotsInspector::copyPicture);
    m_export->menu()->clear();
    const auto format = [this](const QString &text, const char *ending) {
        const QString suffix = QString::fromLatin1(ending);
        const QString filter = QStringLiteral("%1 (*.%1)").arg(suffix);
        m_export->menu()->addAction(text, this, [this, suffix, filter] { askAndExport(suffix, filter); });
    };
    format(tr("SVG picture…"), "svg");
    format(tr("PNG picture…"), "png");
    format(tr("PDF page…"), "pdf");
    format(tr("CSV table…"), "csv");
}

void PlotsInspector::restyle()
{
    const Colors &colors = m_theme->colors();
    const auto px = [this](int length) { return m_theme->px(length); };
    setStyleSheet(
        QStringLiteral(
            "#plotsHead { background: %1; border: none; border-bottom: 1px solid %2; }"
            "QToolButton[popupMode=\"2\"] { padding-right: %3px; }"
            "QToolButton[popupMode=\"2\"]::menu-indicator { subcontrol-position: right center; right: %4px; }")
            .arg(colors.base.name(), colors.hairline.name())
            .arg(px(26))
            .arg(px(8)));
    m_head->layout()->setContentsMargins(px(16), px(4), px(16), px(4));
    m_head->layout()->setSpacing(px(8));
    m_chooser->setFont(m_theme->ui(Fonts::body, QFont::DemiBold));
    m_problem->setFont(m_theme->ui(Fonts::meta));
    m_problem->setContentsMargins(px(16), px(4), px(16), px(4));
    QPalette alarming = palette();
    alarming.setColor(QPalette::WindowText, colors.alert);
    m_problem->setPalette(alarming);
    for (QToolButton *button : {m_table, m_copy, m_export}) {
        button->setFont(m_theme->ui(Fonts::meta));
        button->setMinimumHeight(px(28));
    }
}

void PlotsInspector::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QWidget::changeEvent(event);
}

} // namespace hd::ui
