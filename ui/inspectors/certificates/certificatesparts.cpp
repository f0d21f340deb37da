// SPDX-License-Identifier: GPL-3.0-or-later

// What the inspector of certificates is built of.

#include "inspectors/certificates/certificatepane.h"
#include "inspectors/certificates/certificatesinspector.h"
#include "inspectors/certificates/chainview.h"
#include "inspectors/certificates/checklistview.h"
#include "inspectors/certificates/trustpane.h"
#include "inspectors/headlayout.h"
#include "inspectors/linkstrip.h"
#include "inspectors/panehead.h"
#include "inspectors/segmented.h"
#include "models/chainmodel.h"
#include "models/chainstepmodel.h"
#include "session/sessionnews.h"
#include "text/explanations.h"
#include "theme/theme.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QStackedWidget>
#include <QVBoxLayout>

namespace hd::ui {

QWidget *CertificatesInspector::makeHead()
{
    QFrame *head = makePaneHead(this);
    m_title = new QLabel(head);
    m_handshakeChip = makeChip(head);
    m_parties = new Segmented(m_theme, head);
    for (const int party : {Server, Client, ClientLater})
        m_parties->addSegment(party);
    m_pages = new Segmented(m_theme, head);
    for (const int page : {Fields, Checks, Trust})
        m_pages->addSegment(page);
    auto *layout = new HeadLayout(m_theme, head);
    layout->addWidget(m_title);
    layout->addWidget(m_handshakeChip);
    layout->addWidget(m_parties);
    layout->addTail(m_pages);
    return head;
}

QWidget *CertificatesInspector::makeBody()
{
    auto *body = new QWidget(this);
    m_chainView = new ChainView(m_theme, body);
    m_chainView->setModel(m_chainModel);
    m_pane = new CertificatePane(m_session, m_theme, m_steps, body);
    m_trust = new TrustPane(m_session, m_theme, body);
    m_stack = new QStackedWidget(body);
    for (QWidget *page : {makeNone(), static_cast<QWidget *>(m_pane), makeChecks(), static_cast<QWidget *>(m_trust)})
        m_stack->addWidget(page);
    m_stack->setObjectName(QStringLiteral("certificatesStack"));
    auto *layout = new QVBoxLayout(body);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(makeNotice());
    layout->addWidget(m_chainView);
    layout->addWidget(m_stack, 1);
    body->setBackgroundRole(QPalette::Base);
    body->setAutoFillBackground(true);
    return body;
}

QWidget *CertificatesInspector::makeNotice()
{
    m_notice = new QFrame(this);
    m_notice->setObjectName(QStringLiteral("certificatesNotice"));
    m_noticeText = new QLabel(m_notice);
    m_noticeText->setWordWrap(true);
    m_jump = new LinkStrip(m_theme, m_notice);
    auto *notice = new QHBoxLayout(m_notice);
    notice->setContentsMargins(16, 6, 16, 6);
    notice->addWidget(m_noticeText, 1);
    notice->addWidget(m_jump);
    return m_notice;
}

QWidget *CertificatesInspector::makeNone()
{
    m_none = new QWidget(this);
    m_noneText = new QLabel(m_none);
    m_noneText->setWordWrap(true);
    m_noneText->setAlignment(Qt::AlignCenter);
    m_noneText->setTextFormat(Qt::PlainText);
    m_noneLink = new LinkStrip(m_theme, m_none);
    auto *none = new QVBoxLayout(m_none);
    none->setContentsMargins(32, 24, 32, 24);
    none->addStretch(1);
    none->addWidget(m_noneText);
    none->addWidget(m_noneLink, 0, Qt::AlignHCenter);
    none->addStretch(2);
    return m_none;
}

QWidget *CertificatesInspector::makeChecks()
{
    m_checks = new QWidget(this);
    m_summary = new QLabel(m_checks);
    m_summary->setMargin(8);
    m_summary->setIndent(8);
    m_checklist = new ChecklistView(m_theme, m_checks);
    m_checklist->setModel(m_steps);
    auto *checks = new QVBoxLayout(m_checks);
    checks->setContentsMargins(0, 0, 0, 0);
    checks->setSpacing(0);
    checks->addWidget(m_summary);
    checks->addWidget(m_checklist, 1);
    return m_checks;
}

void CertificatesInspector::connectSession()
{
    auto *news = new SessionNews(m_session, this);
    connect(news, &SessionNews::traceChanged, this, &CertificatesInspector::adoptTrace);
    connect(news, &SessionNews::selectionChanged, this, &CertificatesInspector::adoptSelection);
    connect(news, &SessionNews::playheadChanged, this, &CertificatesInspector::adoptPlayhead);
    connect(m_parties, &Segmented::picked, this, [this](int party) { setParty(static_cast<Party>(party)); });
    connect(m_pages, &Segmented::picked, this, [this](int page) { setPage(static_cast<Page>(page)); });
    connect(m_chainView, &ChainView::picked, this, &CertificatesInspector::pickCard);
    connect(m_checklist, &ChecklistView::picked, this, &CertificatesInspector::pickStep);
    connect(m_texts, &Explanations::changed, this, &CertificatesInspector::fillNone);
}

void CertificatesInspector::retranslate()
{
    m_title->setText(tr("Certificates"));
    m_parties->setText(Server, tr("Server"), tr("What the server sent"));
    m_parties->setText(Client, tr("Client"), tr("What the client sent"));
    m_parties->setText(ClientLater, tr("Client, later"), tr("What the client sent after the handshake"));
    m_pages->setText(Fields, tr("Fields"), tr("The chosen certificate, byte by byte"));
    m_pages->setText(Checks, tr("Checks"), tr("How it was verified, step by step"));
    m_pages->setText(Trust, tr("Trust"), tr("Whom the other side believes, and what that means"));
    m_chainView->setAccessibleName(tr("Chain of certificates"));
    m_checklist->setAccessibleName(tr("Steps of the verification"));
    m_pane->retranslate();
    m_trust->render();
    fillHead();
    fillNotice();
    fillNone();
    m_summary->setText(m_steps->summary());
}

void CertificatesInspector::restyle()
{
    const Colors &colors = m_theme->colors();
    setStyleSheet(QStringLiteral("#paneHead, #certificatesNotice { background: %1; border: none; "
                                 "border-bottom: 1px solid %2; }"
                                 "#certificatesNotice { background: %3; }"
                                 "#certificatesStack { border-top: 1px solid %2; }")
                      .arg(colors.base.name(), colors.hairline.name(), colors.linked.name()));
    m_title->setFont(m_theme->ui(Fonts::title, QFont::DemiBold));
    m_noticeText->setFont(m_theme->ui(Fonts::body));
    m_noneText->setFont(m_theme->ui(Fonts::body));
    m_summary->setFont(m_theme->ui(Fonts::meta));
    for (QLabel *label : {m_noneText, m_summary}) {
        QPalette palette = label->palette();
        palette.setColor(QPalette::WindowText, colors.text2);
        label->setPalette(palette);
    }
}

} // namespace hd::ui
