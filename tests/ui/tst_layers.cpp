// SPDX-License-Identifier: GPL-3.0-or-later
// Layers: what is drawn of a message are the packets of the capture, to the byte.

#include "formats/tcppackets.h"
#include "inspectors/layers/layersview.h"
#include "inspectors/layers/layerswords.h"
#include "inspectors/messageinspector.h"
#include "inspectors/segmented.h"
#include "models/valuetext.h"
#include "scenarios.h"
#include "text/explanations.h"
#include "theme/theme.h"

#include <QtTest>
#include <QtWidgets>

#include <numeric>

using namespace hd;
using namespace hd::ui;

class TestLayers : public QObject
{
    Q_OBJECT

    struct Bench
    {
        explicit Bench(const char *scenario, bool atEnd = true)
        {
            session.setTrace(test::traceOf(scenario));
            if (atEnd)
                session.setPlayhead(static_cast<Playhead>(trace().events.size()));
            message.resize(680, 420);
            message.show();
            message.setMode(MessageInspector::Layers);
        }

        const Trace &trace() const { return *session.trace(); }
        LayersView *view() { return message.findChild<LayersView *>(); }
        void show(MessageId id) { session.select(Session::messageSelection(id)); }

        Session session;
        Theme theme;
        Explanations texts;
        MessageInspector message{&session, &theme, &texts};
    };

    static void everyScenario()
    {
        QTest::addColumn<QString>("scenario");
        for (const std::string &name : test::scenarioNames())
            QTest::newRow(name.c_str()) << QString::fromStdString(name);
    }

    static std::shared_ptr<const Trace> fetched()
    {
        QFETCH(QString, scenario);
        return test::traceOf(scenario.toStdString());
    }

    static std::uint32_t sum(const MessageLayers &layers)
    {
        return std::accumulate(layers.bytes.begin(), layers.bytes.end(), layers.others);
    }

private Q_SLOTS:
    void initTestCase() { Fonts::load(); }

    /// The packets that carry a message's records are on the line, whole, and nothing else is.
    void sizesAreThoseOfTheCapture_data() { everyScenario(); }
    void sizesAreThoseOfTheCapture()
    {
        const auto trace = fetched();
        const std::vector<Packet> packets = tcpPackets(*trace);
        LayerSource source;
        source.setTrace(trace);
        for (std::uint32_t i = 0; i < trace->messages.size(); ++i) {
            const MessageLayers layers = source.layers(MessageId{i});
            QCOMPARE(sum(layers), layers.size);
            std::size_t captured = 0, count = 0;
            std::vector<bool> own(trace->records.size());
            for (const MessageSpan &span : trace->messages[i].spans)
                own[span.record.index] = true;
            for (const Packet &packet : packets)
                if (packet.carries && own[packet.carries->index]) {
                    captured += packet.bytes.size();
                    ++count;
                }
            if (layers.onTheWire) {
                QCOMPARE(std::size_t{layers.size}, captured);
                QCOMPARE(std::size_t{layers.packets}, count);
            }
        }
    }

    /// Every packet of the capture that carries anything says which bytes of which record.
    void packetsCarryEveryRecordOnce_data() { everyScenario(); }
    void packetsCarryEveryRecordOnce()
    {
        const auto trace = fetched();
        std::vector<std::uint32_t> carried(trace->records.size());
        for (const Packet &packet : tcpPackets(*trace)) {
            const std::size_t headers = ipHeaderLength + tcpHeaderLength;
            if (!packet.carries) {
                QVERIFY(!packet.record);
                continue;
            }
            const Record &record = (*trace)[*packet.carries];
            QCOMPARE(packet.bytes.size(), headers + packet.payload.length);
            QVERIFY(equal(ByteView(packet.bytes).subspan(headers), slice(record.wire, packet.payload)));
            QCOMPARE(packet.payload.offset, carried[packet.carries->index]);
            carried[packet.carries->index] = packet.payload.end();
        }
        for (std::size_t i = 0; i < carried.size(); ++i)
            QVERIFY(carried[i] == 0 || carried[i] == trace->records[i].wire.size());
    }

