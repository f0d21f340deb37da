// SPDX-License-Identifier: GPL-3.0-or-later
#include "messages/context.h"

#include <chrono>
#include <ctime>

namespace hd {

static std::string utc(std::uint64_t seconds)
{
    const std::time_t time = static_cast<std::time_t>(seconds);
    std::tm parts{};
    gmtime_r(&time, &parts);
    char text[32];
    std::strftime(text, sizeof text, "%Y-%m-%d %H:%M:%S UTC", &parts);
    return text;
}

void describeRandom(FieldCodec &c, Bytes &random)
{
    constexpr std::ptrdiff_t timeSize = 4, bytesSize = 28;
    Bytes time, bytes;
    if (!c.reading()) {
        time.assign(random.begin(), random.begin() + timeSize);
        bytes.assign(random.begin() + timeSize, random.end());
    }
    c.group("random", [&] {
        c.fixed("gmt_unix_time", timeSize, time);
        c.fixed("random_bytes", bytesSize, bytes);
    });
    if (c.reading())
        random = concat({time, bytes});
}

void settleTime(FieldCodec &c, const Bytes &random)
{
    std::uint32_t time = 0;
    for (std::size_t i = 0; i < sizeof time; ++i)
        time = time << 8 | random[i];
    c.settle("random.gmt_unix_time", time, utc(time));
}

void describeSignatureAlgorithm(FieldCodec &c, std::string_view name, std::uint16_t &scheme)
{
    std::uint8_t hash = static_cast<std::uint8_t>(scheme >> 8);
    std::uint8_t signature = static_cast<std::uint8_t>(scheme);
    c.group(name, [&] {
        c.number("hash", 1, hash, names::hash);
        c.number("signature", 1, signature, names::signatureAlgorithm);
    });
    scheme = static_cast<std::uint16_t>(hash << 8 | signature);
    c.explain(names::signature(scheme));
}

void describeSigned(FieldCodec &c, const WireContext &w, std::uint16_t &scheme, Bytes &signature)
{
    if (traitsOf(w.version).signatureAlgorithms)
        describeSignatureAlgorithm(c, "algorithm", scheme);
    c.opaque("signature", 2, signature);
}

} // namespace hd
