// SPDX-License-Identifier: GPL-3.0-or-later
#include "inspectors/negotiation/randomspage.h"

#include "inspectors/linkstrip.h"
#include "inspectors/negotiation/randomcard.h"
#include "models/valuetext.h"
#include "session/linked.h"
#include "session/sessionnews.h"
#include "theme/theme.h"

#include <QEvent>
#include <QLabel>
#include <QVBoxLayout>

namespace hd::ui {

RandomsPage::RandomsPage(Session *session, Theme *theme, QWidget *parent)
    : QScrollArea(parent), m_session(session), m_theme(theme)
{
    setFrameShape(QFrame::NoFrame);
    setWidgetResizable(true);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    auto *content = new QWidget(this);
    content->setBackgroundRole(QPalette::Base);
    content->setAutoFillBackground(true);
    m_nothing = new QLabel(content);
    m_nothing->setWordWrap(true);
    m_next = new LinkStrip(theme, content);
    m_layout = new QVBoxLayout(content);
    m_layout->addWidget(m_nothing);
    m_layout->addWidget(m_next);
    m_layout->addStretch(1);
    setWidget(content);
    auto *news = new SessionNews(session, this);
    connect(news, &SessionNews::traceChanged, this, &RandomsPage::adoptTrace);
    connect(news, &SessionNews::playheadChanged, this, &RandomsPage::refresh);
    connect(news, &SessionNews::selectionChanged, this, &RandomsPage::reveal);
    connect(theme, &Theme::changed, this, &RandomsPage::refresh);
    adoptTrace();
}

void RandomsPage::adoptTrace()
{
    qDeleteAll(m_cards);
    m_cards.clear();
    for (const HelloRandom &random : randomsOf(*m_session->trace())) {
        auto *card = new RandomCard(m_session, m_theme, random, widget());
        m_layout->insertWidget(static_cast<int>(m_cards.size()), card);
        m_cards.push_back(card);
    }
    refresh();
}

void RandomsPage::refresh()
{
    const Playhead now = m_session->playhead();
    const RandomCard *next = nullptr;
    std::size_t shown = 0;
    for (RandomCard *card : m_cards) {
        const bool there = now > 0 && card->random().at <= now;
        card->setVisible(there);
        card->refresh();
        shown += there ? 1 : 0;
        if (!there && !next)
            next = card;
    }
    m_nothing->setVisible(shown == 0);
    m_nothing->setFont(m_theme->ui(Fonts::body));
    m_nothing->setText(
        next ? tr("Each hello brings random bytes, which make the keys of this connection like no other's. "
                  "None has been sent yet.")
             : tr("This recording has no hello."));
    m_next->setVisible(next != nullptr);
    m_next->setLinks({});
    if (next)
        m_next->setLinks(
            {{tr("→ Next: #%1 %2").arg(next->random().message.index + 1).arg(toQString(next->random().path)),
              {},
              [session = m_session, at = next->random().at] { session->setPlayhead(at); }}});
    m_layout->setContentsMargins(m_theme->px(16), m_theme->px(12), m_theme->px(16), m_theme->px(16));
    m_layout->setSpacing(m_theme->px(20));
}

bool RandomsPage::holds(const Selection &selection) const
{
    return std::any_of(m_cards.begin(), m_cards.end(), [&](const RandomCard *card) {
        const HelloRandom &random = card->random();
        return selection.message == random.message && selection.fieldPath.startsWith(toQString(random.path));
    });
}

/// Scrolls to the random that is selected, or that holds the selected value.
void RandomsPage::reveal()
{
    for (RandomCard *card : m_cards) {
        const HelloRandom &random = card->random();
        for (const FieldRef &field : m_session->linked().fields)
            if (field.message == random.message && field.path.starts_with(random.path) && card->isVisibleTo(this))
                return ensureWidgetVisible(card, 0, m_theme->px(12));
    }
}

void RandomsPage::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        refresh();
    QScrollArea::changeEvent(event);
}

} // namespace hd::ui
