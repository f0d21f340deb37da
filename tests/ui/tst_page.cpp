// SPDX-License-Identifier: GPL-3.0-or-later
#include "browser.h"
#include "builtins.h"
#include "longrecording.h"
#include "pageprobes.h"

#include "export/diagrampage.h"
#include "export/htmlpage.h"
#include "models/keygraph.h"
#include "theme/theme.h"
#include "trace/formula.h"
#include "trace/knowledge.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QtTest>

using namespace hd;
using namespace hd::ui;
using namespace hd::test;

static QString q(const char *text)
{
    return QString::fromUtf8(text);
}

static QString hexOf(ByteView bytes)
{
    return QString::fromStdString(toHex(bytes));
}

static QByteArray json(const QJsonArray &array)
{
    return QJsonDocument(array).toJson(QJsonDocument::Compact);
}

// The interactive page in Chromium: what somebody does with it, and what they then see.
class TestPage : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase()
    {
        if (Browser::program().isEmpty())
            QSKIP("CHROMIUM IS NOT HERE: nobody opens the page (Debian package chromium)");
        m_browser = std::make_unique<Browser>();
        QVERIFY(m_browser->isRunning());
    }
    void cleanupTestCase() { m_browser.reset(); }
    void cleanup() { m_browser->setView({}); }

    /// After any number of steps, there and back, it shows what had happened in the trace by then.
    void stepsThereAndBack_data() { scenarios({"classic", "tls13", "ssl3-rsa", "expired-certificate"}); }
    void stepsThereAndBack()
    {
        QFETCH(std::string, scenario);
        const auto trace = runBuiltin(scenario);
        openPage(*trace);
        const std::vector<Playhead> all = stops(*trace, Granularity::Message);
        for (std::size_t step = 0; step < all.size(); ++step) {
            QCOMPARE(shown(), expected(*trace, all[step]));
            m_browser->press(q("ArrowRight"));
        }
        for (std::size_t step = all.size(); step-- > 0;) {
            QCOMPARE(shown(), expected(*trace, all[step]));
            m_browser->press(q("ArrowLeft"));
        }
        QCOMPARE(m_browser->problems(), QStringList());
    }

    void jumpsAndPlaysByKeyboard()
    {
        const auto trace = runBuiltin("classic");
        openPage(*trace);
        const auto counter = [this] { return m_browser->text(q("document.getElementById('counter').textContent")); };
        const std::pair<const char *, const char *> jumps[] = {
            {"End", "13 / 13"}, {"Home", "0 / 13"}, {"ArrowRight", "1 / 13"}};
        for (const auto &[key, count] : jumps) {
            m_browser->press(q(key));
            QCOMPARE(counter(), q(count));
        }
        m_browser->press(q("ArrowRight"), true); // all of flight 2
        QCOMPARE(counter(), q("6 / 13"));
        m_browser->press(q("ArrowLeft"), true);
        QCOMPARE(counter(), q("1 / 13"));
        m_browser->press(q(" "));
        QCOMPARE(counter(), q("2 / 13"));
        const QString play = q("document.getElementById('go-play').getAttribute('aria-label')");
        QCOMPARE(m_browser->text(play), q("Pause"));
        m_browser->press(q(" "));
        QCOMPARE(m_browser->text(play), q("Play"));
        // Each step is said aloud.
        QVERIFY(m_browser->text(q("document.getElementById('live').textContent"))
                    .startsWith(q("Message 2 of 13: #2 server_hello, server to client, clear")));
        m_browser->evaluate(q("document.getElementById('scrubber').focus()"));
        m_browser->press(q("ArrowRight"));
        QCOMPARE(counter(), q("3 / 13"));
        m_browser->press(q("End"));
        QCOMPARE(counter(), q("13 / 13"));
        // Wherever Tab leads, the focus can be seen.
        m_browser->evaluate(q("document.activeElement.blur()"));
        QSet<QString> visited;
        for (int i = 0; i < 40; ++i) {
            m_browser->press(q("Tab"));
            visited.insert(
                m_browser->text(q("(() => { const e = document.activeElement; const o = getComputedStyle(e); return e "
                                  "=== document.body || (o.outlineStyle !== 'none' && parseFloat(o.outlineWidth) >= 2) "
                                  "? e.id || e.textContent : 'UNSEEN ' + e.outerHTML; })()")));
        }
        for (const QString &place : visited)
            QVERIFY2(!place.startsWith(q("UNSEEN")), qPrintable(place));
        for (const char *place : {"sequence", "scrubber", "go-play", "tab-message", "printbutton"})
            QVERIFY2(visited.contains(q(place)), place);
    }

    void animatesUnlessMotionIsUnwanted()
    {
        const auto trace = runBuiltin("classic");
        const QString packets = q("document.querySelectorAll('.packet').length");
        for (const bool reduced : {false, true}) {
            m_browser->setView({1280, 800, false, reduced});
            openPage(*trace);
            m_browser->evaluate(q("document.getElementById('go-forward').click()"));
            QCOMPARE(m_browser->evaluate(packets).toInt(), reduced ? 0 : 1);
            m_browser->press(q("ArrowRight")); // completes it
            m_browser->press(q("ArrowLeft"));
            QCOMPARE(m_browser->evaluate(packets).toInt(), 0);
            QCOMPARE(m_browser->evaluate(q("document.querySelectorAll('#sequence .row.past').length")).toInt(), 1);
        }
    }

    /// A field selects exactly its bytes, and each byte the field that it belongs to.
    void linksFieldsAndBytes_data() { scenarios({"classic", "tls13"}); }
    void linksFieldsAndBytes()
    {
        QFETCH(std::string, scenario);
        const auto trace = runBuiltin(scenario);
        openPage(*trace);
        m_browser->press(q("End"));
        for (std::uint32_t i = 0; i < trace->messages.size(); ++i) {
            const Message &message = trace->messages[i];
            m_browser->evaluate(q("document.querySelector('[data-value=list]').click(); "
                                  "document.querySelectorAll('#list tbody tr')[%1].querySelector('button').click()")
                                    .arg(i));
            const QJsonArray seen = m_browser->evaluate(q(probes::links)).toArray();
            QCOMPARE(seen[0].toString(), hexOf(message.bytes));
            QJsonArray fields, leaves;
            for (FieldIndex f = 0; f < message.fields.size(); ++f) {
                const Range range = f == 0 ? Range{} : message.fields[f].range;
                fields.append(QJsonArray{QString::fromStdString(message.fields.path(f)),
                                         range.length == 0 ? -1 : static_cast<int>(range.offset),
                                         static_cast<int>(range.length)});
            }
            for (std::uint32_t at = 0; at < message.bytes.size(); at += 101)
                leaves.append(QString::fromStdString(message.fields.path(message.fields.leafAt(at).value_or(0))));
            QCOMPARE(json(seen[1].toArray()), json(fields));
            QCOMPARE(json(seen[2].toArray()), json(leaves));
        }
        QCOMPARE(m_browser->problems(), QStringList());
    }

    /// Every card holds the values of the trace, of both parties, and the formula.
    void showsTheKeys_data() { scenarios({"classic", "tls13", "ssl3-rsa", "tls12-ecdhe-gcm"}); }
    void showsTheKeys()
    {
        QFETCH(std::string, scenario);
        const auto trace = runBuiltin(scenario);
        const KeyGraph graph(*trace);
        openPage(*trace, true);
        m_browser->press(q("End"));
        m_browser->evaluate(q("document.getElementById('tab-keys').click()"));
        for (int n = 0; n < static_cast<int>(graph.nodes().size()); ++n) {
            const KeyValues values = graph.values(*trace, n);
            const QJsonArray card = m_browser->evaluate(q(probes::card).arg(n)).toArray();
            QCOMPARE(card[0].toString(), QString::fromStdString(graph[n].name));
            QCOMPARE(card[1].toString(), hexOf(values.client));
            QCOMPARE(card[2].toString(), hexOf(values.server));
            const bool equal = values.agreement == KeyValues::Agreement::Equal;
            QCOMPARE(card[3].toString(), equal                                                 ? q("=")
                                         : values.agreement == KeyValues::Agreement::Different ? q("≠")
                                                                                               : q(""));
            if (const std::optional<DerivationId> made = graph[n].any(); made && !formula(*trace, *made).empty())
                QCOMPARE(card[4].toString(), QString::fromStdString(formula(*trace, *made)));
        }
        openPage(*trace, false);
        m_browser->press(q("End"));
        m_browser->evaluate(q("document.getElementById('tab-keys').click()"));
        const QString text = m_browser->text(q("document.getElementById('keys').textContent"));
        QVERIFY(text.contains(q("Withheld: this page was made without secrets")));
        QCOMPARE(m_browser->problems(), QStringList());
    }

    void speaksBothLanguagesAndShowsBothThemes()
    {
        const auto trace = runBuiltin("classic");
        openPage(*trace);
        m_browser->press(q("ArrowRight"));
        m_browser->evaluate(q("document.querySelector('[data-value=zh_CN]').click()"));
        QCOMPARE(m_browser->text(q("document.documentElement.lang")), q("zh-CN"));
        QCOMPARE(m_browser->text(q("document.title")), QString::fromStdString(trace->title.zh));
        const QString words = m_browser->text(q("document.body.innerText"));
        for (const char *word : {"客户端", "服务器", "第 1 组", "密钥", "保密性", "尚未"})
            QVERIFY2(words.contains(q(word)), word);
        for (const char *word : {"Client", "Flight", "Keys", "Confidentiality", "not yet", "What", "If it were"})
            QVERIFY2(!words.contains(q(word)), word);
        const QString background = q("getComputedStyle(document.body).backgroundColor");
        const auto css = [](const QColor &color) {
            return q("rgb(%1, %2, %3)").arg(color.red()).arg(color.green()).arg(color.blue());
        };
        QCOMPARE(m_browser->text(background), css(Colors::light().window));
        m_browser->evaluate(q("document.querySelector('[data-value=dark]').click()"));
        QCOMPARE(m_browser->text(background), css(Colors::darkTheme().window));
        m_browser->setView({1280, 800, true});
        openPage(*trace);
        QCOMPARE(m_browser->text(background), css(Colors::darkTheme().window));
        m_browser->evaluate(q("document.querySelector('[data-value=light]').click()"));
        QCOMPARE(m_browser->text(background), css(Colors::light().window));
        QCOMPARE(m_browser->problems(), QStringList());
    }

    /// Names from outside are shown as what they are, and nothing in them runs.
    void hostileNamesStayText()
    {
        const Trace trace = hostileTrace();
        openPage(trace);
        visitEverything();
        QVERIFY(m_browser->evaluate(q("window.hacked === undefined")).toBool());
        QCOMPARE(m_browser->evaluate(q("document.querySelectorAll('script').length")).toInt(), 2);
        QCOMPARE(m_browser->evaluate(q("document.querySelectorAll('img').length")).toInt(), 0);
        QVERIFY(m_browser->text(q("document.querySelector('h1').textContent")).startsWith(q("</script><img src=x")));
        QCOMPARE(m_browser->problems(), QStringList());
        QCOMPARE(m_browser->requests().filter(q("http")), QStringList());
    }

    /// It asks for nothing, and even a script that got in could not.
    void reachesNothingOutside()
    {
        openPage(*runBuiltin("classic"));
        visitEverything();
        for (const QString &address : m_browser->requests())
            QVERIFY2(address == QUrl::fromLocalFile(m_file).toString() || address.startsWith(q("data:")),
                     qPrintable(address));
        QCOMPARE(m_browser->problems(), QStringList());
        for (const char *attempt :
             {"fetch('http://127.0.0.1:9/').then(() => 'got out', () => 'held')",
              "(() => { try { document.body.innerHTML = '<b>'; return 'got in'; } catch { return 'held'; } })()",
              "(() => { try { return eval(\"'got in'\"); } catch { return 'held'; } })()",
              "new Promise(done => { const i = new Image(); i.onload = () => done('got out'); i.onerror = () => "
              "done('held'); i.src = 'http://127.0.0.1:9/x.png'; })"})
            QCOMPARE(m_browser->evaluate(q(attempt), false).toString(), q("held"));
        QVERIFY(!m_browser->problems().isEmpty()); // so this would have been told of the page, too
    }

    void isReadAloud()
    {
        const auto trace = runBuiltin("classic");
        openPage(*trace);
        m_browser->press(q("ArrowRight"));
        QHash<QString, QStringList> names;
        for (const QJsonValue &node : m_browser->accessibilityTree()) {
            const QString role = node[q("role")][q("value")].toString();
            names[role].append(node[q("name")][q("value")].toString());
        }
        const ExportLanguage english(q("en"));
        const DiagramWords words = english.diagramWords();
        for (std::uint32_t i = 0; i < trace->messages.size(); ++i)
            QVERIFY2(names[q("option")].contains(describe(*trace, {i}, i == 0, words)),
                     qPrintable(names[q("option")].value(i)));
        QCOMPARE(names[q("tab")],
                 QStringList({q("Message"), q("Keys"), q("Records"), q("Decisions"), q("Checks"), q("States")}));
        const std::pair<const char *, const char *> expected[] = {{"listbox", "Message sequence diagram"},
                                                                  {"tree", "Fields of client_hello"},
                                                                  {"grid", "Bytes of client_hello"},
                                                                  {"slider", "Position in the handshake"},
                                                                  {"button", "Next message"},
                                                                  {"tabpanel", "Message"},
                                                                  {"group", "What has been achieved"}};
        for (const auto &[role, name] : expected)
            QVERIFY2(names[q(role)].contains(q(name)), name);
        for (const char *role :
             {"button", "link", "slider", "tab", "treeitem", "option", "combobox", "listbox", "gridcell"})
            QVERIFY2(!names[q(role)].contains(QString()), role);
    }

    void prints()
    {
        openPage(*runBuiltin("classic"));
        m_browser->press(q("ArrowRight"));
        const QByteArray pdf = m_browser->printToPdf();
        QVERIFY(pdf.startsWith("%PDF"));
        if (QStandardPaths::findExecutable(q("pdftotext")).isEmpty())
            QSKIP("PDFTOTEXT IS NOT HERE: nobody reads the print (Debian package poppler-utils)");
        QProcess reader;
        reader.start(q("pdftotext"), {q("-"), q("-")});
        reader.write(pdf);
        reader.closeWriteChannel();
        QVERIFY(reader.waitForFinished());
        const QString text = QString::fromUtf8(reader.readAllStandardOutput());
        for (const char *word :
             {"Classic 13 messages", "Flight 4", "connected", "#13 finished", "dh_Ys", "verify_data"})
            QVERIFY2(text.contains(q(word)), word);
        QVERIFY(!text.contains(q("Speed")));
    }

    /// As many messages as a page may hold: it opens, steps and shows the last of them.
    void theLongestPageWorks()
    {
        const auto trace = longRecording(300);
        ExportOptions options;
        options.to = mostPageMessages;
        openPage(*trace, options);
        m_browser->press(q("End"));
        m_browser->press(q("ArrowLeft"));
        QCOMPARE(m_browser->text(q("document.getElementById('counter').textContent")), q("999 / 1000"));
        QVERIFY(m_browser->text(q("document.getElementById('messagehead').textContent")).startsWith(q("#999 ")));
        QCOMPARE(m_browser->problems(), QStringList());
    }

    void everyScenarioWorks_data()
    {
        std::vector<std::string> names;
        for (const ScenarioInfo &info : builtinScenarios())
            names.push_back(info.name);
        scenarios(names);
    }
    void everyScenarioWorks()
    {
        QFETCH(std::string, scenario);
        const auto trace = runBuiltin(scenario);
        openPage(*trace, true);
        visitEverything();
        const QString text =
            m_browser->text(q("document.body.textContent.replace(document.getElementById('data').textContent, '')"));
        for (const char *word : {"undefined", "[object", "NaN"})
            QVERIFY2(!m_browser->text(q("document.getElementById('page').innerText")).contains(q(word)), word);
        QVERIFY(text.size() > 1000);
        QCOMPARE(m_browser->evaluate(q("document.querySelectorAll('#sequence .row.past').length")).toInt(),
                 static_cast<int>(messagesSent(*trace, static_cast<Playhead>(trace->events.size()))));
        QCOMPARE(m_browser->problems(), QStringList());
    }

