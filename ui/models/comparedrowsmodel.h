// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "diagram/words.h"
#include "models/comparisonwords.h"
#include "session/sidebyside.h"

#include <QAbstractListModel>

namespace hd::ui {

/// The rows on which the messages of two traces stand side by side.
class ComparedRowsModel : public QAbstractListModel
{
    Q_OBJECT
public:
    /// @p sides must outlive it.
    explicit ComparedRowsModel(SideBySide *sides, QObject *parent = nullptr);

    int rowCount(const QModelIndex &parent = {}) const override;
    /// Display and accessible text: both messages and what differs, in words.
    QVariant data(const QModelIndex &index, int role) const override;
    void retranslate();

private:
    QString text(const MessageRow &row) const;
    QString sideText(const MessageRow &row, bool ofA) const;

    SideBySide *m_sides;
    DiagramWords m_words;
};

} // namespace hd::ui
