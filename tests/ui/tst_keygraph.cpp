// SPDX-License-Identifier: GPL-3.0-or-later
// The key graph: nothing overlaps at any width with any value open, slices are to scale, differences show.

#include "inspectors/keygraph/keygraphpainter.h"
#include "inspectors/keygraph/keygraphview.h"
#include "inspectors/keysinspector.h"
#include "models/valuetext.h"
#include "scenarios.h"
#include "text/explanations.h"

#include <QAccessible>
#include <QClipboard>
#include <QtTest>
#include <QtWidgets>

using namespace hd;
using namespace hd::ui;

class TestKeyGraph : public QObject
{
    Q_OBJECT

    static KeyGraphLayout laidOut(const Trace &trace, const KeyGraph &graph, qreal width, std::optional<int> open)
    {
        KeyGraphOptions options;
        options.width = width;
        options.open = open;
        options.fromWord = QStringLiteral("from");
        options.carrierWords = QStringLiteral("RSA: the client encrypts, the server decrypts");
        options.measure = [](const QString &text, KeyText style) {
            return QFontMetricsF(KeyGraphPainter::font(style)).horizontalAdvance(text);
        };
        return layOut(trace, graph, options);
    }

    /// Everything that must keep its distance, with a name for messages.
    static std::vector<std::pair<QRectF, QString>> solids(const KeyGraph &graph, const KeyGraphLayout &layout)
    {
        std::vector<std::pair<QRectF, QString>> all;
        for (const KeyBox &box : layout.boxes)
            all.emplace_back(box.rect, toQString(graph[box.node].name));
        for (const KeyGap &gap : layout.gaps)
            all.emplace_back(gap.rect, QStringLiteral("no ") + toQString(gap.name));
        for (const KeyPill &pill : layout.pills)
            all.emplace_back(pill.rect, pill.text);
        for (const KeyHeading &heading : layout.headings)
            all.emplace_back(heading.rect, heading.text);
        if (layout.card)
            all.emplace_back(layout.card->rect, QStringLiteral("card"));
        return all;
    }

    static Trace withOtherMasterSecret()
    {
        Trace trace = *test::traceOf("classic");
        trace.derivations[test::derivationOf(trace, Side::Server, "master_secret").index].output[7] ^= 1;
        return trace;
    }

private Q_SLOTS:
    void initTestCase() { Fonts::load(); }

    void nothingOverlaps_data()
    {
        QTest::addColumn<QString>("scenario");
        QTest::addColumn<int>("width");
        for (const std::string &name : test::scenarioNames())
            for (const int width : {560, 680, 916, 1400})
                QTest::addRow("%s %d", name.c_str(), width) << QString::fromStdString(name) << width;
    }

    void nothingOverlaps()
    {
        QFETCH(QString, scenario);
        QFETCH(int, width);
        const auto trace = test::traceOf(scenario.toStdString());
        const auto count = static_cast<int>(KeyGraph(*trace).nodes().size());
        for (int open = -1; open < count; ++open) {
            const std::optional<int> opened = open < 0 ? std::nullopt : std::optional(open);
            const KeyGraph graph(*trace, opened ? KeyGraph(*trace)[open].any() : std::nullopt);
            const KeyGraphLayout layout = laidOut(*trace, graph, width, opened);
            const auto all = solids(graph, layout);
            for (std::size_t i = 0; i < all.size(); ++i) {
                const auto &[rect, name] = all[i];
                QVERIFY2(rect.left() >= 0 && rect.right() <= width && rect.bottom() <= layout.height, qPrintable(name));
                for (std::size_t j = i + 1; j < all.size(); ++j)
                    QVERIFY2(!rect.adjusted(0.5, 0.5, -0.5, -0.5).intersects(all[j].first),
                             qPrintable(name + QStringLiteral(" and ") + all[j].second));
            }
        }
    }

    void linesCrossNoWords_data() { nothingOverlaps_data(); }

