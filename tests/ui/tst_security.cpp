// SPDX-License-Identifier: GPL-3.0-or-later

// Who is protected from whom, who knows what, and what a leaked key opens, as the window shows it.

#include "builtins.h"
#include "inspectors/security/knowledgepage.h"
#include "inspectors/security/leakpage.h"
#include "inspectors/security/propertiespage.h"
#include "inspectors/security/securityinspector.h"
#include "inspectors/security/securitytable.h"
#include "models/knowledgemodel.h"
#include "models/leakmodel.h"
#include "models/securitymatrix.h"
#include "text/explanations.h"
#include "theme/theme.h"

#include <QAbstractItemModelTester>
#include <QLabel>
#include <QTextBrowser>
#include <QToolButton>
#include <QtTest>

using namespace hd;
using namespace hd::ui;

class TestSecurity : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void everyStepOfEveryScenario_data();
    void everyStepOfEveryScenario();
    void nothingIsKnownAtTheStart();
    void eachSeesItWithOwnEyes();
    void aCellLeadsToItsProof();
    void whatDoesNotExistYetIsNotListed();
    void aSecretIsSelectedWhereItWasMade();
    void theLeakOpensWhatWasSaid();
    void theLeakOpensNothingWithForwardSecrecy();
    void onlyKeysThatWereUsedCanLeak();
    void aPeerThatTellsNothingSaysSo();

private:
    Theme m_theme;
    Explanations m_texts;
};

void TestSecurity::everyStepOfEveryScenario_data()
{
    QTest::addColumn<int>("index");
    int index = 0;
    for (const ScenarioInfo &info : builtinScenarios())
        QTest::newRow(info.name.c_str()) << index++;
}

void TestSecurity::everyStepOfEveryScenario()
{
    QFETCH(int, index);
    const std::shared_ptr<const Trace> trace = test::builtinTraces()[static_cast<std::size_t>(index)];
    Session session;
    SessionNews news(&session);
    SecurityMatrix matrix(&news, &m_texts);
    KnowledgeModel knowledge(&news);
    LeakModel leak(&news);
    using Mode = QAbstractItemModelTester::FailureReportingMode;
    QAbstractItemModelTester first(&matrix, Mode::QtTest), second(&knowledge, Mode::QtTest), third(&leak, Mode::QtTest);
    session.setTrace(trace);
    int known = 0;
    for (const Playhead at : stops(*trace, Granularity::Message)) {
        session.setPlayhead(at);
        for (int row = 0; row < matrix.rowCount(); ++row)
            for (int column = 0; column < matrix.columnCount(); ++column) {
                const QModelIndex cell = matrix.index(row, column);
                QVERIFY(!cell.data().toString().isEmpty());
                QVERIFY2(!cell.data(SecurityMatrix::ReasonRole).toString().isEmpty(),
                         matrix.state(row, column).reason.c_str());
                QVERIFY(!cell.data(Qt::AccessibleTextRole).toString().isEmpty());
                // nothing is proven by what has not been sent
                if (const QVariant proof = cell.data(SecurityMatrix::ProofRole); proof.isValid())
                    QVERIFY(proof.toUInt() < messagesSent(*trace, at));
            }
        QVERIFY(knowledge.shownCount() >= known); // what is known stays known
        known = knowledge.shownCount();
        for (const bool leaked : {true, false}) {
            leak.setLeaked(leaked);
            QVERIFY(leak.openedCount() <= leak.sealedCount() && (leaked || leak.openedCount() == 0));
        }
    }
    QCOMPARE(known, knowledge.count());
    for (const LeakedKey key : leakableKeys(*trace)) {
        leak.setKey(key);
        for (const std::string &reason : leak.leak().reasons)
            for (const QString &language : Explanations::languages()) {
                Explanations texts;
                texts.setLanguage(language);
                QVERIFY2(!texts.reason(QString::fromStdString(reason)).isEmpty(), reason.c_str());
            }
    }
}

void TestSecurity::nothingIsKnownAtTheStart()
{
    Session session;
    QVERIFY(!session.runScenario(QStringLiteral("classic")));
    SessionNews news(&session);
    const SecurityMatrix matrix(&news, &m_texts);
    for (int row = 0; row < matrix.rowCount(); ++row)
        for (const Viewer viewer : {Viewer::Client, Viewer::Server, Viewer::Attacker})
            QCOMPARE(matrix.index(row, static_cast<int>(viewer)).data(SecurityMatrix::AchievementRole).toInt(),
                     static_cast<int>(Achievement::NotYet));
    const LeakModel leak(&news);
    QCOMPARE(leak.rowCount(), 0);
}

