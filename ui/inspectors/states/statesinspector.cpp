// SPDX-License-Identifier: GPL-3.0-or-later
#include "inspectors/states/statesinspector.h"

#include "inspectors/headlayout.h"
#include "inspectors/linkstrip.h"
#include "inspectors/panehead.h"
#include "inspectors/segmented.h"
#include "inspectors/states/machinepane.h"
#include "session/session.h"
#include "session/sessionnews.h"
#include "theme/theme.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>

namespace hd::ui {

static constexpr int roomForBoth = 820;

StatesInspector::StatesInspector(Session *session, Theme *theme, Explanations *texts, QWidget *parent)
    : QWidget(parent), m_session(session), m_theme(theme)
{
    QFrame *head = makePaneHead(this);
    m_title = new QLabel(head);
    m_legend = new QLabel(head);
    m_parties = new Segmented(theme, head);
    auto *headLayout = new HeadLayout(theme, head);
    headLayout->addWidget(m_title);
    headLayout->addWidget(m_parties);
    headLayout->addTail(m_legend);

    m_notice = new QFrame(this);
    m_notice->setObjectName(QStringLiteral("statesNotice"));
    m_noticeText = new QLabel(m_notice);
    m_noticeText->setWordWrap(true);
    m_jump = new LinkStrip(theme, m_notice);
    auto *notice = new QHBoxLayout(m_notice);
    notice->setSpacing(0);
    notice->addWidget(m_noticeText, 1);
    notice->addWidget(m_jump);

    auto *machines = new QHBoxLayout;
    machines->setSpacing(0);
    m_line = new QFrame(this);
    m_line->setObjectName(QStringLiteral("statesLine"));
    m_line->setFixedWidth(1);
    for (const Side side : {Side::Client, Side::Server}) {
        auto *pane = new MachinePane(session, theme, texts, side, this);
        m_panes[static_cast<std::size_t>(side)] = pane;
        m_parties->addSegment(static_cast<int>(side));
        machines->addWidget(pane, 1);
        if (side == Side::Client)
            machines->addWidget(m_line);
    }
    m_parties->setCurrent(0);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(head);
    layout->addWidget(m_notice);
    layout->addLayout(machines, 1);

    connect(m_parties, &Segmented::picked, this, &StatesInspector::arrange);
    auto *news = new SessionNews(session, this);
    connect(news, &SessionNews::traceChanged, this, &StatesInspector::fillNotice);
    connect(news, &SessionNews::playheadChanged, this, &StatesInspector::fillNotice);
    connect(news, &SessionNews::selectionChanged, this, &StatesInspector::followSelection);
    connect(theme, &Theme::changed, this, &StatesInspector::restyle);
    restyle();
    retranslate();
}

void StatesInspector::showParty(int side)
{
    m_parties->setCurrent(side);
    arrange();
}

void StatesInspector::arrange()
{
    m_sideBySide = width() >= m_theme->px(roomForBoth);
    m_parties->setVisible(!m_sideBySide);
    m_line->setVisible(m_sideBySide);
    for (int side = 0; side < 2; ++side) {
        pane(side)->setCardBeside(!m_sideBySide);
        pane(side)->setVisible(m_sideBySide || m_parties->current() == side);
    }
}

/// A change of state that was selected elsewhere is shown where it belongs.
void StatesInspector::followSelection()
{
    const Selection &selection = m_session->selection();
    if (selection.kind != Selection::Kind::State || m_sideBySide)
        return;
    const int side = static_cast<int>(m_session->trace()->states[selection.index].by);
    if (side != m_parties->current())
        showParty(side);
}

void StatesInspector::restyle()
{
    const Colors &colors = m_theme->colors();
    setStyleSheet(
        QStringLiteral("#paneHead, #statesNotice { background: %1; border: none; border-bottom: 1px solid %2; }"
                       "#statesNotice { background: %3; }"
                       "#statesLine { background: %2; border: none; }")
            .arg(colors.base.name(), colors.hairline.name(), colors.linked.name()));
    m_title->setFont(m_theme->ui(Fonts::title, QFont::DemiBold));
    m_legend->setFont(m_theme->ui(Fonts::meta));
    m_noticeText->setFont(m_theme->ui(Fonts::body));
    m_notice->layout()->setContentsMargins(m_theme->px(16), m_theme->px(6), m_theme->px(16), m_theme->px(6));
    arrange();
}

void StatesInspector::retranslate()
{
    m_title->setText(tr("State machines"));
    m_legend->setText(tr("filled: now · thick: taken · thin: possible"));
    m_parties->setText(0, tr("Client"), tr("The state machine of the client"));
    m_parties->setText(1, tr("Server"), tr("The state machine of the server"));
    m_parties->setAccessibleName(tr("Party whose state machine is shown"));
    fillNotice();
}

void StatesInspector::fillNotice()
{
    const bool begun = m_session->playhead() > 0 || m_session->trace()->events.empty();
    m_notice->setVisible(!begun);
    if (begun)
        return;
    m_noticeText->setText(tr("Nothing has happened yet: both parties are about to start. Each message moves them on."));
    m_jump->setLinks({{tr("→ First message"), {}, [session = m_session] {
                           session->goTo(nextStop(stops(*session->trace(), Granularity::Message), 0));
                       }}});
}

void StatesInspector::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    arrange();
}

void StatesInspector::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QWidget::changeEvent(event);
}

} // namespace hd::ui
