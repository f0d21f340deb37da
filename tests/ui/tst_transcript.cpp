// SPDX-License-Identifier: GPL-3.0-or-later
// The transcript of every built-in scenario: rows, values and selection.

#include "inspectors/transcript/transcriptinspector.h"
#include "inspectors/transcript/transcriptview.h"
#include "models/transcriptmodel.h"
#include "models/valuetext.h"
#include "scenarios.h"
#include "session/linked.h"
#include "text/explanations.h"
#include "theme/theme.h"
#include "trace/operations.h"

#include <QAbstractItemModelTester>
#include <QtTest>
#include <QtWidgets>

using namespace hd;
using namespace hd::ui;

class TestTranscript : public QObject
{
    Q_OBJECT

    struct Bench
    {
        explicit Bench(std::shared_ptr<const Trace> trace)
        {
            session.setTrace(std::move(trace));
            session.setPlayhead(static_cast<Playhead>(session.trace()->events.size()));
            inspector.resize(680, 420);
            inspector.show();
        }
        TranscriptModel *model() { return inspector.model(); }
        TranscriptView *view() { return inspector.findChild<TranscriptView *>(); }

        Theme theme;
        Explanations texts;
        Session session;
        TranscriptInspector inspector{&session, &theme, &texts};
    };

    static void scenarios()
    {
        QTest::addColumn<QString>("scenario");
        for (const std::string &name : test::scenarioNames())
            QTest::addRow("%s", name.c_str()) << QString::fromStdString(name);
    }

    static bool isUse(const TranscriptModel &model, int row)
    {
        return model.index(row).data(TranscriptModel::UseRole).toBool();
    }

    /// A recording that goes on with @p count messages after it was closed.
    static std::shared_ptr<const Trace> withMoreData(std::uint32_t count)
    {
        auto trace = std::make_shared<Trace>(*test::traceOf("tls13"));
        Message data;
        data.protocol = Protocol::ApplicationData;
        data.name = "application_data";
        data.bytes = Bytes(10);
        for (std::uint32_t i = 0; i < count; ++i) {
            const auto index = static_cast<std::uint32_t>(trace->messages.size());
            trace->messages.push_back(data);
            trace->events.push_back({Side::Client, What::MessageSent, index, 0});
            trace->events.push_back({Side::Server, What::MessageReceived, index, 0});
        }
        return trace;
    }

private Q_SLOTS:
    void initTestCase() { Fonts::load(); }

    void modelIsSound_data() { scenarios(); }
    void modelIsSound()
    {
        QFETCH(QString, scenario);
        const auto trace = test::traceOf(scenario.toStdString());
        TranscriptModel model;
        const QAbstractItemModelTester tester(&model);
        model.setTrace(trace);
        for (std::uint32_t h = 0; h < model.handshakes(); ++h) {
            model.setHandshake(h);
            for (Playhead at = 0; at <= trace->events.size(); at += 5)
                model.setPlayhead(at);
        }
    }

    /// A recorded hash stands below the message that it ends with, and is the value that the message shows.
    void usedHashesAreTheirMessages_data() { scenarios(); }
    void usedHashesAreTheirMessages()
    {
        QFETCH(QString, scenario);
        const auto trace = test::traceOf(scenario.toStdString());
        TranscriptModel model;
        model.setTrace(trace);
        model.setPlayhead(static_cast<Playhead>(trace->events.size()));
        for (std::uint32_t h = 0; h < model.handshakes(); ++h) {
            model.setHandshake(h);
            QModelIndex message;
            for (int row = 0; row < model.rowCount(); ++row) {
                const QModelIndex index = model.index(row);
                if (!isUse(model, row)) {
                    message = index;
                    continue;
                }
                const Selection selection = model.selection(row);
                if (selection.kind != Selection::Kind::Derivation)
                    continue;
                const Derivation &made = trace->derivations[selection.index];
                if (made.operation != operation::hash || made.inputs.back().role == "truncated")
                    continue;
                const int role =
                    made.by == Side::Client ? TranscriptModel::ClientHashRole : TranscriptModel::ServerHashRole;
                QCOMPARE(index.data(role).toString(), hexText(made.output, 8));
                QCOMPARE(message.data(role).toString(), index.data(role).toString());
                QVERIFY(message.data(TranscriptModel::UsedRole).toBool());
            }
        }
    }

