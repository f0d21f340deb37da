// SPDX-License-Identifier: GPL-3.0-or-later

// The blocks inside an expansion: they lead to the recorded output, whatever the handshake, and to published values.

#include "print.h"

#include "analysis/expansion.h"
#include "builtins.h"
#include "fixtures.h"
#include "formats/recording.h"
#include "trace/operations.h"

#include <QCryptographicHash>
#include <QMessageAuthenticationCode>
#include <QtTest>

#include <numeric>
#include <set>

using namespace hd;
using namespace hd::test;

namespace {

QByteArray raw(ByteView bytes)
{
    return {reinterpret_cast<const char *>(bytes.data()), static_cast<qsizetype>(bytes.size())};
}

/// Qt's own implementations, which owe nothing to libcrypto's.
QCryptographicHash::Algorithm algorithm(const std::string &name)
{
    static const std::map<std::string, QCryptographicHash::Algorithm> all{
        {"MD5", QCryptographicHash::Md5},        {"SHA-1", QCryptographicHash::Sha1},
        {"SHA-224", QCryptographicHash::Sha224}, {"SHA-256", QCryptographicHash::Sha256},
        {"SHA-384", QCryptographicHash::Sha384}, {"SHA-512", QCryptographicHash::Sha512}};
    return all.at(name);
}

QByteArray computedByQt(const ExpansionStep &step)
{
    QByteArray content;
    for (std::size_t i = step.kind == ExpansionStep::Kind::Hmac ? 1 : 0; i < step.inputs.size(); ++i)
        content += raw(step.inputs[i].value);
    switch (step.kind) {
    case ExpansionStep::Kind::Hash:
        return QCryptographicHash::hash(content, algorithm(step.hash));
    case ExpansionStep::Kind::Hmac:
        return QMessageAuthenticationCode::hash(content, raw(step.inputs.front().value), algorithm(step.hash));
    case ExpansionStep::Kind::Value:
        break;
    }
    return content;
}

/// A trace with nothing but one PRF in it.
Trace onlyPrf(const std::string &hash, const Bytes &secret, const std::string &label, const Bytes &seed,
              const Bytes &output)
{
    Trace trace;
    Derivation prf;
    prf.name = "out";
    prf.operation = operation::prf;
    prf.inputs = {{"hash", hash, {}, {}, {}, {}},
                  {"secret", {}, secret, {}, {}, {}},
                  {"label", label, {}, {}, {}, {}},
                  {"seed", {}, seed, {}, {}, {}},
                  {"length", std::to_string(output.size()), {}, {}, {}, {}}};
    prf.output = output;
    trace.derivations.push_back(prf);
    return trace;
}

Expansion expanded(const Trace &trace, std::uint32_t index)
{
    const auto result = expansionOf(trace, DerivationId{index});
    if (!std::holds_alternative<Expansion>(result))
        qFatal("no expansion of %s", trace.derivations[index].name.c_str());
    return std::get<Expansion>(result);
}

} // namespace

class TestExpansion : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void leadsToTheRecordedOutput_data();
    void leadsToTheRecordedOutput();
    void everyStepFollowsFromItsInputs_data() { leadsToTheRecordedOutput_data(); }
    void everyStepFollowsFromItsInputs();
    void publishedVectors_data();
    void publishedVectors();
    void tls12BlocksAreThoseOfRfc5246();
    void tls10HalvesShareAByte();
    void ssl3LettersGrow();
    void hkdfInfoIsTheHkdfLabel();
    void changedRecordingDiffers();
    void withheldSecretIsSaidToBe();
    void secretsAreMarked();
};

void TestExpansion::leadsToTheRecordedOutput_data()
{
    QTest::addColumn<qsizetype>("index");
    for (std::size_t i = 0; i < builtinTraces().size(); ++i)
        QTest::newRow(row(builtinTraces()[i]->scenarioName).constData()) << qsizetype(i);
}

void TestExpansion::leadsToTheRecordedOutput()
{
    QFETCH(qsizetype, index);
    const Trace &trace = *builtinTraces()[static_cast<std::size_t>(index)];
    static const std::set<std::string> expandable{
        operation::prf,  operation::sslLadder,       operation::sslHash, operation::hkdfExtract,
        operation::hmac, operation::hkdfExpandLabel, operation::hash,    operation::digest};
    for (std::uint32_t i = 0; i < trace.derivations.size(); ++i) {
        const Derivation &derivation = trace.derivations[i];
        const auto result = expansionOf(trace, DerivationId{i});
        if (expandable.count(derivation.operation) == 0) {
            QCOMPARE(std::get<NoExpansion>(result), NoExpansion::NoBlocks);
            continue;
        }
        const auto *expansion = std::get_if<Expansion>(&result);
        QVERIFY2(expansion, derivation.name.c_str());
        QVERIFY2(expansion->agrees(), derivation.name.c_str());
        QCOMPARE(toHex(expansion->output), toHex(derivation.output));
        QVERIFY(expansion->rounds() > 0);
    }
}

