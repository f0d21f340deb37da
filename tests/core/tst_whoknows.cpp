// SPDX-License-Identifier: GPL-3.0-or-later

// Which secret is known to whom: what the parties derived, and nothing that somebody on the wire could not have.

#include "analysis/whoknows.h"
#include "builtins.h"
#include "print.h"
#include "trace/operations.h"

#include <QtTest>

using namespace hd;
using namespace hd::test;
using Kind = KnownSecret::Kind;

namespace {

const KnownSecret *find(const std::vector<KnownSecret> &all, Kind kind, std::string_view name)
{
    for (const KnownSecret &known : all)
        if (known.kind == kind && known.name == name)
            return &known;
    return nullptr;
}

} // namespace

class TestWhoKnows : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void everySecretOfEveryScenarioIsListedOnce_data();
    void everySecretOfEveryScenarioIsListedOnce();
    void bothComeToTheSameSecretAtTimesOfTheirOwn();
    void privateKeysStayWhereTheyAre();
    void whatIsSaidInClearIsEverybodys();
    void zerosAreNoSecret();
    void theAttackerKnowsWhatHeChanged();
};

void TestWhoKnows::everySecretOfEveryScenarioIsListedOnce_data()
{
    QTest::addColumn<int>("index");
    int index = 0;
    for (const ScenarioInfo &info : builtinScenarios())
        QTest::newRow(info.name.c_str()) << index++;
}

void TestWhoKnows::everySecretOfEveryScenarioIsListedOnce()
{
    QFETCH(int, index);
    const Trace &trace = *builtinTraces()[static_cast<std::size_t>(index)];
    std::vector<int> listed(trace.derivations.size(), 0);
    for (const KnownSecret &known : whoKnows(trace)) {
        QVERIFY(known.exists(static_cast<Playhead>(trace.events.size())));
        if (known.kind == Kind::PrivateKey || known.message)
            continue;
        for (const Side side : {Side::Client, Side::Server})
            if (const auto id = known.derivations[static_cast<std::size_t>(side)]) {
                ++listed[id->index];
                QCOMPARE(trace[*id].by, side);
                QCOMPARE(trace[*id].name, known.name);
                QVERIFY(known.since[static_cast<std::size_t>(side)] == positionOf(trace, What::Derivation, id->index));
            }
        // what protects records is never anybody else's
        QVERIFY2(known.kind != Kind::Key || !known.eavesdropper, known.name.c_str());
    }
    for (std::size_t i = 0; i < listed.size(); ++i) {
        const Derivation &made = trace.derivations[i];
        const bool again = std::any_of(trace.derivations.begin(), trace.derivations.begin() + std::ptrdiff_t(i),
                                       [&made](const Derivation &earlier) {
                                           return made.operation == operation::given && earlier.by == made.by &&
                                                  earlier.name == made.name && earlier.output == made.output;
                                       });
        QCOMPARE(listed[i], made.secret && !again ? 1 : 0); // ticket_keys are taken out for each ticket
    }
}

void TestWhoKnows::bothComeToTheSameSecretAtTimesOfTheirOwn()
{
    const auto trace = runBuiltin("tls12-rsa");
    const std::vector<KnownSecret> all = whoKnows(*trace);
    const KnownSecret *secret = find(all, Kind::Secret, "pre_master_secret");
    QVERIFY(secret && secret->since[0] && secret->since[1]);
    QVERIFY(*secret->since[0] < *secret->since[1]); // the client makes it, the server decrypts it
    QVERIFY(!secret->differs && !secret->eavesdropper && !secret->attacker);
    QVERIFY(!secret->exists(0) && secret->exists(*secret->since[0]));
}

void TestWhoKnows::privateKeysStayWhereTheyAre()
{
    const auto trace = runBuiltin("classic");
    const std::vector<KnownSecret> all = whoKnows(*trace);
    std::size_t keys = 0;
    for (const KnownSecret &known : all)
        if (known.kind == Kind::PrivateKey) {
            ++keys;
            QCOMPARE(known.name, std::string("certificate"));
            QVERIFY(known.since[0].has_value() != known.since[1].has_value());
            QVERIFY(!known.eavesdropper && known.exists(0)); // they were there before
        }
    QCOMPARE(keys, std::size_t(2)); // the client's and the server's
    QVERIFY(find(whoKnows(*runBuiltin("export-rsa")), Kind::PrivateKey, "temporary"));
    QVERIFY(!find(whoKnows(*runBuiltin("dh-anon")), Kind::PrivateKey, "certificate"));
}

void TestWhoKnows::whatIsSaidInClearIsEverybodys()
{
    const auto plain = runBuiltin("null-cipher"), sealed = runBuiltin("tls12-ecdhe-gcm");
    const std::vector<KnownSecret> inClear = whoKnows(*plain), hidden = whoKnows(*sealed);
    const KnownSecret *heard = find(inClear, Kind::Data, "application_data");
    QVERIFY(heard && heard->eavesdropper && heard->eavesdropper == appearsAt(*plain, *heard->message));
    const KnownSecret *unheard = find(hidden, Kind::Data, "application_data");
    QVERIFY(unheard && !unheard->eavesdropper && unheard->since[0] && unheard->since[1]);
}

/// RFC 8446 7.1: without a PSK, early_secret is the extract of zeros, which anybody can compute.
void TestWhoKnows::zerosAreNoSecret()
{
    const std::vector<KnownSecret> full = whoKnows(*runBuiltin("tls13")), resumed = whoKnows(*runBuiltin("tls13-psk"));
    QVERIFY(find(full, Kind::Secret, "early_secret")->eavesdropper);
    QVERIFY(!find(resumed, Kind::Secret, "early_secret")->eavesdropper);
    for (const char *name : {"handshake_secret", "master_secret", "shared_secret"})
        QVERIFY2(!find(full, Kind::Secret, name)->eavesdropper, name);
}

void TestWhoKnows::theAttackerKnowsWhatHeChanged()
{
    const auto trace = runBuiltin("tls13-downgrade");
    const std::vector<KnownSecret> all = whoKnows(*trace);
    const KnownSecret *change = find(all, Kind::Change, "client_hello");
    QVERIFY(change && change->attacker && !change->since[0]); // the client never said that
    QVERIFY(change->since[1] == change->attacker);
    QVERIFY(!find(whoKnows(*runBuiltin("classic")), Kind::Change, "client_hello"));
}

QTEST_GUILESS_MAIN(TestWhoKnows)
#include "tst_whoknows.moc"
