// SPDX-License-Identifier: GPL-3.0-or-later
#include "plots/plotpage.h"

#include "plots/chart.h"
#include "plots/runstatus.h"
#include "session/sessionnews.h"
#include "theme/theme.h"

#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QStackedWidget>
#include <QTableView>

namespace hd::ui {

PlotPage::PlotPage(const PlotParts &parts, QWidget *parent)
    : QWidget(parent),
      m_session(parts.session),
      m_news(new SessionNews(parts.session, this)),
      m_theme(parts.theme),
      m_texts(parts.texts),
      m_sentence(new QLabel(this)),
      m_notice(new QLabel(this)),
      m_views(new QStackedWidget(this)),
      m_view(new QTableView(m_views)),
      m_model(new PlotTableModel(this))
{
    setAutoFillBackground(true);
    setBackgroundRole(QPalette::Base);
    m_sentence->setWordWrap(true);
    m_sentence->setTextFormat(Qt::PlainText);
    m_notice->setWordWrap(true);
    m_notice->setTextFormat(Qt::RichText);
    m_notice->setTextInteractionFlags(Qt::LinksAccessibleByMouse | Qt::LinksAccessibleByKeyboard);
    m_notice->hide();
    m_controls = new QHBoxLayout;
    m_view->setModel(m_model);
    m_view->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_view->setSelectionMode(QAbstractItemView::SingleSelection);
    m_view->setTabKeyNavigation(false);
    m_view->setShowGrid(false);
    m_view->setFrameShape(QFrame::NoFrame);
    m_view->verticalHeader()->hide();
    m_view->horizontalHeader()->setHighlightSections(false);
    m_view->horizontalHeader()->setResizeContentsPrecision(100);
    auto *layout = new QVBoxLayout(this);
    layout->setSpacing(0);
    layout->addWidget(m_sentence);
    layout->addWidget(m_notice);
    layout->addLayout(m_controls);
    layout->addWidget(m_views, 1);
    connect(m_notice, &QLabel::linkActivated, this, [this] {
        if (m_follow)
            m_follow();
    });
    connect(m_news, &SessionNews::traceChanged, this, &PlotPage::refresh);
    connect(m_news, &SessionNews::selectionChanged, this, &PlotPage::mark);
    connect(m_theme, &Theme::changed, this, &PlotPage::restyleAll);
    connect(m_view->selectionModel(), &QItemSelectionModel::currentRowChanged, this, [this](const QModelIndex &row) {
        if (row.isValid() && m_view->hasFocus() && row.row() != current())
            pick(row.row());
    });
}

void PlotPage::setChart(Chart *chart)
{
    m_chart = chart;
    m_views->addWidget(chart);
    m_views->addWidget(m_view);
    connect(chart, &Chart::picked, this, &PlotPage::pick);
    retranslate();
    restyleAll();
}

void PlotPage::addControl(QWidget *control, int stretch)
{
    m_controls->addWidget(control, stretch);
}

RunStatus *PlotPage::addStatus()
{
    auto *status = new RunStatus(m_theme, this);
    m_controls->addWidget(status, 1);
    return status;
}

void PlotPage::setTableShown(bool shown)
{
    m_views->setCurrentWidget(shown ? static_cast<QWidget *>(m_view) : m_chart);
    fitColumns();
}

void PlotPage::fitColumns()
{
    if (isTableShown())
        m_view->resizeColumnsToContents();
}

bool PlotPage::isTableShown() const
{
    return m_views->currentWidget() == m_view;
}

void PlotPage::setNotice(const QString &text, const QString &link, std::function<void()> follow)
{
    m_follow = std::move(follow);
    QString shown = text.toHtmlEscaped();
    if (!link.isEmpty())
        shown += QStringLiteral(" <a href=\"#\" style=\"color:%1\">%2</a>")
                     .arg(m_theme->colors().accent.name(), link.toHtmlEscaped());
    m_notice->setText(shown);
    m_notice->setVisible(!text.isEmpty());
}

std::uint32_t PlotPage::gone() const
{
    return m_session->events().messagesSent(m_session->playhead());
}

void PlotPage::noticeBeforeTheStart(const QString &text)
{
    if (gone() > 0)
        setNotice({});
    else
        setNotice(text, tr("→ Jump to the end"), [this] { m_session->goToEnd(); });
}

void PlotPage::refresh()
{
    m_stale = !isVisible(); // nobody waits for what nobody sees
    if (m_stale)
        return;
    PlotTable table = fill();
    m_sentence->setText(sentence());
    m_chart->setAccessibleName(title());
    m_chart->setAccessibleDescription(tr("%1 The same values are in the table of this page.").arg(sentence()));
    m_view->setAccessibleName(tr("%1, as a table").arg(title()));
    if (!(table == m_model->table())) {
        m_model->setTable(std::move(table));
        fitColumns();
    }
    m_chart->setSpoken(m_model->rowCount(), [this](int row) { return spokenRow(row); });
    mark();
}

/// "Message: 4  server_key_exchange, handshake (bytes): 788": every value with the title of its column.
QString PlotPage::spokenRow(int row) const
{
    QStringList values;
    for (int column = 0; column < m_model->columnCount(); ++column)
        if (const QString value = m_model->index(row, column).data().toString(); !value.isEmpty())
            values << QStringLiteral("%1: %2").arg(
                m_model->headerData(column, Qt::Horizontal, Qt::DisplayRole).toString(), value);
    return values.join(QStringLiteral(", "));
}

void PlotPage::mark()
{
    if (m_stale)
        return;
    const std::optional<int> row = current();
    m_chart->setCurrent(row);
    m_chart->setSpokenCurrent(row);
    if (!row)
        m_view->clearSelection();
    else if (m_view->currentIndex().row() != *row || !m_view->selectionModel()->isRowSelected(*row))
        m_view->selectRow(*row);
}

void PlotPage::restyleAll()
{
    const auto px = [this](int length) { return m_theme->px(length); };
    layout()->setContentsMargins(px(16), px(8), px(12), px(8));
    m_controls->setSpacing(px(8));
    m_controls->setContentsMargins(0, px(4), 0, px(4));
    m_sentence->setFont(m_theme->ui(Fonts::meta));
    m_notice->setFont(m_theme->ui(Fonts::meta));
    QPalette quiet = palette();
    for (const QPalette::ColorRole role : {QPalette::WindowText, QPalette::Text})
        quiet.setColor(role, m_theme->colors().text2);
    m_sentence->setPalette(quiet);
    m_view->setFont(m_theme->ui(Fonts::meta));
    m_view->verticalHeader()->setDefaultSectionSize(px(24));
    m_view->horizontalHeader()->setFont(m_theme->ui(Fonts::caption, QFont::DemiBold));
    restyle();
    refresh();
    fitColumns();
}

void PlotPage::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange && m_chart) {
        retranslate();
        refresh();
    }
    QWidget::changeEvent(event);
}

void PlotPage::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    if (m_stale)
        refresh();
    wake();
}

} // namespace hd::ui
