// SPDX-License-Identifier: GPL-3.0-or-later

// One selection through all views: whatever is selected, each view marks its part of it, and none marks another.

#include <QtTest>

#include "diagram/diagramview.h"
#include "inspectors/fieldtreeview.h"
#include "inspectors/hexview.h"
#include "inspectors/keygraph/keygraphview.h"
#include "inspectors/messageinspector.h"
#include "inspectors/records/recordsinspector.h"
#include "inspectors/states/chartview.h"
#include "models/fieldmodel.h"
#include "models/valuetext.h"
#include "scenarios.h"
#include "session/linked.h"
#include "text/explanations.h"
#include "text/language.h"
#include "window/inspectortabs.h"

using namespace hd;
using namespace hd::ui;

namespace {

/// The diagram and every inspector of the window, all of them open at once.
class AllViews
{
public:
    AllViews() : diagram(&session, &theme, &texts)
    {
        Fonts::load();
        texts.setLanguage(QStringLiteral("en"));
        diagram.resize(600, 640);
        diagram.show();
        const InspectorParts parts{&session, &theme, &texts, &language, {}};
        for (const InspectorTab &tab : inspectorTabs()) {
            inspectors.emplace_back(tab.make(parts, nullptr));
            inspectors.back()->resize(900, 424); // room for both state machines: what is not seen marks nothing
            inspectors.back()->show();
        }
        find<MessageInspector>()->setMode(MessageInspector::Decoded);
    }

    template<class View>
    View *find() const
    {
        for (const std::unique_ptr<QWidget> &inspector : inspectors) {
            if (auto *view = qobject_cast<View *>(inspector.get()))
                return view;
            if (auto *view = inspector->findChild<View *>())
                return view;
        }
        return nullptr;
    }

    Theme theme;
    Language language;
    Explanations texts;
    Session session;
    DiagramView diagram;
    std::vector<std::unique_ptr<QWidget>> inspectors;
};

} // namespace

class TestAgreement : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { m_views = std::make_unique<AllViews>(); }
    void cleanupTestCase() { m_views.reset(); }

    void everyMessage_data() { scenarios(); }
    void everyMessage();
    void everyField_data() { scenarios(); }
    void everyField();
    void everyRecord_data() { scenarios(); }
    void everyRecord();
    void everyDerivation_data() { scenarios(); }
    void everyDerivation();
    void everyState_data() { scenarios(); }
    void everyState();
    void everyOperation_data() { scenarios(); }
    void everyOperation();

private:
    static void scenarios();
    void open(Playhead at = UINT32_MAX);
    void agreeOnMessage();
    void agreeOnOmission();
    void agreeOnRecords();
    void agreeOnKeys();
    void agreeOnStates();
    void agreeOnField(const QString &path);
    template<class One>
    void everyOne(Selection::Kind kind, std::vector<One> Trace::*all, std::string One::*name);
    QString where() const;

    const Trace &trace() const { return *m_views->session.trace(); }
    const Linked &linked() const { return m_views->session.linked(); }

    std::unique_ptr<AllViews> m_views;
    std::set<std::tuple<Selection::Kind, Family, Side, std::string>> m_asked;
};

void TestAgreement::scenarios()
{
    QTest::addColumn<QString>("scenario");
    for (const std::string &name : test::scenarioNames())
        QTest::newRow(name.c_str()) << QString::fromStdString(name);
}

/// Opens the scenario of this row, at its end.
void TestAgreement::open(Playhead at)
{
    QFETCH(QString, scenario);
    m_views->session.setTrace(test::traceOf(scenario.toStdString()));
    m_views->session.setPlayhead(at);
}

QString TestAgreement::where() const
{
    const Selection &selection = m_views->session.selection();
    return QStringLiteral("kind %1, message %2, %3, index %4")
        .arg(static_cast<int>(selection.kind))
        .arg(selection.message ? static_cast<int>(selection.message->index) + 1 : 0)
        .arg(selection.fieldPath)
        .arg(selection.index);
}

void TestAgreement::agreeOnMessage()
{
    const std::optional<MessageId> message = linked().message;
    const std::optional<std::size_t> row = m_views->diagram.currentRow();
    QVERIFY2(row.has_value() == message.has_value(), qPrintable(where()));
    if (message)
        QVERIFY2(m_views->diagram.diagram().rows[*row].index == message->index, qPrintable(where()));
    QVERIFY2(m_views->find<MessageInspector>()->message() == message, qPrintable(where()));
}

/// It has a row of its own, and its step is among those of the message that it would have come after.
void TestAgreement::agreeOnOmission()
{
    const std::uint32_t omission = linked().omissions.front();
    const std::optional<std::size_t> at = m_views->diagram.currentRow();
    QVERIFY2(at, qPrintable(where()));
    const Row &row = m_views->diagram.diagram().rows[*at];
    QVERIFY2(row.kind == Row::Kind::Omission && row.index == omission, qPrintable(where()));
    QVERIFY2(m_views->find<MessageInspector>()->message() ==
                 m_views->session.lineage().messageOf(What::Omission, omission),
             qPrintable(where()));
}

