// SPDX-License-Identifier: GPL-3.0-or-later
#include "window/toolbar.h"

#include "window/findbar.h"

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
      m_watermark(new QLabel(this)),
      m_find(new FindBar(actions->find->shortcut().toString(QKeySequence::NativeText), theme, this))
{
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    auto *row = new QHBoxLayout(this);
    row->addWidget(m_picker);
    for (QAction *action : {actions->selectionBack, actions->selectionForward})
        m_icons.push_back(addButton(action, Qt::ToolButtonIconOnly));
    QToolButton *rerun = addButton(actions->rerunNewSeed);
    rerun->setPopupMode(QToolButton::MenuButtonPopup);
    auto *seeds = new QMenu(rerun);
    seeds->addActions({actions->rerunNewSeed, actions->rerunSameSeed});
    rerun->setMenu(seeds);
    m_buttons = {rerun, addButton(actions->exportDiagram), addButton(actions->present)};
    row->addStretch(1);
    m_watermark->setProperty("chip", true);
    row->addWidget(m_watermark, 0, Qt::AlignVCenter);
    row->addWidget(m_find);
    connect(session, &Session::traceChanged, this, &ToolBar::retranslate);
    retranslate();
    theme->follow(this, [this] { restyle(); });
}

QToolButton *ToolBar::addButton(QAction *action, Qt::ToolButtonStyle style)
{
    auto *button = new QToolButton(this);
    button->setDefaultAction(action);
    button->setToolButtonStyle(style);
    button->setFocusPolicy(Qt::TabFocus);
    layout()->addWidget(button);
    return button;
}

void ToolBar::restyle()
{
    const auto px = [this](int length) { return m_theme->px(length); };
    auto *row = static_cast<QHBoxLayout *>(layout());
    row->setContentsMargins(px(12), 0, px(12), 1);
    row->setSpacing(px(4));
    for (const auto *buttons : {&m_buttons, &m_icons}) {
        for (QToolButton *button : *buttons) {
            button->setIconSize({px(18), px(18)});
            button->setFixedHeight(px(32));
        }
    }
    setFixedHeight(px(44));
    arrange();
}

QSize ToolBar::minimumSizeHint() const
{
    return {320, height()};
}

void ToolBar::arrange()
{
    if (!testAttribute(Qt::WA_Resized))
        return; // it has no place yet
    const auto px = [this](int length) { return m_theme->px(length); };
    const auto widthWith = [&](Qt::ToolButtonStyle style) {
        int width = px(24 + 32) + m_find->minimumSizeHint().width();
        for (QToolButton *button : m_buttons) {
            button->setToolButtonStyle(style);
            width += button->sizeHint().width() + px(4);
        }
        for (const QToolButton *button : m_icons)
            width += button->sizeHint().width() + px(4);
        return width + (m_session->trace()->seeded ? m_watermark->sizeHint().width() : 0);
    };
    int others = widthWith(Qt::ToolButtonTextBesideIcon);
    if (others + px(ScenarioPicker::usualWidth) > width())
        others = widthWith(Qt::ToolButtonIconOnly);
    const int picker = std::clamp(width() - others, px(120), px(ScenarioPicker::usualWidth));
    const int find = std::clamp(width() - others - picker + m_find->minimumSizeHint().width(),
                                m_find->minimumSizeHint().width(), m_find->sizeHint().width());
    m_picker->setFixedSize(picker, px(32));
    m_find->setFixedWidth(find);
    m_watermark->setVisible(m_session->trace()->seeded && others + px(120) <= width());
}

void ToolBar::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    arrange();
}

void ToolBar::retranslate()
{
    const Trace &trace = *m_session->trace();
    m_watermark->setText(tr("deterministic, seed %1").arg(trace.seed));
    m_watermark->setToolTip(
        tr("This run repeats to the byte: its random values come from the seed, not from the system."));
    arrange();
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
