// SPDX-License-Identifier: GPL-3.0-or-later
#include "capture/fingerprints.h"

#include "crypto/primitives.h"

#include <cctype>

namespace hd::ui {

namespace {

/// RFC 8701 2: both bytes are the same and end in 0xa.
bool isGrease(std::uint16_t value)
{
    return (value & 0x0f0f) == 0x0a0a && value >> 8 == (value & 0xff);
}

std::vector<std::uint16_t> withoutGrease(std::vector<std::uint16_t> values)
{
    std::erase_if(values, isGrease);
    return values;
}

std::vector<std::uint16_t> extensionsOf(const ClientHello &hello)
{
    std::vector<std::uint16_t> types;
    for (const Extension &extension : hello.extensions.list())
        types.push_back(typeOf(extension));
    return withoutGrease(std::move(types));
}

template<class T>
std::string decimals(const std::vector<T> &values)
{
    std::string text;
    for (const T value : values)
        text += (text.empty() ? "" : "-") + std::to_string(value);
    return text;
}

std::string hexOf(std::uint16_t value)
{
    Bytes bytes;
    appendNumber(bytes, value, 2);
    return toHex(bytes);
}

std::string hexList(const std::vector<std::uint16_t> &values)
{
    std::string text;
    for (const std::uint16_t value : values)
        text += (text.empty() ? "" : ",") + hexOf(value);
    return text;
}

std::string twoDigits(std::size_t count)
{
    const std::string text = std::to_string(std::min<std::size_t>(count, 99));
    return text.size() < 2 ? "0" + text : text;
}

/// The highest of supported_versions, and where there are none, that of the hello itself.
std::string versionPart(const ClientHello &hello)
{
    Version version = hello.version;
    if (const SupportedVersions *offered = hello.extensions.get<SupportedVersions>()) {
        const std::vector<std::uint16_t> known = withoutGrease(offered->versions);
        if (!known.empty())
            version = *std::max_element(known.begin(), known.end());
    }
    switch (version) {
    case tls13:
        return "13";
    case tls12:
        return "12";
    case tls11:
        return "11";
    case tls10:
        return "10";
    case ssl30:
        return "s3";
    case ssl20:
        return "s2";
    default:
        return "00";
    }
}

/// First and last character of the first protocol; where one is no letter or digit, the first and last hex digit.
std::string alpnPart(const ClientHello &hello)
{
    const Alpn *alpn = hello.extensions.get<Alpn>();
    if (!alpn || alpn->protocols.empty() || alpn->protocols[0].empty())
        return "00";
    const Bytes &name = alpn->protocols[0];
    const auto plain = [](std::uint8_t c) { return c < 0x80 && std::isalnum(c); };
    if (plain(name.front()) && plain(name.back()))
        return {static_cast<char>(name.front()), static_cast<char>(name.back())};
    const std::string hex = toHex(name);
    return {hex.front(), hex.back()};
}

/// The first twelve digits of the SHA-256.
std::string shortHash(crypto::Context &context, const std::string &text)
{
    constexpr std::size_t digits = 12;
    if (text.empty())
        return std::string(digits, '0');
    return toHex(crypto::digest(context, crypto::Hash::Sha256, {toBytes(text)})).substr(0, digits);
}

} // namespace

std::string ja3TextOf(const ClientHello &hello)
{
    const SupportedGroups *groups = hello.extensions.get<SupportedGroups>();
    const EcPointFormats *formats = hello.extensions.get<EcPointFormats>();
    return std::to_string(hello.version) + "," + decimals(withoutGrease(hello.suites)) + "," +
           decimals(extensionsOf(hello)) + "," + (groups ? decimals(withoutGrease(groups->groups)) : std::string()) +
           "," + (formats ? decimals(formats->formats) : std::string());
}

std::string ja3Of(crypto::Context &context, const ClientHello &hello)
{
    return toHex(crypto::digest(context, crypto::Hash::Md5, {toBytes(ja3TextOf(hello))}));
}

std::string ja4Of(crypto::Context &context, const ClientHello &hello)
{
    std::vector<std::uint16_t> suites = withoutGrease(hello.suites), extensions = extensionsOf(hello);
    std::string text = "t" + versionPart(hello) + (hello.extensions.has<ServerName>() ? "d" : "i") +
                       twoDigits(suites.size()) + twoDigits(extensions.size()) + alpnPart(hello);
    std::sort(suites.begin(), suites.end());
    std::sort(extensions.begin(), extensions.end());
    // What the first part says already is left out here, and the signature algorithms keep their order.
    std::erase_if(extensions, [](std::uint16_t type) { return type == ServerName::type || type == Alpn::type; });
    std::string details = hexList(extensions);
    if (const SignatureAlgorithms *signatures = hello.extensions.get<SignatureAlgorithms>();
        signatures && !details.empty() && !signatures->schemes.empty())
        details += "_" + hexList(withoutGrease(signatures->schemes));
    return text + "_" + shortHash(context, hexList(suites)) + "_" + shortHash(context, details);
}

} // namespace hd::ui
