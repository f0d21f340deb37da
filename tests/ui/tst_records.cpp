// SPDX-License-Identifier: GPL-3.0-or-later
// Records: the table, the picture, both panes of bytes and the steps show the same record, and what is selected in one
// is selected in all.

#include "inspectors/records/recordbytes.h"
#include "inspectors/records/recordlist.h"
#include "inspectors/records/recordpicture.h"
#include "inspectors/records/recordsinspector.h"
#include "inspectors/records/sealingtext.h"
#include "keylogged.h"
#include "models/recordlistmodel.h"
#include "models/valuetext.h"
#include "scenarios.h"
#include "session/linked.h"
#include "text/explanations.h"
#include "theme/theme.h"
#include "trace/onthewire.h"

#include <QAbstractItemModelTester>
#include <QtTest>
#include <QtWidgets>

using namespace hd;
using namespace hd::ui;

class TestRecords : public QObject
{
    Q_OBJECT

    struct Bench
    {
        explicit Bench(std::shared_ptr<const Trace> trace, bool atEnd = true)
        {
            session.setTrace(std::move(trace));
            if (atEnd)
                session.setPlayhead(static_cast<Playhead>(session.trace()->events.size()));
            records.resize(680, 420);
            records.show();
        }
        explicit Bench(const char *scenario, bool atEnd = true) : Bench(test::traceOf(scenario), atEnd) {}

        const Trace &trace() const { return *session.trace(); }
        RecordList *list() { return records.findChild<RecordList *>(); }
        RecordBytes *bytes() { return records.findChild<RecordBytes *>(); }
        RecordPicture *picture() { return records.findChild<RecordPicture *>(); }
        SealingText *text() { return records.findChild<SealingText *>(); }
        const QAbstractItemModel *model() { return list()->model(); }
        QString cell(RecordId record, int column)
        {
            return model()->index(static_cast<int>(record.index), column).data().toString();
        }
        RecordId lastSealed() const
        {
            for (std::uint32_t i = static_cast<std::uint32_t>(trace().records.size()); i-- > 0;)
                if (trace().records[i].epoch > 0)
                    return RecordId{i};
            return {};
        }

        Session session;
        Theme theme;
        Explanations texts;
        RecordsInspector records{&session, &theme, &texts};
    };

    static void everyScenario()
    {
        QTest::addColumn<QString>("scenario");
        for (const std::string &name : test::scenarioNames())
            QTest::newRow(name.c_str()) << QString::fromStdString(name);
    }

private Q_SLOTS:
    void initTestCase() { Fonts::load(); }

    void theTableIsTheTrace_data() { everyScenario(); }
    void theTableIsTheTrace()
    {
        QFETCH(const QString, scenario);
        const auto trace = test::traceOf(scenario.toStdString());
        RecordListModel model;
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.setTrace(trace);
        QCOMPARE(model.rowCount(), static_cast<int>(trace->records.size()));
        for (std::uint32_t i = 0; i < trace->records.size(); ++i) {
            const Record &record = trace->records[i];
            const auto cell = [&](int column) { return model.index(static_cast<int>(i), column).data().toString(); };
            QCOMPARE(cell(RecordListModel::Number), QString::number(i + 1));
            QCOMPARE(cell(RecordListModel::Epoch), QString::number(record.epoch));
            QCOMPARE(cell(RecordListModel::Sequence), QString::number(record.sequence));
            QCOMPARE(cell(RecordListModel::Length), QString::number(record.wire.size()));
            if (record.version != sslV2RecordVersion)
                QCOMPARE(cell(RecordListModel::Type), protocolName(static_cast<Protocol>(record.wire[0])));
            if (record.protection == ProtectionKind::Tls13 && !record.plaintext.empty())
                QCOMPARE(cell(RecordListModel::Inside), protocolName(record.type));
            QCOMPARE(cell(RecordListModel::Protection) == QStringLiteral("clear"),
                     record.protection == ProtectionKind::Null && record.mac.empty());
        }
        model.setPlayhead(static_cast<Playhead>(trace->events.size()));
        for (int row = 0; row < model.rowCount(); ++row)
            QVERIFY(!model.index(row, 0).data(RecordListModel::PendingRole).toBool());
    }

