// SPDX-License-Identifier: GPL-3.0-or-later
#include "window/transportbar.h"

#include "window/scrubber.h"

#include <QAction>
#include <QActionGroup>
#include <QComboBox>
#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QToolButton>

namespace hd::ui {

TransportBar::TransportBar(Session *session, const Actions *actions, const Theme *theme, QWidget *parent)
    : QWidget(parent), m_session(session), m_actions(actions), m_theme(theme)
{
    setFixedHeight(64);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(12, 0, 12, 0);
    row->setSpacing(4);
    for (QAction *action : {actions->toStart, actions->flightBack, actions->stepBack})
        addButton(action);
    addButton(actions->play, 44)->setProperty("primary", true);
    for (QAction *action : {actions->stepForward, actions->flightForward, actions->toEnd})
        addButton(action);
    row->addSpacing(24);
    m_scrubber = new Scrubber(session, theme, this);
    row->addWidget(m_scrubber, 1);
    row->addSpacing(8);
    m_granularity = addChoice(actions->granularities, 124);
    m_speed = addChoice(actions->speeds, 84);
    m_counter = new QLabel(this);
    m_counter->setFont(Fonts::mono(Fonts::body));
    m_counter->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    row->addSpacing(4);
    row->addWidget(m_counter);
    for (QAction *action : actions->playback())
        if (action != actions->play) // Space presses the focused button here
            addAction(action);
    connect(session, &Session::traceChanged, this, &TransportBar::showPlace);
    connect(session, &Session::playheadChanged, this, &TransportBar::showPlace);
    retranslate();
    showPlace();
}

QToolButton *TransportBar::addButton(QAction *action, int width)
{
    auto *button = new QToolButton(this);
    button->setProperty("edged", true);
    button->setDefaultAction(action);
    button->setFixedSize(width, 32);
    button->setIconSize({18, 18});
    button->setToolButtonStyle(Qt::ToolButtonIconOnly);
    layout()->addWidget(button);
    m_buttons.push_back(button);
    return button;
}

// A combo box over a group of actions: both always show the same choice.
QComboBox *TransportBar::addChoice(QActionGroup *group, int width)
{
    auto *box = new QComboBox(this);
    box->setFixedSize(width, 32);
    for (const QAction *action : group->actions())
        box->addItem(action->text(), action->data());
    connect(box, &QComboBox::activated, group, [group](int index) { group->actions().at(index)->trigger(); });
    const auto follow = [box, group] {
        if (const QAction *checked = group->checkedAction())
            box->setCurrentIndex(static_cast<int>(group->actions().indexOf(checked)));
    };
    for (const QAction *action : group->actions())
        connect(action, &QAction::toggled, box, follow);
    follow();
    layout()->addWidget(box);
    return box;
}

void TransportBar::retranslate()
{
    const auto rename = [](QComboBox *box, const QActionGroup *group) {
        for (int i = 0; i < box->count(); ++i)
            box->setItemText(i, group->actions().at(i)->text());
    };
    rename(m_granularity, m_actions->granularities);
    rename(m_speed, m_actions->speeds);
    m_granularity->setAccessibleName(tr("Step by"));
    m_granularity->setToolTip(tr("How far one step goes"));
    m_speed->setAccessibleName(tr("Speed"));
    m_speed->setToolTip(tr("Speed of playing and of the animation"));
    m_counter->setToolTip(tr("Messages sent so far, and in all"));
}

void TransportBar::showPlace()
{
    const Trace &trace = *m_session->trace();
    const QString count = QString::number(trace.messages.size());
    const QString sent = QString::number(messagesSent(trace, m_session->playhead()));
    m_counter->setText(sent + QStringLiteral(" / ") + count);
    const QString widest = count + QStringLiteral(" / ") + count;
    m_counter->setMinimumWidth(QFontMetrics(m_counter->font()).horizontalAdvance(widest) + 8);
}

void TransportBar::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QWidget::changeEvent(event);
}

void TransportBar::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.fillRect(rect(), m_theme->colors().window);
    painter.fillRect(QRect(0, 0, width(), 1), m_theme->colors().hairline);
}

} // namespace hd::ui
