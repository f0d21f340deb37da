// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// A trace as plain geometry: rows, arrows, brackets, badges. It knows no widget and no painter; the screen, SVG, PDF
// and PNG draw the very same values (painter.h), and accessibility reads them. All lengths are in px at 1x.

#include "diagram/messagefacts.h"
#include "diagram/words.h"

#include <QRectF>
#include <QStringList>

namespace hd::ui {

enum class Depth : std::uint8_t { Flight, Message }; ///< one arrow for each

struct LayoutOptions
{
    qreal width = 600;           ///< available; the layout is wider only when names would not fit
    std::optional<qreal> height; ///< available: decides density and legend; without, compact and whole
    Playhead playhead = 0;       ///< what has happened
    Depth depth = Depth::Message;
    std::uint32_t first = 0;           ///< index of the first message
    std::optional<std::uint32_t> last; ///< and of the last; all when not given
    bool omissions = true;             ///< rows for optional messages that were not sent
    bool sizes = true;
    bool states = true;
    bool times = false; ///< when each was sent, above or in place of its size
    int leastText = 0;  ///< px; before an audience, no text is smaller
    bool still = false; ///< for paper: reasons are written out, nothing is left to click
    /// By message, what is said of it in small lines below its name; none for those beyond the end.
    std::vector<QStringList> details;
    DiagramWords words = diagramWords();
};

/// A line of text around @p centre; the painter chooses colour and weight.
struct Label
{
    QString text;
    QPointF centre;
    qreal width = 0; ///< in the widest weight it may take
    LineStyle style = LineStyle::Clear;
    bool locked = false; ///< sent encrypted, where the style does not say so
    bool operator==(const Label &) const = default;
};

struct PartyHead
{
    Side side = Side::Client;
    QString name;
    QRectF rect;
    bool nobody = false; ///< what it says is played back: no party stands behind it
    bool operator==(const PartyHead &) const = default;
};

/// One arrow. With Depth::Flight it stands for all messages of a flight, and `labels` has one line for each.
struct Row
{
    enum class Kind : std::uint8_t { Message, Omission };
    Kind kind = Kind::Message;
    std::uint32_t index = 0; ///< into Trace::messages or Trace::omissions
    std::uint32_t count = 1; ///< messages from `index` on
    Side from = Side::Client;
    LineStyle style = LineStyle::Clear;
    QRectF area;    ///< tinted when selected
    QRectF hit;     ///< what a click means this row
    qreal y = 0;    ///< of the arrow
    qreal tail = 0; ///< x of the sender's lifeline
    qreal tip = 0;  ///< x of the head's tip
    QString number; ///< in the circle; empty for an omission
    std::vector<Label> labels;
    std::optional<Label> note; ///< "why absent", "means nothing"
    QString size;
    QString time;               ///< when the (first) message was sent
    std::vector<Label> details; ///< small lines below the labels that they belong to
    Playhead sent = 0;          ///< from this position on it is past; nothing for omissions
    bool past = false;          ///< set by movePlayhead()
    bool operator==(const Row &) const = default;
};

struct FlightBracket
{
    std::uint32_t flight = 0;
    QString name;
    qreal top = 0, bottom = 0;
    Playhead begins = 0;
    bool past = false;
    bool operator==(const FlightBracket &) const = default;
};

/// Between two handshakes of a connection, above the first row of the later one; or above all, what has to be known of
/// the whole.
struct SectionLine
{
    QString text;
    qreal y = 0;
    Playhead begins = 0;
    bool past = false;
    bool operator==(const SectionLine &) const = default;
};

/// At the tail of the arrows: messages that share one record, or one message that takes several.
struct RecordBracket
{
    RecordId record; ///< the (first) record
    std::uint32_t message = 0;
    Side side = Side::Client;
    qreal top = 0, bottom = 0, x = 0;
    QString count; ///< "×3" when a message takes three records; empty when several messages share one
    QString tip;   ///< the same in words
    QRectF hit;
    bool operator==(const RecordBracket &) const = default;
};

/// A party's state: outlined between flights, filled at the playhead.
struct StateBadge
{
    Side side = Side::Client;
    std::uint32_t state = 0; ///< index into Trace::states
    QString text;
    QRectF rect;
    Playhead from = 0; ///< shown once the playhead is past it
    bool current = false;
    bool failed = false; ///< the party has given up
    bool operator==(const StateBadge &) const = default;
};

struct LegendItem
{
    LineStyle style = LineStyle::Clear;
    bool future = false; ///< "not yet sent"
    QRectF sample;
    QString text;
    QPointF textLeft; ///< left end of the text, vertical centre
    bool operator==(const LegendItem &) const = default;
};

struct DiagramLayout
{
    QSizeF size;       ///< without the legend
    bool tall = false; ///< the wider of the two densities
    bool sizesShown = true;
    bool tls13 = false; ///< of the family in which handshakes have keys of their own
    int labelSize = 13; ///< px
    int leastText = 0;  ///< px; see LayoutOptions
    qreal clientX = 0, serverX = 0;
    qreal lifelineTop = 0, lifelineBottom = 0;
    qreal endBadges = 0; ///< top of the badges once all is over
    qreal bracketX = 0;  ///< flight brackets; their names end left of it
    qreal sizeRight = 0;
    Label sizeHeading; ///< `centre.x` is its right end
    std::vector<PartyHead> heads;
    std::vector<Row> rows;                               ///< from top to bottom
    std::vector<std::optional<std::size_t>> messageRows; ///< by message; nothing for those out of range
    std::vector<FlightBracket> flights;
    std::vector<SectionLine> sections;
    std::vector<RecordBracket> records;
    std::vector<StateBadge> pastStates; ///< all that can be shown; those with `from` at or after the playhead are not
    std::vector<StateBadge> badges;     ///< the current states
    std::vector<QString> footnotes;     ///< lines in a still layout: why messages are absent
    qreal footnotesTop = 0;
    std::vector<LegendItem> legend; ///< relative to the legend's top left; empty when it is hidden
    qreal legendHeight = 0;
    Playhead playhead = 0;
    std::optional<qreal> playheadY; ///< none at the end, where nothing is left to separate
    qreal presentY = 0;             ///< lifelines are past above and future below

    qreal lifeline(Side side) const { return side == Side::Client ? clientX : serverX; }
    const Row *rowOf(MessageId message) const;
    const Row *rowOfOmission(std::uint32_t omission) const;
    const Row *rowAt(QPointF at) const;
    /// The rows from the first to the one after the last that reach into @p top to @p bottom.
    std::pair<std::size_t, std::size_t> rowsBetween(qreal top, qreal bottom) const;
    QRectF headsArea() const; ///< the strip at the top that stays in view when the rest scrolls
};

DiagramLayout layout(const Trace &trace, const LayoutOptions &options);

inline constexpr qreal footnoteLine = 16;
inline constexpr qreal detailWidth = 330; ///< of the lines of LayoutOptions::details, in the font of detailFont()
inline constexpr qreal legendRow = 33;    ///< with its hairline above

/// Moves the playhead of @p layout, made from @p trace with @p words; no row changes its place.
void movePlayhead(DiagramLayout &layout, const Trace &trace, Playhead playhead, const DiagramWords &words);

/// Whether an outlined badge is shown at the layout's playhead.
bool isShown(const DiagramLayout &layout, const StateBadge &badge);

} // namespace hd::ui
