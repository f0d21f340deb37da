// SPDX-License-Identifier: GPL-3.0-or-later
#include "diagram/messagefacts.h"
#include "export/htmldata.h"
#include "models/recordtext.h"
#include "models/valuetext.h"

namespace hd::ui {

static bool isOnPage(const HtmlScope &scope, std::size_t record)
{
    const Playhead from = scope.records[{static_cast<std::uint32_t>(record)}].from;
    return from > scope.stops.front() && from <= scope.end();
}

/// What a record holds in clear, as data.js finds it again: the fragment itself, unless it was protected.
static bool isPlain(const Record &record)
{
    const std::size_t header = record.headerLength();
    return equal(ByteView(record.wire).subspan(header), record.plaintext);
}

/// [record, offset, length]... that together are the bytes of the message; nothing where they are not.
static std::optional<Json> spansJson(const HtmlScope &scope, const Message &message)
{
    Json spans = Json::array();
    Bytes whole;
    for (const MessageSpan &span : message.spans) {
        if (!isOnPage(scope, span.record.index))
            return std::nullopt;
        const ByteView part = slice(scope.trace[span.record].plaintext, span.plaintext);
        whole.insert(whole.end(), part.begin(), part.end());
        spans.push_back({span.record.index, span.plaintext.offset, span.plaintext.length});
    }
    return equal(whole, message.bytes) ? std::optional(std::move(spans)) : std::nullopt;
}

/// [name, parent, offset, length, value, explanation] of each; the value is what data.js cannot read from the bytes.
static Json fieldsJson(const HtmlScope &scope, MessageId id, HtmlTexts &texts)
{
    const Message &message = scope.trace[id];
    Json fields = Json::array();
    for (FieldIndex i = 0; i < message.fields.size(); ++i) {
        const Field &field = message.fields[i];
        const bool told = field.number || !field.meaning.empty();
        const std::int64_t parent = field.parent == noField ? -1 : static_cast<std::int64_t>(field.parent);
        fields.push_back({field.name, parent, field.range.offset, field.range.length,
                          told ? valueText(message, i).toStdString() : std::string(),
                          i == 0 ? texts.addMessage(id) : texts.addField(id, message.fields.path(i))});
    }
    return fields;
}

static Json messageJson(const HtmlScope &scope, MessageId id, HtmlTexts &texts)
{
    const Message &message = scope.trace[id];
    Json json;
    json["n"] = id.index;
    json["from"] = sideJson(message.from);
    json["label"] = messageLabel(message).toStdString();
    json["protocol"] = protocolName(message.protocol).toStdString();
    json["protection"] = texts.protection(id);
    json["flight"] = message.flight;
    json["at"] = scope.events.appearsAt(id).value_or(scope.end() + 1);
    json["size"] = wireSize(scope.trace, id);
    json["explain"] = texts.addMessage(id);
    if (std::optional<Json> spans = spansJson(scope, message))
        json["spans"] = std::move(*spans);
    else
        json["bytes"] = bytesJson(message.bytes);
    json["fields"] = fieldsJson(scope, id, texts);
    if (message.error)
        json["error"] = {message.error->what, message.error->path, message.error->range.offset,
                         message.error->range.length};
    return json;
}

Json messagesJson(const HtmlScope &scope, HtmlTexts &texts)
{
    Json messages = Json::array();
    for (std::uint32_t i = scope.first; i <= scope.last && i < scope.trace.messages.size(); ++i)
        messages.push_back(messageJson(scope, {i}, texts));
    return messages;
}

static bool betraysSecret(const HtmlScope &scope, const Record &record, const RecordPart &part)
{
    return (part.name == "nonce" && scope.secrecy.nonceBetraysSecret(record)) ||
           scope.secrecy.holdsSecret(ByteView(part.value));
}

/// [name, offset, length, value, explanation], values in words; those that are or betray a secret are null.
static Json partsJson(const HtmlScope &scope, const Record &record, HtmlTexts &texts)
{
    Json parts = Json::array();
    for (const RecordPart &part : recordParts(record)) {
        const bool content = part.sent() && !part.leaf;
        Json value = content ? std::string() : partText(record, part, 16).toStdString();
        // What is sent, everybody sees.
        if (!scope.options.withSecrets && !part.sent() && betraysSecret(scope, record, part))
            value = nullptr;
        const QString path = QString::fromStdString(pathOf(part));
        const int number = texts.add([&](const Explanations &of) { return of.forField(path, record.from); });
        parts.push_back({part.name, part.wire.offset, part.wire.length, std::move(value), number});
    }
    return parts;
}

Json recordsJson(const HtmlScope &scope, HtmlTexts &texts)
{
    Json records = Json::array();
    for (std::uint32_t i = 0; i < scope.trace.records.size(); ++i) {
        if (!isOnPage(scope, i))
            continue;
        const Record &record = scope.trace.records[i];
        const RecordFacts &facts = scope.records[{i}];
        Json json;
        json["n"] = i;
        json["from"] = sideJson(record.from);
        json["at"] = facts.from;
        json["type"] = typeOnTheWire(record).toStdString();
        json["inside"] = typeInside(record).toStdString();
        json["version"] = versionName(record.version).toStdString();
        json["epoch"] = record.epoch;
        json["sequence"] = record.sequence;
        json["protection"] = protectionName(scope.trace, facts, record).toStdString();
        json["refused"] = isRefused(scope.trace, facts);
        for (const MessageId message : facts.messages)
            json["messages"].push_back(message.index);
        json["wire"] = bytesJson(record.wire);
        if (!isPlain(record))
            json["plain"] = bytesJson(record.plaintext);
        json["explain"] =
            texts.add([&](const Explanations &of) { return of.forField(QStringLiteral("record"), record.from); });
        json["parts"] = partsJson(scope, record, texts);
        records.push_back(std::move(json));
    }
    return records;
}

} // namespace hd::ui
