// SPDX-License-Identifier: GPL-3.0-or-later
#include "inspectors/negotiation/suitebar.h"

#include "theme/theme.h"

#include <QPainter>

namespace hd::ui {

static constexpr int titleHeight = 20;
static constexpr int boxHeight = 40;
static constexpr int gap = 4;
static constexpr unsigned variable = 24; ///< drawn as if it were so many bytes

SuiteBar::SuiteBar(Theme *theme, QWidget *parent) : QWidget(parent), m_theme(theme)
{
    QSizePolicy policy(QSizePolicy::Expanding, QSizePolicy::Minimum);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
    connect(theme, &Theme::changed, this, [this] {
        updateGeometry();
        update();
    });
}

QString SuiteBar::count(const SuiteBytes &run) const
{
    return run.count > 0 ? QStringLiteral("%1 B").arg(run.count) : QStringLiteral("…");
}

void SuiteBar::setBytes(const QString &title, std::vector<SuiteBytes> bytes)
{
    m_title = title;
    m_bytes = std::move(bytes);
    QStringList said;
    for (const SuiteBytes &run : m_bytes)
        said.append(QStringLiteral("%1 %2").arg(run.name, count(run)));
    setAccessibleName(m_title);
    setAccessibleDescription(said.join(QStringLiteral(", ")));
    updateGeometry();
    update();
}

int SuiteBar::least(const SuiteBytes &run) const
{
    const int name = QFontMetrics(m_theme->ui(Fonts::caption, QFont::DemiBold)).horizontalAdvance(run.name);
    const int number = QFontMetrics(m_theme->mono(Fonts::caption)).horizontalAdvance(count(run));
    return std::max(name, number) + m_theme->px(12);
}

/// Each as wide as its name, and what is left of the line is shared by bytes.
std::vector<QRectF> SuiteBar::boxes(int width) const
{
    std::vector<QRectF> boxes;
    const qreal top = m_theme->px(titleHeight);
    int needed = 0;
    unsigned bytes = 0;
    for (const SuiteBytes &run : m_bytes) {
        needed += least(run) + m_theme->px(gap);
        bytes += run.count > 0 ? run.count : variable;
    }
    const bool fits = needed <= width;
    qreal x = 0;
    qreal y = top;
    for (const SuiteBytes &run : m_bytes) {
        qreal wide = least(run);
        if (fits && bytes > 0)
            wide += (width - needed) * static_cast<qreal>(run.count > 0 ? run.count : variable) / bytes;
        if (x > 0 && x + wide > width) {
            x = 0;
            y += m_theme->px(boxHeight + gap);
        }
        boxes.emplace_back(x, y, wide, m_theme->px(boxHeight));
        x += wide + m_theme->px(gap);
    }
    return boxes;
}

int SuiteBar::heightForWidth(int width) const
{
    const std::vector<QRectF> all = boxes(width);
    return all.empty() ? 0 : qCeil(all.back().bottom()) + 1;
}

QSize SuiteBar::sizeHint() const
{
    int width = 0;
    for (const SuiteBytes &run : m_bytes)
        width += least(run) + m_theme->px(gap);
    return {width, heightForWidth(std::max(width, 1))};
}

QSize SuiteBar::minimumSizeHint() const
{
    int width = 0;
    for (const SuiteBytes &run : m_bytes)
        width = std::max(width, least(run));
    return {width, 0};
}

void SuiteBar::paintEvent(QPaintEvent *)
{
    const Colors &colors = m_theme->colors();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setFont(m_theme->ui(Fonts::caption, QFont::DemiBold));
    painter.setPen(colors.text3);
    painter.drawText(QRect(0, 0, width(), m_theme->px(titleHeight)), Qt::AlignLeft | Qt::AlignTop, m_title);
    const std::vector<QRectF> all = boxes(width());
    for (std::size_t i = 0; i < all.size(); ++i) {
        const SuiteBytes &run = m_bytes[i];
        const QRectF box = all[i].adjusted(0.5, 0.5, -0.5, -0.5);
        const bool telling = run.role != SuitePart::Role::Filling && run.count > 0;
        painter.setBrush(telling ? colors.linked : colors.base);
        painter.setPen(
            QPen(telling ? colors.accent : colors.controlEdge, 1, run.count > 0 ? Qt::SolidLine : Qt::DashLine));
        painter.drawRoundedRect(box, m_theme->px(4), m_theme->px(4));
        painter.setPen(colors.text1);
        painter.setFont(m_theme->ui(Fonts::caption, QFont::DemiBold));
        painter.drawText(box.adjusted(0, m_theme->px(4), 0, -box.height() / 2), Qt::AlignCenter, run.name);
        painter.setPen(colors.text2);
        painter.setFont(m_theme->mono(Fonts::caption));
        painter.drawText(box.adjusted(0, box.height() / 2, 0, -m_theme->px(4)), Qt::AlignCenter, count(run));
    }
}

} // namespace hd::ui
