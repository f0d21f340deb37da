// SPDX-License-Identifier: GPL-3.0-or-later
#include "inspectors/security/knowledgepage.h"

#include "inspectors/linkstrip.h"
#include "inspectors/security/securitytable.h"
#include "models/knowledgemodel.h"
#include "theme/theme.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QVBoxLayout>

namespace hd::ui {

namespace {

class KnowledgeCell : public SecurityCell
{
public:
    KnowledgeCell(Theme *theme, QObject *parent) : SecurityCell(theme, KnowledgeModel::LinkedRole, parent) {}

private:
    static bool isHeading(const QModelIndex &index) { return index.data(KnowledgeModel::HeadingRole).toBool(); }

    QFont fontOf(const QModelIndex &index) const
    {
        if (isHeading(index))
            return theme()->ui(Fonts::caption, QFont::DemiBold);
        return index.column() == KnowledgeModel::Secret ? theme()->ui(Fonts::body) : theme()->ui(Fonts::meta);
    }

    int markRoom(const QModelIndex &index) const
    {
        return index.column() == KnowledgeModel::Secret || isHeading(index) ? 0 : theme()->px(18);
    }

    QSize contentSize(const QModelIndex &index) const override
    {
        if (isHeading(index))
            return {0, theme()->px(20)}; // it may reach into the next columns, which are empty
        return {markRoom(index) + textWidth(fontOf(index), index.data().toString()), theme()->px(20)};
    }

    void paintContent(QPainter *painter, const QRect &box, const QModelIndex &index) const override
    {
        const Colors &colors = theme()->colors();
        const bool party = index.column() == KnowledgeModel::Client || index.column() == KnowledgeModel::Server;
        const bool knows = index.data(KnowledgeModel::KnowsRole).toBool();
        painter->setFont(fontOf(index));
        if (isHeading(index)) {
            painter->setPen(colors.text3);
            painter->setClipping(false);
            painter->drawText(box.left(), box.top(), 4 * theme()->px(400), box.height(), Qt::AlignVCenter,
                              index.data().toString());
            return;
        }
        if (const int room = markRoom(index)) {
            const double side = theme()->px(10);
            const QRectF mark(box.left() + 1, box.center().y() - side / 2 + 0.5, side, side);
            const QColor color = !knows ? colors.controlEdge : party ? colors.established : colors.alert;
            painter->setPen(QPen(color, 1.5));
            painter->setBrush(knows ? QBrush(color) : QBrush(Qt::NoBrush));
            painter->drawEllipse(mark);
            painter->setPen(knows ? colors.text1 : colors.text3);
            painter->drawText(box.adjusted(room, 0, 0, 0), Qt::AlignVCenter, index.data().toString());
        } else {
            painter->setPen(colors.text1);
            painter->drawText(box, Qt::AlignVCenter, index.data().toString());
        }
    }
};

} // namespace

KnowledgePage::KnowledgePage(Session *session, Theme *theme, QWidget *parent)
    : QWidget(parent),
      m_session(session),
      m_news(new SessionNews(session, this)),
      m_theme(theme),
      m_model(new KnowledgeModel(m_news, this)),
      m_head(new QFrame(this)),
      m_summary(new QLabel(m_head)),
      m_link(new LinkStrip(theme, m_head)),
      m_table(new SecurityTable(theme, SecurityTable::Spare::ToTheLast, this))
{
    m_head->setObjectName(QStringLiteral("securitySummary"));
    auto *head = new QHBoxLayout(m_head);
    head->addWidget(m_summary, 1);
    head->addWidget(m_link);
    m_summary->setWordWrap(true);
    m_summary->setTextFormat(Qt::PlainText);
    m_table->setModel(m_model);
    m_table->setItemDelegate(new KnowledgeCell(theme, this));
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_head);
    layout->addWidget(m_table, 1);

    connect(m_table, &SecurityTable::picked, this, [this](const QModelIndex &index) {
        if (const std::optional<Selection> selection = m_model->selectionAt(index.row()))
            m_session->select(*selection);
    });
    connect(m_model, &QAbstractItemModel::modelReset, this, &KnowledgePage::fill);
    connect(m_news, &SessionNews::selectionChanged, this, &KnowledgePage::adoptSelection);
    connect(theme, &Theme::changed, this, &KnowledgePage::restyle);
    restyle();
}

void KnowledgePage::adoptSelection()
{
    if (const int row = m_model->rowOfSelected(); row >= 0 && row != m_table->currentIndex().row())
        m_table->showRow(row);
    showLink();
}

void KnowledgePage::showLink()
{
    if (m_session->selection().kind == Selection::Kind::Derivation)
        m_link->setLinks({{tr("→ Show in Keys"), {}, [this] { Q_EMIT keysWanted(); }}});
    else
        m_link->setLinks({});
}

void KnowledgePage::restyle()
{
    const Colors &colors = m_theme->colors();
    setStyleSheet(QStringLiteral("#securitySummary { border: none; border-bottom: 1px solid %1; background: %2; }")
                      .arg(colors.hairline.name(), colors.base.name()));
    m_summary->setFont(m_theme->ui(Fonts::body));
    m_head->layout()->setContentsMargins(m_theme->px(16), m_theme->px(6), m_theme->px(16), m_theme->px(6));
    fill();
}

void KnowledgePage::fill()
{
    showLink();
    m_table->setAccessibleName(tr("Secrets, and who knows them now"));
    const int shown = m_model->shownCount(), all = m_model->count();
    m_summary->setText(
        all == 0       ? tr("This recording has no secrets.")
        : shown == all ? tr("Who knows what now. The attacker knows what the eavesdropper knows, and what he changed.")
                       : tr("Who knows what now: %1 of %2 secrets exist so far. The attacker knows what the "
                            "eavesdropper knows, and what he changed.")
                             .arg(shown)
                             .arg(all));
}

void KnowledgePage::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange) {
        m_model->retranslate();
        fill();
    }
    QWidget::changeEvent(event);
}

} // namespace hd::ui
