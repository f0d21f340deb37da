// SPDX-License-Identifier: GPL-3.0-or-later
#include "window/messagelist.h"

#include <QEvent>
#include <QPainter>
#include <QScopedValueRollback>
#include <QStyledItemDelegate>

namespace hd::ui {

namespace {

constexpr int rowHeight = 28;

/// Number and name, the direction as an arrow, the size; grey until the message has been sent.
class MessageRowDelegate : public QStyledItemDelegate
{
public:
    MessageRowDelegate(const Theme *theme, QObject *parent) : QStyledItemDelegate(parent), m_theme(theme) {}

    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &) const override
    {
        return {option.rect.width(), m_theme->px(rowHeight)};
    }

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        const Colors &colors = m_theme->colors();
        const bool selected = option.state.testFlag(QStyle::State_Selected);
        painter->save();
        painter->setRenderHint(QPainter::Antialiasing);
        if (selected || option.state.testFlag(QStyle::State_MouseOver)) {
            painter->setPen(Qt::NoPen);
            painter->setBrush(selected ? colors.selected : colors.linked);
            painter->drawRoundedRect(option.rect.adjusted(8, 1, -8, -1), 4, 4);
        }
        const bool sent = index.data(MessageListModel::SentRole).toBool();
        painter->setPen(sent ? colors.text1 : colors.text2);
        QRect free = option.rect.adjusted(m_theme->px(16), 0, -m_theme->px(16), 0);
        painter->setFont(m_theme->mono(Fonts::meta));
        const bool client = index.data(MessageListModel::ClientRole).toBool();
        painter->drawText(free, Qt::AlignLeft | Qt::AlignVCenter,
                          client ? QStringLiteral("\u2192") : QStringLiteral("\u2190"));
        free.adjust(m_theme->px(24), 0, 0, 0);
        const QString size = QLocale().toString(index.data(MessageListModel::SizeRole).toULongLong());
        const int sizeWidth = painter->fontMetrics().horizontalAdvance(size) + 12;
        const QFont font = m_theme->ui(Fonts::body, selected ? QFont::DemiBold : QFont::Normal);
        const QString name = index.data().toString();
        // A protocol name is never cut: where both do not fit, the size goes.
        if (QFontMetrics(font).horizontalAdvance(name) + sizeWidth <= free.width())
            painter->drawText(free, Qt::AlignRight | Qt::AlignVCenter, size);
        painter->setFont(font);
        painter->drawText(free, Qt::AlignLeft | Qt::AlignVCenter, name);
        painter->restore();
    }

private:
    const Theme *m_theme;
};

} // namespace

MessageList::MessageList(Session *session, const Theme *theme, QWidget *parent)
    : QListView(parent), m_session(session), m_news(new SessionNews(session, this)), m_model(m_news)
{
    setFrameShape(QFrame::NoFrame);
    setModel(&m_model);
    setItemDelegate(new MessageRowDelegate(theme, this));
    setUniformItemSizes(true);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setMouseTracking(true);
    connect(theme, &Theme::changed, this, &MessageList::scheduleDelayedItemsLayout);
    connect(m_news, &SessionNews::traceChanged, this, &MessageList::follow);
    connect(m_news, &SessionNews::selectionChanged, this, &MessageList::follow);
    retranslate();
    follow();
}

void MessageList::follow()
{
    const QScopedValueRollback<bool> guard(m_following, true);
    const std::optional<MessageId> message = m_session->selection().message;
    setCurrentIndex(message ? m_model.index(static_cast<int>(message->index)) : QModelIndex());
}

void MessageList::currentChanged(const QModelIndex &current, const QModelIndex &previous)
{
    QListView::currentChanged(current, previous);
    if (current.isValid() && !m_following)
        m_session->select(Session::messageSelection(MessageId{static_cast<std::uint32_t>(current.row())}));
}

void MessageList::retranslate()
{
    m_model.retranslate();
    setAccessibleName(tr("Messages of the handshake"));
}

void MessageList::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QListView::changeEvent(event);
}

} // namespace hd::ui
