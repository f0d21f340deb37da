// SPDX-License-Identifier: GPL-3.0-or-later
#include "inspectors/explanationpane.h"

#include "inspectors/linkstrip.h"
#include "inspectors/termpopup.h"
#include "inspectors/textcolumn.h"
#include "session/sessionnews.h"
#include "text/explanations.h"
#include "theme/theme.h"

#include <QCursor>
#include <QDesktopServices>
#include <QEvent>
#include <QFrame>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QVBoxLayout>

namespace hd::ui {

static constexpr int margin = 16;
static constexpr int stackedBelow = 440; ///< px of its own width
static constexpr int roomyFrom = 1600;   ///< px of the window's width: text is larger

ExplanationPane::ExplanationPane(Session *session, Theme *theme, Explanations *texts, QWidget *parent)
    : QWidget(parent),
      m_session(session),
      m_theme(theme),
      m_texts(texts),
      m_title(new QLabel(this)),
      m_grid(new QGridLayout),
      m_line(new QFrame(this)),
      m_clauses(new LinkStrip(theme, this)),
      m_terms(new LinkStrip(theme, this))
{
    setBackgroundRole(QPalette::Base);
    setAutoFillBackground(true);
    m_title->setTextFormat(Qt::PlainText);
    m_title->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_line->setFixedHeight(1);
    m_terms->setRightAligned(true);

    for (int i = 0; i < 3; ++i) {
        Column &column = m_columns[static_cast<std::size_t>(i)];
        column.heading = new QLabel(this);
        column.text = new TextColumn(this);
        column.heading->setBuddy(column.text);
        m_grid->addWidget(column.heading, 0, i);
        m_grid->addWidget(column.text, 1, i);
    }
    m_grid->setRowStretch(1, 1);
    auto *links = new QHBoxLayout;
    links->addWidget(m_clauses);
    links->addStretch(1); // not at the strips: each gets all that it needs, where there is so much
    links->addWidget(m_terms);
    auto *layout = new QVBoxLayout(this);
    layout->addWidget(m_title);
    layout->addLayout(m_grid, 1);
    layout->addWidget(m_line);
    layout->addLayout(links);

    auto *news = new SessionNews(session, this);
    connect(news, &SessionNews::selectionChanged, this, &ExplanationPane::refresh);
    connect(texts, &Explanations::changed, this, &ExplanationPane::refresh);
    theme->follow(this, [this, layout, links] {
        links->setSpacing(m_theme->px(24));
        layout->setContentsMargins(m_theme->px(margin), m_theme->px(12), m_theme->px(margin), m_theme->px(6));
        layout->setSpacing(m_theme->px(6));
        m_grid->setContentsMargins(0, m_theme->px(6), 0, 0);
        m_grid->setHorizontalSpacing(m_theme->px(24));
        m_grid->setVerticalSpacing(m_theme->px(4));
        restyle();
    });
}

void ExplanationPane::restyle()
{
    const Colors &colors = m_theme->colors();
    m_title->setFont(m_theme->ui(Fonts::title, QFont::DemiBold));
    m_line->setStyleSheet(QStringLiteral("background: %1; border: none;").arg(colors.hairline.name()));
    for (const Column &column : m_columns) {
        column.heading->setFont(m_theme->ui(Fonts::caption, QFont::DemiBold));
        column.heading->setStyleSheet(QStringLiteral("color: %1").arg(colors.text3.name()));
    }
    setBody();
    refresh();
}

void ExplanationPane::retranslate()
{
    const bool whole = m_session->selection().kind == Selection::Kind::None;
    m_columns[0].heading->setText(whole ? tr("What happens") : tr("What"));
    m_columns[1].heading->setText(whole ? tr("How it ends") : tr("Why"));
    m_columns[2].heading->setText(tr("If it were missing"));
    for (const Column &column : m_columns)
        column.text->setAccessibleName(column.heading->text());
}

void ExplanationPane::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        refresh();
    QWidget::changeEvent(event);
}

/// The text follows the window, not the pane, so that it is as large as that of its neighbours.
void ExplanationPane::setBody()
{
    const bool roomy = window()->width() >= m_theme->px(roomyFrom);
    for (const Column &column : m_columns)
        column.text->setLine(m_theme->ui(roomy ? 14 : Fonts::body), m_theme->px(roomy ? 22 : 20));
}

void ExplanationPane::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    setBody();
    placeColumns();
}

/// Three equal columns; a scenario's description is longer than what ends it.
void ExplanationPane::placeColumns()
{
    const bool whole = m_session->selection().kind == Selection::Kind::None;
    stack(width() < m_theme->px(stackedBelow));
    m_grid->setColumnStretch(0, whole && !m_stacked ? 2 : 1);
    m_grid->setColumnStretch(1, m_stacked ? 0 : 1);
    m_grid->setColumnStretch(2, whole || m_stacked ? 0 : 1);
    m_columns[2].text->setVisible(!whole);
    for (const Column &column : m_columns) // one below the other, each is as high as its text
        column.text->setMaximumHeight(m_stacked ? column.text->wholeHeight() : QWIDGETSIZE_MAX);
}

void ExplanationPane::stack(bool stacked)
{
    if (std::exchange(m_stacked, stacked) == stacked)
        return;
    for (int i = 0; i < 3; ++i) {
        const Column &column = m_columns[static_cast<std::size_t>(i)];
        m_grid->removeWidget(column.heading);
        m_grid->removeWidget(column.text);
        column.heading->setContentsMargins(0, stacked && i > 0 ? m_theme->px(12) : 0, 0, 0);
        m_grid->addWidget(column.heading, stacked ? 2 * i : 0, stacked ? 0 : i);
        m_grid->addWidget(column.text, stacked ? 2 * i + 1 : 1, stacked ? 0 : i);
    }
    for (int row = 0; row < 7; ++row)
        m_grid->setRowStretch(row, stacked ? (row == 6 ? 1 : 0) : (row == 1 ? 1 : 0));
}

void ExplanationPane::fill(Column &column, const QString &markdown) const
{
    column.heading->setVisible(!markdown.isEmpty());
    column.text->setMarkdownText(markdown);
}

void ExplanationPane::refresh()
{
    const Selection &selection = m_session->selection();
    const Explanation shown = explanationFor(*m_session->trace(), selection, *m_texts);
    m_title->setText(shown.title);
    retranslate();
    fill(m_columns[0], shown.what);
    fill(m_columns[1], shown.why);
    fill(m_columns[2], shown.ifMissing);
    placeColumns();
    fillLinks(shown);
}

void ExplanationPane::fillLinks(const Explanation &shown)
{
    QList<Link> clauses;
    for (QString clause : shown.clauses) {
        const QUrl url = clauseUrl(clause);
        if (clause.startsWith(QLatin1StringView("RFC ")))
            clause.remove(0, 4); // the caption says it
        clauses.append({clause, url.toString(), [url] { QDesktopServices::openUrl(url); }});
    }
    QList<Link> terms;
    for (const QString &term : shown.terms)
        terms.append({term, tr("What is this?"), [this, term] {
                          const QString definition = m_texts->term(term);
                          if (!definition.isEmpty())
                              showTerm(this, m_theme, term, definition, QCursor::pos());
                      }});
    m_clauses->setCaption(QStringLiteral("RFC"), true);
    m_clauses->setLinks(clauses);
    m_terms->setCaption(tr("Terms"), true);
    m_terms->setLinks(terms);
    m_line->setVisible(!clauses.isEmpty() || !terms.isEmpty());
}

} // namespace hd::ui
