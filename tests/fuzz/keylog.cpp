// SPDX-License-Identifier: GPL-3.0-or-later

// The reader of key logs: a text is refused with a place, or its secrets have the length that secrets have.

#include "handshakes.h"
#include "target.h"

#include "formats/keylog.h"
#include "trace/secretlabels.h"

namespace hd::fuzz {

void run(ByteView input)
{
    const std::string_view text(reinterpret_cast<const char *>(input.data()), input.size());
    const Result<KeyLog> read = parseKeyLog(text, "fuzzed.log");
    if (const Error *error = std::get_if<Error>(&read))
        return expect(!error->what.empty() && !error->where.empty(), "an error that says what and where");
    const KeyLog &log = std::get<KeyLog>(read);
    for (const Error &warning : log.warnings())
        expect(!warning.what.empty(), "a warning that says something");
    expect(log.size() <= static_cast<std::size_t>(std::count(text.begin(), text.end(), '\n')) + 1,
           "no more secrets than lines");
    // What it knows, it knows by the random that stands in the text.
    const Bytes random(32, 0xab);
    if (const std::optional<Bytes> secret = log.secret(secretlabel::master, random))
        expect(secret->size() == 48, "a master secret of 48 bytes");
    for (const auto &[derivation, label] : secretlabel::byDerivation)
        if (const std::optional<Bytes> secret = log.secret(label, random))
            expect(secret->size() == 32 || secret->size() == 48, "a secret of TLS 1.3 as long as a hash");
}

std::vector<Bytes> seeds()
{
    const std::string random(64, 'a'), secret(96, '0');
    std::string known;
    for (int i = 0; i < 32; ++i)
        known += "ab";
    std::vector<Bytes> list{toBytes("# a comment\n\nCLIENT_RANDOM " + random + " " + secret + "\r\n"),
                            toBytes("CLIENT_RANDOM " + known + " " + secret),
                            toBytes("CLIENT_TRAFFIC_SECRET_0 " + random + " " + random + "\nRSA 0123 4567\n")};
    std::string all13;
    for (const auto &[derivation, label] : secretlabel::byDerivation)
        all13 += std::string(label) + " " + known + " " + (all13.size() % 2 == 0 ? known : secret) + "\n";
    list.push_back(toBytes(all13));
    const std::vector<Handshake> all = handshakes();
    for (std::size_t i = 0; i < all.size(); i += 40)
        list.push_back(toBytes(keyLog(all[i].trace)));
    return list;
}

} // namespace hd::fuzz
