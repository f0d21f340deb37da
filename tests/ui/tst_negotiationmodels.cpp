// SPDX-License-Identifier: GPL-3.0-or-later
// What is said of the choices, the suites and the randoms is what the trace holds, at each moment and for each built-in
// scenario; and of each suite of the registry.

#include <QtTest>

#include "models/choicesmodel.h"
#include "models/randoms.h"
#include "models/suitesoffered.h"
#include "models/valuetext.h"
#include "observe/observer.h"
#include "scenarios.h"
#include "text/explanations.h"
#include "trace/family.h"

#include <QAbstractItemModelTester>

#include <set>

using namespace hd;
using namespace hd::ui;

class TestNegotiationModels : public QObject
{
    Q_OBJECT

    static void everyScenario()
    {
        QTest::addColumn<QString>("scenario");
        for (const std::string &name : test::scenarioNames())
            QTest::newRow(name.c_str()) << QString::fromStdString(name);
    }

    static std::shared_ptr<const Trace> fetched()
    {
        QFETCH(QString, scenario);
        return test::traceOf(scenario.toStdString());
    }

    static Playhead end(const Trace &trace) { return static_cast<Playhead>(trace.events.size()); }

private Q_SLOTS:
    void choicesEqualTheDecisions_data() { everyScenario(); }
    void choicesEqualTheDecisions()
    {
        const auto trace = fetched();
        const std::vector<Choice> choices = choicesOf(*trace);
        std::set<std::uint32_t> seen;
        for (const Choice &choice : choices) {
            if (choice.never) { // the offer alone, and truly nobody decided on it
                QVERIFY(!choice.decision && choice.chosen.isEmpty());
                for (const Decision &decision : trace->decisions)
                    QVERIFY(decision.message != choice.asked);
                continue;
            }
            QVERIFY(choice.decision.has_value() && seen.insert(*choice.decision).second);
            const Decision &decision = trace->decisions[*choice.decision];
            QCOMPARE(choice.chosen.toStdString(), decision.chosen);
            QCOMPARE(choice.rule.toStdString(), decision.rule);
            QCOMPARE(choice.clause.toStdString(), decision.clause);
            QCOMPARE(choice.rows.size(), decision.candidates.size());
            QVERIFY(choice.offeredAt <= choice.decidedAt && choice.decidedAt > 0);
            for (std::size_t i = 0; i < choice.rows.size(); ++i) {
                const Candidate &candidate = decision.candidates[i];
                const ChoiceRow &row = choice.rows[i];
                QCOMPARE(row.name.toStdString(), candidate.name);
                QCOMPARE(row.offered == Known::Yes, candidate.offered);
                QCOMPARE(row.supported == Known::Yes, candidate.supported);
                QCOMPARE(row.usable == Known::Yes, candidate.usable);
                QCOMPARE(row.chosen, candidate.chosen);
                QCOMPARE(row.reason.toStdString(), candidate.reason);
                QVERIFY(row.offered != Known::Untold && row.supported != Known::Untold && row.usable != Known::Untold);
            }
        }
        QCOMPARE(seen.size(), trace->decisions.size());
    }

    // What the row of an offer selects is the entry of that name.
    void rowsLeadToTheirEntries_data() { everyScenario(); }
    void rowsLeadToTheirEntries()
    {
        const auto trace = fetched();
        for (const Choice &choice : choicesOf(*trace))
            for (const ChoiceRow &row : choice.rows) {
                if (!row.field)
                    continue;
                const Message &message = (*trace)[row.field->message];
                const Field *field = message.field(row.field->path);
                QVERIFY2(field, row.field->path.c_str());
                QVERIFY(row.offered == Known::Yes);
                const std::string inner = row.field->path + ".protocol_name"; // of ALPN
                const Field *named = message.field(inner) ? message.field(inner) : field;
                if (field->name.starts_with('[') && choice.what != QLatin1StringView("psk")) // that one has no name
                    QCOMPARE(named->meaning, row.name.toStdString());
            }
    }

    void everySuiteOnOfferHasItsEntry_data() { everyScenario(); }
    void everySuiteOnOfferHasItsEntry()
    {
        const auto trace = fetched();
        for (const Choice &choice : choicesOf(*trace))
            if (choice.what == QLatin1StringView("cipher_suite") || choice.what == QLatin1StringView("compression"))
                for (const ChoiceRow &row : choice.rows)
                    QCOMPARE(row.field.has_value() ||
                                 (*trace)[*choice.asked].name == "v2_client_hello", // it has no compression methods
                             row.offered == Known::Yes || (*trace)[*choice.asked].name == "v2_client_hello");
    }

