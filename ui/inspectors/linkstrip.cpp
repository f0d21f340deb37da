// SPDX-License-Identifier: GPL-3.0-or-later
#include "inspectors/linkstrip.h"

#include "theme/theme.h"

#include <QLabel>
#include <QMenu>
#include <QToolButton>

namespace hd::ui {

static constexpr int gap = 12;

LinkStrip::LinkStrip(Theme *theme, QWidget *parent)
    : QWidget(parent), m_theme(theme), m_caption(new QLabel(this)), m_more(addButton({}))
{
    m_caption->setTextFormat(Qt::PlainText);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    connect(m_more, &QToolButton::clicked, this, &LinkStrip::showMore);
    connect(theme, &Theme::changed, this, &LinkStrip::restyle);
    restyle();
}

QToolButton *LinkStrip::addButton(const QString &text)
{
    auto *button = new QToolButton(this);
    button->setText(QString(text).replace(u'&', QStringLiteral("&&")));
    button->setCursor(Qt::PointingHandCursor);
    button->setFocusPolicy(Qt::TabFocus);
    button->setAutoRaise(true);
    button->show();
    return button;
}

void LinkStrip::setCaption(const QString &caption, bool strong)
{
    m_caption->setText(caption);
    m_strong = strong;
    restyle();
}

void LinkStrip::setLinks(QList<Link> links)
{
    qDeleteAll(m_buttons);
    m_buttons.clear();
    m_links = std::move(links);
    for (const Link &link : std::as_const(m_links)) {
        QToolButton *button = addButton(link.text);
        button->setToolTip(link.toolTip.toHtmlEscaped());
        // The link may replace the links, this button among them.
        connect(
            button, &QToolButton::clicked, this, [follow = link.follow] { follow(); }, Qt::QueuedConnection);
        m_buttons.append(button);
    }
    restyle();
}

void LinkStrip::setRightAligned(bool on)
{
    m_rightAligned = on;
    place();
}

void LinkStrip::restyle()
{
    const Colors &colors = m_theme->colors();
    m_caption->setFont(m_strong ? m_theme->ui(Fonts::caption, QFont::DemiBold) : m_theme->ui(Fonts::meta));
    m_caption->setStyleSheet(QStringLiteral("color: %1").arg((m_strong ? colors.text3 : colors.text2).name()));
    const QString style = QStringLiteral("QToolButton { color: %1; padding: 2px 0px; border: none; font-size: %2px; }"
                                         "QToolButton:hover, QToolButton:focus { text-decoration: underline; "
                                         "background: transparent; }")
                              .arg(colors.accent.name())
                              .arg(m_theme->px(Fonts::meta));
    m_more->setStyleSheet(style);
    for (QToolButton *button : std::as_const(m_buttons))
        button->setStyleSheet(style);
    updateGeometry();
    place();
}

int LinkStrip::space() const
{
    return m_theme->px(gap);
}

QSize LinkStrip::sizeHint() const
{
    int width = m_caption->sizeHint().width();
    for (const QToolButton *button : m_buttons)
        width += space() + button->sizeHint().width();
    return {m_links.isEmpty() ? 0 : width, m_theme->px(24)};
}

QSize LinkStrip::minimumSizeHint() const
{
    if (m_links.isEmpty())
        return {0, m_theme->px(24)};
    const int first = m_buttons.front()->sizeHint().width();
    // Several links may all go into the menu; one alone has none.
    const int least = m_links.size() > 1 ? std::min(first, m_theme->px(32)) : first;
    return {m_caption->sizeHint().width() + space() + least, m_theme->px(24)};
}

void LinkStrip::resizeEvent(QResizeEvent *)
{
    place();
}

void LinkStrip::place()
{
    const int captionWidth = m_caption->sizeHint().width();
    const bool all = sizeHint().width() <= width();
    int needed = captionWidth;
    m_shown = 0;
    for (qsizetype i = 0; i < m_buttons.size(); ++i) {
        const int next = needed + space() + m_buttons[i]->sizeHint().width();
        if (!all && next + space() + m_theme->px(24) > width()) // with room to say how many are left
            break;
        needed = next;
        ++m_shown;
    }
    const qsizetype left = m_buttons.size() - m_shown;
    m_more->setText(QStringLiteral("+%1").arg(left));
    m_more->setVisible(left > 0);
    if (left > 0)
        needed += space() + m_more->sizeHint().width();

    int x = m_rightAligned ? std::max(0, width() - needed) : 0;
    m_caption->setVisible(!m_links.isEmpty());
    m_caption->setGeometry(x, 0, captionWidth, height());
    x += captionWidth + space();
    const auto put = [&](QToolButton *button) {
        button->setGeometry(x, 0, button->sizeHint().width(), height());
        x += button->width() + space();
    };
    for (qsizetype i = 0; i < m_buttons.size(); ++i) {
        m_buttons[i]->setVisible(i < m_shown);
        if (i < m_shown)
            put(m_buttons[i]);
    }
    if (left > 0)
        put(m_more);
}

void LinkStrip::showMore()
{
    QMenu menu(this);
    for (qsizetype i = m_shown; i < m_links.size(); ++i) {
        QAction *action = menu.addAction(QString(m_links[i].text).replace(u'&', QStringLiteral("&&")));
        action->setData(i);
    }
    if (const QAction *chosen = menu.exec(m_more->mapToGlobal(QPoint(0, m_more->height()))))
        m_links.at(chosen->data().toLongLong()).follow();
}

} // namespace hd::ui
