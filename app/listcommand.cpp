// SPDX-License-Identifier: GPL-3.0-or-later
#include "command.h"
#include "wire/nearest.h"

#include "crypto/keyshares.h"
#include "export/formats.h"
#include "formats/jsonlayout.h"
#include "scenario/scenario.h"
#include "wire/registry.h"
#include "wire/suitestatus.h"

namespace hd::app {

/// One list: objects with the same members each, the first of which says what it is.
struct List
{
    std::string_view name;
    Json (*rows)();
};

static std::string hexCode(std::uint64_t code, unsigned width)
{
    Bytes bytes;
    appendNumber(bytes, code, width);
    return "0x" + toHex(bytes);
}

static Json scenarios()
{
    Json rows = Json::array();
    for (const ScenarioInfo &info : builtinScenarios())
        rows.push_back({{"name", info.name},
                        {"group", info.group.en},
                        {"title", info.title.en},
                        {"subtitle", info.subtitle.en},
                        {"description", info.description.en}});
    return rows;
}

static std::string versionRange(const CipherSuite &suite)
{
    const std::string first = names::version(suite.first), last = names::version(suite.last);
    return first == last ? first : first + " - " + last;
}

/// RFC 8446 1.2: from TLS 1.3 on the key exchange is chosen apart from the suite.
static bool isSeparate(const CipherSuite &suite)
{
    return suite.keyExchange == KeyExchange::Separate;
}

static std::string_view forwardSecrecy(const CipherSuite &suite)
{
    if (isSeparate(suite))
        return "but with psk_ke";
    return suite.ephemeral() ? "yes" : "no";
}

static Json suites()
{
    Json rows = Json::array();
    for (const CipherSuite &suite : cipherSuites())
        rows.push_back({{"name", suite.name},
                        {"code", hexCode(suite.code, 2)},
                        {"openssl", suite.openssl},
                        {"versions", versionRange(suite)},
                        {"key_exchange", isSeparate(suite) ? "any" : suite.keyExchangeName()},
                        {"cipher", suite.cipherName()},
                        {"forward_secrecy", forwardSecrecy(suite)},
                        {"status", statusOf(suite).word()},
                        {"why", statusOf(suite).why}});
    return rows;
}

static std::string_view kindOf(const NamedGroup &group)
{
    switch (group.kind) {
    case GroupKind::Ec:
    case GroupKind::Montgomery:
        return "curve";
    case GroupKind::Ffdhe:
        return "finite field";
    case GroupKind::Hybrid:
        return "curve and ML-KEM";
    }
    return {};
}

static Json groups()
{
    crypto::Context context;
    Json rows = Json::array();
    for (const NamedGroup &group : namedGroups())
        rows.push_back({{"name", group.name},
                        {"code", hexCode(group.code, 2)},
                        {"kind", kindOf(group)},
                        {"versions", group.kind == GroupKind::Hybrid ? "TLS 1.3" : "TLS 1.0 - TLS 1.3"},
                        {"runs", KeyAgreement::obstacle(context, group.code).empty()},
                        {"why_not", KeyAgreement::obstacle(context, group.code)}});
    return rows;
}

/// RFC 8446 4.2.3: in TLS 1.3 PKCS #1, SHA-1 and DSA are for certificates alone, if at all.
static std::string_view useInTls13(std::string_view scheme)
{
    if (scheme.starts_with("dsa_") || scheme.ends_with("_md5") || scheme.ends_with("_sha224"))
        return "no";
    if (scheme.starts_with("rsa_pkcs1_") || scheme.ends_with("_sha1"))
        return "certificates";
    return "yes";
}

static Json signatures()
{
    Json rows = Json::array();
    for (const SignatureScheme &scheme : signatureSchemes())
        rows.push_back({{"name", scheme.name}, {"code", hexCode(scheme.code, 2)}, {"tls1.3", useInTls13(scheme.name)}});
    return rows;
}

static Json extensions()
{
    Json rows = Json::array();
    for (const ExtensionName &extension : extensionNames())
        rows.push_back({{"name", extension.name}, {"code", extension.code}});
    return rows;
}

static Json alerts()
{
    Json rows = Json::array();
    for (const AlertName &alert : alertNames())
        rows.push_back({{"name", alert.name}, {"code", alert.code}});
    return rows;
}

static Json formats()
{
    Json rows = Json::array();
    for (const ui::ExportFormat &format : ui::exportFormats())
        rows.push_back({{"name", std::string(".") + format.ending},
                        {"written", true},
                        {"read", std::string_view(format.ending) == "json"},
                        {"what", format.name}});
    return rows;
}

static constexpr List lists[] = {
    {"scenarios", scenarios},   {"suites", suites}, {"groups", groups},   {"signatures", signatures},
    {"extensions", extensions}, {"alerts", alerts}, {"formats", formats},
};

static std::string cell(const Json &value)
{
    if (value.is_boolean())
        return value.get<bool>() ? "yes" : "no";
    return value.is_string() ? value.get<std::string>() : value.dump();
}

/// Columns as wide as their widest cell, under their names.
static std::string asTable(const Json &rows)
{
    std::vector<std::vector<std::string>> table;
    for (const Json &row : rows) {
        std::vector<std::string> names, cells;
        for (const auto &[name, value] : row.items()) {
            if (name == "description")
                continue; // a paragraph
            names.push_back(name);
            cells.push_back(cell(value));
        }
        if (table.empty())
            table.push_back(names);
        table.push_back(cells);
    }
    std::vector<std::size_t> widths;
    for (const std::vector<std::string> &line : table)
        for (std::size_t i = 0; i < line.size(); ++i) {
            widths.resize(std::max(widths.size(), i + 1));
            widths[i] = std::max(widths[i], line[i].size());
        }
    std::string text;
    for (const std::vector<std::string> &line : table) {
        for (std::size_t i = 0; i + 1 < line.size(); ++i)
            text += line[i] + std::string(widths[i] - line[i].size() + 2, ' ');
        text += line.back() + "\n";
    }
    return text;
}

static int run(const Arguments &arguments)
{
    const std::string &what = arguments.operands()[0];
    std::vector<std::string> names;
    std::string all;
    for (const List &list : lists) {
        if (list.name == what) {
            const Json rows = list.rows();
            return print(arguments.has("--json") ? layOut(rows) : asTable(rows));
        }
        names.emplace_back(list.name);
        all += (all.empty() ? "" : ", ") + names.back();
    }
    return fail(Usage, {"there is no list of \"" + what + "\"", {}, suggestion(what, names, "one of " + all)});
}

static constexpr Option options[] = {
    {"--json", "", "print the list as JSON"},
};

const Command listCommand{
    "list",
    "WHAT",
    "list what there is",
    1,
    1,
    options,
    run,
    "WHAT is scenarios, suites, groups, signatures, extensions, alerts or formats: what this program runs, names,\n"
    "writes and reads.\n"};

} // namespace hd::app
