// SPDX-License-Identifier: GPL-3.0-or-later
#include "sampletrace.h"

#include <utility>

namespace hd::test {

namespace {

class Sample
{
public:
    explicit Sample(const SampleOptions &options) : m_options(options) {}
    Trace make();

private:
    void message(Side from, const char *name, std::uint32_t size, Protocol protocol = Protocol::Handshake,
                 bool encrypted = false);
    void state(Side by, const char *name);
    void omit(Side by, const char *name, const char *reason);
    void record(Message &message, std::uint32_t size);
    void addKeys();
    void addChoice();
    void addAfterwards();
    void event(Side at, What what, std::size_t count)
    {
        trace.events.push_back({at, what, static_cast<std::uint32_t>(count - 1), 0});
    }

    const SampleOptions m_options;
    Trace trace;
};

constexpr std::uint32_t header = 5; ///< of a record
constexpr Side client = Side::Client;
constexpr Side server = Side::Server;

/// Puts @p message into a record so that it takes @p size bytes on the wire.
void Sample::record(Message &message, std::uint32_t size)
{
    const bool shares = m_options.oneRecord && message.from == server && message.protocol == Protocol::Handshake &&
                        message.flight == 2 && !trace.records.empty() && trace.records.back().from == server;
    const auto length = static_cast<std::uint32_t>(message.bytes.size());
    if (!shares) {
        Record made;
        made.from = message.from;
        made.type = message.protocol;
        made.version = 0x0303;
        made.wire.assign(size - length, 0x16);
        trace.records.push_back(std::move(made));
    }
    Record &record = trace.records.back();
    const auto offset = static_cast<std::uint32_t>(record.plaintext.size());
    append(record.plaintext, message.bytes);
    append(record.wire, message.bytes);
    message.spans.push_back({{static_cast<std::uint32_t>(trace.records.size() - 1)}, {offset, length}});
}

void Sample::message(Side from, const char *name, std::uint32_t size, Protocol protocol, bool encrypted)
{
    Message made;
    made.from = from;
    made.protocol = protocol;
    made.name = name;
    made.encrypted = encrypted;
    made.epoch = encrypted ? 1 : 0;
    if (!trace.messages.empty()) {
        const Message &before = trace.messages.back();
        made.flight = before.flight + (before.from == from ? 0 : 1);
    }
    made.bytes.assign(encrypted ? 16 : size - header, 0xab);
    made.fields.add({name, noField, {0, static_cast<std::uint32_t>(made.bytes.size())}, {}, {}});
    if (protocol == Protocol::Alert)
        made.fields.add({"description", 0, {1, 1}, 0, "close_notify"});
    record(made, size);
    trace.messages.push_back(std::move(made));
    event(from, What::MessageSent, trace.messages.size());
    event(peerOf(from), What::MessageReceived, trace.messages.size());
}

void Sample::state(Side by, const char *name)
{
    trace.states.push_back({by, {}, name, {}, "RFC 5246 7.3"});
    event(by, What::State, trace.states.size());
}

void Sample::omit(Side by, const char *name, const char *reason)
{
    trace.omissions.push_back(
        {by, name, reason, "RFC 5246 7.4.3", MessageId{static_cast<std::uint32_t>(trace.messages.size() - 1)}});
    event(by, What::Omission, trace.omissions.size());
}

void Sample::addKeys()
{
    const Bytes secret = *fromHex(sampleSecretHex);
    Derivation preMaster;
    preMaster.name = "pre_master_secret";
    preMaster.operation = "DH shared";
    preMaster.inputs = {{"private_key", {}, secret, {}, {}, {}},
                        {"peer_public", {}, {}, {}, {{{3}, "server_key_exchange.params.dh_Ys"}}, {}}};
    preMaster.output = secret;
    preMaster.secret = true;
    preMaster.afterMessage = MessageId{7};
    trace.derivations.push_back(preMaster);
    event(client, What::Derivation, trace.derivations.size());
    Derivation master = preMaster;
    master.name = "master_secret";
    master.operation = "PRF";
    master.inputs = {{"secret", {}, secret, DerivationId{0}, {}, {}},
                     {"label", "master secret", {}, {}, {}, {}},
                     {"seed", {}, {}, {}, {{{0}, "client_hello.random"}, {{1}, "server_hello.random"}}, {}}};
    trace.derivations.push_back(master);
    event(client, What::Derivation, trace.derivations.size());
    Derivation random;
    random.name = "client_random";
    random.operation = "entropy";
    random.output = {0xc0, 0xff, 0xee, 0x11};
    trace.derivations.push_back(random);
    event(client, What::Derivation, trace.derivations.size());
}

void Sample::addChoice()
{
    Decision decision;
    decision.what = "cipher_suite";
    decision.candidates = {{0x67, "TLS_DHE_RSA_WITH_AES_128_CBC_SHA256", true, true, true, true, "chosen"},
                           {0x2f, "TLS_RSA_WITH_AES_128_CBC_SHA", true, true, true, false, "less_preferred"}};
    decision.chosen = "TLS_DHE_RSA_WITH_AES_128_CBC_SHA256";
    decision.rule = "server_order";
    decision.clause = "RFC 5246 7.4.1.3";
    decision.message = MessageId{0};
    trace.decisions.push_back(decision);
    event(server, What::Decision, trace.decisions.size());
    trace.negotiated.version = "TLS 1.2";
    trace.negotiated.suite = "TLS_DHE_RSA_WITH_AES_128_CBC_SHA256";
    trace.negotiated.keyExchange = "DHE_RSA";
    trace.negotiated.cipher = "AES_128_CBC";
    trace.negotiated.hash = "SHA256";
    trace.negotiated.group = "ffdhe2048";
}

void Sample::addAfterwards()
{
    for (int i = 0; i < m_options.applicationData; ++i)
        message(i % 2 == 0 ? client : server, "application_data", 85, Protocol::ApplicationData, true);
    if (m_options.alert)
        message(client, "alert", 69, Protocol::Alert, true);
}

Trace Sample::make()
{
    trace.title = {m_options.title, m_options.title};
    trace.scenarioName = "classic";
    const bool whole = !m_options.omissions;
    message(client, "client_hello", 126);
    state(client, "wait server_hello");
    state(server, "send flight 2");
    addChoice();
    message(server, "server_hello", 94);
    message(server, "certificate", 2218);
    if (whole) {
        message(server, "server_key_exchange", 788);
        state(client, "wait request / done");
        message(server, "certificate_request", 112);
    } else {
        omit(server, "server_key_exchange", "certificate carries the key agreement");
        omit(server, "certificate_request", "the server does not ask for a certificate");
    }
    message(server, "server_hello_done", 9);
    state(client, "send flight 3");
    state(server, "wait certificate");
    if (whole)
        message(client, "certificate", 2204);
    message(client, "client_key_exchange", 267);
    if (whole)
        message(client, "certificate_verify", 269);
    addKeys();
    message(client, "change_cipher_spec", 6, Protocol::ChangeCipherSpec);
    message(client, "finished", 85, Protocol::Handshake, true);
    state(client, "wait CCS");
    state(server, "send flight 4");
    message(server, "change_cipher_spec", 6, Protocol::ChangeCipherSpec);
    message(server, "finished", 85, Protocol::Handshake, true);
    state(server, "connected");
    state(client, "connected");
    addAfterwards();
    trace.outcome = {Status::Open, Status::Open, true};
    return std::move(trace);
}

} // namespace

Trace sampleTrace(const SampleOptions &options)
{
    return Sample(options).make();
}

} // namespace hd::test
