// SPDX-License-Identifier: GPL-3.0-or-later

// What is not seen costs nothing, and when it is shown again it shows what a new one would.

#include "builtins.h"
#include "inspectors/explanationpane.h"
#include "session/sessionnews.h"
#include "text/explanations.h"
#include "theme/theme.h"
#include "window/inspectortabs.h"
#include "window/messagelist.h"

#include <QAbstractButton>
#include <QComboBox>
#include <QScrollBar>
#include <QStackedWidget>
#include <QtTest>

using namespace hd;
using namespace hd::ui;

namespace {

using Make = std::function<QWidget *(const InspectorParts &parts, QWidget *parent)>;

/// A view beside an empty page, as a tab beside another.
class Bench
{
public:
    Bench(Session *session, const Make &make, const QString &page)
    {
        m_texts.setLanguage(QStringLiteral("en"));
        m_stack.addWidget(new QWidget);
        m_view = make({session, &m_theme, &m_texts, nullptr, [](const char *) {}}, &m_stack);
        m_stack.addWidget(m_view);
        m_stack.resize(1000, 1600);
        m_stack.show();
        show(page);
    }

    void hide() { m_stack.setCurrentIndex(0); }

    void show(const QString &page)
    {
        m_stack.setCurrentIndex(1);
        if (auto *chooser = m_view->findChild<QComboBox *>(); chooser && chooser->findText(page) >= 0)
            chooser->setCurrentIndex(chooser->findText(page));
        const QList<QAbstractButton *> buttons = m_view->findChildren<QAbstractButton *>();
        const auto segment = std::find_if(buttons.begin(), buttons.end(), [&page](const QAbstractButton *button) {
            return button->isCheckable() && button->text() == page;
        });
        if (segment != buttons.end())
            (*segment)->click();
    }

    /// Without focus, which only one of two windows has, and from the top: a view that was there stays scrolled.
    QImage picture()
    {
        if (QWidget *focused = QApplication::focusWidget())
            focused->clearFocus();
        m_stack.resize(1000, 1599); // laid out anew
        QCoreApplication::processEvents();
        for (QAbstractScrollArea *area : m_view->findChildren<QAbstractScrollArea *>())
            for (QScrollBar *bar : {area->horizontalScrollBar(), area->verticalScrollBar()})
                bar->setValue(bar->minimum());
        m_view->grab(); // activates the layouts that still wait
        QCoreApplication::processEvents();
        return m_view->grab().toImage();
    }

    const QWidget *view() const { return m_view; }

private:
    Theme m_theme;
    Explanations m_texts;
    QStackedWidget m_stack;
    QWidget *m_view;
};

const char *const states[] = {"in the middle", "a field", "a key", "a decision", "a record", "the start again"};

/// What a user does elsewhere meanwhile.
void bring(Session &session, const QByteArray &state)
{
    const auto last = static_cast<Playhead>(session.trace()->events.size());
    if (state == "in the middle") {
        for (int i = 0; i < 4; ++i)
            session.step(1);
        return;
    }
    session.goToEnd();
    Selection selection;
    if (state == "a field") {
        for (std::uint32_t i = 0; i < session.trace()->messages.size(); ++i)
            if (session.trace()->messages[i].name == "server_hello")
                selection = session.fieldSelection({i}, QStringLiteral("server_hello.random"));
    } else if (state == "a key") {
        for (std::uint32_t i = 0; i < session.trace()->derivations.size(); ++i)
            if (session.trace()->derivations[i].name == "client_write_key")
                selection = session.derivationSelection({i});
    } else if (state == "a decision") {
        selection.kind = Selection::Kind::Decision;
    } else if (state == "a record") {
        selection = session.recordSelection({2});
    } else {
        session.goToStart();
    }
    session.select(selection);
    QVERIFY(session.playhead() == last || state == "the start again");
}

} // namespace

class TestUnseen : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { Fonts::load(); }
    void nothingIsHeardUnseen();
    void aNewTraceIsHeardUnseen();
    void showsWhatANewOneWould_data();
    void showsWhatANewOneWould();
};

