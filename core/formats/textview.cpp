// SPDX-License-Identifier: GPL-3.0-or-later
#include "formats/textview.h"

#include "formats/keytext.h"
#include "formats/recording.h"
#include "formats/recordingwords.h"
#include "trace/formula.h"
#include "trace/onthewire.h"
#include "trace/timeline.h"

namespace hd {

namespace {

using words::word;

std::string padded(std::string text, std::size_t width)
{
    text.resize(std::max(text.size(), width), ' ');
    return text;
}

std::string sizeText(std::size_t bytes)
{
    return std::to_string(bytes) + (bytes == 1 ? " byte" : " bytes");
}

/// Long values are cut: the whole of them is what Byte depth and --keys are for.
std::string shortHex(ByteView bytes)
{
    constexpr std::size_t most = 24;
    if (bytes.size() <= most)
        return toHex(bytes);
    return toHex(bytes.first(most)) + "… (" + sizeText(bytes.size()) + ")";
}

/// What peers sent must not steer the terminal.
std::string withoutControls(const std::string &text)
{
    std::string clean;
    clean.reserve(text.size());
    for (const char c : text) {
        const auto byte = static_cast<std::uint8_t>(c);
        if ((byte < 0x20 && c != '\n') || byte == 0x7f)
            clean += "\\x" + toHex(ByteView(&byte, 1));
        else
            clean += c;
    }
    return clean;
}

class TextView
{
public:
    TextView(const Trace &trace, const TextViewOptions &options)
        : m_trace(trace), m_options(options), m_starts(handshakeStarts(trace))
    {}
    std::string make();

private:
    void header();
    void flights();
    void events();
    bool shows(const Event &event) const;
    void event(const Event &event);
    void flightHeading(std::uint32_t flight);
    void message(const Message &message, std::uint32_t index, std::string_view action);
    void fields(const Message &message);
    void record(const Record &record, std::uint32_t index, bool opened);
    void operation(Side by, const std::string &text);
    void derivation(DerivationId id);
    void check(const Check &check);
    void decision(const Decision &decision);

    std::size_t sizeOf(const Message &message) const;
    bool endIsHidden() const;
    void line(const std::string &text) { m_out += text + '\n'; }

