// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenariomistakes.h"

#include <QtGlobal>

namespace hd::test {

const std::string &plainScenario()
{
    static const std::string plain = R"({
  "format": "hellodone-scenario",
  "version": 1,
  "order": 3,
  "title": { "en": "A title" },
  "seed": 5,
  "clock": "2026-01-15T12:00:00Z",
  "client": {
    "versions": ["tls1.2"],
    "suites": [
      "TLS_RSA_WITH_AES_128_CBC_SHA",
      "TLS_RSA_WITH_AES_256_CBC_SHA"
    ],
    "groups": ["x25519"],
    "signatures": ["rsa_pkcs1_sha256"],
    "ems": "on",
    "trust": ["root"]
  },
  "server": {
    "suites": ["TLS_RSA_WITH_AES_128_CBC_SHA"],
    "certificates": ["server-rsa"],
    "client_auth": "none",
    "dh": "ffdhe2048"
  },
  "steps": [
    { "from": "client", "text": "x" },
    { "from": "server", "text": "y" }
  ],
  "close": "client",
  "expect": { "outcome": "closed" }
}
)";
    return plain;
}

std::string with(const std::string &from, const std::string &to)
{
    std::string text = plainScenario();
    const std::size_t at = text.find(from);
    if (at == std::string::npos)
        qFatal("nothing to replace: %s", from.c_str());
    return text.replace(at, from.size(), to);
}

