// SPDX-License-Identifier: GPL-3.0-or-later
// The models show what the trace holds, and the wire image finds each byte of it again in the records.

#include <QtTest>

#include "models/consequencemodel.h"
#include "models/fieldmodel.h"
#include "models/keygraph.h"
#include "models/stepmodel.h"
#include "models/valuetext.h"
#include "scenarios.h"

#include <QAbstractItemModelTester>

using namespace hd;
using namespace hd::ui;

class TestModels : public QObject
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

private Q_SLOTS:
    void consequencesSelectWhatTheySay_data() { everyScenario(); }
    void consequencesSelectWhatTheySay()
    {
        const auto trace = fetched();
        const Lineage lineage(*trace);
        ConsequenceModel model;
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        for (std::uint32_t i = 0; i < trace->derivations.size(); ++i) {
            model.setConsequences(trace, lineage.consequencesOf(DerivationId{i}));
            for (int row = 0; row < model.rowCount(); ++row) {
                const Selection selection = model.selection(row);
                const QString name = model.index(row, ConsequenceModel::Name).data().toString();
                if (selection.kind == Selection::Kind::Derivation)
                    QCOMPARE(name, toQString(trace->derivations[selection.index].name));
                if (selection.kind == Selection::Kind::Field)
                    QVERIFY(name.endsWith(selection.fieldPath) && selection.bytes.length > 0);
                if (selection.kind == Selection::Kind::Record)
                    QVERIFY(name.contains(QString::number(selection.index + 1)));
            }
        }
    }

    void sealedRecordOfTls13ShowsItsNonce()
    {
        const auto trace = test::traceOf("tls13-padding");
        const MessageId finished = test::messageNamed(*trace, "finished");
        FieldModel model;
        model.setMessage(trace, finished);
        const RecordId id = (*trace)[finished].spans.front().record;
        const Record &record = (*trace)[id];
        const auto value = [&](const char *part) {
            const QModelIndex at = model.indexOfRecordPart(id, QStringLiteral("record.") + QLatin1StringView(part));
            return at.siblingAtColumn(FieldModel::Value).data().toString();
        };
        // RFC 8446 5.2: on the outside it is application_data
        QCOMPARE(value("type"), QStringLiteral("23 application_data"));
        QCOMPARE(value("inner_type"), QStringLiteral("22 handshake"));
        QCOMPARE(value("sequence_number"), QString::number(record.sequence));
        QCOMPARE(value("nonce"), hexText(record.nonce));
        QCOMPARE(value("additional_data"), hexText(ByteView(record.wire).first(5)));
        // RFC 8446 5.3: the iv is that of the key schedule
        const DerivationId iv = test::derivationOf(*trace, Side::Server, "server_handshake_write_iv");
        QCOMPARE(value("write_iv"), hexText((*trace)[iv].output));
        QVERIFY(!record.padding.empty());
        const QModelIndex padding = model.indexOfRecordPart(id, QStringLiteral("record.padding"));
        QCOMPARE(model.range(padding).end(), record.ciphertext.end());
    }

    void areConsistent_data() { everyScenario(); }
    void areConsistent()
    {
        const auto trace = fetched();
        const Lineage lineage(*trace);
        FieldModel fields;
        StepModel steps;
        const QAbstractItemModelTester fieldTester(&fields, QAbstractItemModelTester::FailureReportingMode::QtTest);
        const QAbstractItemModelTester stepTester(&steps, QAbstractItemModelTester::FailureReportingMode::QtTest);
        for (std::uint32_t i = 0; i < trace->messages.size(); ++i) {
            fields.setMessage(trace, MessageId{i});
            steps.setEvents(trace, lineage.eventsAround(MessageId{i}));
            steps.setPlayhead(i);
            QVERIFY(fields.rowCount() > 0);
            QVERIFY(steps.rowCount() > 0);
        }
        fields.clear();
        steps.clear();
        QCOMPARE(fields.rowCount(), 0);
        QCOMPARE(steps.rowCount(), 0);
    }

    /// ux.md 9.3: the wire range of every field of a clear message holds exactly the field's bytes.
    void wireHoldsTheFieldsOfClearMessages_data() { everyScenario(); }
    void wireHoldsTheFieldsOfClearMessages()
    {
        const auto trace = fetched();
        int compared = 0;
        for (std::uint32_t i = 0; i < trace->messages.size(); ++i) {
            const Message &message = trace->messages[i];
            if (message.encrypted)
                continue;
            const WireImage image(*trace, MessageId{i}, WireImage::View::Wire);
            for (FieldIndex at = 0; at < message.fields.size(); ++at) {
                Bytes found;
                for (const Range &range : image.fromMessage(message.fields[at].range))
                    append(found, slice(image.bytes(), range));
                const ByteView expected = slice(message.bytes, message.fields[at].range);
                QVERIFY2(equal(found, expected), message.fields.path(at).c_str());
                ++compared;
            }
        }
        QVERIFY(compared > 20);
    }

    void imageMapsBothWays_data() { everyScenario(); }
    void imageMapsBothWays()
    {
        const auto trace = fetched();
        for (std::uint32_t i = 0; i < trace->messages.size(); ++i) {
            const WireImage image(*trace, MessageId{i}, WireImage::View::Wire);
            const auto size = static_cast<std::uint32_t>(trace->messages[i].bytes.size());
            const bool compressed = (*trace)[trace->messages[i].spans.front().record].compressed.has_value();
            for (std::uint32_t at = 0; at < size; ++at) {
                const std::vector<Range> ranges = image.fromMessage({at, 1});
                QCOMPARE(ranges.size(), std::size_t{1});
                bool mapsBack = false; // a block of CBC holds the byte among others
                for (std::uint32_t b = ranges[0].offset; b < ranges[0].end(); ++b)
                    mapsBack |= image.toMessage(b) == at;
                QCOMPARE(mapsBack, !compressed);
            }
            QCOMPARE(image.toMessage(0), std::nullopt); // the record's header
        }
    }

    /// A message longer than a record, and a record with two messages: RFC 5246 6.2.1.
    void imageFollowsFragments()
    {
        Trace trace;
        const auto record = [&trace](Bytes plaintext) {
            Record made;
            made.version = 0x0303;
            made.plaintext = plaintext;
            made.wire = concat({Bytes{22, 3, 3, 0, static_cast<std::uint8_t>(plaintext.size())}, plaintext});
            trace.records.push_back(made);
        };
        record({1, 2, 3, 4});
        record({5, 6, 0xee, 0xee});
        Message message;
        message.name = "certificate";
        message.bytes = {1, 2, 3, 4, 5, 6};
        message.spans = {{RecordId{0}, {0, 4}}, {RecordId{1}, {0, 2}}};
        trace.messages.push_back(message);

        const WireImage image(trace, MessageId{0}, WireImage::View::Wire);
        QCOMPARE(image.size(), 18U);
        const std::vector<Range> whole = image.fromMessage({0, 6});
        QCOMPARE(whole, (std::vector<Range>{{5, 4}, {14, 2}}));
        QCOMPARE(image.fromMessage({3, 2}), (std::vector<Range>{{8, 1}, {14, 1}}));
        QCOMPARE(image.toMessage(15), std::optional<std::uint32_t>(5));
        QCOMPARE(image.toMessage(16), std::nullopt);
        QCOMPARE(image.foreign(), (std::vector<Range>{{16, 2}}));

        FieldModel fields;
        fields.setMessage(std::make_shared<const Trace>(trace), MessageId{0});
        QCOMPARE(fields.index(0, 0).data().toString(), QStringLiteral("record[0]"));
        QCOMPARE(fields.index(1, 0).data().toString(), QStringLiteral("record[1]"));
    }

    void fieldsReadAsInTheStandard()
    {
        const auto trace = test::traceOf("classic");
        FieldModel model;
        model.setMessage(trace, test::messageNamed(*trace, "server_key_exchange"));
        const auto value = [&model](const char *path) {
            const QModelIndex index = model.indexOfField(QLatin1StringView(path));
            return index.siblingAtColumn(FieldModel::Value).data().toString();
        };
        QCOMPARE(value("server_key_exchange.msg_type"), QStringLiteral("12 server_key_exchange"));
        QCOMPARE(value("server_key_exchange.params.dh_Ys_length"), QStringLiteral("256"));
        const QModelIndex length = model.indexOfField(QStringLiteral("server_key_exchange.params.dh_Ys_length"));
        QVERIFY(length.data(FieldModel::MutedRole).toBool());
        const QModelIndex public_ = model.indexOfField(QStringLiteral("server_key_exchange.params.dh_Ys"));
        QVERIFY(!public_.data(FieldModel::MutedRole).toBool());
        QVERIFY(public_.data(FieldModel::IsLeafRole).toBool());
        QCOMPARE(public_.siblingAtColumn(FieldModel::Length).data().toInt(), 256);
        const QModelIndex version =
            model.indexOfRecordPart((*trace)[test::messageNamed(*trace, "server_key_exchange")].spans[0].record,
                                    QStringLiteral("record.version"));
        QCOMPARE(version.siblingAtColumn(FieldModel::Value).data().toString(), QStringLiteral("0x0303 TLS 1.2"));
    }

    void sealedRecordsShowTheirParts_data()
    {
        QTest::addColumn<QString>("scenario");
        QTest::addColumn<QStringList>("parts");
        QTest::newRow("cbc") << QStringLiteral("classic")
                             << QStringList{QStringLiteral("type"), QStringLiteral("version"), QStringLiteral("length"),
                                            QStringLiteral("IV"), QStringLiteral("ciphertext")};
        QTest::newRow("gcm") << QStringLiteral("tls12-ecdhe-gcm")
                             << QStringList{QStringLiteral("type"),       QStringLiteral("version"),
                                            QStringLiteral("length"),     QStringLiteral("nonce_explicit"),
                                            QStringLiteral("ciphertext"), QStringLiteral("tag")};
    }
    void sealedRecordsShowTheirParts() // RFC 5246 6.2.3.2, 6.2.3.3
    {
        QFETCH(QStringList, parts);
        const auto trace = fetched();
        const MessageId finished = test::messageNamed(*trace, "finished");
        FieldModel model;
        model.setMessage(trace, finished);
        const QModelIndex record = model.index(0, 0);
        QStringList names;
        std::uint32_t covered = 0; // the parts are all of the record, in order
        for (int row = 0; row < model.rowCount(record); ++row) {
            const QModelIndex part = model.index(row, 0, record);
            if (model.range(part).length == 0)
                continue; // what both sides know without sending it
            names.append(part.data().toString());
            QCOMPARE(model.range(part).offset, covered);
            covered = model.range(part).end();
        }
        QCOMPARE(names, parts);
        QCOMPARE(covered, static_cast<std::uint32_t>((*trace)[(*trace)[finished].spans[0].record].wire.size()));
    }

    /// Stepping by operation: whatever happened last is among the steps of a message, at every stop.
    void everyOperationIsAStepOfAMessage_data() { everyScenario(); }
    void everyOperationIsAStepOfAMessage()
    {
        const auto trace = fetched();
        const Lineage lineage(*trace);
        StepModel steps;
        for (const Playhead stop : stops(*trace, Granularity::Operation)) {
            if (stop == 0 || trace->messages.empty())
                continue;
            const What what = trace->events[stop - 1].what;
            if (what == What::RecordSealed || what == What::RecordOpened)
                continue; // the last stop is the end of everything
            steps.setEvents(trace, lineage.eventsAround(*lineage.messageOf(stop - 1)));
            steps.setPlayhead(stop);
            const std::optional<int> row = steps.rowOfEvent(stop - 1);
            QVERIFY(row.has_value());
            QVERIFY(!steps.index(*row, 0).data(StepModel::PendingRole).toBool());
            QVERIFY(!steps.index(*row, StepModel::Subject).data().toString().isEmpty());
        }
    }

    void graphKnowsBothSidesOfEverySharedValue_data()
    {
        QTest::addColumn<QString>("scenario");
        for (const char *name : {"classic", "tls12-rsa", "tls12-ecdhe-gcm", "tls12-ecdhe-ecdsa"})
            QTest::newRow(name) << QString::fromLatin1(name);
    }
    void graphKnowsBothSidesOfEverySharedValue()
    {
        const auto trace = fetched();
        const KeyGraph graph(*trace);
        QVERIFY(graph.keyBlock() >= 0);
        QCOMPARE(graph.slices().size() + graph.unused().size(), std::size_t{6}); // RFC 5246 6.3
        for (const char *name : {"client_random", "server_random", "pre_master_secret", "master_secret", "key_block",
                                 "client_write_key", "client_finished.verify_data"}) {
            const std::optional<int> node = graph.find(name);
            QVERIFY2(node, name);
            QVERIFY2(graph.values(*trace, *node).agreement == KeyValues::Agreement::Equal, name);
        }
    }

    void graphIsEmptyWithoutSecrets()
    {
        const auto trace = test::traceOf("no-common-suite");
        QVERIFY(KeyGraph(*trace).empty());
        QCOMPARE(firstKeyAt(*trace), std::nullopt);
    }
};

QTEST_GUILESS_MAIN(TestModels)
#include "tst_models.moc"
