// SPDX-License-Identifier: GPL-3.0-or-later
#include "formats/jsonnode.h"
#include "formats/recording.h"
#include "formats/recordingnodes.h"
#include "formats/recordingwords.h"

namespace hd {

namespace {

constexpr std::size_t largestFile = 64u << 20;

class Reader
{
public:
    explicit Reader(const JsonNode &root) : m_root(root) {}
    Trace read();

private:
    void header();
    void negotiated();
    Record record(const JsonNode &node, std::size_t index) const;
    Message message(const JsonNode &node, std::size_t index) const;
    MessageSpan span(const JsonNode &node) const;
    FieldIndex parentOf(const JsonNode &node, const Message &message) const;
    Field field(const JsonNode &node, const Message &message) const;
    Input input(const JsonNode &node, std::size_t derivations) const;
    std::vector<FieldRef> fieldRefs(const JsonNode &node) const;
    Derivation derivation(const JsonNode &node, std::size_t index) const;
    Check check(const JsonNode &node) const;
    Decision decision(const JsonNode &node) const;
    KeyInstallation keys(const JsonNode &node) const;
    Event event(const JsonNode &node);
    std::size_t sizeOf(What what) const;

    /// Messages are numbered from 1.
    MessageId messageId(const JsonNode &node) const
    {
        const std::uint64_t number = node.number(most32);
        if (number == 0 || number > m_trace.messages.size())
            node.refuse("there is no message number " + std::to_string(number));
        return {static_cast<std::uint32_t>(number - 1)};
    }
    std::optional<MessageId> messageIdOr(const JsonNode &node, const char *key) const
    {
        return node.has(key) ? std::optional(messageId(node.member(key))) : std::nullopt;
    }

    template<class Read>
    static void list(const JsonNode &node, const char *key, Read read)
    {
        if (node.has(key))
            node.member(key).forEach(read);
    }

