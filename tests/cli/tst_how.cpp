// SPDX-License-Identifier: GPL-3.0-or-later

// `hellodone show SCENARIO --how NAME`, and its output piped into the tools that it is for.

#include "child.h"

#include <QtTest>

using namespace hd::test;

class tst_How : public QObject
{
    Q_OBJECT

    static QByteArray printed(const QString &line)
    {
        Child hellodone(QStringLiteral(HELLODONE_PROGRAM), words(line), QDir::tempPath());
        const int status = hellodone.ends();
        return status == 0 ? hellodone.out : QByteArray::number(status) + ' ' + hellodone.err;
    }

private Q_SLOTS:
    void showsEveryBlock()
    {
        const QByteArray text = printed(QStringLiteral("show ssl3-rsa --how master_secret"));
        for (const char *part :
             {"the server's master_secret", "SHA-1('CCC' + pre_master_secret + ",
              "master_secret[32..47] = ", "with openssl\n# master_secret = ", "from hashlib import md5, sha1"})
            QVERIFY2(text.contains(part), (QByteArray(part) + " in\n" + text).constData());
        QVERIFY(printed(QStringLiteral("show ssl3-rsa --how master_secret --who client")).contains("the client's"));
        QVERIFY(printed(QStringLiteral("show classic --how client_random")).contains("not possible: it was drawn"));
    }

    void goesIntoAPipe_data()
    {
        QTest::addColumn<QString>("tool");
        QTest::addColumn<QString>("program");
        QTest::newRow("openssl") << QStringLiteral("openssl") << QStringLiteral("sh");
        QTest::newRow("python") << QStringLiteral("python") << QStringLiteral("python3");
    }

    void goesIntoAPipe()
    {
        QFETCH(QString, tool);
        QFETCH(QString, program);
        const QByteArray all = printed(QStringLiteral("show classic --how key_block"));
        const QByteArray value = all.split('\n').at(2).mid(4);
        Child reader(program, {}, QDir::tempPath());
        reader.say(printed(QStringLiteral("show classic --how key_block --as ") + tool));
        reader.endInput();
        QCOMPARE(reader.ends(), 0);
        QCOMPARE(reader.out.trimmed(), value);
    }

    void mistakesAreNamed_data()
    {
        QTest::addColumn<QString>("line");
        QTest::addColumn<QByteArray>("said");
        QTest::newRow("name") << QStringLiteral("show classic --how secret_of_life") << QByteArray("2 ");
        QTest::newRow("tool") << QStringLiteral("show classic --how key_block --as perl") << QByteArray("2 ");
        QTest::newRow("no name") << QStringLiteral("show classic --as python") << QByteArray("2 ");
        QTest::newRow("drawn") << QStringLiteral("show classic --how client_random --as python") << QByteArray("1 ");
        QTest::newRow("wire") << QStringLiteral("show classic --how master_secret --who wire") << QByteArray("2 ");
    }

    void mistakesAreNamed()
    {
        QFETCH(QString, line);
        QFETCH(QByteArray, said);
        const QByteArray text = printed(line);
        QVERIFY2(text.startsWith(said) && text.size() > 20, text.constData());
    }
};

QTEST_GUILESS_MAIN(tst_How)
#include "tst_how.moc"
