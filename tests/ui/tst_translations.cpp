// SPDX-License-Identifier: GPL-3.0-or-later
#include <QFile>
#include <QHash>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>
#include <QXmlStreamReader>

// Every string of the program is there in Chinese too: no translation is unfinished, and none is forgotten.
class TestTranslations : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void nothingIsUnfinished()
    {
        QFile ts(translations() + QStringLiteral("hellodone_zh_CN.ts"));
        QVERIFY2(ts.open(QIODevice::ReadOnly), qPrintable(ts.fileName()));
        const QHash<QString, bool> finished = messages(ts.readAll());
        QVERIFY(finished.size() >= 200);
        for (auto message = finished.begin(); message != finished.end(); ++message)
            QVERIFY2(message.value(), qPrintable(message.key()));
    }

    // What lupdate finds in the sources today is what the file translates.
    void nothingIsForgotten()
    {
        const QTemporaryDir folder;
        const QString fresh = folder.filePath(QStringLiteral("fresh.ts"));
        QProcess lupdate;
        lupdate.setWorkingDirectory(QStringLiteral(HELLODONE_SOURCE_DIR));
        lupdate.start(QStringLiteral(HELLODONE_LUPDATE),
                      {QStringLiteral("-silent"), QStringLiteral("-locations"), QStringLiteral("none"),
                       QStringLiteral("ui"), QStringLiteral("app"), QStringLiteral("-ts"), fresh});
        QVERIFY(lupdate.waitForFinished(120000));
        QCOMPARE(lupdate.exitCode(), 0);
        QFile now(fresh);
        QFile kept(translations() + QStringLiteral("hellodone_zh_CN.ts"));
        QVERIFY(now.open(QIODevice::ReadOnly) && kept.open(QIODevice::ReadOnly));
        const QHash<QString, bool> translated = messages(kept.readAll());
        const QStringList wanted = messages(now.readAll()).keys();
        QVERIFY(wanted.size() >= 200);
        for (const QString &message : wanted)
            QVERIFY2(translated.contains(message), qPrintable(message));
    }

private:
    static QString translations() { return QStringLiteral(HELLODONE_SOURCE_DIR "/translations/"); }

    // "context: source (comment)" -> whether it has a finished translation.
    static QHash<QString, bool> messages(const QByteArray &ts)
    {
        QHash<QString, bool> found;
        QXmlStreamReader xml(ts);
        QString context;
        QString message;
        while (!xml.atEnd()) {
            xml.readNext();
            if (!xml.isStartElement())
                continue;
            if (xml.name() == QLatin1StringView("name"))
                context = xml.readElementText() + QStringLiteral(": ");
            else if (xml.name() == QLatin1StringView("source"))
                message = context + xml.readElementText();
            else if (xml.name() == QLatin1StringView("comment"))
                message += QStringLiteral(" (%1)").arg(xml.readElementText());
            else if (xml.name() == QLatin1StringView("translation")) {
                const bool marked = xml.attributes().hasAttribute(QStringLiteral("type"));
                const QString text = xml.readElementText(QXmlStreamReader::IncludeChildElements);
                found.insert(message, !marked && !text.trimmed().isEmpty());
            }
        }
        return found;
    }
};

QTEST_GUILESS_MAIN(TestTranslations)
#include "tst_translations.moc"
