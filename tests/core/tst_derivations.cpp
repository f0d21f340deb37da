// SPDX-License-Identifier: GPL-3.0-or-later

// Every secret of every built-in scenario computed again, by other means.

#include "print.h"

#include "builtins.h"
#include "computedagain.h"
#include "trace/operations.h"
#include "wire/versions.h"

#include <openssl/core_names.h>

using namespace hd;
using namespace hd::test;

namespace {

void rowPerScenario()
{
    QTest::addColumn<qsizetype>("index");
    for (std::size_t i = 0; i < builtinTraces().size(); ++i)
        QTest::newRow(row(builtinTraces()[i]->scenarioName).constData()) << qsizetype(i);
    // Groups and hashes that the built-in ones leave out
    QTest::newRow("secp384r1") << qsizetype(-1);
    QTest::newRow("secp521r1, SHA-384") << qsizetype(-2);
    QTest::newRow("x448") << qsizetype(-3);
    QTest::newRow("ffdhe3072") << qsizetype(-4);
    QTest::newRow("TLS 1.3, ffdhe2048, SHA-384") << qsizetype(-5);
}

std::shared_ptr<const Trace> fetched()
{
    QFETCH(qsizetype, index);
    const std::string ecdhe = "tls12-ecdhe-gcm", suite = "TLS_ECDHE_RSA_WITH_AES_256_CBC_SHA384";
    switch (index) {
    case -1:
        return runBuiltin(ecdhe, {"client.groups=secp384r1", "server.groups=secp384r1"});
    case -2:
        return runBuiltin(ecdhe, {"client.groups=secp521r1", "server.groups=secp521r1", "client.suites=" + suite,
                                  "server.suites=" + suite});
    case -3:
        return runBuiltin(ecdhe, {"client.groups=x448", "server.groups=x448"});
    case -4:
        return runBuiltin("classic", {"client.groups=ffdhe3072", "server.groups=ffdhe3072"});
    case -5:
        return runBuiltin("tls13", {"client.groups=ffdhe2048", "client.key_shares=ffdhe2048", "server.groups=ffdhe2048",
                                    "client.suites=TLS_AES_256_GCM_SHA384", "server.suites=TLS_AES_256_GCM_SHA384"});
    default:
        return builtinTraces()[static_cast<std::size_t>(index)];
    }
}

} // namespace

class TestDerivations : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everythingComesOutAgain_data() { rowPerScenario(); }
    void everythingComesOutAgain();
    void inputsAreWhatTheySay_data() { rowPerScenario(); }
    void inputsAreWhatTheySay();
    void bothPartiesAgree_data() { rowPerScenario(); }
    void bothPartiesAgree();
    void slicesTileTheKeyBlock_data() { rowPerScenario(); }
    void slicesTileTheKeyBlock();
    void verifyDataStandsInFinished_data() { rowPerScenario(); }
    void verifyDataStandsInFinished();
    void publicValuesFitTheirKeys();
};

void TestDerivations::everythingComesOutAgain()
{
    const auto trace = fetched();
    std::size_t computed = 0;
    for (const Derivation &derivation : trace->derivations) {
        const std::optional<Bytes> expected = again(*trace, derivation);
        if (!expected)
            continue;
        ++computed;
        QVERIFY2(derivation.output == *expected, (word(derivation.by) + "'s " + derivation.name).c_str());
        QVERIFY(!expected->empty());
    }
    QVERIFY(computed >= (trace->outcome.client == Status::Failed ? 0U : 16U));
}

/// An input that says where it comes from is those very bytes.
void TestDerivations::inputsAreWhatTheySay()
{
    const auto trace = fetched();
    std::vector<const std::vector<Input> *> all;
    for (const Derivation &derivation : trace->derivations)
        all.push_back(&derivation.inputs);
    for (const Check &check : trace->checks)
        all.push_back(&check.inputs);
    for (const std::vector<Input> *inputs : all) {
        for (const Input &input : *inputs) {
            if (input.derivation)
                QCOMPARE(input.value, (*trace)[*input.derivation].output);
            if (!input.fields.empty()) {
                Bytes fields;
                for (const FieldRef &ref : input.fields) {
                    const Message &message = (*trace)[ref.message];
                    const std::optional<FieldIndex> at = message.fields.find(ref.path);
                    QVERIFY2(at, ref.path.c_str());
                    append(fields, slice(message.bytes, message.fields[*at].range));
                }
                QCOMPARE(input.value, fields);
            }
            QVERIFY(input.messages.empty() || input.value.empty());
        }
    }
}

/// Whether both came to the end of the handshake, and both accounts are there.
static bool bothAreOpen(const Trace &trace)
{
    return trace.outcome.client != Status::Failed && trace.outcome.client != Status::Handshaking;
}

static std::vector<const char *> agreedUpToTls12(const Trace &trace)
{
    std::vector<const char *> both{"master_secret", "key_block", "client_finished.verify_data",
                                   "server_finished.verify_data"};
    if (!trace.negotiated.resumed) // RFC 5246 F.1.4: then the master secret is that of the session
        both.push_back("pre_master_secret");
    if (suiteOf(trace)->mode != CipherMode::Null)
        both.insert(both.end(), {"client_write_key", "server_write_key"});
    return both;
}