void TestUnseen::nothingIsHeardUnseen()
{
    Session session;
    session.setTrace(test::runBuiltin("classic"));
    QWidget view;
    auto *news = new SessionNews(&session, &view);
    QSignalSpy playhead(news, &SessionNews::playheadChanged), selection(news, &SessionNews::selectionChanged),
        hover(news, &SessionNews::hoverChanged);
    session.step(1);
    session.step(1);
    session.hover(Session::messageSelection({1}));
    QCOMPARE(playhead.count() + selection.count() + hover.count(), 0);

    view.show();
    QCOMPARE(playhead.count(), 1);
    QCOMPARE(playhead.first().at(0).value<Playhead>(), 0U);
    QCOMPARE(playhead.first().at(1).value<Playhead>(), session.playhead());
    QCOMPARE(selection.count(), 1);
    QCOMPARE(hover.count(), 1);
    session.step(1);
    QCOMPARE(playhead.count(), 2);
    QCOMPARE(selection.count(), 2);

    view.hide();
    view.show(); // nothing happened meanwhile
    QCOMPARE(playhead.count() + selection.count() + hover.count(), 5);
}

void TestUnseen::aNewTraceIsHeardUnseen()
{
    Session session;
    session.setTrace(test::runBuiltin("classic"));
    QWidget view;
    auto *news = new SessionNews(&session, &view);
    session.step(1);
    QSignalSpy trace(news, &SessionNews::traceChanged), playhead(news, &SessionNews::playheadChanged),
        selection(news, &SessionNews::selectionChanged);
    session.setTrace(test::runBuiltin("tls13"));
    QCOMPARE(trace.count(), 1);
    view.show();
    QCOMPARE(trace.count(), 1);
    QCOMPARE(playhead.count(), 0); // it was moved in a trace that is gone
    QCOMPARE(selection.count(), 1);
}

void TestUnseen::showsWhatANewOneWould_data()
{
    QTest::addColumn<Make>("make");
    QTest::addColumn<QString>("page");
    QTest::addColumn<bool>("another"); // trace than when it was last seen
    const auto row = [](const Make &make, const char *tab, const char *page) {
        for (const bool another : {false, true})
            QTest::addRow("%s, %s%s", tab, page, another ? ", of another trace" : "")
                << make << QString::fromLatin1(page) << another;
    };
    const std::multimap<std::string, const char *> pages{
        {"message", "Wire"},
        {"message", "Decoded"},
        {"message", "Steps"},
        {"message", "Layers"},
        {"negotiation", "Choices"},
        {"negotiation", "Cipher suite"},
        {"negotiation", "Randoms"},
        {"certificates", "Fields"},
        {"certificates", "Checks"},
        {"certificates", "Trust"},
        {"security", "Properties"},
        {"security", "Who knows what"},
        {"security", "If a key leaks"},
        {"plots", "Waterfall"},
        {"plots", "Bytes per message"},
        {"plots", "CPU per operation"},
        {"plots", "Bits of the randoms"},
        {"plots", "Avalanche"},
    };
    for (const InspectorTab &tab : inspectorTabs()) {
        const auto [begin, end] = pages.equal_range(tab.key);
        for (auto page = begin; page != end; ++page)
            row(tab.make, tab.key, page->second);
        if (begin == end)
            row(tab.make, tab.key, "all");
    }
    row([](const InspectorParts &parts,
           QWidget *parent) { return new ExplanationPane(parts.session, parts.theme, parts.texts, parent); },
        "explanation", "all");
    row([](const InspectorParts &parts,
           QWidget *parent) { return new MessageList(parts.session, parts.theme, parent); },
        "list", "all");
}

void TestUnseen::showsWhatANewOneWould()
{
    QFETCH(Make, make);
    QFETCH(QString, page);
    QFETCH(bool, another);
    // Not run again: what the plots measure is never twice the same.
    static const std::array<std::shared_ptr<const Trace>, 2> traces = [] {
        const auto recorded = [](const char *name) {
            auto trace = std::make_shared<Trace>(*test::runBuiltin(name));
            trace->scenario.clear();
            return trace;
        };
        return std::array<std::shared_ptr<const Trace>, 2>{recorded("classic"), recorded("tls13")};
    }();
    for (const char *state : states) {
        Session session;
        session.setTrace(traces[another ? 1 : 0]);
        Bench before(&session, make, page);
        before.picture();
        before.hide();
        session.setTrace(traces[0]);
        bring(session, state);
        before.show(page);
        Bench fresh(&session, make, page);
        const QImage shown = before.picture(), wanted = fresh.picture();
        QVERIFY2(shown == wanted, state);
    }
}

QTEST_MAIN(TestUnseen)
#include "tst_unseen.moc"