    void recordsAppearWithThePlayhead()
    {
        Bench bench("classic", false);
        const auto pending = [&](int row) {
            return bench.model()->index(row, 0).data(RecordListModel::PendingRole).toBool();
        };
        QVERIFY(pending(0));
        bench.session.step(+1);
        QVERIFY(!pending(0));
        QVERIFY(pending(1));
        QCOMPARE(bench.records.record(), std::optional(RecordId{0})); // of the message that was just sent
        bench.session.select(bench.session.recordSelection(RecordId{5}));
        QCOMPARE(bench.records.record(), std::optional(RecordId{5}));
        QVERIFY(bench.bytes()->lines().lines.empty()); // nothing of what is still to come
        QVERIFY(bench.picture()->itemCount() == 0);
    }

    /// Whatever is selected that a record carries, the record is shown and its bytes are marked.
    void everyMessageShowsItsRecord_data() { everyScenario(); }
    void everyMessageShowsItsRecord()
    {
        QFETCH(const QString, scenario);
        Bench bench(test::traceOf(scenario.toStdString()));
        for (std::uint32_t i = 0; i < bench.trace().messages.size(); ++i) {
            const Message &message = bench.trace().messages[i];
            bench.session.select(Session::messageSelection(MessageId{i}));
            QCOMPARE(bench.records.record(), std::optional(message.spans.front().record));
            QCOMPARE(bench.session.linked().records.front(), message.spans.front().record);
            std::size_t linked = 0;
            for (const LinkedBytes &bytes : bench.session.linked().recordBytes)
                linked += bytes.plaintext.length;
            if (message.bytes.size() > 0)
                QCOMPARE(linked, message.bytes.size());
        }
    }

    void everyPartIsSelectedEverywhere_data()
    {
        QTest::addColumn<QByteArray>("scenario");
        for (const char *name :
             {"tls10-cbc", "tls11-cbc", "classic", "ssl3-rsa", "rc4", "null-cipher", "tls12-ecdhe-gcm", "chacha20",
              "tls13-ccm", "tls13-padding", "compression", "sslv2-hello"})
            QTest::newRow(name) << QByteArray(name);
    }
    void everyPartIsSelectedEverywhere()
    {
        QFETCH(const QByteArray, scenario);
        Bench bench(scenario.constData());
        for (std::uint32_t i = 0; i < bench.trace().records.size(); ++i) {
            const RecordId id{i};
            bench.session.select(bench.session.recordSelection(id));
            QCOMPARE(bench.records.record(), std::optional(id));
            QCOMPARE(bench.list()->currentIndex().row(), static_cast<int>(i));
            for (const RecordPart &part : bench.bytes()->lines().parts) {
                const QString path = toQString(pathOf(part));
                bench.session.select(bench.session.recordSelection(id, path));
                QCOMPARE(bench.session.selection().bytes, part.wire);
                QCOMPARE(bench.records.record(), std::optional(id));
                QVERIFY2(bench.text()->toHtml().contains(path.toHtmlEscaped()), qPrintable(path));
                if (!part.sent() || part.wire.offset < bench.bytes()->lines().header)
                    continue;
                const int item = bench.picture()->currentItem();
                QVERIFY(item >= 0);
                QVERIFY(bench.picture()->itemText(item).startsWith(toQString(part.name)));
            }
        }
    }

    /// A click on a byte of either pane, and on a part of the picture, selects the part.
    void clicksSelectParts()
    {
        Bench bench("classic");
        const RecordId id = bench.lastSealed();
        bench.session.select(bench.session.recordSelection(id));
        const RecordPart *mac = partAt(bench.bytes()->lines().parts, "record.MAC");
        QVERIFY(mac);
        for (const bool clear : {true, false}) {
            bench.session.select(bench.session.recordSelection(id));
            bench.session.select(bench.session.recordSelection(id, QStringLiteral("record.MAC"))); // scrolls there
            bench.session.select(bench.session.recordSelection(id));
            const QRectF cell =
                clear ? bench.bytes()->clearCell(mac->wire.offset) : bench.bytes()->wireCell(mac->wire.offset);
            QVERIFY(!cell.isEmpty());
            QTest::mouseClick(bench.bytes()->viewport(), Qt::LeftButton, {}, cell.center().toPoint());
            QCOMPARE(bench.session.selection().fieldPath, QStringLiteral("record.MAC"));
            QCOMPARE(bench.session.selection().bytes, mac->wire);
        }
        for (int item = 0; item < bench.picture()->itemCount(); ++item) {
            QTest::mouseClick(bench.picture(), Qt::LeftButton, {}, bench.picture()->itemRect(item).center());
            QCOMPARE(bench.session.selection().kind, Selection::Kind::Record);
            QCOMPARE(bench.session.selection().index, id.index);
            QCOMPARE(bench.picture()->currentItem(), item);
        }
    }

