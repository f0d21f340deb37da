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
    Version version;
    std::string name;

    const VersionTraits &traits() const { return traitsOf(version); }
    ProtectionPlan plan() const { return {*suite, traits(), encryptThenMac}; }
    bool cbc() const { return suite->mode == CipherMode::Cbc; }
    std::size_t macLength() const { return crypto::size(crypto::hashOf(suite->mac)); }
    /// Of the IV in each record.
    std::size_t ivLength() const { return cbc() && traits().explicitIv ? suite->blockLength : 0; }
};

/// "AES-128-CCM of 8 SHA-1 TLS 1.2 EtM"
inline std::string nameOf(const CipherSuite &suite, Version version, bool encryptThenMac)
{
    std::string name(suite.mode == CipherMode::Null ? "NULL" : suite.cipher);
    if (suite.aead() && suite.tagLength < 16)
        name += " tag of " + std::to_string(suite.tagLength);
    if (suite.exportable())
        name += " export";
    if (!suite.aead())
        name += " " + names::hashName(suite.mac);
    return name + " " + names::version(version) + (encryptThenMac ? " EtM" : "");
}

/// One suite of each cipher and MAC in each version that can use it, CBC also with encrypt-then-MAC, which is an
/// extension and so nothing for SSL 3.0.
inline const std::vector<Kind> &kinds()
{
    static const std::vector<Kind> all = [] {
        std::vector<Kind> list;
        for (const CipherSuite &suite : cipherSuites())
            for (const Version version : {ssl30, tls10, tls11, tls12})
                for (const bool etm : {false, true}) {
                    const std::string name = nameOf(suite, version, etm);
                    if (suite.usableIn(version) && (!etm || (suite.mode == CipherMode::Cbc && version > ssl30)) &&
                        std::none_of(list.begin(), list.end(), [&](const Kind &kind) { return kind.name == name; }))
                        list.push_back({&suite, etm, version, name});
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
    explicit Keys(const Kind &kind)
        : mac(kind.suite->aead() ? Bytes() : counted(kind.macLength(), 1)),
          key(counted(kind.suite->keyLength, 100)),
          iv(counted(kind.cbc() && kind.ivLength() == 0 ? kind.suite->blockLength : kind.suite->fixedIvLength, 200))
    {}
    operator DirectionKeys() const { return {mac, key, iv}; }
    Bytes mac, key, iv;
};

/// A sender (client) and a receiver (server) with the same keys.
class Pair
{
public:
    explicit Pair(const Kind *kind = nullptr, std::uint8_t compression = nullCompression)
    {
        const Version version = kind ? kind->version : tls12;
        for (RecordLayer *layer : {&sender, &receiver}) {
            layer->setVersion(version);
            layer->expectVersion(version);
        }
        if (kind)
            protect(*kind, compression);
    }

    void protect(const Kind &kind, std::uint8_t compression = nullCompression)
    {
        const Keys keys(kind);
        sender.installWrite(makeProtection(context(), kind.plan(), keys, true), compression);
        receiver.installRead(makeProtection(context(), kind.plan(), keys, false), compression);
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

/// RFC 6101 5.4.2 knows no record_overflow.
inline std::string tooLong(Version version)
{
    return version == ssl30 ? "bad_record_mac by record.length" : "record_overflow by record.length";
}

inline Bytes header(Protocol type, Version version, std::size_t length)
{
    Bytes bytes;
    appendNumber(bytes, static_cast<std::uint64_t>(type), 1);
    appendNumber(bytes, version, 2);
    appendNumber(bytes, length, 2);
    return bytes;
}

/// The first of that cipher, version and order of encryption and MAC.
inline const Kind &kindOf(std::string_view cipher, Version version, bool encryptThenMac = false)
{
    const auto found = std::find_if(kinds().begin(), kinds().end(), [&](const Kind &kind) {
        return kind.suite->cipher == cipher && kind.version == version && kind.encryptThenMac == encryptThenMac;
    });
    if (found == kinds().end())
        qFatal("no such protection");
    return *found;
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