    // Nothing of the future is shown: before the offer nothing, before the decision the offer alone.
    void choicesComeInTime_data() { everyScenario(); }
    void choicesComeInTime()
    {
        const auto trace = fetched();
        ChoicesModel model([](const QString &key) { return key; });
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.setTrace(trace);
        QCOMPARE(model.rowCount(), 0);
        for (const Playhead at : stops(*trace, Granularity::Operation)) {
            model.setPlayhead(at);
            std::size_t known = 0;
            for (const Choice &choice : model.allChoices())
                known += at > 0 && choice.offeredAt <= at ? 1 : 0;
            QCOMPARE(static_cast<std::size_t>(model.rowCount()), known);
            for (int row = 0; row < model.rowCount(); ++row) {
                const QModelIndex top = model.index(row, 0);
                const Choice &choice = *model.choice(top);
                QCOMPARE(model.decided(choice), choice.decidedAt <= at);
                for (int i = 0; i < model.rowCount(top); ++i) {
                    const ChoiceRow &shown = *model.candidate(model.index(i, 0, top));
                    if (model.decided(choice))
                        QCOMPARE(shown, choice.rows[static_cast<std::size_t>(i)]);
                    else
                        QVERIFY(shown.offered == Known::Yes && shown.supported == Known::Untold &&
                                shown.usable == Known::Untold && !shown.chosen && shown.reason.isEmpty());
                }
            }
        }
    }

    void everyRowSaysWhy_data() { everyScenario(); }
    void everyRowSaysWhy()
    {
        const auto trace = fetched();
        for (const QString &language : Explanations::languages()) {
            Explanations texts;
            texts.setLanguage(language);
            for (const Choice &choice : choicesOf(*trace)) {
                if (choice.never)
                    continue;
                QVERIFY2(!texts.reason(choice.rule).isEmpty(), qPrintable(choice.rule));
                for (const ChoiceRow &row : choice.rows)
                    QVERIFY2(!texts.reason(row.reason).isEmpty(), qPrintable(row.reason));
            }
        }
    }

    // A recording from outside says what was offered and chosen, and that it does not know the rest.
    void observersSayWhatTheySaw_data() { everyScenario(); }
    void observersSayWhatTheySaw()
    {
        const auto trace = fetched();
        const Trace seen = observe(wireOf(*trace));
        QVERIFY(!hasAccountOf(seen, Side::Server));
        for (const Choice &choice : choicesOf(seen)) {
            QVERIFY(!choice.decision);
            for (const ChoiceRow &row : choice.rows) {
                QVERIFY(row.reason.isEmpty());
                QCOMPARE(row.chosen, row.name == choice.chosen && !choice.chosen.isEmpty());
                QVERIFY(row.chosen || (row.supported == Known::Untold && row.usable == Known::Untold));
            }
            for (const Decision &decision : trace->decisions) // on the same hello, as its maker recorded it
                if (choice.what.toStdString() == decision.what && decision.by == choice.by && decision.message &&
                    choice.asked == decision.message && !choice.chosen.isEmpty() &&
                    trace->messages.size() == seen.messages.size())
                    QCOMPARE(choice.chosen.toStdString(), decision.chosen);
        }
    }

    void observedChoicesAreThere()
    {
        const Trace seen = observe(wireOf(*test::traceOf("tls12-ecdhe-gcm")));
        std::map<QString, QString> chosen;
        for (const Choice &choice : choicesOf(seen))
            chosen[choice.what] = choice.chosen;
        QCOMPARE(chosen[QStringLiteral("version")], QStringLiteral("TLS 1.2"));
        QCOMPARE(chosen[QStringLiteral("cipher_suite")], QStringLiteral("TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256"));
        QCOMPARE(chosen[QStringLiteral("compression")], QStringLiteral("null"));
        QVERIFY(!chosen[QStringLiteral("group")].isEmpty() && !chosen[QStringLiteral("signature")].isEmpty());
    }

