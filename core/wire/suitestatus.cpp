// SPDX-License-Identifier: GPL-3.0-or-later
#include "wire/suitestatus.h"

#include <algorithm>

namespace hd {

using Kind = SuiteStatus::Kind;

std::string_view SuiteStatus::word() const
{
    switch (kind) {
    case Kind::Recommended:
        return "recommended";
    case Kind::Legacy:
        return "legacy";
    case Kind::Broken:
        return "broken";
    }
    return {};
}

namespace {

/// A remark and what it is true of.
struct Rule
{
    SuiteStatus status;
    bool (*holds)(const CipherSuite &suite, Version version);
};

using S = const CipherSuite &;
using V = Version;
constexpr Version unknown = 0xffff;

bool usesCbc(S suite)
{
    return suite.mode == CipherMode::Cbc;
}

/// In the order in which they count, the broken before the old.
constexpr Rule rules[] = {
    {{Kind::Broken, "encrypts nothing", "suite.null", "", 2015, "RFC 7525 4.1"},
     [](S suite, V) { return suite.mode == CipherMode::Null; }},
    // RFC 2246 A.5: "vulnerable to man-in-the-middle attacks and is therefore deprecated"
    {{Kind::Broken, "authenticates nobody (RFC 5246 A.5)", "suite.anonymous", "", 1999, "RFC 2246 A.5"},
     [](S suite, V) { return suite.authentication == Authentication::Anonymous; }},
    // RFC 4346 A.5: "TLS 1.1 implementations MUST NOT negotiate these cipher suites in TLS 1.1 mode"
    {{Kind::Broken, "40 key bits; forbidden in 2006 (RFC 4346 A.5)", "suite.export", "", 2006, "RFC 4346 A.5"},
     [](S suite, V) { return suite.exportable(); }},
    {{Kind::Broken, "512-bit RSA: FREAK, 2015", "suite.freak", "FREAK", 2015, "CVE-2015-0204"},
     [](S suite, V) { return suite.exportable() && suite.usesRsa(); }},
    {{Kind::Broken, "512-bit Diffie-Hellman: Logjam, 2015", "suite.logjam", "Logjam", 2015, "CVE-2015-4000"},
     [](S suite, V) { return suite.exportable() && suite.usesDh(); }},
    {{Kind::Broken, "RC4 has biases; forbidden in 2015 (RFC 7465)", "suite.rc4", "RC4 NOMORE", 2015, "RFC 7465 2"},
     [](S suite, V) { return suite.mode == CipherMode::Stream; }},
    {{Kind::Broken, "56 key bits; withdrawn in 2009 (RFC 5469)", "suite.des", "EFF DES Cracker", 1998, "RFC 5469"},
     [](S suite, V) { return suite.blockLength == 8 && suite.keyLength == 8; }},
    {{Kind::Broken, "blocks of 64 bits: Sweet32, 2016", "suite.3des", "Sweet32", 2016, "CVE-2016-2183"},
     [](S suite, V) { return suite.blockLength == 8; }},
    {{Kind::Broken, "SSL 3.0 does not check its padding: POODLE, 2014", "suite.poodle", "POODLE", 2014,
      "CVE-2014-3566"},
     [](S suite, V version) { return usesCbc(suite) && version == ssl30; }},
    {{Kind::Legacy, "IVs that are known in advance: BEAST, 2011", "suite.beast", "BEAST", 2011, "CVE-2011-3389"},
     [](S suite, V version) { return usesCbc(suite) && version <= tls10; }},
    // RFC 9325 4.1: "SHOULD NOT negotiate cipher suites based on RSA key transport"
    {{Kind::Legacy, "no forward secrecy (RFC 9325 4.1)", "suite.static-rsa", "ROBOT", 2017, "RFC 9325 4.1"},
     [](S suite, V) { return suite.usesRsa(); }},
    // RFC 9325 4.1: "MUST support and prefer to negotiate cipher suites offering forward secrecy"
    {{Kind::Legacy, "no forward secrecy (RFC 9325 4.1)", "suite.static-psk", "", 2022, "RFC 9325 4.1"},
     [](S suite, V) { return suite.keyExchange == KeyExchange::Psk; }},
    {{Kind::Legacy, "DSA is out of use since 2023 (FIPS 186-5)", "suite.dss", "", 2023, "FIPS 186-5"},
     [](S suite, V) { return suite.authentication == Authentication::Dss; }},
    {{Kind::Legacy, "MAC before encryption: Lucky 13, 2013", "suite.cbc", "Lucky Thirteen", 2013, "CVE-2013-0169"},
     [](S suite, V) { return usesCbc(suite); }},
    // RFC 9325 4.1: "SHOULD NOT negotiate cipher suites based on ephemeral finite-field Diffie-Hellman"
    {{Kind::Legacy, "finite-field DH (RFC 9325 4.1)", "suite.dhe", "Raccoon", 2020, "RFC 9325 4.1"},
     [](S suite, V) { return suite.usesDh(); }},
    {{Kind::Legacy, "HMAC with MD5 (RFC 6151)", "suite.md5", "", 2011, "RFC 6151 2.3"},
     [](S suite, V) { return suite.mac == HashName::Md5; }},
    {{Kind::Legacy, "a tag of 64 bits", "suite.short-tag", "", 2018, "RFC 8447 8"},
     [](S suite, V) { return suite.tagLength > 0 && suite.tagLength < 16; }},
};

constexpr SuiteStatus separate{Kind::Recommended, "TLS 1.3 (RFC 8446 B.4)", "suite.tls13", "", 2018, "RFC 8446 B.4"};
constexpr SuiteStatus modern{Kind::Recommended, "forward secrecy and AEAD (RFC 9325 4.2)", "suite.modern", "", 2022,
                             "RFC 9325 4.2"};

} // namespace

std::vector<SuiteStatus> remarksOn(const CipherSuite &suite, std::optional<Version> version)
{
    std::vector<SuiteStatus> remarks;
    for (const Rule &rule : rules)
        if (rule.holds(suite, version.value_or(unknown)))
            remarks.push_back(rule.status);
    if (remarks.empty())
        remarks.push_back(suite.keyExchange == KeyExchange::Separate ? separate : modern);
    return remarks;
}

SuiteStatus statusOf(const CipherSuite &suite, std::optional<Version> version)
{
    return remarksOn(suite, version).front();
}

std::vector<std::string_view> suiteReasons()
{
    std::vector<std::string_view> keys{separate.key, modern.key};
    std::ranges::transform(rules, std::back_inserter(keys), [](const Rule &rule) { return rule.status.key; });
    return keys;
}

} // namespace hd
