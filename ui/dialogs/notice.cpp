// SPDX-License-Identifier: GPL-3.0-or-later
#include "dialogs/notice.h"

#include "text/errors.h"
#include "theme/icons.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QPushButton>
#include <QToolButton>

namespace hd::ui {

Notice::Notice(const Theme *theme, QWidget *parent)
    : QFrame(parent),
      m_theme(theme),
      m_label(new QLabel(this)),
      m_accept(new QPushButton(this)),
      m_refuse(new QPushButton(this)),
      m_close(new QToolButton(this))
{
    auto *row = new QHBoxLayout(this);
    row->addWidget(m_label, 1);
    row->addWidget(m_accept);
    row->addWidget(m_refuse);
    row->addWidget(m_close);
    m_label->setTextFormat(Qt::PlainText);
    m_label->setWordWrap(true);
    m_close->setIcon(themedIcon(Icon::Close, theme));
    theme->follow(this, [this, row] {
        const auto px = [this](int length) { return m_theme->px(length); };
        setMinimumHeight(px(36));
        row->setContentsMargins(px(16), 2, px(8), 2);
        row->setSpacing(px(8));
        m_close->setIconSize({px(18), px(18)});
        m_close->setFixedSize(px(36), px(28));
    });
    connect(m_close, &QToolButton::clicked, this, [this] {
        putAway();
        Q_EMIT dismissed();
    });
    connect(m_accept, &QPushButton::clicked, this, &Notice::accepted);
    connect(m_refuse, &QPushButton::clicked, this, &Notice::refused);
    hide();
    retranslate();
}

void Notice::show(const QString &text, bool isError, bool isOffer)
{
    m_isError = isError;
    m_label->setText(text);
    m_accept->setVisible(isOffer);
    m_refuse->setVisible(isOffer);
    QFrame::show();
    update();
}

void Notice::showHint(const QString &text)
{
    show(text, false, false);
}

void Notice::showError(const Error &error)
{
    show(errorText(error), true, false);
}

void Notice::showOffer(const QString &text, const QString &accept, const QString &refuse)
{
    m_accept->setText(accept);
    m_refuse->setText(refuse);
    show(text, false, true);
}

void Notice::putAway()
{
    hide();
    m_label->clear();
}

QString Notice::text() const
{
    return m_label->text();
}

void Notice::retranslate()
{
    m_close->setToolTip(tr("Dismiss"));
    m_close->setAccessibleName(tr("Dismiss"));
}

void Notice::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QFrame::changeEvent(event);
}

void Notice::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const Colors &colors = m_theme->colors();
    painter.fillRect(rect(), m_isError ? colors.sunken : colors.linked);
    painter.fillRect(QRect(0, 0, width(), 1), colors.hairline);
    painter.fillRect(QRect(0, 0, 3, height()), m_isError ? colors.alert : colors.accent);
}

} // namespace hd::ui