    void partsAreTheName()
    {
        for (const CipherSuite &suite : cipherSuites()) {
            const SuiteAnatomy anatomy = anatomyOf(suite);
            QStringList texts;
            std::map<SuitePart::Role, int> roles;
            for (const SuitePart &part : anatomy.parts) {
                texts.append(part.text);
                ++roles[part.role];
                if (part.role != SuitePart::Role::Filling)
                    QVERIFY2(!part.value.isEmpty() && !part.caption.isEmpty() && !part.note.isEmpty(),
                             suite.name.data());
            }
            QCOMPARE(texts.join(u'_'), toQString(suite.name));
            using Role = SuitePart::Role;
            const bool separate = suite.keyExchange == KeyExchange::Separate;
            QCOMPARE(roles[Role::Cipher], 1);
            QCOMPARE(roles[Role::Mode], suite.mode == CipherMode::Null || suite.mode == CipherMode::Stream ? 0 : 1);
            QCOMPARE(roles[Role::Mac], suite.aead() ? 0 : 1);
            QCOMPARE(roles[Role::Export], suite.exportable() ? 1 : 0);
            QCOMPARE(roles[Role::KeyExchange], suite.ephemeral() ? 1 : 0);
            QCOMPARE(roles[Role::KeyExchange] + roles[Role::Both] > 0, !separate);
            QCOMPARE(roles[Role::Authentication], suite.ephemeral() ? 1 : 0);
            QCOMPARE(static_cast<int>(anatomy.implied.size()) + roles[Role::Hash], separate ? 3 : 1);
        }
    }

    // Those that are known by name alone come apart, too, and nothing is said that is not known.
    void namesAloneComeApart()
    {
        int count = 0;
        for (std::uint32_t code = 0; code <= 0xffff; ++code) {
            const std::string name = names::suite(code);
            if (!(name.starts_with("TLS_") || name.starts_with("SSL_")) || name.ends_with("_SCSV") ||
                cipherSuite(static_cast<std::uint16_t>(code)))
                continue;
            ++count;
            const SuiteAnatomy anatomy = anatomyOf(std::string_view(name));
            QStringList texts;
            for (const SuitePart &part : anatomy.parts)
                texts.append(part.text);
            QCOMPARE(texts.join(u'_').toStdString(), name);
            QVERIFY(anatomy.remarks.empty() && anatomy.keys.empty() && anatomy.record.empty());
        }
        QVERIFY(count >= 60);
    }

    void everySuiteHasAStatus()
    {
        std::set<std::string_view> given;
        for (const CipherSuite &suite : cipherSuites())
            for (const std::optional<Version> version : {std::optional<Version>(), std::optional(suite.first)}) {
                const std::vector<SuiteStatus> remarks = remarksOn(suite, version);
                QVERIFY(!remarks.empty());
                QCOMPARE(statusOf(suite, version).key, remarks.front().key);
                for (const SuiteStatus &remark : remarks) {
                    given.insert(remark.key);
                    QVERIFY(remark.year >= 1996 && remark.year <= 2026 && !remark.source.empty() &&
                            !remark.why.empty());
                    QVERIFY(remark.kind >= SuiteStatus::Kind::Recommended && remark.kind <= remarks.front().kind);
                    for (const QString &language : Explanations::languages()) {
                        Explanations texts;
                        texts.setLanguage(language);
                        QVERIFY2(!texts.reason(toQString(remark.key)).isEmpty(), remark.key.data());
                    }
                }
            }
        for (const std::string_view key : suiteReasons())
            QVERIFY2(given.contains(key), key.data());
    }

