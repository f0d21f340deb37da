// SPDX-License-Identifier: GPL-3.0-or-later
#include "diagram/layout.h"

#include "diagram/columns.h"
#include "diagram/entries.h"
#include "diagram/measures.h"
#include "theme/theme.h"
#include "trace/eventindex.h"
#include "trace/family.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <utility>

namespace hd::ui {

namespace {

/// The vertical rhythm of the two densities.
struct Rhythm
{
    qreal row, gap;
    qreal headTop, firstArrow;
    qreal badge;   ///< from the last arrow of a flight to the middle of the badges in the gap
    qreal end;     ///< and to the top of the badges at the end
    qreal foot;    ///< and to the end of the lifelines
    int labelSize; ///< px
};
constexpr Rhythm compactRhythm{36, 20, 12, 84, 24, 10, 24, 13};
constexpr Rhythm tallRhythm{52, 28, 24, 112, 28, 29, 38, 14};
/// Compact, but nothing forces the end together: on paper, where there is room, and where the diagram scrolls anyway.
constexpr Rhythm looseRhythm{36, 20, 12, 84, 24, 22, 46, 13};

constexpr qreal headHeight = 32;
constexpr qreal headWidth = 120;
constexpr qreal labelAbove = 14;
constexpr qreal diamondLift = 2;  ///< keeps the diamond off the descenders of the label
constexpr qreal detailAbove = 12; ///< from the last line of details to the arrow
constexpr qreal badgeHeight = 18;
constexpr qreal tailRoom = 3;        ///< below the lifelines
constexpr qreal tintBeyond = 28;     ///< of a row's tint beyond the lifelines
constexpr qreal headGap = 2;         ///< between an arrow's tip and the lifeline
constexpr qreal sectionRoom = 34;    ///< for the line between two handshakes
constexpr qreal leastScrolled = 300; ///< what a legend leaves to the rows that scroll

class Builder
{
public:
    Builder(const Trace &trace, const LayoutOptions &options)
        : m_trace(trace), m_options(options), m_events(trace), m_moments(moments(trace)), m_replay(isReplay(trace))
    {}
    DiagramLayout build();

private:
    qreal firstArrow(const Rhythm &rhythm) const { return rhythm.firstArrow + (m_replay ? sectionRoom : 0); }
    qreal above(std::size_t entry, const Rhythm &rhythm) const;
    qreal heightWith(const Rhythm &rhythm) const;
    void chooseColumns();
    void placeRows();
    QString noteText(const Row &row) const;
    void placeLabels(Row &row, const Entry &entry);
    void placeHeads();
    void placeFlights();
    void placeSections();
    void placeRecords();
    void placeShared(const std::vector<std::uint32_t> &messages, RecordId record);
    void placePastStates();
    void placeFootnotes();
    bool inRange(std::uint32_t message) const { return isInRange(m_options, message); }

