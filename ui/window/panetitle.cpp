// SPDX-License-Identifier: GPL-3.0-or-later
#include "window/panetitle.h"

#include <QDockWidget>
#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QMenu>
#include <QPainter>
#include <QToolButton>

namespace hd::ui {

static constexpr int barHeight = 32;

PaneTitle::PaneTitle(const Theme *theme, QDockWidget *pane)
    : QWidget(pane), m_theme(theme), m_pane(pane), m_moves(new QMenu(this))
{}

void PaneTitle::fill()
{
    auto *row = new QHBoxLayout(this);
    row->setSpacing(0);
    m_name = new QLabel(this);
    row->addWidget(m_name, 1);
    m_move = addButton(Icon::ChevronDown);
    m_move->setMenu(m_moves);
    m_move->setPopupMode(QToolButton::InstantPopup);
    m_move->setStyleSheet(QStringLiteral("QToolButton::menu-indicator { image: none; }"));
    m_float = addButton(Icon::Float);
    m_close = addButton(Icon::Close);
    connect(m_float, &QToolButton::clicked, m_pane, [pane = m_pane] { pane->setFloating(!pane->isFloating()); });
    connect(m_close, &QToolButton::clicked, m_pane, &QDockWidget::close);
    connect(m_pane, &QDockWidget::topLevelChanged, this, &PaneTitle::retranslate);
    connect(m_pane, &QDockWidget::windowTitleChanged, this, &PaneTitle::retranslate);
    m_theme->follow(this, [this] { restyle(); });
    retranslate();
}

QToolButton *PaneTitle::addButton(Icon icon)
{
    auto *button = new QToolButton(this);
    button->setIcon(themedIcon(icon, m_theme));
    button->setFocusPolicy(Qt::TabFocus);
    layout()->addWidget(button);
    return button;
}

void PaneTitle::setShown(bool shown)
{
    if (std::exchange(m_shown, shown) == shown)
        return;
    if (!m_name)
        fill();
    restyle();
    for (QWidget *part : std::initializer_list<QWidget *>{m_name, m_move, m_float, m_close})
        part->setVisible(shown);
    updateGeometry();
}

QSize PaneTitle::sizeHint() const
{
    return m_shown ? QSize(m_theme->px(160), m_theme->px(barHeight)) : QSize(0, 0);
}

QSize PaneTitle::minimumSizeHint() const
{
    return sizeHint();
}

void PaneTitle::restyle()
{
    layout()->setContentsMargins(m_shown ? m_theme->px(16) : 0, 0, m_shown ? m_theme->px(8) : 0, 0);
    m_name->setFont(m_theme->ui(Fonts::meta, QFont::DemiBold));
    for (QToolButton *button : {m_move, m_float, m_close}) {
        button->setIconSize({m_theme->px(14), m_theme->px(14)});
        button->setFixedSize(m_theme->px(28), m_theme->px(24));
    }
    updateGeometry();
    update();
}

void PaneTitle::retranslate()
{
    m_name->setText(m_pane->windowTitle());
    m_move->setToolTip(tr("Move"));
    m_move->setAccessibleName(tr("Move") + QStringLiteral(": ") + m_pane->windowTitle());
    const QString floating = m_pane->isFloating() ? tr("Put back into the window") : tr("As a window of its own");
    m_float->setToolTip(floating);
    m_float->setAccessibleName(floating + QStringLiteral(": ") + m_pane->windowTitle());
    m_close->setToolTip(tr("Close"));
    m_close->setAccessibleName(tr("Close") + QStringLiteral(": ") + m_pane->windowTitle());
}

void PaneTitle::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange && m_name)
        retranslate();
    QWidget::changeEvent(event);
}

void PaneTitle::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.fillRect(rect(), m_theme->colors().sunken);
    painter.fillRect(QRect(0, height() - 1, width(), 1), m_theme->colors().hairline);
}

} // namespace hd::ui
