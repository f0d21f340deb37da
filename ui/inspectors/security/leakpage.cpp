// SPDX-License-Identifier: GPL-3.0-or-later
#include "inspectors/security/leakpage.h"

#include "inspectors/security/securitytable.h"
#include "inspectors/segmented.h"
#include "models/leakmodel.h"
#include "models/valuetext.h"
#include "text/explanations.h"
#include "theme/icons.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QPlainTextEdit>
#include <QToolButton>

#include <algorithm>

namespace hd::ui {

namespace {

class LeakCell : public SecurityCell
{
public:
    LeakCell(Theme *theme, QObject *parent) : SecurityCell(theme, LeakModel::LinkedRole, parent) {}

private:
    int markRoom(const QModelIndex &index) const { return index.column() == LeakModel::Message ? 0 : theme()->px(22); }

    QFont fontOf(const QModelIndex &index) const
    {
        return index.column() == LeakModel::Message ? theme()->ui(Fonts::body) : theme()->ui(Fonts::meta);
    }

    QSize contentSize(const QModelIndex &index) const override
    {
        return {markRoom(index) + textWidth(fontOf(index), index.data().toString()), theme()->px(20)};
    }

    void paintContent(QPainter *painter, const QRect &box, const QModelIndex &index) const override
    {
        const Colors &colors = theme()->colors();
        const QString text = index.data().toString();
        const int room = markRoom(index);
        const auto access = static_cast<Access>(index.data(LeakModel::AccessRole).toInt());
        const bool sealed = index.column() == LeakModel::Recorded ? index.data(LeakModel::SealedRole).toBool()
                                                                  : access == Access::Closed;
        const bool opened = index.column() == LeakModel::WithKey && access == Access::Opened;
        if (room > 0 && !text.isEmpty()) {
            const double side = theme()->px(14);
            paintIcon(painter, sealed ? Icon::LockFilled : Icon::Eye,
                      {box.left() + 0.0, box.center().y() - side / 2 + 0.5, side, side},
                      opened   ? colors.alert
                      : sealed ? colors.established
                               : colors.text3);
        }
        painter->setFont(fontOf(index));
        painter->setPen(opened ? colors.text1 : index.column() == LeakModel::Message ? colors.text1 : colors.text2);
        painter->drawText(box.adjusted(room, 0, 0, 0), Qt::AlignVCenter, text);
    }
};

} // namespace

LeakPage::LeakPage(Session *session, Theme *theme, Explanations *texts, QWidget *parent)
    : QWidget(parent),
      m_session(session),
      m_news(new SessionNews(session, this)),
      m_theme(theme),
      m_texts(texts),
      m_model(new LeakModel(m_news, this)),
      m_table(new SecurityTable(theme, SecurityTable::Spare::ToTheLast, this)),
      m_plaintext(new QPlainTextEdit(this))
{
    m_table->setModel(m_model);
    m_table->setItemDelegate(new LeakCell(theme, this));
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_plaintext->setReadOnly(true);
    m_plaintext->setFrameShape(QFrame::NoFrame);
    m_plaintext->setObjectName(QStringLiteral("leakedText"));
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(makeHead());
    layout->addWidget(m_table, 1);
    layout->addWidget(m_plaintext);

    connect(m_table, &SecurityTable::picked, this, [this](const QModelIndex &index) {
        const OverheardMessage *message = m_model->messageAt(index.row());
        if (message && message->message)
            m_session->select(Session::messageSelection(*message->message));
    });
    connect(m_table->selectionModel(), &QItemSelectionModel::currentChanged, this, &LeakPage::showPlaintext);
    connect(m_model, &QAbstractItemModel::modelReset, this, &LeakPage::fill);
    connect(m_news, &SessionNews::traceChanged, this, &LeakPage::adoptTrace);
    connect(m_news, &SessionNews::selectionChanged, this, [this] {
        if (const int row = m_model->rowOfSelected(); row >= 0 && row != m_table->currentIndex().row())
            m_table->showRow(row);
    });
    connect(texts, &Explanations::changed, this, &LeakPage::retranslate);
    connect(theme, &Theme::changed, this, &LeakPage::restyle);
    adoptTrace();
    restyle();
    retranslate();
}

QWidget *LeakPage::makeHead()
{
    m_head = new QFrame(this);
    m_head->setObjectName(QStringLiteral("leakHead"));
    m_keys = new Segmented(m_theme, m_head);
    for (const LeakedKey key : {LeakedKey::PrivateKey, LeakedKey::TicketKeys, LeakedKey::PreSharedKey})
        m_keys->addSegment(static_cast<int>(key));
    m_switch = new QToolButton(m_head);
    m_switch->setCheckable(true);
    m_switch->setProperty("edged", true);
    m_switch->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_verdict = new QLabel(m_head);
    m_verdict->setWordWrap(true);
    m_verdict->setTextFormat(Qt::PlainText);
    connect(m_keys, &Segmented::picked, this, [this](int key) { m_model->setKey(static_cast<LeakedKey>(key)); });
    connect(m_switch, &QToolButton::toggled, m_model, &LeakModel::setLeaked);

    auto *row = new QHBoxLayout;
    row->setSpacing(12);
    row->addWidget(m_keys);
    row->addWidget(m_switch);
    row->addStretch(1);
    auto *layout = new QVBoxLayout(m_head);
    layout->setSpacing(8);
    layout->addLayout(row);
    layout->addWidget(m_verdict);
    return m_head;
}

/// Only the keys that this connection used can leak.
void LeakPage::adoptTrace()
{
    const std::vector<LeakedKey> keys = leakableKeys(*m_session->trace());
    for (const LeakedKey key : {LeakedKey::PrivateKey, LeakedKey::TicketKeys, LeakedKey::PreSharedKey})
        m_keys->setSegmentVisible(static_cast<int>(key), std::find(keys.begin(), keys.end(), key) != keys.end());
    m_keys->setCurrent(static_cast<int>(LeakedKey::PrivateKey));
    m_switch->setChecked(false);
    fill();
}

void LeakPage::restyle()
{
    const Colors &colors = m_theme->colors();
    setStyleSheet(QStringLiteral("#leakHead { border: none; border-bottom: 1px solid %1; background: %2; }"
                                 "#leakedText { border: none; border-top: 1px solid %1; background: %2; }")
                      .arg(colors.hairline.name(), colors.base.name()));
    m_head->layout()->setContentsMargins(m_theme->px(16), m_theme->px(8), m_theme->px(16), m_theme->px(8));
    m_switch->setFont(m_theme->ui(Fonts::meta));
    m_verdict->setFont(m_theme->ui(Fonts::body));
    m_plaintext->setFont(m_theme->mono(Fonts::meta));
    m_plaintext->document()->setDocumentMargin(m_theme->px(12));
    m_plaintext->setFixedHeight(m_theme->px(72));
    fill();
}

void LeakPage::retranslate()
{
    for (const LeakedKey key : {LeakedKey::PrivateKey, LeakedKey::TicketKeys, LeakedKey::PreSharedKey})
        m_keys->setText(static_cast<int>(key), SecurityWords::key(key), tr("Which key leaks"));
    m_keys->setAccessibleName(tr("Which key leaks"));
    m_table->setAccessibleName(tr("Messages, as somebody has them who recorded the wire"));
    m_plaintext->setAccessibleName(tr("What he reads of the message"));
    m_model->retranslate();
    fill();
}

void LeakPage::fill()
{
    const bool leaked = m_model->leaked();
    m_switch->setText(leaked ? tr("The key has leaked") : tr("Leak it later"));
    m_switch->setIcon(themedIcon(leaked ? Icon::Eye : Icon::Key, m_theme));
    m_switch->setToolTip(tr("Somebody has recorded every byte, and gets the key afterwards"));
    const int sealed = m_model->sealedCount();
    if (m_model->rowCount() == 0) {
        m_verdict->setText(tr("Nothing has passed yet that anybody could record."));
    } else if (!leaked) {
        m_verdict->setText(sealed == 0 ? tr("Somebody records every byte. So far he can read all of it.")
                                       : tr("Somebody records every byte. %1 of %2 messages are sealed. And if a key "
                                            "of the server leaks later?")
                                             .arg(sealed)
                                             .arg(m_model->rowCount()));
    } else {
        QStringList text;
        if (m_model->leak().available && sealed > 0)
            text << tr("%1 of %2 sealed messages are open now.").arg(m_model->openedCount()).arg(sealed);
        for (const std::string &reason : m_model->leak().reasons)
            text << m_texts->reason(toQString(reason));
        m_verdict->setText(text.join(u' '));
    }
    if (!m_table->currentIndex().isValid())
        m_table->showRow(m_model->rowOfSelected());
    showPlaintext();
}

void LeakPage::showPlaintext()
{
    const OverheardMessage *message = m_model->messageAt(m_table->currentIndex().row());
    if (!message)
        return m_plaintext->setPlainText(tr("Choose a message to see what he can read of it."));
    if (message->access == Access::Closed)
        return m_plaintext->setPlainText(
            tr("Sealed: he has %1, and cannot read them.").arg(byteCountText(message->wireLength)));
    const ByteView bytes(message->bytes);
    if (message->name == "application_data")
        m_plaintext->setPlainText(
            QString::fromUtf8(reinterpret_cast<const char *>(bytes.data()), static_cast<qsizetype>(bytes.size())));
    else
        m_plaintext->setPlainText(hexText(bytes, 512));
}

void LeakPage::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QWidget::changeEvent(event);
}

} // namespace hd::ui
