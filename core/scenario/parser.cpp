// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenario/reader.h"

#include "scenario/pki.h"
#include "scenario/scenario.h"

namespace hd {

namespace {

std::vector<std::string> versionWords()
{
    return {"tls1.2"};
}

template<class Rows>
std::vector<std::string> namesIn(Rows rows)
{
    std::vector<std::string> names;
    for (const auto &row : rows)
        names.emplace_back(row.name);
    return names;
}

template<class T>
std::vector<std::uint16_t> codesOf(ObjectReader &reader, const char *key, std::span<const T> rows,
                                   const T *(*byName)(std::string_view))
{
    std::vector<std::uint16_t> codes;
    reader.eachString(key, [&](const std::string &name, const std::string &path) {
        const T *row = byName(name);
        if (!row)
            reader.fail(path, "\"" + name + "\" is not known", allowedWords(name, namesIn(rows)));
        codes.push_back(row->code);
    });
    return codes;
}

std::vector<std::string> pkiNames(ObjectReader &reader, const char *key)
{
    std::vector<std::string> names;
    reader.eachString(key, [&](const std::string &name, const std::string &path) {
        const std::vector<std::string> known = Pki::names();
        if (std::find(known.begin(), known.end(), name) == known.end())
            reader.fail(path, "there is no certificate \"" + name + "\"", allowedWords(name, known));
        names.push_back(name);
    });
    return names;
}

Wish wish(ObjectReader &reader, const char *key)
{
    return reader.word<Wish>(key, {{"off", Wish::Off}, {"on", Wish::On}, {"require", Wish::Require}}, Wish::On);
}

/// What both parties have.
PartyPlan commonPlan(ObjectReader &reader)
{
    PartyPlan plan;
    PartyConfig &config = plan.config;
    config.versions.clear();
    reader.eachString("versions", [&](const std::string &word, const std::string &path) {
        if (word != "tls1.2")
            reader.fail(path, "\"" + word + "\" is not a version that can be run", allowedWords(word, versionWords()));
        config.versions.push_back(tls12);
    });
    if (config.versions.empty())
        config.versions = {tls12};
    config.suites = codesOf<CipherSuite>(reader, "suites", cipherSuites(), &cipherSuite);
    if (config.suites.empty())
        reader.fail("suites", "at least one cipher suite is needed", "see `hellodone list suites`");
    config.groups = codesOf<NamedGroup>(reader, "groups", namedGroups(), &namedGroup);
    config.signatures = codesOf<SignatureScheme>(reader, "signatures", signatureSchemes(), &signatureScheme);
    reader.eachString("alpn", [&](const std::string &word, const std::string &path) {
        if (word.empty() || word.size() > 255)
            reader.fail(path, "a protocol name has " + std::to_string(word.size()) + " bytes",
                        "1 to 255 bytes are allowed");
        config.alpn.push_back(word);
    });
    config.extendedMasterSecret = wish(reader, "ems");
    config.encryptThenMac = reader.word<bool>("etm", {{"off", false}, {"on", true}}, true);
    config.verifyPeer = reader.boolean("verify", true);
    config.fragmentLimit = static_cast<std::size_t>(reader.number("record_size", 1 << 14, 64, 1 << 14));
    plan.certificates = pkiNames(reader, "certificates");
    plan.trust = pkiNames(reader, "trust");
    return plan;
}

/// Without them a client could verify nothing, and a certificate_request would break its own syntax (RFC 5246 7.4.4).
void requireSignatures(const ObjectReader &reader, const PartyConfig &config)
{
    if (config.signatures.empty())
        reader.fail("signatures", "at least one signature scheme is needed", "see `hellodone list signatures`");
}

PartyPlan clientPlan(ObjectReader reader)
{
    PartyPlan plan = commonPlan(reader);
    requireSignatures(reader, plan.config);
    plan.config.serverName = reader.string("sni", "");
    plan.config.renegotiationSignal = reader.word<RenegotiationSignal>("renegotiation_info",
                                                                       {{"extension", RenegotiationSignal::Extension},
                                                                        {"scsv", RenegotiationSignal::Scsv},
                                                                        {"off", RenegotiationSignal::Off}},
                                                                       RenegotiationSignal::Extension);
    plan.config.sessionTicket = reader.boolean("session_ticket", false);
    plan.config.minimumDhBits = static_cast<std::uint32_t>(reader.number("minimum_dh_bits", 1024, 256, 16384));
    reader.end();
    return plan;
}

PartyPlan serverPlan(ObjectReader reader)
{
    PartyPlan plan = commonPlan(reader);
    plan.config.clientAuth = reader.word<ClientAuth>(
        "client_auth", {{"none", ClientAuth::None}, {"request", ClientAuth::Request}, {"require", ClientAuth::Require}},
        ClientAuth::None);
    if (plan.config.clientAuth != ClientAuth::None)
        requireSignatures(reader, plan.config);
    const std::string group = reader.string("dh", "ffdhe2048");
    const NamedGroup *named = namedGroup(group);
    if (!named || named->kind != GroupKind::Ffdhe)
        reader.fail("dh", "\"" + group + "\" is no finite-field group", "ffdhe2048 to ffdhe8192 are allowed");
    plan.config.dhGroup = named->code;
    reader.end();
    return plan;
}

LocalText localText(ObjectReader reader)
{
    LocalText text{reader.string("en", ""), reader.string("zh", "")};
    reader.end();
    return text;
}

const WordList<Side> sides{{"client", Side::Client}, {"server", Side::Server}};

Expectation expectation(ObjectReader reader)
{
    Expectation expect;
    expect.outcome =
        reader.word<std::string>("outcome", {{"open", "open"}, {"closed", "closed"}, {"failed", "failed"}}, "open");
    expect.alert = reader.string("alert", "");
    if (!expect.alert.empty() && !alertByName(expect.alert))
        reader.fail("alert", "\"" + expect.alert + "\" is not an alert",
                    allowedWords(expect.alert, namesIn(alertNames())));
    using Sender = std::optional<Side>;
    expect.by = reader.word<Sender>("by", {{"client", Side::Client}, {"server", Side::Server}}, std::nullopt);
    reader.end();
    return expect;
}

std::shared_ptr<const Scenario> read(ObjectReader reader, std::string_view text, std::string_view fileName)
{
    auto scenario = std::make_shared<Scenario>();
    scenario->text = text;
    scenario->fileName = fileName;
    reader.word<bool>("format", {{"hellodone-scenario", true}}, true);
    reader.number("version", 1, 1, 1);
    const std::string_view base = fileName.substr(fileName.rfind('/') + 1);
    scenario->info.name = base.substr(0, base.rfind(".json"));
    scenario->info.order = static_cast<unsigned>(reader.number("order", 0, 0, 9999));
    scenario->info.group = localText(reader.object("group"));
    scenario->info.title = localText(reader.object("title"));
    scenario->info.subtitle = localText(reader.object("subtitle"));
    scenario->info.description = localText(reader.object("description"));
    scenario->seed = reader.number("seed", 1, 0, UINT64_MAX);
    scenario->clock = reader.time("clock");
    scenario->roundTripMs = static_cast<std::uint32_t>(reader.number("round_trip_ms", 0, 0, 60000));
    scenario->client = clientPlan(reader.object("client"));
    scenario->server = serverPlan(reader.object("server"));
    reader.eachObject("data", [&](ObjectReader step) {
        scenario->data.push_back({step.word<Side>("from", sides, Side::Client), step.string("text", "")});
        step.end();
    });
    using Closer = std::optional<Side>;
    scenario->closedBy = reader.word<Closer>(
        "close", {{"none", std::nullopt}, {"client", Side::Client}, {"server", Side::Server}}, std::nullopt);
    scenario->expect = expectation(reader.object("expect"));
    reader.end();
    return scenario;
}

} // namespace

Result<std::shared_ptr<const Scenario>> parseScenario(std::string_view text, std::string_view fileName)
{
    try {
        const nlohmann::ordered_json json = parseJson(text, fileName);
        return read(ObjectReader(json, "", {text, fileName}), text, fileName);
    } catch (const ReadFailure &failure) {
        return failure.error;
    }
}

} // namespace hd
