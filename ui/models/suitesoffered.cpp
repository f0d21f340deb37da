// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/suitesoffered.h"

#include "models/valuetext.h"
#include "trace/family.h"

namespace hd::ui {

namespace {

std::optional<Version> versionNamed(const std::string &name)
{
    for (const Version version : {ssl30, tls10, tls11, tls12, tls13})
        if (names::version(version) == name)
            return version;
    return std::nullopt;
}

/// The entries of the client's list.
std::vector<OfferedSuite> listOf(const Trace &trace, MessageId hello)
{
    const FieldTree &tree = trace[hello].fields;
    std::vector<OfferedSuite> suites;
    for (const char *path : {"client_hello.cipher_suites", "v2_client_hello.cipher_specs"}) {
        const std::optional<FieldIndex> list = tree.find(path);
        if (!list)
            continue;
        for (const FieldIndex entry : tree.children(*list)) {
            const std::uint64_t code = tree[entry].number.value_or(0);
            QString name = toQString(tree[entry].meaning);
            if (name.isEmpty())
                name = QStringLiteral("0x%1").arg(code, 4, 16, QLatin1Char('0'));
            // A cipher_spec of SSL 2.0 has three bytes, and a first one that is not 0
            suites.push_back(
                {{hello, tree.path(entry)}, static_cast<std::uint16_t>(code > 0xffff ? 0 : code), name, false});
        }
    }
    return suites;
}

std::optional<SuitePlace> derivationPlace(const Trace &trace, std::uint32_t handshake,
                                          std::initializer_list<std::string_view> wanted)
{
    const std::vector<std::uint32_t> handshakes = handshakesOfDerivations(trace);
    for (std::uint32_t i = 0; i < trace.derivations.size(); ++i)
        for (const std::string_view name : wanted)
            if (handshakes[i] == handshake && trace.derivations[i].name == name)
                return SuitePlace{
                    DerivationId{i}, {}, toQString(name), positionOf(trace, What::Derivation, i).value_or(0)};
    return std::nullopt;
}

std::optional<SuitePlace> fieldPlace(const Trace &trace, std::uint32_t handshake, Side from,
                                     std::initializer_list<std::string_view> wanted)
{
    for (const std::string_view path : wanted)
        for (std::uint32_t i = 0; i < trace.messages.size(); ++i)
            if (trace.messages[i].from == from && trace.messages[i].fields.find(path) &&
                handshakeOf(trace, MessageId{i}) == handshake)
                return SuitePlace{{},
                                  FieldRef{MessageId{i}, std::string(path)},
                                  toQString(path),
                                  appearsAt(trace, MessageId{i}).value_or(0)};
    return std::nullopt;
}

} // namespace

std::uint32_t handshakeOf(const Trace &trace, MessageId message)
{
    const std::vector<MessageId> starts = handshakeStarts(trace);
    const auto begun = std::count_if(starts.begin(), starts.end(), [&](MessageId start) { return start <= message; });
    return begun > 0 ? static_cast<std::uint32_t>(begun - 1) : 0;
}

SuiteOffer suitesOffered(const Trace &trace, std::uint32_t handshake, Playhead at)
{
    SuiteOffer offer;
    std::optional<MessageId> hello, answer;
    if (at == 0)
        return offer;
    for (std::uint32_t i = 0; i < trace.messages.size(); ++i) {
        const MessageId id{i};
        const std::string &name = trace.messages[i].name;
        const bool asks = name == "client_hello" || name == "v2_client_hello";
        const bool answers = name == "server_hello" || name == "hello_retry_request";
        if (!asks && !answers)
            continue;
        const std::optional<Playhead> appears = appearsAt(trace, id);
        if (appears && *appears <= at && handshakeOf(trace, id) == handshake)
            (asks ? hello : answer) = id;
    }
    if (hello)
        offer.suites = listOf(trace, *hello);
    const std::string path = answer ? trace[*answer].name + ".cipher_suite" : std::string();
    const Field *chosen = answer ? trace[*answer].field(path) : nullptr;
    if (!chosen || !chosen->number)
        return offer;
    offer.chosenIn = FieldRef{*answer, path};
    offer.version = versionNamed(trace.negotiated.version);
    for (OfferedSuite &suite : offer.suites)
        suite.chosen = suite.code == *chosen->number;
    if (std::none_of(offer.suites.begin(), offer.suites.end(), [](const OfferedSuite &suite) { return suite.chosen; }))
        offer.suites.push_back(
            {*offer.chosenIn, static_cast<std::uint16_t>(*chosen->number), toQString(chosen->meaning), true});
    return offer;
}

std::optional<SuitePlace> placeOf(const Trace &trace, std::uint32_t handshake, SuitePart::Role role)
{
    using Role = SuitePart::Role;
    switch (role) {
    case Role::KeyExchange:
        return fieldPlace(trace, handshake, Side::Server,
                          {"server_key_exchange.params", "server_hello.extensions.key_share"});
    case Role::Both:
        return fieldPlace(trace, handshake, Side::Client, {"client_key_exchange"});
    case Role::Export:
        return fieldPlace(trace, handshake, Side::Server, {"server_key_exchange.params"});
    case Role::Authentication:
        if (auto place =
                fieldPlace(trace, handshake, Side::Server, {"server_key_exchange.signed_params", "certificate_verify"}))
            return place;
        return fieldPlace(trace, handshake, Side::Client,
                          {"client_key_exchange.psk_identity", "client_hello.extensions.pre_shared_key"});
    case Role::Cipher:
        return derivationPlace(trace, handshake, {"client_write_key", "server_handshake_write_key"});
    case Role::Mode:
        return derivationPlace(trace, handshake, {"client_write_IV", "server_handshake_write_iv"});
    case Role::Mac:
        return derivationPlace(trace, handshake, {"client_write_MAC_key"});
    case Role::Hash:
        return derivationPlace(trace, handshake, {"master_secret", "handshake_secret"});
    case Role::Filling:
    case Role::Tag:
        break;
    }
    return std::nullopt;
}

} // namespace hd::ui
