// SPDX-License-Identifier: GPL-3.0-or-later
#include "inspectors/transcript/transcriptinspector.h"

#include "inspectors/headlayout.h"
#include "inspectors/linkstrip.h"
#include "inspectors/panehead.h"
#include "inspectors/transcript/transcriptview.h"
#include "models/transcriptmodel.h"
#include "models/valuetext.h"
#include "session/linked.h"
#include "session/sessionnews.h"
#include "theme/theme.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QVBoxLayout>

namespace hd::ui {

TranscriptInspector::TranscriptInspector(Session *session, Theme *theme, Explanations *, QWidget *parent)
    : QWidget(parent), m_session(session), m_theme(theme), m_model(new TranscriptModel(this))
{
    QWidget *head = makeHead();
    m_about = new QFrame(this);
    m_about->setObjectName(QStringLiteral("transcriptAbout"));
    m_aboutText = new QLabel(m_about);
    m_aboutText->setWordWrap(true);
    auto *about = new QHBoxLayout(m_about);
    about->setContentsMargins(16, 6, 16, 6);
    about->addWidget(m_aboutText);
    m_view = new TranscriptView(session, theme, this);
    m_view->setModel(m_model);
    m_foot = new QFrame(this);
    m_foot->setObjectName(QStringLiteral("transcriptFoot"));
    m_takers = new LinkStrip(theme, m_foot);
    auto *foot = new QHBoxLayout(m_foot);
    foot->setContentsMargins(16, 4, 16, 4);
    foot->addWidget(m_takers);

    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(head);
    layout->addWidget(m_about);
    layout->addWidget(m_view, 1);
    layout->addWidget(m_foot);

    auto *news = new SessionNews(session, this);
    connect(news, &SessionNews::traceChanged, this, &TranscriptInspector::adoptTrace);
    connect(news, &SessionNews::playheadChanged, this, &TranscriptInspector::adoptPlayhead);
    connect(news, &SessionNews::selectionChanged, this, &TranscriptInspector::adoptSelection);
    connect(m_view, &TranscriptView::picked, this, &TranscriptInspector::pick);
    connect(theme, &Theme::changed, this, &TranscriptInspector::restyle);
    restyle();
    adoptTrace();
    retranslate();
}

QWidget *TranscriptInspector::makeHead()
{
    QFrame *head = makePaneHead(this);
    m_title = new QLabel(head);
    m_hash = makeChip(head);
    m_handshake = makeChip(head);
    m_differs = makeChip(head);
    auto *layout = new HeadLayout(m_theme, head);
    for (QLabel *label : {m_title, m_hash, m_handshake, m_differs})
        layout->addWidget(label);
    return head;
}

void TranscriptInspector::retranslate()
{
    m_title->setText(tr("Transcript"));
    m_view->setAccessibleName(tr("Messages and their hash"));
    m_takers->setAccessibleName(tr("What takes this hash"));
    fillHead();
    adoptSelection();
}

void TranscriptInspector::restyle()
{
    const Colors &colors = m_theme->colors();
    setStyleSheet(QStringLiteral("#paneHead { background: %1; border: none; border-bottom: 1px solid %2; }"
                                 "#transcriptAbout { background: %3; border: none; border-bottom: 1px solid %2; }"
                                 "#transcriptFoot { background: %3; border: none; border-top: 1px solid %2; }")
                      .arg(colors.base.name(), colors.hairline.name(), colors.window.name()));
    m_title->setFont(m_theme->ui(Fonts::title, QFont::DemiBold));
    m_aboutText->setFont(m_theme->ui(Fonts::meta));
    QPalette palette = m_aboutText->palette();
    palette.setColor(QPalette::WindowText, colors.text2);
    m_aboutText->setPalette(palette);
    m_differs->setStyleSheet(QStringLiteral("color: %1; border-color: %1;").arg(colors.alert.name()));
}

void TranscriptInspector::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QWidget::changeEvent(event);
}

void TranscriptInspector::adoptTrace()
{
    m_model->setTrace(m_session->trace());
    m_model->setHandshake(m_session->events().handshakeAt(m_session->playhead()));
    m_model->setPlayhead(m_session->playhead());
    fillHead();
    adoptSelection();
}

void TranscriptInspector::adoptPlayhead()
{
    if (m_session->selection().kind == Selection::Kind::None)
        m_model->setHandshake(m_session->events().handshakeAt(m_session->playhead()));
    m_model->setPlayhead(m_session->playhead());
    fillHead();
}

void TranscriptInspector::adoptSelection()
{
    const Linked &linked = m_session->linked();
    if (linked.message)
        m_model->setHandshake(m_model->handshakeOf(*linked.message));
    const std::optional<int> row = m_model->rowOf(linked);
    m_view->showCurrent(row.value_or(-1));
    fillHead();
    fillFoot(row.value_or(-1));
}

void TranscriptInspector::fillHead()
{
    const QString form = m_model->form();
    m_hash->setText(form);
    m_hash->setVisible(!form.isEmpty());
    m_handshake->setText(tr("Handshake %1 of %2").arg(m_model->handshake() + 1).arg(m_model->handshakes()));
    m_handshake->setVisible(m_model->handshakes() > 1);
    m_differs->setText(tr("≠ client and server differ"));
    m_differs->setVisible(m_model->differs());
    if (!m_model->table())
        m_aboutText->setText(tr("Nothing has been sent yet. Here you will see which messages both sides hash, and what "
                                "they prove with it."));
    else if (form.isEmpty())
        m_aboutText->setText(
            tr("The two agreed on no cipher suite, so that there is no hash: these are the messages that "
               "it would have been of."));
    else
        m_aboutText->setText(tr("Each message on the line is hashed with all that came before it. A strong value was "
                                "used by a party; a faint one is only computed here, from the same bytes."));
}

void TranscriptInspector::fillFoot(int row)
{
    QList<Link> links;
    if (row >= 0)
        for (const Selection &taker : m_model->takers(row))
            links.append({QStringLiteral("→ ") + m_model->takerName(taker), {}, [session = m_session, taker] {
                              session->select(taker);
                          }});
    m_takers->setCaption(tr("goes into"));
    m_foot->setVisible(!links.isEmpty());
    m_takers->setLinks(std::move(links));
}

void TranscriptInspector::pick(int row)
{
    m_session->select(m_model->selection(row));
}

} // namespace hd::ui
