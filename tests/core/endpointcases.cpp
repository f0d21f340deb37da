// SPDX-License-Identifier: GPL-3.0-or-later
#include "endpointcases.h"

#include "print.h"

namespace hd::test {

std::string titled(Side from, std::string_view message, std::string_view what)
{
    return word(from) + "'s " + std::string(message) + " " + std::string(what);
}

Unit alertUnit(Side from, std::uint8_t level, Alert alert, std::uint32_t epoch)
{
    return {from, Protocol::Alert, epoch, tls12, {level, static_cast<std::uint8_t>(alert)}, "alert"};
}

Edit putBefore(Side from, std::string name, Unit extra)
{
    return replacing(from, std::move(name), [extra = std::move(extra)](const Unit &unit) {
        return std::vector{extra, unit};
    });
}

namespace {

const std::vector<std::pair<Side, std::vector<std::string>>> flights{
    {Side::Server, {"server_hello", "certificate", "server_key_exchange", "certificate_request", "server_hello_done"}},
    {Side::Client, {"certificate", "client_key_exchange", "certificate_verify"}},
};

Unit changeCipherSpec(Side from)
{
    return {from, Protocol::ChangeCipherSpec, 0, tls12, {1}, "change_cipher_spec"};
}

Unit applicationData(Side from, std::uint32_t epoch)
{
    return {from, Protocol::ApplicationData, epoch, tls12, {'e', 'a', 'r', 'l', 'y'}, "application_data"};
}

template<class Change>
Edit serverHello(Change change)
{
    return rewriting<ServerHello>(Side::Server, "server_hello", change);
}

template<class Change>
Edit clientHello(Change change)
{
    return rewriting<ClientHello>(Side::Client, "client_hello", change);
}

/// RFC 5246 7.3: the messages come in this order and no other.
std::vector<Case> orderCases()
{
    std::vector<Case> cases;
    for (const auto &[from, messages] : flights) {
        const Side to = peerOf(from);
        for (std::size_t i = 0; i < messages.size(); ++i) {
            cases.push_back({titled(from, messages[i], "twice"), doubling(from, messages[i]), to});
            if (messages[i] == "server_hello_done")
                continue; // without it the client waits, see endsWaiting()
            cases.push_back({titled(from, messages[i], "after the next"), delaying(from, messages[i]), to});
            // A certificate_request that nobody saw is answered with no certificate: then it is the server who notices.
            cases.push_back({titled(from, messages[i], "missing"), dropping(from, messages[i]),
                             messages[i] == "certificate_request" ? Side::Server : to});
        }
    }
    cases.push_back({"client_hello twice",
                     replacing(Side::Client, "client_hello",
                               [](const Unit &unit) {
                                   Unit again = unit;
                                   again.version = tls12; // by then it is settled
                                   return std::vector{unit, again};
                               }),
                     Side::Server});
    for (const Side from : {Side::Client, Side::Server}) {
        const Side to = peerOf(from);
        cases.push_back({titled(from, "finished", "twice"), doubling(from, "finished"), to});
        cases.push_back({titled(from, "message of an unknown type", ""),
                         putBefore(from, "certificate", {from, Protocol::Handshake, 0, tls12, {99, 0, 0, 0}, "?"}),
                         to});
    }
    // RFC 5246 7.4.1.1: hello_request is a server's
    cases.push_back(
        {"client's hello_request",
         putBefore(Side::Client, "certificate", {Side::Client, Protocol::Handshake, 0, tls12, {0, 0, 0, 0}, {}}),
         Side::Server});
    return cases;
}

/// RFC 5246 7.4.3: "It is not legal to send the ServerKeyExchange message for" RSA, whatever is in it.
std::vector<Case> notLegalCases()
{
    std::vector<Case> cases;
    for (const std::uint32_t length : {0U, 1U, 200U}) {
        Unit unit{Side::Server, Protocol::Handshake, 0, tls12, {12, 0, 0, static_cast<std::uint8_t>(length)}, {}};
        unit.bytes.resize(4 + length, 0x55);
        cases.push_back({"server_key_exchange of " + std::to_string(length) + " bytes with RSA",
                         putBefore(Side::Server, "server_hello_done", unit), Side::Client, Alert::UnexpectedMessage,
                         "message.expected", "tls12-rsa"});
    }
    return cases;
}

/// CVE-2014-0224, and RFC 5246 7.1: only after the key exchange, once, and never with half a message before it.
std::vector<Case> changeCipherSpecCases()
{
    std::vector<Case> cases;
    for (auto [from, messages] : flights) {
        const Side to = peerOf(from);
        for (const std::string &message : messages)
            cases.push_back({titled(from, "early change_cipher_spec before", message),
                             putBefore(from, message, changeCipherSpec(from)), to});
        cases.push_back({titled(from, "change_cipher_spec", "twice, in clear"),
                         replacing(from, "change_cipher_spec",
                                   [](const Unit &unit) {
                                       return std::vector{unit, unit};
                                   }),
                         to, Alert::BadRecordMac, "record.mac"});
        cases.push_back({titled(from, "change_cipher_spec", "twice, sealed"),
                         replacing(from, "change_cipher_spec",
                                   [](const Unit &unit) {
                                       Unit sealed = unit;
                                       sealed.epoch = 1;
                                       return std::vector{unit, sealed};
                                   }),
                         to});
        cases.push_back({titled(from, "finished", "in clear before change_cipher_spec"),
                         [from = from, held = std::optional<Unit>()](Unit unit) mutable {
                             if (unit.from != from || (unit.name != "change_cipher_spec" && !held))
                                 return std::vector{unit};
                             if (!held) {
                                 held = unit;
                                 return std::vector<Unit>{};
                             }
                             unit.epoch = 0;
                             return std::vector{unit, *held};
                         },
                         to});
        cases.push_back({titled(from, "change_cipher_spec", "with half a message before it"),
                         putBefore(from, "change_cipher_spec", {from, Protocol::Handshake, 0, tls12, {20, 0, 0}, {}}),
                         to, Alert::UnexpectedMessage, "message.boundary"});
        cases.push_back({titled(from, "change_cipher_spec", "of value 2"),
                         changing(from, "change_cipher_spec", [](Unit &unit) { unit.bytes = {2}; }), to,
                         Alert::IllegalParameter, "change_cipher_spec.type"});
        cases.push_back({titled(from, "change_cipher_spec", "of two bytes"),
                         changing(from, "change_cipher_spec",
                                  [](Unit &unit) {
                                      unit.bytes = {1, 1};
                                  }),
                         to, Alert::DecodeError, "message.syntax"});
        cases.push_back({titled(from, "change_cipher_spec", "of no byte"),
                         changing(from, "change_cipher_spec", [](Unit &unit) { unit.bytes.clear(); }), to,
                         Alert::UnexpectedMessage, "record.length"});
    }
    cases.push_back({"change_cipher_spec before client_hello",
                     putBefore(Side::Client, "client_hello", changeCipherSpec(Side::Client)), Side::Server});
    return cases;
}

/// RFC 5246 10: application data come after both finished.
std::vector<Case> dataCases()
{
    std::vector<Case> cases;
    for (const auto &[from, messages] : flights) {
        const Side to = peerOf(from);
        for (const std::string &message : messages)
            cases.push_back({titled(from, "application data before", message),
                             putBefore(from, message, applicationData(from, 0)), to});
        cases.push_back({titled(from, "application data before", "finished"),
                         putBefore(from, "finished", applicationData(from, 1)), to});
        // RFC 5246 6.2.1: nothing comes between the fragments of a message
        for (const Unit &between : {applicationData(from, 0), alertUnit(from, 1, Alert::UserCanceled)})
            cases.push_back({titled(from, between.name, "inside a message"),
                             replacing(from, "certificate",
                                       [between](const Unit &unit) {
                                           Unit first = unit, second = unit;
                                           first.bytes.resize(100);
                                           second.bytes.erase(second.bytes.begin(), second.bytes.begin() + 100);
                                           return std::vector{first, between, second};
                                       }),
                             to, Alert::UnexpectedMessage, "message.boundary"});
    }
    return cases;
}

/// RFC 5246 7.2.2, decode_error: "some field was out of the specified range or the length of the message was incorrect"
std::vector<Case> shapeCases()
{
    std::vector<Case> cases;
    auto everything = flights;
    everything[0].second.emplace_back("finished");
    everything[1].second.insert(everything[1].second.end(), {"client_hello", "finished"});
    for (const auto &[from, messages] : everything) {
        const Side to = peerOf(from);
        for (const std::string &message : messages) {
            cases.push_back({titled(from, message, "with a byte behind it"),
                             changing(from, message,
                                      [](Unit &unit) {
                                          Bytes body(unit.body().begin(), unit.body().end());
                                          body.push_back(0);
                                          unit.setBody(body);
                                      }),
                             to, Alert::DecodeError, "message.syntax"});
            if (message != "server_hello_done")
                cases.push_back({titled(from, message, "a byte short"),
                                 changing(from, message,
                                          [](Unit &unit) { unit.setBody(unit.body().first(unit.body().size() - 1)); }),
                                 to, Alert::DecodeError, "message.syntax"});
            // Whatever follows is then taken for its last byte. After certificate_verify nothing may follow but another
            // protocol, and the last of a flight would wait for more.
            if (message != messages[messages.size() - 1] && !message.ends_with("_done") &&
                !message.ends_with("_verify") && message != "client_hello")
                cases.push_back({titled(from, message, "with a length that is one too many"),
                                 changing(from, message,
                                          [](Unit &unit) {
                                              Unit longer = unit;
                                              longer.setBody(concat({unit.body(), Bytes{0}}));
                                              std::copy_n(longer.bytes.begin(), 4, unit.bytes.begin());
                                          }),
                                 to, Alert::DecodeError, "message.syntax"});
            cases.push_back({titled(from, message, "of 16 megabytes"),
                             changing(from, message, [](Unit &unit) { unit.bytes[1] = unit.bytes[2] = 0xff; }), to,
                             Alert::IllegalParameter, "message.length"});
            // RFC 5246 E.1: before a version is agreed, only the major one is looked at
            const bool hello = message.ends_with("_hello");
            cases.push_back(
                {titled(from, message, "in a record of another version"),
                 changing(from, message, [hello](Unit &unit) { unit.version = hello ? Version(0x0200) : tls11; }), to,
                 Alert::ProtocolVersion, "record.version"});
        }
    }
    return cases;
}

std::vector<Case> serverHelloCases()
{
    const auto row = [](std::string name, Edit edit, Alert alert, std::string check) {
        return Case{std::move(name), std::move(edit), Side::Client, alert, "server_hello." + check};
    };
    std::vector<Case> cases{
        row("unsolicited extension", serverHello([](ServerHello &hello) { hello.extensions.add(EncryptThenMac{}); }),
            Alert::UnsupportedExtension, "extensions"),
        row("unsolicited unknown extension", serverHello([](ServerHello &hello) {
                hello.extensions.add(OpaqueExtension{0x4242, {1}});
            }),
            Alert::UnsupportedExtension, "extensions"),
        row("duplicate extension", serverHello([](ServerHello &hello) { hello.extensions.add(RenegotiationInfo{}); }),
            Alert::DecodeError, "duplicate_extensions"),
        row("renegotiation_info that is not empty", serverHello([](ServerHello &hello) {
                hello.extensions = {};
                hello.extensions.add(RenegotiationInfo{{1}});
            }),
            Alert::HandshakeFailure, "renegotiation_info"),
        row("compression that was not offered", serverHello([](ServerHello &hello) { hello.compressionMethod = 1; }),
            Alert::IllegalParameter, "compression_method"),
    };
    for (const std::uint16_t suite :
         std::vector<std::uint16_t>{0x0000, 0x1301, 0x009e, 0x00ff, 0xfafa}) // known, unknown, signalling
        cases.push_back(row("suite that was not offered, " + names::suite(suite),
                            serverHello([suite](ServerHello &hello) { hello.suite = suite; }), Alert::IllegalParameter,
                            "cipher_suite"));
    for (const Version version : std::vector<Version>{0x0300, 0x0302, 0x0304, 0x0000, 0xffff})
        cases.push_back(row("version " + std::to_string(version),
                            serverHello([version](ServerHello &hello) { hello.version = version; }),
                            Alert::ProtocolVersion, "version"));
    Case etm = row("encrypt_then_mac with an AEAD suite",
                   serverHello([](ServerHello &hello) { hello.extensions.add(EncryptThenMac{}); }),
                   Alert::IllegalParameter, "encrypt_then_mac");
    etm.scenario = "tls12-ecdhe-gcm";
    cases.push_back(std::move(etm));
    const auto alpn = [&](std::string name, std::vector<Bytes> protocols) {
        Case wrong = row(std::move(name), serverHello([protocols](ServerHello &hello) {
                             hello.extensions = {};
                             hello.extensions.add(Alpn{protocols});
                         }),
                         Alert::IllegalParameter, "alpn");
        wrong.scenario = "tls12-ecdhe-gcm";
        cases.push_back(std::move(wrong));
    };
    alpn("protocol that was not offered", {toBytes("spdy")});
    alpn("protocol that is no text", {{0xff, 0x00}});
    alpn("two protocols", {toBytes("h2"), toBytes("http/1.1")});
    Case ems = row("no extended_master_secret, where it is required",
                   serverHello([](ServerHello &hello) { hello.extensions = {}; }), Alert::HandshakeFailure,
                   "extended_master_secret");
    ems.scenario = "tls12-ecdhe-gcm";
    ems.settings = {"client.ems=require"};
    cases.push_back(std::move(ems));
    return cases;
}

std::vector<Case> clientHelloCases()
{
    const auto row = [](std::string name, Edit edit, Alert alert, std::string check, std::string scenario = "classic",
                        std::vector<std::string> settings = {}) {
        return Case{std::move(name),         std::move(edit),     Side::Server,       alert,
                    "client_hello." + check, std::move(scenario), std::move(settings)};
    };
    const auto without = [](auto keep) {
        return clientHello([keep](ClientHello &hello) {
            Extensions kept;
            for (const Extension &extension : hello.extensions.list())
                if (keep(extension))
                    kept.add(extension);
            hello.extensions = kept;
        });
    };
    return {
        row("duplicate extension", clientHello([](ClientHello &hello) { hello.extensions.add(SupportedGroups{{23}}); }),
            Alert::DecodeError, "extensions"),
        row("duplicate unknown extension", clientHello([](ClientHello &hello) {
                hello.extensions.add(OpaqueExtension{0x4242, {}});
                hello.extensions.add(OpaqueExtension{0x4242, {}});
            }),
            Alert::DecodeError, "extensions"),
        row("no null compression", clientHello([](ClientHello &hello) { hello.compressionMethods = {1}; }),
            Alert::IllegalParameter, "compression_methods"),
        row("version too old", clientHello([](ClientHello &hello) { hello.version = tls11; }), Alert::ProtocolVersion,
            "version"),
        row("no suite in common", clientHello([](ClientHello &hello) {
                hello.suites = {0x1301, 0x00ff};
            }),
            Alert::HandshakeFailure, "cipher_suites"),
        row("renegotiation_info that is not empty", clientHello([](ClientHello &hello) {
                hello.extensions = {};
                hello.extensions.add(RenegotiationInfo{{1, 2}});
            }),
            Alert::HandshakeFailure, "renegotiation_info"),
        row("no uncompressed points", clientHello([](ClientHello &hello) {
                hello.extensions = {};
                hello.extensions.add(EcPointFormats{{1, 2}});
            }),
            Alert::IllegalParameter, "ec_point_formats"),
        row("no protocol in common", clientHello([](ClientHello &hello) {
                hello.extensions = {};
                hello.extensions.add(SupportedGroups{{29}});
                hello.extensions.add(SignatureAlgorithms{{0x0401}});
                hello.extensions.add(Alpn{{{0xff, 0xfe}, toBytes("spdy")}});
            }),
            Alert::NoApplicationProtocol, "alpn", "tls12-ecdhe-gcm"),
        row("no extended_master_secret, where it is required",
            without([](const Extension &extension) { return typeOf(extension) != ExtendedMasterSecret::type; }),
            Alert::HandshakeFailure, "extended_master_secret", "tls12-ecdhe-gcm", {"server.ems=require"}),
    };
}

std::vector<Case> alertCases()
{
    std::vector<Case> cases;
    for (const auto &[from, messages] : flights) {
        const Side to = peerOf(from);
        for (const std::uint8_t level : {std::uint8_t(0), std::uint8_t(3), std::uint8_t(255)})
            cases.push_back({titled(from, "alert of level", std::to_string(level)),
                             putBefore(from, "certificate", alertUnit(from, level, Alert::UserCanceled)), to,
                             Alert::IllegalParameter, "alert.level"});
        for (const Bytes &bytes : {Bytes{1}, Bytes{1, 90, 1}, Bytes{1, 90, 1, 90}})
            cases.push_back({titled(from, "alert of bytes:", std::to_string(bytes.size())),
                             putBefore(from, "certificate", {from, Protocol::Alert, 0, tls12, bytes, "alert"}), to,
                             Alert::DecodeError, "message.syntax"});
    }
    return cases;
}

} // namespace

const std::vector<Case> &cases()
{
    static const std::vector<Case> all = [] {
        std::vector<Case> list;
        for (std::vector<Case> more : {orderCases(), notLegalCases(), changeCipherSpecCases(), dataCases(),
                                       shapeCases(), serverHelloCases(), clientHelloCases(), alertCases()})
            std::move(more.begin(), more.end(), std::back_inserter(list));
        return list;
    }();
    return all;
}

} // namespace hd::test
