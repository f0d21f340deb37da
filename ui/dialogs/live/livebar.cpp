// SPDX-License-Identifier: GPL-3.0-or-later
#include "dialogs/live/livebar.h"

#include "dialogs/live/livewords.h"
#include "theme/icons.h"

#include <QCheckBox>
#include <QClipboard>
#include <QEvent>
#include <QGuiApplication>
#include <QHeaderView>
#include <QLabel>
#include <QPainter>
#include <QPushButton>
#include <QToolButton>
#include <QTreeView>
#include <QVBoxLayout>

namespace hd::ui {

LiveBar::LiveBar(LiveDesk *desk, const Explanations *texts, const Theme *theme, QWidget *parent)
    : QFrame(parent),
      m_desk(desk),
      m_texts(texts),
      m_theme(theme),
      m_model(desk),
      m_state(new QLabel(this)),
      m_news(new QPushButton(this)),
      m_copy(new QPushButton(this)),
      m_unfold(new QToolButton(this)),
      m_follow(new QCheckBox(this)),
      m_stop(new QPushButton(this)),
      m_close(new QToolButton(this)),
      m_explanation(new QLabel(this)),
      m_list(new QTreeView(this)),
      m_limits(new QLabel(this))
{
    auto *column = new QVBoxLayout(this);
    auto *row = new QHBoxLayout;
    row->addWidget(m_state, 1);
    for (QWidget *part :
         {static_cast<QWidget *>(m_news), static_cast<QWidget *>(m_copy), static_cast<QWidget *>(m_unfold),
          static_cast<QWidget *>(m_follow), static_cast<QWidget *>(m_stop), static_cast<QWidget *>(m_close)})
        row->addWidget(part);
    column->addLayout(row);
    for (QLabel *label : {m_state, m_explanation, m_limits}) {
        label->setTextFormat(Qt::PlainText);
        label->setWordWrap(true);
    }
    column->addWidget(m_explanation);
    column->addWidget(m_list);
    column->addWidget(m_limits);
    m_news->setObjectName(QStringLiteral("news"));
    m_stop->setObjectName(QStringLiteral("stop"));
    m_explanation->setObjectName(QStringLiteral("explanation"));
    m_unfold->setCheckable(true);
    m_unfold->setProperty("edged", true);
    m_unfold->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_follow->setChecked(true);
    m_close->setIcon(themedIcon(Icon::Close, theme));
    makeList();
    connect(m_unfold, &QToolButton::toggled, this, &LiveBar::update);
    connect(m_stop, &QPushButton::clicked, this, &LiveBar::stop);
    connect(m_copy, &QPushButton::clicked, this, &LiveBar::copyAddress);
    connect(m_close, &QToolButton::clicked, this, &LiveBar::putAway);
    connect(m_news, &QPushButton::clicked, this, &LiveBar::newsWanted);
    connect(texts, &Explanations::changed, this, &LiveBar::explain);
    connect(desk, &LiveDesk::stateChanged, this, [this] {
        m_away = m_away && !m_desk->server() && !m_desk->isConnecting();
        if (m_desk->isConnecting())
            m_trouble.clear();
        update();
    });
    connect(desk, &LiveDesk::entriesChanged, this, &LiveBar::update);
    connect(desk, &LiveDesk::grew, this, &LiveBar::explain);
    connect(desk, &LiveDesk::unreached, this, [this](Unreached why, const QString &detail) {
        sayTrouble(LiveWords::unreached(why, m_desk->target(), detail));
    });
    theme->follow(this, [this] { restyle(); });
    retranslate();
}

void LiveBar::makeList()
{
    m_list->setModel(&m_model);
    m_list->setRootIsDecorated(false);
    m_list->setUniformRowHeights(true);
    m_list->setAllColumnsShowFocus(true);
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->header()->setStretchLastSection(true);
    const auto open = [this](const QModelIndex &index) {
        Q_EMIT opened(index.data(LiveListModel::NumberRole).toUInt());
    };
    connect(m_list, &QTreeView::clicked, this, open);
    connect(m_list, &QTreeView::activated, this, open);
}

void LiveBar::restyle()
{
    const auto px = [this](int length) { return m_theme->px(length); };
    auto *column = static_cast<QVBoxLayout *>(layout());
    column->setContentsMargins(px(16), px(6), px(12), px(6));
    column->setSpacing(px(4));
    column->itemAt(0)->layout()->setSpacing(px(8));
    for (QWidget *part :
         {static_cast<QWidget *>(m_news), static_cast<QWidget *>(m_copy), static_cast<QWidget *>(m_unfold),
          static_cast<QWidget *>(m_follow), static_cast<QWidget *>(m_stop), static_cast<QWidget *>(m_close)})
        part->setMinimumHeight(px(28));
    m_close->setIconSize({px(18), px(18)});
    m_close->setFixedWidth(px(32));
    m_state->setFont(m_theme->ui(Fonts::body, QFont::DemiBold));
    m_list->setFixedHeight(px(170));
    const int widths[] = {80, 190, 200, 80, 330};
    for (int i = 0; i < LiveListModel::Outcome; ++i)
        m_list->setColumnWidth(i, px(widths[i]));
    QPalette palette = m_limits->palette();
    palette.setColor(QPalette::WindowText, m_theme->colors().text2);
    m_limits->setPalette(palette);
}

void LiveBar::retranslate()
{
    m_follow->setText(tr("Follow new connections"));
    m_copy->setText(tr("Copy the address"));
    m_close->setToolTip(tr("Put the bar away"));
    m_close->setAccessibleName(m_close->toolTip());
    m_list->setAccessibleName(tr("Connections of this run"));
    m_model.update();
    explain();
}

bool LiveBar::followsNew() const
{
    return m_follow->isChecked();
}

void LiveBar::setShown(unsigned number)
{
    m_shown = number;
    m_list->setCurrentIndex(m_model.index(m_model.rowOf(number), 0));
    explain();
}

void LiveBar::setNews(unsigned messages)
{
    m_newMessages = messages;
    update();
}

void LiveBar::sayTrouble(const QString &text)
{
    m_trouble = text;
    m_away = false;
    explain();
}

QString LiveBar::state() const
{
    QStringList parts;
    if (const LiveServer *server = m_desk->server())
        parts << (isLoopback(server->address().host) ? tr("Listening on %1, for this computer only").arg(server->url())
                                                     : tr("Listening on %1, for the whole network").arg(server->url()));
    if (m_desk->isConnecting()) {
        const LiveEntry *last = m_desk->entries().empty() ? nullptr : &m_desk->entries().back();
        const QString target = QString::fromStdString(m_desk->target().text());
        const bool connected = last && last->side == Side::Client && !last->hasEnded;
        parts << (connected ? tr("Connected to %1").arg(target) : tr("Connecting to %1…").arg(target));
    }
    return parts.isEmpty() ? tr("Nothing is live now") : parts.join(QStringLiteral(" · "));
}

void LiveBar::update()
{
    const int count = static_cast<int>(m_desk->entries().size());
    const bool live = m_desk->server() || m_desk->isConnecting();
    setVisible(!m_away);
    m_state->setText(state());
    m_copy->setVisible(m_desk->server() != nullptr);
    m_follow->setVisible(m_desk->server() != nullptr);
    m_stop->setText(m_desk->server() || !m_desk->isConnecting() ? tr("Stop") : tr("Cancel"));
    m_stop->setVisible(live);
    m_close->setVisible(!live);
    m_unfold->setText(count == 1 ? tr("1 connection") : tr("%1 connections").arg(count));
    m_unfold->setArrowType(m_unfold->isChecked() ? Qt::DownArrow : Qt::RightArrow);
    m_unfold->setVisible(count > 0);
    m_list->setVisible(m_unfold->isChecked() && count > 0);
    m_news->setVisible(m_newMessages > 0);
    m_news->setText(m_newMessages == 1 ? tr("1 new message") : tr("%1 new messages").arg(m_newMessages));
    m_limits->setVisible(m_list->isVisibleTo(this));
    m_limits->setText(tr("Kept in memory until the program ends: the last %1 connections, and at most %2 MB.")
                          .arg(LiveDesk::mostKept)
                          .arg(LiveDesk::mostBytes >> 20) +
                      (m_desk->dropped() == 0
                           ? QString()
                           : QStringLiteral(" ") + tr("Older ones had to go: %1.").arg(m_desk->dropped())));
}

void LiveBar::explain()
{
    const LiveEntry *entry = m_desk->entry(m_shown);
    const QString text = !m_trouble.isEmpty() ? m_trouble
                         : entry              ? LiveWords::atLength(entry->outcome, entry->side, *m_texts)
                                              : QString();
    m_explanation->setText(text);
    m_explanation->setVisible(!text.isEmpty());
    update();
}

void LiveBar::stop()
{
    if (m_desk->server())
        m_desk->stopServing();
    m_desk->stopConnecting();
}

void LiveBar::copyAddress()
{
    if (const LiveServer *server = m_desk->server())
        QGuiApplication::clipboard()->setText(server->url());
}

void LiveBar::putAway()
{
    m_away = true;
    m_trouble.clear();
    update();
}

void LiveBar::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QFrame::changeEvent(event);
}

void LiveBar::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const Colors &colors = m_theme->colors();
    painter.fillRect(rect(), colors.sunken);
    painter.fillRect(QRect(0, height() - 1, width(), 1), colors.hairline);
    const bool live = m_desk->server() || m_desk->isConnecting();
    painter.fillRect(QRect(0, 0, 3, height()), live ? colors.established : colors.controlEdge);
}

} // namespace hd::ui
