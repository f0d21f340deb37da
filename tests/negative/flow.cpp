// SPDX-License-Identifier: GPL-3.0-or-later
#include "flow.h"

#include "print.h"

namespace hd::test {

static bool sendsKeyExchange(const Meeting &meeting)
{
    const CipherSuite &suite = *meeting.suite;
    // RFC 2246 7.4.3: RSA_EXPORT when the public key in the certificate is longer than 512 bits, as ours is;
    // RFC 4279 2: with a hint
    return suite.ephemeral() || (suite.exportable() && suite.usesRsa()) || meeting.pskHint;
}

static std::vector<FlowStep> resumedFlow()
{
    using enum Side;
    return {{Client, "client_hello"}, {Server, "server_hello"},       {Server, "change_cipher_spec"},
            {Server, "finished"},     {Client, "change_cipher_spec"}, {Client, "finished"}};
}

std::vector<FlowStep> flowOf(const Meeting &meeting)
{
    using enum Side;
    if (meeting.resumption != Resumption::None)
        return resumedFlow();
    const CipherSuite &suite = *meeting.suite;
    const bool asks = meeting.clientAuth != ClientAuth::None;
    std::vector<FlowStep> flow;
    const auto add = [&flow](bool comes, Side from, const char *name, bool optional = false) {
        if (comes)
            flow.push_back({from, name, optional});
    };
    add(true, Client, meeting.ssl2Hello ? "v2_client_hello" : "client_hello");
    add(true, Server, "server_hello");
    add(suite.certified(), Server, "certificate");
    add(meeting.stapling, Server, "certificate_status", true);
    add(sendsKeyExchange(meeting), Server, "server_key_exchange", suite.usesPsk() && !suite.ephemeral());
    add(asks, Server, "certificate_request", true);
    add(true, Server, "server_hello_done");
    add(asks, Client, "certificate");
    add(true, Client, "client_key_exchange");
    add(asks, Client, "certificate_verify");
    add(true, Client, "change_cipher_spec");
    add(true, Client, "finished");
    add(meeting.tickets, Server, "new_session_ticket");
    add(true, Server, "change_cipher_spec");
    add(true, Server, "finished");
    return flow;
}

std::optional<std::size_t> Place::indexOf(Side from, std::string_view name) const
{
    for (std::size_t i = 0; i < flow.size(); ++i)
        if (flow[i].from == from && flow[i].name == name)
            return i;
    return std::nullopt;
}

bool Place::hasNoLengthAtAll() const
{
    return is("client_key_exchange") && meeting.version == ssl30 && meeting.suite->keyExchange == KeyExchange::Rsa;
}

std::string End::text() const
{
    switch (kind) {
    case Kind::Waiting:
        return "waiting";
    case Kind::Closed:
        return "closed";
    case Kind::Open:
        return "open";
    case Kind::Failed:
        break;
    }
    return word(by) + ": " + word(alert) + " by " + check;
}

/// RFC 6101 5.4.2 knows fewer alerts; these are those that say the same.
static Alert inVersion(Version version, Alert alert)
{
    if (version > ssl30)
        return alert;
    switch (alert) {
    case Alert::DecodeError:
        return Alert::IllegalParameter;
    case Alert::RecordOverflow:
        return Alert::BadRecordMac;
    case Alert::DecryptError:
    case Alert::ProtocolVersion:
    case Alert::UnknownPskIdentity:
        return Alert::HandshakeFailure;
    default:
        return alert;
    }
}

End failed(const Place &place, Side by, const Rule &rule)
{
    return {End::Kind::Failed, by, inVersion(place.meeting.version, rule.alert), rule.check, rule.clause};
}

End noticedLater(const Place &place, bool secret)
{
    const auto verify = place.indexOf(Side::Client, "certificate_verify");
    if (verify && place.index < *verify)
        return failed(place, Side::Server, {Alert::DecryptError, "certificate_verify.signature", "RFC 5246 7.4.8"});
    // Whoever receives the first finished after it. With RFC 7627 everything up to client_key_exchange makes the keys.
    const auto ofClient = *place.indexOf(Side::Client, "finished"), ofServer = *place.indexOf(Side::Server, "finished");
    const bool clientsIsNext =
        place.index < ofClient && (ofClient < ofServer || place.index >= ofServer); // resumed: the server's is first
    const Side by = clientsIsNext ? Side::Server : Side::Client;
    const auto exchange = place.indexOf(Side::Client, "client_key_exchange");
    if (secret || (place.meeting.extendedMasterSecret && exchange && place.index <= *exchange))
        return failed(place, by, {Alert::BadRecordMac, "record.mac", "RFC 5246 7.2.2"});
    return failed(place, by, {Alert::DecryptError, "finished.verify_data", "RFC 5246 7.4.9"});
}

} // namespace hd::test