void TestSecurity::eachSeesItWithOwnEyes()
{
    Session session;
    QVERIFY(!session.runScenario(QStringLiteral("dh-anon")));
    SessionNews news(&session);
    const SecurityMatrix matrix(&news, &m_texts);
    session.goToEnd();
    const auto is = [&matrix](Property property, Viewer viewer) {
        return matrix.state(static_cast<int>(property), static_cast<int>(viewer)).achievement;
    };
    QCOMPARE(is(Property::Confidentiality, Viewer::Eavesdropper), Achievement::Established);
    QCOMPARE(is(Property::Confidentiality, Viewer::Attacker), Achievement::Weak);
    QCOMPARE(is(Property::ServerAuthentication, Viewer::Client), Achievement::Never);
    QCOMPARE(is(Property::Integrity, Viewer::Eavesdropper), Achievement::Never);
}

void TestSecurity::aCellLeadsToItsProof()
{
    Session session;
    QVERIFY(!session.runScenario(QStringLiteral("classic")));
    PropertiesPage page(&session, &m_theme, &m_texts);
    page.resize(700, 400);
    page.show();
    session.goToEnd();
    session.select(Session::messageSelection(MessageId{0}));
    const QModelIndex cell =
        page.matrix()->index(static_cast<int>(Property::ServerAuthentication), static_cast<int>(Viewer::Client));
    page.table()->setCurrentIndex(cell);
    QTest::keyClick(page.table(), Qt::Key_Return);
    const auto finished = test::messageOf(*session.trace(), "finished", Side::Server);
    QVERIFY(session.selection().message == finished);
    QVERIFY(cell.data(SecurityMatrix::LinkedRole).toBool());
    const QString reason = page.reason()->toPlainText();
    QVERIFY2(reason.contains(m_texts.reason(QStringLiteral("server_authentication.established"))), qPrintable(reason));
    QVERIFY(reason.contains(QStringLiteral("#13 finished")));
}

void TestSecurity::whatDoesNotExistYetIsNotListed()
{
    Session session;
    QVERIFY(!session.runScenario(QStringLiteral("tls12-rsa")));
    SessionNews news(&session);
    const KnowledgeModel model(&news);
    QCOMPARE(model.shownCount(), 1); // the server's private key
    const auto words = [&model](const QString &name) {
        QStringList cells;
        for (int row = 0; row < model.rowCount(); ++row)
            if (model.index(row, 0).data().toString() == name)
                for (int column = 1; column < model.columnCount(); ++column)
                    cells << model.index(row, column).data().toString();
        return cells;
    };
    QVERIFY(words(QStringLiteral("pre_master_secret")).isEmpty());
    // right after the client made it, the server has not got it
    const auto made = test::derivationOf(*session.trace(), "pre_master_secret", Side::Client);
    session.setPlayhead(*positionOf(*session.trace(), What::Derivation, made->index));
    QCOMPARE(
        words(QStringLiteral("pre_master_secret")),
        (QStringList{QStringLiteral("knows"), QStringLiteral("not yet"), QStringLiteral("no"), QStringLiteral("no")}));
    session.goToEnd();
    QCOMPARE(words(QStringLiteral("pre_master_secret")), (QStringList{QStringLiteral("knows"), QStringLiteral("knows"),
                                                                      QStringLiteral("no"), QStringLiteral("no")}));
}

