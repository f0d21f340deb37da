// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "libcryptoaead.h"
#include "recordpair.h"

namespace hd::test {

/// A sender and a receiver in TLS 1.3, both with keys unless told otherwise.
class Tls13Pair : public Pair
{
public:
    explicit Tls13Pair(const CipherSuite &suite, bool readKeys = true) : m_suite(suite)
    {
        for (RecordLayer *layer : {&sender, &receiver})
            layer->expectVersion(tls13);
        sender.installWrite(keys(true));
        if (readKeys)
            installRead();
    }

    void installRead() { receiver.installRead(keys(false)); }
    /// Other keys than the receiver's.
    void installOtherWrite() { sender.installWrite(keys(true, 0x55)); }

    Bytes key(std::uint8_t change = 0) const
    {
        Bytes bytes = counted(m_suite.keyLength, 100);
        bytes[0] ^= change;
        return bytes;
    }
    Bytes iv() const { return counted(12, 200); }

    /// A record of @p inner, sealed by libcrypto; its header says @p outer and @p version.
    Bytes crafted(const Bytes &inner, std::uint64_t sequence = 0, Protocol outer = Protocol::ApplicationData,
                  Version version = tls12) const
    {
        const Bytes head = header(outer, version, inner.size() + m_suite.tagLength);
        Bytes nonce = iv(), number;
        appendNumber(number, sequence, 8);
        for (std::size_t i = 0; i < number.size(); ++i)
            nonce[4 + i] ^= number[i];
        return concat({head, aeadOf(m_suite, key(), nonce, head, inner)});
    }

    const Record &lastOpened() const { return receiving.account().records.back(); }

private:
    std::unique_ptr<Protection> keys(bool sealing, std::uint8_t change = 0) const
    {
        const Bytes value = key(change), vector = iv();
        return makeTls13Protection(context(), m_suite, {{}, value, vector}, sealing);
    }

    const CipherSuite &m_suite;
};

} // namespace hd::test
