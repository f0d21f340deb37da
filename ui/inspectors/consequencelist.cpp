// SPDX-License-Identifier: GPL-3.0-or-later
#include "inspectors/consequencelist.h"

#include "models/consequencemodel.h"
#include "theme/theme.h"

#include <QHeaderView>
#include <QLabel>
#include <QScreen>
#include <QTreeView>
#include <QVBoxLayout>

namespace hd::ui {

ConsequenceList::ConsequenceList(Session *session, const Theme *theme, const QString &subject, const QPoint &corner,
                                 QWidget *parent)
    : QFrame(parent, Qt::Popup | Qt::FramelessWindowHint), m_session(session), m_model(new ConsequenceModel(this))
{
    setAttribute(Qt::WA_DeleteOnClose);
    setObjectName(QStringLiteral("consequences"));
    const Colors &colors = theme->colors();
    setStyleSheet(QStringLiteral("#consequences { background: %1; border: 1px solid %2; }")
                      .arg(colors.base.name(), colors.controlEdge.name()));
    m_model->setConsequences(session->trace(), session->consequences());

    auto *title = new QLabel(tr("What %1 goes on to affect").arg(subject), this);
    title->setTextFormat(Qt::PlainText);
    title->setFont(theme->ui(Fonts::body, QFont::DemiBold));
    setAccessibleName(title->text());
    auto *list = new QTreeView(this);
    list->setModel(m_model);
    list->setRootIsDecorated(false);
    list->setUniformRowHeights(true);
    list->setFrameShape(QFrame::NoFrame);
    list->setFont(theme->ui(Fonts::meta));
    list->setAccessibleName(title->text());
    list->header()->setStretchLastSection(false);
    list->header()->setSectionResizeMode(ConsequenceModel::Name, QHeaderView::Stretch);
    for (const int column : {ConsequenceModel::Kind, ConsequenceModel::Party, ConsequenceModel::Steps})
        list->header()->setSectionResizeMode(column, QHeaderView::ResizeToContents);
    connect(list, &QTreeView::clicked, this, [this](const QModelIndex &index) { jump(index.row()); });
    connect(list, &QTreeView::activated, this, [this](const QModelIndex &index) { jump(index.row()); });

    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(16, 12, 8, 8);
    layout->setSpacing(8);
    layout->addWidget(title);
    layout->addWidget(list);
    resize(theme->px(560), theme->px(360));
    const QRect room = parent->screen()->availableGeometry();
    QRect box(corner - QPoint(width(), height()), size());
    box.moveTop(std::max(box.top(), room.top()));
    box.moveLeft(std::max(box.left(), room.left()));
    move(box.topLeft());
    show();
    list->setFocus();
}

void ConsequenceList::jump(int row)
{
    m_session->select(m_model->selection(row));
}

} // namespace hd::ui
