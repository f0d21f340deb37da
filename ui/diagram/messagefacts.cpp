// SPDX-License-Identifier: GPL-3.0-or-later
#include "diagram/messagefacts.h"

#include "trace/family.h"
#include "wire/registry.h"

namespace hd::ui {

static constexpr qsizetype longestName = 48;

static LineStyle tls13Style(const Trace &trace, MessageId id)
{
    switch (keyPhase(trace, id)) {
    case KeyPhase::Clear:
        break;
    case KeyPhase::EarlyData:
        return LineStyle::EarlyData;
    case KeyPhase::Handshake:
        return LineStyle::HandshakeKeys;
    case KeyPhase::Application:
        return LineStyle::ApplicationKeys;
    }
    return LineStyle::Clear;
}

LineStyle lineStyle(const Trace &trace, MessageId id)
{
    const Message &message = trace[id];
    switch (message.protocol) {
    case Protocol::ChangeCipherSpec:
        return LineStyle::ChangeCipherSpec;
    case Protocol::Alert:
        return LineStyle::Alert;
    case Protocol::ApplicationData:
    case Protocol::Handshake:
        break;
    }
    if (message.encrypted && familyOf(trace) == Family::Tls13)
        return tls13Style(trace, id);
    if (message.protocol == Protocol::ApplicationData)
        return message.encrypted ? LineStyle::ApplicationKeys : LineStyle::Clear;
    return message.encrypted ? LineStyle::HandshakeKeys : LineStyle::Clear;
}

std::uint64_t wireSize(const Trace &trace, MessageId id)
{
    const Message &message = trace[id];
    if (message.spans.empty())
        return message.bytes.size();
    std::uint64_t size = 0;
    for (const MessageSpan &span : message.spans) {
        if (span.record.index >= trace.records.size())
            continue;
        const Record &record = trace[span.record];
        const std::uint64_t content = record.compressed ? record.compressed->size() : record.plaintext.size();
        if (!record.plaintext.empty())
            size += span.plaintext.length * content / record.plaintext.size();
        if (span.plaintext.offset == 0 && record.wire.size() > content)
            size += record.wire.size() - content;
    }
    return size;
}

QString displayName(const std::string &name)
{
    QString shown = QString::fromStdString(name);
    for (QChar &c : shown)
        if (c.category() == QChar::Other_Control || c.category() == QChar::Other_Format || c.isNonCharacter())
            c = QChar::ReplacementCharacter;
    if (shown.size() > longestName)
        shown = shown.left(longestName) + QChar(0x2026);
    return shown;
}

QString messageLabel(const Message &message)
{
    const QString name = displayName(message.name);
    if (message.protocol != Protocol::Alert)
        return name;
    const std::optional<FieldIndex> description = message.fields.find("alert.description");
    if (!description || message.fields[*description].meaning.empty())
        return name;
    const QString label = QStringLiteral("%1 · %2").arg(name, displayName(message.fields[*description].meaning));
    const Field *level = message.field("alert.level");
    const bool warns = level && level->number == static_cast<std::uint64_t>(AlertLevel::Warning) &&
                       message.fields[*description].number != static_cast<std::uint64_t>(Alert::CloseNotify);
    return warns ? QStringLiteral("%1 (%2)").arg(label, displayName(level->meaning)) : label;
}

std::vector<Moment> moments(const Trace &trace)
{
    const auto never = static_cast<Playhead>(trace.events.size() + 1);
    std::vector<Moment> found(trace.messages.size(), Moment{never, {}, {}});
    std::optional<std::uint32_t> client;
    std::optional<std::uint32_t> server;
    const std::vector<bool> appears = appearances(trace);
    for (Playhead i = 0; i < trace.events.size(); ++i) {
        const Event &event = trace.events[i];
        if (event.what == What::State)
            (event.at == Side::Client ? client : server) = event.index;
        else if (appears[i] && event.index < found.size())
            found[event.index] = {i + 1, client, server};
    }
    return found;
}

} // namespace hd::ui
