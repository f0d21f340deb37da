// SPDX-License-Identifier: GPL-3.0-or-later
#include "inspectors/states/machinepane.h"

#include "inspectors/panehead.h"
#include "inspectors/states/chartview.h"
#include "inspectors/states/statetext.h"
#include "text/explanations.h"

#include <QDesktopServices>
#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QTextBrowser>

namespace hd::ui {

MachinePane::MachinePane(Session *session, Theme *theme, Explanations *texts, Side side, QWidget *parent)
    : QWidget(parent),
      m_session(session),
      m_theme(theme),
      m_texts(texts),
      m_side(side),
      m_head(new QFrame(this)),
      m_party(new QLabel(m_head)),
      m_machine(makeChip(m_head)),
      m_chart(new ChartView(session, theme, texts, side, this)),
      m_line(new QFrame(this)),
      m_card(new QTextBrowser(this)),
      m_layout(new QBoxLayout(QBoxLayout::TopToBottom))
{
    m_head->setObjectName(QStringLiteral("machineHead"));
    m_line->setObjectName(QStringLiteral("machineLine"));
    m_card->setFrameShape(QFrame::NoFrame);
    m_card->setOpenLinks(false);
    m_card->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_card->setWordWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);

    auto *head = new QHBoxLayout(m_head);
    head->setSpacing(8);
    head->addWidget(m_party);
    head->addWidget(m_machine);
    head->addStretch(1);
    m_layout->setSpacing(0);
    m_layout->addWidget(m_chart, 1);
    m_layout->addWidget(m_line);
    m_layout->addWidget(m_card);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_head);
    layout->addLayout(m_layout, 1);

    connect(m_chart, &ChartView::changed, this, &MachinePane::fill);
    connect(m_card, &QTextBrowser::anchorClicked, this, &MachinePane::follow);
    connect(theme, &Theme::changed, this, &MachinePane::restyle);
    connect(texts, &Explanations::changed, this, &MachinePane::fill);
    restyle();
}

void MachinePane::setCardBeside(bool beside)
{
    m_beside = beside;
    restyle();
}

void MachinePane::restyle()
{
    const Colors &colors = m_theme->colors();
    m_layout->setDirection(m_beside ? QBoxLayout::LeftToRight : QBoxLayout::TopToBottom);
    m_line->setFixedSize(QWIDGETSIZE_MAX, QWIDGETSIZE_MAX);
    m_card->setMinimumSize(0, 0);
    m_card->setMaximumSize(QWIDGETSIZE_MAX, QWIDGETSIZE_MAX);
    if (m_beside) {
        m_line->setMaximumWidth(1);
        m_card->setFixedWidth(m_theme->px(248));
    } else {
        m_line->setMaximumHeight(1);
        m_card->setFixedHeight(m_theme->px(168));
    }
    m_line->setMinimumSize(1, 1);
    setStyleSheet(QStringLiteral("#machineHead { background: %1; border: none; border-bottom: 1px solid %2; }"
                                 "#machineLine { background: %2; border: none; }")
                      .arg(colors.base.name(), colors.hairline.name()));
    m_head->layout()->setContentsMargins(m_theme->px(16), m_theme->px(6), m_theme->px(16), m_theme->px(6));
    m_party->setFont(m_theme->ui(Fonts::body, QFont::DemiBold));
    m_card->document()->setDocumentMargin(m_theme->px(16));
    m_card->document()->setDefaultFont(m_theme->ui(Fonts::body));
    fill();
}

void MachinePane::fill()
{
    const bool client = m_side == Side::Client;
    m_party->setText(client ? tr("Client") : tr("Server"));
    const bool modern = m_chart->states().chart().family == Family::Tls13;
    m_machine->setText(modern ? tr("machine of TLS 1.3") : tr("machine of SSL 3.0 to TLS 1.2"));
    m_chart->setAccessibleName(client ? tr("State machine of the client") : tr("State machine of the server"));
    m_card->setAccessibleName(client ? tr("About the client's states") : tr("About the server's states"));
    const StateText text(*m_session->trace(), m_chart->states(), m_session->playhead(), *m_texts, m_theme->colors());
    m_card->setHtml(QStringLiteral("<style>code { font-family: 'JetBrains Mono'; font-size: %1px; }</style>%2")
                        .arg(m_theme->px(Fonts::meta))
                        .arg(m_chart->shown() ? text.about(*m_chart->shown()) : text.now()));
}

void MachinePane::follow(const QUrl &url)
{
    if (url.scheme() == QLatin1StringView("time")) {
        m_session->goTo(url.path().toUInt());
    } else if (url.scheme() == QLatin1StringView("change")) {
        Selection selection;
        selection.kind = Selection::Kind::State;
        selection.index = url.path().toUInt();
        m_session->select(selection);
    } else {
        QDesktopServices::openUrl(url);
    }
}

void MachinePane::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        fill();
    QWidget::changeEvent(event);
}

} // namespace hd::ui
