// SPDX-License-Identifier: GPL-3.0-or-later
// The key graph of TLS 1.3: what hangs on which secret, and what the open card says of it.

#include "inspectors/keygraph/keygraphlayout.h"
#include "inspectors/keygraph/keygraphpainter.h"
#include "models/valuetext.h"
#include "scenarios.h"

#include <QtTest>

using namespace hd;
using namespace hd::ui;

class TestKeyLadder : public QObject
{
    Q_OBJECT

    static KeyGraphLayout laidOut(const Trace &trace, const KeyGraph &graph, qreal width, std::optional<int> open)
    {
        KeyGraphOptions options;
        options.width = width;
        options.open = open;
        options.fromWord = QStringLiteral("from");
        options.measure = [](const QString &text, KeyText style) {
            return QFontMetricsF(KeyGraphPainter::font(style)).horizontalAdvance(text);
        };
        return layOut(trace, graph, options);
    }

private Q_SLOTS:
    void initTestCase() { Fonts::load(); }

    void tls13IsALadder()
    {
        const auto trace = test::traceOf("tls13-key-update");
        const KeyGraph graph(*trace);
        QVERIFY(graph.rows().empty() && graph.keyBlock() < 0);
        QCOMPARE(graph.ladder().size(), std::size_t{3});
        const auto name = [&graph](int node) { return node < 0 ? std::string() : graph[node].name; };
        // RFC 8446 7.1
        QCOMPARE(name(graph.ladder()[0].secret), std::string("early_secret"));
        QCOMPARE(name(graph.ladder()[0].derived), std::string("early_secret.derived"));
        QCOMPARE(graph.ladder()[0].input, -1);
        QCOMPARE(graph.ladder()[0].inputSize, 32U);
        QCOMPARE(name(graph.ladder()[1].input), std::string("shared_secret"));
        QCOMPARE(name(graph.ladder()[1].secret), std::string("handshake_secret"));
        QCOMPARE(name(graph.ladder()[2].secret), std::string("master_secret"));
        QCOMPARE(graph.ladder()[2].derived, -1);
        QCOMPARE(name(*graph.mainSecret()), std::string("handshake_secret"));

        const KeyBranches &handshake = graph.ladder()[1].groups.front();
        QCOMPARE(name(handshake.hash), std::string("server_hello.transcript_hash"));
        QCOMPARE(handshake.branches.size(), std::size_t{2});
        std::set<std::string> leaves;
        for (const int leaf : handshake.branches.back().leaves)
            leaves.insert(name(leaf));
        QCOMPARE(name(handshake.branches.back().secret), std::string("server_handshake_traffic_secret"));
        QCOMPARE(leaves, (std::set<std::string>{"server_handshake_write_key", "server_handshake_write_iv",
                                                "server_finished_key", "server_finished.transcript_hash",
                                                "server_finished.verify_data"}));
        // RFC 8446 7.2: each generation right below the one that it is made of
        std::vector<std::string> master;
        for (const KeyBranches &group : graph.ladder()[2].groups)
            for (const KeyBranch &branch : group.branches)
                master.push_back(name(branch.secret));
        QCOMPARE(master,
                 (std::vector<std::string>{"client_application_traffic_secret_0", "client_application_traffic_secret_1",
                                           "server_application_traffic_secret_0", "server_application_traffic_secret_1",
                                           "exporter_master_secret", "resumption_master_secret"}));
    }

    void bothSidesOfTheLadderAgree_data()
    {
        QTest::addColumn<QString>("scenario");
        for (const char *name : {"tls13", "tls13-hello-retry", "tls13-psk", "tls13-early-data", "tls13-client-auth",
                                 "tls13-external-psk", "tls13-key-update", "tls13-early-data-retry"})
            QTest::newRow(name) << QString::fromLatin1(name);
    }

    void bothSidesOfTheLadderAgree()
    {
        QFETCH(QString, scenario);
        const auto trace = test::traceOf(scenario.toStdString());
        const KeyGraph graph(*trace);
        const KeyGraphLayout layout = laidOut(*trace, graph, 916, graph.mainSecret());
        QCOMPARE(graph.ladder().size(), std::size_t{3});
        for (const KeyBox &box : layout.boxes)
            QVERIFY2(graph.values(*trace, box.node).agreement != KeyValues::Agreement::Different,
                     graph[box.node].name.c_str());
        for (const KeyRung &rung : graph.ladder()) {
            QVERIFY(graph.values(*trace, rung.secret).agreement == KeyValues::Agreement::Equal);
            QVERIFY(layout.rectOf(rung.secret));
        }
    }

