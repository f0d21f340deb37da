// SPDX-License-Identifier: GPL-3.0-or-later

// tests/pitfalls.json names, for each old mistake, the tests that keep it from coming back. They have to be there: each
// program is asked for its functions.

#include <QtTest>

class TestPitfallIndex : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void hasATest_data();
    void hasATest();

private:
    static QStringList functionsOf(const QString &program);
};

void TestPitfallIndex::hasATest_data()
{
    QTest::addColumn<QStringList>("tests");
    QFile file(QStringLiteral(HELLODONE_SOURCE_DIR "/tests/pitfalls.json"));
    QVERIFY(file.open(QIODevice::ReadOnly));
    QJsonParseError error;
    const QJsonArray pitfalls = QJsonDocument::fromJson(file.readAll(), &error).array();
    QVERIFY2(error.error == QJsonParseError::NoError, qPrintable(error.errorString()));
    QVERIFY(!pitfalls.isEmpty());
    for (const QJsonValue &entry : pitfalls) {
        QVERIFY(entry[QLatin1StringView("clause")].toString().startsWith(QLatin1StringView("RFC ")));
        QStringList tests;
        for (const QJsonValue &test : entry[QLatin1StringView("tests")].toArray())
            tests << test.toString();
        QTest::newRow(entry[QLatin1StringView("pitfall")].toString().toUtf8().constData()) << tests;
    }
}

/// What `program -functions` says, without the brackets.
QStringList TestPitfallIndex::functionsOf(const QString &program)
{
    static QHash<QString, QStringList> known;
    if (known.contains(program))
        return known[program];
    QDirIterator it(QStringLiteral(HELLODONE_BINARY_DIR "/tests"), {program}, QDir::Files | QDir::Executable,
                    QDirIterator::Subdirectories);
    if (!it.hasNext())
        return {};
    QProcess process;
    process.start(it.next(), {QStringLiteral("-functions")});
    process.waitForFinished(-1);
    QStringList functions = QString::fromUtf8(process.readAllStandardOutput()).split(QLatin1Char('\n'));
    functions.replaceInStrings(QStringLiteral("()"), QString());
    return known[program] = functions;
}

void TestPitfallIndex::hasATest()
{
    QFETCH(QStringList, tests);
    QVERIFY(!tests.isEmpty());
    for (const QString &test : tests) {
        const QStringList functions = functionsOf(test.section(QLatin1Char(' '), 0, 0));
        QVERIFY2(functions.contains(test.section(QLatin1Char(' '), 1)), qPrintable(test));
    }
}

QTEST_GUILESS_MAIN(TestPitfallIndex)
#include "tst_pitfallindex.moc"
