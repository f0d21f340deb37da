// SPDX-License-Identifier: GPL-3.0-or-later
#include "paintedtext.h"
#include "programtest.h"

#include "inspectors/segmented.h"
#include "models/valuetext.h"
#include "scenarios.h"
#include "trace/operations.h"

#include <QAbstractButton>
#include <QAbstractItemView>
#include <QAccessible>
#include <QClipboard>
#include <QLabel>
#include <QTextEdit>

#include <QtTest>

using namespace hd;
using namespace hd::ui;

// Before an audience, secrets are hidden: whatever is selected in whatever tab, no secret value, and nothing that one
// could be read from, is painted, spoken, kept in a model, or put into a tooltip or a menu.
class TestMasking : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { Fonts::load(); }

    void noSecretIsToBeSeen_data();
    void noSecretIsToBeSeen();
    void secretsAreSeenWhereTheyAreShown();
};

// What is secret
// --------------------------------------------------------------------------------------------------------

constexpr std::size_t enough = 5; ///< bytes in a row that no other value has by chance

/// Runs of hex digits of all secret values, and what they are of. A short value is one run.
using Runs = QHash<QString, QString>;

static Runs secretRuns(const Trace &trace)
{
    Runs runs;
    for (const Derivation &derivation : trace.derivations) {
        const Bytes &output = derivation.output;
        if (!derivation.secret || output.size() < 4 || derivation.operation == operation::concatenation)
            continue; // what is put together of parts has them among the others, and public ones beside
        const std::size_t length = std::min(enough, output.size());
        for (std::size_t at = 0; at + length <= output.size(); ++at) {
            const ByteView run = ByteView(output).subspan(at, length);
            if (std::set<std::uint8_t>(run.begin(), run.end()).size() + 1 >= length) // not zeros, not an alphabet
                runs.insert(toQString(toHex(run)), toQString(derivation.name));
        }
    }
    return runs;
}

/// What @p text says of a secret; empty: nothing.
static QString revealed(QString text, const Runs &runs)
{
    static const QRegularExpression tags(QStringLiteral("<[^>]*>|&nbsp;")), between(QStringLiteral("[\\s:.·]"));
    text = text.toLower().remove(tags).remove(between);
    for (const qsizetype length : {qsizetype(2 * enough), qsizetype(8)})
        for (qsizetype at = 0; at + length <= text.size(); ++at)
            if (const auto found = runs.constFind(text.mid(at, length)); found != runs.constEnd())
                return *found + QStringLiteral(" (") + found.key() + u')';
    return {};
}

// What can be read
// ------------------------------------------------------------------------------------------------------

static void readModel(const QAbstractItemModel *model, const QModelIndex &parent, QStringList &to)
{
    for (int row = 0; row < model->rowCount(parent); ++row)
        for (int column = 0; column < model->columnCount(parent); ++column) {
            const QModelIndex index = model->index(row, column, parent);
            for (const int role : {int(Qt::DisplayRole), int(Qt::ToolTipRole), int(Qt::StatusTipRole),
                                   int(Qt::AccessibleTextRole), int(Qt::AccessibleDescriptionRole)})
                to << index.data(role).toString();
            for (int role = Qt::UserRole; role < Qt::UserRole + 16; ++role)
                to << index.data(role).toString() << index.data(role).toStringList().join(u' ');
            if (column == 0)
                readModel(model, index, to);
        }
}

static void readSpoken(QAccessibleInterface *spoken, QStringList &to)
{
    for (const auto kind : {QAccessible::Name, QAccessible::Description, QAccessible::Value, QAccessible::Help})
        to << spoken->text(kind);
    if (spoken->tableInterface()) // the model says the same
        return;
    for (int i = 0; i < spoken->childCount(); ++i)
        if (QAccessibleInterface *child = spoken->child(i); child && !child->object())
            readSpoken(child, to);
}

/// Everything that can be read of a window, by eye, ear, mouse or clipboard.
static QStringList readable(QWidget *window)
{
    QStringList all{test::paintedText(window)};
    for (QWidget *widget : window->findChildren<QWidget *>()) {
        if (!widget->isVisible())
            continue;
        all << widget->toolTip() << widget->statusTip();
        if (QAccessibleInterface *spoken = QAccessible::queryAccessibleInterface(widget))
            readSpoken(spoken, all);
        if (const auto *label = qobject_cast<QLabel *>(widget))
            all << label->text();
        if (const auto *text = qobject_cast<QTextEdit *>(widget))
            all << text->toHtml();
        if (const auto *view = qobject_cast<QAbstractItemView *>(widget); view && view->model())
            readModel(view->model(), {}, all);
        if (widget->focusPolicy() == Qt::NoFocus)
            continue;
        QGuiApplication::clipboard()->clear();
        QKeyEvent copy(QEvent::KeyPress, Qt::Key_C, Qt::ControlModifier);
        QCoreApplication::sendEvent(widget, &copy);
        all << QGuiApplication::clipboard()->text();
    }
    return all;
}

