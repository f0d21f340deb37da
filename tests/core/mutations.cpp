// SPDX-License-Identifier: GPL-3.0-or-later
#include "mutations.h"

#include "trace/operations.h"

using namespace hd;

namespace {

class Maker
{
public:
    explicit Maker(const Trace &trace) : m_trace(trace) {}
    std::vector<Mutation> make();

private:
    void derivation(std::uint32_t i);
    void check(std::uint32_t i);
    void record(std::uint32_t i);
    void message(std::uint32_t i);
    void field(std::uint32_t i, FieldIndex f);
    void negotiated();

    void add(std::string what, std::string named, std::function<void(Trace &)> apply)
    {
        m_made.push_back({std::move(what), std::move(named), std::move(apply)});
    }
    /// Flips a bit of the first and one of the last byte that @p bytes points to.
    template<class Get>
    void flip(const std::string &what, const std::string &named, std::size_t size, Get bytes)
    {
        if (size == 0)
            return;
        add(what + ", first byte", named, [bytes](Trace &trace) { bytes(trace).front() ^= 0x40; });
        if (size > 1)
            add(what + ", last byte", named, [bytes](Trace &trace) { bytes(trace).back() ^= 1; });
    }
    /// @p input gets the input to change.
    template<class Get>
    void input(const Input &was, const std::string &named, Get input)
    {
        const std::string what = named + ": input " + was.role;
        // Nothing in the trace determines the signature of a trust anchor, which is trusted for being one.
        const std::size_t size = was.role == "anchor" ? 1 : was.value.size();
        flip(what, named, size, [input](Trace &trace) -> Bytes & { return input(trace).value; });
        if (!was.text.empty())
            add(what + ", text", named, [input](Trace &trace) { input(trace).text += "1"; });
        if (!was.fields.empty())
            add(what + ", field", named, [input](Trace &trace) { input(trace).fields[0].path += ".none"; });
        if (!was.messages.empty())
            add(what + ", messages", named, [input](Trace &trace) {
                MessageId &first = input(trace).messages[0];
                first.index = first.index == 0 ? 1 : 0;
            });
    }

