// SPDX-License-Identifier: GPL-3.0-or-later
// Apart from icons.cpp: painters that know no widgets know no Theme either.
#include "theme/icons.h"

#include <QIconEngine>
#include <QPainter>

namespace hd::ui {

namespace {

class ThemedIconEngine : public QIconEngine
{
public:
    ThemedIconEngine(Icon icon, const Theme *theme, QColor Colors::*color)
        : m_icon(icon), m_theme(theme), m_color(color)
    {}

    void paint(QPainter *painter, const QRect &rect, QIcon::Mode mode, QIcon::State) override
    {
        const Colors &colors = m_theme->colors();
        QColor color = colors.*m_color;
        if (mode == QIcon::Disabled)
            color.setAlphaF(0.45F);
        else if (mode == QIcon::Active && m_color == &Colors::text2)
            color = colors.text1;
        const int side = std::min(rect.width(), rect.height());
        QRect square(0, 0, side, side);
        square.moveCenter(rect.center());
        paintIcon(painter, m_icon, square, color);
    }

    QPixmap pixmap(const QSize &size, QIcon::Mode mode, QIcon::State state) override
    {
        QPixmap made(size);
        made.fill(Qt::transparent);
        QPainter painter(&made);
        paint(&painter, made.rect(), mode, state);
        return made;
    }

    QIconEngine *clone() const override { return new ThemedIconEngine(*this); }

private:
    Icon m_icon;
    const Theme *m_theme;
    QColor Colors::*m_color;
};

} // namespace

QIcon themedIcon(Icon icon, const Theme *theme)
{
    return themedIcon(icon, theme, &Colors::text2);
}

QIcon themedIcon(Icon icon, const Theme *theme, QColor Colors::*color)
{
    return QIcon(new ThemedIconEngine(icon, theme, color));
}

} // namespace hd::ui