    void linesCrossNoWords()
    {
        QFETCH(QString, scenario);
        QFETCH(int, width);
        const auto trace = test::traceOf(scenario.toStdString());
        const auto count = static_cast<int>(KeyGraph(*trace).nodes().size());
        for (int open = -1; open < count; ++open) {
            const std::optional<int> opened = open < 0 ? std::nullopt : std::optional(open);
            const KeyGraph graph(*trace, opened ? KeyGraph(*trace)[open].any() : std::nullopt);
            const KeyGraphLayout layout = laidOut(*trace, graph, width, opened);
            for (const KeyEdge &edge : layout.edges) {
                if (edge.text.isEmpty())
                    continue;
                QVERIFY2(edge.textRect.left() >= 0 && edge.textRect.right() <= width, qPrintable(edge.text));
                for (const auto &[rect, name] : solids(graph, layout))
                    QVERIFY2(!rect.intersects(edge.textRect), qPrintable(edge.text + QStringLiteral(" on ") + name));
                for (const KeyEdge &line : layout.edges)
                    for (qsizetype i = 1; i < line.points.size(); ++i) {
                        const QRectF piece = QRectF(line.points[i - 1], line.points[i]).normalized();
                        QVERIFY2(!piece.adjusted(-1, -1, 1, 1).intersects(edge.textRect), qPrintable(edge.text));
                    }
            }
        }
    }

    void encryptedSecretComesFromTheSecret()
    {
        // RFC 5246 7.4.7.1: the client draws pre_master_secret and encrypts it; the ciphertext is none of its inputs
        const auto trace = test::traceOf("tls12-rsa");
        const KeyGraph graph(*trace);
        const int secret = *graph.find("pre_master_secret");
        const int carrier = *graph.find("encrypted_pre_master_secret");
        QCOMPARE(graph[secret].inputs, std::vector<int>{*graph.find("pre_master_secret.random")});
        QCOMPARE(graph[secret].carrier, carrier);
        QCOMPARE(graph.rows().front(), graph[secret].inputs);
        const KeyGraphLayout layout = laidOut(*trace, graph, 907, graph.rows().back().back());
        const auto edge = std::find_if(layout.edges.begin(), layout.edges.end(),
                                       [carrier](const KeyEdge &at) { return at.from == carrier; });
        QVERIFY(edge != layout.edges.end());
        QVERIFY(edge->to == secret && edge->arrow && edge->bothWays);
        QVERIFY(layout.rectOf(carrier)->bottom() < layout.rectOf(secret)->top());
    }

    void classicFitsAWindowOf1920x1080()
    {
        const auto trace = test::traceOf("classic");
        const KeyGraph graph(*trace);
        const KeyGraphLayout layout = laidOut(*trace, graph, 903, graph.rows().back().back());
        QVERIFY(layout.card);
        for (const int slice : graph.slices())
            QVERIFY2(layout.rectOf(slice)->bottom() <= 622,
                     qPrintable(QString::number(layout.rectOf(slice)->bottom())));
    }

    void namesFitIntoTheirBoxes_data()
    {
        QTest::addColumn<QString>("scenario");
        for (const std::string &name : test::scenarioNames())
            QTest::newRow(name.c_str()) << QString::fromStdString(name);
    }

    void namesFitIntoTheirBoxes() // look.md, don't 9: no protocol name is elided
    {
        QFETCH(QString, scenario);
        const auto trace = test::traceOf(scenario.toStdString());
        const KeyGraph graph(*trace);
        for (const KeyBox &box : laidOut(*trace, graph, 660, std::nullopt).boxes) {
            if (box.shape == KeyBox::Shape::Slice)
                continue; // has a short name
            const QString name = toQString(graph[box.node].name.substr(graph[box.node].name.find('.') + 1));
            const qreal wide = QFontMetricsF(KeyGraphPainter::font(KeyText::Name)).horizontalAdvance(name);
            QVERIFY2(wide + 24 <= box.rect.width(), qPrintable(name));
        }
    }

    void slicesAreToScale_data()
    {
        QTest::addColumn<QString>("scenario");
        QTest::newRow("cbc") << QStringLiteral("classic");
        QTest::newRow("gcm") << QStringLiteral("tls12-ecdhe-gcm");
    }

    void slicesAreToScale()
    {
        QFETCH(QString, scenario);
        const auto trace = test::traceOf(scenario.toStdString());
        const KeyGraph graph(*trace);
        QCOMPARE(graph.slices().size(), std::size_t{4});
        std::optional<qreal> perByte;
        std::uint32_t covered = 0;
        qreal right = 0;
        for (const KeyBox &box : laidOut(*trace, graph, 916, std::nullopt).boxes) {
            if (box.shape != KeyBox::Shape::Slice)
                continue;
            QCOMPARE(graph[box.node].offset, covered); // in the order of the key block
            covered += graph[box.node].size;
            QVERIFY(box.rect.left() > right);
            right = box.rect.right();
            const qreal scale = box.rect.width() / graph[box.node].size;
            QVERIFY(!perByte || std::abs(scale - *perByte) < 0.001);
            perByte = scale;
        }
        QCOMPARE(covered, graph[graph.keyBlock()].size);
    }

