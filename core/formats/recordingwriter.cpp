// SPDX-License-Identifier: GPL-3.0-or-later
#include "formats/jsonlayout.h"
#include "formats/recording.h"
#include "formats/recordingwords.h"
#include "formats/secrecy.h"

namespace hd {

namespace {

using words::word;

Json toJson(const LocalText &text)
{
    return {{"en", text.en}, {"zh", text.zh}};
}

Json toJson(Range range)
{
    return {{"offset", range.offset}, {"length", range.length}};
}

Json rangeOrNull(Range range)
{
    return range == Range{} ? Json(nullptr) : toJson(range);
}

Json hexOrNull(ByteView bytes)
{
    return bytes.empty() ? Json(nullptr) : Json(toHex(bytes));
}

/// Messages are numbered from 1, as people count them.
Json numberOrNull(std::optional<MessageId> message)
{
    return message ? Json(message->index + 1) : Json(nullptr);
}

class Writer
{
public:
    Writer(const Trace &trace, RecordingOptions options) : m_trace(trace), m_options(options), m_secrecy(trace) {}
    Json write() const;

private:
    Json header() const;
    Json message(const Message &message, std::size_t index) const;
    Json fields(const Message &message) const;
    Json record(const Record &record, std::size_t index) const;
    Json input(const Input &input) const;
    Json inputs(const std::vector<Input> &all) const;
    Json derivation(const Derivation &derivation, std::size_t index) const;
    Json check(const Check &check, std::size_t index) const;
    Json decision(const Decision &decision) const;
    Json event(const Event &event) const;

    template<class T, class Describe>
    static Json list(const std::vector<T> &all, Describe describe)
    {
        Json array = Json::array();
        for (const T &one : all)
            array.push_back(describe(one));
        return array;
    }
    template<class T>
    Json numbered(const std::vector<T> &all, Json (Writer::*describe)(const T &, std::size_t) const) const
    {
        Json array = Json::array();
        for (std::size_t i = 0; i < all.size(); ++i)
            array.push_back((this->*describe)(all[i], i));
        return array;
    }