namespace {

std::vector<Mistake> wrongKeys()
{
    const std::string unknown = "unknown key ";
    return {
        {"unknown key at the top", with("\"order\": 3", "\"ordr\": 3"), "4, ordr", unknown + "\"ordr\"", "\"order\""},
        {"unknown key of title", with("\"en\": \"A title\"", "\"en\": \"A\", \"de\": \"Ein\""), "5, title.de",
         unknown + "\"de\"", "allowed: en, zh"},
        {"unknown key of client", with("\"ems\": \"on\"", "\"emss\": \"on\""), "16, client.emss", unknown + "\"emss\"",
         "\"ems\""},
        {"server's key at the client", with("\"ems\": \"on\"", "\"client_auth\": \"none\""), "16, client.client_auth",
         unknown + "\"client_auth\"", ""},
        {"client's key at the server", with("\"client_auth\": \"none\"", "\"sni\": \"a.test\""), "22, server.sni",
         unknown + "\"sni\"", ""},
        {"unknown key of a step", with("\"text\": \"y\"", "\"txt\": \"y\""), "27, steps[1].txt", unknown + "\"txt\"",
         "allowed: do, from, text"},
        {"unknown key of expect", with("\"outcome\"", "\"result\""), "30, expect.result", unknown + "\"result\"",
         "allowed: alert, by, early_data, outcome"},
    };
}

std::vector<Mistake> wrongTypes()
{
    return {
        {"not an object", "[1, 2]", "1", "is not an object", "{ \"key\": value"},
        {"number for a string", with("\"on\"", "1"), "16, client.ems", "is not a string", "quotes"},
        {"string for a list", with("[\"x25519\"]", "\"x25519\""), "14, client.groups", "is not a list", "[\"...\""},
        {"number in a list", with("[\"x25519\"]", "[\"x25519\", 29]"), "14, client.groups[1]", "is not a string",
         "quotes"},
        {"string for a number", with("\"seed\": 5", "\"seed\": \"5\""), "6, seed", "\"5\" is not allowed",
         "a whole number from 0 to 18446744073709551615"},
        {"negative number", with("\"seed\": 5", "\"seed\": -5"), "6, seed", "-5 is not allowed", "a whole number"},
        {"fraction", with("\"seed\": 5", "\"seed\": 1.5"), "6, seed", "1.5 is not allowed", "a whole number"},
        {"string for an object", with("{ \"outcome\": \"closed\" }", "\"closed\""), "30, expect", "is not an object",
         "{ \"key\": value"},
        {"string for a flag", with("\"ems\": \"on\"", "\"verify\": \"yes\""), "16, client.verify",
         "is not true or false", "without quotes"},
        {"string for a step", with("{ \"from\": \"server\", \"text\": \"y\" }", "\"y\""), "27, steps[1]",
         "is not an object", "{ \"key\": value"},
        {"null for a list", with("[\"x25519\"]", "null"), "14, client.groups", "is not a list", "[\"...\""},
    };
}

std::vector<Mistake> wrongWords()
{
    return {
        {"unknown suite", with("\"TLS_RSA_WITH_AES_256_CBC_SHA\"", "\"TLS_RSA_WITH_AES_256_CBC_SHAA\""),
         "12, client.suites[1]", "\"TLS_RSA_WITH_AES_256_CBC_SHAA\" is not known",
         "did you mean \"TLS_RSA_WITH_AES_256_CBC_SHA\"?"},
        {"no suite", with("\"suites\": [\"TLS_RSA_WITH_AES_128_CBC_SHA\"]", "\"suites\": []"), "20, server.suites",
         "at least one cipher suite", "hellodone list suites"},
        {"no suites at all", with("\"suites\": [\"TLS_RSA_WITH_AES_128_CBC_SHA\"],", ""), "19, server.suites",
         "at least one cipher suite", ""},
        {"unknown group", with("\"x25519\"", "\"x25518\""), "14, client.groups[0]", "\"x25518\" is not known",
         "did you mean \"x25519\"?"},
        {"unknown signature", with("\"rsa_pkcs1_sha256\"", "\"rsa_pkcs_sha256\""), "15, client.signatures[0]",
         "\"rsa_pkcs_sha256\" is not known", "did you mean \"rsa_pkcs1_sha256\"?"},
        {"unknown certificate", with("\"server-rsa\"", "\"server-rsaa\""), "21, server.certificates[0]",
         "there is no certificate \"server-rsaa\"", "did you mean \"server-rsa\"?"},
        {"unknown anchor", with("[\"root\"]", "[\"rooot\"]"), "17, client.trust[0]",
         "there is no certificate \"rooot\"", "did you mean \"root\"?"},
        {"unknown version", with("[\"tls1.2\"]", "[\"tls1.2\", \"tls9\"]"), "9, client.versions[1]",
         "\"tls9\" is not a version", "allowed: ssl3, tls1.0, tls1.1, tls1.2"},
        {"unknown alert", with("\"outcome\": \"closed\"", "\"outcome\": \"failed\", \"alert\": \"handshake_failur\""),
         "30, expect.alert", "\"handshake_failur\" is not an alert", "did you mean \"handshake_failure\"?"},
        {"unknown outcome", with("\"outcome\": \"closed\"", "\"outcome\": \"good\""), "30, expect.outcome",
         "\"good\" is not allowed", "allowed: open, closed, failed, handshaking"},
        {"unknown side", with("\"from\": \"server\"", "\"from\": \"both\""), "27, steps[1].from",
         "\"both\" is not allowed", "allowed: client, server"},
        {"unknown closer", with("\"close\": \"client\"", "\"close\": \"both\""), "29, close", "\"both\" is not allowed",
         "allowed: none, client, server"},
        {"unknown wish", with("\"on\"", "\"maybe\""), "16, client.ems", "\"maybe\" is not allowed",
         "allowed: off, on, require"},
        {"unknown client_auth", with("\"client_auth\": \"none\"", "\"client_auth\": \"please\""),
         "22, server.client_auth", "\"please\" is not allowed", "allowed: none, request, require"},
        {"curve for dh", with("\"ffdhe2048\"", "\"x25519\""), "23, server.dh", "\"x25519\" is no finite-field group",
         "ffdhe2048 to ffdhe8192"},
        {"another format", with("hellodone-scenario", "hellodone-recording"), "2, format", "is not allowed",
         "allowed: hellodone-scenario"},
        {"newer version of the format", with("\"version\": 1", "\"version\": 2"), "3, version", "2 is not allowed",
         "from 1 to 1"},
        {"order too large", with("\"order\": 3", "\"order\": 10000"), "4, order", "10000 is not allowed",
         "from 0 to 9999"},
        {"records too small", with("\"ems\": \"on\"", "\"record_size\": 63"), "16, client.record_size",
         "63 is not allowed", "from 64 to 16384"},
        {"records too large", with("\"ems\": \"on\"", "\"record_size\": 16385"), "16, client.record_size",
         "16385 is not allowed", "from 64 to 16384"},
        {"empty protocol", with("\"ems\": \"on\"", "\"alpn\": [\"h2\", \"\"]"), "16, client.alpn[1]", "0 bytes",
         "1 to 255"},
        {"long protocol", with("\"ems\": \"on\"", "\"alpn\": [\"" + std::string(256, 'a') + "\"]"),
         "16, client.alpn[0]", "256 bytes", "1 to 255"},
    };
}

std::vector<Mistake> wrongOptions()
{
    const auto client = [](const std::string &option) { return with("\"ems\": \"on\"", option); };
    const auto server = [](const std::string &option) { return with("\"dh\": \"ffdhe2048\"", option); };
    const auto step = [](const std::string &rest) { return with("\"text\": \"y\"", rest); };
    return {
        {"no such deed", step("\"do\": \"sing\""), "27, steps[1].do", "\"sing\" is not allowed",
         "allowed: send, renegotiate, alert, update_keys, request_certificate"},
        {"text with an alert", step("\"do\": \"alert\", \"text\": \"y\""), "27, steps[1].text", "unknown key \"text\"",
         "allowed: alert, do, from, level"},
        {"no such alert", step("\"do\": \"alert\", \"alert\": \"user_cancelled\""), "27, steps[1].alert",
         "\"user_cancelled\" is not an alert", "did you mean \"user_canceled\"?"},
        {"suite without its key",
         with("\"suites\": [\"TLS_RSA_WITH_AES_128_CBC_SHA\"]", "\"suites\": [\"TLS_PSK_WITH_AES_128_CBC_SHA\"]"),
         "20, server.suites[0]", "TLS_PSK_WITH_AES_128_CBC_SHA needs a pre-shared key", "add \"psk\""},
        {"odd digits", client(R"("psk": [{ "identity": "a", "key": "abc" }])"), "16, client.psk[0].key",
         "\"abc\" is no run of bytes", "two hexadecimal digits"},
        {"nameless key", client(R"("psk": [{ "identity": "", "key": "ab" }])"), "16, client.psk[0].identity",
         "needs an identity", "a name"},
        {"fragment of no size", client("\"max_fragment_length\": 600"), "16, client.max_fragment_length",
         "600 is not allowed", "512, 1024, 2048, 4096"},
        {"even prime", server(R"("dh": { "p": "d7960929577d3dc99a24188e4ce0273e", "g": "02" })"), "23, server.dh.p",
         "nobody can compute with these numbers", "odd prime"},
        {"no such status", server("\"ocsp\": \"fine\""), "23, server.ocsp", "\"fine\" is not allowed",
         "allowed: none, good, revoked, outdated"},
    };
}

std::vector<Mistake> wrongOptionsOfTls13()
{
    const auto client = [](const std::string &option) { return with("\"ems\": \"on\"", option); };
    const auto server = [](const std::string &option) { return with("\"dh\": \"ffdhe2048\"", option); };
    return {
        {"no such mode", client(R"("psk_modes": ["psk_dhe_ke", "psk"])"), "16, client.psk_modes[1]",
         "\"psk\" is not a mode", "allowed: psk_ke, psk_dhe_ke"},
        {"no such hash", client(R"("psk": [{ "identity": "a", "key": "ab", "hash": "SHA-1" }])"),
         "16, client.psk[0].hash", "\"SHA-1\" is not allowed", "allowed: SHA-256, SHA-384"},
        {"share of a group that is not offered", client(R"("key_shares": ["x25519", "secp256r1"])"),
         "16, client.key_shares[1]", "\"secp256r1\" is none of the groups", "\"groups\""},
        {"share of no group", client(R"("key_shares": ["x25518"])"), "16, client.key_shares[0]",
         "\"x25518\" is not known", "did you mean \"x25519\"?"},
        {"two shares of a group", client(R"("key_shares": ["x25519", "x25519"])"), "16, client.key_shares[1]",
         "\"x25519\" stands there twice", "one key_share"},
        {"bytes for early data", client("\"early_data\": 1024"), "16, client.early_data", "is not a string", "quotes"},
        {"text for how much early data", server("\"early_data\": \"GET /\""), "23, server.early_data",
         "\"GET /\" is not allowed", "from 0 to 4294967295"},
        {"padding beyond a record", client("\"record_padding\": 16385"), "16, client.record_padding",
         "16385 is not allowed", "from 0 to 16384"},
        {"no ticket at all", server("\"ticket_count\": 0"), "23, server.ticket_count", "0 is not allowed",
         "from 1 to 16"},
        {"cookie of the client", client("\"cookie\": true"), "16, client.cookie", "unknown key \"cookie\"", ""},
        {"word for a flag", server("\"anti_replay\": \"on\""), "23, server.anti_replay", "is not true or false",
         "without quotes"},
    };
}

std::vector<Mistake> wrongDeeds()
{
    const auto step = [](const std::string &rest) { return with("\"text\": \"y\"", rest); };
    const auto top = [](const std::string &key) { return with("\"order\": 3", key); };
    const std::string noSteps = "\"steps\": [\n    { \"from\": \"client\", \"text\": \"x\" },\n"
                                "    { \"from\": \"server\", \"text\": \"y\" }\n  ]";
    return {
        {"a client that asks", with("{ \"from\": \"server\", \"text\": \"y\" }", "{ \"do\": \"request_certificate\" }"),
         "27, steps[1].from", "asks for no certificate", "\"from\": \"server\""},
        {"request without an update", step("\"do\": \"request_certificate\", \"request\": true"),
         "27, steps[1].request", "unknown key \"request\"", ""},
        {"word for a request", step("\"do\": \"update_keys\", \"request\": \"yes\""), "27, steps[1].request",
         "is not true or false", "without quotes"},
        {"steps after a replay", top("\"replay\": true"), "25, steps", "nobody is there to take a step",
         "\"steps\": []"},
        {"close after a replay", with(noSteps, "\"replay\": true"), "26, close", "nobody is there to close",
         "\"close\": \"none\""},
        {"sealed message", top(R"("attacker": [{ "message": "certificate", "remove_extension": "cookie" }])"),
         "4, attacker[0].message", "\"certificate\" cannot be changed without keys",
         "allowed: client_hello, server_hello, hello_retry_request"},
        {"no such extension", top(R"("attacker": [{ "message": "client_hello", "remove_extension": "cookies" }])"),
         "4, attacker[0].remove_extension", "\"cookies\" is no extension", "did you mean \"cookie\"?"},
        {"no deed", top(R"("attacker": [{ "message": "client_hello" }])"), "4, attacker[0].remove_extension",
         "\"\" is no extension", "allowed: server_name, "},
        {"data of what is removed",
         top(R"("attacker": [{ "message": "client_hello", "remove_extension": "cookie", "data": "00" }])"),
         "4, attacker[0].data", "unknown key \"data\"", "allowed: message, remove_extension"},
        {"odd data", top(R"("attacker": [{ "message": "server_hello", "add_extension": "cookie", "data": "0" }])"),
         "4, attacker[0].data", "\"0\" is no run of bytes", "two hexadecimal digits"},
        {"a session from the future", top(R"("earlier": { "client": {}, "server": {}, "seconds_before": -1 })"),
         "4, earlier.seconds_before", "-1 is not allowed", "from 0 to 604800"},
        {"fate of early data", with("\"outcome\": \"closed\"", "\"early_data\": \"lost\""), "30, expect.early_data",
         "\"lost\" is not allowed", "allowed: accepted, rejected"},
    };
}

std::vector<Mistake> wrongTimes()
{
    std::vector<Mistake> mistakes;
    for (const char *time :
         {"", "yesterday", "2026-01-15", "2026-01-15T12:00:00", "2026-01-15 12:00:00Z", "2026-02-30T12:00:00Z",
          "2026-13-01T12:00:00Z", "2026-01-15T24:00:00Z", "2026-01-15T12:60:00Z", "2026-01-15T12:00:60Z",
          "2026-01-15T12:00:00Zulu", "2026-01-15T12:00:00+01:00", "26-1-5T1:2:3Z", " 2026-01-15T12:00:0Z",
          "-026-01-15T12:00:00Z"})
        mistakes.push_back(
            {time, with("2026-01-15T12:00:00Z", time), "7, clock", "is not a time", "2026-01-15T12:00:00Z"});
    mistakes.push_back({"no clock", with("\"clock\": \"2026-01-15T12:00:00Z\",", ""), "1, clock", "is not a time", ""});
    return mistakes;
}

std::vector<Mistake> wrongSyntax()
{
    const std::string json = "is not JSON: syntax error";
    return {
        {"empty file", "", "1", json, "missing comma"},
        {"missing comma", with("\"order\": 3,", "\"order\": 3"), "5", json, "missing comma"},
        {"trailing comma", with("\"trust\": [\"root\"]", "\"trust\": [\"root\"],"), "18", json, "missing comma"},
        {"missing quote", with("\"seed\": 5", "seed: 5"), "6", json, "quote"},
        {"missing bracket", with("{ \"outcome\": \"closed\" }\n}", "{ \"outcome\": \"closed\" }\n"), "32", json,
         "bracket"},
        {"no UTF-8", with("A title", "A \xff title"), "5", "is not JSON", ""},
        {"something behind", plainScenario() + "x", "32", json, ""},
    };
}

} // namespace

const std::vector<Mistake> &mistakes()
{
    static const std::vector<Mistake> all = [] {
        std::vector<Mistake> list;
        for (const std::vector<Mistake> &more : {wrongKeys(), wrongTypes(), wrongWords(), wrongOptions(),
                                                 wrongOptionsOfTls13(), wrongDeeds(), wrongTimes(), wrongSyntax()})
            list.insert(list.end(), more.begin(), more.end());
        return list;
    }();
    return all;
}

} // namespace hd::test