void TestExpansion::everyStepFollowsFromItsInputs()
{
    QFETCH(qsizetype, index);
    const Trace &trace = *builtinTraces()[static_cast<std::size_t>(index)];
    for (std::uint32_t i = 0; i < trace.derivations.size(); ++i) {
        const auto result = expansionOf(trace, DerivationId{i});
        const auto *expansion = std::get_if<Expansion>(&result);
        for (const ExpansionStep *step : expansion ? expansion->steps() : std::vector<const ExpansionStep *>{}) {
            QCOMPARE(raw(step->value).toHex(), computedByQt(*step).toHex());
            QVERIFY2(!step->formula.empty() && !step->name.empty(), trace.derivations[i].name.c_str());
        }
    }
}

/// As tst_crypto has them for the PRF as a whole.
void TestExpansion::publishedVectors_data()
{
    static const QMap<QString, QString> hashes{
        {QStringLiteral("[TLS-PRF]"), QStringLiteral("MD5+SHA-1")},
        {QStringLiteral("[TLS-12-PRF(HMAC(SHA-224))]"), QStringLiteral("SHA-224")},
        {QStringLiteral("[TLS-12-PRF(HMAC(SHA-256))]"), QStringLiteral("SHA-256")},
        {QStringLiteral("[TLS-12-PRF(HMAC(SHA-384))]"), QStringLiteral("SHA-384")},
        {QStringLiteral("[TLS-12-PRF(HMAC(SHA-512))]"), QStringLiteral("SHA-512")}};
    QTest::addColumn<QString>("hash");
    QTest::addColumn<Bytes>("secret");
    QTest::addColumn<Bytes>("seed");
    QTest::addColumn<Bytes>("expected");
    QString section;
    Bytes secret, seed;
    int count = 0;
    const QStringList lines = QString::fromUtf8(sourceFile(QStringLiteral("tests/vectors/tls_prf.txt"))).split(u'\n');
    for (const QString &line : lines) {
        const Bytes value = fromHex(line.section(u'=', 1).trimmed().toStdString()).value_or(Bytes());
        if (line.startsWith(u'['))
            section = line.trimmed();
        else if (line.startsWith(QLatin1String("Secret")))
            secret = value;
        else if (line.startsWith(QLatin1String("Salt")))
            seed = value;
        else if (line.startsWith(QLatin1String("Label"))) // the sections of TLS 1.2 keep it apart
            seed = concat({value, seed});
        else if (line.startsWith(QLatin1String("Output")))
            QTest::addRow("%s %d", qPrintable(section), ++count) << hashes.value(section) << secret << seed << value;
    }
    QCOMPARE(count, 36);
}

void TestExpansion::publishedVectors()
{
    QFETCH(QString, hash);
    QFETCH(Bytes, secret);
    QFETCH(Bytes, seed);
    QFETCH(Bytes, expected);
    const Expansion expansion = expanded(onlyPrf(hash.toStdString(), secret, {}, seed, expected), 0);
    QCOMPARE(hex(expansion.output), hex(expected));
    QVERIFY(expansion.agrees());
}

/// The expansion of the first derivation of this name by the client of a built-in scenario.
static Expansion expansionIn(const char *scenario, const char *name)
{
    const auto trace = runBuiltin(scenario);
    return expanded(*trace, derivationOf(*trace, name, Side::Client).value_or(DerivationId{}).index);
}

void TestExpansion::tls12BlocksAreThoseOfRfc5246()
{
    // "if P_SHA256 is being used to create 80 bytes of data, it will have to be iterated three times (through A(3))";
    // here they are 96
    const Expansion expansion = expansionIn("classic", "key_block");
    QCOMPARE(expansion.lanes.size(), 1U);
    const ExpansionLane &lane = expansion.lanes.front();
    QVERIFY(lane.chained);
    QCOMPARE(lane.name, "P_SHA256");
    QCOMPARE(lane.rounds.size(), (expansion.recorded.size() + 31) / 32);
    QCOMPARE(lane.given.front().inputs.front().name, "\"key expansion\"");
    Bytes before = lane.given.front().value; // A(0)
    for (std::size_t i = 0; i < lane.rounds.size(); ++i) {
        const auto &[a, block] = lane.rounds[i];
        QCOMPARE(a->name, "A(" + std::to_string(i + 1) + ")");
        QCOMPARE(hex(a->inputs.back().value), hex(before));
        QCOMPARE(hex(block.inputs[1].value), hex(a->value));
        QCOMPARE(hex(block.inputs[2].value), hex(lane.given.front().value));
        QCOMPARE(block.output.offset, 32 * i);
        before = a->value;
    }
    QCOMPARE(lane.rounds[1].block.formula, "HMAC-SHA-256(master_secret, A(2) + seed)");
}

