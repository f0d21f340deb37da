// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/comparison.h"
#include "session/session.h"

#include <array>

namespace hd::ui {

/// Two sessions whose traces are compared. Their playheads are locked to the rows on which messages stand side by side,
/// unless they are unlocked; what is selected in one selects what corresponds to it in the other.
class SideBySide : public QObject
{
    Q_OBJECT
public:
    explicit SideBySide(QObject *parent = nullptr);
    ~SideBySide() override;

    Session *session(bool ofA) { return &m_sessions[ofA ? 0 : 1]; }
    const Session *session(bool ofA) const { return &m_sessions[ofA ? 0 : 1]; }
    const Trace &trace(bool ofA) const { return *session(ofA)->trace(); }
    const Comparison &comparison() const { return m_comparison; }
    std::uint32_t rowCount() const { return static_cast<std::uint32_t>(m_comparison.rows.size()); }

    void setTrace(bool ofA, std::shared_ptr<const Trace> trace);
    std::optional<Error> runScenario(bool ofA, const QString &name);
    void swap();

    bool isLocked() const { return m_locked; }
    /// Locking again brings B to where A is.
    void setLocked(bool locked);
    /// Which of both steps while they are unlocked.
    bool activeIsA() const { return m_activeIsA; }
    void setActive(bool isA);

    /// How many rows have happened, as far as the active side goes.
    std::uint32_t position() const { return m_position; }
    bool hasHappened(bool ofA, std::uint32_t row) const;

    std::optional<std::uint32_t> currentRow() const;           ///< of what is selected
    const FieldComparison &fields() const { return m_fields; } ///< of the messages that are selected
    /// The messages of the current row, or their counterparts elsewhere.
    std::optional<MessageId> currentMessage(bool ofA) const { return m_current[ofA ? 0 : 1]; }
    /// Whether a message of the row has more than expected differences, or no counterpart.
    bool isDifferent(std::uint32_t row) const;

public Q_SLOTS:
    void setPosition(std::uint32_t rows);
    void step(int direction); ///< by a row; unlocked, the active side by a message
    void goToStart();
    void goToEnd();
    void selectRow(std::uint32_t row);
    void selectDifference(int direction); ///< the next or previous row that differs
    void selectField(std::uint32_t pair);
    void selectValue(std::uint32_t pair);

Q_SIGNALS:
    void compared(); ///< another trace on either side
    void positionChanged();
    void selectionChanged();
    void lockedChanged(bool locked);

private:
    void compareAgain();
    void adoptPlayhead(bool ofA);
    void adoptSelection(bool ofA);
    Selection counterpartOf(bool ofA) const;
    void adoptCurrent(bool ofA);
    void moveTo(bool ofA, std::uint32_t rows);

    std::array<Session, 2> m_sessions;
    Comparison m_comparison;
    std::array<std::vector<Playhead>, 2> m_playheads;     ///< by number of rows that have happened
    std::array<std::vector<std::uint32_t>, 2> m_messages; ///< by number of rows, of messages among them
    FieldComparison m_fields;
    std::array<std::optional<MessageId>, 2> m_current;
    bool m_locked = true;
    bool m_activeIsA = true;
    bool m_following = false; ///< one session is brought to where the other is
    std::uint32_t m_position = 0;
};

} // namespace hd::ui