    const Trace &m_trace;
    const TextViewOptions &m_options;
    std::vector<MessageId> m_starts;
    std::uint32_t m_flight = 0;
    std::string m_out;
};

std::string TextView::make()
{
    header();
    if (m_options.depth == TextDepth::Flight && !m_options.only)
        flights();
    else
        events();
    if (m_options.keys)
        m_out += keyText(m_trace, m_options);
    return withoutControls(m_out);
}

void TextView::header()
{
    if (m_options.only)
        return;
    const Negotiated &n = m_trace.negotiated;
    line((m_trace.title.en.empty() ? m_trace.source : m_trace.title.en) +
         (m_trace.scenarioName.empty() ? "" : " (" + m_trace.scenarioName + ")"));
    std::string agreed;
    const std::string compression = n.compression.empty() ? "" : n.compression + " compression";
    const std::string earlyData = n.earlyData.empty() ? "" : "early data " + n.earlyData;
    for (const std::string &part : {n.version, n.suite, n.group, n.alpn, compression,
                                    std::string(n.resumed ? "a resumed session" : ""), earlyData})
        if (!part.empty())
            agreed += (agreed.empty() ? "" : ", ") + part;
    line(agreed.empty() ? "nothing was agreed on" : agreed);
    if (endIsHidden())
        line("how it ended is encrypted");
    else
        line((isReplay(m_trace)
                  ? "nobody is the client, its first flight is played back; server "
                  : "client " + std::string(word(words::statuses, m_trace.outcome.client)) + ", server ") +
             std::string(word(words::statuses, m_trace.outcome.server)) +
             (m_trace.outcome.expected       ? ""
              : m_trace.source == "scenario" ? "; the scenario expects another end"
                                             : "; not a completed handshake with an orderly end"));
    line("");
}

/// Whether the end of the connection is in records that whoever made the trace could not read: in TLS 1.3 alerts and
/// finished look like everything else.
bool TextView::endIsHidden() const
{
    return m_trace.source == "import" && m_trace.outcome.client == Status::Handshaking &&
           m_trace.outcome.server == Status::Handshaking &&
           std::any_of(m_trace.messages.begin(), m_trace.messages.end(), [this](const Message &message) {
               return isOpaque(message) && m_trace[message.spans.front().record].protection == ProtectionKind::Tls13;
           });
}

/// Of what cannot be read, all that its record shows.
std::size_t TextView::sizeOf(const Message &message) const
{
    return isOpaque(message) ? m_trace[message.spans.front().record].ciphertext.length : message.bytes.size();
}

void TextView::flights()
{
    for (std::uint32_t i = 0; i < m_trace.messages.size();) {
        const Message &first = m_trace.messages[i];
        std::string names;
        std::size_t bytes = 0;
        for (; i < m_trace.messages.size() && m_trace.messages[i].flight == first.flight; ++i) {
            const Message &message = m_trace.messages[i];
            names += (names.empty() ? "" : ", ") + message.name;
            bytes += sizeOf(message);
        }
        line("flight " + std::to_string(first.flight) + "  " + std::string(word(first.from)) + " -> " +
             std::string(word(peerOf(first.from))) + "  " + sizeText(bytes) + "  " + names);
    }
}

void TextView::events()
{
    Playhead from = 0;
    auto to = static_cast<Playhead>(m_trace.events.size());
    if (m_options.only) {
        to = stopAfter(m_trace, *m_options.only);
        from = previousStop(stops(m_trace, Granularity::Message), to);
    }
    for (Playhead i = from; i < to; ++i)
        if (shows(m_trace.events[i]))
            event(m_trace.events[i]);
}

bool TextView::shows(const Event &event) const
{
    const bool message = event.what == What::MessageSent || event.what == What::MessageReceived;
    const bool record = event.what == What::RecordSealed || event.what == What::RecordOpened;
    if (m_options.viewpoint == Viewpoint::Wire)
        return event.what == What::MessageSent || event.what == What::Check ||
               (event.what == What::RecordSealed && m_options.depth >= TextDepth::Byte);
    if (message && event.what == What::MessageReceived && m_options.viewpoint == Viewpoint::Both)
        return m_options.depth >= TextDepth::Operation;
    if (message)
        return m_options.viewpoint == Viewpoint::Both ||
               event.at == (m_options.viewpoint == Viewpoint::Client ? Side::Client : Side::Server);
    if (m_options.depth < (record ? TextDepth::Byte : TextDepth::Operation))
        return event.what == What::Omission;
    return m_options.viewpoint == Viewpoint::Both ||
           event.at == (m_options.viewpoint == Viewpoint::Client ? Side::Client : Side::Server);
}

void TextView::event(const Event &event)
{
    switch (event.what) {
    case What::MessageSent:
        message(m_trace.messages[event.index], event.index, "sent");
        break;
    case What::MessageReceived:
        message(m_trace.messages[event.index], event.index, "received");
        break;
    case What::RecordSealed:
        record(m_trace.records[event.index], event.index, false);
        break;
    case What::RecordOpened:
        record(m_trace.records[event.index], event.index, true);
        break;
    case What::Derivation:
        derivation({event.index});
        break;
    case What::Check:
        check(m_trace.checks[event.index]);
        break;
    case What::Decision:
        decision(m_trace.decisions[event.index]);
        break;
    case What::Omission: {
        const Omission &omission = m_trace.omissions[event.index];
        operation(omission.by, "leaves out " + omission.message + ": " + omission.reason + ", " + omission.clause);
        break;
    }
    case What::State: {
        const StateChange &change = m_trace.states[event.index];
        operation(change.by, "state " + change.state);
        break;
    }
    case What::Keys: {
        const KeyInstallation &keys = m_trace.keys[event.index];
        operation(keys.by, std::string(keys.write ? "writes" : "reads") + " with the keys of epoch " +
                               std::to_string(keys.epoch) + " from now on, " + keys.suite);
        break;
    }
    }
}

void TextView::flightHeading(std::uint32_t flight)
{
    if (flight == m_flight || m_options.only)
        return;
    if (!m_out.empty() && !m_out.ends_with("\n\n"))
        line("");
    for (std::size_t i = 1; i < m_starts.size(); ++i)
        if (m_trace[m_starts[i]].flight == flight)
            line("handshake " + std::to_string(i + 1) + ": renegotiation\n");
    line("flight " + std::to_string(flight));
    m_flight = flight;
}

void TextView::message(const Message &message, std::uint32_t index, std::string_view action)
{
    if (action == "received" && m_options.viewpoint == Viewpoint::Both) {
        operation(peerOf(message.from), "receives #" + std::to_string(index + 1));
        return;
    }
    flightHeading(message.flight);
    std::string number = std::to_string(index + 1);
    number.insert(0, number.size() < 3 ? 3 - number.size() : 0, ' ');
    line(number + "  " + std::string(word(message.from)) + " -> " + std::string(word(peerOf(message.from))) + "  " +
         padded(message.name, 21) + padded(sizeText(sizeOf(message)), 12) +
         (message.encrypted ? "encrypted, epoch " + std::to_string(message.epoch) : "in clear"));
    if (message.error)
        line("       malformed at " + message.error->path + ": " + message.error->what);
    if (m_options.depth >= TextDepth::Field)
        fields(message);
    if (m_options.depth >= TextDepth::Byte)
        m_out += hexDump(message.bytes, "       ");
}

void TextView::fields(const Message &message)
{
    for (FieldIndex i = 1; i < message.fields.size(); ++i) {
        const Field &field = message.fields[i];
        std::string text = std::string(5 + 2 * message.fields.depth(i), ' ') + field.name;
        if (message.fields.isLeaf(i))
            text = padded(text, 36) + " " + shortHex(slice(message.bytes, field.range));
        if (!field.meaning.empty())
            text += "  " + field.meaning;
        line(text);
    }
}

/// What the header says; in TLS 1.3 that is application_data for all that is protected (RFC 8446 5.2).
static Protocol outerType(const Record &record)
{
    return record.protection == ProtectionKind::Tls13 ? Protocol::ApplicationData : record.type;
}

void TextView::record(const Record &record, std::uint32_t index, bool opened)
{
    const bool secret = record.protection != ProtectionKind::Null;
    const std::string text = std::string(opened ? "opens" : "seals") + " record " + std::to_string(index) + ": " +
                             words::typeText(record.type) + ", " + sizeText(record.wire.size()) + ", epoch " +
                             std::to_string(record.epoch) + ", sequence number " + std::to_string(record.sequence) +
                             ", " + std::string(secret ? word(words::protections, record.protection) : "in clear") +
                             (record.protection == ProtectionKind::Tls13 && !record.padding.empty()
                                  ? ", " + sizeText(record.padding.size()) + " of padding"
                                  : "");
    if (m_options.viewpoint == Viewpoint::Wire)
        line("     " + std::string(word(record.from)) + " -> " + std::string(word(peerOf(record.from))) +
             "  record of " + std::string(word(words::protocols, outerType(record))) + ", " +
             sizeText(record.wire.size()) + (secret ? ", encrypted" : ""));
    else
        operation(opened ? peerOf(record.from) : record.from, text);
    if (!opened && m_options.depth >= TextDepth::Byte)
        m_out += hexDump(record.wire, "       ");
}

void TextView::operation(Side by, const std::string &text)
{
    line("       " + padded(std::string(word(by)), 8) + text);
}

void TextView::derivation(DerivationId id)
{
    const Derivation &derivation = m_trace[id];
    std::string value = shortHex(derivation.output);
    if (isWithheld(derivation))
        value = "(withheld)";
    else if (derivation.secret && !m_options.keys)
        value = "(secret, " + sizeText(derivation.output.size()) + ")";
    operation(derivation.by, derivation.name + " = " + formula(m_trace, id) + " = " + value);
}

void TextView::check(const Check &check)
{
    std::string text = std::string(check.passed ? "check passed: " : "check FAILED: ") + check.name;
    for (const Input &input : check.inputs)
        if (input.role == "certificate") // of the chain, 0 is the leaf
            text += ", certificate " + input.text;
    if (!check.passed)
        text += ", expected " + check.expected + ", found " + check.actual;
    operation(check.by, text + (check.clause.empty() ? "" : " (" + check.clause + ")"));
}

void TextView::decision(const Decision &decision)
{
    operation(decision.by, "chooses " + decision.what + ": " + (decision.chosen.empty() ? "none" : decision.chosen) +
                               (decision.rule.empty() ? "" : ", by " + decision.rule) +
                               (decision.clause.empty() ? "" : " (" + decision.clause + ")"));
    if (m_options.depth < TextDepth::Field)
        return;
    for (const Candidate &c : decision.candidates)
        line("                 " + padded(c.name, 44) + (c.offered ? " offered" : " not offered") +
             (c.supported ? ", supported" : ", not supported") +
             (c.chosen   ? ", chosen"
              : c.usable ? ", usable"
                         : "") +
             (c.reason.empty() ? "" : ": " + c.reason));
}

} // namespace

std::string textView(const Trace &trace, const TextViewOptions &options)
{
    return TextView(trace, options).make();
}

std::string hexDump(ByteView bytes, std::string_view indent)
{
    constexpr std::size_t perLine = 16;
    std::string out;
    for (std::size_t at = 0; at < bytes.size(); at += perLine) {
        const ByteView row = bytes.subspan(at, std::min(perLine, bytes.size() - at));
        Bytes offset;
        appendNumber(offset, at, 3);
        std::string hex, ascii;
        for (const std::uint8_t byte : row) {
            hex += toHex(ByteView(&byte, 1)) + ' ';
            ascii += byte >= 0x20 && byte < 0x7f ? static_cast<char>(byte) : '.';
        }
        out += std::string(indent) + toHex(offset) + "  " + padded(hex, 3 * perLine) + ' ' + ascii + '\n';
    }
    return out;
}

} // namespace hd
