// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/securitywords.h"
#include "session/sessionnews.h"

#include <QAbstractTableModel>

#include <array>

namespace hd::ui {

class Explanations;

/// The five properties at the playhead (rows) as client, server, who listens and who stands in between see them
/// (columns).
class SecurityMatrix : public QAbstractTableModel
{
    Q_OBJECT
public:
    enum Roles {
        AchievementRole = Qt::UserRole + 1, ///< int of Achievement
        ReasonRole,                         ///< why, in a sentence
        ProofRole,                          ///< index of the message that made it so; invalid: none
        ProofTextRole,                      ///< "#13 finished"
        SinceRole,                          ///< position at which it became so; invalid: from the beginning
        LinkedRole,                         ///< whether that message is what is selected
    };

    /// Both must outlive it.
    SecurityMatrix(SessionNews *news, const Explanations *texts, QObject *parent = nullptr);

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    /// Display: the word; accessible text: row, column, word and reason.
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

    const PropertyState &state(int row, int column) const
    {
        return m_states[static_cast<std::size_t>(column)][static_cast<std::size_t>(row)];
    }
    void retranslate();

private:
    void compute();
    void changed();

    Session *m_session;
    const Explanations *m_texts;
    std::array<std::vector<PropertyState>, viewerCount> m_states; ///< by Viewer
    std::array<bool, viewerCount> m_silent{};                     ///< parties that tell nothing
};

} // namespace hd::ui
