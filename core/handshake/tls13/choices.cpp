// SPDX-License-Identifier: GPL-3.0-or-later
#include "handshake/tls13/choices.h"

#include "handshake/decisiontable.h"

namespace hd::v13 {

/// Why a suite that both support does not do; empty when it does.
static std::string obstacleOf(const CipherSuite *suite, const SuiteNeed &need)
{
    if (!suite || !suite->usableIn(tls13))
        return "not-in-this-version";
    if (need.retried && suite != need.retried)
        return "suite-not-retried";
    if (need.hash && suite->prf != *need.hash)
        return "suite-other-hash";
    return {};
}

Choice<const CipherSuite *> chooseSuite(const std::vector<std::uint16_t> &offered, const PartyConfig &server,
                                        const SuiteNeed &need)
{
    // RFC 8446 4.1.4: "Upon receiving the ServerHello, clients MUST check that the cipher suite supplied in the
    // ServerHello is the same as that in the HelloRetryRequest"; 4.2.11: "The server MUST ensure that it selects a
    // compatible PSK (if any) and cipher suite."
    const char *rule = need.retried ? "suite-retried" : need.hash ? "suite-fits-psk" : "suite-server-preference";
    const char *clause = need.retried ? "RFC 8446 4.1.4" : need.hash ? "RFC 8446 4.2.11" : "RFC 8446 4.1.1";
    Decision decision =
        tableOf(decisionAbout("cipher_suite", rule, clause), offered, server.suites, server.suites, names::suite);
    for (Candidate &row : decision.candidates) {
        if (!row.usable)
            continue;
        const std::string obstacle = obstacleOf(cipherSuite(static_cast<std::uint16_t>(row.code)), need);
        row.usable = obstacle.empty();
        if (!row.usable)
            row.reason = obstacle;
    }
    const std::optional<std::uint16_t> chosen = narrowed<std::uint16_t>(chooseFirst(decision));
    return {chosen ? std::optional(cipherSuite(*chosen)) : std::nullopt, std::move(decision)};
}

std::vector<HashName> hashesInCommon(const std::vector<std::uint16_t> &offered, const PartyConfig &server,
                                     const CipherSuite *retried)
{
    std::vector<HashName> hashes;
    for (const std::uint16_t code : server.suites)
        if (const CipherSuite *suite = cipherSuite(code);
            holds(offered, code) && obstacleOf(suite, {{}, retried}).empty())
            hashes.push_back(suite->prf);
    return hashes;
}

Choice<GroupChoice> chooseGroup(const std::vector<std::uint16_t> &offered, const std::vector<std::uint16_t> &shares,
                                const std::vector<std::uint16_t> &supported,
                                const std::function<std::string(std::uint16_t)> &obstacle)
{
    Decision decision = tableOf(decisionAbout("group", "group-share-sent", "RFC 8446 4.1.1"), offered, supported,
                                supported, names::group);
    Candidate *best = nullptr;
    for (Candidate &row : decision.candidates) {
        const auto group = static_cast<std::uint16_t>(row.code);
        if (!row.usable)
            continue;
        if (!obstacle(group).empty()) {
            row.usable = false;
            row.reason = "group-cannot-run";
            continue;
        }
        const bool better = !best || (holds(shares, group) && !holds(shares, static_cast<std::uint16_t>(best->code)));
        if (better)
            best = &row;
        if (!holds(shares, group))
            row.reason = "group-no-share";
    }
    if (!best) {
        chooseFirst(decision);
        return {std::nullopt, std::move(decision)};
    }
    best->chosen = true;
    best->reason = "chosen";
    decision.chosen = best->name;
    const auto group = static_cast<std::uint16_t>(best->code);
    const bool sent = holds(shares, group);
    if (!sent)
        decision.rule = "group-share-missing";
    return {GroupChoice{group, sent}, std::move(decision)};
}

Choice<std::vector<std::uint16_t>> chooseShares(const std::vector<std::uint16_t> &groups,
                                                const std::optional<std::vector<std::uint16_t>> &wanted,
                                                const std::function<std::string(std::uint16_t)> &obstacle)
{
    Decision decision = decisionAbout("key_share", wanted ? "key-share-wanted" : "key-share-first", "RFC 8446 4.2.8");
    std::vector<std::uint16_t> chosen;
    for (const std::uint16_t group : groups) {
        Candidate row;
        row.code = group;
        row.name = orNumber(names::group(group), group);
        row.offered = true;
        row.supported = obstacle(group).empty();
        row.usable = row.supported;
        row.chosen = row.usable && (wanted ? holds(*wanted, group) : chosen.empty());
        row.reason = row.chosen ? "chosen" : row.usable ? "group-without-share" : "group-cannot-run";
        if (row.chosen) {
            chosen.push_back(group);
            decision.chosen += (decision.chosen.empty() ? "" : ", ") + row.name;
        }
        decision.candidates.push_back(std::move(row));
    }
    if (chosen.empty())
        decision.rule = "key-share-none";
    return {std::move(chosen), std::move(decision)};
}

bool fits(std::uint16_t scheme, const crypto::PublicKey &key)
{
    constexpr std::uint16_t secp256r1 = 23, secp384r1 = 24, secp521r1 = 25;
    constexpr std::uint16_t brainpoolP256r1 = 26, brainpoolP384r1 = 27, brainpoolP512r1 = 28;
    switch (scheme) {
    case 0x0403:
        return key.type() == crypto::KeyType::Ecdsa && key.curve() == secp256r1;
    case 0x0503:
        return key.type() == crypto::KeyType::Ecdsa && key.curve() == secp384r1;
    case 0x0603:
        return key.type() == crypto::KeyType::Ecdsa && key.curve() == secp521r1;
    case 0x081a: // RFC 8734
        return key.type() == crypto::KeyType::Ecdsa && key.curve() == brainpoolP256r1;
    case 0x081b:
        return key.type() == crypto::KeyType::Ecdsa && key.curve() == brainpoolP384r1;
    case 0x081c:
        return key.type() == crypto::KeyType::Ecdsa && key.curve() == brainpoolP512r1;
    default:
        return scheme >> 8 == 0x08 && crypto::fits(scheme, key.type());
    }
}

Choice<std::uint16_t> chooseSignature(const std::vector<std::uint16_t> &accepted, const std::vector<std::uint16_t> &own,
                                      const crypto::PublicKey &key)
{
    Decision decision = tableOf(decisionAbout("signature", "signature-first-fitting-key", "RFC 8446 4.2.3"), accepted,
                                own, own, names::signature);
    for (Candidate &row : decision.candidates) {
        if (!row.usable || fits(static_cast<std::uint16_t>(row.code), key))
            continue;
        row.usable = false;
        row.reason = "key-does-not-fit";
    }
    const std::optional<std::uint16_t> chosen = narrowed<std::uint16_t>(chooseFirst(decision));
    return {chosen, std::move(decision)};
}

Choice<const Credential *> chooseCredential(Side side, const std::vector<std::uint16_t> &accepted,
                                            const std::vector<Bytes> &authorities, const PartyConfig &own)
{
    Decision decision = decisionAbout(
        "certificate", side == Side::Client ? "client-certificate-fits-request" : "certificate-fits-signatures",
        "RFC 8446 4.4.2.2");
    std::optional<const Credential *> chosen;
    for (const Credential &credential : own.credentials) {
        const bool issuerFits =
            authorities.empty() ||
            std::any_of(credential.chain.begin(), credential.chain.end(), [&](const crypto::Certificate &certificate) {
                return holds(authorities, certificate.issuerDer());
            });
        Candidate row;
        row.name = credential.chain.front().subject();
        row.supported = true;
        row.offered = issuerFits || side == Side::Server; // RFC 8446 4.4.2.2: a server sends what it has
        row.usable = row.offered && chooseSignature(accepted, own.signatures, credential.publicKey).chosen.has_value();
        row.reason = !row.offered ? "not-offered" : !row.usable ? "no-common-signature" : "later-in-preference";
        if (row.usable && !chosen)
            chosen = &credential;
        decision.candidates.push_back(std::move(row));
    }
    chooseFirst(decision);
    return {chosen, std::move(decision)};
}

std::vector<std::string> extensionsOf(Place place)
{
    switch (place) {
    case Place::HelloRetryRequest:
        return {"supported_versions", "key_share", "cookie"};
    case Place::CertificateRequest:
        return {"status_request",          "signature_algorithms",      "signed_certificate_timestamp",
                "certificate_authorities", "signature_algorithms_cert", "compress_certificate"};
    case Place::Certificate:
        return {"status_request", "signed_certificate_timestamp"};
    case Place::NewSessionTicket:
        return {"early_data"};
    case Place::ClientHello:
    case Place::ServerHello:
    case Place::EncryptedExtensions:
        break; // what was asked for says more about those
    }
    return {};
}

std::string keyExchangeName(bool psk, std::uint16_t group)
{
    const NamedGroup *named = namedGroup(group);
    const std::string agreed = named && named->kind == GroupKind::Ffdhe ? "DHE" : "ECDHE";
    return psk ? agreed + "_PSK" : agreed;
}

std::optional<PskMode> commonMode(const std::vector<PskMode> &client, const std::vector<PskMode> &server)
{
    for (const PskMode mode : {PskMode::DheKe, PskMode::Ke})
        if (holds(client, mode) && holds(server, mode))
            return mode;
    return std::nullopt;
}

Choice<std::size_t> choosePsk(const std::vector<PskOffer> &offers, const std::vector<HashName> &hashes,
                              const std::vector<PskMode> &clientModes, const std::vector<PskMode> &serverModes)
{
    Decision decision = decisionAbout("psk", "psk-first-known", "RFC 8446 4.2.11");
    const bool modeInCommon = commonMode(clientModes, serverModes).has_value();
    for (std::size_t i = 0; i < offers.size(); ++i) {
        const PskOffer &offer = offers[i];
        Candidate row;
        row.code = static_cast<std::uint32_t>(i);
        row.name = printable(offer.name);
        row.offered = true;
        row.supported = offer.known;
        row.reason = !offer.known                 ? (offer.fromTicket ? "ticket-not-readable" : "psk-unknown")
                     : !offer.obstacle.empty()    ? offer.obstacle
                     : !holds(hashes, offer.hash) ? "psk-other-hash"
                     : !modeInCommon              ? "psk-no-common-mode"
                                                  : "";
        row.usable = row.reason.empty();
        if (row.usable)
            row.reason = "later-in-preference";
        decision.candidates.push_back(std::move(row));
    }
    const std::optional<std::size_t> chosen = narrowed<std::size_t>(chooseFirst(decision));
    if (!chosen)
        decision.rule = "psk-none";
    return {chosen, std::move(decision)};
}

} // namespace hd::v13