void TestAgreement::agreeOnRecords()
{
    const std::vector<RecordId> &records = linked().records;
    if (records.empty())
        return;
    const std::optional<RecordId> shown = m_views->find<RecordsInspector>()->record();
    QVERIFY2(shown && std::find(records.begin(), records.end(), *shown) != records.end(), qPrintable(where()));
}

void TestAgreement::agreeOnKeys()
{
    const auto *view = m_views->find<KeyGraphView>();
    const std::vector<DerivationId> &derivations = linked().derivations;
    const KeyGraph &graph = view->graph();
    const auto inGraph = std::find_if(derivations.begin(), derivations.end(),
                                      [&graph](DerivationId id) { return graph.nodeOf(id).has_value(); });
    if (inGraph == derivations.end())
        return;
    const std::optional<int> node = graph.nodeOf(*inGraph);
    if (view->nodesInOrder().contains(*node)) // a signature or a session id is nothing on the way to the keys
        QVERIFY2(view->openNode() == node, qPrintable(where()));
}

void TestAgreement::agreeOnStates()
{
    for (const std::unique_ptr<QWidget> &inspector : m_views->inspectors)
        for (const ChartView *chart : inspector->findChildren<ChartView *>()) {
            const StateChart &machine = chart->states().chart();
            std::set<std::uint32_t> expected; // of this machine; a party may have begun in the other
            for (const ChartStep &step : chart->states().way())
                if (step.family == machine.family && std::ranges::count(linked().states, step.change) > 0)
                    expected.insert(machine.edges[step.edge].to);
            QVERIFY2(chart->marks().selectedStates == expected, qPrintable(where()));
        }
}

/// The tree stands on the field, and the hex view marks its very bytes.
void TestAgreement::agreeOnField(const QString &path)
{
    const Message &message = trace()[*linked().message];
    const auto *tree = m_views->find<FieldTreeView>();
    QVERIFY2(tree->currentIndex().data(FieldModel::PathRole).toString() == path, qPrintable(where()));
    const Range range = message.field(path.toStdString())->range;
    const std::vector<Range> &marked = m_views->find<HexView>()->selection();
    QVERIFY2(range.length == 0 || marked == std::vector<Range>{range}, qPrintable(where()));
}

void TestAgreement::everyMessage()
{
    open();
    for (std::uint32_t i = 0; i < trace().messages.size(); ++i) {
        m_views->session.select(Session::messageSelection(MessageId{i}));
        agreeOnMessage();
        agreeOnRecords();
        agreeOnStates();
    }
}

void TestAgreement::everyField()
{
    open();
    for (std::uint32_t i = 0; i < trace().messages.size(); ++i) {
        const FieldTree &fields = trace().messages[i].fields;
        for (FieldIndex f = 1; f < fields.size(); ++f) { // 0 is the message
            const QString path = toQString(fields.path(f));
            m_views->session.select(m_views->session.fieldSelection(MessageId{i}, path));
            agreeOnMessage();
            agreeOnField(path);
            agreeOnRecords();
            agreeOnKeys();
            if (QTest::currentTestFailed())
                return;
        }
    }
}

void TestAgreement::everyRecord()
{
    open();
    for (std::uint32_t i = 0; i < trace().records.size(); ++i) {
        m_views->session.select(m_views->session.recordSelection(RecordId{i}));
        QVERIFY2(linked().records == std::vector<RecordId>{RecordId{i}}, qPrintable(where()));
        agreeOnMessage();
        agreeOnRecords();
    }
}

void TestAgreement::everyDerivation()
{
    open();
    for (std::uint32_t i = 0; i < trace().derivations.size(); ++i) {
        m_views->session.select(m_views->session.derivationSelection(DerivationId{i}));
        QVERIFY2(linked().derivations.front() == DerivationId{i}, qPrintable(where()));
        agreeOnMessage();
        agreeOnKeys();
    }
}

void TestAgreement::everyState()
{
    open();
    for (std::uint32_t i = 0; i < trace().states.size(); ++i) {
        Selection selection;
        selection.kind = Selection::Kind::State;
        selection.index = i;
        m_views->session.select(selection);
        agreeOnMessage();
        agreeOnStates();
    }
}

/// What a party did, each by its name once in each family of versions and on each side.
template<class One>
void TestAgreement::everyOne(Selection::Kind kind, std::vector<One> Trace::*all, std::string One::*name)
{
    for (std::uint32_t i = 0; i < (trace().*all).size() && !QTest::currentTestFailed(); ++i) {
        const One &one = (trace().*all)[i];
        if (!m_asked.insert({kind, familyOf(trace()), one.by, one.*name}).second)
            continue;
        Selection selection;
        selection.kind = kind;
        selection.index = i;
        m_views->session.select(selection);
        if (kind == Selection::Kind::Omission)
            agreeOnOmission();
        else
            agreeOnMessage();
        agreeOnRecords();
        agreeOnKeys();
        agreeOnStates();
    }
}

void TestAgreement::everyOperation()
{
    open();
    everyOne(Selection::Kind::Check, &Trace::checks, &Check::name);
    everyOne(Selection::Kind::Decision, &Trace::decisions, &Decision::what);
    everyOne(Selection::Kind::Omission, &Trace::omissions, &Omission::message);
}

QTEST_MAIN(TestAgreement)
#include "tst_agreement.moc"