    const Trace &m_trace;
    const LayoutOptions &m_options;
    EventIndex m_events;
    std::vector<Moment> m_moments;
    bool m_replay;
    std::vector<Entry> m_entries;
    Rhythm m_rhythm = compactRhythm;
    bool m_flightsNamed = true;
    DiagramLayout m_layout;
};

/// From the arrow before to the lowest line of the labels of @p entry.
qreal Builder::above(std::size_t entry, const Rhythm &rhythm) const
{
    return rhythm.row + (m_entries[entry].flight != m_entries[entry - 1].flight ? rhythm.gap : 0) +
           (m_entries[entry].handshake > 0 ? sectionRoom : 0);
}

qreal Builder::heightWith(const Rhythm &rhythm) const
{
    qreal y = firstArrow(rhythm);
    for (std::size_t i = 0; i < m_entries.size(); ++i) {
        if (i > 0)
            y += above(i, rhythm);
        y += m_entries[i].extra();
    }
    return y + rhythm.foot + tailRoom;
}

void Builder::chooseColumns()
{
    TextWidths widths;
    const int least = m_options.leastText;
    const QFont label = labelFont(m_layout, QFont::DemiBold);
    if (m_replay)
        widths.label = widthOf(noteFont(least, QFont::DemiBold), m_options.words.playedBack);
    for (const Entry &entry : m_entries) {
        for (std::size_t i = 0; i < entry.names.size(); ++i)
            widths.label =
                std::max(widths.label, widthOf(label, entry.names[i]) +
                                           markRoom(entry.locked ? LineStyle::HandshakeKeys : entry.styles[i]));
        if (const QString note = noteText(entry.row); !note.isEmpty())
            widths.label =
                std::max(widths.label, widthOf(label, entry.names[0]) + noteGap + widthOf(noteFont(least), note));
        if (m_options.sizes)
            widths.size = std::max(widths.size, widthOf(sizeFont(least), m_options.words.number(entry.size)));
        for (const QStringList &lines : entry.details)
            for (const QString &line : lines)
                widths.label = std::max(widths.label, widthOf(detailFont(least), line));
        widths.size = std::max(widths.size, widthOf(detailFont(least), entry.row.time));
        const QString flight = m_options.words.flight.arg(entry.flight);
        widths.flight = std::max(widths.flight, widthOf(flightFont(least, QFont::DemiBold), flight));
        if (least > Fonts::meta)
            widths.flightNumber = std::max(
                widths.flightNumber, widthOf(flightFont(least, QFont::DemiBold), m_options.words.number(entry.flight)));
    }
    const Columns columns = columnsFor(m_options.width, widths);
    m_layout.size.setWidth(columns.width);
    m_layout.clientX = columns.client;
    m_layout.serverX = columns.server;
    m_layout.bracketX = columns.bracket;
    m_layout.sizeRight = columns.sizeRight;
    m_layout.sizesShown = columns.sizes;
    m_flightsNamed = columns.flightNames;
}

/// Beside an arrow whose name alone does not say what it is.
QString Builder::noteText(const Row &row) const
{
    if (row.kind == Row::Kind::Omission)
        return m_options.still ? QString() : m_options.words.whyAbsent;
    if (row.count == 1 && m_events.changedOnTheWay({row.index}))
        return m_options.words.changedOnTheWay;
    // RFC 8446 D.4: there for the eyes of boxes on the way alone
    const bool emptyGesture = m_layout.tls13 && row.style == LineStyle::ChangeCipherSpec && row.count == 1;
    return emptyGesture ? m_options.words.meansNothing : QString();
}

void Builder::placeLabels(Row &row, const Entry &entry)
{
    const QFont font = labelFont(m_layout, QFont::DemiBold);
    const qreal middle = (m_layout.clientX + m_layout.serverX) / 2;
    qreal y = row.y - labelAbove - (row.style == LineStyle::ChangeCipherSpec ? diamondLift : 0);
    for (std::size_t i = entry.names.size(); i-- > 0;) { // from the arrow upwards
        const QStringList lines = i < entry.details.size() ? entry.details[i] : QStringList();
        for (qsizetype line = lines.size(); line-- > 0; y -= detailLine)
            row.details.push_back({lines[line],
                                   {middle, y + labelAbove - detailAbove},
                                   widthOf(detailFont(m_layout.leastText), lines[line]),
                                   entry.styles[i],
                                   false});
        row.labels.insert(row.labels.begin(),
                          {entry.names[i], {middle, y}, widthOf(font, entry.names[i]), entry.styles[i], entry.locked});
        y -= labelLine;
    }
    std::reverse(row.details.begin(), row.details.end());
    const QString text = noteText(row);
    if (text.isEmpty())
        return;
    Label note{text, {0, row.labels[0].centre.y()}, 0, row.style, false};
    note.width = widthOf(noteFont(m_layout.leastText), note.text);
    const qreal whole = row.labels[0].width + noteGap + note.width;
    row.labels[0].centre.setX(middle - whole / 2 + row.labels[0].width / 2);
    note.centre.setX(middle + whole / 2 - note.width / 2);
    row.note = note;
}

void Builder::placeRows()
{
    qreal y = firstArrow(m_rhythm);
    qreal above = y - rowAbove;
    m_layout.messageRows.resize(m_trace.messages.size());
    for (std::size_t i = 0; i < m_entries.size(); ++i) {
        const Entry &entry = m_entries[i];
        if (i > 0)
            y += this->above(i, m_rhythm);
        const qreal extra = entry.extra();
        y += extra;
        Row row = entry.row;
        row.y = y;
        row.tail = m_layout.lifeline(row.from);
        row.tip = row.from == Side::Client ? m_layout.serverX - headGap : m_layout.clientX + headGap;
        row.area = QRectF(m_layout.clientX - tintBeyond, y - rowAbove - extra,
                          m_layout.serverX - m_layout.clientX + 2 * tintBeyond, rowAbove + extra + rowBelow);
        row.hit = QRectF(0, std::max(above, row.area.top() - 8), m_layout.size.width(), 0);
        row.hit.setBottom(y + rowBelow);
        above = row.hit.bottom();
        if (!m_layout.sizesShown)
            row.time.clear();
        else if (m_options.sizes && row.kind == Row::Kind::Message)
            row.size = m_options.words.number(entry.size);
        placeLabels(row, entry);
        for (std::uint32_t message = row.index; message < row.index + row.count; ++message)
            m_layout.messageRows[message] = m_layout.rows.size();
        m_layout.rows.push_back(std::move(row));
    }
    m_layout.lifelineTop = m_rhythm.headTop + headHeight;
    m_layout.lifelineBottom = y + m_rhythm.foot;
    m_layout.endBadges = y + m_rhythm.end;
    m_layout.size.setHeight(m_layout.lifelineBottom + tailRoom);
    m_layout.sizeHeading = {m_options.sizes ? m_options.words.bytes : QString(),
                            {m_layout.sizeRight, firstArrow(m_rhythm) - 24},
                            0,
                            LineStyle::Clear,
                            false};
}

void Builder::placeHeads()
{
    for (const Side side : {Side::Client, Side::Server}) {
        const QString name = side == Side::Client ? m_options.words.client : m_options.words.server;
        const QRectF rect(m_layout.lifeline(side) - headWidth / 2, m_rhythm.headTop, headWidth, headHeight);
        m_layout.heads.push_back({side, name, rect, m_replay && side == Side::Client});
    }
}

void Builder::placeFlights()
{
    for (std::size_t i = 0; i < m_entries.size(); ++i) {
        const Row &row = m_layout.rows[i];
        const qreal top = row.area.top() + rowAbove - 18;
        if (i == 0 || m_entries[i].flight != m_entries[i - 1].flight) {
            const std::uint32_t flight = m_entries[i].flight;
            const QString name = m_flightsNamed ? m_options.words.flight.arg(flight) : m_options.words.number(flight);
            m_layout.flights.push_back({flight, name, top, 0, 0, false});
        }
        FlightBracket &bracket = m_layout.flights.back();
        bracket.bottom = row.y + 9;
        if (bracket.begins == 0)
            bracket.begins = row.sent;
    }
}

void Builder::placeSections()
{
    if (m_replay && !m_layout.rows.empty())
        m_layout.sections.push_back(
            {m_options.words.playedBack, m_layout.rows.front().area.top() - sectionRoom / 2, 0, false});
    for (std::size_t i = 0; i < m_entries.size(); ++i) {
        const std::uint32_t number = m_entries[i].handshake;
        const Row &row = m_layout.rows[i];
        if (number > 0)
            m_layout.sections.push_back(
                {m_options.words.renegotiation.arg(number), row.area.top() - sectionRoom / 2, row.sent, false});
    }
}

void Builder::placeShared(const std::vector<std::uint32_t> &messages, RecordId record)
{
    const Row *first = m_layout.rowOf({messages.front()});
    const Row *last = m_layout.rowOf({messages.back()});
    const bool several = messages.size() > 1;
    const std::size_t records = m_trace.messages[messages.front()].spans.size();
    if (!first || !last)
        return;
    RecordBracket bracket;
    bracket.record = record;
    bracket.message = messages.front();
    bracket.side = first->from;
    bracket.top = first->y - 7;
    bracket.bottom = last->y + 7;
    bracket.x = first->tail + (first->from == Side::Client ? -18 : 18);
    bracket.count = several ? QString() : QStringLiteral("×%1").arg(records);
    bracket.tip =
        several ? m_options.words.messagesInRecord.arg(messages.size()) : m_options.words.records.arg(records);
    bracket.hit = QRectF(bracket.x - 12, bracket.top - 4, 24, bracket.bottom - bracket.top + 8);
    m_layout.records.push_back(bracket);
}

void Builder::placeRecords()
{
    if (m_options.depth == Depth::Flight)
        return;
    std::map<std::uint32_t, std::vector<std::uint32_t>> byRecord;
    for (std::uint32_t i = 0; i < m_trace.messages.size(); ++i) {
        const Message &message = m_trace.messages[i];
        if (!inRange(i) || message.spans.empty())
            continue;
        if (message.spans.size() > 1)
            placeShared({i}, message.spans.front().record);
        for (const MessageSpan &span : message.spans)
            byRecord[span.record.index].push_back(i);
    }
    for (const auto &[record, messages] : byRecord)
        if (messages.size() > 1)
            placeShared(messages, {record});
}

/// Badges in the gaps between flights; none where a party is still in the state of the gap before.
void Builder::placePastStates()
{
    std::optional<std::uint32_t> before[2];
    for (std::size_t i = 1; m_options.states && i < m_entries.size(); ++i) {
        std::size_t next = i; // the first message of the next flight, past its omissions
        while (next < m_entries.size() && m_layout.rows[next].kind == Row::Kind::Omission)
            ++next;
        if (m_entries[i].flight == m_entries[i - 1].flight || next == m_entries.size())
            continue;
        const Moment &moment = m_moments[m_layout.rows[next].index];
        for (const Side side : {Side::Client, Side::Server}) {
            const std::optional<std::uint32_t> state = side == Side::Client ? moment.clientState : moment.serverState;
            if (!state || std::exchange(before[static_cast<std::size_t>(side)], state) == state)
                continue;
            const QString text = m_options.words.state(QString::fromStdString(m_trace.states[*state].state));
            const qreal width = std::ceil(widthOf(noteFont(m_layout.leastText), text)) + 32;
            QRectF rect(0, m_layout.rows[i - 1].y + m_rhythm.badge - badgeHeight / 2, width, badgeHeight);
            rect.moveLeft(badgeLeft(m_layout, side, width));
            m_layout.pastStates.push_back(
                {side, *state, text, rect, moment.sent - 1, false, isFailed(m_trace, *state)});
        }
    }
}

void Builder::placeFootnotes()
{
    if (!m_options.still)
        return;
    const qreal available = m_layout.size.width() - 48;
    for (const Row &row : m_layout.rows) {
        if (row.kind != Row::Kind::Omission)
            continue;
        const QString text = describe(m_trace.omissions[row.index], m_options.words);
        for (const QString &line : wrapped(text, noteFont(m_layout.leastText), available))
            m_layout.footnotes.push_back(line);
    }
    m_layout.footnotesTop = m_layout.size.height() + 8;
    if (!m_layout.footnotes.empty())
        m_layout.size.rheight() += static_cast<qreal>(m_layout.footnotes.size()) * footnoteLine + 16;
}

DiagramLayout Builder::build()
{
    m_layout.leastText = m_options.leastText;
    m_layout.tls13 = familyOf(m_trace) == Family::Tls13;
    m_entries = EntryCollector(m_trace, m_options, m_events, m_moments).collect();
    const qreal available = m_options.height.value_or(0);
    m_layout.tall = m_options.height && heightWith(tallRhythm) + legendRow <= available;
    const bool tight =
        m_options.height && heightWith(compactRhythm) <= available && heightWith(looseRhythm) + legendRow > available;
    const bool loose = m_options.still || (m_options.height && !tight);
    m_rhythm = m_layout.tall ? tallRhythm : loose ? looseRhythm : compactRhythm;
    m_layout.labelSize = std::max(m_rhythm.labelSize, m_options.leastText);
    chooseColumns();
    placeRows();
    placeHeads();
    placeFlights();
    placeSections();
    placeRecords();
    placePastStates();
    placeFootnotes();
    placeLegend(m_layout, m_options);
    // It hides first where height is short; where rows scroll in any case, they scroll above it.
    const bool scrolls = m_layout.size.height() > available && available >= leastScrolled + m_layout.legendHeight;
    if (m_options.height && !scrolls && m_layout.size.height() + m_layout.legendHeight > available) {
        m_layout.legend.clear();
        m_layout.legendHeight = 0;
    }
    movePlayhead(m_layout, m_trace, m_options.playhead, m_options.words);
    if (!m_options.states)
        m_layout.badges.clear();
    if (m_options.still)
        m_layout.playheadY.reset();
    return std::move(m_layout);
}

} // namespace

DiagramLayout layout(const Trace &trace, const LayoutOptions &options)
{
    return Builder(trace, options).build();
}
} // namespace hd::ui
