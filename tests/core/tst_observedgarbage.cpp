// SPDX-License-Identifier: GPL-3.0-or-later

// The passive third party where bytes are changed, swapped or none of a connection at all: it ends, and keeps no more
// than it was shown.

#include "builtins.h"
#include "keylogged.h"
#include "print.h"

#include <QtTest>

#include <random>

using namespace hd;
using namespace hd::test;

class tst_ObservedGarbage : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void survivesAnyChange_data();
    void survivesAnyChange();
    void survivesGarbage();
};

void tst_ObservedGarbage::survivesAnyChange_data()
{
    QTest::addColumn<int>("index");
    for (std::size_t i = 0; i < builtinTraces().size(); ++i)
        QTest::newRow(row(builtinTraces()[i]->scenarioName)) << static_cast<int>(i);
}

/// What is kept of a connection comes from its bytes: there is never more than a few times as much of it.
static void expectBounded(const Trace &seen, std::size_t size)
{
    QVERIFY(seen.records.size() <= size);
    QVERIFY(seen.messages.size() <= size);
    QVERIFY(seen.checks.size() <= 2);
    std::size_t wire = 0, messages = 0;
    for (const Record &record : seen.records)
        wire += record.wire.size();
    for (const Message &message : seen.messages)
        messages += message.bytes.size();
    QVERIFY(wire <= size);
    QVERIFY(messages <= size);
}

void tst_ObservedGarbage::survivesAnyChange()
{
    QFETCH(const int, index);
    const Trace &recorded = *builtinTraces()[static_cast<std::size_t>(index)];
    const std::vector<Chunk> chunks = wireOf(recorded);
    const Secrets secrets = secretsOf(recorded);
    std::mt19937 random(static_cast<unsigned>(index));
    for (int round = 0; round < 150; ++round) {
        std::vector<Chunk> changed = chunks;
        for (int change = 0; change <= round % 4; ++change) {
            Chunk &chunk = changed[random() % changed.size()];
            if (chunk.bytes.empty())
                continue;
            const std::size_t at = random() % chunk.bytes.size();
            const auto value = static_cast<std::uint8_t>(random());
            switch (random() % 5) {
            case 0:
                chunk.bytes.insert(chunk.bytes.begin() + static_cast<std::ptrdiff_t>(at), value);
                break;
            case 1:
                chunk.bytes.erase(chunk.bytes.begin() + static_cast<std::ptrdiff_t>(at));
                break;
            case 2:
                std::swap(chunk, changed[random() % changed.size()]);
                break;
            default:
                chunk.bytes[at] = value;
            }
        }
        expectBounded(observe(changed, round % 2 ? secrets : Secrets()), sizeOf(changed));
    }
}

void tst_ObservedGarbage::survivesGarbage()
{
    std::mt19937 random(7);
    for (int round = 0; round < 200; ++round) {
        std::vector<Chunk> chunks;
        for (int i = 0; i < 20; ++i) {
            Bytes bytes(random() % 300);
            for (std::uint8_t &byte : bytes)
                byte = static_cast<std::uint8_t>(random());
            if (round % 2) { // records that look like some
                const auto length = static_cast<std::uint16_t>(bytes.size());
                Bytes header{static_cast<std::uint8_t>(20 + random() % 4), 3, 3};
                appendNumber(header, length, 2);
                bytes.insert(bytes.begin(), header.begin(), header.end());
            }
            chunks.push_back({random() % 2 ? Side::Client : Side::Server, std::move(bytes), 0});
        }
        const Trace seen = observe(chunks, [](std::string_view, ByteView) { return Bytes(48); });
        expectBounded(seen, sizeOf(chunks));
    }
    const Trace nothing = observe({});
    QVERIFY(nothing.messages.empty() && nothing.events.empty());
}

QTEST_GUILESS_MAIN(tst_ObservedGarbage)
#include "tst_observedgarbage.moc"
