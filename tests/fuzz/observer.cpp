// SPDX-License-Identifier: GPL-3.0-or-later

// The passive third party, who sees real handshakes whose bytes a script changes, with their secrets and without.
// Input: kind of connection, whether the secrets are known, then changes of the bytes one after the other.

#include "handshakes.h"
#include "target.h"

#include "formats/keylog.h"
#include "formats/recording.h"
#include "observe/observer.h"

namespace hd::fuzz {

namespace {

struct Passed
{
    std::vector<Chunk> chunks;
    KeyLog secrets;
};

const std::vector<Passed> &all()
{
    static const std::vector<Passed> list = [] {
        std::vector<Passed> made;
        for (const Handshake &handshake : handshakes()) {
            const Result<KeyLog> log = parseKeyLog(keyLog(handshake.trace), "keys");
            made.push_back({wireOf(handshake.trace), std::get<KeyLog>(log)});
        }
        return made;
    }();
    return list;
}

void change(std::vector<Chunk> &chunks, Script &script)
{
    Bytes &bytes = chunks[script.below(chunks.size())].bytes;
    if (bytes.empty())
        return;
    const std::size_t offset = script.below(bytes.size());
    const auto at = bytes.begin() + static_cast<std::ptrdiff_t>(offset);
    switch (script.below(6)) {
    case 0:
        *at = static_cast<std::uint8_t>(*at ^ 1U << script.below(8));
        break;
    case 1:
        *at = script.byte();
        break;
    case 2:
        bytes.erase(at, at + static_cast<std::ptrdiff_t>(1 + script.below(bytes.size() - offset)));
        break;
    case 3: {
        const Bytes more = script.bytes(script.below(64));
        bytes.insert(at, more.begin(), more.end());
        break;
    }
    case 4: // the same again
        chunks.push_back(chunks[script.below(chunks.size())]);
        break;
    default: // the other way round
        std::swap(chunks[script.below(chunks.size())], chunks[script.below(chunks.size())]);
    }
}

void checkTrace(const Trace &trace, std::size_t shown)
{
    std::size_t kept = 0;
    for (const Record &record : trace.records)
        kept += record.wire.size();
    expect(kept <= shown, "no more records than bytes were shown");
    for (const Message &message : trace.messages) {
        for (const Field &field : message.fields.fields())
            expect(field.range.end() <= message.bytes.size(), "a field inside of its message");
        for (const MessageSpan &span : message.spans)
            expect(span.record.index < trace.records.size(), "a span in a record that is there");
    }
}

} // namespace

void run(ByteView input)
{
    Script script(input);
    const Passed &passed = all()[script.number() % all().size()];
    const std::uint8_t flags = script.byte();
    std::vector<Chunk> chunks = passed.chunks;
    while (!script.done() && chunks.size() < 64)
        change(chunks, script);
    std::size_t shown = 0;
    for (const Chunk &chunk : chunks)
        shown += chunk.bytes.size();
    Secrets secrets;
    if (flags & 1)
        secrets = [&passed](std::string_view label, ByteView random) { return passed.secrets.secret(label, random); };
    const Trace trace = observe(chunks, secrets);
    checkTrace(trace, shown);
    if (flags < 8) { // it takes several times as long
        const Result<Trace> read = readRecording(writeRecording(trace, {true}), "observed.json");
        expect(std::holds_alternative<Trace>(read) && std::get<Trace>(read) == trace, "a recording that can be read");
    }
}

std::vector<Bytes> seeds()
{
    std::vector<Bytes> list;
    for (std::size_t kind = 0; kind < kinds().size(); ++kind)
        for (const unsigned flags : {8U, 9U}) {
            Bytes input;
            appendNumber(input, kind, 2);
            input.push_back(static_cast<std::uint8_t>(flags));
            list.push_back(input);
            append(input, Bytes{static_cast<std::uint8_t>(kind), 0, 20, static_cast<std::uint8_t>(kind % 6), 3});
            list.push_back(std::move(input));
        }
    return list;
}

} // namespace hd::fuzz
