// SPDX-License-Identifier: GPL-3.0-or-later

// The reader of recordings: a text is refused, or what it says can be written, read again and verified.

#include "handshakes.h"
#include "target.h"

#include "formats/recording.h"
#include "formats/verify.h"

namespace hd::fuzz {

void run(ByteView input)
{
    const std::string_view text(reinterpret_cast<const char *>(input.data()), input.size());
    const Result<Trace> read = readRecording(text, "fuzzed.json");
    if (const Error *error = std::get_if<Error>(&read))
        return expect(!error->text().empty(), "an error that says something");
    const Trace &trace = std::get<Trace>(read);
    const Result<Trace> again = readRecording(writeRecording(trace, {true}), "again.json");
    expect(std::holds_alternative<Trace>(again) && std::get<Trace>(again) == trace, "the same recording");
    verify(trace);
}

/// The short ones: a fuzzer gets nowhere with a text of a megabyte.
std::vector<Bytes> seeds()
{
    std::vector<Bytes> list;
    Trace empty;
    list.push_back(toBytes(writeRecording(empty, {true})));
    std::vector<std::string> texts;
    for (const Handshake &handshake : handshakes())
        texts.push_back(writeRecording(handshake.trace, {true}));
    std::sort(texts.begin(), texts.end(),
              [](const std::string &a, const std::string &b) { return a.size() < b.size(); });
    texts.resize(std::min<std::size_t>(texts.size(), 6));
    for (const std::string &text : texts)
        list.push_back(toBytes(text));
    return list;
}

} // namespace hd::fuzz
