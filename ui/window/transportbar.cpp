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
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    auto *row = new QHBoxLayout(this);
    for (QAction *action : {actions->toStart, actions->flightBack, actions->stepBack, actions->play,
                            actions->stepForward, actions->flightForward, actions->toEnd})
        addButton(action);
    m_scrubber = new Scrubber(session, theme, this);
    m_middle = new QHBoxLayout;
    m_middle->addWidget(m_scrubber);
    row->addLayout(m_middle, 1);
    m_granularity = addChoice(actions->granularities);
    m_speed = addChoice(actions->speeds);
    m_counter = new QLabel(this);
    m_counter->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    row->addWidget(m_counter);
    for (QAction *action : actions->playback())
        if (action != actions->play) // Space presses the focused button here
            addAction(action);
    connect(session, &Session::traceChanged, this, &TransportBar::showPlace);
    connect(session, &Session::playheadChanged, this, &TransportBar::showPlace);
    retranslate();
    theme->follow(this, [this] { restyle(); });
}

QToolButton *TransportBar::addButton(QAction *action)
{
    auto *button = new QToolButton(this);
    button->setProperty(action == m_actions->play ? "primary" : "edged", true);
    button->setDefaultAction(action);
    button->setToolButtonStyle(Qt::ToolButtonIconOnly);
    layout()->addWidget(button);
    m_buttons.push_back(button);
    return button;
}

void TransportBar::restyle()
{
    const auto px = [this](int length) { return m_theme->px(length); };
    auto *row = static_cast<QHBoxLayout *>(layout());
    row->setContentsMargins(px(12), 0, px(12), 0);
    row->setSpacing(px(4));
    for (QToolButton *button : m_buttons) {
        button->setFixedSize(px(button->defaultAction() == m_actions->play ? 44 : 36), px(32));
        button->setIconSize({px(18), px(18)});
    }
    m_middle->setContentsMargins(px(m_small ? 8 : 20), 0, px(8), 0);
    m_granularity->setMinimumWidth(px(124));
    m_speed->setMinimumWidth(px(84));
    for (QComboBox *box : {m_granularity, m_speed})
        box->setFixedHeight(px(32));
    m_counter->setFont(m_theme->mono(Fonts::body));
    showPlace();
    updateGeometry();
    arrange();
}

void TransportBar::setSmall(bool small)
{
    m_small = small;
    restyle();
}

QSize TransportBar::sizeHint() const
{
    return {m_theme->px(960), m_theme->px(m_small ? 44 : 64)};
}

QSize TransportBar::minimumSizeHint() const
{
    return {240, sizeHint().height()};
}

// Where room is short, first the choices go, which the menu has too, then the longer ways.
void TransportBar::arrange()
{
    if (!testAttribute(Qt::WA_Resized))
        return; // it has no place yet
    const auto px = [this](int length) { return m_theme->px(length); };
    const auto isStep = [this](const QToolButton *button) {
        const QAction *action = button->defaultAction();
        return action == m_actions->stepBack || action == m_actions->play || action == m_actions->stepForward;
    };
    const int steps = px(44 + 2 * 36 + 3 * 4);
    const int ways = px(4 * (36 + 4));
    const int choices = m_granularity->sizeHint().width() + m_speed->sizeHint().width() + px(12);
    const int least = px(24 + 24 + 160) + m_counter->minimumWidth() + steps;
    const bool waysShown = !m_small && width() >= least + ways;
    const bool choicesShown = !m_small && width() >= least + ways + choices;
    for (QToolButton *button : m_buttons)
        button->setVisible(isStep(button) || waysShown);
    m_granularity->setVisible(choicesShown);
    m_speed->setVisible(choicesShown);
}

void TransportBar::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    arrange();
}

// A combo box over a group of actions: both always show the same choice.
QComboBox *TransportBar::addChoice(QActionGroup *group)
{
    auto *box = new QComboBox(this);
    box->setSizeAdjustPolicy(QComboBox::AdjustToContents);
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
    const QString sent = QString::number(m_session->events().messagesSent(m_session->playhead()));
    m_counter->setText(sent + QStringLiteral(" / ") + count);
    const QString widest = count + QStringLiteral(" / ") + count;
    m_counter->setMinimumWidth(QFontMetrics(m_counter->font()).horizontalAdvance(widest) + m_theme->px(8));
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
