// SPDX-License-Identifier: GPL-3.0-or-later
#include "inspectors/zoomcontrol.h"

#include "theme/icons.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLocale>
#include <QPainter>
#include <QToolButton>

namespace hd::ui {

ZoomControl::ZoomControl(Theme *theme, QWidget *parent) : QWidget(parent), m_theme(theme)
{
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(4, 4, 4, 4);
    layout->setSpacing(4);
    m_out = addButton(&ZoomControl::zoomedOut);
    m_factor = addButton(&ZoomControl::reset);
    m_in = addButton(&ZoomControl::zoomedIn);
    m_fit = addButton(&ZoomControl::fitted);
    m_out->setIcon(themedIcon(Icon::ZoomOut, theme));
    m_in->setIcon(themedIcon(Icon::ZoomIn, theme));
    m_fit->setIcon(themedIcon(Icon::Fit, theme));
    connect(theme, &Theme::changed, this, &ZoomControl::restyle);
    setCursor(Qt::ArrowCursor);
    setFactor(1);
    retranslate();
    restyle();
}

QToolButton *ZoomControl::addButton(void (ZoomControl::*pressed)())
{
    auto *button = new QToolButton(this);
    button->setProperty("edged", true);
    button->setFocusPolicy(Qt::TabFocus);
    connect(button, &QToolButton::clicked, this, pressed);
    layout()->addWidget(button);
    return button;
}

void ZoomControl::setFactor(qreal factor)
{
    m_factor->setText(locale().toString(qRound(100 * factor)) + QStringLiteral(" %"));
}

void ZoomControl::place()
{
    adjustSize();
    const int gap = m_theme->px(4);
    move(parentWidget()->width() - width() - gap, parentWidget()->height() - height() - gap);
}

/// A ground of its own, since the picture goes on behind it.
void ZoomControl::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(m_theme->colors().hairline, 1));
    painter.setBrush(m_theme->colors().base);
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), 8, 8);
}

void ZoomControl::restyle()
{
    const int side = m_theme->px(28);
    for (QToolButton *button : {m_out, m_in, m_fit}) {
        button->setFixedSize(side, side);
        button->setIconSize({m_theme->px(18), m_theme->px(18)});
    }
    m_factor->setFont(m_theme->ui(Fonts::meta));
    m_factor->setFixedHeight(side);
    m_factor->setMinimumWidth(m_theme->px(56)); // as wide for 25 % as for 400 %
    place();
}

void ZoomControl::retranslate()
{
    const auto name = [](QToolButton *button, const QString &text, const QString &key) {
        button->setAccessibleName(text);
        button->setToolTip(QStringLiteral("%1 (%2)").arg(text, key));
    };
    name(m_out, tr("Smaller"), QStringLiteral("-"));
    name(m_factor, tr("As wide as the pane"), QStringLiteral("0"));
    name(m_in, tr("Larger"), QStringLiteral("+"));
    name(m_fit, tr("All at once"), QStringLiteral("F"));
}

void ZoomControl::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QWidget::changeEvent(event);
}

} // namespace hd::ui
