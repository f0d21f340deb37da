// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/messagelistmodel.h"
#include "theme/theme.h"

#include <QListView>

namespace hd::ui {

/// The diagram as a list of its messages, for those who would rather read or hear it. Its current row is the session's
/// selection, and the other way round.
class MessageList : public QListView
{
    Q_OBJECT
public:
    MessageList(Session *session, const Theme *theme, QWidget *parent = nullptr);

    QSize sizeHint() const override { return {280, 400}; }

protected:
    void changeEvent(QEvent *event) override;
    void currentChanged(const QModelIndex &current, const QModelIndex &previous) override;

private:
    void follow();
    void retranslate();

    Session *m_session;
    SessionNews *m_news;
    MessageListModel m_model;
    bool m_following = false; ///< the selection moves the row, not the row the selection
};

} // namespace hd::ui