    const Trace &m_trace;
    std::vector<Mutation> m_made;
};

std::string element(const char *array, std::size_t i)
{
    return array + std::string("[") + std::to_string(i) + "]";
}

std::vector<Mutation> Maker::make()
{
    for (std::uint32_t i = 0; i < m_trace.derivations.size(); ++i)
        derivation(i);
    for (std::uint32_t i = 0; i < m_trace.checks.size(); ++i)
        check(i);
    for (std::uint32_t i = 0; i < m_trace.records.size(); ++i)
        record(i);
    for (std::uint32_t i = 0; i < m_trace.messages.size(); ++i)
        message(i);
    for (std::uint32_t i = 0; i < m_trace.keys.size(); ++i)
        add(element("keys", i) + ": epoch", element("keys", i), [i](Trace &trace) { ++trace.keys[i].epoch; });
    for (std::uint32_t i = 0; i < m_trace.decisions.size(); ++i)
        add(element("decisions", i) + ": chosen", element("decisions", i),
            [i](Trace &trace) { trace.decisions[i].chosen += "X"; });
    negotiated();
    return std::move(m_made);
}

void Maker::derivation(std::uint32_t i)
{
    const std::string named = element("derivations", i);
    const Derivation &was = m_trace.derivations[i];
    const bool inHalves = was.name == "grease"; // of each byte only the first half is used
    flip(named + ": output", named, inHalves ? 1 : was.output.size(),
         [i](Trace &trace) -> Bytes & { return trace.derivations[i].output; });
    add(named + ": after_message", named, [i](Trace &trace) {
        std::optional<MessageId> &after = trace.derivations[i].afterMessage;
        after = after ? std::nullopt : std::optional(MessageId{0});
    });
    for (std::size_t k = 0; k < was.inputs.size(); ++k)
        input(was.inputs[k], named, [i, k](Trace &trace) -> Input & { return trace.derivations[i].inputs[k]; });
}

void Maker::check(std::uint32_t i)
{
    const std::string named = element("checks", i);
    const Check &was = m_trace.checks[i];
    const bool ofRecord = was.operation == operation::openRecord;
    if (!ofRecord)
        add(named + ": passed", named, [i](Trace &trace) { trace.checks[i].passed = !trace.checks[i].passed; });
    if (was.operation != operation::syntax)
        add(named + ": actual", ofRecord ? "checks" : named, [i](Trace &trace) { trace.checks[i].actual += "X"; });
    for (std::size_t k = 0; k < was.inputs.size(); ++k)
        input(was.inputs[k], named, [i, k](Trace &trace) -> Input & { return trace.checks[i].inputs[k]; });
}

void Maker::record(std::uint32_t i)
{
    const std::string named = element("records", i);
    const Record &was = m_trace.records[i];
    const bool closed = was.protection == ProtectionKind::Tls13 && was.mac.empty(); // nobody has the keys
    const auto bytes = [&](const char *what, Bytes Record::*member) {
        const bool header = closed && member == &Record::wire;
        flip(named + ": " + what, named, header ? 1 : (was.*member).size(),
             [i, member](Trace &trace) -> Bytes & { return trace.records[i].*member; });
    };
    bytes("wire", &Record::wire);
    bytes("plaintext", &Record::plaintext);
    bytes("nonce", &Record::nonce);
    bytes("iv", &Record::iv);
    bytes("additional_data", &Record::additionalData);
    bytes("mac", &Record::mac);
    bytes("padding", &Record::padding);
    if (was.compressed)
        flip(named + ": compressed", named, was.compressed->size(),
             [i](Trace &trace) -> Bytes & { return *trace.records[i].compressed; });
    add(named + ": compressed or not", named, [i](Trace &trace) {
        std::optional<Bytes> &compressed = trace.records[i].compressed;
        compressed = compressed ? std::nullopt : std::optional(Bytes{});
    });
    if (was.epoch > 0)
        add(named + ": encrypt_then_mac", named,
            [i](Trace &trace) { trace.records[i].encryptThenMac = !trace.records[i].encryptThenMac; });
    if (!closed)
        add(named + ": wire, middle byte", named, [i](Trace &trace) {
            Bytes &wire = trace.records[i].wire;
            wire[wire.size() / 2] ^= 0x10;
        });
    add(named + ": version", named, [i](Trace &trace) { ++trace.records[i].version; });
    add(named + ": sequence", named, [i](Trace &trace) { ++trace.records[i].sequence; });
    add(named + ": epoch", named, [i](Trace &trace) { ++trace.records[i].epoch; });
    add(named + ": type", named, [i](Trace &trace) {
        trace.records[i].type = trace.records[i].type == Protocol::Alert ? Protocol::Handshake : Protocol::Alert;
    });
    add(named + ": protection", named, [i](Trace &trace) {
        ProtectionKind &kind = trace.records[i].protection;
        kind = kind == ProtectionKind::Tls13 ? ProtectionKind::Aead : ProtectionKind::Tls13;
    });
    if (was.epoch > 0)
        add(named + ": ciphertext", named, [i](Trace &trace) { ++trace.records[i].ciphertext.length; });
}

void Maker::message(std::uint32_t i)
{
    const std::string named = element("messages", i);
    flip(named + ": bytes", named, m_trace.messages[i].bytes.size(),
         [i](Trace &trace) -> Bytes & { return trace.messages[i].bytes; });
    add(named + ": name", named, [i](Trace &trace) { trace.messages[i].name += "_"; });
    add(named + ": epoch", named, [i](Trace &trace) { ++trace.messages[i].epoch; });
    add(named + ": flight", named, [i](Trace &trace) { ++trace.messages[i].flight; });
    add(named + ": encrypted", named,
        [i](Trace &trace) { trace.messages[i].encrypted = !trace.messages[i].encrypted; });
    add(named + ": a field less", named, [i](Trace &trace) {
        FieldTree shorter;
        for (FieldIndex f = 0; f + 1 < trace.messages[i].fields.size(); ++f)
            shorter.add(trace.messages[i].fields[f]);
        trace.messages[i].fields = shorter;
    });
    for (FieldIndex f = i % 5; f < m_trace.messages[i].fields.size(); f += 5)
        field(i, f);
}

void Maker::field(std::uint32_t i, FieldIndex f)
{
    const std::string named = element("messages", i);
    const std::string what = named + ": " + m_trace.messages[i].fields.path(f);
    switch (f % 3) {
    case 0:
        add(what + ", offset", named, [i, f](Trace &trace) { ++trace.messages[i].fields.at(f).range.offset; });
        break;
    case 1:
        add(what + ", number", named, [i, f](Trace &trace) { trace.messages[i].fields.at(f).number = 77777; });
        break;
    default:
        add(what + ", meaning", named, [i, f](Trace &trace) { trace.messages[i].fields.at(f).meaning += "X"; });
    }
}

void Maker::negotiated()
{
    const auto text = [this](const char *what, std::string Negotiated::*member) {
        if (!(m_trace.negotiated.*member).empty())
            add(std::string("negotiated: ") + what, "negotiated",
                [member](Trace &trace) { trace.negotiated.*member += "X"; });
    };
    if (m_trace.negotiated.suite.empty())
        return;
    text("version", &Negotiated::version);
    text("suite", &Negotiated::suite);
    text("key_exchange", &Negotiated::keyExchange);
    text("cipher", &Negotiated::cipher);
    text("hash", &Negotiated::hash);
    text("group", &Negotiated::group);
    text("alpn", &Negotiated::alpn);
    text("early_data", &Negotiated::earlyData);
    const auto flag = [this](const char *what, bool Negotiated::*member) {
        add(std::string("negotiated: ") + what, "negotiated",
            [member](Trace &trace) { trace.negotiated.*member = !(trace.negotiated.*member); });
    };
    flag("extended_master_secret", &Negotiated::extendedMasterSecret);
    flag("encrypt_then_mac", &Negotiated::encryptThenMac);
    flag("secure_renegotiation", &Negotiated::secureRenegotiation);
    if (m_trace.outcome.client != Status::Failed)
        flag("resumed", &Negotiated::resumed);
    add("negotiated: compression", "negotiated", [](Trace &trace) { trace.negotiated.compression += "X"; });
}

} // namespace

std::vector<Mutation> mutationsOf(const Trace &trace)
{
    return Maker(trace).make();
}