    /// In each layer a byte is in one box at most; what encloses reaches around what is in it.
    void boxesNestAndDoNotOverlap_data() { everyScenario(); }
    void boxesNestAndDoNotOverlap()
    {
        const auto trace = fetched();
        LayerSource source;
        source.setTrace(trace);
        for (std::uint32_t i = 0; i < trace->messages.size(); ++i) {
            const MessageLayers layers = source.layers(MessageId{i});
            std::vector<std::vector<int>> wholes(layerCount, std::vector<int>(layers.size)), parts = wholes;
            for (const LayerBox &box : layers.boxes) {
                QVERIFY(box.at.length > 0 && box.at.end() <= layers.size);
                auto &depth = (box.kind == LayerBox::Kind::Whole || box.kind == LayerBox::Kind::Sealed
                                   ? wholes
                                   : parts)[static_cast<std::size_t>(box.layer)];
                for (std::uint32_t at = box.at.offset; at < box.at.end(); ++at)
                    ++depth[at];
            }
            for (std::uint32_t at = 0; at < layers.size; ++at) {
                for (std::size_t layer = 0; layer < layerCount; ++layer) {
                    QVERIFY(wholes[layer][at] <= 1 && parts[layer][at] <= wholes[layer][at]);
                    if (layer > 0 && wholes[layer - 1][at] > 0 && layers.onTheWire)
                        QVERIFY(wholes[layer][at] == 1);
                }
            }
        }
    }

    void coalescedAndFragmentedMessagesAreSeen()
    {
        const auto small = test::traceOf("record-size");
        LayerSource source;
        source.setTrace(small);
        const MessageLayers fragmented = source.layers(test::messageNamed(*small, "certificate"));
        QVERIFY(fragmented.records > 1);
        QCOMPARE(std::count_if(fragmented.boxes.begin(), fragmented.boxes.end(),
                               [](const LayerBox &box) {
                                   return box.layer == Layer::Record && box.kind == LayerBox::Kind::Header;
                               }),
                 static_cast<std::ptrdiff_t>(fragmented.records));
        for (const std::string &name : test::scenarioNames()) {
            const auto trace = test::traceOf(name);
            source.setTrace(trace);
            for (std::uint32_t i = 0; i < trace->messages.size(); ++i) {
                const MessageLayers layers = source.layers(MessageId{i});
                const bool alone =
                    std::all_of(layers.boxes.begin(), layers.boxes.end(), [](const LayerBox &box) { return box.own; });
                QVERIFY(alone || layers.others > 0);
            }
        }
    }

    void everyBoxLeadsToWhatItIs_data()
    {
        QTest::addColumn<QByteArray>("scenario");
        for (const char *name : {"classic", "tls12-ecdhe-gcm", "tls13-padding", "record-size", "compression"})
            QTest::newRow(name) << QByteArray(name);
    }
    void everyBoxLeadsToWhatItIs()
    {
        QFETCH(const QByteArray, scenario);
        Bench bench(scenario.constData());
        for (std::uint32_t i = 0; i < bench.trace().messages.size(); ++i) {
            for (int item = 0; true; ++item) {
                bench.show(MessageId{i});
                if (item == bench.view()->itemCount())
                    break;
                const LayerItem leads = bench.view()->picture().items[static_cast<std::size_t>(item)];
                const Selection wanted = bench.view()->selectionOf(leads);
                if (leads.kind != LayerItem::Kind::Box)
                    continue;
                const LayerBox box = bench.view()->layers().boxes[static_cast<std::size_t>(leads.index)];
                bench.view()->activateItem(item);
                QCOMPARE(bench.session.selection(), wanted);
                if (box.layer == Layer::Record && box.kind == LayerBox::Kind::Part)
                    QCOMPARE(wanted.fieldPath, QStringLiteral("record.") + toQString(box.part));
                if (box.layer == Layer::Protocol)
                    QCOMPARE(wanted.message, box.message);
                if (box.layer == Layer::Ip || box.layer == Layer::Tcp)
                    QCOMPARE(wanted.bytes, box.of);
            }
        }
    }

