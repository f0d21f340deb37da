// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// A sender and a receiver of records, in every protection that there is.

#include "print.h"

#include "record/recordlayer.h"

#include <functional>

namespace hd::test {

struct Kind
{
    const CipherSuite *suite;
    bool encryptThenMac;
    std::string name;
};

/// One suite of each cipher and MAC, CBC also with encrypt-then-MAC.
inline const std::vector<Kind> &kinds()
{
    static const std::vector<Kind> all = [] {
        std::vector<Kind> list;
        for (const CipherSuite &suite : cipherSuites())
            for (const bool etm : {false, true}) {
                const std::string name = std::string(suite.mode == CipherMode::Null ? "NULL" : suite.cipher) + " " +
                                         names::hashName(suite.mac) + (etm ? " EtM" : "");
                if ((!etm || suite.mode == CipherMode::Cbc) &&
                    std::none_of(list.begin(), list.end(), [&](const Kind &kind) { return kind.name == name; }))
                    list.push_back({&suite, etm, name});
            }
        return list;
    }();
    return all;
}

inline Bytes counted(std::size_t length, unsigned from = 0)
{
    Bytes bytes(length);
    for (std::size_t i = 0; i < length; ++i)
        bytes[i] = static_cast<std::uint8_t>(from + i);
    return bytes;
}

struct Keys
{
    explicit Keys(const CipherSuite &suite)
        : mac(suite.mac == HashName::None ? Bytes() : counted(crypto::size(crypto::hashOf(suite.mac)), 1)),
          key(counted(suite.keyLength, 100)),
          iv(counted(suite.fixedIvLength, 200))
    {}
    operator DirectionKeys() const { return {mac, key, iv}; }
    Bytes mac, key, iv;
};

/// A sender (client) and a receiver (server) with the same keys.
class Pair
{
public:
    explicit Pair(const Kind *kind = nullptr)
    {
        for (RecordLayer *layer : {&sender, &receiver}) {
            layer->setVersion(tls12);
            layer->expectVersion(tls12);
        }
        if (!kind)
            return;
        const Keys keys(*kind->suite);
        sender.installWrite(
            makeProtection(context(), {*kind->suite, traitsOf(tls12), kind->encryptThenMac}, keys, true));
        receiver.installRead(
            makeProtection(context(), {*kind->suite, traitsOf(tls12), kind->encryptThenMac}, keys, false));
    }

    Bytes sealed(ByteView plaintext, Protocol type = Protocol::ApplicationData)
    {
        sender.write(type, plaintext);
        return sender.takeOutput();
    }

    /// "bad_record_mac by record.mac", or what came out, in hex.
    std::string open(ByteView wire)
    {
        receiver.feed(wire);
        try {
            const auto opened = receiver.next();
            return opened ? toHex(opened->plaintext) : "nothing yet";
        } catch (const RecordFailure &failure) {
            if (failure.check.passed || failure.check.alert != static_cast<std::uint8_t>(failure.alert))
                return "a check that does not say what failed";
            return word(failure.alert) + " by " + failure.check.name;
        }
    }

    static crypto::Context &context()
    {
        static crypto::Context shared;
        return shared;
    }

    Recorder sending{Side::Client}, receiving{Side::Server};
    SeededEntropy entropy{1, "records"};
    RecordLayer sender{sending, entropy}, receiver{receiving, entropy};
};

inline const std::string badMac = "bad_record_mac by record.mac";

inline Bytes header(Protocol type, Version version, std::size_t length)
{
    Bytes bytes;
    appendNumber(bytes, static_cast<std::uint64_t>(type), 1);
    appendNumber(bytes, version, 2);
    appendNumber(bytes, length, 2);
    return bytes;
}

inline void rowPerKind(std::function<bool(const Kind &)> wanted = nullptr)
{
    QTest::addColumn<qsizetype>("index");
    for (std::size_t i = 0; i < kinds().size(); ++i)
        if (!wanted || wanted(kinds()[i]))
            QTest::newRow(row(kinds()[i].name).constData()) << qsizetype(i);
}

inline const Kind &fetched()
{
    QFETCH(qsizetype, index);
    return kinds()[static_cast<std::size_t>(index)];
}

} // namespace hd::test
