// SPDX-License-Identifier: GPL-3.0-or-later
#include "formats/keyladder.h"

#include "trace/operations.h"

namespace hd {

static constexpr const char *extract = operation::hkdfExtract, *expand = operation::hkdfExpandLabel,
                            *hmac = operation::hmac;

static constexpr Rung rungs[] = {
    {"early_secret", extract, "", "", Covers::Whatever},
    {"binder_key", expand, "ext binder|res binder", "early_secret", Covers::NoMessages},
    {"binder_finished_key", expand, "finished", "binder_key", Covers::Nothing},
    {"binder", hmac, "", "binder_finished_key", Covers::Truncated},
    {"client_early_traffic_secret", expand, "c e traffic", "early_secret", Covers::FirstHello},
    {"early_exporter_master_secret", expand, "e exp master", "early_secret", Covers::FirstHello},
    {"early_secret.derived", expand, "derived", "early_secret", Covers::NoMessages},
    {"handshake_secret", extract, "", "early_secret.derived", Covers::Whatever},
    {"client_handshake_traffic_secret", expand, "c hs traffic", "handshake_secret", Covers::ServerHello},
    {"server_handshake_traffic_secret", expand, "s hs traffic", "handshake_secret", Covers::ServerHello},
    {"handshake_secret.derived", expand, "derived", "handshake_secret", Covers::NoMessages},
    {"master_secret", extract, "", "handshake_secret.derived", Covers::Whatever},
    {"client_application_traffic_secret_0", expand, "c ap traffic", "master_secret", Covers::ServerFinished},
    {"server_application_traffic_secret_0", expand, "s ap traffic", "master_secret", Covers::ServerFinished},
    {"client_application_traffic_secret_#", expand, "traffic upd", "client_application_traffic_secret_-",
     Covers::Nothing},
    {"server_application_traffic_secret_#", expand, "traffic upd", "server_application_traffic_secret_-",
     Covers::Nothing},
    {"exporter_master_secret", expand, "exp master", "master_secret", Covers::ServerFinished},
    {"resumption_master_secret", expand, "res master", "master_secret", Covers::ClientFinished},
    {"ticket_psk", expand, "resumption", "resumption_master_secret", Covers::Whatever},
    {"client_early_write_key", expand, "key", "client_early_traffic_secret", Covers::Nothing},
    {"client_early_write_iv", expand, "iv", "client_early_traffic_secret", Covers::Nothing},
    {"client_handshake_write_key", expand, "key", "client_handshake_traffic_secret", Covers::Nothing},
    {"client_handshake_write_iv", expand, "iv", "client_handshake_traffic_secret", Covers::Nothing},
    {"server_handshake_write_key", expand, "key", "server_handshake_traffic_secret", Covers::Nothing},
    {"server_handshake_write_iv", expand, "iv", "server_handshake_traffic_secret", Covers::Nothing},
    {"client_application_write_key", expand, "key", "client_application_traffic_secret_0", Covers::Nothing},
    {"client_application_write_iv", expand, "iv", "client_application_traffic_secret_0", Covers::Nothing},
    {"server_application_write_key", expand, "key", "server_application_traffic_secret_0", Covers::Nothing},
    {"server_application_write_iv", expand, "iv", "server_application_traffic_secret_0", Covers::Nothing},
    {"client_application_#_write_key", expand, "key", "client_application_traffic_secret_#", Covers::Nothing},
    {"client_application_#_write_iv", expand, "iv", "client_application_traffic_secret_#", Covers::Nothing},
    {"server_application_#_write_key", expand, "key", "server_application_traffic_secret_#", Covers::Nothing},
    {"server_application_#_write_iv", expand, "iv", "server_application_traffic_secret_#", Covers::Nothing},
    {"client_finished_key", expand, "finished", "client_handshake_traffic_secret|client_application_traffic_secret_*",
     Covers::Nothing},
    {"server_finished_key", expand, "finished", "server_handshake_traffic_secret", Covers::Nothing},
    {"client_finished.verify_data", hmac, "", "client_finished_key", Covers::BeforeClientsProof},
    {"server_finished.verify_data", hmac, "", "server_finished_key", Covers::BeforeServersProof},
    {"exporter_secret", expand, "", "exporter_master_secret|early_exporter_master_secret", Covers::NoMessages},
    {"exported_keying_material", expand, "exporter", "exporter_secret", Covers::Whatever},
};

RungFound rungOf(std::string_view name)
{
    for (const Rung &rung : rungs)
        if (const std::optional<std::uint32_t> number = numberIn(name, rung.name))
            return {&rung, *number};
    return {};
}

SplitName::SplitName(std::string_view whole)
{
    for (std::size_t i = 0; i < whole.size(); ++i) {
        const std::size_t close = whole[i] == '[' ? whole.find(']', i) : std::string_view::npos;
        if (close != std::string_view::npos) {
            which = whole.substr(i, close - i + 1);
            i = close;
        } else {
            stem += whole[i];
        }
    }
}

std::optional<std::uint32_t> numberIn(std::string_view name, std::string_view pattern)
{
    const std::size_t at = pattern.find('#');
    if (at == std::string_view::npos)
        return name == pattern ? std::optional(0u) : std::nullopt;
    const std::string_view after = pattern.substr(at + 1);
    if (!name.starts_with(pattern.substr(0, at)) || !name.ends_with(after) || name.size() < pattern.size())
        return std::nullopt;
    std::uint32_t number = 0;
    for (const char c : name.substr(at, name.size() - at - after.size())) {
        if (c < '0' || c > '9' || number > 100000000)
            return std::nullopt;
        number = number * 10 + static_cast<std::uint32_t>(c - '0');
    }
    return number;
}

bool isOneOf(std::string_view name, std::string_view patterns, std::uint32_t number)
{
    while (!patterns.empty()) {
        const std::string_view pattern = patterns.substr(0, patterns.find('|'));
        patterns.remove_prefix(std::min(pattern.size() + 1, patterns.size()));
        const std::string start(pattern.substr(0, pattern.size() - 1));
        const bool fits = pattern.ends_with('#')   ? name == start + std::to_string(number)
                          : pattern.ends_with('-') ? number > 0 && name == start + std::to_string(number - 1)
                          : pattern.ends_with('*') ? name.starts_with(start)
                                                   : name == pattern;
        if (fits)
            return true;
    }
    return false;
}

void Heard::take(const Trace &trace, MessageId id)
{
    const Message &message = trace[id];
    if (message.protocol != Protocol::Handshake)
        return;
    isTls13 = isTls13 || message.name == "hello_retry_request" ||
              (message.name == "server_hello" &&
               message.field("server_hello.extensions.supported_versions.selected_version"));
    if (!over) {
        messages.push_back(id);
        over = message.name == "finished" && message.from == Side::Client;
    } else if (message.name == "certificate_request") {
        late = {id};
    } else if (!late.empty() && message.from == Side::Client && message.name != "key_update") {
        late.push_back(id);
    }
}

std::vector<MessageId> Heard::upTo(const Trace &trace, std::string_view name, Side from, bool with) const
{
    const std::vector<MessageId> &last = late.empty() ? messages : late;
    const auto found = std::find_if(last.rbegin(), last.rend(),
                                    [&](MessageId id) { return trace[id].name == name && trace[id].from == from; });
    std::vector<MessageId> covered = late.empty() ? std::vector<MessageId>() : messages;
    covered.insert(covered.end(), last.begin(), found == last.rend() ? last.end() : found.base());
    if (found != last.rend() && !with)
        covered.pop_back();
    return covered;
}

std::vector<MessageId> coverage(const Trace &trace, const Heard &heard, Covers covers, Side by)
{
    Heard main = heard;
    main.late.clear();
    switch (covers) {
    case Covers::Truncated: // the client computes it before it says it
        return by == Side::Client ? main.messages : main.upTo(trace, "client_hello", Side::Client, false);
    case Covers::FirstHello:
        return main.upTo(trace, "client_hello", Side::Client, true);
    case Covers::ServerHello:
        return main.upTo(trace, "server_hello", Side::Server, true);
    case Covers::ServerFinished:
        return main.upTo(trace, "finished", Side::Server, true);
    case Covers::ClientFinished:
        return main.upTo(trace, "finished", Side::Client, true);
    case Covers::BeforeServersProof:
        return main.upTo(trace, "finished", Side::Server, false);
    case Covers::BeforeClientsProof:
        return heard.upTo(trace, "finished", Side::Client, false);
    default:
        return {};
    }
}

} // namespace hd