    /// Whatever is not hashed says why.
    void whatIsOutsideSaysWhy_data() { scenarios(); }
    void whatIsOutsideSaysWhy()
    {
        QFETCH(QString, scenario);
        const auto trace = test::traceOf(scenario.toStdString());
        TranscriptModel model;
        model.setTrace(trace);
        for (std::uint32_t h = 0; h < model.handshakes(); ++h) {
            model.setHandshake(h);
            for (int row = 0; row < model.rowCount(); ++row) {
                const QModelIndex index = model.index(row);
                const auto hashed = static_cast<Hashed>(index.data(TranscriptModel::HashedRole).toInt());
                const bool in = hashed == Hashed::Yes || hashed == Hashed::AfterHandshake;
                const bool says =
                    index.data(TranscriptModel::NoteRole).toString().startsWith(QStringLiteral("outside"));
                if (!isUse(model, row))
                    QVERIFY2(in != says, qPrintable(index.data().toString()));
            }
        }
    }

    void nothingIsKnownBeforeItHappens_data() { scenarios(); }
    void nothingIsKnownBeforeItHappens()
    {
        QFETCH(QString, scenario);
        const auto trace = test::traceOf(scenario.toStdString());
        TranscriptModel model;
        model.setTrace(trace);
        model.setPlayhead(0);
        for (int row = 0; row < model.rowCount(); ++row) {
            QVERIFY(model.index(row).data(TranscriptModel::ClientHashRole).toString().isEmpty());
            QVERIFY(model.index(row).data(TranscriptModel::ServerHashRole).toString().isEmpty());
            QVERIFY(!model.index(row).data(TranscriptModel::DiffersRole).toBool());
        }
    }

    void rowsSelectAndAreSelected_data() { scenarios(); }
    void rowsSelectAndAreSelected()
    {
        QFETCH(QString, scenario);
        Bench bench(test::traceOf(scenario.toStdString()));
        for (std::uint32_t h = 0; h < bench.model()->handshakes(); ++h) {
            bench.model()->setHandshake(h);
            for (int row = 0; row < bench.model()->rowCount(); ++row) {
                const Selection selection = bench.model()->selection(row);
                bench.session.select(selection);
                QVERIFY(bench.model()->isLinked(row, bench.session.linked()));
                QVERIFY(bench.view()->currentIndex().isValid());
                bench.model()->setHandshake(h);
                bench.view()->setCurrentIndex(bench.model()->index(row));
                QCOMPARE(bench.session.selection().kind, selection.kind);
                QCOMPARE(bench.session.selection().index, selection.index);
            }
        }
    }

    /// RFC 8446 4.4.1: the first client_hello of a retry says that a message_hash stands for it.
    void aRetryShows()
    {
        TranscriptModel model;
        model.setTrace(test::traceOf("tls13-hello-retry"));
        QVERIFY(model.index(0).data(TranscriptModel::NoteRole).toString().contains(QStringLiteral("fe 00 00 20")));
    }

    void anAttackerShows()
    {
        bool shown = false;
        for (const std::string &name : test::scenarioNames()) {
            const auto trace = test::traceOf(name);
            TranscriptModel model;
            model.setTrace(trace);
            model.setPlayhead(static_cast<Playhead>(trace->events.size()));
            bool differs = false;
            for (const TranscriptTable &table : transcriptTables(*trace))
                for (const TranscriptRow &row : table.rows)
                    differs = differs || row.differs();
            QCOMPARE(model.differs(), differs);
            shown = shown || differs;
        }
        Trace changed = *test::traceOf("tls12-ecdhe-gcm"); // as if another server_hello had arrived than was sent
        const MessageId hello = test::messageNamed(changed, "server_hello");
        const auto other = static_cast<std::uint32_t>(changed.messages.size());
        changed.messages.push_back(changed[hello]);
        changed.messages.back().bytes.back() ^= 1;
        for (Event &event : changed.events)
            if (event.what == What::MessageReceived && event.index == hello.index)
                event.index = other;
        TranscriptModel model;
        model.setTrace(std::make_shared<Trace>(changed));
        model.setPlayhead(static_cast<Playhead>(changed.events.size()));
        QVERIFY(model.differs());
        QVERIFY(shown || model.differs());
    }

    /// Ten thousand messages of data after the handshake are one row.
    void longRecordingsStayShort()
    {
        Bench bench(withMoreData(10000));
        QVERIFY(bench.model()->rowCount() < 60);
        const auto last = MessageId{static_cast<std::uint32_t>(bench.session.trace()->messages.size() - 1)};
        bench.session.select(Session::messageSelection(last));
        QCOMPARE(bench.view()->currentIndex().row(), bench.model()->rowCount() - 1);
    }
};

QTEST_MAIN(TestTranscript)
#include "tst_transcript.moc"
