// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/sidebyside.h"

#include <QScopedValueRollback>

#include <algorithm>

namespace hd::ui {

SideBySide::SideBySide(QObject *parent) : QObject(parent)
{
    for (const bool ofA : {true, false}) {
        connect(session(ofA), &Session::playheadChanged, this, [this, ofA] { adoptPlayhead(ofA); });
        connect(session(ofA), &Session::selectionChanged, this, [this, ofA] { adoptSelection(ofA); });
    }
    compareAgain();
}

SideBySide::~SideBySide() = default;

void SideBySide::setTrace(bool ofA, std::shared_ptr<const Trace> trace)
{
    {
        const QScopedValueRollback following(m_following, true);
        session(ofA)->setTrace(std::move(trace));
    }
    compareAgain();
}

std::optional<Error> SideBySide::runScenario(bool ofA, const QString &name)
{
    std::optional<Error> error;
    {
        const QScopedValueRollback following(m_following, true);
        error = session(ofA)->runScenario(name);
    }
    if (!error)
        compareAgain();
    return error;
}

void SideBySide::swap()
{
    {
        const QScopedValueRollback following(m_following, true);
        const std::shared_ptr<const Trace> a = session(true)->trace();
        session(true)->setTrace(session(false)->trace());
        session(false)->setTrace(a);
    }
    compareAgain();
}

void SideBySide::compareAgain()
{
    m_comparison = compare(trace(true), trace(false));
    for (const bool ofA : {true, false}) {
        const Session &side = *session(ofA);
        const std::vector<Playhead> all = stops(*side.trace(), Granularity::Message);
        std::vector<Playhead> &playheads = m_playheads[ofA ? 0 : 1];
        std::vector<std::uint32_t> &messages = m_messages[ofA ? 0 : 1];
        playheads.assign(1, 0);
        messages.assign(1, 0);
        for (const MessageRow &row : m_comparison.rows) {
            const std::optional<MessageId> message = row.of(ofA);
            const std::optional<Playhead> at = message ? side.events().appearsAt(*message) : std::nullopt;
            const auto stop = at ? std::lower_bound(all.begin(), all.end(), *at) : all.end();
            playheads.push_back(stop == all.end() ? playheads.back() : *stop);
            messages.push_back(messages.back() + (message ? 1 : 0));
        }
        if (playheads.size() > 1)
            playheads.back() = static_cast<Playhead>(side.trace()->events.size());
    }
    m_position = 0;
    m_current = {};
    m_fields = {};
    {
        const QScopedValueRollback following(m_following, true);
        for (const bool ofA : {true, false}) {
            session(ofA)->setPlayhead(0);
            session(ofA)->select({});
        }
    }
    Q_EMIT compared();
    Q_EMIT positionChanged();
    Q_EMIT selectionChanged();
}

void SideBySide::setLocked(bool locked)
{
    if (m_locked == locked)
        return;
    m_locked = locked;
    if (locked)
        adoptPlayhead(m_activeIsA);
    Q_EMIT lockedChanged(locked);
}

void SideBySide::setActive(bool isA)
{
    m_activeIsA = isA;
    if (m_locked)
        return;
    const std::vector<Playhead> &playheads = m_playheads[isA ? 0 : 1];
    const auto at = std::lower_bound(playheads.begin(), playheads.end(), session(isA)->playhead());
    m_position = std::min(static_cast<std::uint32_t>(at - playheads.begin()), rowCount());
    Q_EMIT positionChanged();
}

bool SideBySide::hasHappened(bool ofA, std::uint32_t row) const
{
    return session(ofA)->playhead() >= m_playheads[ofA ? 0 : 1][row + 1];
}

void SideBySide::moveTo(bool ofA, std::uint32_t rows)
{
    const QScopedValueRollback following(m_following, true);
    session(ofA)->setPlayhead(m_playheads[ofA ? 0 : 1][rows]);
}

void SideBySide::setPosition(std::uint32_t rows)
{
    rows = std::min(rows, rowCount());
    for (const bool ofA : {true, false})
        if (m_locked || ofA == m_activeIsA)
            moveTo(ofA, rows);
    m_position = rows;
    Q_EMIT positionChanged();
}

void SideBySide::step(int direction)
{
    std::uint32_t to = m_position;
    const auto moves = [this](std::uint32_t row) { return m_locked || m_comparison.rows[row].of(m_activeIsA); };
    if (direction > 0) {
        while (to < rowCount() && !moves(to))
            ++to;
        to = std::min(to + 1, rowCount());
    } else if (to > 0) {
        --to;
        while (to > 0 && !moves(to))
            --to;
    }
    setPosition(to);
    if (to > 0)
        selectRow(to - 1);
}

void SideBySide::goToStart()
{
    setPosition(0);
}

void SideBySide::goToEnd()
{
    setPosition(rowCount());
    if (rowCount() > 0)
        selectRow(rowCount() - 1);
}

/// One of both was moved by somebody else.
void SideBySide::adoptPlayhead(bool ofA)
{
    if (m_following)
        return;
    const std::uint32_t sent = session(ofA)->events().messagesSent(session(ofA)->playhead());
    const std::vector<std::uint32_t> &messages = m_messages[ofA ? 0 : 1];
    m_position =
        static_cast<std::uint32_t>(std::lower_bound(messages.begin(), messages.end(), sent) - messages.begin());
    m_position = std::min(m_position, rowCount());
    m_activeIsA = ofA;
    if (m_locked)
        moveTo(!ofA, m_position);
    Q_EMIT positionChanged();
}

// What is selected

std::optional<std::uint32_t> SideBySide::currentRow() const
{
    for (const bool ofA : {m_activeIsA, !m_activeIsA})
        if (const std::optional<MessageId> message = session(ofA)->selection().message)
            if (const std::optional<std::uint32_t> row = m_comparison.rowOf(ofA, *message))
                return row;
    return std::nullopt;
}

bool SideBySide::isDifferent(std::uint32_t row) const
{
    return !m_comparison.rows[row].isPair() || m_comparison.rows[row].count.meaningful > 0;
}

void SideBySide::selectRow(std::uint32_t row)
{
    const MessageRow &at = m_comparison.rows[row];
    const bool ofA = at.of(m_activeIsA) ? m_activeIsA : !m_activeIsA;
    session(ofA)->select(Session::messageSelection(*at.of(ofA)));
}

void SideBySide::selectDifference(int direction)
{
    const std::optional<std::uint32_t> current = currentRow();
    std::int64_t row = current ? *current : direction > 0 ? -1 : std::int64_t(rowCount());
    do
        row += direction;
    while (row >= 0 && row < rowCount() && !isDifferent(static_cast<std::uint32_t>(row)));
    if (row >= 0 && row < rowCount())
        selectRow(static_cast<std::uint32_t>(row));
}

void SideBySide::selectField(std::uint32_t pair)
{
    const FieldPair &fields = m_fields.pairs[pair];
    const bool ofA = fields.a.has_value();
    const std::optional<MessageId> message = currentMessage(ofA);
    const std::optional<FieldIndex> field = ofA ? fields.a : fields.b;
    if (message && field)
        session(ofA)->select(
            session(ofA)->fieldSelection(*message, QString::fromStdString(trace(ofA)[*message].fields.path(*field))));
}

void SideBySide::selectValue(std::uint32_t pair)
{
    const ValuePair &values = m_comparison.values[pair];
    const bool ofA = values.a.has_value();
    session(ofA)->select(session(ofA)->derivationSelection(ofA ? *values.a : *values.b));
}

Selection SideBySide::counterpartOf(bool ofA) const
{
    const Selection &selected = session(ofA)->selection();
    if (selected.kind == Selection::Kind::Derivation)
        for (const ValuePair &pair : m_comparison.values)
            if (const auto own = ofA ? pair.a : pair.b; own && own->index == selected.index)
                if (const auto other = ofA ? pair.b : pair.a)
                    return session(!ofA)->derivationSelection(*other);
    const std::optional<MessageId> message =
        selected.message ? m_comparison.counterpart(ofA, *selected.message) : std::nullopt;
    if (!message)
        return {};
    if (selected.kind == Selection::Kind::Field) {
        const std::optional<FieldIndex> field =
            trace(ofA)[*selected.message].fields.find(selected.fieldPath.toStdString());
        const std::optional<std::uint32_t> pair = field ? m_fields.pairOf(ofA, *field) : std::nullopt;
        if (const auto other = pair ? (ofA ? m_fields.pairs[*pair].b : m_fields.pairs[*pair].a) : std::nullopt)
            return session(!ofA)->fieldSelection(*message,
                                                 QString::fromStdString(trace(!ofA)[*message].fields.path(*other)));
    }
    return Session::messageSelection(*message);
}

void SideBySide::adoptCurrent(bool ofA)
{
    const std::optional<MessageId> own = session(ofA)->selection().message;
    std::array<std::optional<MessageId>, 2> now;
    if (own) {
        now[ofA ? 0 : 1] = own;
        now[ofA ? 1 : 0] = m_comparison.counterpart(ofA, *own);
    }
    if (now == m_current)
        return;
    m_current = now;
    static const Message nothing;
    m_fields = {};
    if (own)
        m_fields = compareFields(now[0] ? trace(true)[*now[0]] : nothing, now[1] ? trace(false)[*now[1]] : nothing);
}

void SideBySide::adoptSelection(bool ofA)
{
    if (m_following)
        return;
    if (session(ofA)->selection().kind != Selection::Kind::None && ofA != m_activeIsA)
        setActive(ofA);
    adoptCurrent(ofA);
    {
        const QScopedValueRollback following(m_following, true);
        session(!ofA)->select(counterpartOf(ofA));
    }
    Q_EMIT selectionChanged();
}

} // namespace hd::ui
