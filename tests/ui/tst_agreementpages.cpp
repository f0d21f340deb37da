// SPDX-License-Identifier: GPL-3.0-or-later

// One selection through the pages beside the diagram, the bytes and the keys: each marks its part of whatever is
// selected, and none marks another. Of what has a name, each is asked once in each family of versions and on each
// side, in the first scenario that has it; in every scenario, each message.

#include "agreement.h"

#include "models/valuetext.h"
#include "scenarios.h"

#include <QtTest>

using namespace hd;
using namespace hd::ui;

class TestAgreementPages : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { m_pages = std::make_unique<AllPages>(); }
    void cleanupTestCase() { m_pages.reset(); }

    void everythingSelected_data();
    void everythingSelected();

private:
    const Trace &trace() const { return *m_pages->session.trace(); }
    void everyMessage();
    void everyKindOfField();
    void everyRecord();
    void everyOperation();
    void agreeOn(const Selection &selection);
    template<class List, class Name>
    void everyOne(Selection::Kind kind, const List &list, Name name);

    std::unique_ptr<AllPages> m_pages;
    std::set<QString> m_asked; ///< names, and paths of fields without the numbers in them
};

void TestAgreementPages::everythingSelected_data()
{
    QTest::addColumn<QString>("scenario");
    for (const std::string &name : test::scenarioNames())
        QTest::newRow(name.c_str()) << QString::fromStdString(name);
}

void TestAgreementPages::everythingSelected()
{
    QFETCH(QString, scenario);
    m_pages->open(test::traceOf(scenario.toStdString()));
    everyMessage();
    everyKindOfField();
    everyRecord();
    everyOperation();
}

void TestAgreementPages::agreeOn(const Selection &selection)
{
    m_pages->session.select(selection);
    const QString wrong = m_pages->disagreement();
    const Selection &made = m_pages->session.selection();
    QVERIFY2(wrong.isEmpty(), qPrintable(QStringLiteral("kind %1, message %2, %3, index %4, bytes %5+%6: %7")
                                             .arg(static_cast<int>(made.kind))
                                             .arg(made.message ? static_cast<int>(made.message->index) + 1 : 0)
                                             .arg(made.fieldPath)
                                             .arg(made.index)
                                             .arg(made.bytes.offset)
                                             .arg(made.bytes.length)
                                             .arg(wrong)));
}

/// @p name tells what are the same for the pages.
template<class List, class Name>
void TestAgreementPages::everyOne(Selection::Kind kind, const List &list, Name name)
{
    const QString family = QStringLiteral("kind %1, family %2, ").arg(int(kind)).arg(int(familyOf(trace())));
    for (std::uint32_t i = 0; i < list.size() && !QTest::currentTestFailed(); ++i) {
        if (!m_asked.insert(family + toQString(name(list[i]))).second)
            continue;
        Selection selection;
        selection.kind = kind;
        selection.index = i;
        agreeOn(selection);
    }
}

template<class One>
static std::string sided(const One &one, const std::string &name)
{
    return (one.by == Side::Client ? "client " : "server ") + name;
}

void TestAgreementPages::everyMessage()
{
    for (std::uint32_t i = 0; i < trace().messages.size() && !QTest::currentTestFailed(); ++i) {
        const Message &message = trace().messages[i];
        agreeOn(Session::messageSelection(MessageId{i}));
        const bool known = !m_asked.insert(QStringLiteral("bytes of ") + toQString(message.name)).second;
        if (!known && message.bytes.size() > 3) // a run that is no field
            agreeOn(m_pages->session.bytesSelection(MessageId{i}, {1, 2}));
    }
}

void TestAgreementPages::everyKindOfField()
{
    static const QRegularExpression number(QStringLiteral("\\[\\d+\\]"));
    for (std::uint32_t i = 0; i < trace().messages.size(); ++i) {
        const FieldTree &fields = trace().messages[i].fields;
        for (FieldIndex f = 1; f < fields.size() && !QTest::currentTestFailed(); ++f) {
            const QString path = toQString(fields.path(f));
            if (m_asked.insert(QString(path).replace(number, QStringLiteral("[]"))).second)
                agreeOn(m_pages->session.fieldSelection(MessageId{i}, path));
        }
    }
}

void TestAgreementPages::everyRecord()
{
    everyOne(Selection::Kind::Record, trace().records, [](const Record &record) {
        return std::to_string(record.epoch) + (record.from == Side::Client ? " client " : " server ") +
               std::to_string(static_cast<int>(record.type));
    });
}

void TestAgreementPages::everyOperation()
{
    everyOne(Selection::Kind::Derivation, trace().derivations,
             [](const Derivation &derivation) { return sided(derivation, derivation.name); });
    everyOne(Selection::Kind::Check, trace().checks, [](const Check &check) { return sided(check, check.name); });
    everyOne(Selection::Kind::Decision, trace().decisions,
             [](const Decision &decision) { return sided(decision, decision.what); });
    everyOne(Selection::Kind::State, trace().states,
             [](const StateChange &change) { return sided(change, change.state); });
    everyOne(Selection::Kind::Omission, trace().omissions,
             [](const Omission &omission) { return sided(omission, omission.message); });
}

QTEST_MAIN(TestAgreementPages)
#include "tst_agreementpages.moc"
