// SPDX-License-Identifier: GPL-3.0-or-later
#include "inspectors/keysinspector.h"

#include "inspectors/keygraph/keygraphview.h"
#include "inspectors/linkstrip.h"
#include "inspectors/panehead.h"
#include "models/valuetext.h"
#include "session/sessionnews.h"
#include "theme/icons.h"
#include "trace/operations.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QToolButton>
#include <QVBoxLayout>

namespace hd::ui {

KeysInspector::KeysInspector(Session *session, Theme *theme, Explanations *, QWidget *parent)
    : QWidget(parent), m_session(session), m_theme(theme)
{
    m_graph = new KeyGraphView(session, theme, this);
    m_notice = new QFrame(this);
    m_notice->setObjectName(QStringLiteral("keysNotice"));
    m_noticeText = new QLabel(m_notice);
    m_jump = new LinkStrip(theme, m_notice);
    auto *notice = new QHBoxLayout(m_notice);
    notice->setContentsMargins(16, 6, 16, 6);
    notice->setSpacing(0);
    notice->addWidget(m_noticeText);
    notice->addWidget(m_jump);
    notice->addStretch(1);

    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(makeHead());
    layout->addWidget(m_notice);
    layout->addWidget(m_graph, 1);

    auto *news = new SessionNews(session, this);
    connect(news, &SessionNews::traceChanged, this, &KeysInspector::refresh);
    connect(news, &SessionNews::playheadChanged, this, &KeysInspector::fillNotice);
    connect(m_graph, &KeyGraphView::changed, this, &KeysInspector::showHandshake);
    connect(theme, &Theme::changed, this, &KeysInspector::restyle);
    restyle();
    retranslate();
    setSecretsShown(session->secretsShown());
}

QWidget *KeysInspector::makeHead()
{
    QFrame *head = makePaneHead(this);
    m_title = new QLabel(head);
    m_version = makeChip(head);
    m_prf = makeChip(head);
    m_handshake = makeChip(head);
    m_eye = new QToolButton(head);
    m_eye->setCheckable(true);
    m_eye->setChecked(true);
    m_eye->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_eye->setProperty("edged", true);
    connect(m_eye, &QToolButton::toggled, m_session, &Session::setSecretsShown);
    connect(m_session, &Session::secretsShownChanged, this, &KeysInspector::setSecretsShown);

    auto *layout = new QHBoxLayout(head);
    layout->setContentsMargins(16, 0, 16, 0);
    layout->setSpacing(8);
    layout->addWidget(m_title);
    layout->addWidget(m_version);
    layout->addWidget(m_prf);
    layout->addWidget(m_handshake);
    layout->addStretch(1);
    layout->addWidget(m_eye);
    return head;
}

bool KeysInspector::secretsShown() const
{
    return m_graph->secretsShown();
}

void KeysInspector::setSecretsShown(bool shown)
{
    m_eye->setChecked(shown);
    if (shown == m_graph->secretsShown())
        return;
    m_graph->setSecretsShown(shown);
    retranslate();
    Q_EMIT secretsShownChanged(shown);
}

void KeysInspector::restyle()
{
    const Colors &colors = m_theme->colors();
    setStyleSheet(QStringLiteral("#paneHead, #keysNotice { background: %1; border: none; border-bottom: 1px solid %2; }"
                                 "#keysNotice { background: %3; }"
                                 "QToolButton[edged=\"true\"]:checked { background: %1; }")
                      .arg(colors.base.name(), colors.hairline.name(), colors.linked.name()));
    m_title->setFont(m_theme->ui(Fonts::title, QFont::DemiBold));
    m_eye->setIconSize({m_theme->px(18), m_theme->px(18)});
    m_eye->setFixedHeight(m_theme->px(28));
}

void KeysInspector::retranslate()
{
    m_title->setText(tr("Key derivation"));
    m_graph->setAccessibleName(m_title->text());
    m_eye->setText(secretsShown() ? tr("Secrets shown") : tr("Secrets hidden"));
    m_eye->setToolTip(tr("Show or hide the values that an eavesdropper must not learn"));
    m_eye->setIcon(themedIcon(secretsShown() ? Icon::Eye : Icon::EyeOff, m_theme));
    refresh();
}

void KeysInspector::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QWidget::changeEvent(event);
}

/// How secrets become longer here: "PRF: HMAC-SHA-256".
static QString expansionText(const Trace &trace)
{
    for (const Derivation &derivation : trace.derivations) {
        if (derivation.operation == operation::hkdfExtract)
            for (const Input &input : derivation.inputs)
                if (input.role == "hash")
                    return QStringLiteral("HKDF: HMAC-%1").arg(toQString(input.text));
        if (derivation.name != "key_block")
            continue;
        if (derivation.operation == operation::sslLadder)
            return QStringLiteral("MD5(SHA-1('A' …)) …");
        for (const Input &input : derivation.inputs)
            if (input.role == "hash")
                return input.text == "MD5+SHA-1" ? QStringLiteral("PRF: HMAC-MD5 ⊕ HMAC-SHA-1")
                                                 : QStringLiteral("PRF: HMAC-%1").arg(toQString(input.text));
    }
    return {};
}

void KeysInspector::refresh()
{
    const Negotiated &negotiated = m_session->trace()->negotiated;
    m_version->setText(toQString(negotiated.version));
    m_version->setVisible(!negotiated.version.empty());
    const QString expansion = expansionText(*m_session->trace());
    m_prf->setText(expansion);
    m_prf->setVisible(!expansion.isEmpty());
    showHandshake();
    fillNotice();
}

void KeysInspector::showHandshake()
{
    const auto count = static_cast<int>(m_session->events().handshakeStarts().size());
    m_handshake->setText(tr("Handshake %1 of %2").arg(m_graph->handshake() + 1).arg(count));
    m_handshake->setVisible(count > 1);
}

void KeysInspector::fillNotice()
{
    const Trace &trace = *m_session->trace();
    const std::optional<Playhead> first = firstKeyAt(trace);
    m_notice->setVisible(!first || m_session->playhead() < *first);
    m_jump->setLinks({});
    if (!first) {
        m_noticeText->setText(trace.events.empty() ? tr("No key exists yet.")
                                                   : tr("This connection ended before any key was made."));
        return;
    }
    const std::uint32_t message = std::max(m_session->events().messagesSent(*first), 1u);
    m_noticeText->setText(tr("No key exists yet; the first appears after message %1").arg(message));
    m_jump->setLinks({{tr("→ Jump"), {}, [session = m_session, at = *first] { session->setPlayhead(at); }}});
}

} // namespace hd::ui
