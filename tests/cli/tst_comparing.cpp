// SPDX-License-Identifier: GPL-3.0-or-later

// `hellodone compare A B`.

#include "child.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QtTest>

using namespace hd::test;

class tst_Comparing : public QObject
{
    Q_OBJECT

    struct Result
    {
        int status = 0;
        QByteArray out, err;
    };
    Result run(const QString &line) const
    {
        Child hellodone(QStringLiteral(HELLODONE_PROGRAM), words(line), m_folder.path());
        const int status = hellodone.ends();
        return {status, hellodone.out, hellodone.err};
    }
    QByteArray read(const QString &name) const
    {
        QFile file(m_folder.filePath(name));
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }

    QTemporaryDir m_folder;

private Q_SLOTS:
    void saysWhatDiffers()
    {
        const Result result = run(QStringLiteral("compare tls12-ecdhe-gcm tls13"));
        QCOMPARE(result.status, 0);
        for (const char *part : {"server_key_exchange", "only in A", "encrypted_extensions", "only in B",
                                 "server_hello.cipher_suite", "TLS_AES_128_GCM_SHA256", "Round trips"})
            QVERIFY2(result.out.contains(part), (QByteArray(part) + " in\n" + result.out).constData());
    }

    void itselfIsEqual()
    {
        const Result result = run(QStringLiteral("compare classic classic"));
        QCOMPARE(result.status, 0);
        QVERIFY(result.out.contains("Nothing differs."));
    }

    void columnsStandBelowEachOther_data()
    {
        QTest::addColumn<QString>("language");
        QTest::newRow("English") << QStringLiteral("en");
        QTest::newRow("Chinese") << QStringLiteral("zh_CN");
    }
    void columnsStandBelowEachOther()
    {
        QFETCH(QString, language);
        const QString text = QString::fromUtf8(run(QStringLiteral("compare classic tls12-rsa --lang ") + language).out);
        const auto cellsBefore = [](const QString &line, const QString &part) {
            int cells = 0;
            for (const QChar c : line.left(line.indexOf(part)))
                cells += c.unicode() >= 0x2E80 ? 2 : 1;
            return cells;
        };
        QSet<int> columns;
        for (const QString &line : text.split(u'\n'))
            if (line.contains(QStringLiteral("≠ ")) && line.contains(QStringLiteral("_hello ")))
                columns << cellsBefore(line, QStringLiteral("≠ "));
        QCOMPARE(columns.size(), 1);
        QCOMPARE(text.contains(QStringLiteral("差异")), language == QStringLiteral("zh_CN"));
    }

    void recordingsAreCompared()
    {
        QCOMPARE(run(QStringLiteral("run classic --seed 1 -o one.json --force")).status, 0);
        QCOMPARE(run(QStringLiteral("run classic --seed 2 -o two.json --force")).status, 0);
        const Result result = run(QStringLiteral("compare one.json two.json --json"));
        QCOMPARE(result.status, 0);
        const QJsonObject json = QJsonDocument::fromJson(result.out).object();
        QCOMPARE(json[QStringLiteral("meaningful")], QJsonValue(false));
        QCOMPARE(json[QStringLiteral("equal")], QJsonValue(false));
        QCOMPARE(json[QStringLiteral("messages")].toArray().size(), 13);
        QVERIFY(json[QStringLiteral("expected_differences")].toInt() > 5);
    }

    void writesFiles()
    {
        QCOMPARE(run(QStringLiteral("compare classic tls13 -o c.txt -o c.md -o c.json --force")).status, 0);
        QVERIFY(read(QStringLiteral("c.txt")).contains("Fields that differ"));
        QVERIFY(read(QStringLiteral("c.md")).startsWith("# Comparison"));
        QVERIFY(QJsonDocument::fromJson(read(QStringLiteral("c.json"))).isObject());
        const Result again = run(QStringLiteral("compare classic tls13 -o c.md"));
        QCOMPARE(again.status, 3);                                              // nothing is overwritten
        for (const QByteArray &line : read(QStringLiteral("c.md")).split('\n')) // each row has all cells of its head
            if (line.startsWith("| ") && line.contains("client\\_hello"))
                QVERIFY(line.count(" | ") == 7 || line.count(" | ") == 3 || line.count(" | ") == 5);
    }

    void mistakesAreNamed_data()
    {
        QTest::addColumn<QString>("line");
        QTest::addColumn<int>("status");
        QTest::newRow("one") << QStringLiteral("compare classic") << 2;
        QTest::newRow("three") << QStringLiteral("compare classic tls13 tls13") << 2;
        QTest::newRow("ending") << QStringLiteral("compare classic tls13 -o c.svg") << 2;
        QTest::newRow("language") << QStringLiteral("compare classic tls13 --lang tlh") << 2;
        QTest::newRow("nothing there") << QStringLiteral("compare classic nowhere.json") << 3;
    }
    void mistakesAreNamed()
    {
        QFETCH(QString, line);
        QFETCH(int, status);
        const Result result = run(line);
        QCOMPARE(result.status, status);
        QVERIFY(result.err.startsWith("hellodone: "));
        QVERIFY(result.out.isEmpty());
    }
};

QTEST_GUILESS_MAIN(tst_Comparing)
#include "tst_comparing.moc"
