// SPDX-License-Identifier: GPL-3.0-or-later

// Every value with where it came from and where it goes.

#include "print.h"

#include "builtins.h"
#include "trace/provenance.h"

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
    const auto origin = originOf(*trace, fieldOf(*trace, from, path.toStdString()));
    QCOMPARE(origin ? (*trace)[*origin].name : std::string(), derivation.toStdString());
    if (origin)
        QVERIFY((*trace)[*origin].by == from); // the sender made it
}

void TestProvenance::usesOfFields()
{
    const auto trace = runBuiltin("classic");
    for (const char *path : {"server_hello.random", "server_hello.random.random_bytes"}) {
        const Uses uses = usesOf(*trace, fieldOf(*trace, Side::Server, path));
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
    const Uses suite = usesOf(*trace, fieldOf(*trace, Side::Client, "client_hello.cipher_suites[0]"));
    const std::vector<std::string> names = namesOf(*trace, suite.derivations, Side::Client);
    QVERIFY(holds(names, "certificate_verify.signature") && !holds(names, "master_secret"));
    const Uses done = usesOf(*trace, fieldOf(*trace, Side::Client, "change_cipher_spec.type"));
    QVERIFY(done.derivations.empty() && done.checks.empty()); // not part of any transcript
}

void TestProvenance::usesOfDerivations()
{
    const auto trace = runBuiltin("classic");
    for (const Side side : {Side::Client, Side::Server}) {
        const auto uses = [&](const char *name) {
            return namesOf(*trace, usesOf(*trace, *derivationOf(*trace, name, side)).derivations, side);
        };
        QCOMPARE(uses("pre_master_secret"), std::vector<std::string>{"master_secret"});
        QVERIFY(holds(uses("master_secret"), "key_block") &&
                holds(uses("master_secret"), "client_finished.verify_data"));
        QCOMPARE(uses("key_block").size(), std::size_t(4));
        QVERIFY(uses("client_write_key").empty());
        const Side other = peerOf(side);
        QVERIFY(
            namesOf(*trace, usesOf(*trace, *derivationOf(*trace, "master_secret", side)).derivations, other).empty());
    }
}

void TestProvenance::counterparts()
{
    const auto trace = runBuiltin("classic");
    for (const char *name : {"pre_master_secret", "master_secret", "key_block", "server_write_MAC_key",
                             "client_finished.verify_data", "server_finished.handshake_hash"}) {
        const auto client = derivationOf(*trace, name, Side::Client), server = derivationOf(*trace, name, Side::Server);
        QVERIFY2(client && server, name);
        QVERIFY(counterpart(*trace, *client) == server && counterpart(*trace, *server) == client);
        QCOMPARE((*trace)[*client].output, (*trace)[*server].output);
    }
    const auto again = runBuiltin("renegotiation-secure"); // the same names twice
    for (std::uint32_t i = 0; i < again->derivations.size(); ++i)
        if (const auto other = counterpart(*again, {i}); other && again->derivations[i].name == "master_secret")
            QCOMPARE(again->derivations[i].output, (*again)[*other].output);
    for (const char *name : {"client_random", "client_dh_private_key", "dh_Yc"})
        QVERIFY2(!counterpart(*trace, *derivationOf(*trace, name, Side::Client)), name);
}

QTEST_GUILESS_MAIN(TestProvenance)
#include "tst_provenance.moc"