void TestExpansion::tls10HalvesShareAByte()
{
    // RFC 2246 5: S1 and S2 are as long as half the secret rounded up
    Bytes secret(5);
    std::iota(secret.begin(), secret.end(), std::uint8_t{1});
    const Trace trace = onlyPrf("MD5+SHA-1", secret, "label", toBytes("seed"), Bytes(40));
    const Expansion expansion = expanded(trace, 0);
    QCOMPARE(expansion.lanes.size(), 2U);
    QVERIFY(expansion.join == Expansion::Join::Xor);
    QCOMPARE(hex(expansion.lanes[0].given[0].value), hex(Bytes{1, 2, 3}));
    QCOMPARE(hex(expansion.lanes[1].given[0].value), hex(Bytes{3, 4, 5}));
    QCOMPARE(expansion.lanes[0].rounds.size(), 3U); // of 16 bytes each
    QCOMPARE(expansion.lanes[1].rounds.size(), 2U); // of 20
    QCOMPARE(expansion.lanes[0].rounds[2].block.output.length, 8U);
    QVERIFY(!expansion.agrees()); // with 40 zeros
}

void TestExpansion::ssl3LettersGrow()
{
    const Expansion expansion = expansionIn("ssl3-rsa", "key_block");
    QCOMPARE(expansion.lanes.size(), 1U);
    const std::vector<ExpansionRound> &rounds = expansion.lanes.front().rounds;
    QCOMPARE(rounds.size(), (expansion.recorded.size() + 15) / 16);
    for (std::size_t i = 0; i < rounds.size(); ++i) {
        QCOMPARE(rounds[i].before->hash, "SHA-1");
        QCOMPARE(rounds[i].block.hash, "MD5");
        QCOMPARE(hex(rounds[i].before->inputs.front().value), hex(Bytes(i + 1, static_cast<std::uint8_t>('A' + i))));
        QCOMPARE(hex(rounds[i].block.inputs.back().value), hex(rounds[i].before->value));
    }
    const Expansion finished = expansionIn("ssl3-rsa", "client_finished.verify_data");
    QCOMPARE(finished.lanes.size(), 2U);
    QCOMPARE(hex(finished.lanes[0].rounds[0].before->inputs.back().value), hex(Bytes(48, 0x36)));
    QCOMPARE(hex(finished.lanes[1].rounds[0].block.inputs[1].value), hex(Bytes(40, 0x5c)));
}

void TestExpansion::hkdfInfoIsTheHkdfLabel()
{
    const Expansion expansion = expansionIn("tls13", "client_handshake_write_key");
    const ExpansionStep &info = expansion.lanes.front().given.front();
    QCOMPARE(info.name, "HkdfLabel");
    QCOMPARE(hex(info.value), hex(concat({Bytes{0, 16, 9}, toBytes("tls13 key"), Bytes{0}})));
    const ExpansionStep &block = expansion.lanes.front().rounds.front().block;
    QCOMPARE(block.formula, "HMAC-SHA-256(client_handshake_traffic_secret, HkdfLabel + 0x01)");
    QCOMPARE(block.value.size(), 32U);
    QCOMPARE(block.output.length, 16U); // the rest is cut off
}

void TestExpansion::changedRecordingDiffers()
{
    Trace trace = *runBuiltin("tls12-rsa");
    const DerivationId master = *derivationOf(trace, "master_secret", Side::Client);
    trace.derivations[master.index].output[5] ^= 1;
    const Expansion expansion = expanded(trace, master.index);
    QVERIFY(!expansion.agrees());
    QCOMPARE(expansion.output.size(), expansion.recorded.size());
}

void TestExpansion::withheldSecretIsSaidToBe()
{
    const auto read = readRecording(writeRecording(*runBuiltin("tls12-rsa")), "a.json");
    const Trace &trace = std::get<Trace>(read);
    for (const char *name : {"master_secret", "key_block", "client_finished.verify_data"}) {
        const auto id = derivationOf(trace, name, Side::Client);
        QVERIFY2(id, name);
        QCOMPARE(std::get<NoExpansion>(expansionOf(trace, *id)), NoExpansion::Withheld);
    }
    const auto hash = derivationOf(trace, "client_finished.handshake_hash", Side::Client);
    QVERIFY(hash);
    QVERIFY(std::get<Expansion>(expansionOf(trace, *hash)).agrees()); // takes no secret
}

void TestExpansion::secretsAreMarked()
{
    const Expansion master = expansionIn("tls12-rsa", "master_secret");
    for (const ExpansionRound &round : master.lanes.front().rounds)
        QVERIFY(round.before->secret && round.block.secret);
    QVERIFY(!master.lanes.front().given.front().secret); // the seed is public
    // what is said in public shows no more than that: A(1) and the rest of the block stay secret
    const Expansion finished = expansionIn("tls12-rsa", "client_finished.verify_data");
    QVERIFY(finished.lanes.front().rounds.front().before->secret);
    QVERIFY(finished.lanes.front().rounds.front().block.secret);
    const Expansion hashed = expansionIn("tls12-rsa", "client_finished.handshake_hash");
    QVERIFY(!hashed.lanes.front().rounds.front().block.secret);
}

QTEST_GUILESS_MAIN(TestExpansion)
#include "tst_expansion.moc"