// What is selected meanwhile
// --------------------------------------------------------------------------------------------

/// One secret of each name, each kind of sealed record with what its nonce is made of, each kind of message and the
/// checks.
static std::vector<Selection> selections(const Session &session)
{
    std::vector<Selection> all{{}};
    const Trace &trace = *session.trace();
    std::set<std::string> names;
    for (std::uint32_t i = 0; i < trace.derivations.size(); ++i)
        if (trace.derivations[i].secret && names.insert(trace.derivations[i].name).second)
            all.push_back(session.derivationSelection(DerivationId{i}));
    for (std::uint32_t i = 0; i < trace.records.size(); ++i)
        if (trace.records[i].epoch > 0 && names.insert("record " + std::to_string(trace.records[i].epoch)).second)
            all.push_back(session.recordSelection(RecordId{i}, QStringLiteral("record.nonce")));
    for (std::uint32_t i = 0; i < trace.messages.size(); ++i)
        if (names.insert("message " + trace.messages[i].name).second)
            all.push_back(Session::messageSelection(MessageId{i}));
    for (std::uint32_t i = 0; i < trace.checks.size(); ++i)
        if (names.insert("check " + trace.checks[i].name).second)
            all.push_back(session.checkSelection(i));
    return all;
}

/// The buttons that switch between the pages and views of the tab that is shown.
static QList<QAbstractButton *> switches(const QWidget *window)
{
    QList<QAbstractButton *> all;
    for (const Segmented *segmented : window->findChildren<Segmented *>())
        for (QAbstractButton *button : segmented->findChildren<QAbstractButton *>())
            if (button->isVisible() && button->isEnabled())
                all << button;
    return all;
}

void TestMasking::noSecretIsToBeSeen_data()
{
    QTest::addColumn<QString>("scenario");
    for (const char *name : {"tls12-ecdhe-gcm", "tls13", "classic", "ssl3-rsa", "psk"})
        QTest::newRow(name) << QString::fromLatin1(name);
}

void TestMasking::noSecretIsToBeSeen()
{
    QFETCH(QString, scenario);
    ProgramTest test;
    Session &session = *test.program->session();
    session.setTrace(test::traceOf(scenario.toStdString()));
    session.goToEnd();
    session.setSecretsShown(false);
    test.actions()->messageList->trigger();
    const Runs runs = secretRuns(*session.trace());
    QVERIFY(runs.size() > 100);
    MainWindow *window = test.program->window.get();
    QStringList problems;
    QSet<QString> known; // most of the window stays as it is
    const auto look = [&](int tab, const Selection &selection) {
        session.select(selection);
        session.hover(selection);
        for (const QString &text : readable(window)) {
            if (text.size() < 8 || known.contains(text))
                continue;
            known.insert(text);
            if (const QString secret = revealed(text, runs); !secret.isEmpty())
                problems << QStringLiteral("%1 in %2, with kind %3 %4 %5: %6")
                                .arg(secret, QLatin1StringView(inspectorTabs()[std::size_t(tab)].key))
                                .arg(int(selection.kind))
                                .arg(selection.index)
                                .arg(selection.fieldPath, text.left(200));
        }
    };
    for (int tab = 0; tab < std::ssize(inspectorTabs()); ++tab) {
        test.openTab(tab);
        const std::vector<Selection> all = selections(session);
        const bool values = QByteArrayList{"message", "keys", "records", "security"}.contains(
            inspectorTabs()[std::size_t(tab)].key); // the others show names, and hardly change
        for (std::size_t i = 0; i < all.size(); i += values ? 1 : 6)
            look(tab, all[i]);
        const Selection first = Session::messageSelection(MessageId{0});
        for (QAbstractButton *button : switches(window)) {
            button->click();
            look(tab, first);
        }
    }
    problems.removeDuplicates();
    QVERIFY2(problems.isEmpty(), qPrintable(problems.join(u'\n')));
}

// That the test above can see at all.
void TestMasking::secretsAreSeenWhereTheyAreShown()
{
    ProgramTest test;
    Session &session = *test.program->session();
    session.setTrace(test::traceOf("tls13"));
    session.goToEnd();
    const Runs runs = secretRuns(*session.trace());
    const auto seen = [&] {
        const QStringList texts = readable(test.program->window.get());
        return std::ranges::any_of(texts, [&](const QString &text) { return !revealed(text, runs).isEmpty(); });
    };
    for (const char *tab : {"message", "keys"}) {
        test.openTab(tab);
        session.select(session.derivationSelection(
            test::derivationOf(*session.trace(), Side::Client, "client_handshake_traffic_secret")));
        QVERIFY2(seen(), tab);
        session.setSecretsShown(false);
        QVERIFY2(!seen(), tab);
        session.setSecretsShown(true);
    }
}

QTEST_MAIN(TestMasking)
#include "tst_masking.moc"
