// SPDX-License-Identifier: GPL-3.0-or-later
#include "inspectors/security/securityinspector.h"

#include "inspectors/headlayout.h"
#include "inspectors/linkstrip.h"
#include "inspectors/panehead.h"
#include "inspectors/security/knowledgepage.h"
#include "inspectors/security/leakpage.h"
#include "inspectors/security/propertiespage.h"
#include "inspectors/segmented.h"
#include "session/session.h"
#include "session/sessionnews.h"
#include "theme/theme.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QStackedWidget>

namespace hd::ui {

SecurityInspector::SecurityInspector(Session *session, Theme *theme, Explanations *texts, QWidget *parent)
    : QWidget(parent), m_session(session), m_theme(theme), m_texts(texts)
{
    QFrame *head = makePaneHead(this);
    m_title = new QLabel(head);
    m_modes = new Segmented(theme, head);
    for (const Page page : {Properties, Knowledge, Leaks})
        m_modes->addSegment(page);
    auto *headLayout = new HeadLayout(theme, head);
    headLayout->addWidget(m_title);
    headLayout->addTail(m_modes);

    m_notice = new QFrame(this);
    m_notice->setObjectName(QStringLiteral("securityNotice"));
    m_noticeText = new QLabel(m_notice);
    m_noticeText->setWordWrap(true);
    m_jump = new LinkStrip(theme, m_notice);
    auto *notice = new QHBoxLayout(m_notice);
    notice->setSpacing(0);
    notice->addWidget(m_noticeText, 1);
    notice->addWidget(m_jump);

    m_pages = new QStackedWidget(this);
    m_properties = new PropertiesPage(session, theme, texts, m_pages);
    m_pages->addWidget(m_properties);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(head);
    layout->addWidget(m_notice);
    layout->addWidget(m_pages, 1);

    m_modes->setCurrent(Properties);
    connect(m_modes, &Segmented::picked, this, [this](int page) { showPage(static_cast<Page>(page)); });
    auto *news = new SessionNews(session, this);
    connect(news, &SessionNews::traceChanged, this, &SecurityInspector::fillNotice);
    connect(news, &SessionNews::playheadChanged, this, &SecurityInspector::fillNotice);
    connect(theme, &Theme::changed, this, &SecurityInspector::restyle);
    restyle();
    retranslate();
}

KnowledgePage *SecurityInspector::knowledge()
{
    if (!m_knowledge) {
        m_knowledge = new KnowledgePage(m_session, m_theme, m_pages);
        m_pages->addWidget(m_knowledge);
        connect(m_knowledge, &KnowledgePage::keysWanted, this, &SecurityInspector::keysWanted);
    }
    return m_knowledge;
}

LeakPage *SecurityInspector::leaks()
{
    if (!m_leaks) {
        m_leaks = new LeakPage(m_session, m_theme, m_texts, m_pages);
        m_pages->addWidget(m_leaks);
    }
    return m_leaks;
}

void SecurityInspector::showPage(Page page)
{
    m_modes->setCurrent(page);
    QWidget *shown = m_properties;
    if (page == Knowledge)
        shown = knowledge();
    else if (page == Leaks)
        shown = leaks();
    m_pages->setCurrentWidget(shown);
}

void SecurityInspector::restyle()
{
    const Colors &colors = m_theme->colors();
    setStyleSheet(
        QStringLiteral("#paneHead, #securityNotice { background: %1; border: none; border-bottom: 1px solid %2; }"
                       "#securityNotice { background: %3; }")
            .arg(colors.base.name(), colors.hairline.name(), colors.linked.name()));
    m_title->setFont(m_theme->ui(Fonts::title, QFont::DemiBold));
    m_noticeText->setFont(m_theme->ui(Fonts::body));
    m_notice->layout()->setContentsMargins(m_theme->px(16), m_theme->px(6), m_theme->px(16), m_theme->px(6));
}

void SecurityInspector::retranslate()
{
    m_title->setText(tr("Security"));
    m_modes->setText(Properties, tr("Properties"), tr("What is protected from whom"));
    m_modes->setText(Knowledge, tr("Who knows what"), tr("Secrets, and who knows them now"));
    m_modes->setText(Leaks, tr("If a key leaks"), tr("What somebody could read later who records everything now"));
    m_modes->setAccessibleName(tr("What is shown of the security"));
    fillNotice();
}

void SecurityInspector::fillNotice()
{
    const bool begun = m_session->playhead() > 0 || m_session->trace()->events.empty();
    m_notice->setVisible(!begun);
    if (begun)
        return;
    m_noticeText->setText(tr("Nothing is protected yet. Each step of the handshake changes that."));
    m_jump->setLinks({{tr("→ To the end"), {}, [session = m_session] { session->goToEnd(); }}});
}

void SecurityInspector::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QWidget::changeEvent(event);
}

} // namespace hd::ui
