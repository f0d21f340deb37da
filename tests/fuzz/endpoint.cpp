// SPDX-License-Identifier: GPL-3.0-or-later

// An endpoint against a peer whose messages a script changes on the way; HELLODONE_FUZZ_SIDE is the one who is tried.
// Input: kind of connection, size of the pieces, what both do when they are open, and the edits (edits.h).

#include "definite.h"
#include "edits.h"
#include "handshakes.h"

#include "formats/recording.h"

namespace hd::fuzz {

using namespace hd::test;

namespace {

constexpr Side tried = Side::HELLODONE_FUZZ_SIDE;

void act(Connection &connection, std::uint8_t step)
{
    Endpoint &party = connection.party(step & 1 ? Side::Client : Side::Server);
    switch (step >> 1 & 7) {
    case 0:
        party.send(Bytes(step, 'x'));
        break;
    case 1:
        party.updateKeys(step & 0x10);
        break;
    case 2:
        party.renegotiate();
        break;
    case 3:
        party.requestCertificate();
        break;
    case 4:
        party.sendAlert(AlertLevel::Warning, Alert::UserCanceled);
        break;
    case 5:
        party.sendAlert(AlertLevel::Fatal, Alert::InternalError);
        break;
    case 6:
        party.exportKeyingMaterial("EXPORTER-test", Bytes(step, 0), step);
        break;
    default:
        party.close();
    }
    connection.carry();
}

/// What was recorded can be stored and read again, whatever the peer said.
void storeAndRead(const Trace &trace)
{
    const std::string text = writeRecording(trace, {true});
    const Result<Trace> read = readRecording(text, "recording.json");
    if (const Error *error = std::get_if<Error>(&read))
        expect(false, "a recording that can be read: " + error->text());
    expect(std::get<Trace>(read) == trace, "the same recording");
}

} // namespace

void run(ByteView input)
{
    Script script(input);
    Connection connection(freshPlan(script.number() % kinds().size()));
    connection.chunk = script.byte() % 64;
    const Bytes steps = script.bytes(script.below(12));
    const std::size_t kind = (input.size() < 2 ? 0U : unsigned(input[0]) << 8 | input[1]) % kinds().size();
    connection.edit = Edits(script, peerOf(tried), kinds()[kind].suite);
    connection.run();
    for (const std::uint8_t step : steps)
        act(connection, step);
    Trace trace;
    const std::string wrong = indefinite(connection, &trace);
    expect(wrong.empty(), "a definite end, not that " + wrong);
    if (input.size() > 2 && input[2] >= 0xf8) // it takes several times as long as the handshake
        storeAndRead(trace);
}

/// Each kind untouched, and each with an edit of its own.
std::vector<Bytes> seeds()
{
    std::vector<Bytes> list;
    const Bytes steps{0x21, 0x40, 0x05, 0x04, 0x13, 0x06, 0x02, 0x61, 0x0f};
    for (std::size_t kind = 0; kind < kinds().size(); ++kind) {
        Bytes input;
        appendNumber(input, kind, 2);
        input.push_back(0);
        input.push_back(static_cast<std::uint8_t>(steps.size()));
        append(input, steps);
        list.push_back(input);
        for (std::uint8_t i = 0; i < 3; ++i) {
            Bytes edited = input;
            const auto place = static_cast<std::uint8_t>((kind + i) % 9),
                       edit = static_cast<std::uint8_t>(5 * i + kind);
            append(edited, Bytes{place, edit, i, 2, 3, 0, 16, 1, 1});
            list.push_back(std::move(edited));
        }
    }
    return list;
}

} // namespace hd::fuzz
