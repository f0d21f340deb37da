// SPDX-License-Identifier: GPL-3.0-or-later
#include "party/tls13options.h"

#include "party/optionvalues.h"

namespace hd::party {

namespace {

constexpr Option pskModesOption{"--psk-modes", "LIST",
                                "of dhe_ke (the default) and ke, which has no forward secrecy, or none"};
constexpr Option paddingOption{"--record-padding", "N", "TLS 1.3: fill up what is sealed to a multiple of N bytes"};
constexpr Option compatibilityOption{"--middlebox-compat", "on|off",
                                     "TLS 1.3: a session id and change_cipher_spec that mean nothing; on"};
constexpr Option authoritiesOption{"--certificate-authorities", "", "TLS 1.3: say whom it trusts"};

constexpr Option clientOptions[] = {
    pskModesOption,
    paddingOption,
    compatibilityOption,
    authoritiesOption,
    {"--key-shares", "LIST", "TLS 1.3: groups to send a share of at once, or none; the first of --groups"},
    {"--early-data", "N", "TLS 1.3: send up to N bytes of --data in the first flight, with --session-in"},
    {"--post-handshake-auth", "", "TLS 1.3: let the server ask for a certificate when the handshake is over"},
    {"--timestamps", "", "ask for timestamps of a log of certificates (RFC 6962)"},
    {"--grease", "", "TLS 1.3: offer values, too, that nobody has defined (RFC 8701)"},
};

constexpr Option serverOptions[] = {
    pskModesOption,
    paddingOption,
    compatibilityOption,
    authoritiesOption,
    {"--early-data", "N", "TLS 1.3: take up to N bytes before the handshake is over; none"},
    {"--anti-replay", "on|off", "TLS 1.3: take early data with a ticket only once; on"},
    {"--post-handshake-auth", "", "TLS 1.3: ask for a client's certificate when the handshake is over"},
    {"--cookie", "", "TLS 1.3: let every client say hello twice"},
};

std::optional<Error> readModes(const Arguments &arguments, std::vector<PskMode> &to)
{
    const std::optional<std::string> list = arguments.value("--psk-modes");
    if (!list)
        return std::nullopt;
    to.clear();
    for (const std::string &word : *list == "none" ? std::vector<std::string>() : wordsOf(*list)) {
        if (word != "ke" && word != "dhe_ke")
            return Error{"there is no mode \"" + word + "\"", "--psk-modes", "ke, dhe_ke, both with a comma, or none"};
        to.push_back(word == "ke" ? PskMode::Ke : PskMode::DheKe);
    }
    return std::nullopt;
}

/// RFC 8446 4.2.8: a share is of a group that is offered.
std::optional<Error> readShares(const Arguments &arguments, PartyConfig &config)
{
    const std::optional<std::string> list = arguments.value("--key-shares");
    if (!list)
        return std::nullopt;
    std::vector<std::uint16_t> &shares = config.tls13.keyShares.emplace();
    if (*list == "none")
        return std::nullopt;
    if (std::optional<Error> error = readCodes(*list, "--key-shares", namedGroups(), "group", "groups", shares))
        return error;
    for (const std::uint16_t share : shares)
        if (arguments.has("--groups") && std::ranges::find(config.groups, share) == config.groups.end())
            return Error{names::group(share) + " is none of --groups", "--key-shares", "name it there, too"};
    return std::nullopt;
}

std::optional<Error> readClient(const Arguments &arguments, PartyConfig &config)
{
    config.tls13.grease = arguments.has("--grease");
    config.tls13.postHandshakeAuth = arguments.has("--post-handshake-auth");
    config.timestamps = arguments.has("--timestamps");
    return readShares(arguments, config);
}

std::optional<Error> readServer(const Arguments &arguments, Tls13Config &config)
{
    config.cookie = arguments.has("--cookie");
    config.antiReplay = true;
    if (std::optional<Error> error = choose(arguments, "--anti-replay", switches, config.antiReplay))
        return error;
    return readNumber(arguments, "--early-data", 0, UINT32_MAX, config.maxEarlyData);
}

} // namespace

std::span<const Option> tls13Options(Side side)
{
    return side == Side::Client ? std::span<const Option>(clientOptions) : serverOptions;
}

std::optional<Error> readTls13(Side side, const Arguments &arguments, PartyConfig &config)
{
    Tls13Config &tls13 = config.tls13;
    tls13.certificateAuthorities = arguments.has("--certificate-authorities");
    std::optional<Error> error = readModes(arguments, tls13.pskModes);
    if (!error)
        error = readNumber(arguments, "--record-padding", 1, 1 << 14, tls13.paddingBlock);
    if (!error)
        error = choose(arguments, "--middlebox-compat", switches, tls13.middleboxCompatibility);
    if (!error)
        error = side == Side::Client ? readClient(arguments, config) : readServer(arguments, tls13);
    return error;
}

} // namespace hd::party
