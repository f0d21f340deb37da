// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/choices.h"

#include <QAbstractItemModel>

#include <functional>
#include <memory>

namespace hd::ui {

/// The choices of a trace, each with its candidates below it, as far as they are known at the playhead: nothing, the
/// offer alone, or all.
class ChoicesModel : public QAbstractItemModel
{
    Q_OBJECT
public:
    enum Column { Name, Offered, Supported, Usable, NumColumns };
    enum Role {
        ChosenRole = Qt::UserRole,
        KnownRole,   ///< Known, of the three marks
        TextRole,    ///< of a choice its rule, of a candidate its reason, in words
        OutcomeRole, ///< of a choice: what was chosen
        DecidedRole, ///< of a choice: whether the playhead has reached it
        FailedRole,  ///< of a choice: nothing was possible
        ClauseRole,
    };

    /// @p reason gives the words for a key of reasons.md.
    explicit ChoicesModel(std::function<QString(const QString &)> reason, QObject *parent = nullptr);

    void setTrace(std::shared_ptr<const Trace> trace);
    void setPlayhead(Playhead at);
    void retranslate();

    const std::vector<Choice> &allChoices() const { return m_choices; } ///< whatever is known by now
    const Choice *choice(const QModelIndex &index) const;               ///< of a choice or of one of its candidates
    const ChoiceRow *candidate(const QModelIndex &index) const;
    bool decided(const Choice &choice) const { return choice.decidedAt <= m_playhead; }

    QModelIndex indexOfDecision(std::uint32_t decision) const;
    /// The candidate whose entry @p field is, or the chosen one whose outcome it tells.
    QModelIndex indexOfField(const FieldRef &field) const;

    QModelIndex index(int row, int column, const QModelIndex &parent = {}) const override;
    QModelIndex parent(const QModelIndex &child) const override;
    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

private:
    struct Shown
    {
        std::size_t choice;
        std::vector<ChoiceRow> rows;
        bool operator==(const Shown &) const = default;
    };
    std::vector<Shown> shownAt(Playhead at) const;
    QVariant choiceData(const Shown &shown, int role) const;
    QVariant rowData(const Shown &shown, const ChoiceRow &row, int column, int role) const;
    QString title(const Choice &choice) const;
    QString mark(Known known) const;

    std::function<QString(const QString &)> m_reason;
    std::shared_ptr<const Trace> m_trace;
    std::vector<Choice> m_choices;
    std::vector<Shown> m_shown;
    Playhead m_playhead = 0;
};

} // namespace hd::ui