    const Trace &m_trace;
    RecordingOptions m_options;
    Secrecy m_secrecy;
};

Json toJson(const Negotiated &n)
{
    return {{"version", n.version},
            {"suite", n.suite},
            {"key_exchange", n.keyExchange},
            {"cipher", n.cipher},
            {"hash", n.hash},
            {"group", n.group},
            {"alpn", n.alpn},
            {"compression", n.compression},
            {"extended_master_secret", n.extendedMasterSecret},
            {"encrypt_then_mac", n.encryptThenMac},
            {"resumed", n.resumed},
            {"secure_renegotiation", n.secureRenegotiation},
            {"early_data", n.earlyData}};
}

Json toJson(const Outcome &outcome)
{
    return {{"client", word(words::statuses, outcome.client)},
            {"server", word(words::statuses, outcome.server)},
            {"expected", outcome.expected}};
}

Json toJson(const StateChange &change)
{
    return {{"by", word(change.by)},
            {"from", change.from},
            {"state", change.state},
            {"on", change.on},
            {"clause", change.clause}};
}

Json toJson(const KeyInstallation &keys)
{
    Json json{{"by", word(keys.by)},
              {"direction", keys.write ? "write" : "read"},
              {"epoch", keys.epoch},
              {"suite", keys.suite},
              {"derivations", Json::array()}};
    for (const DerivationId id : keys.keys)
        json["derivations"].push_back(id.index);
    return json;
}

Json toJson(const Omission &omission)
{
    return {{"by", word(omission.by)},
            {"message", omission.message},
            {"reason", omission.reason},
            {"clause", omission.clause},
            {"after", numberOrNull(omission.after)}};
}

/// The keys of `"psk": [{"identity": …, "key": …}]`, wherever they stand in a scenario.
void removePreSharedKeys(Json &scenario)
{
    if (!scenario.is_structured())
        return;
    for (auto &[name, inner] : scenario.items()) {
        if (name == "psk" && inner.is_array())
            for (Json &psk : inner)
                if (psk.is_object())
                    psk.erase("key");
        removePreSharedKeys(inner);
    }
}

/// The scenario file as an object for those who read the recording, and as its text where that is laid out otherwise.
void addScenario(Json &json, const std::string &scenario, bool withSecrets)
{
    Json parsed = Json::parse(scenario, nullptr, false);
    if (parsed.is_discarded()) {
        json["scenario"] = nullptr;
        if (!scenario.empty() && withSecrets)
            json["scenario_text"] = scenario;
        return;
    }
    if (!withSecrets) {
        removePreSharedKeys(parsed);
        if (parsed.is_object())
            parsed.erase("seed");
    }
    json["scenario"] = parsed;
    if (withSecrets && parsed.dump() != scenario)
        json["scenario_text"] = scenario;
}

/// Nothing of what did not happen over a network or needs no remark.
void addCircumstances(Json &json, const Trace &trace)
{
    if (trace.beganUs > 0 || !trace.client.empty() || !trace.server.empty())
        json["connection"] = {{"began_us", trace.beganUs}, {"client", trace.client}, {"server", trace.server}};
    for (const Error &notice : trace.notices)
        json["notices"].push_back({{"what", notice.what}, {"where", notice.where}, {"fix", notice.fix}});
}

Json Writer::header() const
{
    Json json{{"format", "hellodone-recording"},
              {"version", recordingVersion},
              {"secrets", m_options.withSecrets},
              {"source", m_trace.source},
              {"name", m_trace.scenarioName},
              {"title", toJson(m_trace.title)},
              {"subtitle", toJson(m_trace.subtitle)},
              {"description", toJson(m_trace.description)},
              {"seeded", m_trace.seeded},
              {"seed", nullptr}};
    if (m_options.withSecrets)
        json["seed"] = m_trace.seed;
    else
        json["withheld"] = true;
    addScenario(json, m_trace.scenario, m_options.withSecrets);
    addCircumstances(json, m_trace);
    return json;
}

Json Writer::write() const
{
    Json json = header();
    json["negotiated"] = toJson(m_trace.negotiated);
    json["messages"] = numbered(m_trace.messages, &Writer::message);
    json["records"] = numbered(m_trace.records, &Writer::record);
    json["derivations"] = numbered(m_trace.derivations, &Writer::derivation);
    json["checks"] = numbered(m_trace.checks, &Writer::check);
    json["decisions"] = list(m_trace.decisions, [this](const Decision &d) { return decision(d); });
    json["omissions"] = list(m_trace.omissions, [](const Omission &o) { return toJson(o); });
    json["states"] = list(m_trace.states, [](const StateChange &s) { return toJson(s); });
    json["keys"] = list(m_trace.keys, [](const KeyInstallation &k) { return toJson(k); });
    json["events"] = list(m_trace.events, [this](const Event &e) { return event(e); });
    json["outcome"] = toJson(m_trace.outcome);
    return json;
}

Json Writer::message(const Message &message, std::size_t index) const
{
    Json json{{"number", index + 1},
              {"from", word(message.from)},
              {"protocol", word(words::protocols, message.protocol)},
              {"name", message.name},
              {"epoch", message.epoch},
              {"encrypted", message.encrypted},
              {"flight", message.flight},
              {"bytes", toHex(message.bytes)},
              {"records", Json::array()},
              {"spans", Json::array()}};
    for (const MessageSpan &span : message.spans) {
        json["records"].push_back(span.record.index);
        json["spans"].push_back(
            {{"record", span.record.index}, {"offset", span.plaintext.offset}, {"length", span.plaintext.length}});
    }
    json["fields"] = fields(message);
    if (message.error)
        json["error"] = {{"what", message.error->what},
                         {"path", message.error->path},
                         {"offset", message.error->range.offset},
                         {"length", message.error->range.length}};
    return json;
}

Json Writer::fields(const Message &message) const
{
    Json array = Json::array();
    for (FieldIndex i = 0; i < message.fields.size(); ++i) {
        const Field &field = message.fields[i];
        Json json{{"path", message.fields.path(i)},
                  {"offset", field.range.offset},
                  {"length", field.range.length},
                  {"value", toHex(slice(message.bytes, field.range))},
                  {"meaning", field.meaning}};
        if (field.number)
            json["number"] = *field.number;
        if (field.parent != noField)
            json["parent"] = field.parent;
        array.push_back(std::move(json));
    }
    return array;
}

Json Writer::record(const Record &record, std::size_t index) const
{
    Bytes version;
    appendNumber(version, record.version, 2);
    Json json{{"index", index},
              {"from", word(record.from)},
              {"type", words::typeText(record.type)},
              {"version", "0x" + toHex(version)},
              {"epoch", record.epoch},
              {"sequence", record.sequence},
              {"wire", toHex(record.wire)},
              {"plaintext", toHex(record.plaintext)},
              {"compressed", record.compressed ? Json(toHex(*record.compressed)) : Json(nullptr)},
              {"protection", word(words::protections, record.protection)},
              {"encrypt_then_mac", record.encryptThenMac},
              {"explicit_nonce", rangeOrNull(record.explicitNonce)},
              {"ciphertext", rangeOrNull(record.ciphertext)},
              {"tag", rangeOrNull(record.tag)}};
    const bool nonceWithheld = !m_options.withSecrets && m_secrecy.nonceBetraysSecret(record);
    const bool ivWithheld = !m_options.withSecrets && m_secrecy.holdsSecret(record.iv);
    json["nonce"] = nonceWithheld ? Json(nullptr) : hexOrNull(record.nonce);
    json["iv"] = ivWithheld ? Json(nullptr) : hexOrNull(record.iv);
    json["additional_data"] = hexOrNull(record.additionalData);
    json["mac"] = hexOrNull(record.mac);
    json["padding"] = hexOrNull(record.padding);
    if (nonceWithheld || ivWithheld)
        json["withheld"] = true;
    return json;
}

Json Writer::input(const Input &input) const
{
    Json json{{"role", input.role}};
    if (!input.text.empty())
        json["text"] = input.text;
    if (input.derivation)
        json["derivation"] = input.derivation->index;
    if (!input.fields.empty()) {
        json["fields"] = Json::array();
        json["field_messages"] = Json::array();
        for (const FieldRef &ref : input.fields) {
            json["fields"].push_back(ref.path);
            json["field_messages"].push_back(ref.message.index + 1);
        }
    }
    if (!input.messages.empty()) {
        json["messages"] = Json::array();
        for (const MessageId id : input.messages)
            json["messages"].push_back(id.index + 1);
    }
    if (!m_options.withSecrets && !input.value.empty() && m_secrecy.isSecret(input))
        json["withheld"] = true;
    else if (!input.value.empty())
        json["value"] = toHex(input.value);
    return json;
}

Json Writer::inputs(const std::vector<Input> &all) const
{
    return list(all, [this](const Input &one) { return input(one); });
}

Json Writer::derivation(const Derivation &derivation, std::size_t index) const
{
    Json json{{"id", index},
              {"by", word(derivation.by)},
              {"name", derivation.name},
              {"operation", derivation.operation},
              {"secret", derivation.secret},
              {"after_message", numberOrNull(derivation.afterMessage)},
              {"inputs", inputs(derivation.inputs)}};
    if (isWithheld(derivation) || (derivation.secret && !m_options.withSecrets))
        json["withheld"] = true;
    else
        json["output"] = toHex(derivation.output);
    return json;
}

Json Writer::check(const Check &check, std::size_t) const
{
    Json json{{"by", word(check.by)},
              {"name", check.name},
              {"passed", check.passed},
              {"operation", check.operation},
              {"expected", check.expected},
              {"actual", check.actual},
              {"inputs", inputs(check.inputs)},
              {"clause", check.clause},
              {"message", numberOrNull(check.message)},
              {"alert", check.alert ? Json(*check.alert) : Json(nullptr)}};
    if (m_options.withSecrets)
        return json;
    for (const char *key : {"expected", "actual"}) {
        if (m_secrecy.holdsSecret(json[key].get_ref<const std::string &>())) {
            json.erase(key);
            json["withheld"] = true;
        }
    }
    return json;
}

Json Writer::decision(const Decision &decision) const
{
    const auto candidate = [](const Candidate &c) {
        return Json{{"code", c.code},     {"name", c.name},     {"offered", c.offered}, {"supported", c.supported},
                    {"usable", c.usable}, {"chosen", c.chosen}, {"reason", c.reason}};
    };
    return {{"by", word(decision.by)},
            {"what", decision.what},
            {"candidates", list(decision.candidates, candidate)},
            {"chosen", decision.chosen},
            {"rule", decision.rule},
            {"clause", decision.clause},
            {"message", numberOrNull(decision.message)}};
}

Json Writer::event(const Event &event) const
{
    Json json{{"at", word(event.at)}};
    for (const words::EventWords &words : words::events) {
        if (words.what != event.what)
            continue;
        const bool alert = words.thing == "message" && event.index < m_trace.messages.size() &&
                           m_trace.messages[event.index].protocol == Protocol::Alert;
        json["what"] = alert ? "alert" : words.thing;
        if (!words.action.empty())
            json["action"] = words.action;
    }
    json["index"] = event.index;
    json["time_us"] = event.timeUs;
    return json;
}

} // namespace

std::string writeRecording(const Trace &trace, RecordingOptions options)
{
    return layOut(Writer(trace, options).write());
}

} // namespace hd