    void attacksAreNamed_data()
    {
        QTest::addColumn<QString>("suite");
        QTest::addColumn<int>("version");
        QTest::addColumn<QString>("titles");
        const auto row = [](const char *suite, Version version, const char *titles) {
            QTest::addRow("%s in 0x%04x", suite, version)
                << QString::fromLatin1(suite) << int{version} << QString::fromLatin1(titles);
        };
        row("TLS_RSA_WITH_3DES_EDE_CBC_SHA", tls12,
            "broken Sweet32 2016, legacy ROBOT 2017, legacy Lucky Thirteen 2013");
        row("TLS_RSA_WITH_AES_128_CBC_SHA", ssl30,
            "broken POODLE 2014, legacy BEAST 2011, legacy ROBOT 2017, legacy Lucky Thirteen 2013");
        row("TLS_RSA_WITH_AES_128_CBC_SHA", tls10, "legacy BEAST 2011, legacy ROBOT 2017, legacy Lucky Thirteen 2013");
        row("TLS_RSA_WITH_AES_128_CBC_SHA", tls11, "legacy ROBOT 2017, legacy Lucky Thirteen 2013");
        row("TLS_RSA_EXPORT_WITH_RC4_40_MD5", tls10,
            "broken  2006, broken FREAK 2015, broken RC4 NOMORE 2015, legacy ROBOT 2017, legacy  2011");
        row("TLS_DHE_RSA_WITH_AES_128_GCM_SHA256", tls12, "legacy Raccoon 2020");
        row("TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256", tls12, "recommended  2022");
        row("TLS_AES_128_GCM_SHA256", tls13, "recommended  2018");
    }
    void attacksAreNamed()
    {
        QFETCH(QString, suite);
        QFETCH(int, version);
        QFETCH(QString, titles);
        const std::string name = suite.toStdString();
        QStringList said;
        for (const SuiteStatus &remark : remarksOn(*cipherSuite(std::string_view(name)), static_cast<Version>(version)))
            said.append(
                QStringLiteral("%1 %2 %3").arg(toQString(remark.word()), toQString(remark.attack)).arg(remark.year));
        QCOMPARE(said.join(QStringLiteral(", ")), titles);
    }

    // The lengths that the anatomy gives are those that the handshake used.
    void sizesAreThoseOfTheTrace_data() { everyScenario(); }
    void sizesAreThoseOfTheTrace()
    {
        const auto trace = fetched();
        const SuiteOffer offer = suitesOffered(*trace, handshakeAt(*trace, end(*trace)), end(*trace));
        if (!offer.chosenIn)
            return;
        const auto chosen =
            std::find_if(offer.suites.begin(), offer.suites.end(), [](const auto &s) { return s.chosen; });
        QVERIFY(chosen != offer.suites.end());
        if (!trace->negotiated.suite.empty())
            QCOMPARE(chosen->name.toStdString(), trace->negotiated.suite);
        const SuiteAnatomy anatomy = anatomyOf(*cipherSuite(chosen->code), offer.version);
        std::map<SuitePart::Role, std::size_t> keys;
        for (const SuiteBytes &run : anatomy.keys)
            keys[run.role] = run.count;
        using Role = SuitePart::Role;
        const std::vector<std::uint32_t> handshakes = handshakesOfDerivations(*trace);
        for (std::uint32_t i = 0; i < trace->derivations.size(); ++i) {
            const Derivation &made = trace->derivations[i];
            if (handshakes[i] != handshakeAt(*trace, end(*trace)))
                continue;
            if (made.name == "client_write_key" || made.name == "client_application_write_key")
                QCOMPARE(keys[Role::Cipher], made.output.size());
            if (made.name == "client_write_MAC_key")
                QCOMPARE(keys[Role::Mac], made.output.size());
            if (made.name == "client_application_write_iv" ||
                (made.name == "client_write_IV" && !cipherSuite(chosen->code)->exportable()))
                QCOMPARE(keys[Role::Mode], made.output.size());
        }
    }

    void recordsHaveTheirParts()
    {
        const SuiteAnatomy cbc = anatomyOf(*cipherSuite(std::string_view("TLS_RSA_WITH_AES_128_CBC_SHA")), tls12);
        const SuiteAnatomy old = anatomyOf(*cipherSuite(std::string_view("TLS_RSA_WITH_AES_128_CBC_SHA")), tls10);
        QCOMPARE(cbc.record.size(), std::size_t(5)); // header, IV, ciphertext, MAC, padding
        QCOMPARE(old.record.size(), std::size_t(4)); // RFC 2246 6.2.3.2: the IV does not travel
        QCOMPARE(cbc.keys.size(), std::size_t(2));
        QCOMPARE(old.keys.back().count, 16U);
    }

