// SPDX-License-Identifier: GPL-3.0-or-later
#include "inspectors/negotiation/negotiationinspector.h"

#include "inspectors/headlayout.h"
#include "inspectors/negotiation/choicespage.h"
#include "inspectors/negotiation/randomspage.h"
#include "inspectors/negotiation/suitepage.h"
#include "inspectors/panehead.h"
#include "inspectors/segmented.h"
#include "models/valuetext.h"
#include "session/sessionnews.h"
#include "theme/theme.h"

#include <QEvent>
#include <QFrame>
#include <QLabel>
#include <QStackedWidget>
#include <QVBoxLayout>

namespace hd::ui {

NegotiationInspector::NegotiationInspector(Session *session, Theme *theme, Explanations *texts, QWidget *parent)
    : QWidget(parent),
      m_session(session),
      m_theme(theme),
      m_choices(new ChoicesPage(session, theme, texts, this)),
      m_suite(new SuitePage(session, theme, texts, this)),
      m_randoms(new RandomsPage(session, theme, this)),
      m_stack(new QStackedWidget(this))
{
    for (QWidget *page :
         {static_cast<QWidget *>(m_choices), static_cast<QWidget *>(m_suite), static_cast<QWidget *>(m_randoms)})
        m_stack->addWidget(page);
    m_stack->setBackgroundRole(QPalette::Base);
    m_stack->setAutoFillBackground(true);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(makeHead());
    layout->addWidget(m_stack, 1);
    connect(m_pages, &Segmented::picked, this, [this](int page) { setPage(static_cast<Page>(page)); });
    auto *news = new SessionNews(session, this);
    connect(news, &SessionNews::traceChanged, this, &NegotiationInspector::fillHead);
    connect(news, &SessionNews::playheadChanged, this, &NegotiationInspector::fillHead);
    connect(news, &SessionNews::selectionChanged, this, &NegotiationInspector::followSelection);
    connect(theme, &Theme::changed, this, &NegotiationInspector::restyle);
    setPage(Choices);
    followSelection();
    restyle();
    retranslate();
}

QWidget *NegotiationInspector::makeHead()
{
    QFrame *head = makePaneHead(this);
    m_title = new QLabel(head);
    m_version = makeChip(head);
    m_pages = new Segmented(m_theme, head);
    for (const int page : {Choices, Suite, Randoms})
        m_pages->addSegment(page);
    auto *layout = new HeadLayout(m_theme, head);
    layout->addWidget(m_title);
    layout->addWidget(m_version);
    layout->addTail(m_pages);
    return head;
}

NegotiationInspector::Page NegotiationInspector::page() const
{
    return static_cast<Page>(m_stack->currentIndex());
}

void NegotiationInspector::setPage(Page page)
{
    m_pages->setCurrent(page);
    m_stack->setCurrentIndex(page);
}

/// What belongs to one page alone opens it.
void NegotiationInspector::followSelection()
{
    const Selection &selection = m_session->selection();
    if (selection.kind == Selection::Kind::Decision)
        setPage(Choices);
    else if (selection.kind == Selection::Kind::Field && m_randoms->holds(selection))
        setPage(Randoms);
}

void NegotiationInspector::retranslate()
{
    m_title->setText(tr("Negotiation"));
    m_pages->setText(Choices, tr("Choices"), tr("What was offered, what was possible, and why it was chosen"));
    m_pages->setText(Suite, tr("Cipher suite"), tr("The name of the suite taken apart"));
    m_pages->setText(Randoms, tr("Randoms"), tr("The random bytes of both sides"));
    m_pages->setAccessibleName(m_title->text());
    fillHead();
}

void NegotiationInspector::restyle()
{
    const Colors &colors = m_theme->colors();
    setStyleSheet(QStringLiteral("#paneHead { background: %1; border: none; border-bottom: 1px solid %2; }")
                      .arg(colors.base.name(), colors.hairline.name()));
    m_title->setFont(m_theme->ui(Fonts::title, QFont::DemiBold));
}

/// The version is no secret of the future: the chip comes with the answer of the server.
void NegotiationInspector::fillHead()
{
    const Trace &trace = *m_session->trace();
    const std::vector<Choice> &choices = m_choices->allChoices();
    const bool known = std::any_of(choices.begin(), choices.end(), [this](const Choice &choice) {
        return choice.what == QLatin1StringView("version") && choice.decidedAt <= m_session->playhead() &&
               m_session->playhead() > 0;
    });
    m_version->setText(toQString(trace.negotiated.version));
    m_version->setVisible(known && !trace.negotiated.version.empty());
}

void NegotiationInspector::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QWidget::changeEvent(event);
}

} // namespace hd::ui
