// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// Where everything of the key graph stands: plain geometry, no painting. Units are px at 1x.

#include "models/keyblocks.h"

#include <QList>
#include <QPointF>
#include <QRectF>
#include <QString>

#include <functional>

namespace hd::ui {

/// What a click on a provenance leads to.
struct KeyTarget
{
    int node = -1; ///< -1 when it is a field or a message
    std::optional<FieldRef> field;
    std::optional<MessageId> message;
};

struct KeyLink
{
    QRectF rect;
    QString text;
    KeyTarget target;
};

enum class KeyText : std::uint8_t { Caption, Meta, MetaMedium, Name, Mono };
using MeasureText = std::function<qreal(const QString &, KeyText)>;

/// A value that is closed.
struct KeyBox
{
    enum class Shape : std::uint8_t { Small, Value, Slice };
    int node = -1;
    Shape shape = Shape::Value;
    QRectF rect;
    QList<KeyLink> from; ///< drawn after "from"
    qreal fromWidth = 0; ///< of that word
    QString label = {};  ///< instead of where it comes from: `"c hs traffic"`; of a slice its short name
};

/// A place in the key block for which this suite has no bytes.
struct KeyGap
{
    std::string name;
    QRectF rect;
};

struct KeyPill
{
    int node = -1; ///< what the PRF makes
    QRectF rect;
    QString text;
    QList<KeyLink> beside;      ///< inputs that no line comes from, left of it, joined by " + "
    bool orderReversed = false; ///< they go in in the other order than before
};

struct KeyEdge
{
    QList<QPointF> points;
    int from = -1;
    int to = -1;
    bool arrow = true;
    bool bothWays = false; ///< an arrow at its beginning too
    QString text = {};     ///< how the value at its end is computed, left of its last piece
    QRectF textRect = {};
    bool isFormula = true; ///< text is a formula rather than words
};

/// A heading in the graph: `key_block`, `client_finished`.
struct KeyHeading
{
    int node = -1; ///< whose size is shown; -1 for none
    QString text;
    QRectF rect;
};

struct KeyCardInput
{
    QString name;
    QRectF rect; ///< of the name
    QList<KeyLink> from;
};

/// A block inside the expansion of the value that is open, or what blocks begin with.
struct KeyCardStep
{
    int step = 0; ///< in Expansion::steps()
    QRectF rect;
    QStringList formula;
    int bytesPerRow = 16;
};

/// A piece of a bar to scale: a block of the output, or what is cut from it.
struct KeyCardPiece
{
    int step = -1; ///< -1: a slice
    int node = -1; ///< of a slice
    QString text;  ///< the longest of its names that fits
    QRectF rect;
    bool unused = false; ///< the bytes of the last block that are cut off
};

/// Every block between the inputs and the value, below these two.
struct KeyCardBlocks
{
    std::shared_ptr<const Expansion> expansion; ///< null: there are none
    NoExpansion whyNot = NoExpansion::NoBlocks;
    bool shown = false;
    QRectF heading;    ///< opens and closes them; where there are none, says why
    QRectF difference; ///< where to say that they come to another value; empty when they do not
    std::vector<std::pair<QString, QRectF>> lanes;
    std::vector<KeyCardStep> steps;
    QList<std::pair<QPointF, QPointF>> arrows;
    QRectF scaleCaption;
    std::vector<KeyCardPiece> pieces;
};

/// The value that is open.
struct KeyCard
{
    struct Formula
    {
        std::optional<Side> by; ///< none: both have the same
        QStringList lines;
        QRectF rect;
    };
    int node = -1;
    QRectF rect;
    QRectF header;
    std::vector<Formula> formulas;
    QString bytesName;     ///< of the bytes behind the short formula: "HkdfLabel"; empty: there are none to show
    QStringList bytesText; ///< lines of hex
    QRectF bytesRect;
    qreal inputsTop = 0;
    std::vector<KeyCardInput> inputs;
    QRectF client, server; ///< the boxes of the values; captions stand 20 px above
    QRectF mark;           ///< = or ≠
    int bytesPerRow = 16;
    int rows = 0; ///< that are shown; the values may be longer
    QRectF copy;  ///< opens the menu of what can be copied
    KeyCardBlocks blocks;
};

struct KeyGraphOptions
{
    qreal width = 640;
    std::optional<int> open;
    MeasureText measure;
    QString fromWord;        ///< "from", in the language of the window
    QString hashedWord = {}; ///< "Hashed", likewise
    QString carrierWords;    ///< "RSA: the client encrypts, the server decrypts", likewise
    QString copyWord = {};   ///< "Copy", likewise
    KeyBlocks blocks = {};   ///< of the open one
    bool blocksShown = false;
};

struct KeyGraphLayout
{
    std::vector<KeyBox> boxes;
    std::vector<KeyGap> gaps;
    std::vector<KeyPill> pills;
    std::vector<KeyEdge> edges;
    std::vector<KeyHeading> headings;
    std::optional<KeyCard> card;
    QRectF gapReason; ///< where to say why the gaps are gaps
    qreal width = 0;
    qreal height = 0;

    /// Every node that has a place, from top to bottom and left to right.
    QList<int> nodesInOrder() const;
    std::optional<int> nodeAt(QPointF at) const;
    std::optional<KeyTarget> targetAt(QPointF at) const;
    /// The block of the open value there, by its place in Expansion::steps().
    std::optional<int> stepAt(QPointF at) const;
    /// The nearest node in @p direction, one of (±1, 0) and (0, ±1).
    std::optional<int> neighbour(int node, QPointF direction) const;
    /// The rectangle of a node, closed or open; nothing when the graph has no place for it.
    std::optional<QRectF> rectOf(int node) const;
};

KeyGraphLayout layOut(const Trace &trace, const KeyGraph &graph, const KeyGraphOptions &options);

} // namespace hd::ui