    void randomsAreThoseOfTheHellos_data() { everyScenario(); }
    void randomsAreThoseOfTheHellos()
    {
        const auto trace = fetched();
        std::size_t hellos = 0;
        for (const Message &message : trace->messages)
            for (const char *path : {"client_hello.random", "server_hello.random", "hello_retry_request.random",
                                     "v2_client_hello.challenge"})
                hellos += message.field(path) ? 1 : 0;
        const std::vector<HelloRandom> randoms = randomsOf(*trace);
        QCOMPARE(randoms.size(), hellos);
        for (const HelloRandom &random : randoms) {
            const Message &message = (*trace)[random.message];
            QCOMPARE(random.range, message.field(random.path)->range);
            const Field *time = message.field(random.path + ".gmt_unix_time");
            if (familyOf(*trace, message) == Family::Tls13)
                QVERIFY(!random.split && random.time.isEmpty());
            if (random.split)
                QCOMPARE(random.time.toStdString(), time->meaning);
            QCOMPARE(random.mark == HelloRandom::Mark::Retry, message.name == "hello_retry_request");
        }
    }

    void sentinelsAreFound_data()
    {
        using Mark = HelloRandom::Mark;
        QTest::addColumn<QString>("scenario");
        QTest::addColumn<int>("mark");
        QTest::newRow("a server of TLS 1.2") << QStringLiteral("tls13-to-12") << int(Mark::None);
        QTest::newRow("TLS 1.3 offered less") << QStringLiteral("tls13-downgrade") << int(Mark::DowngradeFromTls13);
        QTest::newRow("TLS 1.2 offered less") << QStringLiteral("downgrade-sentinel") << int(Mark::DowngradeToTls11);
        QTest::newRow("retry") << QStringLiteral("tls13-hello-retry") << int(Mark::Retry);
        QTest::newRow("none") << QStringLiteral("classic") << int(Mark::None);
    }
    void sentinelsAreFound()
    {
        QFETCH(QString, scenario);
        QFETCH(int, mark);
        int worst = 0;
        const auto trace = test::traceOf(scenario.toStdString());
        for (const HelloRandom &random : randomsOf(*trace)) {
            worst = std::max(worst, static_cast<int>(random.mark));
            if (random.mark == HelloRandom::Mark::None)
                continue;
            const ByteView bytes = slice((*trace)[random.message].bytes, random.marked);
            if (random.mark == HelloRandom::Mark::Retry)
                QCOMPARE(bytes.size(), std::size_t(32));
            else
                QCOMPARE(hexText(bytes), QStringLiteral("44 4f 57 4e 47 52 44 0%1")
                                             .arg(random.mark == HelloRandom::Mark::DowngradeFromTls13 ? 1 : 0));
        }
        QCOMPARE(worst, mark);
    }

    void usesAreInputs_data() { everyScenario(); }
    void usesAreInputs()
    {
        const auto trace = fetched();
        const Lineage lineage(*trace);
        for (const HelloRandom &random : randomsOf(*trace)) {
            const ByteView bytes = slice((*trace)[random.message].bytes, random.range);
            for (const RandomUse &use : usesOf(*trace, lineage, random))
                for (const std::uint32_t index : use.indices) {
                    const auto &inputs = use.check ? trace->checks[index].inputs : trace->derivations[index].inputs;
                    const std::string &name = use.check ? trace->checks[index].name : trace->derivations[index].name;
                    QCOMPARE(use.name.toStdString(), name);
                    const bool holds = std::any_of(inputs.begin(), inputs.end(), [&](const Input &input) {
                        return std::search(input.value.begin(), input.value.end(), bytes.begin(), bytes.end()) !=
                                   input.value.end() ||
                               std::find(input.messages.begin(), input.messages.end(), random.message) !=
                                   input.messages.end() ||
                               std::any_of(input.fields.begin(), input.fields.end(),
                                           [&](const FieldRef &field) { return field.message == random.message; });
                    });
                    QVERIFY2(holds, name.c_str());
                }
        }
    }

    // RFC 5246 8.1: master_secret takes both randoms, of both parties' accounts.
    void randomsGoIntoTheMasterSecret()
    {
        const auto trace = test::traceOf("classic");
        const Lineage lineage(*trace);
        for (const HelloRandom &random : randomsOf(*trace)) {
            const std::vector<RandomUse> uses = usesOf(*trace, lineage, random);
            for (const char *name : {"master_secret", "key_block"})
                QVERIFY2(std::any_of(uses.begin(), uses.end(),
                                     [name](const RandomUse &use) {
                                         return use.name == QLatin1StringView(name) && !use.transcript &&
                                                use.indices.size() == 2;
                                     }),
                         name);
        }
    }
};

QTEST_GUILESS_MAIN(TestNegotiationModels)
#include "tst_negotiationmodels.moc"
