// SPDX-License-Identifier: GPL-3.0-or-later
#include "plots/runstatus.h"

#include "session/background.h"
#include "theme/theme.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QProgressBar>
#include <QToolButton>

namespace hd::ui {

RunStatus::RunStatus(Theme *theme, QWidget *parent)
    : QWidget(parent),
      m_theme(theme),
      m_text(new QLabel(this)),
      m_progress(new QProgressBar(this)),
      m_button(new QToolButton(this))
{
    m_text->setTextFormat(Qt::PlainText);
    m_text->setWordWrap(true);
    m_progress->setTextVisible(false);
    m_button->setProperty("edged", true);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(8);
    layout->addWidget(m_text, 1);
    layout->addWidget(m_progress);
    layout->addWidget(m_button);
    connect(m_button, &QToolButton::clicked, this, [this] {
        if (m_experiment && m_experiment->isRunning())
            m_experiment->stop();
        else
            Q_EMIT againWanted();
    });
    connect(theme, &Theme::changed, this, &RunStatus::restyle);
    restyle();
}

void RunStatus::follow(Background *experiment)
{
    m_experiment = experiment;
    connect(experiment, &Background::changed, this, &RunStatus::refresh);
    refresh();
}

void RunStatus::setDoneText(const QString &text)
{
    m_doneText = text;
    refresh();
}

void RunStatus::setImpossible(const QString &reason)
{
    m_impossible = reason;
    refresh();
}

void RunStatus::restyle()
{
    m_text->setFont(m_theme->ui(Fonts::meta));
    m_button->setFont(m_theme->ui(Fonts::meta));
    m_button->setMinimumHeight(m_theme->px(28));
    m_progress->setFixedSize(m_theme->px(96), m_theme->px(8));
    refresh();
}

void RunStatus::refresh()
{
    const Background::State state = m_experiment ? m_experiment->state() : Background::State::Idle;
    const bool possible = m_impossible.isEmpty();
    const bool running = possible && state == Background::State::Running;
    m_progress->setVisible(running);
    m_progress->setAccessibleName(tr("Progress of the experiment"));
    m_button->setVisible(possible && state != Background::State::Idle);
    m_button->setText(running ? tr("Stop") : tr("Run again"));
    if (!possible)
        return m_text->setText(m_impossible);
    switch (state) {
    case Background::State::Running:
        m_progress->setRange(0, m_experiment->of());
        m_progress->setValue(m_experiment->done());
        return m_text->setText(tr("%1 of %2 runs").arg(m_experiment->done()).arg(m_experiment->of()));
    case Background::State::Stopped:
        return m_text->setText(tr("Stopped before the end: nothing is shown that was not measured."));
    case Background::State::Failed:
        return m_text->setText(tr("This cannot be run: %1. %2")
                                   .arg(QString::fromStdString(m_experiment->error()->what),
                                        QString::fromStdString(m_experiment->error()->fix)));
    case Background::State::Done:
        return m_text->setText(m_doneText);
    case Background::State::Idle:
        return m_text->clear();
    }
}

void RunStatus::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        refresh();
    QWidget::changeEvent(event);
}

} // namespace hd::ui
