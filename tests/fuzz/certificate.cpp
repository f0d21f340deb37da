// SPDX-License-Identifier: GPL-3.0-or-later

// A certificate from anybody: whatever the bytes are, each of them belongs to exactly one leaf.

#include "handshakes.h"
#include "target.h"

#include "analysis/x509fields.h"

#include <set>

namespace hd::fuzz {

void run(ByteView input)
{
    const CertificateFields read = certificateFields(input);
    const FieldTree &tree = read.fields;
    std::vector<unsigned> owners(input.size());
    std::vector<bool> inner(tree.size());
    for (FieldIndex i = 0; i < tree.size(); ++i) {
        const Range range = tree[i].range;
        expect((tree[i].parent == noField) == (i == 0), "one root, and a parent for every other field");
        expect(range.offset <= input.size() && range.length <= input.size() - range.offset, "a field inside the bytes");
        if (i == 0)
            continue;
        expect(tree[i].parent < i, "parents before children");
        const Range around = tree[tree[i].parent].range;
        expect(range.offset >= around.offset && range.end() <= around.end(), "a field inside its parent");
        inner[tree[i].parent] = true;
    }
    for (FieldIndex i = 0; i < tree.size(); ++i)
        for (std::uint32_t at = tree[i].range.offset; !inner[i] && at < tree[i].range.end(); ++at)
            ++owners[at];
    for (const unsigned count : owners)
        expect(count == 1, "each byte in exactly one leaf");
    const CertificateSummary summary = certificateSummary(tree, input);
    expect(isUtf8(summary.subject) && isUtf8(summary.issuer) && isUtf8(summary.key), "text that can be shown");
}

/// Every certificate of every kind of handshake, once.
std::vector<Bytes> seeds()
{
    std::set<Bytes> found;
    for (const Handshake &handshake : handshakes())
        for (const Message &message : handshake.trace.messages)
            for (FieldIndex i = 1; i < message.fields.size(); ++i)
                if (message.fields[i].name == "certificate") {
                    const ByteView der = slice(message.bytes, message.fields[i].range);
                    found.emplace(der.begin(), der.end());
                }
    return {found.begin(), found.end()};
}

} // namespace hd::fuzz
