// SPDX-License-Identifier: GPL-3.0-or-later

// Every value with where it came from and where it goes.

#include "print.h"

#include "builtins.h"
#include "trace/lineage.h"
#include "trace/timeline.h"

#include <set>

using namespace hd;
using namespace hd::test;

namespace {

std::vector<std::string> namesOf(const Trace &trace, const std::vector<DerivationId> &ids, Side by)
{
    std::vector<std::string> names;
    for (const DerivationId id : ids)
        if (trace[id].by == by)
            names.push_back(trace[id].name);
    return names;
}

bool holds(const std::vector<std::string> &names, std::string_view name)
{
    return std::find(names.begin(), names.end(), name) != names.end();
}

FieldRef fieldOf(const Trace &trace, Side from, const std::string &path)
{
    return {*messageOf(trace, path.substr(0, path.find('.')), from), path};
}

} // namespace

class TestProvenance : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void origins_data();
    void origins();
    void usesOfFields();
    void usesOfDerivations();
    void counterparts();
    void whatMadeBytes_data();
    void whatMadeBytes();
    void fieldsOfDerivations();
    void consequences_data();
    void consequences();
    void nothingAffectsThePast();
};

void TestProvenance::origins_data()
{
    QTest::addColumn<bool>("fromClient");
    QTest::addColumn<QByteArray>("path");
    QTest::addColumn<QByteArray>("derivation");
    const auto row = [](bool fromClient, const char *path, const char *derivation) {
        QTest::addRow("%s's %s", fromClient ? "client" : "server", path)
            << fromClient << QByteArray(path) << QByteArray(derivation);
    };
    row(true, "client_hello.random", "client_random");
    row(false, "server_hello.random", "server_random");
    row(false, "server_hello.session_id", "session_id");
    row(false, "server_key_exchange.params.dh_Ys", "dh_Ys");
    row(false, "server_key_exchange.signed_params.signature", "server_key_exchange.signature");
    row(true, "client_key_exchange.exchange_keys.dh_Yc", "dh_Yc");
    row(true, "certificate_verify.signature", "certificate_verify.signature");
    row(true, "finished.verify_data", "client_finished.verify_data");
    row(false, "finished.verify_data", "server_finished.verify_data");
    row(true, "client_hello.client_version", ""); // too short to tell
    row(true, "client_hello.cipher_suites", "");
    row(false, "server_key_exchange.params.dh_p", "");
    row(false, "certificate.certificate_list", "");
    row(true, "client_hello.no_such_field", "");
}

void TestProvenance::origins()
{
    QFETCH(bool, fromClient);
    QFETCH(QByteArray, path);
    QFETCH(QByteArray, derivation);
    const Side from = fromClient ? Side::Client : Side::Server;
    const auto trace = runBuiltin("classic");
    const FieldRef field = fieldOf(*trace, from, path.toStdString());
    const auto origin = originOf(*trace, field);
    QCOMPARE(Lineage(*trace).originOf(field), origin);
    QCOMPARE(origin ? (*trace)[*origin].name : std::string(), derivation.toStdString());
    if (origin)
        QVERIFY((*trace)[*origin].by == from); // the sender made it
}

void TestProvenance::usesOfFields()
{
    const auto trace = runBuiltin("classic");
    for (const char *path : {"server_hello.random", "server_hello.random.random_bytes"}) {
        const Uses uses = Lineage(*trace).usesOf(fieldOf(*trace, Side::Server, path));
        for (const Side side : {Side::Client, Side::Server}) {
            const std::vector<std::string> names = namesOf(*trace, uses.derivations, side);
            QVERIFY(holds(names, "master_secret") && holds(names, "key_block"));
            QVERIFY(holds(names, "client_finished.handshake_hash")); // as part of the message
        }
        const bool signatureChecked = std::any_of(uses.checks.begin(), uses.checks.end(), [&](std::uint32_t i) {
            return trace->checks[i].name == "server_key_exchange.signature";
        });
        QVERIFY(signatureChecked);
    }
    // A suite of the offer goes into no key, but into what is signed and into finished.
    const Uses suite = Lineage(*trace).usesOf(fieldOf(*trace, Side::Client, "client_hello.cipher_suites[0]"));
    const std::vector<std::string> names = namesOf(*trace, suite.derivations, Side::Client);
    QVERIFY(holds(names, "certificate_verify.signature") && !holds(names, "master_secret"));
    const Uses done = Lineage(*trace).usesOf(fieldOf(*trace, Side::Client, "change_cipher_spec.type"));
    QVERIFY(done.derivations.empty() && done.checks.empty()); // not part of any transcript
}

