// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "diagram/words.h"
#include "session/sessionnews.h"

#include <QAbstractListModel>

namespace hd::ui {

/// The diagram as a list: one row for each message of the session's trace, in the order of sending.
class MessageListModel : public QAbstractListModel
{
    Q_OBJECT
public:
    enum Roles {
        MessageRole = Qt::UserRole + 1, ///< index of the message in the trace
        SentRole,                       ///< whether the playhead has passed it
        ClientRole,                     ///< whether the client sends it
        SizeRole,                       ///< bytes on the wire
    };

    /// @p news must outlive it.
    explicit MessageListModel(SessionNews *news, QObject *parent = nullptr);

    int rowCount(const QModelIndex &parent = {}) const override;
    /// Display: "#4 server_key_exchange"; accessible text and tool tip: the whole description.
    QVariant data(const QModelIndex &index, int role) const override;

    void retranslate(); ///< to be called when the application's language has changed

private:
    void onPlayheadChanged(Playhead from, Playhead to);

    Session *m_session;
    DiagramWords m_words;
    std::uint32_t m_sent = 0;
};

} // namespace hd::ui
