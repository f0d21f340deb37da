// SPDX-License-Identifier: GPL-3.0-or-later
#include "handshake/negotiation.h"

#include "handshake/decisiontable.h"

namespace hd {

namespace {

bool isFfdhe(std::uint16_t group)
{
    return group >= 256 && group <= 511; // RFC 7919 2: the code points set aside for finite fields
}

} // namespace

std::uint16_t signatureOf(crypto::KeyType key)
{
    constexpr std::uint16_t dsaSha1 = 0x0202, ecdsaSha1 = 0x0203;
    switch (key) {
    case crypto::KeyType::Dsa:
        return dsaSha1;
    case crypto::KeyType::Ecdsa:
        return ecdsaSha1;
    default:
        return rsaPkcs1Md5Sha1;
    }
}

/// Before TLS 1.2 there is nothing to choose, and two kinds of keys that cannot sign at all.
static Choice<std::uint16_t> onlySignature(const crypto::PublicKey &key)
{
    const std::uint16_t scheme = signatureOf(key.type());
    Decision decision = decisionAbout("signature", "signature-by-key", "RFC 4346 7.4.3");
    Candidate row;
    row.code = scheme;
    row.name = names::signatureForm(scheme);
    row.offered = row.supported = true;
    row.usable = crypto::fits(scheme, key.type());
    row.reason = "key-does-not-fit";
    decision.candidates.push_back(std::move(row));
    const std::optional<std::uint16_t> chosen = narrowed<std::uint16_t>(chooseFirst(decision));
    return {chosen, std::move(decision)};
}

Choice<std::uint16_t> chooseSignature(const VersionTraits &traits, const std::vector<std::uint16_t> &accepted,
                                      const std::vector<std::uint16_t> &own, const crypto::PublicKey &key)
{
    if (!traits.signatureAlgorithms)
        return onlySignature(key);
    Decision decision = tableOf(decisionAbout("signature", "signature-first-fitting-key", "RFC 5246 7.4.1.4.1"),
                                accepted, own, own, names::signature);
    const crypto::KeyType type = key.type();
    for (Candidate &row : decision.candidates) {
        if (row.usable && !crypto::fits(static_cast<std::uint16_t>(row.code), type)) {
            row.usable = false;
            row.reason = "key-does-not-fit";
        }
    }
    const std::optional<std::uint16_t> chosen = narrowed<std::uint16_t>(chooseFirst(decision));
    return {chosen, std::move(decision)};
}

/// The server's own parameters leave no choice.
static Choice<std::uint16_t> ownParameters(const crypto::DhParameters &parameters)
{
    Decision decision = decisionAbout("group", "group-server-alone", "RFC 5246 7.4.3");
    Candidate row;
    row.name = crypto::nameOf(parameters);
    row.offered = row.supported = row.usable = true;
    decision.candidates.push_back(std::move(row));
    const std::optional<std::uint16_t> chosen = narrowed<std::uint16_t>(chooseFirst(decision));
    return {chosen, std::move(decision)};
}

Choice<std::uint16_t> chooseGroup(const ClientOffer &offer, const PartyConfig &server, const CipherSuite &suite)
{
    const bool finite = suite.usesDh();
    if (finite && server.dhParameters)
        return ownParameters(*server.dhParameters);
    const auto ofKind = [finite](std::vector<std::uint16_t> groups) {
        std::erase_if(groups, [finite](std::uint16_t group) {
            const NamedGroup *named = namedGroup(group);
            return isFfdhe(group) != finite || (named && named->kind == GroupKind::Hybrid); // those are of TLS 1.3
        });
        return groups;
    };
    std::vector<std::uint16_t> supported = ofKind(server.groups);
    std::vector<std::uint16_t> offered = ofKind(offer.groups.value_or(std::vector<std::uint16_t>{}));
    const char *rule = "group-server-preference";
    const char *clause = finite ? "RFC 7919 4" : "RFC 8422 5.1";
    if (finite && offered.empty()) {
        // RFC 7919 4: a client that names no FFDHE group leaves the choice to the server, as RFC 5246 has it
        rule = "group-server-alone";
        supported = offered = {server.dhGroup};
    } else if (!finite && !offer.groups) {
        // RFC 8422 4: without the extension a server is free to choose any of its curves
        rule = "group-server-alone";
        offered = supported;
    }
    Decision decision = tableOf(decisionAbout("group", rule, clause), offered, supported, supported, names::group);
    const std::optional<std::uint16_t> chosen = narrowed<std::uint16_t>(chooseFirst(decision));
    return {chosen, std::move(decision)};
}

static bool fits(const CipherSuite &suite, const Credential &credential, const ClientOffer &offer)
{
    const crypto::KeyType type = credential.publicKey.type();
    switch (suite.authentication) {
    case Authentication::Rsa:
        // RFC 4055 1.2: an RSASSA-PSS key does nothing but sign with PSS, which only TLS 1.2 can say
        return type == crypto::KeyType::Rsa ||
               (type == crypto::KeyType::RsaPss && suite.ephemeral() && traitsOf(offer.version).signatureAlgorithms);
    case Authentication::Dss:
        return type == crypto::KeyType::Dsa;
    case Authentication::Ecdsa:
        if (type == crypto::KeyType::Ed25519 || type == crypto::KeyType::Ed448)
            return traitsOf(offer.version).signatureAlgorithms; // RFC 8422 5.10
        // RFC 8422 5.1: the curve of an ECDSA certificate must be one that the client named too
        return type == crypto::KeyType::Ecdsa && (!offer.groups || holds(*offer.groups, credential.publicKey.curve()));
    case Authentication::Anonymous:
    case Authentication::Psk:
    case Authentication::Separate:
        break;
    }
    return false;
}

/// RFC 2246 D.1 and the export rules of its time: a temporary RSA key or a DH prime of at most 512 bits.
static bool canExport(const CipherSuite &suite, const PartyConfig &server)
{
    constexpr std::uint64_t exportBits = 512;
    if (suite.usesDh())
        return server.dhParameters && crypto::bitsOf(server.dhParameters->p) <= exportBits;
    return server.exportRsaKey.has_value();
}

/// What stands in the way of @p suite whatever certificate there is; empty when nothing does.
static std::string obstacleOfItself(const CipherSuite &suite, const ClientOffer &offer, const PartyConfig &server)
{
    if (!suite.usableIn(offer.version))
        return "not-in-this-version";
    if (suite.keyMaterial * 8U < server.minimumSecurityBits)
        return std::string(tooWeak);
    if (suite.usesPsk() && server.psks.empty())
        return "no-pre-shared-key";
    if (suite.exportable() && !canExport(suite, server))
        return "no-export-key";
    if (suite.ephemeral() && !chooseGroup(offer, server, suite).chosen)
        return "no-common-group";
    return {};
}

/// Why @p suite cannot be used; empty when it can, and then @p credential is the first that fits.
static std::string obstacle(const CipherSuite &suite, const ClientOffer &offer, const PartyConfig &server,
                            const Credential *&credential)
{
    std::string reason = obstacleOfItself(suite, offer, server);
    if (!reason.empty() || !suite.certified())
        return reason;
    reason = "no-certificate-for-it";
    const bool signs = suite.signsParameters() && (suite.ephemeral() || suite.exportable());
    for (const Credential &candidate : server.credentials) {
        if (!fits(suite, candidate, offer))
            continue;
        if (signs && !chooseSignature(traitsOf(offer.version), offer.signatures, server.signatures, candidate.publicKey)
                          .chosen) {
            reason = "no-common-signature";
            continue;
        }
        credential = &candidate;
        return {};
    }
    return reason;
}

Choice<SuiteChoice> chooseSuite(const ClientOffer &offer, const PartyConfig &server)
{
    Decision decision = tableOf(decisionAbout("cipher_suite", "suite-server-preference", "RFC 5246 7.4.1.3"),
                                offer.suites, server.suites, server.suites, names::suite);
    std::optional<SuiteChoice> chosen;
    for (Candidate &row : decision.candidates) {
        if (row.code == emptyRenegotiationInfoScsv || row.code == fallbackScsv) {
            row.usable = false;
            row.reason = "signalling-value";
            continue;
        }
        const CipherSuite *suite = row.usable ? cipherSuite(static_cast<std::uint16_t>(row.code)) : nullptr;
        if (!suite)
            continue;
        const Credential *credential = nullptr;
        std::string reason = obstacle(*suite, offer, server, credential);
        if (!reason.empty()) {
            row.usable = false;
            row.reason = std::move(reason);
        } else if (!chosen) {
            chosen = SuiteChoice{suite, credential};
        }
    }
    chooseFirst(decision);
    return {chosen, std::move(decision)};
}

Choice<std::uint8_t> chooseCompression(const std::vector<std::uint8_t> &offered, bool deflate)
{
    const std::vector<std::uint16_t> wide(offered.begin(), offered.end());
    const std::vector<std::uint16_t> supported =
        deflate ? std::vector<std::uint16_t>{1, 0} : std::vector<std::uint16_t>{0};
    Decision decision =
        tableOf(decisionAbout("compression", deflate ? "compression-server-preference" : "compression-null-only",
                              "RFC 5246 7.4.1.3"),
                wide, supported, supported, names::compression);
    const std::optional<std::uint8_t> chosen = narrowed<std::uint8_t>(chooseFirst(decision));
    return {chosen, std::move(decision)};
}

/// Rows for things that have no number.
static Decision tableOfNames(Decision decision, const std::vector<std::string> &offered,
                             const std::vector<std::string> &supported)
{
    std::vector<std::string> all = supported;
    for (const std::string &name : offered)
        if (!holds(all, name))
            all.push_back(name);
    for (const std::string &name : all) {
        Candidate row;
        row.name = printable(name);
        row.offered = holds(offered, name);
        row.supported = holds(supported, name);
        row.usable = row.offered && row.supported;
        row.reason = !row.offered ? "not-offered" : !row.supported ? "not-supported" : "later-in-preference";
        decision.candidates.push_back(std::move(row));
    }
    return decision;
}

Choice<std::string> chooseAlpn(const std::vector<std::string> &offered, const std::vector<std::string> &supported)
{
    Decision decision =
        tableOfNames(decisionAbout("alpn", "alpn-server-preference", "RFC 7301 3.2"), offered, supported);
    chooseFirst(decision);
    const auto chosen = std::find_if(supported.begin(), supported.end(),
                                     [&offered](const std::string &name) { return holds(offered, name); });
    return {chosen == supported.end() ? std::nullopt : std::optional(*chosen), std::move(decision)};
}

std::uint8_t certificateTypeOf(crypto::KeyType key)
{
    constexpr std::uint8_t rsaSign = 1, dssSign = 2, ecdsaSign = 64;
    switch (key) {
    case crypto::KeyType::Dsa:
        return dssSign;
    case crypto::KeyType::Ecdsa:
    case crypto::KeyType::Ed25519:
    case crypto::KeyType::Ed448:
        return ecdsaSign;
    default:
        return rsaSign;
    }
}

Choice<const Credential *> chooseClientCertificate(const VersionTraits &traits, const CertificateWish &wish,
                                                   const PartyConfig &client)
{
    Decision decision = decisionAbout("certificate", "client-certificate-fits-request", "RFC 5246 7.4.6");
    std::optional<const Credential *> chosen;
    for (const Credential &credential : client.credentials) {
        const bool issuerFits =
            wish.authorities.empty() ||
            std::any_of(credential.chain.begin(), credential.chain.end(), [&](const crypto::Certificate &certificate) {
                return holds(wish.authorities, certificate.issuerDer());
            });
        Candidate row;
        row.name = credential.chain.front().subject();
        row.supported = true;
        row.offered = holds(wish.types, certificateTypeOf(credential.publicKey.type())) && issuerFits;
        row.usable =
            row.offered &&
            chooseSignature(traits, wish.signatures, client.signatures, credential.publicKey).chosen.has_value();
        row.reason = !row.offered ? "not-offered" : !row.usable ? "no-common-signature" : "later-in-preference";
        if (row.usable && !chosen)
            chosen = &credential;
        decision.candidates.push_back(std::move(row));
    }
    chooseFirst(decision);
    return {chosen, std::move(decision)};
}

/// What stands in the way of taking up @p session again; empty when nothing does.
static std::string obstacle(const SessionState *session, const ResumptionOffer &offer, const PartyConfig &server,
                            const char *unknown)
{
    if (!session)
        return unknown;
    if (session->lifetime != 0 && session->established + session->lifetime < offer.now)
        return "session-expired";
    if (session->version != offer.version)
        return "session-other-version";
    // RFC 5246 7.4.1.2: the list "MUST include at least the cipher_suite from that session"
    if (!holds(offer.suites, session->suite) || !holds(server.suites, session->suite))
        return "session-suite-not-offered";
    // and the compression method too
    if (!holds(offer.compressionMethods, session->compression) || (session->compression != 0 && !server.deflate))
        return "session-compression-not-offered";
    // RFC 6066 3: a server "MUST NOT accept the request to resume the session if the server_name extension contains a
    // different name"
    if (session->serverName != offer.serverName)
        return "session-other-name";
    // RFC 7627 5.3: without it then and with it now: a full handshake; the other way round is no choice but an error
    if (!session->extendedMasterSecret && offer.extendedMasterSecret)
        return "session-without-ems";
    if (server.clientAuth == ClientAuth::Require && !session->clientAuthenticated)
        return "session-not-authenticated";
    return {};
}

Choice<const SessionState *> chooseSession(const ResumptionOffer &offer, const PartyConfig &server)
{
    Decision decision = decisionAbout("session", "session-resumed-if-known", "RFC 5246 7.4.1.3");
    std::optional<const SessionState *> chosen;
    const auto consider = [&](const char *name, bool sent, const SessionState *session, const char *unknown) {
        if (!sent)
            return;
        Candidate row;
        row.name = name;
        row.offered = true;
        row.supported = session != nullptr;
        row.reason = obstacle(session, offer, server, unknown);
        row.usable = row.reason.empty();
        if (row.usable && !chosen)
            chosen = session;
        row.reason = row.usable ? "later-in-preference" : row.reason;
        decision.candidates.push_back(std::move(row));
    };
    consider("session_ticket", offer.ticketSent, offer.byTicket, "ticket-not-readable");
    consider("session_id", offer.idSent, offer.byId, "session-unknown");
    chooseFirst(decision);
    decision.rule = chosen ? "session-resumed-if-known" : "session-full-handshake";
    return {chosen, std::move(decision)};
}

} // namespace hd
