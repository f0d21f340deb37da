// SPDX-License-Identifier: GPL-3.0-or-later

// The texts keep to their format and say the same in both languages; the loader finds the right one.

#include "text/explanations.h"
#include "texts.h"

#include <QSignalSpy>
#include <QTest>

#include <numeric>

using namespace hd;
using namespace hd::ui;
using Subject = TextLibrary::Subject;

namespace {

constexpr Subject subjects[] = {Subject::Field, Subject::Derivation, Subject::Check, Subject::Decision};

// A column of the explanation pane holds five lines: about 33 Latin letters or 16 Chinese characters each.
constexpr double columnWidth = 5 * 33.5;
constexpr double cjkColumnWidth = 5 * 16;

bool isCjk(QChar c)
{
    return c.unicode() >= 0x2e80;
}

bool hasCjk(const QString &text)
{
    return std::any_of(text.begin(), text.end(), isCjk);
}

/// In Chinese characters; a Latin letter takes half of one.
double cjkWidth(const QString &text)
{
    return std::accumulate(text.begin(), text.end(), 0.0,
                           [](double sum, QChar c) { return sum + (isCjk(c) ? 1 : 0.5); });
}

template<class Key, class Value>
QStringList keysOf(const QHash<Key, Value> &texts)
{
    QStringList keys;
    for (auto text = texts.cbegin(); text != texts.cend(); ++text)
        keys.append(QVariant(text.key()).toString());
    keys.sort();
    return keys;
}

/// What one list has and the other lacks, for a readable failure.
QString difference(const QStringList &a, const QStringList &b)
{
    QStringList lines;
    for (const QString &key : a)
        if (!b.contains(key))
            lines.append(QStringLiteral("only in en: ") + key);
    for (const QString &key : b)
        if (!a.contains(key))
            lines.append(QStringLiteral("only in zh_CN: ") + key);
    return lines.join(u'\n');
}

} // namespace

class TestExplanations : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void formatIsKept_data() { languages(); }
    void formatIsKept();
    void bothLanguagesSayTheSame();
    void textsFitTheirColumn_data() { languages(); }
    void textsFitTheirColumn();
    void languagesAreNotMixed();
    void termsAreExplained_data() { languages(); }
    void termsAreExplained();
    void clausesCanBeRead();
    void clauseUrls_data();
    void clauseUrls();
    void errorsNameFileAndLine_data();
    void errorsNameFileAndLine();
    void programCarriesAllFiles();
    void mostSpecificTextWins();
    void senderTellsTextsApart();
    void familyTellsTextsApart();
    void languageSwitches();
    void missingTextFallsBackToEnglish();

private:
    static void languages();
};

void TestExplanations::languages()
{
    QTest::addColumn<QString>("language");
    for (const QString &language : Explanations::languages())
        QTest::newRow(qPrintable(language)) << language;
}

void TestExplanations::formatIsKept()
{
    QFETCH(QString, language);
    const TextLibrary &texts = library(language);
    QStringList errors;
    for (const TextError &error : texts.errors())
        errors.append(error.text());
    QVERIFY2(errors.isEmpty(), qPrintable(errors.join(u'\n')));
    for (Subject subject : subjects)
        QVERIFY(!texts.explanations(subject).isEmpty());
}

void TestExplanations::bothLanguagesSayTheSame()
{
    const TextLibrary &en = library(QStringLiteral("en"));
    const TextLibrary &zh = library(QStringLiteral("zh_CN"));
    QString problems;
    for (Subject subject : subjects)
        problems += difference(keysOf(en.explanations(subject)), keysOf(zh.explanations(subject)));
    problems += difference(keysOf(en.reasons()), keysOf(zh.reasons()));
    problems += difference(keysOf(en.states()), keysOf(zh.states()));
    problems += difference(keysOf(en.alerts()), keysOf(zh.alerts()));
    QStringList enTerms, zhTerms;
    for (const TermText &term : en.terms())
        enTerms.append(term.english);
    for (const TermText &term : zh.terms())
        zhTerms.append(term.english);
    problems += difference(enTerms, zhTerms);
    QVERIFY2(problems.isEmpty(), qPrintable(problems));

    for (Subject subject : subjects) {
        for (const QString &key : keysOf(en.explanations(subject))) {
            const Explanation a = *en.find(subject, key), b = *zh.find(subject, key);
            QVERIFY2(a.clauses == b.clauses, qPrintable(key));
            QVERIFY2(a.terms.size() == b.terms.size(), qPrintable(key));
        }
    }
}