private:
    static void scenarios(const std::vector<std::string> &names)
    {
        QTest::addColumn<std::string>("scenario");
        for (const std::string &name : names)
            QTest::newRow(name.c_str()) << name;
    }

    void openPage(const Trace &trace, bool withSecrets = false)
    {
        ExportOptions options;
        options.withSecrets = withSecrets;
        openPage(trace, options);
    }
    void openPage(const Trace &trace, const ExportOptions &options)
    {
        m_file = m_folder.filePath(q("page.html"));
        QFile file(m_file);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(renderHtml(trace, options));
        file.close();
        QVERIFY(m_browser->open(m_file));
    }

    void visitEverything() { m_browser->evaluate(q(probes::visitEverything)); }

    QByteArray shown() { return json(m_browser->evaluate(q(probes::shown)).toArray()); }

    static QByteArray expected(const Trace &trace, Playhead at)
    {
        static const char *const achievements[] = {"not yet", "pending", "established", "failed", "none", "weak"};
        const ExportLanguage english(q("en"));
        const auto sent = static_cast<int>(messagesSent(trace, at));
        QJsonArray states, properties;
        for (const Side side : {Side::Client, Side::Server})
            if (const std::string name = stateAt(trace, side, at); !name.empty())
                states.append(english.explanations().stateLabel(QString::fromStdString(name)));
        for (const PropertyState &state : propertiesAt(trace, at))
            properties.append(q(achievements[static_cast<int>(state.achievement)]));
        return json({q("%1 / %2").arg(sent).arg(trace.messages.size()), sent, states, properties});
    }

    QTemporaryDir m_folder;
    QString m_file;
    std::unique_ptr<Browser> m_browser;
};

QTEST_MAIN(TestPage)
#include "tst_page.moc"
