// SPDX-License-Identifier: GPL-3.0-or-later
#include "inspectors/termpopup.h"

#include "theme/theme.h"

#include <QFrame>
#include <QLabel>
#include <QScreen>
#include <QVBoxLayout>
#include <QWidget>

namespace hd::ui {

void showTerm(QWidget *parent, const Theme *theme, const QString &term, const QString &markdown, const QPoint &at)
{
    const Colors &colors = theme->colors();
    auto *popup = new QFrame(parent, Qt::Popup | Qt::FramelessWindowHint);
    popup->setAttribute(Qt::WA_DeleteOnClose);
    popup->setObjectName(QStringLiteral("termPopup"));
    popup->setAccessibleName(term);
    popup->setStyleSheet(QStringLiteral("#termPopup { background: %1; border: 1px solid %2; }")
                             .arg(colors.base.name(), colors.controlEdge.name()));

    auto *title = new QLabel(term, popup);
    title->setTextFormat(Qt::PlainText);
    title->setFont(theme->ui(Fonts::body, QFont::DemiBold));
    auto *body = new QLabel(markdown, popup);
    body->setTextFormat(Qt::MarkdownText);
    body->setWordWrap(true);
    body->setFont(theme->ui(Fonts::body));
    body->setFixedWidth(theme->px(320));

    auto *layout = new QVBoxLayout(popup);
    layout->setContentsMargins(16, 12, 16, 12);
    layout->setSpacing(4);
    layout->addWidget(title);
    layout->addWidget(body);
    popup->adjustSize();

    const QRect room = parent->screen()->availableGeometry();
    QRect box(at - QPoint(0, popup->height() + 8), popup->size());
    if (box.top() < room.top())
        box.moveTop(at.y() + 24);
    box.moveLeft(std::clamp(box.left(), room.left(), std::max(room.left(), room.right() - box.width())));
    popup->move(box.topLeft());
    popup->show();
}

} // namespace hd::ui
