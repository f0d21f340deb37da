// SPDX-License-Identifier: GPL-3.0-or-later
// The running hashes: wherever a party recorded a hash of the transcript, what is computed for showing is that very
// value, and what it covers is what the rows say, in every built-in scenario.

#include "analysis/transcripthashes.h"
#include "builtins.h"
#include "crypto/primitives.h"
#include "trace/operations.h"

#include <QtTest>

using namespace hd;

namespace {

const Input *inputOf(const Derivation &derivation, std::string_view role)
{
    const auto found = std::ranges::find(derivation.inputs, role, &Input::role);
    return found == derivation.inputs.end() ? nullptr : &*found;
}

QString about(const Trace &trace, const Derivation &derivation)
{
    return QString::fromStdString(trace.scenarioName + ": " + derivation.name + " of the " +
                                  (derivation.by == Side::Client ? "client" : "server"));
}

/// The rows that a party has hashed up to @p last, in their order.
std::vector<MessageId> coveredBy(const TranscriptTable &table, Side side, MessageId last)
{
    std::vector<MessageId> ids;
    const bool late = std::ranges::any_of(table.rows, [last](const TranscriptRow &row) {
        return row.message == last && row.hashed == Hashed::AfterHandshake;
    });
    bool retried = false;
    for (const TranscriptRow &row : table.rows)
        retried = retried || (row.replaced && row.message < last);
    for (const TranscriptRow &row : table.rows)
        if (row.message <= last && row.in[static_cast<std::size_t>(side)] && !(retried && row.replaced) &&
            (late || row.hashed == Hashed::Yes))
            ids.push_back(row.message);
    return ids;
}

const TranscriptTable *tableOf(const std::vector<TranscriptTable> &tables, MessageId id)
{
    for (const TranscriptTable &table : tables)
        if (!table.rows.empty() && table.rows.front().message <= id && id <= table.rows.back().message)
            return &table;
    return nullptr;
}

} // namespace

class TestTranscriptHashes : public QObject
{
    Q_OBJECT

    static void scenarios()
    {
        QTest::addColumn<int>("index");
        for (std::size_t i = 0; i < test::builtinTraces().size(); ++i)
            QTest::addRow("%s", test::builtinTraces()[i]->scenarioName.c_str()) << static_cast<int>(i);
    }

private Q_SLOTS:
    void computedIsWhatWasRecorded_data() { scenarios(); }
    void computedIsWhatWasRecorded()
    {
        QFETCH(int, index);
        const Trace &trace = *test::builtinTraces()[static_cast<std::size_t>(index)];
        const std::vector<TranscriptTable> tables = transcriptTables(trace);
        crypto::Context context;
        for (const Derivation &made : trace.derivations) {
            const Input *messages = inputOf(made, "messages");
            if (!messages || messages->messages.empty() || inputOf(made, "truncated"))
                continue;
            const auto side = static_cast<std::size_t>(made.by);
            const MessageId last = messages->messages.back();
            const TranscriptTable *table = tableOf(tables, last);
            QVERIFY2(table, qPrintable(about(trace, made)));
            const TranscriptRow &row = table->rows[last.index - table->rows.front().message.index];
            QVERIFY2(row.in[side], qPrintable(about(trace, made)));
            QVERIFY2(coveredBy(*table, made.by, last) == messages->messages, qPrintable(about(trace, made)));
            if (made.operation == operation::hash) {
                QVERIFY2(row.after[side] == made.output, qPrintable(about(trace, made)));
            } else if (made.operation == operation::sslHash) {
                QCOMPARE(table->form, TranscriptForm::Ssl3);
                Bytes covered;
                for (const MessageId id : messages->messages)
                    append(covered, trace[id].bytes);
                QCOMPARE(made.output, crypto::sslHash(context, inputOf(made, "secret")->value,
                                                      inputOf(made, "sender")->text, covered));
                QVERIFY(row.after[side] == concat({crypto::digest(context, crypto::Hash::Md5, {covered}),
                                                   crypto::digest(context, crypto::Hash::Sha1, {covered})}));
            }
        }
    }