    void theOpenCardHidesNothing_data()
    {
        QTest::addColumn<QString>("scenario");
        QTest::addColumn<double>("width");
        for (const std::string scenario : {"tls13", "tls13-hello-retry", "tls13-key-update", "tls13-psk"})
            for (const int width : {460, 640, 916})
                QTest::addRow("%s, %d px", scenario.c_str(), width)
                    << QString::fromStdString(scenario) << static_cast<double>(width);
    }
    void theOpenCardHidesNothing()
    {
        QFETCH(QString, scenario);
        QFETCH(double, width);
        const auto trace = test::traceOf(scenario.toStdString());
        const KeyGraph graph(*trace);
        int opened = 0;
        for (const int node : laidOut(*trace, graph, width, {}).nodesInOrder()) {
            const KeyGraphLayout layout = laidOut(*trace, graph, width, node);
            if (!layout.card)
                continue;
            ++opened;
            const QString name = QString::fromStdString(graph[node].name);
            const QRectF card = layout.card->rect;
            for (const KeyBox &box : layout.boxes)
                QVERIFY2(!box.rect.intersects(card), qPrintable(name));
            for (const KeyEdge &edge : layout.edges)
                for (qsizetype i = 1; i < edge.points.size(); ++i) {
                    const QRectF piece = QRectF(edge.points[i - 1], edge.points[i]).normalized();
                    QVERIFY2(!piece.adjusted(-2, -2, 2, 2).intersects(card), qPrintable(name));
                    QVERIFY2(piece.left() >= 4 && piece.right() <= width - 4, qPrintable(name));
                }
        }
        QVERIFY(opened > 5);
    }

    void messageHashStandsAboveWhatItGoesInto()
    {
        const auto trace = test::traceOf("tls13-hello-retry");
        const KeyGraph graph(*trace);
        const KeyGraphLayout layout = laidOut(*trace, graph, 916, {});
        // RFC 8446 4.4.1
        const auto top = [&](const char *name) { return layout.rectOf(*graph.find(name)).value().top(); };
        QVERIFY(top("client_hello_1.transcript_hash") < top("message_hash"));
        QVERIFY(top("message_hash") < top("server_hello.transcript_hash"));
    }

    void cardsShowTheHkdfLabel()
    {
        const auto trace = test::traceOf("tls13");
        const KeyGraph graph(*trace);
        const auto cardOf = [&](const char *name) { return *laidOut(*trace, graph, 916, graph.find(name)).card; };
        // RFC 8446 7.1 and 7.3: 12 bytes, "tls13 iv", no context
        QCOMPARE(cardOf("client_application_write_iv").bytesText,
                 QStringList{QStringLiteral("00 0c 08 74 6c 73 31 33 20 69 76 00")});
        QVERIFY(cardOf("handshake_secret").bytesName.isEmpty());
        QVERIFY(cardOf("client_handshake_traffic_secret")
                    .bytesText.front()
                    .startsWith(QStringLiteral("00 20 12 74 6c 73 31 33 20 63 20 68 73"))); // "tls13 c hs traffic"
    }

    void cardsShowWhatABinderCovers()
    {
        const auto trace = test::traceOf("tls13-psk");
        const KeyGraph graph(*trace);
        const KeyCard card = *laidOut(*trace, graph, 916, graph.find("binder.transcript_hash")).card;
        const Message &hello = (*trace)[test::messageNamed(*trace, "client_hello")];
        // RFC 8446 4.2.11.2: all but the list of binders and its length
        const Range binders = hello.field("client_hello.extensions.pre_shared_key.binders")->range;
        QCOMPARE(card.bytesText.front(), hexText(ByteView(hello.bytes).first(16)));
        const std::size_t end = binders.offset - 2, last = (end - 1) / 16 * 16;
        QCOMPARE(card.bytesText.back(), hexText(ByteView(hello.bytes).subspan(last, end - last)));
    }
};

QTEST_MAIN(TestKeyLadder)
#include "tst_keyladder.moc"
