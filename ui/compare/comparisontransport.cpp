// SPDX-License-Identifier: GPL-3.0-or-later
#include "compare/comparisontransport.h"

#include "session/player.h"
#include "theme/icons.h"
#include "theme/theme.h"

#include <QAction>
#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QSignalBlocker>
#include <QSlider>
#include <QToolButton>

namespace hd::ui {

ComparisonTransport::ComparisonTransport(SideBySide *sides, const Theme *theme, QWidget *parent)
    : QWidget(parent),
      m_sides(sides),
      m_theme(theme),
      m_slider(new QSlider(Qt::Horizontal, this)),
      m_counter(new QLabel(this)),
      m_lock(new QToolButton(this)),
      m_previous(new QAction(this)),
      m_next(new QAction(this))
{
    auto *row = new QHBoxLayout(this);
    addButtons();
    row->addWidget(m_slider, 1);
    row->addWidget(m_counter);
    m_lock->setProperty("edged", true);
    m_lock->setCheckable(true);
    m_lock->setChecked(sides->isLocked());
    m_lock->setIcon(themedIcon(Icon::Lock, theme));
    m_lock->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    row->addWidget(m_lock);
    addDifferences();
    m_slider->setPageStep(4);
    m_timer.setInterval(Player::dwellMs);
    connect(&m_timer, &QTimer::timeout, this, [this] {
        m_sides->step(+1);
        if (m_sides->position() == m_sides->rowCount())
            togglePlaying();
    });
    connect(m_slider, &QSlider::valueChanged, this,
            [this](int value) { m_sides->setPosition(static_cast<std::uint32_t>(value)); });
    connect(m_lock, &QToolButton::toggled, sides, &SideBySide::setLocked);
    connect(sides, &SideBySide::positionChanged, this, &ComparisonTransport::showPlace);
    connect(sides, &SideBySide::compared, this, &ComparisonTransport::showPlace);
    theme->follow(this, [this, theme, row] {
        row->setContentsMargins(theme->px(12), theme->px(8), theme->px(12), theme->px(8));
        row->setSpacing(theme->px(4));
        for (QToolButton *button : m_buttons) {
            button->setFixedSize(theme->px(36), theme->px(32));
            button->setIconSize({theme->px(18), theme->px(18)});
        }
        m_counter->setFont(theme->mono(Fonts::body));
        m_lock->setIconSize({theme->px(18), theme->px(18)});
        m_slider->setMinimumSize(theme->px(120), theme->px(24));
    });
    retranslate();
}

void ComparisonTransport::addButtons()
{
    static constexpr Icon icons[ButtonCount] = {Icon::Start, Icon::StepBack, Icon::Play, Icon::StepForward, Icon::End};
    for (const Icon icon : icons) {
        auto *button = new QToolButton(this);
        button->setProperty("edged", true);
        button->setIcon(themedIcon(icon, m_theme));
        button->setFocusPolicy(Qt::TabFocus);
        layout()->addWidget(button);
        m_buttons.push_back(button);
    }
    connect(m_buttons[ToStart], &QToolButton::clicked, m_sides, &SideBySide::goToStart);
    connect(m_buttons[Back], &QToolButton::clicked, m_sides, [this] { m_sides->step(-1); });
    connect(m_buttons[Play], &QToolButton::clicked, this, &ComparisonTransport::togglePlaying);
    connect(m_buttons[Forward], &QToolButton::clicked, m_sides, [this] { m_sides->step(+1); });
    connect(m_buttons[ToEnd], &QToolButton::clicked, m_sides, &SideBySide::goToEnd);
}

void ComparisonTransport::addDifferences()
{
    m_previous->setShortcut(Qt::ALT | Qt::Key_Up);
    m_next->setShortcut(Qt::ALT | Qt::Key_Down);
    for (QAction *action : {m_previous, m_next}) {
        auto *button = new QToolButton(this);
        button->setProperty("edged", true);
        button->setDefaultAction(action);
        button->setFocusPolicy(Qt::TabFocus);
        layout()->addWidget(button);
    }
    connect(m_previous, &QAction::triggered, m_sides, [this] { m_sides->selectDifference(-1); });
    connect(m_next, &QAction::triggered, m_sides, [this] { m_sides->selectDifference(+1); });
}

void ComparisonTransport::togglePlaying()
{
    if (m_timer.isActive()) {
        m_timer.stop();
    } else {
        if (m_sides->position() == m_sides->rowCount())
            m_sides->goToStart();
        m_timer.start();
        m_sides->step(+1);
    }
    m_buttons[Play]->setIcon(themedIcon(m_timer.isActive() ? Icon::Pause : Icon::Play, m_theme));
    retranslate();
}

void ComparisonTransport::showPlace()
{
    const int rows = static_cast<int>(m_sides->rowCount()), at = static_cast<int>(m_sides->position());
    const QSignalBlocker blocker(m_slider);
    m_slider->setRange(0, rows);
    m_slider->setValue(at);
    m_counter->setText(QStringLiteral("%1 / %2").arg(at).arg(rows));
    const QString widest = QStringLiteral("%1 / %1").arg(rows);
    m_counter->setMinimumWidth(m_counter->fontMetrics().horizontalAdvance(widest) + m_theme->px(12));
    for (const Button button : {ToStart, Back})
        m_buttons[button]->setEnabled(at > 0);
    for (const Button button : {Forward, ToEnd})
        m_buttons[button]->setEnabled(at < rows);
    m_buttons[Play]->setEnabled(rows > 0);
}

void ComparisonTransport::retranslate()
{
    const QString texts[ButtonCount] = {tr("To the start (Home)"), tr("Step back (←)"),
                                        m_timer.isActive() ? tr("Pause (Space)") : tr("Play (Space)"), tr("Step (→)"),
                                        tr("To the end (End)")};
    for (std::size_t i = 0; i < m_buttons.size(); ++i) {
        m_buttons[i]->setToolTip(texts[i]);
        m_buttons[i]->setAccessibleName(texts[i]);
    }
    m_slider->setAccessibleName(tr("Rows that have happened"));
    m_counter->setToolTip(tr("Rows so far, and in all"));
    m_lock->setText(tr("Locked"));
    m_lock->setToolTip(tr("Both playheads move together, row by row; unlocked, only that of the side chosen last"));
    m_previous->setText(tr("Previous difference"));
    m_next->setText(tr("Next difference"));
    for (QAction *action : {m_previous, m_next})
        action->setToolTip(
            QStringLiteral("%1 (%2)").arg(action->text(), action->shortcut().toString(QKeySequence::NativeText)));
    showPlace();
}

void ComparisonTransport::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QWidget::changeEvent(event);
}

} // namespace hd::ui
