// SPDX-License-Identifier: GPL-3.0-or-later
#include "programtest.h"

#include "dialogs/live/connectdialog.h"
#include "dialogs/live/livewords.h"
#include "dialogs/live/servedialog.h"
#include "dialogs/notice.h"
#include "party/identity.h"

#include <QCheckBox>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>

using namespace hd;
using namespace hd::ui;

// What the dialogs of live connections ask, remember, and refuse.
class TestLiveDialogs : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { Fonts::load(); }

    void answersAreWordsOfTheCommandLine_data();
    void answersAreWordsOfTheCommandLine();
    void mistakesAreToldInPlace_data();
    void mistakesAreToldInPlace();
    void theNetworkIsChosenTwice();
    void theNetworkIsNotRemembered();
    void theySayWhatTheyAreFor();

private:
    std::unique_ptr<LiveDialog> dialogFor(Side side, const QStringList &words);

    crypto::Context m_context;
    Theme m_theme;
};

std::unique_ptr<LiveDialog> TestLiveDialogs::dialogFor(Side side, const QStringList &words)
{
    if (side == Side::Client)
        return std::make_unique<ConnectDialog>(words, &m_context, &m_theme, nullptr);
    return std::make_unique<ServeDialog>(words, &m_context, &m_theme, nullptr);
}

static QStringList asList(const std::vector<std::string> &words)
{
    QStringList all;
    for (const std::string &word : words)
        all << QString::fromStdString(word);
    return all;
}

void TestLiveDialogs::answersAreWordsOfTheCommandLine_data()
{
    QTest::addColumn<Side>("side");
    QTest::addColumn<QStringList>("words");
    const auto row = [](const char *name, Side side, const char *line) {
        QTest::newRow(name) << side << QString::fromLatin1(line).split(u' ');
    };
    row("an address", Side::Client, "-- example.org:443");
    row("an IPv6 address", Side::Client, "-- [::1]:4433");
    row("much", Side::Client,
        "--data=hello --ca=demonstration --sni=other.example --versions=ssl3,tls1.2 --suites=AES128-SHA "
        "--groups=x25519 --alpn=h2,http/1.1 --timeout=5 --cert=demonstration --wait=2 -- 127.0.0.1:1");
    row("files", Side::Client, "--ca=/tmp/ca.pem --cert=/tmp/own.pem --key=/tmp/own.key -- 127.0.0.1:1");
    row("nothing verified", Side::Client, "--verify=off -- 127.0.0.1:1");
    row("a port", Side::Server, "-- 127.0.0.1:4433");
    row("an echo", Side::Server,
        "--app=echo --cert=/tmp/own.pem --key=/tmp/own.key --versions=tls1.3 --alpn=h2 --client-auth=require -- "
        "127.0.0.1:0");
}

void TestLiveDialogs::answersAreWordsOfTheCommandLine()
{
    QFETCH(const Side, side);
    QFETCH(const QStringList, words);
    QCOMPARE(asList(dialogFor(side, words)->words()), words);
}

void TestLiveDialogs::mistakesAreToldInPlace_data()
{
    QTest::addColumn<Side>("side");
    QTest::addColumn<QString>("words");
    QTest::addColumn<QString>("told");
    const auto row = [](const char *name, Side side, const char *line, const char *told) {
        QTest::newRow(name) << side << QString::fromLatin1(line) << QString::fromLatin1(told);
    };
    row("no port", Side::Client, "-- example.org", "Server: \"example.org\" is no address");
    row("a suite", Side::Client, "--suites=AES129-SHA -- h:1", "Cipher suites: there is no cipher suite");
    row("no version", Side::Client, "--versions= -- h:1", "Versions: there is no version");
    row("a group", Side::Client, "--groups=x25520 -- h:1", "Groups: there is no group");
    row("a time", Side::Client, "--timeout=soon -- h:1", "Time limit (s): \"soon\" is no number of seconds");
    row("a file", Side::Client, "--ca=/nowhere -- h:1", "/nowhere: cannot be read");
    row("a port that is none", Side::Server, "-- 127.0.0.1:70000", "Port: ");
    row("no certificate", Side::Server, "--cert=/nowhere -- 127.0.0.1:0", "/nowhere: cannot be read");
}

void TestLiveDialogs::mistakesAreToldInPlace()
{
    QFETCH(const Side, side);
    QFETCH(const QString, words);
    QFETCH(const QString, told);
    const std::unique_ptr<LiveDialog> dialog = dialogFor(side, words.split(u' '));
    dialog->show();
    dialog->accept();
    QVERIFY(dialog->isVisible()); // nothing is lost
    QVERIFY(!dialog->takePlan());
    const auto *notice = dialog->findChild<Notice *>();
    QVERIFY2(notice->text().contains(told), qPrintable(notice->text()));
    QVERIFY(notice->isVisible());
    if (const auto *line = qobject_cast<QLineEdit *>(dialog->focusWidget()))
        QVERIFY(line->isVisible()); // what was folded away is unfolded
}

void TestLiveDialogs::theNetworkIsChosenTwice()
{
    ServeDialog dialog({}, &m_context, &m_theme, nullptr);
    dialog.show();
    const auto *go = dialog.findChild<QPushButton *>(QStringLiteral("go"));
    auto *network = dialog.findChild<QCheckBox *>(QStringLiteral("network"));
    auto *deliberate = dialog.findChild<QCheckBox *>(QStringLiteral("deliberate"));
    const auto *warning = dialog.findChild<QLabel *>(QStringLiteral("warning"));
    QVERIFY(go->isEnabled() && !deliberate->isVisible() && !warning->isVisible());
    QCOMPARE(dialog.words().back(), std::string("127.0.0.1:4433"));
    network->click();
    QVERIFY(warning->isVisible() && deliberate->isVisible());
    QVERIFY(!go->isEnabled());
    dialog.accept(); // as by the Return key
    QVERIFY(dialog.isVisible() && !dialog.takePlan());
    deliberate->click();
    QVERIFY(go->isEnabled());
    QCOMPARE(dialog.words().back(), std::string("*:4433"));
    dialog.accept();
    const std::unique_ptr<LivePlan> plan = dialog.takePlan();
    QVERIFY(plan && plan->address.host == QStringLiteral("*"));
    network->click();
    QVERIFY(!deliberate->isChecked()); // it does not stay from the last time
}

void TestLiveDialogs::theNetworkIsNotRemembered()
{
    const ServeDialog dialog({QStringLiteral("--"), QStringLiteral("*:4444")}, &m_context, &m_theme, nullptr);
    QCOMPARE(dialog.words().back(), std::string("127.0.0.1:4444"));
}

void TestLiveDialogs::theySayWhatTheyAreFor()
{
    for (const Side side : {Side::Client, Side::Server}) {
        const std::unique_ptr<LiveDialog> dialog = dialogFor(side, {});
        const QList<QLabel *> labels = dialog->findChildren<QLabel *>();
        QVERIFY(std::any_of(labels.begin(), labels.end(),
                            [](const QLabel *label) { return label->text() == LiveWords::forTeaching(); }));
    }
}

QTEST_MAIN(TestLiveDialogs)
#include "tst_livedialogs.moc"
