// SPDX-License-Identifier: GPL-3.0-or-later
#include "inspectors/panehead.h"

#include <QFrame>
#include <QLabel>

namespace hd::ui {

QFrame *makePaneHead(QWidget *parent)
{
    auto *head = new QFrame(parent);
    head->setObjectName(QStringLiteral("paneHead"));
    QSizePolicy policy(QSizePolicy::Preferred, QSizePolicy::Minimum); // the style sheet gives it its height
    policy.setHeightForWidth(true);
    head->setSizePolicy(policy);
    return head;
}

QLabel *makeChip(QWidget *parent)
{
    auto *label = new QLabel(parent);
    label->setTextFormat(Qt::PlainText);
    label->setProperty("chip", true);
    label->setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    return label;
}

} // namespace hd::ui