    /// The mode stays while one goes from message to message and from part to part.
    void theModeStays()
    {
        Bench bench("tls12-ecdhe-gcm");
        bench.show(MessageId{0});
        QCOMPARE(bench.message.mode(), MessageInspector::Layers);
        bench.session.select(bench.session.fieldSelection(MessageId{0}, QStringLiteral("client_hello.random")));
        QCOMPARE(bench.message.mode(), MessageInspector::Layers);
        bench.session.select(bench.session.recordSelection(RecordId{1}));
        QCOMPARE(bench.message.mode(), MessageInspector::Layers);
        QVERIFY(bench.view()->isVisible());
    }

    void whatIsToComeIsNotShown()
    {
        Bench bench("classic", false);
        bench.session.step(+1);
        QVERIFY(bench.view()->itemCount() > 0);
        bench.show(MessageId{3});
        QCOMPARE(bench.view()->itemCount(), 0);
        bench.session.setPlayhead(static_cast<Playhead>(bench.trace().events.size()));
        QVERIFY(bench.view()->itemCount() > 0);
    }

    void fourProtocolsOneOfThemOwn()
    {
        Bench bench("tls13");
        std::set<int> own;
        for (std::uint32_t i = 0; i < bench.trace().messages.size(); ++i) {
            bench.show(MessageId{i});
            int protocols = 0;
            for (const LayerItem &item : bench.view()->picture().items)
                if (item.kind == LayerItem::Kind::Protocol)
                    ++protocols;
            QCOMPARE(protocols, 4);
            QCOMPARE(bench.view()->picture().titles[static_cast<std::size_t>(Layer::Protocol)],
                     protocolName(bench.trace().messages[i].protocol));
            own.insert(static_cast<int>(bench.trace().messages[i].protocol));
        }
        QCOMPARE(own.size(), std::size_t{4}); // a handshake of TLS 1.3 with data and its end speaks all of them
    }

    /// Nothing is cut off, however narrow it is; and what can be clicked is large enough for it.
    void everythingHasItsPlace_data() { everyScenario(); }
    void everythingHasItsPlace()
    {
        const auto trace = fetched();
        LayerSource source;
        source.setTrace(trace);
        for (std::uint32_t i = 0; i < trace->messages.size(); ++i) {
            const MessageLayers layers = source.layers(MessageId{i});
            const LayersLayout picture = layOutLayers(*trace, MessageId{i}, layers, 640);
            QCOMPARE(picture.boxes.size(), layers.boxes.size());
            for (const LayerItem &item : picture.items)
                QVERIFY(item.at.width() >= 24 && item.at.height() >= 24);
            for (const QRectF &box : picture.boxes)
                QVERIFY(box.left() >= picture.rows[0].left() && box.right() <= picture.rows[0].right() + 1);
            qreal bottom = 0;
            for (const LayerParagraph &paragraph : picture.paragraphs) {
                QVERIFY(paragraph.at.top() >= bottom);
                bottom = paragraph.at.bottom();
            }
            QVERIFY(bottom <= picture.height);
        }
    }

    void screenReadersHearEveryBox()
    {
        Bench bench("classic");
        bench.show(MessageId{2});
        QAccessibleInterface *view = QAccessible::queryAccessibleInterface(bench.view());
        QCOMPARE(view->childCount(), bench.view()->itemCount());
        for (int i = 0; i < view->childCount(); ++i)
            QVERIFY(!view->child(i)->text(QAccessible::Name).isEmpty());
        QTest::keyClick(bench.view(), Qt::Key_End);
        QCOMPARE(bench.view()->currentItem(), bench.view()->itemCount() - 1);
        QTest::keyClick(bench.view(), Qt::Key_Return);
        QVERIFY(bench.session.selection().kind != Selection::Kind::None);
    }
};

QTEST_MAIN(TestLayers)
#include "tst_layers.moc"