void TestProvenance::usesOfDerivations()
{
    const auto trace = runBuiltin("classic");
    for (const Side side : {Side::Client, Side::Server}) {
        const auto uses = [&](const char *name) {
            return namesOf(*trace, Lineage(*trace).usesOf(*derivationOf(*trace, name, side)).derivations, side);
        };
        QCOMPARE(uses("pre_master_secret"), std::vector<std::string>{"master_secret"});
        QVERIFY(holds(uses("master_secret"), "key_block") &&
                holds(uses("master_secret"), "client_finished.verify_data"));
        QCOMPARE(uses("key_block").size(), std::size_t(4));
        QVERIFY(uses("client_write_key").empty());
        const Side other = peerOf(side);
        QVERIFY(namesOf(*trace, Lineage(*trace).usesOf(*derivationOf(*trace, "master_secret", side)).derivations, other)
                    .empty());
    }
}

void TestProvenance::counterparts()
{
    const auto trace = runBuiltin("classic");
    const Lineage lineage(*trace);
    for (const char *name : {"pre_master_secret", "master_secret", "key_block", "server_write_MAC_key",
                             "client_finished.verify_data", "server_finished.handshake_hash"}) {
        const auto client = derivationOf(*trace, name, Side::Client), server = derivationOf(*trace, name, Side::Server);
        QVERIFY2(client && server, name);
        QVERIFY(lineage.counterpart(*client) == server && lineage.counterpart(*server) == client);
        QCOMPARE((*trace)[*client].output, (*trace)[*server].output);
    }
    const auto again = runBuiltin("renegotiation-secure"); // the same names twice
    for (std::uint32_t i = 0; i < again->derivations.size(); ++i)
        if (const auto other = Lineage(*again).counterpart({i}); other && again->derivations[i].name == "master_secret")
            QCOMPARE(again->derivations[i].output, (*again)[*other].output);
    const auto several = runBuiltin("tls13-external-psk"); // a client that offers two, and a server that knows one
    const Lineage offered(*several);
    for (std::uint32_t i = 0; i < several->derivations.size(); ++i)
        if (const auto other = offered.counterpart({i}))
            QCOMPARE(several->derivations[i].output, (*several)[*other].output);
    for (const char *name : {"client_random", "client_dh_private_key", "dh_Yc"})
        QVERIFY2(!lineage.counterpart(*derivationOf(*trace, name, Side::Client)), name);
}

void TestProvenance::whatMadeBytes_data()
{
    QTest::addColumn<QByteArray>("scenario");
    QTest::addColumn<bool>("fromClient");
    QTest::addColumn<QByteArray>("path");
    QTest::addColumn<QByteArray>("origin");
    const auto row = [](const char *scenario, bool fromClient, const char *path, const char *origin) {
        QTest::addRow("%s: %s", scenario, path)
            << QByteArray(scenario) << fromClient << QByteArray(path) << QByteArray(origin);
    };
    row("classic", true, "client_hello.random", "made client_random");
    row("classic", true, "client_hello.random.random_bytes", "made client_random"); // a part of it
    row("classic", true, "client_hello.msg_type", "framing");
    row("classic", true, "client_hello.cipher_suites_length", "framing");
    row("classic", true, "client_hello.cipher_suites[0]", "sender");
    row("classic", false, "server_hello.cipher_suite", "chosen cipher_suite");
    row("classic", false, "server_hello.server_version", "chosen version");
    row("classic", false, "server_hello.session_id", "made session_id");
    row("classic", false, "server_key_exchange.signed_params.algorithm.hash", "chosen signature");
    row("classic", false, "certificate.certificate_list[0].certificate", "sender");
    row("resumption-session-id", false, "server_hello.session_id", "copied client_hello.session_id");
    row("tls13", false, "server_hello.session_id", "copied client_hello.session_id");
    row("tls13", false, "server_hello.extensions.supported_versions.selected_version", "chosen version");
    row("tls13-cookie", false, "hello_retry_request.session_id", "copied client_hello.session_id");
}

