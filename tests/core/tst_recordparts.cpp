// SPDX-License-Identifier: GPL-3.0-or-later
// Every byte of every record has one name, and what is said of a record is what was recorded of it.

#include "analysis/recordparts.h"
#include "analysis/sealing.h"
#include "builtins.h"
#include "keylogged.h"
#include "trace/onthewire.h"
#include "variants.h"
#include "wire/registry.h"
#include "wire/versions.h"

#include <QtTest>

using namespace hd;

class TestRecordParts : public QObject
{
    Q_OBJECT

    using TracePtr = std::shared_ptr<const Trace>;

    /// Every built-in scenario, every suite in every version and every flow; each as its parties recorded it, as
    /// somebody on the wire sees it, and as somebody who has its key log does.
    static const std::vector<std::pair<std::string, TracePtr>> &traces()
    {
        static const std::vector<std::pair<std::string, TracePtr>> all = [] {
            std::vector<std::pair<std::string, TracePtr>> made;
            for (const ScenarioInfo &info : builtinScenarios())
                made.emplace_back(info.name, test::runBuiltin(info.name));
            for (const auto &variants : {test::distinctSuiteVariants(), test::tls13Variants(), test::flowVariants()})
                for (const test::Variant &variant : variants)
                    made.emplace_back(variant.name, test::runBuiltin(test::variantScenario, variant.settings));
            const std::size_t own = made.size();
            for (std::size_t i = 0; i < own; ++i) {
                const auto [name, trace] = made[i];
                const std::vector<Chunk> wire = wireOf(*trace);
                made.emplace_back(name + ", seen", std::make_shared<const Trace>(observe(wire)));
                made.emplace_back(name + ", with its key log",
                                  std::make_shared<const Trace>(observe(wire, test::secretsOf(*trace))));
            }
            return made;
        }();
        return all;
    }

    static void everyTrace()
    {
        QTest::addColumn<std::size_t>("index");
        for (std::size_t i = 0; i < traces().size(); ++i)
            QTest::addRow("%zu %s", i, traces()[i].first.c_str()) << i;
    }

    static const Trace &fetched()
    {
        QFETCH(const std::size_t, index);
        return *traces()[index].second;
    }

    static Bytes valueOf(const std::vector<RecordPart> &parts, std::string_view path)
    {
        const RecordPart *part = partAt(parts, path);
        return part ? part->value : Bytes();
    }

private Q_SLOTS:
    void leavesCoverTheWireOnce_data() { everyTrace(); }
    void leavesCoverTheWireOnce()
    {
        for (const Record &record : fetched().records) {
            const std::vector<RecordPart> parts = recordParts(record);
            std::uint32_t covered = 0;
            for (const RecordPart &part : parts) {
                if (part.in)
                    QVERIFY(!parts[static_cast<std::size_t>(*part.in)].leaf);
                if (!part.leaf || !part.sent())
                    continue;
                QCOMPARE(part.wire.offset, covered);
                covered = part.wire.end();
            }
            QCOMPARE(covered, static_cast<std::uint32_t>(record.wire.size()));
        }
    }

    void valuesAreThoseOfTheRecord_data() { everyTrace(); }
    void valuesAreThoseOfTheRecord()
    {
        for (const Record &record : fetched().records) {
            const std::vector<RecordPart> parts = recordParts(record);
            const auto sent = [&](const char *path) {
                const RecordPart *part = partAt(parts, path);
                return part && part->sent();
            };
            const bool closed = partAt(parts, "record.ciphertext") && partAt(parts, "record.ciphertext")->leaf;
            if (!closed)
                QCOMPARE(valueOf(parts, "record.content"), record.plaintext);
            QCOMPARE(valueOf(parts, "record.nonce"), record.nonce);
            QCOMPARE(valueOf(parts, "record.additional_data"), record.additionalData);
            Bytes joined;
            for (const char *part : {"seq_num", "type", "version", "length"})
                append(joined, valueOf(parts, std::string("record.additional_data.") + part));
            QCOMPARE(joined, record.additionalData);
            QCOMPARE(valueOf(parts, "record.IV"), record.iv);
            if (record.compressed && !closed)
                QCOMPARE(valueOf(parts, "record.compressed"), *record.compressed);
            if (!closed)
                QCOMPARE(valueOf(parts, "record.padding"), record.padding);
            if (sent("record.MAC") || sent("record.tag"))
                QCOMPARE(valueOf(parts, sent("record.tag") ? "record.tag" : "record.MAC"), record.mac);
        }
    }

