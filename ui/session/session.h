// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/recordindex.h"
#include "scenario/scenario.h"
#include "trace/eventindex.h"
#include "trace/lineage.h"
#include "trace/propertytimeline.h"

#include <QObject>
#include <QString>

#include <memory>

namespace hd::ui {

struct Linked;

/// What is being inspected. All but an omission belong to a message too: an operation to the one that it followed,
/// before the first to that.
struct Selection
{
    enum class Kind : std::uint8_t {
        None,
        Message,
        Field,
        Bytes,
        Record,
        Derivation,
        Check,
        Decision,
        State,
        Omission
    };

    Kind kind = Kind::None;
    std::optional<MessageId> message;
    QString fieldPath;       ///< Kind::Field; Kind::Record: `record`, or a part of it: `record.tag`
    Range bytes;             ///< within Message::bytes; set for Field too; Kind::Record: within Record::wire
    std::uint32_t index = 0; ///< Record, Derivation, Check, Decision, State, Omission: into that vector of the Trace

    bool operator==(const Selection &) const = default;
};

/// The open trace, the playhead (what has happened) and the selection (what is inspected): the one shared object of
/// the window. Views listen to it and never to each other.
class Session : public QObject
{
    Q_OBJECT
public:
    explicit Session(QObject *parent = nullptr);
    ~Session() override;

    /// Never null: an empty Trace before the first is set.
    const std::shared_ptr<const Trace> &trace() const { return m_trace; }
    void setTrace(std::shared_ptr<const Trace> trace);
    /// The trace that is open has grown, as that of a live connection does: @p trace begins with the very events that
    /// it had. Playhead, selection, history and what is hovered stay; traceChanged() is emitted, and views that can
    /// stay where they are scrolled to ask grownFrom(). A trace that begins otherwise is a new one.
    void extendTrace(std::shared_ptr<const Trace> trace);
    /// While traceChanged() is emitted for a trace that has grown: where it ended before.
    std::optional<Playhead> grownFrom() const { return m_grownFrom; }
    const EventIndex &events() const { return m_events; } ///< of the trace

    /// Runs a built-in scenario and opens its trace, paused at 0. @p seed: the scenario's own when not given.
    std::optional<Error> runScenario(const QString &name, std::optional<std::uint64_t> seed = {});
    std::optional<Error> rerun(bool newSeed);

    Playhead playhead() const { return m_playhead; }
    Granularity granularity() const { return m_granularity; }
    const std::vector<Playhead> &stops() const { return m_stops; } ///< of the granularity
    bool atStart() const { return m_playhead == 0; }
    bool atEnd() const;

    const Selection &selection() const { return m_selection; }
    const Linked &linked() const { return *m_linked; } ///< of the selection
    /// Everything that what is selected goes on to affect, the nearest first.
    const std::vector<Consequence> &consequences() const;
    const Lineage &lineage() const;             ///< of the trace; made when it is first asked for
    const RecordIndex &records() const;         ///< likewise
    const PropertyTimeline &properties() const; ///< likewise
    const Selection &hovered() const { return m_hovered; }
    bool canGoBack() const; ///< in the history of selections
    bool canGoForward() const;

    static Selection messageSelection(MessageId message);
    Selection fieldSelection(MessageId message, const QString &path) const;
    Selection bytesSelection(MessageId message, Range bytes) const; ///< a Field when the range is exactly one
    Selection derivationSelection(DerivationId derivation) const;
    Selection checkSelection(std::uint32_t check) const;
    /// @p path of the whole record or of a part of it. Of the messages that it carries the selected one, else the
    /// first.
    Selection recordSelection(RecordId record, const QString &path = QStringLiteral("record")) const;
    Selection recordBytesSelection(RecordId record, Range wire) const; ///< a part when the range is exactly one

    /// Whether values that an eavesdropper must not learn are shown; they are masked before an audience.
    bool secretsShown() const { return m_secretsShown; }
    void setSecretsShown(bool shown);

public Q_SLOTS:
    void setPlayhead(hd::Playhead at);
    /// Moves the playhead and selects the message that is now the last, as scrubbing does.
    void goTo(hd::Playhead at);
    void setGranularity(hd::Granularity granularity);
    /// Stepping selects the message that was just sent (stepping forward) or that is now the last; a step by one
    /// operation forward selects what that operation made, where it can be selected.
    void step(int direction); ///< +1 or -1, in the set granularity
    void stepBy(hd::Granularity granularity, int direction);
    void goToStart();
    void goToEnd(); ///< and selects the last message
    void select(const hd::ui::Selection &selection);
    void hover(const hd::ui::Selection &selection);
    void goBack();
    void goForward();

Q_SIGNALS:
    void traceChanged();
    void playheadChanged(hd::Playhead from, hd::Playhead to);
    void granularityChanged();
    void selectionChanged();
    void hoverChanged();
    void secretsShownChanged(bool shown);

private:
    void adopt(std::shared_ptr<const Trace> trace);
    void setSelection(const Selection &selection);
    void moveAndSelect(Playhead at, Granularity granularity, bool forward);
    Selection lastMessage(Playhead at) const;
    Selection lastOperation(Playhead at) const;
    Selection completed(Selection selection) const;
    Selection completedRecord(Selection selection) const;
    std::optional<MessageId> messageAround(What what, std::uint32_t index) const;

    std::shared_ptr<const Trace> m_trace;
    std::optional<Playhead> m_grownFrom;
    EventIndex m_events;
    Playhead m_playhead = 0;
    Granularity m_granularity = Granularity::Message;
    std::vector<Playhead> m_stops;
    Selection m_selection;
    std::unique_ptr<Linked> m_linked;
    mutable std::unique_ptr<const Lineage> m_lineage;
    mutable std::optional<RecordIndex> m_records;
    mutable std::optional<PropertyTimeline> m_properties;
    mutable std::optional<std::vector<Consequence>> m_consequences; ///< of the selection, once asked for
    Selection m_hovered;
    bool m_secretsShown = true;
    std::vector<Selection> m_history;
    std::size_t m_historyAt = 0;
};

} // namespace hd::ui
