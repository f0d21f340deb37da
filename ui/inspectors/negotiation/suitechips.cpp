// SPDX-License-Identifier: GPL-3.0-or-later
#include "inspectors/negotiation/suitechips.h"

#include "theme/theme.h"

#include <QAbstractButton>
#include <QPainter>
#include <QStringList>

namespace hd::ui {

static constexpr int nameSize = 16;
static constexpr int boxHeight = 32;
static constexpr int stem = 10;
static constexpr int lineGap = 12;

/// One part of the name; those that settle nothing are no more than text.
class SuiteChip : public QAbstractButton
{
public:
    SuiteChip(const SuitePart &part, bool first, bool last, Theme *theme, QWidget *parent)
        : QAbstractButton(parent), m_part(part), m_first(first), m_last(last), m_theme(theme)
    {
        const bool telling = part.role != SuitePart::Role::Filling;
        setEnabled(telling);
        setFocusPolicy(telling ? Qt::TabFocus : Qt::NoFocus);
        if (telling)
            setCursor(Qt::PointingHandCursor);
        setText(part.text);
        setAccessibleName(part.caption.isEmpty() ? part.text : QStringLiteral("%1: %2").arg(part.caption, part.text));
        setAccessibleDescription(QStringList{part.value, part.size, part.note}.join(QStringLiteral(". ")));
        setToolTip(part.note.toHtmlEscaped());
    }

    const QString &partText() const { return m_part.text; }
    bool marked() const { return m_marked; }
    void setMarked(bool marked)
    {
        m_marked = marked;
        update();
    }

    QSize sizeHint() const override
    {
        const bool telling = isEnabled();
        int width = nameMetrics().horizontalAdvance(m_part.text) + (telling ? m_theme->px(16) : m_theme->px(2));
        const QFontMetrics small(m_theme->ui(Fonts::caption));
        for (const QString &line : captionLines())
            width = std::max(width, small.horizontalAdvance(line) + m_theme->px(4));
        width = std::max(width, QFontMetrics(m_theme->mono(Fonts::caption)).horizontalAdvance(m_part.size));
        const int below = telling ? stem + 3 * 16 : 0;
        return {width + underscore(), m_theme->px(boxHeight + below)};
    }

protected:
    void paintEvent(QPaintEvent *) override
    {
        const Colors &colors = m_theme->colors();
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        const int cellWidth = width() - underscore();
        const int nameWidth = nameMetrics().horizontalAdvance(m_part.text);
        const int boxWidth = isEnabled() ? nameWidth + m_theme->px(16) : nameWidth + m_theme->px(2);
        const QRectF box((cellWidth - boxWidth) / 2 + 0.5, 0.5, boxWidth - 1, m_theme->px(boxHeight) - 1);
        painter.setFont(nameFont());
        // The underscores of the name, drawn out to where the next part begins
        const qreal y = box.center().y() + nameMetrics().ascent() / 2.0;
        painter.setPen(QPen(colors.text3, m_theme->px(1)));
        if (!m_first && box.left() > m_theme->px(3))
            painter.drawLine(QPointF(0, y), QPointF(box.left() - m_theme->px(3), y));
        if (!m_last)
            painter.drawLine(QPointF(box.right() + m_theme->px(3), y), QPointF(width(), y));
        if (!isEnabled()) {
            painter.setPen(colors.text2);
            painter.drawText(box, Qt::AlignCenter, m_part.text);
            return;
        }
        painter.setBrush(m_marked ? colors.selected : underMouse() || isDown() ? colors.selected : colors.linked);
        painter.setPen(QPen(colors.accent, m_marked ? 2 : 1));
        painter.drawRoundedRect(box, m_theme->px(6), m_theme->px(6));
        painter.setPen(colors.text1);
        painter.drawText(box, Qt::AlignCenter, m_part.text);
        paintCaption(painter, cellWidth);
    }

private:
    QFont nameFont() const { return m_theme->mono(nameSize, QFont::DemiBold); }
    QFontMetrics nameMetrics() const { return QFontMetrics(nameFont()); }
    int underscore() const { return m_last ? 0 : m_theme->px(14); }

