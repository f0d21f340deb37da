// SPDX-License-Identifier: GPL-3.0-or-later
#include "builtins.h"
#include "longrecording.h"

#include "export/diagramexport.h"
#include "export/htmlpage.h"
#include "export/htmlwords.h"

#include <QCryptographicHash>
#include <QDir>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QtTest>

using namespace hd;
using namespace hd::ui;
using namespace hd::test;

/// What stands between the first @p begin and the next @p end.
static QByteArray between(const QByteArray &text, const QByteArray &begin, const QByteArray &end)
{
    const qsizetype from = text.indexOf(begin) + begin.size();
    return text.mid(from, text.indexOf(end, from) - from);
}

static QByteArray dataText(const QByteArray &page)
{
    return between(page, "id=\"data\">", "</script>");
}

static QJsonObject dataOf(const QByteArray &page)
{
    return QJsonDocument::fromJson(dataText(page)).object();
}

static ExportOptions range(std::uint32_t from, std::uint32_t to)
{
    ExportOptions options;
    options.from = from;
    options.to = to;
    return options;
}

// The file of an interactive page, as it lies there; what it does in a browser is tst_page's.
class TestPageFile : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void isSmall()
    {
        QVERIFY(renderHtml(*runBuiltin("classic")).size() < 400 * 1000);
        ExportOptions options;
        options.withSecrets = true;
        QVERIFY(renderHtml(*runBuiltin("classic"), options).size() < 400 * 1000);
    }

    void isTheSameEachTime()
    {
        const auto trace = runBuiltin("tls13");
        QCOMPARE(renderHtml(*trace), renderHtml(*trace));
    }

    /// Nothing of the page can be fetched from anywhere, and its policy says so.
    void holdsAllThatItNeeds()
    {
        const QByteArray page = renderHtml(*runBuiltin("classic"));
        const QByteArray policy = between(page, "Content-Security-Policy\" content=\"", "\"");
        QVERIFY(policy.startsWith("default-src 'none'; "));
        QVERIFY(!policy.contains("unsafe"));
        QVERIFY(!policy.contains('*'));
        const auto sha = [](const QByteArray &text) {
            return "'sha256-" + QCryptographicHash::hash(text, QCryptographicHash::Sha256).toBase64() + '\'';
        };
        QVERIFY(policy.contains("style-src " + sha(between(page, "<style>", "</style>")) + ';'));
        QVERIFY(policy.contains("script-src " + sha(between(page, "<script>", "</script>")) + ';'));
        const QByteArray markup = QByteArray(page).replace(dataText(page), "");
        for (const char *fetched : {"src=", "url(", "@import", "import(", "fetch(", "XMLHttpRequest", "eval(",
                                    "innerHTML", "outerHTML", "insertAdjacentHTML", "document.write"})
            QVERIFY2(!markup.contains(fetched), fetched);
    }

    void dataEndsNoElement()
    {
        Trace trace = *runBuiltin("classic");
        trace.title.en = "</script><!-- \xE2\x80\xA8 & ]]>";
        trace.title.zh = trace.title.en;
        const QByteArray data = dataText(renderHtml(trace));
        for (const char *dangerous : {"<", ">", "&", "\xE2\x80\xA8", "\xE2\x80\xA9"})
            QVERIFY2(!data.contains(dangerous), dangerous);
        const QJsonObject texts =
            QJsonDocument::fromJson(data)[QStringLiteral("texts")][QStringLiteral("en")].toObject();
        QVERIFY(texts[QStringLiteral("title")].toString().startsWith(QStringLiteral("</script><!--")));
    }

    void keepsSecretsUnlessAsked_data()
    {
        QTest::addColumn<bool>("asked");
        QTest::newRow("not asked") << false;
        QTest::newRow("asked") << true;
    }

    /// In no scenario a secret is in the page in hex or in base64, wherever in a longer value it stands.
    void keepsSecretsUnlessAsked()
    {
        QFETCH(bool, asked);
        ExportOptions options;
        options.withSecrets = asked;
        int secrets = 0, found = 0;
        for (const auto &trace : builtinTraces()) {
            const QByteArray page = renderHtml(*trace, options);
            for (const Derivation &derivation : trace->derivations) {
                if (!derivation.secret || derivation.output.size() < 12)
                    continue;
                ++secrets;
                if (holds(page, derivation.output)) {
                    ++found;
                    QVERIFY2(asked, (trace->scenarioName + ": " + derivation.name).c_str());
                }
            }
        }
        QVERIFY(secrets > 500);
        if (asked)
            QVERIFY2(found * 10 > secrets * 9, qPrintable(QString::number(found)));
    }

    void holdsTheRangeThatIsAskedFor()
    {
        const auto trace = runBuiltin("classic");
        const QJsonObject data = dataOf(renderHtml(*trace, range(4, 9)));
        const QJsonArray messages = data[QStringLiteral("messages")].toArray();
        QCOMPARE(messages.size(), 6);
        QCOMPARE(messages.first()[QStringLiteral("n")].toInt(), 3);
        const QJsonArray stops = data[QStringLiteral("stops")].toArray();
        QCOMPARE(stops.size(), 7);
        QCOMPARE(messagesSent(*trace, static_cast<Playhead>(stops.first().toInt())), 3U);
        QCOMPARE(messagesSent(*trace, static_cast<Playhead>(stops.last().toInt())), 9U);
        for (const QJsonValue &check : data[QStringLiteral("checks")].toArray())
            QVERIFY(check[QStringLiteral("at")].toInt() <= stops.last().toInt());
    }

    /// A browser has its limits, and so has a page. It says which, and what to do.
    void refusesWhatIsTooLong()
    {
        const auto trace = longRecording(2500);
        QVERIFY(trace->messages.size() > 1200);
        const QTemporaryDir folder;
        const QString file = folder.filePath(QStringLiteral("long.html"));
        const std::optional<Error> refused = writeDiagram(*trace, file);
        QVERIFY(refused);
        QVERIFY(refused->what.find("1000 messages") != std::string::npos);
        QVERIFY(refused->fix.find("--range 1-1000") != std::string::npos);
        QVERIFY(!QFile::exists(file));
        const std::optional<Error> part = writeDiagram(*trace, file, range(5000, 5099));
        QVERIFY2(!part, part ? part->text().c_str() : "");
        QCOMPARE(dataOf(read(file))[QStringLiteral("messages")].toArray().size(), 100);
    }

    /// Every text that the scripts ask for is one that is translated, and no other is.
    void everyWordIsTranslated()
    {
        QString scripts;
        for (const QFileInfo &file :
             QDir(QStringLiteral(HELLODONE_SOURCE_DIR "/resources/html")).entryInfoList({QStringLiteral("*.js")}))
            scripts += QString::fromUtf8(read(file.filePath()));
        QSet<QString> known;
        for (const char *source : pageSources()) {
            known.insert(QString::fromUtf8(source));
            QVERIFY2(scripts.contains(u'"' + QString::fromUtf8(source) + u'"'), source);
        }
        const QJsonObject words = dataOf(renderHtml(
            *runBuiltin("classic")))[QStringLiteral("texts")][QStringLiteral("zh_CN")][QStringLiteral("words")]
                                      .toObject();
        static const QRegularExpression asked(
            QStringLiteral("\\btr\\(\\s*(?:[^\"()]*\\? )?\"([^\"]+)\"(?: : \"([^\"]+)\")?"));
        int count = 0;
        for (auto match = asked.globalMatch(scripts); match.hasNext(); ++count) {
            const QStringList sources = match.next().capturedTexts().mid(1);
            for (const QString &source : sources)
                QVERIFY2(source.isEmpty() || words.contains(source), qPrintable(source));
        }
        QVERIFY(count > 80);
        for (auto word = words.begin(); word != words.end(); ++word)
            QVERIFY2(!known.contains(word.key()) || word.value().toString() != word.key(), qPrintable(word.key()));
    }

private:
    static QByteArray read(const QString &path)
    {
        QFile file(path);
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }

    /// Base64 of a value that stands in the midst of others begins at one of three places in a group.
    static bool holds(const QByteArray &page, ByteView secret)
    {
        const QByteArray bytes(reinterpret_cast<const char *>(secret.data()), static_cast<qsizetype>(secret.size()));
        if (page.contains(bytes.toHex()) || page.contains(bytes.toHex(' ')))
            return true;
        for (int skipped = 0; skipped < 3; ++skipped) {
            const QByteArray whole = bytes.mid(skipped, (bytes.size() - skipped) / 3 * 3);
            if (page.contains(whole.toBase64()))
                return true;
        }
        return false;
    }
};

QTEST_MAIN(TestPageFile)
#include "tst_pagefile.moc"
