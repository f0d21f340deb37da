// SPDX-License-Identifier: GPL-3.0-or-later
#include "window/toolbar.h"

#include <QAction>
#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QMenu>
#include <QPainter>
#include <QToolButton>

namespace hd::ui {

ToolBar::ToolBar(Session *session, const Actions *actions, const Language *language, const Theme *theme,
                 QWidget *parent)
    : QWidget(parent),
      m_session(session),
      m_theme(theme),
      m_picker(new ScenarioPicker(language, theme, this)),
      m_rerun(new QToolButton(this)),
      m_export(new QToolButton(this)),
      m_watermark(new QLabel(this))
{
    setFixedHeight(44);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(12, 0, 12, 1);
    row->setSpacing(4);
    row->addWidget(m_picker);
    row->addSpacing(8);

    m_rerun->setDefaultAction(actions->rerunNewSeed);
    m_rerun->setPopupMode(QToolButton::MenuButtonPopup);
    auto *seeds = new QMenu(m_rerun);
    seeds->addActions({actions->rerunNewSeed, actions->rerunSameSeed});
    m_rerun->setMenu(seeds);
    m_export->setDefaultAction(actions->exportDiagram);
    for (QToolButton *button : {m_rerun, m_export}) {
        button->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
        button->setFixedHeight(32);
        button->setFocusPolicy(Qt::TabFocus);
        button->setIconSize({18, 18});
        row->addWidget(button);
    }

    row->addStretch(1);
    m_watermark->setProperty("chip", true);
    row->addWidget(m_watermark, 0, Qt::AlignVCenter);
    connect(session, &Session::traceChanged, this, &ToolBar::retranslate);
    retranslate();
}

void ToolBar::retranslate()
{
    const Trace &trace = *m_session->trace();
    m_watermark->setText(tr("deterministic, seed %1").arg(trace.seed));
    m_watermark->setToolTip(
        tr("This run repeats to the byte: its random values come from the seed, not from the system."));
    m_watermark->setVisible(trace.seeded);
}

void ToolBar::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QWidget::changeEvent(event);
}

void ToolBar::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.fillRect(rect(), m_theme->colors().window);
    painter.fillRect(QRect(0, height() - 1, width(), 1), m_theme->colors().hairline);
}

} // namespace hd::ui
