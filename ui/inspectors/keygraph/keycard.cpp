// SPDX-License-Identifier: GPL-3.0-or-later
#include "inspectors/keygraph/keycard.h"

#include "models/valuetext.h"
#include "trace/formula.h"
#include "trace/provenance.h"

namespace hd::ui {

static constexpr qreal padding = 16;
static constexpr qreal headerHeight = 36;
static constexpr qreal line = 20;
static constexpr qreal labelWidth = 96;
static constexpr qreal markWidth = 50;
static constexpr int mostRows = 8;

void placeLinks(QList<KeyLink> &links, QPointF at, qreal right, const KeyGraphOptions &options)
{
    const auto widthOf = [&options](const QString &text) { return options.measure(text, KeyText::Meta); };
    const qsizetype all = links.size();
    const auto textOf = [&](qsizetype i, qsizetype shown) { // of the last that is shown, how many more there are
        if (i + 1 < shown)
            return links[i].text + QStringLiteral(", ");
        return shown == all ? links[i].text : QStringLiteral("%1, +%2").arg(links[i].text).arg(all - shown);
    };
    const auto fits = [&](qsizetype shown) {
        qreal width = 0;
        for (qsizetype i = 0; i < shown; ++i)
            width += widthOf(textOf(i, shown));
        return at.x() + width <= right;
    };
    qsizetype shown = all;
    while (shown > 1 && !fits(shown))
        --shown;
    qreal x = at.x();
    for (qsizetype i = 0; i < shown; ++i) {
        const QString text = textOf(i, shown);
        links[i].rect = QRectF(x, at.y(), std::min(widthOf(text), right - x), line - 2);
        x += widthOf(text);
        if (i + 1 == shown)
            links[i].text = text;
    }
    links.resize(shown);
}

KeyLink fieldLink(const FieldRef &field)
{
    const bool deep = std::count(field.path.begin(), field.path.end(), '.') > 1;
    const QString name = toQString(deep ? leafName(field.path) : field.path);
    return {{}, QStringLiteral("#%1 %2").arg(field.message.index + 1).arg(name), {-1, field, {}}};
}

QList<KeyLink> provenance(const KeyGraph &graph, int id, bool brief)
{
    const KeyNode &node = graph[id];
    if (node.field && node.inputs.empty() && brief)
        return {{{}, QStringLiteral("#%1").arg(node.field->message.index + 1), {-1, node.field, {}}}};
    if (node.field && node.inputs.empty())
        return {fieldLink(*node.field)};
    QList<KeyLink> links;
    for (const int input : node.inputs) {
        const KeyNode &from = graph[input];
        links.append(from.field ? fieldLink(*from.field) : KeyLink{{}, toQString(from.name), {input, {}, {}}});
    }
    return links;
}

QStringList wrapped(const QString &text, qsizetype width)
{
    QStringList lines;
    QString rest = text;
    while (rest.size() > width) {
        qsizetype cut = rest.lastIndexOf(u' ', width);
        if (cut <= 0)
            cut = width;
        lines.append(rest.left(cut));
        rest = rest.mid(cut).trimmed();
    }
    return lines << rest;
}

static void addFormulas(KeyCard &card, const Trace &trace, const KeyNode &node, qreal &y,
                        const KeyGraphOptions &options)
{
    const qreal left = card.rect.left() + padding + labelWidth;
    const qreal width = card.rect.right() - padding - left;
    const auto characters = static_cast<qsizetype>(width / options.measure(QStringLiteral("0"), KeyText::Mono));
    const QString client = node.client ? toQString(formula(trace, *node.client)) : QString();
    const QString server = node.server ? toQString(formula(trace, *node.server)) : QString();
    const auto add = [&](std::optional<Side> by, const QString &text) {
        if (text.isEmpty())
            return;
        const QStringList lines = wrapped(text, std::max<qsizetype>(characters, 16));
        const qreal height = line * static_cast<qreal>(lines.size());
        card.formulas.push_back({by, lines, QRectF(left, y, width, height)});
        y += height;
    };
    if (client == server || client.isEmpty() || server.isEmpty()) {
        add(std::nullopt, client.isEmpty() ? server : client);
    } else {
        add(Side::Client, client);
        add(Side::Server, server);
    }
}

/// The bytes behind a short formula: the HkdfLabel (RFC 8446 7.1), or a client_hello up to its binders (4.2.11.2), of
/// which beginning and end tell enough.
static void addBytes(KeyCard &card, const Trace &trace, DerivationId id, qreal &y, const KeyGraphOptions &options)
{
    Bytes shown = hkdfLabel(trace, id);
    card.bytesName = QStringLiteral("HkdfLabel");
    for (const Input &input : trace[id].inputs) {
        if (input.role != "truncated")
            continue;
        shown = input.value;
        card.bytesName = options.hashedWord;
    }
    if (shown.empty()) {
        card.bytesName.clear();
        return;
    }
    constexpr std::size_t mostLines = 6;
    const qreal left = card.rect.left() + padding + labelWidth;
    const qreal width = card.rect.right() - padding - left;
    const qreal character = options.measure(QStringLiteral("0"), KeyText::Mono);
    const auto fit = static_cast<std::size_t>(std::max(4.0, std::floor((width / character + 1) / 3)));
    const std::size_t perLine = fit >= 16 ? 16 : fit >= 8 ? 8 : 4;
    const std::size_t lines = (shown.size() + perLine - 1) / perLine;
    for (std::size_t i = 0; i < lines; ++i) {
        const std::size_t at = i * perLine;
        if (lines <= mostLines || i < 2 || i + 1 == lines)
            card.bytesText.append(hexText(ByteView(shown).subspan(at, std::min(perLine, shown.size() - at))));
        else if (i == 2)
            card.bytesText.append(QStringLiteral("… %1").arg(byteCountText(shown.size())));
    }
    y += 6;
    card.bytesRect = QRectF(left, y, width, line * static_cast<qreal>(card.bytesText.size()));
    y = card.bytesRect.bottom();
}

/// Whether a card lists the input beside the formula, which shows words and numbers already.
static bool isListed(const Input &input)
{
    return input.derivation || !input.fields.empty() || !input.messages.empty();
}

static QList<KeyLink> sources(const Trace &trace, const KeyGraph &graph, const Input &input)
{
    QList<KeyLink> links;
    if (input.derivation)
        if (const std::optional<int> node = graph.nodeOf(*input.derivation)) {
            links = provenance(graph, *node, false);
            if (links.isEmpty())
                links.append({{}, toQString(graph[*node].name), {*node, {}, {}}});
        }
    for (const FieldRef &field : input.fields)
        links.append(fieldLink(field));
    for (const MessageId message : input.messages)
        links.append({{},
                      QStringLiteral("#%1 %2").arg(message.index + 1).arg(toQString(trace[message].name)),
                      {-1, {}, message}});
    return links;
}

/// As placeLinks(), but on as many lines as it takes, the first behind a word. Returns where they end.
static qreal flowLinks(QList<KeyLink> &links, qreal word, QPointF at, qreal right, const KeyGraphOptions &options)
{
    qreal x = at.x() + word, y = at.y();
    for (qsizetype i = 0; i < links.size(); ++i) {
        const QString comma = i + 1 < links.size() ? QStringLiteral(", ") : QString();
        const qreal width = options.measure(links[i].text + comma, KeyText::Meta);
        if (x + width > right && x > at.x() + word) {
            x = at.x();
            y += line - 2;
        }
        links[i].rect = QRectF(x, y, std::min(width, right - x), line - 2);
        x += width;
    }
    return y + line - 2;
}

static void addInputs(KeyCard &card, const Trace &trace, const KeyGraph &graph, qreal &y,
                      const KeyGraphOptions &options)
{
    QStringList names; // both parties' inputs, each once
    for (const Side side : {Side::Client, Side::Server}) {
        const std::optional<DerivationId> own = graph[card.node].of(side);
        if (!own)
            continue;
        for (const Input &input : trace[*own].inputs) {
            const QString name = toQString(inputName(trace, input));
            if (!isListed(input) || names.contains(name))
                continue;
            names.append(name);
            card.inputs.push_back({name, {}, sources(trace, graph, input)});
        }
    }
    if (card.inputs.empty())
        return;
    card.inputsTop = y += 6;
    const qreal left = card.rect.left() + padding + labelWidth;
    const qreal room = card.rect.right() - padding - left;
    const int columns = room >= 3 * 170 ? 3 : 2;
    const qreal width = room / columns;
    qreal bottom = y;
    for (std::size_t i = 0; i < card.inputs.size(); ++i) {
        KeyCardInput &input = card.inputs[i];
        const int column = static_cast<int>(i) % columns;
        if (column == 0)
            y = bottom;
        input.rect = QRectF(left + column * width, y, width - 12, line - 2);
        const qreal word = options.measure(options.fromWord + u' ', KeyText::Meta);
        bottom = std::max(bottom,
                          flowLinks(input.from, word, {input.rect.left(), y + line - 2}, input.rect.right(), options));
    }
    y = bottom;
}

static void addValues(KeyCard &card, const Trace &trace, const KeyGraph &graph, qreal &y,
                      const KeyGraphOptions &options)
{
    const KeyValues values = graph.values(trace, card.node);
    const std::size_t size = std::max(values.client.size(), values.server.size());
    const qreal width = (card.rect.width() - 2 * padding - markWidth) / 2;
    const qreal character = options.measure(QStringLiteral("0"), KeyText::Mono);
    card.bytesPerRow = 4;
    for (const int count : {8, 16})
        if (valueInset + (3 * count - 1) * character + 8 <= width)
            card.bytesPerRow = count;
    const int rows = (static_cast<int>(size) + card.bytesPerRow - 1) / card.bytesPerRow;
    card.rows = std::min(std::max(rows, 1), mostRows);
    const int lines = card.rows + (rows > mostRows ? 1 : 0); // how many more there are
    y += 10 + line;
    const qreal height = lines * line + 20;
    card.client = QRectF(card.rect.left() + padding, y, width, height);
    card.server = QRectF(card.client.right() + markWidth, y, width, height);
    card.mark = QRectF(0, 0, 34, 34);
    card.mark.moveCenter({card.rect.center().x(), card.client.center().y()});
    y += height;
}

/// In the header, left of the size.
static void addCopy(KeyCard &card, const KeyGraph &graph, const KeyGraphOptions &options)
{
    constexpr qreal buttonHeight = 24, icon = 18;
    const qreal size = options.measure(byteCountText(graph[card.node].size), KeyText::Mono);
    const qreal wide = options.measure(options.copyWord, KeyText::MetaMedium) + icon + 22;
    const qreal right = card.header.right() - padding - size - 12;
    card.copy = QRectF(right - wide, card.header.center().y() - buttonHeight / 2, wide, buttonHeight);
}

KeyCard layOutCard(const Trace &trace, const KeyGraph &graph, int node, QPointF corner, qreal width,
                   const KeyGraphOptions &options)
{
    KeyCard card;
    card.node = node;
    card.rect = QRectF(corner, QSizeF(width, headerHeight));
    card.header = card.rect;
    qreal y = card.header.bottom() + 10;
    addFormulas(card, trace, graph[node], y, options);
    if (const std::optional<DerivationId> own = graph[node].any())
        addBytes(card, trace, *own, y, options);
    addInputs(card, trace, graph, y, options);
    addValues(card, trace, graph, y, options);
    addCopy(card, graph, options);
    placeBlocks(card, graph, card.rect.left() + padding, card.rect.right() - padding, y, options);
    card.rect.setBottom(y + 12);
    return card;
}

} // namespace hd::ui
