// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/der.h"

namespace hd::der {

namespace {

enum Tag : std::uint8_t { Integer = 0x02, BitString = 0x03, OctetString = 0x04, ObjectId = 0x06, Sequence = 0x30 };

/// X.690 8.1.3: lengths below 128 in one byte, longer ones behind the number of their bytes.
Bytes element(Tag tag, std::initializer_list<ByteView> parts)
{
    const Bytes content = concat(parts);
    Bytes made{tag};
    const unsigned width = content.size() < 0x80 ? 0 : content.size() < 0x100 ? 1 : content.size() < 0x10000 ? 2 : 3;
    if (width > 0)
        made.push_back(static_cast<std::uint8_t>(0x80 | width));
    appendNumber(made, content.size(), std::max(width, 1u));
    append(made, content);
    return made;
}

/// Without leading zeros, but with one before what would be read as a sign.
Bytes integer(ByteView number)
{
    while (number.size() > 1 && number.front() == 0)
        number = number.subspan(1);
    const Bytes sign(number.empty() || number.front() >= 0x80 ? 1 : 0);
    return element(Integer, {sign, number});
}

Bytes bits(ByteView bytes)
{
    const Bytes unused{0};
    return element(BitString, {unused, bytes});
}

Bytes privateKey(ByteView algorithm, ByteView key)
{
    const Bytes version{0};
    return element(Sequence, {integer(version), algorithm, element(OctetString, {key})});
}

/// PKCS #3: dhKeyAgreement.
Bytes dhAlgorithm(ByteView p, ByteView g)
{
    const Bytes id{0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x03, 0x01};
    return element(Sequence, {element(ObjectId, {id}), element(Sequence, {integer(p), integer(g)})});
}

bool isMontgomery(std::uint16_t group)
{
    return group == 29 || group == 30;
}

Bytes curveAlgorithm(std::uint16_t group)
{
    const Bytes ecPublicKey{0x2a, 0x86, 0x48, 0xce, 0x3d, 0x02, 0x01};
    Bytes curve;
    if (group == 23)
        curve = {0x2a, 0x86, 0x48, 0xce, 0x3d, 0x03, 0x01, 0x07};
    else if (group == 24 || group == 25)
        curve = {0x2b, 0x81, 0x04, 0x00, static_cast<std::uint8_t>(group == 24 ? 0x22 : 0x23)};
    else if (isMontgomery(group))
        curve = {0x2b, 0x65, static_cast<std::uint8_t>(group == 29 ? 0x6e : 0x6f)};
    if (curve.empty())
        return {};
    if (isMontgomery(group))
        return element(Sequence, {element(ObjectId, {curve})});
    return element(Sequence, {element(ObjectId, {ecPublicKey}), element(ObjectId, {curve})});
}

} // namespace

Bytes privateDh(ByteView p, ByteView g, ByteView x)
{
    return privateKey(dhAlgorithm(p, g), integer(x));
}

Bytes publicDh(ByteView p, ByteView g, ByteView y)
{
    return element(Sequence, {dhAlgorithm(p, g), bits(integer(y))});
}

Bytes privateEc(std::uint16_t group, ByteView scalar)
{
    const Bytes algorithm = curveAlgorithm(group);
    if (algorithm.empty())
        return {};
    if (isMontgomery(group)) // RFC 8410 7: CurvePrivateKey
        return privateKey(algorithm, element(OctetString, {scalar}));
    const Bytes version{1}; // RFC 5915 3: ECPrivateKey
    return privateKey(algorithm, element(Sequence, {integer(version), element(OctetString, {scalar})}));
}

Bytes publicEc(std::uint16_t group, ByteView point)
{
    const Bytes algorithm = curveAlgorithm(group);
    return algorithm.empty() ? Bytes() : element(Sequence, {algorithm, bits(point)});
}

std::string base64Lines(ByteView bytes)
{
    constexpr std::string_view digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    constexpr std::size_t perLine = 48; // bytes in 64 digits
    std::string text;
    for (std::size_t at = 0; at < bytes.size(); at += 3) {
        const std::size_t count = std::min<std::size_t>(3, bytes.size() - at);
        std::uint32_t group = 0;
        for (std::size_t i = 0; i < 3; ++i)
            group = group << 8 | (i < count ? bytes[at + i] : 0u);
        for (std::size_t i = 0; i < 4; ++i)
            text += i <= count ? digits[group >> (18 - 6 * i) & 63] : '=';
        if ((at + 3) % perLine == 0 || at + 3 >= bytes.size())
            text += '\n';
    }
    return text;
}

std::string pem(const std::string &label, ByteView der)
{
    return "-----BEGIN " + label + "-----\n" + base64Lines(der) + "-----END " + label + "-----\n";
}

} // namespace hd::der