    /// What stands in clear on the wire is on the wire.
    void clearPartsAreTheirBytes_data() { everyTrace(); }
    void clearPartsAreTheirBytes()
    {
        for (const Record &record : fetched().records)
            for (const RecordPart &part : recordParts(record))
                if (part.sent() && !part.in && part.leaf && part.name != "ciphertext")
                    QVERIFY2(equal(part.value, slice(record.wire, part.wire)), part.name.c_str());
    }

    /// RFC 5288 3, RFC 7905 2, RFC 8446 5.3: what a nonce is made from is the IV that was derived.
    void noncesAreMadeFromTheDerivedIv_data() { everyTrace(); }
    void noncesAreMadeFromTheDerivedIv()
    {
        const Trace &trace = fetched();
        const RecordIndex index(trace);
        for (std::uint32_t i = 0; i < trace.records.size(); ++i) {
            const std::vector<RecordPart> parts = recordParts(trace.records[i]);
            const SealingKeys keys = sealingKeys(trace, index[RecordId{i}]);
            for (const char *path : {"record.salt", "record.write_IV", "record.write_iv"})
                if (const RecordPart *part = partAt(parts, path); part && keys.iv)
                    QCOMPARE(part->value, trace[*keys.iv].output);
        }
    }

    /// RFC 2246 6.2.3.2: "The IV for subsequent records is the last ciphertext block from the previous record."
    void everyStepIsTrue_data() { everyTrace(); }
    void everyStepIsTrue()
    {
        const Trace &trace = fetched();
        const RecordIndex index(trace);
        for (std::uint32_t i = 0; i < trace.records.size(); ++i) {
            const Record &record = trace.records[i];
            const RecordFacts &facts = index[RecordId{i}];
            const std::vector<RecordPart> parts = recordParts(record);
            const Sealing sealing = sealingOf(trace, facts, RecordId{i});
            QVERIFY(!sealing.steps.empty());
            QCOMPARE(sealing.steps.back().kind, SealingStep::Kind::Frame);
            for (const SealingStep &step : sealing.steps) {
                QVERIFY(!step.formula.empty() && !step.clause.empty());
                for (const DerivationId key : step.keys) { // the name in the formula is that of the key
                    QVERIFY(step.formula.find(trace[key].name) != std::string::npos);
                    QVERIFY(trace[key].name.find(record.from == Side::Client ? "client" : "server") !=
                            std::string::npos);
                }
                if (step.kind == SealingStep::Kind::FirstIv && !step.keys.empty())
                    QCOMPARE(trace[step.keys.front()].output, record.iv);
                if (step.kind == SealingStep::Kind::Pad && !record.padding.empty())
                    QCOMPARE(record.ciphertext.length % record.iv.size(), std::size_t{0});
                if (step.kind != SealingStep::Kind::ChainedIv)
                    continue;
                const Record &before = trace[*step.record];
                QCOMPARE(before.sequence + 1, record.sequence);
                QVERIFY(equal(slice(before.wire, {before.ciphertext.end() - 8, 8}), ByteView(record.iv).last(8)));
            }
        }
    }

    void clearAndSealedAreToldApart_data() { everyTrace(); }
    void clearAndSealedAreToldApart()
    {
        const Trace &trace = fetched();
        const RecordIndex index(trace);
        for (std::uint32_t i = 0; i < trace.records.size(); ++i) {
            const Record &record = trace.records[i];
            const SealingOrder order = sealingOf(trace, index[RecordId{i}], RecordId{i}).order;
            QCOMPARE(order == SealingOrder::Clear, record.protection == ProtectionKind::Null && record.mac.empty());
            QCOMPARE(order == SealingOrder::EncryptThenMac, record.encryptThenMac);
            QCOMPARE(order == SealingOrder::InnerTypeAead || order == SealingOrder::Unknown,
                     record.protection == ProtectionKind::Tls13 || order == SealingOrder::Unknown);
            QVERIFY(!(order == SealingOrder::Unknown && index[RecordId{i}].keys));
        }
    }