/// The rungs of the ladder and what hangs on them (RFC 8446 7.1). A client has an early_secret for each key that it
/// offers.
static std::vector<const char *> agreedInTls13()
{
    return {"handshake_secret",
            "client_handshake_traffic_secret",
            "server_handshake_traffic_secret",
            "client_handshake_write_key",
            "server_handshake_write_iv",
            "client_finished_key",
            "client_finished.verify_data",
            "server_finished.verify_data",
            "master_secret",
            "client_application_traffic_secret_0",
            "server_application_traffic_secret_0",
            "client_application_write_key",
            "server_application_write_iv",
            "exporter_master_secret",
            "resumption_master_secret"};
}

void TestDerivations::bothPartiesAgree()
{
    const auto trace = fetched();
    if (!bothAreOpen(*trace))
        return;
    for (const char *name : versionOf(*trace) >= tls13 ? agreedInTls13() : agreedUpToTls12(*trace)) {
        const auto client = derivationOf(*trace, name, Side::Client), server = derivationOf(*trace, name, Side::Server);
        QVERIFY2(client && server && client != server, name);
        QCOMPARE((*trace)[*client].output, (*trace)[*server].output);
        QVERIFY(!(*trace)[*client].output.empty());
    }
}

/// RFC 5246 6.3: MAC keys, keys, IVs, the client's first, and nothing in between.
static std::vector<std::string> piecesOf(const CipherSuite &suite, Version version)
{
    const bool chained = suite.blockLength > 0 && version < tls11 && !suite.exportable();
    std::vector<std::string> pieces;
    const auto add = [&pieces](bool there, const char *what) {
        if (there)
            for (const char *who : {"client_write_", "server_write_"})
                pieces.push_back(std::string(who) + what);
    };
    add(!suite.aead(), "MAC_key");
    add(suite.keyMaterial > 0, "key");
    add(suite.fixedIvLength > 0 || chained, "IV");
    return pieces;
}

void TestDerivations::slicesTileTheKeyBlock()
{
    const auto trace = fetched();
    if (trace->outcome.client == Status::Failed || versionOf(*trace) >= tls13)
        return;
    std::size_t blocks = 0; // each party makes one, and another when they negotiate anew
    for (std::size_t i = 0; i < trace->derivations.size(); ++i) {
        const DerivationId block{static_cast<std::uint32_t>(i)};
        if ((*trace)[block].name != "key_block")
            continue;
        ++blocks;
        std::vector<std::string> names;
        Bytes tiled;
        for (const Derivation &derivation : trace->derivations) {
            if (derivation.operation != operation::slice || derivation.inputs[0].derivation != block)
                continue;
            QCOMPARE(textOf(derivation.inputs, "offset"), std::to_string(tiled.size()));
            append(tiled, derivation.output);
            names.push_back(derivation.name);
        }
        QCOMPARE(tiled, (*trace)[block].output);
        QCOMPARE(names, piecesOf(*suiteOf(*trace), versionOf(*trace)));
    }
    QVERIFY(blocks >= 2);
}

void TestDerivations::verifyDataStandsInFinished()
{
    const auto trace = fetched();
    if (!bothAreOpen(*trace))
        return;
    // RFC 8446 4.4.4: in TLS 1.3 as long as the hash
    const std::size_t length = versionOf(*trace) >= tls13 ? (suiteOf(*trace)->prf == HashName::Sha384 ? 48 : 32)
                                                          : traitsOf(versionOf(*trace)).verifyDataLength;
    for (const Side side : {Side::Client, Side::Server}) {
        const Message &finished = (*trace)[*messageOf(*trace, "finished", side)];
        const Range range = finished.fields[*finished.fields.find("finished.verify_data")].range;
        const auto derived = derivationOf(*trace, word(side) + "_finished.verify_data", side);
        QVERIFY(equal((*trace)[*derived].output, slice(finished.bytes, range)));
        QCOMPARE(std::size_t{range.length}, length);
    }
}

void TestDerivations::publicValuesFitTheirKeys()
{
    int seen = 0;
    for (const auto &trace : builtinTraces()) {
        for (const Derivation &derivation : trace->derivations) {
            if (derivation.operation != operation::ecdhPublic)
                continue;
            const NamedGroup &group = *namedGroup(std::string_view(textOf(derivation.inputs, "group")));
            const Key key = ecKey(group, bytesOf(*trace, derivation.inputs, "private_key"), derivation.output);
            Bytes encoded(200);
            std::size_t length = 0;
            QCOMPARE(EVP_PKEY_get_octet_string_param(key.get(), OSSL_PKEY_PARAM_PUB_KEY, encoded.data(), encoded.size(),
                                                     &length),
                     1);
            const KeyContext ctx(EVP_PKEY_CTX_new_from_pkey(nullptr, key.get(), nullptr));
            QCOMPARE(EVP_PKEY_pairwise_check(ctx.get()), 1);
            ++seen;
        }
    }
    QVERIFY(seen >= 4);
}

QTEST_GUILESS_MAIN(TestDerivations)
#include "tst_derivations.moc"