void TestExplanations::textsFitTheirColumn()
{
    QFETCH(QString, language);
    const bool chinese = language != QLatin1StringView("en");
    const auto fits = [&](const QString &text, double share) {
        return chinese ? cjkWidth(text) <= share * cjkColumnWidth : double(text.size()) <= share * columnWidth;
    };
    QStringList tooLong;
    for (Subject subject : subjects) {
        const auto &texts = library(language).explanations(subject);
        for (auto text = texts.cbegin(); text != texts.cend(); ++text) {
            for (const QString &part : {text->what, text->why, text->ifMissing})
                if (!fits(part, 1))
                    tooLong.append(text.key() + QStringLiteral(": ") + part);
            if (!fits(text->title, 0.3))
                tooLong.append(text.key() + QStringLiteral(": ") + text->title);
        }
    }
    QVERIFY2(tooLong.isEmpty(), qPrintable(tooLong.join(u'\n')));
}

void TestExplanations::languagesAreNotMixed()
{
    for (Subject subject : subjects) {
        const auto &en = library(QStringLiteral("en")).explanations(subject);
        for (auto text = en.cbegin(); text != en.cend(); ++text)
            QVERIFY2(!hasCjk(text->title + text->what + text->why + text->ifMissing), qPrintable(text.key()));
        const auto &zh = library(QStringLiteral("zh_CN")).explanations(subject);
        for (auto text = zh.cbegin(); text != zh.cend(); ++text)
            for (const QString &part : {text->title, text->what, text->why, text->ifMissing})
                QVERIFY2(hasCjk(part), qPrintable(text.key() + QStringLiteral(": ") + part));
    }
    for (const QString &text : library(QStringLiteral("zh_CN")).reasons())
        QVERIFY2(hasCjk(text), qPrintable(text));
    for (const QString &text : library(QStringLiteral("zh_CN")).states())
        QVERIFY2(hasCjk(text), qPrintable(text));
    for (const AlertText &alert : library(QStringLiteral("zh_CN")).alerts())
        QVERIFY2(hasCjk(alert.meaning) && hasCjk(alert.cause), qPrintable(alert.name));
}

void TestExplanations::termsAreExplained()
{
    QFETCH(QString, language);
    const TextLibrary &texts = library(language);
    QSet<QString> used;
    for (Subject subject : subjects) {
        for (const Explanation &text : texts.explanations(subject)) {
            for (const QString &term : text.terms) {
                const TermText *found = texts.term(term);
                QVERIFY2(found && found->name == term, qPrintable(term));
                used.insert(term);
            }
        }
    }
    for (const TermText &term : texts.terms())
        QVERIFY2(used.contains(term.name), qPrintable(term.name + QStringLiteral(" is used by no text")));
}

void TestExplanations::clausesCanBeRead()
{
    for (Subject subject : subjects) {
        const auto &texts = library(QStringLiteral("en")).explanations(subject);
        for (auto text = texts.cbegin(); text != texts.cend(); ++text) {
            QVERIFY2(!text->clauses.isEmpty(), qPrintable(text.key()));
            for (const QString &clause : text->clauses)
                QVERIFY2(clauseUrl(clause).hasFragment(), qPrintable(text.key() + QStringLiteral(": ") + clause));
        }
    }
}

void TestExplanations::clauseUrls_data()
{
    QTest::addColumn<QString>("clause");
    QTest::addColumn<QString>("url");
    const QString rfc = QStringLiteral("https://www.rfc-editor.org/rfc/rfc");
    QTest::newRow("section") << QStringLiteral("5246 §7.4.3") << rfc + QStringLiteral("5246#section-7.4.3");
    QTest::newRow("appendix") << QStringLiteral("7919 App. A.1") << rfc + QStringLiteral("7919#appendix-A.1");
    QTest::newRow("of a trace") << QStringLiteral("RFC 5246 7.4.9") << rfc + QStringLiteral("5246#section-7.4.9");
    QTest::newRow("of a trace, item") << QStringLiteral("RFC 5280 6.1.3 (a)(1)")
                                      << rfc + QStringLiteral("5280#section-6.1.3");
    QTest::newRow("of a trace, appendix")
        << QStringLiteral("RFC 5246 E.1") << rfc + QStringLiteral("5246#appendix-E.1");
    QTest::newRow("whole") << QStringLiteral("RFC 5746") << rfc + QStringLiteral("5746");
    QTest::newRow("none") << QStringLiteral("section 7") << QString();
}

