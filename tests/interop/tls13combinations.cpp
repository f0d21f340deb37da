// SPDX-License-Identifier: GPL-3.0-or-later
#include "tls13combinations.h"

#include "pairwise.h"

#include <array>

namespace hd::test {

std::span<const Signer> signers()
{
    static constexpr Signer all[] = {
        {0x0804, "server-rsa"},  {0x0805, "server-rsa"},     {0x0806, "server-rsa"},   {0x0809, "server-pss"},
        {0x080a, "server-pss"},  {0x080b, "server-pss"},     {0x0403, "server-ecdsa"}, {0x0503, "server-p384"},
        {0x0603, "server-p521"}, {0x0807, "server-ed25519"}, {0x0808, "server-ed448"},
    };
    return all;
}

std::string Tls13Combination::clientCredential() const
{
    switch (client) {
    case Tls13Client::RequiredRsa:
        return "client-rsa";
    case Tls13Client::RequiredEcdsa:
        return "client-ecdsa";
    case Tls13Client::RequiredEd25519:
        return "client-ed25519";
    case Tls13Client::NotAsked:
    case Tls13Client::AskedNoneGiven:
        break;
    }
    return {};
}

EarlyData Tls13Combination::earlyOutcome() const
{
    if (!byTicket() || early == EarlyData::None)
        return EarlyData::None;
    return retriesAgain() ? EarlyData::Rejected : early;
}

std::string Tls13Combination::text() const
{
    static constexpr std::array clients{"no client certificate asked", "client certificate asked, none given",
                                        "RSA client certificate", "ECDSA client certificate",
                                        "Ed25519 client certificate"};
    static constexpr std::array agains{"", ", then by ticket with psk_dhe_ke", ", then by ticket with psk_ke",
                                       ", then by external key with psk_dhe_ke", ", then by external key with psk_ke"};
    static constexpr std::array earlies{"", ", early data accepted", ", early data rejected"};
    static constexpr std::array retries{"", ", asked for the group", ", asked for a cookie", ", asked for both"};
    static constexpr std::array updates{"",
                                        ", we update keys",
                                        ", they update keys",
                                        ", we update keys and ask",
                                        ", they update keys and ask",
                                        ", both update keys and ask"};
    static constexpr std::array paddings{"", ", we pad", ", they pad"};
    const auto index = [](auto value) { return static_cast<std::size_t>(value); };
    return std::string(ours == Side::Client ? "our client, " : "our server, ") + std::string(suite->name) + ", " +
           std::string(group->name) + ", " + names::signature(signer.scheme) + ", " + clients[index(client)] +
           agains[index(again)] + earlies[index(early)] + retries[index(retry)] + updates[index(update)] +
           paddings[index(padded)] + (compatible ? "" : ", not compatible") + ", chunking " +
           std::to_string(index(chunking)) + ", closed by " + (closedByUs ? "us" : "them");
}

std::vector<Tls13Combination> tls13Combinations(Side ours, const CipherSuite &suite, std::size_t turn)
{
    const auto groups = tls13Groups();
    constexpr std::size_t clients = 5, agains = 5, earlies = 3, retries = 4, updates = 6, paddings = 3, either = 2;
    std::vector<Tls13Combination> all;
    for (const std::vector<std::size_t> &row : pairwise({groups.size(), signers().size(), clients, agains, earlies,
                                                         retries, updates, paddings, either, chunkingCount, either},
                                                        turn)) {
        Tls13Combination combination{ours, &suite, groups[row[0]], signers()[row[1]]};
        combination.client = static_cast<Tls13Client>(row[2]);
        combination.again = static_cast<Tls13Again>(row[3]);
        combination.early = static_cast<EarlyData>(row[4]);
        combination.retry = static_cast<Retry>(row[5]);
        combination.update = static_cast<Update>(row[6]);
        combination.padded = static_cast<Padded>(row[7]);
        combination.compatible = row[8] == 0;
        combination.chunking = static_cast<Chunking>(row[9]);
        combination.closedByUs = row[10] == 0;
        all.push_back(combination);
    }
    return all;
}

PreSharedKey externalKey(const CipherSuite &suite)
{
    return {"somebody@hellodone.test", toBytes("a key that both have from elsewhere"), suite.prf};
}

namespace {

/// One that is not the group at hand, and that both can do.
std::uint16_t anotherGroup(const NamedGroup &group)
{
    constexpr std::uint16_t secp256r1 = 23, x25519 = 29;
    return group.code == x25519 ? secp256r1 : x25519;
}

ClientAuth authOf(Tls13Client client)
{
    switch (client) {
    case Tls13Client::NotAsked:
        return ClientAuth::None;
    case Tls13Client::AskedNoneGiven:
        return ClientAuth::Request;
    case Tls13Client::RequiredRsa:
    case Tls13Client::RequiredEcdsa:
    case Tls13Client::RequiredEd25519:
        break;
    }
    return ClientAuth::Require;
}

/// The server's first, then one for each client certificate.
std::vector<std::uint16_t> schemesOf(const Tls13Combination &combination)
{
    std::vector<std::uint16_t> schemes{combination.signer.scheme};
    static constexpr std::uint16_t clients[] = {0x0804, 0x0403, 0x0807};
    for (const std::uint16_t scheme : clients)
        if (scheme != combination.signer.scheme)
            schemes.push_back(scheme);
    return schemes;
}

std::string joined(const std::vector<std::uint16_t> &codes, std::string (*name)(std::uint16_t))
{
    std::string text;
    for (const std::uint16_t code : codes)
        text += (text.empty() ? "" : ":") + name(code);
    return text;
}

std::string libsslGroup(std::uint16_t code)
{
    const NamedGroup &group = *namedGroup(code);
    return std::string(group.openssl.empty() ? group.name : group.openssl);
}

PartyConfig configOf(const Tls13Combination &combination, Tls13Identities &identities)
{
    const bool client = combination.ours == Side::Client;
    PartyConfig us;
    us.versions = {tls13};
    us.suites = {combination.suite->code};
    us.groups = {combination.group->code};
    us.signatures = schemesOf(combination);
    us.anchors = identities.anchors();
    us.serverName = client ? serverHost : "";
    us.clientAuth = authOf(combination.client);
    us.tls13.middleboxCompatibility = combination.compatible;
    us.tls13.paddingBlock = combination.padded == Padded::Us ? 64 : 0;
    const std::string own = client ? combination.clientCredential() : combination.signer.credential;
    if (!own.empty())
        us.credentials = {identities.ours(own)};
    if (client && combination.retriesForGroup()) {
        us.groups = {anotherGroup(*combination.group), combination.group->code};
        us.tls13.keyShares = std::vector{us.groups.front()};
    }
    if (!client) {
        us.tickets = combination.byTicket();
        us.tls13.cookie = combination.retriesForCookie();
        us.tls13.maxEarlyData = combination.early == EarlyData::None ? 0 : 1 << 14;
    }
    return us;
}

} // namespace

Setting settingOf(const Tls13Combination &combination, Tls13Identities &identities)
{
    const bool client = combination.ours == Side::Client;
    Setting setting;
    setting.ours = combination.ours;
    setting.clock = demonstrationClock;
    setting.chunking = combination.chunking;
    setting.us = configOf(combination, identities);

    const PartyConfig &us = setting.us;
    LibsslOptions &them = setting.them;
    them.lowest = them.highest = tls13;
    them.groups = libsslGroup(combination.group->code);
    them.signatures = joined(us.signatures, [](std::uint16_t code) { return names::signature(code); });
    them.tickets = client ? combination.byTicket() : true;
    them.anchors = us.anchors;
    them.serverName = client ? "" : serverHost;
    them.clientAuth = us.clientAuth;
    them.tls13.suites = combination.suite->name;
    them.tls13.pskAlone = combination.pskAlone();
    them.tls13.middleboxCompatibility = combination.compatible;
    them.tls13.paddingBlock = combination.padded == Padded::Them ? 64 : 0;
    const std::string peers = client ? combination.signer.credential : combination.clientCredential();
    if (!peers.empty())
        them.credentials = {identities.theirs(peers)};
    if (!client && combination.retriesForGroup())
        them.groups = libsslGroup(anotherGroup(*combination.group)) + ":" + them.groups;
    if (client) {
        them.tls13.cookie = combination.retriesForCookie();
        them.tls13.maxEarlyData = combination.early == EarlyData::None ? 0 : 1 << 14;
        them.tls13.takesEarlyData = combination.early != EarlyData::Rejected;
        if (combination.retriesForCookie())
            setting.chunking = Chunking::Whole; // SSL_stateless() takes a client_hello at once
    }
    return setting;
}

} // namespace hd::test
