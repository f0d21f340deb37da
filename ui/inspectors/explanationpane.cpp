// SPDX-License-Identifier: GPL-3.0-or-later
#include "inspectors/explanationpane.h"

#include "inspectors/linkstrip.h"
#include "inspectors/termpopup.h"
#include "text/explanations.h"
#include "theme/theme.h"

#include <QCursor>
#include <QDesktopServices>
#include <QEvent>
#include <QFrame>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QScrollBar>
#include <QTextBlock>
#include <QTextBrowser>
#include <QTextCursor>
#include <QVBoxLayout>

namespace hd::ui {

static constexpr int margin = 16;
static constexpr int lineHeight = 20;

ExplanationPane::ExplanationPane(Session *session, Theme *theme, Explanations *texts, QWidget *parent)
    : QWidget(parent),
      m_session(session),
      m_theme(theme),
      m_texts(texts),
      m_title(new QLabel(this)),
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

    auto *grid = new QGridLayout;
    grid->setHorizontalSpacing(24);
    grid->setVerticalSpacing(4);
    for (int i = 0; i < 3; ++i) {
        Column &column = m_columns[static_cast<std::size_t>(i)];
        column.heading = new QLabel(this);
        column.text = new QTextBrowser(this);
        column.text->setFrameShape(QFrame::NoFrame);
        column.text->setOpenLinks(false);
        column.text->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
        column.text->document()->setDocumentMargin(0);
        column.text->setWordWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere); // a suite has a long name
        column.heading->setBuddy(column.text);
        grid->addWidget(column.heading, 0, i);
        grid->addWidget(column.text, 1, i);
        grid->setColumnStretch(i, 1);
    }
    auto *links = new QHBoxLayout;
    links->setSpacing(24);
    links->addWidget(m_clauses, 3);
    links->addWidget(m_terms, 2);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(margin, 12, margin, 6);
    layout->setSpacing(6);
    layout->addWidget(m_title);
    layout->addSpacing(6);
    layout->addLayout(grid, 1);
    layout->addWidget(m_line);
    layout->addLayout(links);

    connect(session, &Session::selectionChanged, this, &ExplanationPane::refresh);
    connect(session, &Session::traceChanged, this, &ExplanationPane::refresh);
    connect(texts, &Explanations::changed, this, &ExplanationPane::refresh);
    connect(theme, &Theme::changed, this, &ExplanationPane::restyle);
    retranslate();
    restyle();
}

void ExplanationPane::restyle()
{
    const Colors &colors = m_theme->colors();
    m_title->setFont(Fonts::ui(Fonts::title, QFont::DemiBold));
    m_line->setStyleSheet(QStringLiteral("background: %1; border: none;").arg(colors.hairline.name()));
    for (const Column &column : m_columns) {
        column.heading->setFont(Fonts::ui(Fonts::caption, QFont::DemiBold));
        column.heading->setStyleSheet(QStringLiteral("color: %1").arg(colors.text3.name()));
        column.text->document()->setDefaultFont(Fonts::ui(Fonts::body));
    }
    refresh();
}

void ExplanationPane::retranslate()
{
    m_columns[0].heading->setText(tr("What"));
    m_columns[1].heading->setText(tr("Why"));
    m_columns[2].heading->setText(tr("If it were missing"));
    for (const Column &column : m_columns)
        column.text->setAccessibleName(column.heading->text());
}

void ExplanationPane::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange) {
        retranslate();
        refresh();
    }
    QWidget::changeEvent(event);
}

void ExplanationPane::fill(Column &column, const QString &markdown) const
{
    column.heading->setVisible(!markdown.isEmpty());
    column.text->setMarkdown(markdown);
    QTextBlockFormat format;
    format.setLineHeight(lineHeight, QTextBlockFormat::FixedHeight);
    QTextCursor all(column.text->document());
    all.select(QTextCursor::Document);
    all.mergeBlockFormat(format);
    column.text->verticalScrollBar()->setValue(0);
}

void ExplanationPane::refresh()
{
    const Selection &selection = m_session->selection();
    const Explanation shown = explanationFor(*m_session->trace(), selection, *m_texts);
    m_title->setText(shown.title);
    fill(m_columns[0], shown.what);
    fill(m_columns[1], shown.why);
    fill(m_columns[2], shown.ifMissing);
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