void TestSecurity::aSecretIsSelectedWhereItWasMade()
{
    Session session;
    QVERIFY(!session.runScenario(QStringLiteral("tls13")));
    SecurityInspector inspector(&session, &m_theme, &m_texts);
    inspector.resize(700, 400);
    inspector.show();
    session.goToEnd();
    inspector.showPage(SecurityInspector::Knowledge);
    const KnowledgeModel &model = *inspector.knowledge()->model();
    int selected = 0;
    for (int row = 0; row < model.rowCount(); ++row) {
        if (!model.secretAt(row))
            continue;
        Q_EMIT inspector.knowledge()->table()->picked(model.index(row, 0));
        QVERIFY(model.index(row, 0).data(KnowledgeModel::LinkedRole).toBool());
        ++selected;
    }
    QCOMPARE(selected, model.count());
    // and what is selected elsewhere is found here
    const auto master = test::derivationOf(*session.trace(), "master_secret", Side::Server);
    session.select(session.derivationSelection(*master));
    QCOMPARE(model.index(inspector.knowledge()->table()->currentIndex().row(), 0).data().toString(),
             QStringLiteral("master_secret"));
    QSignalSpy wanted(&inspector, &SecurityInspector::keysWanted);
    for (QToolButton *button : inspector.knowledge()->findChildren<QToolButton *>())
        if (button->text().contains(QStringLiteral("Keys")))
            button->click();
    QTRY_COMPARE(wanted.size(), 1);
}

void TestSecurity::theLeakOpensWhatWasSaid()
{
    Session session;
    QVERIFY(!session.runScenario(QStringLiteral("tls12-rsa")));
    LeakPage page(&session, &m_theme, &m_texts);
    page.show();
    session.goToEnd();
    const LeakModel &model = *page.model();
    const int sealed = model.sealedCount();
    QVERIFY(sealed > 2);
    QCOMPARE(model.openedCount(), 0);
    page.leakSwitch()->click();
    QCOMPARE(model.openedCount(), sealed);
    QVERIFY(page.verdict()->text().contains(m_texts.reason(QStringLiteral("leak.rsa"))));
    int data = 0;
    for (int row = 0; row < model.rowCount(); ++row) {
        const OverheardMessage &message = *model.messageAt(row);
        if (message.name != "application_data")
            continue;
        const std::string said(message.bytes.begin(), message.bytes.end());
        const QString shown = model.index(row, LeakModel::WithKey).data().toString();
        QVERIFY2(shown.contains(QString::fromStdString(said.substr(0, said.find_first_of("\r\n")))), qPrintable(shown));
        ++data;
    }
    QCOMPARE(data, 2);
    page.leakSwitch()->click(); // and as it was
    QCOMPARE(model.openedCount(), 0);
    // what has not been sent cannot have been recorded
    session.goToStart();
    QCOMPARE(model.rowCount(), 0);
}

void TestSecurity::theLeakOpensNothingWithForwardSecrecy()
{
    Session session;
    for (const char *name : {"tls12-ecdhe-gcm", "tls13"}) {
        QVERIFY(!session.runScenario(QString::fromLatin1(name)));
        LeakPage page(&session, &m_theme, &m_texts);
        page.show();
        session.goToEnd();
        page.leakSwitch()->click();
        QVERIFY(page.model()->leaked() && page.model()->sealedCount() > 2);
        QCOMPARE(page.model()->openedCount(), 0);
        QVERIFY(page.verdict()->text().contains(m_texts.reason(QStringLiteral("leak.ephemeral"))));
    }
}

void TestSecurity::onlyKeysThatWereUsedCanLeak()
{
    const auto can = [](const char *name) { return leakableKeys(*test::runBuiltin(name)); };
    QVERIFY(can("tls12-rsa") == std::vector{LeakedKey::PrivateKey});
    QVERIFY(can("psk") == (std::vector{LeakedKey::PrivateKey, LeakedKey::PreSharedKey}));
    QVERIFY(can("session-ticket") == (std::vector{LeakedKey::PrivateKey, LeakedKey::TicketKeys}));
}

void TestSecurity::aPeerThatTellsNothingSaysSo()
{
    Session session;
    auto trace = std::make_shared<Trace>(*test::runBuiltin("classic"));
    std::erase_if(trace->events,
                  [](const Event &event) { return event.at == Side::Server && event.what != What::MessageSent; });
    session.setTrace(trace);
    SessionNews news(&session);
    const SecurityMatrix matrix(&news, &m_texts);
    session.goToEnd();
    const QModelIndex cell = matrix.index(0, static_cast<int>(Viewer::Server));
    QCOMPARE(cell.data(SecurityMatrix::ReasonRole).toString(), m_texts.reason(QStringLiteral("viewpoint.unseen")));
    QVERIFY(!cell.data(SecurityMatrix::ProofRole).isValid());
}

QTEST_MAIN(TestSecurity)
#include "tst_security.moc"
