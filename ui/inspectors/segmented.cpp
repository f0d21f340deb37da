// SPDX-License-Identifier: GPL-3.0-or-later
#include "inspectors/segmented.h"

#include "theme/theme.h"

#include <QAbstractButton>
#include <QButtonGroup>
#include <QHBoxLayout>
#include <QPainter>
#include <QPainterPath>

namespace hd::ui {

namespace {

class Segment : public QAbstractButton
{
public:
    Segment(Theme *theme, QWidget *parent) : QAbstractButton(parent), m_theme(theme)
    {
        setCheckable(true);
        setFocusPolicy(Qt::TabFocus);
        setCursor(Qt::PointingHandCursor);
    }

    QSize sizeHint() const override
    {
        const QFontMetrics widest(m_theme->ui(Fonts::meta, QFont::DemiBold));
        return {widest.horizontalAdvance(text()) + m_theme->px(20), m_theme->px(26)};
    }

protected:
    void paintEvent(QPaintEvent *) override
    {
        const Colors &colors = m_theme->colors();
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        const QRectF box = QRectF(parentWidget()->rect()).translated(-pos());
        QPainterPath shape;
        shape.addRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 6, 6);
        painter.fillPath(shape, isChecked() ? colors.selected : underMouse() ? colors.linked : colors.base);
        painter.setPen(QPen(colors.controlEdge, 1));
        painter.drawPath(shape);
        if (x() > 0)
            painter.drawLine(QPointF(0.5, 0), QPointF(0.5, height()));
        painter.setFont(m_theme->ui(Fonts::meta, isChecked() ? QFont::DemiBold : QFont::Normal));
        painter.setPen(isChecked() ? colors.text1 : colors.text2);
        painter.drawText(rect(), Qt::AlignCenter, text());
        if (hasFocus()) {
            painter.setPen(QPen(colors.accent, 2));
            painter.drawRoundedRect(QRectF(rect()).adjusted(3, 3, -3, -3), 4, 4);
        }
    }

private:
    Theme *m_theme;
};

} // namespace

Segmented::Segmented(Theme *theme, QWidget *parent)
    : QWidget(parent), m_theme(theme), m_group(new QButtonGroup(this)), m_layout(new QHBoxLayout(this))
{
    m_layout->setContentsMargins(0, 0, 0, 0);
    m_layout->setSpacing(0);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    connect(m_group, &QButtonGroup::idClicked, this, &Segmented::picked);
    connect(theme, &Theme::changed, this, [this] {
        for (QAbstractButton *button : m_group->buttons())
            button->updateGeometry();
        update();
    });
}

void Segmented::addSegment(int id)
{
    auto *segment = new Segment(m_theme, this);
    m_group->addButton(segment, id);
    m_layout->addWidget(segment);
}

void Segmented::setText(int id, const QString &text, const QString &toolTip)
{
    m_group->button(id)->setText(text);
    m_group->button(id)->setToolTip(toolTip);
    m_group->button(id)->updateGeometry();
}

void Segmented::setSegmentVisible(int id, bool visible)
{
    m_group->button(id)->setVisible(visible);
}

int Segmented::current() const
{
    return m_group->checkedId();
}

void Segmented::setCurrent(int id)
{
    m_group->button(id)->setChecked(true);
}

} // namespace hd::ui