    void partsThatASuiteLacksAreNamed()
    {
        // RFC 5246 6.2.3.2: a CBC record carries its own IV; RFC 5288: no MAC key
        QCOMPARE(KeyGraph(*test::traceOf("classic")).unused(),
                 (std::vector<std::string>{"client_write_IV", "server_write_IV"}));
        QCOMPARE(KeyGraph(*test::traceOf("tls12-ecdhe-gcm")).unused(),
                 (std::vector<std::string>{"client_write_MAC_key", "server_write_MAC_key"}));
    }

    void graphFollowsTheKeyExchange_data()
    {
        QTest::addColumn<QString>("scenario");
        QTest::addColumn<QStringList>("first");
        QTest::addColumn<QStringList>("seeds");
        QTest::newRow("dhe") << QStringLiteral("classic")
                             << QStringList{QStringLiteral("dh_Ys"), QStringLiteral("dh_Yc")}
                             << QStringList{QStringLiteral("client_random"), QStringLiteral("server_random")};
        QTest::newRow("ecdhe, extended master secret")
            << QStringLiteral("tls12-ecdhe-gcm") << QStringList{QStringLiteral("ecdh_Ys"), QStringLiteral("ecdh_Yc")}
            << QStringList{QStringLiteral("session_hash")}; // RFC 7627 4
    }

    void graphFollowsTheKeyExchange()
    {
        QFETCH(QString, scenario);
        QFETCH(QStringList, first);
        QFETCH(QStringList, seeds);
        const KeyGraph graph(*test::traceOf(scenario.toStdString()));
        QCOMPARE(graph.rows().size(), std::size_t{3});
        const auto names = [&graph](const std::vector<int> &row) {
            QStringList found;
            for (const int node : row)
                found.append(toQString(graph[node].name));
            return found;
        };
        QCOMPARE(names(graph.rows()[0]), first);
        QCOMPARE(names(graph.rows()[1]), seeds + QStringList{QStringLiteral("pre_master_secret")});
        QCOMPARE(names(graph.rows()[2]), QStringList{QStringLiteral("master_secret")});
        QCOMPARE(graph.lanes().size(), std::size_t{2});
    }

    void differencesShow()
    {
        const Trace trace = withOtherMasterSecret();
        const KeyGraph graph(trace);
        const int master = *graph.find("master_secret");
        QVERIFY(graph.values(trace, master).agreement == KeyValues::Agreement::Different);
        QVERIFY(graph.values(trace, *graph.find("pre_master_secret")).agreement == KeyValues::Agreement::Equal);

        Theme theme;
        Session session;
        session.setTrace(std::make_shared<const Trace>(trace));
        session.setPlayhead(static_cast<Playhead>(trace.events.size()));
        KeyGraphView view(&session, &theme);
        view.resize(916, 900);
        view.show();
        view.open(master);
        const QRectF mark = view.geometryOfGraph().card->mark;
        const QImage image = view.viewport()->grab().toImage();
        const QPoint rim(static_cast<int>(mark.center().x()), static_cast<int>(mark.top()) + 1);
        QCOMPARE(image.pixelColor(rim), theme.colors().alert);
        QVERIFY(view.describe(master).contains(QStringLiteral("different")));
    }

    void valuesAreKnownOnlyWhenReached()
    {
        const auto trace = test::traceOf("classic");
        const KeyGraph graph(*trace);
        const int dh = *graph.find("dh_Ys");
        const auto at = [&](Side side) { return *graph.reachedAt(dh, side); };
        const MessageId exchange = test::messageNamed(*trace, "server_key_exchange");
        QVERIFY(at(Side::Server) < *positionOf(*trace, What::MessageSent, exchange.index));
        QCOMPARE(at(Side::Client), *positionOf(*trace, What::MessageReceived, exchange.index));
        QVERIFY(graph.values(*trace, dh).clientReceived);
    }