    void everyUseHasItsRow_data() { scenarios(); }
    void everyUseHasItsRow()
    {
        QFETCH(int, index);
        const Trace &trace = *test::builtinTraces()[static_cast<std::size_t>(index)];
        std::size_t hashes = 0, expected = 0;
        for (const TranscriptTable &table : transcriptTables(trace))
            for (const TranscriptRow &row : table.rows)
                for (const TranscriptUse &use : row.uses) {
                    hashes += use.hash.has_value();
                    QVERIFY(use.at > 0);
                    QVERIFY2(row.hashed == Hashed::Yes || row.hashed == Hashed::AfterHandshake || use.binders,
                             trace[row.message].name.c_str());
                }
        for (const Derivation &made : trace.derivations)
            expected += std::ranges::any_of(
                made.inputs, [](const Input &input) { return !input.messages.empty() || input.role == "truncated"; });
        QCOMPARE(hashes, expected);
    }

    void everyMessageIsSomewhere_data() { scenarios(); }
    void everyMessageIsSomewhere()
    {
        QFETCH(int, index);
        const Trace &trace = *test::builtinTraces()[static_cast<std::size_t>(index)];
        std::uint32_t next = 0;
        for (const TranscriptTable &table : transcriptTables(trace))
            for (const TranscriptRow &row : table.rows) {
                QCOMPARE(row.message.index, next++);
                const Message &message = trace[row.message];
                const bool in = row.in[0] || row.in[1];
                QCOMPARE(row.hashed == Hashed::Yes || row.hashed == Hashed::AfterHandshake, in);
                if (message.protocol != Protocol::Handshake || message.name == "hello_request")
                    QVERIFY2(!in, message.name.c_str());
                for (const std::size_t side : {0, 1})
                    QCOMPARE(row.after[side].empty(), !row.in[side] || table.form == TranscriptForm::Unknown);
            }
        QCOMPARE(next, trace.messages.size());
    }

    /// Somebody who changes a message makes the two transcripts differ from there on, and nothing else does.
    void attackersShow_data() { scenarios(); }
    void attackersShow()
    {
        QFETCH(int, index);
        const Trace &trace = *test::builtinTraces()[static_cast<std::size_t>(index)];
        bool changed = false;
        for (const TranscriptTable &table : transcriptTables(trace))
            for (const TranscriptRow &row : table.rows) {
                const bool handshake = row.hashed == Hashed::Yes;
                changed = changed || (handshake && hd::changedOnTheWay(trace, row.message));
                QVERIFY2(!row.differs() || changed, trace[row.message].name.c_str());
                if (handshake && changed && row.in[0] && row.in[1] && !row.after[0].empty())
                    QVERIFY2(row.differs(), trace[row.message].name.c_str());
            }
    }

    /// RFC 8446 4.4.1, by hand: the first client_hello gives way to a message_hash.
    void retryReplacesTheFirstHello()
    {
        const auto trace = test::runBuiltin("tls13-hello-retry");
        const TranscriptTable table = transcriptTables(*trace).front();
        crypto::Context context;
        const Message &first = trace->messages[0], &retry = trace->messages[1];
        QCOMPARE(retry.name, std::string("hello_retry_request"));
        const Bytes hash = crypto::digest(context, crypto::Hash::Sha256, {first.bytes});
        const Bytes synthetic = concat({Bytes{254, 0, 0, 32}, hash, retry.bytes});
        QVERIFY(table.rows[0].replaced);
        QVERIFY(!table.rows[1].replaced);
        QCOMPARE(table.rows[0].after[0], hash);
        QCOMPARE(table.rows[1].after[1], crypto::digest(context, crypto::Hash::Sha256, {synthetic}));
    }

    /// Of a real peer only what it sent is known: its transcript is not made up.
    void aPeerThatTellsNothingHasNone()
    {
        Trace trace = *test::runBuiltin("tls13");
        const std::vector<TranscriptTable> both = transcriptTables(trace);
        std::erase_if(trace.events, [](const Event &event) {
            return event.at == Side::Server && event.what != What::MessageSent && event.what != What::RecordSealed;
        });
        const TranscriptTable table = transcriptTables(trace).front();
        QVERIFY(table.told[0] && !table.told[1]);
        for (std::size_t i = 0; i < table.rows.size(); ++i) {
            QVERIFY(!table.rows[i].in[1] && table.rows[i].after[1].empty() && !table.rows[i].differs());
            QCOMPARE(table.rows[i].after[0], both.front().rows[i].after[0]);
        }
    }

    void nothingIsHashedWithoutAMessage() { QVERIFY(transcriptTables(Trace{}).empty()); }
};

QTEST_GUILESS_MAIN(TestTranscriptHashes)
#include "tst_transcripthashes.moc"
