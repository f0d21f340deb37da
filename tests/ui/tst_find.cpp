// SPDX-License-Identifier: GPL-3.0-or-later
#include "builtins.h"
#include "programtest.h"

#include "models/findmodel.h"
#include "models/valuetext.h"
#include "text/explanations.h"
#include "window/findbar.h"
#include "window/findresults.h"

#include <QAbstractItemModelTester>
#include <QTest>

using namespace hd;
using namespace hd::ui;

// What is looked for in a recording is found, told apart by kind, and led to.
class TestFind : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { Fonts::load(); }

    void bytesAreReadAsPeopleWriteThem_data();
    void bytesAreReadAsPeopleWriteThem();
    void everyKindIsFound_data();
    void everyKindIsFound();
    void theMatchIsMarked();
    void secretsAreNotFoundWhileTheyAreMasked();
    void aLongRecordingIsSearchedInSlices();
    void theModelKeepsToTheRules();
    void theWindowGoesFromOneToTheNext();

private:
    static Finder found(std::shared_ptr<const Trace> trace, const QString &query, bool secrets = true)
    {
        static const Explanations texts;
        Finder finder(std::move(trace), &texts, query, secrets);
        while (finder.advance(100)) {
        }
        return finder;
    }
};

void TestFind::bytesAreReadAsPeopleWriteThem_data()
{
    QTest::addColumn<QString>("query");
    QTest::addColumn<QByteArray>("bytes");
    QTest::newRow("run together") << QStringLiteral("0303") << QByteArray("0303");
    QTest::newRow("apart") << QStringLiteral("16 03 01") << QByteArray("160301");
    QTest::newRow("colons") << QStringLiteral("16:03:01") << QByteArray("160301");
    QTest::newRow("a number") << QStringLiteral("0x0303") << QByteArray("0303");
    QTest::newRow("capitals") << QStringLiteral("AB Cd") << QByteArray("abcd");
    QTest::newRow("half a byte") << QStringLiteral("030") << QByteArray();
    QTest::newRow("a word") << QStringLiteral("random") << QByteArray();
    QTest::newRow("nothing") << QString() << QByteArray();
}

void TestFind::bytesAreReadAsPeopleWriteThem()
{
    QFETCH(const QString, query);
    QFETCH(const QByteArray, bytes);
    const Bytes read = queriedBytes(query);
    QCOMPARE(QByteArray(reinterpret_cast<const char *>(read.data()), static_cast<qsizetype>(read.size())).toHex(),
             bytes);
}

void TestFind::everyKindIsFound_data()
{
    QTest::addColumn<QString>("query");
    QTest::addColumn<int>("kind");
    QTest::addColumn<QString>("where");
    QTest::newRow("message") << QStringLiteral("Key_Exchange") << int(Finding::Kind::Message) << QString();
    QTest::newRow("field") << QStringLiteral("dh_Ys") << int(Finding::Kind::Field) << QStringLiteral("#4");
    QTest::newRow("path") << QStringLiteral("hello.random") << int(Finding::Kind::Field) << QStringLiteral("#1");
    QTest::newRow("value") << QStringLiteral("TLS_DHE_RSA_WITH_AES_128_CBC_SHA256") << int(Finding::Kind::Value)
                           << QStringLiteral("#1 client_hello.cipher_suites[3]");
    QTest::newRow("host name among bytes")
        << QStringLiteral("server.hellodone") << int(Finding::Kind::Bytes) << QStringLiteral("#1 client_hello  0x0040");
    QTest::newRow("header of a record") << QStringLiteral("16 03 01") << int(Finding::Kind::Bytes)
                                        << QStringLiteral("#1 client_hello  0x0000");
    QTest::newRow("derived") << QStringLiteral("master_secret") << int(Finding::Kind::Derivation)
                             << QStringLiteral("client");
    QTest::newRow("explanation") << QStringLiteral("signed promise") << int(Finding::Kind::Explanation)
                                 << QStringLiteral("certificate");
}

void TestFind::everyKindIsFound()
{
    QFETCH(const QString, query);
    QFETCH(const int, kind);
    QFETCH(const QString, where);
    const Finder finder = found(test::runBuiltin("classic"), query);
    const std::vector<Finding> &findings = finder.findings(static_cast<Finding::Kind>(kind));
    QVERIFY(!findings.empty());
    QCOMPARE(findings.front().where, where);
    QVERIFY(findings.front().selection.kind != Selection::Kind::None);
}