    /// To the byte where ciphers go byte by byte, to the block under CBC.
    void plaintextIsFoundOnTheWire_data() { everyTrace(); }
    void plaintextIsFoundOnTheWire()
    {
        for (const Record &record : fetched().records) {
            const std::vector<RecordPart> parts = recordParts(record);
            const auto length = static_cast<std::uint32_t>(record.plaintext.size());
            for (const Range plaintext : {Range{0, length}, Range{length / 2, length - length / 2}}) {
                const std::optional<Range> wire = wireOf(record, plaintext);
                if (!wire || length == 0)
                    continue;
                QVERIFY(wire->end() <= record.wire.size());
                const RecordPart *content = partAt(parts, record.compressed ? "record.compressed" : "record.content");
                QVERIFY(content);
                if (record.protection != ProtectionKind::Cbc && !record.compressed)
                    QCOMPARE(*wire, (Range{content->wire.offset + plaintext.offset, plaintext.length}));
                else
                    QVERIFY(wire->offset <= content->wire.offset + plaintext.offset || record.compressed);
                if (record.protection == ProtectionKind::Null && !record.compressed)
                    QVERIFY(equal(slice(record.wire, *wire), slice(record.plaintext, plaintext)));
            }
        }
    }

    /// A bit flipped in the last sealed record: its receiver refuses it, and nothing is shown that it did not say.
    void refusedRecords_data()
    {
        QTest::addColumn<std::size_t>("index");
        const auto variants = test::distinctSuiteVariants();
        for (std::size_t i = 0; i < variants.size(); ++i)
            QTest::addRow("%s", variants[i].name.c_str()) << i;
    }
    void refusedRecords()
    {
        QFETCH(const std::size_t, index);
        const TracePtr trace = test::runBuiltin(test::variantScenario, test::distinctSuiteVariants()[index].settings);
        std::vector<Chunk> wire = wireOf(*trace);
        wire.back().bytes.back() ^= 1;
        const Trace seen = observe(wire, test::secretsOf(*trace));
        const RecordIndex facts(seen);
        std::size_t refused = 0;
        for (std::uint32_t i = 0; i < seen.records.size(); ++i) {
            if (!isRefused(seen, facts[RecordId{i}]))
                continue;
            ++refused;
            QCOMPARE(seen.records[i].wire, wire.back().bytes);
            std::uint32_t covered = 0;
            for (const RecordPart &part : recordParts(seen.records[i]))
                if (part.leaf && part.sent())
                    covered += part.wire.length;
            QCOMPARE(covered, static_cast<std::uint32_t>(wire.back().bytes.size()));
        }
        QCOMPARE(refused, std::size_t{1});
    }

    void partsAreFoundByPathAndPlace()
    {
        const TracePtr trace = test::runBuiltin("classic"); // CBC with explicit IV, MAC, then encrypt
        const auto sealed = std::find_if(trace->records.begin(), trace->records.end(),
                                         [](const Record &record) { return record.epoch > 0; });
        QVERIFY(sealed != trace->records.end());
        const std::vector<RecordPart> parts = recordParts(*sealed);
        QVERIFY(!partAt(parts, "record"));
        QVERIFY(!partAt(parts, "record.tag"));
        const RecordPart *mac = partAt(parts, "record.MAC");
        QVERIFY(mac && mac->in);
        QCOMPARE(partAround(parts, {mac->wire.offset, 1}), mac);
        QCOMPARE(partAround(parts, {mac->wire.offset - 1, 2})->name, std::string("ciphertext"));
        QVERIFY(!partAround(parts, {0, 5})); // only the record holds all of its header
        QCOMPARE(sealingOf(*trace,
                           RecordIndex(*trace)[RecordId{static_cast<std::uint32_t>(sealed - trace->records.begin())}],
                           RecordId{static_cast<std::uint32_t>(sealed - trace->records.begin())})
                     .steps[1]
                     .formula,
                 std::string("MAC = HMAC-SHA-256(client_write_MAC_key, additional_data + content)"));
    }
};

QTEST_APPLESS_MAIN(TestRecordParts)
#include "tst_recordparts.moc"
