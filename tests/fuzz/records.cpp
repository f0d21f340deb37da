// SPDX-License-Identifier: GPL-3.0-or-later

// The record layer, in every version and protection: what comes out is what was put in, at its place in the order, or
// nothing. Input: version, suite, encrypt-then-MAC, then what happens to one record after the other.

#include "target.h"

#include "record/recordlayer.h"

namespace hd::fuzz {

namespace {

Bytes counted(std::size_t length, unsigned from)
{
    Bytes bytes(length);
    for (std::size_t i = 0; i < length; ++i)
        bytes[i] = static_cast<std::uint8_t>(from + i);
    return bytes;
}

crypto::Context &context()
{
    static crypto::Context shared;
    return shared;
}

/// Protections of suites that are the same for a record are not told apart.
const std::vector<const CipherSuite *> &suites()
{
    static const std::vector<const CipherSuite *> all = [] {
        std::vector<const CipherSuite *> list;
        for (const CipherSuite &suite : cipherSuites()) {
            const bool known = std::any_of(list.begin(), list.end(), [&](const CipherSuite *other) {
                return other->cipher == suite.cipher && other->mac == suite.mac &&
                       other->keyLength == suite.keyLength && other->tagLength == suite.tagLength &&
                       other->last == suite.last;
            });
            if (!known && context().canCipher(std::string(suite.cipher)))
                list.push_back(&suite);
        }
        return list;
    }();
    return all;
}

/// A sender, a receiver, and somebody between them.
class Line
{
public:
    Line(Version version, const CipherSuite *suite, bool encryptThenMac) : m_protected(suite)
    {
        for (RecordLayer *layer : {&m_sender, &m_receiver}) {
            layer->setVersion(std::min(version, tls12)); // RFC 8446 5.1: legacy_record_version
            layer->expectVersion(version);
        }
        if (!suite)
            return;
        if (version == tls13) {
            protectTls13(*suite);
            return;
        }
        const Bytes mac = suite->aead() ? Bytes() : counted(crypto::size(crypto::hashOf(suite->mac)), 1);
        const Bytes key = counted(suite->keyLength, 100);
        const Bytes iv = counted(std::max(suite->fixedIvLength, suite->blockLength), 200);
        const ProtectionPlan plan{*suite, traitsOf(version), encryptThenMac && suite->mode == CipherMode::Cbc};
        m_sender.installWrite(makeProtection(context(), plan, {mac, key, iv}, true));
        m_receiver.installRead(makeProtection(context(), plan, {mac, key, iv}, false));
    }

    /// @returns whether the line still stands.
    bool step(Script &script);
    /// TLS 1.3: what is sent is filled up to a multiple of @p padding; so much of what does not open is passed over.
    void setTls13(std::size_t padding, std::size_t skipped)
    {
        m_sender.setPaddingBlock(padding);
        m_receiver.tolerateClear(true);
        m_toleratesClear = true;
        m_receiver.skipEarlyData(skipped, false);
    }

private:
    void protectTls13(const CipherSuite &suite);
    Bytes sealed(Script &script);
    bool deliver(ByteView bytes, std::size_t piece);

    bool m_protected;
    bool m_toleratesClear = false;
    Recorder m_sending{Side::Client}, m_receiving{Side::Server};
    SeededEntropy m_entropy{1, "records"};
    RecordLayer m_sender{m_sending, m_entropy}, m_receiver{m_receiving, m_entropy};
    Bytes m_last;
    std::size_t m_opened = 0;
};

void Line::protectTls13(const CipherSuite &suite)
{
    const Bytes key = counted(suite.keyLength, 100), iv = counted(12, 200);
    m_sender.installWrite(makeTls13Protection(context(), suite, {{}, key, iv}, true));
    m_receiver.installRead(makeTls13Protection(context(), suite, {{}, key, iv}, false));
}

Bytes Line::sealed(Script &script)
{
    const auto type = static_cast<Protocol>(20 + script.below(4));
    const std::size_t length = script.byte() & 1 ? script.below(20000) : script.below(40);
    m_sender.write(type, counted(length, script.byte()));
    return m_last = m_sender.takeOutput();
}

bool Line::step(Script &script)
{
    Bytes bytes;
    switch (script.below(8)) {
    case 0: // never arrives
        sealed(script);
        return true;
    case 1: // again
        bytes = m_last;
        break;
    case 2:
        bytes = script.bytes(script.below(300));
        break;
    case 3:
        bytes = sealed(script);
        bytes.resize(script.below(bytes.size() + 1));
        break;
    case 4:
    case 5: {
        bytes = sealed(script);
        const std::size_t at = script.below(bytes.size());
        bytes[at] = static_cast<std::uint8_t>(bytes[at] ^ script.byte());
        break;
    }
    default:
        bytes = sealed(script);
    }
    return deliver(bytes, script.below(40));
}

bool Line::deliver(ByteView bytes, std::size_t piece)
{
    for (std::size_t size = piece == 0 ? bytes.size() : piece; !bytes.empty();
         bytes = bytes.subspan(std::min(size, bytes.size()))) {
        m_receiver.feed(bytes.first(std::min(size, bytes.size())));
        try {
            while (const auto opened = m_receiver.next()) {
                const std::vector<Record> &sent = m_sending.account().records;
                const bool clear = m_receiving.account().records.back().protection == ProtectionKind::Null;
                if (clear && m_toleratesClear) {
                    expect(opened->type <= Protocol::Alert, "only change_cipher_spec and alerts in clear");
                    continue;
                }
                if (m_protected) {
                    expect(m_opened < sent.size(), "no more records than were sealed");
                    expect(opened->plaintext == sent[m_opened].plaintext && opened->type == sent[m_opened].type,
                           "the record that was sealed at this place");
                }
                ++m_opened;
            }
        } catch (const RecordFailure &failure) {
            expect(!failure.check.passed && failure.check.alert == static_cast<std::uint8_t>(failure.alert),
                   "a check that says what failed");
            return false;
        }
    }
    return true;
}

} // namespace

void run(ByteView input)
{
    Script script(input);
    const auto version = static_cast<Version>(ssl30 + script.below(5));
    const std::size_t which = script.below(suites().size() + 1);
    const CipherSuite *suite = which == 0 ? nullptr : suites()[which - 1];
    const bool encryptThenMac = script.byte() & 1;
    if (suite && !suite->usableIn(version))
        return;
    Line line(version, suite, encryptThenMac);
    if (version == tls13 && suite) {
        const std::size_t padding = script.below(300);
        line.setTls13(padding, script.below(2000));
    }
    while (!script.done() && line.step(script)) {
    }
}

std::vector<Bytes> seeds()
{
    std::vector<Bytes> list;
    for (std::size_t which = 0; which <= suites().size(); ++which)
        for (std::uint8_t version = 0; version < 5; ++version) {
            if (which > 0 && !suites()[which - 1]->usableIn(static_cast<Version>(ssl30 + version)))
                continue;
            for (std::uint8_t etm = 0; etm < (version == 0 ? 1 : 2); ++etm)
                list.push_back({version, static_cast<std::uint8_t>(which),
                                etm,     7,
                                2,       0,
                                9,       1,
                                0,       6,
                                3,       1,
                                0x40,    1,
                                5,       0,
                                4,       3,
                                0,       20,
                                8,       9,
                                1});
        }
    return list;
}

} // namespace hd::fuzz