void TestFind::theMatchIsMarked()
{
    for (const QString &query :
         {QStringLiteral("random"), QStringLiteral("secret"), QStringLiteral("TLS_DHE"), QStringLiteral("client")}) {
        const Finder finder = found(test::runBuiltin("classic"), query);
        for (std::size_t kind = 0; kind < findingKinds; ++kind)
            for (const Finding &finding : finder.findings(static_cast<Finding::Kind>(kind)))
                if (finding.kind != Finding::Kind::Bytes)
                    QCOMPARE(finding.context.mid(finding.start, finding.length).toLower(), query.toLower());
    }
    const Finder bytes = found(test::runBuiltin("classic"), QStringLiteral("0303"));
    for (const Finding &finding : bytes.findings(Finding::Kind::Bytes))
        QCOMPARE(finding.context.mid(finding.start, finding.length), QStringLiteral("03 03"));
}

void TestFind::secretsAreNotFoundWhileTheyAreMasked()
{
    const auto trace = test::runBuiltin("classic");
    const std::optional<DerivationId> master = test::derivationOf(*trace, "master_secret", Side::Client);
    QVERIFY(master);
    const QString value = hexText(ByteView((*trace)[*master].output).first(8));
    QCOMPARE(found(trace, value, true).findings(Finding::Kind::Derivation).size(), 2U); // both parties have it
    QCOMPARE(found(trace, value, false).findings(Finding::Kind::Derivation).size(), 0U);
}

/// A connection of @p count messages, each with @p bytes.
static std::shared_ptr<const Trace> longTrace(std::size_t count)
{
    const auto classic = test::runBuiltin("classic");
    auto trace = std::make_shared<Trace>(*classic);
    trace->messages.reserve(count);
    while (trace->messages.size() < count)
        trace->messages.push_back(trace->messages[trace->messages.size() % 13]);
    return trace;
}

// One slice looks at no more than it is told, however long the recording; what is everywhere ends at the limit.
void TestFind::aLongRecordingIsSearchedInSlices()
{
    const auto trace = longTrace(10000);
    const Explanations texts;
    Finder finder(trace, &texts, QStringLiteral("random"), true);
    QVERIFY(finder.advance(24));
    QVERIFY(finder.count() > 0 && finder.count() < 40);
    std::size_t slices = 1;
    while (finder.advance(24))
        ++slices;
    const std::size_t all = trace->messages.size() + trace->records.size() + trace->derivations.size();
    QVERIFY(slices <= all / 24 + 1);
    QCOMPARE(finder.findings(Finding::Kind::Field).size(), Finder::limit);
    QVERIFY(finder.hasMore(Finding::Kind::Field));
    QVERIFY(!finder.hasMore(Finding::Kind::Derivation));
}

void TestFind::theModelKeepsToTheRules()
{
    Session session;
    session.setTrace(test::runBuiltin("classic"));
    const Explanations texts;
    FindModel model(&session, &texts);
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.setQuery(QStringLiteral("secret"));
    QTRY_VERIFY(!model.isSearching());
    QVERIFY(model.count() > 5);
    QVERIFY(model.index(0).data(FindModel::HeadingRole).toBool());
    QVERIFY(!(model.index(0).flags() & Qt::ItemIsSelectable));
    QModelIndex at;
    for (std::size_t i = 0; i < model.count(); ++i) {
        at = model.next(at, +1);
        QVERIFY(!at.data(FindModel::HeadingRole).toBool());
        QVERIFY(model.selection(at).kind != Selection::Kind::None);
    }
    QCOMPARE(model.next(at, +1), model.index(1)); // around the end
    QCOMPARE(model.next(model.index(1), -1), at);
    session.setTrace(test::runBuiltin("tls13"));
    QTRY_VERIFY(!model.isSearching());
    model.setQuery(QString());
    QCOMPARE(model.rowCount(), 0);
}

void TestFind::theWindowGoesFromOneToTheNext()
{
    const ProgramTest test;
    QWidget *window = test.program->window.get();
    Session *session = test.program->session();
    QTest::keyClick(window, Qt::Key_F, Qt::ControlModifier);
    auto *bar = window->findChild<FindBar *>();
    QCOMPARE(QApplication::focusWidget(), static_cast<QWidget *>(bar));
    QTest::keyClicks(bar, QStringLiteral("03 03"));
    auto *results = window->findChild<FindResults *>();
    QVERIFY(results && results->isVisible());
    QTRY_VERIFY(!results->model()->isSearching());
    QTest::keyClick(bar, Qt::Key_Return);
    QCOMPARE(session->selection(),
             session->fieldSelection(MessageId{0}, QStringLiteral("client_hello.client_version")));
    const Selection first = session->selection();
    QTest::keyClick(window, Qt::Key_F3);
    QVERIFY(session->selection() != first);
    QTest::keyClick(window, Qt::Key_F3, Qt::ShiftModifier);
    QCOMPARE(session->selection(), first);
    QVERIFY(results->place().startsWith(QStringLiteral("1 of ")));
    QTest::keyClick(bar, Qt::Key_Escape);
    QVERIFY(!results->isVisible());
    QCOMPARE(QApplication::focusWidget(), static_cast<QWidget *>(test.program->diagram()));
}

QTEST_MAIN(TestFind)
#include "tst_find.moc"