void TestExplanations::clauseUrls()
{
    QFETCH(QString, clause);
    QFETCH(QString, url);
    QCOMPARE(clauseUrl(clause).toString(), url);
}

void TestExplanations::errorsNameFileAndLine_data()
{
    QTest::addColumn<QString>("file");
    QTest::addColumn<QString>("content");
    QTest::addColumn<QString>("error");
    const QString whole =
        QStringLiteral("# m\n\n## m.a\n\n**T**\n\n### What\n\nw\n\n### Why\n\ny\n\n### If it were missing\n\nm\n");
    QTest::newRow("whole") << QStringLiteral("m.md") << whole + QStringLiteral("\nRFC: 1 §2\nTerms: nonce\n")
                           << QString();
    QTest::newRow("part lacks") << QStringLiteral("m.md") << whole.left(40)
                                << QStringLiteral("m.md:3: \"m.a\" lacks its title or a part");
    QTest::newRow("unknown part") << QStringLiteral("m.md")
                                  << QString(whole).replace(QLatin1StringView("Why"), QLatin1StringView("Wy"))
                                  << QStringLiteral("m.md:11: unknown part \"Wy\"");
    QTest::newRow("twice") << QStringLiteral("m.md") << whole + whole
                           << QStringLiteral("m.md:20: second section for \"m.a\"");
    QTest::newRow("text at the end") << QStringLiteral("m.md") << whole + QStringLiteral("RFC: 1 §2\nmore\n")
                                     << QStringLiteral("m.md:19: text after the RFC or Terms line");
    QTest::newRow("empty list") << QStringLiteral("m.md") << whole + QStringLiteral("RFC:\n")
                                << QStringLiteral("m.md:18: the list is empty");
    QTest::newRow("entry") << QStringLiteral("states.md") << QStringLiteral("- `a`: b\n- c: d\n")
                           << QStringLiteral("states.md:2: an entry is written \"- `key`: text\"");
    QTest::newRow("alert") << QStringLiteral("alerts.md") << QStringLiteral("\n## handshake_failure\n\ntext\n")
                           << QStringLiteral("alerts.md:2: an alert has a number, a name, a text and its usual cause");
    QTest::newRow("term") << QStringLiteral("terms.md") << QStringLiteral("## nonce\n\n## PRF\n\ntext\n")
                          << QStringLiteral("terms.md:1: \"nonce\" is not explained");
}

void TestExplanations::errorsNameFileAndLine()
{
    QFETCH(QString, file);
    QFETCH(QString, content);
    QFETCH(QString, error);
    TextLibrary texts;
    texts.parse(file, content);
    QCOMPARE(texts.errors().isEmpty() ? QString() : texts.errors().first().text(), error);
}

void TestExplanations::programCarriesAllFiles()
{
    for (const QString &language : Explanations::languages()) {
        const TextLibrary carried = TextLibrary::load(QStringLiteral(":/explanations/") + language);
        for (Subject subject : subjects)
            QCOMPARE(carried.explanations(subject), library(language).explanations(subject));
    }
}

void TestExplanations::mostSpecificTextWins()
{
    const Explanations texts;
    const QString length = QStringLiteral("server_hello.length");
    QCOMPARE(texts.forField(length), texts.forField(QStringLiteral("*.length")));
    QVERIFY(texts.forField(QStringLiteral("server_hello_done.length")) != texts.forField(length));
    QCOMPARE(texts.forField(QStringLiteral("client_hello.cipher_suites[7]")),
             texts.forField(QStringLiteral("client_hello.cipher_suites[]")));
    QCOMPARE(texts.forField(QStringLiteral("finished")), texts.forMessage(QStringLiteral("finished")));
    QVERIFY(!texts.forField(QStringLiteral("no_such.field")));
    QVERIFY(!texts.forMessage(QString()));
}

