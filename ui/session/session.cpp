// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/session.h"

#include "analysis/recordparts.h"
#include "session/linked.h"

#include <QScopedValueRollback>

#include <algorithm>
#include <utility>

namespace hd::ui {

static constexpr std::size_t historyLimit = 256;

Session::Session(QObject *parent)
    : QObject(parent),
      m_trace(std::make_shared<const Trace>()),
      m_events(*m_trace),
      m_stops{0},
      m_linked(std::make_unique<Linked>())
{}

Session::~Session() = default;

void Session::setTrace(std::shared_ptr<const Trace> trace)
{
    adopt(trace ? std::move(trace) : std::make_shared<const Trace>());
    m_playhead = 0;
    setSelection({});
    m_hovered = {};
    m_history.clear();
    m_historyAt = 0;
    Q_EMIT traceChanged();
    Q_EMIT selectionChanged();
    Q_EMIT hoverChanged();
}

void Session::adopt(std::shared_ptr<const Trace> trace)
{
    m_trace = std::move(trace);
    m_events = EventIndex(*m_trace);
    m_stops = hd::stops(*m_trace, m_granularity);
    m_lineage.reset();
    m_records.reset();
    m_properties.reset();
}

static bool continues(const Trace &longer, const Trace &shorter)
{
    return longer.messages.size() >= shorter.messages.size() && longer.events.size() >= shorter.events.size() &&
           std::equal(shorter.events.begin(), shorter.events.end(), longer.events.begin());
}

void Session::extendTrace(std::shared_ptr<const Trace> trace)
{
    if (!trace || !continues(*trace, *m_trace))
        return setTrace(std::move(trace));
    const QScopedValueRollback<std::optional<Playhead>> growing(m_grownFrom,
                                                                static_cast<Playhead>(m_trace->events.size()));
    adopt(std::move(trace));
    setSelection(Selection(m_selection)); // what it is linked with may be more now
    Q_EMIT traceChanged();
    Q_EMIT selectionChanged();
}

bool Session::atEnd() const
{
    return m_playhead >= m_trace->events.size();
}

void Session::setPlayhead(Playhead at)
{
    const Playhead to = std::min(at, static_cast<Playhead>(m_trace->events.size()));
    if (to == m_playhead)
        return;
    const Playhead from = std::exchange(m_playhead, to);
    Q_EMIT playheadChanged(from, to);
}

void Session::goTo(Playhead at)
{
    moveAndSelect(at, Granularity::Message, at > m_playhead);
}

void Session::setGranularity(Granularity granularity)
{
    if (granularity == m_granularity)
        return;
    m_granularity = granularity;
    m_stops = hd::stops(*m_trace, granularity);
    Q_EMIT granularityChanged();
}

void Session::step(int direction)
{
    stepBy(m_granularity, direction);
}

void Session::stepBy(Granularity granularity, int direction)
{
    const std::vector<Playhead> all = granularity == m_granularity ? m_stops : hd::stops(*m_trace, granularity);
    const Playhead to = direction > 0 ? nextStop(all, m_playhead) : previousStop(all, m_playhead);
    if (to != m_playhead)
        moveAndSelect(to, granularity, direction > 0);
}

void Session::goToStart()
{
    if (!atStart())
        moveAndSelect(0, Granularity::Message, false);
}

void Session::goToEnd()
{
    if (!atEnd())
        moveAndSelect(static_cast<Playhead>(m_trace->events.size()), Granularity::Message, true);
}

// The selection changes after the playhead, so that whoever hears of it finds what is selected in the past.
void Session::moveAndSelect(Playhead at, Granularity granularity, bool forward)
{
    setPlayhead(at);
    select(granularity == Granularity::Operation && forward ? lastOperation(m_playhead) : lastMessage(m_playhead));
}

Selection Session::lastMessage(Playhead at) const
{
    const std::uint32_t sent = m_events.messagesSent(at);
    return sent == 0 ? Selection{} : messageSelection(MessageId{sent - 1});
}

/// The message around which an operation happened: the last that had been sent, or the first to come.
std::optional<MessageId> Session::messageAround(What what, std::uint32_t index) const
{
    const std::optional<Playhead> at = m_events.positionOf(what, index);
    if (!at || m_trace->messages.empty())
        return std::nullopt;
    return MessageId{std::max(m_events.messagesSent(*at), 1u) - 1};
}

/// @p selection with the message that it belongs to.
Selection Session::completed(Selection selection) const
{
    if (selection.kind == Selection::Kind::Record)
        return completedRecord(std::move(selection));
    if (selection.message)
        return selection;
    switch (selection.kind) {
    case Selection::Kind::Derivation:
        selection.message = lineage().messageOf(What::Derivation, selection.index);
        break;
    case Selection::Kind::Check:
        selection.message = lineage().messageOf(What::Check, selection.index);
        break;
    case Selection::Kind::Decision:
        selection.message = lineage().messageOf(What::Decision, selection.index);
        break;
    case Selection::Kind::State:
        selection.message = lineage().messageOf(What::State, selection.index);
        break;
    default: // an omission may come before every message
        break;
    }
    return selection;
}

/// @p selection with its path, bytes and message, where they are not given.
Selection Session::completedRecord(Selection selection) const
{
    const RecordId id{selection.index};
    if (selection.fieldPath.isEmpty())
        selection.fieldPath = QStringLiteral("record");
    if (selection.bytes.length == 0) {
        const Record &record = (*m_trace)[id];
        const std::vector<RecordPart> parts = recordParts(record);
        if (const RecordPart *part = partAt(parts, selection.fieldPath.toStdString()))
            selection.bytes = part->wire;
        else
            selection.bytes = {0, static_cast<std::uint32_t>(record.wire.size())};
    }
    const auto carries = [&](MessageId message) {
        const std::vector<MessageSpan> &spans = (*m_trace)[message].spans;
        return std::any_of(spans.begin(), spans.end(), [id](const MessageSpan &span) { return span.record == id; });
    };
    if (!selection.message && m_selection.message && carries(*m_selection.message))
        selection.message = m_selection.message;
    for (std::uint32_t i = 0; i < m_trace->messages.size() && !selection.message; ++i)
        if (carries(MessageId{i}))
            selection.message = MessageId{i};
    if (!selection.message)
        selection.message = messageAround(What::RecordSealed, id.index);
    if (!selection.message)
        selection.message = messageAround(What::RecordOpened, id.index);
    return selection;
}

Selection Session::lastOperation(Playhead at) const
{
    const Event &event = m_trace->events[at - 1];
    Selection selection = lastMessage(at);
    switch (event.what) {
    case What::MessageSent:
    case What::MessageReceived:
        return messageSelection(MessageId{event.index});
    case What::Derivation:
        return derivationSelection(DerivationId{event.index});
    case What::Check:
        return checkSelection(event.index);
    case What::Decision:
        selection.kind = Selection::Kind::Decision;
        break;
    case What::State:
        selection.kind = Selection::Kind::State;
        break;
    default:
        return selection;
    }
    selection.index = event.index;
    return selection;
}

void Session::select(const Selection &wanted)
{
    const Selection selection = completed(wanted);
    if (selection == m_selection)
        return;
    setSelection(selection);
    const bool current = m_historyAt < m_history.size() && m_history[m_historyAt] == selection;
    if (selection.kind != Selection::Kind::None && !current) {
        if (!m_history.empty())
            m_history.resize(m_historyAt + 1);
        m_history.push_back(selection);
        if (m_history.size() > historyLimit)
            m_history.erase(m_history.begin());
        m_historyAt = m_history.size() - 1;
    }
    Q_EMIT selectionChanged();
}

void Session::setSelection(const Selection &selection)
{
    m_selection = selection;
    m_consequences.reset();
    *m_linked = selection.kind == Selection::Kind::None ? Linked() : linksOf(*m_trace, lineage(), records(), selection);
}

const Lineage &Session::lineage() const
{
    if (!m_lineage)
        m_lineage = std::make_unique<const Lineage>(*m_trace);
    return *m_lineage;
}

const RecordIndex &Session::records() const
{
    if (!m_records)
        m_records.emplace(*m_trace);
    return *m_records;
}

const PropertyTimeline &Session::properties() const
{
    if (!m_properties)
        m_properties.emplace(*m_trace);
    return *m_properties;
}

const std::vector<Consequence> &Session::consequences() const
{
    if (!m_consequences)
        m_consequences = consequencesOf(*m_trace, lineage(), m_selection);
    return *m_consequences;
}

void Session::setSecretsShown(bool shown)
{
    if (std::exchange(m_secretsShown, shown) != shown)
        Q_EMIT secretsShownChanged(shown);
}

void Session::hover(const Selection &selection)
{
    if (selection == m_hovered)
        return;
    m_hovered = selection;
    Q_EMIT hoverChanged();
}

// With nothing selected, back leads to what was selected last.
bool Session::canGoBack() const
{
    return m_selection.kind == Selection::Kind::None ? !m_history.empty() : m_historyAt > 0;
}

bool Session::canGoForward() const
{
    return m_historyAt + 1 < m_history.size();
}

void Session::goBack()
{
    if (!canGoBack())
        return;
    if (m_selection.kind != Selection::Kind::None)
        --m_historyAt;
    setSelection(m_history[m_historyAt]);
    Q_EMIT selectionChanged();
}

void Session::goForward()
{
    if (!canGoForward())
        return;
    setSelection(m_history[++m_historyAt]);
    Q_EMIT selectionChanged();
}

Selection Session::messageSelection(MessageId message)
{
    Selection selection;
    selection.kind = Selection::Kind::Message;
    selection.message = message;
    return selection;
}

Selection Session::fieldSelection(MessageId message, const QString &path) const
{
    Selection selection = messageSelection(message);
    const FieldTree &fields = (*m_trace)[message].fields;
    if (const std::optional<FieldIndex> field = fields.find(path.toStdString())) {
        selection.kind = Selection::Kind::Field;
        selection.fieldPath = path;
        selection.bytes = fields[*field].range;
    }
    return selection;
}

Selection Session::bytesSelection(MessageId message, Range bytes) const
{
    const FieldTree &fields = (*m_trace)[message].fields;
    for (FieldIndex i = static_cast<FieldIndex>(fields.size()); i-- > 0;) // the deepest of several with this range
        if (bytes.length > 0 && fields[i].range == bytes)
            return fieldSelection(message, QString::fromStdString(fields.path(i)));
    Selection selection = messageSelection(message);
    selection.kind = Selection::Kind::Bytes;
    selection.bytes = bytes;
    return selection;
}

Selection Session::derivationSelection(DerivationId derivation) const
{
    Selection selection;
    selection.kind = Selection::Kind::Derivation;
    selection.message = (*m_trace)[derivation].afterMessage;
    selection.index = derivation.index;
    return completed(selection);
}

Selection Session::recordSelection(RecordId record, const QString &path) const
{
    Selection selection;
    selection.kind = Selection::Kind::Record;
    selection.index = record.index;
    selection.fieldPath = path;
    return completed(selection);
}

Selection Session::recordBytesSelection(RecordId record, Range wire) const
{
    const std::vector<RecordPart> parts = recordParts((*m_trace)[record]);
    const RecordPart *part = partAround(parts, wire);
    Selection selection =
        recordSelection(record, part ? QString::fromStdString(pathOf(*part)) : QStringLiteral("record"));
    selection.bytes = wire;
    return selection;
}

Selection Session::checkSelection(std::uint32_t check) const
{
    Selection selection;
    selection.kind = Selection::Kind::Check;
    selection.message = m_trace->checks[check].message;
    selection.index = check;
    return completed(selection);
}

} // namespace hd::ui