    void keyboardGoesFromNodeToNode()
    {
        Theme theme;
        Session session;
        session.setTrace(test::traceOf("classic"));
        session.goToEnd();
        KeyGraphView view(&session, &theme);
        view.resize(916, 900);
        view.show();
        const KeyGraph &graph = view.graph();
        const auto current = [&] { return toQString(graph[*view.currentNode()].name); };
        view.setCurrent(*graph.find("client_random"));
        QTest::keyClick(&view, Qt::Key_Right);
        QCOMPARE(current(), QStringLiteral("server_random"));
        QTest::keyClick(&view, Qt::Key_Down);
        QCOMPARE(current(), QStringLiteral("master_secret"));
        QTest::keyClick(&view, Qt::Key_Down);
        QCOMPARE(current(), QStringLiteral("key_block"));
        QTest::keyClick(&view, Qt::Key_Return);
        QCOMPARE(view.openNode(), graph.find("key_block"));
        QTest::keySequence(&view, QKeySequence::Copy);
        QCOMPARE(QGuiApplication::clipboard()->text().size(), 192);
        QTest::keyClick(&view, Qt::Key_Home);
        QCOMPARE(view.currentNode(), std::optional(view.nodesInOrder().front()));
    }

    void provenanceLeadsToTheField()
    {
        Theme theme;
        Session session;
        session.setTrace(test::traceOf("classic"));
        session.goToEnd();
        KeyGraphView view(&session, &theme);
        view.resize(916, 900);
        view.show();
        view.open(*view.graph().find("master_secret"));
        const KeyCardInput *input = nullptr;
        for (const KeyCardInput &candidate : view.geometryOfGraph().card->inputs)
            if (candidate.name == QStringLiteral("server_random"))
                input = &candidate;
        QVERIFY(input);
        QTest::mouseClick(view.viewport(), Qt::LeftButton, {}, input->from.front().rect.center().toPoint());
        QCOMPARE(session.selection().fieldPath, QStringLiteral("server_hello.random"));
    }

    void secretsCanBeHidden()
    {
        Theme theme;
        Explanations texts;
        Session session;
        session.setTrace(test::traceOf("classic"));
        session.goToEnd();
        KeysInspector keys(&session, &theme, &texts);
        KeyGraphView *view = keys.graph();
        const int master = *view->graph().find("master_secret");
        const QString value = hexText(view->graph().values(*session.trace(), master).client, 16);
        QVERIFY(view->describe(master).contains(value));
        keys.setSecretsShown(false);
        QVERIFY(!view->describe(master).contains(value));
        const int random = *view->graph().find("client_random"); // everybody has seen it
        QVERIFY(view->describe(random).contains(hexText(view->graph().values(*session.trace(), random).client, 16)));
        view->setCurrent(master);
        QGuiApplication::clipboard()->setText(QStringLiteral("before"));
        view->copyValue();
        QCOMPARE(QGuiApplication::clipboard()->text(), QStringLiteral("before"));
    }

    void noticeSaysWhenTheFirstKeyComes()
    {
        Theme theme;
        Explanations texts;
        Session session;
        session.setTrace(test::traceOf("classic"));
        KeysInspector keys(&session, &theme, &texts);
        keys.resize(680, 400);
        keys.show();
        const auto *notice = keys.findChild<QFrame *>(QStringLiteral("keysNotice"));
        QVERIFY(notice->isVisible());
        session.setPlayhead(*firstKeyAt(*session.trace()));
        QVERIFY(!notice->isVisible());
        session.setTrace(test::traceOf("no-common-suite"));
        session.goToEnd();
        QVERIFY(notice->isVisible());
    }

    void nodesAreAccessible()
    {
        Theme theme;
        Session session;
        session.setTrace(test::traceOf("classic"));
        session.goToEnd();
        KeyGraphView view(&session, &theme);
        view.resize(916, 900);
        view.show();
        QAccessibleInterface *graph = QAccessible::queryAccessibleInterface(&view);
        QVERIFY(graph);
        QCOMPARE(graph->childCount(), static_cast<int>(view.nodesInOrder().size()));
        QVERIFY(graph->childCount() >= 11);
        QStringList names;
        for (int i = 0; i < graph->childCount(); ++i) {
            names.append(graph->child(i)->text(QAccessible::Name));
            QCOMPARE(graph->indexOfChild(graph->child(i)), i);
        }
        QVERIFY(names.join(u' ').contains(QStringLiteral("master_secret, 48 bytes, the same at client and server")));
        const auto master = static_cast<int>(view.nodesInOrder().indexOf(*view.graph().find("master_secret")));
        graph->child(master)->actionInterface()->doAction(QAccessibleActionInterface::pressAction());
        QCOMPARE(view.openNode(), view.graph().find("master_secret"));
    }
};

QTEST_MAIN(TestKeyGraph)
#include "tst_keygraph.moc"
