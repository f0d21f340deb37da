// SPDX-License-Identifier: GPL-3.0-or-later
#include "handshake/hellos.h"

#include "crypto/names.h"

#include <bit>

namespace hd {

std::optional<Sentinel> sentinelFor(Version highest, Version spoken)
{
    if (highest >= tls13 && spoken == tls12)
        return sentinelOfTls12;
    if (highest >= tls12 && spoken < tls12)
        return sentinelOfTls11;
    return std::nullopt;
}

static bool isCurve(std::uint16_t group)
{
    return namedGroup(group) &&
           (namedGroup(group)->kind == GroupKind::Ec || namedGroup(group)->kind == GroupKind::Montgomery);
}

static void addGroups(Extensions &extensions, std::vector<std::uint16_t> groups, Version highest, bool pointFormats)
{
    // A hybrid of a curve and ML-KEM has its place in key_share alone.
    if (highest < tls13)
        std::erase_if(groups, [](std::uint16_t group) {
            const NamedGroup *named = namedGroup(group);
            return named && named->kind == GroupKind::Hybrid;
        });
    if (groups.empty())
        return;
    extensions.add(SupportedGroups{groups});
    if (pointFormats && std::any_of(groups.begin(), groups.end(), isCurve))
        extensions.add(EcPointFormats{{0}});
}

Extensions offeredExtensions(const PartyConfig &config, const HelloKind &kind)
{
    Extensions extensions;
    if (!traitsOf(kind.highest).extensions) { // RFC 5746 4.5: the one that SSL 3.0 knows, within a connection
        extensions.add(RenegotiationInfo{kind.renegotiatedConnection});
        return extensions;
    }
    const bool older = lowestOf(config.versions) < tls13;
    if (!config.serverName.empty())
        extensions.add(ServerName{{{0, toBytes(config.serverName)}}});
    if (older && config.extendedMasterSecret != Wish::Off)
        extensions.add(ExtendedMasterSecret{});
    // RFC 5746 4.2: within a connection also a client that gave the signalling value first
    if (older && (config.renegotiationSignal == RenegotiationSignal::Info ||
                  (kind.renegotiating && config.renegotiationSignal == RenegotiationSignal::Scsv)))
        extensions.add(RenegotiationInfo{kind.renegotiatedConnection});
    addGroups(extensions, config.groups, kind.highest, older);
    if (older && config.sessionTicket)
        extensions.add(SessionTicket{kind.ticket});
    if (!config.alpn.empty()) {
        Alpn alpn;
        for (const std::string &protocol : config.alpn)
            alpn.protocols.push_back(toBytes(protocol));
        extensions.add(std::move(alpn));
    }
    if (older && config.encryptThenMac)
        extensions.add(EncryptThenMac{});
    if (config.statusRequest)
        extensions.add(StatusRequest{});
    if (config.maxFragmentLength != 0)
        extensions.add(MaxFragmentLength{static_cast<std::uint8_t>(std::bit_width(config.maxFragmentLength) - 9)});
    if (config.recordSizeLimit != 0)
        extensions.add(RecordSizeLimit{config.recordSizeLimit});
    if (config.timestamps)
        extensions.add(SignedCertificateTimestamp{});
    // RFC 5246 7.4.1.4.1: "Clients prior to TLS 1.2 ... MUST NOT offer this extension"
    if (!config.signatures.empty() && traitsOf(kind.highest).signatureAlgorithms)
        extensions.add(SignatureAlgorithms{config.signatures});
    return extensions;
}

VersionOffer versionsOffered(const ClientHello &hello)
{
    VersionOffer offer{hello.version};
    if (const SupportedVersions *supported = hello.extensions.get<SupportedVersions>())
        offer.supported = supported->versions;
    return offer;
}

Version highestOf(const std::vector<Version> &versions)
{
    return *std::max_element(versions.begin(), versions.end());
}

Version lowestOf(const std::vector<Version> &versions)
{
    return *std::min_element(versions.begin(), versions.end());
}

bool requireServerName(Party &server, const Extensions &extensions)
{
    const ServerName *sent = extensions.get<ServerName>();
    if (!sent)
        return false;
    std::vector<std::string> types;
    for (const ServerName::Entry &entry : sent->names)
        types.push_back(nameOr(names::nameType(entry.nameType), entry.nameType));
    // RFC 6066 3: "The ServerNameList MUST NOT contain more than one name of the same name_type."
    server.requireDistinct("client_hello.server_name", types);
    const PartyConfig &config = server.config();
    std::vector<std::string> known;
    for (const Credential &credential : config.credentials)
        for (std::string &name : credential.chain.front().dnsNames())
            known.push_back(std::move(name));
    const auto isKnown = [&](const std::string &name) {
        return std::any_of(known.begin(), known.end(),
                           [&name](const std::string &presented) { return crypto::matchesDnsName(presented, name); });
    };
    bool nameKnown = false;
    for (const ServerName::Entry &entry : sent->names) {
        const std::string name(entry.hostName.begin(), entry.hostName.end());
        nameKnown = isKnown(name);
        if (nameKnown || config.unknownName == UnknownName::Ignore)
            continue;
        // RFC 6066 3: a server may abort with a fatal unrecognized_name or go on; a warning is a risk with some
        // clients, and TLS 1.3 has none (RFC 8446 6)
        if (config.unknownName == UnknownName::Refuse)
            server.requireMember("client_hello.server_name_known", known, {name});
        const std::optional<Alert> alert = server.spoken(Alert::UnrecognizedName);
        if (alert && server.wire().version < tls13)
            server.sendOther(AlertMessage{AlertLevel::Warning, *alert});
    }
    return nameKnown;
}

std::string requireAlpn(Party &server, const Extensions &extensions)
{
    const Alpn *alpn = extensions.get<Alpn>();
    if (!alpn || server.config().alpn.empty())
        return {};
    std::vector<std::string> offered;
    for (const Bytes &protocol : alpn->protocols)
        offered.emplace_back(protocol.begin(), protocol.end());
    // RFC 7301 3.2: "In the event that the server supports no protocols that the client advertises, then the server
    // SHALL respond with a fatal "no_application_protocol" alert."
    return server.require("client_hello.alpn", chooseAlpn(offered, server.config().alpn));
}

std::string requireAnsweredAlpn(Party &client, std::string_view check, const Extensions &extensions)
{
    const Alpn *alpn = extensions.get<Alpn>();
    if (!alpn)
        return {};
    std::vector<std::string> chosen;
    for (const Bytes &protocol : alpn->protocols)
        chosen.emplace_back(protocol.begin(), protocol.end());
    // RFC 7301 3.1: "The "ProtocolNameList" MUST contain exactly one "ProtocolName"."
    std::string one = chosen.size() == 1 ? chosen.front() : std::to_string(chosen.size()) + " names: " + joined(chosen);
    client.requireMember(check, client.config().alpn, {one});
    return one;
}

std::vector<std::string> namesOf(const Extensions &extensions)
{
    std::vector<std::string> words;
    for (const Extension &extension : extensions.list())
        words.push_back(nameOr(names::extension(typeOf(extension)), typeOf(extension)));
    return words;
}

const crypto::Certificate &issuerOf(const std::vector<crypto::Certificate> &chain,
                                    const std::vector<crypto::Certificate> &anchors)
{
    if (chain.size() > 1)
        return chain[1];
    const Bytes issuer = chain.front().issuerDer();
    for (const crypto::Certificate &anchor : anchors)
        if (anchor.subjectDer() == issuer)
            return anchor;
    return chain.front();
}

std::string keyTypeName(crypto::KeyType type)
{
    switch (type) {
    case crypto::KeyType::Rsa:
        return "RSA";
    case crypto::KeyType::RsaPss:
        return "RSA-PSS";
    case crypto::KeyType::Ecdsa:
        return "ECDSA";
    case crypto::KeyType::Dsa:
        return "DSA";
    case crypto::KeyType::Ed25519:
        return "Ed25519";
    case crypto::KeyType::Ed448:
        return "Ed448";
    case crypto::KeyType::Other:
        break;
    }
    return "another type";
}

} // namespace hd
