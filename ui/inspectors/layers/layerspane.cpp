// SPDX-License-Identifier: GPL-3.0-or-later
#include "inspectors/layers/layerspane.h"

#include "inspectors/layers/layersview.h"
#include "inspectors/linkstrip.h"
#include "models/valuetext.h"
#include "theme/theme.h"

#include <QFrame>
#include <QHBoxLayout>
#include <QLabel>
#include <QVBoxLayout>

namespace hd::ui {

LayersPane::LayersPane(Session *session, Theme *theme, QWidget *parent)
    : QWidget(parent),
      m_session(session),
      m_theme(theme),
      m_notice(new QFrame(this)),
      m_text(new QLabel(m_notice)),
      m_jump(new LinkStrip(theme, m_notice)),
      m_view(new LayersView(session, theme, this))
{
    m_notice->setObjectName(QStringLiteral("layersNotice"));
    m_text->setTextFormat(Qt::PlainText);
    m_text->setWordWrap(true);
    auto *notice = new QHBoxLayout(m_notice);
    notice->setContentsMargins(16, 6, 16, 6);
    notice->setSpacing(0);
    notice->addWidget(m_text, 1);
    notice->addWidget(m_jump);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_notice);
    layout->addWidget(m_view, 1);
    setFocusProxy(m_view);
    connect(theme, &Theme::changed, this, &LayersPane::restyle);
    restyle();
}

void LayersPane::restyle()
{
    const Colors &colors = m_theme->colors();
    m_notice->setStyleSheet(
        QStringLiteral("#layersNotice { background: %1; border: none; border-bottom: 1px solid %2; }")
            .arg(colors.linked.name(), colors.hairline.name()));
    m_text->setFont(m_theme->ui(Fonts::meta));
}

void LayersPane::setMessage(std::optional<MessageId> message)
{
    m_message = message;
    m_stale = true;
    showLayers();
}

void LayersPane::setPlayhead(Playhead at)
{
    m_playhead = at;
    showLayers();
}

void LayersPane::markSelection()
{
    showLayers();
    m_view->markSelection();
}

void LayersPane::retranslate()
{
    m_view->retranslate();
    showLayers();
}

void LayersPane::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    showLayers();
}

/// Only what is seen is worked out.
void LayersPane::showLayers()
{
    const std::optional<Playhead> from = m_message ? m_session->events().appearsAt(*m_message) : std::nullopt;
    const bool pending = m_message && (!from || *from > m_playhead);
    m_notice->setVisible(pending);
    if (pending) {
        m_text->setText(tr("#%1 %2 has not been sent yet.")
                            .arg(m_message->index + 1)
                            .arg(toQString((*m_session->trace())[*m_message].name)));
        m_jump->setLinks({{tr("→ Jump"), {}, [session = m_session, message = *m_message] {
                               session->setPlayhead(stopAfter(*session->trace(), message));
                           }}});
        m_view->setMessage(std::nullopt);
        m_stale = true;
    } else if (m_stale && isVisible()) {
        m_view->setMessage(m_message);
        m_stale = false;
    }
}

} // namespace hd::ui
