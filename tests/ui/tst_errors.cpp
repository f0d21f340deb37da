// SPDX-License-Identifier: GPL-3.0-or-later
// Errors in the Chinese window: each that the program can say has a wording there, what comes from outside stays as it
// is byte for byte, and the table holds nothing that nobody says.
#include "formats/recording.h"
#include "scenario/scenario.h"
#include "scenariomistakes.h"
#include "sourcetexts.h"
#include "text/errors.h"
#include "text/language.h"

#include <QTest>

#include <cstring>
#include <set>

namespace hd::ui {

static const QString chinese = QStringLiteral("zh_CN");

static bool isWorded(const std::string &part)
{
    return part.empty() || errorPart(part, chinese) != QString::fromStdString(part);
}

class TestErrors : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void mistakesOfScenariosAreWorded_data();
    void mistakesOfScenariosAreWorded();
    void damagesOfRecordingsAreWorded_data();
    void damagesOfRecordingsAreWorded();
    void whatSourcesSayIsWorded();
    void wordingsAreSaid();
    void systemTextsAreThoseOfTheSystem();
    void placeholdersAreTheSame_data();
    void placeholdersAreTheSame();
    void outsideTextSurvives_data();
    void outsideTextSurvives();
    void sentences_data();
    void sentences();
    void theWindowsLanguageCounts();
};

void TestErrors::mistakesOfScenariosAreWorded_data()
{
    QTest::addColumn<qsizetype>("index");
    for (std::size_t i = 0; i < test::mistakes().size(); ++i)
        QTest::addRow("%zu %s", i, test::mistakes()[i].name) << qsizetype(i);
}

void TestErrors::mistakesOfScenariosAreWorded()
{
    QFETCH(qsizetype, index);
    const auto result = parseScenario(test::mistakes()[static_cast<std::size_t>(index)].text, "demo.json");
    const Error *error = std::get_if<Error>(&result);
    QVERIFY(error);
    QVERIFY2(isWorded(error->what), error->what.c_str());
    QVERIFY2(isWorded(error->fix), error->fix.c_str());
    QVERIFY(errorText(*error, chinese).startsWith(QString::fromStdString(error->where)));
}

void TestErrors::damagesOfRecordingsAreWorded_data()
{
    QTest::addColumn<QByteArray>("text");
    const QByteArray format = "{\"format\": \"hellodone-recording\", ";
    QTest::newRow("cut off") << format;
    QTest::newRow("another format") << QByteArray("{}");
    QTest::newRow("no object") << QByteArray("[]");
    QTest::newRow("no version") << QByteArray(format + "\"a\": 1}");
    QTest::newRow("newer") << QByteArray(format + "\"version\": 99}");
    QTest::newRow("older") << QByteArray(format + "\"version\": 0}");
    QTest::newRow("huge version") << QByteArray(format + "\"version\": 99999999999}");
    QTest::newRow("word for a version") << QByteArray(format + "\"version\": \"1\"}");
    QTest::newRow("huge number") << QByteArray(format + "\"version\": 1e999}");
    QTest::newRow("nothing else") << QByteArray(format + "\"version\": 1}");
    QTest::newRow("deep") << QByteArray(200, '[');
    QTest::newRow("too large") << QByteArray((64 << 20) + 1, ' ');
}

void TestErrors::damagesOfRecordingsAreWorded()
{
    QFETCH(QByteArray, text);
    const auto result = readRecording({text.constData(), std::size_t(text.size())}, "x.json");
    const Error *error = std::get_if<Error>(&result);
    QVERIFY(error);
    QVERIFY2(isWorded(error->what), error->what.c_str());
    QVERIFY2(isWorded(error->fix), error->fix.c_str());
}

static ErrorWordings texts()
{
    return {chinese, QStringLiteral("texts")};
}

static QStringList literalsOf(const ErrorWordings &table)
{
    QStringList literals;
    for (const ErrorWordings::Wording &each : table.wordings())
        for (const QString &literal : each.literals)
            literals += literal.trimmed();
    return literals;
}

// What the sources hand to an Error, or to one of the functions that make one, is a part of some pattern.
void TestErrors::whatSourcesSayIsWorded()
{
    const QStringList worded = literalsOf(texts()) + literalsOf({chinese, QStringLiteral("places")});
    std::set<QString> found;
    int said = 0;
    for (const test::SourceTexts &file : test::sourceTexts()) {
        // DecodeErrors of the peers' bytes, and the explanations' own syntax, which is built in and tested
        if (file.file.contains(QLatin1StringView("/core/wire/")) || file.file.contains(QLatin1StringView("/ui/text/")))
            continue;
        for (const QString &text : file.errors)
            for (const QString &piece : test::pieces(text)) {
                if (!piece.contains(QLatin1Char(' '))) // a name of an option or a key
                    continue;
                ++said;
                if (std::ranges::none_of(worded, [&](const QString &each) { return each.contains(piece); }))
                    found.insert(piece);
            }
    }
    QVERIFY2(said > 150, qPrintable(QString::number(said)));
    qInfo("%d texts of Errors, %zu patterns", said, texts().wordings().size());
    for (const QString &piece : found)
        QTest::qFail(qPrintable(QStringLiteral("not in the table: ") + piece), __FILE__, __LINE__);
}

