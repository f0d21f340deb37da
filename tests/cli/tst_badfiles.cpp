// SPDX-License-Identifier: GPL-3.0-or-later
#include "formats/recording.h"
#include "session/tracefile.h"

#include "builtins.h"

#include <QProcess>
#include <QTemporaryDir>
#include <QtTest>

using namespace hd;

// A file that is damaged, hostile or something else gets a precise error, the same in the window and on the command
// line: what is wrong, and where.
class TestBadFiles : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void saysWhatIsWrong_data();
    void saysWhatIsWrong();

private:
    QTemporaryDir m_folder;
};

static QByteArray recording()
{
    static const QByteArray text = QByteArray::fromStdString(writeRecording(*test::runBuiltin("tls12-rsa")));
    return text;
}

static QByteArray replaced(const char *what, const QByteArray &by)
{
    QByteArray text = recording();
    const qsizetype at = text.indexOf(what);
    return at < 0 ? QByteArray() : text.replace(at, qstrlen(what), by);
}

static QByteArray scenario()
{
    QFile file(QStringLiteral(HELLODONE_SOURCE_DIR "/resources/scenarios/tls12-rsa.json"));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

static QByteArray utf16(const QString &text, bool mark)
{
    const QString all = mark ? QChar(0xfeff) + text : text;
    return {reinterpret_cast<const char *>(all.utf16()), all.size() * 2};
}

void TestBadFiles::saysWhatIsWrong_data()
{
    QTest::addColumn<QByteArray>("contents");
    QTest::addColumn<QString>("says");
    const auto row = [](const char *name, const QByteArray &contents, const char *says) {
        QTest::newRow(name) << contents << QString::fromUtf8(says);
    };
    const QByteArray deep(1'000'000, '[');
    row("empty", {}, "the file is empty");
    row("blank", " \n\t\r\n", "the file is empty");
    row("UTF-16", utf16(QString::fromUtf8(recording().left(400)), true), "this is text in UTF-16");
    row("UTF-16 without a mark", utf16(QStringLiteral("{ \"name\": 1 }\n"), false), "this is text in UTF-16");
    row("a picture", QByteArray("\x89PNG\r\n\x1a\n\0\0\0\rIHDR", 16), "this is no text");
    row("zeros", QByteArray(4096, '\0'), "this is no text");
    row("cut off", recording().left(recording().size() / 2), "this is no JSON");
    row("too new", replaced("\"version\": 1", "\"version\": 2"), "version 2");
    row("no version", replaced("\"version\": 1,", ""), "\"version\" is missing");
    row("no hex", replaced("\"wire\": \"16", "\"wire\": \"zz"), ".wire: these are no bytes in hex");
    row("outside", replaced("\"record\":0", "\"record\":999999"), "messages[0].spans[0].record");
    row("deep recording", "{\"format\": \"hellodone-recording\", \"version\": 1, \"records\": " + deep,
        "it is nested deeper than 32 levels");
    row("deep scenario", "{\"name\": " + deep, "it is nested deeper than 32 levels");
    row("a scenario's mistake", scenario().replace("TLS_RSA_WITH_AES_128_CBC_SHA", "TLS_FOO"),
        ":20, client.suites[2]: \"TLS_FOO256\"");
    row("prose", "Dear Sir or Madam,\n", "is not JSON");
    row("too large", QByteArray((64 << 20) + 1, ' '), "larger than 64 MiB");
}

void TestBadFiles::saysWhatIsWrong()
{
    QFETCH(const QByteArray, contents);
    QFETCH(const QString, says);
    const QString path = m_folder.filePath(QStringLiteral("file.json"));
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly) && file.write(contents) == contents.size());
    file.close();

    const Result<ui::OpenedFile> opened = ui::openTraceFile(path);
    const Error *error = std::get_if<Error>(&opened);
    QVERIFY(error);
    const QString text = QString::fromStdString(error->text());
    QVERIFY2(text.contains(says), qPrintable(text));
    QVERIFY2(text.contains(path), qPrintable(text));
    QVERIFY2(text.size() < 600, qPrintable(text)); // a sentence, not the file

    QProcess program;
    program.start(QStringLiteral(HELLODONE_PROGRAM), {QStringLiteral("show"), path});
    QVERIFY(program.waitForFinished());
    QCOMPARE(program.exitStatus(), QProcess::NormalExit);
    QCOMPARE(program.exitCode(), 3);
    QCOMPARE(QString::fromUtf8(program.readAllStandardError()), QStringLiteral("hellodone: %1\n").arg(text));
    QVERIFY(program.readAllStandardOutput().isEmpty());
}

QTEST_GUILESS_MAIN(TestBadFiles)
#include "tst_badfiles.moc"