    /// "key exchange and authentication" in two lines.
    QStringList captionLines() const
    {
        const QString &caption = m_part.caption;
        if (caption.size() <= 16)
            return {caption};
        const qsizetype middle = caption.size() / 2;
        const qsizetype after = caption.indexOf(u' ', middle);
        const qsizetype at = after >= 0 ? after : caption.lastIndexOf(u' ', middle);
        return at < 0 ? QStringList{caption} : QStringList{caption.left(at), caption.mid(at + 1)};
    }

    void paintCaption(QPainter &painter, int cellWidth) const
    {
        const Colors &colors = m_theme->colors();
        qreal top = m_theme->px(boxHeight);
        painter.setPen(QPen(colors.accent, 1));
        painter.drawLine(QPointF(cellWidth / 2 + 0.5, top), QPointF(cellWidth / 2 + 0.5, top + m_theme->px(stem - 3)));
        top += m_theme->px(stem);
        const auto line = [&](const QString &text, const QFont &font, const QColor &color) {
            painter.setFont(font);
            painter.setPen(color);
            painter.drawText(QRectF(0, top, cellWidth, m_theme->px(16)), Qt::AlignCenter, text);
            top += m_theme->px(16);
        };
        for (const QString &text : captionLines())
            line(text, m_theme->ui(Fonts::caption, QFont::DemiBold), colors.text2);
        if (!m_part.size.isEmpty())
            line(m_part.size, m_theme->mono(Fonts::caption), colors.text2);
    }

    SuitePart m_part;
    bool m_first;
    bool m_last;
    Theme *m_theme;
    bool m_marked = false;
};

SuiteChips::SuiteChips(Theme *theme, QWidget *parent) : QWidget(parent), m_theme(theme)
{
    QSizePolicy policy(QSizePolicy::Preferred, QSizePolicy::Minimum);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
    connect(theme, &Theme::changed, this, &SuiteChips::restyle);
}

void SuiteChips::setParts(const std::vector<SuitePart> &parts)
{
    qDeleteAll(m_chips);
    m_chips.clear();
    for (std::size_t i = 0; i < parts.size(); ++i) {
        auto *chip = new SuiteChip(parts[i], i == 0, i + 1 == parts.size(), m_theme, this);
        connect(chip, &QAbstractButton::clicked, this, [this, i] { Q_EMIT picked(i); });
        chip->show();
        m_chips.push_back(chip);
    }
    setAccessibleName(text());
    restyle();
}

void SuiteChips::setMarked(std::size_t part, bool marked)
{
    m_chips[part]->setMarked(marked);
}

bool SuiteChips::isMarked(std::size_t part) const
{
    return m_chips[part]->marked();
}

QString SuiteChips::text() const
{
    QStringList texts;
    for (const SuiteChip *chip : m_chips)
        texts.append(chip->partText());
    return texts.join(u'_');
}

std::vector<QRect> SuiteChips::places(int width) const
{
    std::vector<QRect> places;
    int x = 0, top = 0, height = 0;
    for (const SuiteChip *chip : m_chips) {
        const QSize size = chip->sizeHint();
        if (x > 0 && x + size.width() > width) {
            x = 0;
            top += height + m_theme->px(lineGap);
            height = 0;
        }
        places.emplace_back(QPoint(x, top), size);
        x += size.width();
        height = std::max(height, size.height());
    }
    return places;
}

int SuiteChips::heightForWidth(int width) const
{
    int height = 0;
    for (const QRect &place : places(width))
        height = std::max(height, place.bottom() + 1);
    return height;
}

QSize SuiteChips::sizeHint() const
{
    int width = 0;
    for (const SuiteChip *chip : m_chips)
        width += chip->sizeHint().width();
    return {width, heightForWidth(width)};
}

QSize SuiteChips::minimumSizeHint() const
{
    int width = 0;
    for (const SuiteChip *chip : m_chips)
        width = std::max(width, chip->sizeHint().width());
    return {width, m_theme->px(boxHeight)};
}

void SuiteChips::resizeEvent(QResizeEvent *)
{
    const std::vector<QRect> all = places(width());
    for (std::size_t i = 0; i < all.size(); ++i)
        m_chips[i]->setGeometry(all[i]);
}

void SuiteChips::restyle()
{
    updateGeometry();
    resizeEvent(nullptr);
    update();
}

} // namespace hd::ui