void TestExplanations::senderTellsTextsApart()
{
    const Explanations texts;
    const QString name = QStringLiteral("certificate");
    const auto client = texts.forMessage(name, Side::Client), server = texts.forMessage(name, Side::Server);
    QVERIFY(client && server && *client != *server);
    QVERIFY(texts.forMessage(name) != client && texts.forMessage(name) != server);
    const QString hello = QStringLiteral("client_hello");
    QCOMPARE(texts.forMessage(hello, Side::Client), texts.forMessage(hello));
}

void TestExplanations::familyTellsTextsApart()
{
    const Explanations texts;
    const QString verifyData = QStringLiteral("finished.verify_data"), finished = QStringLiteral("finished");
    const auto old = texts.forField(verifyData), now = texts.forField(verifyData, Side::Client, Family::Tls13);
    QVERIFY(old && now && *old != *now);
    QVERIFY(old->what.contains(QLatin1StringView("PRF")) && now->what.contains(QLatin1StringView("HMAC")));
    QCOMPARE(texts.forField(verifyData, Side::Client, Family::UpToTls12), old);
    QVERIFY(texts.forMessage(finished, Side::Client, Family::Tls13) !=
            texts.forMessage(finished, Side::Server, Family::Tls13));
    QVERIFY(texts.forCheck(verifyData, Family::Tls13) != texts.forCheck(verifyData));
    QVERIFY(texts.forDerivation(QStringLiteral("master_secret"), Family::Tls13) !=
            texts.forDerivation(QStringLiteral("master_secret")));
    // A pattern that ends in * does not swallow what is for TLS 1.3 alone.
    const auto hash = texts.forDerivation(QStringLiteral("binder.transcript_hash"), Family::Tls13);
    QVERIFY(hash && hash != texts.forDerivation(QStringLiteral("binder"), Family::Tls13));
    QVERIFY(texts.forDecision(QStringLiteral("group"), Family::Tls13) != texts.forDecision(QStringLiteral("group")));
    // What is the same in both has one text.
    const QString length = QStringLiteral("server_hello.length");
    QCOMPARE(texts.forField(length, Side::Server, Family::Tls13), texts.forField(length));
}

void TestExplanations::languageSwitches()
{
    Explanations texts;
    QCOMPARE(texts.language(), QStringLiteral("en"));
    QSignalSpy changed(&texts, &Explanations::changed);
    const QString english = texts.reason(QStringLiteral("chosen"));
    QVERIFY(!english.isEmpty());
    texts.setLanguage(QStringLiteral("zh_CN"));
    QCOMPARE(changed.size(), 1);
    QVERIFY(texts.reason(QStringLiteral("chosen")) != english);
    QVERIFY(hasCjk(texts.stateLabel(QStringLiteral("wait_server_hello"))));
    QVERIFY(hasCjk(texts.alertText(40)));
    QCOMPARE(texts.term(QStringLiteral("forward secrecy")), texts.term(QStringLiteral("前向保密")));
    QVERIFY(texts.terms().contains(QStringLiteral("前向保密")));
    texts.setLanguage(QStringLiteral("zh_SG"));
    QCOMPARE(changed.size(), 1);
    texts.setLanguage(QStringLiteral("fr_FR"));
    QCOMPARE(texts.language(), QStringLiteral("en"));
    QCOMPARE(texts.stateLabel(QStringLiteral("no_such_state")), QStringLiteral("no_such_state"));
    QVERIFY(texts.reason(QStringLiteral("no-such-key")).isEmpty() && texts.alertText(255).isEmpty());
}

void TestExplanations::missingTextFallsBackToEnglish()
{
    // A Chinese link that was copied into an English window, and the other way round, still finds its term.
    Explanations texts;
    QVERIFY(texts.term(QStringLiteral("主密钥")).isEmpty()); // English knows no Chinese names
    texts.setLanguage(QStringLiteral("zh_CN"));
    QVERIFY(hasCjk(texts.term(QStringLiteral("master secret"))));
}

QTEST_GUILESS_MAIN(TestExplanations)
#include "tst_explanations.moc"
