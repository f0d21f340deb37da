// SPDX-License-Identifier: GPL-3.0-or-later
#include "variants.h"

#include "wire/registry.h"

#include <set>

namespace hd::test {

namespace {

/// 512 bits, as an export suite wants them.
constexpr const char *shortDh =
    "{\"p\":"
    "\"99339ff069e5027e54709773f7922f0acc04b665a81c0c35d3587c6c4a1de098f352a061e620d62cbd75877c78de437209bced71f80212"
    "8ff97a13250d63d03f\",\"g\":\"02\"}";

const char *wordOf(Version version)
{
    static constexpr const char *words[] = {"ssl3", "tls1.0", "tls1.1", "tls1.2", "tls1.3"};
    return words[version - ssl30];
}

std::string certificateOf(const CipherSuite &suite)
{
    switch (suite.authentication) {
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
    return "";
}

void both(std::vector<std::string> &settings, const std::string &setting)
{
    settings.push_back("client." + setting);
    settings.push_back("server." + setting);
}

/// What makes a connection of this version and suite possible.
std::vector<std::string> settingsFor(Version version, const CipherSuite &suite)
{
    std::vector<std::string> settings;
    both(settings, std::string("versions=") + wordOf(version));
    both(settings, "suites=" + std::string(suite.name));
    both(settings, "groups=x25519,secp256r1");
    both(settings, "signatures=rsa_pkcs1_sha256,ecdsa_secp256r1_sha256,dsa_sha256,rsa_pkcs1_sha1,dsa_sha1");
    both(settings, "renegotiation=secure");
    if (suite.usesPsk())
        both(settings, R"(psk=[{"identity":"reader","key":"00112233445566778899aabbccddeeff"}])");
    settings.push_back("server.certificates=" + certificateOf(suite));
    if (suite.exportable() && suite.usesDh()) {
        settings.push_back(std::string("server.dh=") + shortDh);
        settings.push_back("client.minimum_dh_bits=512");
    }
    return settings;
}

constexpr const char *twoHandshakes =
    R"(steps=[{"from":"client","text":"ping"},{"from":"server","text":"pong, and a longer answer to it"},)"
    R"({"from":"client","do":"renegotiate"},{"from":"client","text":"again"},{"from":"server","text":"and again"}])";

Variant variantOf(Version version, const CipherSuite &suite, bool encryptThenMac)
{
    Variant variant{std::string(wordOf(version)) + " " + std::string(suite.name) +
                        (suite.mode == CipherMode::Cbc && encryptThenMac ? " EtM" : ""),
                    settingsFor(version, suite), 2};
    both(variant.settings, encryptThenMac ? "etm=on" : "etm=off");
    both(variant.settings, encryptThenMac ? "ems=on" : "ems=off");
    variant.settings.emplace_back(twoHandshakes);
    return variant;
}

template<class Take>
void eachSuite(Take take)
{
    for (const Version version : {ssl30, tls10, tls11, tls12})
        for (const CipherSuite &suite : cipherSuites())
            if (suite.usableIn(version))
                for (const bool encryptThenMac : {false, true})
                    if (!encryptThenMac || (suite.mode == CipherMode::Cbc && version != ssl30))
                        take(version, suite, encryptThenMac);
}

/// A connection of TLS 1.0 or another version and a common suite, with more settings.
Variant flow(std::string name, const char *version, std::vector<std::string> settings)
{
    std::vector<std::string> all;
    both(all, std::string("versions=") + version);
    both(all, "suites=TLS_RSA_WITH_AES_128_CBC_SHA");
    both(all, "signatures=rsa_pkcs1_sha256,rsa_pkcs1_sha1");
    all.insert(all.end(), settings.begin(), settings.end());
    const auto renegotiates = [](const std::string &setting) {
        return setting.find("\"renegotiate\"") != std::string::npos;
    };
    const bool twice = std::any_of(all.begin(), all.end(), renegotiates) && name.find("refused") == std::string::npos;
    return {version + (" " + std::move(name)), std::move(all), twice ? std::size_t{2} : std::size_t{1}};
}

} // namespace

std::vector<Variant> suiteVariants()
{
    std::vector<Variant> variants;
    eachSuite([&variants](Version version, const CipherSuite &suite, bool encryptThenMac) {
        variants.push_back(variantOf(version, suite, encryptThenMac));
    });
    return variants;
}

std::vector<Variant> distinctSuiteVariants()
{
    std::vector<Variant> variants;
    std::set<std::string> protections, exchanges;
    eachSuite([&](Version version, const CipherSuite &suite, bool encryptThenMac) {
        const std::string protection = std::to_string(version) + std::string(suite.cipherName()) +
                                       names::hashName(suite.mac) + (encryptThenMac ? "+" : "");
        if (protections.insert(protection).second | exchanges.insert(std::string(suite.keyExchangeName())).second)
            variants.push_back(variantOf(version, suite, encryptThenMac));
    });
    return variants;
}

std::vector<Variant> flowVariants()
{
    const std::string again = R"({"from":"client","text":"later"}])";
    const std::string data = R"(steps=[{"from":"client","text":"first"},)";
    const std::string longText(5000, 'y');
    std::vector<Variant> variants;
    for (const char *version : {"ssl3", "tls1.0", "tls1.1", "tls1.2"}) {
        const auto add = [&](const char *name, std::vector<std::string> settings) {
            variants.push_back(flow(name, version, std::move(settings)));
        };
        add("client certificate", {"server.client_auth=require", "client.certificates=client-rsa"});
        add("no client certificate", {"server.client_auth=request"});
        add("client certificate missing", {"server.client_auth=require"});
        add("session id", {"earlier={}"});
        add("session id, then a handshake",
            {"earlier={}", "client.renegotiation=secure", "server.renegotiation=secure", twoHandshakes});
        add("ticket", {"earlier={}", "client.session_ticket=true", "server.tickets=true"});
        add("renegotiation by the server", {"client.renegotiation=secure", "server.renegotiation=secure",
                                            data + R"({"from":"server","do":"renegotiate"},)" + again});
        add("insecure renegotiation",
            {"client.renegotiation_info=off", "client.renegotiation=insecure", "server.renegotiation=insecure",
             data + R"({"from":"client","do":"renegotiate"},)" + again});
        add("renegotiation refused", {"client.renegotiation=off", "server.renegotiation=secure",
                                      data + R"({"from":"server","do":"renegotiate"},)" + again});
        add("DEFLATE", {"client.compression=true", "server.compression=true",
                        data + R"({"from":"client","text":")" + longText + R"("},)" + again});
        add("small records", {"client.record_size=100", "server.record_size=64"});
        add("split records", {"client.record_splitting=true", "server.record_splitting=true"});
        add("SSL 2.0 hello", {"client.ssl2_hello=true"});
        add("stapled response", {"client.status_request=true", "server.ocsp=good"});
        add("alerts", {data + R"({"from":"client","do":"alert","alert":"user_canceled","level":"warning"},)" + again});
        add("fatal alert",
            {data + R"({"from":"server","do":"alert","alert":"internal_error","level":"fatal"}])", "close=none"});
        add("limits", {"client.max_fragment_length=512", "server.record_size_limit=512",
                       data + R"({"from":"client","text":")" + longText + R"("},)" + again});
    }
    return variants;
}

/// A connection of TLS 1.3 with both suites of another hash, so that the server's choice shows.
static Variant tls13Flow(std::string name, std::vector<std::string> settings, const std::string &suites = {})
{
    std::vector<std::string> all;
    both(all, "versions=tls1.3");
    both(all, "suites=" + (suites.empty() ? "TLS_AES_128_GCM_SHA256,TLS_AES_256_GCM_SHA384" : suites));
    both(all, "groups=x25519,secp256r1,ffdhe2048");
    both(all, "signatures=rsa_pss_rsae_sha256,ecdsa_secp256r1_sha256,ed25519");
    all.emplace_back(R"(steps=[{"from":"client","text":"ping"},{"from":"server","text":"pong, and more"}])");
    all.insert(all.end(), settings.begin(), settings.end());
    return {"tls1.3 " + std::move(name), std::move(all), 1};
}

std::vector<Variant> tls13Variants()
{
    const std::string early = "client.early_data=GET / early";
    const std::string updates =
        R"(steps=[{"from":"client","do":"update_keys","request":true},{"from":"client","text":"one"},)"
        R"({"from":"server","text":"two"},{"from":"server","do":"update_keys","request":false},)"
        R"({"from":"server","text":"three"},{"from":"client","do":"update_keys","request":false},)"
        R"({"from":"client","text":"four"}])";
    const std::string asked = R"(steps=[{"from":"client","text":"me"},{"from":"server","do":"request_certificate"},)"
                              R"({"from":"server","text":"who?"},{"from":"client","text":"me"}])";
    const std::string psk = R"(psk=[{"identity":"someone","key":"00112233445566778899aabbccddeeff"}])";
    std::vector<Variant> variants;
    for (const CipherSuite &suite : cipherSuites())
        if (suite.usableIn(tls13))
            for (const char *earlier : {"", "earlier={}"})
                variants.push_back(tls13Flow(std::string(suite.name) + (*earlier ? " resumed" : ""),
                                             {"server.tickets=true", *earlier ? earlier : "server.ticket_count=2"},
                                             std::string(suite.name)));
    const auto add = [&variants](const char *name, std::vector<std::string> settings) {
        variants.push_back(tls13Flow(name, std::move(settings)));
    };
    add("ffdhe", {"client.groups=ffdhe2048", "server.groups=ffdhe2048"});
    add("hello_retry_request", {"client.key_shares=secp256r1", "server.groups=x25519"});
    add("no share", {"client.key_shares=[]"});
    add("cookie", {"server.cookie=true"});
    add("cookie, resumed", {"server.cookie=true", "server.tickets=true", "earlier={}"});
    add("no compatibility", {"client.middlebox_compat=false", "server.middlebox_compat=false"});
    add("padding", {"client.record_padding=64", "server.record_padding=128"});
    add("small records", {"client.record_size=100", "server.record_size=64"});
    add("client certificate", {"server.client_auth=require", "client.certificates=client-rsa"});
    add("no client certificate", {"server.client_auth=request"});
    add("client certificate missing", {"server.client_auth=require"});
    add("client certificate later", {"client.post_handshake_auth=true", "client.certificates=client-rsa", asked});
    add("key_update", {updates});
    add("early data", {"server.tickets=true", "server.early_data=1000", early, "earlier={}"});
    add("early data rejected", {"server.tickets=true", "server.early_data=1000", early, "server.alpn=h2",
                                "client.alpn=h2", R"(earlier={"server":{"alpn":[]}})"});
    add("early data and hello_retry_request",
        {"server.tickets=true", "server.early_data=1000", early, "client.key_shares=secp256r1", "server.groups=x25519",
         R"(earlier={"client":{"key_shares":["x25519"]}})"});
    // the server of the earlier connection spoke TLS 1.3, and this one does not: the client gives up (RFC 8446 4.2.10)
    for (const char *compatible : {"true", "false"}) {
        const std::string both = "TLS_AES_128_GCM_SHA256,TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256";
        Variant variant = tls13Flow(std::string("early data for TLS 1.2, compatible ") + compatible,
                                    {"server.tickets=true", early, "client.versions=tls1.3,tls1.2",
                                     "server.versions=tls1.2", std::string("client.middlebox_compat=") + compatible,
                                     R"(earlier={"server":{"versions":["tls1.3"],"early_data":1000}})"},
                                    both);
        variant.handshakes = 0;
        variants.push_back(std::move(variant));
    }
    add("external psk", {"client." + psk, "server." + psk});
    add("external psk alone", {"client." + psk, "server." + psk, "client.psk_modes=psk_ke", "server.psk_modes=psk_ke"});
    add("unknown psk", {"client." + psk});
    add("grease", {"client.grease=true"});
    add("either version", {"client.versions=tls1.3,tls1.2", "server.versions=tls1.3,tls1.2"});
    add("stapled response", {"client.status_request=true", "server.ocsp=good"});
    add("fatal alert",
        {R"(steps=[{"from":"server","do":"alert","alert":"internal_error","level":"fatal"}])", "close=none"});
    return variants;
}

} // namespace hd::test