    const JsonNode &m_root;
    Trace m_trace;
    std::uint32_t m_sent = 0; ///< messages up to here were sent by the events so far
};

void Reader::header()
{
    m_trace.source = m_root.textOr("source", "scenario");
    m_trace.scenarioName = m_root.textOr("name");
    m_trace.title = localText(m_root, "title");
    m_trace.subtitle = localText(m_root, "subtitle");
    m_trace.description = localText(m_root, "description");
    if (m_root.has("scenario_text"))
        m_trace.scenario = m_root.member("scenario_text").text();
    else if (m_root.has("scenario"))
        m_trace.scenario = m_root.member("scenario").raw().dump();
    readCircumstances(m_root, m_trace);
    m_trace.seeded = m_root.flagOr("seeded", false);
    m_trace.seed = m_root.numberOr("seed", UINT64_MAX, 0);
}

void Reader::negotiated()
{
    if (m_root.has("negotiated")) {
        const JsonNode node = m_root.member("negotiated");
        Negotiated &n = m_trace.negotiated;
        n.version = node.textOr("version");
        n.suite = node.textOr("suite");
        n.keyExchange = node.textOr("key_exchange");
        n.cipher = node.textOr("cipher");
        n.hash = node.textOr("hash");
        n.group = node.textOr("group");
        n.alpn = node.textOr("alpn");
        n.extendedMasterSecret = node.flagOr("extended_master_secret", false);
        n.encryptThenMac = node.flagOr("encrypt_then_mac", false);
        n.compression = node.textOr("compression");
        n.resumed = node.flagOr("resumed", false);
        n.secureRenegotiation = node.flagOr("secure_renegotiation", false);
        n.earlyData = node.textOr("early_data");
    }
    const JsonNode outcome = m_root.member("outcome");
    m_trace.outcome.client = outcome.member("client").word(words::statuses);
    m_trace.outcome.server = outcome.member("server").word(words::statuses);
    m_trace.outcome.expected = outcome.flagOr("expected", true);
}

Trace Reader::read()
{
    header();
    negotiated();
    m_root.member("records").forEach(
        [this](const JsonNode &node, std::size_t i) { m_trace.records.push_back(record(node, i)); });
    m_root.member("messages").forEach([this](const JsonNode &node, std::size_t i) {
        m_trace.messages.push_back(message(node, i));
    });
    m_root.member("derivations").forEach([this](const JsonNode &node, std::size_t i) {
        m_trace.derivations.push_back(derivation(node, i));
    });
    m_root.member("checks").forEach(
        [this](const JsonNode &node, std::size_t) { m_trace.checks.push_back(check(node)); });
    list(m_root, "decisions",
         [this](const JsonNode &node, std::size_t) { m_trace.decisions.push_back(decision(node)); });
    list(m_root, "omissions", [this](const JsonNode &node, std::size_t) {
        m_trace.omissions.push_back({side(node, "by"), node.member("message").text(), node.textOr("reason"),
                                     node.textOr("clause"), messageIdOr(node, "after")});
    });
    list(m_root, "states", [this](const JsonNode &node, std::size_t) {
        m_trace.states.push_back({side(node, "by"), node.textOr("from"), node.member("state").text(), node.textOr("on"),
                                  node.textOr("clause")});
    });
    list(m_root, "keys", [this](const JsonNode &node, std::size_t) { m_trace.keys.push_back(keys(node)); });
    m_root.member("events").forEach(
        [this](const JsonNode &node, std::size_t) { m_trace.events.push_back(event(node)); });
    return std::move(m_trace);
}

/// A word, or the number of a type that has none.
static Protocol readType(const JsonNode &node)
{
    for (unsigned code = 0; code <= 0xff; ++code)
        if (words::typeText(static_cast<Protocol>(code)) == node.text())
            return static_cast<Protocol>(code);
    return node.word(words::protocols);
}

Record Reader::record(const JsonNode &node, std::size_t index) const
{
    Record record;
    if (node.has("index") && node.member("index").number(most32) != index)
        node.member("index").refuse("records are not numbered in order");
    record.from = side(node, "from");
    record.type = readType(node.member("type"));
    const std::string &version = node.member("version").text();
    const std::optional<Bytes> bytes = fromHex(version.starts_with("0x") ? version.substr(2) : version);
    if (!bytes || bytes->size() != 2)
        node.member("version").refuse("this is no version", "two bytes in hex: \"0x0303\"");
    record.version = static_cast<std::uint16_t>((*bytes)[0] << 8 | (*bytes)[1]);
    record.epoch = static_cast<std::uint32_t>(node.member("epoch").number(most32));
    record.sequence = node.member("sequence").number(UINT64_MAX);
    record.wire = node.member("wire").hex();
    const std::size_t header = record.version == sslV2RecordVersion ? 2 : 5;
    if (record.wire.size() < header)
        node.member("wire").refuse("a record of this version has a header of " + std::to_string(header) + " bytes");
    record.plaintext = node.member("plaintext").hex();
    if (node.has("compressed"))
        record.compressed = node.member("compressed").hex();
    record.protection = node.member("protection").word(words::protections);
    record.encryptThenMac = node.flagOr("encrypt_then_mac", false);
    record.explicitNonce = rangeOr(node, "explicit_nonce", record.wire.size());
    record.ciphertext = rangeOr(node, "ciphertext", record.wire.size());
    record.tag = rangeOr(node, "tag", record.wire.size());
    record.nonce = node.hexOr("nonce");
    record.iv = node.hexOr("iv");
    record.additionalData = node.hexOr("additional_data");
    record.mac = node.hexOr("mac");
    record.padding = node.hexOr("padding");
    return record;
}

MessageSpan Reader::span(const JsonNode &node) const
{
    const RecordId record{index(node.member("record"), m_trace.records.size())};
    return {record, range(node, m_trace[record].plaintext.size())};
}

Message Reader::message(const JsonNode &node, std::size_t index) const
{
    Message message;
    if (node.has("number") && node.member("number").number(most32) != index + 1)
        node.member("number").refuse("messages are not numbered in order, from 1 on");
    message.from = side(node, "from");
    message.protocol = node.member("protocol").word(words::protocols);
    message.name = node.member("name").text();
    message.epoch = static_cast<std::uint32_t>(node.member("epoch").number(most32));
    message.encrypted = node.flagOr("encrypted", false);
    message.flight = static_cast<std::uint32_t>(node.numberOr("flight", most32, 1));
    message.bytes = node.member("bytes").hex();
    list(node, "spans", [&](const JsonNode &child, std::size_t) { message.spans.push_back(span(child)); });
    list(node, "fields", [&](const JsonNode &child, std::size_t) { message.fields.add(field(child, message)); });
    if (node.has("error")) {
        const JsonNode error = node.member("error");
        message.error =
            DecodeError{error.member("what").text(), error.textOr("path"), range(error, message.bytes.size())};
    }
    return message;
}

/// Fields are in pre-order: the parent is the field before, or one that holds it.
FieldIndex Reader::parentOf(const JsonNode &node, const Message &message) const
{
    constexpr unsigned deepest = 64;
    const FieldTree &fields = message.fields;
    if (fields.empty() || !node.has("parent")) {
        if (!fields.empty() || node.has("parent"))
            node.refuse("the first field is the message itself, and all others have a parent");
        return noField;
    }
    const FieldIndex parent = index(node.member("parent"), fields.size());
    auto ancestor = static_cast<FieldIndex>(fields.size() - 1);
    while (ancestor != parent && ancestor != noField)
        ancestor = fields[ancestor].parent;
    if (ancestor == noField)
        node.member("parent").refuse("the fields are not in order");
    if (fields.depth(parent) >= deepest)
        node.member("parent").refuse("fields are nested deeper than " + std::to_string(deepest) + " levels");
    return parent;
}

Field Reader::field(const JsonNode &node, const Message &message) const
{
    Field field;
    const std::string &path = node.member("path").text();
    std::string_view name = path;
    field.parent = parentOf(node, message);
    if (field.parent != noField) {
        const std::string before = message.fields.path(field.parent);
        if (!name.starts_with(before))
            node.refuse("the path does not begin with that of its parent, " + before);
        name.remove_prefix(before.size());
        if (name.starts_with('.'))
            name.remove_prefix(1);
    }
    if (name.empty())
        node.member("path").refuse("the field has no name of its own");
    field.name = name;
    field.range = range(node, message.bytes.size());
    if (field.parent != noField) {
        const Range outer = message.fields[field.parent].range;
        if (field.range.offset < outer.offset || field.range.end() > outer.end())
            node.refuse("the field is not inside its parent");
    }
    if (node.has("value") && !equal(node.member("value").hex(), slice(message.bytes, field.range)))
        node.member("value").refuse("the message holds other bytes there");
    if (node.has("number"))
        field.number = node.member("number").number(UINT64_MAX);
    field.meaning = node.textOr("meaning");
    return field;
}

std::vector<FieldRef> Reader::fieldRefs(const JsonNode &node) const
{
    std::vector<FieldRef> refs;
    node.member("fields").forEach([&refs](const JsonNode &path, std::size_t) { refs.push_back({{}, path.text()}); });
    const JsonNode messages = node.member("field_messages");
    if (messages.size() != refs.size())
        messages.refuse("there is not one message for each of the fields");
    messages.forEach([&](const JsonNode &number, std::size_t i) { refs[i].message = messageId(number); });
    return refs;
}

/// @param derivations how many there are to refer to: a derivation takes only earlier ones.
Input Reader::input(const JsonNode &node, std::size_t derivations) const
{
    Input input;
    input.role = node.member("role").text();
    input.text = node.textOr("text");
    input.value = node.hexOr("value");
    if (node.has("derivation"))
        input.derivation = DerivationId{index(node.member("derivation"), derivations)};
    if (node.has("fields"))
        input.fields = fieldRefs(node);
    list(node, "messages", [&](const JsonNode &number, std::size_t) { input.messages.push_back(messageId(number)); });
    return input;
}

Derivation Reader::derivation(const JsonNode &node, std::size_t index) const
{
    Derivation derivation;
    if (node.has("id") && node.member("id").number(most32) != index)
        node.member("id").refuse("derivations are not numbered in order");
    derivation.by = side(node, "by");
    derivation.name = node.member("name").text();
    derivation.operation = node.member("operation").text();
    derivation.secret = node.flagOr("secret", false);
    derivation.afterMessage = messageIdOr(node, "after_message");
    list(node, "inputs", [&](const JsonNode &child, std::size_t) { derivation.inputs.push_back(input(child, index)); });
    if (!node.flagOr("withheld", false))
        derivation.output = node.member("output").hex();
    return derivation;
}

Check Reader::check(const JsonNode &node) const
{
    Check check;
    check.by = side(node, "by");
    check.name = node.member("name").text();
    check.passed = node.member("passed").flag();
    check.operation = node.textOr("operation");
    check.expected = node.textOr("expected");
    check.actual = node.textOr("actual");
    list(node, "inputs",
         [&](const JsonNode &child, std::size_t) { check.inputs.push_back(input(child, m_trace.derivations.size())); });
    check.clause = node.textOr("clause");
    check.message = messageIdOr(node, "message");
    if (node.has("alert"))
        check.alert = static_cast<std::uint8_t>(node.member("alert").number(UINT8_MAX));
    return check;
}

Decision Reader::decision(const JsonNode &node) const
{
    Decision decision;
    decision.by = side(node, "by");
    decision.what = node.member("what").text();
    list(node, "candidates", [&](const JsonNode &row, std::size_t) {
        decision.candidates.push_back({static_cast<std::uint32_t>(row.numberOr("code", most32, 0)),
                                       row.member("name").text(), row.flagOr("offered", false),
                                       row.flagOr("supported", false), row.flagOr("usable", false),
                                       row.flagOr("chosen", false), row.textOr("reason")});
    });
    decision.chosen = node.textOr("chosen");
    decision.rule = node.textOr("rule");
    decision.clause = node.textOr("clause");
    decision.message = messageIdOr(node, "message");
    return decision;
}

KeyInstallation Reader::keys(const JsonNode &node) const
{
    constexpr words::Table<bool, 2> directions{{{true, "write"}, {false, "read"}}};
    KeyInstallation keys;
    keys.by = side(node, "by");
    keys.write = node.member("direction").word(directions);
    keys.epoch = static_cast<std::uint32_t>(node.member("epoch").number(most32));
    keys.suite = node.textOr("suite");
    list(node, "derivations",
         [&](const JsonNode &id, std::size_t) { keys.keys.push_back({index(id, m_trace.derivations.size())}); });
    return keys;
}

std::size_t Reader::sizeOf(What what) const
{
    switch (what) {
    case What::MessageSent:
    case What::MessageReceived:
        return m_trace.messages.size();
    case What::RecordSealed:
    case What::RecordOpened:
        return m_trace.records.size();
    case What::Derivation:
        return m_trace.derivations.size();
    case What::Check:
        return m_trace.checks.size();
    case What::Decision:
        return m_trace.decisions.size();
    case What::Omission:
        return m_trace.omissions.size();
    case What::State:
        return m_trace.states.size();
    case What::Keys:
        return m_trace.keys.size();
    }
    return 0;
}

Event Reader::event(const JsonNode &node)
{
    Event event;
    event.at = side(node, "at");
    const std::string &what = node.member("what").text();
    const std::string_view thing = what == "alert" ? "message" : std::string_view(what);
    const std::string action = node.textOr("action");
    const auto found = std::find_if(words::events.begin(), words::events.end(), [&](const words::EventWords &words) {
        return words.thing == thing && words.action == action;
    });
    if (found == words::events.end())
        node.refuse("there is no event \"" + what + (action.empty() ? "" : " " + action) + "\"");
    event.what = found->what;
    event.index = index(node.member("index"), sizeOf(event.what));
    if (event.what == What::MessageSent && event.index < m_sent)
        node.member("index").refuse("messages are numbered in the order in which they were sent");
    if (event.what == What::MessageSent)
        m_sent = event.index + 1;
    event.timeUs = node.numberOr("time_us", UINT64_MAX, 0);
    return event;
}

void checkFormat(const JsonNode &root)
{
    if (!root.has("format") || root.member("format").text() != "hellodone-recording")
        root.refuse("this is no recording of hellodone", "a recording begins with \"format\": \"hellodone-recording\"");
    const std::uint64_t version = root.member("version").number(most32);
    if (version != recordingVersion)
        root.member("version").refuse("the recording is of version " + std::to_string(version) +
                                          ", and this program reads version " + std::to_string(recordingVersion),
                                      version > recordingVersion ? "open it with a newer hellodone" : "");
}

} // namespace

Result<Trace> readRecording(std::string_view text, std::string_view fileName)
{
    if (text.size() > largestFile)
        return Error{"the file is larger than any recording", std::string(fileName), "at most 64 MiB"};
    const Result<Json> parsed = parseBounded(text, fileName);
    if (const Error *error = std::get_if<Error>(&parsed))
        return *error;
    try {
        const JsonNode root(std::get<Json>(parsed), fileName);
        checkFormat(root);
        return Reader(root).read();
    } catch (JsonRefused &refused) {
        return std::move(refused.error);
    }
}

bool looksLikeRecording(std::string_view text)
{
    return text.substr(0, 4096).find("\"hellodone-recording\"") != std::string_view::npos;
}

} // namespace hd