    void theKeyboardReachesEveryByte()
    {
        Bench bench("tls12-ecdhe-gcm");
        const RecordId id = bench.lastSealed();
        bench.session.select(bench.session.recordSelection(id));
        QSet<QString> paths;
        QTest::keyClick(bench.bytes(), Qt::Key_Home);
        for (std::size_t i = 0; i < bench.trace()[id].wire.size(); ++i) {
            paths.insert(bench.session.selection().fieldPath);
            QTest::keyClick(bench.bytes(), Qt::Key_Right);
        }
        for (const char *part : {"type", "version", "length", "nonce_explicit", "content", "tag"})
            QVERIFY2(paths.contains(QStringLiteral("record.") + QLatin1StringView(part)), part);
        QTest::keyClick(bench.bytes(), Qt::Key_Home);
        QTest::keyClick(bench.bytes(), Qt::Key_Right, Qt::ShiftModifier);
        QTest::keyClick(bench.bytes(), Qt::Key_Right, Qt::ShiftModifier);
        QCOMPARE(bench.session.selection().bytes, (Range{0, 3}));
        QCOMPARE(bench.session.selection().kind, Selection::Kind::Record);
    }

    void rowsOfTheTableSelect()
    {
        Bench bench("tls13");
        bench.list()->setFocus();
        bench.session.select(bench.session.recordSelection(RecordId{0}));
        QTest::keyClick(bench.list(), Qt::Key_Down);
        QCOMPARE(bench.session.selection(), bench.session.recordSelection(RecordId{1}));
        bench.session.goBack();
        QCOMPARE(bench.records.record(), std::optional(RecordId{0}));
    }

    /// A key is linked with what is sealed with it, an IV with the value that each nonce is made from, and the check of
    /// a record with the record.
    void keysAndChecksLeadToRecords()
    {
        const auto trace = test::traceOf("tls12-ecdhe-gcm");
        Session session;
        session.setTrace(trace);
        session.select(session.derivationSelection(test::derivationOf(*trace, Side::Client, "client_write_key")));
        std::vector<RecordId> sealed;
        for (std::uint32_t i = 0; i < trace->records.size(); ++i)
            if (trace->records[i].from == Side::Client && trace->records[i].epoch > 0)
                sealed.push_back(RecordId{i});
        QVERIFY(!sealed.empty());
        QCOMPARE(session.linked().records, sealed);
        session.select(session.recordSelection(sealed.front(), QStringLiteral("record.salt")));
        QCOMPARE(session.linked().derivations.front(), test::derivationOf(*trace, Side::Client, "client_write_IV"));
        session.select(session.recordSelection(sealed.front()));
        QCOMPARE(session.linked().checks.size(), std::size_t{1});
        session.select(session.checkSelection(session.linked().checks.front()));
        QCOMPARE(session.linked().records, std::vector{sealed.front()});
    }

    void theStepsNameTheirKeys()
    {
        Bench bench("tls10-cbc");
        const RecordId id = bench.lastSealed();
        bench.session.select(bench.session.recordSelection(id));
        const Record &record = bench.trace()[id];
        const QString text = bench.text()->toPlainText();
        const QString side = record.from == Side::Client ? QStringLiteral("client") : QStringLiteral("server");
        for (const char *key : {"_write_MAC_key", "_write_key"})
            QVERIFY(text.contains(side + QLatin1StringView(key)));
        QVERIFY(text.contains(hexText(record.iv)));
        QVERIFY(text.contains(hexText(record.mac)));
        QVERIFY(text.contains(QStringLiteral("RFC 2246")));
        QVERIFY(bench.text()->toHtml().contains(QStringLiteral("derivation:")));
    }