// The literals of each pattern stand in one source file.
void TestErrors::wordingsAreSaid()
{
    const auto isSaid = [](const ErrorWordings::Wording &wording) {
        return std::ranges::any_of(test::sourceTexts(), [&](const test::SourceTexts &file) {
            return std::ranges::all_of(wording.literals, [&](const QString &literal) {
                return std::ranges::all_of(test::pieces(literal), [&](const QString &piece) {
                    return std::ranges::any_of(file.all, [&](const QString &text) { return text.contains(piece); });
                });
            });
        });
    };
    const ErrorWordings table = texts();
    for (const ErrorWordings::Wording &each : table.wordings())
        if (!isSaid(each))
            QTest::qFail(qPrintable(QStringLiteral("nobody says: ") + each.pattern), __FILE__, __LINE__);
}

void TestErrors::systemTextsAreThoseOfTheSystem()
{
    std::set<QString> said;
    for (int number = 1; number < 200; ++number)
        said.insert(QString::fromLocal8Bit(std::strerror(number)));
    const ErrorWordings table(chinese, QStringLiteral("system"));
    for (const ErrorWordings::Wording &each : table.wordings())
        QVERIFY2(said.contains(each.pattern), qPrintable(each.pattern));
}

void TestErrors::placeholdersAreTheSame_data()
{
    QTest::addColumn<QString>("table");
    for (const char *table : {"texts", "places", "system"})
        QTest::newRow(table) << QString::fromLatin1(table);
}

void TestErrors::placeholdersAreTheSame()
{
    QFETCH(QString, table);
    static const QRegularExpression placeholder(QStringLiteral("[%#{]([1-9])"));
    const auto numbers = [](const QString &text) {
        std::multiset<QString> found;
        for (auto all = placeholder.globalMatch(text); all.hasNext();)
            found.insert(all.next().captured(1));
        return found;
    };
    std::set<QString> patterns;
    const ErrorWordings wordings(chinese, table);
    QVERIFY(!wordings.wordings().empty());
    for (const ErrorWordings::Wording &each : wordings.wordings()) {
        QVERIFY2(numbers(each.pattern) == numbers(each.wording), qPrintable(each.pattern));
        QVERIFY2(each.wording != each.pattern, qPrintable(each.pattern));
        QVERIFY2(patterns.insert(each.pattern).second, qPrintable(each.pattern));
        QVERIFY2(each.expression.isValid(), qPrintable(each.pattern));
    }
}

void TestErrors::outsideTextSurvives_data()
{
    QTest::addColumn<QString>("name");
    QTest::newRow("placeholders") << QStringLiteral("%1 %2 #1 {1} \\1 $1");
    QTest::newRow("HTML") << QStringLiteral("<b onclick=\"x\">&amp;</b>");
    QTest::newRow("quotes") << QStringLiteral("\" is not known\"");
    QTest::newRow("a text of the table") << QStringLiteral("the file is empty");
    QTest::newRow("lines") << QStringLiteral("a\nb\r\n\tc");
    QTest::newRow("nothing") << QString();
    QTest::newRow("expression") << QStringLiteral("(.*)\\E[a-z]+");
    QTest::newRow("Chinese") << QStringLiteral("握手“一”");
    QTest::newRow("long") << QString(100'000, QLatin1Char('"'));
}

void TestErrors::outsideTextSurvives()
{
    QFETCH(QString, name);
    const std::string raw = name.toStdString();
    QCOMPARE(errorPart("\"" + raw + "\" is not an alert", chinese),
             QLatin1Char('"') + name + QStringLiteral("\" 不是警报"));
    const Error error{"this is a folder", "dir/" + raw, "do what nobody worded: " + raw};
    QCOMPARE(errorText(error, chinese), QStringLiteral("dir/") + name + QStringLiteral("：这是一个文件夹（") +
                                            QStringLiteral("do what nobody worded: ") + name + QStringLiteral("）"));
    QCOMPARE(errorText(error, QStringLiteral("en")), QString::fromStdString(error.text()));
}

void TestErrors::sentences_data()
{
    QTest::addColumn<QString>("what");
    QTest::addColumn<QString>("where");
    QTest::addColumn<QString>("shown");
    const auto row = [](const char *what, const char *where, const char *shown) {
        QTest::newRow(what) << QString::fromUtf8(what) << QString::fromUtf8(where) << QString::fromUtf8(shown);
    };
    row("cannot be read: Permission denied", "a.pcap", "a.pcap：无法读取：没有权限");
    row("cannot be read: Something new", "a.pcap", "a.pcap：无法读取：Something new");
    row("of the server, bytes 5 to 9 are missing", "packet 7", "第 7 个数据包：服务器：缺少第 5 至 9 字节");
    row("of the client, bytes 5 are missing at the end", "packet 7", "第 7 个数据包：客户端：末尾缺少第 5 字节");
    row("the file ends too early", "a.pcap, byte 24, packet 1", "a.pcap，第 24 字节，第 1 个数据包：文件提前结束");
    row("packets of link type 147 are not read: 3", "packet 1 and others",
        "第 1 个数据包等：链路类型 147 的数据包不读取：3");
    row("what nobody worded", "", "what nobody worded");
}

void TestErrors::sentences()
{
    QFETCH(QString, what);
    QFETCH(QString, where);
    QFETCH(QString, shown);
    QCOMPARE(errorText({what.toStdString(), where.toStdString(), {}}, chinese), shown);
}

void TestErrors::theWindowsLanguageCounts()
{
    const Error error{"the file is empty", "a.json", {}};
    Language language;
    language.set(chinese);
    QCOMPARE(errorText(error), QStringLiteral("a.json：文件是空的"));
    language.set(QStringLiteral("en"));
    QCOMPARE(errorText(error), QStringLiteral("a.json: the file is empty"));
}

} // namespace hd::ui

QTEST_GUILESS_MAIN(hd::ui::TestErrors)
#include "tst_errors.moc"
