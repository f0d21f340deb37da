// SPDX-License-Identifier: GPL-3.0-or-later
#include "parties.h"

#include "tls13parties.h"

#include <algorithm>
#include <stdexcept>

namespace hd::test {

std::string Meeting::title() const
{
    std::string text = names::version(version) + " " +
                       (version == tls13 ? "" : std::string(suite->keyExchangeName()) + " ") +
                       std::string(suite->cipherName());
    const auto add = [&text](bool wanted, std::string_view option) {
        if (wanted)
            text += ", " + std::string(option);
    };
    add(clientAuth == ClientAuth::Request, "client certificate requested");
    add(clientAuth == ClientAuth::Require, "client certificate required");
    add(extendedMasterSecret, "EMS");
    add(encryptThenMac, "EtM");
    add(tickets, "tickets");
    add(stapling, "stapling");
    add(pskHint, "hint");
    add(ssl2Hello, "SSL 2.0 hello");
    add(deflate, "DEFLATE");
    add(modern.groupAsked, "group asked for");
    add(modern.cookieAsked, "cookie");
    add(modern.psk == Tls13Options::Psk::Ticket, "PSK of a ticket");
    add(modern.psk == Tls13Options::Psk::TicketAlone, "PSK of a ticket alone");
    add(modern.psk == Tls13Options::Psk::External, "external PSK");
    add(modern.early == Tls13Options::Early::Accepted, "early data accepted");
    add(modern.early == Tls13Options::Early::Rejected, "early data rejected");
    add(modern.keyUpdate, "key update");
    add(modern.lateAuth, "late authentication");
    add(!modern.compatible, "without change_cipher_spec");
    add(modern.nistGroup, "secp256r1");
    add(resumption == Resumption::SessionId, "resumed by session id");
    add(resumption == Resumption::Ticket, "resumed by ticket");
    add(renegotiation == Renegotiation::Secure, "secure renegotiation");
    add(renegotiation == Renegotiation::Insecure, "insecure renegotiation");
    return text;
}

const CipherSuite *suiteFor(Version version, std::string_view keyExchange)
{
    const CipherSuite *plain = nullptr;
    for (const CipherSuite &suite : cipherSuites()) {
        if (suite.keyExchangeName() != keyExchange || !suite.usableIn(version))
            continue;
        if (suite.mode == CipherMode::Cbc && Stage::instance().context.canCipher(std::string(suite.cipher)))
            return &suite;
        if (!plain && Stage::instance().context.canCipher(std::string(suite.cipher)))
            plain = &suite;
    }
    return plain;
}

std::vector<std::string_view> keyExchanges()
{
    std::vector<std::string_view> names;
    for (const CipherSuite &suite : cipherSuites())
        if (std::find(names.begin(), names.end(), suite.keyExchangeName()) == names.end())
            names.push_back(suite.keyExchangeName());
    return names;
}

std::vector<Meeting> plainMeetings()
{
    std::vector<Meeting> list;
    for (const Version version : {ssl30, tls10, tls11, tls12})
        for (const std::string_view name : keyExchanges())
            if (const CipherSuite *suite = suiteFor(version, name))
                list.push_back({version, suite});
    return list;
}

std::vector<Meeting> protectionMeetings()
{
    std::vector<Meeting> list;
    for (const Version version : {ssl30, tls10, tls11, tls12}) {
        for (const CipherMode mode :
             {CipherMode::Null, CipherMode::Stream, CipherMode::Gcm, CipherMode::Ccm, CipherMode::ChaCha20})
            for (const CipherSuite &suite : cipherSuites())
                if (suite.mode == mode && suite.authentication == Authentication::Rsa && suite.usableIn(version) &&
                    !suite.exportable() && Stage::instance().context.canCipher(std::string(suite.cipher))) {
                    list.push_back({version, &suite});
                    break;
                }
        const Meeting blocks{version, suiteFor(version, "RSA")};
        list.push_back(blocks);
        list.back().deflate = true;
        if (version == ssl30)
            continue;
        list.push_back(blocks);
        list.back().encryptThenMac = true;
    }
    return list;
}

std::vector<Meeting> meetings()
{
    std::vector<Meeting> list = protectionMeetings();
    for (const Meeting &plain : plainMeetings()) {
        const auto with = [&](auto set) {
            list.push_back(plain);
            set(list.back());
        };
        list.push_back(plain);
        const bool extensions = traitsOf(plain.version).extensions;
        if (plain.suite->signsParameters() || plain.suite->keyExchange == KeyExchange::Rsa)
            with([](Meeting &meeting) { meeting.clientAuth = ClientAuth::Require; });
        if (plain.suite->usesPsk())
            with([](Meeting &meeting) { meeting.pskHint = true; });
        with([](Meeting &meeting) { meeting.resumption = Resumption::SessionId; });
        if (!extensions)
            continue;
        with([](Meeting &meeting) { meeting.tickets = true; });
        with([](Meeting &meeting) {
            meeting.tickets = true;
            meeting.resumption = Resumption::Ticket;
        });
        with([](Meeting &meeting) { meeting.extendedMasterSecret = true; });
        if (plain.suite->certified())
            with([](Meeting &meeting) { meeting.stapling = true; });
    }
    return list;
}

Credential credential(const std::string &name)
{
    Stage &stage = Stage::instance();
    Pki::Credential found = std::get<Pki::Credential>(stage.pki.credential(name));
    crypto::PublicKey publicKey = found.chain.front().publicKey(stage.context);
    return {name, std::move(found.chain), std::move(found.key), std::move(publicKey), {}};
}

std::vector<crypto::Certificate> anchors()
{
    return {credential("root").chain.front()};
}

namespace {

constexpr std::int64_t clockTime = 1768478400; // that of Stage

/// A safe prime of 512 bits: what an export suite may have at most, and quick to compute with.
crypto::DhParameters smallGroup()
{
    return {*fromHex("eed43c9ea43150b3e29ec1b7ed610b0d93882de90932ef878b4ff56d7f36290c"
                     "4b4cf67382b3e80793554fe30a1c4506b7862f2c704135aad3c16005ebf892df"),
            {2}};
}

std::string certificateOf(Authentication authentication)
{
    switch (authentication) {
    case Authentication::Rsa:
        return "server-rsa";
    case Authentication::Dss:
        return "server-dsa";
    case Authentication::Ecdsa:
        return "server-ecdsa";
    case Authentication::Anonymous:
    case Authentication::Psk:
    case Authentication::Separate:
        break;
    }
    return {};
}

Bytes goodStatus(const Credential &server)
{
    Stage &stage = Stage::instance();
    const Pki::Credential issuer = std::get<Pki::Credential>(stage.pki.credential("intermediate"));
    return crypto::issueOcspResponse(stage.context, server.chain[0], issuer.chain.front(), issuer.key,
                                     {false, clockTime - 3600, clockTime + 3600});
}

void setCommon(PartyConfig &config, const Meeting &meeting)
{
    config.versions = {meeting.version};
    config.suites = {meeting.suite->code};
    if (meeting.suite->usesEcdh())
        config.groups = {29, 23};
    if (traitsOf(meeting.version).signatureAlgorithms)
        config.signatures = {0x0401, 0x0403, 0x0402, 0x0201, 0x0203, 0x0202};
    config.extendedMasterSecret = meeting.extendedMasterSecret ? Wish::On : Wish::Off;
    config.encryptThenMac = meeting.encryptThenMac;
    config.deflate = meeting.deflate;
    config.renegotiation = meeting.renegotiation;
    config.anchors = anchors();
    if (meeting.suite->usesPsk())
        config.psks = {{"somebody", Bytes(16, 0x42)}};
}

Connection::Plan firstPlanOf(const Meeting &meeting)
{
    Connection::Plan plan;
    plan.seed = 1;
    plan.clock = clockTime;
    plan.sessions = std::make_shared<SessionStore>();
    PartyConfig &client = plan.client.config, &server = plan.server.config;
    setCommon(client, meeting);
    setCommon(server, meeting);
    if (!traitsOf(meeting.version).extensions || meeting.ssl2Hello)
        client.renegotiationSignal = RenegotiationSignal::Scsv;
    client.minimumDhBits = 512;
    client.sessionTicket = meeting.tickets;
    client.statusRequest = meeting.stapling;
    client.ssl2Hello = meeting.ssl2Hello;
    if (meeting.clientAuth != ClientAuth::None)
        client.credentials.push_back(credential("client-rsa"));
    server.clientAuth = meeting.clientAuth;
    server.tickets = meeting.tickets;
    server.pskIdentityHint = meeting.pskHint ? "who are you" : "";
    server.dhParameters = smallGroup();
    if (meeting.suite->exportable())
        server.exportRsaKey = Stage::instance().pki.exportKey();
    if (const std::string name = certificateOf(meeting.suite->authentication); !name.empty()) {
        server.credentials.push_back(credential(name));
        if (meeting.stapling)
            server.credentials.back().ocspResponse = goodStatus(server.credentials.back());
    }
    return plan;
}

} // namespace

Connection::Plan planOf(const Meeting &meeting)
{
    if (meeting.version == tls13)
        return tls13PlanOf(meeting);
    Connection::Plan plan = firstPlanOf(meeting);
    if (meeting.resumption == Resumption::None)
        return plan;
    Connection first(plan);
    first.run();
    const std::optional<SessionState> session = first.party(Side::Client).session();
    if (!first.bothOpen() || !session)
        throw std::runtime_error("no session to resume: " + meeting.title());
    plan.client.config.session = session;
    plan.seed = 2;
    return plan;
}

} // namespace hd::test