static std::string wordFor(const Trace &trace, const Origin &origin)
{
    switch (origin.kind) {
    case Origin::Kind::Derivation:
        return "made " + trace[*origin.derivation].name;
    case Origin::Kind::Copied:
        return "copied " + origin.sources.front().path;
    case Origin::Kind::Chosen:
        return "chosen " + trace.decisions[*origin.decision].what;
    case Origin::Kind::Framing:
        return "framing";
    case Origin::Kind::Sender:
        return "sender";
    }
    return {};
}

void TestProvenance::whatMadeBytes()
{
    QFETCH(QByteArray, scenario);
    QFETCH(bool, fromClient);
    QFETCH(QByteArray, path);
    QFETCH(QByteArray, origin);
    const auto trace = runBuiltin(scenario.toStdString());
    const FieldRef field = fieldOf(*trace, fromClient ? Side::Client : Side::Server, path.toStdString());
    const Field *at = (*trace)[field.message].field(field.path);
    QVERIFY(at);
    const Origin made = Lineage(*trace).originOf(field.message, at->range);
    QCOMPARE(wordFor(*trace, made), origin.toStdString());
    for (const FieldRef &source : made.sources) {
        const ByteView bytes =
            slice((*trace)[source.message].bytes, (*trace)[source.message].field(source.path)->range);
        QVERIFY(equal(bytes, slice((*trace)[field.message].bytes, at->range)));
    }
}

void TestProvenance::fieldsOfDerivations()
{
    for (const auto &trace : builtinTraces()) {
        const Lineage lineage(*trace);
        for (std::uint32_t i = 0; i < trace->derivations.size(); ++i)
            for (const FieldRef &field : lineage.fieldsOf({i}))
                QVERIFY(originOf(*trace, field) == DerivationId{i});
    }
}

void TestProvenance::consequences_data()
{
    QTest::addColumn<QByteArray>("scenario");
    QTest::addColumn<QByteArray>("path");
    QTest::addColumn<QList<QByteArray>>("affected");
    QTest::addColumn<QList<QByteArray>>("untouched");
    using List = QList<QByteArray>;
    QTest::addRow("a random goes into every key")
        << QByteArray("classic") << QByteArray("client_hello.random")
        << List{"master_secret", "key_block", "client_write_key", "server_finished.verify_data"}
        << List{"pre_master_secret"};
    QTest::addRow("a type byte of change_cipher_spec into none")
        << QByteArray("classic") << QByteArray("change_cipher_spec.type") << List{}
        << List{"client_finished.verify_data"};
    QTest::addRow("in TLS 1.3 every byte of a hello goes into every key")
        << QByteArray("tls13") << QByteArray("client_hello.extensions.server_name")
        << List{"server_handshake_traffic_secret", "client_application_traffic_secret_0"} << List{"early_secret"};
}

void TestProvenance::consequences()
{
    QFETCH(QByteArray, scenario);
    QFETCH(QByteArray, path);
    QFETCH(QList<QByteArray>, affected);
    QFETCH(QList<QByteArray>, untouched);
    const auto trace = runBuiltin(scenario.toStdString());
    std::set<QByteArray> names;
    bool records = false;
    for (const Consequence &each : Lineage(*trace).consequencesOf(fieldOf(*trace, Side::Client, path.toStdString()))) {
        records |= each.kind == Consequence::Kind::Record;
        if (each.kind == Consequence::Kind::Derivation)
            names.insert(QByteArray::fromStdString(trace->derivations[each.index].name));
    }
    for (const QByteArray &name : affected)
        QVERIFY2(names.contains(name), name.constData());
    for (const QByteArray &name : untouched)
        QVERIFY2(!names.contains(name), name.constData());
    QCOMPARE(records, !affected.isEmpty()); // a key protects what is sent with it
}

void TestProvenance::nothingAffectsThePast()
{
    for (const auto &trace : builtinTraces()) {
        const Lineage lineage(*trace);
        for (std::uint32_t i = 0; i < trace->derivations.size(); ++i) {
            unsigned last = 1;
            for (const Consequence &each : lineage.consequencesOf(DerivationId{i})) {
                QVERIFY(each.steps >= last); // the nearest first
                last = each.steps;
                if (each.kind == Consequence::Kind::Derivation)
                    QVERIFY(*positionOf(*trace, What::Derivation, each.index) >
                            *positionOf(*trace, What::Derivation, i));
            }
        }
    }
}

QTEST_GUILESS_MAIN(TestProvenance)
#include "tst_provenance.moc"