    /// Of what somebody without keys saw, lengths and types are told and nothing else.
    void withoutKeysTheInsideStaysClosed()
    {
        const auto own = test::traceOf("tls13");
        Bench bench(std::make_shared<const Trace>(observe(wireOf(*own))));
        bench.session.select(bench.session.recordSelection(bench.lastSealed()));
        const std::vector<RecordPart> &parts = bench.bytes()->lines().parts;
        QVERIFY(partAt(parts, "record.ciphertext"));
        QVERIFY(!partAt(parts, "record.content"));
        QVERIFY(!partAt(parts, "record.inner_type"));
        QVERIFY(bench.text()->toPlainText().contains(QStringLiteral("had no key for it")));
        QCOMPARE(bench.cell(bench.lastSealed(), RecordListModel::Inside), QString());
    }

    void aRefusedRecordSaysWhy()
    {
        const auto own = test::traceOf("tls12-ecdhe-gcm");
        std::vector<Chunk> wire = wireOf(*own);
        wire.back().bytes.back() ^= 1;
        Bench bench(std::make_shared<const Trace>(observe(wire, test::secretsOf(*own))));
        const RecordId id = bench.lastSealed();
        QVERIFY(bench.model()->index(static_cast<int>(id.index), 0).data(RecordListModel::RefusedRole).toBool());
        bench.session.select(bench.session.recordSelection(id));
        const QString text = bench.text()->toPlainText();
        QVERIFY(text.contains(QStringLiteral("✕ refused by")));
        QVERIFY(text.contains(QStringLiteral("record.mac")));
        QVERIFY(text.contains(QStringLiteral("did not open")));
    }

    void screenReadersHearEveryPart()
    {
        Bench bench("classic");
        const RecordId id = bench.lastSealed();
        bench.session.select(bench.session.recordSelection(id));
        QAccessibleInterface *picture = QAccessible::queryAccessibleInterface(bench.picture());
        QCOMPARE(picture->childCount(), bench.picture()->itemCount());
        QVERIFY(picture->childCount() >= 6);
        for (int i = 0; i < picture->childCount(); ++i) {
            QAccessibleInterface *part = picture->child(i);
            QVERIFY(part->text(QAccessible::Name).contains(QStringLiteral("byte")));
            part->actionInterface()->doAction(QAccessibleActionInterface::pressAction());
            QVERIFY(part->state().selected);
        }
        for (QWidget *widget : {static_cast<QWidget *>(bench.list()), static_cast<QWidget *>(bench.bytes()),
                                static_cast<QWidget *>(bench.picture()), static_cast<QWidget *>(bench.text())})
            QVERIFY(!widget->accessibleName().isEmpty());
        QVERIFY(
            bench.model()->index(0, 0).data(Qt::AccessibleTextRole).toString().contains(QStringLiteral("Record 1")));
    }

    /// However many there are, only what is seen is worked out.
    void manyRecords()
    {
        Trace many = *test::traceOf("tls13");
        const Record last = many.records.back();
        const Message message = many.messages.back();
        for (std::uint32_t i = 0; i < 10000; ++i) {
            Record record = last;
            record.sequence = last.sequence + 1 + i;
            many.records.push_back(record);
            Message copy = message;
            copy.spans.front().record.index = static_cast<std::uint32_t>(many.records.size()) - 1;
            many.messages.push_back(copy);
            many.events.push_back(
                {record.from, What::MessageSent, static_cast<std::uint32_t>(many.messages.size()) - 1, 0});
            many.events.push_back(
                {record.from, What::RecordSealed, static_cast<std::uint32_t>(many.records.size()) - 1, 0});
        }
        Bench bench(std::make_shared<const Trace>(std::move(many)));
        const auto count = static_cast<std::uint32_t>(bench.trace().records.size());
        QBENCHMARK
        {
            for (const std::uint32_t at : {count - 1, count / 2, 3u})
                bench.session.select(bench.session.recordSelection(RecordId{at}));
        }
        QCOMPARE(bench.list()->currentIndex().row(), 3);
        QCOMPARE(bench.model()->rowCount(), static_cast<int>(count));
    }
};

QTEST_MAIN(TestRecords)
#include "tst_records.moc"
