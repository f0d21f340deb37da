// SPDX-License-Identifier: GPL-3.0-or-later
#include "everymember.h"

using namespace hd;

static void addMessages(Trace &trace)
{
    Message hello;
    hello.name = "client_hello";
    hello.bytes = *fromHex("0100000303aabb");
    hello.spans = {{{0}, {0, 3}}, {{1}, {0, 4}}};
    hello.fields.add({"client_hello", noField, {0, 7}, {}, {}});
    hello.fields.add({"msg_type", 0, {0, 1}, 1, "client_hello"});
    hello.fields.add({"list", 0, {5, 2}, {}, {}});
    hello.fields.add({"[0]", 2, {5, 1}, 0xaa, {}});
    hello.fields.add({"[1]", 2, {6, 1}, 0xbb, "a \"name\" with <b>, \\ and \xe6\x8f\xa1\xe6\x89\x8b"});
    trace.messages.push_back(hello);

    Message alert;
    alert.from = Side::Server;
    alert.protocol = Protocol::Alert;
    alert.name = "alert";
    alert.epoch = 1;
    alert.encrypted = true;
    alert.flight = 2;
    alert.bytes = *fromHex("0232");
    alert.spans = {{{2}, {0, 2}}};
    alert.error = DecodeError{"two bytes are left", "alert.level", {1, 1}};
    trace.messages.push_back(alert);

    Message old;
    old.name = "v2_client_hello";
    old.bytes = *fromHex("01");
    old.spans = {{{4}, {0, 1}}};
    trace.messages.push_back(old);
}

static void addRecords(Trace &trace)
{
    Record first;
    first.version = 0x0301;
    first.wire = *fromHex("1603010003010000");
    first.plaintext = *fromHex("010000");
    Record second = first;
    second.sequence = 1;
    second.wire = *fromHex("16030100040303aabb");
    second.plaintext = *fromHex("0303aabb");
    Record sealed;
    sealed.from = Side::Server;
    sealed.type = Protocol::Alert;
    sealed.version = 0x0303;
    sealed.epoch = 1;
    sealed.sequence = UINT64_MAX;
    sealed.wire = *fromHex("1503030009000102030405060708");
    sealed.plaintext = *fromHex("0232");
    sealed.compressed = *fromHex("7801");
    sealed.protection = ProtectionKind::Aead;
    sealed.encryptThenMac = true;
    sealed.explicitNonce = {5, 4};
    sealed.ciphertext = {9, 2};
    sealed.tag = {11, 3};
    sealed.nonce = *fromHex("c0c1c2c300010203");
    sealed.iv = *fromHex("10");
    sealed.additionalData = *fromHex("11");
    sealed.mac = *fromHex("12");
    sealed.padding = *fromHex("13");
    Record streamed = first;
    streamed.protection = ProtectionKind::Stream;
    streamed.compressed = Bytes{};
    Record old; // in SSL 2.0's format: RFC 5246 E.2
    old.version = sslV2RecordVersion;
    old.wire = *fromHex("800301");
    old.plaintext = *fromHex("01");
    Record chained = sealed;
    chained.protection = ProtectionKind::Cbc;
    chained.nonce.clear();
    chained.iv = *fromHex("c4c5c6c7");
    Record masked = sealed; // no part of the nonce is sent
    masked.explicitNonce = {};
    masked.nonce = *fromHex("0a0b0c0d");
    Record inner = masked; // of TLS 1.3
    inner.protection = ProtectionKind::Tls13;
    inner.padding = Bytes(3);
    trace.records = {first, second, sealed, streamed, old, chained, masked, inner};
}

static void addDerivations(Trace &trace)
{
    Derivation drawn{Side::Client, "pre_master_secret", "entropy", {}, *fromHex("c0c1c2c3c4"), true, {}};
    Input secret{"secret", {}, drawn.output, DerivationId{0}, {}, {}};
    Input label{"label", "master secret", {}, {}, {}, {}};
    Input seed{"seed", {}, *fromHex("aabb"), {}, {{{0}, "client_hello.list"}}, {}};
    Input messages{"messages", {}, {}, {}, {}, {{0}, {1}}};
    Derivation made{Side::Server,     "verify_data", "PRF", {secret, label, seed, messages},
                    *fromHex("d0d1"), false,         {{1}}};
    Derivation salt{Side::Server, "server_write_IV", "slice", {secret}, *fromHex("c0c1c2c3"), true, {{0}}};
    Derivation iv = salt; // of the first record of a block cipher before TLS 1.1
    iv.name = "client_write_IV";
    iv.output = *fromHex("c4c5c6c7");
    trace.derivations = {drawn, made, salt, iv};

    Check check;
    check.by = Side::Server;
    check.name = "finished.verify_data";
    check.passed = true;
    check.operation = "equal";
    check.expected = "d0d1";
    check.actual = "c0c1c2c3c4";
    check.inputs = {label, secret};
    check.clause = "RFC 5246 7.4.9";
    check.message = MessageId{1};
    check.alert = 51;
    trace.checks = {check};
}

Trace traceWithEveryMember()
{
    Trace trace;
    trace.source = "connect";
    trace.scenarioName = "every";
    trace.title = {"Title", "\xe9\xa2\x98"};
    trace.subtitle = {"Subtitle", "\xe5\x89\xaf"};
    trace.description = {"Description", "\xe8\xbf\xb0"};
    trace.scenario = R"({ "seed": 7,
  "zeta": 1, "alpha": [], "client": {"psk": [{"identity": "a", "key": "c9c9c9c9c9"}]} })";
    trace.seeded = true;
    trace.seed = 0xfedcba9876543210;
    addRecords(trace);
    addMessages(trace);
    addDerivations(trace);
    trace.decisions = {{Side::Client,
                        "cipher_suite",
                        {{0xc02f, "A", true, false, true, false, "reason"}, {1, "B", false, true, false, true, {}}},
                        "B",
                        "rule",
                        "clause",
                        MessageId{0}}};
    trace.omissions = {{Side::Client, "certificate_verify", "reason", "clause", MessageId{0}}};
    trace.states = {{Side::Server, "start", "connected", "finished", "clause"}};
    trace.keys = {{Side::Server, true, 1, "SUITE", {{2}}}};
    trace.events = {{Side::Client, What::Derivation, 0, 0},
                    {Side::Client, What::RecordSealed, 0, 1},
                    {Side::Client, What::MessageSent, 0, 2},
                    {Side::Server, What::RecordOpened, 0, 3},
                    {Side::Server, What::MessageReceived, 0, 4},
                    {Side::Server, What::Check, 0, 5},
                    {Side::Server, What::Decision, 0, 6},
                    {Side::Server, What::Omission, 0, 7},
                    {Side::Server, What::State, 0, 8},
                    {Side::Server, What::Keys, 0, 9},
                    {Side::Server, What::MessageSent, 1, UINT64_MAX}};
    trace.negotiated = {"TLS 1.2", "SUITE", "DHE_RSA", "AES", "SHA256", "ffdhe2048", "h2",
                        "DEFLATE", true,    true,      true,  true,     "rejected"};
    trace.outcome = {Status::Closed, Status::Failed, false};
    trace.beganUs = UINT64_MAX;
    trace.client = "[2001:db8::1]:49152";
    trace.server = "198.51.100.1:443";
    trace.notices = {{"bytes 1 to 5 are missing", "packet 7", {}}, {"<b>\"\n", {}, "fix"}};
    return trace;
}
