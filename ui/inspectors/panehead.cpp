// SPDX-License-Identifier: GPL-3.0-or-later
#include "inspectors/panehead.h"

#include <QFrame>
#include <QLabel>

namespace hd::ui {

QFrame *makePaneHead(QWidget *parent)
{
    auto *head = new QFrame(parent);
    head->setObjectName(QStringLiteral("paneHead"));
    head->setFixedHeight(40);
    return head;
}

QLabel *makeChip(QWidget *parent)
{
    auto *label = new QLabel(parent);
    label->setTextFormat(Qt::PlainText);
    label->setProperty("chip", true);
    label->setFixedHeight(20);
    return label;
}

} // namespace hd::ui
