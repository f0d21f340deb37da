// SPDX-License-Identifier: GPL-3.0-or-later
#include "window/findbar.h"

#include "theme/icons.h"

#include <QEvent>
#include <QKeyEvent>
#include <QPainter>

namespace hd::ui {

static constexpr int usualWidth = 224;
static constexpr int iconRoom = 36; ///< at the left
static constexpr int keyRoom = 64;  ///< at the right

FindBar::FindBar(const QString &key, const Theme *theme, QWidget *parent)
    : QLineEdit(parent), m_theme(theme), m_key(key)
{
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    setMaxLength(200);
    retranslate();
    theme->follow(this, [this] { restyle(); });
}

void FindBar::restyle()
{
    const int right = isNarrow() ? 0 : m_theme->px(keyRoom - 10);
    setTextMargins(m_theme->px(iconRoom - 10), 0, right, 0);
    setPlaceholderText(isNarrow() ? tr("Find") : tr("Find field or byte"));
    setFixedHeight(m_theme->px(32));
    updateGeometry();
}

/// The words go before the key.
bool FindBar::isNarrow() const
{
    return width() < m_theme->px(usualWidth) - 24;
}

void FindBar::resizeEvent(QResizeEvent *event)
{
    QLineEdit::resizeEvent(event);
    restyle();
}

void FindBar::retranslate()
{
    setAccessibleName(tr("Find"));
    setToolTip(tr("Messages, fields, values, bytes (16 03 01) and explanations"));
}

void FindBar::setCount(const QString &count)
{
    m_count = count;
    setAccessibleDescription(count);
    update();
}

QSize FindBar::sizeHint() const
{
    return {m_theme->px(usualWidth), m_theme->px(32)};
}

QSize FindBar::minimumSizeHint() const
{
    return {m_theme->px(120), m_theme->px(32)};
}

void FindBar::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange) {
        retranslate();
        restyle();
    }
    QLineEdit::changeEvent(event);
}

void FindBar::keyPressEvent(QKeyEvent *event)
{
    switch (event->key()) {
    case Qt::Key_Return:
    case Qt::Key_Enter:
        Q_EMIT moved(event->modifiers() & Qt::ShiftModifier ? -1 : +1);
        break;
    case Qt::Key_Down:
        Q_EMIT listWanted();
        break;
    case Qt::Key_Escape:
        Q_EMIT left();
        break;
    default:
        QLineEdit::keyPressEvent(event);
    }
}

void FindBar::paintEvent(QPaintEvent *event)
{
    QLineEdit::paintEvent(event);
    QPainter painter(this);
    const Colors &colors = m_theme->colors();
    const auto px = [this](int length) { return m_theme->px(length); };
    paintIcon(&painter, Icon::Search, QRectF(px(12), (height() - px(18)) / 2.0, px(18), px(18)), colors.text2);
    const QString text = this->text().isEmpty() ? m_key : m_count;
    if (text.isEmpty() || isNarrow())
        return;
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setFont(m_theme->ui(Fonts::caption));
    const int width = painter.fontMetrics().horizontalAdvance(text) + px(12);
    const QRectF box(this->width() - px(8) - width, (height() - px(20)) / 2.0, width, px(20));
    if (this->text().isEmpty()) {
        painter.setPen(QPen(colors.hairline, 1));
        painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 4, 4);
    }
    painter.setPen(colors.text2);
    painter.drawText(box, Qt::AlignCenter, text);
}

} // namespace hd::ui
