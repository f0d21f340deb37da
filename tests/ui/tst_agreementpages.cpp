// SPDX-License-Identifier: GPL-3.0-or-later

// One selection through the pages beside the diagram, the bytes and the keys: each marks its part of whatever is
// selected, and none marks another: every message, field, record, derivation, check, decision, state and omission of
// every scenario.

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
    void everyField();
    void everyOperation();
    void agreeOn(const Selection &selection);
    void everyOne(Selection::Kind kind, std::size_t count);

    std::unique_ptr<AllPages> m_pages;
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
    everyField();
    everyOne(Selection::Kind::Record, trace().records.size());
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

void TestAgreementPages::everyOne(Selection::Kind kind, std::size_t count)
{
    for (std::uint32_t i = 0; i < count && !QTest::currentTestFailed(); ++i) {
        Selection selection;
        selection.kind = kind;
        selection.index = i;
        agreeOn(selection);
    }
}

void TestAgreementPages::everyMessage()
{
    for (std::uint32_t i = 0; i < trace().messages.size() && !QTest::currentTestFailed(); ++i) {
        agreeOn(Session::messageSelection(MessageId{i}));
        if (trace().messages[i].bytes.size() > 3) // a run that is no field
            agreeOn(m_pages->session.bytesSelection(MessageId{i}, {1, 2}));
    }
}

void TestAgreementPages::everyField()
{
    for (std::uint32_t i = 0; i < trace().messages.size(); ++i) {
        const FieldTree &fields = trace().messages[i].fields;
        for (FieldIndex f = 1; f < fields.size() && !QTest::currentTestFailed(); ++f)
            agreeOn(m_pages->session.fieldSelection(MessageId{i}, toQString(fields.path(f))));
    }
}

void TestAgreementPages::everyOperation()
{
    everyOne(Selection::Kind::Derivation, trace().derivations.size());
    everyOne(Selection::Kind::Check, trace().checks.size());
    everyOne(Selection::Kind::Decision, trace().decisions.size());
    everyOne(Selection::Kind::State, trace().states.size());
    everyOne(Selection::Kind::Omission, trace().omissions.size());
}

QTEST_MAIN(TestAgreementPages)
#include "tst_agreementpages.moc"
